"""Where a build runs: clocks, locales and consoles, long and foreign names, folders that are not there or not ours."""

from __future__ import annotations

import errno
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import unicodedata

import pytest

from sedp_docs.problems import SedpError
from sedp_docs.write import files
from tests.disks import FailingDisk, raising, system_error, use
from tests.test_folder import FIRST, SECOND, build, contents

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "vi-du" / "xa-lao-cai.yaml"
FILES = 11 + 4 + 1
"""What a build of the example leaves: papers, annexes as workbooks, the manifest."""


def sedp(*args: str, folder: pathlib.Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `sedp-docs` in a folder, in a system that is set up otherwise."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    command = [sys.executable, "-m", "sedp_docs", *args]
    return subprocess.run(
        command, cwd=folder, env={**plain, "PYTHONPATH": str(ROOT), **environment}, capture_output=True, check=False
    )


def state(folder: pathlib.Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


SYSTEMS = {
    "Việt Nam": {"TZ": "Asia/Ho_Chi_Minh", "LANG": "vi_VN.UTF-8"},
    "the other side of the day": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    "before 1970 here": {"TZ": "America/Adak"},
    "no locale at all": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"},
    "a Vietnamese console of old Windows": {
        "PYTHONIOENCODING": "cp1258",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
    },
    "a German one": {"PYTHONIOENCODING": "cp1252"},
    "another hash": {"PYTHONHASHSEED": "12345"},
}


@pytest.mark.slow
def test_every_system_makes_the_same_bytes(tmp_path: pathlib.Path) -> None:
    made = {}
    for n, (name, environment) in enumerate(SYSTEMS.items()):
        folder = tmp_path / str(n)
        folder.mkdir()
        shutil.copy(EXAMPLE, folder / "plan.yaml")
        done = sedp("build", "plan.yaml", "--draft", folder=folder, **environment)
        assert (done.returncode, done.stderr.decode(errors="replace")) == (0, ""), name
        made[name] = state(folder / "out" / "plan")
    first = made.pop("Việt Nam")
    assert len(first) == FILES
    assert {name for name, other in made.items() if other != first} == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "kế hoạch xã Nậm Thoong năm 2025 (bản trình).yaml",
        unicodedata.normalize("NFD", "kế hoạch.yaml"),
        "ke hoach 'a' \"b\" & $HOME `id` %TEMP%.yaml",
        "-o.yaml",
        "计划 план 🌾.yaml",
        "a" * 250 + ".yaml",
    ],
)
def test_a_plan_of_any_name_is_built(name: str, tmp_path: pathlib.Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / name)
    done = sedp("build", "--draft", "--", name, folder=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert len(state(tmp_path / "out" / pathlib.Path(name).stem)) == FILES


def test_a_name_that_is_no_text_is_told(tmp_path: pathlib.Path) -> None:
    path = os.fsencode(tmp_path) + b"/k\xea ho\xa1ch.yaml"
    pathlib.Path(os.fsdecode(path)).write_bytes(EXAMPLE.read_bytes())
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"sedp_docs", b"build", b"--draft", path], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 2)


@pytest.mark.parametrize("name", ["a" * 300, "ế" * 100, "/".join(["thư mục"] * 700)])
def test_a_folder_with_a_name_too_long_is_told(name: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(SedpError) as refused:
        build(tmp_path / name, FIRST)
    assert refused.value.problem.id == "OUT-05"
    assert refused.value.problem.hint


def test_a_folder_below_a_file_or_that_is_a_file_is_told(tmp_path: pathlib.Path) -> None:
    (tmp_path / "tep").write_bytes(b"x")
    for folder in (tmp_path / "tep", tmp_path / "tep" / "trong"):
        with pytest.raises(SedpError, match="tệp"):
            build(folder, FIRST)
    assert (tmp_path / "tep").read_bytes() == b"x"


def test_a_folder_in_the_place_of_a_paper_is_told(tmp_path: pathlib.Path) -> None:
    (tmp_path / "ke-hoach.docx").mkdir()
    with pytest.raises(SedpError, match="thư mục trùng tên tệp"):
        build(tmp_path, FIRST)
    assert list((tmp_path / "ke-hoach.docx").iterdir()) == []


def test_a_dangling_link_in_the_place_of_the_folder_is_told(tmp_path: pathlib.Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "khong-co" / "nua")
    with pytest.raises(SedpError) as refused:
        build(tmp_path / "out", FIRST)
    assert refused.value.problem.hint


@pytest.mark.parametrize(("number", "id"), [(errno.EROFS, "OUT-03"), (errno.EACCES, "OUT-02"), (errno.EDQUOT, "OUT-01")])
def test_a_folder_that_may_only_be_read_keeps_what_it_has(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, number: int, id: str
) -> None:
    class ReadOnly(FailingDisk):
        def create(self, path: pathlib.Path) -> int:
            raising(system_error(number))()
            raise AssertionError

    build(tmp_path, FIRST)
    before = state(tmp_path)
    use(monkeypatch, ReadOnly())
    with pytest.raises(SedpError) as refused:
        build(tmp_path, SECOND)
    assert refused.value.problem.id == id
    assert state(tmp_path) == before


def test_the_folder_may_vanish_while_it_is_written(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    disk = FailingDisk(4, lambda: shutil.rmtree(folder))
    use(monkeypatch, disk)
    with pytest.raises(SedpError) as refused:
        build(folder, FIRST)
    assert refused.value.problem.id == "OUT-04"
    use(monkeypatch, files.Disk())
    build(folder, FIRST)
    assert contents(folder) == FIRST


def test_a_lock_file_of_word_for_another_paper_holds_nothing_up(tmp_path: pathlib.Path) -> None:
    build(tmp_path, FIRST)
    for sign in ("~$khac.docx", ".~lock.khac.docx#", "~$", ".~lock.#", "~WRL0001.tmp"):
        (tmp_path / sign).write_bytes(b"")
    assert build(tmp_path, SECOND).kept == []


def test_every_paper_open_at_once_leaves_all_of_them_alone(tmp_path: pathlib.Path) -> None:
    build(tmp_path, FIRST)
    for name in FIRST:
        (tmp_path / f".~lock.{name}#").write_bytes(b",lan,may,24.11.2026;")
    saved = build(tmp_path, SECOND)
    assert {kept.reason for kept in saved.kept} == {"open"}
    assert {name: contents(tmp_path)[name] for name in FIRST} == FIRST
    assert {name: contents(tmp_path)[name.replace(".", " (mới).")] for name in SECOND} == SECOND


def test_a_clock_that_goes_back_loses_no_copy(tmp_path: pathlib.Path) -> None:
    build(tmp_path, {"a.docx": b"1"})
    for n in range(3):  # the same minute each time
        (tmp_path / "a.docx").write_bytes(b"sua %d" % n)
        build(tmp_path, {"a.docx": b"moi %d" % n}, force=True)
    copies = [content for name, content in contents(tmp_path).items() if "bản cũ" in name]
    assert sorted(copies) == [b"sua 0", b"sua 1", b"sua 2"]
