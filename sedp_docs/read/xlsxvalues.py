"""Values of workbook cells: numbers as Excel shows them, days from serial numbers, texts with their escapes undone."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from sedp_docs.text import nfc

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"\r\n?")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NO_LETTERS = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|AM/PM|A/P', re.IGNORECASE)
"""What a number format prints as it is, or that is no letter of a day: quoted, escaped, padding, colours and locales."""

_LEAP_BUG = 60
"""Excel counts a 29 February 1900 that never was."""

_BUILTIN_DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)})
_BUILTIN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 45, 47})
"""Formats without a code of their own (ECMA-376-1, 18.8.30; 27–36 and 50–58 are days or times of East Asian versions)."""

_BUILTIN_PERCENTS = frozenset({9, 10})

Shown = Literal["", "day", "time", "percent"]


_BUILTIN: Mapping[Shown, frozenset[int]] = {"day": _BUILTIN_DAYS, "time": _BUILTIN_TIMES, "percent": _BUILTIN_PERCENTS}


def number_text(raw: str) -> str | None:
    """Return the digits that Excel shows for a stored number: 15 significant ones, without exponent; None if it is none.

    "12.10" → "12.1", "1E-2" → "0.01", "12.299999999999999" → "12.3".
    """
    raw = raw.strip()
    if not _NUMBER.fullmatch(raw) or math.isinf(float(raw)):
        return None
    text = f"{float(raw):.15g}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def day_text(number: str, from_1904: bool) -> str | None:
    """Return the day of a serial number as 2024-12-05, its time of day left out; None for what is no day.

    Args:
        number: digits as of `number_text`.
        from_1904: whether the workbook counts from 1 January 1904 (old Macintosh) instead of 1900.
    """
    serial = math.floor(float(number))
    if serial < (0 if from_1904 else 1) or (serial == _LEAP_BUG and not from_1904):
        return None
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30 + (serial < _LEAP_BUG))
    try:
        return (start + timedelta(serial)).isoformat()
    except OverflowError:
        return None


def time_text(number: str) -> str | None:
    """Return the time of day of a fraction of a day as 08:30; None when it is no such fraction."""
    fraction = float(number)
    minutes = round(fraction * 24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if 0 <= fraction < 1 and minutes < 24 * 60 else None


def iso_day(raw: str) -> str | None:
    """Return the day of an ISO 8601 date or date and time, or None."""
    try:
        return date.fromisoformat(raw.strip()[:10]).isoformat()
    except ValueError:
        return None


def shown_as(format_id: int, code: str) -> Shown:
    """Tell whether a number format shows a day, only a time of day, a percentage, or a plain number.

    Args:
        format_id: its number in the workbook's styles.
        code: its own code, such as `[$-42A]dd/mm/yyyy;@`; empty for a built-in one.
    """
    if not code:
        return next((shown for shown, ids in _BUILTIN.items() if format_id in ids), "")
    if re.search(r"\[(?:h+|m+|s+)\]", code, re.IGNORECASE):
        return ""
    letters = _NO_LETTERS.sub("", code).split(";")[0].lower()
    if "%" in letters:
        return "percent"
    if re.search("[dy]", letters):
        return "day"
    if re.search("[hs]", letters):
        return "time"
    return "day" if "m" in letters else ""


def decoded(raw: str) -> str:
    """Return a text with `_x000D_`-style escapes undone (ECMA-376-1, 22.9.2.19), line ends as LF, in NFC."""
    if "_x" in raw:
        raw = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), raw)
        raw = _SURROGATES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), raw)
    if "\r" in raw:
        raw = _LINE_END.sub("\n", raw)
    return nfc(raw)
