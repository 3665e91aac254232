"""Numbers, targets, days and flags as planners write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from sedp_docs.model.values import (
    Raw,
    Target,
    parse_count,
    parse_day,
    parse_flag,
    parse_number,
    parse_target,
    parse_year,
    target_text,
)
from sedp_docs.text import number


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (Raw("12.5"), "12.5"),
        (Raw("12,5", quoted=True), "12.5"),
        (Raw("1.005"), "1.005"),
        (Raw("-3"), "-3"),
        (Raw("−3,2", quoted=True), "-3.2"),
        (Raw("0"), "0"),
        (Raw("21.50"), "21.50"),
        (Raw(" 7 ", quoted=True), "7"),
        (Raw("123456789012345678.123456789"), "123456789012345678.123456789"),
    ],
)
def test_number_keeps_every_digit_that_was_written(written: Raw, meant: str) -> None:
    assert str(parse_number(written)) == meant


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        (Raw("1.005", quoted=True), "số “1.005” có hai cách đọc: 1,005 hay 1.005", "viết 1.005 hoặc 1005"),
        (Raw("12,5"), "số “12,5” viết dấu phẩy mà không có dấu nháy, có thể là 12,5 hoặc 125", 'viết 12.5 hoặc "12,5"'),
        (Raw("1.234,5"), "số “1.234,5” có hai cách đọc: 1234,5 hay 12.345", "viết 1234.5 hoặc 12345"),
        (Raw("1.234.567"), "số “1.234.567” có dấu ngăn nhóm", "viết 1234567"),
        (Raw("007"), "“007” có số 0 ở đầu nên không rõ là mã hay là số", "bỏ số 0 ở đầu nếu là số"),
        (Raw("15 ha"), "“15 ha” không phải là một con số", "viết một số, ví dụ 12.5; bỏ đơn vị và dấu khác"),
        ([Raw("3")], "ở đây phải là một con số", "viết một số, ví dụ 12.5"),
        (True, "ở đây phải là một con số", "viết một số, ví dụ 12.5"),
    ],
)
def test_number_with_two_readings_is_refused_with_both(written: object, message: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_number(written)
    assert caught.value.message().split("\n") == [message, hint]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False, allow_infinity=False))
def test_plain_yaml_number_is_itself(amount: Decimal) -> None:
    assert parse_number(Raw(f"{amount:f}")) == amount


@given(st.integers(-(10**15), 10**15), st.integers(0, 3))
def test_printed_number_is_read_back_or_refused_never_changed(units: int, decimals: int) -> None:
    amount = Decimal(units).scaleb(-decimals)
    try:
        assert parse_number(Raw(number(amount, decimals), quoted=True)) == amount
    except PydanticCustomError:
        assert any(mark in number(amount, decimals) for mark in ".,")


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("15", Target("value", Decimal(15))),
        ("7,3 - 7,8", Target("range", Decimal("7.3"), Decimal("7.8"))),
        ("7,3–7,8", Target("range", Decimal("7.3"), Decimal("7.8"))),
        ("dưới 4", Target("at_most", Decimal(4), words="dưới")),
        ("không quá 5,5", Target("at_most", Decimal("5.5"), words="không quá")),
        ("từ 98", Target("at_least", Decimal(98), words="từ")),
        ("Từ 98 trở lên", Target("at_least", Decimal(98), words="từ")),
        ("tăng thêm  80", Target("increase_by", Decimal(80), words="tăng thêm")),
        ("giảm 1,5", Target("decrease_by", Decimal("1.5"), words="giảm")),
        ("duy trì 100", Target("maintain", Decimal(100), words="duy trì")),
        ("-3", Target("value", Decimal(-3))),
    ],
)
def test_target_is_typed_by_its_kind(written: str, target: Target) -> None:
    assert parse_target(Raw(written, quoted=True)) == target


AMOUNTS = st.decimals(-(10**9), 10**9, places=3) | st.decimals(-(10**6), 10**6, places=9) | st.integers(-(10**17), 10**17)


@given(st.sampled_from(["dưới", "không quá", "từ", "trên", "ít nhất", "tăng thêm", "giảm", "giảm thêm", "duy trì"]), AMOUNTS)
def test_target_in_words_is_read_back(words: str, amount: Decimal | int) -> None:
    kind = parse_target(Raw(f"{words} 1", quoted=True)).kind
    target = Target(kind, Decimal(amount), words=words)
    assert parse_target(target_text(target)) == target


@given(AMOUNTS, AMOUNTS)
def test_single_value_and_range_are_read_back(one: Decimal | int, other: Decimal | int) -> None:
    low, high = sorted((Decimal(one), Decimal(other)))
    assert parse_target(target_text(Target("value", low))) == Target("value", low)
    if low < high:
        assert parse_target(target_text(Target("range", low, high))) == Target("range", low, high)


def test_target_is_written_as_people_write_it() -> None:
    assert target_text(Target("range", Decimal("7.3"), Decimal("7.8"))) == "7,3 - 7,8"
    assert target_text(Target("at_least", Decimal(98), words="trên")) == "trên 98"
    assert target_text(Target("at_most", Decimal("1.005"), words="dưới")) == "dưới 1,0050"


def test_only_a_single_number_can_be_computed_with() -> None:
    amounts = {
        text: parse_target(Raw(text, quoted=True)).amount for text in ("15", "duy trì 100", "7 - 8", "dưới 4", "tăng thêm 80")
    }
    assert amounts == {"15": 15, "duy trì 100": 100, "7 - 8": None, "dưới 4": None, "tăng thêm 80": None}


@pytest.mark.parametrize("written", ["8 - 7", "7 - 7", "dưới", "từ bốn", "1 - 2 - 3", "tăng thêm 1.234,5"])
def test_target_that_says_nothing_sure_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_target(Raw(written, quoted=True))


@pytest.mark.parametrize(("written", "flag"), [("true", True), ("có", True), ("x", True), ("false", False), ("Không", False)])
def test_flag(written: str, flag: bool) -> None:
    assert parse_flag(Raw(written)) is flag


@pytest.mark.parametrize("written", ["no", "yes", "off", "1", ""])
def test_flag_that_yaml_would_guess_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_flag(Raw(written))


def test_day_year_and_count() -> None:
    assert parse_day(Raw("2024-12-05")) == date(2024, 12, 5)
    assert parse_year(Raw("2025")) == 2025
    assert parse_count(Raw("3.0")) == 3


@pytest.mark.parametrize(
    ("parse", "written"),
    [(parse_day, "2024-13-01"), (parse_day, "20241205"), (parse_day, "0"), (parse_year, "1989"), (parse_year, "2O25"),
     (parse_year, "٢٠٢٥"), (parse_count, "2.5"), (parse_count, "-1")],
)  # fmt: skip
def test_day_year_and_count_out_of_bounds(parse: object, written: str) -> None:
    assert callable(parse)
    with pytest.raises(PydanticCustomError):
        parse(Raw(written))
