"""One number changed in the workbook: every paper of the dossier that prints it changes, and nothing else."""

from __future__ import annotations

import json
import pathlib
import re
from datetime import datetime

import openpyxl
import pytest

from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.xlsxtext import cell_texts
from sedp_docs.textdiff import differences
from tests.test_package import files_of, run

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.xlsx"
CODE, OLD, NEW = "ty_le_lao_dong_qua_dao_tao", 54.5, 54.9
_NUMBER = re.compile(r"[+−-]?\d+(?:,\d+)?")
TEXTS = {".docx": paragraph_texts, ".xlsx": cell_texts}


def lines(path: pathlib.Path) -> dict[str, list[tuple[str, str]]]:
    """Return the normalised texts of a dossier, file by file."""
    files = {name: content for name, content in files_of(path).items() if name != "manifest.json"}
    return {name: list(TEXTS[pathlib.PurePath(name).suffix](content)) for name, content in files.items()}


@pytest.mark.slow
def test_one_number_changes_where_it_is_printed_and_nowhere_else(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2024, 12, 10, 8, 0))  # noqa: DTZ001 - a planner's own clock
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book["Chỉ tiêu"]
    book.save("cu.xlsx")
    row = next(row for row in sheet.iter_rows() if row[0].value == CODE)
    cell = next(cell for cell in row if cell.value == OLD)
    cell.value = NEW
    book.save("moi.xlsx")
    for name in ("cu", "moi"):
        assert run("package", f"{name}.xlsx", "--stage", "trinh", "-o", f"{name}.zip").exit_code == 0
    old, new = lines(tmp_path / "cu.zip"), lines(tmp_path / "moi.zip")
    assert old.keys() == new.keys()
    found = {name: differences(old[name], new[name]) for name in old}
    printed = {name.split("_")[1] for name, changes in found.items() if changes}
    explained = json.loads(run("explain", "cu.xlsx", f"{CODE}.kh_sau.trinh", "--json").stdout)["documents"]
    assert printed == set(explained) & {name.split("_")[1] for name in old}
    assert {"ke-hoach", "bieu-chi-tieu", "khung-ke-hoach"} <= printed
    assert "khung-tddg" not in printed
    everything = [change for changes in found.values() for change in changes]
    assert {_NUMBER.sub("#", change.old) == _NUMBER.sub("#", change.new) for change in everything} == {True}
    assert sum("54,5" in change.old for change in everything) == sum("54,9" in change.new for change in everything) > 5
