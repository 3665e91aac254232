"""A plan into its workbook: every sheet with its cells, ready for a writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sedp_docs.figures import Figures
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import Path
from sedp_docs.report.desk import Desk
from sedp_docs.report.heads import fill as fill_title
from sedp_docs.report.rows_actions import demand
from sedp_docs.report.types import Debt
from sedp_docs.text import roman, rounded
from sedp_docs.workbook.cells import shown
from sedp_docs.workbook.choices import FREE, Choice
from sedp_docs.workbook.formulas import Spot, column_formula, indicator_formula, total_formula
from sedp_docs.workbook.grid import GROUP, TOTAL, Book, BookCell, BookColumn, BookSheet, Choices, Place, Value
from sedp_docs.workbook.guide import figures_sheet, guide_sheet, journal_sheet, lists_sheet
from sedp_docs.workbook.layout import Column, WorkbookLayout
from sedp_docs.workbook.shapes import PART, value_at
from sedp_docs.workbook.tables import HEAD, Row, Table, Tables, is_sum, tables

KIND = "so-so-lieu-ke-hoach"
"""What the property "loai" of our workbooks says."""


DESCRIBED: Mapping[Path, str] = {
    ("ten",): "name", ("don_vi_tinh",): "unit", ("nhom",): "field", ("so_le",): "decimals", ("chieu",): "direction",
    ("tong_hop",): "rollup",
}  # fmt: skip
"""What the catalogue says of an indicator, by the key of its column."""


@dataclass(frozen=True)
class Extras:
    """What a workbook holds besides the plan: who sent when (by code), and the journal of changes."""

    sent: Mapping[str, str]
    journal: Sequence[tuple[str, ...]] = ()


NOTHING = Extras({})


def plan_book(figures: Figures, layout: WorkbookLayout, debts: Iterable[Debt] = (), extras: Extras = NOTHING) -> Book:
    """Return the workbook of a plan; `debts` are the values that its round lacks, for the sheet "Hướng dẫn"."""
    plan = figures.plan
    laid = tables(figures, tree_of(plan), layout)
    sheets = [
        guide_sheet(laid, tuple(debts)),
        _general(laid),
        *(Filler(laid, table, extras).sheet() for table in laid.tables),
        figures_sheet(laid),
        journal_sheet(extras.journal),
        lists_sheet(laid),
    ]
    title = f"Sổ số liệu kế hoạch năm {plan.plan_year} {plan.unit.full_name}"
    return Book(tuple(sheets), title, identity(figures))


def identity(figures: Figures) -> dict[str, str]:
    """Return the properties that say whose workbook this is, whatever its file is called."""
    plan = figures.plan
    return {"loai": KIND, "phien_ban": str(plan.version), "don_vi": plan.unit.code or plan.unit.full_name,
            "nam_ke_hoach": str(plan.plan_year), "lan_lap": plan.round}  # fmt: skip


def head_rows(title: str, note: str) -> list[tuple[BookCell, ...]]:
    """Return the first rows of a sheet: its title and what is to be known of it."""
    return [(BookCell(title, "title"),), (BookCell(note, "note"),)]


GENERAL_WIDTHS = (34.0, 44.0, 80.0)


def _general(laid: Tables) -> BookSheet:
    sheet = laid.general
    rows = head_rows(sheet.name, sheet.note)
    rows.append(tuple(BookCell(title, "head") for title in ("Thông tin", "Giá trị", "Giải thích")))
    lists: list[Choices] = []
    for column in sheet.columns:
        if not _general_needed(column, laid):
            continue
        choice = laid.choices.get(column.choices, FREE)
        value = shown(value_at(laid.tree, column.key or ()), column, choice) if column.key else None
        look = BookCell(value, "input", align="left")
        computed = BookCell(_general_value(column, laid), "computed", align="left")
        rows.append((BookCell(column.title, "label"), look if column.key else computed, BookCell(column.type.help, "note")))
        source = laid.list_source(column)
        lists += [Choices((len(rows), 2), (len(rows), 2), source=source)] if source else []
    columns = tuple(BookColumn(width) for width in GENERAL_WIDTHS)
    return BookSheet(sheet.name, columns, tuple(rows), choices=tuple(lists), freeze=(HEAD + 1, 1), landscape=False)


def _general_needed(column: Column, laid: Tables) -> bool:
    """Tell whether a row is shown: of superiors, those that the plan has and at least two."""
    steps = [step for step in column.key or () if isinstance(step, int)]
    above = value_at(laid.tree, ("don_vi", "cap_tren")) or ()
    return not steps or steps[0] < max(2, len(above))


def _general_value(column: Column, laid: Tables) -> Value:
    plan = laid.figures.plan
    return Decimal(plan.report_year) if column.computed == "nam_bao_cao" else laid.figures.catalog.level.money


@dataclass
class Filler:
    """One table on its way to a sheet."""

    laid: Tables
    table: Table
    extras: Extras

    def sheet(self) -> BookSheet:
        """Return the whole sheet."""
        table = self.table
        rows = head_rows(table.sheet.name, table.sheet.note)
        rows.append(tuple(BookCell(column.title, "head", note=column.type.help) for column in table.sheet.columns))
        rows += [tuple(self._row(number, row)) for number, row in table.numbered()]
        columns = tuple(BookColumn(float(c.width), level=int(c.folded), collapsed=c.folded) for c in table.sheet.columns)
        frozen = next((i for i, c in enumerate(table.sheet.columns, 1) if c.slot), 3)
        freeze = (HEAD + 1, min(frozen, 5))
        return BookSheet(
            table.sheet.name, columns, tuple(rows), choices=tuple(self._choices()), freeze=freeze, repeat=(HEAD, HEAD)
        )

    def _row(self, number: int, row: Row) -> Iterator[BookCell]:
        if row.kind == "group":
            yield from self._group(row)
        elif row.kind == "total":
            yield from self.total(number, row)
        else:
            for i, column in enumerate(self.table.sheet.columns, 1):
                yield self.cell((number, i), row, column)

    def _group(self, row: Row) -> Iterator[BookCell]:
        groups = [each for each in self.table.rows if each.kind == "group"]
        words = {"ma": GROUP, "stt": roman(groups.index(row) + 1), "ten": row.title.upper()}
        for column in self.table.sheet.columns:
            yield BookCell(words.get(str(column.key[0]) if column.key else column.computed), "group")

    def total(self, number: int, row: Row) -> Iterator[BookCell]:
        """Yield the cells of a row of totals."""
        totals = {each.title: n for n, each in self.table.numbered() if each.kind == "total"}
        named = False
        for i, column in enumerate(self.table.sheet.columns, 1):
            if i == 1:
                yield BookCell(TOTAL, "total")
            elif not named and column.kind == "text" and not column.choices:
                named = True
                yield BookCell(row.title, "total")
            elif is_sum(column) or column.slot or column.computed in ("ho_ngheo", "tong_nam_sau"):
                yield self._sum(number, row, column, i, totals)
            else:
                yield BookCell(None, "total")

    def _sum(self, number: int, row: Row, column: Column, i: int, totals: Mapping[str, int]) -> BookCell:
        percent = row.title.startswith("Dự phòng")
        decimals = 2 if percent else None
        return BookCell(None, "total", formula=total_formula(self.table, row.title, i, totals), decimals=decimals)

    def cell(self, place: Place, row: Row, column: Column) -> BookCell:
        """Return a cell of a row of the plan, or of a row that is still empty."""
        quantity = self._quantity(row, column)
        if column.key is None and not column.is_part:
            return self._computed_cell(place, row, column, quantity)
        if row.at is None or (column.key and row.at.path(column.key) is None and column.key not in row.at.given):
            return BookCell(None, "input" if row.at is None else "computed")
        leaf = self._given(row, column)
        if leaf is None and quantity is not None:
            own = self._from_catalogue(quantity, column)
            if own is not None:
                return own
        decimals = quantity.decimals if quantity and column.slot and isinstance(leaf, Decimal) else None
        return BookCell(leaf, "input", decimals=_enough(leaf, decimals))

    def _given(self, row: Row, column: Column) -> Value:
        assert row.at is not None
        key = PART if column.is_part else column.key or ()
        if key in row.at.given:
            value: Any = row.at.given[key]
        else:
            path = row.at.path(key)
            value = value_at(self.laid.tree, path) if path else None
        return shown(value, column, FREE if column.is_part else self._choice(column))

    def _choice(self, column: Column) -> Choice:
        return self.laid.choices.get(column.choices, FREE)

    def _quantity(self, row: Row, column: Column) -> Quantity | None:
        """Return the series that a cell belongs to, when it is one of figures."""
        if row.at is None or len(row.at.base) != 2:
            return None
        code = value_at(self.laid.tree, (*row.at.base, "ma"))
        if self.table.sheet.layout.lists == ("trong_trot",):
            code = f"{code}.{column.series[0] if column.series else 'san_luong'}"
        found = self.laid.figures.quantities.get(str(code))
        return found if found is not None and found.path[:2] == row.at.base else None

    def _from_catalogue(self, quantity: Quantity, column: Column) -> BookCell | None:
        """Return the grey cell of an indicator that the catalogue describes or computes, when the plan says nothing there."""
        if self.table.sheet.layout.shape != "chi_tieu":
            return None
        entry = next((e for e in self.laid.figures.catalog.level.indicators if e.code == quantity.code), None)
        if entry is not None and column.key and column.key in DESCRIBED:
            text = str(shown(getattr(entry, DESCRIBED[column.key]), column, self._choice(column)))
            return BookCell(text, "computed", formula='"' + text.replace('"', '""') + '"')
        formula = indicator_formula(self.laid, quantity, column.slot) if column.slot else ""
        if not formula:
            return None
        amount = self.laid.figures.values.amount(quantity.code, column.slot)
        return BookCell(amount if amount is not None else "", "computed", formula=formula, decimals=quantity.decimals)

    def _computed_cell(self, place: Place, row: Row, column: Column, quantity: Quantity | None) -> BookCell:
        words = self._words(row, column)
        if words is not None:
            return BookCell(words, "computed")
        formula = column_formula(Spot(self.laid, self.table, place[0], row, column))
        if not formula:
            return BookCell(None, "computed")
        decimals = 1 if column.computed in ("so_kh", "so_nt", "so_uoc", "san_luong") else None
        return BookCell(self._result(row, column, quantity), "computed", formula=formula, decimals=decimals)

    def _words(self, row: Row, column: Column) -> Value:
        """Return the text of a computed column that needs no formula, or None."""
        if row.at is None:
            return None
        catalog = self.laid.figures.catalog
        base = row.at.base
        if column.computed == "stt":
            return Decimal(int(base[1]) + 1)
        if column.computed == "thu_tu":
            path = row.at.path(("noi_dung",))
            return Decimal(int(path[-1]) + 1) if path else None
        if column.computed == "ten_muc" and catalog.level.outline:
            titles = {key: section.title for key, _, section in catalog.level.outline.walk()}
            return fill_title(titles.get(str(base[2]), ""), self.laid.figures.plan)
        if column.computed == "ten_tai_lieu" and str(base[1]) in catalog.forms:
            return catalog.forms[str(base[1])].title
        return self.extras.sent.get(str(value_at(self.laid.tree, (*base, "ma"))), "") if column.computed == "da_gui" else None

    def _result(self, row: Row, column: Column, quantity: Quantity | None) -> Value:
        """Return what a formula gives, as far as `figures` knows it; Excel computes it anew on opening."""
        if quantity is None or row.at is None:
            return self._need(row, column)
        figures = self.laid.figures
        if column.computed == "san_luong":
            return _or_empty(figures.values.amount(quantity.code, column.slot))
        if column.computed in ("so_kh", "so_nt", "so_uoc") and quantity.series is not None:
            return _or_empty(figures[f"{quantity.code}.{column.computed}"].amount)
        return ""

    def _need(self, row: Row, column: Column) -> Value:
        if column.computed != "nhu_cau" or row.at is None:
            return ""
        needs = demand(Desk(self.laid.figures.plan, self.laid.figures.catalog, self.laid.figures, {}))
        return _or_empty(needs.get(str(value_at(self.laid.tree, (*row.at.base, "ma")))))

    def _choices(self) -> Iterator[Choices]:
        for i, column in enumerate(self.table.sheet.columns, 1):
            source = self.laid.list_source(column)
            if source and self.table.last >= self.table.first:
                yield Choices((self.table.first, i), (self.table.last, i), source=source)


def _or_empty(amount: Decimal | None) -> Value:
    return "" if amount is None else amount


def _enough(leaf: Value, decimals: int | None) -> int | None:
    """Return the decimals to show: as printed, but never fewer than a person typed."""
    if not isinstance(leaf, Decimal) or decimals is None:
        return decimals
    return decimals if rounded(leaf, decimals) == leaf else None
