"""docs/mot-gio.md shows what happens."""

from __future__ import annotations

import pathlib
import re
from datetime import datetime

import pytest

from tests.test_cli import run
from tests.tutorial import PAGE, followed


@pytest.mark.slow
def test_the_hour_with_the_workbook_goes_as_the_page_says(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2024, 11, 20, 9, 30))  # noqa: DTZ001 - a planner's own clock
    written = PAGE.read_text(encoding="utf-8")
    now = followed(written, run)
    if request.config.getoption("--accept"):
        PAGE.write_text(now, encoding="utf-8")
        written = now
    assert now == written
    assert (tmp_path / "ra" / "bieu-chi-tieu.docx").exists()


def test_every_picture_of_the_page_is_there() -> None:
    named = re.findall(r"!\[[^]]*\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert [name for name in named if not (PAGE.parent / name).is_file()] == []
