"""A Word template as its reader hands it on: paragraphs with their places and tags. Plain data, no XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sedp_docs.problems import Problem
from sedp_docs.report.language import clean_tag

DOCUMENT = "word/document.xml"
Kind = Literal["print", "do", "note"]
Level = Literal["", "p", "tr", "tc", "r"]
_OPEN: Mapping[str, tuple[Kind, str]] = {"{{": ("print", "}}"), "{%": ("do", "%}"), "{#": ("note", "#}")}
_MARK = re.compile(r"\{[{%#]|[}%#]\}")
_LEVEL = re.compile(r"(p|tr|tc|r)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in its paragraph.

    `text` is as written; `body` is what Jinja gets: mended, without braces, level and white space control. `level`
    says what the tag takes the place of: "" its own letters, "p" its paragraph, "tr" its row, "r" its run.
    """

    kind: Kind
    level: Level
    text: str
    body: str
    start: int
    end: int
    merges: bool = False

    @property
    def word(self) -> str:
        """Return the first word of a statement: for, endif, set …; "" for other tags."""
        return self.body.split(None, 1)[0] if self.kind == "do" and self.body else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its part, its number among all `w:p` of the part, its place for a reader, its text as Word shows it.

    `cells` are the (table, row, column) that it stands in, outermost first; `objects` names what it holds besides text;
    `codes` are its field instructions; `hidden` are tags that stand outside of the text (field codes, alt texts).
    """

    part: str
    index: int
    place: str
    text: str
    style: str = ""
    cells: tuple[tuple[int, int, int], ...] = ()
    objects: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    strays: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Danger:
    """Something in the file that may act or reach outside; `paragraph` where one is known."""

    problem: Problem
    paragraph: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template: `form` and `kind` are its own properties ("" when it has none), `styles` the ids that it defines.

    `pages` are the sections, each with its place and whether its pages are numbered on top or at the foot.
    """

    file: str
    form: str
    paragraphs: tuple[Paragraph, ...]
    styles: frozenset[str] = frozenset()
    style_names: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    numbered_lists: bool = False
    pages: tuple[tuple[str, bool], ...] = ()
    dangers: tuple[Danger, ...] = field(default=())

    def of_part(self, part: str) -> Iterator[Paragraph]:
        """Yield the paragraphs of one part."""
        return (paragraph for paragraph in self.paragraphs if paragraph.part == part)


def split_tags(text: str) -> tuple[tuple[Tag, ...], tuple[tuple[int, str], ...]]:
    """Return the tags of a paragraph's text, and (position, mark) of each mark that has no partner in it."""
    tags: list[Tag] = []
    strays: list[tuple[int, str]] = []
    opened: tuple[int, str] | None = None
    for found in _MARK.finditer(text):
        at, mark = found.start(), found.group()
        if opened is None:
            opened = (at, mark) if mark in _OPEN else None
            strays += [] if opened else [(at, mark)]
        elif mark == _OPEN[opened[1]][1]:
            tags.append(_tag(_OPEN[opened[1]][0], text[opened[0] : at + 2], opened[0]))
            opened = None
        elif mark in _OPEN and opened[1] != "{#":
            strays.append(opened)
            opened = (at, mark)
    return tuple(tags), tuple([*strays, opened] if opened else strays)


def _tag(kind: Kind, text: str, start: int) -> Tag:
    inside = clean_tag(text)[2:-2]
    merges = inside[:1] == "-" or inside[-1:] == "-"
    inside = inside.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")
    found = _LEVEL.match(inside)
    level: Level = found.group(1) if found else ""  # type: ignore[assignment]
    return Tag(kind, level, text, inside[len(level) :].strip(), start, start + len(text), merges)
