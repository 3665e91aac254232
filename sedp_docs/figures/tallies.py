"""Counts and sums over the plan: "dem.dat_vuot", "ds.chua_dat", "hoat_dong.a.kinh_phi", "du_an.so"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sedp_docs.figures.figure import Figure, Style, UnknownFigureError
from sedp_docs.figures.judge import Verdict
from sedp_docs.model import Plan, Target
from sedp_docs.text import nearest

HEADS = ("dem", "ds", "hoat_dong", "du_an")
COUNTS: Mapping[str, tuple[Verdict, ...]] = {
    "tong": ("vuot", "dat", "chua_dat", "chua_danh_gia"),
    "danh_gia": ("vuot", "dat", "chua_dat"),
    "vuot": ("vuot",),
    "dat": ("dat",),
    "dat_vuot": ("vuot", "dat"),
    "chua_dat": ("chua_dat",),
    "chua_danh_gia": ("chua_danh_gia",),
}


def tally_names() -> list[str]:
    """Return the names of all tallies."""
    lists = [f"{list_}{what}" for list_ in ("", "a.", "b.", "c.") for what in ("so", "kinh_phi")]
    counts = [f"{head}.{key}" for head in ("dem", "ds") for key in COUNTS]
    return [*counts, *(f"hoat_dong.{each}" for each in lists), "du_an.so", "du_an.kinh_phi"]


def tally(name: str, plan: Plan, verdicts: Mapping[str, Verdict], money: tuple[str, int]) -> Figure:
    """Return a count, a list of names or a sum; `money` is the level's unit and decimals. Raises UnknownFigureError."""
    head, _, rest = name.partition(".")
    if head in ("dem", "ds") and rest in COUNTS:
        return _judged(name, head, tuple(code for code, verdict in verdicts.items() if verdict in COUNTS[rest]))
    if name not in tally_names():
        raise UnknownFigureError(name, nearest(name, tally_names()))
    costs = _project_costs(plan) if head == "du_an" else _activity_costs(plan, rest.partition(".")[0])
    formula = f"cộng từ danh sách {'hoạt động' if head == 'hoat_dong' else 'dự án'}"
    if rest.endswith("so"):
        return Figure(name, "", "count", Target("value", Decimal(len(costs))), formula=formula, path=(head,))
    return Figure(name, "", "money", Target("value", sum(costs, Decimal(0))), *money, formula=formula, path=(head,))


def _judged(name: str, head: str, codes: tuple[str, ...]) -> Figure:
    style: Style = "count" if head == "dem" else "names"
    formula = "đếm chỉ tiêu theo kết quả đánh giá" if head == "dem" else "tên chỉ tiêu theo kết quả đánh giá"
    target = Target("value", Decimal(len(codes)))
    return Figure(name, "", style, target, formula=formula, inputs=codes, path=("chi_tieu",), codes=codes)


def _activity_costs(plan: Plan, list_: str) -> list[Decimal]:
    return [activity.cost for activity in plan.activities if list_ not in ("a", "b", "c") or activity.list_ == list_.upper()]


def _project_costs(plan: Plan) -> list[Decimal]:
    return [sum(project.next_year.values(), Decimal(0)) for project in plan.projects]
