"""Tables of the notice for the people: the works of the year with the people's share, and the answer to each village."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sedp_docs.model.actions import Activity
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, heading, numbered, row, sum_note, table
from sedp_docs.report.rows_actions import LISTS_NOTE, OUTCOMES, contributed, fund_names, months, ranked
from sedp_docs.report.types import Row
from sedp_docs.text import DASH, capital, lower_first


@table("cong_khai_cong_trinh")
def works(desk: Desk) -> Body:
    """Return the activities of list A in their order, with place, cost and the people's share."""
    listed = ranked(desk, "A")
    if not listed:
        return Body(())
    rows = [_work(desk, order, each) for order, each in numbered(listed)]
    total = row("tong", cong_trinh="Tổng cộng", kinh_phi=desk.money(sum((each.cost for each in listed), Decimal(0))),
                dan_gop=desk.money(sum((contributed(each) for each in listed), Decimal(0))))  # fmt: skip
    return Body((*rows, total), sum_note(total, rows, ("kinh_phi", "dan_gop")))


def _work(desk: Desk, order: str, each: Activity) -> Row:
    return row(
        stt=order,
        cong_trinh=each.name,
        dia_diem=each.place or DASH,
        thoi_gian=months(each),
        kinh_phi=desk.money(each.cost),
        dan_gop=desk.money(contributed(each)),
    )


@table("cong_khai_thon")
def village_answers(desk: Desk) -> Body:
    """Return what each village asked for and what became of it; a row of kind nhom opens the page of a village."""
    rows: list[Row] = []
    asked = [(each, [a for a in desk.plan.activities if a.proposed_by == each.code]) for each in desk.plan.villages]
    for i, (village, proposals) in enumerate(((each, listed) for each, listed in asked if listed), 1):
        if desk.unit in ("", village.code):
            rows.append(replace(heading(i, "de_xuat", village.title), id=village.code))
            rows.extend(_answer(desk, each) for each in sorted(proposals, key=lambda each: each.village_rank or 99))
    return Body(tuple(rows), (LISTS_NOTE,) if rows else ())


def _answer(desk: Desk, each: Activity) -> Row:
    return row(
        stt=str(each.village_rank or DASH),
        de_xuat=each.name,
        kinh_phi=desk.money(each.cost),
        ket_qua=OUTCOMES[each.list_],
        ly_do=_why(desk, each),
    )


def _why(desk: Desk, each: Activity) -> str:
    """Return the reason of an outcome: as written, else when and with whose money it is done, or that there is none yet."""
    if each.reason:
        return each.reason
    if each.list_ == "A":
        people = contributed(each)
        parts = (
            f"Thực hiện {lower_first(months(each))}" if each.from_month else "",
            f"nguồn vốn: {fund_names(desk, each.funding, short=False)}" if each.funding else "",
            f"Nhân dân đóng góp {desk.money(people).text}" if people else "",
        )
        return capital("; ".join(part for part in parts if part)) or DASH
    return "Chưa rõ nguồn vốn, thực hiện khi có nguồn bổ sung" if each.list_ == "B" else DASH
