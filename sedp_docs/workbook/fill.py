"""A plan into its workbook: every sheet with its cells, ready for a writer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sedp_docs.figures import Figures
from sedp_docs.model.tree import tree_of
from sedp_docs.report.types import Debt
from sedp_docs.workbook.cells import shown
from sedp_docs.workbook.choices import FREE, Choice
from sedp_docs.workbook.filler import NOTHING, Extras, Filler
from sedp_docs.workbook.grid import Book, BookCell, BookColumn, BookSheet, Choices, Value
from sedp_docs.workbook.guide import figures_sheet, guide_sheet, journal_sheet, lists_sheet
from sedp_docs.workbook.heads import head_rows, note_merge
from sedp_docs.workbook.layout import Column, WorkbookLayout
from sedp_docs.workbook.shapes import value_at
from sedp_docs.workbook.tables import HEAD, Tables, tables

KIND = "so-so-lieu-ke-hoach"
"""What the property "loai" of our workbooks says."""


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
        value = general_shown(value_at(laid.tree, column.key or ()), column, choice) if column.key else None
        look = BookCell(value, "input", align="left")
        computed = BookCell(_general_value(column, laid), "computed", align="left")
        rows.append((BookCell(column.title, "label"), look if column.key else computed, BookCell(column.type.help, "note")))
        source = laid.list_source(column)
        lists += [Choices((len(rows), 2), (len(rows), 2), source=source)] if source else []
    columns = tuple(BookColumn(width) for width in GENERAL_WIDTHS)
    return BookSheet(
        sheet.name,
        columns,
        tuple(rows),
        merges=(note_merge(columns),),
        choices=tuple(lists),
        freeze=(HEAD + 1, 1),
        landscape=False,
    )


def general_shown(leaf: Any, column: Column, choice: Choice) -> Value:
    """Return what the sheet of single values shows: yes and no in words, yes also where the plan leaves it to the default."""
    if column.kind == "flag":
        return "không" if leaf is False else "có"
    return shown(leaf, column, choice)


def _general_needed(column: Column, laid: Tables) -> bool:
    """Tell whether a row is shown: of superiors, those that the plan has and at least two."""
    steps = [step for step in column.key or () if isinstance(step, int)]
    above = value_at(laid.tree, ("don_vi", "cap_tren")) or ()
    return not steps or steps[0] < max(2, len(above))


def _general_value(column: Column, laid: Tables) -> Value:
    plan = laid.figures.plan
    return Decimal(plan.report_year) if column.computed == "nam_bao_cao" else laid.figures.catalog.level.money
