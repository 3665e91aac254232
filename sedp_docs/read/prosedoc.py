"""`thuyet-minh.docx` back into the sections of a plan: Markdown paragraphs, the place of each, and what was changed in Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sedp_docs import limits
from sedp_docs.catalog import Outline
from sedp_docs.problems import Location, Problem, Severity
from sedp_docs.prose import Paragraph, Text
from sedp_docs.prose.compose import compose
from sedp_docs.read.docxtext import properties_of
from sedp_docs.read.headings import Found, Heading, Matcher
from sedp_docs.read.preflight import check_docx
from sedp_docs.read.wordlines import Line, Lines, read_lines
from sedp_docs.text import shortened

_SILENT = ("title", "subtitle", "toc")
"""Styles of lines before the first heading that are no prose."""


@dataclass(frozen=True)
class ProseDoc:
    """The prose of a Word file by section key.

    `places` has the place of each paragraph under (key, number), and of each heading under (key, -1); `properties` are
    the file's own (`report.proseform`).
    """

    sections: Mapping[str, list[str]]
    places: Mapping[tuple[str, int], str]
    problems: list[Problem]
    properties: Mapping[str, str] = field(default_factory=dict)


def read_prose(content: bytes, file: str, outline: Outline) -> ProseDoc:
    """Read a prose document.

    Args:
        content: the file.
        file: how messages call it.
        outline: the outline whose headings the file has, with its titles filled in (`proseform.outline_of`).

    Raises:
        ReadError: not a Word file, broken, too large, or with anything that acts by itself (`check_docx`).
    """
    parts = check_docx(content, file)
    lines = read_lines(parts, file)
    return _Assembler(lines, outline).read(properties_of(parts))


class _Assembler:
    """Puts lines under the headings above them."""

    def __init__(self, lines: Lines, outline: Outline) -> None:
        self.lines = lines
        self.outline = outline
        self.matcher = Matcher(outline)
        self.under: dict[str, list[Line]] = {}
        self.headings: dict[str, str] = {}
        self.problems: list[Problem] = [*lines.problems]

    def read(self, properties: Mapping[str, str]) -> ProseDoc:
        for line in self.lines.lines:
            self._take(line)
        self._report_missing()
        sections: dict[str, list[str]] = {}
        places = {(key, -1): place for key, place in self.headings.items()}
        for key, lines in self.under.items():
            sections[key] = []
            for markdown, place in self._composed(lines):
                places[key, len(sections[key])] = place
                sections[key].append(markdown)
        return ProseDoc({key: texts for key, texts in sections.items() if texts}, places, self.problems, properties)

    def _composed(self, lines: list[Line]) -> Iterator[tuple[str, str]]:
        text = Text(tuple(line.block for line in lines), tuple(self.lines.notes))
        for chunk in compose(text):
            place = lines[chunk.first].place
            if len(chunk.markdown) > limits.VALUE_CHARACTERS:
                said = f"đoạn, danh sách hoặc bảng dài quá {limits.VALUE_CHARACTERS} ký tự"
                self._report("TMW-11", said, "chia thành nhiều đoạn", place, "error")
            yield chunk.markdown, place

    def _report(self, id: str, message: str, hint: str, place: str, severity: Severity = "warning") -> None:
        self.problems.append(Problem(id, severity, message, hint, Location(self.lines.file, place)))

    def _take(self, line: Line) -> None:
        text = isinstance(line.block, Paragraph) and line.block.kind == "text"
        before = self.matcher.at
        found = self.matcher.find(line.text, line.level) if text and line.text.strip() else None
        if found:
            self._open(found, line, before)
        elif before is None:
            self._refuse(line)
        else:
            if line.level and line.text.strip():
                said = f"đề cương không có đề mục “{shortened(line.text, 60)}”, đã in như đoạn văn của mục {before.key}"
                self._report("TMW-03", said, "đổi dòng này thành đoạn văn thường, hoặc chuyển chữ lên đề mục có sẵn", line.place)
            self.under[before.key].append(line)

    def _refuse(self, line: Line) -> None:
        if not line.style.startswith(_SILENT):
            said = "chữ đứng trước đề mục đầu tiên, không thuộc mục nào nên không lấy"
            self._report("TMW-06", said, "chuyển xuống dưới một đề mục", line.place)

    def _open(self, found: Found, line: Line, before: Heading | None) -> None:
        heading, key = found.heading, found.heading.key
        again = key in self.headings
        split = again and before == heading and not self.under[key]  # "PHẦN I" and its title as two paragraphs
        if again and not split:
            said = f"đề mục “{shortened(heading.shown, 60)}” có hai lần, chữ được nối lại vào mục {key}"
            self._report("TMW-04", said, f"chỉ giữ một đề mục (lần đầu ở {self.headings[key]})", line.place)
        if found.change and not split:
            what = "số" if found.change == "number" else "lời"
            said = f"đề mục “{shortened(line.text, 60)}” đã bị đổi {what}, hiểu là mục {key}; khi in vẫn là “{heading.shown}”"
            self._report("TMW-02", said, "sửa lại theo đề cương, nếu hiểu sai mục thì chép chữ vào đúng đề mục", line.place)
        self.headings.setdefault(key, line.place)
        self.under.setdefault(key, [])

    def _report_missing(self) -> None:
        absent = [key for key in self.outline.leaves() if key not in self.headings]
        if absent:
            said = f"không thấy đề mục của {len(absent)} mục: {', '.join(absent)}"
            self._report("TMW-05", said, "chép lại đề mục từ tệp do new --prose tạo, nếu cần viết mục đó", "", "info")
