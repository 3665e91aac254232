"""The indicator tables: the whole list, counts per field, what is presented, parts of the list by subject and by office."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sedp_docs.figures import VERDICT_TITLES
from sedp_docs.figures.judge import counts
from sedp_docs.forms import TableLayout
from sedp_docs.model.sheets import Indicator
from sedp_docs.report.desk import Desk
from sedp_docs.report.live import Comparisons, live
from sedp_docs.report.rows import Body, by_layout, grouped, heading, numbered, of_series, row, table
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH, capital, lower_first, number, short_date

COMPARISONS: Comparisons = {
    "so_kh": (("uoc_x", "kh_x_hdnd"), ("uoc_x", "kh_x_giao")),
    "so_nt": (("uoc_x", "th_x1"),),
    "so_uoc": (("kh_y", "uoc_x"),),
}
VERDICT_KEYS = ("tong", "vuot", "dat", "dat_vuot", "chua_dat", "chua_danh_gia")


def by_field(desk: Desk) -> Iterator[tuple[int, str, list[Indicator]]]:
    """Yield (order, field name, its indicators) in the procedure's order of fields."""
    fields = {field.code: field.name for field in desk.catalog.profile.fields}
    groups = grouped(desk.plan.indicators, lambda each: desk.figures.quantities[each.code].field)
    order = [*fields, *(code for code in groups if code not in fields)]
    yield from ((i, fields.get(code, code), groups[code]) for i, code in enumerate((c for c in order if c in groups), 1))


@table("chi_tieu")
def indicator_table(desk: Desk) -> Body:
    """Return the list of all indicators (form F-CT), grouped by field; "trong đó" lines are not numbered."""
    rows: list[Row] = []
    for i, name, indicators in by_field(desk):
        rows.append(heading(i, "chi_tieu", name.upper()))
        rows.extend(_indicator_rows(desk, indicators))
    notes = (*desk.difference_note(each.code for each in desk.plan.indicators), *_other_sources(desk), *_late(desk))
    return Body(live(desk, rows, COMPARISONS), notes)


def _indicator_rows(desk: Desk, indicators: list[Indicator]) -> Iterator[Row]:
    order = 0
    for each in indicators:
        child = bool(desk.figures.quantities[each.code].part_of)
        order += not child
        yield _indicator_row(desk, each.code, "" if child else str(order))


def _indicator_row(desk: Desk, code: str, order: str) -> Row:
    quantity, next_slot, planned = desk.figures.quantities[code], desk.figures.next_planned(code), desk.figures.planned(code)
    before = str(desk.plan.report_year - 1)
    verdict = desk.figures.verdicts.get(code)
    made = row(
        "dong" if order else "con",
        stt=order,
        chi_tieu=quantity.name if order else f"- {quantity.name}",
        dvt=quantity.unit,
        th_x1=desk.cell(f"{code}.{before}"),
        kh_x_giao=desk.cell(f"{code}.kh.giao"),
        kh_x_hdnd=desk.cell(f"{code}.kh.hdnd"),
        th_6t=desk.cell(f"{code}.thang_6"),
        uoc_x=desk.cell(f"{code}.uoc"),
        so_kh=desk.compared(code, "so_kh", "uoc", planned),
        so_nt=desk.compared(code, "so_nt", "uoc", before),
        kh_y_giao=desk.cell(f"{code}.kh_sau.giao"),
        kh_y=desk.cell(f"{code}.kh_sau"),
        so_uoc=desk.compared(code, "so_uoc", next_slot, "uoc"),
        danh_gia=VERDICT_TITLES[verdict] if verdict else DASH,
    )
    return replace(made, id=code)


def _other_sources(desk: Desk) -> Iterator[str]:
    for each in desk.plan.indicators:
        quantity = desk.figures.quantities[each.code]
        for other in each.others:
            amount = number(other.amount, quantity.decimals)
            note = f". {capital(other.note)}" if other.note else ""
            main = f" Nguồn của số liệu trong biểu: {lower_first(each.source)}." if each.source else ""
            yield f"{quantity.name}: theo {other.source} là {amount} {quantity.unit}{note}.{main}"


def _late(desk: Desk) -> Iterator[str]:
    cut_off = desk.plan.cut_off
    for each in desk.plan.indicators:
        if cut_off and each.dated and each.dated > cut_off:
            name = desk.figures.quantities[each.code].name
            yield f"{name}: số liệu ngày {short_date(each.dated)}, sau ngày chốt số liệu {short_date(cut_off)}."


@table("danh_gia_linh_vuc")
def counts_by_field(desk: Desk) -> Body:
    """Return how many targets were exceeded, met and missed in each field; "đạt và vượt" is their sum."""
    rows = [
        row(stt=str(i), linh_vuc=name, **_tally(desk, [each.code for each in indicators]))
        for i, name, indicators in by_field(desk)
        if any(counts(desk.figures.quantities[each.code]) for each in indicators)
    ]
    total = {key: desk.cell(f"dem.{key}") for key in VERDICT_KEYS}
    note = "Không đếm các dòng “trong đó” và các chỉ tiêu không xác định chiều tăng, giảm."
    return Body((*rows, row("tong", linh_vuc="Tổng số", **total)), (note,))


def _tally(desk: Desk, codes: list[str]) -> dict[str, Cell | str]:
    verdicts = [desk.figures.verdicts[code] for code in codes if code in desk.figures.verdicts]
    found = {key: verdicts.count(key) for key in ("vuot", "dat", "chua_dat", "chua_danh_gia")}
    found |= {"tong": len(verdicts), "dat_vuot": found["vuot"] + found["dat"]}
    return {key: str(found[key]) for key in VERDICT_KEYS}


@table("chi_tieu_trinh")
def presented_targets(desk: Desk) -> Body:
    """Return the targets of year X+1 that the council is asked to resolve, by field, against the estimate of year X."""
    rows = presented_rows(desk, _presented_row)
    return Body(rows, desk.difference_note(each.code for each in desk.plan.indicators if each.to_council))


def presented_rows(desk: Desk, made: Callable[[Desk, str, str], Row]) -> tuple[Row, ...]:
    """Return the targets for the council under the names of their fields; `made` makes the row of one (order, code)."""
    groups = [(name, [each for each in indicators if each.to_council]) for _, name, indicators in by_field(desk)]
    rows: list[Row] = []
    for i, (name, presented) in enumerate(((name, presented) for name, presented in groups if presented), 1):
        rows.append(heading(i, "chi_tieu", name))
        rows.extend(made(desk, order, each.code) for order, each in numbered(presented))
    return tuple(rows)


def _presented_row(desk: Desk, order: str, code: str) -> Row:
    return of_series(
        desk,
        order,
        code,
        uoc_x=desk.cell(f"{code}.uoc"),
        kh_y=desk.cell(f"{code}.kh_sau"),
        so_uoc=desk.compared(code, "so_uoc", desk.figures.next_planned(code), "uoc"),
    )


@by_layout("nhom_chi_tieu")
def chosen_indicators(desk: Desk, layout: TableLayout) -> Body:
    """Return those indicators of the plan that the layout names, in its order, against plan and last year."""
    listed = {each.code for each in desk.plan.indicators}
    return compared_indicators(desk, [code for code in layout.indicators if code in listed])


def compared_indicators(desk: Desk, codes: Sequence[str]) -> Body:
    """Return indicators with TH X−1, KH X, ước X (against plan and last year) and KH X+1, without groups."""
    rows = tuple(compared_row(desk, order, code) for order, code in numbered(codes))
    return Body(rows, desk.difference_note(codes))


def compared_row(desk: Desk, order: str, code: str) -> Row:
    """Return one indicator against plan and last year."""
    planned, before = desk.figures.planned(code), str(desk.plan.report_year - 1)
    return of_series(
        desk,
        order,
        code,
        th_x1=desk.cell(f"{code}.{before}"),
        kh_x=desk.cell(f"{code}.{planned}"),
        uoc_x=desk.cell(f"{code}.uoc"),
        so_kh=desk.compared(code, "so_kh", "uoc", planned),
        so_nt=desk.compared(code, "so_nt", "uoc", before),
        kh_y=desk.cell(f"{code}.kh_sau"),
    )


@table("chi_tieu_theo_co_quan")
def indicators_by_office(desk: Desk) -> Body:
    """Return the indicators below the office that answers for them, in the order of the offices (sở × chỉ tiêu)."""
    rows: list[Row] = []
    groups = grouped(desk.plan.indicators, lambda each: each.office)
    answering = [office for office in desk.plan.offices if office.code in groups]
    for i, office in enumerate(answering, 1):
        rows.append(heading(i, "chi_tieu", office.name))
        rows.extend(compared_row(desk, order, each.code) for order, each in numbered(groups[office.code]))
    return Body(tuple(rows), desk.difference_note(each.code for office in answering for each in groups[office.code]))
