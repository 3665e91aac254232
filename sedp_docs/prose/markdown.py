"""Markdown into blocks. What the subset leaves out (headings, code, quotes, HTML, links) stays text as it was typed."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sedp_docs.prose.blocks import Align, Block, Grid, Image, Paragraph, Run, Text
from sedp_docs.prose.cite import MISSING_CLOSE, MISSING_OPEN, unescaped
from sedp_docs.prose.inline import Look, joined

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LIST_LEVELS = 9
"""Word's lists have nine levels; a marker nested deeper stays text."""

_RULES = ["table", "list", "newline", "escape", "entity", "emphasis"]
_NOT_PLAIN = re.compile(
    rf"[\\*_&|\r\0{MISSING_OPEN}{MISSING_CLOSE}]|\[\^|!\[|  \n|^[ \t]*(?:[-+]|[0-9]{{1,9}}[.)])(?:[ \t]|$)", re.MULTILINE
)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_LINE_BREAK = re.compile(r" ?\n[ \t]*")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")
_IMAGE = re.compile(r"!\[(.*)\]\((.+)\)")
_ALIGNS: dict[str, Align] = {"text-align:center": "giua", "text-align:right": "phai"}


@functools.lru_cache(maxsize=512)
def parse(markdown: str) -> Text:
    """Return the blocks of a text whose citations are expanded; nothing that was written gets lost."""
    if not _NOT_PLAIN.search(markdown):
        return _plain(markdown)
    environment: dict[str, Any] = {}
    tokens = _parser().parse(markdown, environment)
    return _Reader(markdown).read(tokens)


def images(markdown: str) -> list[str]:
    """Return the names of the pictures in a text, in order."""
    if "![" not in markdown:
        return []
    return [block.name for block in parse(markdown).blocks if isinstance(block, Image)]


def _plain(markdown: str) -> Text:
    """Return the paragraphs of a text without any Markdown, as the parser would, at a fraction of its time."""
    chunks = (_LINE_BREAK.sub(" ", chunk.strip()) for chunk in _BLANK_LINES.split(markdown))
    return Text(tuple(Paragraph((Run(chunk),)) for chunk in chunks if chunk))


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import list_block
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.footnote.index import footnote_def

    def bounded_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < 2 * LIST_LEVELS and list_block(state, start, end, silent)

    def outer_note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return (silent or state.level == 0) and bool(footnote_def(state, start, end, silent))

    md = MarkdownIt("zero", {"maxNesting": 10 * LIST_LEVELS}).enable(_RULES)
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.block.ruler.at("list", bounded_list, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("footnote_def", outer_note, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.at("footnote_ref", _note_mark)
    return md


def _note_mark(state: StateInline, silent: bool) -> bool:
    """Read "[^1]" where the text defines that note; the plugin's own rule is quadratic."""
    match = _NOTE_MARK.match(state.src, state.pos)
    if match is None or f":{match.group(1)}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.content = match.group()
        token.meta = {"label": match.group(1)}
    state.pos = match.end()
    return True


@dataclass
class _List:
    """A list that is open, and how many of its items Word will number."""

    token: Token
    id: int
    numbered: int = 0

    @property
    def ordered(self) -> bool:
        return self.token.type == "ordered_list_open"

    def counts(self, item: Token) -> bool:
        """Tell whether Word's own number would be the one that was typed ("1." may stand for every item)."""
        if item.markup != "." or item.info not in ("1", str(self.numbered + 1)):
            return False
        self.numbered += 1
        return True


class _Reader:
    """Walks the tokens of one text once."""

    def __init__(self, markdown: str) -> None:
        self.lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.blocks: list[Block] = []
        self.definitions: dict[str, list[Run]] = {}
        self.numbers: dict[str, int] = {}
        self.lists: list[_List] = []
        self.list_count = 0
        self.item: Token | None = None
        self.defining: list[Run] | None = None
        self.grid: _GridReader | None = None

    def read(self, tokens: Sequence[Token]) -> Text:
        for token in tokens:
            handle = getattr(self, f"_on_{token.type}", None)
            if handle:
                handle(token)
        unused = [label for label in self.definitions if label not in self.numbers]
        self.blocks += [Paragraph((Run(f"[^{label}]: "), *self.definitions[label])) for label in unused]
        return Text(tuple(self.blocks), tuple(tuple(self.definitions.get(label, ())) for label in self.numbers))

    def _on_bullet_list_open(self, token: Token) -> None:
        self._empty_item()
        self.list_count += 1
        self.lists.append(_List(token, self.list_count))

    _on_ordered_list_open = _on_bullet_list_open

    def _on_bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: Token) -> None:
        self.item = token

    def _on_list_item_close(self, token: Token) -> None:
        self._empty_item()

    def _empty_item(self) -> None:
        """Print the marker of an item that has no text of its own: "-" alone is what somebody wrote."""
        item, self.item = self.item, None
        if item is not None:
            self._add(Paragraph((Run(item.info + item.markup),)))

    def _on_footnote_reference_open(self, token: Token) -> None:
        self.defining = self.definitions.setdefault(token.meta["label"], [])

    def _on_footnote_reference_close(self, token: Token) -> None:
        self.defining = None

    def _on_table_open(self, token: Token) -> None:
        self._empty_item()
        self.grid = _GridReader(self)

    def _on_tr_open(self, token: Token) -> None:
        if self.grid:
            self.grid.open_row(token)

    def _on_th_open(self, token: Token) -> None:
        if self.grid:
            self.grid.aligns.append(_ALIGNS.get(str(token.attrs.get("style", "")), "trai"))

    def _on_tr_close(self, token: Token) -> None:
        if self.grid:
            self.grid.close_row()

    def _on_table_close(self, token: Token) -> None:
        if self.grid:
            grid, self.grid = self.grid, None
            self._add(grid.read())

    def _on_inline(self, token: Token) -> None:
        if self.grid:
            self.grid.cells.append(self.runs(token))
            return
        found = [_IMAGE.fullmatch(line.strip()) for line in token.content.split("\n")]
        named = [Image(unescaped(m.group(2)).strip(), unescaped(m.group(1)).strip()) for m in found if m]
        if found and len(named) == len(found):
            self.item = None
            for image in named:
                self._add(image)
        else:
            self._paragraph(self.runs(token))

    def _paragraph(self, runs: tuple[Run, ...]) -> None:
        if not runs:
            return
        if self.item is None or not self.lists:
            self._add(Paragraph(runs))
            return
        item, self.item = self.item, None
        above = self.lists[-1]
        if not above.ordered:
            self._add(Paragraph(runs, "bullet", self._bullet_level(), above.id))
        elif above.counts(item):
            self._add(Paragraph(runs, "ordered", len(self.lists) - 1, above.id))
        else:
            self._add(Paragraph(joined((Run(f"{item.info}{item.markup} "), *runs))))

    def _bullet_level(self) -> int:
        """Put "+" under "-", as Vietnamese papers do, also where Markdown sees one level."""
        plus = self.lists[0].token.markup == "+"
        return min(len(self.lists) - 1 + plus, LIST_LEVELS - 1)

    def _add(self, block: Block) -> None:
        if self.defining is None:
            self.blocks.append(block)
            return
        if self.defining:
            self.defining.append(Run("\n"))
        self.defining += _flat(block)

    def runs(self, inline: Token) -> tuple[Run, ...]:
        """Return the runs of a line of text, neighbours of one look joined."""
        look = Look()
        raw = (self._note(t) if t.type == "footnote_ref" else look.runs(t) for t in inline.children or ())
        return joined(run for part in raw for run in part)

    def _note(self, token: Token) -> list[Run]:
        if self.defining is not None:
            return [Run(token.content)]
        return [Run("", note=self.numbers.setdefault(token.meta["label"], len(self.numbers) + 1))]


class _GridReader:
    """Collects the rows of one table."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.aligns: list[Align] = []
        self.rows: list[tuple[tuple[Run, ...], ...]] = []
        self.cells: list[tuple[Run, ...]] = []
        self.line = 0

    def open_row(self, token: Token) -> None:
        self.cells, self.line = [], (token.map or [0])[0]

    def close_row(self) -> None:
        extra = self._extra() if self.rows else ""
        if extra:
            more = self.reader.runs(_parser().parseInline(extra, {})[0])
            self.cells[-1] = joined((*self.cells[-1], Run(" | "), *more))
        self.rows.append(tuple(self.cells))

    def _extra(self) -> str:
        """Return what stands in a row beyond the last column, which Markdown drops."""
        from markdown_it.rules_block.table import escapedSplit

        cells = escapedSplit(self.reader.lines[self.line].strip(" \t"))
        first = 1 if cells[0] == "" else 0
        last = len(cells) - 1 if cells[-1] == "" else len(cells)
        return " | ".join(cell.strip() for cell in cells[first:last][len(self.aligns) :])

    def read(self) -> Grid:
        return Grid(self.rows[0], tuple(self.rows[1:]), tuple(self.aligns))


def _flat(block: Block) -> list[Run]:
    """Return a block as runs, for a footnote, which is one paragraph."""
    if isinstance(block, Paragraph):
        return list(block.runs)
    if isinstance(block, Image):
        return [Run(f"![{block.caption}]({block.name})")]
    rows = [[run for cell in row for run in (*cell, Run(" | "))][:-1] for row in (block.header, *block.rows)]
    return [run for i, row in enumerate(rows) for run in (*([Run("\n")] if i else []), *row)]
