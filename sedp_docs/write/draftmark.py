"""DỰ THẢO on every page of a draft: in all headers of a Word file, and in the printed header of each sheet of a workbook.

The mark of Word stands in a frame at the top right of the page, so that it moves no line of the text.
"""

from __future__ import annotations

import posixpath
from itertools import count

from lxml import etree

from sedp_docs.revisions import W
from sedp_docs.write import opc
from sedp_docs.write.pack import CONTENT_TYPES, deflated, unzipped, zipped
from sedp_docs.write.parts import Part, Relation
from sedp_docs.write.xlsxpackage import M, Package

MARK = "DỰ THẢO"
_DOCUMENT, _SETTINGS = "word/document.xml", "word/settings.xml"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NAMESPACE = W.strip("{}")
_FRAME = (
    f'<w:p xmlns:w="{_NAMESPACE}"><w:pPr>'
    '<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="right" w:y="284"/>'
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr>'
    '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:b/><w:i w:val="0"/>'
    f'<w:color w:val="C00000"/><w:sz w:val="24"/></w:rPr><w:t>{MARK}</w:t></w:r></w:p>'
)
_AFTER_HEADER = (
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "drawingHF",
    "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What follows headerFooter in a sheet (ECMA-376-1, 18.3.1.99)."""
_SHEET_MARK = f'&R&"Times New Roman,Bold"&12{MARK}'


def marked_docx(content: bytes) -> bytes:
    """Return a Word file, one that went through the preflight, with the mark on every page."""
    parts = unzipped(content)
    document = opc.parsed(parts[_DOCUMENT])
    first = next(document.iter(W + "sectPr"), None)
    if first is None:
        first = etree.SubElement(document[0], W + "sectPr")
    for kind in _missing_kinds(document, first, parts):
        _add_header(parts, first, kind)
    for name in [name for name in parts if name.startswith("word/header") and name.endswith(".xml")]:
        header = opc.parsed(parts[name])
        header.insert(0, etree.fromstring(_FRAME))
        parts[name] = _bytes(header)
    parts[_DOCUMENT] = _bytes(document)
    return zipped(deflated(name, data) for name, data in parts.items())


def _missing_kinds(document: etree._Element, first: etree._Element, parts: dict[str, bytes]) -> list[str]:
    """Return the kinds of header that the first section needs for all pages to have one: later sections take them over."""
    wanted = ["default"]
    if document.find(f".//{W}titlePg") is not None:
        wanted.append("first")
    if b"evenAndOddHeaders" in parts.get(_SETTINGS, b""):
        wanted.append("even")
    there = {reference.get(W + "type") for reference in first.iterfind(W + "headerReference")}
    return [kind for kind in wanted if kind not in there]


def _add_header(parts: dict[str, bytes], section: etree._Element, kind: str) -> None:
    name, id = next(name for n in count(1) if (name := f"word/header{n}.xml") not in parts), f"rIdDuThao{kind}"
    parts[name] = f'{opc.DECLARATION}<w:hdr xmlns:w="{_NAMESPACE}"><w:p/></w:hdr>'.encode()
    types = opc.content_types_xml(opc.content_types(parts[CONTENT_TYPES]))
    parts[CONTENT_TYPES] = opc.with_content_types(types, [Part(name, _HEADER_TYPE, b"")]).encode()
    relations = opc.relations_part(_DOCUMENT)
    known = opc.relations_xml(parts.get(relations, b""))
    parts[relations] = opc.with_relations(known, [Relation(id, _RELATION, posixpath.basename(name))]).encode()
    reference = etree.Element(W + "headerReference")
    reference.set(W + "type", kind)
    reference.set(_OFFICE + "id", id)
    section.insert(0, reference)


def marked_xlsx(content: bytes) -> bytes:
    """Return a workbook, one that went through the door, with the mark at the top of every printed page."""
    package = Package(content)
    for part in package.sheets().values():
        _mark_sheet(package.root(part))
    return package.content()


def _mark_sheet(sheet: etree._Element) -> None:
    found = sheet.find(M + "headerFooter")
    if found is None:
        found = etree.Element(M + "headerFooter")
        after = next((child for child in sheet if etree.QName(child).localname in _AFTER_HEADER), None)
        sheet.insert(len(sheet) if after is None else sheet.index(after), found)
    for key in ("oddHeader", "evenHeader", "firstHeader"):
        for old in found.findall(M + key):
            old.text = f"{old.text or ''}{_SHEET_MARK}"
    if found.find(M + "oddHeader") is None:
        head = etree.Element(M + "oddHeader")
        head.text = _SHEET_MARK
        found.insert(0, head)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
