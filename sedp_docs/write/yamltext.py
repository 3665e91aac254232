"""A plan as YAML for people: rows of figures on one line, prose as paragraphs, quotes only where YAML needs them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sedp_docs.model import LEVEL_NAMES, Plan, Target
from sedp_docs.model.tree import tree_of
from sedp_docs.model.values import target_text

WIDTH = 140
"""Columns that a line with text may take; a row of figures stays on one line however long it is."""
STEP = 2

_PLAIN_START = re.compile(r"[^\W_]|[“(–]")
_NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f-\x9f]|:(\s|$)|\s#")
_NOT_IN_BRACES = re.compile(r"[,\[\]{}:]")
_LIKE_A_NUMBER = re.compile(r"[-+.\d][-+.,:_\da-fA-FxXoO]*|\d[\d .,–-]*")
_LIKE_A_WORD = re.compile(r"(?i)true|false|yes|no|on|off|y|n|null|nan|inf")


def plan_yaml(plan: Plan) -> str:
    """Return a plan as the text of a YAML file; reading it gives a plan with the same tree (`model.tree`)."""
    lines: list[str] = []
    for key, value in written_tree(plan).items():
        if isinstance(value, (dict, list)) and lines:
            lines.append("")
        lines += entry_lines(key, value, 0)
    return "\n".join(lines) + "\n"


def written_tree(plan: Plan) -> dict[str, Any]:
    """Return the tree of a plan in the words of a file.

    The level is "xa", targets are texts, `kh: 97` stands for two equal values, paragraphs alone for a section.
    """
    levels = {level: name for name, level in reversed(LEVEL_NAMES.items())}
    tree = {key: _documents(value) if key == "thuyet_minh" else _written(value) for key, value in tree_of(plan).items()}
    return tree | {"cap": levels[plan.level]}


def _documents(prose: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {document: {key: _section(text) for key, text in sections.items()} for document, sections in prose.items()}


def _section(prose: dict[str, Any]) -> Any:
    return prose["doan"] if set(prose) == {"doan"} else prose


def _written(value: Any) -> Any:
    if isinstance(value, Target):
        return target_text(value)
    if isinstance(value, list):
        return [_written(item) for item in value]
    if not isinstance(value, dict):
        return value
    group = {key: _written(item) for key, item in value.items()}
    if isinstance(plan := group.get("kh"), dict) and "hdnd" in plan and plan["hdnd"] == plan.get("giao"):
        group["kh"] = plan["hdnd"]
    return group


def scalar(value: Any, *, in_braces: bool = False) -> str:
    """Return a leaf on one line: plain where YAML and its editors read a plain text as that very text, else quoted."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (int, date)):
        return str(value)
    return _text(str(value), in_braces)


def _text(text: str, in_braces: bool) -> str:
    plain = _PLAIN_START.match(text) and not _NOT_PLAIN.search(text) and not (in_braces and _NOT_IN_BRACES.search(text))
    if plain and not _LIKE_A_NUMBER.fullmatch(text) and not _LIKE_A_WORD.fullmatch(text):
        return text
    if ('"' in text or "\\" in text) and not re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def flow(value: Any) -> str:
    """Return any value on one line: `{giao: 97.0, hdnd: 97.2}`, `[mttq, hpn]`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, in_braces=True)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, in_braces=True)


def entry_lines(key: Any, value: Any, indent: int) -> list[str]:
    """Return the lines of a key and its value, `indent` spaces in."""
    head = f"{' ' * indent}{scalar(key, in_braces=True)}:"
    line = _one_line(value, WIDTH - len(head))
    return [f"{head} {line}"] if line is not None else [head + _block_mark(value), *_inner_lines(value, indent + STEP)]


def item_lines(value: Any, indent: int, *, braces: bool) -> list[str]:
    """Return the lines of an item of a list, its dash `indent` spaces in; `braces` puts a row on one line."""
    dash = " " * indent + "- "
    if isinstance(value, dict) and value and not braces:
        first, *rest = _inner_lines(value, indent + STEP)
        return [dash + first.lstrip(" "), *rest]
    line = flow(value) if isinstance(value, (dict, list)) else _one_line(value, WIDTH - len(dash))
    return [dash + line] if line is not None else [dash.rstrip() + _block_mark(value), *_inner_lines(value, indent + STEP)]


def rows_in_braces(rows: list[Any]) -> bool:
    """Tell whether all rows of a list are short enough for `- {ma: t1, ten: Nậm Thoong}`."""
    return all(isinstance(row, dict) and _fits(row, WIDTH - 8) and not any(map(_is_group, row.values())) for row in rows)


def _inner_lines(value: Any, indent: int) -> list[str]:
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in entry_lines(key, item, indent)]
    if isinstance(value, list):
        braces = rows_in_braces(value)
        return [line for item in value for line in item_lines(item, indent, braces=braces)]
    lines = value.split("\n") if "\n" in value else _wrapped(value, indent)
    return [" " * indent + line if line else "" for line in lines]


def _block_mark(value: Any) -> str:
    if isinstance(value, str):
        return " |-" if "\n" in value else " >-"
    return ""


def _one_line(value: Any, room: int) -> str | None:
    """Return a value on one line, or None when it is better read on several."""
    if isinstance(value, dict):
        return flow(value) if not any(_texts(value)) or _fits(value, room) else None
    if isinstance(value, list):
        words = all(isinstance(item, str) and not re.search(r"\s", item) for item in value)
        return flow(value) if words and len(flow(value)) < room else None
    return None if isinstance(value, str) and _in_block(value, room) else scalar(value)


def _fits(group: Mapping[Any, Any], room: int) -> bool:
    nested = any(isinstance(item, list) and any(map(_is_group, item)) for item in group.values())
    return not nested and not any("\n" in text for text in _texts(group)) and len(flow(group)) < room


def _is_group(value: Any) -> bool:
    return isinstance(value, (dict, list))


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts inside a value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _in_block(text: str, room: int) -> bool:
    """Tell whether a text is written below its key, line by line, so that reading gives the very same text."""
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]|^\s|\s$", text):
        return False
    lines = text.split("\n")
    if len(lines) > 1:
        return not any(line != line.rstrip() for line in lines)
    return len(text) > room and "  " not in text  # a fold is read as one blank


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
