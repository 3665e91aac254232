"""The same document by us, by stock docxtpl, and by the floor: the ready pieces joined and zipped, nothing else.

And workbooks as openpyxl reads them.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from typing import Any

import openpyxl
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from bench.jobs import Job
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
