"""Rules on plans: the registry, the run over one plan, and who owes which figure."""

import sedp_docs.rules.plan  # noqa: F401 - registers the rules
from sedp_docs.rules.missing import Missing, missing, village_figures
from sedp_docs.rules.registry import RULES, Case, Finding, Rule, check, rule

__all__ = ["RULES", "Case", "Finding", "Missing", "Rule", "check", "missing", "rule", "village_figures"]
