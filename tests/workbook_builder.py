"""A planner's workbook with all that openpyxl would lose, made in the test itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter

SHEET = "Chỉ tiêu"
OWN = "Ghi chép của tôi"


def png() -> bytes:
    """Return a picture of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00")) + chunk(b"IEND", b"")


def workbook() -> bytes:
    """Return a workbook as planners make them: head, table B4:F8, chart, picture, lists, colours, notes, a sheet of their own."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, own = book.add_worksheet(SHEET), book.add_worksheet(OWN)
    percent, day, tint = (
        book.add_format(look) for look in ({"num_format": "0.00"}, {"num_format": "d/m/yy"}, {"bg_color": "#FFF2CC"})
    )
    sheet.merge_range("A1:F1", "BIỂU CHỈ TIÊU NĂM 2025", book.add_format({"bold": True, "align": "center"}))
    sheet.write_row("A3", ["Mã", "Tên", "KH", "Ước", "So KH", "Ngày"])
    for row in range(4, 9):
        sheet.write_row(row - 1, 0, [f"ma_{row}", f"Chỉ tiêu {row}"])
        sheet.write_number(row - 1, 2, row * 10, percent)
        sheet.write_number(row - 1, 3, row * 9, tint)
        sheet.write_formula(row - 1, 4, f"=D{row}/C{row}*100", percent, 90)
        sheet.write_datetime(row - 1, 5, date(2024, 12, row), day)
    sheet.set_row(5, 30, None, {"hidden": True})
    sheet.set_column("B:B", 30)
    sheet.write_comment("B5", "Hỏi lại chị Mai", {"author": "Lan"})
    sheet.data_validation("D4:D40", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.conditional_format("E4:E8", {"type": "cell", "criteria": "<", "value": 100, "format": tint})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{SHEET}'!$D$4:$D$8"})
    sheet.insert_chart("H3", chart)
    own.insert_image("D2", "anh.png", {"image_data": io.BytesIO(png())})
    own.write("A1", "Số này của riêng tôi")
    own.write_formula("A2", f"=SUM('{SHEET}'!D4:D8)", None, 270)
    book.define_name("Bang", f"='{SHEET}'!$A$4:$F$8")
    own.print_area("A1:B9")
    book.close()
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name, in the order of the zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(content: bytes, name: str, old: str, new: str) -> bytes:
    """Return a workbook with a text of one part replaced."""
    found = parts(content)
    assert old in found[name].decode(), found[name].decode()[:3000]
    found[name] = found[name].decode().replace(old, new).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, data in found.items():
            package.writestr(each, data)
    return out.getvalue()


def opened(content: bytes, *, values: bool = False) -> Any:
    """Open a workbook with openpyxl."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def cells(content: bytes, *, values: bool = False) -> dict[tuple[str, str], tuple[Any, str]]:
    """Return value and number format of all cells that hold something, by sheet and address."""
    book = opened(content, values=values)
    every = ((sheet.title, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {(name, cell.coordinate): (cell.value, cell.number_format) for name, cell in every if cell.value is not None}
