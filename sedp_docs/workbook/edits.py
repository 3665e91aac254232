"""What to change in a workbook that is there, so that it holds another plan: values in our cells, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sedp_docs.problems import Path
from sedp_docs.workbook.choices import FREE
from sedp_docs.workbook.fill import general_shown
from sedp_docs.workbook.filler import Extras, Filler
from sedp_docs.workbook.found import OWN, Found
from sedp_docs.workbook.grid import BookCell, BookSheet, Place, RawCell, RawSheet, Value
from sedp_docs.workbook.layout import Column
from sedp_docs.workbook.shapes import At, value_at
from sedp_docs.workbook.tables import Row, Table, Tables

Change = tuple[str, Place, BookCell]
"""Sheet, place, and the cell to stand there."""
Tree = Mapping[str, Any]


def changes(found: Found, before: Tree, extras: Extras) -> Iterator[Change]:
    """Yield the cells that must change for the workbook to hold the plan that it was laid out for.

    Args:
        found: the plan laid out on the workbook.
        before: the tree that the workbook holds now.
        extras: what stands there besides the plan.
    """
    for table in found.laid.tables:
        filler = Filler(found.laid, table, extras)
        for number, row in table.numbered():
            for i, cell in _wanted(filler, table, number, row):
                column = table.sheet.columns[i - 1]
                place = (number, i)
                if column is not OWN and _differs(found, before, (table.sheet.name, place), row, column, cell):
                    yield table.sheet.name, place, cell


def _wanted(filler: Filler, table: Table, number: int, row: Row) -> Iterator[tuple[int, BookCell]]:
    if row.kind == "group":
        return
    if row.kind == "total":
        yield from enumerate(filler.total(row), 1)
        return
    for i, column in enumerate(table.sheet.columns, 1):
        if column is not OWN:
            yield i, filler.cell(number, row, column)


def _differs(found: Found, before: Tree, where: tuple[str, Place], row: Row, column: Column, cell: BookCell) -> bool:
    name, place = where
    raw = found.raw[name].cells.get(place)
    if cell.formula:
        return found.grown or raw is None or not (raw.computed or raw.kind == "uncalculated")
    if column.key is None or row.kind == "total":
        return column.computed in _TOLD and _text(raw) != _told(cell.value)
    old = found.old.get((name, place[0]))
    if old is None or row.at is None:
        return cell.value is not None or (row.at is None and old is not None and raw is not None)
    return _leaf(before, old, column) != _leaf(found.laid.tree, row.at, column) or (
        raw is not None and raw.computed and cell.value is None
    )


_TOLD = frozenset({"da_gui"})
"""Computed columns that hold what happened, not what a formula gives."""


def _leaf(tree: Tree, at: At, column: Column) -> Any:
    path = at.path(column.key or ())
    return at.given.get(column.key or ()) if path is None else value_at(tree, path)


def _text(raw: RawCell | None) -> str:
    return "" if raw is None else raw.text


def _told(value: Value) -> str:
    return "" if value is None else str(value)


def sheet_changes(wanted: BookSheet, raw: RawSheet) -> Iterator[Change]:
    """Yield the cells that make a sheet of ours, which holds no part of the plan, what it should be now."""
    for number, row in enumerate(wanted.rows, 1):
        for i, cell in enumerate(row, 1):
            there = raw.cells.get((number, i))
            if cell.formula or _text(there) != _told(cell.value):  # what a formula counts may have changed with its row
                yield raw.name, (number, i), cell
    for (number, i), there in raw.cells.items():
        beyond = number > len(wanted.rows) or i > len(wanted.rows[number - 1])
        if beyond and there.text.strip():
            yield raw.name, (number, i), BookCell(None)


def general_changes(laid: Tables, before: Tree, cells: Mapping[Path, tuple[str, Place]]) -> Iterator[Change | str]:
    """Yield what must change on the sheet of single values, or the name of a line that is no longer there."""
    for column in laid.general.columns:
        path = column.key
        if path is None or value_at(before, path) == value_at(laid.tree, path):
            continue
        if path not in cells:
            yield column.title
        else:
            choice = laid.choices.get(column.choices, FREE)
            yield (*cells[path], BookCell(general_shown(value_at(laid.tree, path), column, choice)))
