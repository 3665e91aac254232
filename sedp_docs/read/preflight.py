"""The door for Word files: document types, macros, links and fields are checked before any parser sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree

from sedp_docs import limits
from sedp_docs.problems import Problem, ReadError, SedpError
from sedp_docs.read.zipdoor import (
    CLEAN_LINK,
    CONTENT_TYPES,
    LOOKS_XML,
    SAFE_LINK,
    SCHEME,
    SURE_UTF8,
    Door,
    check_zip,
    is_xml,
    leads_out,
)
from sedp_docs.text import shortened

DOCUMENT = "word/document.xml"
_CLEAN = "bỏ macro, đối tượng, mẫu gắn kèm trong Word rồi lưu lại kiểu .docx"
_CLEAN_FIELD = "xóa trường này trong Word (Alt+F9 để xem)"
_SAVE_AGAIN = "mở lại bằng Word rồi lưu thành tệp mới"
_ACTIVE_TYPE = re.compile(r"macroEnabled|vba|oleObject|activeX|control\+xml|keyMapCustomizations|attachedToolbars", re.IGNORECASE)
_ACTIVE_RELATION = re.compile(
    r"/(?:vbaProject|wordVbaData|oleObject|control|activeXControlBinary|attachedTemplate|aFChunk|subDocument|frame|"
    r"mailMerge\w*|webextension\w*|extensibility|userCustomization|recipientData|transform|keyMapCustomizations|attachedToolbars|externalLink\w*)$",
    re.IGNORECASE,
)
_ACTIVE_ELEMENTS = frozenset({
    "altChunk", "OLEObject", "control", "object", "subDoc", "attachedTemplate", "mailMerge", "webVideoPr", "frameset",
    "saveThroughXslt", "script", "foreignObject",
})  # fmt: skip
_FIELD = re.compile(
    r'^[\s"]*(DDE|PRINT|DDEAUTO|INCLUDE\w*|LINK|IMPORT|DATABASE|RD|EMBED|MACROBUTTON|HTMLCONTROL|GOTOBUTTON|ADDIN)\b',
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"^\s*[^\s=]*$")
"""A field code whose first word is still open: what follows from an inner field could make it any command."""

_LINK_FIELD = re.compile(r'^[\s"]*HYPERLINK\b', re.IGNORECASE)
_SWITCH = re.compile(r'\\[olts]\s*(?:"[^"]*"|\S+)', re.IGNORECASE)
"""A switch of HYPERLINK with its text: tip, place in the document, window."""

_WORD = re.compile(r'"([^"]*)"|\S+')
_ACTIVE_FILES = (
    ".bin", ".ole", ".exe", ".dll", ".js", ".vbs", ".htm", ".html", ".mht", ".rtf", ".docx", ".docm", ".dotm", ".pptx", ".xlsm",
    ".xlsb", ".hta", ".lnk", ".scr", ".ps1", ".bat", ".cmd", ".com", ".msi", ".jar", ".wsf", ".jse", ".vbe", ".xll", ".url",
)  # fmt: skip
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;={}-]*")
_SURE_ADDRESS = re.compile(r"(?:https?://[a-z0-9.-]+/[A-Za-z0-9./_-]*|urn:[A-Za-z0-9:._-]+)?")
_SOURCES = frozenset({"src", "href"})


def check_docx(content: bytes, file: str, error: type[SedpError] = ReadError) -> dict[str, bytes]:
    """Return the parts of a Word file that can do nothing by itself: no macro, no object, no remote part, no live field.

    Raises:
        ReadError (or `error`): also for each of these, with the part and what to do.
    """
    parts = check_zip(content, file, error)
    door = Door(file, error)
    if CONTENT_TYPES not in parts or DOCUMENT not in parts:
        door.refuse("DOCX-01", "tệp không phải văn bản Word (.docx)", "lưu lại bằng Word, kiểu .docx")
    for name, part in parts.items():
        _check_part(name, part, door)
    return parts


def _check_part(name: str, part: bytes, door: Door) -> None:
    if is_xml(name) or LOOKS_XML.match(part):  # Word goes by the declared type, not by the name
        _Reader(door, name).read(part)
    elif name.lower().endswith(_ACTIVE_FILES):
        door.refuse("DOCX-02", "tệp có macro hoặc đối tượng nhúng", "xóa đối tượng nhúng, lưu lại kiểu .docx", name)


def part_refusal(name: str, part: bytes, file: str) -> Problem | None:
    """Return why `check_docx` would refuse a file for this part (or for a piece of its XML), or None."""
    try:
        _check_part(name, part, Door(file))
    except ReadError as refusal:
        return refusal.problem
    return None


class _StopError(Exception):
    """Ends a parse; carries the refusal (id, message, hint)."""


@dataclass
class _Reader:
    """One part read through expat: DTDs, live elements, relations, links and field codes."""

    door: Door
    part: str
    _fields: list[str] = field(default_factory=lambda: [""])
    _in_code: bool = False
    _depth: int = 0
    _doubtful: bool = False
    """There is something that the parsers of later steps are stricter about."""

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse_dtd
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._namespace
        try:
            parser.Parse(content, True)
            self._close_field()
            if self._doubtful or len(content) > limits.XML_SURE_BYTES or not SURE_UTF8.match(content):
                etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        except _StopError as stop:
            id, message, hint = stop.args
            self.door.refuse(id, message, hint, self.part)
        except (expat.ExpatError, etree.XMLSyntaxError, ValueError, LookupError) as error:
            self.door.refuse("DOCX-03", f"phần này không đúng XML ({error})", _SAVE_AGAIN, self.part)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._doubtful |= len(name) > 1_000
        self._depth += 1
        if self._depth > limits.XML_DEPTH:
            raise _StopError("DOCX-03", "phần này lồng nhau quá sâu", _SAVE_AGAIN)
        if name in _ACTIVE_ELEMENTS:
            raise _StopError("DOCX-02", f"tệp có đối tượng nhúng hoặc mẫu gắn từ xa ({name})", _CLEAN)
        check = _CHECKS.get(name)
        if check:
            check(self, _local(attributes))
        elif not self.part.endswith(".rels"):
            _check_sources(attributes)

    def _namespace(self, prefix: str | None, address: str | None) -> None:
        if not _ADDRESS.fullmatch(address or ""):
            raise _StopError("DOCX-03", f"không gian tên XML “{shortened(address or '', 80)}” có ký tự lạ", _SAVE_AGAIN)
        self._doubtful |= not _SURE_ADDRESS.fullmatch(address or "")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._in_code = False

    def _text(self, text: str) -> None:
        if self._in_code:
            self._fields[-1] += text

    def _code(self, attributes: Mapping[str, str]) -> None:
        self._in_code = True

    def _mark(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("fldCharType")
        if kind == "begin":
            if len(self._fields) > 1 and _UNFINISHED.match(self._fields[-1]):
                raise _StopError("DOCX-04", "trường (field) có lệnh ghép từ trường khác", _CLEAN_FIELD)
            self._fields.append("")
        elif kind == "separate":
            _check_field(self._fields[-1])
        elif kind == "end":
            self._close_field()

    def _close_field(self) -> None:
        _check_field(self._fields.pop() if len(self._fields) > 1 else self._fields[0])

    def _simple(self, attributes: Mapping[str, str]) -> None:
        _check_field(attributes.get("instr", ""))

    def _relation(self, attributes: Mapping[str, str]) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if _ACTIVE_RELATION.search(kind):
            raise _StopError("DOCX-02", f"tệp gắn với đối tượng khác ({kind.rpartition('/')[2]})", _CLEAN)
        if leads_out(attributes):
            raise _StopError("DOCX-05", f"tệp dẫn ra ngoài: “{shortened(target, 80)}”", CLEAN_LINK)

    def _type(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if _ACTIVE_TYPE.search(kind):
            raise _StopError("DOCX-02", f"tệp có macro hoặc đối tượng nhúng ({kind.rpartition('.')[2]})", _CLEAN)


_CHECKS: Mapping[str, Callable[[_Reader, Mapping[str, str]], None]] = {
    "instrText": _Reader._code,
    "delInstrText": _Reader._code,
    "fldChar": _Reader._mark,
    "fldSimple": _Reader._simple,
    "Relationship": _Reader._relation,
    "Override": _Reader._type,
    "Default": _Reader._type,
}


def _refuse_dtd(*_: object) -> None:
    raise _StopError("DOCX-06", "phần này có khai báo kiểu tài liệu (DTD)", _SAVE_AGAIN)


def _local(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def _check_field(code: str) -> None:
    found = _FIELD.match(code)
    if found:
        raise _StopError("DOCX-04", f"tệp có trường (field) {found.group(1).upper()}", _CLEAN_FIELD)
    if not _LINK_FIELD.match(code):
        return
    for word in _WORD.finditer(_SWITCH.sub("", code)):
        address = word.group(1) or word.group()
        if SCHEME.match(address) and not SAFE_LINK.match(address):
            raise _StopError("DOCX-05", f"tệp có liên kết lạ: “{shortened(address, 80)}”", CLEAN_LINK)


def _check_sources(attributes: Mapping[str, str]) -> None:
    for name, value in _local(attributes).items():
        if name in _SOURCES and SCHEME.match(value) and not (name == "href" and SAFE_LINK.match(value)):
            raise _StopError("DOCX-05", f"tệp dẫn ra ngoài: “{shortened(value, 80)}”", CLEAN_LINK)
