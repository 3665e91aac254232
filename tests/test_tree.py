"""A plan into its tree and back."""

from __future__ import annotations

import pathlib

from hypothesis import given, settings

from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.read.plans import load_plan
from tests.plan_builder import plan_from
from tests.plan_strategy import plans

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"


def test_the_sample_comes_back_from_its_tree() -> None:
    plan = load_plan(SAMPLE).plan
    assert plan is not None
    assert Plan.model_validate(tree_of(plan)) == plan


@settings(deadline=None)
@given(plans())
def test_any_plan_comes_back_from_its_tree(plan: Plan) -> None:
    assert tree_of(Plan.model_validate(tree_of(plan))) == tree_of(plan)


def test_what_says_nothing_is_left_out() -> None:
    plan = plan_from("""
thon:
  - {ma: t1, ten: Nậm Thoong, loai: thôn, nha_van_hoa: false, so_ho: 0}
chi_tieu:
  - {ma: so_hoc_sinh, kh: {}, ket_qua: {uoc: null}, kh_sau: {trinh: "từ 98"}}
""").plan
    tree = tree_of(plan)
    assert tree["thon"] == [{"ma": "t1", "ten": "Nậm Thoong", "so_ho": 0}]
    assert list(tree["chi_tieu"][0]) == ["ma", "kh_sau"]
