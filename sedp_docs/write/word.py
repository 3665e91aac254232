"""A `Report` as a Word document, by its template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sedp_docs.prose import Picture
from sedp_docs.report.types import Cell, Debt, Report, Row, Table
from sedp_docs.text import short_date
from sedp_docs.write.blocks import to_xml
from sedp_docs.write.charts import chart_xml
from sedp_docs.write.fill import Properties, fill, parts_for
from sedp_docs.write.parts import Parts
from sedp_docs.write.rule_line import rule_line
from sedp_docs.write.sandbox import Figures
from sedp_docs.write.template import Template, prepare
from sedp_docs.write.xml import Xml, missing

__all__ = ["Template", "context", "prepare", "render"]

ISSUER_MM, ISSUER_PT = 60.0, 13.0
"""Width of the column of the issuing body and its size, as the templates' letterhead has them."""
TEXT_MM, SUBJECT_PT = 160.0, 14.0
"""Width of the text on a portrait page, and the size of the subject."""
_NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})
_NO_DAY = date(2000, 1, 1)
"""The day in the file's properties while the document has none; the clock would change the bytes."""


def render(report: Report, template: Template, pictures: Mapping[str, Picture] = _NO_PICTURES) -> bytes:
    """Return the .docx of a report.

    Args:
        report: all that is printed.
        template: from `prepare`.
        pictures: every picture that the prose names, by that name.

    Raises:
        TemplateError: a tag that fails, with its paragraph.
        OutputError: something that would be printed is missing from the result.
    """
    parts = parts_for(template)
    return fill(template, context(report, parts, pictures), parts, _properties(report))


def context(report: Report, parts: Parts, pictures: Mapping[str, Picture] = _NO_PICTURES) -> dict[str, Any]:
    """Return what the tags of a template see (docs: "Mẫu Word"); `parts` collects what blocks and charts refer to."""
    return {
        **report.fields,
        "gach": _rules(report),
        "bang": {id: _rows(table) for id, table in report.tables.items()},
        "so_bang": report.table_numbers,
        "so_bieu_do": report.chart_numbers,
        "ghi_chu": {id: list(table.notes) for id, table in report.tables.items()},
        "muc": {key: to_xml(text, parts, pictures) for key, text in report.blocks.items()},
        "bieu_do": dict.fromkeys(report.form.all_charts(), "")
        | {id: chart_xml(chart, parts) for id, chart in report.charts.items()},
        "so": Figures({name: _text(cell) for name, cell in report.figures.items()}),
        "no_so_lieu": [_debt(debt) for debt in report.debts],
    }


def _rules(report: Report) -> dict[str, Xml]:
    """Return the rule lines of the head: under the issuing body, and under the subject."""
    paper = report.fields["van_ban"]
    texts = paper if isinstance(paper, dict) else {}
    body, subject = str(texts.get("co_quan", "")), str(texts.get("trich_yeu", ""))
    return {"co_quan": rule_line(body, ISSUER_MM, ISSUER_PT), "trich_yeu": rule_line(subject, TEXT_MM, SUBJECT_PT)}


def _text(cell: Cell) -> str:
    return missing(cell.text) if cell.missing else cell.text


def _rows(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table; of one with a page for each group, the groups with their rows."""
    if not table.layout.per_group:
        return [_row(row) for row in table.rows]
    number, name = (column.id for column in table.layout.columns[:2])
    groups: list[dict[str, Any]] = []
    for row in table.rows:
        if row.kind == "nhom":
            groups.append({"so": row.cells[number].text, "ten": row.cells[name].text, "dong": []})
        elif groups:
            groups[-1]["dong"].append(_row(row))
    return groups


def _row(row: Row) -> dict[str, str]:
    return {"loai": row.kind} | {id: missing(cell.text) if cell.missing else cell.text for id, cell in row.cells.items()}


def _debt(debt: Debt) -> dict[str, str]:
    return {"don_vi": debt.office, "so_lieu": debt.what, "han": short_date(debt.due) if debt.due else ""}


def _properties(report: Report) -> Properties:
    paper = report.fields.get("van_ban")
    organ = paper.get("co_quan", "") if isinstance(paper, dict) else ""
    return Properties(report.title, str(organ), (report.day or _NO_DAY).isoformat())
