"""How tall rows must be for all the text of their cells to be seen: Excel itself never fits a row to a merged cell."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache

from sedp_docs.text_width import MM_PER_PT, Face, width, wrapped
from sedp_docs.workbook.grid import BookCell, BookSheet
from sedp_docs.write.excel_formats import is_bold, size_of, wraps

LINE = 1.22
"""Height of a line in Times New Roman, as a multiple of its size."""
AROUND = 2.5
"""Points above and below the text of a cell."""
MOST = 408.75
"""Excel's tallest row in pt, in whole pixels."""
SURE = 0.94
"""Share of a cell's width that is reckoned with: Excel rounds letters to pixels, and often up."""
PIXEL_PT = 0.75
_PIXEL_MM = 25.4 / 96
_CELL_PIXELS = 5
"""Pixels of a column beside its characters."""


def column_mm(characters: float, size: float = 11.0) -> float:
    """Return the width in mm of a column of so many digits of the book's font."""
    return (characters * _digit_pixels(size) + _CELL_PIXELS) * _PIXEL_MM


def column_characters(mm: float, size: float = 11.0) -> float:
    """Return the width in characters of a column `mm` wide: the inverse of `column_mm`."""
    return (mm / _PIXEL_MM - _CELL_PIXELS) / _digit_pixels(size)


def _digit_pixels(size: float) -> int:
    return round(size * 96 / 72 / 2)  # a digit is half an em wide


def row_heights(sheet: BookSheet, book_size: float) -> dict[int, float]:
    """Return the height in pt of each row that is not one plain line, by row; given heights stay.

    `book_size` is the size of the book's font, by which columns are as wide as they are.
    """
    ends, size = dict(sheet.merges), sheet.size or book_size
    heights: dict[int, float] = {}
    tall: list[tuple[range, float]] = []
    rooms = [_room(sheet, c, c, book_size) for c in range(1, len(sheet.columns) + 1)]
    for r, row in enumerate(sheet.rows, 1):
        for c, cell in enumerate(row, 1):
            last_row, last = ends.get((r, c), (r, c))
            room = rooms[c - 1] if last == c else _room(sheet, c, last, book_size)
            needed = _needed(cell, room, size, merged=(r, c) in ends)
            if last_row > r:
                tall.append((range(r, last_row + 1), needed))
            else:
                heights[r] = max(heights.get(r, 0.0), needed)
    for rows, needed in tall:
        _stretch(heights, rows, needed, size)
    plain = _lines(1, max(size, book_size))
    return {r: min(h, MOST) for r, h in heights.items() if h > plain} | dict(sheet.heights)


def _stretch(heights: dict[int, float], rows: range, needed: float, size: float) -> None:
    """Let a cell that spans rows have its height: what is lacking is shared by the rows."""
    lacking = needed - sum(heights.get(r, _lines(1, size)) for r in rows)
    if lacking > 0:
        for r in rows:
            heights[r] = heights.get(r, _lines(1, size)) + lacking / len(rows)


def _room(sheet: BookSheet, first: int, last: int, size: float) -> float:
    """Return the width in mm that a text has in columns `first` to `last`."""
    widths = [column.width for column in sheet.columns[first - 1 : last] if not (last > first and column.collapsed)]
    return (sum(column_mm(each, size) for each in widths) - 2 * _PIXEL_MM * 2) * SURE


def _needed(cell: BookCell, room: float, size: float, *, merged: bool) -> float:
    if not isinstance(cell.value, str) or not cell.value:
        return _lines(1, size) if isinstance(cell.value, Decimal) else 0.0
    own = size_of(cell, size)
    if not wraps(cell, merged):
        return _lines(1, own)
    return _lines(_line_count(cell.value, room, own, "bold" if is_bold(cell) else "regular"), own)


@lru_cache(maxsize=4096)
def _line_count(text: str, room: float, size: float, face: Face) -> int:
    """Return how many lines a text takes; a word longer than a line goes on in the next."""
    if "\n" not in text and len(text) * size * MM_PER_PT <= room:  # no letter is wider than it is tall
        return 1
    return sum(math.ceil(width(line, size, face) / room) or 1 for line in wrapped(text, room, size, face))


def _lines(count: int, size: float) -> float:
    return math.ceil((count * LINE * size + AROUND) / PIXEL_PT) * PIXEL_PT
