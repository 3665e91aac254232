"""A plan as YAML: read back it is the same plan, and a planner can read it."""

from __future__ import annotations

import pathlib

import pytest
import yaml
from hypothesis import given, settings

from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.read.plans import load_plan, plan_from
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.write.yamltext import entry_lines, plan_yaml, scalar
from tests.plan_builder import plan_from as built
from tests.plan_strategy import plans, texts

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"


def read_back(text: str) -> Plan:
    loaded = plan_from(read_yaml(text.encode(), "ke-hoach.yaml"))
    assert loaded.problems == []
    assert loaded.plan is not None
    return loaded.plan


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(plans())
def test_any_plan_is_read_back(plan: Plan) -> None:
    assert tree_of(read_back(plan_yaml(plan))) == tree_of(plan)


@given(texts)
def test_any_other_reader_of_yaml_gets_the_text_too(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}
    assert yaml.safe_load(f"{{a: {scalar(text, in_braces=True)}}}") == {"a": text}


def test_the_sample_is_read_back_and_keeps_every_digit() -> None:
    plan = load_plan(SAMPLE).plan
    assert plan is not None
    text = plan_yaml(plan)
    assert tree_of(read_back(text)) == tree_of(plan)
    assert "    ket_qua: {thang_6: 138.0, uoc: 292.0}\n" in text
    assert max(map(len, text.split("\n\nthuyet_minh:")[0].splitlines())) <= 145


def test_it_reads_like_a_file_that_a_planner_wrote() -> None:
    plan = built("""
co_quan: [{ma: "01", ten: Văn phòng, dau_moi: "Hà: A", han_gui: 2024-11-20}, {ma: "no", ten: "12,5"}]
chi_tieu:
  - {ma: a, lich_su: {2023: 94.90}, kh: 97.0, kh_sau: {trinh: "7,3 - 7,8"}, muc_tieu_5_nam: dưới 4, trinh_hdnd: true}
  - {ma: b, kh: {giao: 97.0, hdnd: 97.2}, ly_do: 'Do "El Nino": hạn'}
trong_trot:
  - {ma: ngo, cay: Ngô, nhom_cay: luong_thuc_co_hat, dien_tich: {kh: 288, ket_qua: {uoc: 290}}}
hoat_dong:
  - {ma: h1, ten: "Cầu #1", linh_vuc: kinh_te, danh_muc: A, phoi_hop: [hnd, hpn], nguon_von: {ns_xa: 40}}
thuyet_minh:
  ke-hoach: {I.I.1: "Một.\\n\\n- Hai", I.II: {tu_dong: true, doan: [Ba]}}
""").plan  # fmt: skip
    assert (
        plan_yaml(plan)
        == """\
phien_ban: 1
quy_trinh: lao-cai
cap: xa

don_vi: {loai: xã, ten: Nậm Thoong}
nam_ke_hoach: 2025
lan_lap: trinh-hdnd

co_quan:
  - {ma: "01", ten: Văn phòng, dau_moi: "Hà: A", han_gui: 2024-11-20}
  - {ma: "no", ten: "12,5"}

chi_tieu:
  - ma: a
    trinh_hdnd: true
    lich_su: {2023: 94.90}
    kh: 97.0
    kh_sau: {trinh: "7,3 - 7,8"}
    muc_tieu_5_nam: dưới 4
  - ma: b
    ly_do: 'Do "El Nino": hạn'
    kh: {giao: 97.0, hdnd: 97.2}

trong_trot:
  - ma: ngo
    cay: Ngô
    nhom_cay: luong_thuc_co_hat
    dien_tich: {kh: 288, ket_qua: {uoc: 290}}

hoat_dong:
  - ma: h1
    ten: "Cầu #1"
    linh_vuc: kinh_te
    danh_muc: A
    nguon_von: {ns_xa: 40}
    phoi_hop: [hnd, hpn]

thuyet_minh:
  ke-hoach:
    I.I.1:
      - |-
        Một.

        - Hai
    I.II: {tu_dong: true, doan: [Ba]}
"""
    )


def test_two_blanks_between_words_stay_two_wherever_a_line_would_end() -> None:
    for start in range(140):
        lines = entry_lines("ly_do", "a" * start + " do  mưa" * 30, 6)
        assert yaml.safe_load("\n".join(lines)) == {"ly_do": "a" * start + " do  mưa" * 30}


def test_a_long_paragraph_is_broken_between_words_only() -> None:
    paragraph = "Bão và mưa lũ tháng 9/2024 làm vỡ, sạt bờ 1,8 ha ao nuôi; " * 9
    plan = built(f'thuyet_minh: {{ke-hoach: {{I.I.1: "{paragraph}"}}}}').plan
    lines = plan_yaml(plan).split("I.I.1:\n")[1].splitlines()
    assert lines[0] == "      - >-"
    assert (len(lines), max(map(len, lines)) <= 140) == (5, True)
    assert read_back(plan_yaml(plan)).prose["ke-hoach"]["I.I.1"].paragraphs == (paragraph.strip(),)
