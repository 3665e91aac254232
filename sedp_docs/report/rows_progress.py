"""Tables of progress: targets within reach and out of it, the way to the five-year targets, action programmes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from sedp_docs.figures import Verdict
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.actions import Activity
from sedp_docs.model.sheets import Indicator
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, grouped, heading, numbered, of_series, row, table
from sedp_docs.report.rows_actions import contributed, funds, months
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH, capital, number, rounded

PERIOD = 5
Pace = Literal["som", "dung", "cham"]
PACE_TITLES: dict[Pace | None, str] = {"som": "Đạt sớm", "dung": "Đúng tiến độ", "cham": "Chậm", None: DASH}
PACE_NOTE = (
    "Đạt sớm: ước năm {x} đã đạt mục tiêu. Đúng tiến độ: ước năm {x} không kém mức chia đều từ năm {base} đến năm {end}; "
    "không có số năm {base} thì xét kế hoạch năm {end}."
)


@table("chi_tieu_co_kha_nang")
def within_reach(desk: Desk) -> Body:
    """Return the indicators whose estimate meets or exceeds the plan of year X (chỉ tiêu có khả năng thực hiện)."""
    return _judged(desk, ("vuot", "dat"))


@table("chi_tieu_kho_thuc_hien")
def out_of_reach(desk: Desk) -> Body:
    """Return the indicators whose estimate falls short of the plan of year X, with the reason (chỉ tiêu khó thực hiện)."""
    return _judged(desk, ("chua_dat",))


def _judged(desk: Desk, verdicts: Sequence[Verdict]) -> Body:
    chosen = desk.judged(*verdicts)
    rows = tuple(_judged_row(desk, order, each) for order, each in numbered(chosen))
    return Body(rows, desk.difference_note(each.code for each in chosen))


def _judged_row(desk: Desk, order: str, each: Indicator) -> Row:
    quantity, planned = desk.figures.quantities[each.code], desk.figures.planned(each.code)
    return of_series(desk, order, each.code, kh_x=desk.cell(f"{each.code}.{planned}"),
                     th_6t=desk.cell(f"{each.code}.thang_6"), uoc_x=desk.cell(f"{each.code}.uoc"),
                     so_kh=desk.compared(each.code, "so_kh", "uoc", planned),
                     ly_do=each.reason or _half_year(desk, quantity, planned) or DASH)  # fmt: skip


def _half_year(desk: Desk, quantity: Quantity, planned: str) -> str:
    """Return how much of the year's plan the first half gave; "" for what does not add up over a year (stocks, rates, yields)."""
    if quantity.nature != "thoi_ky" or quantity.rollup != "cong":
        return ""
    half, whole = (desk.figures[f"{quantity.code}.{slot}"].amount for slot in ("thang_6", planned))
    return f"6 tháng đạt {number(half / whole * 100, 1)}% kế hoạch" if half is not None and whole else ""


@table("tien_do_5_nam")
def five_year_progress(desk: Desk) -> Body:
    """Return how far each indicator with a five-year target is on its way; the period is that of year X (2021-2025, …)."""
    chosen = [each.code for each in desk.plan.indicators if desk.figures[f"{each.code}.muc_tieu_5_nam"].target]
    rows = tuple(_progress_row(desk, order, code) for order, code in numbered(chosen))
    base, end = period_of(desk.plan.report_year)
    note = PACE_NOTE.format(x=desk.plan.report_year, base=base, end=end)
    return Body(rows, (*desk.difference_note(chosen), note)) if rows else Body(())


def _progress_row(desk: Desk, order: str, code: str) -> Row:
    return of_series(
        desk,
        order,
        code,
        uoc_x=desk.cell(f"{code}.uoc"),
        kh_y=desk.cell(f"{code}.kh_sau"),
        muc_tieu=desk.cell(f"{code}.muc_tieu_5_nam"),
        so_muc_tieu=desk.compared(code, "so_muc_tieu", "uoc", "muc_tieu_5_nam"),
        danh_gia=PACE_TITLES[_pace(desk, code)],
    )


def period_of(year: int) -> tuple[int, int]:
    """Return (year before, last year) of the five-year plan that a year belongs to: 2024 → (2020, 2025)."""
    base = (year - 1) // PERIOD * PERIOD
    return base, base + PERIOD


def _pace(desk: Desk, code: str) -> Pace | None:
    figures, year = desk.figures, desk.plan.report_year
    base, end = period_of(year)
    target, now = figures[f"{code}.muc_tieu_5_nam"].amount, figures[f"{code}.uoc"].amount
    planned = figures[f"{code}.kh_sau"].amount if year + 1 == end else None
    before = figures[f"{code}.{base}"].amount if base < year else None
    share = Decimal(year - base) / PERIOD
    return pace(figures.quantities[code], target, now, (before, share, planned))


def pace(
    quantity: Quantity, target: Decimal | None, now: Decimal | None, way: tuple[Decimal | None, Decimal, Decimal | None]
) -> Pace | None:
    """Judge progress towards a five-year target at printed decimals.

    Args:
        quantity: whose direction says what is better; an indicator without one is not judged.
        target: of the last year of the period.
        now: the estimate of year X.
        way: (value of the year before the period, share of the period that has passed, plan of its last year when that is X+1).
    """
    if target is None or now is None or quantity.direction == "khong":
        return None
    before, share, planned = way
    if _reaches(quantity, now, target):
        return "som"
    if before is not None:
        return "dung" if _reaches(quantity, now, before + (target - before) * share) else "cham"
    return None if planned is None else "dung" if _reaches(quantity, planned, target) else "cham"


def _reaches(quantity: Quantity, amount: Decimal, target: Decimal) -> bool:
    got, wanted = (rounded(each, quantity.decimals) for each in (amount, target))
    return got >= wanted if quantity.direction == "tang" else got <= wanted


@table("chuong_trinh_hanh_dong")
def action_programmes(desk: Desk) -> Body:
    """Return the activities of lists A and B that carry out an item of a medium-term plan or action programme, by item."""
    listed = [each for each in desk.plan.activities if each.medium_term and each.list_ != "C"]
    rows: list[Row] = []
    for i, (item, activities) in enumerate(grouped(listed, lambda each: each.medium_term).items(), 1):
        rows.append(heading(i, "hoat_dong", item))
        rows += [_activity_row(desk, order, each) for order, each in numbered(activities)]
    total = row("tong", hoat_dong="Tổng cộng", khai_toan=_cost(desk, listed))
    return Body((*rows, total)) if rows else Body(())


def _activity_row(desk: Desk, order: str, each: Activity) -> Row:
    return row(stt=order, hoat_dong=each.name, thoi_gian=months(each), khai_toan=_cost(desk, [each]),
               nguon_von=capital(funds(desk, each.funding, contributed(each))),
               chu_tri=desk.who_short((each.lead,)) or DASH)  # fmt: skip


def _cost(desk: Desk, activities: Sequence[Activity]) -> Cell:
    return desk.money(sum((each.cost for each in activities), Decimal(0)))
