"""What is read from a workbook: values, formulas, days, texts, places, faults, and where each is."""

from __future__ import annotations

import pytest

from sedp_docs import limits
from sedp_docs.problems import ReadError
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.workbook.grid import Place, RawCell, RawWorkbook
from tests.docx_builder import zipped
from tests.raw_workbook import MAIN, parts, relations, sheet, strings, styles, workbook


def read(content: bytes) -> RawWorkbook:
    return read_workbook(content, "kế hoạch.xlsx")


def cells(rows: str, *, shared: str = "", style: str = "", book: str = "") -> dict[Place, RawCell]:
    found = read(workbook(rows, shared=shared, style=style, book=book))
    assert [str(problem) for problem in found.problems] == []
    return dict(found.sheets[0].cells)


def one(cell: str, *, shared: str = "", style: str = "", book: str = "") -> RawCell | None:
    """Return what a cell A1 holds; it is read twice, by the pattern for plain cells and by the parser alone."""
    row = f'<row r="1">{cell}</row>'
    found = cells(row, shared=shared, style=style, book=book).get((1, 1))
    assert cells(f"<!-- x -->{row}", shared=shared, style=style, book=book).get((1, 1)) == found
    return found


def said(content: bytes) -> list[str]:
    return [str(problem) for problem in read(content).problems]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("12.3", "12.3"),
        ("0", "0"),
        ("-0", "0"),
        ("12.10", "12.1"),
        ("1E-2", "0.01"),
        ("1.5e3", "1500"),
        ("1E+16", "10000000000000000"),
        ("0.00001", "0.00001"),
        ("1.0000000000000001E-5", "0.00001"),
        ("0.30000000000000004", "0.3"),
        ("12.299999999999999", "12.3"),
        ("68324.399999999994", "68324.4"),
        ("-0.5", "-0.5"),
        ("123456789012345", "123456789012345"),
        ("12345678901234567", "12345678901234600"),
        (" 7 ", "7"),
        (".5", "0.5"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_as_excel_shows_it(written: str, text: str) -> None:
    assert one(f'<c r="A1"><v>{written}</v></c>') == RawCell("number", text)


@pytest.mark.parametrize("written", ["1e400", "NaN", "INF", "-Infinity", "1_000", "１２", "12,5", "0x10", "1e99999", "--1"])
def test_what_is_no_number_is_told_with_its_cell(written: str) -> None:
    (found,) = said(workbook(f'<row r="12"><c r="F12"><v>{written}</v></c></row>'))
    assert found.startswith(f'kế hoạch.xlsx, trang tính "Chỉ tiêu", ô F12: giá trị “{written}” của ô không đọc được; gõ lại')


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', RawCell("flag", "TRUE")),
        ('<c r="A1" t="b"><v>0</v></c>', RawCell("flag", "FALSE")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', RawCell("error", "#REF!")),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', RawCell("error", "#DIV/0!", True)),
        ('<c r="A1" t="str"><f>"x"</f><v>Thôn 1</v></c>', RawCell("text", "Thôn 1", True)),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', RawCell("text", "", True)),
        ('<c r="A1"><f>SUM(B1:B2)</f><v>7.0</v></c>', RawCell("number", "7", True)),
        ('<c r="A1"><f>SUM(B1:B2)</f></c>', RawCell("uncalculated", "", True)),
        ('<c r="A1"><f>SUM(B1:B2)</f><v/></c>', RawCell("uncalculated", "", True)),
        ('<c r="A1" t="str"><f>B1</f></c>', RawCell("uncalculated", "", True)),
        ('<c r="A1"><f t="shared" si="0"/><v>3</v></c>', RawCell("number", "3", True)),
        ('<c r="A1" t="d"><v>2024-12-05T00:00:00</v></c>', RawCell("day", "2024-12-05")),
        ('<c r="A1" t="inlineStr"><is><t>Thôn</t></is></c>', RawCell("text", "Thôn")),
        ('<c r="A1" t="inlineStr"><is><t></t></is></c>', None),
        ('<c r="A1" t="n"><v>5</v></c>', RawCell("number", "5")),
        ('<c r="A1" s="3"/>', None),
        ('<c r="A1"><v></v></c>', None),
    ],
)
def test_each_kind_of_cell(cell: str, held: RawCell | None) -> None:
    assert one(cell) == held


def test_shared_strings_join_their_runs_without_the_spoken_ones() -> None:
    each = (
        "<t>Chỉ tiêu</t>",
        "<r><rPr><b/></rPr><t>Tỷ lệ </t></r><r><t>hộ nghèo</t></r><rPh sb='0' eb='1'><t>x</t></rPh>",
        "<t/>",
    )
    rows = '<row r="1">' + "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABC")) + "</row>"
    found = cells(rows, shared=strings(*each))
    assert found == {(1, 1): RawCell("text", "Chỉ tiêu"), (1, 2): RawCell("text", "Tỷ lệ hộ nghèo")}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x000D__x000A_b", "a\nb"),
        ("a&#13;b", "a\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("e\u0302\u0301", "ế"),
        ("a &amp; b &lt; 5", "a & b < 5"),
        ("_x00_", "_x00_"),
        ("<![CDATA[<c r='A1'>]]>", "<c r='A1'>"),
    ],
)
def test_escapes_line_ends_and_accents_of_a_text(written: str, text: str) -> None:
    assert one('<c r="A1" t="s"><v>0</v></c>', shared=strings(f"<t>{written}</t>")) == RawCell("text", text)
    assert one(f'<c r="A1" t="inlineStr"><is><t>{written}</t></is></c>') == RawCell("text", text)


@pytest.mark.parametrize(
    ("number", "shown", "held"),
    [
        ("45631", 14, RawCell("day", "2024-12-05")),
        ("45631", "dd/mm/yyyy", RawCell("day", "2024-12-05")),
        ("45631", "[$-42A]dd/mm/yyyy;@", RawCell("day", "2024-12-05")),
        ("45631", "&quot;ngày &quot;dd&quot; tháng &quot;mm", RawCell("day", "2024-12-05")),
        ("45631", "mmm", RawCell("day", "2024-12-05")),
        ("45631.75", 22, RawCell("day", "2024-12-05")),
        ("1", 14, RawCell("day", "1900-01-01")),
        ("59", 14, RawCell("day", "1900-02-28")),
        ("60", 14, RawCell("number", "60")),
        ("61", 14, RawCell("day", "1900-03-01")),
        ("2958465", 14, RawCell("day", "9999-12-31")),
        ("2958466", 14, RawCell("number", "2958466")),
        ("-1", 14, RawCell("number", "-1")),
        ("1e300", 14, RawCell("number", f"{10**300}")),
        ("0.354166666666667", "hh:mm", RawCell("text", "08:30")),
        ("0.354166666666667", 20, RawCell("text", "08:30")),
        ("30.5", "[h]:mm", RawCell("number", "30.5")),
        ("12", "#,##0.0", RawCell("number", "12")),
        ("12", "0.0&quot; đồng/ngày&quot;", RawCell("number", "12")),
        ("12", "[Red]-0.0;General", RawCell("number", "12")),
        ("12", "0\\d\\y", RawCell("number", "12")),
        ("12", 0, RawCell("number", "12")),
    ],
)
def test_a_day_is_known_by_its_format(number: str, shown: int | str, held: RawCell) -> None:
    assert one(f'<c r="A1" s="1"><v>{number}</v></c>', style=styles(0, shown)) == held


def test_days_of_the_old_macintosh() -> None:
    for value in ("1", "true"):
        found = one('<c r="A1" s="0"><v>44169</v></c>', style=styles(14), book=f'<workbookPr date1904="{value}"/>')
        assert found == RawCell("day", "2024-12-05")


def test_a_style_that_is_not_there_is_no_day() -> None:
    assert one('<c r="A1" s="99"><v>45631</v></c>', style=styles(14)) == RawCell("number", "45631")


def test_all_cells_of_an_array_formula_are_computed() -> None:
    first = '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c></row>'
    found = cells(first + '<row r="2"><c r="A2"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>')
    assert [found[row, 1].computed for row in (1, 2, 3)] == [True, True, False]


def test_cells_without_an_address_stand_one_after_the_other() -> None:
    rows = '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c r="B2"><v>4</v></c><c><v>5</v></c></row>'
    rows += '<row r="9"><c><v>6</v></c></row>'
    numbers = {place: cell.text for place, cell in cells(rows).items()}
    assert numbers == {(1, 1): "1", (1, 3): "3", (2, 2): "4", (2, 3): "5", (9, 1): "6"}


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda xml: xml.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=").replace("<x:?", "<?"),
        lambda xml: xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        lambda xml: xml.replace("<row", "\n  <row"),
        lambda xml: xml.replace("<sheetData>", '<sheetData><!-- <c r="D4"><v>9</v></c> -->'),
        lambda xml: xml.replace("<sheetData>", '<sheetData><?x <c r="D4"><v>9</v></c> ?>'),
    ],
)
def test_other_ways_to_write_the_same_sheet(rewritten: object) -> None:
    assert callable(rewritten)
    plain = sheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>x</v></c></row>')
    found = read(zipped(parts(sheets={"Chỉ tiêu": rewritten(plain)})))
    assert found.sheets[0].cells == {(1, 1): RawCell("number", "1"), (1, 2): RawCell("text", "x")}


def test_a_sheet_in_utf_16() -> None:
    made = parts()
    xml = sheet('<row r="1"><c r="A1"><v>1.5</v></c></row>').replace("UTF-8", "UTF-16")
    made["xl/worksheets/sheet1.xml"] = xml.encode("utf-16")
    assert read(zipped(made)).sheets[0].cells == {(1, 1): RawCell("number", "1.5")}


def test_sheets_keep_the_order_of_the_workbook_and_hidden_ones_are_read() -> None:
    made = parts(sheets={name: sheet(f'<row r="1"><c r="A1"><v>{at}</v></c></row>') for at, name in enumerate(("C", "A", "B"))})
    xml = made["xl/workbook.xml"].decode().replace('name="A"', 'name="A" state="veryHidden"')
    made["xl/workbook.xml"] = xml.encode()
    made["xl/_rels/workbook.xml.rels"] = relations(
        ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"),
        ("rId3", "worksheet", "worksheets/sheet3.xml"),
        ("rId2", "worksheet", "../xl/worksheets/Sheet2.xml"),
    ).encode()
    found = read(zipped(made)).sheets
    assert [(each.name, each.hidden, each.cells[1, 1].text) for each in found] == [
        ("C", False, "0"),
        ("A", True, "1"),
        ("B", False, "2"),
    ]


def test_chart_sheets_hold_no_cells_and_are_left_out() -> None:
    made = parts(sheets={"Số liệu": sheet(""), "Biểu đồ": sheet("")})
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b'worksheet" Target="worksheets/sheet2.xml"', b'chartsheet" Target="chartsheets/sheet1.xml"'
    )
    assert [each.name for each in read(zipped(made)).sheets] == ["Số liệu"]


def test_text_properties_of_the_document() -> None:
    made = parts()
    made["docProps/custom.xml"] = (
        b'<Properties xmlns="http://x/custom-properties" xmlns:vt="http://x/docPropsVTypes">'
        b'<property fmtid="{0}" pid="2" name="ma_don_vi"><vt:lpwstr>ban_pho &amp; 1</vt:lpwstr></property>'
        b'<property fmtid="{0}" pid="3" name="so"><vt:i4>5</vt:i4></property></Properties>'
    )
    assert read(zipped(made)).properties == {"ma_don_vi": "ban_pho & 1"}


def test_bad_characters_are_told_with_their_cells() -> None:
    rows = '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="str"><v>x_x0007_</v></c></row>'
    found = read(workbook(rows, shared=strings("<t>a_x0000_b</t>", "<t>tốt</t>")))
    assert [str(problem) for problem in found.problems] == [
        f'kế hoạch.xlsx, trang tính "Chỉ tiêu", ô {cell}: có ký tự không in được {bad}; xóa ký tự này hoặc gõ lại ô này [XLSX-11]'
        for cell, bad in (("B3", "U+0000"), ("D3", "U+0007"))
    ]
    assert found.sheets[0].cells == {(3, 3): RawCell("text", "tốt")}


@pytest.mark.parametrize(("length", "good"), [(limits.VALUE_CHARACTERS, True), (limits.VALUE_CHARACTERS + 1, False)])
def test_a_text_may_be_as_long_as_the_limit(length: int, good: bool) -> None:
    found = said(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=strings(f"<t>{'ế' * length}</t>")))
    assert [each.endswith("[XLSX-12]") for each in found] == ([] if good else [True])


@pytest.mark.parametrize(
    "cell", ["XFD1048576", "A20001", "IW1", "A1048576", "XFD1", "ZZ99", "AAA5", "A99999", "IV20001", "B100000", "JA7"]
)
def test_a_far_cell_is_named(cell: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="{cell}"><v>1</v></c><c r="{cell}"><v>2</v></c></row>'
    found = read(workbook(rows))
    (problem,) = found.problems
    assert str(problem).startswith(f'kế hoạch.xlsx, trang tính "Chỉ tiêu", ô {cell}: ô có nội dung nằm quá xa (')
    assert found.sheets[0].cells == {(1, 1): RawCell("number", "1")}


def test_the_last_cell_that_is_near_and_a_far_one_without_content() -> None:
    found = cells('<row r="20000"><c r="IV20000"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="4"/></row>')
    assert found == {(20000, 256): RawCell("number", "1")}


@pytest.mark.parametrize("address", ["rId999", "A0", "AAAA1", "1A", "", "A1:B2", "a1", "XFE1", "A1048577", "$A$1", "А1"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    (found,) = said(workbook(f'<row r="1"><c r="{address}"><v>1</v></c></row>'))
    assert found.startswith(f'kế hoạch.xlsx, trang tính "Chỉ tiêu": địa chỉ ô “{address}” không có trong Excel')


@pytest.mark.parametrize("index", ["-1", "999999", "1", "x", "1.0", "99999999999999999999"])
def test_a_string_that_is_not_there_is_told(index: str) -> None:
    (found,) = said(workbook(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>', shared=strings("<t>a</t>")))
    assert f"ô A1: ô dẫn tới chuỗi số {index[:40]}" in found


@pytest.mark.parametrize("second", ["<v>2</v>", "<f>1</f><v>2</v>"])
def test_a_cell_that_comes_twice_is_told(second: str) -> None:
    (found,) = said(workbook(f'<row r="1"><c r="A1"><v>1</v></c><c r="A1">{second}</c></row>'))
    assert "ô A1: ô được viết hai lần trong tệp" in found


def test_a_formula_that_calls_a_program_is_told() -> None:
    (found,) = said(
        workbook("""<row r="1"><c r="A1"><f>cmd|'/C calc'!A0</f><v>0</v></c><c r="B1"><f>"a|b"</f><v>0</v></c></row>""")
    )
    assert (
        found == 'kế hoạch.xlsx, trang tính "Chỉ tiêu", ô A1: công thức gọi chương trình khác (DDE); xóa công thức này [XLSX-15]'
    )


def test_after_a_hundred_faults_one_word_for_the_rest() -> None:
    found = said(workbook("".join(f'<row r="{row}"><c r="A{row}"><v>x</v></c></row>' for row in range(1, 200))))
    assert len(found) == limits.BOOK_PROBLEMS + 1
    assert found[-1] == "kế hoạch.xlsx: còn lỗi ở các ô khác; sửa các lỗi trên rồi chạy lại [XLSX-20]"


def test_a_workbook_typed_before_unicode_is_told_once_with_an_example() -> None:
    each = ("<t>STT</t>", "<t>KÕ ho¹ch ph¸t triÓn</t>", "<t>Tû lÖ hé nghÌo</t>", "<t>S¶n l­îng lóa</t>", "<t>m²</t>")
    rows = '<row r="2">' + "".join(f'<c r="{letter}2" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABCDE")) + "</row>"
    (found,) = said(workbook(rows, shared=strings(*each)))
    assert 'trang tính "Chỉ tiêu", ô B2: 3 ô có vẻ gõ bằng bảng mã TCVN3, như “KÕ ho¹ch ph¸t triÓn”; chuyển sang Unicode' in found


def damaged(name: str, content: bytes | None) -> bytes:
    made = parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=strings("<t>a</t>"), style=styles(14))
    if content is None:
        del made[name]
    else:
        made[name] = content
    return zipped(made)


@pytest.mark.parametrize(
    "content", [None, b"", b"<a", b"<a><b></a>", b"\xff\xfe", b"<a>\x00</a>", b"<?xml version='1.0' encoding='x'?><a/>"]
)
@pytest.mark.parametrize(
    "name",
    [
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
    ],
)
def test_a_damaged_part_is_named(name: str, content: bytes | None) -> None:
    if content is None and name == "xl/styles.xml":
        return
    with pytest.raises(ReadError) as caught:
        read(damaged(name, content))
    assert str(caught.value.problem).startswith(f"kế hoạch.xlsx, phần {name}: ")
    assert caught.value.problem.id == "XLSX-03"


@pytest.mark.parametrize(
    "listed",
    [
        "",
        '<sheet name="A" r:id="rId9"/>',
        '<sheet name="" r:id="rId1"/>',
        '<sheet name="A" r:id="rId1"/><sheet name="a" r:id="rId1"/>',
        '<sheet name="A&#x85;" r:id="rId1"/>',
        '<sheet name="A"/>',
    ],
)
def test_a_damaged_list_of_sheets_is_refused(listed: str) -> None:
    made = parts()
    start, _, rest = made["xl/workbook.xml"].partition(b"<sheets>")
    made["xl/workbook.xml"] = start + b"<sheets>" + listed.encode() + b"</sheets>" + rest.partition(b"</sheets>")[2]
    with pytest.raises(ReadError, match="trang tính"):
        read(zipped(made))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}" t="str"><v>x</v></c></row>' for row in range(1, 11))
    two_sheets = zipped(parts(sheets={"A": sheet(rows), "B": sheet(rows)}))
    monkeypatch.setattr(limits, "BOOK_CELLS", 40)
    assert len(read(two_sheets).sheets[1].cells) == 20
    monkeypatch.setattr(limits, "BOOK_CELLS", 39)
    with pytest.raises(ReadError, match="sổ tính có hơn 39 ô có nội dung"):
        read(two_sheets)
