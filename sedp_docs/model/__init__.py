"""The plan as frozen, typed objects; each field declared once with its Vietnamese title and YAML key."""

from sedp_docs.model.plan import FORMAT_VERSION, LEVEL_NAMES, LevelId, Paper, Plan, Prose, Round
from sedp_docs.model.series import PERIOD_TITLES, PERIODS, Series
from sedp_docs.model.values import Raw, Target

__all__ = [
    "FORMAT_VERSION", "LEVEL_NAMES", "PERIODS", "PERIOD_TITLES", "LevelId", "Paper", "Plan", "Prose", "Raw", "Round",
    "Series", "Target",
]  # fmt: skip
