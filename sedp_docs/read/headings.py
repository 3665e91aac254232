"""Which prescribed heading a line of a Word file stands for, also after somebody changed its words or its number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sedp_docs.catalog import Outline
from sedp_docs.report.proseform import heading_lines
from sedp_docs.text import nfc, slug

Change = Literal["", "words", "number"]
_NUMBERED = re.compile(
    r"(?P<part>phần\s+)?(?P<number>[ivxlc]+|[0-9]{1,3}(?:\.[0-9]{1,3})*)(?:\s*[.):]\s*|\s*[-–]\s+|\s+|$)(?P<words>.*)",
    re.IGNORECASE,
)
_SAME, _LIKE, _ALIKE = 0.6, 0.8, 0.85
"""How like two titles are: with the same number · with another number · where nothing but the text says that it is a heading."""

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Heading:
    """A prescribed heading: its key, its place in the outline (`order`), its title as words to compare and as printed."""

    key: str
    above: str
    order: int
    depth: int
    number: str
    words: str
    shown: str


@dataclass(frozen=True, slots=True)
class Found:
    """A prescribed heading that a line stands for, and what was changed in the line."""

    heading: Heading
    change: Change = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """A line taken apart: "2.1. Lĩnh vực kinh tế" has a number and words, "PHẦN I" is the number of a part."""

    number: str
    words: str
    part: bool

    def numbers(self, heading: Heading) -> bool:
        """Tell whether this line has the heading's number."""
        return self.number == heading.number.upper() and (self.part or heading.depth > 0 or bool(self.words))


def _headings_of(outline: Outline) -> list[Heading]:
    """Return the headings of an outline whose titles are filled in."""
    above: list[str] = []
    out: list[Heading] = []
    for order, (key, depth, section) in enumerate(outline.walk()):
        above[depth:] = [key]
        shown = " ".join(heading_lines(depth, section))
        out.append(Heading(key, above[depth - 1] if depth else "", order, depth, section.number, slug(section.title), shown))
    return out


class Matcher:
    """Finds the heading of one line after the other; what was found before tells equal titles apart."""

    def __init__(self, outline: Outline) -> None:
        self.headings = {heading.key: heading for heading in _headings_of(outline)}
        self.used: set[str] = set()
        self.at: Heading | None = None

    def find(self, text: str, level: int) -> Found | None:
        """Return what a line stands for, None for no heading of the outline.

        Args:
            text: the line.
            level: 1 to 9 where the file says that it is a heading, 0 for plain text, which must be very like one.
        """
        said = _said(text)
        found = self._styled(said, level) if level else self._plain(said, len(text))
        if found:
            self.at = found.heading
            self.used.add(found.heading.key)
        return found

    def _styled(self, said: _Said, level: int) -> Found | None:
        exact = self._best((h for h in self.headings.values() if said.words and h.words == said.words), said)
        if exact:
            return Found(exact, "" if said.numbers(exact) else "number")
        near = self._best((h for h in self._here(said) if not said.words or _likeness(h.words, said.words) >= _SAME), said)
        if near:
            return Found(near, "words" if said.words else "")
        like = self._best(self._most_like(said.words), said)
        if like:
            return Found(like, "words" if said.numbers(like) else "number")
        renamed = (h for h in self._here(said) if h.key not in self.used and self._after(h) and h.depth + 1 == level)
        other = self._best(renamed, said)
        return Found(other, "words") if other else None

    def _plain(self, said: _Said, length: int) -> Found | None:
        if length > _LONGEST or not said.number:
            return None
        free = [h for h in self._here(said) if h.key not in self.used]
        exact = self._best((h for h in free if h.words == said.words or (said.part and not said.words)), said)
        if exact:
            return Found(exact)
        near = self._best((h for h in free if _likeness(h.words, said.words) >= _ALIKE), said)
        return Found(near, "words") if near else None

    def _here(self, said: _Said) -> Iterator[Heading]:
        """Yield the headings with this number that may stand here: below the present one or one of those above it."""
        above = self._above()
        for heading in self.headings.values():
            if said.numbers(heading) and heading.above in above and said.part == (heading.depth == 0):
                yield heading

    def _above(self) -> list[str]:
        """Return the keys that may have sections here: the present heading's own, then those above it, then the whole."""
        out, key = [], self.at.key if self.at else ""
        while key:
            out.append(key)
            key = self.headings[key].above
        return [*out, ""]

    def _after(self, heading: Heading) -> bool:
        return self.at is None or heading.order > self.at.order

    def _most_like(self, words: str) -> list[Heading]:
        scored = [(_likeness(h.words, words), h) for h in self.headings.values()] if words else []
        best = max((score for score, _ in scored), default=0.0)
        return [h for score, h in scored if score == best] if best >= _LIKE else []

    def _best(self, candidates: Iterable[Heading], said: _Said) -> Heading | None:
        """Return the likeliest of some headings: same number, nearest in the tree, not yet there, next in order."""
        above = self._above()

        def rank(heading: Heading) -> tuple[bool, int, bool, bool, int]:
            near = above.index(heading.above) if heading.above in above else len(above)
            return (not said.numbers(heading), near, heading.key in self.used, not self._after(heading), heading.order)

        return min(candidates, key=rank, default=None)


def _said(text: str) -> _Said:
    plain = " ".join(nfc(text).split())
    found = _NUMBERED.fullmatch(plain)
    if not found:
        return _Said("", slug(plain), False)
    return _Said(found["number"].upper(), slug(found["words"]), found["part"] is not None)


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other[:_LONGEST], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _SAME else 0.0
