"""The reports of an opened plan: which documents its round calls for, and what each prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from sedp_docs.app.slips import copies
from sedp_docs.dossier import called_for
from sedp_docs.figures import UnknownFigureError
from sedp_docs.forms import Form
from sedp_docs.report.build import Scope, build_report
from sedp_docs.report.desk import Desk, Edited
from sedp_docs.report.types import Debt, Report
from sedp_docs.rules import Case
from sedp_docs.text import slug


def due_ids(case: Case) -> list[str]:
    """Return the ids of the documents that the plan's round calls for and that we can produce."""
    return called_for(case.plan, case.catalog)


def on_request_ids(case: Case) -> list[str]:
    """Return the ids of the documents that are made only when they are asked for by name."""
    return [d.id for d in case.catalog.level.documents if d.on_request and d.id in case.catalog.forms]


def reports_of(
    case: Case, debts: Mapping[str, Debt], ids: Iterable[str], unit: str = "", edits: Sequence[Edited] = ()
) -> list[Report]:
    """Return the reports of the named documents; a form for hand filling has one for each unit, or for the `unit` alone.

    Args:
        case: the plan.
        debts: the values that a draft may lack.
        ids: which documents.
        unit: the code of the only unit for which a form, or its annex in a document, is wanted.
        edits: what changed since the last round, for the documents that print it.
    """
    return [report for id in ids for report in _reports(case, debts, case.catalog.forms[id], unit, edits)]


def _reports(case: Case, debts: Mapping[str, Debt], form: Form, unit: str, edits: Sequence[Edited]) -> list[Report]:
    if form.filled_by:
        return copies(case, form, unit)
    report = build_report(case.plan, case.catalog, case.figures, form, debts, Scope(unit=unit, edits=edits))
    return [replace(report, copy=slug(unit, "-") if unit else "")]


def prints_edits(case: Case, ids: Iterable[str]) -> bool:
    """Tell whether one of the documents prints what changed since the last round, which the plan names."""
    return bool(case.plan.dossier.previous) and any("sua_doi" in case.catalog.forms[id].all_tables() for id in ids)


def place_of(case: Case, key: str) -> str:
    """Return where a printed figure stands in the plan's file; nothing for a cell that a table computes."""
    if "/" in key or " " in key:
        return ""
    try:
        return case.sources.at(case.figures[key].path).place
    except UnknownFigureError:
        return ""


def report_of(case: Case, debts: Mapping[str, Debt], form: Form) -> Report:
    """Return the report of one document; a form for hand filling is a copy without a name."""
    return build_report(case.plan, case.catalog, case.figures, form, debts)


def with_figures(report: Report, case: Case, debts: Mapping[str, Debt], names: Iterable[str]) -> Report:
    """Return a report that also holds the named figures; names that no figure has are left out."""
    desk = Desk(case.plan, case.catalog, case.figures, debts, dict(report.figures))
    for name in names:
        with suppress(UnknownFigureError):
            desk.sentence(name)
    return replace(report, figures=dict(sorted(desk.printed.items())))
