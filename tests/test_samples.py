"""The samples fit together: a unit's own figures are those that the unit above holds and assigned to it."""

from __future__ import annotations

import functools
import pathlib
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import pytest

from sedp_docs.app.cases import open_plan
from sedp_docs.app.converting import convert
from sedp_docs.app.reports import due_ids, reports_of
from sedp_docs.figures import Figures
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model import Plan
from sedp_docs.model.sheets import UnitRow
from sedp_docs.model.tree import tree_of
from sedp_docs.model.unit import Subordinate
from sedp_docs.problems import has_errors
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.plans import load_plan
from sedp_docs.report.types import Cell, Table
from sedp_docs.text import rounded
from sedp_docs.text_width import Face, width
from tests.plan_builder import plan_from

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "samples"
STEPS = [
    (SAMPLES / upper, SAMPLES / lower)
    for upper, lower in (
        ("district.yaml", "commune.yaml"),
        ("province.yaml", "district.yaml"),
        ("hai-cap/province.yaml", "hai-cap/commune.yaml"),
    )
    if (SAMPLES / upper).exists()
]
SLOTS = ("{last_year}", "kh.giao", "uoc", "kh_sau.giao")
NOW = datetime(2024, 11, 29, 8, 0)  # noqa: DTZ001 - a planner's own clock
TO_BILLIONS = {"triệu đồng": Decimal("0.001"), "tỷ đồng": Decimal(1)}


def name_of(path: pathlib.Path) -> str:
    return path.relative_to(SAMPLES).with_suffix("").as_posix()


@functools.cache
def figures_of(path: pathlib.Path) -> Figures:
    plan = load_plan(path).plan
    assert plan is not None
    return Figures(plan, load_catalog(plan.procedure, plan.level, sector=bool(plan.sector)))


@pytest.fixture(params=STEPS, ids=lambda step: f"{name_of(step[1])} in {name_of(step[0])}")
def step(request: pytest.FixtureRequest) -> tuple[Figures, Figures]:
    upper, lower = request.param
    return figures_of(upper), figures_of(lower)


def entry_of(plan: Plan, upper: Plan) -> Subordinate:
    """Return a unit as the unit above lists it."""
    return next(each for each in upper.subordinates if (each.kind, each.name) == (plan.unit.kind, plan.unit.name))


def rows_of(upper: Plan, lower: Plan) -> Iterator[UnitRow]:
    code = entry_of(lower, upper).code
    return (row for row in upper.by_unit if row.unit == code)


def factor(upper: Quantity, lower: Quantity) -> Decimal:
    """Return what a figure of the unit below is multiplied with to be in the unit of the one above."""
    if upper.unit == lower.unit:
        return Decimal(1)
    return TO_BILLIONS[lower.unit] / TO_BILLIONS[upper.unit]


def amount(figures: Figures, code: str, slot: str) -> Decimal | None:
    target = figures.values.at(code, slot).target
    return target.low if target else None


def test_each_sample_is_a_unit_of_the_one_above(step: tuple[Figures, Figures]) -> None:
    upper, lower = (each.plan for each in step)
    above = upper.unit
    assert entry_of(lower, upper).due is not None
    direct = lower.unit.superiors[0]
    assert (direct.kind, direct.name) == (above.kind, above.name)
    assert (lower.plan_year, lower.procedure) == (upper.plan_year, upper.procedure)


def test_a_figure_of_a_unit_is_the_same_in_both_plans(step: tuple[Figures, Figures]) -> None:
    """Reported is what was measured, received is what was assigned; at the decimals that the upper unit prints."""
    upper, lower = step
    wrong, compared = [], 0
    for row in rows_of(upper.plan, lower.plan):
        if row.indicator not in lower.quantities:
            continue
        ours, theirs = upper.quantities[row.indicator], lower.quantities[row.indicator]
        for slot in (each.format(last_year=lower.plan.report_year - 1) for each in SLOTS):
            here, there = row.at(slot), amount(lower, row.indicator, slot)
            if here is None or there is None:
                continue
            compared += 1
            if rounded(here.low, ours.decimals) != rounded(there * factor(ours, theirs), ours.decimals):
                wrong.append(f"{row.code}.{slot}: {here.low} trên, {there} dưới")
    assert wrong == []
    assert compared >= 40


def test_whatever_a_unit_received_was_assigned_to_it(step: tuple[Figures, Figures]) -> None:
    """A province in two tiers holds by commune only what its tables show; its departments assign the rest."""
    upper, lower = step
    rows = list(rows_of(upper.plan, lower.plan))
    assigned = {row.indicator for row in rows if row.at("kh_sau.giao")}
    held = upper.quantities if upper.plan.procedure == "lao-cai" else {row.indicator for row in rows}
    received = {row.code for row in lower.plan.indicators if row.at("kh_sau.giao") and row.code in held}
    assert received - assigned == set()
    assert len(assigned) >= 10


@pytest.mark.parametrize("name", ["district", "province", "sector", "hai-cap/province"])
def test_the_units_below_add_up_to_the_whole(name: str) -> None:
    whole = figures_of(SAMPLES / f"{name}.yaml")
    wrong = []
    for code in {row.indicator for row in whole.plan.by_unit}:
        quantity = whole.quantities[code]
        rows = [row for row in whole.plan.by_unit if row.indicator == code]
        if quantity.rollup != "cong" or len(rows) < len(whole.plan.subordinates):
            continue
        for slot in (str(whole.plan.report_year - 1), "uoc"):
            total = sum((value.low for row in rows if (value := row.at(slot))), Decimal(0))
            if rounded(total, quantity.decimals) != rounded(amount(whole, code, slot) or Decimal(0), quantity.decimals):
                wrong.append(f"{code}.{slot}: {total}")
    assert wrong == []


def test_a_sector_and_its_province_have_the_same_figures() -> None:
    """Not only printed alike: the last digit is the same, of rows, of indicators and by unit."""
    sector, province = (figures_of(SAMPLES / f"{name}.yaml") for name in ("sector", "province"))
    shared = {row.code for row in sector.plan.indicators} & {row.code for row in province.plan.indicators}
    rows = {row.code for row in sector.plan.by_unit}
    sheets = (sector.plan.livestock, sector.plan.forestry, sector.plan.fishery, sector.plan.products)
    lines = {row.code for sheet in sheets for row in sheet}
    crops = {name for name in sector.quantities if name.partition(".")[0] in {crop.code for crop in sector.plan.crops}}
    slots = ("2021", "2022", "2023", "kh.hdnd", "thang_6", "uoc", "kh_sau.giao", "kh_sau.trinh", "muc_tieu_5_nam")
    names = sorted(shared | rows | lines | crops)
    wrong = [f"{name}.{slot}" for name in names for slot in slots if amount(sector, name, slot) != amount(province, name, slot)]
    assert wrong == []
    assert len(shared) >= 25
    assert len(rows) >= 9 * 12


def test_a_work_of_a_sector_is_the_provinces_own() -> None:
    sector, province = (figures_of(SAMPLES / f"{name}.yaml").plan for name in ("sector", "province"))
    works = {work.code: work for work in province.projects}
    assert sector.projects
    assert [works[work.code] for work in sector.projects] == list(sector.projects)


@pytest.mark.parametrize(
    ("upper", "lower", "owner"), [("district", "commune", "Huyện"), ("hai-cap/province", "hai-cap/commune", "Tỉnh")]
)
def test_a_work_of_the_upper_unit_in_the_commune_is_one_work(upper: str, lower: str, owner: str) -> None:
    above, commune = (figures_of(SAMPLES / f"{name}.yaml").plan for name in (upper, lower))
    ours = {work.decision.number: work for work in above.projects if work.decision}
    works = [work for work in commune.projects if work.managed_by == owner and work.decision]
    assert len(works) >= 5
    for work in works:
        same = ours[work.decision.number if work.decision else ""]
        money = [work.total or Decimal(0), work.allocated, sum(work.next_year.values(), Decimal(0))]
        assert (same.name, same.decision) == (work.name, work.decision)
        assert [same.total, same.allocated, sum(same.next_year.values(), Decimal(0))] == [each / 1000 for each in money]


def test_a_sector_sends_its_plan_to_no_council() -> None:
    opened = open_plan(SAMPLES / "sector.yaml")
    assert opened.case is not None
    assert due_ids(opened.case) == ["ke-hoach", "khung-ke-hoach", "khung-tddg", "bieu-chi-tieu", "danh-muc"]


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=name_of)
def test_no_number_or_word_of_a_table_breaks_inside(path: pathlib.Path) -> None:
    """A word wider than its cell is broken anywhere, "309.811,| 5"; at a hyphen it may be."""
    opened = open_plan(path)
    assert opened.case is not None
    ids = [document.id for document in opened.case.catalog.level.documents if not document.on_request]
    tables = [table for report in reports_of(opened.case, opened.debts, ids) for table in report.tables.values()]
    assert sorted({broken for table in tables for broken in too_wide(table)}) == []


def too_wide(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield (table, column, word) for each word that does not fit its cell, which has 1 mm at each side."""
    for row in table.rows:
        face: Face = "bold" if row.kind == "tong" else "regular"
        for column in table.layout.columns if row.kind != "nhom" else table.layout.columns[: not table.layout.per_group]:
            for word in row.cells.get(column.id, Cell()).text.split(" "):
                whole = max(re.split("(?<=[-\n])", word), key=len)
                if width(whole, float(table.layout.size), face) > column.width - 2:
                    yield table.layout.id, column.id, word


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=name_of)
def test_a_sample_and_its_workbook_say_the_same(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """To make a workbook anew: remove it, then sedp-docs convert samples/<name>.yaml samples/<name>.xlsx."""
    loaded, book = load_plan(path), load_plan(path.with_suffix(".xlsx"))
    assert not has_errors(loaded.problems)
    assert loaded.plan is not None
    assert book.plan is not None
    assert tree_of(book.plan) == tree_of(loaded.plan)
    convert(path, tmp_path / "moi.xlsx", NOW)
    assert path.with_suffix(".xlsx").read_bytes() == (tmp_path / "moi.xlsx").read_bytes()


def test_the_province_in_two_tiers_keeps_only_the_blemishes_it_was_given() -> None:
    """A figure that came late and one with two sources; four of the targets of the council are missed, with reasons."""
    built = plan_from((SAMPLES / "hai-cap" / "province.yaml").read_text(encoding="utf-8"))
    councils = [row for row in built.plan.indicators if row.to_council]
    missed = [row for row in councils if built.figures.verdicts.get(row.code) == "chua_dat"]
    assert sorted(problem.id for problem in built.problems()) == ["PL-52", "PL-53"]
    assert len(councils) == 25
    assert [row.code for row in missed] == ["tang_grdp", "von_dau_tu", "san_luong_luong_thuc", "ty_le_giai_ngan"]
    assert all(row.reason for row in missed)


def test_the_province_in_two_tiers_has_the_history_of_the_province() -> None:
    old, new = (figures_of(SAMPLES / f"{name}.yaml") for name in ("province", "hai-cap/province"))
    years = ("2021", "2022", "2023")
    both = [(row.code, year) for row in new.plan.indicators for year in years if amount(new, row.code, year) is not None]
    differing = [f"{code}.{year}" for code, year in both if amount(old, code, year) != amount(new, code, year)]
    assert differing == []
    assert len(both) >= 300
