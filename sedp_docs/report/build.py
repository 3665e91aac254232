"""Plan and figures into the `Report` of one form. Pure: today's date and the debts are arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sedp_docs.catalog import Catalog, ChartLayout, Form
from sedp_docs.figures import Figures, UnknownFigureError
from sedp_docs.model import Plan, Prose
from sedp_docs.prose import Text, escaped, expand, parse
from sedp_docs.report import (
    rows_actions,
    rows_frames,
    rows_indicators,
    rows_production,
    rows_products,
    rows_progress,
    rows_slips,
    rows_units,
)
from sedp_docs.report.desk import Desk
from sedp_docs.report.draft import drafted
from sedp_docs.report.heads import fill, head_fields, issuer, paper_of
from sedp_docs.report.rows import body_of
from sedp_docs.report.slips import Respondent, minutes_fields, name_of, slip_fields
from sedp_docs.report.types import Cell, Chart, Debt, FieldValue, Report, Row, Table

SUBJECTS = (
    rows_actions, rows_frames, rows_indicators, rows_production, rows_products, rows_progress, rows_slips, rows_units,
)  # fmt: skip
"""The modules whose makers are in `MAKERS` and `LAYOUT_MAKERS`."""


def build_report(
    plan: Plan, catalog: Catalog, figures: Figures, form: Form, debts: Mapping[str, Debt], respondent: Respondent | None = None
) -> Report:
    """Return what a document prints.

    Args:
        plan: the plan.
        catalog: its procedure at its level.
        figures: every number of the plan.
        form: the document.
        debts: the values that a draft may lack, by figure name.
        respondent: who fills the form in by hand; None prints dots for them.
    """
    desk = Desk(plan, catalog, figures, debts, respondent=respondent)
    tables = {id: _table(desk, id) for id in form.all_tables()}
    blocks = _blocks(desk, form)
    charts = {id: chart for id in form.all_charts() if (chart := _chart(desk, catalog.charts[id]))}
    return Report(
        form=form,
        title=title_of(plan, form, respondent),
        fields=head_of(plan, catalog, form, respondent) | numbers_of(form, tables, charts),
        tables=tables,
        blocks=blocks,
        charts=charts,
        figures=dict(sorted(desk.printed.items())),
        debts=_distinct(debts.values()),
        day=paper_of(plan, form).day,
    )


def numbers_of(form: Form, tables: Mapping[str, Table], charts: Mapping[str, Chart]) -> dict[str, FieldValue]:
    """Return the fields `so_bang` and `so_bieu_do`: the caption numbers of the tables and charts that are printed, else ""."""
    shown = [id for id in form.captioned() if tables[id].rows or not tables[id].layout.hidden_when_empty]
    drawn = [id for id in form.all_charts() if id in charts]
    return {
        "so_bang": {id: str(shown.index(id) + 1) if id in shown else "" for id in form.captioned()},
        "so_bieu_do": {id: str(drawn.index(id) + 1) if id in drawn else "" for id in form.all_charts()},
    }


def _distinct(debts: Iterable[Debt]) -> tuple[Debt, ...]:
    return tuple(dict.fromkeys(debts))


def title_of(plan: Plan, form: Form, respondent: Respondent | None = None) -> str:
    """Return the title of a document for lists and file properties: with its year and unit, or with who fills it in."""
    if respondent is not None:
        return f"{form.title} năm {plan.plan_year}: {name_of(respondent, form)}"
    return f"{form.title} năm {plan.plan_year} {plan.unit.full_name}"


def head_of(plan: Plan, catalog: Catalog, form: Form, respondent: Respondent | None = None) -> dict[str, FieldValue]:
    """Return the fields that every document has: years, `don_vi`, `van_ban`; `phieu` on forms for hand filling."""
    subject = fill(catalog.level.outline.subject, plan) if catalog.level.outline else form.title
    unit: dict[str, FieldValue] = {
        "loai": plan.unit.kind,
        "ten": plan.unit.name,
        "ten_day_du": plan.unit.full_name,
        "tien": catalog.level.money,
        "co_quan_lap": issuer(plan),
        "nganh": plan.sector,
    }
    years: dict[str, FieldValue] = {
        "nam_x": str(plan.report_year),
        "nam_y": str(plan.plan_year),
        "nam_x1": str(plan.report_year - 1),
    }
    head = {**years, "don_vi": unit, "van_ban": head_fields(plan, form, subject)}
    return head | _slip_head(plan, form, respondent) if form.filled_by else head


def _slip_head(plan: Plan, form: Form, respondent: Respondent | None) -> dict[str, FieldValue]:
    """Return the fields of a form for hand filling that differ from those of other papers."""
    slip = slip_fields(plan, form, respondent)
    subject = fill(form.subtitle, plan).replace("{noi}", str(slip["ten"])).replace("{thon}", str(slip["loai"]))
    own = minutes_fields(plan, form, respondent) if form.kind == "BB" else {}
    return {"phieu": slip, "van_ban": head_fields(plan, form, subject) | own}


def _table(desk: Desk, id: str) -> Table:
    body, layout = body_of(desk, id), desk.catalog.tables[id]
    blank = {column.id: Cell() for column in layout.columns}
    rows = tuple(Row({id: each.cells.get(id, empty) for id, empty in blank.items()}, each.kind, each.id) for each in body.rows)
    spare = max(layout.blank_rows, layout.least_rows - len(rows))
    return Table(layout, rows + (Row(blank),) * spare, body.notes)


def _blocks(desk: Desk, form: Form) -> dict[str, Text]:
    if not form.has_outline or desk.catalog.level.outline is None:
        return {}
    written = desk.plan.prose.get(form.id, {})
    return {key: _section(desk, key, written.get(key, Prose())) for key in desk.catalog.level.outline.leaves()}


def _section(desk: Desk, key: str, prose: Prose) -> Text:
    paragraphs = list(prose.paragraphs)
    if prose.drafted and key in desk.catalog.level.drafts:
        paragraphs = [*drafted(desk, desk.catalog.phrases[desk.catalog.level.drafts[key]]), *paragraphs]
    return parse("\n\n".join(expand(each, lambda name: _cited(desk, name)) for each in paragraphs))


def _cited(desk: Desk, name: str) -> str:
    """Return the text of a citation; an unknown name was reported by the rules and stays visible in braces."""
    try:
        return escaped(desk.sentence(name))
    except UnknownFigureError:
        return escaped("{" + name + "}")


def _chart(desk: Desk, layout: ChartLayout) -> Chart | None:
    """Return a chart, or None when it would show fewer than two points."""
    years = sorted({year for name in layout.figures for year in _history(desk, name)})
    slots = [*(str(year) for year in years), "uoc", "kh_sau"]
    plan = desk.plan
    categories = (*(str(year) for year in years), f"Ước {plan.report_year}", f"KH {plan.plan_year}")
    series = tuple((desk.title(name), tuple(_point(desk, f"{name}.{slot}") for slot in slots)) for name in layout.figures)
    enough = any(sum(point is not None for point in points) > 1 for _, points in series)
    return Chart(layout, fill(layout.title, plan), categories, series) if enough else None


def _history(desk: Desk, code: str) -> list[int]:
    last = desk.plan.report_year
    return [year for year in range(last - 5, last) if desk.figures[f"{code}.{year}"].amount is not None]


def _point(desk: Desk, name: str) -> Decimal | None:
    desk.cell(name)
    return desk.figures[name].amount
