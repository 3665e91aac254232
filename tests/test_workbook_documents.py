"""The papers of a plan are the same, byte for byte, whichever kind of file it comes from."""

from __future__ import annotations

import pathlib
import shutil
from datetime import UTC, datetime

import pytest

from sedp_docs.app.building import BuildOptions, build_plan
from tests.test_workbook import SAMPLE, book_of, sample
from tests.test_workbook_formulas import saved_by_libreoffice

NOW = datetime(2024, 12, 5, 8, 30, tzinfo=UTC)


def papers(source: pathlib.Path, folder: pathlib.Path) -> dict[str, bytes]:
    """Return the papers that are built from a plan file, by name."""
    built = build_plan(source, BuildOptions(folder), NOW)
    assert built.saved is not None, [str(problem) for problem in built.problems]
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


@pytest.mark.slow
def test_papers_are_the_same_from_yaml_and_from_the_workbook(tmp_path: pathlib.Path) -> None:
    (tmp_path / "KH.xlsx").write_bytes(book_of(sample()))
    from_yaml, from_book = papers(SAMPLE, tmp_path / "1"), papers(tmp_path / "KH.xlsx", tmp_path / "2")
    assert len(from_yaml) > 3
    assert from_yaml == from_book


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_papers_are_the_same_after_libreoffice_saved_the_workbook(tmp_path: pathlib.Path) -> None:
    saved = saved_by_libreoffice(book_of(sample()), tmp_path)
    (tmp_path / "saved.xlsx").write_bytes(saved)
    assert papers(SAMPLE, tmp_path / "1") == papers(tmp_path / "saved.xlsx", tmp_path / "2")
