"""A process that takes its own freedom away before it touches a stranger's template: memory, time, files, network."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

_FORBIDDEN = (
    "socket.", "subprocess.", "shutil.", "ctypes.", "winreg.", "pty.", "os.system", "os.exec", "os.fork", "os.posix_spawn",
    "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
)  # fmt: skip
_WRITES = 0o3
"""The bits of `os.open`'s flags that ask for more than reading."""


def confine(memory: int) -> None:
    """Limit this process for good: no more than `memory` bytes, no file written, no connection, no other process.

    The limit of memory is the system's (a job on Windows); where it has none (macOS), only the time limits hold.
    """
    if sys.platform == "win32":
        _in_job(memory)
    else:
        _with_limits(memory)
    sys.addaudithook(_refuse)


def allow_seconds(seconds: float) -> None:
    """End this process when it has computed for `seconds` from now, even if nobody is left to kill it."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1, soft_only=True)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(args[2], int) and args[2] & _WRITES:
        raise PermissionError("a template may not write files")
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a template may not do this: {event}")


if sys.platform != "win32":

    def _with_limits(memory: int) -> None:
        import resource

        for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            _lower(limit, value)

    def _lower(limit: int, value: int, *, soft_only: bool = False) -> None:
        import resource

        with suppress(ValueError, OSError):  # macOS knows some limits by name only
            _, hard = resource.getrlimit(limit)
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (value, hard if soft_only else value))

else:

    def _in_job(memory: int) -> None:
        """Put this process into a job of its own with a limit of memory; it ends with its last handle."""
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("times", ctypes.c_int64 * 2), ("flags", wintypes.DWORD), ("sets", ctypes.c_size_t * 2),
                ("processes", wintypes.DWORD), ("affinity", ctypes.c_size_t), ("classes", wintypes.DWORD * 2),
            )  # fmt: skip

        class Extended(ctypes.Structure):
            _fields_ = (
                ("basic", Basic), ("io", ctypes.c_uint64 * 6), ("process", ctypes.c_size_t), ("job", ctypes.c_size_t),
                ("peaks", ctypes.c_size_t * 2),
            )  # fmt: skip

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        for call in (kernel.CreateJobObjectW, kernel.GetCurrentProcess):
            call.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = Extended()
        limits.basic.flags, limits.process = 0x100 | 0x2000, memory  # PROCESS_MEMORY, KILL_ON_JOB_CLOSE
        kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
