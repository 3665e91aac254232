"""The use case `documents`: which documents there are, what each lacks, who owes it, when it is due."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sedp_docs.app.cases import open_plan
from sedp_docs.app.reports import due_ids, on_request_ids, report_of
from sedp_docs.forms import Form
from sedp_docs.model import LevelId
from sedp_docs.problems import Problem
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.report.build import title_of
from sedp_docs.report.desk import owed
from sedp_docs.report.types import Debt, Report
from sedp_docs.rules import Case


@dataclass(frozen=True)
class Lacking:
    """A value that a document waits for, and the line or the cell where it is to be filled in."""

    debt: Debt
    place: str

    def as_json(self) -> dict[str, str | None]:
        """Return the object that `--json` prints."""
        due = self.debt.due
        return {
            "don_vi": self.debt.office,
            "so_lieu": self.debt.what,
            "han": due.isoformat() if due else None,
            "o": self.place,
        }


@dataclass(frozen=True)
class ListedDocument:
    """A document: its form, the values that it still lacks, and whether it is made only when asked for by name."""

    form: Form
    title: str
    missing: Sequence[Lacking] = ()
    on_request: bool = False

    @property
    def formats(self) -> list[str]:
        """Return the endings of the files that it is made as."""
        return [*self.form.outputs, "pdf"]

    def as_json(self) -> dict[str, object]:
        """Return the object that `--json` prints."""
        lacks = [each.as_json() for each in self.missing]
        return {"id": self.form.id, "title": self.title, "formats": self.formats, "missing": lacks}


@dataclass(frozen=True)
class Listed:
    """The documents of a plan, or of a level of a procedure."""

    documents: Sequence[ListedDocument]
    problems: Sequence[Problem] = ()


def list_documents(source: pathlib.Path | None, level: LevelId, profile: str) -> Listed:
    """List the documents of a plan (with what is missing) or of a level; raises ReadError."""
    if source is None:
        catalog = load_catalog(profile, level)
        known = [(catalog.forms[d.id], d.on_request) for d in catalog.level.documents if d.id in catalog.forms]
        return Listed([ListedDocument(form, form.title, on_request=asked) for form, asked in known])
    opened = open_plan(source)
    case = opened.case
    if case is None:
        return Listed((), opened.problems)
    listed = []
    for id in due_ids(case):
        report = report_of(case, opened.debts, case.catalog.forms[id])
        lacks = [Lacking(debt, case.sources.at(debt.path).place) for debt in _lacks(report, case, opened.debts)]
        listed.append(ListedDocument(report.form, report.title, lacks))
    asked = [case.catalog.forms[id] for id in on_request_ids(case)]
    return Listed([*listed, *(ListedDocument(form, title_of(case.plan, form), on_request=True) for form in asked)])


def _lacks(report: Report, case: Case, debts: Mapping[str, Debt]) -> list[Debt]:
    """Return the debts for which a document cannot print something, in the plan's order."""
    here = {debt for name in report.figures for debt in owed(case.figures, debts, name)}
    villages = "so_lieu_thon" in report.tables
    return [debt for debt in dict.fromkeys(debts.values()) if debt in here or (villages and debt.path[0] == "thon")]
