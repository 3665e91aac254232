"""Evil names and files of pictures: nothing outside of the plan's folder is opened, and each is told with what to do."""

from __future__ import annotations

import os
import pathlib
from dataclasses import replace
from typing import Any

import pytest

from sedp_docs.app.pictures import pictures_of
from sedp_docs.problems import Location
from tests.hostile.pictures import CONTENTS, NAMES, lay
from tests.hostile.watch import watched
from tests.plan_builder import plan_from
from tests.test_hostile_templates import problem_of
from tools.fuzz.case import fault_of

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links need another system")


def wrong(found: dict[str, Any], name: str) -> list[str]:
    if found["kind"] != "refused":
        return [found["kind"], found["problem"].get("message", "")]
    problem = problem_of(found)  # a build adds file and line: test_a_build_names_the_line_of_the_picture
    fault = fault_of(replace(problem, location=Location("ke-hoach.yaml", "dòng 7, cột 15")))
    return [fault] if fault else []


def test_nothing_outside_of_the_folder_is_opened_and_each_is_refused(tmp_path: pathlib.Path) -> None:
    lay(tmp_path)
    files = {f"{n} {name[:40]!r}": name.encode("utf-8", "surrogatepass") for n, name in enumerate((*NAMES, *CONTENTS))}
    found = watched("picture", files, tmp_path)
    assert {name: each["effects"] for name, each in found.items() if each["effects"]} == {}
    assert {name: fault for name, each in found.items() if (fault := wrong(each, name))} == {}
    assert max(each["seconds"] for each in found.values()) < 2
    assert len(found) > 100


def test_good_pictures_still_come_through(tmp_path: pathlib.Path) -> None:
    lay(tmp_path)
    found = watched("picture", {name: name.encode() for name in ("cau.png", "hình/cầu.jpg", "hình\\cầu.jpg")}, tmp_path)
    assert [each["kind"] for each in found.values()] == ["made"] * 3
    assert not any(each["effects"] for each in found.values())


@pytest.mark.parametrize("name", ["../can-cuoc.png", "link-ra.png", "bom-vuong.png", "khong-co.png"])
def test_a_build_names_the_line_of_the_picture(name: str, tmp_path: pathlib.Path) -> None:
    lay(tmp_path)
    plan = plan_from(f"thuyet_minh:\n  ke-hoach:\n    I.I.1:\n      - Cầu mới.\n      - '![Cầu]({name})'\n")
    found, (problem,) = pictures_of(tmp_path / "xa", plan.case)
    assert found == {}
    assert str(problem.location) == "ke-hoach.yaml, dòng 5, cột 9"
