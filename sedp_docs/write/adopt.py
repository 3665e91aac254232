"""A template that others saved, fitted to what prose and charts refer to: style ids by the styles' names, missing parts.

Word and LibreOffice give styles new ids on saving ("BodyText" comes back as "TextBody" or "ThnVnban") and leave out parts
that nothing uses yet; the names stay. What is missing altogether is taken from our own template of the same document.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from sedp_docs.problems import Location, TemplateError
from sedp_docs.revisions import W
from sedp_docs.write import opc
from sedp_docs.write.parts import DOCUMENT, OFFICE, Relation

STYLES, NUMBERING, FOOTNOTES = "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"
NEEDED = (
    "BodyText", "ListBullet", "ListBullet2", "ListBullet3", "ListNumber", "TableGrid", "TableText", "TableHead", "Caption",
    "Figure", "Note", "RuleLine", "FootnoteText", "FootnoteReference",
)  # fmt: skip
"""Ids of the styles that prose, charts and rule lines use."""

_REFERENCES = tuple(
    W + name
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink", "defaultTableStyle")
)
_NOTES = re.compile(r"word/(?:comments\w*|people)\.xml")
_ID, _VAL = W + "styleId", W + "val"
_Element = etree._Element


def without_comments(parts: dict[str, bytes], types: dict[str, str]) -> None:
    """Take the parts of comments out of a package; `revisions.accept` takes out what pointed to them."""
    for name in [name for name in parts if _NOTES.fullmatch(name)]:
        del parts[name]
        types.pop(name, None)
    relations = opc.relations_part(DOCUMENT)
    root = opc.parsed(parts[relations]) if relations in parts else None
    if root is not None:
        for relation in [relation for relation in root if _NOTES.fullmatch(f"word/{relation.get('Target', '')}")]:
            root.remove(relation)
        parts[relations] = etree.tostring(root)
    settings = parts.get("word/settings.xml")
    if settings is not None:
        parts["word/settings.xml"] = re.sub(rb"<w:trackRevisions(?: [^>]*)?/>", b"", settings)


def adopt(parts: dict[str, bytes], types: dict[str, str], own: Mapping[str, bytes], name: str) -> list[str]:
    """Give a package the styles and parts that documents of ours need; return the names of the styles taken from `own`.

    Args:
        parts: the package, changed in place; its content types are `types`.
        types: as from `opc.content_types`, changed in place.
        own: the parts of our own template of the same document, or nothing.
        name: how messages call the template.

    Raises:
        TemplateError: a style is missing and `own` has none.
    """
    for part, kind in ((STYLES, "styles"), (NUMBERING, "numbering"), (FOOTNOTES, "footnotes")):
        if part not in parts and part in own:
            _add_part(parts, types, part, kind, own[part])
    wanted = _styles(opc.parsed(own[STYLES])) if STYLES in own else {}
    if STYLES in parts and wanted:
        _rename(parts, types, wanted)
    adopted = _complete(parts, own, wanted, name)
    _link_levels(parts)
    return adopted


def _add_part(parts: dict[str, bytes], types: dict[str, str], part: str, kind: str, content: bytes) -> None:
    parts[part] = content
    types[part] = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    relations = opc.relations_part(DOCUMENT)
    relation = Relation(f"rIdSedp{kind.capitalize()}", f"{OFFICE}/{kind}", f"{kind}.xml")
    parts[relations] = opc.with_relations(opc.relations_xml(parts.get(relations, b"")), [relation]).encode()


def _styles(root: _Element) -> dict[str, _Element]:
    return {style.get(_ID, ""): style for style in root.iter(W + "style")}


def _name(style: _Element) -> str:
    found = style.find(W + "name")
    return "" if found is None else found.get(_VAL, "")


def _rename(parts: dict[str, bytes], types: Mapping[str, str], wanted: Mapping[str, _Element]) -> None:
    """Give the needed styles our ids, wherever they are named."""
    new_ids = _new_ids(opc.parsed(parts[STYLES]), wanted)
    if not new_ids:
        return
    for part in parts:
        if types.get(part, "").startswith("application/vnd.openxmlformats-officedocument.wordprocessingml."):
            parts[part] = _renamed(parts[part], new_ids)


def _new_ids(root: _Element, wanted: Mapping[str, _Element]) -> dict[str, str]:
    found = _styles(root)
    new_ids: dict[str, str] = {}
    for id in NEEDED:
        same = _same_style(found, wanted[id]) if id in wanted else ""
        if same and same != id:
            new_ids[same] = id
    taken = [id for id in new_ids.values() if id in found and id not in new_ids]
    return new_ids | {id: f"{id}Khac" for id in taken}


def _same_style(found: Mapping[str, _Element], wanted: _Element) -> str:
    """Return the id of the style with the name of `wanted`: letter for letter, else but for the case."""
    name, kind = _name(wanted), wanted.get(W + "type")
    named = {_name(style): id for id, style in found.items() if style.get(W + "type") == kind}
    loose = {each.casefold(): id for each, id in named.items()}
    return named.get(name) or loose.get(name.casefold(), "")


def _renamed(xml: bytes, new_ids: Mapping[str, str]) -> bytes:
    root = opc.parsed(xml)
    for element in root.iter(*_REFERENCES):
        element.set(_VAL, new_ids.get(element.get(_VAL, ""), element.get(_VAL, "")))
    for style in root.iter(W + "style"):
        style.set(_ID, new_ids.get(style.get(_ID, ""), style.get(_ID, "")))
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _complete(parts: dict[str, bytes], own: Mapping[str, bytes], wanted: Mapping[str, _Element], name: str) -> list[str]:
    """Add the needed styles that are not there, with those that they build on."""
    root = opc.parsed(parts[STYLES]) if STYLES in parts else None
    found = {} if root is None else _styles(root)
    missing = [id for id in NEEDED if id not in found]
    absent = [id for id in missing if id not in wanted]
    if absent or root is None:
        raise TemplateError(
            f"mẫu thiếu kiểu đoạn (style) {', '.join(absent or NEEDED)}", "xuất lại mẫu gốc bằng lệnh templates export rồi sửa",
            Location(name), "TPL-05",
        )  # fmt: skip
    lists = _Lists(parts, own)
    for id in dict.fromkeys(base for each in missing for base in _with_bases(each, wanted)):
        if id not in found:
            style = copy.deepcopy(wanted[id])
            lists.fit(style)
            root.append(style)
    if missing:
        parts[STYLES] = etree.tostring(root, encoding="UTF-8", standalone=True)
        lists.save()
    return [_name(wanted[id]) for id in missing]


def _with_bases(id: str, wanted: Mapping[str, _Element]) -> Iterator[str]:
    seen: set[str] = set()
    while id in wanted and id not in seen:
        seen.add(id)
        yield id
        base = wanted[id].find(W + "basedOn")
        id = "" if base is None else base.get(_VAL, "")


class _Lists:
    """Brings the list behind an adopted style ("List Number") from our numbering into the template's."""

    def __init__(self, parts: dict[str, bytes], own: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.own = opc.parsed(own[NUMBERING]) if NUMBERING in own else None
        self.root = opc.parsed(parts[NUMBERING]) if NUMBERING in parts else None

    def fit(self, style: _Element) -> None:
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is None or self.root is None or self.own is None or parts_equal(self.root, self.own):
            return
        num = _find(self.own, "num", "numId", number.get(_VAL, ""))
        link = None if num is None else num.find(W + "abstractNumId")
        list_ = None if link is None else _find(self.own, "abstractNum", "abstractNumId", link.get(_VAL, ""))
        if list_ is not None:
            number.set(_VAL, self._add(copy.deepcopy(list_)))

    def _add(self, list_: _Element) -> str:
        assert self.root is not None
        kind, id = _free(self.root, "abstractNum", "abstractNumId"), _free(self.root, "num", "numId")
        list_.set(W + "abstractNumId", kind)
        for name in ("nsid", "tmpl"):
            for element in list_.findall(W + name):
                list_.remove(element)
        self.root.insert(len(self.root.findall(W + "numPicBullet")) + len(self.root.findall(W + "abstractNum")), list_)
        num = etree.Element(W + "num", {W + "numId": id})
        etree.SubElement(num, W + "abstractNumId", {_VAL: kind})
        self.root.insert(1 + max(i for i, e in enumerate(self.root) if e.tag in (W + "num", W + "abstractNum")), num)
        return id

    def save(self) -> None:
        if self.root is not None:
            self.parts[NUMBERING] = etree.tostring(self.root, encoding="UTF-8", standalone=True)


def _link_levels(parts: dict[str, bytes]) -> None:
    """Tell each level of a list which style it belongs to, as Word wants it; LibreOffice writes that into the style only."""
    if NUMBERING not in parts:
        return
    root, styles = opc.parsed(parts[NUMBERING]), _styles(opc.parsed(parts[STYLES]))
    linked = {element.get(_VAL, "") for element in root.iter(W + "pStyle")}
    waiting = [id for id in NEEDED if id.startswith("List") and id not in linked]
    linked_now = [id for id in waiting if _link_level(root, styles[id])]
    if linked_now:
        parts[NUMBERING] = etree.tostring(root, encoding="UTF-8", standalone=True)


def _link_level(root: _Element, style: _Element) -> bool:
    number, depth = style.find(f"{W}pPr/{W}numPr/{W}numId"), style.find(f"{W}pPr/{W}numPr/{W}ilvl")
    num = None if number is None else _find(root, "num", "numId", number.get(_VAL, ""))
    kind = None if num is None else num.find(W + "abstractNumId")
    list_ = None if kind is None else _find(root, "abstractNum", "abstractNumId", kind.get(_VAL, ""))
    level = None if list_ is None else _find(list_, "lvl", "ilvl", "0" if depth is None else depth.get(_VAL, "0"))
    if level is None or level.find(W + "pStyle") is not None:
        return False
    before = [i for i, child in enumerate(level, 1) if child.tag in (W + "start", W + "numFmt", W + "lvlRestart")]
    level.insert(max(before, default=0), etree.Element(W + "pStyle", {_VAL: style.get(_ID, "")}))
    return True


def parts_equal(one: _Element, other: _Element) -> bool:
    """Tell whether two parts say the same (ours was taken over whole)."""
    return etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n")


def _find(root: _Element, tag: str, attribute: str, value: str) -> _Element | None:
    return next((e for e in root.iter(W + tag) if e.get(W + attribute) == value), None)


def _free(root: _Element, tag: str, attribute: str) -> str:
    return str(1 + max((int(e.get(W + attribute) or 0) for e in root.iter(W + tag)), default=0))
