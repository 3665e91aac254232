"""A plan back into the plain tree that it was read from: its shortest form, under YAML keys."""

from __future__ import annotations

from typing import Any

from sedp_docs.model.base import Part


def tree_of(part: Part) -> dict[str, Any]:
    """Return a part under its YAML keys: dicts, lists and leaves such as `Target`, without defaults and empty groups.

    What the model requires is there in any case, so `Plan.model_validate` takes the tree back.

    Two plans with the same tree print the same papers, whatever file they came from.
    """
    out: dict[str, Any] = {}
    own = type(part).__annotations__
    for name, field in sorted(type(part).model_fields.items(), key=lambda item: item[0] not in own):
        value = getattr(part, name)
        plain = _plain(value)
        if field.is_required() or (value != field.default and plain not in (None, {}, [])):
            out[field.alias or name] = plain
    return out


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return tree_of(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain for key, item in value.items() if (plain := _plain(item)) not in (None, {})}
    return value
