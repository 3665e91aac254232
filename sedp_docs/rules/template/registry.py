"""What a rule on templates is, and how all of them are run over one Word template.

A rule is a generator over a `Case`; it yields a `Finding` for each fault and never raises, whatever the template holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from sedp_docs.catalog import Catalog
from sedp_docs.forms import Form
from sedp_docs.problems import Location, Problem, Severity
from sedp_docs.report.fields import Field, declared
from sedp_docs.report.template import Paragraph, TemplateFile
from sedp_docs.rules.template.statements import analysed
from sedp_docs.rules.template.structure import Fault, Structure, structured
from sedp_docs.rules.template.values import Cited
from sedp_docs.text import shortened


@dataclass(frozen=True, eq=False)
class Case:
    """All that a rule may look at: the template, the form that it is for, the catalogue."""

    template: TemplateFile
    form: Form
    catalog: Catalog

    @cached_property
    def fields(self) -> Field:
        """Return all that the template may cite."""
        return declared(self.form, self.catalog)

    @cached_property
    def structure(self) -> Structure:
        """Return how the blocks of the template nest."""
        return structured(self.template)

    @cached_property
    def analysis(self) -> tuple[list[Cited], list[Fault]]:
        """Return what the tags cite, and what is wrong with their expressions."""
        return analysed(self.structure, self.fields, self.catalog)

    @cached_property
    def cited(self) -> list[Cited]:
        """Return what the tags cite, in order."""
        return self.analysis[0]

    @cached_property
    def paths(self) -> frozenset[str]:
        """Return the paths of all that is cited."""
        return frozenset(cited.path for cited in self.cited)

    @cached_property
    def figures(self) -> list[str]:
        """Return the names of the figures that so(…) cites as they stand."""
        return sorted(path.removeprefix("so:") for path in self.paths if path.startswith("so:"))

    def faults(self, id: str) -> Iterator[Finding]:
        """Yield what blocks and expressions found for a rule."""
        for fault in (*self.structure.faults, *self.analysis[1]):
            if fault.rule == id:
                yield Finding(fault.paragraph, fault.message, fault.hint)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the paragraph where it stands (None: the file as a whole), what is wrong, what to do."""

    paragraph: Paragraph | None
    message: str
    hint: str = ""
    place: str = ""


Check = Callable[[Case], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its identity; `title` is Vietnamese and says what must hold."""

    id: str
    title: str
    severity: Severity
    check: Check


@dataclass(frozen=True, slots=True)
class Found:
    """A problem of a template and the paragraph where it stands, if it stands in one."""

    problem: Problem
    paragraph: Paragraph | None = None


RULES: dict[str, Rule] = {}
MOST = 200
"""Findings of one rule that are shown; who has more mends these first."""


def rule(id: str, title: str, *, severity: Severity = "error") -> Callable[[Check], Check]:
    """Register a rule; raises ValueError for an id that is taken."""

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"rule {id} is registered twice")
        RULES[id] = Rule(id, title, severity, check)
        return check

    return register


def check_template(template: TemplateFile, form: Form, catalog: Catalog) -> list[Found]:
    """Run all rules; return the problems in the order of the template, what has no paragraph first."""
    case = Case(template, form, catalog)
    order = {(p.part, p.index): n for n, p in enumerate(template.paragraphs)}
    found = [_found(each, finding, template.file) for each in RULES.values() for finding in islice(each.check(case), MOST)]
    return sorted(found, key=lambda f: order.get((f.paragraph.part, f.paragraph.index), -1) if f.paragraph else -1)


def _found(rule: Rule, finding: Finding, file: str) -> Found:
    place = finding.place or (finding.paragraph.place if finding.paragraph else "")
    message, hint = shortened(finding.message, 500), shortened(finding.hint, 500)
    return Found(Problem(rule.id, rule.severity, message, hint, Location(file, place)), finding.paragraph)
