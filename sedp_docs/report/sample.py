"""A report of made-up values under every declared name: what a template is tried on when there is no plan."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sedp_docs.catalog import Catalog
from sedp_docs.forms import ChartLayout, Form
from sedp_docs.prose import parse
from sedp_docs.report.fields import ROW_KINDS, Field, declared
from sedp_docs.report.types import Cell, Chart, Debt, FieldValue, Report, Row, RowKind, Table

WORDS = "Chữ thử"
_KINDS: tuple[RowKind, ...] = ("nhom", "dong", "con", "tong")
_MADE = ("so", "gach", "muc", "bang", "ghi_chu", "bieu_do", "so_bang", "so_bieu_do", "no_so_lieu")
"""Names that the writer makes from other parts of the report."""


def sample_report(form: Form, catalog: Catalog, figures: Iterable[str], *, full: bool) -> Report:
    """Return a report of a form.

    Args:
        form: whose report.
        catalog: its procedure at its level.
        figures: names of figures that the template cites; each gets a value.
        full: every list has items and every chart is drawn; else lists are empty, as with a plan that is hardly begun.
    """
    known = declared(form, catalog)
    tables = {id: catalog.tables[id] for id in form.all_tables()}
    rows = {id: tuple(Row({c.id: Cell(WORDS) for c in layout.columns}, kind) for kind in _KINDS) for id, layout in tables.items()}
    sections = known.field("muc")
    return Report(
        form=form,
        title=form.title,
        fields={field.name: _value(field, full) for field in known.fields if field.name not in _MADE},
        tables={id: Table(layout, rows[id] if full else (), (WORDS,) if full else ()) for id, layout in tables.items()},
        blocks={field.name: parse(WORDS if full else "") for field in (sections.fields if sections else ())},
        charts={id: _chart(catalog.charts[id]) for id in form.all_charts()} if full else {},
        figures={name: Cell(WORDS, figure=name) for name in figures},
        debts=(Debt(WORDS, WORDS, None, ()),) if full else (),
    )


def _value(field: Field, full: bool) -> FieldValue:
    if field.shape == "nhom":
        return {each.name: _value(each, full) for each in field.fields}
    if field.shape == "danh_sach":
        return [WORDS] if full else []
    return WORDS if full else ""


def _chart(layout: ChartLayout) -> Chart:
    values = (Decimal(1), Decimal(2))
    return Chart(layout, layout.title, ("2023", "2024"), tuple((name, values) for name in layout.figures))


assert set(ROW_KINDS) == set(_KINDS)
