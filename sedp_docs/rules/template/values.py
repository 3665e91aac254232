"""What an expression of a tag gives: a declared field, an item of a list, or something that is not followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from sedp_docs.report.fields import SHAPE_TITLES, Field
from sedp_docs.report.language import ALL_FILTERS
from sedp_docs.rules.template.structure import Use

_QUOTED = ("muc", "vien_dan")
"""Groups whose names are no names of Jinja: "I.II.1", "to-trinh"."""
TEXT_FIELD = Field("", "chữ")


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression gives: a declared field (None: anything) and how a template reaches it."""

    field: Field | None = None
    path: str = ""

    @property
    def shape(self) -> str:
        """Return the shape, "" when it is not known."""
        return self.field.shape if self.field else ""

    def item(self) -> Value:
        """Return an item of a list."""
        if self.field is None or self.shape != "danh_sach":
            return ANY
        items = self.field.fields
        return Value(Field("", self.field.help, "nhom", items) if items else TEXT_FIELD, f"{self.path}[]")


ANY = Value()
TEXT = Value(TEXT_FIELD)


@dataclass(frozen=True, slots=True)
class Cited:
    """A field that a tag uses: its full path (`bang.chi_tieu[].ten`, `muc["I.II.1"]`, `so:ty_le_bhyt.uoc`), at its place."""

    path: str
    use: Use


def constants(node: nodes.Expr) -> Iterator[object]:
    """Yield the constants of an expression, those in a list too."""
    if isinstance(node, nodes.Const):
        yield node.value
    elif isinstance(node, nodes.List | nodes.Tuple):
        yield from (value for item in node.items for value in constants(item))


def joined(path: str, name: str) -> str:
    """Return how a template reaches a field of a group."""
    return f'{path}["{name}"]' if path in _QUOTED else f"{path}.{name}" if path else name


def shape_title(value: Value) -> str:
    """Return in Vietnamese what shape a value has."""
    return SHAPE_TITLES[value.field.shape] if value.field else "giá trị"


def how_to_print(value: Value) -> str:
    """Return how to print a list, a group or a function."""
    if value.shape == "danh_sach":
        return f"lặp qua danh sách: {{%p for x in {value.path} %}} … {{%p endfor %}}"
    if value.shape == "ham":
        return 'viết so("tên số liệu")'
    names = ", ".join(joined(value.path, each.name) for each in (value.field.fields if value.field else ())[:6])
    return f"chọn một trường của nhóm: {names}" if names else "chọn một trường của nhóm"


def instead(whole: Value, name: str) -> str:
    """Return what to write instead of an attribute of something that has none."""
    if whole.shape == "danh_sach":
        return f"lặp qua danh sách rồi viết .{name} ở mỗi dòng"
    return f"viết “| {name}”" if name in ALL_FILTERS else "bỏ phần sau dấu chấm"
