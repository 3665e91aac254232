"""One XML part of an Office file as events: no DTD, no deep nesting, names without their namespace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from sedp_docs import limits
from sedp_docs.read.zipdoor import Door
from sedp_docs.text import shortened

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]
SAVE_AGAIN = "mở lại bằng Excel rồi lưu thành tệp mới"


class _RootSeenError(Exception):
    """Ends the look at what stands before the root element: a DTD can stand nowhere else."""


class _RefusedError(Exception):
    """Carries id and message of a refusal out of the parser."""


def events(content: bytes, part: str, door: Door, handlers: tuple[Start, End, Text]) -> None:
    """Call the handlers for each start tag (local name, attributes), end tag and piece of text.

    Attributes of a namespace are called "namespace name", as expat does.

    Raises:
        ReadError (or the door's error): not well-formed, a DTD, or nested deeper than `limits.XML_DEPTH`.
    """
    start, end, text = handlers
    depth = 0

    def opened(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.XML_DEPTH:
            raise _RefusedError("XLSX-03", "phần này lồng nhau quá sâu")
        start(tag.rpartition(" ")[2], attributes)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition(" ")[2])

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    _parse(parser, content, part, door)


def starts(content: bytes, part: str, door: Door, start: Start) -> None:
    """Call `start` for each start tag; raises as `events` does."""
    events(content, part, door, (start, _nothing, _nothing))


def check_prolog(content: bytes, part: str, door: Door) -> None:
    """Refuse a part that has a DTD, whatever its encoding, or that does not begin as XML."""
    parser = _parser()
    parser.StartElementHandler = _root_seen
    _parse(parser, content, part, door)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    return parser


def _parse(parser: expat.XMLParserType, content: bytes, part: str, door: Door) -> None:
    try:
        parser.Parse(content, True)
    except _RootSeenError:
        return
    except _RefusedError as refused:
        id, message = refused.args
        door.refuse(id, message, SAVE_AGAIN, part)
    except (expat.ExpatError, ValueError, LookupError) as error:
        door.refuse("XLSX-03", f"phần này không đúng XML ({shortened(str(error), 80)})", SAVE_AGAIN, part)


def _root_seen(tag: str, attributes: Mapping[str, str]) -> NoReturn:
    raise _RootSeenError


def _refuse_dtd(*_: object) -> NoReturn:
    raise _RefusedError("XLSX-05", "phần này có khai báo kiểu tài liệu (DTD)")


def _nothing(_: str) -> None:
    pass
