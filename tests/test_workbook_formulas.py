"""The grey cells of a workbook: LibreOffice computes from them what we compute, after people have changed what they fill in."""

from __future__ import annotations

import io
import pathlib
import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from sedp_docs.read.xlsx import read_workbook
from sedp_docs.workbook.grid import Place, RawCell
from tests.spreadsheet import without_results
from tests.test_workbook import book_of, loaded, sample

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")]
Cells = dict[tuple[str, Place], RawCell]


def saved_by_libreoffice(content: bytes, folder: pathlib.Path) -> bytes:
    """Return the workbook as LibreOffice saves it, with its own results of all formulas."""
    (folder / "KH.xlsx").write_bytes(without_results(content))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(folder / "KH.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "out" / "KH.xlsx").read_bytes()


def changed(content: bytes) -> bytes:
    """Change inputs of every sheet that formulas draw on."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, heading, row, value in (
        ("Số liệu thôn", "Hộ nghèo đầu năm", 5, 77),
        ("Số liệu thôn", "Số hộ", 6, None),
        ("Trồng trọt", "Ước 2024, năng suất", 4, 61.25),
        ("Chăn nuôi, LN, TS", "Ước 2024", 4, 1234),
        ("Chăn nuôi, LN, TS", "Ước 2024", 6, None),
        ("Chăn nuôi, LN, TS", "6 tháng 2024", 7, None),
        ("Thu - chi ngân sách", "Ước 2024", 11, None),
        ("Thu - chi ngân sách", "Ước 2024", 9, 501.5),
        ("Hoạt động", "Khái toán", 5, 999),
        ("Hoạt động", "Danh mục", 6, "C"),
        ("Nguồn lực", "Dự kiến 2025", 5, None),
    ):
        sheet = book[name]
        column = next(cell.column for cell in sheet[3] if cell.value == heading)
        assert sheet.cell(row, column).data_type != "f"
        sheet.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def computed(content: bytes) -> Cells:
    sheets = read_workbook(content, "KH.xlsx").sheets
    return {(sheet.name, place): cell for sheet in sheets for place, cell in sheet.cells.items() if cell.computed}


def differing(ours: Cells, theirs: Cells) -> list[tuple[str, Place, str, str]]:
    pairs = ((where, cell.text, theirs[where].text if where in theirs else "") for where, cell in ours.items())
    return [(*where, our, their) for where, our, their in pairs if not same(our, their)]


def same(our: str, their: str) -> bool:
    try:
        return abs(Decimal(our) - Decimal(their)) <= Decimal("1e-9") * max(Decimal(1), abs(Decimal(our)))
    except ArithmeticError:
        return our == their


@pytest.mark.parametrize("change", [lambda content: content, changed])
def test_every_formula_gives_in_libreoffice_what_we_compute(change, tmp_path: pathlib.Path) -> None:  # type: ignore[no-untyped-def]
    saved = saved_by_libreoffice(change(book_of(sample())), tmp_path)
    found = loaded(saved)
    assert found.plan is not None, found.problems
    ours = computed(book_of(found.plan))
    assert len(ours) > 700
    assert differing(ours, computed(saved)) == []
