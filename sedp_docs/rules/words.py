"""How rules speak: values, slots and rows in the planner's words."""

from __future__ import annotations

from decimal import Decimal

from sedp_docs.figures.book import slot_path
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model import PERIOD_TITLES, Target
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case
from sedp_docs.text import nearest, number, with_unit

MOST_DECIMALS = 6
RESULT_SLOTS = ("q1", "thang_6", "thang_9", "thang_11", "uoc", "nam")
PLAN_SLOTS = ("kh.giao", "kh.hdnd")
NEXT_SLOTS = ("kh_sau.giao", "kh_sau.trinh", "kh_sau.hdnd")
_DECIDERS = {"giao": "cấp trên giao", "hdnd": "HĐND quyết nghị", "trinh": "trình HĐND"}


def written_decimals(amount: Decimal) -> int:
    """Return how many decimals a number was written with."""
    return max(0, -int(amount.as_tuple().exponent)) if amount.is_finite() else 0


def shown(quantity: Quantity, amount: Decimal) -> str:
    """Return "26,37%": a value as the papers print it."""
    return with_unit(number(amount, min(quantity.decimals, MOST_DECIMALS)), quantity.unit)


def exact(amount: Decimal, unit: str = "") -> str:
    """Return a number with the decimals that it was written with."""
    return with_unit(number(amount, min(written_decimals(amount), MOST_DECIMALS)), unit)


def target_shown(quantity: Quantity, target: Target) -> str:
    """Return "từ 98%" or "7,3 - 7,8%"."""
    ends = [number(end, min(quantity.decimals, MOST_DECIMALS)) for end in (target.low, target.high) if end is not None]
    return " ".join(part for part in (target.words, with_unit(" - ".join(ends), quantity.unit)) if part)


def money(case: Case, amount: Decimal) -> str:
    """Return "1.250 triệu đồng", with the decimals that were written when there are more."""
    decimals = max(case.catalog.level.money_decimals, written_decimals(amount.normalize()))
    return with_unit(number(amount, min(decimals, MOST_DECIMALS)), case.catalog.level.money)


def slot_title(case: Case, slot: str) -> str:
    """Return "ước thực hiện năm 2024", "kế hoạch năm 2025 (trình HĐND)"."""
    if slot.isdigit():
        return f"thực hiện năm {slot}"
    if slot == "muc_tieu_5_nam":
        return "mục tiêu 5 năm"
    head, _, decider = slot.partition(".")
    if decider:
        return f"kế hoạch năm {case.year + (head == 'kh_sau')} ({_DECIDERS[decider]})"
    if slot in ("uoc", "nam"):
        return f"{'ước ' if slot == 'uoc' else ''}thực hiện năm {case.year}"
    title = PERIOD_TITLES[slot]  # type: ignore[index]
    return f"{title[:1].lower() if title[1:2] == ' ' else title[:1]}{title[1:]} năm {case.year}"


def row_title(quantity: Quantity) -> str:
    """Return “Tỷ lệ hộ nghèo”, in quotation marks."""
    return f"“{quantity.name}”"


def shown_name(case: Case, code: str) -> str:
    """Return “Tỷ lệ hộ nghèo” by the code of a series; an unknown code shows itself."""
    quantity = case.figures.quantities.get(code)
    return row_title(quantity) if quantity else f"“{code}”"


def at(quantity: Quantity, slot: str) -> Path:
    """Return where the value of a series at a slot stands."""
    return (*quantity.path, *slot_path(slot))


def history_slots(quantity: Quantity) -> list[str]:
    """Return the years of history that a series holds, oldest first."""
    return [str(year) for year in sorted(quantity.series.history)] if quantity.series else []


def slots(quantity: Quantity) -> list[str]:
    """Return the slots that a series may hold: its history, KH X, results, KH X+1, the five-year target."""
    return [*history_slots(quantity), *PLAN_SLOTS, *RESULT_SLOTS, *NEXT_SLOTS, "muc_tieu_5_nam"]


def written(case: Case, quantity: Quantity) -> list[tuple[str, Target]]:
    """Return the slots of a series that the plan holds, with what is written there."""
    pairs = ((slot, case.figures.values.written(quantity.code, slot)) for slot in slots(quantity))
    return [(slot, target) for slot, target in pairs if target is not None]


def suggestion(word: str, known: list[str], where: str) -> str:
    """Return "có phải là a, b?", or where to find the right names when nothing is near."""
    near = nearest(word, known)
    return f"có phải là {', '.join(near)}?" if near else where
