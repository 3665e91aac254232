"""The calendar of a plan: every deadline of its procedure for year X, counted out into days.

A deadline that names no day has none here either; its wording says who or what sets it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sedp_docs.catalog import Catalog
from sedp_docs.deadline import Deadline, SessionDeadline, Task
from sedp_docs.eras import era_of, plan_day
from sedp_docs.model import LevelId, Paper, Plan, Round
from sedp_docs.text import capital, short_date

SOON = 7
"""Days ahead at which a deadline counts as near."""
Mark = Literal["muon", "sap_den", "da_qua", ""]
_KINDS: Mapping[LevelId, tuple[str, str]] = {
    "province": ("tinh", "tỉnh"), "district": ("huyen", "huyện"), "commune": ("xa", "xã"),
}  # fmt: skip
_WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}
_BEYOND = date(9999, 12, 31)
Wording = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due: `last` is the last day on which it is in time ("trước ngày 24/6": 23/6), None while unknown.

    `timing` is the deadline in words. `documents` are those of this plan that it is about (none where others have to keep it),
    `rounds` those of the plan in which their dates are held against it. `owners` are the codes of offices and villages that owe
    figures. Entries with the same `same_as` are one task for which the procedure gives more than one day.
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
    say = _wording(plan, catalog)
    wanted = [each for each in catalog.profile.deadlines if every_level or plan.level in (each.level, *each.others)]
    found = [
        *(_of_procedure(say, plan.report_year, each, _is_own(plan, each)) for each in wanted),
        *_of_session(say, plan, catalog),
        *_of_offices(plan),
    ]
    return tuple(sorted(found, key=lambda due: (due.last or _BEYOND, due.start or _BEYOND)))


def _is_own(plan: Plan, entry: Deadline) -> bool:
    """Tell whether whoever makes this plan has to keep a deadline: the unit of its level, of a sector plan the department."""
    return entry.level == plan.level and entry.sector == bool(plan.sector)


def _of_procedure(say: Wording, year: int, entry: Deadline, own: bool) -> Due:
    end, start = (_day(year + entry.next_year, each) for each in (entry.end, entry.start))
    last = end - timedelta(days=1) if end and entry.bound == "truoc" else end
    notes = [say(entry.note)] if entry.note else []
    return replace(
        _due(say, entry, entry.level),
        timing=_timing(entry, start, end, say(entry.timing)),
        last=last,
        start=start,
        approximate=entry.approximate,
        same_as=entry.same_as,
        documents=entry.documents if own else (),
        notes=(*notes, *(() if entry.approximate else _weekend(last))),
    )


def _due(say: Wording, task: Task, level: LevelId) -> Due:
    return Due(
        id=task.id,
        level=level,
        what=capital(say(task.what)),
        who=say(task.who),
        timing="",
        last=None,
        to=say(task.to),
        papers=say(task.papers),
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


def _of_session(say: Wording, plan: Plan, catalog: Catalog) -> Iterator[Due]:
    """Yield the opening and the deadlines counted back from it; one whose number of days is not known has no day."""
    if not plan.unit.has_council:
        return
    opening = plan.opening
    for entry in catalog.profile.session:
        own, lead = _own_lead(plan, entry), lead_of(plan, entry)
        last = date.fromordinal(max(1, opening.toordinal() - lead)) if opening and lead is not None else None
        yield replace(
            _due(say, entry, plan.level),
            timing=_session_timing(opening, lead),
            last=last,
            cite=entry.ref if own is None and lead is not None else "Quy chế hoạt động của HĐND",
            notes=_weekend(last) if lead is not None else ("Số ngày theo quy chế của HĐND, chưa ghi trong kế hoạch",),
        )
    if opening:
        yield Due("hdnd-khai-mac", plan.level, "Khai mạc kỳ họp HĐND", say("HĐND {loai}"), f"ngày {short_date(opening)}", opening,
                  cite="Ngày khai mạc ghi trong kế hoạch")  # fmt: skip


def lead_of(plan: Plan, entry: SessionDeadline) -> int | None:
    """Return how many days before the opening something must be sent, None where the plan has to say it and does not."""
    return entry.lead(plan.level, plan.opening or date(plan.report_year, 12, 31), _own_lead(plan, entry))


def _own_lead(plan: Plan, entry: SessionDeadline) -> int | None:
    return {"han_gui_thuong_truc": plan.dossier.to_standing, "han_gui_dai_bieu": plan.dossier.to_deputies}[entry.setting]


def _session_timing(opening: date | None, lead: int | None) -> str:
    day = f" ({short_date(opening)})" if opening else ""
    return f"{'theo quy chế của HĐND' if lead is None else f'chậm nhất {lead} ngày'} trước ngày khai mạc{day}"


def _of_offices(plan: Plan) -> Iterator[Due]:
    """Yield who has to send figures, one entry a day: offices, villages, units below."""
    offices = [(each.code, each.name, each.due) for each in plan.offices]
    villages = [(each.code, each.title, each.due) for each in plan.villages]
    named = [*offices, *villages, *((each.code, each.title, each.due) for each in plan.subordinates)]
    for day in sorted({due for _, _, due in named if due}):
        here = {code: name for code, name, due in named if due == day}
        yield Due(f"so-lieu-{day}", plan.level, "Gửi số liệu cho đơn vị tổng hợp", "; ".join(here.values()),
                  f"chậm nhất ngày {short_date(day)}", day, papers="Phiếu số liệu", owners=tuple(here),
                  cite="Hạn gửi ghi trong kế hoạch", notes=_weekend(day))  # fmt: skip


def _weekend(last: date | None) -> tuple[str, ...]:
    """Return the note on a last day without office hours; the day itself stays."""
    off = _WEEKEND.get(last.weekday()) if last else None
    return (f"Ngày cuối là {off}, nên xong trước đó",) if off else ()


def _wording(plan: Plan, catalog: Catalog) -> Wording:
    """Return what fills the slots in words of the catalog.

    {loai}, {xa}, {huyen}, {tinh} are kinds of units ("UBND phường"); all others are roles of organs: {ke_hoach_xa} is the
    name that it has in the plan's era.
    """
    above: tuple[LevelId, ...] = ("province",) if len(plan.unit.superiors) == 1 else ("district", "province")
    around = {plan.level: plan.unit.kind, **dict(zip(above, (each.kind for each in plan.unit.superiors), strict=False))}
    kinds = {slot: around.get(level, usual) for level, (slot, usual) in _KINDS.items()} | {"loai": plan.unit.kind}
    eras = (era_of(plan_day(plan), catalog.eras), *reversed(catalog.eras))

    def filled(slot: re.Match[str]) -> str:
        names = (era.organ(slot[1], plan.unit.kind) for era in eras)
        return kinds.get(slot[1]) or next((name for name in names if name), slot[0])

    return lambda text: re.sub(r"\{(\w+)\}", filled, text)


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
    late = any(owing.get(code) for code in due.owners) or bool(_judged(due, plan))
    return "muon" if late and due.binding and today > last else "da_qua"


def _done(due: Due, plan: Plan, last: date) -> bool:
    """Tell whether papers of this deadline are dated, and none after it."""
    days = [paper.day for paper in _judged(due, plan) if paper.day]
    return bool(days) and max(days) <= last


def _judged(due: Due, plan: Plan) -> list[Paper]:
    """Return the plan's papers whose dates are held against a deadline in its round."""
    return [plan.papers[id] for id in due.documents if id in plan.papers] if plan.round in due.rounds else []
