"""Whole plans at random, for properties: every part and field of the model, with plain and with hostile values.

The strategy follows the model: a new field is filled without a change here. Texts are as the model keeps them (stripped,
never empty); codes are unique in the whole plan.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from sedp_docs.model import FORMAT_VERSION, Plan
from sedp_docs.model.actions import Month
from sedp_docs.model.base import Part
from sedp_docs.model.sheets import Decimals
from sedp_docs.model.values import Count, Target, TargetKind, Year

Tree = dict[str, Any]

TEXTS = (
    "Nậm Thoong", "Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều", "Địa chính - Nông nghiệp - Xây dựng và Môi trường", "búp tươi",
    "Rà soát hộ nghèo, 11/2024", "Lưu ý: đã đối chiếu", "118/QĐ-UBND", "TH&THCS", "Quỹ “Vì người nghèo”", "m²", "%", "–",
    "Tỷ lệ hộ nghèo còn {ty_le_ho_ngheo}; **giảm** {ty_le_ho_ngheo.tang}",
    "## Phụ lục\n\n| a | b |\n| --- | ---: |\n| 1 | 2,5 |", "đoạn một\n\n- mục một\n  - mục con\n\ncuối", "    mã\n\nchữ",
    "=SUM(A1:A9)", "+84 912 345 678", "-5", "@chi", "- gạch", "# thăng", "a #b", "a: b", "khóa:", '"kép"', "'đơn'", "it's",
    "🌾 lúa", "{{ plan }}", "{% if x %}", "{a: b}", "[a, b]", "_x000D_", "&neo", "*sao", "!thẻ", "|", ">", "%YAML 1.2", "`",
    "---", "...", "?", "? a", "<<", "~", "null", "yes", "no", "true", "off", "0", "007", "12", "12.5", "12,5", "1e5", "0x1F",
    "1_000", "12:30", "2024-12-05", ".inf", "nan", "a\tb", "a\u00a0b", "a\\nb", "C:\\tệp", "ﬁ",
)  # fmt: skip
PIECES = ("a", "ộ", " ", "  ", "\n", "\n\n", "\t", ": ", ":", " #", "#", "- ", "'", '"', "\\", "{", "}", "[", "]", ", ", "|", ">",
          "%", "@", "&", "*", "!", "=", "1", ".", "---", "\u00a0", "Đ")  # fmt: skip
CODES = ("lua_xuan", "hd01", "t1", "vp-tk", "ty_le_ho_ngheo", "I.II.1", "ke-hoach", "ns_xa", "01", "12", "1e5", "2024-12-05",
         "null", "no", "true", "0x1F", "12:30", "~", "1.0", "a b")  # fmt: skip
WORDS: dict[TargetKind, tuple[str, ...]] = {
    "at_most": ("dưới", "không quá"), "at_least": ("từ", "trên", "ít nhất"), "increase_by": ("tăng thêm",),
    "decrease_by": ("giảm", "giảm thêm"), "maintain": ("duy trì",),
}  # fmt: skip
AMOUNTS = tuple(Decimal(text) for text in (
    "0", "1", "97.0", "97.2", "1.005", "0.000000001", "-3", "12.5", "1005", "123456.789", "999999999999999999", "-0.5", "21.50",
    "123456789012345678.123456789", "0.1", "33333333333333333.3", "4200",
))  # fmt: skip

_pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(lambda pieces: "".join(pieces).strip() or "chữ")
texts = st.sampled_from(TEXTS) | st.sampled_from(TEXTS) | _pieces
codes = st.sampled_from(CODES)
_scaled = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**9), 10**9), st.integers(0, 9))
numbers = st.sampled_from(AMOUNTS) | _scaled
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Generate a target of any kind, in the words that a planner may use."""
    kinds: tuple[TargetKind, ...] = ("value", "range", *WORDS)
    kind = draw(st.sampled_from(kinds))
    amount = draw(numbers)
    if kind == "value":
        return Target("value", amount)
    if kind == "range":
        return Target("range", amount - draw(st.sampled_from((Decimal(1), Decimal("0.5")))), amount)
    return Target(kind, amount, words=draw(st.sampled_from(WORDS[kind])))


_LEAVES: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (Year, st.integers(1990, 2100)),
    (Month, st.integers(1, 12)),
    (Decimals, st.integers(0, 6)),
    (Count, st.integers(0, 10**18 - 1) | st.integers(0, 999)),
    (Decimal, numbers),
    (Target, targets()),
    (date, days),
    (bool, st.booleans()),
    (str, texts),
    (type(None), st.none()),
    (int, st.just(FORMAT_VERSION)),
)


def _of(hint: Any) -> st.SearchStrategy[Any]:
    """Return the strategy of a field by its type hint."""
    for known, strategy in _LEAVES:
        if hint == known:
            return strategy
    if isinstance(hint, type) and issubclass(hint, Part):
        return trees(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _of(inner[0])
    return _group(origin, inner)


def _group(origin: Any, inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is dict:
        return st.dictionaries(codes if inner[0] is str else _of(inner[0]), _of(inner[1]), max_size=3)
    if origin is tuple:
        return st.lists(_of(inner[0]), max_size=3)
    assert origin in (UnionType, typing.Union), origin
    return st.one_of([_of(each) for each in reversed(inner)])


def _field(name: str, hint: Any) -> st.SearchStrategy[Any]:
    return codes if name == "code" else _of(hint)


@cache
def trees(model: type[Part]) -> st.SearchStrategy[Tree]:
    """Return a strategy for the tree of a part under its YAML keys: required fields, and any of the others."""
    hints = typing.get_type_hints(model, include_extras=True)
    fields = [(field, _field(name, hints[name])) for name, field in model.model_fields.items()]
    optional = [str(field.alias) for field, _ in fields if not field.is_required()]
    least = int(len(optional) == len(fields))  # a row without any value is no row

    @st.composite
    def tree(draw: st.DrawFn) -> Tree:
        mask = draw(st.integers(least, max(least, 2 ** len(optional) - 1)))
        chosen = {key for i, key in enumerate(optional) if mask >> i & 1}
        return {str(field.alias): draw(strategy) for field, strategy in fields if _wanted(field, chosen)}

    return tree()


def _wanted(field: FieldInfo, chosen: set[str]) -> bool:
    return field.is_required() or field.alias in chosen


def _unique(value: Any, seen: set[str]) -> None:
    """Give every code that stands twice a number."""
    for row in _rows(value):
        code = row["ma"]
        while row["ma"] in seen:
            row["ma"] = f"{code}-{len(seen)}"
        seen.add(row["ma"])


def _rows(value: Any) -> Iterator[Tree]:
    """Yield the parts with a code of their own, those inside others too."""
    if isinstance(value, dict):
        if "ma" in value:
            yield value
        for key, item in value.items():
            yield from _rows(item) if key != "chenh_lech" else ()
    elif isinstance(value, list):
        for item in value:
            yield from _rows(item)


def plans(**fixed: Any) -> st.SearchStrategy[Plan]:
    """Return a strategy for whole plans; `fixed` are values under YAML keys that all of them have."""

    def plan(tree: Tree) -> Plan:
        tree |= fixed
        _unique(tree, set())
        return Plan.model_validate(tree)

    procedures = st.sampled_from(("lao-cai", "ha-noi", "hai-cap"))
    return st.builds(lambda tree, procedure: plan({**tree, "quy_trinh": procedure}), trees(Plan), procedures)
