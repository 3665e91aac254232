"""Where everything stands in a plan's workbook: rows of each sheet, and the cell of each value of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from sedp_docs.catalog import Catalog
from sedp_docs.figures import Figures
from sedp_docs.problems import Path
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows_actions import demand
from sedp_docs.workbook.choices import Choice, choices
from sedp_docs.workbook.grid import Place, address, column_letters, reference_to
from sedp_docs.workbook.layout import Column, Sheet, WorkbookLayout, sheets, words_of
from sedp_docs.workbook.locate import main_sheet
from sedp_docs.workbook.shapes import At, rows_of, value_at

HEAD = 3
"""The row of the headings: above it stand the sheet's title and a note."""
LISTS = "Danh mục"
"""The sheet of the words that drop-down lists offer."""
GROWING: Mapping[str, tuple[str, str]] = {
    "co_quan": ("Đơn vị và thôn", "ma"),
    "don_vi_va_thon": ("Đơn vị và thôn", "ma"),
    "dau_ra": ("Chuỗi mục tiêu", "ma"),
    "chi_tieu": ("Chỉ tiêu", "ma"),
}
"""Choices that take their words from another sheet, which grows while people work."""
SUM, INCOME, SPENDING, BALANCE, RESERVE = "Cộng", "Tổng thu", "Tổng chi", "Cân đối (thu - chi)", "Dự phòng, % tổng chi"
TOTALS: Mapping[str, tuple[str, ...]] = {"tren": (SUM,), "ngan_sach": (INCOME, SPENDING, BALANCE, RESERVE)}
"""The rows of totals that a sheet begins with, by what its declaration says."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: of the plan (with `at`), a heading, a total (with its name), or empty for more."""

    kind: Literal["data", "group", "total", "spare"]
    at: At | None = None
    title: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet with its rows, the first of which stands below the headings."""

    sheet: Sheet
    rows: tuple[Row, ...]
    head: int = HEAD

    @cached_property
    def first(self) -> int:
        """Return the number of the first row that may hold a part of the plan."""
        fixed = next((i for i, row in enumerate(self.rows) if row.kind != "total"), len(self.rows))
        return self.head + 1 + fixed

    @property
    def last(self) -> int:
        """Return the number of the last row, spare rows included."""
        return self.head + len(self.rows)

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows with their numbers."""
        yield from enumerate(self.rows, self.head + 1)

    def number(self, key: Path | str) -> int:
        """Return the number of a column by key, computed name or title, from 1; raises KeyError."""
        for i, column in enumerate(self.sheet.columns, 1):
            if key in (column.key, column.title) or (key and key == column.computed):
                return i
        raise KeyError(key)

    def block(self, column: int, *, from_other: bool = True) -> str:
        """Return the range of a column over all rows of the plan: "'Trồng trọt'!$D$4:$D$30"."""
        letters = column_letters(column)
        prefix = reference_to(self.sheet.name) if from_other else ""
        return f"{prefix}${letters}${self.first}:${letters}${self.last}"

    def total(self, title: str) -> int:
        """Return the number of a row of totals by its title; raises StopIteration for one that the table lacks."""
        return next(number for number, row in self.numbered() if row.kind == "total" and row.title == title)


@dataclass(frozen=True)
class Tables:
    """All tables of a plan's workbook, with the plan's tree and figures."""

    layout: WorkbookLayout
    figures: Figures
    tree: Mapping[str, Any]
    general: Sheet
    tables: tuple[Table, ...]

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Return the choices of the columns."""
        return choices(self.layout, self.figures.catalog, self.tree)

    @cached_property
    def word_lists(self) -> dict[tuple[str, ...], int]:
        """Return the lists of words that drop-down lists offer, each with its column on the sheet of lists, from 1."""
        every = [column for sheet in (self.general, *(table.sheet for table in self.tables)) for column in sheet.columns]
        lists = [self.words(column) for column in every]
        return {words: i for i, words in enumerate(dict.fromkeys(each for each in lists if each), 1)}

    def words(self, column: Column) -> tuple[str, ...]:
        """Return the words that a column's drop-down list offers; none for a list that stands on another sheet."""
        if column.choices in GROWING or not (column.choices or column.kind == "choice"):
            return ()
        choice = self.choices.get(column.choices)
        return tuple(choice.words.values()) if choice and choice.words else column.type.choices

    def list_source(self, column: Column) -> str:
        """Return the cells that a column's drop-down list takes its words from, or an empty text."""
        if column.choices in GROWING:
            name, key = GROWING[column.choices]
            table = self.named(name)
            return f"={table.block(table.number((key,)))}"
        words = self.words(column)
        if not words:
            return ""
        letters = column_letters(self.word_lists[words])
        return f"={reference_to(LISTS)}${letters}${HEAD + 1}:${letters}${HEAD + len(words)}"

    def named(self, name: str) -> Table:
        """Return a table by the declared name of its sheet; raises StopIteration for one that has none."""
        return next(table for table in self.tables if table.sheet.layout.name == name)

    def of(self, list_: str) -> Table:
        """Return the table that holds a list of the plan ("chan_nuoi"); raises StopIteration for one that has none."""
        return next(table for table in self.tables if list_ in table.sheet.layout.lists)

    @cached_property
    def needs(self) -> dict[str, Decimal]:
        """Return what list A and the projects need in year X+1, by fund."""
        return demand(Desk(self.figures.plan, self.figures.catalog, self.figures, {}))

    @cached_property
    def cells(self) -> dict[Path, tuple[str, Place]]:
        """Return the sheet and cell of every value that the plan may hold."""
        out: dict[Path, tuple[str, Place]] = {}
        for table in self.tables:
            for number, row in table.numbered():
                for i, column in enumerate(table.sheet.columns, 1):
                    path = row.at.path(column.key) if row.at and column.key else None
                    if path is not None:
                        out.setdefault(path, (table.sheet.name, (number, i)))
        return out

    def reference(self, path: Path, home: str = "") -> str:
        """Return the reference to a value's cell, short within sheet `home`: "'Chỉ tiêu'!$P$7"; raises KeyError."""
        sheet, place = self.cells[path]
        return address(place) if sheet == home else reference_to(sheet) + address(place)


def tables(figures: Figures, tree: Mapping[str, Any], layout: WorkbookLayout) -> Tables:
    """Lay a plan out on the sheets of its workbook."""
    words = words_of(figures.catalog, figures.plan.plan_year, tree)
    needed = [sheet for sheet in sheets(layout, words)[1:] if sheet.layout.needed(figures.plan.level, tree)]
    made = (Table(sheet, tuple(_rows(sheet, tree, figures))) for sheet in needed)
    return Tables(layout, figures, tree, main_sheet(layout), tuple(made))


def sections_of(catalog: Catalog) -> dict[str, list[str]]:
    """Return the keys of the sections that hold prose, by document."""
    outline = catalog.level.outline
    return {form.id: outline.leaves() for form in catalog.forms.values() if form.has_outline} if outline else {}


def _rows(sheet: Sheet, tree: Mapping[str, Any], figures: Figures) -> Iterator[Row]:
    yield from (Row("total", title=title) for title in TOTALS.get(sheet.layout.totals, ()))
    found = rows_of(sheet, tree, sections_of(figures.catalog))
    yield from _by_field(found, tree, figures) if sheet.layout.shape == "chi_tieu" else (Row("data", at) for at in found)
    yield from (Row("spare") for _ in range(sheet.layout.spare))


def _by_field(found: Iterable[At], tree: Mapping[str, Any], figures: Figures) -> Iterator[Row]:
    """Yield the rows of indicators, each run of one field under the field's name."""
    names = {field.code: field.name for field in figures.catalog.profile.fields}
    before: str | None = None
    for at in found:
        quantity = figures.quantities.get(str(value_at(tree, (*at.base, "ma"))))
        field = quantity.field if quantity else ""
        if field != before and field:
            yield Row("group", title=names.get(field, field))
        before = field
        yield Row("data", at)


def columns_of_slots(table: Table) -> dict[tuple[Path, str], int]:
    """Return the numbers of series columns by (series key, slot)."""
    return {(column.series, column.slot): i for i, column in enumerate(table.sheet.columns, 1) if column.slot and column.key}


def is_sum(column: Column) -> bool:
    """Tell whether a row of totals adds this column up."""
    return column.kind in ("number", "count", "flag") and column.key is not None and not column.choices
