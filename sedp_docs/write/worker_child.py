"""The other end of `worker`: a confined process that renders what it is given until its pipe is closed."""

from __future__ import annotations

import json
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import FrameType
from typing import IO

from sedp_docs.problems import Location, OutputError, Problem, SedpError, TemplateError
from sedp_docs.write.confine import allow_seconds, confine
from sedp_docs.write.template import Template, TextPart, prepare
from sedp_docs.write.word import render
from sedp_docs.write.worker import DONE, FAILED, READY, SIMPLIFY, STAGE, Job, receive, send

_REQUEST = 1_000_000_000
_EARLY = 1.5
"""Seconds before the end (but at most a fifth of the time) at which this process itself says where it is; then it is killed."""


def main() -> None:
    """Serve jobs from standard input."""
    requests, answers = _pipes()
    _, settings = receive(requests, 0)
    seconds, memory, output = json.loads(settings)
    confine(memory)
    send(answers, READY, b"")
    while True:
        try:
            _, content = receive(requests, _REQUEST)
        except EOFError:
            return
        allow_seconds(2 * seconds)
        _Service(answers, seconds, memory, output).serve(pickle.loads(content))  # noqa: S301 - from our own parent


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return where jobs come from and where answers go; what else is printed goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return os.fdopen(0, "rb", closefd=False), answers


@dataclass
class _Service:
    """The work on one job, watched by a thread that knows when it takes too long."""

    answers: IO[bytes]
    seconds: float
    memory: int
    output: int
    template: Template | None = None
    stage: str = ""
    _one_answer: threading.Lock = field(default_factory=threading.Lock)

    def serve(self, job: Job) -> None:
        watch = threading.Timer(max(self.seconds - _EARLY, 0.8 * self.seconds), self._too_slow, [job.name, threading.get_ident()])
        watch.daemon = True
        watch.start()
        content = self._guarded(job)
        with self._one_answer:
            watch.cancel()
            send(self.answers, *content)

    def _guarded(self, job: Job) -> tuple[bytes, bytes]:
        try:
            return DONE, self._document(job)
        except SedpError as error:
            return _failure(type(error), error.problem, job.name)
        except MemoryError:
            return _refusal(job.name, "", f"mẫu cần hơn {self.memory // 1_000_000} MB bộ nhớ", "TPL-07")
        except Exception as error:  # whatever a stranger's template makes a parser do
            return _refusal(job.name, "", f"không in được bằng mẫu này ({type(error).__name__}: {error})"[:300], "TPL-07")

    def _document(self, job: Job) -> bytes:
        self._enter("chuẩn bị các thẻ")
        self.template = prepare(job.template, job.name, job.own)
        self._enter("in tài liệu", self.template.adopted)
        content = render(job.report, self.template, job.pictures)
        if len(content) > self.output:
            said = f"tài liệu in theo mẫu lớn hơn {self.output / 1_000_000:g} MB"
            raise TemplateError(said, "bớt vòng lặp và hình trong mẫu", Location(job.name), "TPL-08")
        return content

    def _enter(self, stage: str, adopted: tuple[str, ...] = ()) -> None:
        self.stage = f"lúc {stage}"
        send(self.answers, STAGE, json.dumps({"place": self.stage, "adopted": adopted}).encode())

    def _too_slow(self, name: str, thread: int) -> None:
        """Say which paragraph is being printed, and end the process."""
        with self._one_answer:
            place = _where(self.template, thread) or self.stage
            send(self.answers, *_refusal(name, place, f"mẫu in quá lâu, giới hạn {self.seconds:g} giây", "TPL-06"))
            os._exit(1)


def _where(template: Template | None, thread: int) -> str:
    """Return part and paragraph whose tag the thread is at, "" if it is at none."""
    return next(_places(template.text if template else (), sys._current_frames().get(thread)), "")


def _places(parts: Sequence[TextPart], frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        for part in parts:
            paragraph = part.paragraph_at(frame)
            if paragraph:
                yield f"{part.name}, đoạn “{paragraph}”"
        frame = frame.f_back


def _refusal(name: str, place: str, said: str, id: str) -> tuple[bytes, bytes]:
    return _failure(TemplateError, Problem(id, "error", said, SIMPLIFY, Location(name, place)), name)


def _failure(kind: Callable[..., SedpError], problem: Problem, name: str) -> tuple[bytes, bytes]:
    if not problem.location.file:
        problem = replace(problem, location=Location(name, problem.location.place))
    cls = "OutputError" if kind is OutputError else "TemplateError"
    return FAILED, json.dumps({"class": cls, **problem.as_json()}).encode()
