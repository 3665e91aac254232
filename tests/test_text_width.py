"""Text widths, against lengths measured on printed pages (Times New Roman)."""

from __future__ import annotations

import unicodedata

import pytest

from sedp_docs.text_width import rule_length, width, wrapped

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("text", "size", "face", "cm"),
    [
        (NATION, 12, "bold", 8.83),
        (NATION, 13, "bold", 9.57),
        (MOTTO, 13, "bold", 5.61),
        (MOTTO, 14, "bold", 6.05),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH QUẢNG TRỊ", 13, "bold", 8.99),
        ("Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026", 14, "italic", 10.63),
    ],
)
def test_known_lengths(text: str, size: float, face: str, cm: float) -> None:
    assert width(text, size, face) / 10 == pytest.approx(cm, abs=0.006)  # type: ignore[arg-type]


def test_composed_and_decomposed_letters_are_as_wide() -> None:
    assert width(unicodedata.normalize("NFD", "Thường Trực Ưu tiên"), 14) == width("Thường Trực Ưu tiên", 14)


def test_horned_letters_are_wider_than_their_base() -> None:
    assert width("ư", 14) > width("u", 14)
    assert width("ứ", 14) == width("ư", 14)


def test_a_name_breaks_before_the_unit_when_its_words_are_held_together() -> None:
    assert wrapped("ỦY BAN NHÂN DÂN XÃ\u00a0NẬM\u00a0THOONG", 60, 13, "bold") == ["ỦY BAN NHÂN DÂN", "XÃ\u00a0NẬM\u00a0THOONG"]


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrapped("xã Nậm-Thoong-Thượng-Hạ", 20, 14) == ["xã", "Nậm-Thoong-Thượng-Hạ"]


def test_the_rule_is_a_third_to_a_half_of_the_longest_line() -> None:
    text = "Phát triển kinh tế - xã hội năm 2025 xã Nậm Thoong"
    assert 1 / 3 < rule_length(text, 160, 14) / width(text, 14, "bold") < 1 / 2
    assert rule_length(text, 80, 14) < rule_length(text, 160, 14)


def test_the_rule_fits_the_longest_and_the_last_line_of_a_name_in_two_lines() -> None:
    length = rule_length("ỦY BAN NHÂN DÂN\nXÃ NẬM THOONG", 60, 13)
    for line in ("ỦY BAN NHÂN DÂN", "XÃ NẬM THOONG"):
        assert 1 / 3 < length / width(line, 13, "bold") < 1 / 2


def test_under_a_short_last_line_the_rule_is_short() -> None:
    assert rule_length("ỦY BAN NHÂN DÂN\nXÃ AN", 60, 13) < width("XÃ AN", 13, "bold") / 2
