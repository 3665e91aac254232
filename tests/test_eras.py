"""Eras and legal bases: what is right on which day, and that nothing is a guess."""

from __future__ import annotations

import itertools
import pathlib
from datetime import date, timedelta

import pytest

from sedp_docs.app.cases import open_plan
from sedp_docs.app.starting import empty_plan, new_plan
from sedp_docs.catalog import Catalog
from sedp_docs.eras import bases_in, begun, era_of, expired, successor, usual_bases
from sedp_docs.problems import ReadError
from sedp_docs.read.catalogs import load_catalog
from tests.plan_builder import plan_from

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"


@pytest.fixture(scope="module")
def known() -> Catalog:
    return load_catalog("lao-cai", "commune")


@pytest.mark.parametrize(
    ("day", "era"),
    [
        (date(2011, 12, 15), "den-2015"),
        (date(2015, 12, 31), "den-2015"),
        (date(2016, 1, 1), "2016-6-2025"),
        (date(2025, 6, 30), "2016-6-2025"),
        (date(2025, 7, 1), "hai-cap"),
        (date(2026, 12, 10), "hai-cap"),
    ],
)
def test_an_era_follows_from_the_day(known: Catalog, day: date, era: str) -> None:
    assert era_of(day, known.eras).id == era


def test_eras_follow_each_other_without_a_gap_from_the_first_day_to_the_last(known: Catalog) -> None:
    assert known.eras[0].start is None
    assert known.eras[-1].end is None
    for before, after in itertools.pairwise(known.eras):
        assert before.end
        assert after.start == before.end + timedelta(days=1)


def test_every_fact_says_whether_it_was_found_and_where(known: Catalog) -> None:
    habits = [each for era in known.eras for each in (era.law_citation, era.base_paper, era.verb, era.number_form)]
    facts = [*known.eras, *habits, *known.bases.values()]
    facts += [each for era in known.eras for each in (*era.organs, *era.former)]
    for fact in facts:
        assert fact.evidence == "proposed" or any(c.isdigit() for c in fact.ref), fact


def test_habits_use_the_words_that_code_knows(known: Catalog) -> None:
    assert {era.law_citation.value for era in known.eras} == {"ngay", "so"}
    assert {era.base_paper.value for era in known.eras} <= {"KH", "BC", "TTr", ""}
    assert {era.number_form.value for era in known.eras} <= {"co", "khong", ""}


def test_an_organ_has_the_name_of_its_era_and_of_the_kind_of_unit(known: Catalog) -> None:
    first, _, last = known.eras
    assert (first.organ("ke_hoach_tinh"), last.organ("ke_hoach_tinh")) == ("Sở Kế hoạch và Đầu tư", "Sở Tài chính")
    assert last.organ("ke_hoach_xa", "xã") == "Phòng Kinh tế"
    assert last.organ("ke_hoach_xa", "phường") == "Phòng Kinh tế, Hạ tầng và Đô thị"
    assert last.organ("ke_hoach_huyen") == ""


def test_what_replaces_a_base_exists_and_is_later(known: Catalog) -> None:
    for base in known.bases.values():
        for code in base.replaced_by:
            new = known.bases[code]
            assert (new.start or new.day or date.max) > (base.start or base.day or date.min), base.id
        assert base.day is None or base.start is None or base.start >= base.day, base.id


@pytest.mark.parametrize(
    ("id", "last_day"),
    [
        ("tc-hdnd-2003", date(2015, 12, 31)),
        ("dtc-2019", date(2024, 12, 31)),
        ("nsnn-2015", date(2025, 12, 31)),
        ("giam-sat-2015", date(2026, 2, 28)),
        ("bhvb-2015", date(2025, 3, 31)),
    ],
)
def test_a_base_is_in_force_until_the_day_before_its_successor(known: Catalog, id: str, last_day: date) -> None:
    base = known.bases[id]
    assert not expired(base, known.bases, last_day)
    assert expired(base, known.bases, last_day + timedelta(days=1))


def test_a_chain_with_an_unknown_day_in_it_claims_only_what_is_known(known: Catalog) -> None:
    old = known.bases["tc-cqdp-2015"]
    assert not expired(old, known.bases, date(2025, 6, 15))
    assert expired(old, known.bases, date(2025, 6, 16))
    new = successor(old, known.bases, date(2025, 7, 1))
    assert new is not None
    assert new.number == "72/2025/QH15"


def test_a_budget_law_may_be_cited_in_the_year_in_which_its_first_budget_is_made(known: Catalog) -> None:
    law = known.bases["nsnn-2025"]
    assert begun(law, date(2025, 12, 10), 2026)
    assert not begun(law, date(2025, 12, 10), 2025)
    assert not begun(law, date(2025, 6, 1), 2026)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", ["tc-cqdp-2015"]),
        ("Căn cứ Luật tổ chức Chính quyền địa phương số 77/2015/QH13", ["tc-cqdp-2015"]),
        ("Luật Tổ chức chính quyền địa phương ngày 16/6/2025", ["tc-cqdp-6-2025"]),
        ("Luật Tổ chức chính quyền địa phương năm 2025", []),
        ("Luật Tổ chức chính quyền địa phương", []),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương "
            "ngày 22 tháng 11 năm 2019",
            ["tc-cqdp-sua-2019"],
        ),
        ("Luật Đầu tư công 2019", ["dtc-2019"]),
        ("Nghị định số 130/2020/NĐ-CP", []),
        ("Luật Đầu tư công ngày 31 tháng 2 năm 2019", []),
    ],
)
def test_a_base_is_known_by_number_or_by_name_and_day(known: Catalog, text: str, ids: list[str]) -> None:
    assert [base.id for base, _ in bases_in(text, known.bases)] == ids


def test_a_new_plan_rests_on_the_laws_of_its_round(known: Catalog) -> None:
    paper = empty_plan(known, "commune", 2025).papers["ke-hoach"]
    assert paper.bases == (
        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương "
        "ngày 22 tháng 11 năm 2019",
        "Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015",
        "Luật Đầu tư công ngày 13 tháng 6 năm 2019",
    )
    assert empty_plan(known, "commune", 2026).papers["ke-hoach"].bases[1:] == (
        "Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025",
        "Luật Đầu tư công ngày 29 tháng 11 năm 2024",
    )


def test_a_resolution_of_today_cites_one_law_by_its_number(known: Catalog) -> None:
    found = usual_bases("nghi-quyet", "commune", date(2026, 7, 1), 2027, known.eras, known.bases)
    assert found == ["Luật Tổ chức chính quyền địa phương số 72/2025/QH15"]


@pytest.mark.parametrize("year", [2012, 2016, 2017, 2021, 2025, 2026, 2027])
def test_no_rule_of_this_family_objects_to_a_new_plan(known: Catalog, tmp_path: pathlib.Path, year: int) -> None:
    path = tmp_path / "KH.yaml"
    new_plan("commune", "lao-cai", year, path)
    assert [problem for problem in open_plan(path).problems if problem.id.startswith("TK")] == []


def test_a_new_plan_of_the_two_tiers_has_no_district_above_it(known: Catalog) -> None:
    assert [unit.kind for unit in empty_plan(known, "commune", 2025).unit.superiors] == ["huyện", "tỉnh"]
    assert [unit.kind for unit in empty_plan(known, "commune", 2026).unit.superiors] == ["tỉnh"]


@pytest.mark.parametrize(("day", "ids"), [("2025-06-30", []), ("2025-07-01", ["TK-05"])])
def test_a_district_plan_ends_with_the_tier(known: Catalog, day: str, ids: list[str]) -> None:
    text = f"cap: huyen\ndon_vi: {{loai: huyện, ten: Phìn Ngàn}}\nvan_ban: {{ke-hoach: {{ngay: {day}}}}}\n"
    assert [problem.id for problem in plan_from(text, known).problems("TK-05")] == ids


def test_in_the_year_of_change_only_a_sentence_about_next_year_holds_a_left_over(known: Catalog) -> None:
    text = """
nam_ke_hoach: 2026
ngay_chot_so_lieu: 2025-12-05
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - UBND huyện giao 22 chỉ tiêu từ đầu năm.
      - Năm 2026, xã phối hợp với Phòng Tài chính - Kế hoạch lập dự toán.
"""
    (found,) = plan_from(text, known).problems("TK-04")
    assert "Phòng Tài chính - Kế hoạch" in found.message
    assert "Phòng Kinh tế" in found.hint


def test_a_ward_reads_the_name_of_its_own_department() -> None:
    text = """
nam_ke_hoach: 2027
don_vi: {loai: phường, ten: Hạ Yên}
co_quan: [{ma: tckh, ten: Phòng Tài chính - Kế hoạch}]
"""
    (found,) = plan_from(text).problems("TK-04")
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in found.hint


def test_a_resolution_of_today_that_cites_laws_by_day_is_told_the_habit(known: Catalog) -> None:
    text = """
nam_ke_hoach: 2027
van_ban:
  nghi-quyet: {can_cu: [Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025]}
  ke-hoach: {can_cu: [Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025]}
"""
    (found,) = plan_from(text, known).problems("TK-03")
    assert "số 72/2025/QH15" in found.hint


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_samples_have_no_finding_of_this_family(path: pathlib.Path) -> None:
    assert [str(problem) for problem in open_plan(path).problems if problem.id.startswith("TK")] == []


def test_a_district_plan_cannot_be_started_when_the_tier_is_gone(tmp_path: pathlib.Path) -> None:
    with pytest.raises(ReadError, match="cấp"):
        new_plan("district", "lao-cai", 2026, tmp_path / "KH.yaml")
