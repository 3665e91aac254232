"""Workbooks as plain data: `RawSheet` is what was read from any file, `Book` is what a writer turns into one.

Rows and columns count from 1, as Excel shows them: (3, 6) is F3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from sedp_docs.problems import Problem

RawKind = Literal["number", "text", "flag", "day", "error", "uncalculated"]
Place = tuple[int, int]
"""(row, column)."""


TOTAL, GROUP = "∑", "▪"
"""Signs in the place of a code: a row of totals, a group heading; such rows are no part of a plan."""


class RawCell(NamedTuple):
    """A cell as the file holds it (a tuple, because a workbook has tens of thousands of them).

    `text` is the exact digits of a number ("12.5"), a text in NFC, "TRUE"/"FALSE", a day as 2024-12-05, or the code of an
    error ("#REF!"); `computed` tells the result of a formula. An "uncalculated" cell holds a formula without a result.
    `percent`: people see the number times 100, with "%".
    """

    kind: RawKind
    text: str = ""
    computed: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet that was read: its cells that hold something; hidden rows and sheets are read like any other."""

    name: str
    cells: Mapping[Place, RawCell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A workbook that was read: sheets in its order, custom document properties that are text, faults of its cells."""

    sheets: tuple[RawSheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


Value = str | Decimal | date | bool | None
Look = Literal["title", "subtitle", "note", "head", "index", "group", "input", "computed", "label", "total", "blank"]
"""How a cell looks: tinted and to be filled in (input), grey and computed (computed), a printed text (label) …"""


@dataclass(frozen=True, slots=True)
class BookCell:
    """A cell to write. `formula` is Excel's, in English and without "="; `value` is then its result.

    `decimals` gives the number format (None: as many as there are); `note` is shown on hovering.
    """

    value: Value = None
    look: Look = "blank"
    formula: str = ""
    decimals: int | None = None
    note: str = ""
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center", "right", ""] = ""
    marked: bool = False
    """Yellow: a value that a draft is still waiting for."""
    size: float | None = None
    """Size of the text in pt, when it is not what the look gives."""
    signed: str | None = None
    """A difference: shown with its sign and this mark after it ("+1,20*")."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: width in characters; level 1 is grouped and, when `collapsed`, folded away."""

    width: float = 12.0
    level: int = 0
    collapsed: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A drop-down list over a block of cells: given words, or the cells of another sheet ("='Đơn vị'!$A$4:$A$60").

    Other values stay possible when `strict` is off; `title` and `help` are shown on entering the cell.
    """

    first: Place
    last: Place
    words: tuple[str, ...] = ()
    source: str = ""
    strict: bool = False
    title: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet to write: rows of cells from row 1, with all that makes it pleasant to fill in and to print."""

    name: str
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[BookCell, ...], ...]
    heights: Mapping[int, float] = field(default_factory=dict)
    merges: tuple[tuple[Place, Place], ...] = ()
    choices: tuple[Choices, ...] = ()
    freeze: Place | None = None
    """The first cell that scrolls."""
    repeat: tuple[int, int] | None = None
    """The rows that every printed page begins with."""
    landscape: bool = True
    paper: Literal["A4", "A3"] = "A4"
    hidden: bool = False
    size: float | None = None
    """Size of the text in pt, when it is not the book's; column widths go by the book's."""
    plain: bool = False
    """Without tints: a paper to print and sign, not a form to fill in."""
    tab: str = ""
    """Colour of the tab, "D9E2F3"."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook to write. `properties` are custom document properties: text by name, for identity."""

    sheets: tuple[BookSheet, ...]
    title: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    font: str = "Times New Roman"
    size: float = 11.0
    author: str = ""


def column_letters(column: int) -> str:
    """Return the letters of a column: 1 → "A", 28 → "AB"."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def address(place: Place) -> str:
    """Return the address of a cell: (12, 6) → "F12"."""
    return f"{column_letters(place[1])}{place[0]}"


def reference_to(sheet: str) -> str:
    """Return how a formula names a sheet: "'Chỉ tiêu'!"."""
    return "'" + sheet.replace("'", "''") + "'!"


def sheet_place(sheet: str) -> str:
    """Return how messages name a sheet: 'trang tính "Chỉ tiêu"'."""
    return f'trang tính "{sheet}"'


def place_in(sheet: str, place: Place) -> str:
    """Return how messages name a cell: 'trang tính "Chỉ tiêu", ô F12'."""
    return f"{sheet_place(sheet)}, ô {address(place)}"


def named_cell(text: str) -> tuple[str, Place | None]:
    """Return the sheet and the cell that a message names, the inverse of `place_in` and `sheet_place`.

    Without a cell: None in its place; without a sheet ("dòng 7, cột 15"): "" and None.
    """
    found = _NAMED.fullmatch(text)
    if not found:
        return "", None
    sheet, letters, row = found.groups()
    return sheet, (int(row), column_number(letters)) if row else None


_NAMED = re.compile(r'trang tính "(.+)"(?:, ô ([A-Z]{1,3})([1-9][0-9]{0,6}))?', re.DOTALL)


def column_number(letters: str) -> int:
    """Return the number of a column, the inverse of `column_letters`: "AB" → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
