"""Where rounding ends and a wrong sum begins, and other borders that the two examples of a rule do not show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sedp_docs.rules.plan.sizes import times
from sedp_docs.rules.slack import slack
from tests.plan_builder import plan_from

CROPS = """
trong_trot:
  - ma: lua_xuan
    cay: Lúa
    nhom_cay: luong_thuc_co_hat
    dien_tich: {ket_qua: {uoc: 95.0}}
    nang_suat: {ket_qua: {uoc: 56.0}}
  - ma: lua_mua
    cay: Lúa
    nhom_cay: luong_thuc_co_hat
    dien_tich: {ket_qua: {uoc: 235.0}}
    nang_suat: {ket_qua: {uoc: 51.0}}
chi_tieu: [{ma: %s, ket_qua: {uoc: %s}}]
"""


@pytest.mark.parametrize(
    ("code", "typed", "is_wrong"),
    [
        ("san_luong_lua", "1730.5", False),  # 95 × 56 / 10 + 235 × 51 / 10
        ("san_luong_lua", "1732", False),  # rounding of areas and yields explains 2,1 tonnes
        ("san_luong_lua", "1740", True),
        ("nang_suat_lua", "52.44", False),  # 1.730,5 / 330 × 10
        ("nang_suat_lua", "52.4", False),  # written with one decimal, so compared with one
        ("nang_suat_lua", "53.5", True),  # the mean of the two seasons
    ],
)
def test_typed_totals_are_wrong_beyond_rounding(code: str, typed: str, is_wrong: bool) -> None:
    assert bool(plan_from(CROPS % (code, typed)).problems("PL-10")) == is_wrong


def test_counted_things_carry_no_rounding() -> None:
    built = plan_from("""
chan_nuoi:
  - {ma: trau, ten: Đàn trâu, nhom: gia_suc, don_vi_tinh: con, ket_qua: {uoc: 1120}}
  - {ma: bo, ten: Đàn bò, nhom: gia_suc, don_vi_tinh: con, ket_qua: {uoc: 265}}
chi_tieu: [{ma: tong_dan_gia_suc, ket_qua: {uoc: 1386}}]
""")
    assert slack(built.case, "tong_dan_gia_suc", "uoc") == 0
    assert "ghi 1.386\u00a0con nhưng tính từ các biểu được 1.385\u00a0con" in built.problems("PL-10")[0].message


@pytest.mark.parametrize(
    ("one", "other", "factor"), [(264, 255, 0), (2640, 264, 10), (3, 300, 100), (7125, 7, 1000), (5, 0, 0), (20, 5, 0)]
)
def test_times(one: int, other: int, factor: int) -> None:
    assert times(Decimal(one), Decimal(other)) == factor


def test_one_wrong_year_in_history_is_one_warning_at_that_year() -> None:
    built = plan_from("""
chi_tieu:
  - {ma: thu_nsnn_dia_ban, lich_su: {2021: 225, 2022: 2400, 2023: 255}, kh: 260, ket_qua: {uoc: 264}, kh_sau: {trinh: 280}}
""")
    assert ["năm 2022 là 2.400" in problem.message for problem in built.problems("PL-25")] == [True]


def test_poor_households_do_not_continue_over_a_new_standard() -> None:
    built = plan_from("""
nam_ke_hoach: 2023
thon: [{ma: t1, ten: Nậm Thoong, ho_ngheo: {dau_nam: 90}}]
chi_tieu: [{ma: so_ho_ngheo, lich_su: {2021: 42}}]
""")
    assert built.problems("PL-31") == []


def test_the_skeleton_s_reserve_is_judged_without_targeted_grants() -> None:
    built = plan_from("""
ngan_sach:
  - {ma: thu_khac, phan: thu, ten: Thu khác, kh_sau: {trinh: 7735}}
  - {ma: bs_mt, phan: thu, ten: Bổ sung có mục tiêu, khoan: bo_sung_muc_tieu, kh_sau: {trinh: 1745}}
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, khoan: chi_thuong_xuyen, kh_sau: {trinh: 9315}}
  - {ma: du_phong, phan: chi, ten: Dự phòng, khoan: du_phong, kh_sau: {trinh: 165}}
""")
    assert built.problems("PL-43") == []
    assert built.problems("PL-40") == []


def test_a_reason_answers_both_questions_about_a_result() -> None:
    row = "chi_tieu: [{ma: trong_rung_moi, kh: 100, ket_qua: {uoc: 40}%s}]"
    assert {problem.id for problem in plan_from(row % "").problems()} >= {"PL-50", "PL-51"}
    assert not {"PL-50", "PL-51"} & {problem.id for problem in plan_from(row % ", ly_do: Mưa lũ tháng 9").problems()}


def test_nearest_names_are_offered_as_they_are_cited() -> None:
    built = plan_from('chi_tieu: [{ma: ty_le_ho_ngheo}]\nthuyet_minh: {ke-hoach: {"I.III": "Còn {ty_le_ho_ngeo.kh}."}}')
    assert built.problems("TM-01")[0].hint.startswith("có phải là {ty_le_ho_ngheo.kh}")
