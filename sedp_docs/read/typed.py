"""Raw trees into models: every fault of the model becomes a `Problem` with its place and what to do."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sedp_docs.problems import Path, Problem, Sources
from sedp_docs.text import did_you_mean

P = TypeVar("P", bound=BaseModel)


def typed(model: type[P], data: Any, sources: Sources) -> tuple[P | None, list[Problem]]:
    """Return the model made from raw data, or None, with all its problems."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(detail, model, sources) for detail in error.errors(include_url=False)]


def _problem(detail: ErrorDetails, model: type[BaseModel], sources: Sources) -> Problem:
    path = _written_path(detail["loc"])
    message, hint = _words(detail, path, model)
    return Problem(f"DL-{_IDS.get(detail['type'], '09')}", "error", message, hint, sources.at(path))


def _written_path(loc: tuple[int | str, ...]) -> Path:
    """Drop pydantic's marker for a mapping's own key, which no source holds."""
    return tuple(part for part in loc if part != "[key]")


_IDS = {"missing": "01", "extra_forbidden": "02", "literal_error": "03", "string_type": "04", "model_type": "05",
        "dict_type": "05", "tuple_type": "06", "list_type": "06", "date_from_datetime_parsing": "07", "date_parsing": "07"}  # fmt: skip


def _words(detail: ErrorDetails, path: Path, model: type[BaseModel]) -> tuple[str, str]:
    kind, name = detail["type"], str(path[-1]) if path else "tệp"
    if kind == "extra_forbidden":
        known = _known_keys(model, path[:-1])
        return f"khóa “{name}” không có trong định dạng", did_you_mean(name, known) or f"các khóa dùng được: {', '.join(known)}"
    if kind == "missing":
        return f"thiếu khóa “{name}”", f"thêm dòng “{name}: …”"
    if kind == "literal_error":
        return f"“{detail['input']}” không dùng được cho “{name}”", f"chọn một trong: {_expected(detail)}"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"“{name}” phải là một nhóm khóa – giá trị", "viết mỗi khóa một dòng, thụt vào trong"
    if kind in ("tuple_type", "list_type"):
        return f"“{name}” phải là một danh sách", "viết mỗi mục một dòng, bắt đầu bằng dấu “- ”"
    if kind == "string_type":
        return f"“{name}” phải là chữ", "viết chữ trong dấu nháy kép; bỏ khóa này nếu không có"
    if kind.startswith("date"):
        return f"“{detail['input']}” không phải là ngày", "viết năm-tháng-ngày, ví dụ 2024-12-05"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"“{detail['input']}” nằm ngoài khoảng cho phép của “{name}”", "xem lại giá trị"
    message, _, hint = detail["msg"].partition("\n")
    return message, hint


def _expected(detail: ErrorDetails) -> str:
    return str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")


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
