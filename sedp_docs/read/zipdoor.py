"""The door for any zip from a stranger: size, names and overlap are checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from sedp_docs import limits
from sedp_docs.problems import Location, ReadError, SedpError
from sedp_docs.text import shortened

CONTENT_TYPES = "[Content_Types].xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OLD_KINDS = (
    ("EncryptedPackage", "tệp có mật khẩu mở", "mở bằng Word hoặc Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ) rồi lưu lại"),
    ("WordDocument", "tệp Word kiểu cũ (.doc)", "mở bằng Word, lưu lại kiểu Word Document (.docx)"),
    ("Workbook", "tệp Excel kiểu cũ (.xls)", "mở bằng Excel, lưu lại kiểu Excel Workbook (.xlsx)"),
    ("Book", "tệp Excel kiểu cũ (.xls)", "mở bằng Excel, lưu lại kiểu Excel Workbook (.xlsx)"),
)
"""Names of streams that tell what an OLE compound file holds (MS-CFB 2.6.1: UTF-16, ended by NUL)."""

SCHEME = re.compile(r"^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|\\\\|//)")
SAFE_LINK = re.compile(r"^(?:https?://|mailto:)[^\s\\/]", re.IGNORECASE)
SURE_UTF8 = re.compile(
    rb"""<(?!\?xml)|<\?xml version=["']1\.0["'](?: encoding=["']UTF-8["'])?(?: standalone=["']yes["'])?\?>""", re.IGNORECASE
)
"""How a part begins that is certainly in UTF-8."""

LOOKS_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
CLEAN_LINK = "chỉ giữ liên kết https, http, mailto; chèn hình vào hẳn trong tệp"
_ASK_AGAIN = "không dùng tệp này; xin lại tệp từ nơi gửi"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_BAD_NAME = re.compile(r"^[/\\]|\\|(?:^|/)\.\.?(?:/|$)|//|^[A-Za-z]:|[\x00-\x1f]")


@dataclass
class Door:
    """The file at the door: how messages call it and which error it ends in."""

    file: str
    error: type[SedpError] = ReadError

    def refuse(self, id: str, message: str, hint: str, part: str = "") -> NoReturn:
        """Raise the refusal of the file, or of a part of it."""
        raise self.error(message, hint, Location(self.file, f"phần {shortened(part, 80)}" if part else ""), id)


def check_zip(
    content: bytes, file: str, error: type[SedpError] = ReadError, total: int = limits.ZIP_TOTAL_BYTES
) -> dict[str, bytes]:
    """Return the parts of an Office file by name, after the checks that any zip from a stranger needs.

    Args:
        content: the file's bytes.
        file: how messages call it.
        error: the class of the refusal.
        total: the bytes that all parts may have together.

    Raises:
        ReadError (or `error`): not a zip, too large, names that repeat, overlap or leave the folder.
    """
    door = Door(file, error)
    if content.startswith(OLD_OFFICE):
        door.refuse("ZIP-01", *_old_kind(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            _check_members(members, content, door)
            _check_total(members, total, door)
            parts = {info.filename: package.read(info) for info in members if not info.is_dir()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error):
        door.refuse("ZIP-01", "tệp hỏng hoặc không phải tệp Office", "mở lại bằng Word hoặc Excel rồi lưu thành tệp mới")
    return parts


def _old_kind(content: bytes) -> tuple[str, str]:
    known = ((what, todo) for stream, what, todo in _OLD_KINDS if f"{stream}\0".encode("utf-16-le") in content)
    return next(known, ("tệp kiểu Office cũ hoặc có mật khẩu", "mở lại, bỏ mật khẩu, lưu kiểu .docx hoặc .xlsx"))


def is_xml(name: str) -> bool:
    """Tell whether a part is XML by its name, as Office names its parts."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def leads_out(relation: Mapping[str, str]) -> bool:
    """Tell whether a relation (its attributes) fetches from elsewhere; a web link that a reader may click does not."""
    target = relation.get("Target", "")
    if relation.get("TargetMode", "").lower() != "external":
        return bool(SCHEME.match(target))
    return not (relation.get("Type", "").endswith("/hyperlink") and SAFE_LINK.match(target))


def _check_members(members: list[zipfile.ZipInfo], content: bytes, door: Door) -> None:
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


def _check_sizes(members: list[zipfile.ZipInfo], door: Door) -> None:
    for info in members:
        swollen = info.file_size > limits.ZIP_RATIO_FREE_BYTES and info.file_size > limits.ZIP_RATIO * max(info.compress_size, 1)
        if info.file_size > limits.ZIP_PART_BYTES or swollen:
            door.refuse("ZIP-02", "phần này khi giải nén quá lớn", _ASK_AGAIN, info.filename)


def _check_total(members: list[zipfile.ZipInfo], total: int, door: Door) -> None:
    if sum(info.file_size for info in members) > total:
        door.refuse("ZIP-02", "tệp khi giải nén quá lớn", "bớt hình ảnh hoặc chia tệp")


def _check_overlap(members: list[zipfile.ZipInfo], content: bytes, door: Door) -> None:
    free = 0
    for info in sorted(members, key=lambda member: member.header_offset):
        header = content[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
        fields = _LOCAL_HEADER.unpack(header) if len(header) == _LOCAL_HEADER.size else ()
        if info.header_offset < free or not fields or fields[0] != b"PK\x03\x04":
            door.refuse("ZIP-05", "các phần của tệp chồng lên nhau", _ASK_AGAIN, info.filename)
        free = info.header_offset + _LOCAL_HEADER.size + fields[9] + fields[10] + info.compress_size
