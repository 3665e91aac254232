"""Mutations of bytes, of text and of XML; all chance comes from the `random.Random` of the case."""

from __future__ import annotations

import random
import re

ODD = (
    "\x00", "\x0b", "\u0085", "\u2028", "\ufeff", "\ufffe", "\u202e", "\u200b", "e\u0302\u0301", "𝟙", "&", "<", ">", '"', "'",
    "“", "”",
    "\t", "\r", "]]>", "<!--", "&#0;", "&#xD800;", "&lol;", "%", "{", "}", "A" * 5_000,
)  # fmt: skip
_ELEMENT = re.compile(r"<[^<>]+>")
_ATTRIBUTE = re.compile(r'="([^"<>]*)"')


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, repeat or insert some bytes."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(len(out) or 1)
        end = min(len(out), at + chance.choice((1, 2, 8, 200)))
        match chance.randrange(5):
            case 0:
                out[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case 1:
                del out[at:end]
            case 2:
                out[at:at] = out[at:end]
            case 3:
                out[at:at] = bytes(chance.choice((b"\x00", b"\xff", b"PK\x03\x04", b"\xed\xa0\x80", b"\xef\xbb\xbf")))
            case _:
                del out[at : len(out) if chance.random() < 0.2 else end]
    return bytes(out)


def text_changed(text: str, chance: random.Random) -> str:
    """Delete, repeat, swap or insert a few characters."""
    at = chance.randrange(len(text) or 1)
    end = min(len(text), at + chance.choice((1, 1, 3, 20)))
    match chance.randrange(4):
        case 0:
            return text[:at] + text[end:]
        case 1:
            return text[:end] + text[at:]
        case 2:
            return text[:at] + chance.choice(ODD) + text[at:]
        case _:
            return text[:at] + text[end : end + 5] + text[at:end] + text[end + 5 :]


def xml_changed(xml: str, chance: random.Random) -> str:
    """Delete, repeat, move or rename a tag of XML, or change an attribute or a text."""
    tags = list(_ELEMENT.finditer(xml))
    if not tags:
        return text_changed(xml, chance)
    found, other = chance.choice(tags), chance.choice(tags)
    first, last = sorted((found.start(), other.start()))
    changed = (
        xml[: found.start()] + xml[found.end() :],
        xml[: found.end()] + found.group() + xml[found.end() :],
        xml[: found.start()] + other.group() + xml[found.end() :],
        xml[:first] + xml[last : last + 2_000] + xml[first:],
        xml[:first] + xml[last:],
        xml[: found.end()] + chance.choice(ODD) + xml[found.end() :],
        _attribute_changed(xml, chance),
    )
    return chance.choice(changed)


def _attribute_changed(xml: str, chance: random.Random) -> str:
    values = list(_ATTRIBUTE.finditer(xml))
    if not values:
        return xml
    found = chance.choice(values)
    value = chance.choice((*ODD, "", "-1", "99999999999999999999", "rId999", "http://e.vn/a", "../../a", "0x10", "1e5", "xám"))
    return xml[: found.start(1)] + value + xml[found.end(1) :]
