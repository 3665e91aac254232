"""The use case `next-year`: the plan file of the next year out of this year's."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

from sedp_docs.app.cases import open_plan
from sedp_docs.model import Plan
from sedp_docs.nextyear import next_year
from sedp_docs.problems import Location, OutputError, Problem
from sedp_docs.write.files import refuse_existing, write_atomic
from sedp_docs.write.yamltext import plan_yaml


@dataclass(frozen=True)
class MadeNextYear:
    """The file that was written and what was done to get its plan; no file when `problems` kept the old one from being read."""

    written: pathlib.Path | None
    done: Sequence[str] = ()
    problems: Sequence[Problem] = ()


def make_next_year(source: pathlib.Path, output: pathlib.Path) -> MadeNextYear:
    """Write the plan of the next year to `output`, which must not exist yet.

    Raises:
        ReadError: `source` is no file that can be read, or of a procedure that we do not have.
        OutputError: `output` exists, has a name of another kind of file, or cannot be written.
    """
    refuse_existing(output)
    opened = open_plan(source)
    if opened.case is None:
        return MadeNextYear(None, problems=opened.problems)
    new = next_year(opened.case.plan, opened.case.catalog)
    write_atomic(output, _content(new.plan, output))
    return MadeNextYear(output, new.done)


def _content(plan: Plan, output: pathlib.Path) -> bytes:
    if output.suffix.lower() not in (".yaml", ".yml"):
        raise OutputError("tệp kế hoạch phải có đuôi .yaml", "đặt lại tên tệp sau -o", Location(str(output)), "OUT-14")
    return plan_yaml(plan).encode()
