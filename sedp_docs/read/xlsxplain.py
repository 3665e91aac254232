"""The plain cells of a sheet, cut out of its XML by a pattern: many times faster than a parser, which reads what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from sedp_docs import limits
from sedp_docs.read.xlsxcells import Notebook
from sedp_docs.read.zipdoor import SURE_UTF8
from sedp_docs.workbook.grid import Place, RawCell, column_letters

Cells = dict[Place, RawCell]

_MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_FIRST, _LAST = b"<sheetData>", b"</sheetData>"
_PLAIN = re.compile(
    r'<c r="([A-Z]{1,2})([1-9][0-9]{0,4})"(?: s="([0-9]{1,5})")?'
    r'(?:/>|(?: t="n")?><v>(-?(?:[1-9][0-9]{0,13}|0(?=\.[1-9]))(?:\.[0-9]*[1-9])?|0)</v></c>|'
    r' t="s"><v>([0-9]{1,6})</v></c>)'
)
"""A cell that is empty, a number in plain digits, or a shared string: column, row, style, number, index of the string."""

_EMPTY_ROW = re.compile(r'<row(?: [A-Za-z0-9:]+="[^"<&]*")*(?:/>|></row>)')
_WITHOUT_ADDRESS = re.compile(r"<c(?![^<>]*\sr=)[\s/>]")
_CHUNK = 100_000
"""Bytes of rows that are looked through at once."""

_COLUMNS = {column_letters(column): column for column in range(1, limits.SHEET_COLUMNS + 1)}


class _BeyondError(Exception):
    """Something that only the parser can judge."""


def without_plain(content: bytes, part: str, book: Notebook) -> tuple[bytes, Cells]:
    """Return a sheet without its plain cells, still XML, and these cells.

    A sheet where the pattern could see what a parser would not (comments, instructions, prefixes, another encoding, cells
    without an address), or where a plain cell has a fault or comes twice, is returned whole. Raises `ReadError` for too
    many cells.
    """
    start, end = content.find(_FIRST) + len(_FIRST), content.rfind(_LAST)
    if start > end or not SURE_UTF8.match(content) or _MAIN not in content[:start]:
        return content, {}
    cells: Cells = {}
    try:
        left = "".join(_taken(rows.decode(), book, part, cells) for rows in _chunks(content, start, end))
    except (_BeyondError, UnicodeDecodeError):
        return content, {}
    rest = b"".join((content[:start], _EMPTY_ROW.sub("", left).encode(), content[end:]))
    if b"<!" in rest or "<?" in left or "xmlns" in left or _WITHOUT_ADDRESS.search(left):
        return content, {}
    return rest, cells


def _chunks(content: bytes, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        stop = content.find(b"</row>", start + _CHUNK, end)
        stop = end if stop < 0 else stop
        yield content[start:stop]
        start = stop


def _taken(rows: str, book: Notebook, part: str, cells: Cells) -> str:
    """Add the plain cells of some rows to `cells`, and return what stands between them."""
    fields = _PLAIN.split(rows)
    numbers = {row: int(row) for row in set(fields[2::6])}
    if max(numbers.values(), default=0) > limits.SHEET_ROWS:
        raise _BeyondError
    ready, styles = book.ready, book.styles
    try:
        values = [
            (ready[index] if index is not None else None) if number is None
            else book.shown(_digits(number), styles[style]) if style in styles
            else RawCell("number", number if len(number) < 16 else _digits(number))
            for style, number, index in zip(fields[3::6], fields[4::6], fields[5::6], strict=True)
        ]  # fmt: skip
        places = list(zip(map(numbers.__getitem__, fields[2::6]), map(_COLUMNS.__getitem__, fields[1::6]), strict=True))
    except KeyError:  # a string with a fault, or a far column
        raise _BeyondError from None
    held, before = list(filter(None, values)), len(cells)
    cells.update(zip(compress(places, values), held, strict=True))
    if len(cells) != before + len(held):
        raise _BeyondError
    book.check_room(len(cells), part)
    return "".join(fields[::6])


def _digits(number: str) -> str:
    """Return the 15 digits that Excel shows; the pattern lets no number through that would need an exponent."""
    return f"{float(number):.15g}"
