"""Word files with a text in any place that a template has: where tags are filled, and where they must stay dead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.docx_builder import OFFICE, ROOTS, WORD, R, W, docx, p, table, zipped

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_EXTENSIONS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


def package(body: str, part: str, kind: str, relation: str, content: str) -> bytes:
    """Return a .docx with one more part (name, content type, relation type, XML), related as Word relates it."""
    source = "" if part.startswith("docProps/") else "word/"
    other = f'<Relationship Id="rId9" Type="{relation}" Target="{part.removeprefix(source)}"/>'
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    overrides = (
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
    )
    return zipped({
        "[Content_Types].xml": f"{_TYPES}{_EXTENSIONS}{overrides}</Types>",
        "_rels/.rels": f"{_RELATIONS}{main}{other if not source else ''}</Relationships>",
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f"{_RELATIONS}{other if source else ''}</Relationships>",
        part: content,
    })  # fmt: skip


def _notes(kind: str, text: str) -> bytes:
    root = f"{kind}s"
    note = f'<w:{root} {W}><w:{kind} w:id="1">{p(text)}</w:{kind}></w:{root}>'
    return package(p("thân"), f"word/{root}.xml", f"{WORD}.{root}+xml", f"{OFFICE}/{root}", note)


def _comment(text: str) -> bytes:
    marked = '<w:commentRangeStart w:id="1"/>' + p("thân") + '<w:commentRangeEnd w:id="1"/>'
    content = f'<w:comments {W}><w:comment w:id="1" w:author="Lan">{p(text)}</w:comment></w:comments>'
    return package(marked, "word/comments.xml", f"{WORD}.comments+xml", f"{OFFICE}/comments", content)


def _core(text: str) -> bytes:
    spaces = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    relation = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    content = f"<cp:coreProperties {spaces}><dc:title>{text}</dc:title></cp:coreProperties>"
    return package(
        p("thân"), "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", relation, content
    )


def _custom(text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    value = (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="a"><vt:lpwstr>{text}</vt:lpwstr></property>'
    )
    content = f'<Properties xmlns="{space}" xmlns:vt="{types}">{value}</Properties>'
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    return package(p("thân"), "docProps/custom.xml", kind, f"{OFFICE}/custom-properties", content)


def _chart(text: str) -> bytes:
    title = f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    content = f"<c:chartSpace {C} {A}><c:chart>{title}</c:chart></c:chartSpace>"
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    return package(p("thân"), "word/charts/chart1.xml", kind, f"{OFFICE}/chart", content)


def _text_box(text: str) -> bytes:
    box = f"<w:pict><v:shape {V}><v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return docx(p("thân") + f"<w:p><w:r>{box}</w:r></w:p>")


FILLED: Mapping[str, Callable[[str], bytes]] = {
    "body": lambda text: docx(p("thân") + p(text)),
    "split over runs": lambda text: docx(p(*(text[n : n + 7] for n in range(0, len(text), 7)) if "&" not in text else (text,))),
    "cell": lambda text: docx(table(("a", "b"), ("c", text))),
    "header": lambda text: docx(p("thân"), header=p(text)),
    "footer": lambda text: docx(p("thân"), footer=p(text)),
    "footnote": lambda text: _notes("footnote", text),
    "endnote": lambda text: _notes("endnote", text),
    "text box": _text_box,
    "content control": lambda text: docx(f"<w:sdt><w:sdtPr/><w:sdtContent>{p(text)}</w:sdtContent></w:sdt>"),
    "insertion": lambda text: docx(f'<w:p><w:ins w:id="1" w:author="Lan"><w:r><w:t>{text}</w:t></w:r></w:ins></w:p>'),
}
"""Places where tags are filled, so that an evil one is refused."""

PARTS = {
    "header": "word/header.xml", "footer": "word/footer.xml", "footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml",
}  # fmt: skip
"""Where the message must say that it is; elsewhere word/document.xml."""

DEAD: Mapping[str, Callable[[str], bytes]] = {"core property": _core, "custom property": _custom, "chart title": _chart}
"""Places that are never filled: a tag there is refused, since it would be printed as it is."""

DROPPED: Mapping[str, Callable[[str], bytes]] = {"comment": _comment}
"""What does not come to the paper at all."""

assert set(PARTS) <= set(FILLED)
assert ROOTS["header"] == "hdr"
