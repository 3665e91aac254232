"""Write the .docx of each form from its YAML, the table layouts and the outline: `python tools/make_templates.py`.

It lies beside the YAML. Where another procedure of the same level gives other words (its outline), a second one lies in the
folder of that variant, `templates/<level>/<procedure>/`, without a YAML of its own.

`--check` writes nothing and exits with 1 when a file is not what it should be. A form that says `ve_tay: true` is drawn
in Word and left alone.
"""

from __future__ import annotations

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sedp_docs.model import LevelId  # noqa: E402
from sedp_docs.read.catalogs import load_catalog, template_folders  # noqa: E402
from tools.templates.compose import template  # noqa: E402

VARIANTS: tuple[tuple[str, LevelId, bool], ...] = (
    ("lao-cai", "commune", False),
    ("lao-cai", "district", False),
    ("lao-cai", "province", False),
    ("lao-cai", "province", True),
    ("hai-cap", "commune", False),
    ("hai-cap", "province", False),
    ("hai-cap", "province", True),
)
"""Procedure, level, whether of sector plans; the first of a level gives the templates that the others fall back to."""


def composed() -> dict[pathlib.Path, bytes]:
    """Return each generated template by its path; a variant has one of its own only where it differs."""
    made: dict[pathlib.Path, bytes] = {}
    for procedure, level, sector in VARIANTS:
        catalog = load_catalog(procedure, level, sector=sector)
        for form in catalog.forms.values():
            if not form.drawn:
                _add(made, template_folders(level, catalog.variant), form.id, template(catalog, form))
    return made


def _add(made: dict[pathlib.Path, bytes], folders: list[pathlib.Path], id: str, content: bytes) -> None:
    """Add a template where its variant looks for it: beside its YAML; in its own folder when that place holds another."""
    home = next(n for n, folder in enumerate(folders) if (folder / f"{id}.yaml").is_file())
    path = folders[home] / f"{id}.docx"
    made.setdefault(path, content)
    if made[path] != content:
        made[folders[0] / f"{id}.docx"] = content


def stale() -> list[pathlib.Path]:
    """Return the templates whose file is not what the composer makes."""
    return [path for path, content in composed().items() if not path.is_file() or path.read_bytes() != content]


def main(arguments: list[str]) -> int:
    """Write all templates, or with --check name those that are stale."""
    if arguments == ["--check"]:
        old = stale()
        print("\n".join(f"{path.relative_to(ROOT)}: stale, run `make templates`" for path in old) or "templates are up to date")
        return 1 if old else 0
    for path, content in composed().items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
