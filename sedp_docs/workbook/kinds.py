"""What a cell may hold: the model's own field types, met again in a workbook.

`field_type` finds the kind of any path of the plan from the model, so that a field is declared once.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from sedp_docs.model import Plan
from sedp_docs.model.base import Part
from sedp_docs.model.values import (
    parse_codes,
    parse_count,
    parse_day,
    parse_flag,
    parse_lines,
    parse_number,
    parse_target,
    parse_year,
)
from sedp_docs.problems import Path

Kind = Literal["text", "number", "target", "count", "year", "day", "flag", "lines", "codes", "choice"]
NUMERIC: frozenset[Kind] = frozenset(("number", "target", "count", "year"))
_KINDS: Mapping[Any, Kind] = types.MappingProxyType(
    {
        parse_number: "number",
        parse_target: "target",
        parse_count: "count",
        parse_year: "year",
        parse_day: "day",
        parse_flag: "flag",
        parse_lines: "lines",
        parse_codes: "codes",
    }
)
PARSERS: Mapping[Kind, Callable[[Any], Any]] = types.MappingProxyType({kind: parse for parse, kind in _KINDS.items()})
"""What types a raw value of each kind, by the model."""
ANY = "*"
"""In a path: any key or index."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field of the plan as a column needs it: its kind, title, help, and the values that a choice allows.

    `default` is what an empty cell means, where that is a number or a no.
    """

    kind: Kind
    title: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    default: bool | Decimal | None = None


@cache
def field_type(path: Path) -> FieldType:
    """Return the type of the leaf at a path, where `ANY` stands for every index and free key.

    Raises:
        KeyError: no such field.
    """
    annotation: Any = Plan
    info: FieldInfo | None = None
    for step in path:
        annotation, found = _step(annotation, step)
        info = found or info
    metadata = (*(info.metadata if info else ()), *_metadata(annotation))
    kind = next((_KINDS[v.func] for v in metadata if isinstance(v, BeforeValidator) and v.func in _KINDS), None)
    choices = tuple(str(choice) for choice in get_args(_bare(annotation)) if get_origin(_bare(annotation)) is Literal)
    found_kind: Kind = kind or ("choice" if choices else "text")
    required = info is not None and info.is_required()
    default = info.default if info is not None and isinstance(info.default, (bool, Decimal)) else None
    title, help = (info.title or "", info.description or "") if info else ("", "")
    return FieldType(found_kind, title, help, choices, required, default)


def _step(annotation: Any, step: str | int) -> tuple[Any, FieldInfo | None]:
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, Part):
        for field in bare.model_fields.values():
            if field.alias == step:
                return typing.Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation, field
        raise KeyError(step)
    if get_origin(bare) is dict:
        return get_args(bare)[1], None
    if get_origin(bare) is tuple:
        return get_args(bare)[0], None
    raise KeyError(step)


def _bare(annotation: Any) -> Any:
    """Strip Annotated and `| None`."""
    while True:
        if get_origin(annotation) is typing.Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (types.UnionType, typing.Union):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation


def _metadata(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is typing.Annotated:
        inner, *metadata = get_args(annotation)
        return (*metadata, *_metadata(inner))
    if get_origin(annotation) in (types.UnionType, typing.Union):
        return _metadata(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return ()


def choices_of_type(annotation: Any) -> tuple[str, ...]:
    """Return the values of a Literal."""
    return tuple(str(value) for value in get_args(annotation))
