"""Pictures that the prose names: only from the plan's own folder, only PNG and JPEG, checked by their header."""

from __future__ import annotations

import pathlib
import struct
from collections.abc import Iterator

from sedp_docs import limits
from sedp_docs.problems import ReadError
from sedp_docs.prose import Picture
from sedp_docs.read.beside import Kind, inside, shown

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
_HINT = "dùng tệp .png hoặc .jpg trong thư mục của tệp kế hoạch"
_KIND = Kind("hình", _HINT, "HINH")


def load_picture(folder: pathlib.Path, name: str) -> Picture:
    """Return the picture `name` ("hinh/cau-tran.jpg") of the plan's `folder`; ReadError says what is wrong with it."""
    path = inside(folder, name, _KIND)
    content = _read(path, name)
    picture = _png(content) if content.startswith(b"\x89PNG\r\n\x1a\n") else _jpeg(content)
    if picture is None:
        raise ReadError(f"hình “{shown(name)}” không phải là tệp PNG hoặc JPEG, hoặc tệp bị hỏng", _HINT, id="HINH-04")
    if picture.width_px * picture.height_px > limits.IMAGE_PIXELS:
        size = f"{picture.width_px} × {picture.height_px} điểm ảnh"
        raise ReadError(
            f"hình “{shown(name)}” quá lớn ({size})",
            f"thu nhỏ hình xuống dưới {limits.IMAGE_PIXELS // 1_000_000} triệu điểm ảnh",
            id="HINH-05",
        )
    return picture


def _read(path: pathlib.Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise ReadError(
                f"không có tệp hình “{shown(name)}” trong thư mục của tệp kế hoạch",
                "xem lại tên tệp, hoặc chép hình vào thư mục đó",
                id="HINH-03",
            )
        with path.open("rb") as stream:
            content = stream.read(limits.IMAGE_BYTES + 1)
    except OSError as error:
        raise ReadError(
            f"không đọc được hình “{shown(name)}” ({error.strerror})", "xem lại quyền đọc tệp", id="HINH-03"
        ) from error
    if len(content) > limits.IMAGE_BYTES:
        raise ReadError(f"hình “{shown(name)}” lớn hơn {limits.IMAGE_BYTES // 1_000_000} MB", "thu nhỏ hình", id="HINH-05")
    return content


def _png(content: bytes) -> Picture | None:
    whole = content[12:16] == b"IHDR" and b"IEND" in content[-16:]
    width, height = struct.unpack(">II", content[16:24]) if whole and len(content) > 33 else (0, 0)
    return Picture(content, "png", width, height) if width and height else None


def _jpeg(content: bytes) -> Picture | None:
    if not content.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in content[-1024:]:
        return None
    for marker, body in _segments(content):
        if marker in _FRAMES and len(body) >= 6:
            height, width = struct.unpack(">HH", body[1:5])
            return Picture(content, "jpeg", width, height) if width and height else None
    return None


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker segments of a JPEG up to its picture data."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        yield marker, content[at + 4 : at + 2 + length]
        if marker == 0xDA or length < 2:
            return
        at += 2 + length
