"""A YAML file brought up to date: what did not change stays byte for byte."""

from __future__ import annotations

import difflib
import pathlib
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sedp_docs.app.updating import update_yaml
from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import OutputError
from sedp_docs.read.plans import plan_from
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.write.yamltext import plan_yaml
from tests.plan_builder import HEAD
from tests.plan_strategy import plans

SAMPLE = (pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml").read_bytes()


def plan_of(content: bytes) -> Plan:
    plan = plan_from(read_yaml(content, "")).plan
    assert plan is not None
    return plan


def changed(text: str, change: Any) -> str:
    """Return a file, headed by `HEAD`, after a change to the tree of its plan; the head must not change."""
    tree = tree_of(plan_of((HEAD + text).encode()))
    change(tree)
    new = update_yaml((HEAD + text).encode(), Plan.model_validate(tree))
    assert new.startswith(HEAD)
    return new.removeprefix(HEAD)


def test_the_sample_updated_with_its_own_plan_is_the_sample() -> None:
    assert update_yaml(SAMPLE, plan_of(SAMPLE)).encode() == SAMPLE


def test_one_figure_changes_one_line() -> None:
    tree = tree_of(plan_of(SAMPLE))
    tree["trong_trot"][0]["dien_tich"]["ket_qua"]["uoc"] = Decimal("95.5")
    new = update_yaml(SAMPLE, Plan.model_validate(tree))
    lines = [line for line in difflib.ndiff(SAMPLE.decode().splitlines(), new.splitlines()) if line[0] in "+-"]
    assert len(lines) == 2
    assert lines[1].endswith("ket_qua: {thang_6: 95, uoc: 95.5}, kh_sau: {trinh: 96}}")


def mixed(random: Random, old: Any, new: Any) -> Any:
    """Return a value of `old` with some of `new` in it; rows keep the codes of `old`."""
    if isinstance(old, dict) and isinstance(new, dict):
        both = {key: mixed(random, old[key], new[key]) for key in old if key in new}
        return both | {key: value for key, value in {**old, **new}.items() if key not in both and random.random() < 0.7}
    if isinstance(old, list) and isinstance(new, list):
        rows = [mixed(random, row, new[i] if i < len(new) else row) for i, row in enumerate(old) if random.random() < 0.8]
        rows += [row for row in new[len(old) :] if not isinstance(row, dict) or "ma" not in row]
        return random.sample(rows, len(rows)) if random.random() < 0.2 else rows
    return old if isinstance(old, dict | list) or random.random() < 0.8 else new


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(plans(), plans(), st.randoms(use_true_random=False))
def test_any_plan_can_be_changed_into_another(before: Plan, other: Plan, random: Random) -> None:
    tree = mixed(random, tree_of(before), tree_of(other))
    after = Plan.model_validate(tree)
    assert tree_of(plan_of(update_yaml(plan_yaml(before).encode(), after).encode())) == tree_of(after)


WRITTEN = """\
# Kế hoạch của xã.
co_quan:   # ai gửi số
- {ma: tc, ten: "Tài chính",   han_gui: 2024-11-20}   # gấp
- ma: vp
  ten: 'Văn phòng'  # đầu mối

# Chỉ tiêu
"chi_tieu":
    -   ma: a   # hỏi lại
        kh: 5
        # số của thống kê
        ket_qua: {uoc: 7,   # chưa chắc
                  thang_6: 3}
    # dòng của vp
    -   ma: b
        ly_do: >
          Do mưa
          lũ.

        kh: {giao: 1, hdnd: 2}
"""


def row(tree: Any, i: int) -> Any:
    return tree["chi_tieu"][i]


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda t: row(t, 0)["kh"].update(giao=Decimal(6)), "kh: 5\n", "kh: {giao: 6, hdnd: 5}\n"),
        (lambda t: row(t, 0)["ket_qua"].update(uoc=Decimal("7.5")), "{uoc: 7,", "{uoc: 7.5,"),
        (lambda t: row(t, 0)["ket_qua"].update(nam=Decimal(8)), "thang_6: 3}", "thang_6: 3, nam: 8}"),
        (lambda t: row(t, 1).pop("ly_do"), "        ly_do: >\n          Do mưa\n          lũ.\n", ""),
        (lambda t: row(t, 1).update(ly_do="Hạn"), " >\n          Do mưa\n          lũ.\n", " Hạn\n"),
        (lambda t: row(t, 1).update(ly_do="Một\nHai"), ">\n          Do mưa\n          lũ.", "|-\n          Một\n          Hai"),
        (lambda t: row(t, 1).update(nguon="Thuế"), "ma: b\n", "ma: b\n        nguon: Thuế\n"),
        (lambda t: row(t, 1).update(muc_tieu_5_nam=Decimal(9)), "hdnd: 2}\n", "hdnd: 2}\n        muc_tieu_5_nam: 9\n"),
        (lambda t: t["co_quan"].pop(0), '- {ma: tc, ten: "Tài chính",   han_gui: 2024-11-20}   # gấp\n', ""),
        (lambda t: t["co_quan"][0].update(ten="Kế toán"), '"Tài chính",  ', "Kế toán,  "),
        (lambda t: t["co_quan"].insert(0, {"ma": "x", "ten": "Mới"}), "- {ma: tc", "- {ma: x, ten: Mới}\n- {ma: tc"),
        (lambda t: t["co_quan"].append({"ma": "x", "ten": "Mới"}), "# đầu mối\n", "# đầu mối\n- ma: x\n  ten: Mới\n"),
        (lambda t: t["chi_tieu"].insert(1, {"ma": "c"}), "thang_6: 3}\n", "thang_6: 3}\n    - ma: c\n"),
        (lambda t: t.update(nganh="Y tế"), "# Kế", "nganh: Y tế\n# Kế"),
        (lambda t: t.update(y_kien=[]), "", ""),
    ],
)  # fmt: skip
def test_a_change_touches_its_own_lines(change: Any, old: str, new: str) -> None:
    assert changed(WRITTEN, change) == WRITTEN.replace(old, new, 1)


def test_line_ends_and_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + (HEAD + "nganh: Y tế").encode().replace(b"\n", b"\r\n")
    plan = Plan.model_validate(tree_of(plan_of(content)) | {"nganh": "Y tế\nDân số"})
    written = update_yaml(content, plan).encode()
    assert written == content[: -len("Y tế".encode())] + "|-\r\n  Y tế\r\n  Dân số\r\n".encode()
    assert update_yaml(content, plan_of(content)).encode() == content


def test_a_file_that_is_no_plan_is_refused() -> None:
    with pytest.raises(OutputError, match="tệp YAML cũ có lỗi"):
        update_yaml(b"cap: xa", plan_of(SAMPLE))


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (HEAD + "chi_tieu:\n  - ? ma\n    : a\n    ? ly_do\n    : Hạn\n", []),
        (HEAD + "chi_tieu: [{ma: a, kh}]", []),
        ((HEAD + f"nganh: {'Y tế ' * 30}\nchi_tieu:\n- ma: a\n").replace("\n", "\r"), [{"ma": "b", "ly_do": "do mưa lũ " * 20}]),
    ],
)
def test_a_layout_that_cannot_be_edited_in_place_is_refused(text: str, more: list[Any]) -> None:
    content = text.encode()
    tree = tree_of(plan_of(content))
    tree["chi_tieu"] = [{"ma": "a", "nguon": "Thuế", "kh": {"giao": 1}}, *more]
    with pytest.raises(OutputError, match="không sửa tại chỗ được"):
        update_yaml(content, Plan.model_validate(tree))
