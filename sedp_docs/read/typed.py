"""Raw trees into models: every fault of the model becomes a `Problem` with its place and what to do."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sedp_docs.problems import Path, Problem, Sources
from sedp_docs.text import did_you_mean, shortened

P = TypeVar("P", bound=BaseModel)


def typed(model: type[P], data: Any, sources: Sources) -> tuple[P | None, list[Problem]]:
    """Return the model made from raw data, or None, with all its problems."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        problems = [_problem(detail, model, sources) for detail in error.errors(include_url=False)]
        return None, list(dict.fromkeys(problems))  # a bare `kh: x` is typed twice, as giao and as hdnd


def _problem(detail: ErrorDetails, model: type[BaseModel], sources: Sources) -> Problem:
    path = _written_path(detail["loc"])
    message, hint = _words(detail, path, model, sources.titles.get(path) or _name(path))
    return Problem(f"DL-{_IDS.get(detail['type'], '09')}", "error", message, hint, sources.at(path))


def _written_path(loc: tuple[int | str, ...]) -> Path:
    """Drop pydantic's marker for a mapping's own key, which no source holds."""
    return tuple(part for part in loc if part != "[key]")


_IDS = {"missing": "01", "extra_forbidden": "02", "literal_error": "03", "string_type": "04", "model_type": "05",
        "dict_type": "05", "tuple_type": "06", "list_type": "06", "ngay": "07", "so": "08", "khoang": "08"}  # fmt: skip


_MAPPING = ("“{name}” phải là một nhóm khóa – giá trị", "viết mỗi khóa một dòng, thụt vào trong")
_LIST = ("“{name}” phải là một danh sách", "viết mỗi mục một dòng, bắt đầu bằng dấu “- ”")
_RANGE = ("“{said}” nằm ngoài khoảng cho phép của “{name}”", "xem lại giá trị")
_WORDS = {
    "missing": ("thiếu khóa “{name}”", "thêm dòng “{name}: …”"),
    "extra_forbidden": ("khóa “{key}” không có trong định dạng", "{keys}"),
    "literal_error": ("“{said}” không dùng được cho “{name}”", "chọn một trong: {expected}"),
    "key literal_error": ("khóa “{said}” không dùng được ở đây", "chọn một trong: {expected}"),
    "string_type": ("“{name}” phải là chữ", "viết chữ trong dấu nháy kép; bỏ khóa này nếu không có"),
    "dict string_type": ("“{name}” phải là chữ, nhưng có dấu hai chấm nên thành khóa – giá trị", "đặt cả câu trong dấu nháy kép"),
    "string_pattern_mismatch": ("“{name}” để trống", "điền “{name}: …”"),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "greater_than_equal": _RANGE,
    "less_than_equal": _RANGE,
    "too_long": ("“{name}” có quá nhiều mục", "bỏ bớt, chỉ giữ các mục cần"),
}


def _words(detail: ErrorDetails, path: Path, model: type[BaseModel], name: str) -> tuple[str, str]:
    """Return message and hint; a fault raised by the model itself (`values.refuse`) brings its own."""
    words = _WORDS.get(_kind(detail))
    if words is None:
        message, _, hint = detail["msg"].partition("\n")
        return message, hint
    facts = {
        "name": shortened(name),
        "key": shortened(str(path[-1])) if path else "",
        "said": shortened(str(detail["input"])),
        "expected": str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", "),
        "keys": _suggestion(model, path) if detail["type"] == "extra_forbidden" else "",
    }
    message, hint = (part.format(**facts) for part in words)
    return message, hint


def _kind(detail: ErrorDetails) -> str:
    if detail["type"] == "literal_error" and detail["loc"][-1] == "[key]":
        return "key literal_error"
    return "dict string_type" if detail["type"] == "string_type" and isinstance(detail["input"], dict) else detail["type"]


def _suggestion(model: type[BaseModel], path: Path) -> str:
    known = _known_keys(model, path[:-1])
    return did_you_mean(str(path[-1]), known) or f"các khóa dùng được: {', '.join(known)}"


def _name(path: Path) -> str:
    """Return what a message calls a place: its key, "thon, mục 2" for an item of a list."""
    if not path:
        return "tệp"
    return f"{_name(path[:-1])}, mục {path[-1] + 1}" if isinstance(path[-1], int) else path[-1]


def _known_keys(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the model at `path` knows."""
    current: Any = model
    for part in path:
        current = _child(current, part)
    fields = getattr(current, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _child(current: Any, part: int | str) -> Any:
    fields = getattr(current, "model_fields", None)
    if fields is None or isinstance(part, int):
        return current
    annotation = next((f.annotation for f in fields.values() if f.alias == part), None)
    return _model_within(annotation)


def _model_within(annotation: Any) -> Any:
    """Return the model inside tuple[Model, ...], Model | None or dict[str, Model]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = [_model_within(arg) for arg in getattr(annotation, "__args__", ())]
    return next((model for model in inner if model is not None), None)
