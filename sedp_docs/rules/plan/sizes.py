"""Values 10, 100 or 1000 times too large or too small: what a spreadsheet does to "7,125" leaves no other trace."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median_low

from sedp_docs.figures.quantities import Quantity
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import PLAN_SLOTS, at, exact, history_slots, row_title, slot_title, written

BANDS = ((1000, Decimal(500), Decimal(2000)), (100, Decimal(70), Decimal(140)), (10, Decimal(8), Decimal("12.5")))
"""Times, and from which ratio to which a value counts as that many times another."""
SMALL = 10
"""Whole numbers below this grow tenfold honestly: 1 product becomes 10."""
ENOUGH = 3


def times(amount: Decimal, other: Decimal) -> int:
    """Return 10, 100 or 1000 when one amount is about so many times the other, else 0."""
    small, large = sorted((abs(amount), abs(other)))
    if small == 0:
        return 0
    return next((factor for factor, low, high in BANDS if low <= large / small <= high), 0)


def _yearly(case: Case, quantity: Quantity) -> list[tuple[str, Decimal]]:
    """Return the written values of a row that stand for a whole year, by slot."""
    part_year = ("q1", "thang_6", "thang_9", "thang_11")
    pairs = [(slot, target.amount) for slot, target in written(case, quantity) if slot not in part_year]
    return [(slot, amount) for slot, amount in pairs if amount]


def _reference(case: Case, quantity: Quantity, values: dict[str, Decimal], usual: Decimal) -> str | None:
    """Return the slot to compare with: last year's, else another that is of the usual size."""
    wanted = [str(case.year - 1), "uoc", *PLAN_SLOTS, *reversed(history_slots(quantity)), *values]
    return next((slot for slot in wanted if slot in values and not times(values[slot], usual)), None)


def _usual(case: Case, values: dict[str, Decimal]) -> Decimal:
    """Return the size that most values of a row share; with fewer than three, last year's, else the first."""
    if len(values) >= ENOUGH:
        return median_low(values.values())
    return values.get(str(case.year - 1)) or next(iter(values.values()))


def _honest(quantity: Quantity, amount: Decimal, other: Decimal) -> bool:
    return quantity.decimals == 0 and min(abs(amount), abs(other)) < SMALL


@rule("PL-25", "Số liệu không lệch 10, 100, 1000 lần so với năm trước", severity="warning")
def wrong_unit(case: Case) -> Iterator[Finding]:
    """A value about 10, 100 or 1000 times the row's other years: a slipped comma or another unit."""
    for quantity in case.figures.quantities.values():
        values = dict(_yearly(case, quantity))
        if len(values) < 2:
            continue
        usual = _usual(case, values)
        reference = _reference(case, quantity, values, usual)
        for slot, amount in values.items():
            factor = times(amount, usual)
            if not factor or reference is None or _honest(quantity, amount, usual):
                continue
            relation = f"gấp khoảng {factor} lần" if abs(amount) > abs(usual) else f"chỉ bằng khoảng 1/{factor}"
            yield Finding(
                at(quantity, slot),
                f"{row_title(quantity)} có thể sai đơn vị: {slot_title(case, slot)} là {exact(amount, quantity.unit)}, "
                f"{slot_title(case, reference)} là {exact(values[reference], quantity.unit)}",
                f"số này {relation} số kia; xem lại dấu phẩy thập phân và đơn vị tính",
            )
