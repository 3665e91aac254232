"""The last look at a finished part: another parser reads it, and everything that was printed into it is in what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.parsers import expat

from sedp_docs.problems import Location, OutputError
from sedp_docs.prose import MISSING_CLOSE, MISSING_OPEN

_ELEMENTS = re.compile(f"[\r\n\t{MISSING_OPEN}{MISSING_CLOSE}]")
"""What does not stand in the text as it was given: it became elements."""
_MARKS = re.compile(f"[{MISSING_OPEN}{MISSING_CLOSE}]")


def encoded(xml: str, part: str) -> bytes:
    """Return the bytes of a finished part; raises OutputError for half a character, which no reader lets in."""
    try:
        return xml.encode()
    except UnicodeEncodeError as error:
        said = f"U+{ord(xml[error.start]):04X}"
        raise OutputError(f"có ký tự hỏng ({said})", "xóa ký tự đó ở mẫu hoặc ở nguồn số liệu", _place(part), "OUT-01") from error


def read_back(content: bytes, part: str, prefixes: bool) -> list[str]:
    """Parse a finished part and return its pieces of text, in order.

    Args:
        content: the part.
        part: its name, for the message.
        prefixes: ask that each prefix be declared, which only drawings of ours could break (twice the time).

    Raises:
        OutputError: it is not XML, so Word could not open it.
    """
    pieces: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" " if prefixes else None)
    parser.CharacterDataHandler = pieces.append
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise OutputError(
            f"văn bản in ra không đúng XML ({error})", "xem lại chỗ mở, đóng các thẻ {% … %} trong mẫu", _place(part), "OUT-01"
        ) from error
    return pieces


def all_texts(pieces: Sequence[str], printed: Iterable[str], part: str) -> None:
    """Find every printed text in the text that was read back, in its order.

    Raises:
        OutputError: a text that a reader would not see.
    """
    whole = set(pieces)
    rest = [text for text in printed if text not in whole]
    if rest:
        _in_order("".join(pieces), (line for text in rest for line in _ELEMENTS.split(text)), part)


def all_blocks(xml: str, printed: Iterable[str], part: str) -> None:
    """Find every printed block of prose and every chart in the finished part as it was made.

    Raises:
        OutputError: a block that is not there.
    """
    _in_order(xml, (piece for block in printed for piece in _MARKS.split(block)), part)


def _in_order(where: str, wanted: Iterable[str], part: str) -> None:
    start = 0
    for text in wanted:
        at = where.find(text, start)
        start = at if at >= 0 else where.find(text)
        if start < 0:
            shown = re.sub(r"<[^>]*>", "", text)[:80]
            what, hint = f"“{shown}” không có trong phần đã in", "xem lại thẻ in giá trị này trong mẫu"
            raise OutputError(what, hint, _place(part), "OUT-02")


def _place(part: str) -> Location:
    return Location(place=f"phần {part}")
