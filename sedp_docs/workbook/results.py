"""What the formulas of grey cells give, kept beside them for viewers that do not calculate (phones, previews)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sedp_docs.report.rows_actions import contributed
from sedp_docs.workbook.formulas import Spot
from sedp_docs.workbook.grid import Value


def result(spot: Spot) -> Value:
    """Return what the formula of a computed column gives in a row; an empty text for nothing."""
    find = _RESULTS.get(spot.column.computed)
    found = find(spot) if find and spot.row.at else None
    return "" if found is None else found


def _ratio(spot: Spot) -> Decimal | None:
    quantity = spot.quantity
    if quantity is None or quantity.series is None:
        return None
    return spot.tables.figures[f"{quantity.code}.{spot.column.computed}"].amount


def _output(spot: Spot) -> Decimal | None:
    quantity = spot.quantity
    return spot.tables.figures.values.amount(quantity.code, spot.column.slot) if quantity else None


def _part(spot: Spot, parts: str) -> Any:
    """Return the row as a part of the typed plan: `parts` is the plan's own name of its list."""
    assert spot.row.at is not None
    return getattr(spot.tables.figures.plan, parts)[spot.row.at.base[1]]


def _village_name(spot: Spot) -> str:
    return str(_part(spot, "villages").name)


def _poor(spot: Spot) -> Decimal | None:
    poor = _part(spot, "villages").poor
    return Decimal(poor.end) if poor else None


def _goal(spot: Spot) -> str | None:
    wanted = _part(spot, "activities").output
    specifics = [specific for goal in spot.tables.figures.plan.goals for specific in goal.specific]
    return next((specific.name for specific in specifics for output in specific.outputs if output.code == wanted), None)


def _lacking(spot: Spot) -> Decimal | None:
    activity = _part(spot, "activities")
    if not activity.cost:
        return None
    lacking: Decimal = activity.cost - sum(activity.funding.values()) - contributed(activity)
    return lacking


def _next_year(spot: Spot) -> Decimal | None:
    amounts = _part(spot, "projects").next_year.values()
    return sum(amounts, Decimal(0)) if amounts else None


def _demand(spot: Spot) -> Decimal | None:
    return spot.tables.needs.get(_part(spot, "resources").code, Decimal(0))


def _surplus(spot: Spot) -> Decimal | None:
    expected: Decimal | None = _part(spot, "resources").expected
    return None if expected is None else expected - (_demand(spot) or 0)


_RESULTS: Mapping[str, Callable[[Spot], Value]] = {
    "so_kh": _ratio,
    "so_nt": _ratio,
    "so_uoc": _ratio,
    "san_luong": _output,
    "ten_thon": _village_name,
    "ho_ngheo": _poor,
    "muc_tieu": _goal,
    "von_thieu": _lacking,
    "tong_nam_sau": _next_year,
    "nhu_cau": _demand,
    "thua_thieu": _surplus,
}
