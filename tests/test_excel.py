"""Books as Excel files: read back with openpyxl, drawn by LibreOffice."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from sedp_docs.problems import OutputError
from sedp_docs.workbook.grid import Book, BookCell, BookColumn, BookSheet, Choices, Place
from sedp_docs.write.excel import to_xlsx


def sheet(*rows: tuple[BookCell, ...], width: float = 12, **more: Any) -> BookSheet:
    columns = tuple(BookColumn(width) for _ in range(max(len(row) for row in rows)))
    return BookSheet(more.pop("name", "Chỉ tiêu"), more.pop("columns", columns), rows, **more)


def opened(*sheets: BookSheet, **more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(Book(sheets, **more))))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def full() -> Book:
    cells = (
        (BookCell("BIỂU TỔNG HỢP", "title"), BookCell(), BookCell()),
        (BookCell("Chỉ tiêu", "head"), BookCell("Ước", "head", note="Số ước cả năm."), BookCell("Ngày", "head")),
        (BookCell("Hộ nghèo", "label"), BookCell(Decimal("12.5"), "input", decimals=2), BookCell(date(2024, 12, 5), "input")),
        (BookCell("Tổng", "total"), BookCell(Decimal(25), "computed", "B3*2", 1), BookCell("", "computed")),
    )
    columns = (BookColumn(30), BookColumn(10), BookColumn(12, 1, collapsed=True))
    first = BookSheet("Chỉ tiêu", columns, cells, merges=(((1, 1), (1, 3)),), choices=(Choices((3, 1), (4, 1), ("Có", "Không")),),
                      freeze=(3, 2), repeat=(2, 2), tab="D9E2F3")  # fmt: skip
    return Book((first, sheet((BookCell("ẩn"),), name="Danh mục", hidden=True)), "Biểu", {"sedp-ma": "abc"})


def test_the_same_book_gives_the_same_bytes() -> None:
    assert to_xlsx(full()) == to_xlsx(full())


def test_numbers_days_formulas_and_blanks_are_what_they_are() -> None:
    cells = openpyxl.load_workbook(io.BytesIO(to_xlsx(full())))["Chỉ tiêu"]
    assert (cells["B3"].value, cells["B3"].number_format) == (12.5, "#,##0.00")
    assert (cells["C3"].value.date(), cells["C3"].number_format) == (date(2024, 12, 5), "dd/mm/yyyy")
    assert (cells["B4"].value, cells["B4"].number_format, cells["C4"].value) == ("=B3*2", "#,##0.0", None)
    results = openpyxl.load_workbook(io.BytesIO(to_xlsx(full())), data_only=True)["Chỉ tiêu"]
    assert results["B4"].value == 25


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://a")', "+84", "-2+3", "@SUM(1)", "http://a.vn", "mailto:a@b.vn", "012", "{=1}", "internal:A1"],
)
def test_a_text_stays_a_text(text: str) -> None:
    content = to_xlsx(Book((sheet((BookCell(text, "label"),)),)))
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(content, "xl/worksheets/sheet1.xml")


def test_a_text_that_looks_like_the_writers_own_xml_is_escaped() -> None:
    cells = opened(sheet((BookCell("<r><t>a</t></r>", "label"), BookCell("_x0041_", "label"))))["Chỉ tiêu"]
    assert [cells["A1"].value.strip(), cells["B1"].value] == ["<r><t>a</t></r>", "_x0041_"]


def test_a_text_longer_than_a_cell_is_refused_with_its_place() -> None:
    with pytest.raises(OutputError) as caught:
        to_xlsx(Book((sheet((BookCell(), BookCell("a" * 32_768, "label"))),)))
    assert str(caught.value.problem) == (
        'trang tính "Chỉ tiêu", ô B1: nội dung dài quá mức Excel chứa được trong một ô (32.767 ký tự); rút ngắn nội dung [OUT-15]'
    )
    assert to_xlsx(Book((sheet((BookCell("a" * 32_767, "label"),)),)))


def test_a_note_longer_than_a_cell_is_refused() -> None:
    with pytest.raises(OutputError, match=r"32\.767"):
        to_xlsx(Book((sheet((BookCell("a", note="b" * 32_768),)),)))


def test_a_book_without_a_truth_value_only() -> None:
    with pytest.raises(TypeError):
        to_xlsx(Book((sheet((BookCell(True),)),)))


@pytest.mark.parametrize(
    ("value", "decimals", "look", "shown"),
    [
        ("12", None, "label", "#,##0"),
        ("12.50", None, "computed", "#,##0.0"),
        ("1200", None, "label", "#,##0"),
        ("12.5", None, "input", "General"),
        ("12.5", 0, "input", "#,##0"),
        ("0.125", 3, "label", "#,##0.000"),
    ],
)
def test_the_number_format_shows_the_decimals_given_or_those_there_are(
    value: str, decimals: int | None, look: Any, shown: str
) -> None:
    cell = opened(sheet((BookCell(Decimal(value), look, decimals=decimals),)))["Chỉ tiêu"]["A1"]
    assert (cell.value, cell.number_format) == (float(value), shown)


def test_notes_wait_for_the_mouse_and_name_the_program() -> None:
    content = to_xlsx(full())
    note = openpyxl.load_workbook(io.BytesIO(content))["Chỉ tiêu"]["B2"].comment
    assert (note.text, note.author) == ("Số ước cả năm.", "sedp-docs")
    assert "visibility:hidden" in part(content, "xl/drawings/vmlDrawing1.vml")


def test_short_lists_stand_in_the_cell_and_long_ones_on_a_sheet() -> None:
    words = tuple(f"Đơn vị số {i}" for i in range(40))
    short = Choices((2, 1), (9, 1), ("Có", "Không"), strict=True, title="Yếu thế", help="Chọn Có hoặc Không")
    book = sheet(
        (BookCell("Đơn vị", "head"), BookCell("Cách tính", "head"), BookCell("Chủ trì", "head")),
        choices=(
            short,
            Choices((2, 2), (9, 2), ("một, hai",), "='Danh mục'!$A$1:$A$2"),
            Choices((2, 3), (9, 3), words, "='Danh mục'!$B$1:$B$40"),
        ),
    )  # fmt: skip
    found = opened(book, sheet((BookCell("x"),), name="Danh mục"))["Chỉ tiêu"].data_validations.dataValidation
    assert [(str(each.sqref), each.formula1) for each in found] == [
        ("A2:A9", '"Có,Không"'), ("B2:B9", "'Danh mục'!$A$1:$A$2"), ("C2:C9", "'Danh mục'!$B$1:$B$40"),
    ]  # fmt: skip
    assert [bool(each.showErrorMessage) for each in found] == [True, False, False]
    assert (found[0].promptTitle, found[0].prompt) == ("Yếu thế", "Chọn Có hoặc Không")


def test_a_long_list_without_a_sheet_is_refused() -> None:
    with pytest.raises(OutputError, match="danh sách chọn"):
        to_xlsx(Book((sheet((BookCell("a"),), choices=(Choices((1, 1), (1, 1), ("a" * 256,)),)),)))


def test_groups_are_folded_and_their_sign_stands_after_them() -> None:
    columns = openpyxl.load_workbook(io.BytesIO(to_xlsx(full())))["Chỉ tiêu"].column_dimensions
    assert (columns["C"].outlineLevel, columns["C"].hidden, columns["D"].collapsed) == (1, True, True)


def test_views_prints_and_properties() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(full())))
    cells = book["Chỉ tiêu"]
    assert (cells.freeze_panes, cells.print_title_rows, cells.page_setup.paperSize) == ("B3", "$2:$2", 9)
    assert (cells.page_setup.orientation, cells.page_setup.fitToHeight, cells.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape", 0, True,
    )  # fmt: skip
    assert [(str(merged)) for merged in cells.merged_cells.ranges] == ["A1:C1"]
    assert (book["Danh mục"].sheet_state, book.active.title) == ("hidden", "Chỉ tiêu")
    assert {each.name: each.value for each in book.custom_doc_props.props} == {"sedp-ma": "abc"}


def test_every_font_is_times_new_roman_by_itself() -> None:
    styles = part(to_xlsx(full()), "xl/styles.xml")
    assert "Calibri" not in styles
    assert "<scheme" not in styles  # a theme's font would win over ours


def heights(*rows: tuple[BookCell, ...], width: float = 12, merges: tuple[tuple[Place, Place], ...] = ()) -> list[float]:
    rows_of = opened(sheet(*rows, width=width, merges=merges))["Chỉ tiêu"].row_dimensions
    return [rows_of[i].height or 15.0 for i in range(1, len(rows) + 1)]


def test_rows_are_as_tall_as_their_longest_text() -> None:
    text = "Số hộ thoát nghèo bền vững trong năm so với kế hoạch được giao"
    one, wrapped, broken = heights((BookCell("Hộ", "label"),), (BookCell(text, "label"),), (BookCell("a\nb\nc", "label"),))
    assert (one, broken) == (15, 43.5)
    assert 60 < wrapped < 110
    (merged,) = heights((BookCell(text, "label"), *[BookCell("", "label")] * 5), merges=(((1, 1), (1, 6)),))
    assert merged < 20


def test_no_row_is_taller_than_excel_allows() -> None:
    assert heights((BookCell("rất dài " * 2_000, "label"),)) == [408.75]


def test_a_cell_over_several_rows_gets_its_room() -> None:
    merges = (((1, 1), (3, 1)),)
    text = "Số hộ thoát nghèo bền vững trong năm so với kế hoạch"
    rows = [(BookCell(each, "head"), BookCell("a", "head")) for each in (text, "", "")]
    assert sum(heights(*rows, width=8, merges=merges)) > 100


def test_letters_of_columns_are_excels() -> None:
    from sedp_docs.workbook.grid import column_letters

    assert [column_letters(i) for i in range(1, 800)] == [get_column_letter(i) for i in range(1, 800)]
