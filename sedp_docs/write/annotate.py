"""Findings as Word comments in a copy of a document; everything else of the document stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from sedp_docs.write import opc
from sedp_docs.write.pack import CONTENT_TYPES, deflated, unzipped, zipped
from sedp_docs.write.parts import DOCUMENT, OFFICE, Relation

COMMENTS = "word/comments.xml"
AUTHOR, INITIALS = "sedp-docs", "SD"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: its text, and the number of its paragraph among all `w:p` of word/document.xml (None: the first one)."""

    text: str
    paragraph: int | None = None


def annotated(content: bytes, notes: Sequence[Note]) -> bytes:
    """Return a .docx with the notes as comments by "sedp-docs"; same input, same bytes.

    Args:
        content: a .docx that went through the preflight.
        notes: comments, each at its paragraph; comments that are there already are kept.
    """
    parts = unzipped(content)
    root = opc.parsed(parts[DOCUMENT])
    comments = opc.parsed(parts[COMMENTS]) if COMMENTS in parts else etree.Element(_W + "comments", nsmap={"w": _NAMESPACE})
    first = 1 + max((int(each.get(_W + "id") or 0) for each in comments), default=-1)
    paragraphs = list(root.iter(_W + "p"))
    for number, note in enumerate(notes, first):
        comments.append(_comment(number, note.text))
        if paragraphs:
            _mark(paragraphs[note.paragraph or 0], number)
    if COMMENTS not in parts:
        _register(parts)
    parts[DOCUMENT], parts[COMMENTS] = _xml(root), _xml(comments)
    return zipped(deflated(name, part) for name, part in parts.items())


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _comment(number: int, text: str) -> etree._Element:
    comment = etree.Element(_W + "comment", {_W + "id": str(number), _W + "author": AUTHOR, _W + "initials": INITIALS})
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, _W + "p"), _W + "r")
        words = etree.SubElement(run, _W + "t", {_SPACE: "preserve"})
        words.text = line
    return comment


def _mark(paragraph: etree._Element, number: int) -> None:
    """Put the range of a comment around the content of a paragraph."""
    at = 1 if len(paragraph) and paragraph[0].tag == _W + "pPr" else 0
    id = {_W + "id": str(number)}
    paragraph.insert(at, etree.Element(_W + "commentRangeStart", id))
    etree.SubElement(paragraph, _W + "commentRangeEnd", id)
    etree.SubElement(etree.SubElement(paragraph, _W + "r"), _W + "commentReference", id)


def _register(parts: dict[str, bytes]) -> None:
    types = opc.content_types(parts[CONTENT_TYPES])
    types[COMMENTS] = _TYPE
    parts[CONTENT_TYPES] = opc.content_types_xml(types).encode()
    relations = opc.relations_part(DOCUMENT)
    relation = Relation("rIdSedpComments", f"{OFFICE}/comments", "comments.xml")
    parts[relations] = opc.with_relations(opc.relations_xml(parts.get(relations, b"")), [relation]).encode()
