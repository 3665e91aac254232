"""The tutorial of the workbook (docs/mot-gio.md), followed as it stands: commands are run, tables are typed into cells."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable
from datetime import datetime

import openpyxl

PAGE = pathlib.Path(__file__).parent.parent / "docs" / "mot-gio.md"
_STEP = re.compile(
    r"^```console\n(?P<commands>.*?)^```$"
    r"|`(?P<file>[\w./-]+\.xlsx)`[^`\n]*:\n\n(?P<table>(?:^\|[^\n]*\n)+)",
    re.DOTALL | re.MULTILINE,
)


def followed(text: str, run: Callable[[str], str]) -> str:
    """Do what the page says, in the current folder; return the page with what the commands print now."""

    def step(found: re.Match[str]) -> str:
        if found["table"]:
            type_in(pathlib.Path(found["file"]), found["table"])
            return found.group()
        commands = [line[2:] for line in found["commands"].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"$ {command}\n{run(command)}" for command in commands) + "```"

    return _STEP.sub(step, text)


def type_in(file: pathlib.Path, table: str) -> None:
    """Type the rows of a table (sheet, cell, what it is, value) into a workbook, as a person does."""
    book = openpyxl.load_workbook(file)
    for line in table.splitlines()[2:]:
        sheet, cell, _, value = (part.strip() for part in line.strip("|").split("|"))
        book[sheet][cell] = _typed(value)
    book.save(file)


def _typed(text: str) -> object:
    """Return what Excel makes of a typed text: a number, a day, or the text; "55,2" stays text here, as it may there."""
    if re.fullmatch(r"\d+", text):
        return int(text)
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007 - a day without a place
    return text
