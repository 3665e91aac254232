"""Files that a person edited in the output folder: they go into the dossier, unless they say another number than the plan."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.comments import Comment

from sedp_docs.package.edits import Deviation, edits, numbers
from sedp_docs.write.pack import unzipped as parts_of
from tests.docx_builder import zipped
from tests.dossier_plan import whole_plan
from tests.test_package import PLAN, TRINH, files_of, manifest_of, pack, problems, run

OUT = pathlib.Path("out") / "ke-hoach-xa"


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Return the working folder with a plan that was built."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2024, 12, 15, 9, 30))  # noqa: DTZ001 - a planner's own clock
    (tmp_path / PLAN).write_text(whole_plan(), encoding="utf-8")
    assert run("build", PLAN).exit_code == 0
    return tmp_path


def edit(name: str, change: Callable[[str], str]) -> bytes:
    """Change the text of a Word file in the output folder, as a person would; return its bytes."""
    parts = parts_of((OUT / name).read_bytes())
    old = parts["word/document.xml"].decode()
    new = change(old)
    assert new != old
    parts["word/document.xml"] = new.encode()
    (OUT / name).write_bytes(zipped(parts))
    return (OUT / name).read_bytes()


def found(*ids: str, draft: bool = False) -> tuple[int, list[dict[str, str]]]:
    result = pack("--json", *(["--draft"] if draft else []))
    return result.exit_code, [each for each in problems(result) if each["id"] in ids]


def test_a_file_that_nobody_edited_is_made_anew(folder: pathlib.Path) -> None:
    assert found("GOI-06") == (0, [])
    assert {each["origin"] for each in manifest_of(folder / TRINH)["files"]} == {"built"}


def test_changed_words_go_into_the_dossier_and_are_told(folder: pathlib.Path) -> None:
    edited = edit("ke-hoach.docx", lambda xml: xml.replace("tiếp tục ổn định", "ổn định và phát triển"))
    code, told = found("GOI-06", "GOI-07")
    assert (code, [each["severity"] for each in told]) == (0, ["info"])
    assert "bản đã có người sửa; 1 chỗ khác chữ" in told[0]["message"]
    assert files_of(folder / TRINH)["03_ke-hoach_nt_2025.docx"] == edited
    assert [each["name"] for each in manifest_of(folder / TRINH)["files"] if each["origin"] == "edited"] == [
        "03_ke-hoach_nt_2025.docx"
    ]


def test_a_changed_number_is_an_error_at_its_paragraph(folder: pathlib.Path) -> None:
    edit("ke-hoach.docx", lambda xml: xml.replace("còn 24,29%", "còn 23,5%"))
    code, wrong = found("GOI-07")
    assert code == 1
    assert "ghi 23,5, kế hoạch là 24,29 (ty_le_ho_ngheo)" in wrong[0]["message"]
    assert wrong[0]["file"].endswith("ke-hoach.docx")
    assert wrong[0]["place"].startswith("đoạn ")
    assert not (folder / TRINH).exists()


def test_a_number_of_the_data_that_changed_after_the_edit_is_an_error_too(folder: pathlib.Path) -> None:
    edit("ke-hoach.docx", lambda xml: xml.replace("tiếp tục ổn định", "ổn định và phát triển"))
    (folder / PLAN).write_text(whole_plan().replace("kh_sau: {trinh: 9}", "kh_sau: {trinh: 8}"), encoding="utf-8")
    code, wrong = found("GOI-07")
    assert code == 1
    assert [each["message"] for each in wrong if "so_thon_co_song_4g" in each["message"]] != []


def test_a_changed_cell_of_an_excel_file_is_an_error_at_its_cell(folder: pathlib.Path) -> None:
    path = OUT / "bieu-chi-tieu.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 21.5)
    cell.value = 20.5
    book.save(path)
    code, wrong = found("GOI-07")
    assert code == 1
    here = [each for each in wrong if each["place"].endswith(f"ô {cell.coordinate}")]
    assert ["ghi 20,5, kế hoạch là 21,5" in each["message"] for each in here] == [True]


@pytest.mark.parametrize(
    ("mark", "what"),
    [
        ('<w:ins w:id="1" w:author="a"><w:r><w:t>mới</w:t></w:r></w:ins>', "1 sửa đổi chưa chấp nhận"),
        ('<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>xem lại</w:t></w:r>', "1 chữ tô vàng"),
        ("<w:r><w:t>còn ………… hộ</w:t></w:r>", "chỗ trống chưa điền"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "1 chú thích"),
    ],
)
def test_what_is_still_open_in_a_final_file_is_an_error(folder: pathlib.Path, mark: str, what: str) -> None:
    edit("ke-hoach.docx", lambda xml: xml.replace("</w:p>", f"{mark}</w:p>", 1))
    code, left = found("GOI-08")
    assert (code, len(left)) == (1, 1)
    assert what in left[0]["message"]
    assert found("GOI-08", draft=True)[1][0]["severity"] == "warning"


def test_a_comment_in_an_excel_file_is_an_error(folder: pathlib.Path) -> None:
    path = OUT / "bieu-chi-tieu.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B8"].comment = Comment("xem lại", "A")
    book.save(path)
    code, left = found("GOI-08")
    assert (code, [each["message"] for each in left]) == (1, ["còn chú thích (comment)"])


def test_an_edited_file_with_a_macro_is_refused(folder: pathlib.Path) -> None:
    parts = parts_of((OUT / "ke-hoach.docx").read_bytes())
    (OUT / "ke-hoach.docx").write_bytes(zipped(parts | {"word/vbaProject.bin": b"x"}))
    code, refused = found("DOCX-02")
    assert (code, len(refused)) == (1, 1)


PRINTED = {Decimal("24.29"): "ty_le_ho_ngheo", Decimal(1234): "dan_so", Decimal(5): "so_thon"}


@pytest.mark.parametrize(
    ("ours", "edited", "deviations"),
    [
        (["Dân số 1.234 người."], ["Dân số toàn xã là 1.234 người."], []),
        (["Dân số 1.234 người."], ["Dân số 1.324 người."], [("1.234", "1.324")]),
        (["Dân số 1.234 người.", "Xã có 5 thôn."], ["Xã có 5 thôn."], [("1.234", "")]),
        (["Xã có 5 thôn, 7 trường."], ["Xã có 5 thôn, 8 trường."], []),  # 7 is not a figure of the plan
        (["Hộ nghèo 24,29%."], ["Thêm một đoạn mới.", "Hộ nghèo còn 24,29%."], []),
        (["Hộ nghèo 24,29%.", "Xã có 5 thôn."], ["Xã có 5 thôn và bản.", "Hộ nghèo còn 24,29%.", "Câu thêm."], []),
        (["Đến năm 2024 có 5 thôn."], ["Đến năm 2025 có 5 thôn."], []),
    ],
)
def test_numbers_are_looked_for_in_their_own_paragraph(
    ours: list[str], edited: list[str], deviations: list[tuple[str, str]]
) -> None:
    old, new = ([(f"đoạn {n}", text) for n, text in enumerate(texts, 1)] for texts in (ours, edited))
    result = edits(old, new, PRINTED)
    assert [(each.expected, each.found) for each in result.deviations] == deviations


def test_an_emptied_cell_is_missed_at_its_place() -> None:
    ours = [(f"bảng 1, dòng {n}, cột 2", text) for n, text in enumerate(["5", "24,29", "1.234"], 1)]
    edited = [ours[0], ours[2]]
    assert edits(ours, edited, PRINTED).deviations == (Deviation("bảng 1, dòng 2, cột 2", "24,29", "", "ty_le_ho_ngheo"),)


def test_numbers_are_read_as_they_are_printed() -> None:
    text = "Năm 2024 tăng 1.234,5 tấn (−7,81 điểm), giai đoạn 2021 - 2025, mục 1.2.3, còn 24,29%."
    assert numbers(text) == [Decimal("1234.5"), Decimal("-7.81"), Decimal("24.29")]
    assert json.dumps([str(each) for each in numbers("7,3 - 7,8")]) == '["7.3", "7.8"]'
