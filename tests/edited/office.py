"""Runs the edits of Edit.bas in LibreOffice, all in one start, with a profile of its own."""

from __future__ import annotations

import pathlib
import subprocess
from xml.sax.saxutils import escape

from sedp_docs.write.soffice import find_soffice

BASIC = pathlib.Path(__file__).parent / "Edit.bas"
DTD = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SECONDS = 120


def edited(template: bytes, folder: pathlib.Path) -> dict[str, bytes]:
    """Return the template after each edit, by the edit's name; `folder` is empty and stays behind."""
    source, profile, out = folder / "goc.docx", folder / "profile", folder / "out"
    source.write_bytes(template)
    out.mkdir()
    _run(profile, ["--terminate_after_init"])  # the first start writes its own list of modules
    _install(profile / "user" / "basic" / "Standard")
    _run(profile, [f'macro:///Standard.Edit.Main("{source}","{out}")'])
    faults = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.loi.txt")}
    assert not faults, faults
    return {path.stem: path.read_bytes() for path in sorted(out.glob("*.docx"))}


def _install(library: pathlib.Path) -> None:
    library.mkdir(parents=True, exist_ok=True)
    space = 'xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"'
    listed = (
        f'<library:library {space} library:passwordprotected="false"><library:element library:name="Edit"/></library:library>'
    )
    (library / "script.xlb").write_text(HEAD + DTD.format("library:library", "library") + listed, encoding="utf-8")
    module = '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">{}'
    code = module.format(escape(BASIC.read_text(encoding="utf-8"))) + "</script:module>"
    (library / "Edit.xba").write_text(HEAD + DTD.format("script:module", "module") + code, encoding="utf-8")


def _run(profile: pathlib.Path, arguments: list[str]) -> None:
    command = [str(find_soffice()), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    subprocess.run([*command, *arguments], check=False, capture_output=True, timeout=SECONDS)


def through_writer(document: bytes, folder: pathlib.Path) -> bytes:
    """Return a Word file as LibreOffice saves it; `folder` does not exist yet and stays behind."""
    folder.mkdir()
    source, out = folder / "goc.docx", folder / "out"
    source.write_bytes(document)
    _run(folder / "profile", ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)])
    return (out / "goc.docx").read_bytes()
