"""A little of `make soak`: real builds killed and run at once, and a soak that would see a broken promise."""

from __future__ import annotations

import pathlib
import sys

import pytest

from tools import soak

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="kill -9")]


@pytest.fixture
def ours(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> soak.Ground:
    monkeypatch.setenv("PYTHONPATH", str(soak.ROOT))
    return soak.ground(tmp_path)


def test_killed_builds_are_finished_by_the_next(ours: soak.Ground) -> None:
    score = soak.Score()
    soak.kills(ours, score, 4)
    assert (score.wrong, score.counts["killed"]) == ([], 4)


def test_two_builds_at_once_leave_the_papers_of_one(ours: soak.Ground) -> None:
    score = soak.Score()
    soak.rounds(ours, score, 1)
    assert score.wrong == []
    assert score.counts["polls"] > 4


def test_a_broken_promise_is_seen(ours: soak.Ground) -> None:
    folder = ours.folder / "right0"
    (folder / "ke-hoach.docx").write_bytes(b"half")
    (folder / ".sedp-0123456789abcdef.tmp").write_bytes(b"")
    score = soak.Score()
    soak.check_folder(ours, folder, score, "now")
    soak.check_finished(ours, folder, 0, score, "now")
    assert len(score.wrong) == 4
