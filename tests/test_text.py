"""Vietnamese numbers, dates, keys and lists."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sedp_docs import text


@pytest.mark.parametrize(
    ("amount", "decimals", "printed"),
    [
        ("12345.6", 1, "12.345,6"),
        ("1234567", 0, "1.234.567"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("21.45", 1, "21,5"),
        ("21.4499999", 1, "21,4"),
        ("-0.04", 1, "0,0"),
        ("100", 2, "100,00"),
    ],
)
def test_number_rounds_half_up_and_uses_the_decimal_comma(amount: str, decimals: int, printed: str) -> None:
    assert text.number(Decimal(amount), decimals) == printed


@given(st.decimals(-(10**15), 10**15, places=6), st.integers(0, 4))
def test_printed_number_reads_back_as_the_rounded_one(amount: Decimal, decimals: int) -> None:
    printed = text.number(amount, decimals)
    assert Decimal(printed.replace(".", "").replace(",", ".")) == text.rounded(amount, decimals)


@pytest.mark.parametrize(
    ("number", "unit", "printed"),
    [("5,2", "%", "5,2%"), ("3", "‰", "3‰"), ("330", "ha", "330\u00a0ha"), ("9", "triệu đồng", "9\u00a0triệu đồng"),
     ("7", "", "7")],
)  # fmt: skip
def test_number_is_not_torn_from_its_unit(number: str, unit: str, printed: str) -> None:
    assert text.with_unit(number, unit) == printed


def test_zero_before_days_under_10_and_months_1_and_2() -> None:
    assert text.long_date(date(2025, 2, 5)) == "ngày 05 tháng 02 năm 2025"
    assert text.long_date(date(2024, 12, 19)) == "ngày 19 tháng 12 năm 2024"
    assert text.long_date(date(2024, 3, 19)) == "ngày 19 tháng 3 năm 2024"
    assert text.short_date(date(2024, 3, 9)) == "09/03/2024"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Năm kế hoạch", "nam_ke_hoach"),
        ("Đơn vị tính", "don_vi_tinh"),
        ("HĐND", "hdnd"),
        ("Thu - chi ngân sách", "thu_chi_ngan_sach"),
        ("Dự toán CBĐT", "du_toan_cbdt"),
    ],
)
def test_key_of_a_title(title: str, key: str) -> None:
    assert text.slug(title) == key
    assert text.slug(unicodedata.normalize("NFD", title)) == key


@given(st.text(max_size=30))
def test_key_of_a_key_is_itself(title: str) -> None:
    assert text.slug(text.slug(title)) == text.slug(title)


@pytest.mark.parametrize(
    ("items", "sentence"),
    [([], ""), (["lúa"], "lúa"), (["lúa", "ngô"], "lúa và ngô"), (["lúa", "ngô", "sắn"], "lúa, ngô và sắn")],
)
def test_list_in_a_sentence(items: list[str], sentence: str) -> None:
    assert text.sentence_list(items) == sentence


def test_near_names_are_found_without_accents() -> None:
    known = ["ty_le_ho_ngheo", "ty_le_do_thi_hoa", "san_luong_luong_thuc"]
    assert text.nearest("tỷ_lệ_hộ_nghèo", known)[0] == "ty_le_ho_ngheo"
    assert text.did_you_mean("san_luong_luongthuc", known) == "có phải là san_luong_luong_thuc?"
    assert text.did_you_mean("xyz", known) == ""


@pytest.mark.parametrize(("n", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1990, "MCMXC")])
def test_roman_numeral(n: int, numeral: str) -> None:
    assert text.roman(n) == numeral


@pytest.mark.parametrize("bad", ["\0", "\x07", "\x0b", "\x85", "\u2028", "\ud800", "\ue000", "\ufeff", "\ufffe", "\uffff"])
def test_character_that_no_document_may_carry(bad: str) -> None:
    assert text.bad_character(f"xã{bad}") == f"U+{ord(bad):04X}"


@pytest.mark.parametrize("good", ["Nậm Thoong – 12,5%", "m²\t3\n", "≥ 98 ‰", "\u00a0", "🌾"])
def test_character_that_documents_carry(good: str) -> None:
    assert text.bad_character(good) == ""


def test_long_text_is_cut_in_messages() -> None:
    assert text.shortened("ngắn") == "ngắn"
    assert text.shortened("9" * 50) == "9" * 40 + "…"


def test_what_a_message_quotes_is_one_short_line() -> None:
    assert text.shortened("dòng một \n\n  dòng hai\u2028dòng ba") == "dòng một dòng hai dòng ba"
    assert text.shortened("ế" * 50) == "ế" * 40 + "…"
    assert text.shortened("330\u00a0ha") == "330\u00a0ha"
