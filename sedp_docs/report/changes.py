"""The table of changes between two versions as a `Report`, so that every writer serves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sedp_docs.catalog import Catalog
from sedp_docs.model import Plan
from sedp_docs.report.build import head_of, title_of
from sedp_docs.report.rows_changes import TABLE, Changed, change_rows
from sedp_docs.report.types import Report, Table

FORM = "thay-doi"


def change_report(plan: Plan, catalog: Catalog, changes: Sequence[Changed]) -> Report:
    """Return the table "mục, trước, sau, lý do, nơi in" for a plan's changes."""
    form = catalog.forms[FORM]
    empty = Report(form, title_of(plan, form), head_of(plan, catalog, form), {TABLE: Table(catalog.tables[TABLE], ())})
    return with_changes(empty, catalog, changes)


def with_changes(report: Report, catalog: Catalog, changes: Sequence[Changed]) -> Report:
    """Return a report with the changes in its table of changes; one without such a table as it is."""
    if TABLE not in report.tables:
        return report
    titles = {id: each.title for id, each in catalog.forms.items()}
    return replace(report, tables={**report.tables, TABLE: replace(report.tables[TABLE], rows=change_rows(changes, titles))})
