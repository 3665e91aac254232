"""A plan and its workbook: nothing is lost either way, every field has its cell, grey cells compute what we compute."""

from __future__ import annotations

import functools
import pathlib
import types
import typing
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from sedp_docs.figures import Figures
from sedp_docs.model import Plan
from sedp_docs.model.base import Part
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import Path, has_errors
from sedp_docs.read.catalogs import load_catalog, load_layout
from sedp_docs.read.planbook import read_plan_book
from sedp_docs.read.plans import Loaded, load_plan, plan_from
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.workbook.fill import plan_book
from sedp_docs.workbook.kinds import ANY
from sedp_docs.workbook.take import take
from sedp_docs.write.excel import to_xlsx
from sedp_docs.write.yamltext import plan_yaml
from tests.plan_strategy import plans

ROOT = pathlib.Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "commune.yaml"


def book_of(plan: Plan) -> bytes:
    """Return the workbook of a plan."""
    return to_xlsx(plan_book(Figures(plan, load_catalog(plan.procedure, plan.level)), load_layout()))


def loaded(content: bytes) -> Loaded:
    """Return what is read from a workbook."""
    return plan_from(read_plan_book(content, "KH.xlsx"))


@functools.cache
def sample() -> Plan:
    plan = load_plan(SAMPLE).plan
    assert plan is not None
    return plan


def test_the_workbook_of_the_sample_holds_the_whole_plan() -> None:
    found = loaded(book_of(sample()))
    assert [str(problem) for problem in found.problems] == []
    assert found.plan is not None
    assert tree_of(found.plan) == tree_of(sample())


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(plans(quy_trinh="lao-cai", cap="commune"))
def test_any_plan_comes_back_from_its_workbook(plan: Plan) -> None:
    found = loaded(book_of(plan))
    assert not has_errors(found.problems), [str(problem) for problem in found.problems]
    assert found.plan is not None
    assert tree_of(found.plan) == tree_of(plan)


def test_a_workbook_saved_as_yaml_makes_the_same_workbook() -> None:
    found = loaded(book_of(sample()))
    assert found.plan is not None
    again = plan_from(read_yaml(plan_yaml(found.plan).encode(), "KH.yaml")).plan
    assert again is not None
    assert book_of(again) == book_of(sample())


def leaves(part: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every leaf of the model, `ANY` for each index and free key."""
    if isinstance(part, type) and issubclass(part, Part):
        hints = typing.get_type_hints(part)
        for name, field in part.model_fields.items():
            yield from leaves(hints[name], (*path, str(field.alias)))
        return
    inner = [each for each in typing.get_args(part) if each not in (type(None), Ellipsis)]
    if typing.get_origin(part) is dict or (typing.get_origin(part) is tuple and inner != [str]):
        yield from leaves(inner[-1], (*path, ANY))
    elif typing.get_origin(part) is types.UnionType:
        yield from leaves(inner[0], path)
    else:
        yield path


FREE = {"lich_su", "ket_qua", "nguon_von", "nam_sau", "thuyet_minh", "van_ban"}
"""Keys whose groups have keys of their own."""


def generic(path: Path) -> Path:
    steps = ("", "", *path)
    free = [isinstance(steps[i], int) or steps[i - 1] in FREE or steps[i - 2] == "thuyet_minh" for i in range(2, len(steps))]
    out = tuple(ANY if any_ else step for step, any_ in zip(path, free, strict=True))
    return out[:-1] if out[-2:] == ("doan", ANY) else out


def test_every_field_of_the_model_has_a_cell() -> None:
    row = {"bang": "chi_tieu", "ma": "ho_ngheo", "cot": "ket_qua.uoc", "gia_tri": "260", "don_vi_gui": "t1"}
    below = {
        "don_vi_cap_duoi": [{"ma": "nt", "loai": "xã", "ten": "Nậm Thoong"}],
        "tong_san_pham": [{"ma": "ss_dv", "ten": "Dịch vụ", "nhom": "gia_so_sanh", "don_vi_tinh": "tỷ đồng"}],
        "theo_don_vi": [{"chi_tieu": "ty_le_ho_ngheo", "don_vi": "nt"}],
        "nong_thon_moi": [{"don_vi": "nt", "dat": ["1", "2"]}],
        "van_ban_khac": [{"ma": "bao-cao-tham-tra", "ten_loai": "Báo cáo"}],
        "sua_doi": [{"muc": "ty_le_ho_ngheo.kh_sau.trinh", "ly_do": "Theo số tỉnh giao"}],
    }
    plan = Plan.model_validate({**tree_of(sample()), **below, "chenh_lech": [row]})
    sheets = read_workbook(book_of(plan), "KH.xlsx").sheets
    taking = take(sheets, "KH.xlsx", load_layout(), lambda name, _: load_catalog(name, "commune"))
    cells = {generic(path) for path in taking.cells}
    wanted = set(leaves(Plan))
    assert len(wanted) > 150
    assert sorted(".".join(map(str, path)) for path in wanted - cells) == []
