"""What a file that a person edited says otherwise than the plan: numbers, paragraph by paragraph and cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sedp_docs.report.types import Report, Table
from sedp_docs.text import number
from sedp_docs.textdiff import PlacedText, regions

_NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,]\d+)*(?![\w])")
_YEAR = re.compile(r"\bnăm\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_CELL = ("bảng ", "trang tính ")
_ALIKE = 0.4
"""Share of words that two paragraphs must have in common to be one paragraph that was edited."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A number of the plan that an edited file does not have at its place; `found` is what stands there, or nothing."""

    place: str
    expected: str
    found: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person did to a file: numbers that are not the plan's, and how many places say it in other words."""

    deviations: tuple[Deviation, ...]
    words: int


def edits(ours: Sequence[PlacedText], edited: Sequence[PlacedText], printed: Mapping[Decimal, str]) -> Edits:
    """Compare an edited file with what we would print.

    Args:
        ours: the texts of our file, with their places.
        edited: those of the edited one.
        printed: the numbers of the plan that the document prints, with the names of their figures.
    """
    found: list[Deviation] = []
    words = 0
    for old, new in (pair for region in regions(ours, edited) for pair in _pairs(*region)):
        deviating = list(_deviations(old, new, printed)) if old else []
        found += deviating
        words += not deviating
    return Edits(tuple(found), words)


def printed_numbers(report: Report) -> dict[Decimal, str]:
    """Return the numbers of the plan that a document prints, with the name of the first figure that has each."""
    out: dict[Decimal, str] = {}
    for name, cell in report.figures.items():
        for each in numbers(cell.text):
            out.setdefault(each, name)
    for table in report.tables.values():
        for name, amount in _cells(table):
            out.setdefault(amount, name)
    return out


def _cells(table: Table) -> Iterator[tuple[str, Decimal]]:
    for row in table.rows:
        first = next((cell.text for cell in row.cells.values() if cell.raw is None and cell.text), "")
        for column, cell in row.cells.items():
            if cell.raw is not None:
                for amount in {*numbers(cell.text), cell.raw}:
                    yield cell.figure or f"{table.layout.id}/{first}/{column}", amount


def numbers(text: str) -> list[Decimal]:
    """Return the numbers in a text as it prints them ("1.234,5"); years are none."""
    found = (_value(match.group()) for match in _NUMBER.finditer(_YEAR.sub(" ", text)))
    return [value for value in found if value is not None]


def _value(text: str) -> Decimal | None:
    plain = text.replace("−", "-")
    plain = plain.replace(".", "") if _THOUSANDS.fullmatch(text) else plain
    with suppress(InvalidOperation):
        return Decimal(plain.replace(",", "."))
    return None  # 1.2.3 or 05.12: a number of a section, a day


def _deviations(old: PlacedText, new: PlacedText | None, printed: Mapping[Decimal, str]) -> Iterator[Deviation]:
    before, after = Counter(numbers(old[1])), Counter(numbers(new[1] if new else ""))
    instead = [_shown(each) for each in (after - before).elements()]
    for amount in (before - after).elements():
        if amount in printed:
            yield Deviation(old[0], _shown(amount), ", ".join(instead), printed[amount])


def _shown(amount: Decimal) -> str:
    return number(amount, max(0, -int(amount.as_tuple().exponent)))


def _pairs(
    old: Sequence[PlacedText], new: Sequence[PlacedText]
) -> Iterator[tuple[PlacedText, PlacedText | None] | tuple[None, PlacedText]]:
    """Pair what differs: one by one where there are as many, else cells by their place and paragraphs by their words."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    rest = list(new)
    for each in old:
        other = _same_cell(each, rest) or _most_alike(each, rest)
        if other:
            rest.remove(other)
        yield each, other
    yield from ((None, each) for each in rest)


def _same_cell(text: PlacedText, others: Sequence[PlacedText]) -> PlacedText | None:
    return next((each for each in others if each[0] == text[0]), None) if text[0].startswith(_CELL) else None


def _most_alike(text: PlacedText, others: Sequence[PlacedText]) -> PlacedText | None:
    if text[0].startswith(_CELL):
        return None
    words = Counter(text[1].split())
    shared = [(_share(words, Counter(each[1].split())), n) for n, each in enumerate(others)]
    best, at = max(shared, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
    return others[at] if best >= _ALIKE else None


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
