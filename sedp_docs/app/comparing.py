"""The use case `diff`: what changed between two versions of a plan, as printed."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sedp_docs.app.cases import Opened, open_plan
from sedp_docs.app.reports import due_ids, place_of, reports_of
from sedp_docs.diff import Change, compare_texts, compare_values, printed_values, with_reasons
from sedp_docs.problems import Location, Problem
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.changes import change_report
from sedp_docs.report.types import Report
from sedp_docs.rules import Case
from sedp_docs.write.files import write_atomic
from sedp_docs.write.word import prepare, render


@dataclass(frozen=True)
class Comparison:
    """The changes from an old version to a new one; `problems` when either could not be typed."""

    changes: Sequence[Change]
    problems: Sequence[Problem] = ()
    new: Case | None = None


def compare(old: pathlib.Path, new: pathlib.Path) -> Comparison:
    """Compare two plan files; raises ReadError for one that cannot be read."""
    before, after = open_plan(old), open_plan(new)
    if before.case is None or after.case is None:
        return Comparison((), [*(() if before.case else before.problems), *(() if after.case else after.problems)])
    changes = changes_of((_reports(before, before.case), before.case), (_reports(after, after.case), after.case))
    return Comparison(changes, _unlike(before.case, after.case, new), after.case)


def changes_of(old: tuple[Sequence[Report], Case], new: tuple[Sequence[Report], Case]) -> list[Change]:
    """Return what changed from the reports of an old plan to those of a new one, with the new plan's places and reasons."""
    values = compare_values(*(printed_values(reports, case.figures) for reports, case in (old, new)))
    placed = [replace(change, place=place_of(new[1], change.key)) for change in values]
    reasons = {each.what: each.reason for each in new[1].plan.edit_reasons}
    return with_reasons([*placed, *compare_texts(old[0], new[0])], reasons)


def _unlike(old: Case, new: Case, file: pathlib.Path) -> list[Problem]:
    """Return a warning when the two files are not versions of one plan."""
    pairs = (
        ("đơn vị", old.plan.unit.full_name, new.plan.unit.full_name),
        ("năm kế hoạch", str(old.plan.plan_year), str(new.plan.plan_year)),
        ("quy trình", old.plan.procedure, new.plan.procedure),
    )
    unlike = [f"{what} {before} và {after}" for what, before, after in pairs if before != after]
    message = f"hai tệp không phải hai phiên bản của một kế hoạch: khác {'; '.join(unlike)}"
    return [Problem("DIFF-01", "warning", message, "xem lại tên hai tệp", Location(str(file)))] if unlike else []


def _reports(opened: Opened, case: Case) -> list[Report]:
    return reports_of(case, opened.debts, due_ids(case))


def write_changes(comparison: Comparison, target: pathlib.Path) -> None:
    """Write the table of changes (mục, cũ, mới, nơi in) as a Word file."""
    assert comparison.new is not None
    case = comparison.new
    report = change_report(case.plan, case.catalog, comparison.changes)
    template = prepare(template_bytes(report.form.id, case.plan.level, case.catalog.variant), f"{report.form.id}.docx")
    write_atomic(target, render(report, template))
