"""Editing a workbook in place: what was asked for is set, everything else is as it was."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from sedp_docs.problems import OutputError
from sedp_docs.workbook.grid import Place, address
from sedp_docs.write.parts import OFFICE
from sedp_docs.write.soffice import find_soffice
from sedp_docs.write.xlsxedit import Added, Content, Formula, edit_xlsx
from tests.workbook_builder import OWN, SHEET, cells, opened, parts, with_part, workbook

Edits = dict[str, dict[Place, Content]]
BOOK = workbook()
SHEET_PART = "xl/worksheets/sheet1.xml"
SHARED = with_part(
    with_part(BOOK, SHEET_PART, "<f>D4/C4*100</f>", '<f t="shared" ref="E4:E8" si="0">D4/C4*100</f>'),
    SHEET_PART, "<f>D5/C5*100</f>", '<f t="shared" si="0"/>',
)  # fmt: skip


def sheet_xml(content: bytes) -> str:
    return parts(content)[SHEET_PART].decode()


def cell_xml(content: bytes, ref: str) -> str:
    return re.search(rf'<c r="{ref}".*?(?:</c>|/>)', sheet_xml(content))[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Decimal("12.345"), 12.345),
        (Decimal("1E+3"), 1000),
        ("Tỷ lệ  hộ nghèo", "Tỷ lệ  hộ nghèo"),
        ("=1+1", "=1+1"),
        (True, True),
        (date(2026, 1, 5), date(2026, 1, 5)),
        (date(1899, 1, 5), "05/01/1899"),
        (None, None),
        ("", None),
    ],
)
def test_a_value_is_set_and_read_back(value: Any, read: Any) -> None:
    cell = opened(edit_xlsx(BOOK, {SHEET: {(5, 4): value}}))[SHEET]["D5"]
    assert (cell.value.date() if isinstance(read, date) else cell.value) == read
    assert cell.data_type != "f"
    assert cell.fill.start_color.rgb == "FFFFF2CC"


def test_all_but_the_edited_cells_is_as_it_was() -> None:
    out = edit_xlsx(BOOK, {SHEET: {(5, 4): Decimal(7), (6, 2): "Tên mới"}})
    before, after = cells(BOOK), cells(out)
    assert {key for key in before | after if before.get(key) != after.get(key)} == {(SHEET, "D5"), (SHEET, "B6")}
    old, new = parts(BOOK), parts(out)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {SHEET_PART, "xl/workbook.xml"}
    assert cells(out, values=True)[SHEET, "E5"][0] == 90
    plain = re.sub(r'<c r="(D5|B6)".*?</c>', "", sheet_xml(BOOK)), re.sub(r'<c r="(D5|B6)".*?</c>', "", sheet_xml(out))
    assert plain[0].split("?>", 1)[1].strip() == plain[1].split("?>", 1)[1].strip()


def test_same_input_same_bytes_without_a_clock() -> None:
    edits: Edits = {SHEET: {(5, 4): Decimal(7), (9, 6): date(2026, 1, 2)}}
    assert edit_xlsx(BOOK, edits) == edit_xlsx(BOOK, edits)


def test_excel_is_asked_to_recalculate() -> None:
    assert 'fullCalcOnLoad="1"' in parts(edit_xlsx(BOOK, {}))["xl/workbook.xml"].decode()
    without = with_part(BOOK, "xl/workbook.xml", '<calcPr calcId="124519" fullCalcOnLoad="1"/>', "")
    after = parts(edit_xlsx(without, {}))["xl/workbook.xml"].decode()
    assert re.search(r'</definedNames><calcPr [^>]*fullCalcOnLoad="1"/></workbook>', after)


def test_a_day_is_shown_as_day_and_a_day_format_of_the_user_is_kept() -> None:
    out = cells(edit_xlsx(BOOK, {SHEET: {(5, 3): date(2026, 1, 5), (5, 6): date(2026, 1, 5), (12, 2): date(2026, 1, 5)}}))
    assert [out[SHEET, ref][1] for ref in ("C5", "F5", "B12")] == ["dd/mm/yyyy", "d/m/yy", "dd/mm/yyyy"]
    assert out[SHEET, "C4"][1] == "0.00"


def test_a_number_in_a_cell_for_days_is_not_shown_as_one() -> None:
    out = cells(edit_xlsx(BOOK, {SHEET: {(5, 6): Decimal(2025)}}))
    assert out[SHEET, "F5"] == (2025, "General")
    assert out[SHEET, "F4"][1] == "d/m/yy"


def test_a_day_follows_the_calendar_of_the_file() -> None:
    mac = with_part(BOOK, "xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')
    assert cells(edit_xlsx(mac, {SHEET: {(5, 6): date(2026, 1, 5)}}))[SHEET, "F5"][0].date() == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["a\x07b", "a\r\nb\tc", " hai  cách ", "_x0041_", "&<>\"'", "\ufffe", "Đường 🚜", "_x_"])
def test_any_text_comes_back(text: str) -> None:
    out = edit_xlsx(BOOK, {SHEET: {(5, 2): text}})
    assert unescape(opened(out)[SHEET]["B5"].value) == text


def test_a_formula_keeps_its_result_until_excel_opens_the_file() -> None:
    out = edit_xlsx(BOOK, {SHEET: {(5, 5): Formula("C5+D5", Decimal("95.5")), (5, 2): Formula('"a"&C5', "a50")}})
    assert (cells(out)[SHEET, "E5"][0], cells(out, values=True)[SHEET, "E5"][0]) == ("=C5+D5", 95.5)
    assert (cells(out)[SHEET, "B5"][0], cells(out, values=True)[SHEET, "B5"][0]) == ('="a"&C5', "a50")


def test_cells_that_shared_a_formula_get_their_own() -> None:
    out = edit_xlsx(SHARED, {SHEET: {(4, 5): Decimal(1)}})
    assert cell_xml(out, "E5") == '<c r="E5" s="2"><f>D5/C5*100</f><v>90</v></c>'
    assert cells(out)[SHEET, "E4"][0] == 1


def test_a_follower_that_gets_a_value_leaves_the_shared_formula_to_the_rest() -> None:
    out = edit_xlsx(SHARED, {SHEET: {(5, 5): Decimal(1)}})
    assert (cells(out)[SHEET, "E4"][0], cells(out)[SHEET, "E5"][0]) == ("=D4/C4*100", 1)


def test_both_of_a_shared_formula_can_go() -> None:
    out = cells(edit_xlsx(SHARED, {SHEET: {(5, 5): Decimal(1), (4, 5): Decimal(2)}}))
    assert (out[SHEET, "E4"][0], out[SHEET, "E5"][0]) == (2, 1)


def test_the_calculation_chain_goes_with_a_formula_and_only_then() -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    types = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/>'
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>'
    chained = with_part(BOOK, "[Content_Types].xml", "</Types>", f"{types}</Types>")
    chained = with_part(chained, "xl/_rels/workbook.xml.rels", "</Relationships>", f"{relation}</Relationships>")
    kept = parts(edit_xlsx(chained, {SHEET: {(5, 4): Decimal(1)}}))
    gone = parts(edit_xlsx(chained, {SHEET: {(5, 5): Decimal(1)}}))
    assert all("calcChain" in kept[name].decode() for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"))
    assert not any(b"calcChain" in part for part in gone.values())


def test_rows_are_added_below_a_table_with_its_look() -> None:
    rows: list[dict[int, Any]] = [{1: "ma_9", 3: Decimal(90)}, {1: "ma_10", 4: Decimal(5), 5: Formula("D10/C10", Decimal(1))}]
    out = edit_xlsx(BOOK, {}, [Added(SHEET, 8, rows)])
    sheet = opened(out)[SHEET]
    assert [cell.value for cell in sheet[9]][:6] == ["ma_9", None, 90, None, None, None]
    assert [cell.value for cell in sheet[10]][:6] == ["ma_10", None, None, 5, "=D10/C10", None]
    assert [cell.number_format for cell in sheet[10]][:6] == [cell.number_format for cell in sheet[8]][:6]
    assert sheet["D9"].fill.start_color.rgb == "FFFFF2CC"
    assert '<dimension ref="A1:F10"/>' in sheet_xml(out)
    assert re.findall(r'<row r="(\d+)"', sheet_xml(out)) == ["1", "3", "4", "5", "6", "7", "8", "9", "10"]


def test_rows_are_not_added_over_what_stands_below() -> None:
    busy = edit_xlsx(BOOK, {SHEET: {(10, 1): "Người lập biểu"}})
    with pytest.raises(OutputError, match="đã có nội dung") as caught:
        edit_xlsx(busy, {}, [Added(SHEET, 8, [{1: "a"}, {1: "b"}])])
    assert caught.value.problem.location.place == f'trang tính "{SHEET}", ô A10'
    assert caught.value.problem.hint == "chèn 2 dòng trống vào trước dòng này"


def test_a_row_is_deleted_by_clearing_and_a_hidden_one_stays_hidden() -> None:
    out = edit_xlsx(BOOK, {SHEET: {(6, column): None for column in range(1, 30)}})
    sheet = opened(out)[SHEET]
    assert [cell.value for cell in sheet[6]] == [None] * 6
    assert sheet.row_dimensions[6].hidden
    assert sheet["A7"].value == "ma_7"


ARRAY = with_part(BOOK, SHEET_PART, "<f>D4/C4*100</f>", '<f t="array" ref="E4:E5">D4:D5/C4:C5*100</f>')


@pytest.mark.parametrize(
    ("content", "edits", "says"),
    [
        (BOOK, {"Chi tieu": {(1, 1): "x"}}, "tệp không có trang tính"),
        (BOOK, {SHEET: {(1, 2): "x"}}, "nằm khuất trong ô gộp A1:F1"),
        (ARRAY, {SHEET: {(5, 5): Decimal(1)}}, "công thức của cả khối E4:E5"),
        (ARRAY, {SHEET: {(4, 5): Decimal(1)}}, "công thức của cả khối E4:E5"),
        (BOOK, {SHEET: {(5, 2): "x" * 32_768}}, "dài hơn 32767 ký tự"),
        (with_part(BOOK, SHEET_PART, 'r="D5"', 'r="?"'), {SHEET: {(5, 2): "x"}}, "cấu trúc khác thường"),
        (with_part(BOOK, SHEET_PART, "sheetData", "khac"), {SHEET: {(5, 2): "x"}}, "cấu trúc khác thường"),
    ],
)
def test_what_cannot_be_set_is_refused_in_a_sentence(content: bytes, edits: Edits, says: str) -> None:
    with pytest.raises(OutputError, match=says) as caught:
        edit_xlsx(content, edits)
    assert caught.value.problem.hint


def test_rows_and_cells_without_addresses_are_found() -> None:
    bare = with_part(BOOK, SHEET_PART, "<row r=", "<row x=")
    bare = with_part(bare, SHEET_PART, '<c r="C5"', "<c")
    bare = with_part(bare, SHEET_PART, '<row x="3"', '<row r="3"')
    assert cells(edit_xlsx(bare, {SHEET: {(5, 3): Decimal(1)}}))[SHEET, "C5"][0] == 1


def test_extensions_of_newer_excels_are_kept() -> None:
    new = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x14ac="urn:x14ac" mc:Ignorable="x14ac">'
    newer = with_part(BOOK, SHEET_PART, '<dimension ref="A1:F8"/>', "<dimension/>")
    newer = with_part(newer, SHEET_PART, "><dimension/>", f' {new}<dimension ref="A1:F8"/>')
    newer = with_part(newer, SHEET_PART, '<row r="5" ', '<row r="5" x14ac:dyDescent="0.25" ')
    out = sheet_xml(edit_xlsx(newer, {SHEET: {(5, 30): Decimal(1)}}))
    assert 'mc:Ignorable="x14ac"' in out
    assert '<row r="5" x14ac:dyDescent="0.25">' in out
    assert '<c r="AD5"><v>1</v></c></row>' in out


def test_a_workbook_without_styles_gets_those_that_a_day_needs() -> None:
    bare = with_part(BOOK, "xl/_rels/workbook.xml.rels", "/styles", "/other")
    bare = with_part(bare, SHEET_PART, ' s="', ' vm="')
    out = edit_xlsx(bare, {SHEET: {(5, 3): date(2026, 1, 5)}})
    assert "dd/mm/yyyy" in parts(out)["xl/styles1.xml"].decode()
    assert cell_xml(out, "C5") == '<c r="C5" s="1"><v>46027</v></c>'


def test_strict_files_are_refused() -> None:
    strict = with_part(
        BOOK, "xl/workbook.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml"
    )
    with pytest.raises(OutputError, match="Strict Open XML"):
        edit_xlsx(strict, {})


PLACES = st.tuples(st.integers(2, 20), st.integers(1, 30))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
NUMBERS = st.decimals(-(10**9), 10**9, places=3).map(lambda amount: amount.normalize())
VALUES = st.one_of(st.none(), NUMBERS, TEXTS, st.booleans(), st.dates(date(1950, 1, 1), date(2100, 1, 1)))


@settings(max_examples=40, deadline=None)
@given(edits=st.dictionaries(PLACES, VALUES, max_size=12))
def test_any_edits_are_read_back_and_nothing_else_changed(edits: dict[Place, Any]) -> None:
    after = cells(edit_xlsx(SHARED, {SHEET: edits}))
    expected = {key: value for key, (value, _) in cells(SHARED).items()}
    for place, value in edits.items():
        expected[SHEET, address(place)] = None if value == "" else float(value) if isinstance(value, Decimal) else value
    found = {key: unescape(value) if isinstance(value, str) else value for key, (value, _) in after.items()}
    for key, value in expected.items():
        read = found.pop(key, None)
        assert read == (datetime.combine(value, time()) if type(value) is date else value)
    assert found == {}


@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_is_edited_too(tmp_path: Path) -> None:
    saved = through_libreoffice(BOOK, tmp_path)
    edits: Edits = {
        SHEET: {(5, 4): Decimal(60), (4, 5): Decimal(1), (9, 2): "Dòng mới", (5, 3): date(2026, 1, 5)},
        OWN: {(1, 1): "x"},
    }
    out = edit_xlsx(saved, edits)
    before, after = cells(saved), cells(out)
    changed = {key for key in before | after if before.get(key) != after.get(key)}
    assert changed == {(SHEET, ref) for ref in ("D5", "E4", "B9", "C5")} | {(OWN, "A1")}
    untouched = set(parts(saved)) - {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"}
    assert all(parts(saved)[name] == parts(out)[name] for name in untouched)
    calculated = openpyxl.load_workbook(io.BytesIO(through_libreoffice(out, tmp_path)), data_only=True)
    assert [calculated[SHEET][ref].value for ref in ("D5", "E4", "B9")] == [60, 1, "Dòng mới"]
    assert len(calculated[SHEET]._charts) == 1


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it."""
    source = folder / "vao.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(find_soffice()),
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "ra"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "ra" / "vao.xlsx").read_bytes()
