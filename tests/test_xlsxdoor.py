"""What is no workbook, or could act by itself, stays outside; what real workbooks hold comes in."""

from __future__ import annotations

import io
import zipfile

import pytest

from sedp_docs.problems import ReadError
from sedp_docs.read.xlsxdoor import check_xlsx
from tests.docx_builder import OFFICE, docx, p, zipped
from tests.raw_workbook import parts, relations, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    return OLE + f"{stream}\0".encode("utf-16-le") + bytes(512)


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**parts(), name: content})


def related(kind: str, target: str, mode: str = "") -> bytes:
    part = relations(("rIdX", kind, target), mode=mode)
    return with_part("xl/worksheets/_rels/sheet1.xml.rels", part)


def typed(kind: str) -> bytes:
    made = parts()
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/xl/x" ContentType="{kind}"/></Types>'.encode()
    )
    return zipped(made)


KINDS: dict[str, tuple[bytes, str]] = {
    "xls": (ole("Workbook"), "tệp Excel kiểu cũ (.xls); mở bằng Excel, lưu lại kiểu Excel Workbook (.xlsx) [ZIP-01]"),
    "xls of Excel 5": (ole("Book"), "tệp Excel kiểu cũ (.xls)"),
    "doc": (ole("WordDocument"), "tệp Word kiểu cũ (.doc)"),
    "password": (ole("EncryptedPackage"), "tệp có mật khẩu mở; mở bằng Word hoặc Excel, bỏ mật khẩu"),
    "msi": (OLE, "tệp kiểu Office cũ hoặc có mật khẩu"),
    "xlsm": (with_part("xl/vbaProject.bin", b"x"), "sổ tính có macro (.xlsm)"),
    "xlsm by type": (typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macro"),
    "xlsb": (with_part("xl/workbook.bin", b"x"), "sổ tính nhị phân (.xlsb)"),
    "ods": (with_part("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "tệp OpenDocument (.ods, .odt)"),
    "docx": (docx(p("x")), "văn bản Word (.docx), không phải sổ tính Excel (.xlsx); mở bằng Excel"),
    "pptx": (with_part("ppt/presentation.xml", b"<a/>"), "bài trình chiếu (.pptx)"),
    "zip": (zipped({"a.txt": b"x"}), "tệp nén này không phải sổ tính Excel"),
    "csv": ("ma;ten\nct_1;Tỷ lệ hộ nghèo\n".encode(), "tệp văn bản (.csv, .txt)"),
    "csv in UTF-16": ("ma;ten\n".encode("utf-16"), "tệp văn bản (.csv, .txt)"),
    "web page named .xls": (b"\xef\xbb\xbf <html><table></table></html>", "trang web (HTML) hoặc XML"),
    "XML of Excel 2003": (b'<?xml version="1.0"?><Workbook/>', "tệp XML"),
    "pdf": (b"%PDF-1.7\n", "tệp PDF"),
    "empty": (b"", "tệp rỗng"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "tệp kiểu khác"),
    "cut off": (workbook()[:300], "tệp hỏng"),
}

ACTIVE: dict[str, tuple[bytes, str]] = {
    "link to another workbook": (with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "liên kết ngoài"),
    "related link": (related("externalLinkPath", "KH2023.xlsx", "External"), "liên kết ngoài"),
    "connections": (with_part("xl/connections.xml", b"<connections/>"), "kết nối dữ liệu"),
    "query table": (related("queryTable", "../queryTables/queryTable1.xml"), "kết nối dữ liệu"),
    "type of connections": (
        typed("application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"),
        "kết nối dữ liệu",
    ),
    "OLE object": (with_part("xl/embeddings/oleObject1.bin", b"x"), "đối tượng nhúng"),
    "OLE object of another name": (with_part("xl/media/a.png", OLE), "tệp khác nhúng"),
    "workbook in a workbook": (with_part("xl/media/a.png", workbook()), "tệp khác nhúng"),
    "embedded package": (related("package", "../media/a.docx"), "đối tượng nhúng"),
    "ActiveX": (with_part("xl/activeX/activeX1.xml", b"<ocx/>"), "đối tượng nhúng"),
    "control": (related("control", "../x/x1.xml"), "đối tượng nhúng"),
    "macro sheet": (with_part("xl/macrosheets/sheet1.xml", b"<macrosheet/>"), "macro"),
    "macro sheet by type": (typed("application/vnd.ms-excel.macrosheet+xml"), "macro"),
    "macro project by relation": (related("vbaProject", "../x.dat"), "macro"),
    "own ribbon": (with_part("customUI/customUI14.xml", b"<customUI/>"), "tiện ích"),
    "web extension": (with_part("xl/webextensions/webextension1.xml", b"<a/>"), "tiện ích"),
    "picture from the web": (related("image", "http://vi.du/a.png", "External"), "dẫn ra ngoài: “http://vi.du/a.png”"),
    "file link": (related("hyperlink", "file:///C:/Users/a.xlsx", "External"), "dẫn ra ngoài"),
    "share": (related("hyperlink", "\\\\10.0.0.1\\a", "External"), "dẫn ra ngoài"),
    "script": (related("hyperlink", "javascript:alert(1)", "External"), "dẫn ra ngoài"),
    "address that says it is a part": (related("image", "http://vi.du/a.png"), "dẫn ra ngoài"),
    "remote drawing": (related("drawing", "ftp://vi.du/a.xml", "external"), "dẫn ra ngoài"),
}
DTD = '<!DOCTYPE a [<!ENTITY x "y">]>'
DTDS = {
    "sheet": ("xl/worksheets/sheet1.xml", f"<?xml version='1.0'?>{DTD}<worksheet/>".encode()),
    "UTF-16": ("xl/worksheets/sheet1.xml", f'<?xml version="1.0" encoding="UTF-16"?>{DTD}<worksheet/>'.encode("utf-16")),
    "UTF-16 without a mark": ("xl/sharedStrings.xml", f'<?xml version="1.0"?>{DTD}<sst/>'.encode("utf-16-be")),
    "after a comment": ("xl/styles.xml", f"<!-- {'x' * 70_000} -->{DTD}<a/>".encode()),
    "relations": ("xl/_rels/workbook.xml.rels", f"{DTD}<Relationships/>".encode()),
    "content types": ("[Content_Types].xml", f"{DTD}<Types/>".encode()),
    "a part that nobody reads": ("customXml/item1.xml", f"{DTD}<a/>".encode()),
    "without the ending": ("xl/theme/theme1.dat", f"  {DTD}<a/>".encode()),
    "external": ("docProps/app.xml", b'<!DOCTYPE a SYSTEM "http://vi.du/a.dtd"><a/>'),
}


@pytest.mark.parametrize("name", [*KINDS, *ACTIVE])
def test_what_stays_outside_is_told_why(name: str) -> None:
    content, said = {**KINDS, **ACTIVE}[name]
    with pytest.raises(ReadError) as caught:
        check_xlsx(content, "số liệu.xlsx")
    assert str(caught.value.problem).startswith("số liệu.xlsx")
    assert said in str(caught.value.problem)
    assert caught.value.problem.hint


@pytest.mark.parametrize("name", DTDS)
def test_a_dtd_is_refused_by_its_part(name: str) -> None:
    part, content = DTDS[name]
    with pytest.raises(ReadError) as caught:
        check_xlsx(zipped({**parts(), part: content}), "a.xlsx")
    assert str(caught.value.problem).startswith(f"a.xlsx, phần {part}: phần này có khai báo kiểu tài liệu (DTD)")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/printerSettings/printerSettings1.bin", b"\x00\x01"),
        ("xl/calcChain.xml", b"<calcChain/>"),
        ("xl/drawings/drawing1.xml", b"<wsDr/>"),
        ("xl/drawings/vmlDrawing1.vml", b"<xml/>"),
        ("xl/comments1.xml", b"<comments/>"),
        ("xl/threadedComments/threadedComment1.xml", b"<a/>"),
        ("xl/persons/person.xml", b"<a/>"),
        ("xl/charts/chart1.xml", b"<chartSpace/>"),
        ("xl/media/image1.png", b"\x89PNG"),
        ("xl/pivotTables/pivotTable1.xml", b"<a/>"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", b"<a/>"),
        ("xl/tables/table1.xml", b"<table/>"),
        ("xl/ctrlProps/ctrlProp1.xml", b"<formControlPr/>"),
        ("customXml/item1.xml", b"<a/>"),
        ("xl/theme/theme1.xml", b"<a/>"),
        ("xl/metadata.xml", b"<a/>"),
        ("docProps/thumbnail.wmf", b"\xd7\xcd"),
    ],
)
def test_what_ordinary_workbooks_hold_comes_in(name: str, content: bytes) -> None:
    assert check_xlsx(with_part(name, content), "a.xlsx")[name] == content


@pytest.mark.parametrize("link", ["https://laocai.gov.vn/kh?a=1", "http://vi.du", "mailto:a@vi.du"])
def test_ordinary_links_come_in(link: str) -> None:
    assert check_xlsx(related("hyperlink", link, "External"), "a.xlsx")


def test_a_relation_is_known_by_its_type_whatever_its_namespace() -> None:
    part = relations(("r", "vbaProject", "x")).replace(OFFICE, "http://schemas.microsoft.com/office/2006/relationships")
    with pytest.raises(ReadError, match="macro"):
        check_xlsx(with_part("xl/_rels/workbook.xml.rels", part), "a.xlsx")


def test_names_that_repeat_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in [*parts().items(), ("XL/Workbook.xml", b"<a/>")]:
            package.writestr(name, content)
    with pytest.raises(ReadError, match="lặp lại"):
        check_xlsx(out.getvalue(), "a.xlsx")
