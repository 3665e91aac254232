"""Which papers a dossier holds at each level, who writes them, until when."""

from __future__ import annotations

from typing import get_args

import pytest

from sedp_docs.catalog import Catalog
from sedp_docs.dossier import papers
from sedp_docs.forms import Stage
from sedp_docs.read.catalogs import load_catalog
from tests.plan_builder import Built, plan_from

LEVELS = [
    ("lao-cai", "commune"),
    ("lao-cai", "district"),
    ("lao-cai", "province"),
    ("hai-cap", "commune"),
    ("hai-cap", "province"),
]
HEADS = {
    "commune": "cap: xa\ndon_vi: {loai: xã, ten: Nậm Thoong, cap_tren: [{loai: huyện, ten: Phìn Ngàn}]}",
    "district": "cap: huyen\ndon_vi: {loai: huyện, ten: Phìn Ngàn, cap_tren: [{loai: tỉnh, ten: Hoàng Sơn}]}",
    "province": "cap: tinh\ndon_vi: {loai: tỉnh, ten: Hoàng Sơn}",
}
BOARD = "hdnd: {khoa: XXI, ngay_khai_mac: 2024-12-18, ban_tham_tra: Ban Kinh tế - Xã hội}"


def plan_of(profile: str, level: str, more: str = "") -> Built:
    return plan_from(f"quy_trinh: {profile}\n{HEADS[level]}\n{more}\n")


def catalog(profile: str, level: str) -> Catalog:
    return load_catalog(profile, level)


def ids(built: Built, stage: Stage) -> list[str]:
    return [paper.id for paper in papers(built.plan, built.catalog, stage)]


@pytest.mark.parametrize(("profile", "level"), LEVELS)
def test_every_level_has_its_three_dossiers(profile: str, level: str) -> None:
    dossiers = catalog(profile, level).level.dossiers
    assert list(dossiers) == list(get_args(Stage))
    for pieces in dossiers.values():
        numbers = [piece.number for piece in pieces]
        assert numbers == sorted(set(numbers)), "numbers stay fixed, so each is used once and in order"
        assert len({piece.id for piece in pieces}) == len(pieces)
        assert all(piece.ref for piece in pieces if piece.evidence == "found")


@pytest.mark.parametrize(("profile", "level"), LEVELS)
def test_the_plan_goes_out_with_both_frames(profile: str, level: str) -> None:
    """QĐ 1131: toàn văn, khung kế hoạch và khung TDĐG thành một bộ; the district's outline has no M&E part of its own."""
    assert {"ke-hoach", "khung-ke-hoach", "khung-tddg"} <= set(ids(plan_of(profile, level), "van-kien"))


@pytest.mark.parametrize(("profile", "level"), LEVELS)
def test_an_approved_plan_is_published_and_sent_upward(profile: str, level: str) -> None:
    assert {"cong-van-giao", "quyet-dinh-giao", "ban-cong-khai"} <= set(ids(plan_of(profile, level), "giao"))


@pytest.mark.parametrize(("profile", "level"), LEVELS)
def test_a_unit_without_a_council_has_no_resolution(profile: str, level: str) -> None:
    built = plan_of(profile, level)
    alone = plan_from(f"quy_trinh: {profile}\n{HEADS[level].replace('{loai', '{co_hdnd: false, loai', 1)}\nlan_lap: cap-nhat\n")
    assert {"to-trinh", "nghi-quyet", "giai-trinh"} <= set(ids(built, "trinh"))
    assert not {"to-trinh", "nghi-quyet", "giai-trinh", "bao-cao-tham-tra"} & set(ids(alone, "trinh"))
    assert "quyet-dinh-giao" in ids(alone, "giao")


@pytest.mark.parametrize(("profile", "level"), LEVELS)
def test_a_report_of_the_board_is_asked_for_where_there_is_a_board(profile: str, level: str) -> None:
    assert "bao-cao-tham-tra" not in ids(plan_of(profile, level), "trinh")
    assert "bao-cao-tham-tra" in ids(plan_of(profile, level, BOARD), "trinh")


def test_two_tiers_print_no_deadline_that_nobody_confirmed_and_no_district() -> None:
    for level in ("commune", "province"):
        built = plan_from(
            f"quy_trinh: hai-cap\n{HEADS[level].replace('huyện, ten: Phìn Ngàn', 'tỉnh, ten: Hoàng Sơn')}\n{BOARD}\n"
        )
        for stage in get_args(Stage):
            for paper in papers(built.plan, built.catalog, stage):
                assert paper.due is None
                assert "huyện" not in f"{paper.title} {paper.owner}".lower()


def test_owner_of_each_paper_is_named_in_the_words_of_the_unit() -> None:
    built = plan_of("lao-cai", "district", BOARD)
    owners = {paper.id: paper.owner for paper in papers(built.plan, built.catalog, "trinh")}
    assert owners["bao-cao-tham-tra"] == "Ban Kinh tế - Xã hội Hội đồng nhân dân huyện"
    assert owners["quyet-dinh-giao-cap-tren"] == "Ủy ban nhân dân tỉnh Hoàng Sơn"
    assert owners["to-trinh"] == "Ủy ban nhân dân huyện"
