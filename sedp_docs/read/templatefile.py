"""A Word template, whoever drew it: its paragraphs with place, style and tags, and whatever in it may act or reach outside.

Text is read as if tracked changes were accepted. Nothing is run; faults of the template are for the rules (rules/template).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lxml import etree

from sedp_docs.problems import Location, Problem, ReadError, placed
from sedp_docs.read.docxtext import FALLBACK, UNSEEN, blocks, columns, inside, properties_of, text_of
from sedp_docs.read.preflight import DOCUMENT, part_refusal
from sedp_docs.read.zipdoor import CONTENT_TYPES, check_zip
from sedp_docs.report.template import Danger, Paragraph, TemplateFile, split_tags
from sedp_docs.revisions import W
from sedp_docs.text import number

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OUTSIDE_BOXES = UNSEEN | {W + "txbxContent"}
_OBJECTS = {W + "drawing": "hình", W + "pict": "hình", W + "footnoteReference": "chú thích",
            W + "endnoteReference": "chú thích"}  # fmt: skip
_TEXT_PARTS = re.compile(r"wordprocessingml\.(?:document\.main|template\.main|header|footer|footnotes|endnotes)\+xml$")
_TITLES = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích cuối trang",
           "endnotes": "chú thích cuối văn bản"}  # fmt: skip
_PAGE_FIELD = re.compile(r"^\s*PAGE\b", re.IGNORECASE)
_BROKEN = ("DOCX-03", "DOCX-06")
"""Refusals of parts that cannot be read at all."""

MOST_BYTES, MOST_TAGS = 16_000_000, 20_000
"""Of a part with text, and of a template: many times what any form needs."""


def read_template(content: bytes, file: str) -> TemplateFile:
    """Return a Word template, with all that may act or reach outside as `dangers`.

    Raises:
        ReadError: not a zip, not a Word file, too large, or a part that is not XML.
    """
    parts = check_zip(content, file)
    if DOCUMENT not in parts or CONTENT_TYPES not in parts:
        raise ReadError("tệp không phải văn bản Word (.docx)", "lưu lại bằng Word, kiểu .docx", Location(file), "DOCX-01")
    refused = {name: refusal for name, part in parts.items() if (refusal := part_refusal(name, part, file))}
    for refusal in refused.values():
        if refusal.id in _BROKEN:
            raise ReadError(refusal.message, refusal.hint, refusal.location, refusal.id)
    with placed(file):
        return _read(parts, refused, file)


def _read(parts: Mapping[str, bytes], refused: Mapping[str, Problem], file: str) -> TemplateFile:
    names = _text_parts(parts)
    if any(len(parts[name]) > MOST_BYTES for name in names):
        raise _too_large(file, f"phần có chữ dài hơn {MOST_BYTES // 1_000_000} MB")
    roots = {name: _parsed(parts[name]) for name in names}
    if sum("".join(str(text) for text in root.itertext()).count("}") for root in roots.values()) > 2 * MOST_TAGS:
        raise _too_large(file, f"hơn {number(Decimal(MOST_TAGS), 0)} thẻ")
    found = [pair for name, root in roots.items() for pair in _Walk(name, _prefix(name, roots)).walk(root)]
    styles = _styles(parts)
    return TemplateFile(
        file=file,
        form=properties_of(parts).get("sedp.mau", ""),
        paragraphs=tuple(paragraph for paragraph, _ in found),
        styles=frozenset(style.get(W + "styleId", "") for style in styles),
        style_names=frozenset(_style_name(style) for style in styles),
        parts=frozenset(parts),
        numbered_lists=_has_numbering(parts),
        pages=tuple(_pages(roots, parts)),
        dangers=tuple(_dangers(refused, found, file)),
    )


def _too_large(file: str, why: str) -> ReadError:
    return ReadError(f"mẫu quá lớn ({why})", "xuất lại mẫu gốc bằng lệnh templates export rồi sửa", Location(file), "MAU-00")


def _parsed(xml: bytes) -> etree._Element:
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        said = f"không đọc được nội dung tệp ({error.msg or 'XML hỏng'})"
        raise ReadError(said, "mở lại bằng Word rồi lưu thành tệp mới", id="DOCX-03") from error


def _text_parts(parts: Mapping[str, bytes]) -> list[str]:
    """Return the names of the parts with text, the document first."""
    types = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in _parsed(parts[CONTENT_TYPES])}
    others = sorted(name for name in parts if name != DOCUMENT and _TEXT_PARTS.search(types.get(name, "")))
    return [DOCUMENT, *others]


def _prefix(name: str, roots: Mapping[str, etree._Element]) -> str:
    """Return how places in a part begin: "đầu trang 2, "."""
    if name == DOCUMENT:
        return ""
    found = re.search(r"([a-z]+)(\d*)\.xml$", name)
    title = _TITLES.get(found[1], name) if found else name
    return f"{title} {found[2] if found else ''}".rstrip() + ", "


Found = tuple[Paragraph, etree._Element]


@dataclass
class _Walk:
    """The counters of one part, and the paragraphs found so far, in reading order."""

    part: str
    prefix: str
    paragraphs: int = 0
    tables: int = 0
    found: list[Found] = field(default_factory=list)
    numbers: dict[etree._Element, int] = field(default_factory=dict)

    def walk(self, root: etree._Element) -> list[Found]:
        self.numbers = {element: number for number, element in enumerate(root.iter(W + "p"))}
        for block in blocks(root):
            if block.tag == W + "tbl":
                self._table(block, ())
            else:
                self._outside(block)
        return self.found

    def _outside(self, block: etree._Element) -> None:
        text = text_of(block, _OUTSIDE_BOXES)
        self.paragraphs += bool(text)
        place = f"đoạn {self.paragraphs}" if text else f"đoạn trống sau đoạn {self.paragraphs}"
        self._take(block, text, place, ())

    def _take(self, block: etree._Element, text: str, place: str, cells: tuple[tuple[int, int, int], ...]) -> None:
        paragraph = _paragraph(block, text, self.part, self.prefix + place)
        self.found.append((replace(paragraph, index=self.numbers[block], cells=cells), block))
        for count, box in enumerate(_boxes(block), 1):
            self._take(
                box, text_of(box, _OUTSIDE_BOXES), f"{place}, hộp chữ, đoạn {count}", (*cells, (0, self.numbers[block], count))
            )

    def _table(self, table: etree._Element, above: tuple[tuple[int, int, int], ...]) -> None:
        self.tables += 1
        order = self.tables
        kept = (row for row in inside(table, W + "tr") if row.find(f"{W}trPr/{W}del") is None)
        for row_number, row in enumerate(kept, 1):
            for column, cell in columns(row):
                self._cell(cell, f"bảng {order}, dòng {row_number}, cột {column}", (*above, (order, row_number, column)))

    def _cell(self, cell: etree._Element, place: str, cells: tuple[tuple[int, int, int], ...]) -> None:
        within = [(block, text_of(block, _OUTSIDE_BOXES) if block.tag == W + "p" else "") for block in blocks(cell)]
        several, count = sum(bool(text) for _, text in within) > 1, 0
        for block, text in within:
            count += bool(text)
            if block.tag == W + "tbl":
                self._table(block, cells)
            else:
                self._take(block, text, f"{place}, đoạn {count}" if several and text else place, cells)


def _paragraph(block: etree._Element, text: str, part: str, place: str) -> Paragraph:
    tags, strays = split_tags(text)
    style = block.find(f"{W}pPr/{W}pStyle")
    return Paragraph(
        part=part,
        index=0,
        place=place,
        text=text,
        style=style.get(W + "val", "") if style is not None else "",
        objects=tuple(_objects(block)),
        codes=tuple(_codes(block)),
        hidden=tuple(_hidden(block)),
        tags=tags,
        strays=strays,
    )


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of text boxes that are anchored in a paragraph."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield from child.iterchildren(W + "p")
        elif child.tag != FALLBACK:
            yield from _boxes(child)


def _objects(block: etree._Element) -> list[str]:
    return sorted({_OBJECTS[child.tag] for child in block.iter(*_OBJECTS)})


def _codes(block: etree._Element) -> Iterator[str]:
    """Yield the field instructions of a paragraph, each field's runs joined."""
    code = ""
    for child in block.iter(W + "fldChar", W + "instrText", W + "fldSimple"):
        if child.tag == W + "fldSimple":
            yield child.get(W + "instr", "")
        elif child.tag == W + "instrText":
            code += child.text or ""
        elif code:
            yield code
            code = ""
    if code:
        yield code


def _hidden(block: etree._Element) -> Iterator[str]:
    """Yield tags that stand in field codes or in attributes, where none works."""
    for code in _codes(block):
        yield from (tag.text for tag in split_tags(code)[0])
    for child in block.iter():
        for name, value in child.items():
            if name != W + "instr":
                yield from (tag.text for tag in split_tags(str(value))[0])


def _styles(parts: Mapping[str, bytes]) -> list[etree._Element]:
    styles = parts.get("word/styles.xml")
    return list(_parsed(styles).iter(W + "style")) if styles else []


def _style_name(style: etree._Element) -> str:
    name = style.find(W + "name")
    return name.get(W + "val", "").casefold() if name is not None else ""


def _has_numbering(parts: Mapping[str, bytes]) -> bool:
    """Tell whether style ListNumber counts: a level names it, or the style names a list."""
    if "word/numbering.xml" not in parts:
        return False
    named = [style for style in _styles(parts) if _style_name(style) == "list number"]
    ids = {style.get(W + "styleId") for style in named}
    if any(level.get(W + "val") in ids for level in _parsed(parts["word/numbering.xml"]).iter(W + "pStyle")):
        return True
    return any(style.find(f"{W}pPr/{W}numPr/{W}numId") is not None for style in named)


def _pages(roots: Mapping[str, etree._Element], parts: Mapping[str, bytes]) -> Iterator[tuple[str, bool]]:
    """Yield every section and whether its ordinary pages are numbered; what it does not set it takes from the one before."""
    counted = {name for name, root in roots.items() if any(_PAGE_FIELD.match(code) for code in _codes(root))}
    targets = _targets(parts)
    current: dict[str, str] = {}
    sections = roots[DOCUMENT].iterfind(f".//{W}sectPr")
    for count, section in enumerate((e for e in sections if not _is_old(e)), 1):
        for kind in ("headerReference", "footerReference"):
            for reference in section.iterchildren(W + kind):
                if reference.get(W + "type", "default") == "default":
                    current[kind] = targets.get(reference.get(_R + "id", ""), "")
        yield f"phần (section) {count}", bool(counted & set(current.values()))


def _is_old(section: etree._Element) -> bool:
    """Tell whether section properties are those from before a tracked change."""
    above = section.getparent()
    return above is not None and above.tag == W + "sectPrChange"


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the document's relations: id → part."""
    relations = parts.get("word/_rels/document.xml.rels")
    found = _parsed(relations) if relations else ()
    return {e.get("Id", ""): _resolved(e.get("Target", "")) for e in found}


def _resolved(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def _dangers(refused: Mapping[str, Problem], found: list[Found], file: str) -> Iterator[Danger]:
    """Yield what was refused: at the paragraphs that hold it, or at the part."""
    for name, whole in refused.items():
        located = list(_in_paragraphs(name, found, file))
        yield from located or [Danger(whole)]


def _in_paragraphs(name: str, found: list[Found], file: str) -> Iterator[Danger]:
    for paragraph, element in found:
        if paragraph.part == name:
            refusal = part_refusal(name, etree.tostring(element, with_tail=False), file)
            if refusal is not None and refusal.id not in _BROKEN:
                yield Danger(replace(refusal, location=Location(file, paragraph.place)), paragraph)
