"""WordprocessingML as text: runs, paragraphs, cells. Looks come from styles, so that a value in yellow loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from sedp_docs.report.fields import TITLE_SLOTS

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIELDS = {f"{{{slot}}}": field for slot, field in TITLE_SLOTS.items()}
"""What a title in the data may hold, and the field that the template cites for it."""

_SLOT = re.compile(r"(\{[\w.-]+\})")


def run(text: str, look: str = "") -> str:
    """Return a run; `look` is the inside of its w:rPr."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


BREAK = "<w:r><w:br/></w:r>"


def paragraph(style: str, content: str, more: str = "") -> str:
    """Return a paragraph of a style; `content` is runs, `more` further paragraph properties in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def text(style: str, words: str, more: str = "") -> str:
    """Return a paragraph of one run."""
    return paragraph(style, run(words), more)


def tag(words: str) -> str:
    """Return a paragraph that only steers the template ("{%p for … %}"); it leaves nothing behind."""
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def row_tag(words: str, columns: int) -> str:
    """Return a table row, one cell over all columns, that only steers the template ("{%tr for … %}")."""
    return f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{tag(words)}</w:tc></w:tr>'


def filled(title: str) -> str:
    """Turn the slots of a title into tags: "năm {y}" → "năm {{ nam_y }}"; raises ValueError for an unknown slot."""
    return _SLOT.sub(lambda m: f"{{{{ {_field(m.group(1))} }}}}", title)


def upper(title: str) -> str:
    """Return a title in capitals, its slots as tags that print capitals; raises ValueError for an unknown slot."""
    pieces = _SLOT.split(title)
    return "".join(f"{{{{ {_field(p)} | upper }}}}" if _SLOT.fullmatch(p) else p.upper() for p in pieces)


def _field(slot: str) -> str:
    """Return the field or the call behind a slot: "{y}", "{vb.to-trinh}", "{so.dem.dat_vuot}"."""
    kind, _, name = slot.strip("{}").partition(".")
    if kind == "vb" and name:
        return f'vien_dan["{name}"]'
    if kind == "so" and name:
        return f'so("{name}")'
    if slot not in FIELDS:
        raise ValueError(f"unknown slot {slot}; known: {', '.join(FIELDS)}")
    return FIELDS[slot]


def cell(width: int, content: str, more: str = "") -> str:
    """Return a table cell `width` twips wide; `more` is further cell properties in schema order."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], head: bool = False, height: int = 0) -> str:
    """Return a row that does not break across pages; a head row repeats on each page; `height` is its least, in twips."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def table(style: str, widths: list[int], rows: Iterable[str]) -> str:
    """Return a table of fixed layout; widths in twips."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    properties = f'<w:tblPr><w:tblStyle w:val="{style}"/>{size}{look}</w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
