"""Notes at the cells of an existing worksheet: comments and the boxes (VML) that show them, added to those of the user."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from lxml import etree

from sedp_docs.workbook.grid import Place, address
from sedp_docs.write.xlsxcells import escaped
from sedp_docs.write.xlsxpackage import MAIN, R_ID, SPACE, M, Package
from sedp_docs.write.xlsxsheet import Sheet

AUTHOR = "sedp-docs"
SEPARATOR = "\n———\n"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O, _X = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:excel"
_NAMESPACES = f'xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}"'
_BOX_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    f'<v:shape {_NAMESPACES} id="_x0000_s{{id}}" type="#_x0000_t202" style="position:absolute;z-index:{{id}};visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BLOCK = 1024
"""Ids of boxes come in blocks; a drawing names its blocks in `o:idmap`."""
_AFTER_LEGACY = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_WIDTH, _LINE, _CHARACTERS = 340, 17, 50
"""A box in pixels: its width, the height of a line, and how many characters go on one."""
_FURTHEST = 20_000
"""How many rows or columns a box may go over: more than those that a sheet hides."""


class Comments:
    """The notes of one worksheet; parts that the workbook lacks are made on the first one."""

    def __init__(self, package: Package, part: str, sheet: Sheet) -> None:
        self._package, self._part, self._sheet = package, part, sheet
        self._comments = package.root(package.related(part, "comments") or self._new_comments())
        self._drawing = package.root(self._legacy_drawing() or self._new_drawing())
        if not any(e.get("id") == "_x0000_t202" for e in self._drawing):
            self._drawing.append(etree.fromstring(_BOX_TYPE))
        self._known = {e.get("ref"): e for e in self._comments.iter(M + "comment")}
        self._boxes = {_place_of(data): data for data in self._drawing.iter(f"{{{_X}}}ClientData")}
        self._author = self._author_number()
        self._next = 0

    def add(self, place: Place, text: str) -> None:
        """Add a note to a cell; one that the user wrote there stays, ours goes below it.

        A cell with a threaded conversation is left alone: Excel would not show what was added.
        """
        known = self._known.get(address(place))
        if known is None:
            known = etree.SubElement(self._list(), M + "comment", {"ref": address(place), "authorId": str(self._author)})
            self._known[address(place)] = known
            etree.SubElement(known, M + "text").append(_run(text))
        elif self._author_of(known).startswith("tc="):
            return
        else:
            _append(known, f"{SEPARATOR}{AUTHOR}: {text}")
        self._show(place, "".join(t.text or "" for t in known.iter(M + "t")))

    def _list(self) -> etree._Element:
        found = self._comments.find(M + "commentList")
        return etree.SubElement(self._comments, M + "commentList") if found is None else found

    def _author_of(self, comment: etree._Element) -> str:
        return self._comments.findall(f"{M}authors/{M}author")[int(comment.get("authorId", "0"))].text or ""

    def _author_number(self) -> int:
        authors = self._comments.find(M + "authors")
        if authors is None:
            self._comments.insert(0, authors := etree.Element(M + "authors"))
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, M + "author").text = AUTHOR
        return names.index(AUTHOR) if AUTHOR in names else len(names)

    def _new_comments(self) -> str:
        name = self._package.free_name("xl/comments{}.xml")
        empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
        self._package.add(self._part, name, "comments", _COMMENTS_TYPE, empty)
        return name

    def _legacy_drawing(self) -> str | None:
        found = self._sheet.root.find(M + "legacyDrawing")
        id = None if found is None else found.get(R_ID)
        return next((r.target for r in self._package.relations(self._part) if r.id == id), None)

    def _new_drawing(self) -> str:
        name = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
        layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout>'
        id = self._package.add(self._part, name, "vmlDrawing", _VML_TYPE, f"<xml {_NAMESPACES}>{layout}</xml>".encode())
        root = self._sheet.root
        at = next((i for i, child in enumerate(root) if etree.QName(child).localname in _AFTER_LEGACY), len(root))
        root.insert(at, etree.Element(M + "legacyDrawing", {R_ID: id}))
        return name

    def _show(self, place: Place, text: str) -> None:
        """Give the box of a note its place and size; make it if there is none."""
        anchor = self._anchor(place, sum(ceil(max(len(line), 1) / _CHARACTERS) for line in text.split("\n")))
        box = self._boxes.get(place)
        if box is None:
            shape = _BOX.format(id=self._free_id(), anchor=anchor, row=place[0] - 1, column=place[1] - 1)
            self._drawing.append(etree.fromstring(shape))
            return
        found = box.find(f"{{{_X}}}Anchor")
        (etree.SubElement(box, f"{{{_X}}}Anchor") if found is None else found).text = anchor

    def _free_id(self) -> int:
        if self._next % _BLOCK in (0, _BLOCK - 1):
            self._next = self._new_block() * _BLOCK
        self._next += 1
        return self._next

    def _new_block(self) -> int:
        """Reserve a block of ids that no drawing of the workbook uses."""
        drawings = [self._package.peek(name) for name in self._package.parts if name.lower().endswith(".vml")]
        maps = [e for root in drawings for e in root.iter(f"{{{_O}}}idmap")]
        taken = [int(block) for e in maps for block in e.get("data", "").split(",") if block.strip()]
        taken += [int(id) // _BLOCK for root in drawings for id in re.findall(r"_x0000_s(\d+)", " ".join(_ids(root)))]
        block = 1 + max(taken, default=0)
        own = next(self._drawing.iter(f"{{{_O}}}idmap"), None)
        if own is not None:
            own.set("data", ",".join(filter(None, (own.get("data"), str(block)))))
        return block

    def _anchor(self, place: Place, lines: int) -> str:
        """Return where a box stands: right of its cell, from the row above it."""
        row, column = place
        top = max(row - 1, 1)
        right, x = self._walk(column + 1, _WIDTH + 15, self._sheet.width)
        bottom, y = self._walk(top, (lines + 1) * _LINE, self._sheet.height)
        return f"{column}, 15, {top - 1}, 4, {right - 1}, {x}, {bottom - 1}, {y}"

    @staticmethod
    def _walk(number: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
        """Return the row or column that lies `pixels` further on, and the rest within it; where all are hidden, the first."""
        for at in range(number, number + _FURTHEST):
            here = size(at)
            if pixels <= here:
                return at, pixels
            pixels -= here
        return number, 0


def _ids(root: etree._Element) -> list[str]:
    return [e.get("id", "") for e in root.iter()]


def _place_of(data: etree._Element) -> Place:
    row, column = (int(data.findtext(f"{{{_X}}}{name}") or -1) for name in ("Row", "Column"))
    return row + 1, column + 1


def _run(text: str) -> etree._Element:
    run = etree.Element(M + "r")
    look = etree.SubElement(run, M + "rPr")
    for name, value in (("sz", "9"), ("rFont", "Tahoma"), ("family", "2")):
        etree.SubElement(look, M + name, {"val": value})
    words = etree.SubElement(run, M + "t", {SPACE: "preserve"})
    words.text = escaped(text)
    return run


def _append(comment: etree._Element, text: str) -> None:
    """Add a run to a comment, whose text may be a bare `t` or runs."""
    body = comment.find(M + "text")
    if body is None:
        body = etree.SubElement(comment, M + "text")
    for bare in body.findall(M + "t"):
        at = body.index(bare)
        run = etree.Element(M + "r")
        run.append(bare)
        body.insert(at, run)
    body.insert(len(body.findall(M + "r")), _run(text))
