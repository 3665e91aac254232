"""Pictures that the prose names: only from the plan's own folder, only PNG and JPEG, checked by their header."""

from __future__ import annotations

import pathlib
import re
import struct
from collections.abc import Iterator

from sedp_docs import limits
from sedp_docs.problems import ReadError
from sedp_docs.prose import Picture
from sedp_docs.text import nfc, shortened

_ODD_CHARACTER = re.compile(r'[:*?"<>|%~\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
_HINT = "dùng tệp .png hoặc .jpg trong thư mục của tệp kế hoạch"


def load_picture(folder: pathlib.Path, name: str) -> Picture:
    """Return the picture `name` ("hinh/cau-tran.jpg") of the plan's `folder`; ReadError says what is wrong with it."""
    path = _inside(folder, name)
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


def shown(name: str) -> str:
    """Return how messages write a name: short, on one line, printable."""
    return shortened(name.encode("utf-8", "replace").decode(), 80)


def _inside(folder: pathlib.Path, name: str) -> pathlib.Path:
    """Resolve a name within the folder, links included."""
    if not _plain(name):
        raise ReadError(
            f"tên hình “{shown(name)}” không dùng được", f"viết tên tệp không có ổ đĩa, không có “..”; {_HINT}", id="HINH-01"
        )
    home = folder.resolve()
    path = _resolved(home, name)
    if not path.is_relative_to(home):
        raise ReadError(f"hình “{shown(name)}” nằm ngoài thư mục của tệp kế hoạch", _HINT, id="HINH-02")
    return path


def _plain(name: str) -> bool:
    """Tell whether a name is a relative path by everyone's rules: Windows drives, shares, devices and streams too."""
    steps = name.replace("\\", "/").split("/")
    return (
        len(name) < 1_000
        and not _ODD_CHARACTER.search(name)
        and all(
            step == step.strip(" ") and step.strip(".") == step.rstrip(".") == step and step and not _DEVICE.match(step)
            for step in steps
        )
    )


def _resolved(home: pathlib.Path, name: str) -> pathlib.Path:
    """Find the file also where the disk spells accents apart (NFD), as macOS does."""
    path = home
    try:
        for step in name.replace("\\", "/").split("/"):
            if path.is_symlink() and not path.resolve().is_relative_to(home):  # do not even look into a folder elsewhere
                break
            path = _step(path, step)
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise ReadError(f"không đọc được hình “{shown(name)}”", _HINT, id="HINH-03") from error


def _step(folder: pathlib.Path, name: str) -> pathlib.Path:
    if (folder / name).exists() or not folder.is_dir():
        return folder / name
    return next((entry for entry in folder.iterdir() if nfc(entry.name) == nfc(name)), folder / name)


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
