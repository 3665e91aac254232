"""Citations of papers in running text: "số 15/BC-HĐND ngày 12/12/2024 của Ban Kinh tế - Xã hội". Pure; knows no plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sedp_docs.text import nfc, slug

_NUMBER = r"(?<![\w/.,-])(?P<number>\d{1,5}[A-Za-z]?/(?:\d{4}/)?[A-ZĐƯ][A-Za-zĐđƯư]*\d*(?:-[A-ZĐƯ][A-Za-zĐđƯư&]*)*)(?![\w/])"
_DAY = r"(?:[\s,]+(?:ký\s+)?ngày\s+(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<year>\d{4}))?"
_AFTER = r"\s+(?:về|V/v|ban hành|phê duyệt|thông qua|quyết định|quy định)\b|[,.;:()\n]|$"
_BODY = rf"(?:\s+của\s+(?P<body>[^,.;:()\n]{{1,120}}?)(?={_AFTER}))?"
_TIER = re.compile(r"\b(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh|thành phố)\b", re.IGNORECASE)
_CITATION = re.compile(_NUMBER + _DAY + _BODY)


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper named by its number; `day` and `body` as far as the text says them."""

    number: str
    day: date | None = None
    body: str = ""

    @property
    def key(self) -> str:
        """Return the number as it is compared: "05/KH-UBND" and "5/kh-ubnd" are one."""
        return slug(self.number.lstrip("0"), "/")

    def same_body(self, other: Citation) -> bool:
        """Tell whether two citations may mean one issuer: not when one names a commune and the other a district."""
        one, two = ({word.lower() for word in _TIER.findall(each.body)} for each in (self, other))
        return not one or not two or bool(one & two)


def paper_citations(text: str) -> Iterator[Citation]:
    """Yield the papers that a text cites by number; a bare "22/25" is none, for the part behind the slash has letters.

    >>> next(paper_citations("Báo cáo số 15/BC-HĐND ngày 12/12/2024 của Ban Kinh tế - Xã hội")).day
    datetime.date(2024, 12, 12)
    """
    for found in _CITATION.finditer(nfc(text)):
        if "-" in found["number"] or found["number"].count("/") > 1:
            yield Citation(found["number"], _day(found), (found["body"] or "").strip())


def _day(found: re.Match[str]) -> date | None:
    if not found["day"]:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
