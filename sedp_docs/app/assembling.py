"""The files of a dossier, from an opened plan: ours printed or edited, those of others, the PDF of all, the manifest."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sedp_docs import __version__
from sedp_docs.app.cases import Opened, blocking
from sedp_docs.app.edited import Edited, edited_files
from sedp_docs.app.givens import Given, given_files, missing_papers
from sedp_docs.app.printing import Templates, print_reports
from sedp_docs.app.reports import reports_of, with_figures
from sedp_docs.app.rounds import changes_since
from sedp_docs.dossier import Paper, papers
from sedp_docs.forms import Stage
from sedp_docs.package.manifest import Absent, Entry, Manifest, Origin, absent, entry, file_name, newest, sha256
from sedp_docs.problems import Problem, ReadError
from sedp_docs.report.types import Debt, Report
from sedp_docs.rules import Case
from sedp_docs.write.draftmark import marked_docx, marked_xlsx
from sedp_docs.write.yamltext import plan_yaml

STAGE_TITLES: Mapping[Stage, str] = {
    "van-kien": "Văn kiện kế hoạch",
    "trinh": "Hồ sơ trình kế hoạch",
    "giao": "Hồ sơ giao kế hoạch",
}
WHOLE = "ho-so"
"""The id of the PDF that holds all pieces."""
_NO_PROSE = "TM-05"
"""The rule on sections without prose: in a dossier their headings may not go out over nothing."""


@dataclass(frozen=True)
class PackageOptions:
    """Which dossier, into which .zip, as a draft or final, with PDF; `folder` is where `build` wrote, and people edited."""

    stage: Stage
    target: pathlib.Path
    draft: bool = False
    pdf: bool = False
    folder: pathlib.Path | None = None


@dataclass(frozen=True)
class Assembled:
    """The files of a dossier by name with their manifest, or why there are none."""

    problems: Sequence[Problem]
    files: Mapping[str, bytes] | None = None
    manifest: Manifest | None = None


@dataclass(frozen=True)
class _Piece:
    """A file before it has its name: of which paper, its stem ("ke-hoach"), how it ends."""

    paper: Paper
    stem: str
    suffix: str
    content: bytes
    origin: Origin


@dataclass
class _Work:
    """A dossier under way, and what is to be said of it so far."""

    opened: Opened
    case: Case
    options: PackageOptions
    papers: Sequence[Paper]
    problems: list[Problem]

    def tell(self, problems: Iterable[Problem]) -> None:
        """Note problems; a draft goes on over all that is found here."""
        draft = self.options.draft
        self.problems += [replace(p, severity="warning") if draft and p.severity == "error" else p for p in problems]

    @property
    def stopped(self) -> bool:
        """Tell whether the work must stop."""
        return blocking(self.problems, draft=self.options.draft)


def assemble(opened: Opened, case: Case, options: PackageOptions, today: date) -> Assembled:
    """Return the dossier of a stage. Today is only for telling how late a missing paper is: no clock goes into a file.

    Raises:
        ReadError: the procedure has no such dossier, or a file cannot be read.
        OutputError, TemplateError: something cannot be printed.
    """
    pieces = papers(case.plan, case.catalog, options.stage)
    if not pieces:
        raise _no_dossier(case, options.stage)
    work = _Work(opened, case, options, pieces, _strict(opened.problems))
    ids = [paper.id for paper in pieces if paper.ours]
    given, unusable = given_files(opened.path.parent, pieces, case)
    missing = list(missing_papers(pieces, given, case.plan.opening, today))
    changes, told = changes_since(opened, case, ids)
    work.tell([*unusable, *told, *(problem for _, problem in missing)])
    if work.stopped:
        return Assembled(work.problems)
    debts = opened.debts if options.draft else {}
    reports = reports_of(case, debts, ids, edits=changes)
    ours = _ours(work, reports, debts)
    if work.stopped:
        return Assembled(work.problems)
    days = [*(report.day for report in reports), *(each.other.day for each in pieces if each.other)]
    return _named(work, [*ours, *_others(given)], newest(days), [absent(paper) for paper, _ in missing])


def _no_dossier(case: Case, stage: Stage) -> ReadError:
    if not case.plan.sector:
        what = f"quy trình “{case.plan.procedure}” chưa có hồ sơ “{stage}” cho cấp này"
        return ReadError(what, "xem các tài liệu có: sedp-docs documents")
    unit = case.plan.unit.full_name
    what = f"kế hoạch ngành không có hồ sơ “{stage}” riêng: kế hoạch ngành nằm trong hồ sơ của {unit}"
    return ReadError(what, f"lập hồ sơ này từ tệp kế hoạch của {unit}; kế hoạch ngành chỉ có --stage van-kien")


def _strict(problems: Iterable[Problem]) -> list[Problem]:
    return [replace(each, severity="error") if each.id == _NO_PROSE else each for each in problems]


def _others(given: Iterable[Given]) -> list[_Piece]:
    return [_Piece(each.paper, each.paper.id, each.suffix, each.content, "given") for each in given]


def _ours(work: _Work, reports: Sequence[Report], debts: Mapping[str, Debt]) -> list[_Piece]:
    """Print our papers; a file that a person edited takes the place of ours. A draft has its mark on every page."""
    case, draft = work.case, work.options.draft

    def cite(report: Report, names: Iterable[str]) -> Report:
        return with_figures(report, case, debts, names)

    made, problems = print_reports(reports, work.opened.pictures, Templates(None, case.plan.level, case.catalog), cite)
    by_name = {report.name: report for report in reports}
    edited = Edited()
    if work.options.folder:
        edited = edited_files(work.options.folder, made, {name: by_name[pathlib.PurePath(name).stem] for name in made})
    work.tell([*problems, *edited.problems])
    by_id = {paper.id: paper for paper in work.papers}
    out = []
    for name, content in (made | edited.files).items():
        path = pathlib.PurePath(name)
        shown = _MARKS[path.suffix](content) if draft else content
        origin: Origin = "edited" if name in edited.files else "built"
        out.append(_Piece(by_id[by_name[path.stem].form.id], path.stem, path.suffix, shown, origin))
    return out


_MARKS = {".docx": marked_docx, ".xlsx": marked_xlsx}


def _named(work: _Work, pieces: Sequence[_Piece], day: str, missing: Sequence[Absent]) -> Assembled:
    """Give the files their names, in the order of the dossier, make PDFs if wanted, and list all in the manifest."""
    order = {paper.id: n for n, paper in enumerate(work.papers)}
    every = [*pieces, *(_pdfs(work, pieces) if work.options.pdf else ())]
    files, entries = {}, []
    for piece in sorted(every, key=lambda piece: (order[piece.paper.id], piece.stem, piece.suffix)):
        name = file_name(work.case.plan, piece.paper.number, piece.stem, piece.suffix)
        files[name] = piece.content
        entries.append(entry(name, piece.paper, piece.origin, piece.content))
    if work.options.pdf:
        whole = _whole(work, files, entries)
        files |= {each.name: content for each, content in whole}
        entries += [each for each, _ in whole]
    if work.stopped:
        return Assembled(work.problems)
    return Assembled(work.problems, files, _manifest(work, day, entries, missing))


def _pdfs(work: _Work, pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return a PDF of every Word file: ours, edited ones and those of others, which all went through the preflight."""
    from sedp_docs.write.pdf import to_pdf

    words = {piece.stem: piece for piece in pieces if piece.suffix == ".docx"}
    done = to_pdf({stem: piece.content for stem, piece in words.items()})
    work.problems += done.problems
    return [replace(words[stem], suffix=".pdf", content=content) for stem, content in done.files.items()]


def _whole(work: _Work, files: Mapping[str, bytes], entries: Sequence[Entry]) -> list[tuple[Entry, bytes]]:
    """Return the PDF of all PDFs, in the order of the dossier."""
    from sedp_docs.write import pdfmerge

    listed = [each for each in entries if each.name.endswith(".pdf")]
    plan = work.case.plan
    title = f"{STAGE_TITLES[work.options.stage]} năm {plan.plan_year} {plan.unit.maker}"
    merged = pdfmerge.merged([pdfmerge.Piece(each.title, each.name, files[each.name]) for each in listed], title)
    work.tell(merged.problems)
    if merged.content is None:
        return []
    name = file_name(plan, "", WHOLE, ".pdf")
    owner = next(iter(work.papers)).owner
    return [(Entry(name, WHOLE, title, owner, "built", len(merged.content), sha256(merged.content)), merged.content)]


def _manifest(work: _Work, day: str, entries: Sequence[Entry], missing: Sequence[Absent]) -> Manifest:
    plan, options = work.case.plan, work.options
    return Manifest(
        tool=f"sedp-docs {__version__}",
        unit=plan.unit.maker,
        year=plan.plan_year,
        stage=options.stage,
        round=plan.round,
        draft=options.draft,
        day=day,
        data_sha256=sha256(plan_yaml(plan).encode()),
        files=tuple(entries),
        missing=tuple(missing),
    )
