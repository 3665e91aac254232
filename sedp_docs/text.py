"""Vietnamese text: numbers, dates, keys and their parsing. Pure; knows nothing of plans."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

NBSP = "\u00a0"
DASH = "–"
_WIDE = Context(prec=100)
_MARKS = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """Return `text` in NFC, the form that state exchange uses (TCVN 6909:2001)."""
    return unicodedata.normalize("NFC", text)


def slug(title: str, separator: str = "_") -> str:
    """Return the key of a Vietnamese title: "Năm kế hoạch" → "nam_ke_hoach"."""
    plain = unicodedata.normalize("NFD", title.translate(_MARKS))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", separator, letters).strip(separator)


def rounded(amount: Decimal, decimals: int) -> Decimal:
    """Round half up, once, to the printed decimals (docs/dinh-dang.md)."""
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def number(amount: Decimal, decimals: int) -> str:
    """Format a number the Vietnamese way: 12345.6 → "12.345,6"."""
    text = f"{rounded(amount, decimals):,.{decimals}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.translate(str.maketrans(",.", ".,"))


def with_unit(text: str, unit: str) -> str:
    """Join a number and its unit: "5,2%" without a space, "330 ha" with a no-break space."""
    if not unit:
        return text
    return text + unit if unit in ("%", "‰") else text + NBSP + unit


def long_date(day: date) -> str:
    """Return "ngày 05 tháng 02 năm 2025": a zero before days under 10 and months 1 and 2 (NĐ 30, Phụ lục I, II.4.b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """Return "05/12/2024", for tables and citations."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def sentence_list(items: Iterable[str]) -> str:
    """Join items as a sentence does: "lúa, ngô và sắn"."""
    *head, last = items or [""]
    return f"{', '.join(head)} và {last}" if head else last


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return a name as it stands inside a sentence: "Tỷ lệ hộ nghèo" → "tỷ lệ hộ nghèo"; "GRDP" stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return the known names most like `word`, best first; accents and case do not count."""
    table = {slug(name, "."): name for name in known}
    return [table[key] for key in difflib.get_close_matches(slug(word, "."), table, n=count, cutoff=0.6)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "có phải là a, b?" for a mistyped name, or an empty text when nothing is near."""
    near = nearest(word, known)
    return f"có phải là {', '.join(near)}?" if near else ""


def shortened(text: str, length: int = 40) -> str:
    """Return `text` on one line, cut for a message when it is long."""
    text = re.sub(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*", " ", text)
    return text if len(text) <= length else text[:length] + "…"


def roman(n: int) -> str:
    """Return a Roman numeral, 1–3999."""
    pairs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    out = ""
    for value, sign in pairs:
        while n >= value:
            out, n = out + sign, n - value
    return out


_BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def bad_character(text: str) -> str:
    """Return the name of the first character that no document may carry ("U+0000"), or an empty text.

    Control characters, odd line breaks, lone surrogates, noncharacters and private-use characters make invalid XML or
    mean nothing.
    """
    found = _BAD_CHARACTER.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""
