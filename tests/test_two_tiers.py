"""The sample of a commune in two tiers: its papers, and the same plan as that of a phường."""

from __future__ import annotations

import pathlib
import re
from decimal import Decimal
from functools import cache

import pytest

from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.build import build_report
from sedp_docs.text import rounded
from sedp_docs.write.word import prepare, render
from tests.plan_builder import Built, plan_from

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "hai-cap" / "commune.yaml"
DOCUMENTS = (
    "ke-hoach", "khung-ke-hoach", "khung-tddg", "bieu-chi-tieu", "cong-van-trinh", "to-trinh", "nghi-quyet",
    "bao-cao-tom-tat", "danh-muc", "tong-hop-tham-van", "giai-trinh",
)  # fmt: skip
SHARES = ("co_cau_nong_lam_thuy_san", "co_cau_cong_nghiep_xay_dung", "co_cau_dich_vu")
_UNIT = re.compile(r"(?<!hợp tác )(?<!cấp )(?<!các )\b([xX])ã\b(?! (?:hội|Nậm Thoong|Nà Lùng Sán|lân cận))")
"""The word for the unit itself; not xã hội, hợp tác xã, cấp xã, nor other and former communes."""


@cache
def sample() -> Built:
    return plan_from(SAMPLE.read_text(encoding="utf-8"))


@cache
def ward() -> Built:
    """Return the sample as a planner of a phường would have written it."""
    text = _UNIT.sub(lambda found: "Phường" if found[1] == "X" else "phường", SAMPLE.read_text(encoding="utf-8"))
    return plan_from(text.replace("ten: Phòng Kinh tế,", 'ten: "Phòng Kinh tế, Hạ tầng và Đô thị",'))


def texts(plan: Built, document: str) -> list[str]:
    report = build_report(plan.plan, plan.catalog, plan.figures, plan.catalog.forms[document], {})
    word = render(report, prepare(template_bytes(document, "commune", "hai-cap"), document))
    return [text for _, text in paragraph_texts(word, document)]


def test_only_the_late_figure_and_the_second_source_are_remarked() -> None:
    assert sorted(problem.id for problem in sample().problems()) == ["PL-52", "PL-53"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_district_is_named_only_as_the_former_one(document: str) -> None:
    for text in texts(sample(), document):
        assert not re.search(r"\bhuyện\b(?! Phìn Ngàn \(cũ\))", text, re.IGNORECASE), text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_page_of_a_ward_calls_it_a_commune(document: str) -> None:
    printed = texts(ward(), document)
    assert [text for text in printed if _UNIT.search(text) or "XÃ PHÌN NGÀN" in text] == []
    assert any("phường Phìn Ngàn" in text or "PHƯỜNG PHÌN NGÀN" in text for text in printed)


def test_petitions_go_to_the_province() -> None:
    assert "3.2 Kiến nghị với cấp tỉnh" in [" ".join(text.split()) for text in texts(sample(), "ke-hoach")]


def test_the_council_gets_twenty_two_targets() -> None:
    assert sum(row.to_council for row in sample().plan.indicators) == 22


@pytest.mark.parametrize("slot", ["2021", "2022", "2023", "2024", "2025", "kh.hdnd", "uoc", "kh_sau.trinh"])
def test_the_shares_of_the_sectors_add_up_as_printed(slot: str) -> None:
    shares = [sample().figures.values.amount(code, slot) for code in SHARES]
    assert sum((rounded(share, 1) for share in shares if share is not None), Decimal(0)) == 100


@pytest.mark.parametrize("code", ["so_ho_ngheo", "trong_rung_moi", "km_duong_be_tong"])
@pytest.mark.parametrize("slot", ["uoc", "kh_sau.trinh"])
def test_what_the_villages_get_adds_up_to_the_commune(code: str, slot: str) -> None:
    plan, values = sample().plan, sample().figures.values
    rows = [values.amount(row.code, slot) or Decimal(0) for row in plan.by_unit if row.indicator == code]
    assert rounded(sum(rows, Decimal(0)), 1) == rounded(values.amount(code, slot) or Decimal(0), 1)
