"""Values as planners write them: numbers with decimal comma, targets that are ranges, yes and no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from sedp_docs.text import number, shortened

_PLAIN = re.compile(r"(?a)[-+]?(0|[1-9]\d{0,17})(\.\d{1,9})?")
_COMMA = re.compile(r"(?a)[-+]?(0|[1-9]\d{0,17})(,\d{1,9})?")
_GROUPED = re.compile(r"(?a)[-+]?\d{1,3}([.,]\d{3})+([.,]\d+)?")


class Raw(str):
    """The text of a scalar as written in a source; `quoted` tells "12" (text) from 12 (number)."""

    __slots__ = ("quoted",)
    quoted: bool

    def __new__(cls, text: str, quoted: bool = False) -> Raw:
        """Return the text as a scalar; `quoted`: written in quotes or as a block."""
        raw = super().__new__(cls, text)
        raw.quoted = quoted
        return raw


def refuse(kind: str, message: str, hint: str) -> NoReturn:
    """Raise the fault that becomes a `Problem`: what is wrong, what to do."""
    raise PydanticCustomError(kind, "{message}\n{hint}", {"message": message, "hint": hint})


def parse_number(value: Any) -> Decimal:
    """Read a number from its text (docs/dinh-dang.md).

    A plain YAML number is itself; a quoted text may use a decimal comma. Anything with two readings is refused
    with both, because a guess would print a wrong figure.
    """
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, str):
        refuse("so", "ở đây phải là một con số", "viết một số, ví dụ 12.5")
    text = value.strip().replace("\u2212", "-")
    quoted = not isinstance(value, Raw) or value.quoted
    if _PLAIN.fullmatch(text) and not (quoted and _GROUPED.fullmatch(text)):
        return Decimal(text)
    if quoted and _COMMA.fullmatch(text) and not _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", "."))
    refuse("so", *_two_readings(text))


def _two_readings(text: str) -> tuple[str, str]:
    if re.fullmatch(r"[-+]?\d{1,3}(\.\d{3}){2,}|[-+]?\d{1,3}(,\d{3}){2,}", text):
        return f"số “{text}” có dấu ngăn nhóm", f"viết {re.sub('[.,]', '', text)}"
    if _GROUPED.fullmatch(text):
        small, large = _readings(text)
        return f"số “{text}” có hai cách đọc: {small} hay {large}", f"viết {_plain(small)} hoặc {_plain(large)}"
    if _COMMA.fullmatch(text):
        return (
            f"số “{text}” viết dấu phẩy mà không có dấu nháy, có thể là {text} hoặc {text.replace(',', '')}",
            f'viết {text.replace(",", ".")} hoặc "{text}"',
        )
    if re.fullmatch(r"(?a)[-+]?0\d+", text):
        return f"“{shortened(text)}” có số 0 ở đầu nên không rõ là mã hay là số", "bỏ số 0 ở đầu nếu là số"
    if re.fullmatch(r"(?a)[-+]?\d+([.,]\d+)?", text):
        return f"số “{shortened(text)}” dài quá 18 chữ số hoặc quá 9 số lẻ", "xem lại số và đơn vị tính"
    return f"“{shortened(text)}” không phải là một con số", "viết một số, ví dụ 12.5; bỏ đơn vị và dấu khác"


def _readings(text: str) -> tuple[str, str]:
    whole = re.sub(r"[.,]", "", text)
    head, tail = re.split(r"[.,](?=\d+$)", text)
    return f"{re.sub('[.,]', '', head)},{tail}", number(Decimal(whole), 0)


def _plain(reading: str) -> str:
    return reading.replace(".", "").replace(",", ".")


Number = Annotated[Decimal, BeforeValidator(parse_number)]

TargetKind = Literal["value", "range", "at_most", "at_least", "increase_by", "decrease_by", "maintain"]

_TARGET_WORDS: tuple[tuple[str, TargetKind], ...] = (
    ("tăng thêm", "increase_by"),
    ("giảm thêm", "decrease_by"),
    ("giảm", "decrease_by"),
    ("duy trì", "maintain"),
    ("không quá", "at_most"),
    ("dưới", "at_most"),
    ("từ", "at_least"),
    ("trên", "at_least"),
    ("ít nhất", "at_least"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A planned value, typed by its kind; `high` only for a range, `words` as written ("dưới", "từ")."""

    kind: TargetKind
    low: Decimal
    high: Decimal | None = None
    words: str = ""

    @property
    def amount(self) -> Decimal | None:
        """Return the single number to compute with, or None when the target is not one."""
        return self.low if self.kind in ("value", "maintain") else None


def parse_target(value: Any) -> Target:
    """Read a target: a number, "7,3 - 7,8", "dưới 4", "từ 98", "tăng thêm 80" or "duy trì 100"."""
    if isinstance(value, Target):
        return value
    if isinstance(value, str):
        text = " ".join(value.split())
        for words, kind in _TARGET_WORDS:
            if text.lower().startswith(words + " "):
                rest = text[len(words) :].strip().removesuffix(" trở lên").strip()
                return Target(kind, parse_number(Raw(rest, quoted=True)), words=words)
        ends = re.fullmatch(r"(\S+) ?[-–] ?(\S+)", text)
        if ends and not _PLAIN.fullmatch(text):
            low, high = (parse_number(Raw(end, quoted=True)) for end in ends.groups())
            if low >= high:
                refuse("khoang", f"khoảng “{text}” phải viết số nhỏ trước", f"đổi thành “{ends[2]} - {ends[1]}”")
            return Target("range", low, high)
    return Target("value", parse_number(value))


TargetValue = Annotated[Target, BeforeValidator(parse_target, json_schema_input_type=Decimal | str)]


def target_text(target: Target) -> str | Decimal:
    """Return a target as it is written: a number for a single value, else its text; `parse_target` reads it back."""
    if target.kind == "value":
        return target.low
    if target.high is not None:
        return f"{_written(target.low)} - {_written(target.high)}"
    words = target.words or next(words for words, kind in _TARGET_WORDS if kind == target.kind)
    return f"{words} {_written(target.low)}"


def _written(amount: Decimal) -> str:
    """Return a number with a decimal comma; a zero is added where three decimals would look like thousands."""
    text = f"{amount:f}".replace(".", ",")
    return text + "0" if _GROUPED.fullmatch(text) else text


_YES = {"true", "có", "x", "co"}
_NO = {"false", "không", "khong"}


def parse_flag(value: Any) -> bool:
    """Read yes or no: true/false, có/không, x; YAML's own "no" and "off" are refused as unclear."""
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    refuse("co_khong", f"“{shortened(str(value))}” không rõ là có hay không", "viết true hoặc false")


Flag = Annotated[bool, BeforeValidator(parse_flag, json_schema_input_type=bool | Literal["có", "không", "x"])]


def parse_year(value: Any) -> int:
    """Read a year between 1990 and 2100."""
    text = str(value)
    if re.fullmatch(r"[0-9]{4}", text) and 1990 <= int(text) <= 2100:
        return int(text)
    refuse("nam", f"“{shortened(text)}” không phải là một năm", "viết năm bằng bốn chữ số, ví dụ 2025")


Year = Annotated[int, BeforeValidator(parse_year)]


def parse_day(value: Any) -> date:
    """Read a day written as year-month-day; times and bare numbers are refused, which pydantic would take."""
    if isinstance(value, date):
        return value
    try:
        if re.fullmatch(r"(?a)\d{4}-\d{2}-\d{2}", str(value)):
            return date.fromisoformat(str(value))
    except ValueError:
        pass
    refuse("ngay", f"“{shortened(str(value))}” không phải là ngày", "viết năm-tháng-ngày, ví dụ 2024-12-05")


Day = Annotated[date, BeforeValidator(parse_day)]


def without_nulls(value: Any) -> Any:
    """Drop the keys of a mapping that have no value: a null is as good as an absent key (docs/dinh-dang.md)."""
    return {key: item for key, item in value.items() if item is not None} if isinstance(value, dict) else value


def parse_lines(value: Any) -> Any:
    """Put each item of a list on one line and drop blank ones: in a workbook a list is one cell, an item a line."""
    if not isinstance(value, (list, tuple)):
        return value
    items = (" ".join(item.split()) if isinstance(item, str) else item for item in value)
    return [item for item in items if item not in ("", None)]


Lines = Annotated[tuple[str, ...], BeforeValidator(parse_lines)]


def parse_codes(value: Any) -> Any:
    """Take codes apart where people write several in one text: "mttq, hpn"."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)):
        return value
    codes = (re.split(r"[,;\s]+", item) if isinstance(item, str) else [item] for item in value)
    return [code for part in codes for code in part if code not in ("", None)]


Codes = Annotated[tuple[str, ...], BeforeValidator(parse_codes)]


def parse_count(value: Any) -> int:
    """Read a whole number that is not negative."""
    amount = parse_number(value)
    if amount != amount.to_integral_value() or amount < 0:
        refuse("so_nguyen", f"“{value}” phải là số nguyên không âm", "viết số nguyên, ví dụ 3")
    return int(amount)


Count = Annotated[int, BeforeValidator(parse_count)]
