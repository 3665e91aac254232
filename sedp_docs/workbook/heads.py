"""The top of a sheet: its title and, across the columns that are in sight, what is to be known of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from sedp_docs.workbook.grid import BookCell, BookColumn, Place

NOTE_ROW = 2
NOTE_CHARACTERS = 110.0
"""How wide a note is, at most: what a screen shows."""


def head_rows(title: str, note: str) -> list[tuple[BookCell, ...]]:
    """Return the first rows of a sheet."""
    return [(BookCell(title, "title", align="left"),), (BookCell(note, "note"),)]


def note_merge(columns: Sequence[BookColumn], row: int = NOTE_ROW, first: int = 1) -> tuple[Place, Place]:
    """Return the cells that a note takes from column `first` on: columns in sight, up to the width of a screen."""
    widths = accumulate(0.0 if column.collapsed else column.width for column in columns[first - 1 :])
    fitting = [number for number, width in enumerate(widths, first) if width <= NOTE_CHARACTERS]
    return (row, first), (row, max([first + 1, *fitting]))
