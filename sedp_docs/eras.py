"""What the date of a document decides: the tiers and organs that exist, their names, the legal bases in force.

A plan's procedure may be older than its era: the era follows from the day, never from the profile. What no text confirms
stays empty here and is a setting of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from sedp_docs.evidence import Sourced
from sedp_docs.model import LevelId, Plan
from sedp_docs.model.base import titled
from sedp_docs.model.unit import UnitKind
from sedp_docs.model.values import Day, Flag
from sedp_docs.text import long_date

LawStyle = Literal["ngay", "so"]
LAW = "Luật"
RESOLUTION = "nghi-quyet"
"""The document whose laws are cited as the council does; the others follow NĐ 30, which leaves out a law's number."""


class Organ(Sourced):
    """Who plays a role in planning; a name for some kinds of unit only stands before the one for all."""

    role: str = titled("Vai trò")
    name: str = titled("Tên", pattern=r"\S")
    kinds: tuple[UnitKind, ...] = titled("Loại đơn vị", default=(), help="Chỉ với loại đơn vị này; trống: mọi loại")


class FormerName(Sourced):
    """A name that is no longer right, and what stands in its place ("" when nothing does)."""

    name: str = titled("Tên", pattern=r"\S")
    spellings: tuple[str, ...] = titled("Viết khác", default=(), help="Các cách viết khác của cùng tên")
    now: str = titled("Nay là", default="")
    urban_now: str = titled("Nay là ở phường", default="")

    def successor(self, kind: str) -> str:
        """Return what a unit of this kind writes instead, or an empty text."""
        return self.urban_now if kind == "phường" and self.urban_now else self.now


class Habit(Sourced):
    """How papers of an era do something; without a value nobody has confirmed it, and the user decides."""

    value: str = titled("Giá trị", default="")
    seen: tuple[str, ...] = titled("Cũng gặp", default=(), help="Các cách khác đã thấy trong văn bản thật")


class Era(Sourced):
    """A period in which organs and habits stay the same; `start` and `end` are its first and last day."""

    id: str = titled("Mã")
    title: str = titled("Tên")
    start: Day | None = titled("Từ", default=None)
    end: Day | None = titled("Đến", default=None)
    levels: tuple[LevelId, ...] = titled("Cấp", help="Các cấp lập kế hoạch của thời kỳ")
    gone: tuple[UnitKind, ...] = titled("Loại đơn vị không còn", default=())
    organs: tuple[Organ, ...] = titled("Cơ quan", default=())
    former: tuple[FormerName, ...] = titled("Tên cũ", default=())
    law_citation: Habit = titled("Kiểu viện dẫn luật", help="ngay hoặc so: nghị quyết HĐND gọi luật theo ngày hay theo số")
    base_paper: Habit = titled("Văn bản gốc", help="KH, BC hoặc TTr: văn bản của UBND mà nghị quyết xét")
    verb: Habit = titled("Động từ Điều 1", help="HĐND làm gì với kế hoạch ở Điều 1 của nghị quyết")
    number_form: Habit = titled("Số có năm", help="co: 11/2011/NQ-HĐND; khong: 62/NQ-HĐND")

    def covers(self, day: date) -> bool:
        """Tell whether a document of this day belongs to the era."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def organ(self, role: str, kind: str = "") -> str:
        """Return the name of the organ in a role, for a unit of a kind; an empty text when there is none."""
        fitting = [organ for organ in self.organs if organ.role == role and (not organ.kinds or kind in organ.kinds)]
        return max(fitting, key=lambda organ: len(organ.kinds)).name if fitting else ""


class LegalBase(Sourced):
    """A text that plans rest on, with its validity as far as a text confirms it; an empty day is unknown, not open."""

    id: str = titled("Mã")
    kind: str = titled("Loại", help="Luật, Nghị định, Quyết định …")
    name: str = titled("Tên", help="Như viết trong căn cứ, có từ chỉ loại")
    number: str = titled("Số")
    day: Day | None = titled("Ngày", default=None, help="Ngày thông qua hoặc ký")
    start: Day | None = titled("Từ", default=None, help="Ngày bắt đầu có hiệu lực")
    end: Day | None = titled("Đến", default=None, help="Ngày cuối còn hiệu lực, khi không suy ra được từ văn bản thay thế")
    by_budget_year: Flag = titled("Theo năm ngân sách", default=False, help="Áp dụng cho ngân sách từ năm này, lập từ năm trước")
    replaced_by: tuple[str, ...] = titled("Thay bằng", default=())
    levels: tuple[LevelId, ...] = titled("Cấp", default=(), help="Các cấp dùng; trống: mọi cấp")
    documents: tuple[str, ...] = titled("Tài liệu", default=(), help="Các tài liệu mà tệp kế hoạch mới ghi sẵn căn cứ này")

    def cited(self, style: LawStyle) -> str:
        """Return "Luật … ngày 19 tháng 6 năm 2015" or "Luật … số 72/2025/QH15"; other texts than laws have both."""
        dated = [long_date(self.day)] if self.day else []
        numbered = [f"số {self.number}"]
        if self.kind != LAW:
            return " ".join([self.name, *numbered, *dated])
        return " ".join([self.name, *(dated if style == "ngay" and dated else numbered)])


Bases = Mapping[str, LegalBase]


def era_of(day: date, eras: Sequence[Era]) -> Era:
    """Return the era of a day; eras follow each other without a gap."""
    return next(era for era in eras if era.covers(day))


def plan_day(plan: Plan) -> date:
    """Return the day that stands for an undated paper: cut-off, else the session's opening, else 1 July of year X.

    On 1 July the papers of the planning round (July to December of year X) have their names and bases settled.
    """
    return plan.cut_off or plan.opening or date(plan.report_year, 7, 1)


def paper_day(plan: Plan, id: str) -> date:
    """Return the day of a document by its id, or the day that stands for it while it has none."""
    paper = plan.papers.get(id)
    return (paper.day if paper else None) or plan_day(plan)


def expired(base: LegalBase, bases: Bases, day: date) -> bool:
    """Tell whether a base is known to be out of force on a day: its own end, or the start of what replaced it."""
    return bool(base.end and base.end < day) or any(each.start and each.start <= day for each in _after(base, bases))


def begun(base: LegalBase, day: date, plan_year: int) -> bool:
    """Tell whether a base may be cited on a day in a plan for a year; what is not known to be later counts as begun."""
    if base.by_budget_year and base.start and plan_year >= base.start.year:
        return base.day is None or base.day <= day
    return (base.start or base.day or day) <= day


def successor(base: LegalBase, bases: Bases, day: date) -> LegalBase | None:
    """Return what stands in the place of an expired base on a day, as far as it is known."""
    known = [each for each in _after(base, bases) if (each.start or each.day or day) <= day and not expired(each, bases, day)]
    return known[0] if known else None


def _after(base: LegalBase, bases: Bases) -> list[LegalBase]:
    """Return all that replaced a base, and what replaced that."""
    found: dict[str, LegalBase] = {}
    open_codes = list(base.replaced_by)
    while open_codes:
        code = open_codes.pop(0)
        if code not in found:
            found[code] = bases[code]
            open_codes += bases[code].replaced_by
    return list(found.values())


def usual_bases(document: str, level: LevelId, day: date, plan_year: int, eras: Sequence[Era], bases: Bases) -> list[str]:
    """Return the bases that a new plan's document rests on, as printed; only those that a text confirms."""
    style: LawStyle = "so" if document == RESOLUTION and era_of(day, eras).law_citation.value == "so" else "ngay"
    return [
        base.cited(style)
        for base in bases.values()
        if document in base.documents
        and level in (base.levels or (level,))
        and base.evidence == "found"
        and begun(base, day, plan_year)
        and not any(begun(later, day, plan_year) for later in _after(base, bases))
    ]


_DATE = r"(\d{1,2})(?: tháng |/|-|\.)(\d{1,2})(?: năm |/|-|\.)(\d{4})"
_DATED = re.compile(rf"(?: \(sửa đổi\))?(?:,? số [\w/-]+)?,? ngày {_DATE}")
_YEAR = re.compile(r"(?:,? số [\w/-]+)?,? năm (\d{4})\b|,? (\d{4})\b")


def bases_in(text: str, bases: Bases) -> Iterator[tuple[LegalBase, str]]:
    """Yield each known base that a text cites, with the words of the citation, once per base.

    A base is known by its number, by its name and day, or by its name and year when only one of that name has the year.
    """
    words = " ".join(text.split())
    lowered = words.lower()
    if not any(character.isdigit() for character in words):
        return
    for base in bases.values():
        numbered, named = base.number.lower() in lowered, base.name.lower() in lowered
        found = (numbered and _by_number(base, words)) or (named and _by_name(base, words, bases))
        if found:
            yield base, found


def _by_number(base: LegalBase, words: str) -> str:
    found = re.search(rf"(?<![\w/]){re.escape(base.number)}(?![\w/])", words, re.IGNORECASE)
    return f"{base.kind} số {base.number}" if found else ""


def _by_name(base: LegalBase, words: str, bases: Bases) -> str:
    for found in re.finditer(rf"(?<!\w){re.escape(base.name)}(?!\w)", words, re.IGNORECASE):
        dated = _DATED.match(words, found.end())
        if dated and base.day and _day(dated) == base.day:
            return words[found.start() : dated.end()]
        year = None if dated else _YEAR.match(words, found.end())
        if year and base.day and int(year[1] or year[2]) == base.day.year and _alone(base, bases):
            return words[found.start() : year.end()]
    return ""


def _alone(base: LegalBase, bases: Bases) -> bool:
    same = [
        each for each in bases.values() if each.name == base.name and each.day and base.day and each.day.year == base.day.year
    ]
    return len(same) == 1


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def cited_day(text: str) -> date | None:
    """Return the day of the paper that a line of legal bases cites: the first "ngày …" in it."""
    found = re.search(rf"(?<!đến )(?<!từ )ngày {_DATE}", " ".join(text.split()))
    return _day(found) if found else None
