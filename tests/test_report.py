"""What a report prints beside plain figures: notes on rounding, sources, late figures; drafts; debts."""

from __future__ import annotations

from sedp_docs.app.cases import debts_of
from sedp_docs.prose import Paragraph
from sedp_docs.report.build import build_report
from sedp_docs.report.rows import SUM_NOTE
from sedp_docs.report.types import Report
from tests.plan_builder import plan_from


def report(text: str, document: str = "ke-hoach") -> Report:
    """Return the report of a plan written in the test."""
    plan = plan_from(text)
    return build_report(plan.plan, plan.catalog, plan.figures, plan.catalog.forms[document], {})


BUDGET = """\
ngan_sach:
  - {ma: thu_a, phan: thu, ten: Phí, lệ phí, ket_qua: {uoc: @}}
  - {ma: thu_b, phan: thu, ten: Bổ sung cân đối, ket_qua: {uoc: @}}
""".replace("Phí, lệ phí", "Phí và lệ phí")


def test_a_total_comes_from_unrounded_parts_and_says_so_when_the_printed_ones_differ() -> None:
    table = report(BUDGET.replace("@", "10.4")).tables["thu_chi"]
    assert [row.cells["uoc_x"].text for row in table.rows] == ["21", "10", "10"]  # 20,8 from 10,4 + 10,4
    assert table.notes == (SUM_NOTE,)


def test_a_total_whose_parts_add_up_needs_no_note() -> None:
    assert report(BUDGET.replace("@", "10")).tables["thu_chi"].notes == ()


def test_the_yearly_yield_is_output_over_area_not_the_mean_of_the_seasons() -> None:
    table = report("""\
trong_trot:
  - {ma: x, cay: Lúa, vu: Vụ xuân, nhom_cay: luong_thuc_co_hat, dien_tich: {ket_qua: {uoc: 95}}, nang_suat: {ket_qua: {uoc: 56}}}
  - {ma: m, cay: Lúa, vu: Vụ mùa, nhom_cay: luong_thuc_co_hat, dien_tich: {ket_qua: {uoc: 235}}, nang_suat: {ket_qua: {uoc: 51}}}
""").tables["trong_trot"]
    year = table.rows[1]
    assert (year.cells["cay"].text, year.cells["nang_suat_uoc_x"].text) == ("Lúa cả năm", "52,44")


def test_a_draft_marks_what_is_owed_and_what_is_computed_from_it() -> None:
    plan = plan_from("""\
co_quan: [{ma: kn, ten: Khuyến nông}]
thon: [{ma: t1, ten: Nà Lốc, so_ho: 90}, {ma: t2, ten: Phìn Sưng}]
trong_trot:
  - ma: x
    cay: Lúa
    vu: Vụ xuân
    nhom_cay: luong_thuc_co_hat
    co_quan: kn
    dien_tich: {ket_qua: {uoc: 95}, kh_sau: {trinh: 95}}
    nang_suat: {kh_sau: {trinh: 56}}
chi_tieu: [{ma: tong_so_ho}, {ma: thu_nhap_binh_quan, co_quan: kn, kh: 30, ket_qua: {uoc: 31}}]
thuyet_minh: {ke-hoach: {"I.III": "{x.san_luong}; {x.san_luong.kh_sau}; {tong_so_ho}; {thu_nhap_binh_quan.tang_sau}"}}
""")
    report = build_report(plan.plan, plan.catalog, plan.figures, plan.catalog.forms["ke-hoach"], debts_of(plan.case))
    (paragraph,) = (block for block in report.blocks["I.III"].blocks if isinstance(block, Paragraph))
    said = "".join(run.text for run in paragraph.runs).replace("\u00a0", " ")
    assert said == "[chưa có: Khuyến nông]; 532,0 tấn; [chưa có: thôn Phìn Sưng]; [chưa có: Khuyến nông]"
    assert report.tables["so_lieu_thon"].rows[1].cells["so_ho"].missing
    assert report.tables["chi_tieu"].rows[-1].cells["kh_y"].missing


def test_a_second_source_and_a_late_figure_stand_below_the_table() -> None:
    notes = (
        report("""\
ngay_chot_so_lieu: 2024-11-25
chi_tieu:
  - ma: thu_nhap_binh_quan
    kh: 33
    ket_qua: {uoc: 33.8}
    kh_sau: {trinh: 37}
    nguon: Khảo sát của xã
    ngay_so_lieu: 2024-11-29
    so_lieu_khac: [{gia_tri: 32.9, nguon: Chi cục Thống kê huyện}]
""")
        .tables["chi_tieu"]
        .notes
    )
    assert "theo Chi cục Thống kê huyện là 32,9 triệu đồng/người" in notes[0].replace("\u00a0", " ")
    assert notes[1].endswith("số liệu ngày 29/11/2024, sau ngày chốt số liệu 25/11/2024.")


MISSED = """\
chi_tieu:
  - {ma: san_luong_thuy_san, lich_su: {2023: 39}, kh: 42, ket_qua: {uoc: 38.6}, kh_sau: {trinh: 42}, ly_do: "Mưa lũ làm vỡ ao."}
  - {ma: thu_nhap_binh_quan, lich_su: {2023: 30}, kh: 33, ket_qua: {uoc: 33.8}, kh_sau: {trinh: 37}}
thuyet_minh: {ke-hoach: {"I.II.1": {tu_dong: true}}}
"""


def test_a_drafted_section_counts_targets_and_gives_the_reasons_of_the_missed() -> None:
    blocks = report(MISSED).blocks["I.II.1"].blocks
    texts = ["".join(run.text for run in getattr(block, "runs", ())).replace("\u00a0", " ") for block in blocks]
    assert texts[0].startswith(
        "Năm 2024, xã tổ chức thực hiện 2 chỉ tiêu kế hoạch định hướng. Ước cả năm có 1/2 chỉ tiêu đạt và vượt"
    )
    assert texts[2] == (
        "Sản lượng thủy sản: ước đạt 38,6 tấn, thấp hơn 3,4 tấn so với kế hoạch (42,0 tấn). Nguyên nhân: mưa lũ làm vỡ ao."
    )


def test_money_of_a_linked_project_is_counted_once_in_the_balance() -> None:
    table = report("""\
hoat_dong:
  - {ma: h1, ten: Làm đường, linh_vuc: kinh_te, danh_muc: A, khai_toan: 100, nguon_von: {ns_xa: 100}, du_an: d1}
  - {ma: h2, ten: Tập huấn, linh_vuc: kinh_te, danh_muc: A, khai_toan: 30, nguon_von: {ns_xa: 20}, dan_gop: {tien: 10}}
du_an: [{ma: d1, ten: Đường nội thôn, giai_doan: chuyen_tiep, nam_sau: {ns_xa: 100}}]
nguon_luc: [{ma: ns_xa, du_kien: 150}, {ma: dan_gop, du_kien: 10}]
""").tables["can_doi_nguon_luc"]
    cells = [(row.cells["nhu_cau"].text, row.cells["chenh"].text) for row in table.rows]
    assert cells == [("120", "+30"), ("10", "0"), ("130", "+30")]


def test_a_number_that_is_not_issued_yet_leaves_a_gap() -> None:
    paper = report("van_ban: {ke-hoach: {so: null, ngay: 2024-02-05, nguoi_ky: Lý A Sình}}").fields["van_ban"]
    assert isinstance(paper, dict)
    assert str(paper["so_ky_hieu"]).split() == ["Số:", "/KH-UBND"]
    assert paper["noi_ngay"] == "Nậm Thoong, ngày 05 tháng 02 năm 2024"
