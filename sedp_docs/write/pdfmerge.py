"""One PDF to read a whole dossier in: its pieces in order, with bookmarks and page numbers that run through ("12/96")."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from sedp_docs.problems import Location, Problem

if TYPE_CHECKING:
    import pikepdf

_SIZE, _RIGHT, _BOTTOM = 9, 40, 18
"""The stamp's size, and where it ends: points from the right and from the lower edge of the page as it is read."""
_DIGIT = 0.556
"""Width of a digit of Helvetica at size 1; the slash is half as wide."""
_ACTIONS = ("/A", "/AA", "/PA")


Mark = tuple[str, int, list[tuple[str, int]]]
"""A bookmark: the title of a piece, its first page (from 0), and its parts with their pages in the piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A PDF of the dossier under its title; `name` is how messages call it."""

    title: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Merged:
    """The PDF of all pieces (None when there is none), and a warning for each that could not be taken in."""

    content: bytes | None
    problems: tuple[Problem, ...] = ()


def merged(pieces: Sequence[Piece], title: str) -> Merged:
    """Return the pieces as one PDF; no clock in it, links and scripts of others' pages left out."""
    import pikepdf

    out = pikepdf.new()
    problems: list[Problem] = []
    marks: list[Mark] = []
    for piece in pieces:
        start = len(out.pages)
        try:
            with pikepdf.open(io.BytesIO(piece.content)) as source:
                parts = _parts(source)
                _take_pages(source, out)
        except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError):
            del out.pages[start:]
            problems.append(_left_out(piece))
        else:
            marks.append((piece.title, start, parts))
    if not len(out.pages):
        return Merged(None, tuple(problems))
    _stamp(out)
    _bookmarks(out, marks)
    out.docinfo["/Title"] = title
    buffer = io.BytesIO()
    out.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Merged(buffer.getvalue(), tuple(problems))


def _left_out(piece: Piece) -> Problem:
    what = "không ghép được tệp PDF này vào bản đọc chung (tệp hỏng hoặc có mật khẩu)"
    return Problem("PDF-07", "warning", what, "bỏ mật khẩu hoặc in lại thành PDF", Location(piece.name))


def _take_pages(source: pikepdf.Pdf, out: pikepdf.Pdf) -> None:
    for page in source.pages:
        if "/AA" in page:
            del page["/AA"]
        for note in page.get("/Annots", []):
            for key in _ACTIONS:
                if key in note:
                    del note[key]
    out.pages.extend(source.pages)


def _parts(source: pikepdf.Pdf) -> list[tuple[str, int]]:
    """Return the parts and parts of a piece (its bookmarks of the first level), with the page (from 0) of each."""
    from pikepdf import Array

    pages = {page.obj.objgen: n for n, page in enumerate(source.pages)}
    found: list[tuple[str, int]] = []
    with source.open_outline() as outline:
        for item in outline.root:
            with suppress(LookupError, TypeError, AttributeError, ValueError):  # a bookmark that leads nowhere
                if isinstance(item.destination, Array):
                    found.append((str(item.title), pages[item.destination[0].objgen]))
    return found


def _stamp(out: pikepdf.Pdf) -> None:
    """Write "12/96" at the lower right corner of every page, as it is read."""
    from pikepdf import Dictionary, Name

    font = out.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    total = len(out.pages)
    for number, page in zip(count(1), out.pages, strict=False):
        name = page.add_resource(font, Name.Font, Name.SedpSoTrang)
        page.contents_add(b"q", prepend=True)
        page.contents_add(_stamp_text(page, str(name), f"{number}/{total}"))


def _stamp_text(page: pikepdf.Page, font: str, text: str) -> bytes:
    left, bottom, right, top = (float(each) for each in page.mediabox)
    width = (len(text) - 0.5) * _DIGIT * _SIZE
    turn = int(page.get("/Rotate", 0)) % 360
    across, up = width + _RIGHT, _BOTTOM
    matrix = {
        0: f"1 0 0 1 {right - across:.2f} {bottom + up:.2f}",
        90: f"0 1 -1 0 {right - up:.2f} {top - across:.2f}",
        180: f"-1 0 0 -1 {left + across:.2f} {top - up:.2f}",
        270: f"0 -1 1 0 {left + up:.2f} {bottom + across:.2f}",
    }.get(turn, f"1 0 0 1 {right - across:.2f} {bottom + up:.2f}")
    return f"Q q {matrix} cm 0.35 g BT {font} {_SIZE} Tf ({text}) Tj ET Q".encode("ascii")


def _bookmarks(out: pikepdf.Pdf, marks: Sequence[Mark]) -> None:
    import pikepdf
    from pikepdf import OutlineItem

    with out.open_outline() as outline:
        for title, start, parts in marks:
            item = OutlineItem(title, start)
            item.children.extend(OutlineItem(each, start + page) for each, page in parts)
            outline.root.append(item)
    out.Root.PageMode = pikepdf.Name.UseOutlines
