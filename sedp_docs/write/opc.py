"""The parts of a Word package that list other parts: content types and relations, as text that can grow."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from lxml import etree

from sedp_docs.write.parts import Part, Relation
from sedp_docs.write.xml import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def parsed(xml: bytes) -> etree._Element:
    """Parse a part that went through the preflight."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def relations_part(source: str) -> str:
    """Return the name of the part that holds the relations of `source` ("" is the package)."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def content_types(xml: bytes) -> dict[str, str]:
    """Return the content type of every part named in `[Content_Types].xml`; defaults stand under ".extension"."""
    found = {}
    for element in parsed(xml):
        name = element.get("PartName", "").lstrip("/") or "." + element.get("Extension", "").lower()
        found[name] = element.get("ContentType", "")
    return found


def content_types_xml(types: dict[str, str]) -> str:
    """Return `[Content_Types].xml`."""
    lines = [
        f'<Default Extension="{escape(name[1:])}" ContentType="{escape(kind)}"/>' if name.startswith(".")
        else f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>'
        for name, kind in types.items()
    ]  # fmt: skip
    return f'{DECLARATION}<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'


def with_content_types(xml: str, parts: Iterable[Part]) -> str:
    """Return our `[Content_Types].xml` with the parts added."""
    lines = [f'<Override PartName="/{escape(part.name)}" ContentType="{escape(part.content_type)}"/>' for part in parts]
    return xml.replace("</Types>", "".join(lines) + "</Types>")


def relations_xml(xml: bytes) -> str:
    """Return a part of relations (or none: b"") written our way, so that it can grow."""
    elements = parsed(xml) if xml else ()
    attributes = [[f'{key!s}="{escape(str(value))}"' for key, value in e.items()] for e in elements]
    lines = [f"<Relationship {' '.join(attribute)}/>" for attribute in attributes]
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'


def with_relations(xml: str, relations: Iterable[Relation]) -> str:
    """Return our part of relations with some added."""
    lines = [f'<Relationship Id="{r.id}" Type="{escape(r.type)}" Target="{escape(r.target)}"/>' for r in relations]
    return xml.replace("</Relationships>", "".join(lines) + "</Relationships>")


def core_xml(title: str, creator: str, day: str) -> str:
    """Return `docProps/core.xml`: the document's title, its organ and its day ("2024-12-05") as both dates."""
    stamp = f'xsi:type="dcterms:W3CDTF">{day}T00:00:00Z'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator><dc:language>vi-VN</dc:language>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified></cp:coreProperties>"
    )
