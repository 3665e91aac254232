"""The use case `build`: a plan into Word and Excel (and PDF) documents in an output folder."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sedp_docs.app.cases import Opened, blocking, open_plan, stops
from sedp_docs.app.printing import Templates, print_reports
from sedp_docs.app.reports import due_ids, place_of, prints_edits, reports_of, with_figures
from sedp_docs.app.rounds import changes_since
from sedp_docs.app.slips import refuse_unit
from sedp_docs.diff import Change, printed_values
from sedp_docs.problems import Problem, ReadError, in_order
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.xlsxtext import cell_texts
from sedp_docs.report.build import drafted_sections
from sedp_docs.report.types import Report
from sedp_docs.rules import RULES, Case
from sedp_docs.text import did_you_mean
from sedp_docs.write.folder import Kept, Saved, Texts, save

TEXTS: Texts = {".docx": paragraph_texts, ".xlsx": cell_texts}
"""How files that somebody edited are compared with ours."""


@dataclass(frozen=True)
class BuildOptions:
    """How to build: where to, which documents (none: those of the round), draft, PDF, overwrite edited files.

    `templates` is a folder whose `<id>.docx` are used instead of ours. `unit` is the code of the one village or office
    whose copy of a form for hand filling is wanted.
    """

    folder: pathlib.Path | None = None
    only: Sequence[str] = ()
    draft: bool = False
    pdf: bool = False
    force: bool = False
    templates: pathlib.Path | None = None
    unit: str = ""


@dataclass(frozen=True)
class Built:
    """What came of one source; `saved` is None when nothing was written, and `problems` say why."""

    source: pathlib.Path
    folder: pathlib.Path
    problems: Sequence[Problem]
    saved: Saved | None = None
    changed: Sequence[Change] = ()
    drafted: Sequence[str] = ()
    debts: int = 0
    kept: Sequence[Kept] = field(default_factory=tuple)
    draftable: bool = False


def build_plan(source: pathlib.Path, options: BuildOptions, now: datetime) -> Built:
    """Build the documents of one plan. Errors in the data stop it; a draft goes on over missing values and sums.

    Forms for hand filling go on too, without a word of it: they ask for what is missing.

    Raises:
        ReadError, OutputError, TemplateError: it could not be read or run at all.
    """
    folder = options.folder or pathlib.Path("out") / source.stem
    opened = open_plan(source)
    case = opened.case
    if case is None:
        return Built(source, folder, opened.problems)
    ids = _chosen(case, options)
    by_hand = all(case.catalog.forms[id].filled_by for id in ids)
    edits, told = changes_since(opened, case, due_ids(case)) if prints_edits(case, ids) else ([], [])
    opened = replace(opened, problems=in_order([*opened.problems, *told]))
    if blocking(opened.problems, draft=options.draft or by_hand):
        shown = [each for each in opened.problems if stops(each, draft=True)] if by_hand else opened.problems
        return Built(source, folder, shown, draftable=not by_hand and not blocking(opened.problems, draft=True))
    debts = opened.debts if options.draft else {}
    reports = reports_of(case, debts, ids, options.unit, edits)
    files, problems = _files(opened, case, reports, options)
    saved = save(folder, files, _printed(reports, case), now=now, force=options.force, texts=TEXTS)
    found = [each for each in opened.problems if each.id not in RULES] if by_hand else opened.problems
    shown = [*_shown(found, draft=options.draft), *problems, *saved.problems(folder)]
    changed = [Change("so_lieu", c.figure, c.label, c.old, c.new, tuple(c.documents.split(", ")), c.place) for c in saved.changed]
    return Built(source, folder, shown, saved, changed, _drafted(case, ids), len(set(debts.values())), saved.kept)


def _shown(problems: Sequence[Problem], *, draft: bool) -> list[Problem]:
    """Return the problems of a build that went on: what a draft went on over is a warning."""
    return in_order([replace(p, severity="warning") if draft and p.severity == "error" else p for p in problems])


def _chosen(case: Case, options: BuildOptions) -> list[str]:
    ids, only = due_ids(case), options.only
    known = [d.id for d in case.catalog.level.documents if d.id in case.catalog.forms]
    unknown = [id for id in only if id not in known]
    if unknown:
        hint = did_you_mean(unknown[0], known) or f"các tài liệu có: {', '.join(known)}"
        raise ReadError(f"chưa có tài liệu “{unknown[0]}” cho cấp này", hint)
    if not ids and not only:
        raise ReadError(f"quy trình “{case.plan.procedure}” chưa có tài liệu nào cho cấp này", "xem: sedp-docs documents")
    chosen = list(dict.fromkeys(only)) or ids
    if options.unit:
        refuse_unit(case, [case.catalog.forms[id] for id in chosen], options.unit)
    return chosen


def _files(
    opened: Opened, case: Case, reports: Sequence[Report], options: BuildOptions
) -> tuple[dict[str, bytes], list[Problem]]:
    def cite(report: Report, names: Iterable[str]) -> Report:
        return with_figures(report, case, opened.debts if options.draft else {}, names)

    templates = Templates(options.templates, case.plan.level, case.catalog)
    made, problems = print_reports(reports, opened.pictures, templates, cite)
    if not options.pdf:
        return made, problems
    from sedp_docs.write.pdf import to_pdf

    words = {name.removesuffix(".docx"): data for name, data in made.items() if name.endswith(".docx")}
    pdfs = to_pdf(words)
    return made | {f"{name}.pdf": data for name, data in pdfs.files.items()}, [*problems, *pdfs.problems]


def _printed(reports: Sequence[Report], case: Case) -> dict[str, dict[str, str]]:
    """Return what the manifest remembers of each printed value: its label, text and documents; not of blank forms."""
    papers = [report for report in reports if not report.form.filled_by]
    values = {key: v for key, v in printed_values(papers, case.figures).items() if v.is_number}
    return {key: {"label": v.label, "text": v.text, "documents": ", ".join(v.documents), "place": place_of(case, key)}
            for key, v in values.items()}  # fmt: skip


def _drafted(case: Case, ids: Sequence[str]) -> list[str]:
    """Return the sections whose sentences were drafted from figures: asked for, or of a paper that nobody has written."""
    return [f"{id}: mục {key}" for id in ids for key in drafted_sections(case.plan, case.catalog.forms[id])]
