"""Rules on what a tag takes away: text beside paragraph and row tags, cells and tables that may be left empty."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import groupby

from sedp_docs.report.template import Paragraph, Tag
from sedp_docs.rules.template.registry import Case, Finding, rule
from sedp_docs.rules.template.structure import Use, opens
from sedp_docs.text import shortened

_TAKES_PLACE = ("p", "tr")


@rule("MAU-20", "Thẻ đoạn, thẻ dòng phải đứng một mình, vì cả đoạn hoặc cả dòng bị thay bằng thẻ")
def lost_text(case: Case) -> Iterator[Finding]:
    """Text, pictures and tags beside {%p … %}, and whatever else stands in the row of {%tr … %}, would not be printed."""
    for paragraph in case.template.paragraphs:
        last = next((tag for tag in reversed(paragraph.tags) if tag.level == "p"), None)
        if last is not None:
            yield from _beside(paragraph, last)
    for row in _rows(case):
        yield from _beside_row(row)


def _beside(paragraph: Paragraph, tag: Tag) -> Iterator[Finding]:
    rest = " ".join((paragraph.text[: tag.start] + " " + paragraph.text[tag.end :]).split())
    lost = [*([f"“{shortened(rest, 60)}”"] if rest else []), *paragraph.objects]
    if lost:
        hint = "chuyển sang đoạn khác; thẻ đoạn đứng một mình một đoạn"
        yield Finding(paragraph, f"{', '.join(lost)} đứng cùng đoạn với “{shortened(tag.text, 120)}” nên sẽ mất khi in", hint)


def _rows(case: Case) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of each table row, nested tables with the row around them."""
    inside = (paragraph for paragraph in case.template.paragraphs if paragraph.cells)
    for _, row in groupby(inside, key=lambda p: (p.part, p.cells[0][:2])):
        yield list(row)
    deeper = (paragraph for paragraph in case.template.paragraphs if len(paragraph.cells) > 1)
    for _, row in groupby(deeper, key=lambda p: (p.part, p.cells[-1][:2])):
        yield list(row)


def _beside_row(row: list[Paragraph]) -> Iterator[Finding]:
    depth = len(row[0].cells)
    tags = [(p, tag) for p in row for tag in p.tags if tag.level == "tr" and len(p.cells) == depth]
    if not tags:
        return
    holder, last = tags[-1]
    pieces = [p.text if p is not holder else p.text[: last.start] + " " + p.text[last.end :] for p in row]
    rest = " ".join(" ".join(pieces).split())
    lost = [*([f"“{shortened(rest, 60)}”"] if rest else []), *dict.fromkeys(o for p in row for o in p.objects)]
    if lost:
        hint = "chuyển sang dòng khác; thẻ dòng đứng một mình một dòng của bảng"
        yield Finding(holder, f"{', '.join(lost)} đứng cùng dòng bảng với “{shortened(last.text, 120)}” nên sẽ mất khi in", hint)


@rule("MAU-21", "Ô phải luôn còn một đoạn, bảng phải luôn còn một dòng")
def never_empty(case: Case) -> Iterator[Finding]:
    """Word does not open a file with a cell without a paragraph or a table without a row."""
    direct = [paragraph for paragraph in case.template.paragraphs if paragraph.cells and paragraph.cells[-1][0]]
    uses = {(use.paragraph.part, use.paragraph.index): use for use in case.structure.uses if use.tag.level in _TAKES_PLACE}
    for cell in _grouped(direct, lambda p: (p.part, p.cells)):
        items = [uses.get((p.part, p.index)) for p in cell]
        if not any(use and use.tag.level == "tr" for use in items) and not _Sequence(items).branch()[0]:
            yield Finding(cell[0], "ô này có thể không còn đoạn nào khi in, Word sẽ báo tệp hỏng",
                          "thêm một đoạn (có thể để trống) trong ô, ngoài các thẻ {%p … %}")  # fmt: skip
    for table in _grouped(direct, lambda p: (p.part, p.cells[-1][0])):
        rows = [[uses.get((p.part, p.index)) for p in row] for row in _grouped(table, lambda p: p.cells[-1][1])]
        items = [next((use for use in row if use and use.tag.level == "tr"), None) for row in rows]
        if not _Sequence(items).branch()[0]:
            yield Finding(table[0], "bảng này có thể không còn dòng nào khi in, Word sẽ báo tệp hỏng",
                          "thêm dòng tiêu đề, hoặc nhánh {%tr else %} với một dòng “Không có”")  # fmt: skip


def _grouped(paragraphs: Iterable[Paragraph], key: Callable[[Paragraph], Hashable]) -> list[list[Paragraph]]:
    out: dict[Hashable, list[Paragraph]] = {}
    for paragraph in paragraphs:
        out.setdefault(key(paragraph), []).append(paragraph)
    return list(out.values())


class _Sequence:
    """The paragraphs of a cell or the rows of a table, None for one without a tag that takes its place."""

    def __init__(self, items: Iterable[Use | None]) -> None:
        self._items = iter(items)

    def branch(self) -> tuple[bool, str]:
        """Read to the end of a branch; tell whether something of it is always printed, and the word that ends it."""
        sure = False
        for use in self._items:
            word = use.tag.word if use else ""
            if word in ("else", "elif") or word.startswith("end"):
                return sure, word
            sure |= self._printed(use)
        return sure, ""

    def _printed(self, use: Use | None) -> bool:
        if use is None:
            return True
        if use.tag.kind == "print":
            return use.tag.body.startswith("gach.")
        return opens(use.tag) and self._block()

    def _block(self) -> bool:
        sure, word = self.branch()
        complete = False
        while word in ("else", "elif"):
            complete |= word == "else"
            more, word = self.branch()
            sure &= more
        return sure and complete
