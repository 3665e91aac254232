"""The use case `calendar`: the deadlines of a plan's year X, shown, as .ics and as a Word table."""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sedp_docs.app.cases import Opened, open_plan
from sedp_docs.problems import OutputError, Problem
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.calendar import calendar_report
from sedp_docs.rules import Case
from sedp_docs.schedule import Due, Mark, deadlines, mark
from sedp_docs.write.dated import dated_copy
from sedp_docs.write.files import read_bytes, write_atomic
from sedp_docs.write.ics import calendar_file
from sedp_docs.write.word import prepare, render


@dataclass(frozen=True)
class Entry:
    """A deadline as it stands today; `owing` says who still owes how many figures, `days` how far away it is."""

    due: Due
    mark: Mark
    days: int | None
    owing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Scheduled:
    """A plan's calendar; no entries when `problems` kept the plan from being read. `kept` are dated copies of what was there."""

    title: str = ""
    entries: Sequence[Entry] = ()
    problems: Sequence[Problem] = ()
    written: Sequence[pathlib.Path] = ()
    kept: Sequence[pathlib.Path] = ()

    @property
    def done(self) -> bool:
        """Tell whether there is a calendar."""
        return bool(self.title)


def make_calendar(
    source: pathlib.Path, output: pathlib.Path | None, now: datetime, *, word: bool = False, every_level: bool = False
) -> Scheduled:
    """Return the calendar of a plan, and write it where that is asked for; errors in the plan's figures do not stop it.

    Args:
        source: the plan.
        output: the .ics file to write, if any; the Word file gets its name with .docx, else "lich-<source>.docx".
        now: the time; what is late or near is counted from its day.
        word: write the Word file too.
        every_level: also the deadlines of other levels.

    Raises:
        ReadError: the plan is no file that can be read, or of a procedure that we do not have.
        OutputError: a name that is not .ics, or a file that cannot be written.
    """
    if output and output.suffix.lower() != ".ics":
        raise OutputError(
            f"lịch ghi ra tệp .ics, không ghi được vào “{output}”", "đặt tên tệp có đuôi .ics; bảng Word thì thêm --docx"
        )
    opened = open_plan(source)
    if opened.case is None:
        return Scheduled(problems=opened.problems)
    case, plan = opened.case, opened.case.plan
    dues = deadlines(plan, case.catalog, every_level=every_level)
    title = f"Lịch lập kế hoạch năm {plan.plan_year}, {plan.unit.full_name}"
    files = {}
    if output:
        files[output] = calendar_file(title, f"{plan.unit.code or plan.unit.full_name} {plan.plan_year}", plan.report_year, dues)
    if word:
        files[output.with_suffix(".docx") if output else pathlib.Path(f"lich-{source.stem}.docx")] = _word(case, dues)
    kept = [copy for path, content in files.items() if (copy := _write(path, content, now))]
    about = [problem for problem in opened.problems if problem.id.startswith("LH-")]
    return Scheduled(title, _entries(opened, case, dues, now.date()), about, list(files), kept)


def _entries(opened: Opened, case: Case, dues: Sequence[Due], today: date) -> list[Entry]:
    debts = Counter(debt.office for debt in dict.fromkeys(opened.debts.values()))
    owing = {code: debts[name] for due in dues for code in due.owners if debts[name := case.plan.name_of(code)]}
    return [
        Entry(
            due,
            mark(dues, due, case.plan, today, owing),
            (due.last - today).days if due.last else None,
            {case.plan.name_of(code): owing[code] for code in due.owners if code in owing},
        )
        for due in dues
    ]


def _word(case: Case, dues: Sequence[Due]) -> bytes:
    report = calendar_report(case.plan, case.catalog, dues)
    template = template_bytes(report.form.id, case.plan.level, case.catalog.variant)
    return render(report, prepare(template, f"{report.form.id}.docx"))


def _write(path: pathlib.Path, content: bytes, now: datetime) -> pathlib.Path | None:
    """Write a file; return the dated copy of another one that was there."""
    there = read_bytes(path)
    if there == content:
        return None
    copy = dated_copy(path, there, now) if there is not None else None
    write_atomic(path, content)
    return copy
