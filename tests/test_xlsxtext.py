"""The text of Excel files, whatever they are."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from sedp_docs.problems import ReadError
from sedp_docs.read.xlsxtext import cell_texts
from sedp_docs.workbook.grid import Book, BookCell, BookColumn, BookSheet
from sedp_docs.write.excel import to_xlsx

ROW = (
    BookCell("Hộ nghèo"),
    BookCell(),
    BookCell(Decimal("26.5")),
    BookCell(Decimal(53), formula="C1*2"),
    BookCell(date(2024, 12, 5)),
)
BOOK = to_xlsx(Book((BookSheet("Chỉ tiêu", tuple(BookColumn() for _ in ROW), (ROW,)),)))


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            data = before.read(each)
            after.writestr(each, data.replace(old, new) if each == name else data)
    return out.getvalue()


def test_cells_are_read_with_their_places_and_formulas_by_their_results() -> None:
    assert cell_texts(BOOK) == [
        ('trang tính "Chỉ tiêu", ô A1', "Hộ nghèo"),
        ('trang tính "Chỉ tiêu", ô C1', "26,5"),
        ('trang tính "Chỉ tiêu", ô D1', "53"),
        ('trang tính "Chỉ tiêu", ô E1', "05/12/2024"),
    ]


def test_a_cell_that_excel_does_not_know_is_left_out() -> None:
    places = [place for place, _ in cell_texts(replaced("xl/worksheets/sheet1.xml", b'r="C1"', b'r="???"'))]
    assert places == [f'trang tính "Chỉ tiêu", ô {address}' for address in ("A1", "D1", "E1")]


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"khong phai Excel", "XLSX-01"),
        (replaced("xl/workbook.xml", b"<workbook ", b"<!DOCTYPE a><workbook "), "XLSX-05"),
        (replaced("xl/workbook.xml", b"</workbook>", b""), "XLSX-03"),
    ],
    ids=["not a zip", "a DTD", "broken XML"],
)
def test_a_file_that_no_parser_should_see_is_refused(content: bytes, id: str) -> None:
    with pytest.raises(ReadError) as caught:
        cell_texts(content)
    assert caught.value.problem.id == id
