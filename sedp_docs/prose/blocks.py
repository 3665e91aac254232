"""The blocks of a narrative, as plain data that every reader and writer shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["trai", "giua", "phai"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look; line breaks are newline characters.

    `note` is the number of the footnote whose mark stands here (0: none); such a run has no text.
    """

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
    """A small table written in the prose: a header row, then rows of cells, each as wide as the header."""

    header: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    aligns: tuple[Align, ...]


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that was checked: its bytes, "png" or "jpeg", and its size in pixels."""

    content: bytes
    ext: Literal["png", "jpeg"]
    width_px: int
    height_px: int
