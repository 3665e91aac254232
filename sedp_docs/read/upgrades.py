"""Plan files of an older version of the format: each step turns the tree of one version into that of the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sedp_docs.model.values import Raw
from sedp_docs.problems import Problem, Sources

Tree = dict[str, Any]


@dataclass(frozen=True)
class Upgrade:
    """A step: `change` returns the tree of the next version, `done` tells a planner what it did."""

    done: str
    change: Callable[[Tree], Tree]


UPGRADES: dict[int, Upgrade] = {}
"""The step from each version, by its number; version 1 is the first."""


def upgraded(data: Any, sources: Sources) -> tuple[Any, list[Problem]]:
    """Return the tree of a plan file in the newest version that there are steps to, and what was done to it."""
    problems: list[Problem] = []
    while isinstance(data, dict) and (step := UPGRADES.get(version_of(data))):
        now = version_of(data) + 1
        data = step.change(data) | {"phien_ban": Raw(str(now))}
        message = f"tệp viết theo phiên bản {now - 1}, đã đọc theo phiên bản {now}: {step.done}"
        problems.append(Problem("DL-11", "info", message, "xem lại chỗ này; tệp chưa bị sửa", sources.at(("phien_ban",))))
    return data, problems


def version_of(data: Tree) -> int:
    """Return the version that a tree says it has, by its first nine digits, or -1."""
    said = str(data.get("phien_ban", ""))
    return int(said[:9]) if said.isascii() and said.isdecimal() else -1
