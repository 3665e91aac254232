"""The plan file as a JSON Schema, for editors that suggest and check keys: what may be written, not what it becomes."""

from __future__ import annotations

from typing import Any

from sedp_docs.model.plan import FORMAT_VERSION, Plan

_SHORT_FORMS: dict[str, tuple[dict[str, Any], ...]] = {
    "CurrentPlan": ({"type": "number"}, {"type": "string"}),
    "Prose": ({"type": "string"}, {"type": "array", "items": {"type": "string"}}),
}
"""Groups that may also be written as a single value."""

_LIMITS = {"ge": "minimum", "le": "maximum"}


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a plan file: YAML keys with their Vietnamese titles and notes."""
    schema = Plan.model_json_schema()
    parts = {name: _part(name, part) for name, part in schema.pop("$defs").items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:sedp-docs:ke-hoach:{FORMAT_VERSION}",
        "title": "Kế hoạch phát triển kinh tế - xã hội",
        "description": "Tệp kế hoạch của một đơn vị cho một năm; tiền theo đơn vị tính của cấp (xã: triệu đồng).",
        **_without_words(_renamed(schema)),
        "$defs": parts,
    }


def _part(name: str, part: dict[str, Any]) -> dict[str, Any]:
    group = _without_words(_renamed(part))
    return {"anyOf": [group, *_SHORT_FORMS[name]]} if name in _SHORT_FORMS else group


def _without_words(part: dict[str, Any]) -> dict[str, Any]:
    """Drop the name and the docstring of a class, which speak to programmers."""
    return {key: value for key, value in part.items() if key not in ("title", "description")}


def _renamed(value: Any) -> Any:
    """Put limits under the names that JSON Schema has for them."""
    if isinstance(value, dict):
        return {_LIMITS.get(key, key): _renamed(item) for key, item in value.items()}
    return [_renamed(item) for item in value] if isinstance(value, list) else value
