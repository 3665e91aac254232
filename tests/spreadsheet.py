"""Excel files as LibreOffice computes and shows them on a Vietnamese computer, and as a listing for goldens."""

from __future__ import annotations

import csv
import io
import pathlib
import re
import subprocess
import zipfile

import openpyxl

from sedp_docs.write.soffice import find_soffice

_RESULT = re.compile(r"(</f>)<v>[^<]*</v>")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>vi-VN</value></prop></item>
</oor:items>
"""
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"


def without_results(content: bytes) -> bytes:
    """Return a workbook whose formulas have no results, so that whoever opens it must compute them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _RESULT.sub(r"\1", data.decode()) if name.startswith("xl/worksheets/sheet") else data)
    return out.getvalue()


def shown(content: bytes, folder: pathlib.Path) -> dict[str, list[list[str]]]:
    """Return what LibreOffice shows in each cell of each sheet, with its own results of all formulas."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    (folder / "in.xlsx").write_bytes(without_results(content))
    command = [str(find_soffice()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", _AS_SHOWN, "--outdir", str(folder / "out"), str(folder / "in.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheets = {path.stem.removeprefix("in-"): path.read_text(encoding="utf-8") for path in (folder / "out").glob("*.csv")}
    return {name: list(csv.reader(io.StringIO(text))) for name, text in sheets.items()}


def listing(content: bytes) -> str:
    """Return what a workbook holds, a line for each row: "12: a | b | 100.8 ← J10/I10*100"."""
    formulas, results = (openpyxl.load_workbook(io.BytesIO(content), data_only=done) for done in (False, True))
    lines: list[str] = []
    for sheet in formulas:
        setup = sheet.page_setup
        lines.append(f"# {sheet.title} ({'A3' if setup.paperSize == 8 else 'A4'} {setup.orientation})")
        for row in sheet.iter_rows():
            texts = [_listed(cell.value, results[sheet.title][cell.coordinate].value) for cell in row]
            if any(texts):
                lines.append(f"{row[0].row}: " + " | ".join(texts).rstrip(" |"))
    return "\n".join(lines)


def _listed(value: object, result: object) -> str:
    if isinstance(value, str) and value.startswith("="):
        return f"{result:.10g} ← {value[1:]}"
    return "" if value is None else str(value).replace("\n", " / ")
