"""The parts of a workbook around its sheets: relations, list of sheets, styles, shared strings, properties."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.sax.saxutils import unescape

from sedp_docs import limits
from sedp_docs.read.xlsxvalues import Shown, decoded, shown_as
from sedp_docs.read.xmlpart import SAVE_AGAIN, events, starts
from sedp_docs.read.zipdoor import SURE_UTF8, Door

_PLAIN_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>((?:[^<&\r]+|&(?:amp|lt|gt|quot|apos);)*+)</t></si>')
_STRINGS = re.compile(r"(?:<\?xml[^>]*>)?\s*<sst [^>]*>(.*)</sst>\s*", re.DOTALL)
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_PLAIN_BYTES = 8_000_000
"""A larger part is read piece by piece, to spare memory."""


@dataclass
class Package:
    """The parts of a workbook by lower-case name (Office does not mind the case), and how it is called in messages."""

    door: Door
    parts: Mapping[str, bytes]

    def get(self, name: str) -> bytes | None:
        """Return a part, or None."""
        return self.parts.get(name.lower())

    def need(self, name: str) -> bytes:
        """Return a part; raises `ReadError` when the workbook lacks it."""
        found = self.get(name)
        return self.damaged("sổ tính thiếu phần này", name) if found is None else found

    def damaged(self, what: str, part: str) -> NoReturn:
        """Refuse the workbook for a part that is not as it should be."""
        self.door.refuse("XLSX-03", what, SAVE_AGAIN, part)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part ("" for the package's own): id → (last word of the type, name of the other part)."""
        folder, name = posixpath.split(part)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

        starts(self.need(own), own, self.door, start)
        return found


def target_of(relations: Mapping[str, tuple[str, str]], kind: str) -> str:
    """Return the name of the first part that is related in this way, or an empty text."""
    return next((target for of_kind, target in relations.values() if of_kind == kind), "")


@dataclass
class Listed:
    """What the workbook part says: its sheets in order as (name, id of the relation, hidden), and the start of its days."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag of the workbook part."""
        if tag == "sheet":
            related = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((decoded(attributes.get("name", "")), related, hidden))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true", "on")


@dataclass
class Styles:
    """Which cell styles show a day, a time of day or a percentage."""

    codes: dict[int, str] = field(default_factory=dict)
    cells: list[int] = field(default_factory=list)
    """Number format of each cell style."""
    _in_cells: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag of the styles part."""
        if tag == "numFmt":
            self.codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self.cells.append(_whole(attributes.get("numFmtId")))

    def end(self, tag: str) -> None:
        """Take an end tag."""
        self._in_cells &= tag != "cellXfs"

    def shown(self) -> dict[str, Shown]:
        """Return "day", "time" or "percent" by the number of a cell style, as cells write it; other styles are left out."""
        kinds = {number: shown_as(number, self.codes.get(number, "")) for number in set(self.cells)}
        return {str(style): kinds[number] for style, number in enumerate(self.cells) if kinds[number]}


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else 0


@dataclass
class Runs:
    """Joins the text of a string from its runs; how it is pronounced (East Asian `rPh`) is no part of it."""

    pieces: list[str] = field(default_factory=list)
    _open: bool = False
    _spoken: bool = False

    def start(self, tag: str) -> None:
        """Take a start tag within a string."""
        self._spoken |= tag == "rPh"
        self._open = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        """Take an end tag within a string."""
        self._open = False
        self._spoken &= tag != "rPh"

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._open:
            self.pieces.append(text)

    def taken(self) -> str:
        """Return the string, and begin the next."""
        text = decoded("".join(self.pieces))
        self.pieces.clear()
        return text


def shared_strings(content: bytes, part: str, package: Package) -> list[str]:
    """Return the shared strings in their order; raises `ReadError` when there are too many or the part is damaged."""
    plain = _plain_strings(content)
    if plain is not None:
        return plain if len(plain) <= limits.BOOK_CELLS else _too_many(package, part)
    found: list[str] = []
    runs = Runs()

    def end(tag: str) -> None:
        runs.end(tag)
        if tag == "si":
            found.append(runs.taken())
            if len(found) > limits.BOOK_CELLS:
                _too_many(package, part)

    events(content, part, package.door, (lambda tag, _: runs.start(tag), end, runs.text))
    return found


def _plain_strings(content: bytes) -> list[str] | None:
    """Return the strings of a part that holds nothing but plain ones, as most do, or None: a parser then reads it."""
    if len(content) > _PLAIN_BYTES or not SURE_UTF8.match(content) or b"<!" in content:
        return None
    try:
        body = _STRINGS.fullmatch(content.decode())
    except UnicodeDecodeError:
        return None
    if not body:
        return None
    fields = _PLAIN_STRING.split(body[1])
    if "".join(fields[::2]).strip(" \n"):
        return None
    if "&" not in body[1] and decoded(body[1]) == body[1]:
        return fields[1::2]
    return [decoded(unescape(text, _QUOTES)) for text in fields[1::2]]


def _too_many(package: Package, part: str) -> NoReturn:
    package.door.refuse("XLSX-06", f"sổ tính có hơn {limits.BOOK_CELLS} chuỗi khác nhau", "chia thành nhiều tệp", part)


def text_properties(content: bytes, part: str, package: Package) -> dict[str, str]:
    """Return the custom document properties that are text, by name."""
    found: dict[str, str] = {}
    name, pieces = "", [""]

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal name
        if tag == "property":
            name = attributes.get("name", "")
        pieces[:] = [""]

    def end(tag: str) -> None:
        if tag in ("lpwstr", "lpstr", "bstr") and name:
            found[decoded(name)] = decoded("".join(pieces))

    events(content, part, package.door, (start, end, pieces.append))
    return found
