"""Ways to write a plain text into Markdown, from the most readable to the safest; citations stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sedp_docs.prose.cite import CITATION, escaped, reference

BREAK = "&#10;"
"""A line break where Markdown has no lines: in a cell, in a footnote."""

_MARK = re.compile(r"[\\`*_\[\]<>&|!~^]|\A[-+#=](?=\s|\Z)|(?<=\A\d)[.)](?=\s|\Z)|(?<=\A\d\d)[.)](?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way: the mark of italics, what breaks a line of a paragraph, and how a run is written.

    `write` gets the text and whether marks touch its beginning and its end.
    """

    italic: str
    breaks: str
    write: Callable[[str, bool, bool], str]


def _plain(text: str, opens: bool, closes: bool) -> str:
    return text


def _slashed(text: str, opens: bool, closes: bool) -> str:
    return _around_citations(text, lambda piece: _MARK.sub(lambda mark: "\\" + mark.group(), piece))


def _armoured(text: str, opens: bool, closes: bool) -> str:
    """Write with references: also the characters that marks touch, which then never keep a mark from working."""
    head = text[:1] if opens and not CITATION.match(text) else ""
    cited = any(found.end() == len(text) for found in CITATION.finditer(text))
    tail = text[-1:] if closes and len(text) > len(head) and not cited else ""
    middle = text[len(head) : len(text) - len(tail)]
    written = _around_citations(middle, lambda piece: escaped(piece).replace("{", "{{"))
    return reference(head) + written + reference(tail)


def _around_citations(text: str, write: Callable[[str], str]) -> str:
    end, out = 0, []
    for found in CITATION.finditer(text):
        out += [write(text[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*out, write(text[end:])])


PLAIN = Spelling("*", "\\\n", _plain)
SLASHED = Spelling("*", "\\\n", _slashed)
ARMOURED = Spelling("_", BREAK, _armoured)
