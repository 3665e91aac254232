"""Tags as people leave them in Word and LibreOffice, made whole: one tag, one run, plain quotes, dashes and spaces.

Works on a part before docxtpl's `patch_xml` sees it. Only the inside of tags changes, and there only what stands outside of
quoted texts; a tag takes the look of the run that it begins in, as with docxtpl.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from sedp_docs.report.language import clean_tag
from sedp_docs.revisions import W, accept, remove, unwrap

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INSIDE = rb"[^<>{}\xc2\xe2\xef]*"
"""No markup, and no character that autocorrection puts in (all those begin with one of these bytes)."""
_CLEAN_TAG = re.compile(rb"\{\{%b\}\}|\{%%%b%%\}|\{#%b#\}" % (_INSIDE, _INSIDE, _INSIDE))
_EDITED = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|smartTag|sdt|customXml|hyperlink|proofErr|perm\w+|comment\w+|\w+Change)[ />]"
)
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "\u00ad"}
_SECTION_BESIDE_TAG = re.compile(rb"<w:sectPr(?:(?!</w:p>).)*\{[{%#]p ", re.DOTALL)
_TAKES_PLACE = re.compile(r"\{[{%#]p\s")
_CODES = (W + "fldChar", W + "instrText")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPEN = re.compile(r"\{[{%#]")
_APART = re.compile(r"\{[^\S\n]+[{%#]")


class BrokenTagError(Exception):
    """A tag that cannot be made whole: why (Vietnamese), and the text of its paragraph."""

    def __init__(self, said: str, paragraph: str) -> None:
        super().__init__(said)
        self.paragraph = paragraph


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    text: str


def is_clean(xml: bytes) -> bool:
    """Tell whether a part needs nothing of this: no tracked change, each tag whole within one text, as in our templates."""
    if _EDITED.search(xml) or _SECTION_BESIDE_TAG.search(xml) or b"\0" in xml:
        return False
    rest = _CLEAN_TAG.sub(b"", xml)
    return b"{" not in rest and b"}" not in rest


def normalise(root: etree._Element) -> None:
    """Accept tracked changes in a part, then make its tags whole.

    Raises:
        BrokenTagError: a tag that is not closed in its paragraph, or whose braces stand apart.
    """
    accept(root)
    _unwrap(root)
    for paragraph in root.iter(W + "p"):
        _Paragraph(paragraph).mend()
    _keep_sections(root)


def _keep_sections(root: etree._Element) -> None:
    """Give the end of a section a paragraph of its own where the tag that it stands beside takes the paragraph's place.

    LibreOffice moves section ends into the paragraph before.
    """
    for section in list(root.iter(W + "sectPr")):
        properties = section.getparent()
        paragraph = None if properties is None or properties.tag != W + "pPr" else properties.getparent()
        if paragraph is not None and _TAKES_PLACE.search(_words(paragraph)):
            holder = etree.Element(W + "p")
            flat = etree.SubElement(holder, W + "pPr")
            zero = {W + "before": "0", W + "after": "0", W + "line": "20", W + "lineRule": "exact"}
            etree.SubElement(flat, W + "spacing", zero)
            flat.append(section)
            paragraph.addnext(holder)


def _unwrap(root: etree._Element) -> None:
    for element in list(root.iter(W + "smartTag", W + "customXml")):
        unwrap(element)
    for element in list(root.iter(W + "sdt")):
        if re.search(r"[{}]", _words(element)):
            content = element.find(W + "sdtContent")
            unwrap(element, content)
    for element in list(root.iter(W + "hyperlink", W + "fldSimple")):
        words = _words(element)
        if words.count("{") != words.count("}"):
            unwrap(element)
    for element in list(root.iter(W + "smartTagPr", W + "customXmlPr")):
        remove(element)


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


class _Paragraph:
    """The texts and signs of one paragraph in order, those of text boxes within it left out."""

    def __init__(self, paragraph: etree._Element) -> None:
        self.leaves = list(_leaves(paragraph))
        self.texts = [_text(leaf) for leaf in self.leaves]
        self.whole = "".join(self.texts)
        self.starts: list[int] = []
        at = 0
        for text in self.texts:
            self.starts.append(at)
            at += len(text)

    def mend(self) -> None:
        if "{" not in self.whole and "}" not in self.whole:
            return
        tags = list(self._tags())
        if not tags:
            return
        self._clear_fields(tags)
        for leaf, old, new in zip(self.leaves, self.texts, self._divided(tags), strict=True):
            if new != old:
                _write(leaf, new)

    def _tags(self) -> Iterator[_Tag]:
        """Yield the tags; what stands between them is looked at for pieces of tags."""
        done = 0
        while opening := _OPEN.search(self.whole, done):
            self._refuse_apart(done, opening.start())
            closing = self.whole.find(_CLOSING[opening.group()], opening.end())
            if closing < 0:
                raise self._broken(f"thẻ mở bằng “{opening.group()}” không đóng trong cùng đoạn")
            end = closing + 2
            yield _Tag(opening.start(), end, clean_tag(self.whole[opening.start() : end]))
            done = end
        self._refuse_apart(done, len(self.whole))

    def _refuse_apart(self, start: int, end: int) -> None:
        if _APART.search(self.whole, start, end):
            raise self._broken("hai dấu mở thẻ bị cách rời (“{ {”): xóa khoảng trắng ở giữa")

    def _broken(self, said: str) -> BrokenTagError:
        return BrokenTagError(said, re.sub(r"\s+", " ", self.whole).strip())

    def _divided(self, tags: Sequence[_Tag]) -> list[str]:
        """Return the new text of each leaf: a tag is whole where it begins, other text stays where it was."""
        new = [""] * len(self.leaves)
        done = 0
        for tag in tags:
            self._keep(new, done, tag.start)
            new[self._leaf_at(tag.start)] += tag.text
            done = tag.end
        self._keep(new, done, len(self.whole))
        return new

    def _leaf_at(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _keep(self, new: list[str], start: int, end: int) -> None:
        while start < end:
            leaf = self._leaf_at(start)
            upto = min(end, self.starts[leaf] + len(self.texts[leaf]))
            new[leaf] += self.whole[start:upto]
            start = upto

    def _clear_fields(self, tags: Sequence[_Tag]) -> None:
        """Leave only the text of a field whose edge cuts through a tag (a link that Word made of a part of it)."""
        opened: list[list[int]] = []
        for i, leaf in enumerate(self.leaves):
            if leaf.tag not in _CODES:
                continue
            kind = leaf.get(W + "fldCharType", "")
            if kind == "begin":
                opened.append([])
            if opened:
                opened[-1].append(i)
            if kind == "end" and opened:
                self._clear_field(opened.pop(), tags)
        for field in opened:
            self._clear_field(field, tags)

    def _clear_field(self, marks: Sequence[int], tags: Sequence[_Tag]) -> None:
        if any(tag.start < self.starts[i] < tag.end for i in marks for tag in tags):
            if self.leaves[marks[-1]].get(W + "fldCharType") != "end":
                raise self._broken("thẻ bị một trường (field) của Word cắt ngang")
            for i in marks:
                remove(self.leaves[i])


def _leaves(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == W + "t" or child.tag in _SIGNS or child.tag in _CODES:
            yield child
        elif child.tag in _PASSED:
            yield from _leaves(child)


_PASSED = {W + name for name in ("r", "hyperlink", "fldSimple", "sdt", "sdtContent", "dir", "bdo")}
"""What text of the same paragraph may stand in; drawings and text boxes have paragraphs of their own."""


def _text(leaf: etree._Element) -> str:
    return leaf.text or "" if leaf.tag == W + "t" else _SIGNS.get(str(leaf.tag), "")


def _write(leaf: etree._Element, text: str) -> None:
    if not text:
        remove(leaf)
    else:
        leaf.text = text
        leaf.set(_SPACE, "preserve")
