"""Indicators against themselves: what is typed and can be computed, parts and wholes, ceilings, signs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from sedp_docs.figures.quantities import Quantity
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.slack import half_unit, slack
from sedp_docs.rules.words import (
    RESULT_SLOTS,
    at,
    exact,
    row_title,
    shown,
    slot_title,
    slots,
    target_shown,
    written,
    written_decimals,
)

_SHARE_PREFIXES = ("co_cau_", "ty_trong_")


def _differing(case: Case, quantity: Quantity, slot: str) -> tuple[Decimal, Decimal] | None:
    """Return (typed, computed) when they differ by more than rounding explains."""
    if quantity.formula is None:
        return None
    typed, computed = case.figures.values.written(quantity.code, slot), case.figures.values.computed(quantity.code, slot).amount
    if typed is None or typed.amount is None or computed is None:
        return None
    decimals = min(quantity.decimals, written_decimals(typed.amount))
    allowed = half_unit(decimals) + slack(case, quantity.code, slot)
    return (typed.amount, computed) if abs(typed.amount - computed) > allowed else None


def _typed_against_computed(case: Case, quantity: Quantity, slot: str) -> Iterator[Finding]:
    pair = _differing(case, quantity, slot)
    if pair:
        formula = case.figures.values.computed(quantity.code, slot).formula
        typed = exact(pair[0], quantity.unit)
        yield Finding(
            at(quantity, slot),
            f"{row_title(quantity)}, {slot_title(case, slot)}: ghi {typed} nhưng tính từ các biểu được "
            f"{shown(quantity, pair[1])} ({formula})",
            "sửa số ở biểu chi tiết, hoặc bỏ số ghi ở đây để lấy số tính được",
        )


@rule("PL-10", "Số thực hiện ghi tay phải khớp số tính từ các biểu")
def typed_result(case: Case) -> Iterator[Finding]:
    """A result is typed that the sheets compute otherwise; leave it out, or correct the sheet."""
    for quantity in case.figures.quantities.values():
        for slot in slots(quantity):
            if slot.isdigit() or slot in RESULT_SLOTS:
                yield from _typed_against_computed(case, quantity, slot)


@rule("PL-11", "Số kế hoạch trình nên khớp số tính từ các biểu", severity="warning")
def typed_proposal(case: Case) -> Iterator[Finding]:
    """The target submitted for X+1 is not what the sheets add up to; the typed one is printed."""
    for quantity in case.figures.quantities.values():
        yield from _typed_against_computed(case, quantity, "kh_sau.trinh")


@rule("PL-12", "Phần “trong đó” không lớn hơn tổng")
def part_over_whole(case: Case) -> Iterator[Finding]:
    """A part is larger than the row it belongs to, in the same unit; rates are no parts of rates."""
    for quantity in case.figures.quantities.values():
        whole = case.figures.quantities.get(quantity.part_of)
        if whole is None or whole.unit != quantity.unit or quantity.is_rate or quantity.path[0] == "ngan_sach":
            continue
        for slot in slots(quantity):
            part, total = (case.figures.values.amount(each.code, slot) for each in (quantity, whole))
            if part is not None and total is not None and part - total > slack(case, quantity.code, slot):
                yield Finding(
                    at(quantity, slot),
                    f"{row_title(quantity)} là một phần của {row_title(whole)} nhưng {slot_title(case, slot)} "
                    f"là {shown(quantity, part)}, lớn hơn {shown(whole, total)}",
                    "xem lại hai số này",
                )


@rule("PL-13", "Giá trị không vượt trần có thể có (100% với tỷ lệ, 19 với tiêu chí)")
def over_ceiling(case: Case) -> Iterator[Finding]:
    """A value that cannot exist: over 100% of a whole, over the number of criteria."""
    for quantity in case.figures.quantities.values():
        if quantity.ceiling is None:
            continue
        for slot in slots(quantity):
            target = case.figures.values.at(quantity.code, slot).target
            most = target and (target.high or target.low)
            if target and most and target.kind not in ("increase_by", "decrease_by") and most > quantity.ceiling:
                yield Finding(
                    at(quantity, slot),
                    f"{row_title(quantity)}, {slot_title(case, slot)} là {target_shown(quantity, target)}, "
                    f"không thể lớn hơn {exact(quantity.ceiling, quantity.unit)}",
                    "xem lại số liệu hoặc đơn vị tính",
                )


def _may_be_negative(quantity: Quantity) -> bool:
    return quantity.is_indicator and (quantity.is_rate or "%" in quantity.unit)


@rule("PL-14", "Diện tích, sản lượng, số người, số tiền không âm")
def negative(case: Case) -> Iterator[Finding]:
    """A negative amount of something that is counted or measured; only rates of growth may be negative."""
    for quantity in case.figures.quantities.values():
        for slot, target in written(case, quantity):
            if target.low < 0 and not _may_be_negative(quantity):
                yield Finding(
                    at(quantity, slot),
                    f"{row_title(quantity)}, {slot_title(case, slot)} là số âm ({exact(target.low, quantity.unit)})",
                    "bỏ dấu trừ, hoặc xem lại số liệu",
                )


def _share_groups(case: Case) -> Iterator[list[Quantity]]:
    """Yield the shares that make up one structure: indicators in % whose codes begin alike, three or more."""
    shares = [q for q in case.figures.quantities.values() if q.unit == "%" and q.code.startswith(_SHARE_PREFIXES)]
    for _, group in groupby(sorted(shares, key=_prefix), key=_prefix):
        rows = list(group)
        if len(rows) > 2:
            yield rows


def _prefix(quantity: Quantity) -> str:
    return next(prefix for prefix in _SHARE_PREFIXES if quantity.code.startswith(prefix))


@rule("PL-15", "Cơ cấu cộng lại bằng 100%", severity="warning")
def shares(case: Case) -> Iterator[Finding]:
    """Shares of one whole add to 100 ± 0.1; a sum far away is taken for an incomplete list and left alone."""
    for group in _share_groups(case):
        for slot in slots(group[0]):
            amounts = [case.figures.values.amount(row.code, slot) for row in group]
            total = sum((amount for amount in amounts if amount is not None), Decimal(0))
            if None not in amounts and Decimal("0.1") < abs(total - 100) < 10:
                yield Finding(
                    at(group[0], slot),
                    f"cơ cấu {slot_title(case, slot)} cộng lại được {exact(total, '%')}, không phải 100%",
                    f"xem lại các dòng {', '.join(row.code for row in group)}",
                )


def _flows(case: Case) -> Iterator[Quantity]:
    """Yield the written series that add up over a year: not rates, not averages, not people or land at a date."""
    catalogue = {entry.code for entry in case.catalog.level.indicators}
    for quantity in case.figures.quantities.values():
        adds_up = not set("/%‰") & set(quantity.unit) and quantity.unit not in ("người", "hộ")
        known = not quantity.is_indicator or quantity.code in catalogue
        if quantity.nature == "thoi_ky" and quantity.formula is None and adds_up and known and not _standing(case, quantity):
            yield quantity


def _standing(case: Case, quantity: Quantity) -> bool:
    """Tell whether a series is the area of a perennial, which stands at a date."""
    return quantity.path[0] == "trong_trot" and case.plan.crops[int(quantity.path[1])].perennial


@rule("PL-16", "Số cộng dồn trong kỳ không lớn hơn số cả năm", severity="warning")
def flow_shrinks(case: Case) -> Iterator[Finding]:
    """A quantity that adds up (revenue, tonnes, new jobs) is larger after six months than over the year."""
    for quantity in _flows(case):
        amounts = [(slot, case.figures.values.amount(quantity.code, slot)) for slot in RESULT_SLOTS[:5]]
        known = [(slot, amount) for slot, amount in amounts if amount is not None]
        for (early, less), (late, more) in pairwise(known):
            if less > more:
                yield Finding(
                    at(quantity, early),
                    f"{row_title(quantity)}: {slot_title(case, early)} là {shown(quantity, less)}, lớn hơn "
                    f"{slot_title(case, late)} là {shown(quantity, more)}",
                    "xem lại hai số; số cộng dồn không giảm trong năm",
                )


@rule("PL-17", "Tỷ lệ tăng dân số tự nhiên ghi đúng đơn vị (%, ‰)", severity="warning")
def permille(case: Case) -> Iterator[Finding]:
    """Natural growth of a population is about 1%, that is 10‰; outside 0–3% the unit is likely mistaken."""
    for quantity in case.figures.quantities.values():
        if not (quantity.is_rate and "dân số tự nhiên" in quantity.name.lower()):
            continue
        for slot, target in written(case, quantity):
            low, high = (Decimal(2), Decimal(30)) if quantity.unit == "‰" else (Decimal("-0.5"), Decimal(3))
            if target.amount is not None and not low <= target.amount <= high:
                other = "%" if quantity.unit == "‰" else "‰"
                yield Finding(
                    at(quantity, slot),
                    f"{row_title(quantity)}, {slot_title(case, slot)} là {exact(target.amount, quantity.unit)}",
                    f"có thể số này tính theo {other}; đổi ra {quantity.unit}",
                )
