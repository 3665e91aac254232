"""A plan and its workbook: nothing is lost either way, every field has its cell, grey cells compute what we compute."""

from __future__ import annotations

import functools
import pathlib

import pytest
from hypothesis import HealthCheck, given, settings

from sedp_docs.figures import Figures
from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import has_errors
from sedp_docs.read.catalogs import load_catalog, load_layout
from sedp_docs.read.planbook import read_plan_book
from sedp_docs.read.plans import Loaded, load_plan, plan_from
from sedp_docs.workbook.fill import plan_book
from sedp_docs.write.excel import to_xlsx
from tests.plan_strategy import plans

ROOT = pathlib.Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "commune.yaml"


def book_of(plan: Plan) -> bytes:
    """Return the workbook of a plan."""
    return to_xlsx(plan_book(Figures(plan, load_catalog(plan.procedure, plan.level)), load_layout()))


def loaded(content: bytes) -> Loaded:
    """Return what is read from a workbook."""
    return plan_from(read_plan_book(content, "KH.xlsx"))


@functools.cache
def sample() -> Plan:
    plan = load_plan(SAMPLE).plan
    assert plan is not None
    return plan


def test_the_workbook_of_the_sample_holds_the_whole_plan() -> None:
    found = loaded(book_of(sample()))
    assert [str(problem) for problem in found.problems] == []
    assert found.plan is not None
    assert tree_of(found.plan) == tree_of(sample())


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(plans(quy_trinh="lao-cai", cap="commune"))
def test_any_plan_comes_back_from_its_workbook(plan: Plan) -> None:
    found = loaded(book_of(plan))
    assert not has_errors(found.problems), [str(problem) for problem in found.problems]
    assert found.plan is not None
    assert tree_of(found.plan) == tree_of(plan)
