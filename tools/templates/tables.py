"""Tables from their layouts: head rows that repeat, a row loop with one look per kind of row, unit note, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from sedp_docs.forms import Column, TableLayout
from sedp_docs.report.format import EMPTY
from sedp_docs.text_width import wrapped
from tools.templates.base import cuts, twips
from tools.templates.styles import cell_style
from tools.templates.xml import cell, filled, paragraph, row, row_tag, run, table, tag, text

_STYLES = {"trai": "TableText", "giua": "TableCentre", "phai": "TableNumber"}
KEEP, INDENT = "<w:keepNext/>", '<w:ind w:left="113"/>'
_GREY = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
_MIDDLE = '<w:vAlign w:val="center"/>'
LINE_HEIGHT = 1.16
"""Of Times New Roman, single-spaced, in em."""
_SLOT = re.compile(r"\{\w+\}")


def table_block(layout: TableLayout, captioned: bool) -> str:
    """Return caption (if any), unit note, table and the loop over its notes; all or nothing where the layout says so."""
    head = text("Caption", f"Bảng {{{{ so_bang.{layout.id} }}}}. {filled(layout.title)}") if captioned else ""
    unit = text("UnitNote", filled(layout.unit_note)) if layout.unit_note else ""
    block = head + unit + _table(layout) + notes(layout.id)
    if not layout.hidden_when_empty:
        return block
    return tag(f"{{%p if bang.{layout.id} %}}") + block + tag("{%p endif %}")


def nothing_shown(layouts: Iterable[TableLayout]) -> str:
    """Return "Không có", printed where every table of an annex may be left out and none is printed."""
    ids = [layout.id for layout in layouts]
    empty = " and ".join(f"not bang.{id}" for id in ids)
    return tag(f"{{%p if {empty} %}}") + text("Note", f"{EMPTY}.") + tag("{%p endif %}")


def any_table(layout: TableLayout, captioned: bool) -> str:
    """Return a table as `table_block`; one that differs for a unit without a council stands there in both forms."""
    other = layout.without_council()
    if other is layout:
        return table_block(layout, captioned)
    return (tag("{%p if khi.co_hdnd %}") + table_block(layout, captioned) + tag("{%p else %}") + table_block(other, captioned)
            + tag("{%p endif %}"))  # fmt: skip


def group_table(layout: TableLayout) -> str:
    """Return the table of one unit, inside of the loop over units (`g`)."""
    unit = text("UnitNote", filled(layout.unit_note)) if layout.unit_note else ""
    return unit + _table(layout, "g.dong") + notes(layout.id)


def notes(id: str) -> str:
    """Return the loop that prints the notes under a table."""
    return tag(f"{{%p for g in ghi_chu.{id} %}}") + text("Note", "{{ g }}") + tag("{%p endfor %}")


def _table(layout: TableLayout, rows: str = "") -> str:
    widths = cuts([column.width for column in layout.columns])
    n = len(widths)
    nothing = text(cell_style("TableCentre", layout.size), EMPTY)
    loop = (row_tag(f"{{%tr for d in {rows or f'bang.{layout.id}'} %}}", n), *_kinds(layout, widths), row_tag("{%tr else %}", n))
    empty = row([cell(sum(widths), nothing, f'<w:gridSpan w:val="{n}"/>')])
    return table("TableGrid", widths, [*_head(layout, widths), *loop, empty, row_tag("{%tr endfor %}", n)])


def _head(layout: TableLayout, widths: list[int]) -> list[str]:
    rows = _two_rows(layout, widths) if any(c.group for c in layout.columns) else [_titles(layout, widths)]
    if layout.numbered:
        numbers = [str(n) for n in range(1, len(widths) + 1)]
        style = cell_style("TableCentre", layout.size)
        rows.append(row((cell(w, text(style, n, "<w:keepNext/>")) for w, n in zip(widths, numbers, strict=True)), head=True))
    return rows


def _two_rows(layout: TableLayout, widths: list[int]) -> list[str]:
    cells: list[str] = []
    at = 0
    for _, columns in groupby(layout.columns, key=lambda c: c.group or c.id):
        n = len(list(columns))
        column = layout.columns[at]
        span = f'<w:gridSpan w:val="{n}"/>' if column.group else '<w:vMerge w:val="restart"/>'
        cells.append(_head_cell(layout, sum(widths[at : at + n]), column.group or column.title, span))
        at += n
    return [row(cells, head=True), _titles(layout, widths, "<w:vMerge/>", _second_height(layout))]


def _second_height(layout: TableLayout) -> int:
    """Return what the second head row needs so that titles over both rows fit, in twips.

    LibreOffice cuts such a title where the head repeats, when the rows by themselves are lower than it.
    """
    groups = [[c for c in layout.columns if c.group == group] for group in {c.group for c in layout.columns if c.group}]
    first = min(_lines(columns[0].group, sum(c.width for c in columns), layout) for columns in groups)
    both = max((_lines(c.title, c.width, layout) for c in layout.columns if not c.group), default=0)
    return round(max(0, both - first) * float(layout.size) * LINE_HEIGHT * 20) + 40


def _lines(title: str, width_mm: int, layout: TableLayout) -> int:
    """Return how many lines a title takes in its cell, with years for its slots."""
    words = _SLOT.sub("2025", title)
    return len(wrapped(words, width_mm - 2.2, float(layout.size), "bold"))


def _titles(layout: TableLayout, widths: list[int], merged: str = "", height: int = 0) -> str:
    """Return the row of titles; a column without a group goes on from the row above (`merged`)."""
    pairs = zip(layout.columns, widths, strict=True)
    return row((_head_cell(layout, w, *_title(column, merged)) for column, w in pairs), head=True, height=height)


def _title(column: Column, merged: str) -> tuple[str, str]:
    return ("", merged) if merged and not column.group else (column.title, "")


def _head_cell(layout: TableLayout, width: int, title: str, more: str = "") -> str:
    style = cell_style("TableHead", layout.size)
    content = paragraph(style, run(filled(title)) if title else "", "<w:keepNext/>")
    return cell(width, content, more + _MIDDLE)


def _kinds(layout: TableLayout, widths: list[int]) -> list[str]:
    """Return the branches of the row loop: a group heading, a total in bold, an item "trong đó", a plain row.

    The last two rows of a table for hand filling stay with the signatures below it.
    """
    n = len(widths)
    last = [row_tag("{%tr elif loop.revindex <= 2 %}", n), _row(layout, widths, "", more=KEEP)] if layout.row_height else []
    return [
        row_tag('{%tr if d.loai == "nhom" %}', n), _group_row(layout, widths),
        row_tag('{%tr elif d.loai == "tong" %}', n), _row(layout, widths, "<w:b/><w:bCs/>"),
        row_tag('{%tr elif d.loai == "con" %}', n), _row(layout, widths, "<w:i/><w:iCs/>", "", INDENT),
        *last,
        row_tag("{%tr else %}", n), _row(layout, widths, ""), row_tag("{%tr endif %}", n),
    ]  # fmt: skip


def _group_row(layout: TableLayout, widths: list[int]) -> str:
    first, name = layout.columns[:2]
    style = cell_style("TableGroup", layout.size)
    number = text(cell_style("TableHead", layout.size), f"{{{{ d.{first.id} }}}}", "<w:keepNext/>")
    title = text(style, f"{{{{ d.{name.id} }}}}", "<w:keepNext/>")
    span = f'<w:gridSpan w:val="{len(widths) - 1}"/>'
    return row((cell(widths[0], number, _MIDDLE), cell(sum(widths[1:]), title, span + _MIDDLE)))


def _row(layout: TableLayout, widths: list[int], look: str, more: str = "", second: str = "") -> str:
    """Return a row; `more` is further properties of its paragraphs, `second` of the one in the second column."""
    cells = []
    keep = KEEP if layout.keep else more
    for n, (column, width) in enumerate(zip(layout.columns, widths, strict=True)):
        style, shade = cell_style(_STYLES[column.align], layout.size), _GREY if column.shaded else ""
        content = paragraph(style, run(f"{{{{ d.{column.id} }}}}", look), keep + (second if n == 1 else ""))
        cells.append(cell(width, content, shade + _MIDDLE))
    return row(cells, height=twips(layout.row_height))
