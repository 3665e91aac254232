"""PDF by LibreOffice. Most tests use a stand-in for the program; the slow ones the real one."""

from __future__ import annotations

import http.server
import io
import shutil
import stat
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from sedp_docs.problems import OutputError
from sedp_docs.write import fonts, pdf, soffice
from sedp_docs.write.pdf import to_pdf

needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="a script cannot stand in for soffice.exe")


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.core_properties.title = "Kế hoạch"
    for text in paragraphs:
        document.add_paragraph(text)
    return packed(document)


def packed(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def blank_pdf(pages: int = 1) -> bytes:
    content, new = io.BytesIO(), pikepdf.new()
    for _ in range(pages):
        new.add_blank_page()
    new.save(content)
    return content.getvalue()


# -- with a stand-in --------------------------------------------------------------------------------------------------

STAND_IN = """
    import os, sys, time, zipfile
    out, names = sys.argv[sys.argv.index("--outdir") + 1], sys.argv[sys.argv.index("--outdir") + 2 :]
    open({log!r}, "a").write(" ".join(names) + chr(10))
    for name in names:
        text = zipfile.ZipFile(name).read("word/document.xml").decode()
        if "SAP" in text:
            os.abort()
        if "TREO" in text:
            time.sleep(60)
        if "BO QUA" in text:
            continue
        target = os.path.join(out, name.replace(".docx", ".pdf"))
        data = b"%PDF-rac" if "RAC" in text else open({pages!r} if "TRONG" not in text else {empty!r}, "rb").read()
        open(target, "wb").write(data)
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in LibreOffice's place that crashes, hangs or writes rubbish as the document's text tells it; its log."""
    paths = {"log": str(tmp_path / "log"), "pages": str(tmp_path / "pages.pdf"), "empty": str(tmp_path / "empty.pdf")}
    Path(paths["pages"]).write_bytes(blank_pdf())
    Path(paths["empty"]).write_bytes(blank_pdf(0))
    program = tmp_path / "soffice"
    program.write_text(f"#!{sys.executable}\n{textwrap.dedent(STAND_IN).format(**paths)}")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("SEDP_SOFFICE", str(program))
    monkeypatch.setattr(fonts, "check_installed", lambda soffice: None)
    return tmp_path / "log"


@needs_scripts
def test_all_files_go_through_one_process(stand_in: Path) -> None:
    result = to_pdf({"ke-hoach": word("a"), "khung-kế hoạch": word("b")})
    assert list(result.files) == ["ke-hoach", "khung-kế hoạch"]
    assert result.problems == ()
    assert stand_in.read_text() == "001.docx 002.docx\n"


@needs_scripts
@pytest.mark.parametrize("text", ["SAP", "BO QUA", "RAC", "TRONG"], ids=["crash", "nothing", "rubbish", "no page"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_bad_file_costs_only_itself(stand_in: Path, text: str, at: int) -> None:
    documents = {"a": word("a"), "b": word("b"), "c": word("c")}
    bad = list(documents)[at]
    documents[bad] = word(text)
    result = to_pdf(documents)
    assert set(result.files) == set(documents) - {bad}
    assert [(problem.id, problem.severity, problem.location.file) for problem in result.problems] == [("PDF-05", "error", bad)]


@needs_scripts
def test_a_hanging_file_is_killed_in_time(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "START_SECONDS", 1.0)
    monkeypatch.setattr(soffice, "FILE_SECONDS", 0.1)
    start = time.monotonic()
    result = to_pdf({"a": word("TREO"), "b": word("b")})
    assert set(result.files) == {"b"}
    assert time.monotonic() - start < 20


@needs_scripts
def test_it_gives_up_when_libreoffice_itself_is_broken(stand_in: Path) -> None:
    result = to_pdf({str(n): word("SAP") for n in range(9)})
    assert len(result.problems) == 9
    assert len(stand_in.read_text().splitlines()) == 2


@needs_scripts
def test_what_is_not_a_whole_word_file_never_reaches_libreoffice(stand_in: Path) -> None:
    result = to_pdf({"nguon": b"import os", "cut": word("a")[:-500], "tot": word("a")})
    assert set(result.files) == {"tot"}
    assert [problem.location.file for problem in result.problems] == ["nguon", "cut"]
    assert stand_in.read_text() == "001.docx\n"


@needs_scripts
def test_many_files_go_in_parts(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "BATCH", 2)
    assert len(to_pdf({str(n): word("a") for n in range(5)}).files) == 5
    assert stand_in.read_text() == "001.docx 002.docx\n001.docx 002.docx\n001.docx\n"


@needs_scripts
def test_a_program_that_cannot_start_is_an_error(stand_in: Path, tmp_path: Path) -> None:
    (tmp_path / "soffice").write_bytes(b"\x00")
    with pytest.raises(OutputError, match="không chạy được LibreOffice"):
        to_pdf({"a": word("a")})


def test_nothing_to_convert_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEDP_SOFFICE", "/khong/co")
    assert to_pdf({}).files == {}


def test_where_libreoffice_is_missing_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEDP_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(soffice, "_USUAL_PLACES", ())
    with pytest.raises(OutputError, match="không tìm thấy LibreOffice") as caught:
        to_pdf({"a": word("a")})
    assert "cài LibreOffice Writer" in caught.value.problem.hint
    assert "mở tệp .docx trong Word và lưu thành PDF" in caught.value.problem.hint


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEDP_SOFFICE", "/khong/co/soffice")
    with pytest.raises(OutputError, match="SEDP_SOFFICE"):
        soffice.find_soffice()


@needs_scripts
@pytest.mark.parametrize(
    ("listed", "good"),
    [
        ("Liberation Serif", True),
        ("Tinos", True),
        ("Times New Roman,Times New Roman Đậm", True),
        ("DejaVu Serif\nFreeSerif", False),  # Liberation Serif 1.07 is not listed: it lacks the letters that are asked for
    ],
)
def test_a_times_font_with_vietnamese_letters_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str, good: bool
) -> None:
    program = tmp_path / "fc-list"
    program.write_text(f"#!/bin/sh\ncase \"$1\" in *1ea1*) printf '{listed}';; esac\n".replace("\nFree", "\\nFree"))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fonts, "_known_files", lambda soffice: iter(()))
    if good:
        fonts.check_installed(Path("soffice"))
    else:
        with pytest.raises(OutputError, match="thiếu chữ tiếng Việt") as caught:
            fonts.check_installed(Path("soffice"))
        assert "fonts-liberation2" in caught.value.problem.hint


def test_dates_and_random_ids_of_newer_libreoffice_go_too() -> None:
    def made(day: str, id: str) -> bytes:
        new = pikepdf.open(io.BytesIO(blank_pdf()))
        new.docinfo["/CreationDate"] = f"D:{day}"
        new.docinfo["/Title"] = "Kế hoạch"
        with new.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["xmp:CreateDate"] = f"{day[:4]}-01-01T00:00:00Z"
            xmp["xmpMM:InstanceID"] = id
            xmp["dc:title"] = "Kế hoạch"
        return pdf._normalised(new)

    one = made("20241205", "uuid:1")
    assert one == made("20251206", "uuid:2")
    with pikepdf.open(io.BytesIO(one)) as left:
        assert left.docinfo["/Title"] == "Kế hoạch"


# -- with LibreOffice -------------------------------------------------------------------------------------------------


@needs_soffice
@pytest.mark.slow
def test_the_pdf_holds_the_text_in_times_and_is_the_same_twice(tmp_path: Path) -> None:
    documents = {"ke-hoach": word("Tỷ lệ hộ nghèo giảm 5,73 điểm phần trăm; ạ ơ ư ỹ ☐ ☑"), "b": word("Biểu chỉ tiêu")}
    first, second = to_pdf(documents), to_pdf(documents)
    assert first.problems == ()
    assert first.files == second.files
    (tmp_path / "a.pdf").write_bytes(first.files["ke-hoach"])
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True).stdout.decode()
        assert "Tỷ lệ hộ nghèo giảm 5,73 điểm phần trăm; ạ ơ ư ỹ" in text
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert made.docinfo["/Title"] == "Kế hoạch"
        assert "/StructTreeRoot" in made.Root  # tagged, for screen readers


@needs_soffice
@pytest.mark.slow
def test_letters_in_another_font_are_a_warning() -> None:
    document = docx.Document()
    document.add_paragraph("Chữ thường").runs[0].font.name = "DejaVu Sans"
    (problem,) = to_pdf({"ke-hoach": packed(document)}).problems
    assert (problem.id, problem.severity) == ("PDF-06", "warning")
    assert "DejaVuSans" in problem.message


class Server(http.server.BaseHTTPRequestHandler):
    hits: list[str]

    def _hit(self) -> None:
        self.hits.append(self.path)
        self.send_error(404)

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = _hit  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[tuple[str, list[str]]]:
    """A local web server: its address, and the paths that were asked of it."""
    Server.hits = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", Server.hits
    server.shutdown()
    server.server_close()


@needs_soffice
@pytest.mark.slow
def test_linked_pictures_are_neither_fetched_nor_taken_from_the_disk(web: tuple[str, list[str]], tmp_path: Path) -> None:
    address, hits = web
    from PIL import Image

    Image.new("RGB", (64, 64), "red").save(tmp_path / "mat.png")
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    for target in (f"{address}/anh.png", (tmp_path / "mat.png").as_uri()):
        run = document.add_paragraph("ảnh").add_run()
        shape = run.add_picture(str(tmp_path / "mat.png"))
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip
        del blip.attrib[qn("r:embed")]
        blip.set(qn("r:link"), document.part.relate_to(target, RELATIONSHIP_TYPE.IMAGE, is_external=True))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f'INCLUDEPICTURE "{address}/truong.png"')
    document.add_paragraph()._p.append(field)
    result = to_pdf({"ke-hoach": packed(document)})
    assert hits == []
    with pikepdf.open(io.BytesIO(result.files["ke-hoach"])) as made:
        assert [item for item in made.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"] == []


@needs_soffice
@pytest.mark.slow
def test_two_conversions_at_once_do_not_meet() -> None:
    results: list[pdf.Pdfs] = []
    threads = [threading.Thread(target=lambda: results.append(to_pdf({"a": word("một")}))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(result.files) for result in results] == [1, 1]


@needs_soffice
@pytest.mark.slow
def test_no_temporary_folder_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    to_pdf({"a": word("một")})
    assert list(tmp_path.iterdir()) == []
