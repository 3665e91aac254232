"""Counts typed in prose ("22/25 chỉ tiêu", "12 hoạt động ở danh mục A") against what the plan holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sedp_docs.figures.judge import Verdict
from sedp_docs.figures.tallies import COUNTS
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.texts import sentences

_OF = re.compile(r"(?<![\d.,/])(\d+)\s*(?:/|trong(?: tổng)?(?: số)?|trên(?: tổng)?(?: số)?)\s*(\d+)\s+chỉ tiêu", re.IGNORECASE)
_OTHER_SETS = re.compile(r"nông thôn mới|NTM|5 năm|giai đoạn|nhiệm kỳ|Đại hội|Đảng bộ|bộ tiêu chí|năm (\d{4})", re.IGNORECASE)
_ACTIVITIES = re.compile(
    r"(?<![\d.,/])(\d+)\s+hoạt động\b[^.;\d]{0,40}\bdanh mục ([ABC])\b|\bdanh mục ([ABC])\b[^.;\d]{0,30}?(\d+)\s+hoạt động\b"
)
_PROJECTS = re.compile(r"(?<![\d.,/])(\d+)\s+dự án\s+(khởi công mới|chuyển tiếp)", re.IGNORECASE)
_PHASES = {"khởi công mới": "khoi_cong_moi", "chuyển tiếp": "chuyen_tiep"}
_TYPED = ("vuot", "dat", "dat_vuot", "chua_dat", "chua_danh_gia")


@lru_cache(maxsize=4)
def _pairs(case: Case) -> Mapping[int, set[int]]:
    """Return, by how many indicators there are, the counts that are true of them: of all, of those for the council, by field."""
    verdicts = case.figures.verdicts
    rows = {row.code: row for row in case.plan.indicators}
    fields = {code: case.figures.quantities[code].field for code in verdicts}
    sets = [set(verdicts), {code for code in verdicts if rows[code].to_council}]
    sets += [{code for code in codes if fields[code] == field} for codes in sets[:2] for field in set(fields.values())]
    out: dict[int, set[int]] = {}
    for codes in sets:
        for total in {len(codes), _count([verdicts[code] for code in codes], "danh_gia")}:
            out.setdefault(total, set()).update(_count([verdicts[code] for code in codes], name) for name in _TYPED)
    return out


def _count(verdicts: list[Verdict], name: str) -> int:
    return sum(verdict in COUNTS[name] for verdict in verdicts)


@rule("TM-13", "Số chỉ tiêu đạt, vượt gõ trong thuyết minh khớp với biểu chỉ tiêu", severity="warning")
def typed_count(case: Case) -> Iterator[Finding]:
    """A typed "22/25 chỉ tiêu" is no longer true: the sheet counts otherwise. Other sets of targets are not meant."""
    pairs = _pairs(case)
    hint = "trích {dem.dat_vuot}, {dem.tong} thay cho số gõ tay"
    for path, sentence in sentences(case):
        if any(other.group(1) != str(case.year) for other in _OTHER_SETS.finditer(sentence)):
            continue
        for found in _OF.finditer(sentence):
            if int(found[1]) not in pairs.get(int(found[2]), set()):
                yield Finding(path, f"“{found.group()}” không khớp biểu: {_told(case)}", hint)


def _told(case: Case) -> str:
    verdicts = list(case.figures.verdicts.values())
    return f"đạt và vượt {_count(verdicts, 'dat_vuot')}, chưa đạt {_count(verdicts, 'chua_dat')} trong {len(verdicts)} chỉ tiêu"


@rule("TM-14", "Số hoạt động, số dự án gõ trong thuyết minh khớp với danh sách", severity="warning")
def typed_list_length(case: Case) -> Iterator[Finding]:
    """A typed "12 hoạt động ở danh mục A" or "3 dự án khởi công mới" is not what the list of year X+1 holds."""
    for path, sentence in sentences(case):
        if str(case.year) in sentence and str(case.plan.plan_year) not in sentence:
            continue
        for said, typed, held in _lengths(case, sentence):
            if typed != held:
                hint = "sửa số, hoặc trích {hoat_dong.a.so}, {du_an.so}"
                yield Finding(path, f"“{said}”, còn trong danh sách có {held}", hint)


def _lengths(case: Case, sentence: str) -> Iterator[tuple[str, int, int]]:
    """Yield (words, the number typed, the number in the list) of a sentence."""
    lists: Counter[str] = Counter(row.list_ for row in case.plan.activities)
    phases: Counter[str] = Counter(row.phase for row in case.plan.projects)
    for found in _ACTIVITIES.finditer(sentence):
        yield found.group(), int(found[1] or found[4]), lists[found[2] or found[3]]
    for found in _PROJECTS.finditer(sentence):
        yield found.group(), int(found[1]), phases[_PHASES[found[2].lower()]]
