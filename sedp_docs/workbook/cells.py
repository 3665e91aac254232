"""Single cells: a value of the plan into a cell, and what a person typed into a value of the plan.

Reading is forgiving where people are (spaces, accents, "7,5" as text) and strict where numbers are ("1.005").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from sedp_docs.model.values import Raw, Target, target_text
from sedp_docs.text import did_you_mean, short_date, shortened
from sedp_docs.workbook.choices import FREE, Choice
from sedp_docs.workbook.grid import RawCell, Value
from sedp_docs.workbook.kinds import NUMERIC, PARSERS, Kind
from sedp_docs.workbook.layout import Column

SURE_DIGITS = 15
"""Significant digits that a number of Excel keeps."""
_NOTHING = frozenset({"-", "–", "—", "…", "..."})
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d+|[-+]?\d{1,3}(?:\.\d{3}){2,}")
_GROUPED_ENGLISH = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+\.\d+|[-+]?\d{1,3}(?:,\d{3}){2,}")
_SPACED = re.compile(r"[-+]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be taken: the problem's id, what is wrong, what to do."""

    id: str
    message: str
    hint: str


Taken = Raw | list[Raw] | None


def shown(leaf: Any, column: Column, choice: Choice = FREE) -> Value:
    """Return what a cell shows for a value of the plan."""
    if isinstance(leaf, bool):
        return "x" if leaf else "không"
    if isinstance(leaf, list):
        return (", " if column.kind == "codes" else "\n").join(leaf)
    if isinstance(leaf, Target):
        leaf = target_text(leaf)
    if isinstance(leaf, (Decimal, int)):
        return _number(Decimal(leaf))
    return choice.shown(leaf) if isinstance(leaf, str) else leaf


def _number(amount: Decimal) -> Decimal | str:
    """Return a number as itself, or as text when Excel would round it."""
    digits = len(amount.normalize().as_tuple().digits)
    return amount if digits <= SURE_DIGITS else f"{amount:f}".replace(".", ",")


def taken(cell: RawCell, column: Column, choice: Choice = FREE) -> Taken | Fault:
    """Return the raw value that the model will type, None for an empty cell, or the fault that it has."""
    if cell.kind == "error":
        return Fault("SO-01", f"ô có lỗi công thức {cell.text}", "sửa công thức hoặc gõ lại giá trị")
    if cell.kind == "uncalculated":
        return Fault("SO-02", "ô có công thức chưa được tính", "mở tệp bằng Excel hoặc LibreOffice, lưu lại, rồi chạy lại")
    if cell.kind == "text" and not cell.text.strip():
        return None
    if column.kind in NUMERIC:
        return _taken_number(cell, column.kind)
    special = {"day": _taken_day, "flag": _taken_flag}.get(column.kind)
    return special(cell) if special else _taken_text(cell, column, choice)


def _taken_number(cell: RawCell, kind: Kind) -> Taken | Fault:
    if cell.kind == "number":
        text = f"{(Decimal(cell.text) * 100).normalize():f}" if cell.percent else cell.text
        return _checked(Raw(text), kind, text)
    if cell.kind != "text":
        said = f"ngày {_vietnamese(cell.text)}" if cell.kind == "day" else cell.text
        return Fault("SO-03", f"ô ghi {said}, ở đây phải là số", "chọn định dạng số cho ô rồi gõ lại số")
    text = " ".join(cell.text.split()).replace("\u2212", "-").removesuffix("%").rstrip()
    return None if text in _NOTHING else _checked(_ungrouped(text), kind, text)


def _ungrouped(text: str) -> Raw:
    """Take out the marks between groups of digits where they leave one reading: "1.234,5", "1,234.5", "12 345"."""
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    if _GROUPED.fullmatch(text):
        return Raw(text.replace(".", "").replace(",", "."))
    if _GROUPED_ENGLISH.fullmatch(text):
        return Raw(text.replace(",", ""))
    return Raw(text, quoted=True)


def _checked(raw: Raw, kind: Kind, text: str) -> Raw | Fault:
    """Let the model's own parser judge a value now, so that the fault says what to do in a workbook."""
    try:
        PARSERS[kind](raw)
    except PydanticCustomError as error:
        said = (error.context or {}).get("message", str(error))
        return Fault("SO-05", str(said), _HINTS.get(kind, "gõ lại thành một con số (không phải chữ), ví dụ 12,5"))
    return raw


_HINTS: Mapping[Kind, str] = {
    "target": "gõ lại thành một con số, hoặc viết “7,3 - 7,8”, “dưới 4”, “từ 98”, “tăng thêm 80”, “duy trì 100”",
    "count": "gõ số nguyên không âm, ví dụ 3",
    "year": "gõ năm bằng bốn chữ số, ví dụ 2025",
    "day": "gõ ngày/tháng/năm, ví dụ 05/12/2024",
    "flag": "gõ x, hoặc để trống",
}


def _taken_day(cell: RawCell) -> Taken | Fault:
    if cell.kind == "day":
        return Raw(cell.text[:10])
    text = " ".join(cell.text.split())
    if cell.kind != "text":
        return Fault("SO-04", f"ô ghi số {text}, ở đây phải là ngày", "chọn định dạng ngày cho ô rồi gõ lại, ví dụ 05/12/2024")
    found = _DAY.fullmatch(text)
    return _checked(Raw(f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text), "day", text)


def _taken_flag(cell: RawCell) -> Taken | Fault:
    text = {"TRUE": "true", "FALSE": "false"}.get(cell.text) if cell.kind == "flag" else cell.text.strip()
    return _checked(Raw(text or ""), "flag", cell.text)


def _vietnamese(day: str) -> str:
    return short_date(date.fromisoformat(day[:10]))


def _taken_text(cell: RawCell, column: Column, choice: Choice) -> Taken | Fault:
    text = _vietnamese(cell.text) if cell.kind == "day" else cell.text.strip()
    if column.kind == "lines":
        return [Raw(line, quoted=True) for line in text.split("\n")]
    if column.kind == "codes":
        return [Raw(text, quoted=True)]
    value = choice.value(text)
    allowed = column.type.choices
    if not choice.allows(value) or (allowed and not choice.words and value not in allowed):
        known = list(choice.words.values()) or list(allowed)
        hint = did_you_mean(text, known) or f"chọn một trong: {'; '.join(known)}"
        return Fault("SO-06", f"“{shortened(text)}” không dùng được ở cột “{column.title}”", hint)
    return Raw(value, quoted=True)
