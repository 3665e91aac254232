"""`make soak`, or `python -m tools.soak [faults] [kills] [rounds]`: interruptions of real builds of the sample.

faults: the n-th call that changes the disk fails, for every n and every kind of error; kills: `kill -9` at a random moment of a
build; rounds: two builds of different plans into one folder at once, with a reader that polls. After each, the next build must
finish: every file whole and of one of the plans, no temp, nobody's "edit" found where nobody edited.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sedp_docs.app.building import BuildOptions, build_plan
from sedp_docs.problems import SedpError
from sedp_docs.write import files
from tests.disks import FailingDisk, raising, system_error

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "commune.yaml"
NOW = datetime(2024, 12, 5, 7, 12, tzinfo=UTC)
ERRORS = {
    "ENOSPC": errno.ENOSPC,
    "EACCES": errno.EACCES,
    "EIO": errno.EIO,
    "EPERM": errno.EPERM,
    "EROFS": errno.EROFS,
    "EDQUOT": errno.EDQUOT,
}


@dataclass
class Score:
    """What a part of the soak counted; `wrong` holds a sentence for every broken promise."""

    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        """Add to a count."""
        self.counts[what] = self.counts.get(what, 0) + number

    def check(self, right: bool, sentence: str) -> None:
        """Note a promise that did not hold."""
        if not right:
            self.wrong.append(sentence)


@dataclass(frozen=True)
class Ground:
    """Three plans of one commune, and what each prints."""

    folder: pathlib.Path
    plans: tuple[pathlib.Path, ...]
    papers: tuple[Mapping[str, bytes], ...]

    def known(self, name: str, data: bytes) -> bool:
        """Tell whether a file is one that a build of a plan would write."""
        return any(papers.get(name) == data for papers in self.papers)


def ground(folder: pathlib.Path) -> Ground:
    """Write the plans, and build each once undisturbed."""
    plans, papers = [], []
    for number, name in enumerate(("Nậm Thoong", "Nậm Thoong A", "Nậm Thoong B")):
        path = folder / f"plan{number}.yaml"
        path.write_text(SAMPLE.read_text("utf-8").replace("ten: Nậm Thoong\n", f"ten: {name}\n", 1), "utf-8")
        out = folder / f"right{number}"
        build_plan(path, BuildOptions(out), NOW)
        plans.append(path)
        papers.append(papers_of(out))
    assert len({str(sorted(each.items())) for each in papers}) == len(papers), "the plans must print different papers"
    return Ground(folder, tuple(plans), tuple(papers))


def papers_of(folder: pathlib.Path) -> dict[str, bytes]:
    """Return the papers in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def check_folder(ours: Ground, folder: pathlib.Path, score: Score, when: str) -> None:
    """Look at a folder after an interruption: every paper is old or new, and whole."""
    for name, data in papers_of(folder).items() if folder.is_dir() else ():
        score.check(ours.known(name, data), f"{when}: {name} is neither old nor new ({len(data)} bytes)")
        score.check(zipfile.is_zipfile(io.BytesIO(data)), f"{when}: {name} is no package")
        score.count("papers looked at")


def check_finished(ours: Ground, folder: pathlib.Path, plan: int, score: Score, when: str) -> None:
    """Look at a folder after the next build: complete, of that plan, nothing beside, nothing hidden but the manifest."""
    found = papers_of(folder)
    score.check(found == ours.papers[plan], f"{when}: the next build left {sorted(found)}")
    hidden = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
    score.check(hidden == [".sedp.json"], f"{when}: left behind {hidden}")


# -- a fault at every call ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def disk(new: files.Disk) -> Iterator[None]:
    """Let the project write to another disk for a while."""
    old, files.DISK = files.DISK, new
    try:
        yield
    finally:
        files.DISK = old


def faults(ours: Ground, score: Score) -> None:
    """Fail the n-th call of a build over an older one, for every n and every kind of error."""
    acts: dict[str, Callable[[], object]] = {name: raising(system_error(number)) for name, number in ERRORS.items()}
    acts["WinError 5"], acts["WinError 32"] = (raising(system_error(errno.EACCES, winerror=number)) for number in (5, 32))
    for name, act in acts.items():
        for n in range(1, 1_000):
            if not _fault(ours, n, name, act, score):
                score.counts["calls of a build"] = n - 1
                break


def _fault(ours: Ground, n: int, name: str, act: Callable[[], object], score: Score) -> bool:
    """Fail call `n` once; false when the build has fewer calls."""
    folder = ours.folder / "fault"
    shutil.rmtree(folder, ignore_errors=True)
    build_plan(ours.plans[0], BuildOptions(folder), NOW)
    failing = FailingDisk(n, act)
    when = f"{name} at call {n}"
    with disk(failing):
        try:
            built = build_plan(ours.plans[1], BuildOptions(folder), NOW)
            score.count("builds that went on")
            score.check(not any(p.id == "OUT-11" for p in built.problems), f"{when}: a false edit")
        except SedpError as error:
            score.count("builds that stopped with a sentence")
            score.check(bool(error.problem.hint and error.problem.location.file), f"{when}: {error.problem}")
    _remove_beside(folder)
    check_folder(ours, folder, score, when)
    score.check(not list(folder.glob("*.tmp")), f"{when}: a temp was left")
    built = build_plan(ours.plans[2], BuildOptions(folder), NOW)
    score.check(not any(p.id == "OUT-11" for p in built.problems), f"{when}: a false edit in the next build")
    check_finished(ours, folder, 2, score, when)
    score.count("faults")
    return failing.calls >= n


def _remove_beside(folder: pathlib.Path) -> None:
    """Take away the new papers that went beside ones which Windows held; they are right, but not under their own name."""
    for path in folder.glob("* (mới).docx") if folder.is_dir() else ():
        path.unlink()


# -- kill -9 --------------------------------------------------------------------------------------------------------


def start(plan: pathlib.Path, folder: pathlib.Path) -> subprocess.Popen[bytes]:
    """Start `sedp-docs build` as a process of its own."""
    command = [sys.executable, "-m", "sedp_docs", "build", str(plan), "-o", str(folder), "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def kills(ours: Ground, score: Score, count: int) -> None:
    """End builds at a random moment; each next build (of another plan, killed in its turn) goes over what is there."""
    chance, folder = random.Random(1), ours.folder / "kill"  # noqa: S311 - not a secret
    began = time.perf_counter()
    start(ours.plans[0], folder).communicate()
    whole = time.perf_counter() - began
    for number in itertools.count():
        if score.counts.get("killed", 0) >= count:
            return
        process = start(ours.plans[number % 3], folder)
        _kill_at(process, folder, chance, whole)
        process.communicate()
        score.count("killed" if process.returncode == -signal.SIGKILL else "were faster")
        when = f"kill {number}"
        score.count("kills that left a temp", bool(list(folder.glob(".sedp-*.tmp"))))
        score.count("kills that left a journal", (folder / ".sedp-journal.json").exists())
        check_folder(ours, folder, score, when)
        if number % 2:
            plan = (number + 1) % 3
            finished(start(ours.plans[plan], folder), score, when)
            check_finished(ours, folder, plan, score, when)


def _kill_at(process: subprocess.Popen[bytes], folder: pathlib.Path, chance: random.Random, whole: float) -> None:
    """Kill at any moment of the whole run, or (two of three) in the short time when the folder is locked and written."""
    if chance.random() < 1 / 3:
        time.sleep(chance.uniform(0, whole))
    else:
        while process.poll() is None and not (folder / ".sedp.lock").exists():
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, 0.03))
    process.kill()


def finished(process: subprocess.Popen[bytes], score: Score, when: str) -> None:
    """Wait for a build that nobody disturbs: it ends well and takes nobody's file for edited."""
    out, err = process.communicate()
    score.count("builds that had to finish")
    if process.returncode:
        score.wrong.append(f"{when}: exit {process.returncode}: {err.decode()[-300:]}{out.decode()[-300:]}")
        return
    said = json.loads(out)
    score.check(not said["kept"], f"{when}: a false edit: {said['kept']}")


# -- two at once ----------------------------------------------------------------------------------------------------


def rounds(ours: Ground, score: Score, count: int) -> None:
    """Build two plans into one folder at once while reading its papers all the time."""
    folder = ours.folder / "both"
    for number in range(count):
        when = f"round {number}"
        both = [start(ours.plans[number % 3], folder), start(ours.plans[(number + 1) % 3], folder)]
        while any(process.poll() is None for process in both):
            _poll(ours, folder, score, when)
            time.sleep(0.002)
        for process in both:
            finished(process, score, when)
        last = next((n for n in range(3) if papers_of(folder) == ours.papers[n]), None)
        score.check(last is not None, f"{when}: the papers are not of one plan")
        if last is not None:
            check_finished(ours, folder, last, score, when)


def _poll(ours: Ground, folder: pathlib.Path, score: Score, when: str) -> None:
    for name in ours.papers[0]:
        with contextlib.suppress(FileNotFoundError):
            data = (folder / name).read_bytes()
            score.count("polls")
            score.check(ours.known(name, data), f"{when}: read half of {name}")


def main() -> None:
    """Run the chosen parts and print their figures; exit code 1 when a promise did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tools.soak")
    parser.add_argument("parts", nargs="*", choices=[[], "faults", "kills", "rounds"], help="faults, kills, rounds (all)")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=200)
    chosen = parser.parse_args()
    runs: dict[str, Callable[[Ground, Score], None]] = {
        "faults": faults,
        "kills": lambda ours, score: kills(ours, score, chosen.kills),
        "rounds": lambda ours, score: rounds(ours, score, chosen.rounds),
    }
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPATH"] = str(ROOT)
        ours = ground(pathlib.Path(folder))
        for name in chosen.parts or runs:
            began, score = time.perf_counter(), Score()
            runs[name](ours, score)
            counts = ", ".join(f"{what} {number}" for what, number in score.counts.items())
            print(f"{name} in {time.perf_counter() - began:.0f} s: {counts}; broken promises {len(score.wrong)}", flush=True)
            print("\n".join(score.wrong[:20]), flush=True)
            wrong |= bool(score.wrong)
    sys.exit(wrong)


if __name__ == "__main__":
    main()
