"""The waist: all that a document prints, frozen, before any writer sees it.

A writer never sees the plan, never computes, never formats a number. Every cell keeps the name of its figure, so that
`explain` and `diff` can say where a printed number comes from and where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from sedp_docs.forms import ChartLayout, Form, TableLayout
from sedp_docs.prose import Text
from sedp_docs.text import number

RowKind = Literal["nhom", "dong", "con", "tong"]
FieldValue = str | list["FieldValue"] | dict[str, "FieldValue"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed value: its text, the exact value behind it, and the figure's name ("ty_le_ho_ngheo.uoc") if it is one.

    `missing` is the text that a draft prints in yellow instead ("[chưa có: Lao động, hạn 24/5/2024]"). `difference`: it is
    printed with its sign and the mark of points. `formula` gives `raw` from other numbers of the table, "{uoc_x} / {kh_y} * 100":
    "{column}" is a cell of the same row, "{row:column}" one of the row with that id.
    """

    text: str = ""
    raw: Decimal | None = None
    decimals: int = 0
    figure: str = ""
    missing: bool = False
    difference: bool = False
    formula: str = ""

    @property
    def is_number(self) -> bool:
        """Tell whether the text is `raw` as a number and nothing else: not a range, not "dưới 4", not a missing value."""
        plain = self.difference or (self.raw is not None and self.text == number(self.raw, self.decimals))
        return self.raw is not None and not self.missing and plain


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a group heading (nhom), an item (dong), a "trong đó" item (con) or a total (tong).

    `id` is the code of what it shows, where formulas of other rows need it.
    """

    cells: Mapping[str, Cell]
    kind: RowKind = "dong"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to print: cells by column id of its layout; notes stand below it."""

    layout: TableLayout
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to draw: one value (or a gap) for each category and series."""

    layout: ChartLayout
    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Debt:
    """A value that is still missing: who owes it, what it is, when it is due."""

    office: str
    what: str
    due: date | None
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One document, ready for any writer.

    `fields` is plain nested data under the names that templates cite; `figures` holds every figure that the document
    prints, by name. `copy` tells the copies of one form apart: the code of who fills it in, made fit for a file name.
    """

    form: Form
    title: str
    fields: Mapping[str, FieldValue]
    tables: Mapping[str, Table] = field(default_factory=dict)
    blocks: Mapping[str, Text] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    figures: Mapping[str, Cell] = field(default_factory=dict)
    debts: tuple[Debt, ...] = ()
    day: date | None = None
    copy: str = ""

    @property
    def table_numbers(self) -> dict[str, str]:
        """Return the caption number of each table that has a caption: "1" …; "" for one that is left out."""
        shown = [id for id in self.form.captioned() if self.tables[id].rows or not self.tables[id].layout.hidden_when_empty]
        return _numbers(self.form.captioned(), shown)

    @property
    def chart_numbers(self) -> dict[str, str]:
        """Return the caption number of each chart; "" for one that cannot be drawn."""
        return _numbers(self.form.all_charts(), [id for id in self.form.all_charts() if id in self.charts])

    @property
    def name(self) -> str:
        """Return the name of its files: "ke-hoach", "f-slcb-t1"."""
        return f"{self.form.id}-{self.copy}" if self.copy else self.form.id


def _numbers(ids: list[str], shown: list[str]) -> dict[str, str]:
    return {id: str(shown.index(id) + 1) if id in shown else "" for id in ids}
