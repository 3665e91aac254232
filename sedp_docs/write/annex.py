"""An annex as an Excel workbook: what its Word twin prints, with numbers that are numbers and formulas that compute.

Each table has a sheet, at the sizes and widths of the Word document. A sheet prints on A4 across as long as its text stays at
least 9 pt there, else on A3; a second sheet set up for the other paper would be the same numbers twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Literal, TypedDict

from sedp_docs.forms import Column, TableLayout
from sedp_docs.report.fields import TITLE_SLOTS
from sedp_docs.report.format import DIFFERENCE_MARK, EMPTY
from sedp_docs.report.types import Cell, Debt, FieldValue, Report, Row, Table
from sedp_docs.text import roman, rounded, short_date
from sedp_docs.workbook.grid import Book, BookCell, BookColumn, BookSheet, Place, address
from sedp_docs.write.excel import to_xlsx
from sedp_docs.write.excel_heights import column_characters

HEAD_PT, CAPTION_PT, UNIT_PT, NOTE_PT = 14.0, 13.0, 12.0, 11.0
"""Sizes of the annex's head, of captions, unit notes and notes, as the Word templates have them."""
SMALLEST_PT = 9.0
PAPER_MM = 257.0
"""Width between the margins of an A4 page that lies across."""
_SLOT = re.compile(r"\{(\w+)\}")
_REFERENCE = re.compile(r"\{(?:([^{}:]+):)?([^{}:]+)\}")
_ALIGN: Mapping[str, Literal["left", "center", "right"]] = {"trai": "left", "giua": "center", "phai": "right"}
_DEBT_COLUMNS = (("STT", 12.0), ("Cơ quan, đơn vị", 60.0), ("Số liệu còn thiếu", 140.0), ("Hạn gửi", 28.0))
Rows = list[tuple[BookCell, ...]]


class _Shown(TypedDict):
    """How the cells of a row are set apart."""

    bold: bool
    italic: bool
    align: Literal["left", "center", "right"]


def annex(report: Report) -> bytes:
    """Return the .xlsx of an annex.

    Raises:
        OutputError: a text longer than a cell of Excel holds.
    """
    return to_xlsx(annex_book(report))


def annex_book(report: Report) -> Book:
    """Return an annex as a workbook: a sheet for each table, and in a draft one for the values still missing."""
    tables = list(report.tables.values())
    sheets = [_Page(report, table, number if len(tables) > 1 else 0).sheet() for number, table in enumerate(tables, 1)]
    if report.debts:
        sheets.append(_debts(report.debts))
    organ = str(_field(report, "van_ban.co_quan")).replace("\n", " ")
    return Book(tuple(sheets), report.title, author=organ)


def _field(report: Report, path: str) -> FieldValue:
    value: FieldValue = dict(report.fields)
    for name in path.split("."):
        value = value[name] if isinstance(value, dict) else ""
    return value


def _filled(report: Report, title: str) -> str:
    """Return a title with its slots filled: "năm {y}" → "năm 2025"."""
    return _SLOT.sub(lambda slot: str(_field(report, TITLE_SLOTS[slot.group(1)])), title)


def _label(report: Report) -> str:
    """Return "Phụ lục VII", or "Phụ lục" for the only one."""
    return f"Phụ lục {roman(report.form.annex_number)}" if report.form.annex_number else "Phụ lục"


class _Page:
    """One table on its sheet, row by row from the top; `number` is that of its caption, 0 when it stands alone."""

    def __init__(self, report: Report, table: Table, number: int) -> None:
        self.report, self.table, self.number = report, table, number
        self.layout = table.layout
        self.width = len(self.layout.columns)
        self.columns = {column.id: n for n, column in enumerate(self.layout.columns, 1)}
        self.rows: Rows = []
        self.merges: list[tuple[Place, Place]] = []

    def sheet(self) -> BookSheet:
        self._above()
        head = len(self.rows) + 1
        self._head()
        first = len(self.rows) + 1
        self._body(first)
        for note in self.table.notes:
            self._line(BookCell(note, "note", italic=True, size=NOTE_PT))
        return BookSheet(
            self._name(),
            tuple(BookColumn(column_characters(column.width)) for column in self.layout.columns),
            tuple(self.rows),
            merges=tuple(self.merges),
            freeze=(first, 3),
            repeat=(head, first - 1),
            paper=_paper(self.layout),
            size=float(self.layout.size),
            plain=True,
        )

    def _name(self) -> str:
        label = _label(self.report)
        return f"{label} - Bảng {self.number}" if self.number else label

    def _above(self) -> None:
        """Put the annex's head above its first table (NĐ 30, Mẫu 2.1), and caption and unit note above each."""
        form, title = self.report.form, _filled(self.report, self.layout.title)
        if self.number <= 1:
            layouts = {id: table.layout for id, table in self.report.tables.items()}
            self._line(BookCell(_label(self.report), "title", size=HEAD_PT))
            self._line(BookCell(_filled(self.report, form.annex_title(layouts)).upper(), "title", size=HEAD_PT))
            self._line(BookCell(str(_field(self.report, "van_ban.kem_theo")), "subtitle", size=HEAD_PT))
            self._line(BookCell())
        if self.number:
            self._line(BookCell(f"Bảng {self.number}. {title}", "title", size=CAPTION_PT))
        if self.layout.unit_note:
            unit = _filled(self.report, self.layout.unit_note)
            self._line(BookCell(unit, "subtitle", align="right", size=UNIT_PT))

    def _line(self, cell: BookCell) -> None:
        """Add a row whose one cell goes over the whole width."""
        self.rows.append((cell, *[BookCell(look=cell.look)] * (self.width - 1)))
        self.merges.append(((len(self.rows), 1), (len(self.rows), self.width)))

    def _head(self) -> None:
        columns, top = self.layout.columns, len(self.rows) + 1
        titles = [BookCell(_filled(self.report, column.title), "head") for column in columns]
        if any(column.group for column in columns):
            self._groups(top)
            self.rows.append(tuple(title if c.group else BookCell(look="head") for c, title in zip(columns, titles, strict=True)))
        else:
            self.rows.append(tuple(titles))
        if self.layout.numbered:
            self.rows.append(tuple(BookCell(str(n), "index") for n in range(1, self.width + 1)))

    def _groups(self, top: int) -> None:
        """Add the upper head row: names of groups over their columns, other titles over both rows."""
        cells: list[BookCell] = []
        for _, grouped in groupby(self.layout.columns, key=lambda column: column.group or column.id):
            run = list(grouped)
            at, column = len(cells) + 1, run[0]
            end = (top, at + len(run) - 1) if column.group else (top + 1, at)
            cells += [BookCell(_filled(self.report, column.group or column.title), "head")]
            cells += [BookCell(look="head")] * (len(run) - 1)
            if end != (top, at):
                self.merges.append(((top, at), end))
        self.rows.append(tuple(cells))

    def _body(self, first: int) -> None:
        places = {row.id: n for n, row in enumerate(self.table.rows, first) if row.id}
        for number, row in enumerate(self.table.rows, first):
            self.rows.append(tuple(self._cell(row, column, number, places) for column in self.layout.columns))
            if row.kind == "nhom":
                self.merges.append(((number, 2), (number, self.width)))
        if not self.table.rows:
            self._line(BookCell(EMPTY, "label", align="center"))

    def _cell(self, row: Row, column: Column, number: int, places: Mapping[str, int]) -> BookCell:
        cell, bold = row.cells[column.id], row.kind in ("nhom", "tong")
        align = "left" if row.kind == "nhom" and column != self.layout.columns[0] else _ALIGN[column.align]
        shown = _Shown(bold=bold, italic=row.kind == "con", align=align)
        if cell.is_number:
            return _number(cell, self._formula(cell, number, places), shown)
        return BookCell(cell.text, "label", marked=cell.missing, **shown)

    def _formula(self, cell: Cell, number: int, places: Mapping[str, int]) -> str:
        """Return a formula with the addresses of what it names."""
        return _REFERENCE.sub(lambda m: address((places[m[1]] if m[1] else number, self.columns[m[2]])), cell.formula)


def _number(cell: Cell, formula: str, shown: _Shown) -> BookCell:
    """Return a cell as the exact number behind it: Word rounds what it prints, Excel what it shows.

    Excel would give a sign to what rounds to nothing ("-0,0"): a difference, and such a number, is rounded itself.
    """
    amount, signed = cell.raw or Decimal(0), DIFFERENCE_MARK if cell.difference else None
    nearest = rounded(amount, cell.decimals)
    if cell.difference or (amount < 0 and not nearest):
        amount, formula = nearest + 0, f"ROUND({formula}, {cell.decimals})" if formula else ""
    return BookCell(amount, "label", formula, cell.decimals, signed=signed, **shown)


def _paper(layout: TableLayout) -> Literal["A4", "A3"]:
    total = sum(column.width for column in layout.columns)
    return "A4" if float(layout.size) * min(1.0, PAPER_MM / total) >= SMALLEST_PT else "A3"


def _debts(debts: tuple[Debt, ...]) -> BookSheet:
    """Return the last sheet of a draft: who still owes which value."""
    rows: Rows = [(BookCell("DANH SÁCH SỐ LIỆU CÒN THIẾU", "title", size=HEAD_PT), *[BookCell()] * 3)]
    rows.append(tuple(BookCell(title, "head") for title, _ in _DEBT_COLUMNS))
    rows += [tuple(_debt_cells(number, debt)) for number, debt in enumerate(debts, 1)]
    columns = tuple(BookColumn(column_characters(width)) for _, width in _DEBT_COLUMNS)
    merges = (((1, 1), (1, len(columns))),)
    return BookSheet("Số liệu còn thiếu", columns, tuple(rows), merges=merges, freeze=(3, 1), repeat=(2, 2), plain=True)


def _debt_cells(number: int, debt: Debt) -> Iterator[BookCell]:
    yield BookCell(str(number), "label", align="center")
    yield BookCell(debt.office, "label")
    yield BookCell(debt.what, "label")
    yield BookCell(short_date(debt.due) if debt.due else "", "label", align="center")
