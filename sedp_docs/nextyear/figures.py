"""Rows of figures: plan X+1 becomes plan X, the result of X becomes history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sedp_docs.catalog import Catalog
from sedp_docs.figures import Figures
from sedp_docs.model import Plan, Series
from sedp_docs.model.series import CurrentPlan
from sedp_docs.model.sheets import Crop, Indicator
from sedp_docs.text import rounded

S = TypeVar("S", bound=Series)
Step = tuple[dict[str, Any], list[str]]
"""The fields of the plan that a step changes, and what it did, in Vietnamese."""

SHEETS = ("indicators", "livestock", "forestry", "fishery", "products", "by_unit", "budget")


def turn_sheets(plan: Plan) -> Step:
    """Turn every row of figures to the next year; what an indicator says of last year's figure goes too."""
    changed: dict[str, Any] = {name: tuple(_turned(row, plan) for row in getattr(plan, name)) for name in SHEETS}
    changed["indicators"] = tuple(_without_remarks(row) for row in changed["indicators"])
    changed["crops"] = tuple(_turned_crop(row, plan) for row in plan.crops)
    return changed, list(_said(plan))


def _turned(series: S, plan: Plan) -> S:
    result = _result(series)
    history = series.history if result is None else {**series.history, plan.report_year: result}
    planned = series.next_plan
    update = {
        "history": history,
        "plan": planned
        and CurrentPlan.model_construct(assigned=planned.assigned, resolved=planned.resolved or planned.submitted),
        "results": {},
        "next_plan": None,
        "five_year": None if ends_period(plan) else series.five_year,
    }
    return series.model_copy(update=update)


def _result(series: Series) -> Any:
    """Return what was achieved in year X: the result of the whole year, else its estimate."""
    executed = series.results.get("nam")
    return series.results.get("uoc") if executed is None else executed


def _turned_crop(crop: Crop, plan: Plan) -> Crop:
    columns = {name: getattr(crop, name) for name in ("area", "harvested", "crop_yield")}
    return crop.model_copy(update={name: series and _turned(series, plan) for name, series in columns.items()})


def _without_remarks(row: Indicator) -> Indicator:
    return row.model_copy(update={"dated": None, "reason": "", "others": ()})


def ends_period(plan: Plan) -> bool:
    """Tell whether the plan's year is the last of a five-year plan (2021 - 2025, 2026 - 2030)."""
    return plan.plan_year % 5 == 0


def _all_series(plan: Plan) -> Iterator[Series]:
    for name in SHEETS:
        yield from getattr(plan, name)
    for crop in plan.crops:
        yield from (series for series in (crop.area, crop.harvested, crop.crop_yield) if series)


def _said(plan: Plan) -> Iterator[str]:
    series, x, y = list(_all_series(plan)), plan.report_year, plan.plan_year
    executed = sum(each.results.get("nam") is not None for each in series)
    estimated = sum(_result(each) is not None for each in series) - executed
    planned = sum(each.next_plan is not None for each in series)
    five_year = sum(each.five_year is not None for each in series)
    empty = f"kết quả năm {y} để trống"
    if planned:
        moved = f"kế hoạch năm {y} (quyết nghị, chưa có thì số trình HĐND) thành kế hoạch năm nay"
        yield f"{planned} dòng số liệu: {moved}; kế hoạch năm {y + 1} để trống"
    if executed:
        yield f"{executed} dòng số liệu: số thực hiện năm {x} thành số năm trước; {empty}"
    if estimated:
        yield f"{estimated} dòng số liệu: ước năm {x} thành số năm trước, thay bằng số chính thức khi có; {empty}"
    if five_year and ends_period(plan):
        yield f"{five_year} mục tiêu 5 năm của giai đoạn {y - 4} - {y} đã bỏ; nhập mục tiêu của giai đoạn {y + 1} - {y + 5}"
    elif five_year:
        yield f"{five_year} mục tiêu 5 năm được giữ"
    remarks = sum(bool(row.reason or row.others or row.dated) for row in plan.indicators)
    if remarks:
        yield f"{remarks} chỉ tiêu: ngày số liệu, lý do, số liệu khác của năm {x} đã bỏ; nguồn được giữ, xem lại"


def keep_computed(old: Plan, new: Plan, catalog: Catalog) -> tuple[Plan, list[str]]:
    """Write into history what was computed for year X and cannot be computed any more, rounded as it was printed.

    Sums over villages are such: the sheet holds their present state only. What rests on them is written only where it
    cannot be computed from the sums themselves.
    """
    before = Figures(old, catalog)
    sums = {code for code, quantity in before.quantities.items() if quantity.formula and quantity.formula.kind == "thon"}
    filled = _with_history(_with_history(new, before, sums), before, set(before.quantities))
    count = sum(row.history != turned.history for row, turned in zip(filled.indicators, new.indicators, strict=True))
    said = f"{count} chỉ tiêu tính từ số liệu thôn: ước năm {old.report_year} đã ghi làm số năm trước, làm tròn như khi in"
    return filled, [said] if count else []


def _with_history(plan: Plan, before: Figures, codes: set[str]) -> Plan:
    year, now = before.plan.report_year, Figures(plan, before.catalog)
    lost = {row.code for row in plan.indicators if row.code in codes and now.values.amount(row.code, str(year)) is None}
    amounts = {code: amount for code in lost if (amount := before.values.amount(code, "uoc")) is not None}
    printed = {code: rounded(amount, before.quantities[code].decimals) for code, amount in amounts.items()}
    added = {code: {year: amount} for code, amount in printed.items()}
    rows = (row.model_copy(update={"history": {**row.history, **added.get(row.code, {})}}) for row in plan.indicators)
    return plan.model_copy(update={"indicators": tuple(rows)})
