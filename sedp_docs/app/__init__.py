"""Use cases: read, check, build, explain, compare. Each returns a value with its problems; none prints or exits."""

from sedp_docs.app.building import BuildOptions, Built, build
from sedp_docs.app.cases import Opened, open_plan
from sedp_docs.app.comparing import Comparison, compare, write_changes
from sedp_docs.app.explaining import Explained, explain
from sedp_docs.app.listing import Listed, list_documents

__all__ = [
    "BuildOptions",
    "Built",
    "Comparison",
    "Explained",
    "Listed",
    "Opened",
    "build",
    "compare",
    "explain",
    "list_documents",
    "open_plan",
    "write_changes",
]
