"""The use case `next-year`: the plan of the next year, as YAML or as a workbook, out of this year's."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

from sedp_docs.app.cases import case_of, debts_of, open_plan
from sedp_docs.app.planfiles import new_content
from sedp_docs.nextyear import next_year
from sedp_docs.problems import Problem, Sources
from sedp_docs.write.files import refuse_existing, write_atomic


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
    case = case_of(new.plan, opened.case.catalog, Sources())
    write_atomic(output, new_content(case.figures, list(dict.fromkeys(debts_of(case).values())), output))
    return MadeNextYear(output, new.done)
