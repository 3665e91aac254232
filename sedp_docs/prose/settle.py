"""Runs as Markdown can say them: blanks outside of marks, citations of one look, no blank ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from sedp_docs.prose.blocks import Block, Grid, Paragraph, Run, Text
from sedp_docs.prose.cite import CITATION

_NOTE = "\ufffc"
"""Stands for the mark of a footnote while a line is looked at as one text."""

_Look = tuple[bool, bool, int]
"""Bold, italic, and the number of the footnote whose mark stands here (0: none)."""

_Letter = tuple[str, _Look]
_BLANK = re.compile(r"\s+")


def settled(text: Text) -> Text:
    """Return a text whose runs `parse` could give, without empty paragraphs; on paper nobody sees the difference.

    Every mark of a footnote gets a note of its own, as Word has it.
    """
    notes: list[tuple[Run, ...]] = []

    def line(runs: Sequence[Run]) -> tuple[Run, ...]:
        return tuple(_numbered(run, text, notes) for run in settled_runs(runs))

    blocks = tuple(block for each in text.blocks if (block := _with_lines(each, line)))
    return Text(blocks, tuple(notes))


def _numbered(run: Run, text: Text, notes: list[tuple[Run, ...]]) -> Run:
    if not run.note:
        return run
    notes.append(settled_runs(text.notes[run.note - 1]))
    return replace(run, note=len(notes))


def _with_lines(block: Block, line: Callable[[Sequence[Run]], tuple[Run, ...]]) -> Block | None:
    """Return a block whose lines went through `line`; None for a paragraph with nothing in it."""
    if isinstance(block, Grid):
        head, *rows = (tuple(line(cell) for cell in row) for row in (block.header, *block.rows))
        return Grid(head, tuple(rows), block.aligns)
    if isinstance(block, Paragraph):
        runs = line(block.runs)
        return replace(block, runs=runs) if runs else None
    return block


def settled_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs without blanks at the ends of lines; a blank between two looks has what both share."""
    letters = [letter for run in runs for letter in _letters(run)]
    _make_citations_whole(letters)
    _make_blanks_plain(letters)
    out = ((look, "".join(c for c, _ in same)) for look, same in groupby(letters, key=lambda letter: letter[1]))
    return tuple(Run("", note=look[2]) if look[2] else Run(text, look[0], look[1]) for look, text in out)


def _letters(run: Run) -> list[_Letter]:
    if run.note:
        return [(_NOTE, (False, False, run.note))]
    look = (run.bold, run.italic, 0)
    return [(c, look) for c in run.text]


def _line(letters: Sequence[_Letter]) -> str:
    return "".join([c for c, _ in letters])


def _make_citations_whole(letters: list[_Letter]) -> None:
    for found in reversed(list(CITATION.finditer(_line(letters)))):
        start, end = found.span()
        name = found.group(1)
        whole = "{{" if name is None else f"{{{name.strip()}}}"
        if not any(note for _, (_, _, note) in letters[start:end]):
            letters[start:end] = [(c, letters[start][1]) for c in whole]


def _make_blanks_plain(letters: list[_Letter]) -> None:
    line = _line(letters)
    for found in reversed(list(_BLANK.finditer(line))):
        start, end = found.span()
        breaks = found.group().count("\n")
        if start == 0 or end == len(line):
            letters[start:end] = []
            continue
        before, after = letters[start - 1][1], letters[end][1]
        shared = (before[0] and after[0], before[1] and after[1], 0)
        letters[start:end] = [(c, shared) for c in ("\n" * breaks or found.group())]
