"""The inside of a line: tokens into runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sedp_docs.prose.blocks import Run
from sedp_docs.prose.cite import MISSING_CLOSE, MISSING_OPEN

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKS = re.compile(f"([{MISSING_OPEN}{MISSING_CLOSE}])")


class Look:
    """What is bold, italic and missing at this place of a line."""

    def __init__(self) -> None:
        self.bold = self.italic = 0
        self.missing = False

    def runs(self, token: Token) -> list[Run]:
        """Return the runs of the next token of the line."""
        self.bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        self.italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
        return [Run(part, self.bold > 0, self.italic > 0, self.missing) for part in _MARKS.split(text) if self._prints(part)]

    def _prints(self, part: str) -> bool:
        if part in (MISSING_OPEN, MISSING_CLOSE):
            self.missing = part == MISSING_OPEN
            return False
        return bool(part)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbours of one look."""
    out: list[Run] = []
    for run in runs:
        if out and not run.note and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
