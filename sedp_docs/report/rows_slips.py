"""Tables for hand filling: what is known is printed, what is asked is an empty cell. Blank rows come from the layout."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.actions import Activity
from sedp_docs.model.unit import Village
from sedp_docs.report.desk import Desk
from sedp_docs.report.format import in_table
from sedp_docs.report.rows import Body, numbered, row, table
from sedp_docs.report.rows_actions import quantity
from sedp_docs.report.rows_indicators import by_field
from sedp_docs.report.rows_production import village_cell
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH

VILLAGE_LINES = (
    ("so_ho", "Tổng số hộ", "hộ"),
    ("nhan_khau", "Tổng số người (nhân khẩu)", "người"),
    ("nu", "Trong đó: nữ", "người"),
    ("dan_toc_thieu_so", "Trong đó: người dân tộc thiểu số", "người"),
    ("ho_ngheo_dau_nam", "Hộ nghèo đầu năm", "hộ"),
    ("ho_ngheo_thoat", "Hộ thoát nghèo trong năm", "hộ"),
    ("ho_ngheo_tai", "Hộ tái nghèo trong năm", "hộ"),
    ("ho_ngheo_phat_sinh", "Hộ nghèo phát sinh trong năm", "hộ"),
    ("ho_can_ngheo", "Hộ cận nghèo", "hộ"),
    ("bhyt", "Số người có thẻ bảo hiểm y tế", "người"),
    ("ho_dung_dien", "Hộ dùng điện", "hộ"),
    ("ho_dung_nuoc_hop_ve_sinh", "Hộ dùng nước hợp vệ sinh", "hộ"),
    ("ho_co_nha_tieu_hop_ve_sinh", "Hộ có nhà tiêu hợp vệ sinh", "hộ"),
    ("km_duong_be_tong", "Đường bê tông", "km"),
    ("nha_van_hoa", "Nhà văn hóa (có hay chưa)", ""),
    ("gia_dinh_van_hoa", "Gia đình văn hóa", "hộ"),
)
"""What a village is asked: column of the village sheet, words, unit (proposed; QĐ 1131/QĐ-UBND names the form only)."""


@table("phieu_so_lieu_thon")
def village_figures(desk: Desk) -> Body:
    """Return the basic figures of a village, with those that are known."""
    lines = numbered(VILLAGE_LINES)
    return Body(tuple(row(stt=n, so_lieu=words, dvt=unit, da_co=_known(desk, column)) for n, (column, words, unit) in lines))


def _known(desk: Desk, column: str) -> Cell:
    village = desk.respondent
    if not isinstance(village, Village) or (column == "nha_van_hoa" and "culture_house" not in village.model_fields_set):
        return Cell()
    amount = village.total(column)
    return Cell() if amount is None else village_cell(column, amount)


@table("phieu_kho_khan")
def difficulties(desk: Desk) -> Body:
    """Return no rows: difficulties, causes and solutions are the village's own words."""
    return Body(())


@table("phieu_uu_tien")
def agreed_order(desk: Desk) -> Body:
    """Return no rows: the order is what the meeting agrees on."""
    return Body(())


@table("phieu_hoat_dong")
def proposals(desk: Desk) -> Body:
    """Return what the village has proposed before; its order is for the meeting to write."""
    return Body(tuple(row(viec=each.name, dia_diem=_where(each)) for each in _proposed(desk)))


@table("phieu_diem_nam_nu")
def scores(desk: Desk) -> Body:
    """Return the village's proposals, to be scored by men and by women apart."""
    return Body(tuple(row(stt=order, viec=each.name) for order, each in numbered(_proposed(desk))))


def _proposed(desk: Desk) -> list[Activity]:
    """Return the activities that the respondent proposed, in its own order."""
    code = desk.respondent.code if desk.respondent else ""
    own = [activity for activity in desk.plan.activities if code and activity.proposed_by == code]
    return sorted(own, key=lambda activity: activity.village_rank or 10_000)


def _where(activity: Activity) -> str:
    return "; ".join(part for part in (activity.place, quantity(activity)) if part and part != DASH)


@table("phieu_so_lieu")
def office_figures(desk: Desk) -> Body:
    """Return the rows that an office answers for: TH X−1 and KH X as known, the other cells to be written.

    Computed series are not asked for. Indicators come first, by field; then production and budget.
    """
    return Body(tuple(_asked(desk, order, each) for order, each in numbered(_owned(desk))))


def _owned(desk: Desk) -> Iterator[Quantity]:
    code = desk.respondent.code if desk.respondent else ""
    known = desk.figures.quantities
    indicators = [known[each.code] for _, _, rows in by_field(desk) for each in rows]
    others = [each for each in known.values() if not each.is_indicator]
    yield from (each for each in (*indicators, *others) if code and each.office == code and each.series and not each.formula)


def _asked(desk: Desk, order: str, quantity: Quantity) -> Row:
    before, planned = str(desk.plan.report_year - 1), desk.figures.planned(quantity.code)
    return row(stt=order, so_lieu=quantity.name, dvt=quantity.unit, th_x1=_printed(desk, quantity.code, before),
               kh_x=_printed(desk, quantity.code, planned))  # fmt: skip


def _printed(desk: Desk, code: str, slot: str) -> Cell:
    figure = desk.figures[f"{code}.{slot}"]
    amount: Decimal | None = figure.amount
    return Cell() if figure.target is None else Cell(in_table(figure), amount, figure.decimals, figure.name)
