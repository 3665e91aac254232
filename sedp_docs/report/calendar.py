"""The calendar of a plan as a `Report`, so that every writer serves it."""

from __future__ import annotations

from collections.abc import Sequence

from sedp_docs.catalog import Catalog
from sedp_docs.model import Plan
from sedp_docs.report.build import head_of, title_of
from sedp_docs.report.rows import numbered, row
from sedp_docs.report.types import Report, Row, Table
from sedp_docs.schedule import Due
from sedp_docs.text import capital

FORM = "lich"


def calendar_report(plan: Plan, catalog: Catalog, dues: Sequence[Due]) -> Report:
    """Return the table "ngày cuối, thời gian, việc, ai làm, văn bản, căn cứ" of some deadlines."""
    form = catalog.forms[FORM]
    table = Table(catalog.tables[FORM], tuple(_row(order, due) for order, due in numbered(dues)))
    return Report(form, title_of(plan, form), head_of(plan, catalog, form), {FORM: table})


def _row(order: str, due: Due) -> Row:
    return row(
        stt=order,
        han=due.day_text,
        thoi_gian=capital(due.timing),
        viec="\n".join((due.what, *(f"({note}.)" for note in due.notes))),
        ai=due.who,
        van_ban="\n".join(part for part in (due.papers, f"Gửi: {due.to}" if due.to else "") if part),
        can_cu=due.cite,
    )
