"""The JSON Schema for editors accepts what the program accepts, and speaks Vietnamese."""

from __future__ import annotations

import pathlib
import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from sedp_docs.model import Plan
from sedp_docs.model.schema import plan_schema
from sedp_docs.write.yamltext import plan_yaml
from tests.plan_strategy import plans

ROOT = pathlib.Path(__file__).parent.parent
FILES = [ROOT / "samples" / "commune.yaml", *sorted((ROOT / "docs" / "vi-du").glob("*.yaml"))]
SCHEMA = plan_schema()
TYPES: dict[str, Any] = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
                         "null": type(None)}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """Return where a value breaks the schema; knows the few words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], path)
    if "anyOf" in schema:
        tried = [faults(value, each, path) for each in schema["anyOf"]]
        return min(tried, key=len)
    kind = schema.get("type")
    if (kind and not isinstance(value, TYPES[kind])) or (isinstance(value, bool) and kind in ("integer", "number")):
        return [f"{path}: {value!r} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r} not in {schema['enum']}"]
    if not schema.get("minimum", value) <= value if isinstance(value, int) else False:
        return [f"{path}: {value} is too small"]
    return _inside(value, schema, path)


def _inside(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    if isinstance(value, list):
        return [fault for i, item in enumerate(value) for fault in faults(item, schema.get("items", {}), f"{path}/{i}")]
    if not isinstance(value, dict):
        return []
    own, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    found = [f"{path}: lacks {key}" for key in schema.get("required", ()) if key not in value]
    for key, item in value.items():
        rule = own.get(key, others)
        found += faults(item, rule, f"{path}/{key}") if rule is not False else [f"{path}: unknown {key}"]
    return found


def as_json(value: Any) -> Any:
    """Return what a YAML reader gives, in the types of JSON."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_own_files_fit_the_schema(path: pathlib.Path) -> None:
    assert faults(as_json(yaml.safe_load(path.read_text(encoding="utf-8"))), SCHEMA) == []


@settings(max_examples=40, deadline=None)
@given(plans())
def test_any_plan_that_we_write_fits_the_schema(plan: Plan) -> None:
    assert faults(as_json(yaml.safe_load(plan_yaml(plan))), SCHEMA) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nam": 2025}, "unknown nam"),
        ({"cap": "xã"}, "not in"),
        ({"chi_tieu": [{"ten": "GRDP"}]}, "/chi_tieu/0: lacks ma"),
        ({"chi_tieu": [{"ma": "a", "kh": [1]}]}, "/chi_tieu/0/kh"),
        ({"phien_ban": 0}, "too small"),
    ],
)
def test_a_fault_does_not_fit(change: dict[str, Any], said: str) -> None:
    head = {"phien_ban": 1, "quy_trinh": "lao-cai", "cap": "xa", "don_vi": {"loai": "xã", "ten": "A"}, "nam_ke_hoach": 2025,
            "lan_lap": "du-thao"}  # fmt: skip
    assert faults(head, SCHEMA) == []
    assert said in "; ".join(faults(head | change, SCHEMA))


def _fields(schema: Any) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(schema, list):
        return [field for item in schema for field in _fields(item)]
    if not isinstance(schema, dict):
        return []
    return [*schema.get("properties", {}).items(), *(field for item in schema.values() for field in _fields(item))]


def test_every_key_has_a_vietnamese_title_and_no_word_is_for_programmers() -> None:
    fields = _fields(SCHEMA)
    assert len(fields) > 200
    assert [key for key, field in fields if not field.get("title")] == []
    notes = [field["description"] for _, field in fields if "description" in field]
    assert [note for note in notes if re.search(r"\b(the|of|and|is)\b", note)] == []
