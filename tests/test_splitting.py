"""Slips out and back: nobody types, nothing changes; whatever the order, the same plan; what is not theirs is told, not taken."""

from __future__ import annotations

import itertools
import pathlib
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sedp_docs.app.cases import case_of
from sedp_docs.app.merging import MergeDone, merge
from sedp_docs.app.splitting import laid_out, source_case, split
from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import OutputError, ReadError, Sources
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.plans import load_plan, plan_from
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.rules.registry import check
from sedp_docs.workbook.merging import Entry, merge_slips
from sedp_docs.workbook.shapes import value_at
from sedp_docs.workbook.slipbook import BASE, GUIDE, slip_book
from sedp_docs.workbook.slips import column_key, responding, stored, text_at
from sedp_docs.workbook.sliptake import Slip, Typed, read_slip
from sedp_docs.workbook.tables import Tables
from sedp_docs.write.excel import to_xlsx
from tests.plan_strategy import plans

NOW = datetime(2024, 11, 20, 8, 30)  # noqa: DTZ001
SOURCE = """\
phien_ban: 1
quy_trinh: lao-cai
cap: xa
don_vi: {ma: NT, loai: xã, ten: Nậm Thoong}
nam_ke_hoach: 2025
lan_lap: trinh-hdnd
co_quan:
  - {ma: vp-tk, ten: Văn phòng - Thống kê, han_gui: 2024-11-20}
  - {ma: kn, ten: Cán bộ khuyến nông xã}
  - {ma: hnd, ten: Hội Nông dân xã}
thon:
  - {ma: t1, ten: Nậm Thoong, so_ho: 140, nhan_khau: 660}
  - {ma: t2, ten: Phìn Sưng}
chi_tieu:
  - {ma: so_thon_co_song_4g, kh: 7, ket_qua: {uoc: 5}, co_quan: vp-tk}
trong_trot:
  - {ma: lua_xuan, cay: Lúa, vu: Vụ xuân, nhom_cay: luong_thuc_co_hat, dien_tich: {ket_qua: {uoc: 97.0}}, co_quan: kn}
hoat_dong:
  - {ma: hd1, ten: Làm đường bê tông, linh_vuc: kinh_te, danh_muc: A, de_xuat_cua: t1, chu_tri: vp-tk, khai_toan: 420}
thuyet_minh:
  ke-hoach:
    I.II.1: {doan: [Đoạn một., Đoạn hai.], nguoi_viet: vp-tk, trang_thai: dang_viet}
    I.III: {doan: [Chưa giao cho ai.]}
    I.II.2: {nguoi_viet: kn}
"""
Typing = Mapping[tuple[str, str, str], Any]
"""What is typed into a slip: by sheet, row key ("" for the first empty row) and heading."""


@pytest.fixture
def source(tmp_path: pathlib.Path) -> pathlib.Path:
    """Return a plan's workbook, with slips in phieu/."""
    from sedp_docs.app.converting import convert

    (tmp_path / "KH.yaml").write_text(SOURCE, encoding="utf-8")
    convert(tmp_path / "KH.yaml", tmp_path / "KH.xlsx", NOW)
    split(tmp_path / "KH.xlsx", tmp_path / "phieu", (), force=False, now=NOW)
    return tmp_path / "KH.xlsx"


def slip(source: pathlib.Path, unit: str) -> pathlib.Path:
    return source.parent / "phieu" / f"{unit}.xlsx"


def typed(path: pathlib.Path, typing: Typing, name: str = "") -> pathlib.Path:
    """Type into a slip and save it, as somebody with Excel would."""
    book = openpyxl.load_workbook(path)
    for (sheet, key, title), value in typing.items():
        cells = book[sheet]
        heads = {cell.value: cell.column for cell in cells[3]}
        keys = {cells.cell(row, heads["Khóa dòng"]).value or "": row for row in range(cells.max_row, 3, -1)}
        cells.cell(keys[key], heads[title]).value = value
    out = path.with_name(name) if name else path
    book.save(out)
    return out


def tree(path: pathlib.Path) -> dict[str, Any]:
    plan = load_plan(path).plan
    assert plan is not None
    return tree_of(plan)


def said(done: MergeDone) -> str:
    return "\n".join(map(str, done.problems))


UOC = ("Chỉ tiêu", "chi_tieu/so_thon_co_song_4g", "Ước 2024")
COST = ("Hoạt động", "hoat_dong/hd1", "Khái toán")
NAME, FIELD = ("Hoạt động", "", "Hoạt động"), ("Hoạt động", "", "Lĩnh vực")


def test_each_unit_gets_its_rows_only_and_who_has_none_gets_no_slip(source: pathlib.Path) -> None:
    done = split(source, source.parent / "khac", (), force=False, now=NOW)
    assert done.idle == ["hnd"]
    books = {path.stem: openpyxl.load_workbook(path) for path in done.written if path.suffix == ".xlsx"}
    assert {name: [s.title for s in book if s.sheet_state == "visible"] for name, book in books.items()} == {
        "vp-tk": [GUIDE, "Chỉ tiêu", "Hoạt động", "Thuyết minh"],
        "kn": [GUIDE, "Trồng trọt", "Hoạt động", "Thuyết minh"],
        "t1": [GUIDE, "Số liệu thôn", "Hoạt động"],
        "t2": [GUIDE, "Số liệu thôn", "Hoạt động"],
    }
    assert books["t2"]["Số liệu thôn"]["A4"].value == "t2"
    assert any(path.suffix == ".docx" and "t1" in path.name for path in done.written)


def test_what_nobody_typed_in_changes_no_byte(source: pathlib.Path) -> None:
    before = source.read_bytes()
    done = merge(source, [slip(source, unit) for unit in ("kn", "t2", "vp-tk", "t1")], NOW)
    assert (done.written, done.problems, source.read_bytes() == before) == (None, [], True)


def test_what_a_unit_typed_is_in_the_plan_and_the_workbook_says_who_and_when(source: pathlib.Path) -> None:
    row = ("Số liệu thôn", "thon/t2")
    file = typed(slip(source, "t2"), {(*row, "Số hộ"): 95, (*row, "Km đường bê tông"): "1,5"})
    done = merge(source, [file], NOW)
    assert [(each.name, each.taken) for each in done.received] == [("Thôn Phìn Sưng", 2)]
    assert (str(tree(source)["thon"][1]["so_ho"]), str(tree(source)["thon"][1]["km_duong_be_tong"])) == ("95", "1.5")
    book = openpyxl.load_workbook(source)
    assert [cell.value for cell in book["Nhật ký sửa"][4]] == [
        "20/11/2024 08:30", "t2 – Thôn Phìn Sưng", "Số liệu thôn: t2, Số hộ", None, "95",
    ]  # fmt: skip
    assert "20/11/2024, 2 ô" in [cell.value for row in book["Đơn vị và thôn"] for cell in row]
    assert done.copy is not None
    again = merge(source, [file], NOW)
    assert (again.written, again.received[0].taken) == (None, 0)


@pytest.mark.slow
@pytest.mark.parametrize("order", list(itertools.permutations(("t1", "vp-tk", "t2"))))
@pytest.mark.parametrize("calls", [1, 3])
def test_two_units_with_different_values_leave_the_cell_open_in_any_order(
    source: pathlib.Path, order: Sequence[str], calls: int
) -> None:
    typed(slip(source, "t1"), {COST: 333})
    typed(slip(source, "vp-tk"), {COST: 444, UOC: 6})
    typed(slip(source, "t2"), {("Số liệu thôn", "thon/t2", "Nữ"): 40})
    files = [slip(source, unit) for unit in order]
    for group in [files] if calls == 1 else [[file] for file in files]:
        merge(source, group, NOW)
    merge(source, files, NOW)
    plan = tree(source)
    cell = {"bang": "hoat_dong", "ma": "hd1", "cot": "khai_toan"}
    found = sorted(plan["chenh_lech"], key=lambda each: str(each["gia_tri"]))
    assert found == [{**cell, "gia_tri": "333", "don_vi_gui": "t1"}, {**cell, "gia_tri": "444", "don_vi_gui": "vp-tk"}]
    assert str(plan["hoat_dong"][0].get("khai_toan", 0)) == "0"
    assert (str(plan["chi_tieu"][0]["ket_qua"]["uoc"]), plan["thon"][1]["nu"]) == ("6", 40)


def test_a_value_that_the_planner_changed_meanwhile_is_one_of_the_two(source: pathlib.Path) -> None:
    book = openpyxl.load_workbook(source)
    cells = book["Chỉ tiêu"]
    column = next(cell.column for cell in cells[3] if cell.value == "Ước 2024")
    row = next(row for row in range(4, 12) if cells.cell(row, 1).value == "so_thon_co_song_4g")
    cells.cell(row, column).value = 8
    book.save(source)
    done = merge(source, [typed(slip(source, "vp-tk"), {UOC: 6})], NOW)
    given = {(each["gia_tri"], each.get("don_vi_gui", "")) for each in tree(source)["chenh_lech"]}
    assert (given, done.differing) == ({("8", ""), ("6", "vp-tk")}, 1)
    assert "ket_qua" not in tree(source)["chi_tieu"][0]


def test_what_is_not_theirs_is_told_with_its_cell_and_not_taken(source: pathlib.Path) -> None:
    before = tree(source)
    key = ("Chỉ tiêu", "chi_tieu/so_thon_co_song_4g")
    list_ = ("Hoạt động", "hoat_dong/hd1", "Danh mục")
    file = typed(slip(source, "vp-tk"), {(*key, "KH 2024 HĐND"): 9, (*key, "Mã"): "ma_khac", list_: "C"})
    done = merge(source, [file], NOW)
    assert tree(source) == before
    assert [problem.id for problem in done.problems] == ["PH-09"] * 3
    assert 'vp-tk.xlsx, trang tính "Chỉ tiêu", ô A4' in said(done)


def test_a_deleted_row_and_an_emptied_cell_take_nothing_away(source: pathlib.Path) -> None:
    before = tree(source)
    file = typed(slip(source, "t1"), {("Số liệu thôn", "thon/t1", "Số hộ"): None})
    book = openpyxl.load_workbook(file)
    book["Hoạt động"].delete_rows(4)
    book.save(file)
    done = merge(source, [file], NOW)
    assert tree(source) == before
    assert "dòng “hd1” đã bị xóa khỏi phiếu" in said(done)


def test_a_proposal_gets_a_code_its_sender_and_the_list_without_money_once(source: pathlib.Path) -> None:
    file = typed(slip(source, "t2"), {NAME: "Làm cầu treo", FIELD: "kinh_te", ("Hoạt động", "", "Ưu tiên thôn"): 1})
    file2 = typed(slip(source, "t1"), {NAME: "Làm kênh mương"}, "t1-thieu.xlsx")
    done = merge(source, [file, file2], NOW)
    merge(source, [file], NOW)
    assert [each for each in tree(source)["hoat_dong"] if each["ma"] != "hd1"] == [
        {"ma": "hd-t2-1", "ten": "Làm cầu treo", "linh_vuc": "kinh_te", "danh_muc": "B", "de_xuat_cua": "t2", "uu_tien_thon": 1}
    ]
    assert "hoạt động đề xuất chưa nhận được: thiếu hoặc sai linh_vuc" in said(done)


@pytest.mark.parametrize(
    ("old", "new", "id"),
    [("nam_ke_hoach: 2025", "nam_ke_hoach: 2026", "PH-03"), ("trinh-hdnd", "du-thao", "PH-04"), ("ma: NT", "ma: XX", "PH-02"),
     ("  - {ma: t2, ten: Phìn Sưng}\n", "", "PH-05")],
)  # fmt: skip
def test_a_slip_of_another_unit_year_or_round_does_not_stop_the_others(
    source: pathlib.Path, tmp_path: pathlib.Path, old: str, new: str, id: str
) -> None:
    assert old in SOURCE
    other = tmp_path / "khac.yaml"
    other.write_text(SOURCE.replace(old, new), encoding="utf-8")
    good = tmp_path / "phieu-khac"
    split(other, good, ("vp-tk",), force=False, now=NOW)
    done = merge(other, [slip(source, "t2"), typed(good / "vp-tk.xlsx", {COST: 444})], NOW)
    assert [problem.id for problem in done.problems] == [id]
    assert [each.taken for each in done.received] == [1, 0]


def test_the_line_that_can_be_seen_replaces_lost_properties_but_not_the_lost_base(source: pathlib.Path) -> None:
    book = openpyxl.load_workbook(typed(slip(source, "vp-tk"), {UOC: 6}))
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(slip(source, "vp-tk"))
    assert merge(source, [slip(source, "vp-tk")], NOW).received[0].taken == 1
    del book[BASE]
    book.save(slip(source, "vp-tk"))
    assert [problem.id for problem in merge(source, [slip(source, "vp-tk")], NOW).problems] == ["PH-06"]


def test_what_is_no_slip_is_refused_in_a_sentence(source: pathlib.Path, tmp_path: pathlib.Path) -> None:
    (tmp_path / "cu.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (tmp_path / "hong.xlsx").write_bytes(slip(source, "t1").read_bytes()[:900])
    files = [source, tmp_path / "cu.xls", tmp_path / "hong.xlsx", tmp_path / "khong.xlsx"]
    done = merge(source, files, NOW)
    assert (len(done.problems), done.written) == (4, None)
    assert "không phải là phiếu" in str(done.problems[0])


def test_slips_that_are_there_are_kept(source: pathlib.Path) -> None:
    folder = source.parent / "phieu"
    assert split(source, folder, ("t1",), force=False, now=NOW).written == []
    typed(slip(source, "t1"), {COST: 333})
    with pytest.raises(OutputError, match=r"đã có phiếu khác.*t1\.xlsx"):
        split(source, folder, (), force=False, now=NOW)
    done = split(source, folder, ("t1",), force=True, now=NOW)
    assert [path.name for path in done.copies] == ["t1 (bản cũ 2024-11-20 0830).xlsx"]
    with pytest.raises(ReadError, match="không có cơ quan, thôn nào mang mã “t9”"):
        split(source, folder, ("t9",), force=False, now=NOW)


def test_a_yaml_source_is_updated_in_place(source: pathlib.Path) -> None:
    file = source.with_suffix(".yaml")
    merge(file, [typed(slip(source, "t1"), {COST: 333}), typed(slip(source, "vp-tk"), {UOC: 6, COST: 444})], NOW)
    assert [each["don_vi_gui"] for each in tree(file)["chenh_lech"]] == ["t1", "vp-tk"]
    assert str(tree(file)["chi_tieu"][0]["ket_qua"]["uoc"]) == "6"


def written(path: pathlib.Path, *rows: tuple[str | None, ...], name: str = "") -> pathlib.Path:
    """Type rows into the sheet of prose of a slip, from the first: tài liệu, mục, tên mục, nội dung, trạng thái, khóa dòng."""
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["Thuyết minh"][3]] == [
        "Tài liệu", "Mục", "Tên mục", "Nội dung", "Trạng thái", "Khóa dòng",
    ]  # fmt: skip
    for number, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            book["Thuyết minh"].cell(number, column).value = value
    out = path.with_name(name) if name else path
    book.save(out)
    return out


MINE = ("ke-hoach", "I.II.1", None)
KEY = "thuyet_minh/ke-hoach/I.II.1"


def prose(path: pathlib.Path) -> dict[str, Any]:
    found: dict[str, Any] = tree(path)["thuyet_minh"]["ke-hoach"]
    return found


def test_a_slip_has_the_sections_of_its_office_with_room_for_more_paragraphs(source: pathlib.Path) -> None:
    book = openpyxl.load_workbook(slip(source, "vp-tk"))
    sheet = book["Thuyết minh"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [(row[0], row[1], row[3], row[4], row[5]) for row in rows] == [
        ("ke-hoach", "I.II.1", "Đoạn một.", "Đang viết", KEY),
        ("ke-hoach", "I.II.1", "Đoạn hai.", None, KEY),
        *[("ke-hoach", "I.II.1", None, None, KEY)] * 3,
    ]
    assert all(row[2] for row in rows)
    assert sheet["D5"].fill.fgColor.rgb == sheet["E4"].fill.fgColor.rgb != sheet["E5"].fill.fgColor.rgb
    told = [[cell.value for cell in row] for row in book[GUIDE].iter_rows(max_col=3)]
    assert ["Thuyết minh", 1, 0] in told


@pytest.mark.parametrize("suffix", [".xlsx", ".yaml"])
def test_paragraphs_that_an_office_wrote_replace_those_of_its_section(source: pathlib.Path, suffix: str) -> None:
    source = source.with_suffix(suffix)
    rows = [(*MINE, "Đoạn một mới.", "Đã duyệt", KEY), (*MINE, None, None, KEY), (*MINE, "Đoạn ba.", None, KEY)]
    file = written(slip(source, "vp-tk"), *rows, (None, None, None, "Dòng chèn thêm.", None, None))
    done = merge(source, [file], NOW)
    assert (done.problems, done.received[0].taken) == ([], 2)
    wanted = {"doan": ["Đoạn một mới.", "Đoạn ba.", "Dòng chèn thêm."], "nguoi_viet": "vp-tk", "trang_thai": "da_duyet"}
    assert prose(source)["I.II.1"] == wanted
    assert merge(source, [file], NOW).written is None


def test_an_emptied_section_and_half_a_section_take_nothing_away(source: pathlib.Path) -> None:
    before = tree(source)
    file = written(slip(source, "vp-tk"), *[(*MINE, None, "Đang viết", KEY)] * 2, name="trong.xlsx")
    assert merge(source, [file], NOW).problems == []
    file = written(slip(source, "vp-tk"), (*MINE, "=A1&B1"), (*MINE, "Khác."), name="nua.xlsx")
    done = merge(source, [file], NOW)
    assert [(problem.id, problem.location.place) for problem in done.problems] == [("SO-02", 'trang tính "Thuyết minh", ô D4')]
    assert tree(source) == before


def test_a_section_of_another_is_told_and_not_taken(source: pathlib.Path) -> None:
    before = tree(source)
    rows = [(*MINE, "Đoạn một."), (*MINE, "Đoạn hai."), ("ke-hoach", "I.III", None, "Viết hộ.", None, None),
            (None, None, None, "Viết hộ nữa.", None, None)]  # fmt: skip
    done = merge(source, [written(slip(source, "vp-tk"), *rows, name="ho.xlsx")], NOW)
    assert [problem.id for problem in done.problems] == ["PH-08", "PH-08"]
    assert tree(source) == before
    other = source.parent / "doi.yaml"
    other.write_text(SOURCE.replace("hai.], nguoi_viet: vp-tk", "hai.], nguoi_viet: hnd"), encoding="utf-8")
    done = merge(other, [written(slip(source, "vp-tk"), (*MINE, "Đoạn khác."))], NOW)
    assert [problem.id for problem in done.problems] == ["PH-12"]
    assert prose(other)["I.II.1"]["doan"] == ["Đoạn một.", "Đoạn hai."]


def test_a_section_that_the_planner_changed_meanwhile_stays_open_until_one_text_is_chosen(source: pathlib.Path) -> None:
    other = source.parent / "doi.yaml"
    other.write_text(SOURCE.replace("Đoạn hai.", "Đoạn hai của xã."), encoding="utf-8")
    done = merge(other, [written(slip(source, "vp-tk"), (*MINE, "Đoạn một mới."))], NOW)
    cell = {"bang": "thuyet_minh", "ma": "ke-hoach/I.II.1", "cot": "doan"}
    theirs = {**cell, "gia_tri": "Đoạn một mới.\n\nĐoạn hai.", "don_vi_gui": "vp-tk"}
    assert (done.differing, tree(other)["chenh_lech"]) == (
        1, [{**cell, "gia_tri": "Đoạn một.\n\nĐoạn hai của xã."}, theirs],
    )  # fmt: skip
    assert prose(other)["I.II.1"] == {"nguoi_viet": "vp-tk", "trang_thai": "dang_viet"}
    assert _discrepancy_ids(other) == {"CL-02"}
    text = other.read_text(encoding="utf-8")
    chosen = ("[Đoạn một mới., Đoạn hai.]", '["Đoạn một mới.\\n\\nĐoạn hai."]')
    for doan, ids in (*((each, set[str]()) for each in chosen), ("[Chữ khác.]", {"CL-03"})):
        other.write_text(text.replace("{nguoi_viet: vp-tk", f"{{doan: {doan}, nguoi_viet: vp-tk"), encoding="utf-8")
        assert _discrepancy_ids(other) == ids


def test_a_section_that_no_cell_holds_is_neither_given_out_nor_taken(source: pathlib.Path, tmp_path: pathlib.Path) -> None:
    file = written(slip(source, "vp-tk"), (*MINE, "a" * 20_000), (*MINE, "b" * 20_000))
    done = merge(source, [file], NOW)
    assert [(problem.id, problem.location.place) for problem in done.problems] == [("PH-15", 'trang tính "Thuyết minh", ô D4')]
    long = tmp_path / "dai.yaml"
    long.write_text(SOURCE.replace("Đoạn một.", "a" * 20_000).replace("Đoạn hai.", "b" * 20_000), encoding="utf-8")
    split(long, tmp_path / "dai", ("vp-tk",), force=False, now=NOW)
    assert "Thuyết minh" not in openpyxl.load_workbook(tmp_path / "dai" / "vp-tk.xlsx").sheetnames
    done = merge(long, [written(slip(source, "vp-tk"), (*MINE, "Ngắn."), (*MINE, None))], NOW)
    assert [problem.id for problem in done.problems] == ["PH-12"]
    assert prose(long)["I.II.1"]["doan"] == ["a" * 20_000, "b" * 20_000]


@pytest.mark.parametrize(
    "paragraph", ["a\n", "  - x\n  - y", "=1+2", "12", "1,5", "a\n\nb", "x\r\ny", "-", "'q", "<b>&amp;", "_x000D_", "TRUE"]
)
def test_what_stands_in_a_paragraph_comes_back_as_it_went_out(paragraph: str) -> None:
    loaded = plan_from(read_yaml(SOURCE.encode(), "")).plan
    assert loaded is not None
    start = tree_of(loaded)
    start["thuyet_minh"]["ke-hoach"]["I.II.1"]["doan"] = [paragraph, "Đoạn hai."]
    plan = Plan.model_validate(start)
    laid, slips = _slips(plan)
    merged = merge_slips(plan, laid, slips)
    assert (merged.news, merged.problems, merged.tree) == ([], [], tree_of(plan))


def test_a_formula_without_its_result_is_told(source: pathlib.Path) -> None:
    done = merge(source, [typed(slip(source, "vp-tk"), {UOC: "=3+3"})], NOW)
    assert [problem.id for problem in done.problems] == ["SO-02"]


def _discrepancy_ids(path: pathlib.Path) -> set[str]:
    case, _ = source_case(path)
    assert case is not None
    return {each.id for each in check(case.plan, case.catalog, case.figures, case.sources) if each.id.startswith("CL-")}


def _slips(plan: Plan) -> tuple[Any, list[Slip]]:
    laid = laid_out(case_of(plan, load_catalog(plan.procedure, plan.level), Sources()))
    books = {code: slip_book(laid, code) for code in responding(plan)}
    return laid, [read_slip(read_workbook(to_xlsx(book), code), code, laid) for code, book in books.items() if book]


def _given(laid: Tables, sender: str, values: Mapping[str, Any]) -> Slip:
    """Return the slip of a unit that gave some cells of hd1 and of its section values."""
    base, changed = dict[tuple[str, str], str](), dict[str, list[Typed]]()
    for row, at in PLACES.items():
        for column in map(stored, laid.of(str(at[0])).sheet.columns):
            if (name := column_key(column)) in VALUES_OF[row]:
                base[row, name] = text_at(laid.tree, (*at, name), column)
                each = Typed(column, values.get(name), "Hoạt động", (4, 1))
                if name in values and each.text != base[row, name]:
                    changed.setdefault(row, []).append(each)
    return Slip(sender, sender, base, changed)


PLACES: Mapping[str, tuple[str | int, ...]] = {"hoat_dong/hd1": ("hoat_dong", 0), KEY: ("thuyet_minh", "ke-hoach", "I.II.1")}
VALUES_OF = {"hoat_dong/hd1": ("ten", "khai_toan", "khoi_luong", "phoi_hop"), KEY: ("doan", "trang_thai")}
VALUES = st.fixed_dictionaries({}, optional={
    "ten": st.sampled_from(("Làm đường bê tông", "Làm đường", "Làm cầu")),
    "khai_toan": st.sampled_from((Decimal(0), Decimal(420), Decimal(333), Decimal("444.5"))),
    "khoi_luong": st.sampled_from((Decimal(1), Decimal(2))),
    "phoi_hop": st.sampled_from((["kn"], ["kn", "hnd"])),
    "doan": st.sampled_from((["Đoạn một.", "Đoạn hai."], ["Đoạn một."], ["Khác.", "Đoạn hai."], ["Đoạn một.\nĐoạn hai."])),
    "trang_thai": st.sampled_from(("dang_viet", "da_duyet")),
})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("t1", "vp-tk")), VALUES), min_size=2, max_size=4), VALUES, st.data())
def test_any_order_in_any_number_of_calls_gives_the_same_plan(
    sent: list[tuple[str, dict[str, Any]]], meanwhile: dict[str, Any], data: st.DataObject
) -> None:
    loaded = plan_from(read_yaml(SOURCE.encode(), "")).plan
    assert loaded is not None
    laid = laid_out(case_of(loaded, load_catalog("lao-cai", "commune"), Sources()))
    slips = [_given(laid, *each) for each in sent]
    start = tree_of(loaded)
    for row, (*steps, last) in PLACES.items():
        value_at(start, tuple(steps))[last] |= {key: value for key, value in meanwhile.items() if key in VALUES_OF[row]}

    def after(groups: Sequence[Sequence[Slip]]) -> dict[str, Any]:
        plan, journal = Plan.model_validate(start), list[Entry]()
        for group in groups:
            merged = merge_slips(plan, laid, group, journal)
            plan, journal = Plan.model_validate(merged.tree), merged.journal
        out = tree_of(plan)
        return out | {"chenh_lech": sorted(map(str, out.get("chenh_lech", ())))}

    order = data.draw(st.permutations(slips))
    cut = data.draw(st.integers(0, len(slips)))
    assert after([slips]) == after([order[:cut], order[cut:]]) == after([[each] for each in order]) == after([slips, order])


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans(cap="xa"))
def test_splitting_and_merging_any_plan_changes_nothing(plan: Plan) -> None:
    laid, slips = _slips(plan)
    merged = merge_slips(plan, laid, slips)
    assert (merged.news, merged.problems, merged.tree) == ([], [], tree_of(plan))


def test_splitting_and_merging_the_sample_changes_nothing() -> None:
    case, _ = source_case(pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml")
    assert case is not None
    laid, slips = _slips(case.plan)
    merged = merge_slips(case.plan, laid, slips)
    assert (len(slips), merged.news, merged.problems, merged.tree) == (23, [], [], tree_of(case.plan))


@pytest.mark.slow
def test_a_slip_that_libreoffice_saved_is_read(source: pathlib.Path, tmp_path: pathlib.Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("no LibreOffice")
    typed(slip(source, "t1"), {COST: 333})
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    files = ["--outdir", str(tmp_path / "ra"), str(slip(source, "t1"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    done = merge(source, [tmp_path / "ra" / "t1.xlsx"], NOW)
    assert (done.problems, done.received[0].taken) == ([], 1)
    assert str(tree(source)["hoat_dong"][0]["khai_toan"]) == "333"
