"""Figures by hand: each case is small enough to compute on paper."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sedp_docs.figures import Figures, UnknownFigureError
from sedp_docs.figures.labels import label
from sedp_docs.report.format import in_prose, in_table
from tests.plan_builder import plan_from


def figures(text: str) -> Figures:
    """Return the figures of a plan written after the usual head."""
    return plan_from(text).figures


def shown(book: Figures, name: str) -> str:
    """Return a figure as a sentence prints it, with plain spaces."""
    return in_prose(book[name]).replace("\u00a0", " ")


POOR = """\
chi_tieu:
  - ma: ty_le_ho_ngheo
    lich_su: {2022: 37.5, 2023: 32.1}
    kh: {giao: 27.0, hdnd: 26.5}
    ket_qua: {thang_6: 29.8, uoc: 26.37}
    kh_sau: {giao: 22.0, trinh: 21.5}
    muc_tieu_5_nam: 20
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ty_le_ho_ngheo", "26,37%"),
        ("ty_le_ho_ngheo.2022", "37,50%"),
        ("ty_le_ho_ngheo.thang_6", "29,80%"),
        ("ty_le_ho_ngheo.kh", "26,50%"),  # resolved, else assigned
        ("ty_le_ho_ngheo.kh.giao", "27,00%"),
        ("ty_le_ho_ngheo.kh_sau", "21,50%"),  # submitted: there was no vote yet
        ("ty_le_ho_ngheo.kh_sau.giao", "22,00%"),
        ("ty_le_ho_ngheo.muc_tieu_5_nam", "20,00%"),
        ("ty_le_ho_ngheo.tang", "giảm 5,73 điểm phần trăm"),  # 26,37 − 32,10
        ("ty_le_ho_ngheo.tang_sau", "giảm 4,87 điểm phần trăm"),  # 21,50 − 26,37
        ("ty_le_ho_ngheo.so_kh", "99,5%"),  # 26,37 / 26,50
        ("ty_le_ho_ngheo.so_kh.giao", "97,7%"),  # 26,37 / 27,00
        ("ty_le_ho_ngheo.chenh_kh", "thấp hơn 0,13 điểm phần trăm"),
    ],
)
def test_a_rate_changes_in_points(name: str, text: str) -> None:
    assert shown(figures(POOR), name) == text


INCOME = """\
chi_tieu:
  - {ma: thu_nhap_binh_quan, lich_su: {2023: 30.0}, kh: 33, ket_qua: {uoc: 33.8}, kh_sau: {trinh: 37.5}}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("thu_nhap_binh_quan", "33,8 triệu đồng/người"),
        ("thu_nhap_binh_quan.tang", "tăng 12,7%"),  # 33,8 / 30 − 1 = 12,66…
        ("thu_nhap_binh_quan.so_nt", "112,7%"),
        ("thu_nhap_binh_quan.so_kh", "102,4%"),  # 33,8 / 33 = 102,42…
        ("thu_nhap_binh_quan.so_uoc", "110,9%"),  # 37,5 / 33,8 = 110,94…
    ],
)
def test_a_quantity_changes_in_percent(name: str, text: str) -> None:
    assert shown(figures(INCOME), name) == text


RICE = """\
trong_trot:
  - ma: lua_xuan
    cay: Lúa
    vu: Vụ xuân
    nhom_cay: luong_thuc_co_hat
    dien_tich: {lich_su: {2023: 92}, kh: 94, ket_qua: {thang_6: 95, uoc: 95}, kh_sau: {trinh: 96}}
    nang_suat: {lich_su: {2023: 55.2}, kh: 55.5, ket_qua: {thang_6: 56, uoc: 56}, kh_sau: {trinh: 56.5}}
  - ma: lua_mua
    cay: Lúa
    vu: Vụ mùa
    nhom_cay: luong_thuc_co_hat
    dien_tich: {ket_qua: {uoc: 235}}
    nang_suat: {ket_qua: {uoc: 51}}
  - ma: che
    cay: Chè
    nhom_cay: cong_nghiep_lau_nam
    dien_tich: {ket_qua: {uoc: 185}}
    dien_tich_thu_hoach: {ket_qua: {uoc: 142}}
    nang_suat: {ket_qua: {uoc: 62}}
chi_tieu:
  - {ma: san_luong_lua}
  - {ma: dien_tich_lua}
  - {ma: nang_suat_lua}
  - {ma: san_luong_che}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lua_xuan.san_luong", "532,0 tấn"),  # 95 × 56 / 10
        ("lua_mua.san_luong", "1.198,5 tấn"),  # 235 × 51 / 10
        ("san_luong_lua", "1.730,5 tấn"),
        ("dien_tich_lua", "330 ha"),
        ("nang_suat_lua", "52,44 tạ/ha"),  # 1.730,5 / 330 × 10, not the mean 53,5
        ("san_luong_che", "880,4 tấn"),  # the area harvested counts: 142 × 62 / 10
        ("san_luong_lua.thang_6", "532,0 tấn"),  # in June the spring crop alone is in
    ],
)
def test_production_is_computed_from_its_sheet(name: str, text: str) -> None:
    assert shown(figures(RICE), name) == text


def test_a_total_with_a_missing_part_is_missing_not_smaller() -> None:
    assert figures(RICE)["san_luong_lua.kh"].target is None


def test_the_villages_add_up_to_the_commune() -> None:
    book = figures("""\
thon:
  - {ma: t1, ten: Nà Lốc, so_ho: 140, nhan_khau: 660, ho_ngheo: {dau_nam: 42, thoat_ngheo: 9, phat_sinh: 1}, bhyt: 652}
  - {ma: t2, ten: Bản Pheng, so_ho: 60, nhan_khau: 300, ho_ngheo: {dau_nam: 20, thoat_ngheo: 5, tai_ngheo: 1}, bhyt: 288}
chi_tieu:
  - {ma: so_ho_ngheo}
  - {ma: ty_le_ho_ngheo}
  - {ma: ty_le_bhyt}
""")
    assert shown(book, "so_ho_ngheo") == "50 hộ"  # (42 − 9 + 1) + (20 − 5 + 1)
    assert shown(book, "ty_le_ho_ngheo") == "25,00%"
    assert shown(book, "ty_le_bhyt") == "97,9%"  # 940 / 960


def test_a_decided_target_stands_also_when_the_sheets_give_another() -> None:
    book = figures(RICE.replace("{ma: san_luong_lua}", "{ma: san_luong_lua, kh: {giao: 1700}, ket_qua: {uoc: 1}}"))
    assert shown(book, "san_luong_lua.kh.giao") == "1.700,0 tấn"
    assert shown(book, "san_luong_lua") == "1.730,5 tấn"


def target(plan: str, result: str, before: str = "0", direction: str = "tang") -> str:
    """Return the verdict on one own indicator with one decimal."""
    book = figures(f"""\
chi_tieu:
  - {{ma: rieng, ten: Chỉ tiêu riêng, nhom: kinh_te, don_vi_tinh: ha, so_le: 1, chieu: {direction}, tong_hop: cong,
     lich_su: {{2023: {before}}}, kh: {plan}, ket_qua: {{uoc: {result}}}}}
""")
    return book.verdict("rieng")


@pytest.mark.parametrize(
    ("plan", "result", "before", "direction", "verdict"),
    [
        ("10", "10.1", "0", "tang", "vuot"),
        ("10", "10.04", "0", "tang", "dat"),  # equal at the printed decimals
        ("10", "9.9", "0", "tang", "chua_dat"),
        ("10", "9.9", "0", "giam", "vuot"),
        ("10", "10.1", "0", "giam", "chua_dat"),
        ('"7,3 - 7,8"', "7.5", "0", "tang", "dat"),
        ('"7,3 - 7,8"', "7.9", "0", "tang", "vuot"),
        ('"7,3 - 7,8"', "7.2", "0", "tang", "chua_dat"),
        ('"dưới 4"', "3.9", "0", "giam", "dat"),
        ('"dưới 4"', "4.0", "0", "giam", "chua_dat"),
        ('"từ 98"', "98.0", "0", "tang", "dat"),
        ('"tăng thêm 80"', "181", "100", "tang", "vuot"),
        ('"tăng thêm 80"', "180", "100", "tang", "dat"),
        ('"duy trì 100"', "100", "0", "tang", "dat"),
    ],
)
def test_a_target_is_judged_by_its_own_kind(plan: str, result: str, before: str, direction: str, verdict: str) -> None:
    assert target(plan, result, before, direction) == verdict


def test_the_four_verdicts_are_disjoint_and_sub_lines_do_not_count() -> None:
    book = figures("""\
chi_tieu:
  - {ma: thu_nhap_binh_quan, kh: 33, ket_qua: {uoc: 33.8}}
  - {ma: viec_lam_moi, kh: 120, ket_qua: {uoc: 120}}
  - {ma: trong_rung_moi, kh: 45, ket_qua: {uoc: 40}}
  - {ma: san_pham_ocop, kh: 3}
  - {ma: so_ho_ngheo, kh: 300, ket_qua: {uoc: 260}}
  - {ma: dan_so_trung_binh, kh: 4650, ket_qua: {uoc: 4650}}
""")
    counted = {
        key: int(book[f"dem.{key}"].amount or 0) for key in ("tong", "vuot", "dat", "chua_dat", "chua_danh_gia", "dat_vuot")
    }
    assert counted == {"tong": 4, "vuot": 1, "dat": 1, "chua_dat": 1, "chua_danh_gia": 1, "dat_vuot": 2}
    assert book["ds.chua_dat"].codes == ("trong_rung_moi",)


@pytest.mark.parametrize(
    ("amount", "text"), [("2.345", "2,35"), ("2.3449", "2,34"), ("-2.345", "-2,35"), ("12345.6", "12.345,60"), ("0.004", "0,00")]
)
def test_rounding_is_half_up_once(amount: str, text: str) -> None:
    book = figures(POOR.replace("uoc: 26.37", f"uoc: {amount}"))
    assert in_table(book["ty_le_ho_ngheo"]) == text


def test_a_percentage_of_nothing_is_a_dash() -> None:
    assert shown(figures("chi_tieu: [{ma: viec_lam_moi, kh: 0, ket_qua: {uoc: 5}}]"), "viec_lam_moi.so_kh") == "–"


def test_an_unknown_name_comes_with_the_nearest() -> None:
    with pytest.raises(UnknownFigureError) as error:
        figures(POOR)["ty_le_ho_nghe.kh"]
    assert error.value.near[0] == "ty_le_ho_ngheo.kh"


@pytest.mark.parametrize(
    "name", ["ty_le_ho_ngheo.2024", "ty_le_ho_ngheo.2030", "ty_le_ho_ngheo.", "ty_le_ho_ngheo.²", "ty_le_ho_ngheo.21"]
)
def test_year_x_and_later_are_slots_not_years(name: str) -> None:
    with pytest.raises(UnknownFigureError) as error:
        figures(POOR)[name]
    assert error.value.near == ["ty_le_ho_ngheo", "ty_le_ho_ngheo.kh_sau"]


@pytest.mark.parametrize(("given", "slot"), [("giao: 22, trinh: 21", "trinh"), ("giao: 22", "giao"), ("giao: null", "trinh")])
def test_the_plan_of_next_year_is_what_was_submitted_or_is_still_to_be(given: str, slot: str) -> None:
    book = figures(f"chi_tieu: [{{ma: ty_le_ho_ngheo, kh_sau: {{{given}}}}}]")
    assert book.slot_name("ty_le_ho_ngheo.kh_sau") == f"ty_le_ho_ngheo.kh_sau.{slot}"


@pytest.mark.parametrize("key", ["tong", "danh_gia", "vuot", "dat", "dat_vuot", "chua_dat", "chua_danh_gia"])
def test_every_tally_has_a_label(key: str) -> None:
    assert label(figures(POOR), f"dem.{key}").startswith("Số chỉ tiêu ")
    assert label(figures(POOR), f"ds.{key}").startswith("Các chỉ tiêu ")


def test_a_quarter_keeps_its_roman_number() -> None:
    assert label(figures(POOR), "ty_le_ho_ngheo.q1") == "Tỷ lệ hộ nghèo, quý I năm 2024"


def test_every_figure_says_what_it_is_and_where_it_comes_from() -> None:
    figure = figures(RICE)["nang_suat_lua"]
    assert figure.inputs == ("san_luong_lua.uoc", "dien_tich_lua.uoc")
    assert label(figures(RICE), "nang_suat_lua") == "Năng suất lúa bình quân cả năm, ước năm 2024"
    assert figures(POOR)["ty_le_ho_ngheo.kh.giao"].path == ("chi_tieu", 0, "kh", "giao")


def test_an_amount_is_exact_until_it_is_printed() -> None:
    assert figures(RICE)["lua_xuan.san_luong.kh"].amount == Decimal("521.70")


def test_money_of_a_unit_below_is_printed_as_fine_as_it_was_written() -> None:
    book = figures("""
cap: huyen
don_vi_cap_duoi: [{ma: nt, loai: xã, ten: Nậm Thoong}, {ma: tt, loai: thị trấn, ten: Phìn Ngàn}]
chi_tieu: [{ma: thu_nsnn_dia_ban, ket_qua: {uoc: 38.03}}, {ma: ty_le_ho_ngheo}]
theo_don_vi:
  - {chi_tieu: thu_nsnn_dia_ban, don_vi: nt, ket_qua: {uoc: 0.528}, kh_sau: {giao: 0.54}}
  - {chi_tieu: thu_nsnn_dia_ban, don_vi: tt, ket_qua: {uoc: 37.5}}
  - {chi_tieu: ty_le_ho_ngheo, don_vi: nt, ket_qua: {uoc: 26.3721}}
""")
    names = ["thu_nsnn_dia_ban.nt", "thu_nsnn_dia_ban.nt.kh_sau.giao", "thu_nsnn_dia_ban.tt", "thu_nsnn_dia_ban"]
    assert [in_table(book[name]) for name in names] == ["0,528", "0,540", "37,500", "38,0"]
    assert in_table(book["ty_le_ho_ngheo.nt"]) == "26,37"
