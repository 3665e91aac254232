"""The commands on a workbook: what they say names sheets and cells, and is what they say of the same plan in YAML."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from sedp_docs.app.annotating import annotate_copy
from sedp_docs.app.cases import Opened
from sedp_docs.cli import main
from sedp_docs.problems import Location, Problem
from sedp_docs.read.plans import load_plan
from sedp_docs.workbook.grid import named_cell, place_in, sheet_place
from tests.docx_builder import docx, p

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def run(*arguments: str | pathlib.Path) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The sample's workbook; no test changes it."""
    path = tmp_path_factory.mktemp("so") / "KH.xlsx"
    assert run("convert", SAMPLE, path).exit_code == 0
    return path


def changed(book: pathlib.Path, target: pathlib.Path, change: Callable[[Any], None]) -> pathlib.Path:
    """Save a copy of the workbook as a planner would who changed some cells."""
    opened = openpyxl.load_workbook(book)
    change(opened)
    opened.save(target)
    return target


def put(sheet: str, row: str, column: str, value: object) -> Callable[[Any], None]:
    """Return the change of one cell, by the first cell of its row and the heading of its column."""

    def change(opened: Any) -> None:
        rows = list(opened[sheet].iter_rows())
        number = next(cell.column for cell in rows[2] if cell.value == column)
        next(cells for cells in rows if cells[0].value == row)[number - 1].value = value

    return change


@pytest.mark.parametrize("sheet", ["Chỉ tiêu", 'Sổ "cũ", ô A1', "a, ô B2"])
@pytest.mark.parametrize("place", [(12, 6), (1, 1), (20_000, 256), (7, 703)])
def test_the_cell_that_a_message_names_is_found_again(sheet: str, place: tuple[int, int]) -> None:
    assert named_cell(place_in(sheet, place)) == (sheet, place)


def test_a_message_may_name_a_sheet_only_or_a_line() -> None:
    assert named_cell(sheet_place("Chỉ tiêu")) == ("Chỉ tiêu", None)
    assert named_cell("dòng 7, cột 15") == ("", None)
    assert named_cell("") == ("", None)


def notes(path: pathlib.Path) -> dict[str, str]:
    """Return the notes of the program by sheet and cell."""
    opened = openpyxl.load_workbook(path)
    every = ((sheet.title, cell) for sheet in opened for row in sheet.iter_rows() for cell in row if cell.comment)
    return {f"{name} {cell.coordinate}": cell.comment.text for name, cell in every if "[" in cell.comment.text}


@pytest.mark.slow
def test_a_copy_with_notes_has_every_problem_at_its_cell_and_is_still_the_plan(
    book: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    source = changed(book, tmp_path / "KH.xlsx", put("Chỉ tiêu", "viec_lam_moi", "Ước 2024", None))
    copy = tmp_path / "chu-thich.xlsx"
    checked = run("check", source, "--annotate", copy, "--json")
    found = json.loads(checked.output)
    assert (checked.exit_code, found["written"]) == (1, [str(copy)])
    at = {place_in(*where): text for each, text in notes(copy).items() for where in [split(each)]}
    listed = [row[-1] for row in openpyxl.load_workbook(copy).worksheets[0].iter_rows(values_only=True)]
    assert [problem["id"] for problem in found["problems"] if problem["id"] not in listed] == []
    for problem in (each for each in found["problems"] if ", ô " in each["place"]):
        assert f"[{problem['id']}]" in at[problem["place"]], problem
    assert "Lỗi: chưa có số lao động được tạo việc làm mới" in next(text for text in at.values() if "TH-02" in text)
    assert load_plan(copy).plan == load_plan(source).plan
    again = json.loads(run("check", copy, "--json").output)["problems"]
    assert [{**each, "file": str(source)} for each in again] == found["problems"]


def test_a_fault_in_another_file_is_listed_with_that_file(book: pathlib.Path, tmp_path: pathlib.Path) -> None:
    other = Problem("TMW-02", "warning", "ghi hai lần", "bỏ một", Location("thuyet-minh.docx", "đoạn 3"))
    assert annotate_copy(Opened(book, [other]), tmp_path / "a.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(values_only=True)
    assert ("Cảnh báo", "thuyet-minh.docx, đoạn 3", None, "Ghi hai lần", "Bỏ một", "TMW-02") in rows
    assert notes(tmp_path / "a.xlsx") == {}


def test_a_workbook_without_a_fault_needs_no_copy(book: pathlib.Path, tmp_path: pathlib.Path) -> None:
    assert not annotate_copy(Opened(book, []), tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def split(called: str) -> tuple[str, tuple[int, int]]:
    name, _, at = called.rpartition(" ")
    return name, openpyxl.utils.cell.coordinate_to_tuple(at)


def test_a_copy_with_notes_overwrites_nothing_and_is_of_one_workbook(book: pathlib.Path, tmp_path: pathlib.Path) -> None:
    there = tmp_path / "da-co.xlsx"
    there.write_bytes(b"cua toi")
    refusals: tuple[tuple[list[str | pathlib.Path], str], ...] = (
        ([book, "--annotate", book], "tệp nguồn và bản có chú thích là một; đặt tên khác"),
        ([book, "--annotate", there], "đã có tệp này"),
        ([book, "--annotate", tmp_path / "a.docx"], "đuôi .xlsx"),
        ([SAMPLE, "--annotate", tmp_path / "a.xlsx"], "lỗi của tệp này được báo theo dòng, cột"),
        ([book, book, "--annotate", tmp_path / "a.xlsx"], "chạy riêng từng tệp"),
        ([book, "--annotate", tmp_path / "khong" / "a.xlsx"], "không có thư mục này"),
    )
    for arguments, said in refusals:
        refused = run("check", *arguments)
        assert (refused.exit_code, said in refused.stderr) == (2, True), refused.output
    assert there.read_bytes() == b"cua toi"
    assert [path.name for path in tmp_path.iterdir()] == ["da-co.xlsx"]


@pytest.mark.slow
def test_next_year_is_the_same_plan_in_either_format_with_the_table_of_debts(book: pathlib.Path, tmp_path: pathlib.Path) -> None:
    for name in ("sang.xlsx", "sang.yaml"):
        for source in (book, SAMPLE):
            made = run("next-year", source, "-o", tmp_path / f"{source.suffix[1:]}-{name}")
            assert made.exit_code == 0, made.output
    plans = [load_plan(path) for path in sorted(tmp_path.iterdir())]
    assert len(plans) == 4
    assert all(not each.problems and each.plan == plans[0].plan for each in plans)
    guide = list(openpyxl.load_workbook(tmp_path / "yaml-sang.xlsx")["Hướng dẫn"].iter_rows(values_only=True))
    owed = next(row for row in guide if row[0] == "Trạm Y tế xã")
    assert owed[1].startswith("=COUNTBLANK('Chỉ tiêu'!")
    assert (owed[2], "ước thực hiện năm 2025" in owed[3]) == ("18/11/2025", True)


@pytest.mark.slow
def test_a_build_names_the_cell_of_every_figure_that_changed(book: pathlib.Path, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "ra"
    first = run("build", book, "-o", folder)
    assert first.exit_code == 0, first.output
    new = changed(book, tmp_path / "KH.xlsx", put("Chỉ tiêu", "viec_lam_moi", "Ước 2024", 131))
    second = json.loads(run("build", new, "-o", folder, "--json").output)
    change = next(each for each in second["changed"] if each["ma"] == "viec_lam_moi.uoc")
    assert (change["moi"], change["o"]) == ("131\N{NO-BREAK SPACE}lao động", 'trang tính "Chỉ tiêu", ô P40')
    compared = json.loads(run("diff", book, new, "--json").output)["changed"]
    assert 'trang tính "Chỉ tiêu", ô P40' in {each["o"] for each in compared}
    assert run("diff", SAMPLE, book).stdout == "Không có thay đổi.\n"


def test_documents_say_who_owes_which_cell_and_until_when(book: pathlib.Path, tmp_path: pathlib.Path) -> None:
    lacking = changed(book, tmp_path / "KH.xlsx", put("Chỉ tiêu", "viec_lam_moi", "Ước 2024", None))
    told = json.loads(run("documents", lacking, "--json").output)["documents"]
    missing = {each["id"]: each["missing"] for each in told}
    assert missing["ke-hoach"] == [
        {
            "don_vi": "Văn hóa - Xã hội",
            "so_lieu": "Số lao động được tạo việc làm mới trong năm, ước thực hiện năm 2024",
            "han": "2024-11-20",
            "o": 'trang tính "Chỉ tiêu", ô P40',
        }
    ]
    said = run("documents", lacking).output
    assert "  Văn hóa - Xã hội: Số lao động" in said
    assert 'hạn 20/11/2024 (trang tính "Chỉ tiêu", ô P40)' in said


STRANGERS = {
    "an old Excel": ("KH.xls", OLE + "Workbook\0".encode("utf-16-le"), "tệp Excel kiểu cũ (.xls); mở bằng Excel"),
    "a password": ("KH.xlsx", OLE + "EncryptedPackage\0".encode("utf-16-le"), "tệp có mật khẩu mở; mở bằng Word hoặc Excel"),
    "an old Word": ("KH.doc", OLE, "KH.doc là văn bản Word, không phải là tệp kế hoạch"),
    "a Word file": ("KH.docx", docx(p("x")), "KH.docx là văn bản Word, không phải là tệp kế hoạch; dùng sổ số liệu .xlsx"),
    "a Word file called .xlsx": ("KH.xlsx", docx(p("x")), "văn bản Word (.docx), không phải sổ tính Excel"),
    "nothing": ("KH.xlsx", b"", "KH.xlsx: tệp rỗng, không phải sổ tính Excel (.xlsx)"),
    "a csv called .xlsx": ("KH.xlsx", b"ma;ten", "KH.xlsx: tệp văn bản (.csv, .txt), không phải"),
    "half of a zip": ("KH.xlsx", b"PK\x03\x04hong", "tệp hỏng hoặc không phải tệp Office"),
    "Excel's lock": ("~$KH.xlsx", b"\x03Lan" + b" " * 160, "chỉ báo rằng sổ số liệu đang mở"),
    "LibreOffice's lock": (".~lock.KH.xlsx#", b",lan,may;", "chỉ báo rằng sổ số liệu đang mở"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_that_is_no_workbook_is_told_in_one_sentence(name: str, tmp_path: pathlib.Path) -> None:
    file, content, said = STRANGERS[name]
    (tmp_path / file).write_bytes(content)
    for command in (["check"], ["build"], ["documents"], ["explain"]):
        extra = ["ty_le_ho_ngheo"] if command == ["explain"] else []
        refused = run(*command, tmp_path / file, *extra)
        assert (refused.exit_code, refused.stdout, said in refused.stderr) == (2, "", True), refused.output
        assert len(refused.stderr.splitlines()) == 1
    if "~" in file:
        assert f"dùng tệp {tmp_path / 'KH.xlsx'}; đóng nó" in refused.stderr


def general(label: str, value: object) -> Callable[[Any], None]:
    def change(opened: Any) -> None:
        next(row for row in opened["Thông tin chung"].iter_rows() if row[0].value == label)[1].value = value

    return change


def without_general(opened: Any) -> None:
    del opened["Thông tin chung"]


def in_tcvn3(opened: Any) -> None:
    for row in (5, 6, 7, 8):
        opened["Chỉ tiêu"].cell(row, 29).value = "§¬n vÞ ch­a göi sè liÖu, tû lÖ hé nghÌo gi¶m"


WRONG: dict[str, tuple[Callable[[Any], None], int, str]] = {
    "a newer version": (general("Phiên bản", 2), 1, 'trang tính "Thông tin chung", ô B4: tệp viết theo phiên bản 2'),
    "another procedure": (general("Quy trình", "lao-cay"), 2, 'trang tính "Thông tin chung", ô B5: chưa có quy trình “lao-cay”'),
    "somebody else's": (without_general, 1, "không có trang tính “Thông tin chung” nên không phải là sổ số liệu kế hoạch"),
    "TCVN3": (in_tcvn3, 1, "4 ô có vẻ gõ bằng bảng mã TCVN3"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_workbook_that_cannot_be_used_says_where_and_why(name: str, book: pathlib.Path, tmp_path: pathlib.Path) -> None:
    change, code, said = WRONG[name]
    told = run("check", changed(book, tmp_path / "KH.xlsx", change))
    assert (told.exit_code, said in told.output) == (code, True), told.output
