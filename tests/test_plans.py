"""Plan files from the disk: the doors that are closed, and what a good one gives."""

from __future__ import annotations

import pathlib
from decimal import Decimal

import pytest

from sedp_docs.model import Target
from sedp_docs.problems import Location, ReadError
from sedp_docs.read.plans import load_plan
from tests.conftest import HEAD, loaded

EXAMPLES = sorted((pathlib.Path(__file__).parent.parent / "docs" / "vi-du").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_example_of_the_documentation_is_a_plan(path: pathlib.Path) -> None:
    result = load_plan(path)
    assert [str(problem) for problem in result.problems] == []
    assert result.plan is not None
    assert result.folder == path.parent


@pytest.mark.parametrize("content", ["", "# ghi chú\n", "~\n", "null\n", "- a\n", "a\n"])
def test_a_file_without_keys_is_told(tmp_path: pathlib.Path, content: str) -> None:
    path = tmp_path / "ke-hoach.yaml"
    path.write_text(content, encoding="utf-8")
    result = load_plan(path)
    assert result.plan is None
    assert [problem.severity for problem in result.problems] == ["error"]


@pytest.mark.parametrize("name", ['""', '"  "'])
def test_a_unit_has_a_name(name: str) -> None:
    result = loaded(HEAD.replace("Nậm Thoong", name))
    assert result.plan is None
    assert "“ten” để trống; điền “ten: …”" in str(result.problems[0])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("khong-co.yaml", None, "không có tệp"),
        ("ke-hoach.docx", b"PK", "không phải là tệp kế hoạch"),
        ("lon.yaml", b"#" * 20_000_001, "lớn hơn 20 MB"),
    ],
)
def test_file_that_cannot_be_a_plan(tmp_path: pathlib.Path, name: str, content: bytes | None, said: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadError, match=said) as caught:
        load_plan(path)
    assert caught.value.problem.hint


def test_folder_is_no_plan(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "xa.yaml"
    folder.mkdir()
    with pytest.raises(ReadError, match="không có tệp"):
        load_plan(folder)


def test_values_of_an_indicator() -> None:
    plan = loaded(
        HEAD
        + """\
chi_tieu:
  - ma: ty_le_ho_ngheo
    lich_su: {2022: 21.0, 2023: 18.40}
    kh: {giao: 15.0, hdnd: "14,5"}
    ket_qua: {thang_6: 17.0, uoc: 14.8}
    kh_sau: {giao: 11.0, trinh: "10 - 10,5", hdnd: null}
    trinh_hdnd: true
"""
    ).plan
    assert plan is not None
    (indicator,) = plan.indicators
    assert plan.report_year == 2024
    assert indicator.history == {2022: Decimal("21.0"), 2023: Decimal("18.4")}
    assert indicator.at("2023") == Target("value", Decimal("18.4"))
    assert indicator.at("kh.hdnd") == Target("value", Decimal("14.5"))
    assert indicator.at("kh_sau.trinh") == Target("range", Decimal(10), Decimal("10.5"))
    assert indicator.at("kh_sau.hdnd") is None
    assert indicator.at("nam") is None


def test_bare_plan_means_assigned_and_resolved() -> None:
    plan = loaded(HEAD + "chi_tieu: [{ma: so_thon, kh: 9}]\n").plan
    assert plan is not None
    assert plan.indicators[0].at("kh.giao") == plan.indicators[0].at("kh.hdnd") == Target("value", Decimal(9))


def test_null_and_absent_are_the_same() -> None:
    row = "chi_tieu:\n  - ma: so_thon\n    lich_su: {2023: 8"
    written = loaded(
        HEAD + row + ", 2022: null}\n    kh:\n    nguon: ~\n    ket_qua: {uoc: null}\n    kh_sau: {trinh: }\nthon:\n"
    ).plan
    assert written is not None
    absent = loaded(HEAD + row + "}\n").plan
    assert absent is not None
    assert written.villages == absent.villages == ()
    assert written.indicators[0].history == absent.indicators[0].history
    assert written.indicators[0].source == absent.indicators[0].source == ""
    assert written.indicators[0].at("uoc") is absent.indicators[0].at("uoc") is None


def test_levels_answer_to_both_names() -> None:
    plans = [loaded(HEAD.replace("cap: xa", f"cap: {name}")).plan for name in ("xa", "commune")]
    assert [plan.level for plan in plans if plan] == ["commune", "commune"]


def test_code_is_text_even_when_it_looks_like_a_number() -> None:
    plan = loaded(HEAD + "thon:\n  - {ma: 01, ten: Nậm Thoong}\n").plan
    assert plan is not None
    assert plan.villages[0].code == "01"


def test_place_of_a_value_or_of_its_nearest_parent() -> None:
    sources = loaded(HEAD + "chi_tieu:\n  - ma: so_thon\n    kh: {giao: 9}\n").sources
    assert sources.at(("chi_tieu", 0, "kh", "giao")) == Location("ke-hoach.yaml", "dòng 9, cột 16")
    assert sources.at(("chi_tieu", 0, "kh", "hdnd")) == Location("ke-hoach.yaml", "dòng 9, cột 9")
    assert sources.at(("van_ban", "ke-hoach")) == Location("ke-hoach.yaml", "dòng 1, cột 1")


def test_poor_households_at_the_end_of_the_year() -> None:
    plan = loaded(HEAD + "thon: [{ma: t1, ten: A, ho_ngheo: {dau_nam: 42, thoat_ngheo: 9, tai_ngheo: 2, phat_sinh: 1}}]\n").plan
    assert plan is not None
    assert plan.villages[0].total("ho_ngheo") == 36
    assert plan.villages[0].total("ho_ngheo_thoat") == 9
    assert plan.villages[0].total("so_ho") is None
