"""Plan files: text, structure and values changed, then read, checked, reported and printed as a draft."""

from __future__ import annotations

import pathlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from sedp_docs.app.cases import blocking, case_of, debts_of
from sedp_docs.app.pictures import pictures_of
from sedp_docs.app.reports import due_ids, reports_of
from sedp_docs.problems import Problem, ReadError, SedpError
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.plans import plan_from
from sedp_docs.read.templates import template_bytes
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.report.types import Report
from sedp_docs.rules import check
from sedp_docs.write.word import prepare, render
from tools.fuzz.mutate import ODD, bytes_changed, text_changed

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "vi-du" / "xa-lao-cai.yaml"
NAME = "kế hoạch.yaml"
VALUES: tuple[Any, ...] = (
    None, True, "", " ", 0, -1, 1, 10**18, -(10**30), 1e308, float("nan"), float("inf"), "12,5", "1.234,5", "1e400", "0x1F",
    "1_000",
    "dưới 4", "từ 98", "tăng thêm 80", "duy trì 100", "7,3 - 7,8", "9 - 1", "9" * 400, "0," + "1" * 400, "2024-02-30",
    "9999-12-31",
    "0001-01-01", "20224", "xã", "thị trấn", "lao-cai", "khong-co", "__class__", "constructor", "../../etc/passwd", "C:\\con",
    "=1+1",
    "{ty_le_ho_ngheo}", "{ty_le_ho_ngheo.kh_sau}", "{ty_le_ho_ngheo.tang}", "{khong_co}", "{", "}", "{{", "{{{a}", "{a.b.c.d}",
    "{dem.tong}",
    "{ds.chua_dat}", "![a](../a.png)", "![a](http://e.vn/a.png)", "[a](javascript:alert(1))", "<script>",
    "| a | b |\n|---|---|\n| {x} |",
    "- a\n  - b\n    - c\n      - d", "1. a\n2. b", "# a", "***a**b*", "`a`", "[^1]\n\n[^1]: x", "[" * 3_000, "*" * 3_000,
    "> " * 200 + "a",
    "a " * 20_000, "[chưa có]", "\u202eabc", "é" * 300, [], {}, [[]], [None], {"a": None}, {"kh": {"kh": {}}}, [1, "a", None],
    {1: 2},
)  # fmt: skip

_FREE = frozenset(
    {"ten", "nguon", "ly_do", "dia_diem", "mo_ta", "ghi_chu", "nguoi_ky", "noi_dung", "giai_trinh", "cay", "chu_dau_tu"}
)
"""Keys of free text."""


@dataclass(frozen=True)
class Opened:
    """A plan that was taken as far as it goes."""

    problems: list[Problem]
    reports: Mapping[str, Report]


def opened(data: bytes, folder: pathlib.Path = pathlib.Path("khong-co")) -> Opened:
    """Read, check and report a plan as `build --draft` does; no reports when the draft would stop."""
    loaded = plan_from(read_yaml(data, NAME))
    if loaded.plan is None:
        return Opened(loaded.problems, {})
    try:
        catalog = load_catalog(loaded.plan.procedure, loaded.plan.level)
    except ReadError as error:
        raise ReadError(str(error), error.problem.hint, loaded.sources.at(("quy_trinh",)), error.problem.id) from error
    case = case_of(loaded.plan, catalog, loaded.sources)
    _, unusable = pictures_of(folder, case)
    problems = [*loaded.problems, *check(case.plan, case.catalog, case.figures, case.sources), *unusable]
    if blocking(problems, draft=True):
        return Opened(problems, {})
    reports = reports_of(case, debts_of(case), due_ids(case))
    return Opened(problems, {report.form.id: report for report in reports})


def run(data: bytes) -> tuple[bool, list[Problem]]:
    """Build a plan as a draft; refusals of its data come back as problems."""
    found = opened(data)
    for name, report in found.reports.items():
        try:
            render(report, _template(name))
        except SedpError as error:  # our own templates print every plan that passed its rules
            raise RuntimeError(f"{name}: {error.problem}") from error
    return bool(found.reports), found.problems


@cache
def _template(name: str) -> Any:
    return prepare(template_bytes(name, "commune", "lao-cai"), f"{name}.docx")


@cache
def _bases() -> tuple[str, ...]:
    short = EXAMPLE.read_text("utf-8")
    return short, short, short, (ROOT / "samples" / "commune.yaml").read_text("utf-8")


@cache
def _trees() -> tuple[str, ...]:
    return tuple(yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, sort_keys=False) for text in _bases()[2:])


def content(chance: random.Random) -> bytes:
    """Return a broken plan file."""
    match chance.randrange(10):
        case 0:
            return bytes_changed(chance.choice(_bases()).encode(), chance)
        case 1 | 2 | 3:
            return _lines_changed(chance.choice(_bases()), chance).encode("utf-8", "surrogatepass")
        case _:
            return _tree_changed(chance)


def _lines_changed(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(lines))
        lines[at : at + 1] = _line_changed(lines[at], chance)
        lines = lines[: at + 1] if chance.random() < 0.1 else lines or [""]
    return "\n".join(lines)


def _line_changed(line: str, chance: random.Random) -> list[str]:
    """Return what stands in place of a line."""
    key, colon, _ = line.partition(": ")
    signs = (" &a", " *a", " !!python/name:os.system", " |", " >", " : :", " {", " [", " #", "?", *ODD)
    changed: list[list[str]] = [
        [],
        [line] * chance.choice((2, 2, 300)),
        [chance.choice((" ", "  ", "\t", "- ")) + line],
        [line.lstrip()],
        [text_changed(line, chance)],
        [line + chance.choice(signs)],
        [f"{key}{colon}{chance.choice(VALUES)}"],
    ]
    return chance.choice(changed)


def _tree_changed(chance: random.Random) -> bytes:
    tree = yaml.safe_load(chance.choice(_trees()) if chance.random() < 0.2 else _trees()[0])
    change = chance.choice((_node_changed, _leaf_changed, _leaf_changed))
    for _ in range(chance.choice((1, 1, 2, 4))):
        change(tree, chance)
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def _node_changed(tree: Any, chance: random.Random) -> None:
    node, steps = tree, chance.choice((1, 2, 3, 4, 6))
    for _ in range(steps):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        inner = [key for key in keys if isinstance(node[key], dict | list) and node[key]]
        if not inner:
            break
        node = node[chance.choice(inner)]
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    if not keys:
        return
    key, other = chance.choice(keys), chance.choice(keys)
    match chance.randrange(7):
        case 0:
            del node[key]
        case 1:
            node[key], node[other] = node[other], node[key]
        case 2:
            _grow(node, key, chance)
        case 3 if isinstance(node, dict):
            node[chance.choice((str(key) + "x", "ma", "kh", "2023", "uoc", "ten", "")) or key] = node.pop(key)
        case _:
            node[key] = chance.choice(VALUES)


def _leaf_changed(tree: Any, chance: random.Random) -> None:
    """Change a text into another text, or a number into another number: what a planner could mean."""
    leaves = [(node, key) for node in _nodes(tree) for key, item in _items(node) if not isinstance(item, dict | list)]
    free = [(node, key) for node, key in leaves if isinstance(key, int) or key in _FREE]
    node, key = chance.choice(free if free and chance.random() < 0.6 else leaves)
    kind = (int, float) if isinstance(node[key], int | float) else str
    node[key] = chance.choice([value for value in VALUES if isinstance(value, kind) and value is not True])


def _items(node: Any) -> list[tuple[Any, Any]]:
    return list(node.items() if isinstance(node, dict) else enumerate(node))


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for _, item in _items(node):
        if isinstance(item, dict | list):
            yield from _nodes(item)


def _grow(node: Any, key: Any, chance: random.Random) -> None:
    """Repeat a row, or wrap a value in many lists."""
    if isinstance(node, list):
        node[key:key] = [node[key]] * chance.choice((1, 3, 300))
        return
    for _ in range(chance.choice((1, 3, 70))):
        node[key] = [node[key]] if chance.random() < 0.5 else {"a": node[key]}
