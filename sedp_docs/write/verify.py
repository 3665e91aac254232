"""The last look at a finished part: it is well-formed, and everything that was printed into it is in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from sedp_docs.problems import OutputError
from sedp_docs.prose import MISSING_CLOSE, MISSING_OPEN
from sedp_docs.write.xml import BREAK, TAB

_SPLIT = re.compile("|".join(map(re.escape, (BREAK, TAB, MISSING_OPEN, MISSING_CLOSE))))
_END = "</w:t>"


def well_formed(content: bytes, part: str, prefixes: bool) -> None:
    """Parse a finished part; `prefixes` asks that each be declared, which only drawings of ours could break (twice the time).

    Raises:
        OutputError: it is not XML, so Word could not open it.
    """
    parser = expat.ParserCreate(namespace_separator=" " if prefixes else None)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise OutputError(
            f"phần {part} của văn bản không đúng XML ({error})", "xem lại chỗ mở, đóng các thẻ {% … %} trong mẫu", id="OUT-01"
        ) from error


def all_printed(xml: str, printed: Iterable[str], part: str) -> None:
    """Find every printed value in the text of the finished part, in its order.

    Args:
        xml: the finished part.
        printed: what the tags printed, as XML, in order.
        part: its name, for the message.

    Raises:
        OutputError: a value that a reader would not see.
    """
    texts = [piece[piece.rfind(">") + 1 :] for piece in xml.split(_END)[:-1]]
    whole = set(texts)
    rest = [value for value in printed if value not in whole]
    if rest:
        _search(rest, xml, "\n".join(texts), part)


def _search(values: list[str], xml: str, text: str, part: str) -> None:
    in_text = in_xml = 0
    for value in values:
        if value.startswith("<") or (_END in value and not _SPLIT.search(value)):
            in_xml = _next(value, xml, in_xml, part)
            continue
        for piece in _SPLIT.split(value):
            in_text = _next(piece, text, in_text, part)


def _next(value: str, text: str, start: int, part: str) -> int:
    """Return where `value` begins at or after `start`, else anywhere."""
    at = text.find(value, start)
    if at < 0:
        at = text.find(value)
    if at < 0:
        shown = re.sub(r"<[^>]*>", "", value)[:80]
        raise OutputError(f"“{shown}” không có trong phần {part} đã in", "xem lại thẻ in giá trị này trong mẫu", id="OUT-02")
    return at
