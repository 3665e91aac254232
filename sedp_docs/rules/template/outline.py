"""Rules on the prescribed outline: every heading there, in its words, in its order, with its text below it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sedp_docs.catalog import Outline, Section
from sedp_docs.report.fields import TITLE_SLOTS
from sedp_docs.report.template import DOCUMENT, Paragraph
from sedp_docs.rules.template.registry import Case, Finding, rule
from sedp_docs.text import capital, shortened

_SLOT = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}")
_NUMBERED = re.compile(r"(phần\s+)?([ivx]+|\d+(?:\.\d+)*)\s*[.):\s-]\s*(\S.*)")
_PART = re.compile(r"phần\s+[ivx]+[.:]?")
_NEAR = 0.6
_LONGEST = 1_000
_MOST_COMPARED = 300
"""Paragraphs that are compared with one missing heading."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A prescribed heading: its key, its words to compare and to show."""

    key: str
    words: str
    shown: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that looks like a heading, with its words to compare."""

    paragraph: Paragraph
    words: str


@dataclass(frozen=True)
class _Match:
    """Which heading stands where: pairs in order, headings that have no paragraph, paragraphs that have no heading."""

    headings: Sequence[_Heading]
    lines: Sequence[_Line]
    pairs: dict[int, int]

    def before(self, heading: int) -> int:
        """Return the line of the nearest matched heading above, -1 if there is none."""
        return max((line for h, line in self.pairs.items() if h < heading), default=-1)

    def after(self, heading: int) -> int:
        """Return the line of the nearest matched heading below."""
        return min((line for h, line in self.pairs.items() if h > heading), default=len(self.lines))

    def free(self) -> list[int]:
        """Return the lines that match no heading."""
        taken = set(self.pairs.values())
        return [n for n in range(len(self.lines)) if n not in taken]

    def elsewhere(self, heading: int) -> int | None:
        """Return the line where an unmatched heading stands out of order."""
        return next((n for n in self.free() if self.lines[n].words == self.headings[heading].words), None)

    def changed(self, heading: int) -> int | None:
        """Return the line that is most like an unmatched heading and stands where it should."""
        between = range(self.before(heading) + 1, self.after(heading))[:_MOST_COMPARED]
        wanted = self.headings[heading].words
        known = {each.words for each in self.headings}
        scored = [(_likeness(wanted, self.lines[n].words), -n) for n in between if self.lines[n].words not in known]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] >= _NEAR else None


@rule("MAU-30", "Mẫu theo đề cương phải có đủ các đề mục của quy trình")
def missing_heading(case: Case) -> Iterator[Finding]:
    """A report without a prescribed heading is sent back."""
    match = _match(case)
    for n, heading in enumerate(match.headings):
        if n not in match.pairs and match.elsewhere(n) is None and match.changed(n) is None:
            at = match.before(n)
            above = match.lines[at].paragraph if at >= 0 else None
            where = "sau đề mục này" if above else "ở đầu văn bản"
            yield Finding(above, f"thiếu đề mục “{heading.shown}”", f"thêm đề mục đó {where}")


@rule("MAU-31", "Đề mục phải đúng chữ, đúng số của đề cương")
def changed_heading(case: Case) -> Iterator[Finding]:
    """The words of headings are prescribed; the years and the kind of unit are tags."""
    match = _match(case)
    for n, heading in enumerate(match.headings):
        at = match.changed(n) if n not in match.pairs and match.elsewhere(n) is None else None
        if at is not None:
            paragraph = match.lines[at].paragraph
            said = " ".join(paragraph.text.split())
            yield Finding(paragraph, f"đề mục “{shortened(said, 120)}” khác đề cương", f"viết: “{heading.shown}”")


@rule("MAU-32", "Đề mục phải theo thứ tự của đề cương")
def heading_order(case: Case) -> Iterator[Finding]:
    """Order is prescribed too."""
    match = _match(case)
    for n, heading in enumerate(match.headings):
        at = match.elsewhere(n) if n not in match.pairs else None
        if at is not None:
            before = match.headings[n - 1].shown if n else ""
            hint = f"chuyển đến sau đề mục “{shortened(before, 80)}”" if before else "chuyển lên đầu văn bản"
            yield Finding(match.lines[at].paragraph, f"đề mục “{shortened(heading.shown, 80)}” sai thứ tự", hint)


@rule("MAU-33", "Phần thuyết minh phải in dưới đề mục của nó", severity="warning")
def text_under_its_heading(case: Case) -> Iterator[Finding]:
    """The text of one section under another's heading would mislead."""
    match = _match(case)
    order = {(p.part, p.index): n for n, p in enumerate(case.template.paragraphs)}
    spots = [(order[_id(match.lines[line].paragraph)], match.headings[h]) for h, line in sorted(match.pairs.items())]
    for cited in case.cited:
        key = cited.path.removeprefix('muc["').removesuffix('"]')
        above = [heading for at, heading in spots if at < order[_id(cited.use.paragraph)]]
        if cited.path.startswith("muc[") and above and above[-1].key != key and any(each.key == key for _, each in spots):
            own = next(each.shown for _, each in spots if each.key == key)
            yield Finding(cited.use.paragraph, f"thuyết minh mục {key} đang in dưới đề mục “{shortened(above[-1].shown, 80)}”",
                          f"chuyển đến dưới đề mục “{shortened(own, 80)}”")  # fmt: skip


def _id(paragraph: Paragraph) -> tuple[str, int]:
    return paragraph.part, paragraph.index


def _match(case: Case) -> _Match:
    outline = case.catalog.level.outline
    if not case.form.has_outline or outline is None:
        return _Match((), (), {})
    return _matched(case)


@lru_cache(maxsize=4)
def _matched(case: Case) -> _Match:
    assert case.catalog.level.outline is not None
    headings, lines = _headings(case.catalog.level.outline), _lines(case)
    return _Match(headings, lines, _common([h.words for h in headings], [line.words for line in lines]))


def _headings(outline: Outline) -> list[_Heading]:
    return [_Heading(key, _normal(f"{_number(depth, section)} {section.title}"), _shown(depth, section))
            for key, depth, section in outline.walk()]  # fmt: skip


def _number(depth: int, section: Section) -> str:
    return f"phần {section.number}" if depth == 0 else section.number


def _shown(depth: int, section: Section) -> str:
    """Return a heading as the template should print it, slots as tags."""
    number = f"Phần {section.number}:" if depth == 0 else f"{section.number}{'' if '.' in section.number else '.'}"
    title = _SLOT.sub(lambda m: f"{{{{ {TITLE_SLOTS.get(m[1], m[1])} }}}}", section.title)
    return f"{number} {capital(title)}"


def _normal(text: str) -> str:
    """Return the words of a heading: letter case, points after numbers, breaks and filters do not count."""
    text = _SLOT.sub(lambda m: f"‹{TITLE_SLOTS.get(m[1], m[1])}›", _TAG.sub(lambda m: f"‹{m[1]}›", text))
    words = " ".join(text.casefold().split()).rstrip(" .:;")
    found = _NUMBERED.fullmatch(words)
    return f"{'phần ' if found[1] else ''}{found[2]} {found[3]}" if found else words


def _lines(case: Case) -> list[_Line]:
    """Return the paragraphs outside of tables that could be headings; "PHẦN I" and its title may be two."""
    out: list[_Line] = []
    body = [p for p in case.template.paragraphs if p.part == DOCUMENT and not p.cells and 0 < len(p.text) < _LONGEST]
    for n, paragraph in enumerate(body):
        following = body[n + 1] if n + 1 < len(body) else None
        words = _normal(paragraph.text)
        if following is not None and _PART.fullmatch(words):
            out.append(_Line(paragraph, _normal(f"{words.rstrip('.:')} {following.text}")))
        elif _NUMBERED.fullmatch(words) or paragraph.style.startswith("Heading"):
            out.append(_Line(paragraph, words))
    return out


def _common(wanted: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """Return the longest run of headings that stand in order, as index of the heading → index of the line."""
    lengths = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(found))):
            same = wanted[i] == found[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(wanted) and j < len(found):
        if wanted[i] == found[j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
