"""A Word file as lines of prose: paragraphs with their look, list items, tables, footnotes, and what prose cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from sedp_docs.problems import Location, Problem
from sedp_docs.prose import Align, Block, Grid, Image, Paragraph, Run, parse
from sedp_docs.prose.inline import joined
from sedp_docs.prose.settle import settled_runs
from sedp_docs.read.docxtext import FALLBACK, blocks, inside, text_of
from sedp_docs.read.preflight import DOCUMENT
from sedp_docs.read.wordstyles import Label, Numbering, Styles, val, whole
from sedp_docs.report.proseform import HINT_STYLE, hint_length
from sedp_docs.revisions import W, accept
from sedp_docs.text import bad_character, nfc, shortened

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT_BOX = W + "txbxContent"
_SIGNS = {W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_IMAGE = re.compile(r"!\[.*\]\(.+\)")
_DASH = re.compile(r"([-+•–])\s+(?=\S)")
_MOST_COLUMNS = 63
"""What a table of Word can have."""

_Cell = tuple[tuple[Run, ...], Align]
_EMPTY: _Cell = ((), "trai")
_ALIGNS: Mapping[str, Align] = {"center": "giua", "right": "phai", "end": "phai"}
_DRAWING = ("hình vẽ", "lưu hình thành tệp cạnh tệp kế hoạch, viết ![chú thích](tên tệp) thành một đoạn riêng")
_OBJECTS = {
    W + "drawing": _DRAWING,
    W + "pict": _DRAWING,
    W + "sym": ("ký hiệu chèn từ phông chữ riêng", "gõ lại ký hiệu này bằng chữ thường"),
    _MATHS + "oMath": ("công thức", "viết công thức bằng chữ"),
}


@dataclass(frozen=True)
class Line:
    """A paragraph or a table of the file; `level` is 1 to 9 for a heading, `style` the style's name in lower case."""

    block: Block
    place: str
    level: int = 0
    style: str = ""

    @property
    def text(self) -> str:
        """Return the text of a paragraph."""
        return "".join(run.text for run in self.block.runs) if isinstance(self.block, Paragraph) else ""


@dataclass
class Lines:
    """All lines of a file, its footnotes (1 is the first), and what could not be taken."""

    file: str
    lines: list[Line] = field(default_factory=list)
    notes: list[tuple[Run, ...]] = field(default_factory=list)
    problems: dict[Problem, None] = field(default_factory=dict)
    """Each once, in the order of the text."""


def read_lines(parts: Mapping[str, bytes], file: str) -> Lines:
    """Return the lines of a Word file that went through `check_docx`, as if its tracked changes were accepted.

    Places are "đoạn 12 “Lĩnh vực kinh tế”" (paragraphs with text outside tables are counted) and "bảng 1".
    """
    return _Reader(parts, file).read()


def _root(parts: Mapping[str, bytes], name: str) -> etree._Element | None:
    if name not in parts:
        return None
    root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
    accept(root)
    return root


class _Reader:
    """Walks the body once."""

    def __init__(self, parts: Mapping[str, bytes], file: str) -> None:
        self.styles = Styles(_root(parts, "word/styles.xml"))
        self.numbering = Numbering(_root(parts, "word/numbering.xml"))
        self.body = _root(parts, DOCUMENT)
        self.foot = {
            kind: {e.get(W + "id", ""): e for e in root if e.tag == W + kind} if root is not None else {}
            for kind in ("footnote", "endnote")
            for root in [_root(parts, f"word/{kind}s.xml")]
        }
        self.out = Lines(file)
        self.paragraphs = self.tables = 0
        self.place = ""

    def read(self) -> Lines:
        for block in blocks(self.body) if self.body is not None else ():
            if block.tag == W + "tbl":
                self.tables += 1
                self.place = f"bảng {self.tables}"
                self._add(self._grid(block))
            else:
                self._paragraph(block)
        return self.out

    def _add(self, block: Block | None, level: int = 0, style: str = "") -> None:
        if block is not None:
            self.out.lines.append(Line(block, self.place, level, style))

    def _report(self, id: str, message: str, hint: str) -> None:
        self.out.problems[Problem(id, "warning", message, hint, Location(self.out.file, self.place))] = None

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = " ".join(text_of(paragraph).split())
        if words:
            self.paragraphs += 1
        self.place = f"đoạn {self.paragraphs or 1}" + (f" “{shortened(words, 30)}”" if words else "")
        style = self.styles.name(val(paragraph, "pPr/pStyle"))
        runs = self._line(paragraph)
        if style == HINT_STYLE.lower():
            runs = _after(runs, hint_length("".join(run.text for run in runs)))
        level = self.styles.heading(paragraph)
        label = self._label(paragraph) if runs else None
        if level:
            self._add(Paragraph(joined((Run(f"{label.text} " if label else ""), *runs))), level, style)
        elif runs:
            self._add(_listed(runs, label, self.styles.numbering(paragraph)[1]), 0, style)

    def _label(self, paragraph: etree._Element) -> Label | None:
        number, level = self.styles.numbering(paragraph)
        return self.numbering.label(number, level) if number else None

    def _line(self, element: etree._Element) -> tuple[Run, ...]:
        return settled_runs([run for run in self._runs(element) if run.text or run.note])

    def _runs(self, element: etree._Element) -> Iterator[Run]:
        """Yield what stands in a paragraph, through links, fields, content controls and the like."""
        for child in element:
            if child.tag == W + "r":
                yield from self._run(child)
            elif child.tag in _OBJECTS:
                self._object(child)
            elif child.tag not in (FALLBACK, W + "pPr", W + "rPr", W + "sdtPr", _TEXT_BOX):
                yield from self._runs(child)

    def _run(self, run: etree._Element) -> Iterator[Run]:
        bold, italic = (self.styles.switched(run, look) for look in "bi")
        raised = val(run, "rPr/vertAlign") == "superscript"
        if self.styles.switched(run, "strike") or self.styles.switched(run, "dstrike"):
            self._report("TMW-07", "có chữ gạch ngang, sẽ in như chữ thường", "xóa hẳn chữ đó, hoặc bỏ gạch ngang")
        for child in run:
            if child.tag in (W + "footnoteReference", W + "endnoteReference"):
                yield from self._note(child)
            elif child.tag in _OBJECTS:
                self._object(child)
            elif child.tag in (W + "t", W + "br", *_SIGNS):
                text = self._clean(_text(child))
                yield Run(text.translate(_RAISED) if raised and text.isdecimal() else text, bold, italic)
            elif child.tag not in (FALLBACK, W + "rPr", _TEXT_BOX):
                yield from self._runs(child)

    def _clean(self, text: str) -> str:
        """Leave out characters that no document may carry."""
        while found := bad_character(text):
            self._report("TMW-10", f"có ký tự không dùng được ({found}), đã bỏ qua", "xóa hoặc gõ lại ký tự đó trong Word")
            text = text.replace(chr(int(found[2:], 16)), "")
        return text

    def _note(self, mark: etree._Element) -> Iterator[Run]:
        kind = str(mark.tag)[len(W) :].removesuffix("Reference")
        note = self.foot[kind].get(mark.get(W + "id", ""))
        if note is None:
            return
        lines = [line for paragraph in note.iter(W + "p") if (line := self._line(paragraph))]
        self.out.notes.append(_stacked([[run for run in line if not run.note] for line in lines]))
        yield Run("", note=len(self.out.notes))

    def _object(self, element: etree._Element) -> None:
        boxes = [
            line
            for box in element.iter(_TEXT_BOX)
            for line in (nfc("".join(str(t) for t in box.itertext(W + "t"))),)
            if line.strip()
        ]
        if boxes:
            said = shortened(" ".join(boxes), 60)
            self._report("TMW-07", f"không lấy được hộp văn bản: “{said}”", "chuyển chữ trong hộp thành đoạn văn thường")
            return
        what, hint = _OBJECTS[str(element.tag)]
        self._report("TMW-07", f"không lấy được {what}", hint)

    def _grid(self, table: etree._Element) -> Grid | None:
        rows = [self._narrow(list(self._cells(row))) for row in inside(table, W + "tr")]
        width = max(map(len, rows), default=0)
        if not any(runs for row in rows for runs, _ in row):
            return None
        full = [[*row, *[_EMPTY] * (width - len(row))] for row in rows]
        lines = [tuple(runs for runs, _ in row) for row in full]
        aligns = tuple(align for _, align in full[1 if len(full) > 1 else 0])
        return Grid(lines[0], tuple(lines[1:]), aligns)

    def _narrow(self, row: list[_Cell]) -> list[_Cell]:
        """Join what stands beyond the last column that a table can have to that column."""
        if len(row) <= _MOST_COLUMNS:
            return row
        self._report("TMW-09", f"bảng có hơn {_MOST_COLUMNS} cột, các cột sau bị dồn vào cột cuối", "chia bảng")
        rest = _stacked([list(runs) for runs, _ in row[_MOST_COLUMNS - 1 :] if runs])
        return [*row[: _MOST_COLUMNS - 1], (rest, "trai")]

    def _cells(self, row: etree._Element) -> Iterator[_Cell]:
        """Yield text and alignment of each cell; a cell over several columns is followed by empty ones."""
        for cell in inside(row, W + "tc"):
            span = min(max(whole(val(cell, "tcPr/gridSpan"), 1), 1), _MOST_COLUMNS)
            if span > 1 or cell.find(f"{W}tcPr/{W}vMerge") is not None:
                self._report("TMW-09", "bảng có ô gộp, in ra thành các ô rời", "tách ô gộp, ghi rõ từng ô")
            within = list(blocks(cell))
            if any(block.tag == W + "tbl" for block in within):
                self._report("TMW-09", "có bảng nằm trong bảng, chỉ giữ chữ", "chuyển bảng con ra ngoài")
            paragraphs = [p for block in within for p in ([block] if block.tag == W + "p" else block.iter(W + "p"))]
            align = _ALIGNS.get(val(paragraphs[0], "pPr/jc"), "trai") if paragraphs else "trai"
            yield self._cell(paragraphs), align
            yield from [_EMPTY] * (span - 1)

    def _cell(self, paragraphs: list[etree._Element]) -> tuple[Run, ...]:
        lines = []
        for paragraph in paragraphs:
            runs = self._line(paragraph)
            label = self._label(paragraph) if runs else None
            lead = "" if label is None else f"{label.text or '-'} "
            if runs:
                lines.append([Run(lead), *runs])
        return _stacked(lines)


def _text(element: etree._Element) -> str:
    if element.tag == W + "br":
        return "\n" if element.get(W + "type", "textWrapping") == "textWrapping" else " "
    return _SIGNS.get(str(element.tag)) or nfc(element.text or "").replace("\u00ad", "").replace("\t", " ").replace("\n", " ")


def _stacked(lines: list[list[Run]]) -> tuple[Run, ...]:
    """Return lines as one, with line breaks between them."""
    return settled_runs([run for i, line in enumerate(lines) for run in (*([Run("\n")] if i else []), *line)])


def _after(runs: tuple[Run, ...], count: int) -> tuple[Run, ...]:
    """Return runs without their first `count` characters."""
    out = []
    for run in runs:
        out.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return settled_runs(out)


def _listed(runs: tuple[Run, ...], label: Label | None, level: int) -> Block:
    """Return a line as what it is: an item of a list (dashes typed by hand too), the name of a picture, or text."""
    if label is not None and label.kind == "text":
        return Paragraph(joined((Run(f"{label.text} "), *runs)))
    if label is not None:
        return Paragraph(runs, label.kind, level, label.list_id)
    found = _DASH.match(runs[0].text)
    if found:
        return Paragraph(_after(runs, found.end()), "bullet", 1 if found[1] == "+" else 0)
    text = "".join(run.text for run in runs)
    read = parse(text).blocks if _IMAGE.fullmatch(text) else ()
    return read[0] if len(read) == 1 and isinstance(read[0], Image) else Paragraph(runs)
