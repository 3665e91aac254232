"""The calendar of a plan: every deadline of its procedure for year X, counted out into days.

A deadline that names no day has none here either; its wording says who or what sets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sedp_docs.catalog import Catalog, Deadline, SessionDeadline, Task
from sedp_docs.model import LevelId, Plan, Round
from sedp_docs.text import capital, short_date

SOON = 7
"""Days ahead at which a deadline counts as near."""
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
Mark = Literal["muon", "sap_den", "da_qua", ""]
_KINDS: Mapping[LevelId, tuple[str, str]] = {"province": ("tinh", "tỉnh"), "district": ("huyen", "huyện"), "commune": ("xa", "xã")}
_BEYOND = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due: `last` is the last day on which it is in time ("trước ngày 24/6": 23/6), None while unknown.

    `timing` is the deadline in words. `documents` are those of ours that it is about, `rounds` those of the plan in which their
    dates are held against it. `owners` are the codes of offices and villages that owe figures. Entries with the same `same_as`
    are one task for which the procedure gives more than one day.
    """

    id: str
    level: LevelId
    what: str
    who: str
    timing: str
    last: date | None
    start: date | None = None
    to: str = ""
    papers: str = ""
    documents: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()
    owners: tuple[str, ...] = ()
    approximate: bool = False
    same_as: str = ""
    cite: str = ""
    notes: tuple[str, ...] = ()

    @property
    def day_text(self) -> str:
        """Return the last day for a table: "23/06/2024", "khoảng 10/12/2024", "chưa định"."""
        if self.last is None:
            return "chưa định"
        return f"khoảng {short_date(self.last)}" if self.approximate else short_date(self.last)

    @property
    def binding(self) -> bool:
        """Tell whether being late can be told: the day is known and found in a text."""
        return self.last is not None and not self.approximate


def deadlines(plan: Plan, catalog: Catalog, *, every_level: bool = False) -> tuple[Due, ...]:
    """Return the deadlines of a plan by their last day, those without a day at the end.

    Args:
        plan: the plan; its report year is year X.
        catalog: its procedure at its level.
        every_level: also the deadlines of other levels that do not concern this one.
    """
    wanted = [each for each in catalog.profile.deadlines if every_level or plan.level in (each.level, *each.others)]
    found = [*(_of_procedure(plan, each) for each in wanted), *_of_session(plan, catalog), *_of_offices(plan)]
    return tuple(sorted((_with_weekend(due) for due in found), key=lambda due: (due.last or _BEYOND, due.start or _BEYOND)))


def _of_procedure(plan: Plan, entry: Deadline) -> Due:
    year = plan.report_year + entry.next_year
    end, start = _day(year, entry.end), _day(year, entry.start)
    last = end - timedelta(days=1) if end and entry.bound == "truoc" else end
    due = _due(plan, entry, entry.level, last)
    return replace(
        due,
        timing=_timing(entry, start, end, due.timing),
        start=start,
        approximate=entry.approximate,
        same_as=entry.same_as,
        notes=(_said(plan, entry.note),) if entry.note else (),
    )


def _due(plan: Plan, task: Task, level: LevelId, last: date | None) -> Due:
    timing = task.timing if isinstance(task, Deadline) else ""
    return Due(
        id=task.id,
        level=level,
        what=capital(_said(plan, task.what)),
        who=_said(plan, task.who),
        timing=_said(plan, timing),
        last=last,
        to=_said(plan, task.to),
        papers=_said(plan, task.papers),
        documents=task.documents,
        rounds=task.rounds,
        cite=task.ref,
    )


def _day(year: int, month_day: str) -> date | None:
    return date(year, int(month_day[:2]), int(month_day[3:])) if month_day else None


def _timing(entry: Deadline, start: date | None, end: date | None, words: str) -> str:
    """Return "từ ngày 21/06/2024 đến trước ngày 24/06/2024"; a text that names no day is given in its own words."""
    if end is None or (entry.approximate and words):
        return words
    since = f"từ ngày {short_date(start)}" if start else words
    joint = " đến " if since.startswith("từ") and entry.bound != "den" else ", "
    return joint.join(part for part in (since, _until(entry, end)) if part)


def _until(entry: Deadline, end: date) -> str:
    words = {"truoc": "trước ngày", "den": "chậm nhất ngày", "trong": "hết ngày"}
    return f"{words[entry.bound]} {short_date(end)}"


def _of_session(plan: Plan, catalog: Catalog) -> Iterator[Due]:
    """Yield the opening and the deadlines counted back from it; one whose number of days is not known has no day."""
    if not plan.unit.has_council:
        return
    opening = plan.council.opening if plan.council else None
    for entry in catalog.profile.session:
        lead = lead_of(plan, entry)
        last = opening - timedelta(days=lead) if opening and lead is not None else None
        cite = entry.ref if lead_is_found(plan, entry) else "Quy chế của HĐND"
        notes = () if lead is not None else (f"Chưa có số ngày: ghi ho_so, {entry.setting}",)
        yield replace(_due(plan, entry, plan.level, last), timing=_session_timing(opening, lead), cite=cite, notes=notes)
    if opening:
        yield Due("hdnd-khai-mac", plan.level, "Khai mạc kỳ họp HĐND", _said(plan, "HĐND {loai}"), f"ngày {short_date(opening)}",
                  opening, cite="Ngày khai mạc ghi trong kế hoạch")  # fmt: skip


def lead_of(plan: Plan, entry: SessionDeadline) -> int | None:
    """Return how many days before the opening something must be sent, None where the plan has to say it and does not."""
    opening = plan.council.opening if plan.council else None
    return entry.lead(plan.level, opening or date(plan.report_year, 12, 31), _own_lead(plan, entry))


def lead_is_found(plan: Plan, entry: SessionDeadline) -> bool:
    """Tell whether the number of days is the one of the regulation that the entry names."""
    return _own_lead(plan, entry) is None and lead_of(plan, entry) is not None


def _own_lead(plan: Plan, entry: SessionDeadline) -> int | None:
    return {"han_gui_thuong_truc": plan.dossier.to_standing, "han_gui_dai_bieu": plan.dossier.to_deputies}[entry.setting]


def _session_timing(opening: date | None, lead: int | None) -> str:
    day = f" ({short_date(opening)})" if opening else ""
    return f"{'theo quy chế của HĐND' if lead is None else f'chậm nhất {lead} ngày'} trước ngày khai mạc{day}"


def _of_offices(plan: Plan) -> Iterator[Due]:
    """Yield who has to send figures, one entry a day: offices, villages, units below."""
    parts = (*plan.villages, *plan.subordinates)
    named = [*((each.code, each.name, each.due) for each in plan.offices), *((each.code, each.title, each.due) for each in parts)]
    for day in sorted({due for _, _, due in named if due}):
        here = {code: name for code, name, due in named if due == day}
        yield Due(f"so-lieu-{day}", plan.level, "Gửi số liệu cho đơn vị tổng hợp", "; ".join(here.values()),
                  f"chậm nhất ngày {short_date(day)}", day, papers="Phiếu số liệu", owners=tuple(here),
                  cite="Hạn gửi ghi trong kế hoạch")  # fmt: skip


def _with_weekend(due: Due) -> Due:
    if due.last is None or due.last.weekday() < 5:
        return due
    return replace(due, notes=(*due.notes, f"Ngày cuối là {WEEKDAYS[due.last.weekday()]}, nên xong trước đó"))


def _said(plan: Plan, text: str) -> str:
    """Replace {tinh}, {huyen}, {xa} by the kinds of the unit and its superiors ("UBND phường")."""
    kinds = {"loai": plan.unit.kind, **dict(_KINDS.values())}
    above: tuple[LevelId, ...] = ("province",) if len(plan.unit.superiors) == 1 else ("district", "province")
    for level, kind in [(plan.level, plan.unit.kind), *zip(above, (each.kind for each in plan.unit.superiors), strict=False)]:
        if level in _KINDS:
            kinds[_KINDS[level][0]] = kind
    return re.sub(r"\{(tinh|huyen|xa|loai)\}", lambda found: kinds[found[1]], text)


def latest(dues: Iterable[Due], due: Due) -> date | None:
    """Return the day after which a task is late: where the procedure gives several, the last of them."""
    days = [each.last for each in dues if each is due or (due.same_as and each.same_as == due.same_as)]
    return max((day for day in days if day), default=None)


def mark(dues: Sequence[Due], due: Due, plan: Plan, today: date, owing: Mapping[str, int]) -> Mark:
    """Tell how a deadline stands today: late, near, past (nobody knows whether it was met), or nothing to say.

    Args:
        dues: the whole calendar.
        due: the deadline.
        plan: the plan; dates of its papers tell what is done.
        today: the day of asking.
        owing: how many figures each office or village still owes, by its code.
    """
    last = latest(dues, due)
    if last is None or due.last is None or _done(due, plan, last):
        return ""
    if today <= due.last:
        return "sap_den" if due.last - today <= timedelta(days=SOON) else ""
    known = any(owing.get(code) for code in due.owners) or (bool(due.documents) and plan.round in due.rounds)
    return "muon" if known and due.binding and today > last else "da_qua"


def _done(due: Due, plan: Plan, last: date) -> bool:
    """Tell whether papers of this deadline are dated, and none after it."""
    days = [paper.day for id in due.documents if (paper := plan.papers.get(id)) and paper.day]
    return plan.round in due.rounds and bool(days) and max(days) <= last
