"""How the blocks of a template nest (for … endfor, if … endif): which belong together, which do not, where each stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from sedp_docs.report.language import BLOCKS, REFUSED_STATEMENTS
from sedp_docs.report.template import Paragraph, Tag, TemplateFile
from sedp_docs.text import shortened

MOST_DEPTH = 100
_OPENERS = {*BLOCKS, *REFUSED_STATEMENTS} - {"extends", "include", "import", "from"}
_BETWEEN = {"else", "elif"}
_LEVEL_TITLES = {"": "thẻ trong đoạn {% … %}", "r": "thẻ {%r … %}", "p": "thẻ đoạn {%p … %}", "tr": "thẻ dòng {%tr … %}",
                 "tc": "thẻ cột {%tc … %}"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a walk over the tags found, for the rule that reports it."""

    rule: str
    paragraph: Paragraph
    message: str
    hint: str


@dataclass(eq=False)
class Block:
    """A block: where it opens, its branches (else, elif), where it closes (None: nowhere), the block around it."""

    opener: Use
    above: Block | None
    branches: list[Use] = field(default_factory=list)
    closer: Use | None = None

    @property
    def word(self) -> str:
        """Return the word that opens it: for, if, set."""
        return self.opener.tag.word


@dataclass(eq=False)
class Use:
    """A tag at its place, and the innermost block around it."""

    paragraph: Paragraph
    tag: Tag
    block: Block | None = None
    order: int = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks around this tag, innermost first."""
        block = self.block
        while block is not None:
            yield block
            block = block.above

    def loops(self) -> Iterator[Block]:
        """Yield the loops whose items this tag may use, innermost first; in the branch {% else %} there is none."""
        for block in self.blocks():
            if block.word == "for" and not any(branch.order < self.order for branch in block.branches):
                yield block

    @property
    def said(self) -> str:
        """Return the tag as messages show it, on one line."""
        return f"“{shortened(self.tag.text, 120)}”"


@dataclass
class Structure:
    """All tags of a template in order, its blocks, and what is wrong with how they nest."""

    uses: list[Use] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def structured(template: TemplateFile) -> Structure:
    """Match the blocks of every part."""
    out = Structure()
    for _, paragraphs in groupby(template.paragraphs, key=lambda paragraph: paragraph.part):
        _Matcher(out).match(paragraphs)
    for block in out.blocks:
        out.faults.extend(_misplaced(block))
    return out


def opens(tag: Tag) -> bool:
    """Tell whether a tag opens a block; {% set a = b %} does not."""
    return tag.word in _OPENERS and not (tag.word == "set" and "=" in tag.body)


class _Matcher:
    """Walks through one part with a stack of open blocks, and goes on after every fault."""

    def __init__(self, out: Structure) -> None:
        self.out = out
        self.open: Block | None = None
        self.given_up: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def match(self, paragraphs: Iterator[Paragraph]) -> None:
        for paragraph in paragraphs:
            for tag in paragraph.tags:
                self._use(Use(paragraph, tag, self.open, len(self.out.uses)))
        while self.open is not None:
            self._unclosed(self.open)
            self.open = self.open.above

    def _use(self, use: Use) -> None:
        word = use.tag.word
        if self.open is not None and self.open.word == "raw" and word != "endraw":
            return
        if opens(use.tag) and self.counts.total() >= MOST_DEPTH:
            self._fault(use, f"{use.said} lồng trong quá nhiều khối", f"bớt khối; nhiều nhất {MOST_DEPTH} khối lồng nhau")
            return
        self.out.uses.append(use)
        if opens(use.tag):
            self._open(use)
        elif word in _BETWEEN:
            self._between(use)
        elif word.startswith("end"):
            self._close(use, word.removeprefix("end"))

    def _open(self, use: Use) -> None:
        self.open = Block(use, self.open)
        self.counts[use.tag.word] += 1
        self.out.blocks.append(self.open)

    def _between(self, use: Use) -> None:
        if self.open is not None and use.tag.word in BLOCKS.get(self.open.word, ()) and not _is_over(self.open):
            self.open.branches.append(use)
            use.block = self.open.above if use.tag.word == "elif" else use.block
            return
        around = f"; khối đang mở là {self.open.opener.said} ở {self.open.opener.paragraph.place}" if self.open else ""
        self._fault(use, f"{use.said} không nằm trong khối nào có thể có nó{around}", "xóa thẻ này, hoặc thêm thẻ mở còn thiếu")

    def _close(self, use: Use, word: str) -> None:
        if not self.counts[word] or self.open is None:
            self._stray(use, word)
            return
        block = self.open
        while block.word != word and block.above is not None:
            self._crossed(block, use)
            block = block.above
        self.counts[word] -= 1
        block.closer = use
        use.block = block.above
        self.open = block.above

    def _stray(self, use: Use, word: str) -> None:
        if self.given_up[word]:
            self.given_up[word] -= 1
            return
        known = word in _OPENERS
        opener = f"xóa thẻ này, hoặc thêm thẻ mở {{% {word} … %}} phía trước"
        hint = opener if known else "xem các thẻ dùng được trong docs/mau-word.md"
        said = f"{use.said} đóng một khối chưa mở" if known else f"không có thẻ {use.said}"
        self._fault(use, said, hint)

    def _crossed(self, block: Block, closer: Use) -> None:
        """Report a block that is still open where one around it closes."""
        self.given_up[block.word] += 1
        self.counts[block.word] -= 1
        here = f"{closer.said} ở {closer.paragraph.place}"
        self._fault(
            block.opener,
            f"khối {block.opener.said} mở ở đây chưa đóng thì khối bên ngoài đã đóng bằng {here}",
            f"đặt {{% end{block.word} %}} trước thẻ đó",
        )

    def _unclosed(self, block: Block) -> None:
        self._fault(
            block.opener,
            f"khối {block.opener.said} mở ở đây nhưng không đóng",
            f"thêm {_shown_end(block)} sau nội dung của khối",
        )

    def _fault(self, use: Use, message: str, hint: str) -> None:
        self.out.faults.append(Fault("MAU-11", use.paragraph, message, hint))


def _is_over(block: Block) -> bool:
    """Tell whether a block has its last branch already."""
    return any(branch.tag.word == "else" for branch in block.branches)


def _shown_end(block: Block) -> str:
    return f"{{%{block.opener.tag.level} end{block.word} %}}"


def _misplaced(block: Block) -> Iterator[Fault]:
    """Yield the branches and the closer of a block that do not stand where its opener stands."""
    for use in (*block.branches, *([block.closer] if block.closer else ())):
        if _ground(use) != _ground(block.opener):
            yield Fault("MAU-12", use.paragraph, _apart(block, use), f"viết {_as_opener(block, use)} cùng chỗ với thẻ mở")
        elif use.tag.level in ("", "r") and use.paragraph is not block.opener.paragraph and not _merged(block, use):
            yield _over_paragraphs(block, use)


def _ground(use: Use) -> tuple[object, ...]:
    """Return what a tag stands in after it has taken the place of its run, paragraph or row."""
    cells = use.paragraph.cells
    if use.tag.level == "tr":
        return ("tr", cells[:-1], cells[-1][0]) if cells else ("tr", use.paragraph.index)
    return (use.tag.level, cells)


def _merged(block: Block, use: Use) -> bool:
    return block.opener.tag.merges or use.tag.merges


def _apart(block: Block, use: Use) -> str:
    opener = block.opener
    opened = f"{opener.said} mở ở {opener.paragraph.place}"
    if opener.tag.level != use.tag.level:
        return f"{opened} là {_LEVEL_TITLES[opener.tag.level]}, còn {use.said} là {_LEVEL_TITLES[use.tag.level]}"
    what = "bảng" if use.tag.level == "tr" else "ô hoặc chỗ"
    return f"{opened}, còn {use.said} đứng ở {what} khác"


def _as_opener(block: Block, use: Use) -> str:
    return f"{{%{block.opener.tag.level} {use.tag.body} %}}"


def _over_paragraphs(block: Block, use: Use) -> Fault:
    return Fault(
        "MAU-13", use.paragraph,
        f"khối {block.opener.said} mở giữa {block.opener.paragraph.place}, đóng hoặc rẽ giữa đoạn khác bằng {use.said}:"
        " khi in, hai đoạn có thể nhập làm một",
        f"đặt thẻ mở và thẻ đóng ở đoạn riêng, viết {{%p {block.word} … %}} và {{%p end{block.word} %}}",
    )  # fmt: skip
