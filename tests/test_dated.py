"""A dated copy is kept beside the file, and no copy is ever lost."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from sedp_docs.problems import OutputError
from sedp_docs.write.dated import keep_copy

NOW = datetime(2026, 11, 24, 17, 30, tzinfo=timezone(timedelta(hours=7)))


def test_the_copy_carries_the_date_and_the_bytes(tmp_path: Path) -> None:
    plan = tmp_path / "Kế hoạch 2026.xlsx"
    plan.write_bytes(b"so lieu")
    copy = keep_copy(plan, NOW)
    assert copy == tmp_path / "Kế hoạch 2026 (bản cũ 2026-11-24 1730).xlsx"
    assert copy.read_bytes() == plan.read_bytes() == b"so lieu"


def test_a_second_copy_in_the_same_minute_gets_its_own_name_unless_it_is_equal(tmp_path: Path) -> None:
    plan = tmp_path / "KH.xlsx"
    for content in (b"1", b"2", b"1"):
        plan.write_bytes(content)
        keep_copy(plan, NOW)
    copies = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path != plan}
    assert copies == {"KH (bản cũ 2026-11-24 1730).xlsx": b"1", "KH (bản cũ 2026-11-24 1730 2).xlsx": b"2"}


def test_no_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="không có tệp này"):
        keep_copy(tmp_path / "KH.xlsx", NOW)
