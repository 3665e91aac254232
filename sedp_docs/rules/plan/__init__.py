"""Rules on the data of a plan, by subject; importing this package registers them."""

from sedp_docs.rules.plan import (
    actions,
    budget,
    chain,
    codes,
    discrepancies,
    gaps,
    goals,
    households,
    indicators,
    papers,
    production,
    projects,
    prose,
    results,
    sizes,
    summary,
)

__all__ = [
    "actions",
    "budget",
    "chain",
    "codes",
    "discrepancies",
    "gaps",
    "goals",
    "households",
    "indicators",
    "papers",
    "production",
    "projects",
    "prose",
    "results",
    "sizes",
    "summary",
]
