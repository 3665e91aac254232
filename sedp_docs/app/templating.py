"""The use cases `templates`: list ours, export one to edit in Word, check one that somebody edited."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sedp_docs import limits
from sedp_docs.catalog import Catalog
from sedp_docs.forms import Form
from sedp_docs.model import LevelId
from sedp_docs.problems import SEVERITY_TITLES, Location, OutputError, Problem, ReadError, TemplateError, has_errors, in_order
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.files import read_bytes
from sedp_docs.read.templatefile import read_template
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.sample import sample_report
from sedp_docs.report.template import DOCUMENT, TemplateFile
from sedp_docs.rules.template import Case, Found, check_template
from sedp_docs.text import capital, did_you_mean
from sedp_docs.write.annotate import Note, annotated
from sedp_docs.write.files import refuse_existing, write_atomic


@dataclass(frozen=True)
class ListedTemplate:
    """A template of ours: the form's id and title, and the name of its file."""

    id: str
    title: str

    @property
    def file(self) -> str:
        """Return the name that `build --templates` looks for."""
        return f"{self.id}.docx"

    def as_json(self) -> dict[str, str]:
        """Return the object that `--json` prints."""
        return {"id": self.id, "title": self.title, "file": self.file}


@dataclass(frozen=True)
class Checked:
    """A template that was checked: what was found, and the commented copy if one was written."""

    path: pathlib.Path
    form: Form
    found: Sequence[Found]
    copy: pathlib.Path | None = None

    @property
    def problems(self) -> list[Problem]:
        """Return the problems, errors first."""
        return in_order(each.problem for each in self.found)


def list_templates(level: LevelId, profile: str) -> list[ListedTemplate]:
    """List the templates of a level; raises ReadError for a procedure or level that we do not have."""
    return [ListedTemplate(form.id, form.title) for form in load_catalog(profile, level).forms.values()]


def export_template(id: str, level: LevelId, profile: str, target: pathlib.Path) -> None:
    """Write a template of ours to `target`, which must not exist yet.

    Raises:
        ReadError: no such template.
        OutputError: `target` exists, or cannot be written.
    """
    known = [each.id for each in list_templates(level, profile)]
    if id not in known:
        raise ReadError(f"không có mẫu “{id}”", did_you_mean(id, known) or f"các mẫu có: {', '.join(known)}")
    refuse_existing(target)
    write_atomic(target, template_bytes(id, level, profile))


def check_template_file(path: pathlib.Path, level: LevelId, profile: str, copy: pathlib.Path | None = None) -> Checked:
    """Check a Word template by all rules; one without a fault is also printed on made-up values.

    Args:
        path: the template.
        level: the level whose document it is for.
        profile: the procedure, whose outline its headings must follow.
        copy: where to write a copy with all that was found as Word comments; must not exist yet.

    Raises:
        ReadError: it is no Word file, is broken or too large, or it is not known which document it is for.
        OutputError: `copy` exists or cannot be written.
    """
    if copy is not None:
        refuse_existing(copy)
    content = read_bytes(path, limits.ZIP_TOTAL_BYTES)
    template = read_template(content, str(path))
    catalog = load_catalog(profile, level)
    form = _form(template, path, catalog)
    found = check_template(template, form, catalog)
    if not has_errors(each.problem for each in found):
        found += _tried(Case(template, form, catalog), content, template_bytes(form.id, level, profile))
    if copy is None or not found:
        return Checked(path, form, found)
    if template.dangers:
        return Checked(path, form, [*found, Found(_no_copy(path))])
    write_atomic(copy, annotated(content, [_note(each) for each in found]))
    return Checked(path, form, found, copy)


def _form(template: TemplateFile, path: pathlib.Path, catalog: Catalog) -> Form:
    """Return the form of a template: by its own property, else by its name."""
    id = template.form if template.form in catalog.forms else path.stem
    if id in catalog.forms:
        return catalog.forms[id]
    hint = f"đặt tên tệp theo mã tài liệu: {', '.join(f'{each}.docx' for each in catalog.forms)}"
    raise ReadError("không rõ tệp này là mẫu của tài liệu nào", hint, Location(str(path)), "MAU-00")


def _tried(case: Case, content: bytes, own: bytes) -> Iterator[Found]:
    """Yield what printing on made-up values runs into, in a process that can be killed."""
    from sedp_docs.write.worker import Job, Worker

    with Worker() as worker:
        for full in (True, False):
            report = sample_report(case.form, case.catalog, case.figures, full=full)
            try:
                worker.render(Job(case.template.file, content, own, report, {}))
            except (TemplateError, OutputError) as error:
                yield Found(error.problem)
                return


def _no_copy(path: pathlib.Path) -> Problem:
    said = "không ghi bản có chú thích, vì tệp có nội dung tự chạy hoặc dẫn ra ngoài"
    return Problem("MAU-00", "warning", said, "xóa nội dung đó trước (xem các lỗi MAU-50)", Location(str(path)))


def _note(found: Found) -> Note:
    problem, paragraph = found.problem, found.paragraph
    inside = paragraph is not None and paragraph.part == DOCUMENT
    place = f" ({problem.location.place})" if problem.location.place and not inside else ""
    said = f"{capital(SEVERITY_TITLES[problem.severity])}{place}: {problem.message} [{problem.id}]"
    return Note("\n".join(filter(None, (said, problem.hint))), paragraph.index if paragraph and inside else None)
