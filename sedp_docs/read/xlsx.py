"""A workbook as plain data: every sheet in its order, every cell with its exact digits, faults with their cells.

Read from the XML itself: openpyxl turns numbers into floats and takes five times as long, and a formula without a result
must not look like an empty cell.
"""

from __future__ import annotations

from sedp_docs import limits
from sedp_docs.problems import Location, Problem
from sedp_docs.read.xlsxcells import Notebook
from sedp_docs.read.xlsxdoor import check_xlsx
from sedp_docs.read.xlsxparts import Listed, Package, Styles, shared_strings, target_of, text_properties
from sedp_docs.read.xlsxsheet import read_cells
from sedp_docs.read.xmlpart import events, starts
from sedp_docs.read.zipdoor import Door
from sedp_docs.text import bad_character, shortened
from sedp_docs.text_encodings import may_be_old, old_encoding
from sedp_docs.workbook.grid import RawSheet, RawWorkbook, place_in

_PROPERTIES = "docProps/custom.xml"
_OLD_TEXTS = 3
"""So many cells in an old encoding are no chance."""

_CONVERT = "chuyển sang Unicode bằng bộ công cụ của UniKey (Ctrl+Shift+F6), đổi phông thành Times New Roman, rồi lưu lại"


def read_workbook(content: bytes, file: str) -> RawWorkbook:
    """Read an .xlsx that anybody may have sent.

    Hidden rows and sheets are read like any other; chart sheets hold no cells and are left out.

    Args:
        content: the file's bytes.
        file: how messages call it.

    Raises:
        ReadError: not an .xlsx, refused by `check_xlsx`, damaged, or beyond `limits`.
    """
    door = Door(file)
    parts = check_xlsx(content, file)
    package = Package(door, {name.lower(): part for name, part in parts.items()})
    main = target_of(package.relations(""), "officeDocument")
    if not main:
        package.damaged("sổ tính không cho biết phần nào là nội dung chính", "_rels/.rels")
    listed = Listed()
    starts(package.need(main), main, door, listed.start)
    _check_names(listed, main, package)
    related = package.relations(main)
    book = _notebook(package, related, listed.from_1904)
    sheets = tuple(
        _sheet(book, name, related[id][1], hidden) for name, id, hidden in listed.sheets if _has_cells(id, related, main, package)
    )
    old = _old_texts(book, sheets, file)
    properties = package.get(_PROPERTIES)
    found = {} if properties is None else text_properties(properties, _PROPERTIES, package)
    return RawWorkbook(sheets, found, book.problems + old)


def _check_names(listed: Listed, main: str, package: Package) -> None:
    if len(listed.sheets) > limits.BOOK_SHEETS:
        package.door.refuse("XLSX-06", f"sổ tính có hơn {limits.BOOK_SHEETS} trang tính", "chia thành nhiều tệp", main)
    seen: set[str] = set()
    for name, _, _ in listed.sheets:
        if not name or name.lower() in seen or bad_character(name) or "\n" in name:
            package.damaged(f"tên trang tính “{shortened(name)}” trống, lặp lại hoặc có ký tự lạ", main)
        seen.add(name.lower())
    if not listed.sheets:
        package.damaged("sổ tính không có trang tính nào", main)


def _has_cells(id: str, related: dict[str, tuple[str, str]], main: str, package: Package) -> bool:
    if id not in related:
        package.damaged(f"sổ tính nhắc tới trang tính không có trong tệp ({shortened(id)})", main)
    return related[id][0] == "worksheet"


def _notebook(package: Package, related: dict[str, tuple[str, str]], from_1904: bool) -> Notebook:
    strings, styles = target_of(related, "sharedStrings"), target_of(related, "styles")
    found = Styles()
    if styles and (part := package.get(styles)) is not None:
        events(part, styles, package.door, (found.start, found.end, lambda _: None))
    texts = shared_strings(package.need(strings), strings, package) if strings else []
    return Notebook(package, texts, found.shown(), from_1904)


def _sheet(book: Notebook, name: str, part: str, hidden: bool) -> RawSheet:
    return RawSheet(name, read_cells(book.package.need(part), name, part, book), hidden)


def _old_texts(book: Notebook, sheets: tuple[RawSheet, ...], file: str) -> list[Problem]:
    """Return the one fault of a workbook that was typed in TCVN3 or VNI, with a cell as its example."""
    texts = [*book.strings, *book.single]
    if not may_be_old("\n".join(texts)):
        return []
    old = {text: encoding for text in set(texts) if (encoding := old_encoding(text))}
    found = [(cell.text, place_in(sheet.name, at)) for sheet in sheets for at, cell in sheet.cells.items() if cell.text in old]
    if len(found) < _OLD_TEXTS:
        return []
    text, place = found[0]
    said = f"{len(found)} ô có vẻ gõ bằng bảng mã {old[text]}, như “{shortened(text)}”"
    return [Problem("XLSX-16", "error", said, _CONVERT, Location(file, place))]
