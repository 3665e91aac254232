"""Rows of totals: their formulas, and what these give now from the rows below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from sedp_docs.workbook.grid import BookCell, Value, column_letters
from sedp_docs.workbook.tables import BALANCE, INCOME, RESERVE, SPENDING, SUM, Table

Cells = Sequence[BookCell]


def total_formula(table: Table, title: str, number: int) -> str:
    """Return the formula of a total in a column; an empty text when the user removed a column that it needs."""
    try:
        return _formula(table, title, number)
    except (KeyError, StopIteration):
        return ""


def _formula(table: Table, title: str, number: int) -> str:
    letters = column_letters(number)
    block = f"{letters}{table.first}:{letters}{table.last}"
    if title == SUM:
        flags = table.sheet.columns[number - 1].kind == "flag"
        return f'COUNTIF({block},"x")' if flags else _filled(f"SUM({block})", block)
    income, spent = (f"{letters}{table.total(each)}" for each in (INCOME, SPENDING))
    side, part, kind = (table.block(table.number((key,)), from_other=False) for key in ("phan", "thuoc", "khoan"))
    return {
        INCOME: _filled(f'SUMIFS({block},{side},"Thu",{part},"=")', block),
        SPENDING: _filled(f'SUMIFS({block},{side},"Chi",{part},"=")', block),
        BALANCE: f'IFERROR({income}-{spent},"")',
        RESERVE: f'IFERROR(SUMIFS({block},{kind},"Dự phòng")/{spent}*100,"")',
    }[title]


def _filled(formula: str, block: str) -> str:
    return f'IF(COUNT({block})=0,"",{formula})'


def total_value(table: Table, title: str, number: int, rows: Sequence[Cells]) -> Value:
    """Return what the formula gives for the rows of a table; an empty text when there is nothing to add up."""
    column = table.sheet.columns[number - 1]
    if title == SUM and column.kind == "flag":
        return Decimal(sum(cells[number - 1].value == "x" for cells in rows))
    if not _numbers(rows, number, _any):
        return ""
    if title == SUM:
        return sum(_numbers(rows, number, _any), Decimal(0))
    return _budget(table, title, number, rows)


def _budget(table: Table, title: str, number: int, rows: Sequence[Cells]) -> Value:
    side, part, kind = (table.number((key,)) - 1 for key in ("phan", "thuoc", "khoan"))

    def of(which: str) -> Decimal:
        return sum(_numbers(rows, number, lambda cells: cells[side].value == which and not cells[part].value), Decimal(0))

    income, spent = of("Thu"), of("Chi")
    reserve = sum(_numbers(rows, number, lambda cells: cells[kind].value == "Dự phòng"), Decimal(0))
    share: Value = reserve / spent * 100 if spent else ""
    return {INCOME: income, SPENDING: spent, BALANCE: income - spent, RESERVE: share}[title]


def _any(_: Cells) -> bool:
    return True


def _numbers(rows: Sequence[Cells], number: int, wanted: Callable[[Cells], bool]) -> list[Decimal]:
    values = [cells[number - 1].value for cells in rows if wanted(cells)]
    return [value for value in values if isinstance(value, Decimal)]
