"""The use case `convert`: a plan from YAML into a workbook, or back; into a file that is there, only what differs."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sedp_docs.app.cases import Opened, open_plan
from sedp_docs.app.planfiles import new_content, updated_content
from sedp_docs.problems import Location, OutputError, Problem
from sedp_docs.rules import RULES
from sedp_docs.write.dated import keep_copy
from sedp_docs.write.files import read_bytes, write_atomic


@dataclass(frozen=True)
class Converted:
    """The file that was written (None when faults of reading kept it from being), and the dated copy of the old one."""

    written: pathlib.Path | None
    problems: Sequence[Problem] = ()
    copy: pathlib.Path | None = None
    same: bool = False


def convert(source: pathlib.Path, target: pathlib.Path, now: datetime) -> Converted:
    """Write the plan of one file into another; a target that exists keeps all that is not the plan's.

    Raises:
        ReadError: the source cannot be read.
        OutputError: the target is the source, has a wrong name, was rearranged, or cannot be written.
    """
    if source.resolve() == target.resolve():
        raise OutputError("tệp nguồn và tệp đích là một", "đặt tên khác cho tệp đích", Location(str(target)), "OUT-17")
    opened = open_plan(source)
    read = faults_of_reading(opened)
    if opened.case is None or any(problem.severity == "error" for problem in read):
        return Converted(None, read)
    debts = list(dict.fromkeys(opened.debts.values()))
    old = read_bytes(target)
    if old is None:
        write_atomic(target, new_content(opened.case.figures, debts, target))
        return Converted(target, read)
    new = updated_content(old, opened.case.figures, debts, target)
    if new == old:
        return Converted(target, read, same=True)
    copy = keep_copy(target, now)
    write_atomic(target, new)
    return Converted(target, read, copy)


def faults_of_reading(opened: Opened) -> list[Problem]:
    """Return what is wrong with the file itself; what rules say of the plan does not keep it from being written."""
    return [problem for problem in opened.problems if problem.id not in RULES]
