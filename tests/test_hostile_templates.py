"""Evil templates go through the door of `build --templates`: nothing happens, and each is told by file, place and what to do."""

from __future__ import annotations

import pathlib
from functools import cache
from typing import Any

import pytest

from sedp_docs.problems import Location, Problem
from tests.docx_builder import part
from tests.hostile.packages import all_packages
from tests.hostile.places import DEAD, DROPPED, FILLED, PARTS
from tests.hostile.tags import all_tags
from tests.hostile.watch import watched
from tools.fuzz.case import fault_of

PACKAGES = all_packages()
SECONDS = 5


def in_xml(tag: str) -> str:
    """Return a tag as it stands in a `w:t`."""
    return tag if "&lt;" in tag else tag.replace("&", "&amp;").replace("<", "&lt;")


def problem_of(found: dict[str, Any]) -> Problem:
    said = found["problem"]
    return Problem(said["id"], said["severity"], said["message"], said["hint"], Location(said["file"], said["place"]))


@cache
def templates(place: str) -> dict[str, bytes]:
    """Return the payloads in a place, by the name of their file."""
    build = {**FILLED, **DEAD, **DROPPED}[place]
    return {f"{name}.docx": build("Đoạn số 7 " + in_xml(tag)) for name, tag in all_tags().items()}


def faults(found: dict[str, Any], *, part: str = "", said: str = "") -> list[str]:
    """Return what is wrong with how a file was refused."""
    if found["kind"] != "refused":
        return [f"{found['kind']} {found['problem'].get('message', '')}"]
    problem = problem_of(found)
    wrong = [fault for fault in (fault_of(problem),) if fault]
    wrong += [f"file {problem.location.file}"] if problem.location.file != found["name"] else []
    wrong += [f"no {part}: {problem}"] if part not in problem.location.place else []
    wrong += [f"not “{said}”: {problem}"] if said not in str(problem) else []
    return wrong


def told(found: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Return effects and time, for the first look: nothing of it may be."""
    late = {name: [f"{each['seconds']:.1f} s"] for name, each in found.items() if each["seconds"] > SECONDS}
    return late | {name: each["effects"] for name, each in found.items() if each["effects"]}


def names_paragraph(name: str, place: str) -> bool:
    """Tell whether a place quotes the paragraph; `{{p … }}` takes the whole of it, so then the tag is quoted."""
    tag = all_tags()[name.removesuffix(".docx")]
    return "Đoạn số 7" in place or (tag[:3] in ("{{p", "{%p", "{%t") and tag.split(maxsplit=1)[1][:8] in place)


@pytest.mark.parametrize("place", FILLED)
def test_an_evil_tag_does_nothing_and_its_paragraph_is_named(place: str, tmp_path: pathlib.Path) -> None:
    found = watched("template", templates(place), tmp_path)
    assert told(found) == {}
    wanted = {"part": PARTS.get(place, "word/document.xml")}
    wrong = {name: fault for name, each in found.items() if (fault := faults(each, **wanted))}
    assert wrong == {}
    assert [name for name, each in found.items() if not names_paragraph(name, each["problem"]["place"])] == []


@pytest.mark.parametrize("place", DEAD)
def test_a_tag_where_nothing_is_filled_is_refused(place: str, tmp_path: pathlib.Path) -> None:
    found = watched("template", templates(place), tmp_path)
    assert told(found) == {}
    assert {name: fault for name, each in found.items() if (fault := faults(each))} == {}


@pytest.mark.parametrize("place", DROPPED)
def test_a_comment_never_comes_to_the_paper(place: str, tmp_path: pathlib.Path) -> None:
    found = watched("template", templates(place), tmp_path)
    assert told(found) == {}
    for each in found.values():
        assert each["kind"] == "made"
        assert "Đoạn số 7" not in part(bytes.fromhex(each["made"]))
        assert "comments.xml" not in part(bytes.fromhex(each["made"]), "[Content_Types].xml")


def test_an_evil_package_is_refused_before_anything_of_it_is_used(tmp_path: pathlib.Path) -> None:
    found = watched("template", {f"{name}.docx".replace("/", "-"): content for name, (content, _) in PACKAGES.items()}, tmp_path)
    assert told(found) == {}
    said = {f"{name}.docx".replace("/", "-"): said for name, (_, said) in PACKAGES.items()}
    assert {name: fault for name, each in found.items() if (fault := faults(each, said=said[name]))} == {}


def test_the_watch_sees_what_it_should(tmp_path: pathlib.Path) -> None:
    from tests.hostile.watch import Watch

    watch = Watch()
    watch.on = True
    watch("open", ("x", "w", 1))
    watch("open", ("/etc/passwd", "r", 0))
    watch("socket.connect", (None, ("192.0.2.1", 80)))
    watch("subprocess.Popen", ("id", [], None, None))
    watch("import", ("antigravity", None, None, None, None))
    watch("open", (pathlib.Path(__file__), "r", 0))
    assert len(watch.effects) == 5


def test_there_are_enough_of_them() -> None:
    assert len(all_tags()) * len(FILLED) + len(PACKAGES) > 1_500
    assert len(all_tags()) + len(PACKAGES) > 250
