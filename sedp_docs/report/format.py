"""Figures as printed: rounding happens here, once; numbers the Vietnamese way, units in prose, none in tables."""

from __future__ import annotations

from decimal import Decimal

from sedp_docs.figures import Figure
from sedp_docs.model import Target
from sedp_docs.text import DASH, number, rounded, with_unit

POINTS = {"%": "điểm phần trăm", "‰": "điểm phần nghìn"}
DIFFERENCE_MARK = "*"
EMPTY = "Không có"
"""The only line of a table without rows."""
DIFFERENCE_NOTE = "* Chỉ tiêu tính bằng tỷ lệ: ghi chênh lệch theo điểm phần trăm."


def target_text(target: Target | None, decimals: int) -> str:
    """Return a target without its unit: "330", "7,3 - 7,8", "dưới 4", "tăng thêm 80"; a dash when there is none."""
    if target is None:
        return DASH
    low = number(target.low, decimals)
    if target.high is not None:
        return f"{low} - {number(target.high, decimals)}"
    return f"{target.words} {low}" if target.words else low


def in_table(figure: Figure) -> str:
    """Return the text of a figure for a table cell, without a unit."""
    return target_text(figure.target, figure.decimals)


def in_prose(figure: Figure) -> str:
    """Return the text of a figure for a sentence: with its unit, a change with its verb."""
    if figure.target is None:
        return DASH
    if figure.style == "change":
        return change_text(figure.target.low, figure)
    if figure.style == "count":
        return number(figure.target.low, 0)
    change = figure.target.kind in ("increase_by", "decrease_by")
    return with_unit(in_table(figure), POINTS.get(figure.unit, figure.unit) if change else figure.unit)


def change_text(amount: Decimal, figure: Figure) -> str:
    """Return "tăng 5,2%", "giảm 5,73 điểm phần trăm" or "không thay đổi"; against a plan "cao hơn", "thấp hơn"."""
    shown = rounded(abs(amount), figure.decimals)
    against_plan = figure.name.endswith("chenh_kh")
    if not shown:
        return "bằng kế hoạch" if against_plan else "không thay đổi"
    up, down = ("cao hơn", "thấp hơn") if against_plan else ("tăng", "giảm")
    unit = POINTS.get(figure.unit, figure.unit) if figure.points else figure.unit
    return f"{up if amount > 0 else down} {with_unit(number(shown, figure.decimals), unit)}"


def signed(amount: Decimal, decimals: int) -> str:
    """Return a difference with its sign: "+1,20", "−5,73", "0,00"."""
    text = number(abs(amount), decimals)
    if not rounded(amount, decimals):
        return text
    return f"+{text}" if amount > 0 else f"\u2212{text}"
