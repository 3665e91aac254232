"""Rules speak of sheets and columns to people who see a workbook."""

from __future__ import annotations

import pytest

from sedp_docs.problems import Problem
from sedp_docs.read.catalogs import load_layout
from sedp_docs.workbook.wording import in_words


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("ghi tên báo cáo và thời gian vào nguon", "ghi tên báo cáo và thời gian vào cột “Nguồn”"),
        ("thêm dòng vào theo_doi, hoặc bỏ qua", "thêm dòng vào trang tính “Theo dõi, đánh giá”, hoặc bỏ qua"),
        ("điền số liệu; ghi co_quan để biết hỏi ai", "điền số liệu; ghi cột “Cơ quan” để biết hỏi ai"),
        ("mã ty_le_ho_ngheo và km_duong_be_tong của kế hoạch", "mã ty_le_ho_ngheo và km_duong_be_tong của kế hoạch"),
        ("giữ nguyên nếu đã thống nhất", "giữ nguyên nếu đã thống nhất"),
    ],
)
def test_keys_become_titles_and_codes_stay(hint: str, said: str) -> None:
    problem = Problem("PL-54", "info", "chưa ghi nguồn", hint)
    assert in_words(problem, load_layout(), {"km_duong_be_tong"}).hint == said
