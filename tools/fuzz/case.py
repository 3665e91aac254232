"""One case: run under an alarm, judged by what came of it."""

from __future__ import annotations

import pathlib
import re
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sedp_docs.problems import Problem, SedpError

SECONDS = 5.0
"""Of work (CPU time), so that a busy machine does not matter."""

MEGABYTES = 500
_VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
_WHOLE_FILE = frozenset(
    {
        "ZIP-01",
        "ZIP-02",
        "ZIP-03",
        "DOCX-01",
        "XLSX-01",
        "XLSX-20",
        "TPL-01",
        "YAML-01",
        "YAML-02",
        "YAML-03",
        "YAML-06",
        "SO-10",
        "SO-23",
    }
)
"""Refusals of a file as a whole; all others name a place in it."""

Outcome = tuple[bool, list[Problem]]


class SlowError(BaseException):
    """The alarm; nothing that handles `Exception` can swallow it."""


@dataclass(frozen=True)
class Verdict:
    """What came of a case: "made", "refused", or a finding ("traceback", "slow", "memory", "message"), with a detail."""

    kind: str
    seconds: float = 0.0
    detail: str = ""

    @property
    def good(self) -> bool:
        """Tell whether this is what we promise."""
        return self.kind in ("made", "refused")


def judge(run: Callable[[], Outcome]) -> Verdict:
    """Run a case; it raises, or returns whether a paper was made, and the problems that it told about."""
    started, peak = time.process_time(), _peak()
    kind, detail = _outcome(run)
    seconds = time.process_time() - started
    if seconds > SECONDS:
        kind, detail = "slow", detail or f"{seconds:.1f} s"
    if _peak() > max(peak, MEGABYTES):  # a process that was larger before the case says nothing of the case
        kind = "memory"
    return Verdict(kind, seconds, detail)


def _peak() -> float:
    """Return the most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _outcome(run: Callable[[], Outcome]) -> tuple[str, str]:
    try:
        with _alarm():
            made, problems = run()
    except SlowError:
        return "slow", ""
    except SedpError as error:
        if _ran_out(error):
            return "memory", str(error)
        problems = [error.problem]
        return _told(problems, "refused")
    except Exception as error:
        return ("memory" if isinstance(error, MemoryError) else "traceback"), "".join(traceback.format_exception(error))
    return _told(problems, "made" if made else "refused")


def _told(problems: list[Problem], kind: str) -> tuple[str, str]:
    wrong = next((fault for problem in problems if (fault := fault_of(problem))), "")
    return ("message", wrong) if wrong else (kind, "")


def fault_of(problem: Problem) -> str:
    """Return what is wrong with a message, "" if nothing: it names file, place and what to do, in Vietnamese."""
    said = str(problem)
    try:
        said.encode()
    except UnicodeEncodeError:
        return f"not printable: {said!r}"
    lacks = [
        what
        for what, missing in (
            ("file", not problem.location.file),
            ("place", not problem.location.place and problem.id not in _WHOLE_FILE),
            ("Vietnamese", not _VIETNAMESE.search(problem.message)),
            ("hint", problem.severity == "error" and not problem.hint),
            ("one line", "\n" in said or len(said) > 2_000),
        )
        if missing
    ]
    return f"no {', '.join(lacks)}: {said[:500]!r}" if lacks else ""


def _ran_out(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise SlowError

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def limit_memory() -> None:
    """Let this process ask for `MEGABYTES` more than it has now."""
    now = int(pathlib.Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    most = now + MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
