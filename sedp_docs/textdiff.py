"""What differs between two texts, paragraph by paragraph. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

PlacedText = tuple[str, str]
"""A place ("đoạn 12", "bảng 3, dòng 4, cột 2") and the text there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that differs; `old` or `new` is empty where it was added or dropped."""

    place: str
    old: str
    new: str


def differences(old: Sequence[PlacedText], new: Sequence[PlacedText]) -> tuple[Difference, ...]:
    """Return the differing paragraphs in the order of the text; the place is the old text's where it has one."""
    return tuple(_difference(a, b) for left, right in regions(old, new) for a, b in zip_longest(left, right))


def regions(old: Sequence[PlacedText], new: Sequence[PlacedText]) -> list[tuple[Sequence[PlacedText], Sequence[PlacedText]]]:
    """Return the stretches of two texts that differ, in order; what stands around them is the same in both."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    matcher = difflib.SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    return [(old[i1:i2], new[j1:j2]) for kind, i1, i2, j1, j2 in matcher.get_opcodes() if kind != "equal"]


def _common(old: Sequence[PlacedText], new: Sequence[PlacedText]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, ((_, a), (_, b)) in pairs if a != b), min(len(old), len(new)))


def _difference(old: PlacedText | None, new: PlacedText | None) -> Difference:
    return Difference((old or new or ("", ""))[0], old[1] if old else "", new[1] if new else "")
