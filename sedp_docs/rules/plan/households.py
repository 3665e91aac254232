"""Village data: households, people, the movement of poor households."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.model.base import key_of
from sedp_docs.model.unit import Village
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import at
from sedp_docs.text import number

NEW_STANDARDS = (2016, 2022, 2026)
"""Years whose poor households are counted by a new standard, so that they do not continue the year before."""
_OF_PEOPLE = ("women", "minorities", "insured")
_OF_HOUSEHOLDS = ("near_poor", "electricity", "clean_water", "latrines", "cultured_families")
MOST_APART = 3
"""% by which an average population may differ from the one at the data cut-off."""
HOUSEHOLD_SIZE = (Decimal(3), Decimal(7))


def _title(village: Village) -> str:
    return f"{village.kind} {village.name}"


@rule("PL-30", "Hộ nghèo cuối năm = đầu năm − thoát nghèo + tái nghèo + phát sinh, không âm, không quá số hộ")
def poor_households(case: Case) -> Iterator[Finding]:
    """The movement ends below zero, or with more poor households than the village has."""
    for i, village in enumerate(case.plan.villages):
        poor = village.poor
        if poor is None:
            continue
        sum_ = f"{poor.start} − {poor.left} + {poor.returned} + {poor.new} = {poor.end}".replace("-", "−")
        if poor.left > poor.start + poor.returned + poor.new:
            yield Finding(
                ("thon", i, "ho_ngheo"), f"{_title(village)}: hộ nghèo cuối năm là số âm ({sum_})", "xem lại số hộ thoát nghèo"
            )
        elif village.households is not None and poor.end > village.households:
            yield Finding(
                ("thon", i, "ho_ngheo"),
                f"{_title(village)}: hộ nghèo cuối năm ({sum_}) nhiều hơn số hộ ({village.households})",
                "xem lại số hộ và số hộ nghèo",
            )


@rule("PL-31", "Hộ nghèo đầu năm bằng số cuối năm trước")
def poor_continue(case: Case) -> Iterator[Finding]:
    """The year begins with another number of poor households than the last one ended with (same standard)."""
    villages = case.plan.villages
    if case.year in NEW_STANDARDS or not villages or any(village.poor is None for village in villages):
        return
    start = sum(village.poor.start for village in villages if village.poor)
    for quantity in case.figures.quantities.values():
        if quantity.formula is None or quantity.formula.kind != "thon" or quantity.formula.column != "ho_ngheo":
            continue
        last = case.figures.values.amount(quantity.code, str(case.year - 1))
        if last is not None and last != start:
            yield Finding(
                at(quantity, str(case.year - 1)),
                f"cuối năm {case.year - 1} có {number(last, 0)} hộ nghèo, nhưng đầu năm "
                f"{case.year} các thôn cộng lại là {number(Decimal(start), 0)} hộ",
                "đối chiếu kết quả rà soát, sửa số sai",
            )


@rule("PL-32", "Số nữ, dân tộc thiểu số, người có BHYT không quá nhân khẩu; số hộ từng loại không quá số hộ")
def part_of_village(case: Case) -> Iterator[Finding]:
    """A part of a village is larger than the village."""
    for i, village in enumerate(case.plan.villages):
        for names, whole in ((_OF_PEOPLE, "people"), (_OF_HOUSEHOLDS, "households")):
            total = getattr(village, whole)
            for name in names:
                part = getattr(village, name)
                if total is not None and part is not None and part > total:
                    field, base = Village.model_fields[name].title, Village.model_fields[whole].title
                    yield Finding(
                        ("thon", i, key_of(Village, name)),
                        f"{_title(village)}: {field} ({number(Decimal(part), 0)}) lớn hơn {base} ({number(Decimal(total), 0)})",
                        "xem lại hai số này",
                    )


@rule("PL-34", "Dân số của xã khớp với nhân khẩu các thôn cộng lại", severity="warning")
def people_of_villages(case: Case) -> Iterator[Finding]:
    """The commune's typed population is more than 3% off the villages' sum; an average over the year may differ a little."""
    people = [village.people for village in case.plan.villages]
    total = sum((Decimal(count) for count in people if count is not None), Decimal(0))
    for quantity in case.figures.quantities.values():
        named = quantity.unit == "người" and "dân số" in quantity.name.lower() and quantity.formula is None
        amount = case.figures.values.amount(quantity.code, "uoc") if named and total and None not in people else None
        if amount is not None and abs(amount - total) * 100 > MOST_APART * total:
            yield Finding(
                at(quantity, "uoc"),
                f"“{quantity.name}” là {number(amount, 0)} người, nhân khẩu các thôn cộng lại là {number(total, 0)} người",
                "đối chiếu hai số; dân số trung bình chỉ khác số cuối năm vài phần nghìn",
            )


@rule("PL-33", "Bình quân 3 - 7 người một hộ", severity="warning")
def household_size(case: Case) -> Iterator[Finding]:
    """A village with fewer than 3 or more than 7 people per household: one of the two numbers is likely mistyped."""
    low, high = HOUSEHOLD_SIZE
    for i, village in enumerate(case.plan.villages):
        if village.people is None or not village.households:
            continue
        size = Decimal(village.people) / village.households
        if not low <= size <= high:
            yield Finding(
                ("thon", i, "nhan_khau"),
                f"{_title(village)}: {number(Decimal(village.people), 0)} người, "
                f"{number(Decimal(village.households), 0)} hộ, bình quân {number(size, 1)} người/hộ",
                "thường là 3 - 7 người; xem lại số hộ và nhân khẩu",
            )
