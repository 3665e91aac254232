"""What a Word file remembers beside its text: tracked changes are accepted, comments and editing marks taken out."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = (W + "del", W + "moveFrom")
_COME = (W + "ins", W + "moveTo")
_CHANGES = ("rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange", "sectPrChange")
_MARKS = (
    *_CHANGES, "numberingChange", "cellIns", "cellMerge", "delText", "delInstrText", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "proofErr", "permStart", "permEnd",
    "lastRenderedPageBreak",
)  # fmt: skip
_PROPERTIES = (W + "rPr", W + "trPr", W + "numPr", W + "tcPr")


def accept(root: etree._Element) -> None:
    """Leave in a part what Word shows after "Accept All Changes" and without comments."""
    _drop_rows(root)
    _drop_cells(root)
    ended = [_above(mark, W + "p") for mark in root.iter(*_GONE) if _ends_paragraph(mark)]
    _drop_runs(root)
    for paragraph in reversed(ended):
        _join_next(paragraph)
    for element in list(root.iter(*(W + name for name in _MARKS))):
        remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out of its parent, and the run around it when nothing else is in it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag == W + "r" and all(child.tag == W + "rPr" for child in parent):
        remove(parent)


def unwrap(element: etree._Element, content: etree._Element | None = None) -> None:
    """Put the children of an element (or of its `content`) in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element if content is None else content)


def _ends_paragraph(mark: etree._Element) -> bool:
    look = mark.getparent()
    return look is not None and look.tag == W + "rPr" and _tag_above(look) == W + "pPr"


def _tag_above(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _drop_rows(root: etree._Element) -> None:
    for mark in [mark for mark in root.iter(*_GONE) if _tag_above(mark) == W + "trPr"]:
        _drop_from(_above(mark, W + "tr"), W + "tbl", W + "tr")


def _drop_cells(root: etree._Element) -> None:
    for mark in list(root.iter(W + "cellDel")):
        _drop_from(_above(mark, W + "tc"), W + "tr", W + "tc")


def _drop_from(part: etree._Element | None, whole: str, kind: str) -> None:
    """Take a row out of its table, or a cell out of its row; the last one takes the whole with it."""
    around = None if part is None else _above(part, whole)
    if part is None or around is None:
        return
    remove(part)
    if around.find(f".//{kind}") is None:
        _drop_whole(around)


def _drop_whole(around: etree._Element) -> None:
    if around.tag == W + "tr":
        _drop_from(around, W + "tbl", W + "tr")
        return
    cell = around.getparent()
    remove(around)
    if cell is not None and cell.tag == W + "tc" and cell.find(W + "p") is None:
        etree.SubElement(cell, W + "p")


def _above(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _drop_runs(root: etree._Element) -> None:
    for element in list(root.iter(*_GONE)):
        remove(element)
    for element in list(root.iter(*_COME)):
        if _tag_above(element) in _PROPERTIES:
            remove(element)
        else:
            unwrap(element)


def _join_next(paragraph: etree._Element | None) -> None:
    """Join a paragraph whose end was deleted with the next one, whose look counts; drop it if nothing is left of it."""
    if paragraph is None or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    rest = [child for child in paragraph if child.tag != W + "pPr"]
    following = next(paragraph.itersiblings(W + "p", W + "tbl", W + "sectPr"), None)
    joins = following is not None and following.tag == W + "p"
    if following is not None and joins:
        look = following.find(W + "pPr")
        at = 0 if look is None else 1
        following[at:at] = rest
    parent = paragraph.getparent()
    if parent is not None and (joins or (not rest and len(parent.findall(W + "p")) > 1)):
        parent.remove(paragraph)
