"""What rules say to people who see a workbook: sheets and columns by their titles, not by the keys of a YAML file."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from functools import cache

from sedp_docs.problems import Problem
from sedp_docs.workbook.layout import Words, WorkbookLayout, sheets

_KEY = re.compile(r"(?<![\w“{.])([a-z]+(?:_[a-z0-9]+)*)(?::(?= )|(?![\w”}.]))")
_PLAIN = frozenset({"nguon", "ngay"})
"""Keys of one syllable that a rule speaks of; others of one syllable may be words or codes."""


def in_words(problem: Problem, layout: WorkbookLayout, codes: Container[str]) -> Problem:
    """Return a problem whose message and hint name sheets and columns: "ghi co_quan" → "ghi cột “Cơ quan”".

    `codes` are those of the plan's own rows, which stay as they are.
    """
    titles = {key: words for key, words in _titles(layout).items() if key not in codes}
    return replace(problem, message=_said(problem.message, titles), hint=_said(problem.hint, titles))


def _said(text: str, titles: Mapping[str, str]) -> str:
    return _KEY.sub(lambda found: titles.get(found[1], found[0]), text)


@cache
def _titles_of(names: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for key, words in names:
        out.setdefault(key, words)
    return out


def _titles(layout: WorkbookLayout) -> Mapping[str, str]:
    return _titles_of(tuple(_names(layout)))


def _names(layout: WorkbookLayout) -> Iterator[tuple[str, str]]:
    """Yield keys and what the workbook calls them; the key of a list is its sheet."""
    every = sheets(layout, Words(0, (), {}, ""))
    for sheet in every:
        for key in (*sheet.layout.lists, sheet.layout.shape):
            yield key, f"trang tính “{sheet.name}”"
    for column in (column for sheet in every for column in sheet.columns if column.key and not column.slot):
        key = str((column.key or ("",))[-1])
        if "_" in key or key in _PLAIN:
            yield key, f"cột “{column.type.title or column.title}”"
