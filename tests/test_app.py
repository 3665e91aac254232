"""The sample commune from its file to its papers: golden texts, same bytes, nothing lost, nothing else touched."""

from __future__ import annotations

import pathlib
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sedp_docs.app.building import BuildOptions, build_plan
from sedp_docs.prose import escaped
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.build import build_report
from sedp_docs.text import bad_character, nfc
from sedp_docs.write.word import prepare, render
from tests.plan_builder import Built, plan_from

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"
NOW = datetime(2024, 12, 5, 14, 12, tzinfo=UTC)
DOCUMENTS = ("ke-hoach", "khung-ke-hoach", "khung-tddg", "bieu-chi-tieu")
ANNEXES = DOCUMENTS[1:]
COUNCIL = ("to-trinh", "nghi-quyet", "bao-cao-tom-tat", "danh-muc", "tong-hop-tham-van", "giai-trinh", "cong-van-trinh")
"""The papers of the sample's round for the council."""
HEADINGS = 32


def word(plan: Built, document: str) -> bytes:
    """Return a document of a plan."""
    report = build_report(plan.plan, plan.catalog, plan.figures, plan.catalog.forms[document], {})
    return render(report, prepare(template_bytes(document, "commune", "lao-cai"), document))


@cache
def sample() -> Built:
    return plan_from(SAMPLE.read_text(encoding="utf-8"))


@cache
def texts(document: str) -> list[tuple[str, str]]:
    return paragraph_texts(word(sample(), document))


def test_the_sample_has_no_errors_and_no_warnings() -> None:
    assert [str(problem) for problem in sample().problems() if problem.severity != "info"] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_papers_of_the_sample_read_as_they_should(document: str, golden: Callable[[str, str], None]) -> None:
    golden(f"commune/{document}", "\n".join(f"{place}: {text}" for place, text in texts(document)))


def test_all_prescribed_headings_stand_in_order_and_in_the_case_of_the_decree() -> None:
    outline = sample().catalog.level.outline
    assert outline is not None
    found = [text for _, text in texts("ke-hoach")]
    position, wanted = 0, []
    for _, depth, section in outline.walk():
        title = section.title.replace("{x}", "2024").replace("{y}", "2025").replace("{loai}", "xã")
        wanted.append(title if depth == 0 else f"{section.number}. {title.upper()}" if depth == 1 else title)
    for title in wanted:
        position = next((i for i in range(position, len(found)) if found[i].endswith(title)), -1)
        assert position >= 0, title
    assert len(wanted) == HEADINGS


def test_the_same_plan_gives_the_same_bytes() -> None:
    again = plan_from(SAMPLE.read_text(encoding="utf-8"))
    assert all(word(sample(), document) == word(again, document) for document in DOCUMENTS)


def test_one_changed_number_changes_what_prints_it_and_nothing_else() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    start = text.index("- ma: viec_lam_moi")
    changed = text[:start] + text[start:].replace("uoc: 126", "uoc: 127", 1)
    assert changed != text
    before, after = texts("ke-hoach"), paragraph_texts(word(plan_from(changed), "ke-hoach"))
    rows = {place.rsplit(", cột", 1)[0]: "" for place, _ in before}
    for place, words in before:
        rows[place.rsplit(", cột", 1)[0]] += f" {words}"
    differing = [place.rsplit(", cột", 1)[0] for (place, old), (_, new) in zip(before, after, strict=True) if old != new]
    assert differing
    assert [rows[place] for place in differing if "việc làm mới" not in rows[place]] == []


def test_every_citation_of_the_sample_is_printed_with_its_value() -> None:
    printed = "\n".join(text for _, text in texts("ke-hoach"))
    assert "{" not in printed
    for name in ("san_luong_luong_thuc", "ty_le_ho_ngheo.tang", "dem.dat_vuot"):
        assert sample().figures[name].target is not None


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=40).map(nfc)


@settings(max_examples=30, deadline=None)
@given(TEXT.filter(lambda text: text.strip() == text and not bad_character(text)))
def test_text_in_is_text_out(typed: str) -> None:
    text = f"Góp ý: {typed}"
    plan = plan_from("""\
y_kien: [{nguon: Thôn Nà Lốc, y_kien: "@", ket_qua: tiep_thu, tiep_thu_giai_trinh: "đã tiếp thu", cho_sua: "I.III"}]
thuyet_minh: {ke-hoach: {"I.III": ["@"]}}
""")
    opinion = plan.plan.opinions[0].model_copy(update={"opinion": text})
    prose = plan.plan.prose["ke-hoach"]["I.III"].model_copy(update={"paragraphs": (escaped(text).replace("{", "{{"),)})
    changed = plan.plan.model_copy(update={"opinions": (opinion,), "prose": {"ke-hoach": {"I.III": prose}}})
    found = [words for _, words in paragraph_texts(word(Built(changed, plan.catalog, plan.figures, plan.sources), "ke-hoach"))]
    assert found.count(text) == 2


def test_a_build_writes_word_files_and_says_what_changed_at_the_next(tmp_path: pathlib.Path) -> None:
    source = tmp_path / "commune.yaml"
    source.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    first = build_plan(source, BuildOptions(tmp_path / "ra"), NOW)
    assert first.saved is not None
    words = [f"{id}.docx" for id in (*DOCUMENTS, *COUNCIL)]
    assert sorted(first.saved.written) == sorted([*words, *(f"{id}.xlsx" for id in (*ANNEXES, "danh-muc"))])
    source.write_text(source.read_text(encoding="utf-8").replace("uoc: 126", "uoc: 127", 1), encoding="utf-8")
    second = build_plan(source, BuildOptions(tmp_path / "ra"), NOW)
    changes = {change.what: (change.old, change.new) for change in second.changed}
    name = "Số lao động được tạo việc làm mới trong năm, ước năm 2024"
    assert changes[name] == ("126\u00a0lao động", "127\u00a0lao động")
    assert second.saved is not None
    assert "khung-tddg.docx" in second.saved.unchanged or "khung-tddg.docx" in second.saved.written


def test_an_edited_paper_is_kept_and_the_differing_paragraphs_are_named(tmp_path: pathlib.Path) -> None:
    source = tmp_path / "commune.yaml"
    source.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    build_plan(source, BuildOptions(tmp_path / "ra"), NOW)
    edited = tmp_path / "ra" / "ke-hoach.docx"
    rewrite(edited, "Nhân dân cần cù", "Nhân dân rất cần cù")
    built = build_plan(source, BuildOptions(tmp_path / "ra"), NOW)
    assert built.saved is not None
    (kept,) = built.saved.kept
    assert (kept.name, kept.beside) == ("ke-hoach.docx", "ke-hoach (mới).docx")
    assert kept.differences is not None
    assert "rất cần cù" in kept.differences[0].old
    assert "rất cần cù" in "".join(text for _, text in paragraph_texts(edited.read_bytes()))


def rewrite(path: pathlib.Path, old: str, new: str) -> None:
    """Edit a Word file as a person would: the words of one paragraph."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode()
    assert old in document
    parts["word/document.xml"] = document.replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_a_final_build_stops_on_a_missing_value_and_a_draft_prints_it_in_yellow(tmp_path: pathlib.Path) -> None:
    source = tmp_path / "commune.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    start = text.index("- ma: viec_lam_moi")
    source.write_text(text[:start] + text[start:].replace(", uoc: 126", "", 1), encoding="utf-8")
    assert build_plan(source, BuildOptions(tmp_path / "ra"), NOW).saved is None
    drafted = build_plan(source, BuildOptions(tmp_path / "ra", draft=True), NOW)
    assert drafted.saved is not None
    with zipfile.ZipFile(tmp_path / "ra" / "ke-hoach.docx") as package:
        document = package.read("word/document.xml").decode()
    assert document.count('<w:highlight w:val="yellow"/>') >= 3
    printed = [words for _, words in paragraph_texts((tmp_path / "ra" / "ke-hoach.docx").read_bytes())]
    assert any(words.startswith("[chưa có: VH-XH, hạn ") for words in printed)
    assert "DANH SÁCH SỐ LIỆU CÒN THIẾU" in printed
