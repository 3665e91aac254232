"""Annexes as Excel files: the same words and figures as their Word twins, numbers that compute."""

from __future__ import annotations

import io
import pathlib
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest

from sedp_docs.app.building import BuildOptions, build_plan
from sedp_docs.read.xlsxtext import cell_texts
from sedp_docs.report.build import build_report
from sedp_docs.report.types import Cell, Debt, Report
from sedp_docs.text import rounded
from sedp_docs.write.annex import annex
from tests.plan_builder import Built, plan_from
from tests.spreadsheet import listing, shown
from tests.test_app import ANNEXES, NOW, SAMPLE, sample, texts

each_annex = pytest.mark.parametrize("document", ANNEXES)
needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
SHORT = """
chi_tieu:
  - ma: san_luong_luong_thuc
    lich_su: {2023: 2500}
    kh: {giao: "2600 - 2700"}
    ket_qua: {uoc: 2650}
    kh_sau: {trinh: "dưới 2800"}
  - {ma: ty_le_che_phu_rung, lich_su: {2023: 55}, kh: {giao: 55.5}, ket_qua: {uoc: 54.75}, kh_sau: {trinh: 56}}
"""


def report(plan: Built, document: str, debts: dict[str, Debt] | None = None) -> Report:
    return build_report(plan.plan, plan.catalog, plan.figures, plan.catalog.forms[document], debts or {})


@cache
def made(document: str) -> bytes:
    return annex(report(sample(), document))


def opened(content: bytes, *, results: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def printed(of: Report) -> Iterator[tuple[str, int, int, Cell]]:
    """Yield (sheet, row, column, cell) of every cell of the tables, where the workbook should hold it."""
    for sheet, table in zip(opened(annex(of)), of.tables.values(), strict=False):
        first = sheet.freeze_panes
        for r, row in enumerate(table.rows, sheet[first].row):
            for c, column in enumerate(table.layout.columns, 1):
                yield sheet.title, r, c, row.cells[column.id]


@each_annex
def test_the_annexes_of_the_sample_hold_what_they_should(document: str, golden: Callable[[str, str], None]) -> None:
    golden(f"commune/{document}.xlsx", listing(made(document)))


@each_annex
def test_every_text_of_the_word_twin_stands_in_the_workbook(document: str) -> None:
    cells = {words for _, words in cell_texts(made(document))}
    figures = {cell.text for _, _, _, cell in printed(report(sample(), document)) if cell.is_number}
    missing = [text for _, text in texts(document) if text not in figures and not text.isdigit() and text not in cells]
    assert missing == []


@each_annex
def test_numbers_are_exact_and_everything_else_is_text(document: str) -> None:
    book, numbers = opened(made(document), results=True), 0
    for sheet, row, column, cell in printed(report(sample(), document)):
        value = book[sheet].cell(row, column).value
        numbers += cell.is_number
        amount = rounded(cell.raw or Decimal(0), cell.decimals) if cell.difference else cell.raw
        exact = pytest.approx(float(amount), rel=1e-14) if cell.is_number and amount is not None else cell.text or None
        assert value == exact, (sheet, row, column)
    assert numbers > 10


def test_the_same_plan_gives_the_same_bytes() -> None:
    again = plan_from(SAMPLE.read_text(encoding="utf-8"))
    assert [annex(report(again, document)) for document in ANNEXES] == [made(document) for document in ANNEXES]


@needs_soffice
@pytest.mark.slow
@each_annex
def test_libreoffice_computes_and_shows_what_word_prints(document: str, tmp_path: pathlib.Path) -> None:
    sheets = shown(made(document), tmp_path)
    for sheet, row, column, cell in printed(report(sample(), document)):
        assert sheets[sheet][row - 1][column - 1].strip() == cell.text, (sheet, row, column, cell)


def test_percentages_differences_sums_and_rates_are_live() -> None:
    cells = opened(made("bieu-chi-tieu")).active
    formulas = {cell.coordinate: cell.value for row in cells.iter_rows() for cell in row if cell.data_type == "f"}
    names = {cells.cell(r, 2).value: r for r in range(1, cells.max_row + 1)}
    food, forest, poor = (names[name] for name in ("Sản lượng lương thực có hạt", "Tỷ lệ che phủ rừng", "Tỷ lệ hộ nghèo"))
    assert formulas[f"I{food}"] == f"=H{food} / F{food} * 100"
    assert formulas[f"I{forest}"] == f"=ROUND(H{forest} - F{forest}, 2)"
    assert formulas[f"H{poor}"] == f"=H{names['- Số hộ nghèo cuối năm']} / H{names['Tổng số hộ']} * 100"
    assert len(formulas) == 172


def test_a_range_and_a_bound_stay_text_and_nothing_is_computed_from_them() -> None:
    rows = report(plan_from(SHORT), "bieu-chi-tieu").tables["chi_tieu"].rows
    food, forest = rows[1].cells, rows[2].cells
    assert (food["kh_x_giao"].text, food["kh_x_giao"].is_number, food["so_kh"].formula) == ("2.600,0 - 2.700,0", False, "")
    assert (food["kh_y"].text, food["kh_y"].is_number, food["so_uoc"].formula) == ("dưới 2.800,0", False, "")
    assert food["so_nt"].formula == "{uoc_x} / {th_x1} * 100"
    assert (forest["so_kh"].text, forest["so_kh"].formula) == ("\u22120,75*", "{uoc_x} - {kh_x_giao}")


def test_a_draft_marks_what_is_missing_and_lists_who_owes_it() -> None:
    text = SHORT.replace("ket_qua: {uoc: 54.75}", "ket_qua: {}")
    debt = Debt("Kiểm lâm địa bàn", "Tỷ lệ che phủ rừng, ước năm 2024", None, ("chi_tieu", 1))
    book = opened(annex(report(plan_from(text), "bieu-chi-tieu", {"ty_le_che_phu_rung.uoc": debt})))
    found = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "[chưa có: Kiểm lâm địa bàn]"]
    assert [cell.fill.fgColor.rgb for cell in found[:1]] == ["FFFFFF00"]
    assert [cell.value for cell in book["Số liệu còn thiếu"][3]] == ["1", debt.office, debt.what, None]


def test_an_edited_workbook_is_kept_and_the_differing_cells_are_named(tmp_path: pathlib.Path) -> None:
    source = tmp_path / "commune.yaml"
    source.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    build_plan(source, BuildOptions(tmp_path / "ra"), NOW)
    path = tmp_path / "ra" / "khung-tddg.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B8"].value = "Sản lượng lúa, ngô"
    book.save(path)
    built = build_plan(source, BuildOptions(tmp_path / "ra"), NOW)
    (kept,) = built.kept
    assert (kept.name, kept.beside, kept.reason) == ("khung-tddg.xlsx", "khung-tddg (mới).xlsx", "edited")
    assert [(each.place, each.old, each.new) for each in kept.differences or ()] == [
        ('trang tính "Phụ lục VIII - Bảng 1", ô B8', "Sản lượng lúa, ngô", "Sản lượng lương thực có hạt")
    ]
    assert not (tmp_path / "ra" / "khung-tddg (mới).docx").exists()
