"""A process of its own in which hostile files go through the door, under a watch on files, processes, sockets and imports.

Reads a pickle of {name: bytes} on standard input; writes a line of JSON for each. `door` says which door.
"""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[2]
READABLE = tuple({str(ROOT), sys.prefix, sys.base_prefix, str(pathlib.Path(os.__file__).parent)})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ACTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill",
    "os.remove",
    "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.putenv",
    "os.unsetenv",
    "os.chdir", "shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.",
    "ctypes.", "mmap.",
    "sqlite3.", "pickle.", "sys.addaudithook", "sys.settrace", "sys.setprofile", "signal.", "fcntl.", "pty.",
)  # fmt: skip


class Watch:
    """The hook: notes what a file at the door does beyond reading and computing."""

    def __init__(self) -> None:
        self.on = False
        self.effects: list[str] = []
        self.folders: tuple[str, ...] = READABLE

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            path, _, flags = args
            # Python looks for the source of code that it cannot compile under the code's name, "<mau.docx:word/document.xml>"
            name = "" if isinstance(path, int) else os.fsdecode(path)
            inside = isinstance(path, int) or name.startswith("<") or os.path.realpath(name).startswith(self.folders)
            if flags & _WRITES or not inside:
                self.effects.append(f"open {path!r} {flags:o}")
        elif event == "import" and args[0] not in sys.modules and not args[0].startswith("encodings."):
            self.effects.append(f"import {args[0]}")
        elif event in ("os.listdir", "os.scandir"):
            if not (os.path.realpath(args[0]) + os.sep).startswith(self.folders):
                self.effects.append(f"{event} {args!r}")
        elif event.startswith(_ACTS):
            self.effects.append(f"{event} {args!r}"[:300])


def template_door() -> Callable[[str, bytes], bytes]:
    """Return what `build --templates` does with a template."""
    from sedp_docs.problems import TemplateError
    from sedp_docs.read.preflight import check_docx
    from sedp_docs.write.word import prepare, render
    from tests.docx_builder import docx, p
    from tools.fuzz.words import reports

    report = reports()["ke-hoach"]

    def door(name: str, content: bytes) -> bytes:
        check_docx(content, name, TemplateError)
        return render(report, prepare(content, name))

    door("tot.docx", docx(p("{{ nam_y }}"), header=p("{{ don_vi.ten }}")))  # all that is imported late is here now
    for wrong in (
        docx(p("{{ nam }}")),
        docx(p("{{ nam_y|a }}")),
        docx(p("{{ nam_y")),
        docx(p("{{ 1/0 }}")),
        b"PK",
        docx("<w:altChunk/>"),
    ):
        try:
            door("sai.docx", wrong)
        except TemplateError:
            continue
        raise AssertionError
    return door


def picture_door() -> Callable[[str, bytes], bytes]:
    """Return what a build does with a picture that the prose names: `content` is the name, the folder is the current one."""
    from sedp_docs.problems import ReadError
    from sedp_docs.read.pictures import load_picture

    def door(name: str, content: bytes) -> bytes:
        return load_picture(pathlib.Path("xa"), content.decode("utf-8", "surrogatepass")).content

    for wrong in (b"khong-co.png", b"../a"):
        try:
            door("", wrong)
        except ReadError:
            continue
        raise AssertionError
    return door


DOORS = {"template": template_door, "picture": picture_door}


def main() -> None:
    """Take everything through the door."""
    from sedp_docs.problems import SedpError

    files: dict[str, bytes] = pickle.load(sys.stdin.buffer)
    watch = Watch()
    sys.addaudithook(watch)
    door = DOORS[sys.argv[1]]()
    if sys.argv[1] == "picture":
        watch.folders = (*READABLE, os.path.realpath("xa") + os.sep)
    for name, content in files.items():
        watch.effects, began, said, made = [], time.process_time(), {}, b""
        watch.on = True
        try:
            made = door(name, content)
            kind = "made"
        except SedpError as error:
            kind, said = "refused", error.problem.as_json()
        except BaseException as error:
            kind, said = "traceback", {"message": repr(error)[:500]}
        watch.on = False
        seconds = time.process_time() - began
        line = {"name": name, "kind": kind, "problem": said, "effects": watch.effects, "seconds": seconds, "made": made.hex()}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def watched(door: str, files: Mapping[str, bytes], folder: pathlib.Path) -> dict[str, dict[str, Any]]:
    """Run `main` in a process in `folder`; returns what came of each file; fails when anything in the folder changed."""
    before = state(folder)
    command = [sys.executable, "-m", "tests.hostile.watch", door]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, input=pickle.dumps(dict(files)), capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    assert state(folder) == before
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["name"] for each in found] == list(files)
    return {each["name"]: each for each in found}


def state(folder: pathlib.Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else str(path.lstat().st_mode)
        for path in sorted(folder.rglob("*"))
    }


if __name__ == "__main__":
    main()
