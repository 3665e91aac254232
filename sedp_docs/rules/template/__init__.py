"""Rules on Word templates: what would not print, print wrongly or lose text, with the place; ids MAU-…."""

from sedp_docs.rules.template import coverage, layout, names, outline, package, tags
from sedp_docs.rules.template.registry import RULES, Case, Finding, Found, Rule, check_template

__all__ = [
    "RULES",
    "Case",
    "Finding",
    "Found",
    "Rule",
    "check_template",
    "coverage",
    "layout",
    "names",
    "outline",
    "package",
    "tags",
]
