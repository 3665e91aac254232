"""Workbooks, broken in all the ways that a disk, a hand or an enemy breaks them."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from functools import cache
from unittest import mock

import openpyxl
import xlsxwriter

from sedp_docs.problems import Problem, has_errors
from sedp_docs.read import xlsxsheet
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.read.xlsxcells import Notebook
from sedp_docs.read.xlsxplain import Cells
from tests.docx_builder import zipped
from tools.fuzz.mutate import bytes_changed, text_changed, xml_changed
from tools.fuzz.words import zip_changed

NAME = "sổ tính.xlsx"


@cache
def bases() -> tuple[bytes, ...]:
    """Return sound workbooks as two libraries write them."""
    rows = [["ct_1", "Tỷ lệ hộ nghèo & cận nghèo", 14.5, 7300, date(2024, 12, 5), True, "a\nb"] for _ in range(6)]
    return _by_xlsxwriter(rows), _by_openpyxl(rows)


def _by_xlsxwriter(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name in ("Chỉ tiêu", "Đơn vị"):
        sheet = book.add_worksheet(name)
        for at, values in enumerate(rows):
            sheet.write_row(at, 0, values, day)
        sheet.write_formula(6, 2, "=SUM(C1:C6)", None, 87.0)
        sheet.write_rich_string(7, 1, "Tỷ lệ ", book.add_format({"bold": True}), "hộ nghèo")
    book.set_custom_property("ma", "x")
    book.close()
    return out.getvalue()


def _by_openpyxl(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for values in [*rows, ["=A1", 0.1 + 0.2, None, 1e-7]]:
        book.active.append(values)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def content(chance: random.Random) -> bytes:
    """Return a broken workbook."""
    base = chance.choice(bases())
    match chance.randrange(10):
        case 0:
            return bytes_changed(base, chance)
        case 1 | 2:
            return zip_changed(base, chance)
        case _:
            return _parts_changed(base, chance)


def _parts_changed(base: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(base)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(chance.choice((1, 1, 1, 3))):
        read = [name for name in parts if "sheet" in name or "Strings" in name or "styles" in name or "workbook" in name]
        name = chance.choice(read if chance.random() < 0.8 else list(parts))
        change = chance.choice((xml_changed, xml_changed, text_changed))
        parts[name] = change(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")
    return zipped(parts)


def run(data: bytes) -> tuple[bool, list[Problem]]:
    """Read a workbook; what the pattern for plain cells sees must be what the parser alone sees."""
    found = read_workbook(data, NAME)
    with mock.patch.object(xlsxsheet, "without_plain", _nothing_plain):
        slowly = read_workbook(data, NAME)
    if [str(each) for each in found.problems] != [str(each) for each in slowly.problems] or found.sheets != slowly.sheets:
        raise RuntimeError(f"read in two ways: {found.problems} {slowly.problems}")
    return not has_errors(found.problems), found.problems


def _nothing_plain(content: bytes, part: str, book: Notebook) -> tuple[bytes, Cells]:
    return content, {}
