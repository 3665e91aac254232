"""The bytes of a file, after a look at its size."""

from __future__ import annotations

import pathlib

from sedp_docs.problems import ReadError


def read_bytes(path: pathlib.Path, limit: int) -> bytes:
    """Read a file after looking at its size; raises ReadError with a sentence."""
    try:
        if not path.is_file():
            raise ReadError(f"không có tệp {path}", "xem lại đường dẫn và tên tệp")
        if path.stat().st_size > limit:
            raise ReadError(f"tệp {path} lớn hơn {limit // 1_000_000} MB", "tách bớt dữ liệu ra tệp khác")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"không đọc được tệp {path}", "xem lại quyền đọc tệp và ổ đĩa") from error
