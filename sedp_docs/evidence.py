"""What every fact in a data file says of itself: found in a text or proposed, and where to look it up."""

from typing import Literal

from sedp_docs.model.base import Part, titled

Evidence = Literal["found", "proposed"]


class Sourced(Part):
    """A fact with its evidence: found in a text (named in `ref`) or proposed by us."""

    evidence: Evidence = titled("Source", help="found: có trong văn bản nguồn; proposed: dự án đề xuất")
    ref: str = titled("Ref", default="", help="Văn bản nguồn, để người ngoài tra được")
