"""Values that offices gave differently for one cell: the cell is known, somebody chose, and chose one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from sedp_docs.model import Plan, Raw
from sedp_docs.model.base import Part
from sedp_docs.model.plan import Discrepancy
from sedp_docs.model.tree import tree_of
from sedp_docs.model.values import parse_number
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import exact, suggestion
from sedp_docs.text import shortened

State = Literal["unknown column", "open", "chosen", "other"]
_DEEPEST = 4
"""Keys from a row to its deepest cell, and some to spare."""
_CLEAR = "xóa các dòng này ở phần số liệu chênh lệch (chenh_lech)"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a row and the values that were given for it; `path` is that of its first discrepancy."""

    path: Path
    row: Part
    column: str
    given: tuple[Discrepancy, ...]

    def state(self) -> State:
        """Return what became of the cell; "other": it holds a value that nobody gave."""
        tree, keys = tree_of(self.row), self.column.split(".")
        if len(keys) > _DEEPEST:
            return "unknown column"
        readings = [_read(self.row, tree, keys, value) for each in self.given for value in _readings(each.value)]
        if any(reading == "unknown column" for reading in readings):
            return "unknown column"
        if any(isinstance(reading, dict) and _told(reading) == _told(tree) for reading in readings):
            return "chosen"
        return "open" if _at(tree, keys) is None else "other"


def _told(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree with its paragraphs as one text: a blank line within one, and the end of one, say the same."""
    return {**tree, "doan": "\n\n".join(map(str.strip, tree["doan"]))} if "doan" in tree else tree


def _readings(value: str) -> tuple[str | list[str], ...]:
    """Return how a value as given may be read: a bare scalar, a text ("14,8"), a list with an item a line, a paragraph."""
    return Raw(value), value, value.split("\n"), [value]


def _read(row: Part, tree: dict[str, Any], keys: Sequence[str], value: Any) -> dict[str, Any] | Literal["unknown column"] | None:
    """Return the tree of a row with a value in one of its cells, typed; None when the cell cannot hold such a value."""
    try:
        return tree_of(type(row).model_validate(_with(tree, keys, value)))
    except ValidationError as error:
        faults = [(detail["type"], detail["loc"]) for detail in error.errors(include_url=False)]
        unknown = any(kind == "extra_forbidden" or "[key]" in loc or len(loc) < len(keys) for kind, loc in faults)
        return "unknown column" if unknown else None


def _with(tree: Any, keys: Sequence[str], value: Any) -> Any:
    if not keys:
        return value
    known = tree if isinstance(tree, dict) else {}
    others = {key: item for key, item in known.items() if str(key) != keys[0]}
    return {**others, keys[0]: _with(_at(known, keys[:1]), keys[1:], value)}


def _at(tree: Any, keys: Sequence[str]) -> Any:
    for key in keys:
        tree = {str(name): item for name, item in tree.items()}.get(key) if isinstance(tree, dict) else None
    return tree


def _lists(plan: Plan) -> dict[str, Mapping[str, Part]]:
    """Return the rows by code of each list of a plan whose rows have codes, and the sections of prose, by YAML key."""
    fields = {str(field.alias): (name, get_args(field.annotation)) for name, field in Plan.model_fields.items()}
    lists = {key: getattr(plan, name) for key, (name, of) in fields.items() if of and _has_codes(of[0])}
    prose = {f"{document}/{key}": each for document, sections in plan.prose.items() for key, each in sections.items()}
    return {"thuyet_minh": prose, **{key: {row.code: row for row in reversed(rows)} for key, rows in lists.items()}}


def _has_codes(kind: Any) -> bool:
    """Tell whether rows of a kind have codes of their own (a discrepancy only names another's)."""
    return isinstance(kind, type) and issubclass(kind, Part) and kind is not Discrepancy and "code" in kind.model_fields


@lru_cache(maxsize=4)
def _cells(case: Case) -> tuple[_Cell, ...]:
    """Return the cells that discrepancies name, each once, with the row that holds it."""
    lists, found = _lists(case.plan), dict[tuple[str, str, str], list[int]]()
    for i, each in enumerate(case.plan.discrepancies):
        found.setdefault((each.sheet, each.code, each.column), []).append(i)
    given = case.plan.discrepancies
    return tuple(
        _Cell(("chenh_lech", numbers[0]), row, key[2], tuple(given[i] for i in numbers))
        for key, numbers in found.items()
        if (row := lists.get(key[0], {}).get(key[1])) is not None
    )


@rule("CL-01", "Số liệu chênh lệch chỉ đúng bảng, mã dòng và cột có trong kế hoạch")
def unknown_cell(case: Case) -> Iterator[Finding]:
    """A discrepancy names a list, a row or a column that the plan does not have."""
    lists = _lists(case.plan)
    for i, each in enumerate(case.plan.discrepancies):
        rows = lists.get(each.sheet)
        if rows is None:
            hint = suggestion(each.sheet, [*lists], f"các bảng có: {', '.join(lists)}")
            yield Finding(("chenh_lech", i, "bang"), f"kế hoạch không có bảng “{shortened(each.sheet)}”", hint)
        elif each.code not in rows:
            hint = suggestion(each.code, [*rows], f"thêm dòng này vào {each.sheet}, hoặc sửa mã")
            yield Finding(("chenh_lech", i, "ma"), f"bảng {each.sheet} không có dòng mã “{shortened(each.code)}”", hint)
    for cell in _cells(case):
        if cell.state() == "unknown column":
            said = f"dòng “{cell.given[0].code}” không có cột “{shortened(cell.column)}”"
            yield Finding((*cell.path, "cot"), said, "ghi khóa của ô, ví dụ ket_qua.uoc, kh_sau.trinh")


@rule("CL-02", "Ô mà các đơn vị gửi số khác nhau đã được chọn số")
def open_cell(case: Case) -> Iterator[Finding]:
    """Offices gave different values for a cell and nobody chose one yet."""
    for cell in _cells(case):
        if cell.state() == "open":
            said = f"{_name(case, cell)}: các đơn vị gửi số khác nhau: {_given(case, cell)}"
            yield Finding(cell.path, said, f"chọn một số, ghi vào ô, rồi {_CLEAR}")


@rule("CL-03", "Ô có số liệu chênh lệch mang một trong các số đã gửi", severity="warning")
def other_value(case: Case) -> Iterator[Finding]:
    """A cell with a discrepancy holds a value that no office gave."""
    for cell in _cells(case):
        if cell.state() == "other":
            said = f"{_name(case, cell)}: số trong ô không phải là số nào đơn vị đã gửi: {_given(case, cell)}"
            yield Finding(cell.path, said, f"xem lại ô này; nếu đúng, {_CLEAR}")


def _name(case: Case, cell: _Cell) -> str:
    code = cell.given[0].code
    quantity = case.figures.quantities.get(code)
    name = quantity.name if quantity else getattr(cell.row, "title", "") or getattr(cell.row, "name", "")
    return f"“{name or code}”, ô {cell.column}"


def _shown(value: str) -> str:
    """Return a value as messages print it: a number the Vietnamese way, a text as it is."""
    try:
        return exact(parse_number(Raw(value)))
    except PydanticCustomError:
        return shortened(value)


def _given(case: Case, cell: _Cell) -> str:
    named = [(_shown(each.value), case.plan.name_of(each.given_by)) for each in cell.given]
    return "; ".join(f"{value} ({name})" if name else value for value, name in named)
