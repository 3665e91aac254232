"""Tables of the decision that assigns the plan and of the plan that carries it out: who has to reach and to do what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sedp_docs.model.actions import Activity, Task
from sedp_docs.model.sheets import Indicator
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, heading, numbered, row, table
from sedp_docs.report.rows_actions import months, ranked
from sedp_docs.report.rows_indicators import by_field
from sedp_docs.report.types import Row
from sedp_docs.text import DASH, NBSP, capital, roman


@dataclass(frozen=True, slots=True)
class Receiver:
    """A unit that gets targets: its code, its printed name, the names of its figures (code, slot of KH X+1)."""

    code: str
    name: str
    targets: Sequence[tuple[str, str]]


def receivers(desk: Desk) -> list[Receiver]:
    """Return who gets targets: offices by the indicators that they answer for, others by their own rows."""
    plan = desk.plan
    found = [Receiver(each.code, each.name, _answered(desk, each.code)) for each in plan.offices]
    found += [Receiver(each.code, each.title, _assigned(desk, each.code)) for each in plan.subordinates]
    found += [Receiver(each.code, each.title, _assigned(desk, each.code)) for each in plan.villages]
    return [each for each in found if each.targets]


def _assigned(desk: Desk, unit: str) -> list[tuple[str, str]]:
    """Return what a unit is assigned, in the order in which the plan prints the indicators."""
    printed = [each.code for _, _, indicators in by_field(desk) for each in indicators]
    order = {code: n for n, code in enumerate(printed)}
    own = [each for each in desk.plan.by_unit if each.unit == unit and each.code in desk.figures.quantities]
    rows = sorted(own, key=lambda each: order.get(each.indicator, len(order)))
    return [(each.code, "kh_sau.giao") for each in rows if desk.figures[f"{each.code}.kh_sau.giao"].target]


def _answered(desk: Desk, office: str) -> list[tuple[str, str]]:
    own = [each.code for each in desk.plan.indicators if each.office == office and each.code in desk.figures.quantities]
    return [(code, "kh_sau") for code in own] + _assigned(desk, office)


@table("giao_chi_tieu")
def assigned_targets(desk: Desk) -> Body:
    """Return the targets of each receiver below its name; a row of kind nhom opens the page of a unit."""
    rows: list[Row] = []
    for i, each in enumerate(receivers(desk), 1):
        if desk.unit in ("", each.code):
            rows.append(replace(heading(i, "chi_tieu", each.name), id=each.code))
            rows.extend(_assigned_row(desk, order, *target) for order, target in numbered(each.targets))
    return Body(tuple(rows))


def _assigned_row(desk: Desk, order: str, code: str, slot: str) -> Row:
    quantity = desk.figures.quantities[code]
    indicator = desk.figures.quantities.get(code.rpartition(".")[0]) if slot == "kh_sau.giao" else None
    return row(
        stt=order,
        chi_tieu=(indicator or quantity).name,
        dvt=quantity.unit,
        uoc_x=desk.cell(f"{code}.uoc"),
        kh_y=desk.cell(f"{code}.{slot}"),
    )


@table("don_vi_nhan")
def units_that_receive(desk: Desk) -> Body:
    """Return who gets an annex, with its number and how many targets it has."""
    units = enumerate(receivers(desk), 1)
    return Body(tuple(row(phu_luc=roman(i), don_vi=each.name, so_chi_tieu=str(len(each.targets))) for i, each in units))


@table("trien_khai")
def tasks(desk: Desk) -> Body:
    """Return what is to be done, by whom, until when, with what result: targets, list A, other tasks."""
    parts = (
        ("Tổ chức thực hiện các chỉ tiêu", list(_target_rows(desk))),
        ("Thực hiện các hoạt động, công trình của danh mục A", [_activity(desk, each) for each in ranked(desk, "A")]),
        ("Các nhiệm vụ khác", [_task(desk, each) for each in desk.plan.tasks]),
    )
    rows: list[Row] = []
    for i, (title, made) in enumerate(((title, made) for title, made in parts if made), 1):
        rows.append(heading(i, "nhiem_vu", title))
        rows.extend(row(**(dict(each.cells) | {"stt": order})) for order, each in numbered(made))
    return Body(tuple(rows))


def _target_rows(desk: Desk) -> Iterator[Row]:
    for _, _, indicators in by_field(desk):
        for each in indicators:
            if not desk.figures.quantities[each.code].part_of and each.office:
                yield _target(desk, each)


def _target(desk: Desk, each: Indicator) -> Row:
    watched = next((line for line in desk.plan.monitoring if line.indicator == each.code), None)
    return row(
        nhiem_vu=f"{desk.title(each.code)}: {desk.sentence(f'{each.code}.kh_sau')}",
        chu_tri=desk.who(each.office),
        phoi_hop=DASH,
        thoi_han=f"Năm {desk.plan.plan_year}",
        san_pham=(watched.form if watched else "") or "Số liệu báo cáo",
    )


def _activity(desk: Desk, each: Activity) -> Row:
    watched = next((line for line in desk.plan.monitoring if line.activity == each.code), None)
    return row(
        nhiem_vu=each.name,
        chu_tri=desk.who(each.lead) or DASH,
        phoi_hop=desk.who_short(each.support) or DASH,
        thoi_han=_within(desk, each),
        san_pham=capital(watched.measure) if watched and watched.measure else "Hoàn thành, nghiệm thu",
    )


def _within(desk: Desk, each: Activity) -> str:
    span = months(each)
    return f"Năm {desk.plan.plan_year}" if span == DASH else f"{span}{NBSP}năm{NBSP}{desk.plan.plan_year}"


def _task(desk: Desk, each: Task) -> Row:
    return row(
        nhiem_vu=each.task,
        chu_tri=desk.who(each.office),
        phoi_hop=desk.who_short(each.support) or DASH,
        thoi_han=each.due or f"Năm {desk.plan.plan_year}",
        san_pham=each.product or DASH,
    )
