"""An existing .xlsx to be changed in place: only the parts that are asked for are parsed and written anew."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from types import MappingProxyType

from lxml import etree
from openpyxl.utils.exceptions import CellCoordinatesException

from sedp_docs.problems import Location, OutputError
from sedp_docs.write import opc
from sedp_docs.write.pack import CONTENT_TYPES, deflated, unzipped, zipped_as_given
from sedp_docs.write.parts import OFFICE, Relation

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
M = f"{{{MAIN}}}"
R_ID = f"{{{OFFICE}}}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_PLAIN_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
).encode()
_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr",
)  # fmt: skip
"""How a workbook's elements follow each other (ECMA-376-1, 18.2.27), as far as we add some."""


class Package:
    """The parts of a workbook in the order of its zip; one whose `root` was taken is written anew, others stay byte for byte."""

    def __init__(self, content: bytes) -> None:
        self.parts = unzipped(content)
        self._roots: dict[str, etree._Element] = {}
        self._written: set[str] = set()
        self.workbook = self._one("", "officeDocument")
        if self.peek(self.workbook).tag != M + "workbook":
            hint = "mở bằng Excel, lưu lại kiểu Excel Workbook (.xlsx)"
            raise OutputError("tệp Excel lưu kiểu lạ (Strict Open XML)", hint, id="OUT-20")

    def root(self, name: str) -> etree._Element:
        """Return the root of a part, to be changed in place."""
        self._written.add(name)
        return self.peek(name)

    def peek(self, name: str) -> etree._Element:
        """Return the root of a part, to be looked at."""
        if name not in self._roots:
            self._roots[name] = opc.parsed(self.parts[name])
        return self._roots[name]

    def sheets(self) -> dict[str, str]:
        """Return the parts of the worksheets by the name on their tabs; chart sheets are none."""
        kinds = {r.id: r for r in self.relations(self.workbook)}
        found = ((e.get("name", ""), kinds[e.get(R_ID, "")]) for e in self.peek(self.workbook).iterfind(f"{M}sheets/{M}sheet"))
        return {name: relation.target for name, relation in found if relation.type.endswith("/worksheet")}

    def sheet(self, name: str) -> str:
        """Return the part of a worksheet; raises `OutputError` when there is none of this name."""
        known = self.sheets()
        if name not in known:
            said = f'tệp không có trang tính "{name}"'
            raise OutputError(said, f"các trang tính có: {', '.join(known)}", id="OUT-20")
        return known[name]

    def relations(self, source: str) -> list[Relation]:
        """Return the inner relations of a part; targets are names of parts."""
        xml = self.parts.get(opc.relations_part(source))
        inner = [e for e in opc.parsed(xml) if e.get("TargetMode") != "External"] if xml else []
        return [Relation(e.get("Id", ""), e.get("Type", ""), _absolute(source, e.get("Target", ""))) for e in inner]

    def related(self, source: str, kind: str) -> str | None:
        """Return the part that `source` relates to by the last word of the relation's type, or None."""
        return next((r.target for r in self.relations(source) if r.type.rpartition("/")[2] == kind), None)

    def _one(self, source: str, kind: str) -> str:
        found = self.related(source, kind)
        if found is None or found not in self.parts:
            raise KeyError(kind)
        return found

    def free_name(self, pattern: str) -> str:
        """Return the first unused name of a part: "xl/comments{}.xml" → "xl/comments2.xml"."""
        taken = {name.lower() for name in self.parts}
        return next(name for n in count(1) if (name := pattern.format(n)).lower() not in taken)

    def add(self, source: str, name: str, kind: str, content_type: str, content: bytes) -> str:
        """Add a part that `source` relates to; returns the id of the relation.

        A content type is declared for the part; for one that Office declares by its ending (.vml), for the ending.
        """
        self.parts[name] = content
        types = opc.content_types(self.parts[CONTENT_TYPES])
        types[".vml" if name.endswith(".vml") else name] = content_type
        self.parts[CONTENT_TYPES] = opc.content_types_xml(types).encode()
        relations = opc.relations_part(source)
        known = {relation.id for relation in self.relations(source)}
        id = next(f"rIdSedp{n}" for n in count(1) if f"rIdSedp{n}" not in known)
        target = posixpath.relpath(name, posixpath.dirname(source) or ".")
        xml = opc.relations_xml(self.parts.get(relations, b""))
        self.parts[relations] = opc.with_relations(xml, [Relation(id, f"{OFFICE}/{kind}", target)]).encode()
        return id

    def styles(self) -> str:
        """Return the part of the styles; a workbook without any gets plain ones."""
        name = self.related(self.workbook, "styles")
        if name is None:
            name = self.free_name("xl/styles{}.xml")
            self.add(self.workbook, name, "styles", _STYLES_TYPE, _PLAIN_STYLES)
        return name

    def recalculate(self) -> None:
        """Let Excel compute all formulas when it opens the file."""
        self.of_workbook("calcPr", {"calcId": "191029"}).set("fullCalcOnLoad", "1")

    def of_workbook(self, name: str, attributes: Mapping[str, str] = MappingProxyType({})) -> etree._Element:
        """Return an element of the workbook's part, to be changed in place; made in its place, with attributes, if need be."""
        root = self.root(self.workbook)
        found = root.find(M + name)
        if found is None:
            before = _ORDER[: _ORDER.index(name)]
            at = sum(1 for child in root if etree.QName(child).localname in before)
            root.insert(at, found := etree.Element(M + name, dict(attributes)))
        return found

    def drop_calculation_chain(self) -> None:
        """Remove the order of calculation, which Excel makes anew; an entry without a formula would be a broken file."""
        chain = self.related(self.workbook, "calcChain")
        if chain is None:
            return
        self.parts.pop(chain, None)
        types = opc.content_types(self.parts[CONTENT_TYPES])
        types.pop(chain, None)
        self.parts[CONTENT_TYPES] = opc.content_types_xml(types).encode()
        name = opc.relations_part(self.workbook)
        root = opc.parsed(self.parts[name])
        for element in [e for e in root if e.get("Type", "").endswith("/calcChain")]:
            root.remove(element)
        self.parts[name] = etree.tostring(root, encoding="UTF-8", standalone=True)

    def content(self) -> bytes:
        """Return the workbook's bytes: the parts in their old order, new ones last; no clock in it."""
        for name in self._written:
            self.parts[name] = etree.tostring(self._roots[name], encoding="UTF-8", standalone=True)
        return zipped_as_given(deflated(name, part) for name, part in self.parts.items())


def _absolute(source: str, target: str) -> str:
    folder = "/" + posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


_STRANGE = (KeyError, ValueError, IndexError, TypeError, OverflowError, CellCoordinatesException, etree.XMLSyntaxError)


@contextmanager
def sound_structure() -> Iterator[None]:
    """Turn what a workbook of strange structure leads to into a sentence; the preflight looks at safety, not at sense."""
    try:
        yield
    except _STRANGE as error:
        hint = "mở bằng Excel, lưu lại thành tệp mới kiểu .xlsx"
        raise OutputError("tệp Excel này có cấu trúc khác thường", hint, Location(), "OUT-20") from error
