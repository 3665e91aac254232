"""Clocks and memory: medians of interleaved runs, whole processes, resident memory."""

from __future__ import annotations

import gc
import pathlib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

ROOT = pathlib.Path(__file__).parent.parent


def interleaved(makers: Mapping[str, tuple[Callable[[], object], int]], rounds: int) -> dict[str, float]:
    """Return the median ms of each maker; in every round each runs its number of times, in turn."""
    times: dict[str, list[float]] = {name: [] for name in makers}
    for make, _ in makers.values():
        make()
    for _ in range(rounds):
        for name, (make, count) in makers.items():
            gc.collect()
            for _ in range(count):
                start = time.perf_counter()
                make()
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def processes(commands: Mapping[str, list[str]], rounds: int) -> dict[str, float]:
    """Return the median ms of whole `python` processes with these arguments, in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, arguments in commands.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def answer(*arguments: str) -> list[float]:
    """Return the numbers that `python -m bench.child …` prints."""
    done = subprocess.run([sys.executable, "-m", "bench.child", *arguments], check=True, cwd=ROOT, capture_output=True, text=True)
    return [float(word) for word in done.stdout.split()]


def resident_mb() -> float:
    """Return the resident memory of this process now, in MB (Linux; 0 elsewhere)."""
    try:
        pages = int(pathlib.Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6
