"""Targets of year X+1: their direction, what was assigned from above, the five-year target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.figures.quantities import Quantity
from sedp_docs.model import Target
from sedp_docs.rules.plan.results import indicators
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import MOST_DECIMALS, at, row_title, shown, slot_title, target_shown
from sedp_docs.text import rounded

OWN_REVENUE = ("thu_huong_100", "thu_dieu_tiet")
_CHANGES = ("increase_by", "decrease_by")
_PLACED = ("value", "maintain", "range")
"""Targets that say where the indicator shall stand; "dưới 4" only bounds it, and is no step back from 3,98."""


def easiest(target: Target, direction: str) -> Decimal:
    """Return the end of a target that is easiest to reach."""
    return target.high if direction == "giam" and target.high is not None else target.low


def hardest(target: Target, direction: str) -> Decimal:
    """Return the end of a target that is hardest to reach."""
    return target.low if direction == "giam" or target.high is None else target.high


def worse(one: Decimal, other: Decimal, direction: str) -> bool:
    """Tell whether a value is worse than another for an indicator of this direction."""
    return one < other if direction == "tang" else one > other if direction == "giam" else False


def _printed(quantity: Quantity, amount: Decimal) -> Decimal:
    return rounded(amount, min(quantity.decimals, MOST_DECIMALS))


def _weaker(quantity: Quantity, own: Target, assigned: Target, direction: str) -> bool:
    if own.kind in _CHANGES or assigned.kind in _CHANGES:
        if own.kind != assigned.kind:
            return False
        return own.low < assigned.low
    return worse(_printed(quantity, easiest(own, direction)), _printed(quantity, easiest(assigned, direction)), direction)


def _against_assigned(case: Case, quantity: Quantity, direction: str) -> Iterator[Finding]:
    assigned = case.figures.values.at(quantity.code, "kh_sau.giao").target
    for slot in ("kh_sau.trinh", "kh_sau.hdnd"):
        own = case.figures.values.at(quantity.code, slot).target
        if own and assigned and _weaker(quantity, own, assigned, direction):
            yield Finding(
                at(quantity, slot),
                f"{row_title(quantity)}: {slot_title(case, slot)} là {target_shown(quantity, own)}, kém hơn "
                f"mức cấp trên giao là {target_shown(quantity, assigned)}",
                "đặt ít nhất bằng mức cấp trên giao",
            )


@rule("PL-60", "Chỉ tiêu của đơn vị không thấp hơn mức cấp trên giao")
def weaker_than_assigned(case: Case) -> Iterator[Finding]:
    """The unit's own target is easier than the assigned one: revenue lower, poverty higher."""
    for _, _, quantity in indicators(case):
        yield from _against_assigned(case, quantity, quantity.direction)
    for i, row in enumerate(case.plan.budget):
        line = case.figures.quantities.get(row.code)
        if line and line.path == ("ngan_sach", i) and row.kind in OWN_REVENUE:
            yield from _against_assigned(case, line, "tang")


@rule("PL-61", "Kế hoạch năm sau không kém ước thực hiện năm nay", severity="warning")
def against_direction(case: Case) -> Iterator[Finding]:
    """The target for X+1 is worse than what X is expected to reach, though the indicator should improve."""
    for _, row, quantity in indicators(case):
        slot = case.figures.next_planned(row.code)
        target, now = case.figures.values.at(row.code, slot).target, case.figures.values.amount(row.code, "uoc")
        if target is None or now is None or target.kind not in _PLACED or row.reason.strip():
            continue
        wanted = hardest(target, quantity.direction)
        if worse(_printed(quantity, wanted), _printed(quantity, now), quantity.direction):
            wish = "tăng" if quantity.direction == "tang" else "giảm"
            yield Finding(
                at(quantity, slot),
                f"{row_title(quantity)} phấn đấu {wish}, nhưng {slot_title(case, slot)} là "
                f"{target_shown(quantity, target)}, kém ước thực hiện {shown(quantity, now)}",
                "xem lại kế hoạch, hoặc ghi lý do vào ly_do",
            )


@rule("PL-62", "Mục tiêu 5 năm đạt sớm thì nêu trong thuyết minh", severity="info")
def five_year_met(case: Case) -> Iterator[Finding]:
    """The five-year target is already met in year X: worth a sentence, or a higher target."""
    for _, row, quantity in indicators(case):
        goal, now = case.figures.values.at(row.code, "muc_tieu_5_nam").target, case.figures.values.amount(row.code, "uoc")
        if goal is None or now is None or goal.kind in (*_CHANGES, "maintain") or quantity.direction == "khong":
            continue
        wanted = hardest(goal, quantity.direction)
        if not worse(_printed(quantity, now), _printed(quantity, wanted), quantity.direction):
            yield Finding(
                at(quantity, "muc_tieu_5_nam"),
                f"{row_title(quantity)}: ước {shown(quantity, now)}, đã đạt mục tiêu 5 năm {target_shown(quantity, goal)}",
                "nêu trong thuyết minh, hoặc nâng mục tiêu",
            )
