"""Files that a plan names: only from the plan's own folder, by names that mean the same on every system."""

from __future__ import annotations

import pathlib
import re
from dataclasses import dataclass

from sedp_docs.problems import ReadError
from sedp_docs.text import nfc, shortened

_ODD_CHARACTER = re.compile(r'[:*?"<>|%~\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is named: "hình", what to do when it cannot be used, and how the ids of its problems begin."""

    noun: str
    hint: str
    prefix: str


def shown(name: str) -> str:
    """Return how messages write a name: short, on one line, printable."""
    return shortened(name.encode("utf-8", "replace").decode(), 80)


def inside(folder: pathlib.Path, name: str, kind: Kind) -> pathlib.Path:
    """Resolve a name within the folder, links included; the file need not be there.

    Raises:
        ReadError: a name of another folder, of a drive, of a device, or one that cannot be looked up.
    """
    if not _plain(name):
        raise ReadError(
            f"tên {kind.noun} “{shown(name)}” không dùng được",
            f"viết tên tệp không có ổ đĩa, không có “..”; {kind.hint}",
            id=f"{kind.prefix}-01",
        )
    home = folder.resolve()
    path = _resolved(home, name, kind)
    if not path.is_relative_to(home):
        raise ReadError(f"{kind.noun} “{shown(name)}” nằm ngoài thư mục của tệp kế hoạch", kind.hint, id=f"{kind.prefix}-02")
    return path


def _plain(name: str) -> bool:
    """Tell whether a name is a relative path by everyone's rules: Windows drives, shares, devices and streams too."""
    steps = name.replace("\\", "/").split("/")
    return (
        len(name) < 1_000
        and not _ODD_CHARACTER.search(name)
        and all(
            step == step.strip(" ") and step.strip(".") == step.rstrip(".") == step and step and not _DEVICE.match(step)
            for step in steps
        )
    )


def _resolved(home: pathlib.Path, name: str, kind: Kind) -> pathlib.Path:
    """Find the file also where the disk spells accents apart (NFD), as macOS does."""
    path = home
    try:
        for step in name.replace("\\", "/").split("/"):
            if path.is_symlink() and not path.resolve().is_relative_to(home):  # do not even look into a folder elsewhere
                break
            path = _step(path, step)
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise ReadError(f"không đọc được {kind.noun} “{shown(name)}”", kind.hint, id=f"{kind.prefix}-03") from error


def _step(folder: pathlib.Path, name: str) -> pathlib.Path:
    if (folder / name).exists() or not folder.is_dir():
        return folder / name
    return next((entry for entry in folder.iterdir() if nfc(entry.name) == nfc(name)), folder / name)
