"""The plan frame (khung KH) and the M&E frame (khung TDĐG) of QĐ 1131/QĐ-UBND, cấp xã, bước 5."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.model.actions import Activity, Goal, Monitoring, SpecificGoal
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, heading, numbered, row, table
from sedp_docs.report.rows_actions import beneficiaries, contributed, funds, months
from sedp_docs.report.types import Row
from sedp_docs.text import DASH, capital


@table("khung_ke_hoach_muc_tieu")
def goals(desk: Desk) -> Body:
    """Return the chain from general to specific goals with their indicators and outputs."""
    rows: list[Row] = []
    for i, goal in enumerate(desk.plan.goals, 1):
        rows.append(heading(i, "muc_tieu", f"Mục tiêu chung: {goal.name}"))
        for order, specific in numbered(goal.specific):
            rows.extend(_goal_rows(desk, order, specific))
    return Body(tuple(rows))


def _goal_rows(desk: Desk, order: str, specific: SpecificGoal) -> Iterator[Row]:
    outputs = "\n".join(f"- {output.name}" for output in specific.outputs) or DASH
    known = [code for code in specific.indicators if code in desk.figures.quantities]
    first = {"stt": order, "muc_tieu": specific.name, "dau_ra": outputs, "nhom_yeu_the": "Có" if specific.vulnerable else DASH}
    if not known:
        yield row(**first, chi_tieu=DASH, dvt=DASH, uoc_x=DASH, kh_y=DASH)
    for i, code in enumerate(known):
        head = first if i == 0 else dict.fromkeys(first, "")
        yield row(**head, chi_tieu=desk.title(code), dvt=desk.figures.quantities[code].unit, uoc_x=desk.cell(f"{code}.uoc"),
                  kh_y=desk.cell(f"{code}.kh_sau"))  # fmt: skip


@table("khung_ke_hoach_hoat_dong")
def actions(desk: Desk) -> Body:
    """Return the activities of lists A and B below their outputs, with resources and who is responsible."""
    rows: list[Row] = []
    for i, goal in enumerate(desk.plan.goals, 1):
        chosen = list(_activities_of(desk, goal))
        if chosen:
            rows.append(heading(i, "hoat_dong", goal.name))
            rows.extend(_frame_row(desk, order, activity) for order, activity in numbered(chosen))
    return Body(tuple(rows))


def _activities_of(desk: Desk, goal: Goal) -> Iterator[Activity]:
    outputs = [output.code for specific in goal.specific for output in specific.outputs]
    for code in outputs:
        yield from (a for a in desk.plan.activities if a.output == code and a.list_ != "C")


def _frame_row(desk: Desk, order: str, activity: Activity) -> Row:
    place = "; ".join(part for part in (activity.place, beneficiaries(activity)) if part and part != DASH)
    return row(
        stt=order,
        hoat_dong=activity.name,
        dia_diem=place or DASH,
        thoi_gian=months(activity),
        tong=desk.money(activity.cost),
        nguon_von=_money_from(desk, activity),
        chu_tri=desk.who(activity.lead) or DASH,
        phoi_hop=desk.who(activity.support) or DASH,
        de_xuat_cua=desk.who(activity.proposed_by) or DASH,
        nhom_yeu_the="Có" if activity.vulnerable else DASH,
    )


def _money_from(desk: Desk, activity: Activity) -> str:
    if not activity.cost:
        return "Không cần kinh phí"
    known = funds(desk, activity.funding, contributed(activity))
    unclear = activity.list_ == "B" and not activity.funding
    return "; ".join(part for part in ("Chưa rõ nguồn vốn", known) if part != DASH) if unclear else capital(known)


@table("tddg_chi_tieu")
def monitored_indicators(desk: Desk) -> Body:
    """Return the indicators to be watched, with the seven fields of the M&E frame; blanks take the procedure's defaults."""
    watched = [each for each in desk.plan.monitoring if each.indicator in desk.figures.quantities]
    return Body(tuple(_watched_row(desk, order, each) for order, each in numbered(watched)))


def _watched_row(desk: Desk, order: str, each: Monitoring) -> Row:
    code = each.indicator
    quantity, usual = desk.figures.quantities[code], desk.catalog.profile.monitoring
    return row(
        stt=order,
        chi_tieu=each.measure or quantity.name,
        dvt=quantity.unit,
        uoc_x=desk.cell(f"{code}.uoc"),
        kh_y=desk.cell(f"{code}.kh_sau"),
        nguon_thong_tin=each.source or quantity.source or usual.get("nguon_thong_tin", DASH),
        nguoi_thu_thap=desk.who(each.collector) or usual.get("nguoi_thu_thap", DASH),
        nguoi_cung_cap=desk.who(each.provider or quantity.office) or usual.get("nguoi_cung_cap", DASH),
        tan_suat=each.frequency or usual.get("tan_suat", DASH),
        mau_bao_cao=each.form or usual.get("mau_bao_cao", DASH),
        bao_cao_cho=each.reported_to or usual.get("bao_cao_cho", DASH),
        su_dung=each.use or usual.get("su_dung", DASH),
    )


@table("tddg_hoat_dong")
def monitored_activities(desk: Desk) -> Body:
    """Return the action programme to be watched: results, time, responsibility, money planned; results are filled in later."""
    known = {activity.code: activity for activity in desk.plan.activities}
    watched = [(each, known[each.activity]) for each in desk.plan.monitoring if each.activity in known]
    return Body(tuple(_action_row(desk, order, *pair) for order, pair in numbered(watched)))


def _action_row(desk: Desk, order: str, each: Monitoring, activity: Activity) -> Row:
    usual = desk.catalog.profile.monitoring
    return row(
        stt=order,
        hoat_dong=activity.name,
        ket_qua=each.measure or DASH,
        thoi_gian=months(activity),
        trach_nhiem=desk.who(activity.lead) or DASH,
        tan_suat=each.frequency or usual.get("tan_suat", DASH),
        bao_cao_cho=each.reported_to or usual.get("bao_cao_cho", DASH),
        kinh_phi_kh=desk.money(activity.cost),
        kinh_phi_th="",
        tinh_trang="",
    )
