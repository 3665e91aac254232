"""How rows are made: shared by the tables of every subject, and the registry of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sedp_docs.forms import TableLayout
from sedp_docs.report.desk import Desk
from sedp_docs.report.types import Cell, Row, RowKind
from sedp_docs.text import roman, rounded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table and the notes below it."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


Maker = Callable[[Desk], Body]
MAKERS: dict[str, Maker] = {}
LayoutMaker = Callable[[Desk, TableLayout], Body]
LAYOUT_MAKERS: dict[str, LayoutMaker] = {}


def table(id: str) -> Callable[[Maker], Maker]:
    """Register the maker of a table under the id of its layout."""

    def register(maker: Maker) -> Maker:
        MAKERS[id] = maker
        return maker

    return register


def by_layout(kind: str) -> Callable[[LayoutMaker], LayoutMaker]:
    """Register the maker of all tables whose layout says this `cach_lap`: what they show is said in the layout."""

    def register(maker: LayoutMaker) -> LayoutMaker:
        LAYOUT_MAKERS[kind] = maker
        return maker

    return register


def body_of(desk: Desk, id: str) -> Body:
    """Return the rows of a table by the id of its layout."""
    layout = desk.catalog.tables[id]
    return LAYOUT_MAKERS[layout.made_by](desk, layout) if layout.made_by else MAKERS[id](desk)


def row(kind: RowKind = "dong", /, **cells: Cell | str) -> Row:
    """Return a row from cells or plain texts by column id."""
    return Row({key: cell if isinstance(cell, Cell) else Cell(cell) for key, cell in cells.items()}, kind)


def of_series(desk: Desk, order: str, code: str, **cells: Cell | str) -> Row:
    """Return the row of a series: its number, name and unit, then the cells."""
    quantity = desk.figures.quantities[code]
    return row(stt=order, chi_tieu=quantity.name, dvt=quantity.unit, **cells)


def heading(number: int, column: str, title: str) -> Row:
    """Return a group heading: "II", "VĂN HÓA - XÃ HỘI" in the given column."""
    return row("nhom", stt=roman(number), **{column: title})


SUM_NOTE = "Tổng số có thể không bằng các số thành phần cộng lại do làm tròn số."


def sum_note(total: Row, parts: Sequence[Row], columns: Iterable[str]) -> tuple[str, ...]:
    """Return the note on rounding when the printed parts of a column do not add up to its printed total."""
    return (SUM_NOTE,) if any(_apart(total, parts, column) for column in columns) else ()


def _apart(total: Row, parts: Sequence[Row], column: str) -> bool:
    printed = [_printed(each, column) for each in parts]
    whole, known = _printed(total, column), [amount for amount in printed if amount is not None]
    return whole is not None and bool(known) and sum(known) != whole


def _printed(each: Row, column: str) -> Decimal | None:
    cell = each.cells.get(column, Cell())
    return None if cell.raw is None else rounded(cell.raw, cell.decimals)


def grouped(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, list[T]]:
    """Return items by key, both in the order in which they come."""
    out: dict[str, list[T]] = {}
    for item in items:
        out.setdefault(key(item), []).append(item)
    return out


def numbered(items: Iterable[T], start: int = 1) -> Iterator[tuple[str, T]]:
    """Yield items with the number printed before them."""
    for i, item in enumerate(items, start):
        yield str(i), item
