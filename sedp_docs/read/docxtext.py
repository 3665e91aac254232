"""The text of a Word file, paragraph by paragraph, each with a place that a reader can count to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from sedp_docs.problems import Location, ReadError
from sedp_docs.read.preflight import DOCUMENT
from sedp_docs.read.wordstyles import val, whole
from sedp_docs.read.zipdoor import check_zip
from sedp_docs.revisions import W
from sedp_docs.text import nfc

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
UNSEEN = {FALLBACK, W + "del", W + "moveFrom", W + "pPr", W + "rPr"}
_PROPERTIES = "docProps/custom.xml"
_OTHERS = (
    (re.compile(r"word/header(\d*)\.xml"), "đầu trang"),
    (re.compile(r"word/footer(\d*)\.xml"), "chân trang"),
    (re.compile(r"word/footnotes()\.xml"), "chú thích cuối trang"),
    (re.compile(r"word/endnotes()\.xml"), "chú thích cuối văn bản"),
)


def paragraph_texts(content: bytes, file: str = "") -> list[tuple[str, str]]:
    """Return (place, text) of all paragraphs and table cells of a .docx that hold text, in reading order.

    Places: "đoạn 12" (paragraphs with text outside tables), "bảng 3, dòng 4, cột 2" (grid columns), "đầu trang 1, đoạn 1".
    Text is NFC as if tracked changes were accepted. Raises `ReadError`, with `file` as its place, for what is not a Word
    file, is broken or too large. Macros and links do not matter here: nothing is run and nothing is opened.
    """
    parts = check_zip(content, file)
    if DOCUMENT not in parts:
        raise _unreadable(file, DOCUMENT, "không có phần này")
    found = _Walk().walk(_parse(DOCUMENT, parts[DOCUMENT], file))
    for pattern, title in _OTHERS:
        for name in sorted(parts):
            match = pattern.fullmatch(name)
            if match:
                prefix = f"{title} {match[1]}".rstrip()
                found += [(f"{prefix}, {place}", text) for place, text in _Walk().walk(_parse(name, parts[name], file))]
    return found


@dataclass
class _Walk:
    """The counters of one part, and the texts found so far."""

    paragraphs: int = 0
    tables: int = 0
    found: list[tuple[str, str]] = field(default_factory=list)

    def walk(self, root: etree._Element) -> list[tuple[str, str]]:
        for block in blocks(root):
            if block.tag == W + "tbl":
                self._table(block)
            elif text := text_of(block):
                self.paragraphs += 1
                self.found.append((f"đoạn {self.paragraphs}", text))
        return self.found

    def _table(self, table: etree._Element) -> None:
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(inside(table, W + "tr"), 1):
            for column, cell in columns(row):
                self._cell(cell, f"bảng {number}, dòng {row_number}, cột {column}")

    def _cell(self, cell: etree._Element, place: str) -> None:
        """Take a cell as one text; a table within it is counted as a table of its own."""
        within = list(blocks(cell))
        lines = [text for block in within if block.tag == W + "p" and (text := text_of(block))]
        if lines:
            self.found.append((place, "\n".join(lines)))
        for block in within:
            if block.tag == W + "tbl":
                self._table(block)


def blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables right below `parent`, through content controls, notes and the like."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag not in UNSEEN:
            yield from blocks(child)


def inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield rows of a table, or cells of a row, through content controls around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (W + "tbl", W + "tc"):
            yield from inside(child, tag)


def columns(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the cells of a row with the grid column where each begins."""
    column = 1
    for cell in inside(row, W + "tc"):
        yield column, cell
        column += whole(val(cell, "tcPr/gridSpan"), 1)


def text_of(paragraph: etree._Element, skipped: Collection[str] = UNSEEN) -> str:
    """Return the text of a paragraph as Word shows it, tracked changes accepted; elements in `skipped` are left out."""
    return nfc("".join(_pieces(paragraph, skipped))).strip()


def properties_of(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the custom properties of a Word file that went through the preflight."""
    if _PROPERTIES not in parts:
        return {}
    root = etree.fromstring(parts[_PROPERTIES], etree.XMLParser(resolve_entities=False, no_network=True))
    return {each.get("name", ""): nfc("".join(str(text) for text in each.itertext())).strip() for each in root}


def _pieces(element: etree._Element, skipped: Collection[str]) -> Iterator[str]:
    for child in element:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in skipped:
            yield from _pieces(child, skipped)


def _parse(name: str, data: bytes, file: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(file, name, error.msg or "XML hỏng") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unreadable(file, name, "có khai báo kiểu tài liệu (DTD)")
    return root


def _unreadable(file: str, part: str, why: str) -> ReadError:
    what = f"không đọc được nội dung văn bản ({why})"
    return ReadError(what, "mở lại bằng Word rồi lưu thành tệp mới", Location(file, f"phần {part}"), "DOCX-03")
