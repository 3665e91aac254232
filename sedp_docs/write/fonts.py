"""The fonts of a PDF: is there one for Times New Roman with all Vietnamese letters, and what was embedded in the end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sedp_docs.problems import OutputError

if TYPE_CHECKING:
    import pikepdf

SERIF_FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos")
"""Times New Roman and the two free fonts with its widths. Liberation Serif before 2.0 lacks 92 Vietnamese letters."""
_TEXT_FONTS = ("timesnewroman", "liberationserif", "tinos")
_SYMBOL_FONTS = ("dejavusans", "opensymbol", "symbol", "wingdings", "segoeuisymbol", "notosanssymbols")
_VIETNAMESE = "1ea1 1edd 1ef9 1a1"  # ạ ờ ỹ ơ
_FILES = ("Windows/Fonts/times.ttf", "System/Library/Fonts/Supplemental/Times New Roman.ttf", "Library/Fonts/Times New Roman.ttf")
_CHARACTERS = re.compile(rb"<((?:[0-9A-Fa-f]{4})+)>\s*$", re.MULTILINE)


def check_installed(soffice: Path) -> None:
    """Raise `OutputError` unless a font for Times New Roman with the Vietnamese letters is installed."""
    if not (_by_fontconfig() or any(path.is_file() for path in _known_files(soffice))):
        raise OutputError(
            "máy chưa có phông chữ Times New Roman, hoặc phông thay thế thiếu chữ tiếng Việt",
            "cài phông Liberation Serif từ bản 2.0 hoặc Tinos (trên Debian, Ubuntu: apt install fonts-liberation2), rồi chạy lại",
            id="PDF-03",
        )


def _by_fontconfig() -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, f":charset={_VIETNAMESE}", "family"], capture_output=True, timeout=30, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    lines = listed.stdout.decode("utf-8", "replace").splitlines()
    return any(family.strip() in SERIF_FAMILIES for line in lines for family in line.split(","))


def _known_files(soffice: Path) -> Iterator[Path]:
    """Yield where Windows, macOS and the makers' own LibreOffice (which brings Liberation Serif 2) keep the font."""
    drive = Path(os.environ.get("SYSTEMDRIVE", "") + "/")
    yield from (drive / name for name in _FILES)
    program = soffice.resolve().parent
    for share in (program.parent / "share", program.parent / "Resources"):
        yield share / "fonts" / "truetype" / "LiberationSerif-Regular.ttf"


def foreign_fonts(pdf: pikepdf.Pdf) -> list[str]:
    """Return the fonts that should not be in a document of ours: not Times, and letters set in a font for symbols."""
    return sorted({name for name, letters in _fonts(pdf) if not _allowed(name, letters)})


def _allowed(name: str, letters: bool) -> bool:
    plain = re.sub(r"[^a-z]", "", name.lower())
    return plain.startswith(_TEXT_FONTS) or (plain.startswith(_SYMBOL_FONTS) and not letters)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    """Yield each font's name without its subset tag, and whether it sets letters."""
    for item in pdf.objects:
        if isinstance(item, _dictionary()) and item.get("/Type") == "/Font" and "/BaseFont" in item:
            yield str(item["/BaseFont"]).lstrip("/").split("+")[-1], _sets_letters(item)


def _dictionary() -> type:
    from pikepdf import Dictionary

    return Dictionary


def _sets_letters(font: pikepdf.Object) -> bool:
    """Tell from the table "code to character" of a font whether letters are among its characters."""
    table = font.get("/ToUnicode")
    if table is None:
        return False
    content = table.read_bytes().partition(b"endcodespacerange")[2]
    characters = _CHARACTERS.findall(content)  # the last column, of bfchar and bfrange alike
    return any(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore").isalpha() for code in characters)
