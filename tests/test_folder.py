"""The output folder: hand edits are kept, interrupted builds are finished, two builds do not meet."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from sedp_docs.problems import OutputError, ReadError
from sedp_docs.textdiff import Difference, PlacedText
from sedp_docs.write.folder import Change, Saved, is_open, save
from tests.disks import FailingDisk, raising, system_error, use

NOW = datetime(2024, 12, 5, 14, 12, tzinfo=timezone(timedelta(hours=7)))
FIRST = {"ke-hoach.docx": b"Ban thang 11\nGDP tang 5%", "khung-tddg.docx": b"Khung", "bieu-chi-tieu.docx": b"Bieu"}
SECOND = {"ke-hoach.docx": b"Ban thang 12\nGDP tang 6%", "khung-tddg.docx": b"Khung 12", "bieu-chi-tieu.docx": b"Bieu 12"}
THIRD = {"ke-hoach.docx": b"Ban trinh HDND", "khung-tddg.docx": b"Khung trinh", "bieu-chi-tieu.docx": b"Bieu trinh"}
HIDDEN = (".sedp.json",)


def figure(text: str, documents: str = "ke-hoach") -> Mapping[str, str]:
    return {"text": text, "documents": documents, "place": "dòng 7, cột 15"}


def lines(content: bytes) -> list[PlacedText]:
    """Stand in for the reader of Word files."""
    if content == b"tep hong":
        raise ReadError("không đọc được tệp Word")
    return [(f"đoạn {n}", line) for n, line in enumerate(content.decode().split("\n"), 1)]


def build(folder: Path, documents: Mapping[str, bytes], force: bool = False, **figures: Mapping[str, str]) -> Saved:
    return save(folder, documents, figures, now=NOW, force=force, texts={".docx": lines, ".xlsx": lines})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def hidden(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.iterdir() if path.name.startswith(".")))


# -- plain builds ---------------------------------------------------------------------------------------------------


def test_a_build_makes_its_folder_and_a_manifest(tmp_path: Path) -> None:
    out = tmp_path / "out" / "xa-nam-thoong"
    saved = build(out, FIRST)
    assert contents(out) == FIRST
    assert sorted(saved.written) == sorted(FIRST)
    assert hidden(out) == HIDDEN
    manifest = json.loads((out / ".sedp.json").read_text("utf-8"))
    assert manifest["schema"] == 1
    assert manifest["files"]["khung-tddg.docx"]["size"] == 5


def test_the_next_build_replaces_what_nobody_touched(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    saved = build(tmp_path, SECOND)
    assert contents(tmp_path) == SECOND
    assert (saved.kept, saved.unchanged) == ([], [])


def test_the_same_build_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, FIRST, ty_le=figure("5%"))
    disk = FailingDisk()
    use(monkeypatch, disk)
    saved = build(tmp_path, FIRST, ty_le=figure("5%"))
    assert sorted(saved.unchanged) == sorted(FIRST)
    assert saved.written == []
    assert disk.calls == 2  # the folder is asked for; a journal that is not there is removed


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a plain file name"):
        build(tmp_path / "out", {"../ke-hoach.docx": b""})


# -- hand edits -----------------------------------------------------------------------------------------------------


def test_an_edited_file_is_kept_and_ours_goes_beside_it(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    (tmp_path / "ke-hoach.docx").write_bytes(b"Ban thang 11 (Lan sua)\nGDP tang 5%")
    saved = build(tmp_path, SECOND)
    assert (tmp_path / "ke-hoach.docx").read_bytes() == b"Ban thang 11 (Lan sua)\nGDP tang 5%"
    assert (tmp_path / "ke-hoach (mới).docx").read_bytes() == SECOND["ke-hoach.docx"]
    assert (tmp_path / "khung-tddg.docx").read_bytes() == SECOND["khung-tddg.docx"]
    (kept,) = saved.kept
    assert (kept.name, kept.beside, kept.reason) == ("ke-hoach.docx", "ke-hoach (mới).docx", "edited")
    assert kept.differences == (
        Difference("đoạn 1", "Ban thang 11 (Lan sua)", "Ban thang 12"),
        Difference("đoạn 2", "GDP tang 5%", "GDP tang 6%"),
    )
    assert 'bản mới ghi vào "ke-hoach (mới).docx"' in kept.problem(tmp_path).message


def test_without_a_manifest_every_other_file_counts_as_edited(tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.docx").write_bytes(b"tep hong")
    saved = build(tmp_path, FIRST)
    assert (tmp_path / "ke-hoach.docx").read_bytes() == b"tep hong"
    assert saved.kept[0].differences is None  # not a Word file: nothing to compare


def test_the_new_file_beside_is_renewed_until_somebody_edits_it(tmp_path: Path) -> None:
    build(tmp_path, {"a.docx": b"1"})
    (tmp_path / "a.docx").write_bytes(b"sua")
    build(tmp_path, {"a.docx": b"2"})
    build(tmp_path, {"a.docx": b"3"})
    assert contents(tmp_path) == {"a.docx": b"sua", "a (mới).docx": b"3"}
    (tmp_path / "a (mới).docx").write_bytes(b"cung sua")
    saved = build(tmp_path, {"a.docx": b"4"})
    assert contents(tmp_path) == {"a.docx": b"sua", "a (mới).docx": b"cung sua", "a (mới 2).docx": b"4"}
    assert saved.kept[0].beside == "a (mới 2).docx"


def test_taking_the_new_file_ends_the_matter(tmp_path: Path) -> None:
    build(tmp_path, {"a.docx": b"1"})
    (tmp_path / "a.docx").write_bytes(b"sua")
    build(tmp_path, {"a.docx": b"2"})
    (tmp_path / "a (mới).docx").replace(tmp_path / "a.docx")
    assert build(tmp_path, {"a.docx": b"3"}).kept == []
    assert contents(tmp_path) == {"a.docx": b"3"}


def test_an_edit_that_was_taken_back_makes_the_file_beside_stale(tmp_path: Path) -> None:
    build(tmp_path, {"a.docx": b"1"})
    (tmp_path / "a.docx").write_bytes(b"sua")
    build(tmp_path, {"a.docx": b"2"})
    (tmp_path / "a.docx").write_bytes(b"1")
    saved = build(tmp_path, {"a.docx": b"3"})
    assert contents(tmp_path) == {"a.docx": b"3"}
    assert saved.removed == ["a (mới).docx"]


def test_force_replaces_and_keeps_a_dated_copy(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    (tmp_path / "ke-hoach.docx").write_bytes(b"sua lan 1")
    saved = build(tmp_path, SECOND, force=True)
    assert saved.replaced == {"ke-hoach.docx": "ke-hoach (bản cũ 2024-12-05 1412).docx"}
    (tmp_path / "ke-hoach.docx").write_bytes(b"sua lan 2")
    build(tmp_path, FIRST, force=True)
    assert contents(tmp_path) == {
        **FIRST,
        "ke-hoach (bản cũ 2024-12-05 1412).docx": b"sua lan 1",
        "ke-hoach (bản cũ 2024-12-05 1412 2).docx": b"sua lan 2",
    }


def test_the_pdf_of_a_kept_word_file_goes_with_ours(tmp_path: Path) -> None:
    build(tmp_path, {"a.pdf": b"pdf 1", "a.docx": b"1"})
    (tmp_path / "a.docx").write_bytes(b"sua")
    saved = build(tmp_path, {"a.pdf": b"pdf 2", "a.docx": b"2"})
    assert contents(tmp_path) == {"a.docx": b"sua", "a.pdf": b"pdf 1", "a (mới).docx": b"2", "a (mới).pdf": b"pdf 2"}
    assert [kept.name for kept in saved.kept] == ["a.docx"]


def test_a_pdf_that_no_longer_fits_its_word_file_is_named(tmp_path: Path) -> None:
    build(tmp_path, {"a.docx": b"1", "a.pdf": b"pdf 1", "b.docx": b"1", "b.pdf": b"pdf 1"})
    saved = build(tmp_path, {"a.docx": b"2", "b.docx": b"1"})
    assert saved.stale == ["a.pdf"]
    assert [(problem.id, problem.location.file) for problem in saved.problems(tmp_path)] == [("OUT-13", str(tmp_path / "a.pdf"))]
    assert build(tmp_path, {"a.docx": b"3", "a.pdf": b"pdf 3"}).stale == []


@pytest.mark.parametrize("sign", ["~$-hoach.docx", ".~lock.ke-hoach.docx#"])
def test_a_document_open_in_word_or_libreoffice_is_not_replaced(tmp_path: Path, sign: str) -> None:
    build(tmp_path, FIRST)
    (tmp_path / sign).write_bytes(b"")
    saved = build(tmp_path, SECOND, force=True)
    assert (tmp_path / "ke-hoach.docx").read_bytes() == FIRST["ke-hoach.docx"]
    assert (tmp_path / "ke-hoach (mới).docx").read_bytes() == SECOND["ke-hoach.docx"]
    assert (saved.kept[0].reason, saved.kept[0].differences) == ("open", None)
    assert "đang mở" in saved.kept[0].problem(tmp_path).message
    (tmp_path / sign).unlink()
    assert build(tmp_path, SECOND).removed == ["ke-hoach (mới).docx"]


def test_word_hides_up_to_two_letters_of_the_name(tmp_path: Path) -> None:
    for sign, name in (("~$b1.docx", "b1.docx"), ("~$o-cao1.docx", "bao-cao1.docx"), ("~$-nghi7.docx", "d-nghi7.docx")):
        (tmp_path / sign).write_bytes(b"")
        assert is_open(tmp_path, name)
    assert not is_open(tmp_path, "khac.docx")


def test_a_file_that_windows_does_not_let_go_gets_ours_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Held(FailingDisk):
        def replace(self, source: Path, target: Path) -> None:
            if target.name == "ke-hoach.docx":
                raise system_error(errno.EACCES, winerror=32)
            super().replace(source, target)

    build(tmp_path, FIRST)
    use(monkeypatch, Held())
    saved = build(tmp_path, SECOND)
    assert contents(tmp_path) == {
        **SECOND,
        **{"ke-hoach.docx": FIRST["ke-hoach.docx"]},
        "ke-hoach (mới).docx": SECOND["ke-hoach.docx"],
    }
    assert saved.kept[0].reason == "open"


# -- figures --------------------------------------------------------------------------------------------------------


def test_figures_changed_since_the_last_build(tmp_path: Path) -> None:
    assert build(tmp_path, FIRST, ho_ngheo=figure("14,8%"), bo={**figure("1"), "label": "Bò"}).changed == ()
    changed = build(tmp_path, FIRST, ho_ngheo=figure("14,2%", "ke-hoach, khung-tddg"), them=figure("9 ha")).changed
    assert changed == (
        Change("ho_ngheo", "ho_ngheo", "14,8%", "14,2%", "ke-hoach, khung-tddg", "dòng 7, cột 15"),
        Change("them", "them", "", "9 ha", "ke-hoach", "dòng 7, cột 15"),
        Change("bo", "Bò", "1", "", "ke-hoach", "dòng 7, cột 15"),
    )


def test_building_one_document_forgets_nothing_of_the_others(tmp_path: Path) -> None:
    build(tmp_path, FIRST, a=figure("1", "ke-hoach"), b=figure("2", "bieu-chi-tieu"))
    assert build(tmp_path, {"ke-hoach.docx": b"moi"}, a=figure("1")).changed == ()
    saved = build(tmp_path, SECOND, a=figure("1"), b=figure("3", "bieu-chi-tieu"))
    assert saved.kept == []
    assert [(change.figure, change.old, change.new) for change in saved.changed] == [("b", "2", "3")]


# -- interruptions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("force", [False, True])
def test_a_build_may_fail_at_any_call_and_the_next_finishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, force: bool
) -> None:
    good, failures = FailingDisk(), 0
    for n in range(1, 200):
        folder = tmp_path / str(n)
        use(monkeypatch, good)
        build(folder, FIRST, a=figure("1"))
        (folder / "bieu-chi-tieu.docx").write_bytes(b"sua tay")
        disk = FailingDisk(n, raising(system_error(number)))
        use(monkeypatch, disk)
        try:
            build(folder, SECOND, force, a=figure("2"))
        except OutputError:
            failures += 1
            for name, content in contents(folder).items():
                assert content in (FIRST.get(name), SECOND.get(name), b"sua tay", SECOND["bieu-chi-tieu.docx"])
            assert not list(folder.glob(".sedp-*.tmp"))
        use(monkeypatch, good)
        saved = build(folder, THIRD, a=figure("2"))
        assert b"sua tay" in contents(folder).values()
        found = contents(folder)
        assert {name: found.get(name.replace(".", " (mới)."), found[name]) for name in THIRD} == THIRD
        assert {kept.name for kept in saved.kept} <= {"bieu-chi-tieu.docx"}
        assert hidden(folder) == HIDDEN
        if disk.calls < n:
            break
    assert failures > 15


def test_two_interrupted_builds_in_a_row_are_not_taken_for_hand_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(FailingDisk):
        """Lets the journal and one document through."""

        replaced = 0

        def replace(self, source: Path, target: Path) -> None:
            self.replaced += 1
            if self.replaced > 2:
                raise system_error(errno.ENOSPC)
            super().replace(source, target)

    build(tmp_path, FIRST)
    for documents in ({"ke-hoach.docx": b"2", "khung-tddg.docx": b"2"}, {"khung-tddg.docx": b"3", "ke-hoach.docx": b"3"}):
        use(monkeypatch, Full())
        with pytest.raises(OutputError):
            build(tmp_path, documents)
    assert contents(tmp_path)["ke-hoach.docx"] == b"2"
    use(monkeypatch, FailingDisk())
    assert build(tmp_path, SECOND).kept == []
    assert contents(tmp_path) == SECOND


def test_a_broken_manifest_counts_as_none(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    for broken in ("{", "[]", '{"schema": 1, "files": 3}', '{"schema": 2, "files": {}, "figures": {}}', "\udcff"):
        (tmp_path / ".sedp.json").write_text(broken, "utf-8", "surrogateescape")
        saved = build(tmp_path, {**FIRST, "ke-hoach.docx": b"moi"})
        assert [kept.name for kept in saved.kept] == ["ke-hoach.docx"]


SAVER = """
    import os, signal, sys
    from pathlib import Path
    from sedp_docs.write import files
    from tests import disks, test_folder
    folder, rounds, killed_at = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    files.DISK = disks.FailingDisk(killed_at, lambda: os.kill(os.getpid(), signal.SIGKILL))
    for n in range(rounds):
        documents = {name: (content + b" %d %03d" % (os.getpid(), n)) * 20000 for name, content in test_folder.SECOND.items()}
        assert not test_folder.build(folder, documents).kept
"""


def saver(folder: Path, rounds: int, killed_at: int = 0) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", textwrap.dedent(SAVER), str(folder), str(rounds), str(killed_at)]
    return subprocess.Popen(command, cwd=Path(__file__).parent.parent, env={**os.environ, "PYTHONPATH": "."})


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.slow
@pytest.mark.parametrize("killed_at", [3, 8, 13, 19, 26, 30])
def test_a_killed_build_leaves_whole_files_and_the_next_one_finishes(tmp_path: Path, killed_at: int) -> None:
    build(tmp_path, FIRST)
    assert saver(tmp_path, 1, killed_at).wait() == -9
    for name, content in contents(tmp_path).items():
        assert content == FIRST[name] or (content.startswith(SECOND[name]) and len(content) > 100_000)
    assert build(tmp_path, SECOND).kept == []
    assert contents(tmp_path) == SECOND


@pytest.mark.slow
def test_two_builds_at_once_never_show_half_a_file_or_take_each_other_for_a_person(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    savers, seen = [saver(tmp_path, 15), saver(tmp_path, 15)], set()
    while any(process.poll() is None for process in savers):
        content = (tmp_path / "ke-hoach.docx").read_bytes()
        seen.add(content if len(content) < 100 else content[: len(content) // 20000] * 20000 == content)
    assert [process.returncode for process in savers] == [0, 0]
    assert seen <= {FIRST["ke-hoach.docx"], True}
    assert True in seen
    assert hidden(tmp_path) == HIDDEN
