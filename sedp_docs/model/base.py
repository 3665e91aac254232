"""How a plan field is declared: once, with its Vietnamese title; the YAML key is the title's slug."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from sedp_docs.text import slug


class Part(BaseModel):
    """A frozen piece of a plan; unknown keys are refused, values are reached by their English name in code."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, value: Any) -> Any:
        """Drop known keys without a value (docs/dinh-dang.md); an unknown key stays, to be refused."""
        if not isinstance(value, dict):
            return value
        return {key: item for key, item in value.items() if item is not None or key not in _keys(cls)}


@cache
def _keys(part: type[BaseModel]) -> frozenset[str]:
    return frozenset(str(field.alias) for field in part.model_fields.values())


def titled(title: str, *, default: Any = ..., help: str = "", key: str = "", **limits: Any) -> Any:
    """Declare a field by its Vietnamese title; its YAML key is the slug of the title unless `key` says otherwise.

    `help` is the sentence that the schema, the workbook and docs/dinh-dang.md show.
    """
    return Field(default, title=title, alias=key or slug(title), description=help or None, **limits)


def key_of(part: type[Part], name: str) -> str:
    """Return the YAML key of a field, by its Python name."""
    field: FieldInfo = part.model_fields[name]
    return field.alias or name
