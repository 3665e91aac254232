"""`make fuzz N=10000`, or `python -m tools.fuzz [-n N] [--seed S] [--keep FOLDER] [word] [yaml] [excel] [book]`.

The cases run in a child with limits on time and memory; a child that dies is a finding too, and the next one goes on.
Case number i of a seed is always the same: `--case I` runs it alone and prints what came of it.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import json
import pathlib
import random
import subprocess
import sys
import time
from collections.abc import Iterator

from tools.fuzz import books, case, plans, words, workbooks

ENDINGS = {"word": ".docx", "yaml": ".yaml", "excel": ".xlsx", "book": ".xlsx"}
KINDS = {"word": words, "yaml": plans, "excel": workbooks, "book": books}
_GRACE = 60.0
"""Seconds that a case may hang in code that no alarm can stop, before its process is ended."""


def content(kind: str, seed: int, number: int) -> bytes:
    """Return the input of a case."""
    chance = random.Random(f"{kind} {seed} {number}")  # noqa: S311 - not a secret
    made: bytes = KINDS[kind].content(chance)
    return made


def verdict(kind: str, seed: int, number: int) -> case.Verdict:
    """Run a case in this process."""
    data = content(kind, seed, number)
    return case.judge(lambda: KINDS[kind].run(data))


def child(kind: str, seed: int, first: int, count: int) -> None:
    """Run cases one after the other; a line of JSON before and after each."""
    words.reports()
    case.limit_memory()
    for number in range(first, first + count):
        print(json.dumps({"starts": number}), flush=True)
        print(json.dumps(dataclasses.asdict(verdict(kind, seed, number))), flush=True)


def verdicts(kind: str, seed: int, count: int) -> Iterator[tuple[int, case.Verdict]]:
    """Yield what came of each case, by number; a case whose process died is "dead"."""
    done = 0
    while done < count:
        for verdict_ in _batch(kind, seed, done, min(500, count - done)):
            yield done, verdict_
            done += 1


def _batch(kind: str, seed: int, first: int, count: int) -> Iterator[case.Verdict]:
    command = [sys.executable, "-m", "tools.fuzz", kind, "--seed", str(seed), "--child", str(first), str(count)]
    with subprocess.Popen(command, cwd=plans.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        started, ended = False, 0
        for line in process.stdout:
            said = json.loads(line)
            started = "starts" in said
            if not started:
                ended += 1
                yield case.Verdict(**said)
        process.wait(_GRACE)
        if process.returncode or ended < count:
            yield case.Verdict("dead", 0.0, f"exit code {process.returncode}\n{process.stderr.read()[-2_000:]}")


def report(kind: str, seed: int, count: int, keep: pathlib.Path | None) -> bool:
    """Run cases, print a line of figures and every finding; tell whether all is well."""
    began, kinds, slowest = time.perf_counter(), collections.Counter[str](), 0.0
    for number, found in verdicts(kind, seed, count):
        kinds[found.kind] += 1
        slowest = max(slowest, found.seconds)
        if not found.good:
            print(f"{kind} {seed} {number}: {found.kind} {found.seconds:.2f} s\n{found.detail}", flush=True)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{kind}-{seed}-{number}{ENDINGS[kind]}").write_bytes(content(kind, seed, number))
    shown = ", ".join(f"{name} {number}" for name, number in sorted(kinds.items()))
    print(
        f"{kind}, seed {seed}: {count} cases in {time.perf_counter() - began:.0f} s: {shown}; slowest {slowest:.2f} s", flush=True
    )
    return not kinds.keys() - {"made", "refused"}


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz")
    parser.add_argument("kinds", nargs="*", choices=[[], *ENDINGS], help="word, yaml, excel, book (all)")
    parser.add_argument("-n", type=int, default=500, help="cases of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the inputs of findings")
    parser.add_argument("--case", type=int, help="run this one alone")
    parser.add_argument("--child", type=int, nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    kinds = chosen.kinds or list(ENDINGS)
    if chosen.child:
        child(kinds[0], chosen.seed, *chosen.child)
    elif chosen.case is not None:
        print(*(verdict(kind, chosen.seed, chosen.case) for kind in kinds), sep="\n")
    else:
        well = [report(kind, chosen.seed, chosen.n, chosen.keep) for kind in kinds]
        sys.exit(not all(well))


if __name__ == "__main__":
    main()
