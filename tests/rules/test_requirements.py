"""No point of the procedure gets lost: each is checked by rules that exist, or says what is done instead."""

from __future__ import annotations

from sedp_docs.rules import RULES
from sedp_docs.rules.page import page
from sedp_docs.rules.requirements import GENERAL, REQUIREMENTS

LAO_CAI = [*range(1, 6), *range(10, 51)]
"""The 46 points "R-LC-01" … "R-LC-50"; 06–09 do not exist. "R-GEN-01" … "R-GEN-06" are the general ones."""


def test_all_points_are_there() -> None:
    assert [each.number for each in REQUIREMENTS] == LAO_CAI
    assert len(REQUIREMENTS) == 46
    assert [each.number for each in GENERAL] == [*range(1, 7)]


def test_each_point_is_checked_or_accounted_for() -> None:
    for each in (*REQUIREMENTS, *GENERAL):
        assert set(each.rules) <= set(RULES), each
        assert each.rules or each.instead, each


def test_points_outside_the_data_of_a_plan() -> None:
    """Teams (1–5), what villages discuss (10), meetings, letters, and what holds by construction; all else has a rule."""
    outside = {1, 2, 3, 4, 5, 10, 22, 23, 24, 25, 35, 36, 38, 39, 40, 41, 42, 50}
    assert {each.number for each in REQUIREMENTS if not each.rules} == outside


def test_the_page_says_where_each_point_is_looked_at() -> None:
    written = page()
    for each in (*REQUIREMENTS, *GENERAL):
        assert f"| {each.level} | {each.text} |" in written
