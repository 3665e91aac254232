"""What a district, a province, a sector and the two tiers have of their own: outlines, catalogues, lists of a new plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sedp_docs.app.starting import empty_plan
from sedp_docs.catalog import CatalogIndicator
from sedp_docs.figures import Figures
from sedp_docs.figures.quantities import sheet_rows
from sedp_docs.model import LevelId
from sedp_docs.prose import citations
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.report.desk import Desk
from sedp_docs.report.draft import drafted
from tests.plan_builder import plan_from

DISTRICT = """\
I TÌNH HÌNH THỰC HIỆN KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2024
I Tình hình kinh tế - xã hội 6 tháng đầu năm 2024
1 Những kết quả đạt được
2 Những khó khăn yếu kém và nguyên nhân
II Dự kiến khả năng thực hiện chỉ tiêu kế hoạch năm 2024 và các biện pháp cần triển khai trong những tháng cuối năm
1 Những chỉ tiêu có khả năng thực hiện
2 Những chỉ tiêu khó thực hiện
3 Những giải pháp cần triển khai thực hiện
II NHỮNG DỰ BÁO LIÊN QUAN ĐẾN PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2025
I Dự báo các yếu tố kinh tế - chính trị - xã hội
1 Yếu tố trong nước/quốc tế
2 Yếu tố tỉnh
3 Yếu tố trong huyện
II Dự báo các nguồn lực
1 Dự báo vốn đầu tư
2 Dự báo nguồn dân số và lao động
3 Dự báo ngân sách địa phương
III NHIỆM VỤ VÀ ĐỊNH HƯỚNG CHÍNH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2025
I Nhiệm vụ phát triển kinh tế - xã hội
II Những định hướng chính phát triển kinh tế - xã hội
III Những mục tiêu ưu tiên và chỉ tiêu kế hoạch
"""
PROVINCE = """\
I ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2024
I Nhận định chung về những thuận lợi, khó khăn trong năm 2024
1 Đặc điểm chung của tỉnh
2 Những thuận lợi, khó khăn cơ bản trong năm 2024
II Đánh giá thực hiện kế hoạch năm 2024
1 Đánh giá thực hiện các chỉ tiêu kế hoạch định hướng phát triển kinh tế - xã hội
2 Đánh giá thực hiện kế hoạch theo nhiệm vụ và hoạt động năm 2024
III Đánh giá khái quát về thực trạng phát triển kinh tế - xã hội
II DỰ BÁO CÁC YẾU TỐ TÁC ĐỘNG ĐẾN NĂM KẾ HOẠCH 2025
I Dự báo tác động của bối cảnh quốc tế, trong vùng, trong nước
1 Tác động bối cảnh tình hình quốc tế đến khả năng phát triển của tỉnh năm kế hoạch 2025
2 Tác động bối cảnh tình hình trong nước đến khả năng phát triển của tỉnh trong năm kế hoạch 2025
3 Tác động bối cảnh tình hình trong vùng đến khả năng phát triển của tỉnh trong năm kế hoạch 2025
4 Đánh giá những thuận lợi, khó khăn trong năm 2025
4.1 Những thuận lợi (cơ hội) cơ bản
4.2 Những khó khăn (thách thức) chủ yếu
II Dự báo khả năng nguồn lực tài chính
1 Cơ cấu nguồn lực tài chính
2 Căn cứ dự báo
3 Phương pháp dự báo
III MỤC TIÊU, CHỈ TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP
I Mục tiêu
II Nhiệm vụ
III Chỉ tiêu định hướng
IV Các giải pháp thực hiện
IV KẾ HOẠCH THEO DÕI ĐÁNH GIÁ VÀ TỔ CHỨC THỰC HIỆN
I Kế hoạch theo dõi đánh giá
1 Theo dõi đánh giá chỉ tiêu định hướng
2 Theo dõi đánh giá chương trình hành động
II Tổ chức phân công thực hiện kế hoạch
1 Phân công trách nhiệm thực hiện kế hoạch
2 Tổ chức theo dõi đánh giá kế hoạch
3 Các điều kiện thực hiện kế hoạch và kiến nghị với tỉnh
"""
"""The outlines as the procedure prints them (QĐ 1131/QĐ-UBND, Lào Cai, 25/4/2015), for plan year 2025."""


def printed(profile: str, level: LevelId, *, sector: bool = False) -> list[str]:
    """Return the headings of an outline in the words of a plan of 2025, "1.2 …", one a line."""
    known = load_catalog(profile, level, sector=sector).level
    assert known.outline is not None
    words = {"x": "2024", "y": "2025", "loai": known.kinds[0]}
    return [f"{section.number} {section.title.format(**words)}" for _, _, section in known.outline.walk()]


def test_the_district_outline_of_lao_cai_is_the_printed_one_of_21_headings() -> None:
    assert printed("lao-cai", "district") == DISTRICT.splitlines()


def test_the_province_outline_of_lao_cai_is_the_printed_one_of_33_headings() -> None:
    assert printed("lao-cai", "province") == PROVINCE.splitlines()


def test_a_sector_plan_differs_where_the_procedure_gives_both_wordings() -> None:
    whole, sector = printed("lao-cai", "province"), printed("lao-cai", "province", sector=True)
    assert [after for before, after in zip(whole, sector, strict=True) if before != after] == [
        "1 Đặc điểm chung của ngành, lĩnh vực",
        "1 Đánh giá thực hiện các chỉ tiêu kế hoạch định hướng phát triển ngành, lĩnh vực",
        "III Đánh giá khái quát về thực trạng phát triển ngành",
        "1 Tác động bối cảnh tình hình quốc tế đến khả năng phát triển của ngành năm kế hoạch 2025",
    ]


def test_a_province_of_two_tiers_turns_to_the_centre_and_its_departments_to_the_province() -> None:
    assert printed("hai-cap", "province")[:-1] == printed("lao-cai", "province")[:-1]
    assert printed("hai-cap", "province")[-1] == "3 Các điều kiện thực hiện kế hoạch và kiến nghị với Trung ương"
    assert printed("hai-cap", "province", sector=True)[-1] == "3 Các điều kiện thực hiện kế hoạch và kiến nghị với tỉnh"


@pytest.mark.parametrize(
    ("profile", "level", "least", "council"),
    [
        ("lao-cai", "district", 60, range(14, 32)),
        ("lao-cai", "province", 80, range(20, 27)),
        ("hai-cap", "province", 80, range(20, 27)),
        ("hai-cap", "commune", 45, range(20, 29)),
    ],
)
def test_a_catalogue_has_the_size_of_real_ones_and_a_new_plan_proposes_what_goes_to_the_council(
    profile: str, level: LevelId, least: int, council: range
) -> None:
    known = load_catalog(profile, level).level
    assert len(known.indicators) >= least
    rows = known.start["chi_tieu"]
    assert [row["ma"] for row in rows] == [entry.code for entry in known.indicators]
    assert sum(row.get("trinh_hdnd") == "true" for row in rows) in council


@pytest.mark.parametrize(
    ("profile", "level"),
    [("lao-cai", "commune"), ("lao-cai", "district"), ("lao-cai", "province"), ("hai-cap", "commune"), ("hai-cap", "province")],
)
def test_every_formula_finds_the_rows_that_it_sums_in_a_new_plan(profile: str, level: LevelId) -> None:
    catalog = load_catalog(profile, level)
    plan = empty_plan(catalog, level, 2025)
    known = Figures(plan, catalog).quantities
    for entry in catalog.level.indicators:
        if entry.formula and entry.formula.kind != "thon":
            assert {*entry.formula.of, *entry.formula.base} <= set(known), entry.code
        if entry.formula and entry.formula.kind == "bang":
            column = "dien_tich" if entry.formula.sheet == "trong_trot" else ""  # a new plan has no yields yet
            assert sheet_rows(plan, entry.formula.model_copy(update={"column": column})), entry.code


def test_offices_of_a_new_plan_are_those_of_its_time() -> None:
    def offices(profile: str, level: LevelId) -> set[str]:
        return {row["ten"] for row in load_catalog(profile, level).level.start["co_quan"]}

    assert offices("lao-cai", "province") >= {"Sở Kế hoạch và Đầu tư", "Sở Nông nghiệp và Phát triển nông thôn"}
    assert offices("lao-cai", "district") >= {"Phòng Tài chính - Kế hoạch", "Phòng Lao động - Thương binh và Xã hội"}
    assert offices("hai-cap", "province") >= {"Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Nội vụ"}
    assert offices("hai-cap", "commune") >= {"Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã"}
    gone = ("Kế hoạch và Đầu tư", "Lao động - Thương binh", "huyện", "Giao thông vận tải", "Phát triển nông thôn", "Thông tin")
    for level in ("commune", "province"):
        assert not [name for name in offices("hai-cap", level) if any(word in name for word in gone)]


def test_one_code_means_one_thing_at_every_level() -> None:
    """Codes roll up from communes: unit and kind of number agree, but that a commune counts money in triệu đồng."""
    for profile, levels in (("lao-cai", ("commune", "district", "province")), ("hai-cap", ("commune", "province"))):
        seen: dict[str, CatalogIndicator] = {}
        for level in levels:
            for entry in load_catalog(profile, level).level.indicators:
                below = seen.setdefault(entry.code, entry)
                assert (below.unit, entry.unit) == ("triệu đồng", "tỷ đồng") or below.unit == entry.unit, entry.code
                assert (below.nature, below.ceiling or entry.ceiling) == (entry.nature, entry.ceiling or below.ceiling), (
                    entry.code
                )


def test_growth_is_computed_on_constant_prices_and_structure_on_current_ones() -> None:
    """Chư Păh's trap: the shares of the two prices differ, and both are right (a district, tỷ đồng)."""
    figures = plan_from("""
cap: huyen
don_vi: {loai: huyện, ten: Phìn Ngàn}
tong_san_pham:
  - {ma: ss_nong_lam_thuy_san, ten: Nông, nhom: gia_so_sanh, don_vi_tinh: tỷ, lich_su: {2023: 800}, ket_qua: {uoc: 820}}
  - {ma: ss_cong_nghiep_xay_dung, ten: Công nghiệp, nhom: gia_so_sanh, don_vi_tinh: tỷ, lich_su: {2023: 700}, ket_qua: {uoc: 780}}
  - {ma: ss_dich_vu, ten: Dịch vụ, nhom: gia_so_sanh, don_vi_tinh: tỷ, lich_su: {2023: 500}, ket_qua: {uoc: 550}}
  - {ma: hh_nong_lam_thuy_san, ten: Nông, nhom: gia_hien_hanh, don_vi_tinh: tỷ, ket_qua: {uoc: 1520}}
  - {ma: hh_cong_nghiep_xay_dung, ten: Công nghiệp, nhom: gia_hien_hanh, don_vi_tinh: tỷ, ket_qua: {uoc: 1440}}
  - {ma: hh_dich_vu, ten: Dịch vụ, nhom: gia_hien_hanh, don_vi_tinh: tỷ, ket_qua: {uoc: 1040}}
chi_tieu: [{ma: tang_gtsx}, {ma: tang_nong_lam_thuy_san}, {ma: co_cau_nong_lam_thuy_san}, {ma: co_cau_dich_vu}]
""").figures
    assert figures["tang_gtsx"].amount == Decimal("7.5")  # 2.150 / 2.000
    assert figures["tang_nong_lam_thuy_san"].amount == Decimal("2.5")
    assert figures["co_cau_nong_lam_thuy_san"].amount == 38  # 1.520 / 4.000, and not 820 / 2.150
    assert figures["co_cau_dich_vu"].amount == 26


def test_a_district_counts_its_feasible_and_difficult_targets_and_leaves_each_to_the_table() -> None:
    built = plan_from("""
cap: huyen
don_vi: {loai: huyện, ten: Phìn Ngàn}
chi_tieu:
  - {ma: viec_lam_moi, kh: 900, ket_qua: {thang_6: 470, uoc: 950}}
  - {ma: so_htx, kh: 40, ket_qua: {uoc: 40}}
  - {ma: khach_du_lich, kh: 60, ket_qua: {thang_6: 21, uoc: 48.5}, ly_do: Đường đến điểm du lịch sạt lở.}
""")
    desk = Desk(built.plan, built.catalog, built.figures)
    feasible, difficult = (drafted(desk, built.catalog.phrases[id]) for id in ("co_kha_nang", "kho_thuc_hien"))
    assert len(feasible) == 1
    assert feasible[0].startswith("Dự kiến cả năm 2024 có {dem.dat_vuot}/{dem.tong} chỉ tiêu có khả năng hoàn thành")
    assert difficult[0] == "Có {dem.chua_dat}/{dem.tong} chỉ tiêu khó thực hiện theo kế hoạch năm 2024."
    assert difficult[1:] == ["Nguyên nhân của từng chỉ tiêu được nêu ở bảng các chỉ tiêu khó thực hiện."]


@pytest.mark.parametrize(
    ("profile", "level"), [("lao-cai", "district"), ("lao-cai", "province"), ("hai-cap", "commune"), ("hai-cap", "province")]
)
def test_drafted_sentences_cite_only_figures_that_the_level_has(profile: str, level: LevelId) -> None:
    catalog = load_catalog(profile, level)
    plan = empty_plan(catalog, level, 2025)
    figures = Figures(plan, catalog)
    for id in catalog.level.drafts.values():
        for text in drafted(Desk(plan, catalog, figures), catalog.phrases[id]):
            for name in citations(text):
                assert figures[name].name == name  # an unknown name raises
