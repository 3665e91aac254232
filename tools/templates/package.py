"""The package around the document: numbering, footnotes, headers, settings, properties, and the zip with fixed dates."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from tools.templates.base import FIRST_LINE_MM, FONT, twips
from tools.templates.xml import DECLARATION, NAMESPACES, paragraph

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"document": "document.main", "styles": "styles", "settings": "settings", "numbering": "numbering",
          "footnotes": "footnotes", "fontTable": "fontTable", "header1": "header", "header2": "header"}  # fmt: skip
RELATIONS = {"header1": "rIdHeader", "header2": "rIdFirstHeader"}
"""Ids that section properties name: the header with the page number, and the empty one of a first page."""

_CUSTOM_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTIES = {
    "core": ("application/vnd.openxmlformats-package.core-properties+xml", f"{_PACKAGE}/relationships/metadata/core-properties"),
    "app": ("application/vnd.openxmlformats-officedocument.extended-properties+xml", f"{_OFFICE}/extended-properties"),
    "custom": ("application/vnd.openxmlformats-officedocument.custom-properties+xml", f"{_OFFICE}/custom-properties"),
}


def zipped(document: str, styles: str, title: str, form: tuple[str, str]) -> bytes:
    """Return the .docx: same input, same bytes. `form` is (NĐ 30 type, form id), kept as custom properties."""
    parts = {
        "[Content_Types].xml": _content_types(), "_rels/.rels": _package_relations(),
        "docProps/app.xml": _app(), "docProps/core.xml": _core(title), "docProps/custom.xml": _custom(*form),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/document.xml": document, "word/styles.xml": styles, "word/settings.xml": _settings(),
        "word/numbering.xml": _numbering(), "word/footnotes.xml": _footnotes(), "word/fontTable.xml": _fonts(),
        "word/header1.xml": _header(_PAGE_NUMBER), "word/header2.xml": _header(""),
    }  # fmt: skip
    return _zip(parts)


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            package.writestr(entry, parts[name].encode(), compresslevel=9)
    return out.getvalue()


def _content_types() -> str:
    defaults = ('<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>')  # fmt: skip
    words = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in _PARTS.items())
    kinds = {part: kind for part, (kind, _) in _PROPERTIES.items()}
    props = "".join(f'<Override PartName="/docProps/{part}.xml" ContentType="{kind}"/>' for part, kind in kinds.items())
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{words}{props}</Types>'


def _relations(rows: list[tuple[str, str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for id, kind, target in rows)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _package_relations() -> str:
    props = [(f"rId{n}", kind, f"docProps/{part}.xml") for n, (part, (_, kind)) in enumerate(_PROPERTIES.items(), 2)]
    return _relations([("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"), *props])


def _document_relations() -> str:
    parts = [part for part in _PARTS if part != "document"]
    rows = [(RELATIONS.get(p, f"rId{n}"), f"{_OFFICE}/{p.rstrip('12')}", f"{p}.xml") for n, p in enumerate(parts, 1)]
    return _relations(rows)


def _core(title: str) -> str:
    names = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    inside = f"<dc:title>{escape(title)}</dc:title><dc:language>vi-VN</dc:language>"
    return f"{DECLARATION}<cp:coreProperties {names}>{inside}</cp:coreProperties>"


def _app() -> str:
    space = _OFFICE.replace("relationships", "extended-properties")
    return f'{DECLARATION}<Properties xmlns="{space}"><Application>sedp-docs</Application></Properties>'


def _custom(kind: str, form: str) -> str:
    space, values = _OFFICE.replace("relationships", "custom-properties"), _OFFICE.replace("relationships", "docPropsVTypes")
    inside = "".join(
        f'<property fmtid="{_CUSTOM_ID}" pid="{pid}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate((("sedp.loai", kind), ("sedp.mau", form)), 2)
    )
    return f'{DECLARATION}<Properties xmlns="{space}" xmlns:vt="{values}">{inside}</Properties>'


def _settings() -> str:
    notes = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    uri = "http://schemas.microsoft.com/office/word"
    mode = f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
    return (f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>{notes}{mode}'
            '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>')  # fmt: skip


def _fonts() -> str:
    kind = '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
    font = f'<w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>{kind}</w:font>'
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{font}</w:fonts>"


def _footnotes() -> str:
    marks = ((-1, "separator"), (0, "continuationSeparator"))
    spacing = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    inside = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id}"><w:p>{spacing}<w:r><w:{kind}/></w:r></w:p></w:footnote>' for id, kind in marks
    )
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{inside}</w:footnotes>"


def _header(content: str) -> str:
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{paragraph('Header', content)}</w:hdr>"


_PAGE_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _level(n: int, kind: tuple[str, str], style: str) -> str:
    fmt, mark = kind
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    indent = f'<w:pPr><w:ind w:left="0" w:firstLine="{twips(FIRST_LINE_MM)}"/></w:pPr>'
    look = f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/></w:rPr>'
    return (f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{named}<w:suff w:val="space"/>'
            f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>{indent}{look}</w:lvl>')  # fmt: skip


_BULLETS = (("bullet", "-"), ("bullet", "+"), ("bullet", "•"))
_ORDERED = (("decimal", "(%1)"), ("lowerLetter", "%2)"), ("bullet", "-"))


def _numbering() -> str:
    bullets = "".join(_level(n, kind, f"ListBullet{n + 1 if n else ''}") for n, kind in enumerate(_BULLETS))
    ordered = "".join(_level(n, kind, "" if n else "ListNumber") for n, kind in enumerate(_ORDERED))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for n, levels in enumerate((bullets, ordered))
    )
    numbers = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(2))
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{lists}{numbers}</w:numbering>"
