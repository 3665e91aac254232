"""A draft says so on every page, and the PDF of a whole dossier has bookmarks and numbers that run through."""

from __future__ import annotations

import io
import pathlib
import subprocess
from datetime import datetime

import openpyxl
import pikepdf
import pytest
from pikepdf import Dictionary, Name

from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.preflight import check_docx
from sedp_docs.write.draftmark import MARK, marked_docx, marked_xlsx
from sedp_docs.write.pdfmerge import Piece, merged
from tests.docx_builder import docx, p
from tests.dossier_plan import unzipped, whole_plan
from tests.test_package import PLAN, TRINH, pack
from tests.test_pdf import needs_soffice

PAPER = "ho-so_nt_2025.pdf"


def headers(content: bytes) -> list[str]:
    return [text for place, text in paragraph_texts(content) if place.startswith("đầu trang")]


def test_a_file_without_any_header_gets_the_mark() -> None:
    content = marked_docx(docx(p("Nội dung")))
    check_docx(content, "a.docx")
    assert headers(content) == [MARK]


def test_the_mark_stands_beside_what_headers_say() -> None:
    assert headers(marked_docx(docx(p("Nội dung"), header=p("Trang 2")))) == [MARK, "Trang 2"]


def test_first_and_even_pages_get_the_mark_where_a_file_has_their_own() -> None:
    body = p("Một") + "<w:p><w:pPr><w:sectPr><w:titlePg/></w:sectPr></w:pPr></w:p>" + p("Hai")
    settings = (
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:evenAndOddHeaders/></w:settings>'
    )
    content = marked_docx(docx(body, {"word/settings.xml": settings}, header=p("Trang")))
    document = unzipped(content)["word/document.xml"].decode()
    first = document[: document.index("Hai")]
    assert [kind for kind in ("default", "first", "even") if f'w:type="{kind}"' in first] == ["default", "first", "even"]
    assert headers(content).count(MARK) == 4  # the three new ones, and that of the file


def test_printed_sheets_get_the_mark() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Chỉ tiêu"
    book.create_sheet("Hai").oddHeader.left.text = "Phụ lục"
    out = io.BytesIO()
    book.save(out)
    marked = openpyxl.load_workbook(io.BytesIO(marked_xlsx(out.getvalue())))
    assert [MARK in (sheet.oddHeader.right.text or "") for sheet in marked.worksheets] == [True, True]
    assert marked["Hai"].oddHeader.left.text == "Phụ lục"


def pdf(pages: int, *, rotate: int = 0, script: bool = False, password: str = "") -> bytes:
    """Return a PDF of blank pages; with a script: one that runs when a page is opened, and one behind a note."""
    out = pikepdf.new()
    for _ in range(pages):
        page = out.add_blank_page(page_size=(595, 842))
        page.Rotate = rotate
        if script:
            action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
            page.AA = Dictionary(O=action)
            page.Annots = pikepdf.Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])
    content = io.BytesIO()
    out.save(content, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return content.getvalue()


def opened(content: bytes | None) -> pikepdf.Pdf:
    assert content is not None
    return pikepdf.open(io.BytesIO(content))


def test_pieces_have_bookmarks_and_pages_that_run_through() -> None:
    found = merged([Piece("Tờ trình", "a", pdf(2)), Piece("Nghị quyết", "b", pdf(3, rotate=90))], "Hồ sơ")
    with opened(found.content) as whole:
        stamps = [page.Contents[-1].read_bytes() if isinstance(page.Contents, pikepdf.Array) else b"" for page in whole.pages]
        assert [f"({n}/5)".encode() in stamp for n, stamp in enumerate(stamps, 1)] == [True] * 5
        with whole.open_outline() as outline:
            marks = [(str(item.title), int(item.destination)) if isinstance(item.destination, int) else str(item.title)
                     for item in outline.root]  # fmt: skip
    assert marks == ["Tờ trình", "Nghị quyết"]


def test_the_same_pieces_give_the_same_bytes() -> None:
    pieces = [Piece("Tờ trình", "a", pdf(2))]
    assert merged(pieces, "Hồ sơ").content == merged(pieces, "Hồ sơ").content


def test_scripts_of_others_pages_stay_outside() -> None:
    content = merged([Piece("Thông báo", "a", pdf(1, script=True))], "Hồ sơ").content
    with opened(content) as whole:
        assert b"JavaScript" not in b"".join(repr(each).encode() for each in whole.objects)


@pytest.mark.parametrize("content", [b"%PDF-1.4\n%%EOF\n", pdf(1, password="x")])
def test_a_pdf_that_cannot_be_read_is_left_out_with_a_warning(content: bytes) -> None:
    found = merged([Piece("Tờ trình", "a", pdf(1)), Piece("Thông báo", "12_thong-bao.pdf", content)], "Hồ sơ")
    assert [(each.severity, each.location.file) for each in found.problems] == [("warning", "12_thong-bao.pdf")]
    with opened(found.content) as whole:
        assert len(whole.pages) == 1


def text_of(folder: pathlib.Path, content: bytes) -> list[str]:
    """Return the text of each page."""
    (folder / "a.pdf").write_bytes(content)
    text = subprocess.run(["pdftotext", "-layout", str(folder / "a.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


@needs_soffice
@pytest.mark.slow
def test_every_page_of_a_draft_says_so_and_has_its_number(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2024, 12, 15, 9, 30))  # noqa: DTZ001 - a planner's own clock
    (tmp_path / PLAN).write_text(whole_plan(), encoding="utf-8")
    assert pack("--draft", "--pdf").exit_code == 0
    files = unzipped((tmp_path / TRINH).read_bytes())
    words = {name.removesuffix(".docx") for name in files if name.endswith(".docx")}
    assert {name.removesuffix(".pdf") for name in files if name.endswith(".pdf")} == words | {PAPER.removesuffix(".pdf")}
    pages = text_of(tmp_path, files[PAPER])
    assert len(pages) > len(words)
    assert [n for n, page in enumerate(pages, 1) if MARK not in page or f"{n}/{len(pages)}" not in page] == []
    assert pack("--pdf").exit_code == 0
    assert MARK not in "".join(text_of(tmp_path, unzipped((tmp_path / TRINH).read_bytes())["03_ke-hoach_nt_2025.pdf"]))
