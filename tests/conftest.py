"""What tests share: plans written in the test itself, and golden texts."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable

import pytest
from hypothesis import settings

from sedp_docs.read.plans import Loaded, plan_from
from sedp_docs.read.yamlfile import read_yaml

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
"""CI tries the same examples every time; a run by hand tries new ones, and what it finds becomes a case of its own."""

GOLDEN = pathlib.Path(__file__).parent / "golden"

HEAD = """\
phien_ban: 1
quy_trinh: lao-cai
cap: xa
don_vi: {loai: xã, ten: Nậm Thoong}
nam_ke_hoach: 2025
lan_lap: du-thao
"""
"""The six keys that every plan needs, on lines 1 to 6: what a test adds starts on line 7."""


def loaded(text: str | bytes, file: str = "ke-hoach.yaml") -> Loaded:
    """Read a plan from its YAML text, as `load_plan` reads it from a file."""
    return plan_from(read_yaml(text.encode() if isinstance(text, str) else text, file))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew from what the tests produce")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return `golden(name, text)`: the text must equal tests/golden/<name>.txt; `--accept` writes the file instead."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        text = "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {path.name}: look at the output, then run pytest --accept"
        assert text == path.read_text(encoding="utf-8")

    return check
