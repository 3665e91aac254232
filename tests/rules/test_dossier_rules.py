"""Rules on the dossier at their borders: rounds, sessions of one day, sector plans, counts by field."""

from __future__ import annotations

import pytest

from tests.plan_builder import plan_from

SESSION = "hdnd: {khoa: XXI, ngay_khai_mac: 2024-12-18}\n"


def test_after_the_vote_the_plan_is_issued_anew_and_later_than_the_resolution() -> None:
    days = "van_ban: {ke-hoach: {ngay: 2024-12-27}, to-trinh: {ngay: 2024-12-06}, nghi-quyet: {ngay: 2024-12-18}}\n"
    assert plan_from(f"lan_lap: sau-hdnd\n{days}").problems("HS-01") == []
    assert len(plan_from(f"lan_lap: trinh-hdnd\n{days}").problems("HS-01")) == 1


def test_all_papers_of_one_day_are_in_order() -> None:
    days = ", ".join(
        f"{id}: {{ngay: 2024-12-18}}" for id in ("ke-hoach", "to-trinh", "giai-trinh", "nghi-quyet", "quyet-dinh-giao")
    )
    built = plan_from(f"{SESSION}van_ban: {{{days}}}\n")
    assert [problem.id for problem in built.problems() if problem.id.startswith("HS-")] == []


@pytest.mark.parametrize(("day", "faults"), [("2024-12-17", 1), ("2024-12-18", 0), ("2024-12-19", 1)])
def test_a_session_without_a_closing_day_lasts_one_day(day: str, faults: int) -> None:
    assert len(plan_from(f"{SESSION}van_ban: {{nghi-quyet: {{ngay: {day}}}}}\n").problems("HS-03")) == faults


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ("{nguoi_ky: Trần Văn Páo, quyen_han: '', chuc_vu: GIÁM ĐỐC}", 0),
        ("{nguoi_ky: Trần Văn Páo, quyen_han: '', chuc_vu: KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC}", 0),
        ("{nguoi_ky: Trần Văn Páo}", 0),
        ("{nguoi_ky: Trần Văn Páo, quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: GIÁM ĐỐC}", 1),
        ("{nguoi_ky: Trần Văn Páo, chuc_vu: CHỦ TỊCH}", 1),
    ],
)
def test_a_sector_plan_is_signed_by_the_head_of_its_office(head: str, faults: int) -> None:
    issuer = "co_quan_lap: Sở Nông nghiệp và Phát triển nông thôn"
    sector = f"cap: tinh\nnganh: nông nghiệp\ndon_vi: {{loai: tỉnh, ten: Hoàng Sơn, {issuer}}}\n"
    assert len(plan_from(f"{sector}van_ban: {{ke-hoach: {head}}}\n").problems("VB-09")) == faults


def test_a_unit_without_a_council_has_no_resolution() -> None:
    unit = "don_vi: {loai: phường, ten: Hạ Yên, co_hdnd: false}\nlan_lap: cap-nhat\n"
    assert plan_from(f"{unit}van_ban: {{ke-hoach: {{ngay: 2024-12-05}}}}\n").problems("VB-05") == []
    assert len(plan_from(f"{unit}van_ban: {{nghi-quyet: {{ngay: 2024-12-05}}}}\n").problems("VB-05")) == 1


@pytest.mark.parametrize(
    ("round_", "id"),
    [("du-thao", "TM-07"), ("sau-hoi-nghi", "TM-07"), ("cap-nhat", "TM-07"), ("trinh-hdnd", "TM-15"), ("sau-hdnd", "TM-15")],
)
def test_what_is_open_in_a_draft_is_a_warning_and_in_a_final_paper_an_error(round_: str, id: str) -> None:
    built = plan_from(f'lan_lap: {round_}\nthuyet_minh: {{ke-hoach: {{"I.III": ["Diện tích chè là …… ha."]}}}}\n')
    assert [problem.id for problem in built.problems() if problem.id in ("TM-07", "TM-15")] == [id]


ROWS = """
chi_tieu:
  - {ma: trong_rung_moi, kh: 50, ket_qua: {uoc: 60}, trinh_hdnd: true}
  - {ma: ty_le_bhyt, kh: 98, ket_qua: {uoc: 98}}
  - {ma: ty_le_ho_ngheo, kh: 26, ket_qua: {uoc: 27}}
"""


@pytest.mark.parametrize(
    ("sentence", "faults"),
    [
        ("Có 2/3 chỉ tiêu đạt và vượt, 1/3 chỉ tiêu chưa đạt.", 0),
        ("Lĩnh vực kinh tế có 1/1 chỉ tiêu vượt kế hoạch.", 0),
        ("Văn hóa - xã hội có 1 trong 2 chỉ tiêu đạt.", 0),
        ("Có 3/3 chỉ tiêu đạt và vượt kế hoạch.", 1),
        ("Có 22/25 chỉ tiêu đạt và vượt kế hoạch.", 1),
        ("Năm 2023 có 20/24 chỉ tiêu đạt; năm 2025 phấn đấu 3/3 chỉ tiêu.", 0),
        ("Xã đạt 14/19 chỉ tiêu nông thôn mới.", 0),
    ],
)
def test_typed_counts_may_be_of_all_targets_or_of_one_field(sentence: str, faults: int) -> None:
    built = plan_from(f'{ROWS}thuyet_minh: {{ke-hoach: {{"I.III": ["{sentence}"]}}}}\n')
    assert len(built.problems("TM-13")) == faults
