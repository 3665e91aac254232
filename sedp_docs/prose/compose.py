"""Blocks back into Markdown: the inverse of `parse`, for prose that comes from Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sedp_docs.prose.blocks import Align, Block, Grid, Image, Paragraph, Run, Text
from sedp_docs.prose.cite import CITATION, escaped, expand
from sedp_docs.prose.inline import joined
from sedp_docs.prose.markdown import parse
from sedp_docs.prose.placing import Placed, grouped
from sedp_docs.prose.settle import settled
from sedp_docs.prose.spelling import ARMOURED, BREAK, PLAIN, SLASHED, Spelling

_RULES: dict[Align, str] = {"trai": ":---", "giua": ":---:", "phai": "---:"}
_NOTHING = Run("")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One paragraph of a section's Markdown, and which block of the text it begins with."""

    first: int
    markdown: str


def compose(text: Text) -> list[Chunk]:
    """Return the Markdown that `parse` reads as this text; citations in its runs stay citations.

    What Markdown cannot say is said in the nearest way: a list level without the one above it moves up, an item of a
    list that cannot go on becomes a paragraph with its number. A chunk is a paragraph, a whole list, a table or a
    picture; it is written plainly where `parse` reads that right, else with backslashes, else with character references.
    """
    text = settled(text)
    groups = list(grouped(text))
    chunks = [_chunk(group, text) for group in groups]
    if _same(_parsed("\n\n".join(chunk.markdown for chunk in chunks)), _wanted(groups, text)):
        return chunks
    return [_written(group, text, ARMOURED) for group in groups]


def prints_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the Markdown paragraphs of two sections print the same."""
    return _same(*(settled(_parsed("\n\n".join(paragraphs))) for paragraphs in (one, other)))


def _chunk(group: Sequence[Placed], text: Text) -> Chunk:
    wanted = _wanted([group], text)
    tries = (_written(group, text, spelling) for spelling in (PLAIN, SLASHED))
    return next((chunk for chunk in tries if _same(_parsed(chunk.markdown), wanted)), _written(group, text, ARMOURED))


def _parsed(markdown: str) -> Text:
    return parse(expand(markdown, lambda name: escaped(f"{{{name}}}")))


def _wanted(groups: Sequence[Sequence[Placed]], text: Text) -> Text:
    """Return what reading should give."""
    blocks = tuple(_printed(placed.block) for group in groups for placed in group)
    return Text(blocks, tuple(_expanded(note) for note in text.notes))


def _printed(block: Block) -> Block:
    """Return a block as it prints when every citation prints its own name."""
    if isinstance(block, Paragraph):
        return replace(block, runs=_expanded(block.runs))
    if isinstance(block, Grid):
        rows = tuple(tuple(_expanded(cell) for cell in row) for row in block.rows)
        return Grid(tuple(_expanded(cell) for cell in block.header), rows, block.aligns)
    return block


def _expanded(runs: Sequence[Run]) -> tuple[Run, ...]:
    return joined(replace(run, text=CITATION.sub(_own_name, run.text)) for run in runs)


def _own_name(found: re.Match[str]) -> str:
    return "{" if found.group(1) is None else found.group()


def _same(one: Text, other: Text) -> bool:
    """Tell whether two texts print the same; which bullets form one list, and by what number, does not show."""
    return _comparable(one) == _comparable(other)


def _comparable(text: Text) -> tuple[object, ...]:
    lists: dict[int, int] = {}
    out: list[Block] = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            number = lists.setdefault(block.list_id, len(lists)) if block.kind == "ordered" else 0
            out.append(replace(block, list_id=number))
        else:
            out.append(block)
    return tuple(out), tuple(joined(note) for note in text.notes)


def _written(group: Sequence[Placed], text: Text, spelling: Spelling) -> Chunk:
    lines: list[str] = []
    for i, placed in enumerate(group):
        loose = i > 0 and not (placed.marker and group[i - 1].marker)
        inside = _block(placed.block, spelling).replace("\n", "\n" + " " * placed.indent)
        lead = " " * (placed.indent - len(placed.marker)) + placed.marker
        lines += [""] * loose + [lead + inside]
    numbers = dict.fromkeys(run.note for placed in group for run in _runs(placed.block) if run.note)
    for number in numbers:
        lines += ["", f"[^{number}]: {_line(text.notes[number - 1], spelling, BREAK)}"]
    return Chunk(group[0].index, "\n".join(lines))


def _runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Grid):
        for row in (block.header, *block.rows):
            for cell in row:
                yield from cell


def _block(block: Block, spelling: Spelling) -> str:
    if isinstance(block, Paragraph):
        return _line(block.runs, spelling, spelling.breaks)
    if isinstance(block, Image):
        write = str if spelling is PLAIN else escaped
        return f"![{write(block.caption)}]({write(block.name)})"
    rule = "| " + " | ".join(_RULES[align] for align in block.aligns) + " |"
    head, *rows = (_row(row, spelling) for row in (block.header, *block.rows))
    return "\n".join([head, rule, *rows])


def _row(cells: Sequence[Sequence[Run]], spelling: Spelling) -> str:
    return "| " + " | ".join(_line(cell, spelling, BREAK) for cell in cells) + " |"


def _line(runs: Sequence[Run], spelling: Spelling, breaks: str) -> str:
    """Write runs: stretches of bold in `**`, italics within them."""
    out: list[str] = []
    ends = (_NOTHING, *runs, _NOTHING)
    for before, run, after in zip(ends, ends[1:], ends[2:], strict=False):
        out += _marks(before, run, spelling.italic)
        if run.note:
            out.append(f"[^{run.note}]")
        else:
            out.append(spelling.write(run.text, not _alike(before, run), not _alike(run, after)).replace("\n", breaks))
    return "".join([*out, *_marks(ends[-2], _NOTHING, spelling.italic)])


def _alike(one: Run, other: Run) -> bool:
    return (one.bold, one.italic) == (other.bold, other.italic)


def _marks(before: Run, run: Run, italic: str) -> Iterator[str]:
    """Yield the marks between two runs: italics close before bold does and open after it."""
    turns = before.bold != run.bold
    if before.italic and (turns or not run.italic):
        yield italic
    if turns:
        yield "**"
    if run.italic and (turns or not before.italic):
        yield italic
