"""Narrative: Markdown with figure citations into blocks. Pure; knows neither plans nor Word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MISSING_OPEN, MISSING_CLOSE = "\ue000", "\ue001"
"""Private-use marks around a value that a draft prints in yellow; sources may not hold them (`text.bad_character`)."""

_CITATION = re.compile(r"\{\{|\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look; `note` is the number of the footnote whose mark stands here (0: none)."""

    text: str
    bold: bool = False
    italic: bool = False
    missing: bool = False
    note: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or one item of a list: `list_id` tells lists apart (each ordered list restarts), `level` is from 0."""

    runs: tuple[Run, ...]
    kind: Literal["text", "bullet", "ordered"] = "text"
    level: int = 0
    list_id: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table written in the prose: a header row, then rows of cells."""

    header: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    aligns: tuple[Literal["trai", "giua", "phai"], ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture from the plan's folder, by the name written in the prose, with its caption."""

    name: str
    caption: str


Block = Paragraph | Grid | Image


@dataclass(frozen=True, slots=True)
class Text:
    """The prose of one section: blocks in order, and footnotes (1 is `notes[0]`)."""

    blocks: tuple[Block, ...] = ()
    notes: tuple[tuple[Run, ...], ...] = ()


def citations(markdown: str) -> list[str]:
    """Return the figure names that a text cites, in order: "{ma.kh}" → "ma.kh"."""
    return [m.group(1).strip() for m in _CITATION.finditer(markdown) if m.group(1) is not None]


def expand(markdown: str, value: Callable[[str], str]) -> str:
    """Replace each citation by its value, before Markdown is read; "{{" prints a brace."""
    return _CITATION.sub(lambda m: "{" if m.group(1) is None else value(m.group(1).strip()), markdown)
