"""Plan workbooks: cells typed over, moved and emptied in a sound workbook, which is then read and checked like any plan."""

from __future__ import annotations

import random
import re
import zipfile
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from sedp_docs.figures import Figures
from sedp_docs.problems import Problem, has_errors
from sedp_docs.read.catalogs import load_catalog, load_layout
from sedp_docs.read.planbook import read_plan_book
from sedp_docs.read.plans import load_plan, plan_from
from sedp_docs.rules import check
from sedp_docs.workbook.fill import plan_book
from sedp_docs.write.excel import to_xlsx
from tests.docx_builder import zipped
from tools.fuzz.plans import EXAMPLE, VALUES

NAME = "sổ kế hoạch.xlsx"
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_ROW = re.compile(r'<row r="[0-9]+".*?</row>', re.DOTALL)
_TEXTS = tuple(value for value in VALUES if isinstance(value, str) and len(value) < 1_000)
_NUMBERS = ("0", "-1", "1.5", "1E+300", "45000", "12345678901234567890", "0.125", "2023", "13", "")


@cache
def base() -> dict[str, bytes]:
    """Return the parts of a sound workbook."""
    plan = load_plan(EXAMPLE).plan
    assert plan is not None
    figures = Figures(plan, load_catalog(plan.procedure, plan.level))
    with zipfile.ZipFile(BytesIO(to_xlsx(plan_book(figures, load_layout())))) as package:
        return {name: package.read(name) for name in package.namelist()}


def content(chance: random.Random) -> bytes:
    """Return a workbook that somebody worked on badly."""
    parts = dict(base())
    sheets = sorted(name for name in parts if name.startswith("xl/worksheets/sheet"))
    for _ in range(chance.choice((1, 2, 5, 20))):
        name = chance.choice(sheets)
        parts[name] = _changed(parts[name].decode(), chance).encode("utf-8", "surrogatepass")
    return zipped(parts)


def _changed(sheet: str, chance: random.Random) -> str:
    cells, rows = list(_CELL.finditer(sheet)), list(_ROW.finditer(sheet))
    if not cells or not rows:
        return sheet
    if chance.random() < 0.1:
        row = chance.choice(rows)
        return sheet[: row.start()] + sheet[row.end() :]
    cell = chance.choice(cells)
    return sheet[: cell.start()] + _typed(cell[1], cell[2] or "", chance) + sheet[cell.end() :]


def _typed(address: str, style: str, chance: random.Random) -> str:
    """Return a cell with something else in it."""
    match chance.randrange(6):
        case 0:
            return f'<c r="{address}"{style}/>'
        case 1:
            return f'<c r="{address}"{style} t="e"><v>{chance.choice(("#REF!", "#N/A", "#DIV/0!"))}</v></c>'
        case 2:
            return f'<c r="{address}"{style}><f>A1+1</f></c>'
        case 3:
            return f'<c r="{address}"{style}><v>{chance.choice(_NUMBERS)}</v></c>'
        case 4:
            return f'<c r="{address}"{style} t="s"><v>{chance.randrange(400)}</v></c>'
        case _:
            return f'<c r="{address}"{style} t="inlineStr"><is><t>{escape(chance.choice(_TEXTS))}</t></is></c>'


def run(data: bytes) -> tuple[bool, list[Problem]]:
    """Read a plan from the workbook and check it."""
    loaded = plan_from(read_plan_book(data, NAME))
    if loaded.plan is None:
        return False, loaded.problems
    catalog = load_catalog(loaded.plan.procedure, loaded.plan.level)
    found = [*loaded.problems, *check(loaded.plan, catalog, Figures(loaded.plan, catalog), loaded.sources)]
    return not has_errors(found), found
