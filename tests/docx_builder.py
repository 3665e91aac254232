"""Tiny Word files for tests: a body in WordprocessingML, a few parts, zipped; and their text read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"header": "header", "footer": "footer", "footnotes": "footnotes", "numbering": "numbering", "styles": "styles"}
ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "numbering": "numbering", "styles": "styles"}


def p(*texts: str, style: str = "") -> str:
    """Return a paragraph with one run a text."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{look}{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; each cell is a text or, if it begins with "<", XML."""
    grid = "<w:gridCol/>" * max(map(len, rows))
    lines = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _cell(content: str) -> str:
    return f"<w:tc><w:tcPr/>{content if content.startswith('<') else p(content)}</w:tc>"


def docx(body: str, /, parts: Mapping[str, str | bytes] | None = None, relations: str = "", **texts: str) -> bytes:
    """Return a .docx: `texts` are the insides of header, footer, footnotes, numbering, styles; `parts` any others."""
    types = [("word/document.xml", f"{WORD}.document.main+xml")] + [
        (f"word/{name}.xml", f"{WORD}.{_KINDS[name]}+xml") for name in texts
    ]
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for i, name in enumerate(texts, 1)
    )
    references = "".join(
        f'<w:{name}Reference w:type="default" r:id="rId{i}"/>' for i, name in enumerate(texts, 1) if name in ("header", "footer")
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(types),
        "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(related + relations),
    }
    files |= {f"word/{name}.xml": f"<w:{ROOTS[name]} {W} {R}>{inside}</w:{ROOTS[name]}>" for name, inside in texts.items()}
    return zipped(files | dict(parts or {}))


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of the files in the given order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def _types(parts: list[tuple[str, str]]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def part(content: bytes, name: str = "word/document.xml") -> str:
    """Return a part of a .docx as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def texts(content: bytes, name: str = "word/document.xml") -> list[str]:
    """Return the text of each paragraph of a part, breaks as new lines, tabs as tabs."""
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>|<w:p/>", part(content, name), re.DOTALL)
    return [_text(paragraph) for paragraph in paragraphs]


def _text(paragraph: str) -> str:
    pieces = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(br|tab)/>", paragraph)
    return "".join({"br": "\n", "tab": "\t"}.get(mark, unescape(text)) for text, mark in pieces)
