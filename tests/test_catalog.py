"""The knowledge in sedp_docs/data: procedures, indicators, outlines; the sample and the short plans that use them."""

from __future__ import annotations

import pathlib
from collections import Counter
from decimal import Decimal

import pytest

from sedp_docs.catalog import Catalog, CatalogIndicator, Level, Profile
from sedp_docs.evidence import Sourced
from sedp_docs.figures import Figures
from sedp_docs.model import LevelId, Plan
from sedp_docs.read.catalogs import load_catalog, profile_ids
from sedp_docs.read.plans import load_plan
from sedp_docs.text import slug
from tools import make_format_doc

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHORT_PLANS = sorted((ROOT / "docs" / "vi-du").glob("*.yaml"))
SECTORS = ("nong_lam_thuy_san", "cong_nghiep_xay_dung", "dich_vu", "thue")
SHEET_CODES = {"rung_tu_nhien", "rung_trong_thanh_rung", "dat_tu_nhien", *(f"{p}_{s}" for p in ("ss", "hh") for s in SECTORS)}
"""Rows of the sheets that a formula names: the catalogue asks every plan for rows with these codes."""
CATALOGUES: list[tuple[str, LevelId]] = [
    ("lao-cai", "commune"),
    ("lao-cai", "district"),
    ("lao-cai", "province"),
    ("ha-noi", "commune"),
    ("hai-cap", "commune"),
    ("hai-cap", "province"),
]


@pytest.fixture(params=CATALOGUES, ids=lambda each: "-".join(each))
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return load_catalog(*request.param)


@pytest.fixture(scope="module")
def sample() -> Figures:
    return figures_of(ROOT / "samples" / "commune.yaml")


def figures_of(path: pathlib.Path) -> Figures:
    plan = plan_of(path)
    return Figures(plan, load_catalog(plan.procedure, plan.level))


def plan_of(path: pathlib.Path) -> Plan:
    loaded = load_plan(path)
    assert loaded.problems == []
    assert loaded.plan is not None
    return loaded.plan


def test_the_three_procedures_of_the_product_page_are_there() -> None:
    assert profile_ids() == ["ha-noi", "hai-cap", "lao-cai"]


def test_whoever_says_found_names_a_text_that_an_outsider_can_look_up(catalog: Catalog) -> None:
    for fact in sourced(catalog.profile, catalog.level):
        assert fact.evidence == "proposed" or any(c.isdigit() for c in fact.ref), fact
        assert "shared/" not in fact.ref
        assert "seed" not in fact.ref


def sourced(profile: Profile, level: Level) -> list[Sourced]:
    assert level.outline is not None
    return [profile, level.outline, *level.indicators]


def test_codes_are_unique_and_are_their_own_slugs(catalog: Catalog) -> None:
    codes = [entry.code for entry in catalog.level.indicators]
    assert [code for code, n in Counter(codes).items() if n > 1] == []
    assert [code for code in codes if slug(code) != code] == []


def test_every_indicator_stands_in_a_field_of_its_procedure(catalog: Catalog) -> None:
    fields = {field.code for field in catalog.profile.fields}
    assert {entry.field for entry in catalog.level.indicators} == fields


def test_a_rate_has_a_ceiling_unless_it_is_a_change_or_can_exceed_100(catalog: Catalog) -> None:
    rates = [entry for entry in catalog.level.indicators if entry.unit == "%" and entry.code.startswith("ty_le")]
    without = {entry.code for entry in rates if entry.ceiling != Decimal(100)}
    assert without <= {"ty_le_tang_dan_so_tu_nhien"}


def test_formulas_and_parents_name_codes_that_exist(catalog: Catalog) -> None:
    known = {entry.code for entry in catalog.level.indicators} | SHEET_CODES
    for entry in catalog.level.indicators:
        assert needs(entry) <= known, entry.code
        assert not entry.part_of or entry.part_of in known, entry.code


def needs(entry: CatalogIndicator) -> set[str]:
    """Return the codes below a formula; one over villages names columns instead."""
    return {*entry.formula.of, *entry.formula.base} if entry.formula and entry.formula.kind != "thon" else set()


def test_no_formula_needs_its_own_result(catalog: Catalog) -> None:
    below = {entry.code: needs(entry) for entry in catalog.level.indicators}

    def reach(code: str, trail: tuple[str, ...]) -> None:
        assert code not in trail, " → ".join((*trail, code))
        for inner in below.get(code, set()):
            reach(inner, (*trail, code))

    for code in below:
        reach(code, ())


def test_a_village_formula_names_a_column_of_the_village_sheet(catalog: Catalog, sample: Figures) -> None:
    village = sample.plan.villages[0]
    for entry in catalog.level.indicators:
        if entry.formula and entry.formula.kind == "thon":
            for column in (entry.formula.column, *entry.formula.base):
                assert village.total(column) is not None, entry.code


def test_the_commune_outline_of_lao_cai_has_its_32_headings_in_order() -> None:
    outline = load_catalog("lao-cai", "commune").level.outline
    assert outline is not None
    keys = [key for key, _, _ in outline.walk()]
    assert len(keys) == 32
    assert keys[:9] == ["I", "I.I", "I.I.1", "I.I.2", "I.II", "I.II.1", "I.II.2", "I.II.2.1", "I.II.2.2"]
    assert keys[-4:] == ["II.V.2", "II.V.3", "II.V.3.1", "II.V.3.2"]
    assert outline.parts[1].sections[4].sections[2].sections[1].title == "Kiến nghị với cấp huyện và tỉnh"


def test_in_two_tier_times_nobody_writes_to_a_district() -> None:
    two_tier = load_catalog("hai-cap", "commune")
    lao_cai = load_catalog("lao-cai", "commune")
    assert two_tier.level.outline is not None
    assert lao_cai.level.outline is not None
    titles = [section.title for _, _, section in two_tier.level.outline.walk()]
    assert titles[-1] == "Kiến nghị với cấp tỉnh"
    assert titles[:-1] == [section.title for _, _, section in lao_cai.level.outline.walk()][:-1]
    assert "ns_huyen" not in {fund.code for fund in two_tier.profile.funds}


def test_hanoi_counts_28_targets_of_form_m2_and_one_more_of_m3() -> None:
    counted = [entry.field for entry in load_catalog("ha-noi", "commune").level.indicators if not entry.part_of]
    assert Counter(counted) == {"kinh_te_tong_hop": 8, "xa_hoi": 20, "xay_dung_chinh_quyen": 1}


def test_drafts_stand_in_sections_that_hold_prose(catalog: Catalog) -> None:
    assert catalog.level.outline is not None
    assert set(catalog.level.drafts) <= set(catalog.level.outline.leaves())


@pytest.mark.parametrize("path", SHORT_PLANS, ids=lambda path: path.stem)
def test_the_short_plans_load_and_cite_only_sections_that_exist(path: pathlib.Path) -> None:
    figures = figures_of(path)
    outline = figures.catalog.level.outline
    assert outline is not None
    assert set(figures.plan.prose["ke-hoach"]) <= set(outline.leaves())
    offices = {office.code for office in figures.plan.offices}
    assert {row.office for row in figures.plan.indicators} <= offices


def test_the_hanoi_ward_judges_targets_that_are_not_one_number() -> None:
    ward = figures_of(ROOT / "docs" / "vi-du" / "phuong-ha-noi.yaml")
    assert ward.verdicts["tang_tong_gtsx"] == "vuot"  # 7,71% over the range "7,0 - 7,5"
    assert ward.verdicts["ty_le_sinh_con_thu_3"] == "dat"  # 3,98 under "dưới 4,1"
    assert ward.verdicts["so_viec_lam_moi"] == "vuot"  # 780 − 715 = 65 over "tăng thêm 60"
    assert ward.verdicts["ty_le_rac_thai_thu_gom"] == "dat"  # "duy trì 100"
    assert ward.verdicts["ty_le_bhyt"] == "chua_dat"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("nang_suat_lua", "52.44"),
        ("san_luong_luong_thuc", "2905.0"),
        ("luong_thuc_binh_quan", "624.7"),
        ("san_luong_che", "880.4"),
        ("tong_dan_gia_suc", "6183"),
        ("ty_le_che_phu_rung", "56.01"),
        ("so_ho_ngheo", "260"),
        ("ty_le_ho_ngheo", "26.37"),
        ("giam_ty_le_ho_ngheo", "5.73"),
        ("so_hoc_sinh", "1180"),
        ("tong_thu_ns_xa", "9480"),
        ("tong_chi_ns_xa", "9480"),
    ],
)
def test_the_sample_commune_closes_on_figures_computed_by_hand(sample: Figures, name: str, printed: str) -> None:
    amount = sample[name].amount
    assert amount is not None
    assert round(amount, sample[name].decimals) == Decimal(printed)


@pytest.mark.parametrize("slot", ["kh.giao", "kh.hdnd", "uoc", "kh_sau.giao", "kh_sau.trinh"])
def test_the_sample_budget_balances_in_every_estimate(sample: Figures, slot: str) -> None:
    assert sample[f"tong_thu_ns_xa.{slot}"].amount == sample[f"tong_chi_ns_xa.{slot}"].amount


@pytest.mark.parametrize(("year", "after"), [("2021", "2022"), ("2022", "2023"), ("2023", "uoc")])
def test_the_sample_carries_what_is_left_into_the_next_year(sample: Figures, year: str, after: str) -> None:
    revenue, spending = sample[f"tong_thu_ns_xa.{year}"].amount, sample[f"tong_chi_ns_xa.{year}"].amount
    assert revenue is not None
    assert spending is not None
    assert revenue - spending == sample[f"ns_ket_du.{after}"].amount
    assert sample[f"ns_chi_chuyen_nguon.{year}"].amount == sample[f"ns_thu_chuyen_nguon.{after}"].amount


def test_the_sample_has_the_blemishes_of_an_honest_plan(sample: Figures) -> None:
    rows = {row.code: row for row in sample.plan.indicators}
    missed = [code for code, verdict in sample.verdicts.items() if verdict == "chua_dat"]
    assert missed == ["san_luong_thuy_san", "ty_le_giai_ngan"]
    assert all(rows[code].reason for code in missed)
    cut_off = sample.plan.cut_off
    assert cut_off is not None
    assert [code for code, row in rows.items() if row.dated and row.dated > cut_off] == ["thu_nsnn_dia_ban"]
    assert [code for code, row in rows.items() if row.others] == ["thu_nhap_binh_quan"]
    assert 12 <= sum(row.to_council for row in rows.values()) <= 25


@pytest.mark.parametrize(
    ("rate", "column", "of"),
    [
        ("ty_le_bhyt", "bhyt", "nhan_khau"),
        ("ty_le_ho_can_ngheo", "ho_can_ngheo", "so_ho"),
        ("ty_le_ho_dung_dien", "ho_dung_dien", "so_ho"),
        ("ty_le_nuoc_hop_ve_sinh", "ho_dung_nuoc_hop_ve_sinh", "so_ho"),
        ("ty_le_nha_tieu", "ho_co_nha_tieu_hop_ve_sinh", "so_ho"),
        ("ty_le_gia_dinh_van_hoa", "gia_dinh_van_hoa", "so_ho"),
    ],
)
def test_the_sample_rates_are_what_its_villages_add_up_to(sample: Figures, rate: str, column: str, of: str) -> None:
    part = sum(village.total(column) or 0 for village in sample.plan.villages)
    whole = sum(village.total(of) or 0 for village in sample.plan.villages)
    figure = sample[rate]
    assert figure.amount is not None
    assert round(Decimal(part) / whole * 100, figure.decimals) == round(figure.amount, figure.decimals)


def test_the_format_page_names_every_key_of_the_model_as_it_is_now() -> None:
    page = make_format_doc.PAGE.read_text(encoding="utf-8")
    assert page == make_format_doc.with_tables(page), "run tools/make_format_doc.py"
    tables = {part.__name__ for part in make_format_doc.parts()}
    assert [name for name in sorted(tables) if f"<!-- bảng: {name} -->" not in page] == []
