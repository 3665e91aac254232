"""`thuyet-minh.docx`: the prescribed headings of a plan with its prose below them, to be written on in Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from sedp_docs.catalog import Catalog, Outline
from sedp_docs.model import Plan, Prose
from sedp_docs.problems import OutputError
from sedp_docs.prose import Block, Image, Paragraph, Run, parse
from sedp_docs.prose.cite import kept
from sedp_docs.report import proseform
from sedp_docs.revisions import W
from sedp_docs.text import did_you_mean, lower_first
from sedp_docs.write import opc
from sedp_docs.write.blocks import to_xml
from sedp_docs.write.fill import Properties, fill, parts_for
from sedp_docs.write.pack import deflated, unzipped, zipped
from sedp_docs.write.parts import DOCUMENT, OFFICE, Parts
from sedp_docs.write.template import prepare
from sedp_docs.write.xml import Xml, escape, text_xml

CUSTOM = "docProps/custom.xml"
_STYLES = "word/styles.xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_HINT_STYLE = (
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{proseform.HINT_STYLE_ID}">'
    f'<w:name w:val="{proseform.HINT_STYLE}"/>'
    '<w:basedOn w:val="BodyText"/><w:next w:val="BodyText"/><w:qFormat/>'
    '<w:rPr><w:i/><w:iCs/><w:color w:val="767676"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>'
)
_JUSTIFIED = b'<w:jc w:val="both"/>', b'<w:jc w:val="left"/>'
"""Long codes in braces would tear justified lines apart."""


def prose_docx(plan: Plan, catalog: Catalog, template: bytes, document: str = proseform.MAIN) -> bytes:
    """Return the Word file; the same arguments give the same bytes.

    Args:
        plan: whose prose of `document` is written, as real lists, tables and footnotes; citations and pictures stay as
            they are typed, "{ma.kh_sau}" and "![chú thích](hinh.png)".
        catalog: with the outline of the plan's level.
        template: our template of the document, which lends page, styles and lists (NĐ 30).
        document: the document's id.

    Raises:
        OutputError: the level has no outline, or no such document.
    """
    if catalog.level.outline is None:
        raise OutputError("cấp này chưa có đề cương thuyết minh", "bỏ --prose")
    if document not in catalog.forms:
        hint = did_you_mean(document, catalog.forms) or f"các tài liệu có: {', '.join(catalog.forms)}"
        raise OutputError(f"không có tài liệu “{document}”", hint)
    prepared = prepare(_blank(template, plan, document), proseform.FILE)
    parts = parts_for(prepared)
    title = [f"Thuyết minh {lower_first(catalog.forms[document].title)}", f"năm {plan.plan_year} {plan.unit.full_name}"]
    head = _paragraph("Title", "\n".join(title).upper()) + _paragraph(proseform.HINT_STYLE_ID, proseform.INTRODUCTION)
    body = Xml("".join([head, *_sections(plan, catalog.level.outline, document, parts)]))
    return fill(prepared, {"noi_dung": body}, parts, Properties(" ".join(title), plan.unit.full_name))


def _blank(template: bytes, plan: Plan, document: str) -> bytes:
    """Return our template with nothing in it but one tag, the style of hints and the properties of this plan."""
    parts = unzipped(template)
    parts[DOCUMENT] = _document(parts[DOCUMENT])
    ragged = parts[_STYLES].replace(*_JUSTIFIED)
    parts[_STYLES] = ragged.replace(b"</w:styles>", _HINT_STYLE.encode() + b"</w:styles>")
    parts[CUSTOM] = _properties(plan, document)
    return zipped(deflated(name, content) for name, content in parts.items())


def _document(xml: bytes) -> bytes:
    """Return the document with one tag, on pages like the first ones of the template."""
    root = opc.parsed(xml)
    body = root[0]
    page = next(root.iter(W + "sectPr"))
    for child in list(body):
        body.remove(child)
    body.append(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{{{{p noi_dung }}}}</w:t></w:r></w:p>'))
    body.append(page)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _properties(plan: Plan, document: str) -> bytes:
    values = {
        proseform.UNIT: proseform.unit_of(plan), proseform.YEAR: str(plan.plan_year), proseform.DOCUMENT: document,
    }  # fmt: skip
    inside = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{pid}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    space, types = (OFFICE.replace("relationships", name) for name in ("custom-properties", "docPropsVTypes"))
    return f'{opc.DECLARATION}<Properties xmlns="{space}" xmlns:vt="{types}">{inside}</Properties>'.encode()


def _sections(plan: Plan, outline: Outline, document: str, parts: Parts) -> Iterator[str]:
    written = plan.prose.get(document, {})
    for key, depth, section in proseform.outline_of(plan, outline).walk():
        yield _paragraph(f"Heading{depth + 1}", "\n".join(proseform.heading_lines(depth, section)))
        prose = written.get(key, Prose())
        if not section.sections:
            yield _paragraph(proseform.HINT_STYLE_ID, proseform.DRAFTED if prose.drafted else proseform.WRITE)
        text = parse(kept("\n\n".join(prose.paragraphs)))
        yield to_xml(replace(text, blocks=tuple(_typed(block) for block in text.blocks)), parts, {})
        if not section.sections and not text.blocks:
            yield _paragraph("BodyText", "")


def _typed(block: Block) -> Block:
    """Return a picture as the line that names it: its file stays beside the plan."""
    return Paragraph((Run(f"![{block.caption}]({block.name})"),)) if isinstance(block, Image) else block


def _paragraph(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{text_xml(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'
