"""Plans written in the test itself: only what matters there, on top of a short head."""

from __future__ import annotations

from dataclasses import dataclass

from sedp_docs.catalog import Catalog
from sedp_docs.figures import Figures
from sedp_docs.model import Plan
from sedp_docs.problems import Problem, Sources
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.typed import typed
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.rules import Case, check

HEAD = """\
phien_ban: 1
quy_trinh: lao-cai
cap: xa
don_vi: {loai: xã, ten: Nậm Thoong}
nam_ke_hoach: 2025
lan_lap: trinh-hdnd
"""


@dataclass(frozen=True)
class Built:
    """A plan with all that rules look at; places are lines of the test's own YAML."""

    plan: Plan
    catalog: Catalog
    figures: Figures
    sources: Sources

    @property
    def case(self) -> Case:
        """Return what a single rule gets."""
        return Case(self.plan, self.catalog, self.figures, self.sources)

    def problems(self, id: str = "") -> list[Problem]:
        """Run all rules; return the problems of one, or of all."""
        found = check(self.plan, self.catalog, self.figures, self.sources)
        return [problem for problem in found if id in ("", problem.id)]


def plan_from(text: str, catalog: Catalog | None = None) -> Built:
    """Read YAML, put the head's keys under those it does not have, and type it; fails on any problem of reading."""
    tree, head = read_yaml(text.encode(), "ke-hoach.yaml"), read_yaml(HEAD.encode(), "")
    plan, problems = typed(Plan, {**head.data, **(tree.data or {})}, tree.sources)
    faults = [*(p for p in tree.problems if p.id != "YAML-06"), *problems]
    assert plan is not None, faults
    assert not faults
    known = catalog or load_catalog(plan.procedure, plan.level)
    return Built(plan, known, Figures(plan, known), tree.sources)
