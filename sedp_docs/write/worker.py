"""Documents by templates that we did not ship: rendered in a process of their own that can be killed at any moment.

The process gets a pickle from us (its parent) over a pipe and answers with frames: a kind, a length, JSON or the .docx.
Nothing that a template made is unpickled here.
"""

from __future__ import annotations

import json
import os
import pickle
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self

from sedp_docs.limits import RENDER, RenderLimits
from sedp_docs.problems import Location, OutputError, SedpError, TemplateError
from sedp_docs.prose import Picture
from sedp_docs.report.types import Report
from sedp_docs.write.soffice import kill_tree

READY, STAGE, DONE, FAILED = b"R", b"S", b"D", b"F"
_HEAD = struct.Struct(">cQ")
_WORDS = 100_000
"""Bytes that a frame other than the document may have."""
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from sedp_docs.write.worker_child import main; main()"
_KEPT_VARIABLES = ("SYSTEMROOT",)
"""Python does not start on Windows without it."""
_CLASSES: Mapping[str, type[SedpError]] = {"TemplateError": TemplateError, "OutputError": OutputError}
SIMPLIFY = "bớt vòng lặp và biểu thức trong mẫu; xuất lại mẫu gốc bằng lệnh templates export nếu không rõ vì sao"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make: the template under the name that messages call it, ours of the same document, the report."""

    name: str
    template: bytes
    own: bytes
    report: Report
    pictures: Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class Printed:
    """The .docx, and the names of the styles that its template lacked."""

    docx: bytes
    adopted: Sequence[str] = ()


class Worker:
    """Renders jobs one after the other in one process, which is started when needed and started anew after a failure."""

    def __init__(self, limits: RenderLimits = RENDER) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process and remove its folder."""
        process, self._process = self._process, None
        if process is not None:
            kill_tree(process)
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    _pipe(pipe).close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def render(self, job: Job) -> Printed:
        """Return the document.

        Raises:
            TemplateError: a fault of the template, with its paragraph; also when it needs more than the limits.
            OutputError: what was printed is not in the result, or no process could be started.
        """
        try:
            return self._rendered(job)
        except BaseException:
            self.close()
            raise

    def _rendered(self, job: Job) -> Printed:
        process = self._started()
        place: list[str] = [""]
        with _deadline(process, self.limits.seconds) as expired:
            try:
                send(_pipe(process.stdin), DONE, pickle.dumps(job))
                return self._answer(process, place)
            except (OSError, EOFError) as error:
                said = (
                    f"in quá lâu, giới hạn {self.limits.seconds:g} giây"
                    if expired.is_set()
                    else "làm tiến trình in dừng đột ngột"
                )
                id = "TPL-06" if expired.is_set() else "TPL-07"
                raise TemplateError(f"mẫu {said}", SIMPLIFY, Location(job.name, place[0]), id) from error

    def _answer(self, process: subprocess.Popen[bytes], place: list[str]) -> Printed:
        """Return what the process says at the end; `place` follows it."""
        adopted: Sequence[str] = ()
        while True:
            kind, content = receive(_pipe(process.stdout), self.limits.output)
            if kind == DONE:
                return Printed(content, adopted)
            said = json.loads(content)
            if kind == FAILED:
                raise _error(said)
            place[0], adopted = str(said["place"]), [str(name) for name in said["adopted"]]

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._folder = tempfile.TemporaryDirectory(prefix="sedp-mau-", ignore_cleanup_errors=True)
            self._process = process = _start(self._folder.name, self.limits)
            with _deadline(process, self.limits.starting):
                try:
                    receive(_pipe(process.stdout), 0)
                except (OSError, EOFError) as error:
                    raise _not_started("") from error
        return self._process


def send(pipe: IO[bytes], kind: bytes, content: bytes) -> None:
    """Write one frame."""
    pipe.write(_HEAD.pack(kind, len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes], limit: int) -> tuple[bytes, bytes]:
    """Read one frame; raises EOFError when the other side is gone, or sends more than it may."""
    kind, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if length > (limit if kind == DONE else _WORDS):
        raise EOFError("frame too long")
    return kind, _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


@contextmanager
def _deadline(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process when the time is over; the event tells whether it was."""
    expired = threading.Event()

    def kill() -> None:
        expired.set()
        kill_tree(process)

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        timer.join()


def _start(folder: str, limits: RenderLimits) -> subprocess.Popen[bytes]:
    paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - "" means the current folder
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _BOOT, *paths]
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        send(_pipe(process.stdin), READY, json.dumps([limits.seconds, limits.memory, limits.output]).encode())
    except OSError as error:
        raise _not_started(f" ({error.strerror or error})") from error
    return process


def _not_started(why: str) -> OutputError:
    return OutputError(f"không khởi động được tiến trình in mẫu{why}", "chạy lại; nếu vẫn lỗi, cài lại sedp-docs", id="TPL-09")


def _error(said: Mapping[str, Any]) -> SedpError:
    kind = _CLASSES.get(str(said["class"]), TemplateError)
    return kind(str(said["message"]), str(said["hint"]), Location(str(said["file"]), str(said["place"])), str(said["id"]))
