"""Every Excel file that we write is valid Office Open XML, and the validator would tell."""

from __future__ import annotations

import io
import zipfile

import pytest

from sedp_docs.write.excel import to_xlsx
from tests.openxml import faults, needs_validator
from tests.test_annex import made
from tests.test_app import ANNEXES
from tests.test_excel import full

pytestmark = needs_validator

SHEET = "xl/worksheets/sheet1.xml"
DEFECTS = {
    "an element out of order": (b"<sheetData>", b'<mergeCells count="0"/><sheetData>'),
    "an attribute that no element has": (b"<sheetData>", b'<sheetData loai="nhom">'),
    "a style that is not there": (b' s="1"', b' s="9999"'),
}


def spoiled(content: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            assert name != SHEET or old in data
            after.writestr(name, data.replace(old, new, 1) if name == SHEET else data)
    return out.getvalue()


@pytest.mark.parametrize("document", ANNEXES)
def test_annexes_are_valid(document: str) -> None:
    assert faults(made(document)) == []


def test_a_workbook_with_notes_lists_groups_and_properties_is_valid() -> None:
    assert faults(to_xlsx(full())) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_seeded_defect_is_found(defect: str) -> None:
    assert faults(spoiled(to_xlsx(full()), *DEFECTS[defect])) != []
