"""The grey cells of a workbook: LibreOffice computes from them what we compute, after people have changed what they fill in."""

from __future__ import annotations

import io
import itertools
import pathlib
import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from sedp_docs.app.starting import empty_plan
from sedp_docs.catalog import Catalog
from sedp_docs.model import LevelId, Plan
from sedp_docs.model.sheets import PERENNIAL
from sedp_docs.model.tree import tree_of
from sedp_docs.read.catalogs import load_catalog
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


def with_numbers(plan: Plan, catalog: Catalog) -> Plan:
    """Return a new plan with a different number in every cell that people fill in."""
    tree, amounts = tree_of(plan), (Decimal(n) / 8 for n in itertools.count(803, 7))

    def series() -> dict[str, object]:
        now = {"thang_6": next(amounts), "uoc": next(amounts)}
        return {"lich_su": {2023: next(amounts)}, "kh": next(amounts), "ket_qua": now, "kh_sau": {"trinh": next(amounts)}}

    typed_in = {entry.code for entry in catalog.level.indicators if entry.formula is None}
    for crop in tree["trong_trot"]:
        perennial = ["dien_tich_thu_hoach"] if crop["nhom_cay"] in PERENNIAL else []
        crop.update({column: series() for column in ("dien_tich", *perennial, "nang_suat")})
    for key in ("chan_nuoi", "lam_nghiep", "thuy_san", "ngan_sach", "tong_san_pham"):
        for row in tree.get(key, ()):
            row.update(series())
    for row in tree["chi_tieu"]:
        row.update(series() if row["ma"] in typed_in else {})
    return Plan.model_validate(tree)


@pytest.mark.parametrize(("level", "profile"), [("district", "lao-cai"), ("province", "hai-cap")])
def test_the_formulas_of_other_levels_give_in_libreoffice_what_we_compute(
    level: LevelId, profile: str, tmp_path: pathlib.Path
) -> None:
    catalog = load_catalog(profile, level)
    content = book_of(with_numbers(empty_plan(catalog, level, 2025), catalog))
    ours = computed(content)
    assert len([place for (sheet, place) in ours if sheet == "Chỉ tiêu"]) > 300
    assert differing(ours, computed(saved_by_libreoffice(content, tmp_path))) == []
