"""The calendar of the procedure as a table."""

from __future__ import annotations

from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, numbered, row, table
from sedp_docs.schedule import deadlines
from sedp_docs.text import capital


@table("lich")
def calendar(desk: Desk) -> Body:
    """Return the deadlines that concern the plan's level, by their last day."""
    rows = (
        row(
            stt=order,
            han=due.day_text,
            thoi_gian=capital(due.timing),
            viec="\n".join((due.what, *(f"({note}.)" for note in due.notes))),
            ai=due.who,
            van_ban="\n".join(part for part in (due.papers, f"Gửi: {due.to}" if due.to else "") if part),
            can_cu=due.cite,
        )
        for order, due in numbered(deadlines(desk.plan, desk.catalog))
    )
    return Body(tuple(rows))
