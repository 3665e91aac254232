"""One build at a time in a folder: a lock of the operating system, so that a killed build never leaves one behind."""

from __future__ import annotations

import errno
import getpass
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sedp_docs.problems import Location, OutputError
from sedp_docs.write import files

LOCK_NAME = ".sedp.lock"
WAIT_SECONDS = 10.0
_PAUSE = 0.05
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # Windows locks are mandatory: leave the holder's name readable
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold the folder's lock; the second build waits up to `WAIT_SECONDS`, then an `OutputError` says who holds it.

    On a file system without locks (some network shares) the work goes on without one, told by False: files stay old or new,
    never broken.
    """
    path = folder / LOCK_NAME
    descriptor, real = _acquire(path)
    try:
        yield real
    finally:
        _release(descriptor, path)


def _acquire(path: Path) -> tuple[int, bool]:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        with files.explained(path.parent):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                got = _try(descriptor, path)
                if got is not None:
                    return descriptor, got
            except BaseException:
                os.close(descriptor)
                raise
        os.close(descriptor)
        if time.monotonic() > deadline:
            raise _who(path)
        files.DISK.sleep(_PAUSE)


def _try(descriptor: int, path: Path) -> bool | None:
    """Take the lock and sign it; false where there are no locks.

    None when it is held, or when its file was deleted by the last holder meanwhile.
    """
    real = True
    try:
        _take(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            return None
        if error.errno not in _UNSUPPORTED:
            raise
        real = False
    if not _same(descriptor, path):
        return None
    with suppress(OSError):
        os.truncate(descriptor, 0)
        os.write(descriptor, _signature().encode())
    return real


def _same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _release(descriptor: int, path: Path) -> None:
    with suppress(OSError):  # POSIX: while still held, so that nobody locks a file that is about to vanish
        path.unlink()
    os.close(descriptor)
    if os.name == "nt":
        with suppress(OSError):  # Windows: only possible once closed, and refused while another has it open
            path.unlink()


def _signature() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):
        user = "không rõ"
    return f"người dùng {user}, máy {socket.gethostname()}, tiến trình {os.getpid()}, từ {time.strftime('%H:%M:%S')}"


def _who(path: Path) -> OutputError:
    try:
        holder = path.read_text("utf-8", "replace") or "không rõ ai"
    except OSError:
        holder = "không rõ ai"
    return OutputError(
        f"một lệnh sedp-docs khác đang ghi vào thư mục này ({holder})",
        "đợi lệnh đó xong rồi chạy lại",
        Location(str(path.parent)),
        "OUT-10",
    )
