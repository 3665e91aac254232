"""Findings in a copy of a workbook: notes, tints and the sheet of results; the user's own things stay."""

from __future__ import annotations

import io
import posixpath
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment

from sedp_docs.problems import Location, OutputError, Problem, Severity
from sedp_docs.workbook.grid import Place, address
from sedp_docs.write.soffice import find_soffice
from sedp_docs.write.xlsxnotes import Note, annotate_xlsx
from tests.test_xlsxedit import through_libreoffice
from tests.workbook_builder import OWN, SHEET, cells, opened, parts, with_part, workbook

BOOK = workbook()
RESULTS = "Kết quả kiểm tra"
VML = "{urn:schemas-microsoft-com:vml}"


def note(severity: Severity, message: str, place: Place | None = None, sheet: str = SHEET, hint: str = "xem lại") -> Note:
    return Note(Problem("PL-13", severity, message, hint, Location("kh.xlsx", "van_ban.so")), sheet if place else "", place)


def plain(name: str = "Số liệu", comment: str = "") -> bytes:
    """Return a workbook that openpyxl saved: no drawing, no note but the given one, in A1."""
    book = openpyxl.Workbook()
    book.active.title = name
    book.active["A1"] = "a"
    if comment:
        book.active["A1"].comment = Comment(comment, "Lan")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def assert_sound(content: bytes) -> None:
    """Check what Excel would offer to repair: dangling relations, parts without a type, notes without a box, ids used twice."""
    found = parts(content)
    types = etree.fromstring(found["[Content_Types].xml"])
    known = {e.get("PartName", "").lstrip("/") for e in types} | {e.get("Extension", "-") for e in types}
    assert [name for name in found if name not in known and name.rpartition(".")[2] not in known | {"xml"}] == []
    assert [name for name in known if "/" in name and name not in found] == []
    for name in (name for name in found if name.endswith(".rels")):
        relations = etree.fromstring(found[name])
        base = posixpath.dirname(posixpath.dirname(name))
        targets = [posixpath.normpath(posixpath.join("/" + base, e.get("Target", ""))).lstrip("/") for e in relations]
        assert [target for target in targets if target not in found] == []
        assert len({e.get("Id") for e in relations}) == len(relations)
    boxes = [e for name in found if name.endswith(".vml") for e in etree.fromstring(found[name]).iter(VML + "shape")]
    ids = [e.get("id") for e in boxes]
    assert len(ids) == len(set(ids))
    notes = sum(found[name].count(b"<comment ") for name in found if "comment" in name and name.endswith(".xml"))
    assert len(ids) == notes
    for name in (name for name in found if "worksheets/sheet" in name and name.endswith(".xml")):
        styles = {int(s) for s in re.findall(rb' s="(\d+)"', found[name])}
        assert max(styles, default=0) < found["xl/styles.xml"].split(b"<cellXfs")[1].split(b"</cellXfs>")[0].count(b"<xf ")


def test_findings_stand_at_their_cells_in_note_and_tint() -> None:
    out = annotate_xlsx(
        BOOK, [note("error", "chưa có ước", (5, 4)), note("warning", "cao quá", (6, 4)), note("info", "mới", (20, 9))]
    )
    sheet = opened(out)[SHEET]
    assert sheet["D5"].comment.text == "Lỗi: chưa có ước [PL-13]\nXem lại"
    assert sheet["D5"].comment.author == "sedp-docs"
    looks = [(sheet[ref].fill.start_color.rgb, sheet[ref].border.left.style) for ref in ("D5", "D6", "I20", "D7")]
    assert looks == [("FFFFC7CE", "thick"), ("FFFFEB9C", "mediumDashed"), ("FFDDEBF7", None), ("FFFFF2CC", None)]
    assert sheet["D5"].value == 45
    assert_sound(out)


def test_findings_at_one_cell_share_a_note_errors_first() -> None:
    out = annotate_xlsx(BOOK, [note("warning", "cao quá", (5, 4)), note("error", "chưa có ước", (5, 4), hint="")])
    cell = opened(out)[SHEET]["D5"]
    assert cell.comment.text == "Lỗi: chưa có ước [PL-13]\n\nCảnh báo: cao quá [PL-13]\nXem lại"
    assert cell.fill.start_color.rgb == "FFFFC7CE"


@pytest.mark.parametrize(
    ("content", "place", "old"), [(BOOK, (5, 2), "Hỏi lại chị Mai"), (plain(SHEET, "Của Lan"), (1, 1), "Của Lan")]
)
def test_a_note_of_the_user_stays_above_ours(content: bytes, place: Place, old: str) -> None:
    out = annotate_xlsx(content, [note("error", "sai tên", place)])
    found = opened(out)[SHEET][address(place)].comment
    assert (found.author, found.text) == ("Lan", f"{old}\n———\nsedp-docs: Lỗi: sai tên [PL-13]\nXem lại")
    assert_sound(out)


def test_a_bare_text_of_a_note_is_kept_too() -> None:
    runs = re.search(r"<text>(<r>.*?</r>)</text>", parts(BOOK)["xl/comments1.xml"].decode())[1]  # type: ignore[index]
    bare = with_part(BOOK, "xl/comments1.xml", runs, "<t>Chị Mai</t>")
    found = parts(annotate_xlsx(bare, [note("error", "x", (5, 2))]))["xl/comments1.xml"].decode()
    assert re.search(r"<text><r><t>Chị Mai</t></r><r><rPr>.*?———.*</t></r></text>", found, re.DOTALL)


def test_a_conversation_is_left_alone() -> None:
    threaded = with_part(BOOK, "xl/comments1.xml", "<author>Lan</author>", "<author>tc={1234}</author>")
    sheet = opened(annotate_xlsx(threaded, [note("error", "sai tên", (5, 2))]))[SHEET]
    assert sheet["B5"].comment.text == "Hỏi lại chị Mai"
    assert sheet["B5"].fill.start_color.rgb == "FFFFC7CE"


def test_a_finding_under_a_merged_cell_is_shown_on_it() -> None:
    assert opened(annotate_xlsx(BOOK, [note("error", "sai", (1, 4))]))[SHEET]["A1"].comment.text.startswith("Lỗi: sai")


def test_the_first_sheet_lists_all_with_links_errors_first() -> None:
    notes = [note("warning", "cao quá", (5, 4)), note("error", "không có mục"), note("error", "thừa dòng", (3, 1), "Khác")]
    book = opened(annotate_xlsx(BOOK, notes))
    assert book.sheetnames == [RESULTS, SHEET, OWN]
    assert book.active.title == RESULTS
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [RESULTS]
    rows = [[cell.value for cell in row] for row in book[RESULTS].iter_rows(min_row=5)]
    assert rows == [
        ["Mức độ", "Trang tính", "Ô", "Nội dung", "Cách sửa", "Mã"],
        ["Lỗi", "van_ban.so", None, "Không có mục", "Xem lại", "PL-13"],
        ["Lỗi", "Khác", None, "Thừa dòng", "Xem lại", "PL-13"],
        ["Cảnh báo", SHEET, "D5", "Cao quá", "Xem lại", "PL-13"],
    ]
    assert book[RESULTS]["A2"].value == "2 lỗi, 1 cảnh báo"
    assert book[RESULTS]["C8"].hyperlink.location == f"'{SHEET}'!D5"


def test_a_long_finding_gets_a_row_that_shows_all_of_it() -> None:
    out = annotate_xlsx(
        BOOK, [note("error", "thiếu"), note("error", "đơn vị gửi số khác nhau " * 12), note("info", "x" * 32_000)]
    )
    heights = [opened(out)[RESULTS].row_dimensions[row].height for row in (6, 7, 8)]
    assert heights == [15, 75, 409]


def test_names_of_sheets_stay_with_their_sheets() -> None:
    book = opened(annotate_xlsx(BOOK, [note("error", "x", (5, 4))]))
    assert book[OWN].print_area == f"'{OWN}'!$A$1:$B$9"
    assert book[RESULTS].print_title_rows == "$5:$5"
    assert book.defined_names["Bang"].attr_text == f"'{SHEET}'!$A$4:$F$8"


def test_nothing_else_changes() -> None:
    out = annotate_xlsx(BOOK, [note("error", "x", (5, 4)), note("error", "không có ô")])
    old, new = parts(BOOK), parts(out)
    assert {name for name in old if old[name] != new[name]} == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert set(new) - set(old) == {"xl/worksheets/sheet3.xml"}
    assert {key: value for key, value in cells(out).items() if key[0] != RESULTS} == cells(BOOK)
    assert annotate_xlsx(BOOK, [note("error", "x", (5, 4)), note("error", "không có ô")]) == out


def test_a_workbook_without_any_drawing_gets_the_parts() -> None:
    out = annotate_xlsx(plain("Lan's"), [note("error", "sai", (1, 1), "Lan's"), note("warning", "thiếu", (9, 30), "Lan's")])
    assert opened(out)["Lan's"]["A1"].comment.text.startswith("Lỗi: sai")
    assert opened(out)[RESULTS]["C6"].hyperlink.location == "'Lan''s'!A1"
    assert_sound(out)


def test_a_copy_can_be_annotated_again() -> None:
    again = annotate_xlsx(annotate_xlsx(plain(), []), [note("error", "sai", (1, 1), "Số liệu")])
    assert opened(again).sheetnames == [f"{RESULTS} (2)", RESULTS, "Số liệu"]
    assert_sound(again)


def test_many_notes_have_ids_of_their_own() -> None:
    out = annotate_xlsx(plain(), [note("error", "sai", (row, 2), "Số liệu") for row in range(1, 2101)])
    assert_sound(out)
    vml = parts(out)["xl/drawings/vmlDrawing1.vml"].decode()
    assert re.findall(r'idmap [^>]*data="([\d,]*)"', vml) == ["1,2,3"]
    assert {int(id) // 1024 for id in re.findall(r"_x0000_s(\d+)", vml)} == {1, 2, 3}


def test_a_strange_structure_is_refused_in_a_sentence() -> None:
    with pytest.raises(OutputError, match="cấu trúc khác thường"):
        annotate_xlsx(with_part(BOOK, "xl/styles.xml", "cellXfs", "khac"), [note("error", "x", (5, 4))])


@pytest.mark.parametrize("size", ['defaultColWidth="0" defaultRowHeight="15"', 'defaultRowHeight="0"', 'defaultRowHeight="-1"'])
def test_a_sheet_whose_rows_or_columns_have_no_size_gets_its_notes(size: str) -> None:
    part, old = "xl/worksheets/sheet1.xml", 'baseColWidth="8" defaultRowHeight="15"'
    book = with_part(plain(), part, old, size)
    found = opened(annotate_xlsx(book, [note("error", "thiếu ước", (1, 1), "Số liệu")]))["Số liệu"]["A1"]
    assert "thiếu ước" in found.comment.text


@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy_and_keeps_all_of_it(tmp_path: Path) -> None:
    for source in (BOOK, through_libreoffice(BOOK, tmp_path)):
        out = annotate_xlsx(
            source, [note("error", "sai tên", (5, 2)), note("warning", "cao quá", (6, 4)), note("error", "của tôi", (1, 1), OWN)]
        )
        assert_sound(out)
        book = opened(through_libreoffice(out, tmp_path))
        assert book.sheetnames == [RESULTS, SHEET, OWN]
        assert "Hỏi lại chị Mai" in book[SHEET]["B5"].comment.text
        assert "sai tên" in book[SHEET]["B5"].comment.text
        assert "cao quá" in book[SHEET]["D6"].comment.text
        assert "của tôi" in book[OWN]["A1"].comment.text
        assert (len(book[SHEET]._charts), len(book[OWN]._images)) == (1, 1)


@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_the_copy_prints_its_results_first(tmp_path: Path) -> None:
    (tmp_path / "ban-sao.xlsx").write_bytes(annotate_xlsx(BOOK, [note("error", "sai tên rồi", (5, 2))]))
    command = [str(find_soffice()), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "ban-sao.xlsx")], check=True, capture_output=True, timeout=120
    )
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(tmp_path / "ban-sao.pdf") as pdf:
        first = pdf.pages[0].mediabox
        assert float(first[2]) > float(first[3]), "landscape: the sheet of results"
        assert len(pdf.pages) >= 2
