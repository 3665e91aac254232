"""Findings as Word comments: at their paragraphs, beside comments that are there, nothing else touched."""

from __future__ import annotations

import pathlib
import re
import subprocess

import pytest

from sedp_docs.app.templating import check_template_file
from sedp_docs.problems import OutputError
from sedp_docs.read.catalogs import templates_root
from sedp_docs.read.preflight import check_docx
from sedp_docs.write.annotate import Note, annotated
from sedp_docs.write.soffice import find_soffice
from sedp_docs.write.template import prepare
from tests.docx_builder import docx, p, part, table, texts

BODY = p("một", style="Heading1") + table(("hai",)) + p("ba")


def comments(content: bytes) -> list[str]:
    found = re.findall(r"<w:comment .*?</w:comment>", part(content, "word/comments.xml"))
    return ["\n".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", each)) for each in found]


def test_a_note_stands_around_its_paragraph() -> None:
    out = annotated(docx(BODY), [Note("Lỗi: thử\nsửa lại", 1)])
    assert comments(out) == ["Lỗi: thử\nsửa lại"]
    assert 'w:author="sedp-docs"' in part(out, "word/comments.xml")
    cell = re.findall(r"<w:tc>.*?</w:tc>", part(out))[0]
    assert cell.index("commentRangeStart") < cell.index("hai") < cell.index("commentRangeEnd") < cell.index("commentReference")


def test_a_note_without_place_stands_at_the_first_paragraph_behind_its_properties() -> None:
    first = re.findall(r"<w:p>.*?</w:p>", part(annotated(docx(BODY), [Note("x")])))[0]
    assert "</w:pPr><w:commentRangeStart" in first


def test_comments_that_are_there_are_kept() -> None:
    once = annotated(docx(BODY), [Note("một", 0)])
    twice = annotated(once, [Note("hai", 0), Note("ba < & >", 2)])
    assert comments(twice) == ["một", "hai", "ba &lt; &amp; &gt;"]
    assert re.findall(r'<w:comment w:id="(\d)"', part(twice, "word/comments.xml")) == ["0", "1", "2"]
    assert part(twice, "[Content_Types].xml").count("comments+xml") == 1


def test_the_text_stays_and_the_copy_is_a_good_template() -> None:
    content = (templates_root() / "commune" / "khung-tddg.docx").read_bytes()
    out = annotated(content, [Note("x", 3), Note("y", 5)])
    check_docx(out, "x.docx")
    assert texts(out) == texts(content)
    assert [each.lines for each in prepare(out, "x").text] == [each.lines for each in prepare(content, "y").text]
    assert annotated(content, [Note("x", 3), Note("y", 5)]) == out


def test_what_was_found_is_written_with_place_severity_and_hint(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(p("{{ nam_z }}"), header=p("{{ nam_q }}")))
    check_template_file(path, "commune", "lao-cai", tmp_path / "chu-thich.docx")
    found = comments((tmp_path / "chu-thich.docx").read_bytes())
    assert "Lỗi: “{{ nam_z }}”: không có trường “nam_z” [MAU-01]\ncó phải là nam_y, nam_x, nam_x1?" in found
    assert any(text.startswith("Lỗi (đầu trang, đoạn 1): “{{ nam_q }}”") for text in found)
    assert any(text.startswith("Cảnh báo: mẫu không in bảng “thay_doi”") for text in found)


def test_nothing_is_overwritten(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(p("{{ nam_z }}")))
    with pytest.raises(OutputError, match="đã có tệp này"):
        check_template_file(path, "commune", "lao-cai", path)
    assert path.read_bytes() == docx(p("{{ nam_z }}"))


def test_a_dangerous_file_is_not_copied(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(p("{{ nam_z }}"), {"word/vbaProject.bin": b"x"}))
    checked = check_template_file(path, "commune", "lao-cai", tmp_path / "moi.docx")
    assert {"MAU-50", "MAU-01", "MAU-00"} <= {problem.id for problem in checked.problems}
    assert [each.name for each in tmp_path.iterdir()] == ["thay-doi.docx"]


@pytest.mark.slow
def test_libreoffice_shows_the_comments(tmp_path: pathlib.Path) -> None:
    try:
        program = find_soffice()
    except OutputError:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.docx").write_bytes(annotated(docx(BODY), [Note("Lỗi: thử", 1), Note("Cảnh báo", None)]))
    profile = (tmp_path / "profile").as_uri()
    command = [
        str(program),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        "a.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert shown.count("<office:annotation ") == 2
    assert "Lỗi: thử" in shown
