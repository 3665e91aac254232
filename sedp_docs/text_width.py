"""How wide a text is in Times New Roman: what rule lines (NĐ 30, Phụ lục I, II.1.b, II.2.b, II.5.b) are measured by. Pure."""

from __future__ import annotations

import unicodedata
from typing import Literal

from sedp_docs.text import NBSP
from sedp_docs.text_metrics import DEFAULT, EM, WIDTHS

Face = Literal["regular", "bold", "italic", "bold_italic"]
MM_PER_PT = 25.4 / 72
RULE_SHARE, RULE_MOST = 0.4, 0.48
"""Length of a rule line as a share of its text; the decree wants 1/3 to 1/2."""
_HORN = "\u031b"
_HORNED = {"o": "ơ", "O": "Ơ", "u": "ư", "U": "Ư"}


def width(text: str, size: float, face: Face = "regular") -> float:
    """Return the width in mm of one line of text at `size` pt."""
    table = WIDTHS[face]
    units = sum(table.get(c, DEFAULT) for c in _bases(text))
    return units / EM * size * MM_PER_PT


def _bases(text: str) -> list[str]:
    """Return the letters without their marks; a horn makes a letter of its own."""
    out: list[str] = []
    for c in unicodedata.normalize("NFD", text.replace(NBSP, " ")):
        if c == _HORN and out:
            out[-1] = _HORNED.get(out[-1], out[-1])
        elif not unicodedata.combining(c):
            out.append(c)
    return out


def wrapped(text: str, limit: float, size: float, face: Face = "regular") -> list[str]:
    """Break a text into lines at most `limit` mm wide, as Word does: at spaces and at its own line breaks."""
    return [line for part in text.split("\n") for line in _wrapped(part, limit, size, face)]


def _wrapped(text: str, limit: float, size: float, face: Face) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and width(longer, size, face) > limit:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def rule_length(text: str, limit: float, size: float, face: Face = "bold") -> float:
    """Return the length in mm of the rule under a text that wraps at `limit` mm.

    It is RULE_SHARE of the longest line, and at most RULE_MOST of what follows the last line break ("XÃ NẬM THOONG" under
    "ỦY BAN NHÂN DÂN"), so that it keeps within the decree whichever of the two lines it is measured by.
    """
    above = _longest(text, limit, size, face)
    last = _longest(text.rpartition("\n")[2], limit, size, face)
    return min(RULE_SHARE * above, RULE_MOST * last)


def _longest(text: str, limit: float, size: float, face: Face) -> float:
    return max(width(line, size, face) for line in wrapped(text, limit, size, face))
