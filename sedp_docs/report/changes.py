"""The table of changes between two versions as a `Report`, so that every writer serves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sedp_docs.catalog import Catalog
from sedp_docs.model import Plan
from sedp_docs.report.build import head_of, title_of
from sedp_docs.report.desk import Edited
from sedp_docs.report.rows import numbered, row
from sedp_docs.report.types import Report, Table

FORM = "thay-doi"


class Changed(Edited, Protocol):
    """What a row of the table needs of a change: an edit, and where it is printed."""

    @property
    def documents(self) -> tuple[str, ...]:
        """Nơi in."""


def change_report(plan: Plan, catalog: Catalog, changes: Sequence[Changed]) -> Report:
    """Return the table "mục, trước, sau, lý do, nơi in" for a plan's changes."""
    form = catalog.forms[FORM]
    titles = {id: each.title for id, each in catalog.forms.items()}
    rows = tuple(
        row(stt=order, muc=each.what, cu=each.old, moi=each.new, ly_do=each.reason,
            noi_in="; ".join(titles.get(id, id) for id in each.documents))
        for order, each in numbered(changes)
    )  # fmt: skip
    table = Table(catalog.tables["thay_doi"], rows)
    return Report(form, title_of(plan, form), head_of(plan, catalog, form), {"thay_doi": table})
