"""A short plan whose dossier may go out: the example of a commune with a sentence in every section; and zips read and changed."""

from __future__ import annotations

import io
import pathlib
import zipfile
from collections.abc import Mapping

EXAMPLE = pathlib.Path(__file__).parent.parent / "docs" / "vi-du" / "xa-lao-cai.yaml"
SECTIONS = (
    "I.I.1", "I.I.2", "I.II.2.1", "I.II.2.2", "I.II.2.3", "I.II.2.4", "II.I.1", "II.I.2", "II.I.3", "II.II", "II.III.1",
    "II.III.2.1", "II.III.2.2", "II.III.2.3", "II.III.2.4", "II.IV", "II.V.1", "II.V.2", "II.V.3.1", "II.V.3.2",
)  # fmt: skip
_LAST = '    "I.III": ["Kinh tế - xã hội của xã tiếp tục ổn định."]\n'


def whole_plan(more: str = "") -> str:
    """Return the YAML of a plan that lacks nothing at the stage before the session; `more` is added at its end."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert _LAST in text
    prose = "".join(f'    "{key}": ["Nội dung mục {key}."]\n' for key in SECTIONS)
    return text.replace(_LAST, _LAST + prose) + more


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_files(path: pathlib.Path, files: Mapping[str, bytes | None]) -> None:
    """Put files into a zip in the place of its own, or take out those that are None."""
    kept = unzipped(path.read_bytes()) | dict(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in kept.items():
            if content is not None:
                package.writestr(name, content)
