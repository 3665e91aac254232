"""Every rule: passes its good example, finds its bad one at the marked line, in words that say the numbers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sedp_docs.catalog import Catalog
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.rules import RULES
from sedp_docs.text import NBSP
from tests.plan_builder import plan_from
from tests.rules.example import Example
from tests.rules.examples_actions import ACTIONS
from tests.rules.examples_codes import CODES
from tests.rules.examples_deadlines import DEADLINES
from tests.rules.examples_dossier import DOSSIER
from tests.rules.examples_eras import ERAS
from tests.rules.examples_indicators import INDICATORS
from tests.rules.examples_missing import MISSING
from tests.rules.examples_papers import PAPERS
from tests.rules.examples_projects import PROJECTS
from tests.rules.examples_prose import PROSE
from tests.rules.examples_sheets import SHEETS
from tests.rules.examples_subunits import SUBUNITS

EXAMPLES: dict[str, Example] = {
    **CODES, **INDICATORS, **SHEETS, **ACTIONS, **PROJECTS, **PROSE, **PAPERS, **DOSSIER, **DEADLINES, **MISSING, **ERAS,
    **SUBUNITS,
}  # fmt: skip


def catalog_for(id: str) -> Catalog:
    """Return the Lào Cai catalogue; for TD-02 without the procedure's defaults, which would fill every gap."""
    catalog = load_catalog("lao-cai", "commune")
    if id != "TD-02":
        return catalog
    return replace(catalog, profile=catalog.profile.model_copy(update={"monitoring": {}}))


def marked_lines(text: str) -> list[str]:
    return [f"dòng {i}" for i, line in enumerate(text.split("\n"), 1) if line.rstrip().endswith("# lỗi")]


def test_every_rule_has_both_examples() -> None:
    assert set(EXAMPLES) == set(RULES)


@pytest.mark.parametrize("id", RULES)
def test_good_example_passes(id: str) -> None:
    assert plan_from(EXAMPLES[id].good, catalog_for(id)).problems(id) == []


@pytest.mark.parametrize("id", RULES)
def test_bad_example_is_found_at_its_line(id: str) -> None:
    example = EXAMPLES[id]
    found = plan_from(example.bad, catalog_for(id)).problems(id)
    assert [problem.location.place.split(",")[0] for problem in found] == marked_lines(example.bad)
    assert any(example.says in problem.message.replace(NBSP, " ") for problem in found), found[0]


@pytest.mark.parametrize("id", RULES)
def test_message_says_what_to_do(id: str) -> None:
    for problem in plan_from(EXAMPLES[id].bad, catalog_for(id)).problems(id):
        assert problem.hint
        assert problem.severity == RULES[id].severity
        assert not re.search(r"None|Decimal|(?<![.\d])\d+\.\d{1,2}\b", problem.message), "numbers are written the Vietnamese way"
