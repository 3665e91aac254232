"""Our Word templates: where each lies, and its bytes."""

from __future__ import annotations

from sedp_docs.model import LevelId
from sedp_docs.problems import ReadError
from sedp_docs.read import limits
from sedp_docs.read.catalogs import templates_root
from sedp_docs.read.plans import read_bytes


def template_bytes(document: str, level: LevelId, profile: str) -> bytes:
    """Return a template: the procedure's own if there is one, else the level's; raises ReadError when there is none."""
    root = templates_root() / level
    for path in (root / profile / f"{document}.docx", root / f"{document}.docx"):
        if path.is_file():
            return read_bytes(path, limits.ZIP_TOTAL_BYTES)
    raise ReadError(f"không có mẫu “{document}.docx” cho cấp này", "cài lại sedp-docs, hoặc chạy tools/make_templates.py")
