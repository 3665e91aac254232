"""Disks that fail, for the tests of saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sedp_docs.write import files


def system_error(number: int, winerror: int | None = None) -> OSError:
    """Make the error that the system gives; `winerror` only exists on Windows, so it is added by hand."""
    error = OSError(number, "lỗi thử")
    if winerror is not None:
        error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
    return error


class FailingDisk(files.Disk):
    """A disk whose n-th changing call fails; every call is counted, waiting is short.

    Like a system, it may write less than asked: `most` bytes at a time.
    """

    most = 1 << 18

    def __init__(self, failing: int = 0, act: Callable[[], Any] = lambda: None) -> None:
        self.calls, self.failing, self.act = 0, failing, act

    def _count(self) -> None:
        self.calls += 1
        if self.calls == self.failing:
            self.act()

    def make_folder(self, folder: Path) -> None:
        self._count()
        super().make_folder(folder)

    def create(self, path: Path) -> int:
        self._count()
        return super().create(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        self._count()
        return super().write(descriptor, data[: self.most])

    def sync(self, descriptor: int) -> None:
        self._count()
        super().sync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._count()
        super().remove(path)

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds / 100)


def raising(error: OSError) -> Callable[[], Any]:
    """Return an act that raises."""

    def act() -> None:
        raise error

    return act


def use(monkeypatch: pytest.MonkeyPatch, disk: files.Disk) -> None:
    """Let the project write to `disk`."""
    monkeypatch.setattr(files, "DISK", disk)
