"""A file is old or new, never broken: temp beside the target, flush, fsync, replace, fsync of the folder.

Every call that changes the disk goes through `DISK`, so that a test can fail the n-th one.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sedp_docs.problems import Location, OutputError

RETRY_SECONDS = 3.0
SWEEP_SECONDS = 3600.0
_PAUSE = 0.1
_SHARED = (32, 33)  # WinError: sharing violation, lock violation
_IN_USE = (5, *_SHARED)  # replacing an open file may also say "access denied"
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_LOCKED_TEMP = re.compile(r"\.sedp-[0-9a-f]{16}\.tmp")
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)

_REASONS: dict[int, tuple[str, str, str]] = {
    errno.ENOSPC: ("OUT-01", "ổ đĩa hết chỗ trống", "xóa bớt tệp hoặc chọn ổ đĩa khác bằng -o, rồi chạy lại"),
    errno.EDQUOT: ("OUT-01", "đã dùng hết dung lượng được cấp", "xóa bớt tệp hoặc chọn thư mục khác bằng -o, rồi chạy lại"),
    errno.EACCES: ("OUT-02", "không có quyền ghi", "chọn thư mục khác bằng -o, hoặc xin quyền ghi vào thư mục này"),
    errno.EPERM: ("OUT-02", "không có quyền ghi", "chọn thư mục khác bằng -o, hoặc xin quyền ghi vào thư mục này"),
    errno.EROFS: ("OUT-03", "ổ đĩa chỉ cho đọc", "chọn thư mục trên ổ đĩa khác bằng -o"),
    errno.ENOENT: ("OUT-04", "không có thư mục này", "tạo thư mục trước, hoặc chọn thư mục khác bằng -o"),
    errno.ENAMETOOLONG: ("OUT-05", "tên tệp hoặc đường dẫn quá dài", "chọn thư mục có đường dẫn ngắn hơn bằng -o"),
    errno.ENOTDIR: ("OUT-06", "đường dẫn đi qua một tệp, không phải thư mục", "chọn thư mục khác bằng -o"),
    errno.EISDIR: ("OUT-07", "đã có thư mục trùng tên tệp", "đổi tên thư mục đó, rồi chạy lại"),
    errno.EEXIST: ("OUT-06", "đã có tệp trùng tên thư mục", "đổi tên tệp đó, hoặc chọn thư mục khác bằng -o"),
}
_OTHER = ("OUT-08", "không ghi được", "kiểm tra ổ đĩa hoặc kết nối mạng, rồi chạy lại")
_WINDOWS_TOO_LONG = 206


class InUseError(OutputError):
    """The target stayed in use by another program (Word on Windows) for all of `RETRY_SECONDS`."""


class Disk:
    """The calls that change a disk; raises `OSError` as the system does."""

    def make_folder(self, folder: Path) -> None:
        """Create the folder and its parents; an existing one is fine."""
        folder.mkdir(parents=True, exist_ok=True)

    def create(self, path: Path) -> int:
        """Create a file that must not exist and return its descriptor."""
        return os.open(path, _CREATE, 0o666)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of `data` and return how many bytes."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Force a file or a folder to the medium."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target` in one step."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


DISK = Disk()


def write_atomic(path: Path, data: bytes, *, locked: bool = False) -> None:
    """Write `data` so that `path` holds its old bytes or the new ones at every moment; no temp is left behind.

    Args:
        path: the target.
        data: its new bytes.
        locked: the caller holds the folder's lock, so if it is killed the next holder may delete the temp at once.

    Raises `OutputError` (no room, no permission, read-only, missing folder, name too long …), `InUseError` when another
    program keeps the target open.
    """
    temp = path.parent / f".sedp-{'' if locked else 'free-'}{secrets.token_hex(8)}.tmp"
    with explained(path):
        try:
            _fill(temp, data)
            _replace(temp, path)
        except BaseException:
            with suppress(OSError):
                DISK.remove(temp)
            raise
        _sync_folder(path.parent)


def read_bytes(path: Path) -> bytes | None:
    """Return the bytes of a file, `None` when there is none; raises `OutputError` when it cannot be read."""
    with explained(path):
        try:
            return path.read_bytes()
        except UnicodeEncodeError:  # a system that cannot write the name cannot hold the file
            return None
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENAMETOOLONG):
                return None
            raise


def exists(path: Path) -> bool:
    """Tell whether a file is there; a name that no file can have is none."""
    try:
        path.lstat()
    except (OSError, UnicodeEncodeError):
        return False
    return True


def refuse_existing(path: Path) -> None:
    """Raise `OutputError` when there is a file of this name, for what must not overwrite anything."""
    if exists(path):
        raise OutputError("đã có tệp này", "chọn tên khác, hoặc xóa tệp cũ", Location(str(path)), "OUT-13")


def make_folder(folder: Path) -> None:
    """Create an output folder with its parents; raises `OutputError`."""
    with explained(folder):
        DISK.make_folder(folder)


def sweep(folder: Path, now: datetime, *, locked: bool) -> None:
    """Delete what killed builds left; call it under the folder's lock.

    Args:
        folder: the output folder.
        now: the time; temps of writers without a lock go when they are more than an hour older.
        locked: the lock is a real one (see `lock.locked`), so temps of its earlier holders go at once.
    """
    limit = now.timestamp() - SWEEP_SECONDS
    for temp in folder.glob(".sedp-*.tmp"):
        with suppress(OSError):
            found = temp.lstat()
            dead = (locked and _LOCKED_TEMP.fullmatch(temp.name)) or found.st_mtime < limit
            if stat.S_ISREG(found.st_mode) and dead:
                DISK.remove(temp)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn any `OSError` inside into an `OutputError` that says what to do."""
    try:
        yield
    except UnicodeEncodeError as error:
        what, hint = "hệ thống này không ghi được tên tệp có dấu", "đặt biến môi trường LC_ALL=C.UTF-8 rồi chạy lại"
        raise OutputError(what, hint, Location(str(path)), "OUT-05") from error
    except OSError as error:
        raise _sentence(error, path) from error


def _sentence(error: OSError, path: Path) -> OutputError:
    number = errno.ENAMETOOLONG if getattr(error, "winerror", None) == _WINDOWS_TOO_LONG else error.errno
    id, what, hint = _REASONS.get(number or 0, _OTHER)
    if id == "OUT-08":
        what = f"{what} ({error.strerror or error})"
    if getattr(error, "winerror", None) in _SHARED:
        return _busy(path)
    return OutputError(what, hint, Location(str(path)), id)


def _busy(path: Path) -> InUseError:
    hint = "đóng tệp (trong Word, WPS …) rồi chạy lại"
    return InUseError("tệp đang được chương trình khác mở", hint, Location(str(path)), "OUT-09")


def _fill(temp: Path, data: bytes) -> None:
    descriptor = DISK.create(temp)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[DISK.write(descriptor, rest) :]
        _sync(descriptor)
    finally:
        DISK.close(descriptor)


def _replace(temp: Path, target: Path) -> None:
    """Replace, trying again for a while: on Windows a virus scanner or an indexer holds files for moments."""
    for left in range(round(RETRY_SECONDS / _PAUSE), -1, -1):
        try:
            DISK.replace(temp, target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
            if not left:
                raise _busy(target) from error
            DISK.sleep(_PAUSE)


def _sync(descriptor: int) -> None:
    try:
        DISK.sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:  # some network shares cannot sync
            raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals the rename itself
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a drop box: may be written, may not be read
        return
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)
