"""Write the key tables of docs/dinh-dang.md from the model's own titles and helps; the words around them are hand-written.

A table stands between `<!-- bảng: Model -->` and `<!-- hết -->`. Run it after a change of the model: the tables of the
page must equal what this prints (tests/test_catalog.py).
"""

from __future__ import annotations

import pathlib
import re
import typing
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic.fields import FieldInfo

from sedp_docs.model import LevelId, Plan, Series
from sedp_docs.model.base import Part
from sedp_docs.model.series import Period
from sedp_docs.model.values import Count, Day, Flag, Number, TargetValue, Year

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "dinh-dang.md"
_TABLE = re.compile(r"(<!-- bảng: (\w+) -->\n).*?(<!-- hết -->)", re.DOTALL)
_WORDS: tuple[tuple[Any, str], ...] = (
    (Number, "số"),
    (TargetValue, "số hoặc mục tiêu"),
    (Count, "số nguyên"),
    (Flag, "có/không"),
    (Year, "năm"),
    (Day, "ngày"),
    (str, "chữ"),
    (Period, "kỳ"),
    (LevelId, "tinh, huyen, xa, thon"),
)


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{PAGE.name}: {len(list(parts()))} bảng khóa")


def with_tables(page: str) -> str:
    """Return the page with every table made from the model as it is now."""
    known = {part.__name__: part for part in parts()}
    return _TABLE.sub(lambda m: f"{m[1]}{table(known[m[2]])}{m[3]}", page)


def table(part: type[Part]) -> str:
    """Return the Markdown table of a part's keys; the keys that every series shares have a table of their own."""
    hints = typing.get_type_hints(part, include_extras=True)
    shared = set(Series.model_fields) if issubclass(part, Series) and part is not Series else set()
    rows = [_row(field, hints[name]) for name, field in part.model_fields.items() if name not in shared]
    return "\n".join(("| khóa | tên | giá trị | bắt buộc | ghi chú |", "|---|---|---|---|---|", *rows)) + "\n"


def _row(field: FieldInfo, hint: Any) -> str:
    note = (field.description or "").replace("|", "\\|")
    return f"| `{field.alias}` | {field.title} | {words(hint)} | {'có' if field.is_required() else ''} | {note} |"


def words(hint: Any) -> str:
    """Return what a value is, for a reader who does not program: "số", "ngày", "danh sách", "A, B, C"."""
    for known, word in _WORDS:
        if hint == known:
            return word
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return ", ".join(str(arg) or "(để trống)" for arg in args)
    if origin is tuple:
        return "danh sách chữ" if args[0] is str else "danh sách"
    if origin is Annotated or type(None) in args:
        return words(args[0])
    return "số nguyên" if hint is int else "nhóm"


def parts(part: type[Part] = Plan, seen: set[type[Part]] | None = None) -> Iterator[type[Part]]:
    """Yield the plan's model and every model within it, each once."""
    seen = set() if seen is None else seen
    if part in seen:
        return
    seen.add(part)
    yield part
    if issubclass(part, Series) and part is not Series:
        yield from parts(Series, seen)
    for field in part.model_fields.values():
        for inner in _models(field.annotation):
            yield from parts(inner, seen)


def _models(hint: Any) -> Iterator[type[Part]]:
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
    for arg in typing.get_args(hint):
        yield from _models(arg)


if __name__ == "__main__":
    main()
