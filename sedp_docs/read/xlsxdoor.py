"""The door for workbooks: what is no .xlsx, what could act by itself and what fetches from elsewhere stays outside."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sedp_docs import limits
from sedp_docs.read.xmlpart import check_prolog, starts
from sedp_docs.read.zipdoor import CLEAN_LINK, CONTENT_TYPES, LOOKS_XML, OLD_OFFICE, Door, check_zip, is_xml, leads_out
from sedp_docs.text import shortened

_ZIP = b"PK\x03\x04"
_SAVE_AS = "mở bằng Excel, lưu lại kiểu Excel Workbook (.xlsx)"
_OTHER_KINDS = {
    "word/document.xml": "văn bản Word (.docx)",
    "ppt/presentation.xml": "bài trình chiếu (.pptx)",
    "xl/workbook.bin": "sổ tính nhị phân (.xlsb)",
    "xl/vbaproject.bin": "sổ tính có macro (.xlsm)",
    "mimetype": "tệp OpenDocument (.ods, .odt)",
}
"""The part that gives a kind of file away: what it is."""

_ACTIVE = (
    (
        re.compile(r"externalLink|externalReference", re.IGNORECASE),
        "XLSX-04",
        "sổ tính lấy số từ tệp khác (liên kết ngoài)",
        "trong Excel: Dữ liệu (Data) > Sửa liên kết (Edit Links) > Ngắt liên kết (Break Link), rồi lưu lại",
    ),
    (
        re.compile(r"(?:^|[/.])(?:connections|queryTables?)(?:$|[./+])", re.IGNORECASE),
        "XLSX-04",
        "sổ tính lấy dữ liệu từ nguồn ngoài (kết nối dữ liệu)",
        "trong Excel: Dữ liệu (Data) > Truy vấn và kết nối (Queries & Connections), xóa kết nối, rồi lưu lại",
    ),
    (
        re.compile(
            r"macroEnabled|macrosheet|vbaProject|vbaData|activeX|oleObject|(?:^|/)embeddings/|/package$|/control$|customUI|"
            r"/extensibility$|userCustomization|attachedToolbars|webextension|dialogsheet",
            re.IGNORECASE,
        ),
        "XLSX-02",
        "sổ tính có macro, tiện ích hoặc đối tượng nhúng",
        "bỏ macro, đối tượng nhúng trong Excel rồi lưu lại kiểu Excel Workbook (.xlsx)",
    ),
)
"""Found in names of parts, content types and types of relations: id, message and hint of the refusal."""


def check_xlsx(content: bytes, file: str) -> dict[str, bytes]:
    """Return the parts of a workbook that can do nothing by itself and asks for nothing from elsewhere.

    Settings of printers, pictures, charts, notes, pivot tables and the like pass: they are not looked into.

    Args:
        content: the file's bytes.
        file: how messages call it.

    Raises:
        ReadError: not an .xlsx, beyond the limits, a DTD in a part, macros, objects, data from elsewhere.
    """
    door = Door(file)
    if not content.startswith((_ZIP, OLD_OFFICE)):
        door.refuse("XLSX-01", f"{_plain_kind(content)}, không phải sổ tính Excel (.xlsx)", _SAVE_AS)
    parts = check_zip(content, file, total=limits.BOOK_BYTES)
    _check_kind(parts, door)
    for name, part in parts.items():
        _check_part(name, part, door)
    return parts


def _plain_kind(content: bytes) -> str:
    start = content[:1_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not content:
        return "tệp rỗng"
    if start.startswith(b"%pdf"):
        return "tệp PDF"
    if start.startswith(b"<"):
        return "trang web (HTML) hoặc XML" if b"html" in start or b"<table" in start else "tệp XML"
    return "tệp văn bản (.csv, .txt)" if _is_text(start) else "tệp kiểu khác"


def _is_text(start: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1f]", start)


def _check_kind(parts: Mapping[str, bytes], door: Door) -> None:
    lower = {name.lower() for name in parts}
    for part, what in _OTHER_KINDS.items():
        if part in lower:
            door.refuse("XLSX-01", f"tệp là {what}, không phải sổ tính Excel (.xlsx)", _SAVE_AS)
    if CONTENT_TYPES not in parts:
        door.refuse("XLSX-01", "tệp nén này không phải sổ tính Excel (.xlsx)", _SAVE_AS)


def _check_part(name: str, part: bytes, door: Door) -> None:
    _check_active(name, name, door)
    if part.startswith((_ZIP, OLD_OFFICE)):
        door.refuse("XLSX-02", "sổ tính có tệp khác nhúng bên trong", "xóa đối tượng nhúng trong Excel rồi lưu lại", name)
    if is_xml(name) or LOOKS_XML.match(part):
        check_prolog(part, name, door)
    if name == CONTENT_TYPES:
        starts(part, name, door, lambda tag, attributes: _check_active(attributes.get("ContentType", ""), name, door))
    elif name.lower().endswith(".rels"):
        starts(part, name, door, lambda tag, attributes: _check_relation(attributes, name, door))


def _check_active(called: str, part: str, door: Door) -> None:
    for pattern, id, message, hint in _ACTIVE:
        if pattern.search(called):
            door.refuse(id, message, hint, part)


def _check_relation(attributes: Mapping[str, str], part: str, door: Door) -> None:
    kind, target = attributes.get("Type", ""), attributes.get("Target", "")
    _check_active(kind, part, door)
    if leads_out(attributes):
        door.refuse("XLSX-04", f"sổ tính dẫn ra ngoài: “{shortened(target, 80)}”", CLEAN_LINK, part)
