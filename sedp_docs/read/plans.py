"""A plan file into a `Plan`: the one door for every source."""

from __future__ import annotations

import pathlib
import re
from dataclasses import dataclass, field
from typing import Any

from sedp_docs import limits
from sedp_docs.model import FORMAT_VERSION, Plan
from sedp_docs.problems import Problem, ReadError, Sources
from sedp_docs.read.files import read_bytes
from sedp_docs.read.planbook import read_plan_book
from sedp_docs.read.typed import typed
from sedp_docs.read.upgrades import upgraded, version_of
from sedp_docs.read.yamlfile import Tree, read_yaml
from sedp_docs.text import shortened

BOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
"""Endings of workbooks: all go through the door, which says what to do with those that are not .xlsx."""
WORD = (".docx", ".doc", ".odt", ".rtf")
_LOCK = re.compile(r"~\$(.+)|\.~lock\.(.+)#")
"""What Excel and LibreOffice put beside a file that is open."""


@dataclass(frozen=True)
class Loaded:
    """A plan (None when it could not be typed), where its values stand, and what is wrong with them."""

    plan: Plan | None
    sources: Sources
    problems: list[Problem] = field(default_factory=list)
    folder: pathlib.Path = pathlib.Path()


def load_plan(path: pathlib.Path) -> Loaded:
    """Read a plan file; faults of its content are in `Loaded.problems`, a file that cannot be read raises ReadError."""
    kind = path.suffix.lower()
    lock = _LOCK.fullmatch(path.name)
    if lock:
        hint = f"dùng tệp {path.with_name(lock[1] or lock[2])}; đóng nó trong Excel trước, để mọi thay đổi được lưu"
        raise ReadError(f"tệp {path} chỉ báo rằng sổ số liệu đang mở, không phải sổ số liệu", hint)
    if kind in BOOKS:
        return plan_from(read_plan_book(read_bytes(path, limits.ZIP_TOTAL_BYTES), str(path)), path.parent)
    if kind in (".yaml", ".yml"):
        return plan_from(read_yaml(read_bytes(path, limits.YAML_BYTES), str(path)), path.parent)
    what = "là văn bản Word, không phải là tệp kế hoạch" if kind in WORD else "không phải là tệp kế hoạch"
    raise ReadError(f"tệp {path} {what}", "dùng sổ số liệu .xlsx hoặc tệp .yaml")


def plan_from(tree: Tree, folder: pathlib.Path = pathlib.Path()) -> Loaded:
    """Return the plan of a tree that was read, with all problems of reading and typing."""
    sources = tree.sources
    if tree.data is None and tree.problems:
        return Loaded(None, sources, tree.problems, folder)
    newer = _version_problem(tree.data, sources)
    if newer:
        return Loaded(None, sources, [*tree.problems, newer], folder)
    data, done = upgraded(tree.data, sources)
    plan, problems = typed(Plan, data, sources)
    told = {problem.location for problem in tree.problems}
    return Loaded(plan, sources, [*tree.problems, *done, *(p for p in problems if p.location not in told)], folder)


def _version_problem(data: Any, sources: Sources) -> Problem | None:
    if not isinstance(data, dict) or version_of(data) <= FORMAT_VERSION:
        return None
    message = (
        f"tệp viết theo phiên bản {shortened(str(data['phien_ban']))}, chương trình này chỉ đọc đến phiên bản {FORMAT_VERSION}"
    )
    return Problem("DL-10", "error", message, "cập nhật sedp-docs", sources.at(("phien_ban",)))
