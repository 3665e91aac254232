"""What styles and numbering of a Word file say about a paragraph: is it a heading, a list item, and with which label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from sedp_docs.revisions import W
from sedp_docs.text import roman

_HEADING = re.compile(r"heading ([1-9])")
_OFF = ("0", "false", "off", "none")
_DEEPEST = 8
_MOST_STYLES, _MOST_LABEL = 50, 256
"""Styles based on one another, and characters of the pattern of a label: many times what people make."""


def val(parent: etree._Element | None, path: str) -> str:
    """Return the `w:val` of the element at `path` ("pPr/jc") below `parent`, or an empty text."""
    found = None if parent is None else parent.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + "val", "")


def whole(text: str, default: int = 0) -> int:
    """Return a number that a file gives, within what Word can count to."""
    return min(int(text), 1_000_000) if re.fullmatch(r"[0-9]{1,9}", text) else default


def switched(parent: etree._Element | None, path: str) -> bool | None:
    """Return a switch like bold: on, off, or None where it is not mentioned."""
    found = None if parent is None else parent.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val", "1") not in _OFF


class Styles:
    """The styles of a file, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iter(W + "style")
        self._styles = {style.get(W + "styleId", ""): style for style in found}

    def chain(self, id: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on, the first `_MOST_STYLES`."""
        seen: set[str] = set()
        while id in self._styles and id not in seen and len(seen) < _MOST_STYLES:
            seen.add(id)
            yield self._styles[id]
            id = val(self._styles[id], "basedOn")

    def name(self, id: str) -> str:
        """Return a style's name in lower case ("heading 1"), which does not depend on Word's language."""
        return val(self._styles.get(id), "name").lower()

    def heading(self, paragraph: etree._Element) -> int:
        """Return the level of a heading, 1 to 9; 0 for any other paragraph."""
        own = val(paragraph, "pPr/outlineLvl")
        chain = list(self.chain(val(paragraph, "pPr/pStyle")))
        named = (found for style in chain if (found := _HEADING.match(val(style, "name").lower())))
        level = next((int(found[1]) for found in named), 0)
        outlines = [own, *(val(style, "pPr/outlineLvl") for style in chain)]
        outline = next((whole(each, 9) + 1 for each in outlines if each), 10)
        return level or (outline if outline <= 9 else 0)

    def switched(self, run: etree._Element, look: str) -> bool:
        """Tell whether a run has a look ("b", "i"), by itself or by its character style."""
        own = switched(run, f"rPr/{look}")
        if own is not None:
            return own
        found = (switched(style, f"rPr/{look}") for style in self.chain(val(run, "rPr/rStyle")))
        return next((each for each in found if each is not None), False)

    def numbering(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return (numId, level) of a list item, by itself or by its style; an empty numId for any other paragraph."""
        sources = [paragraph, *self.chain(val(paragraph, "pPr/pStyle"))]
        numbers = [val(each, "pPr/numPr/numId") for each in sources]
        levels = [val(each, "pPr/numPr/ilvl") for each in sources]
        number = next(filter(None, numbers), "")
        return ("" if number == "0" else number), min(whole(next(filter(None, levels), "0")), _DEEPEST)


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a list item: a bullet, a number of a list that counts 1, 2, 3, or any other text."""

    kind: Literal["bullet", "ordered", "text"]
    text: str = ""
    list_id: int = 0


@dataclass
class _Counter:
    """The numbers of one abstract list by level, and which list of ours each level is in."""

    numbers: dict[int, int] = field(default_factory=dict)
    lists: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file; labels are asked for in the order of the text."""

    def __init__(self, root: etree._Element | None) -> None:
        every = [] if root is None else list(root)
        self._abstract = {e.get(W + "abstractNumId", ""): e for e in every if e.tag == W + "abstractNum"}
        self._numbers = {e.get(W + "numId", ""): e for e in every if e.tag == W + "num"}
        self._counters: dict[str, _Counter] = {}
        self._started: set[str] = set()
        self._lists = 0

    def label(self, number: str, level: int) -> Label | None:
        """Return the label of the next item, None where the list prints nothing."""
        abstract = self._of(number)
        form = self._level(number, abstract, level)
        if form is None:
            return None
        kind = val(form, "numFmt")
        if kind in ("bullet", "none"):
            return Label("bullet") if kind == "bullet" else None
        counter = self._counters.setdefault(abstract, _Counter())
        self._count(counter, number, abstract, level)
        pattern = val(form, "lvlText")[:_MOST_LABEL]
        text = re.sub(r"%([1-9])", lambda found: self._part(counter, number, abstract, int(found[1]) - 1), pattern)
        plain = kind == "decimal" or (kind == "lowerLetter" and level > 0)
        if plain and pattern.count("%") == 1 and level in counter.lists:
            return Label("ordered", text, counter.lists[level])
        return Label("text", text)

    def _count(self, counter: _Counter, number: str, abstract: str, level: int) -> None:
        form = self._level(number, abstract, level)
        start = whole(val(form, "start"), 1)
        override = self._override(number, level)
        if f"{number}/{level}" not in self._started and override is not None and val(override, "startOverride"):
            start = whole(val(override, "startOverride"), 1)
            counter.numbers.pop(level, None)
        self._started.add(f"{number}/{level}")
        fresh = level not in counter.numbers
        counter.numbers[level] = start if fresh else counter.numbers[level] + 1
        for deeper in range(level + 1, _DEEPEST + 1):
            counter.numbers.pop(deeper, None)
        if fresh:
            counter.lists.pop(level, None)
            if start == 1:
                self._lists += 1
                counter.lists[level] = self._lists

    def _of(self, number: str) -> str:
        """Return the abstract list of a number, through the list style that it may only point to."""
        id = val(self._numbers.get(number), "abstractNumId")
        link = val(self._abstract.get(id), "numStyleLink")
        linked = (key for key, each in self._abstract.items() if link and val(each, "styleLink") == link)
        return next(linked, id)

    def _override(self, number: str, level: int) -> etree._Element | None:
        found = self._numbers.get(number)
        overrides = [] if found is None else found.findall(W + "lvlOverride")
        return next((each for each in overrides if each.get(W + "ilvl") == str(level)), None)

    def _level(self, number: str, abstract: str, level: int) -> etree._Element | None:
        override, base = self._override(number, level), self._abstract.get(abstract)
        own = None if override is None else override.find(W + "lvl")
        if own is not None or base is None:
            return own
        return next((each for each in base.findall(W + "lvl") if each.get(W + "ilvl") == str(level)), None)

    def _part(self, counter: _Counter, number: str, abstract: str, level: int) -> str:
        n = counter.numbers.get(level, 1)
        kind = val(self._level(number, abstract, level), "numFmt")
        if kind in ("lowerRoman", "upperRoman") and 0 < n < 4000:
            return roman(n) if kind == "upperRoman" else roman(n).lower()
        if kind in ("lowerLetter", "upperLetter") and n:
            letter = chr(ord("a") + (n - 1) % 26)
            return letter.upper() if kind == "upperLetter" else letter
        return f"{n:02d}" if kind == "decimalZero" else str(n)
