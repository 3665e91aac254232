"""The text of an Excel file, cell by cell: what `build` compares when somebody edited an annex."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from sedp_docs.problems import ReadError, SedpError
from sedp_docs.read.preflight import part_refusal
from sedp_docs.read.zipdoor import check_zip, is_xml
from sedp_docs.text import short_date
from sedp_docs.textdiff import PlacedText
from sedp_docs.workbook.grid import place_in

_DIGITS = 12
"""Digits that are compared: Excel computes in binary fractions, and its last digits are not ours."""


def cell_texts(content: bytes) -> list[PlacedText]:
    """Return the cells that hold something, with their places ('trang tính "Phụ lục I", ô F12'), formulas by their results.

    Raises:
        ReadError: not an Excel file, or one that no parser should see.
    """
    import openpyxl  # a twentieth of a build's time, and needed only when somebody edited an annex

    for name, part in check_zip(content, "").items():
        refusal = part_refusal(name, part, "") if is_xml(name) else None
        if refusal:
            raise ReadError(refusal.message, refusal.hint, refusal.location, refusal.id)
    try:
        return list(_texts(openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)))
    except SedpError:
        raise
    except Exception as error:
        raise ReadError("không đọc được tệp Excel", "mở lại bằng Excel rồi lưu thành tệp mới", id="XLSX-01") from error


def _texts(book: Any) -> Iterator[PlacedText]:
    for sheet in book.worksheets:
        cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
        yield from ((place_in(sheet.title, (cell.row, cell.column)), _text(cell.value)) for cell in cells)


def _text(value: object) -> str:
    if isinstance(value, date):
        return short_date(value)
    return f"{value:.{_DIGITS}g}".replace(".", ",") if isinstance(value, float) else str(value)
