"""The text of an Excel file, cell by cell: what `build` compares when somebody edited an annex."""

from __future__ import annotations

from datetime import date

from sedp_docs.read.xlsx import read_workbook
from sedp_docs.text import short_date
from sedp_docs.textdiff import PlacedText
from sedp_docs.workbook.grid import RawCell, place_in

_DIGITS = 12
"""Digits that are compared: Excel computes in binary fractions, and its last digits are not ours."""


def cell_texts(content: bytes) -> list[PlacedText]:
    """Return the cells that hold something, with their places ('trang tính "Phụ lục I", ô F12'), formulas by their results.

    Raises:
        ReadError: as `read_workbook` does; a cell with a fault of its own is left out.
    """
    sheets = read_workbook(content, "").sheets
    return [(place_in(sheet.name, at), _text(cell)) for sheet in sheets for at, cell in sorted(sheet.cells.items()) if cell.text]


def _text(cell: RawCell) -> str:
    if cell.kind == "day":
        return short_date(date.fromisoformat(cell.text))
    if cell.kind == "number" and "." in cell.text:
        return f"{float(cell.text):.{_DIGITS}g}".replace(".", ",")
    return cell.text
