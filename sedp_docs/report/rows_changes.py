"""The table of changes: its rows come from the comparison of two plans, which no single plan holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, numbered, row, table
from sedp_docs.report.types import Row

TABLE = "thay_doi"


class Changed(Protocol):
    """What a row of the table needs of a change."""

    @property
    def what(self) -> str:
        """Mục."""

    @property
    def old(self) -> str:
        """Cũ."""

    @property
    def new(self) -> str:
        """Mới."""

    @property
    def reason(self) -> str:
        """Lý do."""

    @property
    def documents(self) -> tuple[str, ...]:
        """Nơi in."""


@table(TABLE)
def no_changes(desk: Desk) -> Body:
    """Return no rows: whoever compares two plans puts them in (`report.changes.with_changes`)."""
    return Body(())


def change_rows(changes: Sequence[Changed], titles: Mapping[str, str]) -> tuple[Row, ...]:
    """Return a row for each change; `titles` are those of the documents by id."""
    return tuple(
        row(stt=order, muc=each.what, cu=each.old, moi=each.new, ly_do=each.reason,
            noi_in="; ".join(titles.get(id, id) for id in each.documents))
        for order, each in numbered(changes)
    )  # fmt: skip
