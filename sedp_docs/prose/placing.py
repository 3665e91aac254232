"""Where each block stands in Markdown's lists: markers, indents, and which blocks one list holds together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sedp_docs.prose.blocks import Block, Paragraph, Run, Text
from sedp_docs.prose.inline import joined


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its number in the text, its list marker ("- ", "1. ", none) and the column where its text begins."""

    index: int
    block: Block
    marker: str = ""
    indent: int = 0


@dataclass(slots=True)
class _List:
    """A list that is open: the one above ends at column `start`; `id` is 0 for bullets."""

    id: int
    start: int
    marker: str
    count: int = 0

    @property
    def inside(self) -> int:
        """Return the column where the text of the present item begins."""
        return self.start + len(self.marker)


def grouped(text: Text) -> Iterator[list[Placed]]:
    """Yield the blocks that make one paragraph of Markdown each: a block alone, or all that a list holds."""
    placer = _Placer(text.blocks)
    group: list[Placed] = []
    for i, block in enumerate(text.blocks):
        listed = placer.goes_on(i, block)
        if group and not listed:
            yield group
            group = []
        group.append(placer.place(i, block))
    if group:
        yield group


class _Placer:
    """Walks the blocks once, with the lists that are open."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        ordered = [(i, b.list_id) for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.kind == "ordered"]
        self.last = {id: i for i, id in ordered}
        self.closed: dict[int, int] = {}
        """How many items the ordered lists had that cannot go on."""

        self.open: list[_List] = []
        self.raised = 0
        """1 while the outermost list is one of "+", which Vietnamese papers put under "-"."""

    def goes_on(self, i: int, block: Block) -> bool:
        """Tell whether a block belongs to the lists that are open."""
        item = isinstance(block, Paragraph) and block.kind != "text"
        return bool(self.open) and (item or self._held(i) > 0)

    def _held(self, i: int) -> int:
        """Return how many of the open lists stay open because an ordered one has items to come."""
        return max((n for n, each in enumerate(self.open, 1) if each.id and self.last[each.id] >= i), default=0)

    def place(self, i: int, block: Block) -> Placed:
        if not isinstance(block, Paragraph) or block.kind == "text":
            self._close(self._held(i))
            return Placed(i, block, "", self.open[-1].inside if self.open else 0)
        return self._bullet(i, block) if block.kind == "bullet" else self._ordered(i, block)

    def _bullet(self, i: int, block: Paragraph) -> Placed:
        if not self.open or (self.raised and not block.level and not self._held(i)):
            self._close(0)
            self.raised = min(block.level, 1)
        least = self._held(i)
        depth = min(max(block.level - self.raised, least), len(self.open))
        self._close(depth + 1)
        if len(self.open) > depth and self.open[depth].id:
            self._close(depth)
        if len(self.open) == depth:
            self._start(0, "+ " if self.raised and not depth else "- ")
        return self._item(i, replace(block, level=depth + self.raised))

    def _ordered(self, i: int, block: Paragraph) -> Placed:
        known = next((n for n, each in enumerate(self.open) if each.id == block.list_id), None)
        if known is None and (block.list_id in self.closed or self._touches(i, block)):
            return self._typed(i, block)
        depth = known if known is not None else min(max(block.level, self._held(i)), len(self.open))
        self._close(depth + (known is not None))
        if known is None:
            self.raised = self.raised if self.open else 0
            self._start(block.list_id, "1. ")
        self.open[-1].count += 1
        self.open[-1].marker = f"{self.open[-1].count}. "
        return self._item(i, replace(block, level=depth))

    def _touches(self, i: int, block: Paragraph) -> bool:
        """Tell whether a new list would be read as the end of the one right before it."""
        depth = min(max(block.level, self._held(i)), len(self.open))
        return depth < len(self.open) and self.open[depth].id != 0

    def _typed(self, i: int, block: Paragraph) -> Placed:
        """Return an item of a list that cannot go on: a paragraph with its number."""
        number = self.closed[block.list_id] = self.closed.get(block.list_id, 0) + 1
        self._close(self._held(i) if block.list_id not in {each.id for each in self.open} else 0)
        text = Paragraph(joined((Run(f"{number}. "), *block.runs)))
        return Placed(i, text, "", self.open[-1].inside if self.open else 0)

    def _start(self, id: int, marker: str) -> None:
        self.open.append(_List(id, self.open[-1].inside if self.open else 0, marker))

    def _item(self, i: int, block: Paragraph) -> Placed:
        return Placed(i, block, self.open[-1].marker, self.open[-1].inside)

    def _close(self, depth: int) -> None:
        for each in self.open[depth:]:
            if each.id:
                self.closed[each.id] = each.count
        del self.open[depth:]
