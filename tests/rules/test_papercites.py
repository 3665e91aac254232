"""Papers that a sentence cites."""

from __future__ import annotations

from datetime import date

import pytest

from sedp_docs.rules.papercites import Citation, paper_citations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị quyết số 12/NQ-HĐND ngày 18 tháng 12 năm 2020 của Hội đồng nhân dân xã Nậm Thoong về kế hoạch 5 năm",
         Citation("12/NQ-HĐND", date(2020, 12, 18), "Hội đồng nhân dân xã Nậm Thoong")),
        ("Quyết định 4127/QĐ-UBND ngày 28/11/2024", Citation("4127/QĐ-UBND", date(2024, 11, 28))),
        ("Tờ trình số 05/TTr-UBND.", Citation("05/TTr-UBND")),
        ("Luật số 77/2015/QH13, ngày 19/6/2015", Citation("77/2015/QH13", date(2015, 6, 19))),
        ("Chỉ thị 14/CT-TTg, ngày 28.5.2025", Citation("14/CT-TTg", date(2025, 5, 28))),
        ("Báo cáo số 15/BC-HĐND ngày 31/02/2024", Citation("15/BC-HĐND")),
    ],
)  # fmt: skip
def test_a_citation_is_read(text: str, found: Citation) -> None:
    assert list(paper_citations(text)) == [found]


@pytest.mark.parametrize(
    "text", ["22/25 chỉ tiêu", "19/19 tiêu chí", "năm học 2024/2025", "40 km/h", "12/2024", "8/Người", "a/B-C"]
)
def test_what_is_no_number_of_a_paper(text: str) -> None:
    assert list(paper_citations(text)) == []


def test_numbers_are_compared_without_their_zero_and_case() -> None:
    assert Citation("05/KH-UBND").key == Citation("5/kh-ubnd").key != Citation("15/KH-UBND").key


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Ban Kinh tế - Xã hội HĐND xã", "Hội đồng nhân dân xã Nậm Thoong", True),
        ("UBND huyện Phìn Ngàn", "xã Nậm Thoong", False),
        ("", "xã Nậm Thoong", True),
        ("Bộ Tài chính", "tỉnh Hoàng Sơn", True),
    ],
)
def test_issuers_differ_when_they_name_other_tiers(one: str, two: str, same: bool) -> None:
    assert Citation("15/BC-HĐND", body=one).same_body(Citation("15/BC-HĐND", body=two)) is same
