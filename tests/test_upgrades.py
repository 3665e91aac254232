"""An older version of the format is read as the newest, and what was done is told."""

from __future__ import annotations

import pytest

from sedp_docs.read.upgrades import UPGRADES, Upgrade
from tests.conftest import HEAD, loaded

OLD = HEAD.replace("phien_ban: 1", "phien_ban: 0").replace("nam_ke_hoach: 2025", "nam: 2024")


@pytest.fixture
def renamed_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """A made-up version 0, whose key `nam` held the year before the plan's."""

    def change(tree: dict[str, object]) -> dict[str, object]:
        year = int(str(tree["nam"])) + 1
        return {key: value for key, value in tree.items() if key != "nam"} | {"nam_ke_hoach": year}

    monkeypatch.setitem(UPGRADES, 0, Upgrade("khóa “nam” đổi thành “nam_ke_hoach”", change))


@pytest.mark.usefixtures("renamed_year")
def test_an_older_file_is_read_and_what_was_done_is_told() -> None:
    result = loaded(OLD)
    assert result.plan is not None
    assert (result.plan.version, result.plan.plan_year) == (1, 2025)
    (problem,) = result.problems
    assert (problem.id, problem.severity, problem.location.place) == ("DL-11", "info", "dòng 1, cột 12")
    assert problem.message == "tệp viết theo phiên bản 0, đã đọc theo phiên bản 1: khóa “nam” đổi thành “nam_ke_hoach”"


@pytest.mark.usefixtures("renamed_year")
@pytest.mark.parametrize("head", [HEAD, HEAD.replace("phien_ban: 1", "phien_ban: một"), HEAD.replace("phien_ban: 1\n", "")])
def test_only_a_file_of_that_version_is_changed(head: str) -> None:
    assert [problem for problem in loaded(head).problems if problem.id == "DL-11"] == []


def test_an_older_version_without_a_step_is_refused() -> None:
    result = loaded(HEAD.replace("phien_ban: 1", "phien_ban: 0"))
    assert result.plan is None
    assert [problem.location.place for problem in result.problems] == ["dòng 1, cột 12"]
