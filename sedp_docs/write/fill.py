"""Fill a prepared template: render its text parts, merge what prose and charts add, check, zip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from sedp_docs.problems import TemplateError, placed
from sedp_docs.prose import MISSING_OPEN
from sedp_docs.text import did_you_mean
from sedp_docs.write import opc, sandbox
from sedp_docs.write.pack import CONTENT_TYPES, Entry, deflated, zipped
from sedp_docs.write.parts import DOCUMENT, Parts
from sedp_docs.write.template import FOOTNOTES, NUMBERING, RELATIONS, Rendered, Template, TextPart, reason, template_error
from sedp_docs.write.verify import all_blocks, all_texts, encoded, read_back
from sedp_docs.write.xml import highlight_missing

_DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")(\d{1,4})(?=")')
"""Of the template's own drawings; those of prose and charts have numbers above."""
_NUMBERING_END = re.compile(r"<w:numIdMacAtCleanup|</w:numbering>")


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file's own properties say: title, organ and day ("2024-12-05"); never the clock."""

    title: str = ""
    creator: str = ""
    day: str = "2000-01-01"


@dataclass
class _Package:
    """The document in the making: parts that differ from the template's."""

    template: Template
    entries: dict[str, Entry] = field(default_factory=dict)
    text: dict[str, Rendered] = field(default_factory=dict)

    def source(self, part: str) -> str:
        """Return the text of a part that can grow."""
        found = self.text[part].xml if part in self.text else self.template.growing.get(part)
        if found is None:
            raise TemplateError(
                f"mẫu {self.template.name} thiếu phần {part}", "lấy lại mẫu gốc của sedp-docs rồi sửa", id="TPL-05"
            )
        return found

    def grow(self, part: str, xml: str) -> None:
        """Put the grown text of a part in place of its source."""
        self.text[part] = replace(self.text.get(part, _NOTHING), xml=xml)


_NOTHING = Rendered("")


def parts_for(template: Template) -> Parts:
    """Return the collector for a document of this template, with its free numbers."""
    return Parts(template.next_footnote, template.next_list, next_drawing=100_001)


def fill(template: Template, context: Mapping[str, Any], parts: Parts, properties: Properties) -> bytes:
    """Return the .docx: the same arguments give the same bytes.

    Args:
        template: from `template.prepare`.
        context: plain data under the names that the tags use.
        parts: what the blocks and charts in `context` refer to.
        properties: title, organ and day for the file's properties.

    Raises:
        TemplateError: a tag that fails, or a name that is not in `context`, with its paragraph.
        OutputError: the result is not well-formed, or a printed value is not in its text.
    """
    data = sandbox.admitted(context)
    _known(template, data)
    package = _Package(template)
    with placed(template.name):
        for part in template.text:
            package.text[part.name] = _rendered(part, data, template.name)
        _merge(package, parts)
        for name, rendered in package.text.items():
            package.entries[name] = _checked(name, rendered, bool(parts.parts))
    core = opc.core_xml(properties.title, properties.creator, properties.day)
    package.entries[opc.CORE] = deflated(opc.CORE, core.encode())
    return zipped((dict(template.fixed) | package.entries).values())


def _known(template: Template, data: Mapping[str, Any]) -> None:
    for part in template.text:
        unknown = sorted(part.names.keys() - data.keys())
        if unknown:
            said = "; ".join(", ".join(filter(None, (f"“{name}”", did_you_mean(name, data)))) for name in unknown)
            raise template_error(template.name, part.name, part.first_use(unknown[0]), f"không có trường {said}")


def _rendered(part: TextPart, data: Mapping[str, Any], name: str) -> Rendered:
    try:
        rendered = part.render(data)
    except Exception as error:  # whatever an expression of the template does wrong is the template's fault
        raise template_error(name, part.name, part.paragraph(error), reason(error)) from error
    xml = rendered.xml
    if part.repeats_drawings:
        numbers = count(1)
        xml = _DRAWING_ID.sub(lambda found: f"{found.group(1)}{next(numbers)}", xml)
    if MISSING_OPEN in "".join(rendered.texts) or MISSING_OPEN in "".join(rendered.blocks):
        xml = highlight_missing(xml)
    return replace(rendered, xml=xml)


def _checked(name: str, rendered: Rendered, has_drawings: bool) -> Entry:
    content = encoded(rendered.xml, name)
    all_texts(read_back(content, name, prefixes=has_drawings), rendered.texts, name)
    all_blocks(rendered.xml, rendered.blocks, name)
    return deflated(name, content)


def _merge(package: _Package, parts: Parts) -> None:
    if parts.footnotes:
        notes = "".join(map(_footnote, parts.footnotes, parts.footnotes.values()))
        package.grow(FOOTNOTES, package.source(FOOTNOTES).replace("</w:footnotes>", notes + "</w:footnotes>"))
    if parts.lists:
        package.grow(NUMBERING, _numbered(package, parts.lists))
    for part in parts.parts.values():
        package.entries[part.name] = deflated(part.name, part.content)
    if parts.parts:
        types = opc.with_content_types(package.source(CONTENT_TYPES), parts.parts.values())
        package.entries[CONTENT_TYPES] = deflated(CONTENT_TYPES, types.encode())
    for source, relations in parts.relations.items():
        name = opc.relations_part(source)
        before = package.template.growing[RELATIONS] if source == DOCUMENT else opc.relations_xml(b"")
        package.entries[name] = deflated(name, opc.with_relations(before, relations).encode())


def _footnote(number: int, runs: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
    )


def _numbered(package: _Package, lists: Iterable[int]) -> str:
    if not package.template.ordered:
        raise TemplateError(
            f"mẫu {package.template.name} thiếu kiểu đoạn ListNumber có đánh số",
            "lấy lại mẫu gốc của sedp-docs rồi sửa",
            id="TPL-05",
        )
    restart = "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>' for n in range(3))
    kind = f'<w:abstractNumId w:val="{package.template.ordered}"/>'
    numbers = "".join(f'<w:num w:numId="{n}">{kind}{restart}</w:num>' for n in lists)
    source = package.source(NUMBERING)
    end = _NUMBERING_END.search(source)
    at = end.start() if end else len(source)
    return source[:at] + numbers + source[at:]
