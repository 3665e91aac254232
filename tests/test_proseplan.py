"""`thuyet-minh.docx` beside a plan: whose text counts, where faults are shown, which file is not this plan's."""

from __future__ import annotations

import io
import pathlib

import docx
import pytest

from sedp_docs.app.cases import Opened, open_plan
from sedp_docs.app.prosing import new_prose
from sedp_docs.problems import OutputError, Problem
from sedp_docs.rules import Case
from tests.edited.office import through_writer
from tests.plan_builder import HEAD

PROSE = "thuyet_minh:\n  ke-hoach:\n    I.II.2.1: [Kinh tế tăng trưởng.]\n"


def plan_file(folder: pathlib.Path, more: str = PROSE, head: str = HEAD) -> pathlib.Path:
    path = folder / "ke-hoach.yaml"
    path.write_text(head + more, encoding="utf-8")
    return path


def case_of(path: pathlib.Path) -> Case:
    case = open_plan(path).case
    assert case is not None
    return case


def with_word(folder: pathlib.Path) -> pathlib.Path:
    """Return a plan file with its Word file beside it, as `new --prose` makes it."""
    path = plan_file(folder)
    new_prose(case_of(path).plan, path)
    return path


def edited(folder: pathlib.Path, before: str, after: str) -> None:
    """Change the text of one paragraph, as a person would in Word."""
    path = folder / "thuyet-minh.docx"
    document = docx.Document(str(path))
    next(each for each in document.paragraphs if each.text == before).runs[0].text = after
    out = io.BytesIO()
    document.save(out)
    path.write_bytes(out.getvalue())


def told(opened: Opened, id: str) -> list[Problem]:
    return [problem for problem in opened.problems if problem.id == id]


def paragraphs(path: pathlib.Path, key: str = "I.II.2.1") -> tuple[str, ...]:
    return case_of(path).plan.prose["ke-hoach"][key].paragraphs


def test_unchanged_word_file_says_nothing(tmp_path: pathlib.Path) -> None:
    path = plan_file(tmp_path)
    before = [str(problem) for problem in open_plan(path).problems]
    new_prose(case_of(path).plan, path)
    assert [str(problem) for problem in open_plan(path).problems] == before


def test_text_of_word_counts_and_both_places_are_named(tmp_path: pathlib.Path) -> None:
    path = with_word(tmp_path)
    edited(tmp_path, "Kinh tế tăng trưởng.", "Kinh tế tăng trưởng khá.")
    assert paragraphs(path) == ("Kinh tế tăng trưởng khá.",)
    (problem,) = told(open_plan(path), "TMW-08")
    assert problem.severity == "warning"
    assert problem.location.file == str(tmp_path / "thuyet-minh.docx")
    assert problem.location.place == "đoạn 15 “Kinh tế tăng trưởng khá.”"
    assert "ke-hoach.yaml, dòng 9" in problem.message


def test_fault_in_word_is_shown_in_word(tmp_path: pathlib.Path) -> None:
    path = with_word(tmp_path)
    edited(tmp_path, "Kinh tế tăng trưởng.", "Hộ nghèo còn {ty_le_ho_ngeo}.")
    (problem,) = told(open_plan(path), "TM-01")
    assert str(problem.location) == f"{tmp_path / 'thuyet-minh.docx'}, đoạn 15 “Hộ nghèo còn {{ty_le_ho_ngeo}}.”"


def test_section_only_in_word_is_added(tmp_path: pathlib.Path) -> None:
    path = with_word(tmp_path)
    plan_file(tmp_path, "")
    assert paragraphs(path) == ("Kinh tế tăng trưởng.",)
    assert told(open_plan(path), "TMW-08") == []


def test_drafting_stays_asked_for(tmp_path: pathlib.Path) -> None:
    path = with_word(tmp_path)
    plan_file(tmp_path, "thuyet_minh:\n  ke-hoach:\n    I.II.2.1: {tu_dong: true, doan: [Cũ.]}\n")
    assert paragraphs(path) == ("Kinh tế tăng trưởng.",)
    assert case_of(path).plan.prose["ke-hoach"]["I.II.2.1"].drafted


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [("nam_ke_hoach: 2025", "nam_ke_hoach: 2026", "năm 2025"), ("ten: Nậm Thoong", "ten: Nà Lý", "đơn vị “xã Nậm Thoong”")],
)
def test_file_of_another_plan_is_not_used(tmp_path: pathlib.Path, was: str, now: str, words: str) -> None:
    path = with_word(tmp_path)
    plan_file(tmp_path, "", HEAD.replace(was, now))
    (problem,) = told(open_plan(path), "TMW-01")
    assert problem.severity == "warning"
    assert words in problem.message
    assert case_of(path).plan.prose == {}


def test_broken_word_file_is_one_error_among_the_others(tmp_path: pathlib.Path) -> None:
    path = with_word(tmp_path)
    (tmp_path / "thuyet-minh.docx").write_bytes(b"PK")
    opened = open_plan(path)
    assert [problem.location.file for problem in told(opened, "ZIP-01")] == [str(tmp_path / "thuyet-minh.docx")]
    assert opened.case is not None


def test_file_that_is_there_is_not_replaced(tmp_path: pathlib.Path) -> None:
    path = with_word(tmp_path)
    with pytest.raises(OutputError, match="đã có tệp này"):
        new_prose(case_of(path).plan, path)


@pytest.mark.slow
def test_file_saved_by_libreoffice_reads_the_same(tmp_path: pathlib.Path) -> None:
    more = (
        "thuyet_minh:\n  ke-hoach:\n    I.II.2.1:\n      - |-\n        **Trồng trọt.** Lúa *xuân* {lua_xuan.dien_tich}[^1]:\n\n"
        "        - a\n          - b\n        - c\n\n        xen\n\n        1. một\n        2. hai\n\n        [^1]: Số sơ bộ.\n"
        "      - |-\n        | Mục | Số |\n        | :--- | ---: |\n        | Lúa | **5** |\n"
    )
    path = plan_file(tmp_path, more)
    before = open_plan(path)
    new_prose(case_of(path).plan, path)
    word = tmp_path / "thuyet-minh.docx"
    word.write_bytes(through_writer(word.read_bytes(), tmp_path / "office"))
    after = open_plan(path)
    assert after.problems == before.problems
    edited(tmp_path, "xen", "xen giữa")
    assert "xen giữa" in paragraphs(path)
