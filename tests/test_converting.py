"""`convert`: nothing is lost between YAML and a workbook, and nothing of the user's in a file that is there."""

from __future__ import annotations

import io
import pathlib
import re
import shutil
from datetime import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from sedp_docs.app.converting import convert
from sedp_docs.app.planfiles import updated_content
from sedp_docs.figures import Figures
from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import OutputError
from sedp_docs.read.catalogs import load_catalog, load_layout
from sedp_docs.read.planbook import read_plan_book
from sedp_docs.read.plans import load_plan, plan_from
from sedp_docs.workbook.fill import plan_book
from sedp_docs.write.excel import to_xlsx
from tests.openxml import faults, needs_validator
from tests.plan_strategy import plans

NOW = datetime(2024, 12, 5, 14, 12)  # noqa: DTZ001 - a planner's own clock
SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"
CATALOG = load_catalog("lao-cai", "commune")
BOOK = pathlib.Path("KH.xlsx")


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """Return a folder with the sample as YAML and as the workbook made of it."""
    shutil.copy(SAMPLE, tmp_path / "xa.yaml")
    convert(tmp_path / "xa.yaml", tmp_path / "xa.xlsx", NOW)
    return tmp_path


def _plan(path: pathlib.Path) -> Plan:
    loaded = load_plan(path)
    assert loaded.plan is not None, [str(problem) for problem in loaded.problems]
    return loaded.plan


def _edit(path: pathlib.Path, sheet: str, **cells: object) -> None:
    """Change cells as a person does in Excel."""
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book[sheet][address] = value
    book.save(path)


def test_a_workbook_and_yaml_say_the_same(folder: pathlib.Path) -> None:
    convert(folder / "xa.xlsx", folder / "ve.yaml", NOW)
    assert tree_of(_plan(folder / "ve.yaml")) == tree_of(_plan(folder / "xa.yaml"))


def test_the_sample_workbook_is_the_sample(folder: pathlib.Path) -> None:
    """To make it anew: rm samples/commune.xlsx; sedp-docs convert samples/commune.yaml samples/commune.xlsx."""
    assert tree_of(_plan(SAMPLE.with_suffix(".xlsx"))) == tree_of(_plan(SAMPLE))
    assert SAMPLE.with_suffix(".xlsx").read_bytes() == (folder / "xa.xlsx").read_bytes()


def test_comments_of_a_yaml_file_are_kept(folder: pathlib.Path) -> None:
    _edit(folder / "xa.xlsx", "Số liệu thôn", C5=141)
    done = convert(folder / "xa.xlsx", folder / "xa.yaml", NOW)
    before, after = SAMPLE.read_text(encoding="utf-8"), (folder / "xa.yaml").read_text(encoding="utf-8")
    assert after == before.replace("    so_ho: 140\n", "    so_ho: 141\n", 1)
    assert done.copy is not None
    assert done.copy.read_text(encoding="utf-8") == before


def test_only_the_changed_cell_of_a_workbook_changes(folder: pathlib.Path) -> None:
    old = (folder / "xa.xlsx").read_bytes()
    text = (folder / "xa.yaml").read_text(encoding="utf-8")
    (folder / "xa.yaml").write_text(text.replace("    so_ho: 140\n", "    so_ho: 141\n", 1), encoding="utf-8")
    convert(folder / "xa.yaml", folder / "xa.xlsx", NOW)
    one, other = (openpyxl.load_workbook(io.BytesIO(each)) for each in (old, (folder / "xa.xlsx").read_bytes()))
    told = {"Hướng dẫn", "Tra cứu số"}
    changed = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in other
        if sheet.title not in told
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != one[sheet.title][cell.coordinate].value
    ]
    assert changed == [("Số liệu thôn", "C5", 141)]


def test_own_sheets_and_columns_stay(folder: pathlib.Path) -> None:
    book = openpyxl.load_workbook(folder / "xa.xlsx")
    book.create_sheet("Ghi chép riêng")["A1"] = "Hỏi lại chị Mai"
    last = book["Chỉ tiêu"].max_column + 2
    book["Chỉ tiêu"].cell(3, last, "Ghi chú của tôi")
    book["Chỉ tiêu"].cell(5, last, "đã gọi điện")
    book.save(folder / "xa.xlsx")
    text = (folder / "xa.yaml").read_text(encoding="utf-8")
    (folder / "xa.yaml").write_text(text.replace("lan_lap: trinh-hdnd", "lan_lap: cap-nhat"), encoding="utf-8")
    convert(folder / "xa.yaml", folder / "xa.xlsx", NOW)
    after = openpyxl.load_workbook(folder / "xa.xlsx")
    assert after["Ghi chép riêng"]["A1"].value == "Hỏi lại chị Mai"
    assert after["Chỉ tiêu"].cell(5, last).value == "đã gọi điện"
    assert _plan(folder / "xa.xlsx").round == "cap-nhat"


def test_a_row_that_is_new_goes_below_and_one_that_is_gone_is_cleared(folder: pathlib.Path) -> None:
    text = (folder / "xa.yaml").read_text(encoding="utf-8")
    text = text.replace("  - {ma: mttq,", "  - {ma: mttq2,").replace("de_xuat_cua: mttq\n", "de_xuat_cua: mttq2\n")
    (folder / "moi.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(OutputError, match="thứ tự dòng khác"):
        convert(folder / "moi.yaml", folder / "xa.xlsx", NOW)
    added = text.replace("\n# Số liệu thôn:", "\n  - {ma: moi, ten: Hội Cựu chiến binh xã}\n\n# Số liệu thôn:")
    added = added.replace("{ma: mttq2,", "{ma: mttq,").replace("de_xuat_cua: mttq2\n", "de_xuat_cua: mttq\n")
    (folder / "moi.yaml").write_text(added, encoding="utf-8")
    convert(folder / "moi.yaml", folder / "xa.xlsx", NOW)
    assert tree_of(_plan(folder / "xa.xlsx")) == tree_of(_plan(folder / "moi.yaml"))


def test_a_grey_cell_that_was_typed_over_is_restored(folder: pathlib.Path) -> None:
    output = openpyxl.load_workbook(folder / "xa.xlsx")["Trồng trọt"]
    column = next(
        cell.column_letter for cell in output[3] if str(cell.value).startswith("Ước") and "sản lượng" in str(cell.value)
    )
    formula = output[f"{column}4"].value
    _edit(folder / "xa.xlsx", "Trồng trọt", **{f"{column}4": 999})
    assert tree_of(_plan(folder / "xa.xlsx")) == tree_of(_plan(folder / "xa.yaml"))
    convert(folder / "xa.yaml", folder / "xa.xlsx", NOW)
    assert openpyxl.load_workbook(folder / "xa.xlsx")["Trồng trọt"][f"{column}4"].value == formula


def test_a_rearranged_workbook_is_refused_with_the_list(folder: pathlib.Path) -> None:
    book = openpyxl.load_workbook(folder / "xa.xlsx")
    del book["Dự án"]
    book["Nguồn lực"]["C3"] = "Số ước"
    book.save(folder / "xa.xlsx")
    before = (folder / "xa.xlsx").read_bytes()
    with pytest.raises(OutputError) as refused:
        convert(folder / "xa.yaml", folder / "xa.xlsx", NOW)
    assert "không còn trang tính “Dự án”" in str(refused.value)
    assert "trang tính “Nguồn lực”: không còn cột “Ước 2024”" in str(refused.value)
    assert (folder / "xa.xlsx").read_bytes() == before


def test_a_refusal_to_update_names_the_file(folder: pathlib.Path) -> None:
    old = folder / "cu.yaml"
    old.write_text("cap: xa", encoding="utf-8")
    with pytest.raises(OutputError) as refused:
        convert(folder / "xa.yaml", old, NOW)
    assert str(refused.value.problem).startswith(f"{old}: tệp YAML cũ có lỗi nên không cập nhật được; ")


def test_a_file_with_faults_is_not_converted(folder: pathlib.Path) -> None:
    _edit(folder / "xa.xlsx", "Số liệu thôn", C5="1.005")
    done = convert(folder / "xa.xlsx", folder / "ve.yaml", NOW)
    assert done.written is None
    assert not (folder / "ve.yaml").exists()
    assert [problem.location.place for problem in done.problems if problem.severity == "error"] == [
        'trang tính "Số liệu thôn", ô C5'
    ]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(quy_trinh="lao-cai", cap="commune", nam_ke_hoach=2025), plans(quy_trinh="lao-cai", cap="commune", nam_ke_hoach=2025))
def test_any_plan_goes_into_any_workbook_whole_or_not_at_all(one: Plan, other: Plan) -> None:
    book = to_xlsx(plan_book(Figures(one, CATALOG), load_layout()))
    assert updated_content(book, Figures(one, CATALOG), [], BOOK) == book
    try:
        new = updated_content(book, Figures(other, CATALOG), [], BOOK)
    except OutputError:
        return  # rearranged, by what the other plan needs
    plan = plan_from(read_plan_book(new, "KH.xlsx")).plan
    assert plan is not None
    assert tree_of(plan) == tree_of(other)


@needs_validator
@pytest.mark.slow
def test_a_workbook_stays_valid_open_xml_when_a_plan_is_put_into_it(folder: pathlib.Path) -> None:
    text = (folder / "xa.yaml").read_text(encoding="utf-8")
    (folder / "xa.yaml").write_text(text.replace("    so_ho: 140\n", "    so_ho: 141\n", 1), encoding="utf-8")
    convert(folder / "xa.yaml", folder / "xa.xlsx", NOW)
    assert faults((folder / "xa.xlsx").read_bytes()) == []


def test_rows_below_the_spare_ones_are_added_up_too(folder: pathlib.Path) -> None:
    crop = "  - {{ma: cay_{0}, cay: Cây {0}, nhom_cay: rau_mau, dien_tich: {{ket_qua: {{uoc: 2}}}}}}\n"
    text = (folder / "xa.yaml").read_text(encoding="utf-8")
    rows = "".join(crop.format(n) for n in range(25))
    (folder / "xa.yaml").write_text(text.replace("\n# Chăn nuôi: đàn", f"\n{rows}\n# Chăn nuôi: đàn"), encoding="utf-8")
    convert(folder / "xa.yaml", folder / "xa.xlsx", NOW)
    sheet = openpyxl.load_workbook(folder / "xa.xlsx")["Trồng trọt"]
    last = max(cell.row for cell in sheet["A"] if cell.value)
    formulas = [cell.value for row in openpyxl.load_workbook(folder / "xa.xlsx")["Chỉ tiêu"].iter_rows() for cell in row]
    sums = [str(each) for each in formulas if "SUMIFS('Trồng trọt'!" in str(each)]
    assert last > 30
    assert sums
    assert all(f"${last}" in each for each in sums)


def test_a_sheet_that_formulas_need_may_be_gone_or_renamed(folder: pathlib.Path) -> None:
    """A goal's name is looked up in "Chuỗi mục tiêu", a village's in "Đơn vị và thôn"."""
    text = (folder / "xa.yaml").read_text(encoding="utf-8").replace("lan_lap: trinh-hdnd", "lan_lap: cap-nhat")
    (folder / "xa.yaml").write_text(re.sub(r"(?ms)^muc_tieu:.*?^(?=hoat_dong:)", "", text), encoding="utf-8")
    book = openpyxl.load_workbook(folder / "xa.xlsx")
    book["Đơn vị và thôn"].title = "Don vi va thon'24"
    del book["Chuỗi mục tiêu"]
    book["Số liệu thôn"]["B5"] = None
    book.save(folder / "xa.xlsx")
    convert(folder / "xa.yaml", folder / "xa.xlsx", NOW)
    assert tree_of(_plan(folder / "xa.xlsx")) == tree_of(_plan(folder / "xa.yaml"))
    assert "'Don vi va thon''24'!" in openpyxl.load_workbook(folder / "xa.xlsx")["Số liệu thôn"]["B5"].value


def test_the_table_of_debts_counts_the_cells_of_its_own_line(folder: pathlib.Path) -> None:
    text = (folder / "xa.yaml").read_text(encoding="utf-8").replace("    so_ho: 140\n", "", 1)
    (folder / "mot.yaml").write_text(text, encoding="utf-8")
    convert(folder / "mot.yaml", folder / "xa.xlsx", NOW)
    (folder / "hai.yaml").write_text(text.replace("    so_ho: 128\n", "", 1), encoding="utf-8")
    convert(folder / "hai.yaml", folder / "xa.xlsx", NOW)
    guide = openpyxl.load_workbook(folder / "xa.xlsx")["Hướng dẫn"]
    lines = {row[0].value: row[1].value for row in guide.iter_rows() if str(row[1].value).startswith("=")}
    assert lines["thôn Nậm Thoong"] == "=COUNTBLANK('Số liệu thôn'!C5)"
    assert lines["thôn Phìn Sưng"] == "=COUNTBLANK('Số liệu thôn'!C6)"
