"""A sheet of rows: the cells that people fill in, the grey ones with formulas and results, totals and group headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from sedp_docs.catalog import CatalogIndicator
from sedp_docs.report.desk import Desk
from sedp_docs.report.draft import drafted
from sedp_docs.report.heads import fill as fill_title
from sedp_docs.text import roman, rounded
from sedp_docs.workbook.cells import shown
from sedp_docs.workbook.choices import FREE, Choice
from sedp_docs.workbook.formulas import Spot, column_formula
from sedp_docs.workbook.grid import GROUP, TOTAL, BookCell, BookColumn, BookSheet, Choices, Value
from sedp_docs.workbook.heads import head_rows, note_merge
from sedp_docs.workbook.indicators import indicator_formula
from sedp_docs.workbook.layout import DESCRIBED, Column
from sedp_docs.workbook.results import result
from sedp_docs.workbook.shapes import PART, value_at
from sedp_docs.workbook.tables import HEAD, RESERVE, Row, Table, Tables, is_sum
from sedp_docs.workbook.totals import total_formula, total_value

FROZEN_COLUMNS = 5
"""At most so many columns stay in sight, counting the first that scrolls."""
FUNDED = ("nguon_von", "nam_sau")
"""Keys that open into a column for each fund."""
ONE_DECIMAL = ("so_kh", "so_nt", "so_uoc", "san_luong")


@dataclass(frozen=True)
class Extras:
    """What a workbook holds besides the plan: who sent when (by code), and the journal of changes."""

    sent: Mapping[str, str]
    journal: Sequence[tuple[str, ...]] = ()


NOTHING = Extras({})


@dataclass(frozen=True)
class Filler:
    """One table on its way to a sheet."""

    laid: Tables
    table: Table
    extras: Extras

    def sheet(self) -> BookSheet:
        """Return the sheet with all its rows."""
        sheet = self.table.sheet
        rows = head_rows(sheet.name, sheet.note)
        rows.append(tuple(BookCell(column.title, "head", note=column.type.help) for column in sheet.columns))
        rows += [tuple(self.total(row)) for row in self.table.rows if row.kind == "total"]
        rows += self._body
        folded = [self._folded(column) for column in sheet.columns]
        columns = tuple(BookColumn(float(c.width), int(away), away) for c, away in zip(sheet.columns, folded, strict=True))
        first_slot = next((i for i, c in enumerate(sheet.columns, 1) if c.slot), 3)
        freeze = (HEAD + 1, min(first_slot, FROZEN_COLUMNS))
        return BookSheet(
            sheet.name, columns, tuple(rows), merges=(note_merge(columns),), choices=tuple(self._choices()), freeze=freeze,
            repeat=(HEAD, HEAD),
        )  # fmt: skip

    @cached_property
    def _body(self) -> list[tuple[BookCell, ...]]:
        """Return the rows below the totals, which add them up."""
        numbered = [(number, row) for number, row in self.table.numbered() if row.kind != "total"]
        return [tuple(self._group(row) if row.kind == "group" else self._row(number, row)) for number, row in numbered]

    def _folded(self, column: Column) -> bool:
        """Tell whether a column starts folded away: also one of a fund that nobody uses, where others are used."""
        if column.folded or column.key is None or column.key[0] not in FUNDED:
            return column.folded
        used = {
            fund for row in self.table.rows if row.at for fund in value_at(self.laid.tree, (*row.at.base, column.key[0])) or ()
        }
        return bool(used) and column.key[1] not in used

    def _row(self, number: int, row: Row) -> Iterator[BookCell]:
        for column in self.table.sheet.columns:
            yield self.cell(number, row, column)

    def _group(self, row: Row) -> Iterator[BookCell]:
        groups = [each for each in self.table.rows if each.kind == "group"]
        words = {"ma": GROUP, "stt": roman(groups.index(row) + 1), "ten": row.title.upper()}
        for column in self.table.sheet.columns:
            yield BookCell(words.get(str(column.key[0]) if column.key else column.computed), "group")

    def total(self, row: Row) -> Iterator[BookCell]:
        """Yield the cells of a row of totals."""
        named = False
        for i, column in enumerate(self.table.sheet.columns, 1):
            if i == 1:
                yield BookCell(TOTAL, "total")
            elif not named and column.kind == "text" and not column.choices:
                named = True
                yield BookCell(row.title, "total")
            elif is_sum(column) or column.slot or column.computed in ("ho_ngheo", "tong_nam_sau"):
                yield self._sum(row, i)
            else:
                yield BookCell(None, "total")

    def _sum(self, row: Row, number: int) -> BookCell:
        value = total_value(self.table, row.title, number, self._body)
        formula = total_formula(self.table, row.title, number)
        return BookCell(value, "total", formula=formula, decimals=2 if row.title == RESERVE else None)

    def cell(self, number: int, row: Row, column: Column) -> BookCell:
        """Return a cell of a row of the plan, or of a row that is still empty."""
        spot = Spot(self.laid, self.table, number, row, column)
        if column.key is None and not column.is_part:
            return self._computed(spot)
        if row.at is None:
            return BookCell(None, "input")
        if column.key and row.at.path(column.key) is None and column.key not in row.at.given:
            return BookCell(None, "computed")
        leaf = self._leaf(spot)
        return (self._from_catalogue(spot) if leaf is None else None) or _input(leaf, spot)

    def _leaf(self, spot: Spot) -> Value:
        """Return what the plan says in a cell, as people read it."""
        assert spot.row.at is not None
        column, at = spot.column, spot.row.at
        key = PART if column.is_part else column.key or ()
        path = at.path(key)
        value: Any = at.given[key] if key in at.given else value_at(self.laid.tree, path) if path else None
        return shown(value, column, FREE if column.is_part else self._choice(column))

    def _choice(self, column: Column) -> Choice:
        return self.laid.choices.get(column.choices, FREE)

    def _from_catalogue(self, spot: Spot) -> BookCell | None:
        """Return the grey cell of an indicator that the catalogue describes or computes, when the plan says nothing there."""
        quantity, column = spot.quantity, spot.column
        if quantity is None or self.table.sheet.layout.shape != "chi_tieu":
            return None
        entry = self._entries.get(quantity.code)
        if entry is not None and column.key in DESCRIBED:
            text = str(shown(getattr(entry, DESCRIBED[column.key]), column, self._choice(column)))
            return BookCell(text, "computed", formula='"' + text.replace('"', '""') + '"')
        formula = indicator_formula(self.laid, quantity, column.slot) if column.slot else ""
        if not formula:
            return None
        amount = self.laid.figures.values.amount(quantity.code, column.slot)
        return BookCell("" if amount is None else amount, "computed", formula=formula, decimals=quantity.decimals)

    @cached_property
    def _entries(self) -> dict[str, CatalogIndicator]:
        return {entry.code: entry for entry in self.laid.figures.catalog.level.indicators}

    def _computed(self, spot: Spot) -> BookCell:
        words = self._words(spot.row, spot.column)
        formula = "" if words is not None else column_formula(spot)
        if not formula:
            return BookCell(words, "computed")
        decimals = 1 if spot.column.computed in ONE_DECIMAL else None
        return BookCell(result(spot), "computed", formula=formula, decimals=decimals)

    def _words(self, row: Row, column: Column) -> Value:
        """Return the text of a computed column that needs no formula, or None."""
        find = {"stt": _order, "thu_tu": _paragraph, "ten_muc": self._section, "ten_tai_lieu": self._document,
                "da_gui": self._sent, "cau_san": self._drafted}.get(column.computed)  # fmt: skip
        return find(row) if find and row.at else None

    def _section(self, row: Row) -> Value:
        assert row.at is not None
        outline = self.laid.figures.catalog.level.outline
        titles = {key: section.title for key, _, section in outline.walk()} if outline else {}
        return fill_title(titles.get(str(row.at.base[2]), ""), self.laid.figures.plan)

    def _drafted(self, row: Row) -> Value:
        """Return the sentences that the program writes from figures, beside the first paragraph of their section."""
        assert row.at is not None
        catalog, key = self.laid.figures.catalog, str(row.at.base[2])
        path = row.at.path(("noi_dung",))
        if key not in catalog.level.drafts or path is None or path[-1]:
            return None
        desk = Desk(self.laid.figures.plan, catalog, self.laid.figures, {})
        return "\n".join(drafted(desk, catalog.phrases[catalog.level.drafts[key]]))

    def _document(self, row: Row) -> Value:
        assert row.at is not None
        form = self.laid.figures.catalog.forms.get(str(row.at.base[1]))
        return form.title if form else None

    def _sent(self, row: Row) -> Value:
        assert row.at is not None
        return self.extras.sent.get(str(value_at(self.laid.tree, (*row.at.base, "ma"))))

    def _choices(self) -> Iterator[Choices]:
        for i, column in enumerate(self.table.sheet.columns, 1):
            source = self.laid.list_source(column)
            if source and self.table.last >= self.table.first:
                yield Choices((self.table.first, i), (self.table.last, i), source=source)


def _order(row: Row) -> Decimal:
    assert row.at is not None
    return Decimal(int(row.at.base[1]) + 1)


def _paragraph(row: Row) -> Decimal | None:
    path = row.at.path(("noi_dung",)) if row.at else None
    return Decimal(int(path[-1]) + 1) if path else None


def _input(leaf: Value, spot: Spot) -> BookCell:
    """Return a cell to fill in: a figure with its printed decimals, but never fewer than a person typed."""
    quantity = spot.quantity if spot.column.slot and isinstance(leaf, Decimal) else None
    enough = quantity is not None and isinstance(leaf, Decimal) and rounded(leaf, quantity.decimals) == leaf
    return BookCell(leaf, "input", decimals=quantity.decimals if quantity and enough else None)
