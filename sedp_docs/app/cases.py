"""A plan opened for work: typed, with its catalog, its figures and all problems of its data."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sedp_docs.app.pictures import pictures_of
from sedp_docs.catalog import Catalog
from sedp_docs.dossier import for_stage
from sedp_docs.figures import Figures
from sedp_docs.forms import Stage
from sedp_docs.model import Plan
from sedp_docs.problems import Problem, ReadError, Sources, in_order
from sedp_docs.prose import Picture
from sedp_docs.read.catalogs import load_catalog, load_layout
from sedp_docs.read.plans import BOOKS, load_plan
from sedp_docs.read.proseplan import with_prose
from sedp_docs.report.types import Debt
from sedp_docs.rules import RULES, Case, check, missing, village_figures
from sedp_docs.workbook.wording import in_words


@dataclass(frozen=True)
class Opened:
    """A plan file that was read: `case` is None when it could not be typed, and `problems` say why.

    `debts` are the values still missing, by figure name; each of them is one of the problems too.
    """

    path: pathlib.Path
    problems: Sequence[Problem]
    case: Case | None = None
    debts: Mapping[str, Debt] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def open_plan(path: pathlib.Path, stage: Stage | None = None) -> Opened:
    """Read a plan and check it, as it is or as the dossier of a stage needs it.

    Raises:
        ReadError: a file or a procedure that cannot be had.
    """
    loaded = load_plan(path)
    if loaded.plan is None:
        return Opened(path, in_order(loaded.problems))
    try:
        catalog = load_catalog(loaded.plan.procedure, loaded.plan.level, sector=bool(loaded.plan.sector))
    except ReadError as error:
        place = loaded.sources.at(("quy_trinh",))
        raise ReadError(str(error), error.problem.hint, place) from error
    loaded = with_prose(loaded, path, catalog.level.outline)
    assert loaded.plan is not None
    plan = for_stage(loaded.plan, stage) if stage else loaded.plan
    case = case_of(plan, catalog, loaded.sources)
    pictures, unusable = pictures_of(path.parent, case)
    misread = {problem.location for problem in loaded.problems if problem.severity == "error"}
    found = check(case.plan, case.catalog, case.figures, case.sources)
    if path.suffix.lower() in BOOKS:
        found = [in_words(problem, load_layout(), case.figures.quantities) for problem in found]
    problems = [*loaded.problems, *(problem for problem in found if problem.location not in misread), *unusable]
    return Opened(path, in_order(problems), case, debts_of(case), pictures)


def case_of(plan: Plan, catalog: Catalog, sources: Sources) -> Case:
    """Return what rules and reports work on."""
    return Case(plan, catalog, Figures(plan, catalog), sources)


def debts_of(case: Case) -> dict[str, Debt]:
    """Return the values that the plan's round needs and does not have, by figure name.

    A cell that a village owes stands under its place, ``"('thon', 0, 'so_ho')"``, and under the figures that add it up.
    """
    out: dict[str, Debt] = {}
    for each in missing(case):
        debt = Debt(each.office or "chưa rõ đơn vị", each.name, each.due, each.path)
        for name in (each.figure,) if each.figure else (str(each.path), *village_figures(case, each)):
            out.setdefault(name, debt)
    return out


WRONG_NAMES = frozenset({"PL-01", "PL-03", "PL-05", "TM-01", "VB-08"})
"""Rules whose fault would print something wrong even in a draft: a name that leads nowhere, to two places, or is missing."""


def blocking(problems: Sequence[Problem], *, draft: bool) -> bool:
    """Tell whether a build must stop: a final one on any error, a draft on faults of reading and on wrong names."""
    return any(stops(problem, draft=draft) for problem in problems)


def stops(problem: Problem, *, draft: bool) -> bool:
    """Tell whether a build must stop at one problem."""
    return problem.severity == "error" and (not draft or problem.id not in RULES or problem.id in WRONG_NAMES)
