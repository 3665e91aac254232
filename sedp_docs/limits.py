"""All limits on what strangers send and on what it may cost, in one place; sizes are checked before parsing.

Sizes are in bytes, times in seconds, unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

YAML_BYTES = 20_000_000
YAML_DEPTH = 64
VALUE_CHARACTERS = 32_767
ZIP_PARTS = 2_000
ZIP_PART_BYTES = 64_000_000
ZIP_TOTAL_BYTES = 200_000_000
ZIP_RATIO = 200
ZIP_RATIO_FREE_BYTES = 5_000_000
BOOK_BYTES = 64_000_000
"""All parts of a workbook together, unpacked."""
BOOK_SHEETS = 500
BOOK_CELLS = 300_000
"""Cells of a workbook that hold something, and likewise its different texts."""
BOOK_PROBLEMS = 100
"""Faults of cells that are told one by one."""
SHEET_ROWS = 20_000
SHEET_COLUMNS = 256
GIVEN_BYTES = 50_000_000
"""A paper of others that goes into a dossier."""
IMAGE_BYTES = 20_000_000
IMAGE_PIXELS = 50_000_000
XML_SURE_BYTES = 9_000_000
"""A part below this holds no text that is too long for any parser."""
XML_DEPTH = 200
TEMPLATE_WORK = 64_000_000
"""Characters that one part of a document may grow to; an iteration costs its fixed text and `TEMPLATE_STEP`."""
TEMPLATE_STEP = 256
TEMPLATE_TEXT_CHARACTERS = 100_000
TEMPLATE_RANGE_ITEMS = 20_000


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """What one document of a template that we did not ship may cost; `starting` is for the process itself to come up."""

    seconds: float = 30.0
    memory: int = 1_000_000_000
    output: int = 50_000_000
    starting: float = 30.0


RENDER = RenderLimits()
