"""Tables for the council: the targets that it is asked to resolve, or has resolved, and those that were missed."""

from __future__ import annotations

from sedp_docs.model.sheets import Indicator
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, numbered, of_series, table
from sedp_docs.report.rows_indicators import presented_rows
from sedp_docs.report.types import Row
from sedp_docs.text import DASH, capital


def resolved_slot(desk: Desk) -> str:
    """Return the slot of KH X+1 that a resolution prints: as voted after the session, as submitted before it."""
    voted = desk.plan.round == "sau-hdnd" and desk.plan.unit.has_council
    return "kh_sau.hdnd" if voted else "kh_sau"


@table("chi_tieu_nghi_quyet")
def resolved_targets(desk: Desk) -> Body:
    """Return the targets of year X+1 for the council, by field, beside the estimate of year X."""
    return Body(presented_rows(desk, _target))


def _target(desk: Desk, order: str, code: str) -> Row:
    slot = resolved_slot(desk)
    return of_series(desk, order, code, uoc_x=desk.cell(f"{code}.uoc"), kh_y=desk.cell(f"{code}.{slot}"))


@table("chi_tieu_chua_dat")
def missed_targets(desk: Desk) -> Body:
    """Return the targets of year X that are not met, each with its reason."""
    return Body(tuple(_missed(desk, order, each) for order, each in numbered(desk.judged("chua_dat"))))


def _missed(desk: Desk, order: str, each: Indicator) -> Row:
    return of_series(
        desk,
        order,
        each.code,
        kh_x=desk.cell(f"{each.code}.{desk.figures.planned(each.code)}"),
        uoc_x=desk.cell(f"{each.code}.uoc"),
        ly_do=capital(each.reason) or DASH,
    )
