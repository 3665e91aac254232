"""A dated copy of a file that is about to be replaced, beside it."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from sedp_docs.problems import Location, OutputError
from sedp_docs.write import files


def keep_copy(path: Path, now: datetime) -> Path:
    """Copy a file to `<name> (bản cũ 2024-12-05 1412)<suffix>` beside it, and return the path of the copy.

    Raises:
        OutputError: there is no such file, or the disk refuses.
    """
    found = files.read_bytes(path)
    if found is None:
        raise OutputError("không có tệp này", "kiểm tra tên tệp và thư mục", Location(str(path)), "OUT-04")
    return dated_copy(path, found, now)


def dated_copy(path: Path, content: bytes, now: datetime, *, locked: bool = False) -> Path:
    """Write what `path` holds to its dated name; an existing copy is never overwritten, an equal one is used.

    Args:
        path: the file that is about to be replaced.
        content: its bytes.
        now: the time in the name.
        locked: as for `files.write_atomic`.
    """
    for n in count(1):
        copy = path.with_name(f"{path.stem} (bản cũ {now:%Y-%m-%d %H%M}{f' {n}' if n > 1 else ''}){path.suffix}")
        there = files.read_bytes(copy)
        if there is None:
            files.write_atomic(copy, content, locked=locked)
        if there in (None, content):
            return copy
    raise AssertionError  # the names never end
