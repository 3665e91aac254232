"""`new`: an empty plan file that guides."""

from __future__ import annotations

import pathlib

import pytest

from sedp_docs.app.cases import open_plan
from sedp_docs.app.starting import empty_plan, new_plan
from sedp_docs.model import LevelId
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import OutputError
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.plans import load_plan
from tests.openxml import faults, needs_validator

ASKED = {"VB-08", "TH-01", "TH-02", "TH-03", "TH-04"}
"""What is wrong with a new plan: names and figures are missing."""
STARTS: list[tuple[LevelId, str]] = [
    ("commune", "lao-cai"),
    ("district", "lao-cai"),
    ("province", "lao-cai"),
    ("commune", "hai-cap"),
    ("province", "hai-cap"),
]


@pytest.mark.parametrize(("level", "profile"), STARTS)
@pytest.mark.parametrize("name", ["KH.xlsx", "KH.yaml"])
def test_a_new_file_reads_as_the_plan_that_was_started(tmp_path: pathlib.Path, name: str, level: LevelId, profile: str) -> None:
    started = new_plan(level, profile, 2025, tmp_path / name)
    loaded = load_plan(tmp_path / name)
    assert loaded.problems == []
    assert loaded.plan is not None
    assert tree_of(loaded.plan) == tree_of(started.plan)


@pytest.mark.parametrize(("level", "profile"), [STARTS[0], *(pytest.param(*each, marks=pytest.mark.slow) for each in STARTS[1:])])
def test_a_new_workbook_asks_for_names_and_figures_and_nothing_else_is_wrong(
    tmp_path: pathlib.Path, level: LevelId, profile: str
) -> None:
    new_plan(level, profile, 2025, tmp_path / "KH.xlsx")
    errors = [problem for problem in open_plan(tmp_path / "KH.xlsx").problems if problem.severity == "error"]
    assert {problem.id for problem in errors} == ASKED
    assert all('trang tính "' in problem.location.place for problem in errors)


@pytest.mark.parametrize(("level", "profile"), STARTS)
def test_a_new_workbook_is_prefilled_with_rows_but_no_figure(tmp_path: pathlib.Path, level: LevelId, profile: str) -> None:
    plan = new_plan(level, profile, 2025, tmp_path / "KH.xlsx").plan
    assert (plan.plan_year, plan.report_year, plan.round) == (2025, 2024, "du-thao")
    assert [crop.title for crop in plan.crops[:2]] == ["Lúa vụ xuân", "Lúa vụ mùa"]
    assert [row.code for row in plan.indicators] == [entry.code for entry in load_catalog(profile, level).level.indicators]
    every = [*plan.indicators, *plan.livestock, *plan.forestry, *plan.fishery, *plan.budget, *plan.products]
    every += [crop.area for crop in plan.crops]
    assert all(series.at(slot) is None for series in every for slot in ("2023", "kh.giao", "uoc", "kh_sau.trinh"))


def test_every_row_of_a_new_plan_has_an_office_of_that_plan() -> None:
    for level, profile in STARTS:
        plan = empty_plan(load_catalog(profile, level), level, 2025)
        lists = tree_of(plan).values()
        owners = {row["co_quan"] for rows in lists if isinstance(rows, list) for row in rows if "co_quan" in row}
        assert owners
        assert owners <= {office.code for office in plan.offices}


def test_a_sector_plan_is_a_province_plan_with_the_sector_filled_in(tmp_path: pathlib.Path) -> None:
    new_plan("province", "lao-cai", 2025, tmp_path / "KH.yaml")
    text = (tmp_path / "KH.yaml").read_text(encoding="utf-8") + "nganh: Nông nghiệp và Phát triển nông thôn\n"
    (tmp_path / "KH.yaml").write_text(text, encoding="utf-8")
    opened = open_plan(tmp_path / "KH.yaml")
    assert {problem.id for problem in opened.problems if problem.severity == "error"} == {
        "VB-08",
        "TH-01",
        "TH-02",
        "TH-03",
        "TH-04",
    }
    assert opened.case is not None
    outline = opened.case.catalog.level.outline
    assert outline is not None
    assert outline.parts[0].sections[0].sections[0].title == "Đặc điểm chung của ngành, lĩnh vực"


def test_prose_lies_beside_the_workbook_and_is_still_this_plans_when_the_name_is_filled_in(tmp_path: pathlib.Path) -> None:
    started = new_plan("commune", "lao-cai", 2025, tmp_path / "KH.yaml", prose=True)
    assert [path.name for path in started.written] == ["KH.yaml", "thuyet-minh.docx"]
    text = (tmp_path / "KH.yaml").read_text(encoding="utf-8").replace("…", "Nậm Thoong")
    (tmp_path / "KH.yaml").write_text(text, encoding="utf-8")
    assert not [problem for problem in open_plan(tmp_path / "KH.yaml").problems if problem.id == "TMW-01"]


def test_nothing_is_overwritten(tmp_path: pathlib.Path) -> None:
    (tmp_path / "thuyet-minh.docx").write_bytes(b"cua toi")
    with pytest.raises(OutputError, match="đã có tệp này"):
        new_plan("commune", "lao-cai", 2025, tmp_path / "KH.xlsx", prose=True)
    assert not (tmp_path / "KH.xlsx").exists()


@needs_validator
@pytest.mark.slow
@pytest.mark.parametrize("level", ["commune", "province"])
def test_a_new_workbook_is_valid_open_xml(tmp_path: pathlib.Path, level: LevelId) -> None:
    new_plan(level, "lao-cai", 2025, tmp_path / "KH.xlsx")
    assert faults((tmp_path / "KH.xlsx").read_bytes()) == []
