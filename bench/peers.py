"""The same document by us, by stock docxtpl, and by the floor: the ready pieces joined and zipped, nothing else.

And workbooks as openpyxl reads them.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from bench.jobs import Job
from sedp_docs.workbook.grid import Book, address, column_letters
from sedp_docs.write.excel_formats import number_format
from sedp_docs.write.fill import fill, parts_for
from sedp_docs.write.pack import deflated, zipped

Maker = Callable[[], bytes]


def ours(job: Job) -> Maker:
    """Return the checked render of the ready context."""
    template = job.template
    parts = parts_for(template)
    context = job.context(parts)
    return lambda: fill(template, context, parts, job.properties)


def stock(job: Job) -> Maker:
    """Return docxtpl's own way with the same template and context."""
    context = job.context(parts_for(job.template))

    def make() -> bytes:
        document = DocxTemplate(io.BytesIO(job.content))
        document.render(context, Environment(undefined=StrictUndefined, autoescape=True), autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make


def floor(job: Job) -> Maker:
    """Return what remains without a template engine and without a check: escape the values, join, deflate, zip."""
    template = job.template
    context = job.context(parts_for(template))
    pieces = {}
    for part in template.text:
        state: Any = part.template.new_context(dict(context))
        chunks = [(str(chunk), len(state.printed)) for chunk in part.template.root_render_func(state)]
        before = [0, *(count for _, count in chunks)]
        counted = zip(chunks, before, strict=False)
        pieces[part.name] = [(html.unescape(xml), True) if n > m and "<" not in xml else (xml, False) for (xml, n), m in counted]
    fixed = list(template.fixed.values())

    def make() -> bytes:
        entries = [
            deflated(name, "".join([html.escape(text, False) if value else text for text, value in found]).encode())
            for name, found in pieces.items()
        ]
        return zipped([*fixed, *entries])

    return make


def openpyxl_cells(content: bytes) -> dict[str, dict[tuple[int, int], tuple[str, object]]]:
    """Return type and value of all cells by place, as openpyxl reads them in its fast way."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return {
        sheet.title: {
            (cell.row, cell.column): (cell.data_type, cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def openpyxl_values(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return bare values: whether one is a formula's result, a day or typed is then lost."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def with_openpyxl(book: Book) -> bytes:
    """Return a book's cells, looks, widths and merges by openpyxl, as its manual says; it estimates no row heights."""
    workbook = Workbook()
    side = Side(style="thin")
    box = Border(side, side, side, side)
    middle = {align: Alignment(align, "center", wrap_text=True) for align in ("left", "center", "right")}
    plain, bold = Font("Times New Roman", 9.5), Font("Times New Roman", 9.5, b=True)
    for sheet in book.sheets:
        target = workbook.create_sheet(sheet.name)
        for r, row in enumerate(sheet.rows, 1):
            for c, cell in enumerate(row, 1):
                value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
                made = target.cell(r, c, f"={cell.formula}" if cell.formula else value)
                made.font, made.border, made.alignment = bold if cell.bold else plain, box, middle[cell.align or "left"]
                made.number_format = number_format(cell)
        for c, column in enumerate(sheet.columns, 1):
            target.column_dimensions[column_letters(c)].width = column.width
        for first, last in sheet.merges:
            target.merge_cells(f"{address(first)}:{address(last)}")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
