"""The plan of the next year out of this year's: what goes on, what begins anew, and a list of all that was done."""

from __future__ import annotations

from dataclasses import dataclass

from sedp_docs.catalog import Catalog
from sedp_docs.model import Plan
from sedp_docs.nextyear import figures, frame, works


@dataclass(frozen=True)
class NextYear:
    """A plan to start from, and what was done to get it, one Vietnamese sentence each, for the planner to go through."""

    plan: Plan
    done: tuple[str, ...]


def next_year(plan: Plan, catalog: Catalog) -> NextYear:
    """Return the plan of the year after `plan`: its year X+1 is the year under report now.

    Args:
        plan: this year's plan, after the council resolved it, or before.
        catalog: its procedure at its level, by which values without a line of their own are computed.
    """
    steps = (frame.begin, figures.turn_sheets, frame.turn_villages, works.turn_projects, works.turn_activities, frame.turn_texts)
    new, done = plan, []
    for step in steps:
        changed, said = step(plan)
        new = new.model_copy(update=changed)
        done += said
    new, said = figures.keep_computed(plan, new, catalog)
    return NextYear(new, (*done, *said))
