"""Evil workbooks: refused or told with their cells, never a raw error; in little time and memory."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from tests.hostile.workbooks import HARMLESS, REFUSED, TOLD

ROOT = pathlib.Path(__file__).resolve().parent.parent
ALL = {"refused": REFUSED, "told": TOLD, "read": HARMLESS}
SECONDS, MEGABYTES = 5, 150
CHILD = """
import json, re, sys, time
from sedp_docs.problems import ReadError
from sedp_docs.read.xlsx import read_workbook
content = sys.stdin.buffer.read()
started = time.process_time()
try:
    found = read_workbook(content, "sổ.xlsx")
    out = {"kind": "told" if found.problems else "read", "said": [str(each) for each in found.problems]}
except ReadError as refusal:
    out = {"kind": "refused", "said": [str(refusal.problem)]}
status = open("/proc/self/status").read()  # getrusage would count the parent too
peak = int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) / 1024
print(json.dumps(out | {"seconds": time.process_time() - started, "megabytes": peak}))
"""


@cache
def outcome(name: str) -> dict[str, Any]:
    """Return what came of a file in a process of its own."""
    content = {**REFUSED, **TOLD, **HARMLESS}[name]()
    done = subprocess.run([sys.executable, "-c", CHILD], input=content, capture_output=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(TOLD) + len(HARMLESS) >= 40
    assert sum(name.startswith("far cell") for name in TOLD) >= 10


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in ALL.items() for name in names])
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted as Linux does")
def test_each_ends_well(kind: str, name: str) -> None:
    found = outcome(name)
    assert found["kind"] == kind, found["said"]
    assert all(said.startswith("sổ.xlsx") and "; " in said for said in found["said"])
    assert found["seconds"] < SECONDS
    assert found["megabytes"] < MEGABYTES
