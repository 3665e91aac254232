"""Vượt, đạt, chưa đạt, chưa đánh giá: one judgement per indicator, at printed decimals.

The four are disjoint; "trong đó" lines and neutral indicators are not counted; a 100% ceiling cannot be exceeded.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from sedp_docs.figures.quantities import Quantity
from sedp_docs.model import Target
from sedp_docs.text import rounded

Verdict = Literal["vuot", "dat", "chua_dat", "chua_danh_gia"]
VERDICT_TITLES: dict[Verdict, str] = {
    "vuot": "Vượt", "dat": "Đạt", "chua_dat": "Chưa đạt", "chua_danh_gia": "Chưa đánh giá",
}  # fmt: skip


def counts(quantity: Quantity) -> bool:
    """Tell whether an indicator is counted at all."""
    return quantity.is_indicator and not quantity.part_of and quantity.direction != "khong"


def judge(quantity: Quantity, result: Decimal | None, plan: Target | None, before: Decimal | None) -> Verdict:
    """Judge a result against its plan; `before` is last year's value, for targets that are an increase."""
    if result is None or plan is None:
        return "chua_danh_gia"
    if plan.kind in ("increase_by", "decrease_by"):
        return _judge_change(quantity, result, plan, before)
    result = rounded(result, quantity.decimals)
    low, high = rounded(plan.low, quantity.decimals), rounded(plan.high or plan.low, quantity.decimals)
    better = result > high if quantity.direction == "tang" else result < low
    worse = result < low if quantity.direction == "tang" else result > high
    if worse or (plan.words in ("dưới", "trên") and result == low):
        return "chua_dat"
    return "vuot" if better and plan.kind in ("value", "range", "maintain") else "dat"


def _judge_change(quantity: Quantity, result: Decimal, plan: Target, before: Decimal | None) -> Verdict:
    if before is None:
        return "chua_danh_gia"
    change = result - before if plan.kind == "increase_by" else before - result
    change, wanted = rounded(change, quantity.decimals), rounded(plan.low, quantity.decimals)
    return "vuot" if change > wanted else "dat" if change == wanted else "chua_dat"
