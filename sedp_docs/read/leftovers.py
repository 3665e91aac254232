"""What nobody wants in a final paper: comments, tracked changes, yellow marks, gaps that are still open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from sedp_docs.read.docxtext import text_of
from sedp_docs.read.preflight import DOCUMENT
from sedp_docs.revisions import W
from sedp_docs.text import shortened
from sedp_docs.textdiff import PlacedText

_CHANGES = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")
_GAP = re.compile(r"…{2,}|\.{4,}|…\s*\.{2,}|\[chưa có")
_SHEET_NOTES = re.compile(r"xl/(?:comments|threadedComments)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something to be settled before a file goes out: what it is, and near which words."""

    what: str
    near: str = ""


def word_leftovers(parts: Mapping[str, bytes]) -> list[Leftover]:
    """Return the comments, tracked changes and yellow marks of a Word file that went through the preflight, each kind once."""
    root = etree.fromstring(parts[DOCUMENT], etree.XMLParser(resolve_entities=False, no_network=True))
    kinds = (("chú thích (comment)", _comments(root)), ("sửa đổi chưa chấp nhận (track changes)", root.iter(*_CHANGES)),
             ("chữ tô vàng", _yellow(root)))  # fmt: skip
    found = ((what, list(marks)) for what, marks in kinds)
    return [Leftover(f"{len(marks)} {what}", _near(marks[0])) for what, marks in found if marks]


def sheet_leftovers(parts: Mapping[str, bytes]) -> list[Leftover]:
    """Return the comments of a workbook that went through the door."""
    found = any(_SHEET_NOTES.match(name) for name in parts)
    return [Leftover("chú thích (comment)")] if found else []


def gaps(texts: list[PlacedText], ours: list[PlacedText]) -> list[Leftover]:
    """Return the open gaps ("……") of an edited file; those that our own version of it prints are no fault of the editor."""
    known = {text for _, text in ours}
    return [Leftover("chỗ trống chưa điền", place) for place, text in texts if _GAP.search(text) and text not in known]


def _comments(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(W + "commentReference")


def _yellow(root: etree._Element) -> Iterator[etree._Element]:
    yellow = (mark for mark in root.iter(W + "highlight") if mark.get(W + "val") == "yellow")
    return (mark for mark in yellow if mark.getparent() is not None)


def _near(mark: etree._Element) -> str:
    paragraph = next(mark.iterancestors(W + "p"), None)
    return f"“{shortened(text_of(paragraph), 60)}”" if paragraph is not None else ""
