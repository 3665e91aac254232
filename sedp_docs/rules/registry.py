"""What a rule is, and how all of them are run over one plan.

A rule is a generator over a `Case`; it yields a `Finding` for each fault and never raises, whatever the plan holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sedp_docs.catalog import Catalog
from sedp_docs.figures import Figures
from sedp_docs.model import Plan
from sedp_docs.problems import Path, Problem, Severity, Sources
from sedp_docs.text import shortened


@dataclass(frozen=True, eq=False)
class Case:
    """All that a rule may look at; two cases are the same only if they are one object."""

    plan: Plan
    catalog: Catalog
    figures: Figures
    sources: Sources

    @cached_property
    def year(self) -> int:
        """Return year X, the year under report."""
        return self.plan.report_year


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where (model path in YAML keys), what is wrong, what to do."""

    path: Path
    message: str
    hint: str = ""


Check = Callable[[Case], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its identity; `title` is Vietnamese and says what must hold, `cite` names the form or article."""

    id: str
    title: str
    severity: Severity
    cite: str
    check: Check

    def run(self, case: Case) -> Iterator[tuple[Path, Problem]]:
        """Yield each fault with its path."""
        for found in self.check(case):
            where = case.sources.at(found.path)
            said, hint = (shortened(text, SENTENCE) for text in (found.message, found.hint))
            yield found.path, Problem(self.id, self.severity, said, hint, where, self.cite)


SENTENCE = 800
"""Characters of a message or hint; what it quotes from a plan may be any length."""
RULES: dict[str, Rule] = {}


def rule(id: str, title: str, *, severity: Severity = "error", cite: str = "") -> Callable[[Check], Check]:
    """Register a rule; raises ValueError for an id that is taken."""

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"rule {id} is registered twice")
        RULES[id] = Rule(id, title, severity, cite, check)
        return check

    return register


def check(plan: Plan, catalog: Catalog, figures: Figures, sources: Sources) -> list[Problem]:
    """Run all rules; return the problems in the order of the file, at one place by rule id."""
    case = Case(plan, catalog, figures, sources)
    found = [pair for each in RULES.values() for pair in each.run(case)]
    return [problem for _, problem in sorted(found, key=lambda pair: (sources.order(pair[0]), pair[1].id))]
