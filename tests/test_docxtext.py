"""The text of a Word file with places, and what differs between two of them."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from sedp_docs.problems import ReadError
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.textdiff import Difference, differences

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, prolog: str = "", **parts: str) -> bytes:
    """Make the least package with this body; other parts by name without folder."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, inner in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:x xmlns:w="{W}">{inner}</w:x>')
    return content.getvalue()


def empty_zip() -> bytes:
    content = io.BytesIO()
    zipfile.ZipFile(content, "w").close()
    return content.getvalue()


def p(*texts: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in texts)}</w:p>"


def test_paragraphs_and_cells_have_places_to_count_to() -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("")
    document.add_paragraph("Tổng sản lượng").add_run(" lương thực")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Chỉ tiêu"
    table.cell(0, 2).text = "Năm 2024"
    table.cell(1, 2).text = "1.234,5"
    document.sections[0].header.paragraphs[0].text = "Phụ lục"
    content = io.BytesIO()
    document.save(content)
    assert paragraph_texts(content.getvalue()) == [
        ("đoạn 1", "KẾ HOẠCH"),
        ("đoạn 2", "Tổng sản lượng lương thực"),
        ("bảng 1, dòng 1, cột 1", "Chỉ tiêu"),
        ("bảng 1, dòng 1, cột 3", "Năm 2024"),
        ("bảng 1, dòng 2, cột 3", "1.234,5"),
        ("đầu trang 1, đoạn 1", "Phụ lục"),
    ]


def test_tracked_changes_read_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>15</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>14,5</w:t></w:r></w:ins>"
    moved = f"<w:moveFrom>{p('chuyển đi')}</w:moveFrom>"
    assert paragraph_texts(word(f"<w:p><w:r><w:t>giảm </w:t></w:r>{deleted}{inserted}</w:p>{moved}")) == [("đoạn 1", "giảm 14,5")]


def test_content_controls_nested_tables_and_notes_are_read() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('trong')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:sdt><w:tr><w:tc>{p('một')}{p('hai')}{inner}<w:p/></w:tc></w:tr></w:sdt></w:tbl>"
    content = word(
        f"<w:sdt><w:sdtContent>{p('ô nhập')}</w:sdtContent></w:sdt>{outer}", footnotes=f"<w:footnote>{p('nguồn')}</w:footnote>"
    )
    assert paragraph_texts(content) == [
        ("đoạn 1", "ô nhập"),
        ("bảng 1, dòng 1, cột 1", "một\nhai"),
        ("bảng 2, dòng 1, cột 1", "trong"),
        ("chú thích cuối trang, đoạn 1", "nguồn"),
    ]


@pytest.mark.parametrize("width", ["", "hai", "9" * 5_000])
def test_cell_of_an_impossible_width_counts_as_one(width: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>{p("rộng")}</w:tc><w:tc>{p("bên")}</w:tc>'
    found = paragraph_texts(word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert found == [("bảng 1, dòng 1, cột 1", "rộng"), ("bảng 1, dòng 1, cột 2", "bên")]


def test_signs_between_letters_and_unicode_forms() -> None:
    body = "<w:p><w:r><w:t>Nơi nhận:</w:t><w:br/><w:t>U\u031b\u0309y ban</w:t><w:tab/><w:t>xã</w:t></w:r></w:p>"
    assert paragraph_texts(word(body)) == [("đoạn 1", "Nơi nhận:\nỬy ban\txã")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"khong phai zip",
        empty_zip(),
        word(p("dở dang"))[:150],
        word("<w:p>"),
        word(p("&a;"), prolog='<!DOCTYPE x [<!ENTITY a "b">]>'),
        word("<w:p>" * 5000 + "</w:p>" * 5000),
    ],
    ids=["empty", "no zip", "no document", "cut", "broken XML", "DTD", "deep"],
)
def test_what_is_no_word_file_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        paragraph_texts(content, "ke-hoach.docx")
    assert caught.value.problem.location.file == "ke-hoach.docx"
    assert caught.value.problem.hint


def place(*texts: str) -> list[tuple[str, str]]:
    return [(f"đoạn {n}", text) for n, text in enumerate(texts, 1)]


def test_equal_texts_do_not_differ() -> None:
    assert differences(place("a", "b"), place("a", "b")) == ()
    assert differences([], []) == ()


def test_changed_added_and_dropped_paragraphs() -> None:
    old = place("Mở đầu", "Thu 5 tỷ", "Bỏ đi", "Kết luận", "Hết")
    new = place("Mở đầu", "Thu 6 tỷ", "Kết luận", "Thêm vào", "Hết")
    assert differences(old, new) == (
        Difference("đoạn 2", "Thu 5 tỷ", "Thu 6 tỷ"),
        Difference("đoạn 3", "Bỏ đi", ""),
        Difference("đoạn 4", "", "Thêm vào"),
    )


def test_a_text_that_only_moved_down_is_not_a_difference() -> None:
    assert differences(place("a", "b", "b"), place("mới", "a", "b", "b")) == (Difference("đoạn 1", "", "mới"),)
