"""Who owes what: roots are named, what follows from them is not, and the round decides what is needed."""

from __future__ import annotations

from datetime import date

from sedp_docs.rules import Missing, missing
from tests.plan_builder import plan_from

RICE = """
co_quan: [{ma: kn, ten: Khuyến nông, han_gui: 2024-11-20}]
trong_trot:
  - ma: lua_xuan
    cay: Lúa
    vu: Vụ xuân
    nhom_cay: luong_thuc_co_hat
    co_quan: kn
    dien_tich: {kh: 94, ket_qua: {uoc: 95}, kh_sau: {trinh: 96}}
    nang_suat: {kh: 55, kh_sau: {trinh: 56.5}}
chi_tieu:
  - {ma: san_luong_luong_thuc}
  - {ma: nang_suat_lua}
"""


def owed(text: str) -> list[Missing]:
    return list(missing(plan_from(text).case))


def test_a_missing_cell_is_owed_by_its_office_until_its_day() -> None:
    assert owed(RICE) == [
        Missing(
            "TH-04",
            ("trong_trot", 0, "nang_suat", "ket_qua", "uoc"),
            "Năng suất lúa vụ xuân, ước thực hiện năm 2024",
            "Khuyến nông",
            date(2024, 11, 20),
            "lua_xuan.nang_suat.uoc",
        )
    ]


def test_hint_says_whom_to_ask_until_when() -> None:
    assert owed(RICE)[0].hint == "hỏi Khuyến nông, hạn 20/11/2024"


def test_prose_that_cites_what_is_owed_already_owes_nothing_more() -> None:
    text = RICE + 'thuyet_minh: {ke-hoach: {"I.III": "Sản lượng {san_luong_luong_thuc}, {san_luong_luong_thuc.so_kh} kế hoạch."}}'
    assert [each.id for each in owed(text)] == ["TH-04"]


def test_a_computed_indicator_without_its_sheet_is_owed_itself() -> None:
    assert [(each.id, each.figure) for each in owed("chi_tieu: [{ma: tong_dan_gia_suc, kh: 6000, kh_sau: {trinh: 6200}}]")] == [
        ("TH-02", "tong_dan_gia_suc.uoc")
    ]


def test_a_village_that_owes_a_cell_explains_the_commune_s_rate() -> None:
    found = owed("""
thon:
  - {ma: t1, ten: Nậm Thoong, so_ho: 140, ho_ngheo: {dau_nam: 42}}
  - {ma: t2, ten: Phìn Sưng, so_ho: 120}
chi_tieu: [{ma: ty_le_ho_ngheo, kh: 26, kh_sau: {trinh: 22}}]
""")
    assert [(each.id, each.path, each.office) for each in found] == [("TH-05", ("thon", 1, "ho_ngheo"), "thôn Phìn Sưng")]


def test_before_the_vote_the_submitted_target_is_needed_after_it_the_resolved_one() -> None:
    row = "chi_tieu: [{ma: thu_nhap_binh_quan, trinh_hdnd: true, kh: 33, ket_qua: {uoc: 33}, kh_sau: {%s: 36}}]"
    assert [each.figure for each in owed("lan_lap: du-thao\n" + row % "giao")] == ["thu_nhap_binh_quan.kh_sau.trinh"]
    assert owed("lan_lap: du-thao\n" + row % "trinh") == []
    assert [each.figure for each in owed("lan_lap: sau-hdnd\n" + row % "trinh")] == ["thu_nhap_binh_quan.kh_sau.hdnd"]


def test_citing_next_year_s_plan_owes_nothing_more_than_the_plan() -> None:
    text = """
chi_tieu: [{ma: thu_nhap_binh_quan, kh: 33, ket_qua: {uoc: 33}}]
thuyet_minh: {ke-hoach: {"I.III": "Phấn đấu {thu_nhap_binh_quan.kh_sau}, {thu_nhap_binh_quan.tang_sau}."}}
"""
    assert [each.id for each in owed(text)] == ["TH-03"]


def test_a_voted_value_is_taken_from_the_resolution_not_asked_of_an_office() -> None:
    text = """
lan_lap: sau-hdnd
co_quan: [{ma: vh-xh, ten: Văn hóa - Xã hội}]
chi_tieu: [{ma: ty_le_bhyt, co_quan: vh-xh, trinh_hdnd: true, kh: 98, ket_qua: {uoc: 98.6}, kh_sau: {trinh: 98.8}}]
"""
    assert [each.hint for each in owed(text)] == ["ghi theo nghị quyết HĐND đã thông qua"]


def test_a_bound_is_a_value() -> None:
    assert owed("chi_tieu: [{ma: ty_le_ho_so_dung_han, kh: từ 98, ket_qua: {uoc: 98.9}, kh_sau: {trinh: từ 98}}]") == []


BY_UNIT = """
lan_lap: @
don_vi_cap_duoi: [{ma: nt, loai: xã, ten: Nậm Thoong}, {ma: sl, loai: xã, ten: Sín Lủng, han_gui: 2024-11-15}]
chi_tieu: [{ma: so_ho_ngheo, kh: 90, ket_qua: {uoc: 80}, kh_sau: {trinh: 70, hdnd: 70}}]
theo_don_vi:
  - {chi_tieu: so_ho_ngheo, don_vi: nt, ket_qua: {uoc: 30}, kh_sau: {giao: 25}}
  - {chi_tieu: so_ho_ngheo, don_vi: sl}
  - {chi_tieu: ty_le_bhyt, don_vi: sl, lich_su: {2023: 97}}
"""


def test_a_unit_below_owes_what_another_has_and_the_assignment_only_after_the_vote() -> None:
    before, after = (owed(BY_UNIT.replace("@", stage)) for stage in ("trinh-hdnd", "sau-hdnd"))
    assert [(each.figure, each.office, each.due) for each in before] == [
        ("so_ho_ngheo.sl.uoc", "xã Sín Lủng", date(2024, 11, 15)),
    ]
    assert [each.figure for each in after] == ["so_ho_ngheo.sl.uoc", "so_ho_ngheo.sl.kh_sau.giao"]


def test_what_a_unit_below_is_to_be_assigned_is_owed_by_the_office_of_the_indicator() -> None:
    found = owed("""
cap: huyen
lan_lap: sau-hdnd
co_quan: [{ma: ldtbxh, ten: Phòng Lao động - Thương binh và Xã hội}]
don_vi_cap_duoi: [{ma: nt, loai: xã, ten: Nậm Thoong, han_gui: 2024-11-20}, {ma: tt, loai: thị trấn, ten: Phìn Ngàn}]
chi_tieu: [{ma: viec_lam_moi, kh: 900, ket_qua: {uoc: 950}, kh_sau: {trinh: 960}, co_quan: ldtbxh}]
theo_don_vi:
  - {chi_tieu: viec_lam_moi, don_vi: nt, kh_sau: {trinh: 120}}
  - {chi_tieu: viec_lam_moi, don_vi: tt, kh_sau: {giao: 90}}
""")
    (assigned,) = [each for each in found if each.path[0] == "theo_don_vi"]
    assert assigned.name == "Số lao động được tạo việc làm mới trong năm, xã Nậm Thoong, kế hoạch năm 2025 giao cho đơn vị"
    assert assigned.hint == "hỏi Phòng Lao động - Thương binh và Xã hội"
