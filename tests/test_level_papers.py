"""Plans of a district, a province, a sector and two tiers: heads, headings, tables by unit, in two prices, of progress."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from sedp_docs.catalog import Catalog
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model import LevelId
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.build import build_report
from sedp_docs.report.rows import SUM_NOTE
from sedp_docs.report.rows_progress import pace, period_of
from sedp_docs.report.types import Report, Table
from sedp_docs.text import NBSP, roman
from sedp_docs.text_width import width
from sedp_docs.write.word import prepare, render
from tests.level_plans import SECTOR, district, province
from tests.plan_builder import plan_from
from tools.make_templates import VARIANTS
from tools.templates.xml import FIELDS

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "samples"
CELL_MARGINS = 1.5  # mm, both sides


def report(text: str, document: str = "ke-hoach") -> Report:
    built = plan_from(text, catalog_of(text))
    return build_report(built.plan, built.catalog, built.figures, built.catalog.forms[document], {})


def catalog_of(text: str) -> Catalog:
    level: LevelId = "district" if "cap: huyen" in text else "province" if "cap: tinh" in text else "commune"
    return load_catalog("hai-cap" if "quy_trinh: hai-cap" in text else "lao-cai", level, sector="nganh: " in text)


def paragraphs(text: str) -> list[str]:
    printed, catalog = report(text), catalog_of(text)
    level: LevelId = "district" if "cap: huyen" in text else "province" if "cap: tinh" in text else "commune"
    content = render(printed, prepare(template_bytes("ke-hoach", level, catalog.variant), "ke-hoach"))
    return [line for _, line in paragraph_texts(content)]


def column(table: Table, id: str) -> list[str]:
    return [row.cells[id].text for row in table.rows]


# --- the papers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "text"), [("huyen", district()), ("tinh", province()), ("nganh", SECTOR)])
def test_the_small_plans_read_as_they_should(name: str, text: str, golden: Callable[[str, str], None]) -> None:
    golden(f"levels/{name}", "\n".join(paragraphs(text)))


def test_a_sector_plan_is_the_departments_own() -> None:
    paper: Any = report(SECTOR).fields["van_ban"]
    assert paper["co_quan_tren"] == "ỦY BAN NHÂN DÂN\nTỈNH HOÀNG SƠN"
    assert paper["co_quan"] == "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"
    assert paper["so_ky_hieu"] == "Số: 88/KH-SNN"
    assert (paper["quyen_han"], paper["chuc_vu"]) == ("", "GIÁM ĐỐC")
    assert paper["trich_yeu"] == "Phát triển ngành nông nghiệp và phát triển nông thôn năm 2025"
    assert "của Sở Nông nghiệp và Phát triển nông thôn)" in paper["kem_theo"]


def test_who_signs_for_a_department_may_be_said_in_the_plan() -> None:
    deputy = SECTOR.replace("nguoi_ky:", "quyen_han: KT. GIÁM ĐỐC, chuc_vu: Phó Giám đốc, nguoi_ky:")
    paper: Any = report(deputy).fields["van_ban"]
    assert (paper["quyen_han"], paper["chuc_vu"]) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_a_committee_of_any_level_signs_on_its_behalf() -> None:
    paper: Any = report(province()).fields["van_ban"]
    assert (paper["co_quan"], paper["quyen_han"]) == ("ỦY BAN NHÂN DÂN\nTỈNH HOÀNG SƠN", "TM. ỦY BAN NHÂN DÂN")
    assert paper["so_ky_hieu"] == "Số: 402/KH-UBND"


def test_two_tiers_have_a_heading_without_the_district() -> None:
    commune = paragraphs("quy_trinh: hai-cap\n")
    assert "3.2 Kiến nghị với cấp tỉnh" in commune
    assert not [line for line in commune if "huyện" in line.lower()]
    assert "3. Các điều kiện thực hiện kế hoạch và kiến nghị với Trung ương" in paragraphs(
        province().replace("cap: tinh", "quy_trinh: hai-cap\ncap: tinh")
    )


@pytest.mark.parametrize(("procedure", "level", "sector"), VARIANTS)
def test_every_annex_is_pointed_to_and_every_table_fits_its_page(procedure: str, level: LevelId, sector: bool) -> None:
    catalog = load_catalog(procedure, level, sector=sector)
    form = catalog.forms["ke-hoach"]
    apart = {each.annex_number for each in catalog.forms.values() if each.annex_of == "ke-hoach" and each.annex_number}
    pointers = [insert.annex for inserts in form.inserts.values() for insert in inserts if insert.annex]
    assert sorted(pointers) == sorted({*range(1, len(form.annexes) + 1), *apart}), roman(len(pointers))
    for annex in form.annexes:
        for id in annex.tables:
            assert sum(c.width for c in catalog.tables[id].columns) <= (247 if annex.landscape else 160), id
    inserted = [insert.table for inserts in form.inserts.values() for insert in inserts if insert.table]
    assert all(sum(c.width for c in catalog.tables[id].columns) == 160 for id in inserted)


@pytest.mark.parametrize(("procedure", "level", "sector"), VARIANTS)
def test_every_document_of_a_level_has_its_template(procedure: str, level: LevelId, sector: bool) -> None:
    catalog = load_catalog(procedure, level, sector=sector)
    assert [document.id for document in catalog.level.documents][:4] == [
        "ke-hoach",
        "khung-ke-hoach",
        "khung-tddg",
        "bieu-chi-tieu",
    ]
    for document in catalog.level.documents:
        assert template_bytes(document.id, level, catalog.variant)[:2] == b"PK"


def test_a_table_without_rows_leaves_no_caption_and_no_gap_in_the_numbers() -> None:
    lines = paragraphs(district())
    captions = [line for line in lines if re.match(r"Bảng \d", line)]
    assert [line.split(".")[0] for line in captions] == [f"Bảng {n}" for n in range(1, len(captions) + 1)]
    assert not [line for line in captions if "ngô" in line or "vốn đầu tư" in line.lower()]
    assert [line for line in captions if "lúa theo đơn vị" in line]


# --- by unit ----------------------------------------------------------------------------------------------------------


def test_units_below_are_rows_and_the_last_row_is_the_units_own_figure() -> None:
    table = report(district()).tables["lua_theo_don_vi"]
    assert column(table, "don_vi") == ["Xã Nậm Thoong", "Xã Sín Lủng", "Xã Tả Chải", "Toàn huyện"]
    assert column(table, "dien_tich_lua_uoc") == ["210", "220", "230", "660"]
    assert column(table, "dien_tich_lua_x1") == ["207", "217", "227", "651"]
    assert column(table, "dien_tich_lua_kh_sau") == ["214", "224", "234", "672"]
    assert table.notes == ()


def test_a_note_says_where_the_units_do_not_meet_the_units_own_figure() -> None:
    apart = district().replace("uoc: 660}", "uoc: 700}")
    (note,) = report(apart).tables["lua_theo_don_vi"].notes
    assert note.replace(NBSP, " ") == "Diện tích lúa cả năm, ước năm 2024: cộng các đơn vị là 660 ha, số của huyện là 700 ha."
    near = district().replace("uoc: 660}", "uoc: 661}")
    assert report(near).tables["lua_theo_don_vi"].notes == (SUM_NOTE,)


def test_counted_animals_have_no_rounding_to_hide_behind() -> None:
    one_more = district().replace("uoc: 1740}", "uoc: 1741}")
    (note,) = report(one_more).tables["dan_vat_nuoi_theo_don_vi"].notes
    assert note.replace(NBSP, " ").endswith("cộng các đơn vị là 1.740 con, số của huyện là 1.741 con.")


def test_what_no_table_has_a_column_for_is_listed_by_indicator() -> None:
    table = report(district()).tables["chi_tieu_khac_theo_don_vi"]
    assert column(table, "don_vi")[:2] == ["Số lượt khách du lịch", "Xã Nậm Thoong"]
    assert column(table, "uoc_x")[1:] == ["6,0", "7,0", "8,0"]


def test_what_is_assigned_is_shown_before_the_vote_as_proposed() -> None:
    proposed = district().replace("kh_sau: {giao: 214}", "kh_sau: {trinh: 213}")
    assert column(report(proposed).tables["giao_san_xuat"], "dien_tich_lua_giao")[:2] == ["213", "224"]


def test_units_without_any_figure_print_no_table() -> None:
    assert report(district()).tables["ngo_theo_don_vi"].rows == ()


def test_criteria_are_marked_counted_and_averaged() -> None:
    table = report(district()).tables["nong_thon_moi"]
    assert column(table, "dat") == ["19/19", "8/19", "4/19", "31/57"]
    assert column(table, "ke_hoach") == ["19/19", "10/19", "5/19", "34/57"]
    assert column(table, "c3") == ["x", "+", "", "1"]
    assert table.notes[1] == (
        "Năm 2024: 1/3 xã đạt đủ 19 tiêu chí, bình quân 10,3 tiêu chí/xã; "
        "kế hoạch năm 2025: 1/3 xã đạt đủ 19 tiêu chí, bình quân 11,3 tiêu chí/xã."
    )


@pytest.mark.parametrize("level", ["district", "province"])
def test_units_of_measure_in_column_titles_are_those_of_the_catalogue(level: LevelId) -> None:
    catalog = load_catalog("lao-cai", level)
    units = {each.code: each.unit for each in catalog.level.indicators}
    shown = [(c, c.group or c.title) for layout in catalog.tables.values() for c in layout.columns if c.figure]
    for each, title in shown:
        code, _, slot = each.figure.partition(".")
        found = re.search(r"\(([^()]+)\)$", title)
        if found and not slot.startswith("so_") and found.group(1) != "{tien}":
            assert units.get(code, found.group(1)) == found.group(1), title


# --- in two prices ----------------------------------------------------------------------------------------------------


def test_growth_is_of_constant_prices_and_structure_of_current_ones() -> None:
    constant, current = (report(province()).tables[id] for id in ("grdp_so_sanh", "grdp_hien_hanh"))
    assert column(constant, "uoc_x") == ["1.537,8", "431,5", "701,1", "405,2"]
    assert column(constant, "tang_x") == ["8,96", "5,19", "13,01", "6,44"]
    assert column(current, "co_cau_x") == ["100,00", "29,71", "43,58", "26,71"]
    assert "co_cau_x" not in [c.id for c in constant.layout.columns]
    assert "tang_x" not in [c.id for c in current.layout.columns]


def test_shares_that_do_not_add_up_as_printed_say_why() -> None:
    equal = re.sub(r"(ma: hh_[^}]*lich_su: \{2023: )[\d.]+", r"\g<1>100", province())
    table = report(equal).tables["grdp_hien_hanh"]
    assert column(table, "co_cau_x1") == ["100,00", "33,33", "33,33", "33,33"]
    assert table.notes == (SUM_NOTE,)


# --- within reach, and on the way -------------------------------------------------------------------------------------


def test_targets_are_sorted_into_those_within_reach_and_those_hard_to_meet_each_with_its_reason() -> None:
    tables = report(district()).tables
    within, hard = tables["chi_tieu_co_kha_nang"], tables["chi_tieu_kho_thuc_hien"]
    assert "Ngân sách tỉnh hỗ trợ mức đóng cho hộ cận nghèo" in column(within, "ly_do")
    assert column(hard, "chi_tieu") == ["Số lao động được tạo việc làm mới trong năm"]
    assert column(hard, "ly_do") == ["Doanh nghiệp giảm đơn hàng"]


def test_the_first_half_year_is_the_ground_of_a_target_that_adds_up_when_the_plan_gives_none() -> None:
    more = """chi_tieu:
  - {ma: doanh_nghiep_moi, kh: 12, ket_qua: {thang_6: 5, uoc: 12}}
  - {ma: so_htx, kh: 9, ket_qua: {thang_6: 8, uoc: 9}}
"""
    plan = district().replace("chi_tieu:\n", more, 1)
    within = report(plan).tables["chi_tieu_co_kha_nang"]
    grounds = dict(zip(column(within, "chi_tieu"), column(within, "ly_do"), strict=True))
    assert grounds["Số doanh nghiệp thành lập mới"] == "6 tháng đạt 41,7% kế hoạch"
    assert grounds["Số hợp tác xã đang hoạt động"] == "–"  # a stock: half of it says nothing


def test_targets_are_counted_in_the_text_and_told_one_by_one_only_in_the_table() -> None:
    text = " ".join(paragraphs(district())).replace(NBSP, " ")
    assert "Nguyên nhân của từng chỉ tiêu được nêu ở bảng các chỉ tiêu khó thực hiện." in text
    assert "do ngân sách tỉnh hỗ trợ mức đóng" not in text


UP = Quantity("a", "A", "%", 1, (), direction="tang")


@pytest.mark.parametrize(
    ("target", "now", "before", "planned", "expected"),
    [
        (100, 100, None, None, "som"),
        (100, 90, 50, None, "dung"),  # 50 + 50 × 4/5
        (100, Decimal("89.9"), 50, None, "cham"),
        (100, 89, None, 100, "dung"),
        (100, 89, None, 99, "cham"),
        (100, 89, None, None, None),
        (None, 89, 50, 100, None),
    ],
)
def test_progress_is_judged_against_an_even_way_to_the_target(
    target: Any, now: Any, before: Any, planned: Any, expected: str | None
) -> None:
    amounts = [None if each is None else Decimal(each) for each in (target, now, before, planned)]
    assert pace(UP, amounts[0], amounts[1], (amounts[2], Decimal("0.8"), amounts[3])) == expected


def test_a_target_that_should_fall_is_judged_the_other_way_round() -> None:
    down = Quantity("a", "A", "%", 1, (), direction="giam")
    assert pace(down, Decimal(5), Decimal(9), (Decimal(25), Decimal("0.8"), None)) == "dung"
    assert pace(down, Decimal(5), Decimal("9.1"), (Decimal(25), Decimal("0.8"), None)) == "cham"


@pytest.mark.parametrize(("year", "period"), [(2024, (2020, 2025)), (2025, (2020, 2025)), (2026, (2025, 2030))])
def test_five_year_plans_end_in_years_of_five(year: int, period: tuple[int, int]) -> None:
    assert period_of(year) == period


def test_progress_programmes_and_offices_have_their_tables() -> None:
    tables = report(province()).tables
    assert column(tables["tien_do_5_nam"], "danh_gia") == ["Chậm", "Chậm", "Đạt sớm"]
    assert column(tables["chuong_trinh_hanh_dong"], "hoat_dong")[0].startswith("Chương trình hành động số 08-CTr/HU")
    assert column(tables["chi_tieu_theo_co_quan"], "chi_tieu")[0] == "Phòng Nông nghiệp và Phát triển nông thôn"
    assert column(tables["du_lich"], "chi_tieu") == ["Số lượt khách du lịch"]
    assert tables["xuat_nhap_khau"].rows == ()


def test_projects_have_their_sums_by_phase() -> None:
    table = report(district()).tables["du_an"]
    assert [(row.kind, row.cells["du_an"].text, row.cells["kh_y"].text) for row in table.rows[:2]] == [
        ("tong", "TỔNG SỐ", "16,0"),
        ("tong", "Dự án chuyển tiếp", "10,0"),
    ]


# --- layouts ----------------------------------------------------------------------------------------------------------


def test_the_longest_figure_of_a_district_fits_its_column() -> None:
    tables = load_catalog("lao-cai", "district").tables.values()
    for layout in (each for each in tables if each.made_by and not each.id.startswith("giao_")):
        for each in (c for c in layout.columns if c.align == "phai" and not c.id.startswith("so_")):
            assert width("1.234.567", float(layout.size)) <= each.width - 1.9, (layout.id, each.id)
            assert set(re.findall(r"\{\w+\}", each.title + each.group)) <= set(FIELDS)


@pytest.mark.parametrize("sample", ["district", "province"])
def test_no_figure_of_a_sample_breaks_in_its_column(sample: str) -> None:
    text = (SAMPLES / f"{sample}.yaml").read_text(encoding="utf-8")
    broken = [
        (table.layout.id, column.id, cell.text)
        for table in report(text).tables.values()
        for column in table.layout.columns
        for row in table.rows
        if (cell := row.cells.get(column.id)) and cell.raw is not None
        if width(cell.text, float(table.layout.size), "bold" if row.kind == "tong" else "regular") > column.width - CELL_MARGINS
    ]
    assert broken == []
