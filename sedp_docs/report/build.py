"""Plan and figures into the `Report` of one form. Pure: today's date and the debts are arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sedp_docs.catalog import Catalog, Level
from sedp_docs.eras import era_of, plan_day
from sedp_docs.figures import Figures, UnknownFigureError
from sedp_docs.forms import ChartLayout, Form
from sedp_docs.model import Plan, Prose
from sedp_docs.prose import Text, escaped, expand, parse
from sedp_docs.report import (
    rows_actions,
    rows_assigned,
    rows_council,
    rows_dossier,
    rows_frames,
    rows_indicators,
    rows_production,
    rows_products,
    rows_progress,
    rows_public,
    rows_slips,
    rows_units,
)
from sedp_docs.report.desk import Desk, Edited
from sedp_docs.report.draft import drafted
from sedp_docs.report.heads import fill, head_fields, paper_of, proposed_column
from sedp_docs.report.papers import CITED, citations, cited_paper, condition_fields, council_fields, worded
from sedp_docs.report.rows import body_of
from sedp_docs.report.slips import Respondent, minutes_fields, name_of, slip_fields
from sedp_docs.report.types import Cell, Chart, Debt, FieldValue, Report, Row, Table
from sedp_docs.text import NBSP

_YEAR = re.compile(r"năm (?=\d)")
"""A year stays with its word where a subject breaks into two lines."""
SUBJECTS = (
    rows_actions, rows_assigned, rows_council, rows_dossier, rows_frames, rows_indicators, rows_production, rows_products,
    rows_progress, rows_public, rows_slips, rows_units,
)  # fmt: skip
"""The modules whose makers are in `MAKERS` and `LAYOUT_MAKERS`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a document is made, and what it may say of the last round.

    `respondent` fills the form in by hand (None prints dots for them); `unit` is the code of the only unit whose annex is
    wanted; `edits` are the changes since the last round.
    """

    respondent: Respondent | None = None
    unit: str = ""
    edits: Sequence[Edited] = ()


WHOLE = Scope()
"""All of a document, in its first round."""


def build_report(
    plan: Plan,
    catalog: Catalog,
    figures: Figures,
    form: Form,
    debts: Mapping[str, Debt],
    scope: Scope = WHOLE,
) -> Report:
    """Return what a document prints.

    Args:
        plan: the plan.
        catalog: its procedure at its level.
        figures: every number of the plan.
        form: the document.
        debts: the values that a draft may lack, by figure name.
        scope: for whom it is made, and what changed since the last round.
    """
    who = scope.respondent
    desk = Desk(plan, catalog, figures, debts, respondent=who, form=form, unit=scope.unit, edits=scope.edits)
    tables = {id: _table(desk, id) for id in form.all_tables()}
    blocks = _blocks(desk, form)
    charts = {id: chart for id in form.all_charts() if (chart := _chart(desk, _in_money(catalog.charts[id], catalog.level)))}
    return Report(
        form=form,
        title=title_of(plan, form, who),
        fields=head_of(plan, catalog, form, who, alone=bool(scope.unit)),
        tables=tables,
        blocks=blocks,
        charts=charts,
        figures=dict(sorted(desk.printed.items())),
        debts=_distinct(debts.values()),
        day=paper_of(plan, form).day,
    )


def _distinct(debts: Iterable[Debt]) -> tuple[Debt, ...]:
    return tuple(dict.fromkeys(debts))


def title_of(plan: Plan, form: Form, respondent: Respondent | None = None) -> str:
    """Return the title of a document for lists and file properties: with its year and unit, or with who fills it in."""
    if respondent is not None:
        return f"{form.title} năm {plan.plan_year}: {name_of(respondent, form)}"
    owner = f"của {plan.unit.issuer}" if plan.unit.issuer else plan.unit.full_name
    return f"{fill(form.title, plan)} năm {plan.plan_year} {owner}"


def head_of(
    plan: Plan, catalog: Catalog, form: Form, respondent: Respondent | None = None, *, alone: bool = False
) -> dict[str, FieldValue]:
    """Return the fields that every document has: years, unit, council, cited papers, `van_ban`; `phieu` on hand forms."""
    above = plan.unit.superiors[0] if plan.unit.superiors else None
    unit: dict[str, FieldValue] = {
        "loai": plan.unit.kind,
        "ten": plan.unit.name,
        "ten_day_du": plan.unit.full_name,
        "tien": catalog.level.money,
        "co_quan": plan.unit.issuer or f"Ủy ban nhân dân {plan.unit.full_name}",
        "cap_tren": f"{above.kind} {above.name}" if above else "cấp trên",
        "nganh": plan.sector,
        "noi_nop": _sent_up_to(plan, catalog),
        "cot_xay_dung": proposed_column(plan),
        "cap_uy": plan.unit.party_committee,
    }
    fields: dict[str, FieldValue] = {
        "nam_x": str(plan.report_year),
        "nam_y": str(plan.plan_year),
        "nam_x1": str(plan.report_year - 1),
        "don_vi": unit,
        "hdnd": council_fields(plan, catalog),
        "khi": condition_fields(plan, alone),
        "vien_dan": citations(plan, catalog),
    }
    slip: dict[str, FieldValue] = {"phieu": slip_fields(plan, form, respondent)} if form.filled_by else {}
    paper = head_fields(plan, catalog, form, _subject(plan, catalog, form, slip), lambda text: worded(text, fields))
    own = minutes_fields(plan, form, respondent) if form.filled_by and form.kind == "BB" else {}
    return fields | {"van_ban": paper | own} | slip


def _sent_up_to(plan: Plan, catalog: Catalog) -> str:
    """Return who gets a plan: the unit above, of a province the ministry of its era, of a sector the planning department."""
    if plan.unit.superiors and not plan.sector:
        return f"Ủy ban nhân dân {plan.unit.superiors[0].kind} {plan.unit.superiors[0].name}"
    era = era_of(plan_day(plan), catalog.eras)
    return era.organ("ke_hoach_tinh" if plan.sector else "ke_hoach_trung_uong") or "Ủy ban nhân dân cấp trên"


def _subject(plan: Plan, catalog: Catalog, form: Form, slip: Mapping[str, FieldValue]) -> str:
    """Return what a paper is about: the form's own words, else those of the outline."""
    if not form.subtitle:
        return fill(catalog.level.outline.subject, plan) if catalog.level.outline else form.title
    subject = worded(fill(form.subtitle, plan), slip)
    return _YEAR.sub(f"năm{NBSP}", subject) if form.is_paper else subject


def _table(desk: Desk, id: str) -> Table:
    body, layout = body_of(desk, id), desk.catalog.tables[id]
    if not desk.plan.unit.has_council:
        layout = layout.without_council()
    blank = {column.id: Cell() for column in layout.columns}
    rows = tuple(Row({id: each.cells.get(id, empty) for id, empty in blank.items()}, each.kind, each.id) for each in body.rows)
    spare = max(layout.blank_rows, layout.least_rows - len(rows))
    return Table(layout, rows + (Row(blank),) * spare, body.notes)


def _blocks(desk: Desk, form: Form) -> dict[str, Text]:
    """Return the prose of each section: of the outline, or of the form's own sections."""
    prose = desk.plan.prose
    written = prose.get(form.id) or (prose.get(form.annex_of, {}) if form.revised else {})
    if form.has_outline and desk.catalog.level.outline is not None:
        drafts = desk.catalog.level.drafts
        keys = desk.catalog.level.outline.leaves()
        return {key: _section(desk, written.get(key, Prose()), drafts.get(key, "")) for key in keys}
    return {each.key: _section(desk, _own_or_drafted(written.get(each.key, Prose())), each.draft) for each in form.sections()}


def prose_of(plan: Plan, catalog: Catalog, figures: Figures, form: Form) -> dict[str, Text]:
    """Return the prose of a document by section, without the rest of its report."""
    return _blocks(Desk(plan, catalog, figures, form=form), form)


def drafted_sections(plan: Plan, form: Form) -> list[str]:
    """Return the sections of a document whose sentences are drafted from figures, wholly or in part."""
    written = plan.prose.get(form.id, {})
    own = [each.key for each in form.sections() if each.draft and _own_or_drafted(written.get(each.key, Prose())).drafted]
    return own if form.is_paper else [key for key, prose in written.items() if prose.drafted]


def _own_or_drafted(prose: Prose) -> Prose:
    """Return the prose of a paper's section: one that nobody wrote asks for the drafted sentences."""
    return prose if any(text.strip() for text in prose.paragraphs) else prose.model_copy(update={"drafted": True})


def _section(desk: Desk, prose: Prose, draft: str) -> Text:
    paragraphs = list(prose.paragraphs)
    if prose.drafted and draft:
        paragraphs = [*drafted(desk, desk.catalog.phrases[draft]), *paragraphs]
    return parse("\n\n".join(expand(each, lambda name: _cited(desk, name)) for each in paragraphs))


def _cited(desk: Desk, name: str) -> str:
    """Return the text of a citation; an unknown name was reported by the rules and stays visible in braces."""
    if name.startswith(CITED):
        return escaped(cited_paper(desk.plan, desk.catalog, name.removeprefix(CITED)) or "{" + name + "}")
    try:
        return escaped(desk.sentence(name))
    except UnknownFigureError:
        return escaped("{" + name + "}")


def _in_money(layout: ChartLayout, level: Level) -> ChartLayout:
    """Return a chart; one without a unit shows the level's money."""
    return layout if layout.unit else layout.model_copy(update={"unit": level.money, "decimals": level.money_decimals})


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
