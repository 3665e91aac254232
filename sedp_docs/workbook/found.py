"""A plan laid out on a workbook that people have worked on: their columns and rows stay where they are.

What `tables` says of a new workbook, this says of one that was read: so the same code fills both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sedp_docs.figures import Figures
from sedp_docs.problems import Path
from sedp_docs.workbook.grid import GROUP, TOTAL, RawSheet
from sedp_docs.workbook.headings import Headings, find_headings, sheet_named, words_found
from sedp_docs.workbook.kinds import FieldType
from sedp_docs.workbook.layout import Column, Sheet, WorkbookLayout, sheets, words_of
from sedp_docs.workbook.locate import main_sheet
from sedp_docs.workbook.shapes import At, rows_of, value_at
from sedp_docs.workbook.tables import SUM, TOTALS, Row, Table, Tables, sections_of

OWN = Column("", None, FieldType("text"), "own")
"""A column of the user's: nothing of ours is written there."""


@dataclass(frozen=True)
class Found:
    """A workbook that was read, with a plan laid out on it; `old` says where each row of ours stood in the plan before.

    `refused` are sentences: why the plan cannot be written here. `grown`: rows reach below those that formulas look at.
    """

    laid: Tables
    raw: Mapping[str, RawSheet]
    old: Mapping[tuple[str, int], At]
    refused: tuple[str, ...] = ()
    grown: bool = False


@dataclass
class _Laying:
    """The sheets on their way."""

    tree: Mapping[str, Any]
    before: Mapping[str, Any]
    rows: Mapping[str, Mapping[Path, int]]
    sections: Mapping[str, Sequence[str]]
    old: dict[tuple[str, int], At] = field(default_factory=dict)
    raw: dict[str, RawSheet] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    grown: bool = False


def lay_out(
    figures: Figures, trees: tuple[Mapping[str, Any], Mapping[str, Any]], raw: Sequence[RawSheet], layout: WorkbookLayout,
    places: Mapping[Path, tuple[str, int]],
) -> Found:  # fmt: skip
    """Lay a plan out on a workbook that was read.

    Args:
        figures: of the plan to be written.
        trees: its tree, and the tree that the workbook holds now.
        raw: the workbook's sheets.
        layout: the declaration.
        places: sheet and row of every path that the workbook's rows stand for now.
    """
    tree, before = trees
    laying = _Laying(tree, before, _rows_by_sheet(places), sections_of(figures.catalog))
    words = words_found(raw, layout, words_of(figures.catalog, figures.plan.plan_year, tree))
    made = [each for sheet in sheets(layout, words)[1:] if (each := _table(laying, sheet, raw))]
    laid = Tables(layout, figures, tree, main_sheet(layout), tuple(made))
    return Found(laid, laying.raw, laying.old, tuple(laying.refused), laying.grown)


def _rows_by_sheet(places: Mapping[Path, tuple[str, int]]) -> dict[str, dict[Path, int]]:
    out: dict[str, dict[Path, int]] = {}
    for path, (sheet, row) in places.items():
        out.setdefault(sheet, {}).setdefault(path, row)
    return out


def _table(laying: _Laying, sheet: Sheet, raw: Sequence[RawSheet]) -> Table | None:
    found = sheet_named(sheet.name, raw)
    wanted = list(rows_of(sheet, laying.tree, laying.sections))
    if found is None:
        if wanted:
            laying.refused.append(f"không còn trang tính “{sheet.name}”")
        return None
    headings = find_headings(found, sheet)
    wrong = [fault.message for _, severity, fault in headings.faults if severity == "error"]
    if not headings.row or wrong:
        said = "; ".join(wrong) or "không tìm thấy dòng tiêu đề cột"
        laying.refused.append(f"trang tính “{found.name}”: {said}")
        return None
    laying.raw[found.name] = found
    laying.refused += _lost(found, sheet, headings, wanted, laying.tree)
    placed = Sheet(sheet.layout, found.name, sheet.note, _columns(headings))
    return Table(placed, tuple(_rows(laying, placed, found, headings.row, wanted)), headings.row)


def _columns(headings: Headings) -> tuple[Column, ...]:
    return tuple(headings.columns.get(number, OWN) for number in range(1, max(headings.columns) + 1))


def _lost(found: RawSheet, sheet: Sheet, headings: Headings, wanted: Sequence[At], tree: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns that the plan has values for and that are no longer there."""
    for column in sheet.columns:
        if column.key is None or headings.number_of(column):
            continue
        paths = (at.path(column.key) for at in wanted)
        if any(path is not None and value_at(tree, path) is not None for path in paths):
            yield f"trang tính “{found.name}”: không còn cột “{column.title}”"


def _rows(laying: _Laying, sheet: Sheet, raw: RawSheet, head: int, wanted: Sequence[At]) -> Iterator[Row]:
    """Yield the rows from below the headings: those that are there, in their order, then the new ones."""
    last = max((row for row, _ in raw.cells), default=head)
    bases = {at.base: row for at, row in _standing(laying, sheet)}
    new = {_identity(at, laying.tree): at for at in wanted}
    used: set[tuple[Any, ...]] = set()
    rows: dict[int, Row] = {}
    for at, row in _standing(laying, sheet):
        laying.old[raw.name, row] = at
        same = _identity(at, laying.before)
        match = new.get(same)
        rows[row] = Row("data", match) if match and same not in used else Row("spare")
        used.add(same)
    fresh = [at for same, at in new.items() if same not in used]
    free = (row for row in range(max(bases.values(), default=head) + 1, last + len(fresh) + 2) if not _marked(raw, row))
    rows |= {row: Row("data", at) for row, at in zip(free, fresh, strict=False)}
    laying.grown |= max(rows, default=0) > _looked_at(raw, sheet, last)
    laying.refused += _out_of_order(raw, rows)
    totals = iter(TOTALS.get(sheet.layout.totals, ()))
    for row in range(head + 1, max([last, *rows]) + 1):
        yield rows.get(row) or _row_of_ours(raw, row, totals)


def _looked_at(raw: RawSheet, sheet: Sheet, last: int) -> int:
    """Return the last row that formulas look at: spare rows hold something only where a column is computed."""
    computed = any(cell.computed for (row, _), cell in raw.cells.items() if row == last)
    return last if computed else last + sheet.layout.spare


def _standing(laying: _Laying, sheet: Sheet) -> list[tuple[At, int]]:
    """Return the rows that the workbook has now, with their numbers, from the top."""
    rows = laying.rows.get(sheet.name, {})
    known = (
        (at, next((rows[path] for path in _paths(at, sheet) if path in rows), 0))
        for at in rows_of(sheet, laying.before, laying.sections)
    )
    return sorted(((at, row) for at, row in known if row), key=lambda item: item[1])


def _paths(at: At, sheet: Sheet) -> Iterator[Path]:
    for column in sheet.columns:
        path = at.path(column.key) if column.key else None
        if path is not None:
            yield path


def _identity(at: At, tree: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes a row the same row in two plans: its list and code, or its number where rows have no code."""
    node = value_at(tree, at.base)
    steps = tuple(step for step in at.base if isinstance(step, str))
    if at.base[0] == "chenh_lech" and isinstance(node, Mapping):  # its code is another row's: all of it makes it the same
        return (*steps, *sorted(node.items()))
    if isinstance(node, Mapping) and "ma" in node:
        return (*steps, node["ma"])
    if ("ma",) in at.given:
        return (*steps, at.given["ma",], at.base[-1])
    return (*at.base, at.path(("noi_dung",)))


def _marked(raw: RawSheet, row: int) -> bool:
    return any(cell.text.strip() in (TOTAL, GROUP) for (at, _), cell in raw.cells.items() if at == row)


def _row_of_ours(raw: RawSheet, row: int, totals: Iterator[str]) -> Row:
    signs = {cell.text.strip() for (at, _), cell in raw.cells.items() if at == row}
    if TOTAL in signs:
        return Row("total", title=next(totals, SUM))
    return Row("group") if GROUP in signs else Row("spare")


def _out_of_order(raw: RawSheet, rows: Mapping[int, Row]) -> Iterator[str]:
    """Yield a sentence when the plan's order is another than that of the rows that are there."""
    seen: dict[Path, int] = {}
    for _, row in sorted(rows.items()):
        if row.at is None or not isinstance(row.at.base[-1], int):
            continue
        list_, index = row.at.base[:-1], row.at.base[-1]
        if index < seen.get(list_, -1):
            yield f"trang tính “{raw.name}”: thứ tự dòng khác với kế hoạch được ghi vào"
            return
        seen[list_] = index
