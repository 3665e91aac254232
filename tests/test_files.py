"""Writing one file: old or new, never broken."""

from __future__ import annotations

import errno
import os
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from sedp_docs.problems import OutputError
from sedp_docs.write import files, lock
from tests.disks import FailingDisk, raising, system_error, use

NOW = datetime(2024, 12, 5, 14, 12, tzinfo=timezone(timedelta(hours=7)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_nothing_else_stays(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "ke-hoach.docx", b"cu")
    files.write_atomic(tmp_path / "ke-hoach.docx", b"moi")
    assert (tmp_path / "ke-hoach.docx").read_bytes() == b"moi"
    assert names(tmp_path) == ["ke-hoach.docx"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS])
def test_whichever_call_fails_the_file_is_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    target, outcomes = tmp_path / "ke-hoach.docx", set()
    for n in range(1, 30):
        target.write_bytes(b"ban cu" * 10)
        disk = FailingDisk(n, raising(system_error(number)))
        disk.most = 25
        use(monkeypatch, disk)
        try:
            files.write_atomic(target, b"ban moi" * 10)
        except OutputError:
            outcomes.add(target.read_bytes())
        else:
            assert disk.calls < n, "the failure was swallowed"
            break
        assert names(tmp_path) == ["ke-hoach.docx"]
    assert outcomes == {b"ban cu" * 10, b"ban moi" * 10}  # new: only the folder's own fsync failed


def test_ctrl_c_leaves_no_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    use(monkeypatch, FailingDisk(3, interrupt))
    with pytest.raises(KeyboardInterrupt):
        files.write_atomic(tmp_path / "ke-hoach.docx", b"moi")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "id", "said"),
    [
        (errno.ENOSPC, "OUT-01", "ổ đĩa hết chỗ trống"),
        (errno.EACCES, "OUT-02", "không có quyền ghi"),
        (errno.EROFS, "OUT-03", "ổ đĩa chỉ cho đọc"),
        (errno.EIO, "OUT-08", "không ghi được (lỗi thử)"),
    ],
)
def test_the_reason_is_said_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, id: str, said: str
) -> None:
    use(monkeypatch, FailingDisk(1, raising(system_error(number))))
    with pytest.raises(OutputError) as caught:
        files.write_atomic(tmp_path / "ke-hoach.docx", b"moi")
    problem = caught.value.problem
    assert (problem.id, problem.message) == (id, said)
    assert problem.location.file == str(tmp_path / "ke-hoach.docx")
    assert problem.hint


def test_a_missing_folder_and_a_long_name_have_their_own_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="không có thư mục này"):
        files.write_atomic(tmp_path / "khong-co" / "a.docx", b"")
    with pytest.raises(OutputError, match="quá dài"):
        files.write_atomic(tmp_path / ("ế" * 100 + ".docx"), b"")
    assert names(tmp_path) == []


def test_a_file_that_windows_holds_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Held(FailingDisk):
        tries = 0

        def replace(self, source: Path, target: Path) -> None:
            self.tries += 1
            if self.tries < 20:
                raise system_error(errno.EACCES, winerror=32)
            super().replace(source, target)

    use(monkeypatch, Held())
    files.write_atomic(tmp_path / "ke-hoach.docx", b"moi")
    assert (tmp_path / "ke-hoach.docx").read_bytes() == b"moi"


def test_a_file_that_word_keeps_open_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Held(FailingDisk):
        slept = 0.0

        def replace(self, source: Path, target: Path) -> None:
            raise system_error(errno.EACCES, winerror=5)

        def sleep(self, seconds: float) -> None:
            self.slept += seconds

    disk = Held()
    use(monkeypatch, disk)
    with pytest.raises(files.InUseError, match="chương trình khác mở"):
        files.write_atomic(tmp_path / "ke-hoach.docx", b"moi")
    assert disk.slept == pytest.approx(files.RETRY_SECONDS)
    assert names(tmp_path) == []


def test_a_share_that_cannot_sync_still_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Share(FailingDisk):
        def sync(self, descriptor: int) -> None:
            raise system_error(errno.EINVAL)

    use(monkeypatch, Share())
    files.write_atomic(tmp_path / "ke-hoach.docx", b"moi")
    assert (tmp_path / "ke-hoach.docx").read_bytes() == b"moi"


@pytest.mark.parametrize("locked", [True, False])
def test_sweep_takes_our_old_temps_and_under_a_real_lock_those_of_killed_builds(tmp_path: Path, locked: bool) -> None:
    build = ".sedp-0123456789abcdef.tmp"
    ages = {build: 0, ".sedp-free-cu.tmp": 61, ".sedp-free-dang-ghi.tmp": 59, "cua-toi.tmp": 500, ".sedp.json": 500}
    for name, minutes in ages.items():
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (NOW.timestamp() - 60 * minutes,) * 2)
    files.sweep(tmp_path, NOW, locked=locked)
    assert set(names(tmp_path)) == {".sedp-free-dang-ghi.tmp", ".sedp.json", "cua-toi.tmp"} | (set() if locked else {build})


def test_a_folder_without_locks_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: int) -> None:
        raise OSError(errno.ENOLCK, "không có khóa")

    with lock.locked(tmp_path) as real:
        assert real
    monkeypatch.setattr(lock, "_take", none)
    with lock.locked(tmp_path) as real:
        assert not real


def test_the_second_build_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with lock.locked(tmp_path):
            order.append("hai")

    with lock.locked(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        order.append("một")
    thread.join()
    assert order == ["một", "hai"]
    assert names(tmp_path) == []


def test_a_build_that_waited_too_long_says_who_holds_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.2)
    with lock.locked(tmp_path), pytest.raises(OutputError) as caught, lock.locked(tmp_path):
        pass
    assert f"tiến trình {os.getpid()}" in caught.value.problem.message
    assert caught.value.problem.id == "OUT-10"


def test_a_lock_file_that_a_killed_build_left_does_not_block(tmp_path: Path) -> None:
    (tmp_path / lock.LOCK_NAME).write_text("người dùng lan, máy pc, tiến trình 1, từ 08:00:00")
    with lock.locked(tmp_path):
        pass
    assert names(tmp_path) == []
