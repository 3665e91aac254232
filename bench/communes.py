"""A province's communes: the plans of 600 built one after another by a pool of processes, each into a folder of its own."""

from __future__ import annotations

import os
import pathlib
import resource
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.jobs import SAMPLE

COUNT = 600
NOW = datetime(2024, 12, 5, 8, tzinfo=UTC)
_NAME, _CODE, _FIGURE = "ten: Nậm Thoong", "ma: NT", "kh_sau: {giao: 54.0, trinh: 54.5}"


@dataclass(frozen=True)
class Run:
    """What it took: seconds, files written, the largest resident memory of one process in MB."""

    seconds: float
    files: int
    peak_mb: float
    processes: int


def build_all(count: int = COUNT) -> Run:
    """Build the documents of `count` communes; every processor works."""
    processes = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sources = [_variant(folder, number) for number in range(count)]
        start = time.perf_counter()
        with ProcessPoolExecutor(processes) as pool:
            made = sum(pool.map(_build, sources, chunksize=4))
        seconds = time.perf_counter() - start
    return Run(seconds, made, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6, processes)


def _variant(folder: pathlib.Path, number: int) -> pathlib.Path:
    """Write the sample's plan as that of another commune, with a figure of its own."""
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in ((_NAME, f"ten: Nậm Thoong {number}"), (_CODE, f"ma: X{number}"), (_FIGURE, _figure(number))):
        if old not in text:
            raise ValueError(f"the sample has no {old!r}")
        text = text.replace(old, new, 1)
    path = folder / f"xa-{number:03}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _figure(number: int) -> str:
    return f"kh_sau: {{giao: 54.0, trinh: 54.{5 + number % 5}}}"


def _build(source: pathlib.Path) -> int:
    """Build one commune and return how many files came of it; the folder goes, so that the disk holds few at a time."""
    from sedp_docs.app.building import BuildOptions, build_plan

    folder = source.with_suffix("")
    built = build_plan(source, BuildOptions(folder), NOW)
    if built.saved is None:
        raise RuntimeError("; ".join(map(str, built.problems)))
    shutil.rmtree(folder)
    return len(built.saved.written)
