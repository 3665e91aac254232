"""Draws the pictures of docs/mot-gio.md from what its steps make (LibreOffice, pdftoppm): look at them, then commit."""

from __future__ import annotations

import os
import pathlib
import subprocess
import tempfile

from tests.test_cli import run
from tests.tutorial import PAGE, followed

PICTURES = PAGE.parent / "anh"
SHOWN = (("KH.xlsx", 1, "so-huong-dan"), ("phieu/khuyen-nong.xlsx", 2, "so-phieu"), ("loi.xlsx", 1, "so-chu-thich"),
         ("ra/bieu-chi-tieu.docx", 1, "so-du-thao"))  # fmt: skip
"""File, page and name of each picture."""


def draw(file: pathlib.Path, page: int, name: str) -> None:
    """Write one page of a file as a picture."""
    profile = f"-env:UserInstallation=file://{tempfile.mkdtemp()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", str(file)], check=True, capture_output=True)
    one = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "80", "-png"]
    subprocess.run(["pdftoppm", *one, f"{file.stem}.pdf", str(PICTURES / name)], check=True)


def main() -> None:
    """Follow the page in a new folder, make the copy with notes, and draw."""
    os.chdir(tempfile.mkdtemp())
    followed(PAGE.read_text(encoding="utf-8"), run)
    run("sedp-docs check KH.xlsx --annotate loi.xlsx")
    for file, page, name in SHOWN:
        draw(pathlib.Path(file), page, name)
    print(f"{len(SHOWN)} hình trong {PICTURES}")


if __name__ == "__main__":
    main()
