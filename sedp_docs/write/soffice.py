"""LibreOffice as a converter: found, locked down, started once for many files, killed when it hangs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import quoteattr

from sedp_docs.problems import OutputError

START_SECONDS = 120
FILE_SECONDS = 20

_COMMON = "/org.openoffice.Office.Common"
_SCRIPTING = f"{_COMMON}/Security/Scripting"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),  # the one that stops fetching of pictures, local ones too
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "CheckDocumentEvents", "true"),
    (f"{_COMMON}/Load", "UpdateDocMode", "0"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Save/Document", "AutoSave", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "vi-VN"),
    (f"{_COMMON}/Filter/PDF/Export", "UseTaggedPDF", "true"),
    (f"{_COMMON}/Filter/PDF/Export", "ExportBookmarks", "true"),
)
_USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)


def find_soffice() -> Path:
    """Return the program: `SEDP_SOFFICE`, then PATH, then the usual places; raises `OutputError` when there is none."""
    named = os.environ.get("SEDP_SOFFICE", "")
    if named:
        if not Path(named).is_file():
            raise OutputError(f'không có chương trình "{named}" mà biến SEDP_SOFFICE nêu', "sửa hoặc bỏ biến này", id="PDF-01")
        return Path(named)
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    found = next((place for place in (on_path, *_USUAL_PLACES) if place and Path(place).is_file()), None)
    if found is None:
        raise OutputError(
            "không tìm thấy LibreOffice để xuất PDF",
            "cài LibreOffice Writer (miễn phí, libreoffice.org; trên Debian, Ubuntu: apt install libreoffice-writer), "
            "hoặc mở tệp .docx trong Word và lưu thành PDF",
            id="PDF-01",
        )
    return Path(found)


def write_profile(folder: Path) -> None:
    """Make a private user profile: no macro, no link followed, no recovery, no first-start dialog."""
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n",
        "utf-8",
    )


def convert(soffice: Path, work: Path, names: Sequence[str]) -> None:
    """Convert `work/in/<names>` into `work/out/*.pdf` in one process; the caller looks at what came out.

    The exit code is not looked at: LibreOffice returns 0 for a broken input. Raises `OutputError` when it cannot start.
    """
    command = [
        str(soffice), f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(work / "out"), *names,
    ]  # fmt: skip
    try:
        process = _start(command, work / "in")
    except OSError as error:
        what = f"không chạy được LibreOffice ({error.strerror or error})"
        raise OutputError(
            what, "cài lại LibreOffice, hoặc nêu chương trình soffice bằng biến SEDP_SOFFICE", id="PDF-02"
        ) from error
    try:
        process.wait(START_SECONDS + FILE_SECONDS * len(names))
    except subprocess.TimeoutExpired:
        pass
    finally:
        kill_tree(process)


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and its children (`soffice` is a launcher of `soffice.bin`)."""
    with suppress(OSError):
        if sys.platform == "win32":
            if process.poll() is None:
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
