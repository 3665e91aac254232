"""The house keeps itself in order: what is listed exists, what exists is listed, data loads."""

from __future__ import annotations

import pathlib
import re

import pytest

from sedp_docs import limits
from sedp_docs.read.files import read_bytes
from sedp_docs.read.yamlfile import read_yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODULES = sorted(path for path in (ROOT / "sedp_docs").rglob("*.py") if path.stat().st_size)
CODE = [*MODULES, *sorted((ROOT / "tools").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
DATA = sorted([*(ROOT / "sedp_docs" / "data").rglob("*.yaml"), *(ROOT / "templates").rglob("*.yaml")])
TEXT_ENDINGS = {".py", ".md", ".yaml", ".toml", ".txt", ".sh", ".cfg", ""}
SKIPPED = {".git", ".venv", "out", "dist", "build", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache",
           ".hypothesis", ".import_linter_cache", "node_modules"}  # fmt: skip


def _name(path: pathlib.Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _module(path: pathlib.Path) -> str:
    """Return how ARCHITECTURE.md lists a module: `read/yamlfile`, and `model/` for a package itself."""
    name = path.relative_to(ROOT / "sedp_docs").with_suffix("").as_posix()
    return name.removesuffix("__init__")


def test_architecture_lists_every_module_and_no_other() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Modules")[1]
    listed: set[str] = set()
    for item in page.split("\n- ")[1:]:
        folder = re.match(r"`([\w/]+/)`", item)
        named = re.findall(r"`(\w+)`", item)
        listed |= {f"{folder.group(1) if folder else ''}{name}" for name in named} | ({folder.group(1)} if folder else set())
    modules = {_module(path) for path in MODULES} - {""}
    assert modules - listed == set(), "not in ARCHITECTURE.md"
    assert listed - modules == set(), "in ARCHITECTURE.md, but not in sedp_docs/"


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_file_is_short_enough_to_read(path: pathlib.Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400


@pytest.mark.parametrize("path", DATA, ids=_name)
def test_data_file_is_read_without_a_problem(path: pathlib.Path) -> None:
    tree = read_yaml(read_bytes(path, limits.YAML_BYTES), path.name)
    assert [str(problem) for problem in tree.problems] == []
    assert tree.data


def _texts() -> list[pathlib.Path]:
    files = (path for path in ROOT.rglob("*") if not SKIPPED & set(path.relative_to(ROOT).parts) and path.is_file())
    return [path for path in files if path.suffix in TEXT_ENDINGS]


def test_no_machine_is_named() -> None:
    # Written in parts, so that this file does not find itself.
    found = re.compile(
        "|".join(
            [
                "/wo" + "rk/",
                "/ro" + "ot/",
                "sha" + "red/(design|spec|seeds)",
                "/home" + r"/\w+/",
                "pypi" + r"\.org",
                "files.python" + "hosted",
            ]
        )
    )
    named = [_name(path) for path in _texts() if found.search(path.read_text(encoding="utf-8"))]
    assert named == []


def test_texts_are_nfc() -> None:
    combining = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
    assert [_name(path) for path in _texts() if combining.search(path.read_text(encoding="utf-8"))] == []


def test_changelog_has_a_place_for_the_next_change() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-test.txt"])
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    pins = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert pins
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
