"""What the date of a paper decides: legal bases in force, names that are still right, tiers that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sedp_docs.eras import (
    LAW,
    RESOLUTION,
    Era,
    FormerName,
    LegalBase,
    bases_in,
    begun,
    cited_day,
    era_of,
    expired,
    paper_day,
    plan_day,
    successor,
)
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.texts import sentences
from sedp_docs.text import short_date

_HISTORY = re.compile(
    r"\b(trước đây|trước kia|nay là|nay thuộc|cũ|trước khi|sáp nhập|sắp xếp|hợp nhất|giải thể|kết thúc hoạt động|thành lập|"
    r"bàn giao|chuyển giao|tiếp nhận|chuyển từ|thay thế|thay cho|không còn|không tổ chức|bỏ cấp)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAW_NUMBER = re.compile(r"(?<![\w/])\d+/\d{4}/QH\d+\b")


def _bases(case: Case) -> Iterator[tuple[Path, str, str]]:
    """Yield each line of legal bases as (place, document, text)."""
    for id, paper in case.plan.papers.items():
        for i, text in enumerate(paper.bases):
            yield ("van_ban", id, "can_cu", i), id, text


def _citing(case: Case) -> Iterator[tuple[Path, str, str]]:
    """Yield what may cite a legal base: the lines of bases, and sentences of prose that do not tell history."""
    yield from _bases(case)
    for path, sentence in sentences(case):
        if not _HISTORY.search(sentence):
            yield path, str(path[1]), sentence


@rule("TK-01", "Căn cứ pháp lý còn hiệu lực vào ngày văn bản", severity="warning")
def expired_base(case: Case) -> Iterator[Finding]:
    """A legal base, listed or cited in prose, was replaced before the day of the paper."""
    for path, document, text in _citing(case):
        day = paper_day(case.plan, document)
        for base, words in bases_in(text, case.catalog.bases):
            if expired(base, case.catalog.bases, day):
                yield Finding(path, f"“{words}” không còn hiệu lực ngày {short_date(day)}", _instead(case, base, day))


def _instead(case: Case, base: LegalBase, day: date) -> str:
    new = successor(base, case.catalog.bases, day)
    if new is None:
        return "thay bằng văn bản đang có hiệu lực, hoặc bỏ căn cứ này"
    started = f", có hiệu lực từ {short_date(new.start)}" if new.start else ""
    return f"thay bằng {new.cited('ngay')} (số {new.number}{started})"


@rule("TK-02", "Căn cứ pháp lý có trước văn bản", severity="warning")
def later_base(case: Case) -> Iterator[Finding]:
    """A legal base of a dated paper was issued later than the paper, or was not yet in force."""
    for path, document, text in _bases(case):
        day, later = case.plan.papers[document].day, cited_day(text)
        if day is None:
            continue
        if later and later > day:
            yield Finding(
                path,
                f"căn cứ ban hành ngày {short_date(later)}, sau ngày văn bản {short_date(day)}",
                "sửa ngày của căn cứ hoặc ngày văn bản",
            )
            continue
        for base, words in bases_in(text, case.catalog.bases):
            if not begun(base, day, case.plan.plan_year):
                since = short_date(base.start or base.day or day)
                yield Finding(
                    path,
                    f"“{words}” chưa có hiệu lực ngày {short_date(day)}",
                    f"văn bản này có hiệu lực từ {since}; xem lại căn cứ",
                )


@rule(
    "TK-03",
    "Luật được gọi theo thói quen của thời kỳ",
    severity="info",
    cite="NĐ 30/2020/NĐ-CP, Phụ lục I; nghị quyết HĐND các tỉnh từ tháng 7/2025",
)
def law_style(case: Case) -> Iterator[Finding]:
    """A law is cited by number where papers of the era cite it by day, or the other way round in a resolution.

    Since July 2025 resolutions cite laws by number, and other papers do both: those are left alone.
    """
    for path, document, text in _bases(case):
        by_number = era_of(paper_day(case.plan, document), case.catalog.eras).law_citation.value == "so"
        numbered = _LAW_NUMBER.search(text)
        if numbered and not by_number and text.removeprefix("Căn cứ ").startswith(LAW):
            yield Finding(path, f"căn cứ ghi số luật {numbered.group()}", "văn bản thời kỳ này gọi luật theo ngày: Luật … ngày …")
        laws = [base for base, _ in bases_in(text, case.catalog.bases) if base.kind == LAW]
        if by_number and document == RESOLUTION and laws and not numbered:
            yield Finding(path, "căn cứ gọi luật theo ngày", f"nghị quyết thời kỳ này gọi luật theo số: {laws[0].cited('so')}")


@rule("TK-04", "Tên cơ quan, tên cấp còn đúng ở thời kỳ của văn bản", severity="warning")
def former_name(case: Case) -> Iterator[Finding]:
    """A former name of an organ, or a tier that is gone: a left-over unless the sentence tells what was before."""
    for path, text, era in _named(case):
        pattern = _pattern(era)
        for found in dict.fromkeys(pattern.findall(_spelt(text))) if pattern else ():
            name = _former(era, found)
            yield Finding(path, f"“{found}” là tên cũ, không còn từ {_since(era)}", _new_name(case, name, path))
    yield from _gone_units(case)


def _gone_units(case: Case) -> Iterator[Finding]:
    """Yield the units above and below whose kind the era does not have."""
    era, plan = era_of(plan_day(case.plan), case.catalog.eras), case.plan
    above = [(("don_vi", "cap_tren", i, "loai"), unit.kind, "cap_tren") for i, unit in enumerate(plan.unit.superiors)]
    below = [(("don_vi_cap_duoi", i, "loai"), unit.kind, "don_vi_cap_duoi") for i, unit in enumerate(plan.subordinates)]
    for path, kind, where in (*above, *below):
        if kind in era.gone:
            yield Finding(path, f"từ {_since(era)} không còn đơn vị “{kind}”", f"bỏ hoặc thay dòng này ở {where}")


def _named(case: Case) -> Iterator[tuple[Path, str, Era]]:
    """Yield the texts in which a former name is a left-over: offices, recipients, prose about now and next year."""
    now = era_of(plan_day(case.plan), case.catalog.eras)
    yield ("don_vi", "co_quan_lap"), case.plan.unit.issuer, now
    for i, office in enumerate(case.plan.offices):
        yield ("co_quan", i, "ten"), office.name, now
    for id, paper in case.plan.papers.items():
        era = era_of(paper_day(case.plan, id), case.catalog.eras)
        yield ("van_ban", id, "co_quan_chu_quan"), paper.parent_body, era
        yield from ((("van_ban", id, "noi_nhan", i), text, era) for i, text in enumerate(paper.recipients))
    for path, sentence in sentences(case):
        era = era_of(paper_day(case.plan, str(path[1])), case.catalog.eras)
        if not _tells_history(case, sentence, era):
            yield path, sentence, era


def _tells_history(case: Case, sentence: str, era: Era) -> bool:
    """Tell whether a sentence speaks of the time before the era.

    In the report of the year of change most sentences do: there only one that names the plan year speaks of now.
    """
    if era.start is None or _HISTORY.search(sentence):
        return True
    years = {int(year) for year in _YEAR.findall(sentence)}
    of_change = case.year == era.start.year and case.year + 1 not in years
    return of_change or any(year <= era.start.year for year in years)


def _spelt(text: str) -> str:
    return text.replace("Uỷ ban", "Ủy ban").replace("uỷ", "ủy")


def _pattern(era: Era) -> re.Pattern[str] | None:
    spelt = sorted((name for each in era.former for name in (each.name, *each.spellings)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spelt))})(?!\w)", re.IGNORECASE) if spelt else None


def _former(era: Era, found: str) -> FormerName:
    return next(each for each in era.former if found.casefold() in {name.casefold() for name in (each.name, *each.spellings)})


def _new_name(case: Case, name: FormerName, path: Path) -> str:
    now = name.successor(case.plan.unit.kind)
    told = "; kể việc cũ thì nói rõ “trước đây”" if path[0] == "thuyet_minh" else ""
    if not now:
        return f"viết cơ quan cấp tỉnh, cấp xã nhận nhiệm vụ{told}"
    said = f"nay là “{now}”" if name.evidence == "found" else f"thường là “{now}”, xem lại ở tỉnh mình"
    return f"{said}{told}"


def _since(era: Era) -> str:
    return short_date(era.start) if era.start else ""


@rule(
    "TK-05",
    "Cấp và loại đơn vị còn tồn tại vào ngày văn bản",
    cite="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
)
def tier_is_gone(case: Case) -> Iterator[Finding]:
    """A plan of a level or of a kind of unit that its era does not have: a district plan after 1 July 2025."""
    unit = case.plan.unit
    days: list[tuple[Path, date]] = [(("van_ban", id, "ngay"), paper.day) for id, paper in case.plan.papers.items() if paper.day]
    for path, day in days or [(("cap",), plan_day(case.plan))]:
        era = era_of(day, case.catalog.eras)
        if case.plan.level not in era.levels or unit.kind in era.gone:
            yield Finding(
                path,
                f"ngày {short_date(day)} không còn đơn vị “{unit.kind}” ({unit.full_name})",
                "sửa ngày, năm kế hoạch; hoặc lập kế hoạch của cấp tỉnh, cấp xã",
            )
