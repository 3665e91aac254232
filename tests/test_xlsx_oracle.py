"""What other programs write is read as they meant it: XlsxWriter, openpyxl and LibreOffice, against openpyxl's own reading."""

from __future__ import annotations

import io
import pathlib
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sedp_docs import limits
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.text import bad_character, nfc
from sedp_docs.workbook.grid import Place, RawCell

Rows = list[list[Any]]
ROWS: Rows = [
    ["Mã", "Tên chỉ tiêu", "Đơn vị", "Giao", "Ước", "Ngày", "Đạt"],
    ["ty_le_ho_ngheo", "Tỷ lệ hộ nghèo & cận nghèo", "%", 15, 14.8, date(2024, 12, 5), True],
    ["san_luong", "Sản lượng < 5 tấn/ha", "tấn", 7300.25, 0.1 + 0.2, datetime.fromisoformat("2024-02-29T07:30"), False],
    ["ghi chú\nhai dòng", "  dấu cách  ", None, -0.5, 1e-7, date(1900, 1, 1), None],
    [None, "=1+1", "'chữ", 12345678901234.5, 100, date(1999, 12, 31), True],
]
FORMULA = ("=SUM(D2:D4)", 7314.75)


def written_by_xlsxwriter(rows: Rows, options: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, **options})
    sheet = book.add_worksheet("Chỉ tiêu")
    day = book.add_format({"num_format": "[$-42A]dd/mm/yyyy;@"})
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write(row, column, value)
    sheet.write_formula(len(rows), 3, FORMULA[0], None, FORMULA[1])
    book.close()
    return out.getvalue()


def written_by_openpyxl(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Chỉ tiêu"
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.cell(len(rows) + 1, 4, FORMULA[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "XlsxWriter": lambda rows: written_by_xlsxwriter(rows, {}),
    "XlsxWriter, texts in their cells": lambda rows: written_by_xlsxwriter(rows, {"constant_memory": True}),
    "XlsxWriter from 1904": lambda rows: written_by_xlsxwriter([row[:5] + row[6:] for row in rows], {"date_1904": True}),
    "openpyxl": written_by_openpyxl,
}


def as_openpyxl_sees(content: bytes) -> dict[Place, RawCell]:
    """Return all cells as openpyxl reads them, twice: only one reading has the formulas, only the other their results."""
    formulas = openpyxl.load_workbook(io.BytesIO(content)).active
    results = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    found = {}
    for row in formulas.iter_rows():
        for cell in row:
            computed = cell.data_type == "f"
            value = results.cell(cell.row, cell.column).value
            if value is not None or computed:
                found[cell.row, cell.column] = raw_cell(value, computed)
    return found


def raw_cell(value: object, computed: bool) -> RawCell:
    match value:
        case None:
            return RawCell("uncalculated", "", computed)
        case bool():
            return RawCell("flag", str(value).upper(), computed)
        case datetime():
            return RawCell("day", value.date().isoformat(), computed)
        case time():
            return RawCell("text", value.isoformat("minutes"), computed)
        case str():
            return RawCell("error" if value.startswith("#") else "text", value, computed)
    return RawCell("number", digits(Decimal(f"{value:.15g}")), computed)


def digits(amount: Decimal) -> str:
    """Return a number without exponent and without zeros at its end."""
    text = f"{amount:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if text.strip("-0.") else "0"


@pytest.mark.parametrize("writer", WRITERS)
def test_what_others_write_is_read_as_openpyxl_reads_it(writer: str) -> None:
    content = WRITERS[writer](ROWS)
    found = read_workbook(content, "a.xlsx")
    assert found.problems == []
    assert dict(found.sheets[0].cells) == as_openpyxl_sees(content)
    assert sum(cell.kind == "day" for cell in found.sheets[0].cells.values()) == (0 if "1904" in writer else 4)


def test_days_from_1904_on() -> None:
    found = read_workbook(written_by_xlsxwriter(ROWS[:3], {"date_1904": True}), "a.xlsx").sheets[0].cells
    assert [found[row, 6] for row in (2, 3)] == [RawCell("day", "2024-12-05"), RawCell("day", "2024-02-29")]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_saves_is_read_as_openpyxl_reads_it(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(written_by_openpyxl(ROWS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120)
    content = (tmp_path / "out" / "a.xlsx").read_bytes()
    found = read_workbook(content, "a.xlsx")
    assert found.problems == []
    assert dict(found.sheets[0].cells) == as_openpyxl_sees(content)
    assert found.sheets[0].cells[6, 4] == RawCell("number", "7314.75", True)
    assert found.sheets[0].cells[2, 6] == RawCell("day", "2024-12-05")


PRINTABLE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: not bad_character(text)
)


@settings(max_examples=200)
@given(st.lists(PRINTABLE, min_size=1, max_size=8), st.booleans())
def test_any_text_in_is_text_out(texts: list[str], in_cells: bool) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": in_cells, "in_memory": not in_cells})
    sheet = book.add_worksheet()
    for row, text in enumerate(texts):
        assert sheet.write_string(row, 0, text) == 0
    book.close()
    found = read_workbook(out.getvalue(), "a.xlsx").sheets[0].cells
    assert [found[row, 1].text for row in range(1, len(texts) + 1)] == [
        nfc(text.replace("\r\n", "\n").replace("\r", "\n")) for text in texts
    ]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-20, 20)), min_size=1, max_size=20))
def test_any_number_of_fifteen_digits_in_is_the_number_out(each: list[tuple[int, int]]) -> None:
    amounts = [Decimal(whole).scaleb(exponent) for whole, exponent in each]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for row, amount in enumerate(amounts):
        sheet.write_number(row, 0, amount)
    book.close()
    found = read_workbook(out.getvalue(), "a.xlsx").sheets[0].cells
    assert [found[row, 1].text for row in range(1, len(amounts) + 1)] == [digits(amount) for amount in amounts]


def test_a_text_of_the_greatest_length_comes_through() -> None:
    text = "ế" * limits.VALUE_CHARACTERS
    found = read_workbook(written_by_openpyxl([[text]]), "a.xlsx")
    assert found.sheets[0].cells[1, 1].text == text
