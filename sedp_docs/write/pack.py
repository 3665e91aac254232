"""Word packages as zip: parts out of it, and deflated parts into it with a fixed date and order (same input, same bytes)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

CONTENT_TYPES = "[Content_Types].xml"
_LEVEL = 6
_DATE = 0x0021
"""1980-01-01 00:00 as a zip stores it."""
_UTF8 = 0x0800


@dataclass(frozen=True, slots=True)
class Entry:
    """A part, deflated once and written as often as needed."""

    name: str
    crc: int
    size: int
    data: bytes


def deflated(name: str, content: bytes) -> Entry:
    """Deflate a part."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return Entry(name, zlib.crc32(content), len(content), squeeze.compress(content) + squeeze.flush())


def zipped(entries: Iterable[Entry]) -> bytes:
    """Return the zip of `entries`: content types first, the rest by name; no clock, no machine in it."""
    return zipped_as_given(sorted(entries, key=lambda entry: (entry.name != CONTENT_TYPES, entry.name)))


def zipped_as_given(entries: Iterable[Entry]) -> bytes:
    """Return the zip of `entries` in their own order; no clock, no machine in it."""
    out, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        name = entry.name.encode()
        sizes = (entry.crc, len(entry.data), entry.size, len(name))
        directory += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, _UTF8, 8, 0, _DATE, *sizes, 0, 0, 0, 0, 0, len(out)) + name
        out += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, _UTF8, 8, 0, _DATE, *sizes, 0) + name + entry.data
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package that went through the preflight, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
