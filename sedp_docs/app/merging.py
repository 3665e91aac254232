"""The use case `merge`: slips that came back, into the plan file that they were split from."""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sedp_docs import limits
from sedp_docs.app.cases import case_of, debts_of
from sedp_docs.app.planfiles import YAML, updated_content
from sedp_docs.app.splitting import laid_out, source_case
from sedp_docs.model import Plan
from sedp_docs.problems import Problem, ReadError, placed
from sedp_docs.read.files import read_bytes
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.workbook.filler import Extras
from sedp_docs.workbook.merging import Entry, Merged, merge_slips
from sedp_docs.workbook.past import journal_of
from sedp_docs.workbook.sliptake import Slip, read_slip
from sedp_docs.workbook.tables import Tables
from sedp_docs.write.dated import keep_copy
from sedp_docs.write.files import write_atomic

_NAMED = " – "
"""Between the code and the name of a unit in the journal."""


@dataclass(frozen=True)
class Received:
    """A slip: its file, its unit's printed name ("" when it was refused), how many cells and new rows were taken."""

    file: str
    name: str = ""
    taken: int = 0


@dataclass(frozen=True)
class MergeDone:
    """What became of the slips; `written` is None when nothing is new, `owing` counts what units still owe, by name."""

    source: pathlib.Path
    problems: Sequence[Problem]
    received: Sequence[Received] = ()
    written: pathlib.Path | None = None
    copy: pathlib.Path | None = None
    differing: int = 0
    owing: Counter[str] = field(default_factory=Counter)
    done: bool = False


def merge(source: pathlib.Path, files: Sequence[pathlib.Path], now: datetime) -> MergeDone:
    """Put what slips say into the plan file, of which a dated copy is kept.

    A slip that cannot be read does not keep the others from being merged.

    Raises:
        ReadError: the plan file cannot be read.
        OutputError: it cannot be written.
    """
    case, problems = source_case(source)
    if case is None:
        return MergeDone(source, problems)
    old = read_bytes(source, limits.ZIP_TOTAL_BYTES)
    laid = laid_out(case)
    slips, refused = _slips(files, laid)
    merged = merge_slips(case.plan, laid, slips, _journal(old, source))
    after = case_of(Plan.model_validate(merged.tree), case.catalog, case.sources)
    debts = list(dict.fromkeys(debts_of(after).values()))
    new = updated_content(old, after.figures, debts, source, _news(case.plan, slips, merged, now)) if merged.news else old
    copy = keep_copy(source, now) if new != old else None
    if new != old:
        write_atomic(source, new)
    received = [Received(slip.file, case.plan.name_of(slip.sender), merged.taken[slip.file]) for slip in slips]
    return MergeDone(
        source,
        [*problems, *refused, *merged.problems],
        [*received, *(Received(problem.location.file) for problem in refused)],
        source if new != old else None,
        copy,
        len({(each.sheet, each.code, each.column) for each in after.plan.discrepancies}),
        Counter(debt.office for debt in debts),
        done=True,
    )


def _slips(files: Iterable[pathlib.Path], laid: Tables) -> tuple[list[Slip], list[Problem]]:
    slips: list[Slip] = []
    refused: list[Problem] = []
    for path in dict.fromkeys(files):
        try:
            with placed(str(path)):
                slips.append(read_slip(read_workbook(read_bytes(path, limits.ZIP_TOTAL_BYTES), str(path)), str(path), laid))
        except ReadError as error:
            refused.append(error.problem)
    return slips, refused


def _journal(old: bytes, source: pathlib.Path) -> list[Entry]:
    """Return what earlier merges wrote into a workbook; a YAML file keeps no journal."""
    if source.suffix.lower() in YAML:
        return []
    lines = journal_of(read_workbook(old, str(source)).sheets)
    return [Entry(unit.partition(_NAMED)[0], cell, before, after) for _, unit, cell, before, after in lines]


def _news(plan: Plan, slips: Iterable[Slip], merged: Merged, now: datetime) -> Extras:
    units = {entry.unit for entry in merged.news}
    taken: Counter[str] = Counter()
    for slip in slips:
        taken[slip.sender] += merged.taken[slip.file]
    sent = {unit: f"{now:%d/%m/%Y}, {taken[unit]} ô" for unit in sorted(units)}
    lines = [(f"{now:%d/%m/%Y %H:%M}", f"{e.unit}{_NAMED}{plan.name_of(e.unit)}", e.cell, e.old, e.new) for e in merged.news]
    return Extras(sent, lines)
