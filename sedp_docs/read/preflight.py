"""The door for Office files: size, names, document types, macros, links and fields are checked before any parser sees them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from lxml import etree

from sedp_docs import limits
from sedp_docs.problems import Location, Problem, ReadError, SedpError
from sedp_docs.text import shortened

CONTENT_TYPES, DOCUMENT = "[Content_Types].xml", "word/document.xml"
_ASK_AGAIN = "không dùng tệp này; xin lại tệp từ nơi gửi"
_CLEAN = "bỏ macro, đối tượng, mẫu gắn kèm trong Word rồi lưu lại kiểu .docx"
_CLEAN_FIELD = "xóa trường này trong Word (Alt+F9 để xem)"
_CLEAN_LINK = "chỉ giữ liên kết https, http, mailto; chèn hình vào hẳn trong tệp"
_SAVE_AGAIN = "mở lại bằng Word rồi lưu thành tệp mới"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BAD_NAME = re.compile(r"^[/\\]|\\|(?:^|/)\.\.?(?:/|$)|//|^[A-Za-z]:|[\x00-\x1f]")
_SCHEME = re.compile(r"^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|\\\\|//)")
_SAFE_LINK = re.compile(r"^(?:https?://|mailto:)[^\s\\/]", re.IGNORECASE)
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
_SURE_START = re.compile(
    rb"""<(?!\?xml)|<\?xml version=["']1\.0["'](?: encoding=["']UTF-8["'])?(?: standalone=["']yes["'])?\?>""", re.IGNORECASE
)
_SURE_ADDRESS = re.compile(r"(?:https?://[a-z0-9.-]+/[A-Za-z0-9./_-]*|urn:[A-Za-z0-9:._-]+)?")
_LOOKS_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_SOURCES = frozenset({"src", "href"})


@dataclass
class _Door:
    """The file at the door: how messages call it and which error it ends in."""

    file: str
    error: type[SedpError] = ReadError

    def refuse(self, id: str, message: str, hint: str, part: str = "") -> NoReturn:
        raise self.error(message, hint, Location(self.file, f"phần {shortened(part, 80)}" if part else ""), id)


def check_zip(content: bytes, file: str, error: type[SedpError] = ReadError) -> dict[str, bytes]:
    """Return the parts of an Office file by name, after the checks that any zip from a stranger needs.

    Args:
        content: the file's bytes.
        file: how messages call it.
        error: the class of the refusal.

    Raises:
        ReadError (or `error`): not a zip, too large, names that repeat, overlap or leave the folder, a DTD in a part.
    """
    door = _Door(file, error)
    if content.startswith(_OLD_OFFICE):
        door.refuse("ZIP-01", "tệp kiểu Office cũ hoặc có mật khẩu", "mở lại, bỏ mật khẩu, lưu kiểu .docx hoặc .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            _check_members(members, content, door)
            parts = {info.filename: package.read(info) for info in members if not info.is_dir()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error):
        door.refuse("ZIP-01", "tệp hỏng hoặc không phải tệp Office", "mở lại bằng Word hoặc Excel rồi lưu thành tệp mới")
    return parts


def check_docx(content: bytes, file: str, error: type[SedpError] = ReadError) -> dict[str, bytes]:
    """Return the parts of a Word file that can do nothing by itself: no macro, no object, no remote part, no live field.

    Raises:
        ReadError (or `error`): also for each of these, with the part and what to do.
    """
    parts = check_zip(content, file, error)
    door = _Door(file, error)
    if CONTENT_TYPES not in parts or DOCUMENT not in parts:
        door.refuse("DOCX-01", "tệp không phải văn bản Word (.docx)", "lưu lại bằng Word, kiểu .docx")
    for name, part in parts.items():
        _check_part(name, part, door)
    return parts


def _check_part(name: str, part: bytes, door: _Door) -> None:
    if is_xml(name) or _LOOKS_XML.match(part):  # Word goes by the declared type, not by the name
        _Reader(door, name).read(part)
    elif name.lower().endswith(_ACTIVE_FILES):
        door.refuse("DOCX-02", "tệp có macro hoặc đối tượng nhúng", "xóa đối tượng nhúng, lưu lại kiểu .docx", name)


def part_refusal(name: str, part: bytes, file: str) -> Problem | None:
    """Return why `check_docx` would refuse a file for this part (or for a piece of its XML), or None."""
    try:
        _check_part(name, part, _Door(file))
    except ReadError as refusal:
        return refusal.problem
    return None


def is_xml(name: str) -> bool:
    """Tell whether a part is XML by its name, as Office names its parts."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _check_members(members: list[zipfile.ZipInfo], content: bytes, door: _Door) -> None:
    if len(members) > limits.ZIP_PARTS:
        door.refuse("ZIP-02", f"tệp có hơn {limits.ZIP_PARTS} phần", "chép nội dung sang một tệp mới")
    _check_sizes(members, door)
    seen: set[str] = set()
    for info in members:
        if _BAD_NAME.search(info.orig_filename) or info.orig_filename.lower() in seen:
            door.refuse("ZIP-03", f"tên phần “{shortened(info.orig_filename, 80)}” sai hoặc lặp lại", _ASK_AGAIN)
        if info.flag_bits & 0x1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            door.refuse("ZIP-04", "tệp bị mã hóa hoặc nén kiểu lạ", "bỏ mật khẩu, lưu lại bằng Word hoặc Excel", info.filename)
        seen.add(info.orig_filename.lower())
    _check_overlap(members, content, door)


def _check_sizes(members: list[zipfile.ZipInfo], door: _Door) -> None:
    for info in members:
        swollen = info.file_size > limits.ZIP_RATIO_FREE_BYTES and info.file_size > limits.ZIP_RATIO * max(info.compress_size, 1)
        if info.file_size > limits.ZIP_PART_BYTES or swollen:
            door.refuse("ZIP-02", "phần này khi giải nén quá lớn", _ASK_AGAIN, info.filename)
    if sum(info.file_size for info in members) > limits.ZIP_TOTAL_BYTES:
        door.refuse("ZIP-02", "tệp khi giải nén quá lớn", "bớt hình ảnh hoặc chia tệp")


def _check_overlap(members: list[zipfile.ZipInfo], content: bytes, door: _Door) -> None:
    free = 0
    for info in sorted(members, key=lambda member: member.header_offset):
        header = content[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
        fields = _LOCAL_HEADER.unpack(header) if len(header) == _LOCAL_HEADER.size else ()
        if info.header_offset < free or not fields or fields[0] != b"PK\x03\x04":
            door.refuse("ZIP-05", "các phần của tệp chồng lên nhau", _ASK_AGAIN, info.filename)
        free = info.header_offset + _LOCAL_HEADER.size + fields[9] + fields[10] + info.compress_size


class _StopError(Exception):
    """Ends a parse; carries the refusal (id, message, hint)."""


@dataclass
class _Reader:
    """One part read through expat: DTDs, live elements, relations, links and field codes."""

    door: _Door
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
            if self._doubtful or len(content) > limits.XML_SURE_BYTES or not _SURE_START.match(content):
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
        external = attributes.get("TargetMode", "").lower() == "external"
        link = kind.endswith("/hyperlink") and _SAFE_LINK.match(target)
        if (external and not link) or (not external and _SCHEME.match(target)):
            raise _StopError("DOCX-05", f"tệp dẫn ra ngoài: “{shortened(target, 80)}”", _CLEAN_LINK)

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
        if _SCHEME.match(address) and not _SAFE_LINK.match(address):
            raise _StopError("DOCX-05", f"tệp có liên kết lạ: “{shortened(address, 80)}”", _CLEAN_LINK)


def _check_sources(attributes: Mapping[str, str]) -> None:
    for name, value in _local(attributes).items():
        if name in _SOURCES and _SCHEME.match(value) and not (name == "href" and _SAFE_LINK.match(value)):
            raise _StopError("DOCX-05", f"tệp dẫn ra ngoài: “{shortened(value, 80)}”", _CLEAN_LINK)
