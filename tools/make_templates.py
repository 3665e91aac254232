"""Write templates/<level>/<form>.docx from its YAML, the table layouts and the outline: `python tools/make_templates.py`.

`--check` writes nothing and exits with 1 when a file is not what it should be. A form that says `ve_tay: true` is drawn
in Word and left alone.
"""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sedp_docs.catalog import Catalog  # noqa: E402
from sedp_docs.model.plan import LEVEL_NAMES  # noqa: E402
from sedp_docs.read.catalogs import SECTOR, SHARED, load_catalog, load_forms  # noqa: E402
from tools.templates.compose import template  # noqa: E402

PROFILE = "lao-cai"
"""The procedure whose forms lie in a level's own folder; other procedures have folders below it."""
TEMPLATES = ROOT / "templates"


def composed() -> Iterator[tuple[pathlib.Path, bytes]]:
    """Yield the path and the bytes of each generated template: shared ones, those of a level, those of a procedure there."""
    yield from _of_folder(SHARED, load_catalog(PROFILE, "commune"))
    for level in sorted(set(LEVEL_NAMES.values())):
        if (TEMPLATES / level).is_dir():
            yield from _of_folder(level, load_catalog(PROFILE, level))
        for folder in sorted(path for path in TEMPLATES.glob(f"{level}/*") if path.is_dir()):
            profile = folder.name.removesuffix(f"-{SECTOR}")
            yield from _of_folder(f"{level}/{folder.name}", load_catalog(profile, level, sector=profile != folder.name))


def _of_folder(folder: str, catalog: Catalog) -> Iterator[tuple[pathlib.Path, bytes]]:
    forms = load_forms(folder)
    for path in sorted((TEMPLATES / folder).glob("*.yaml")):
        if not forms[path.stem].drawn:
            yield path.with_suffix(".docx"), template(catalog, forms[path.stem])


def stale() -> list[pathlib.Path]:
    """Return the templates whose file is not what the composer makes."""
    return [path for path, content in composed() if not path.is_file() or path.read_bytes() != content]


def main(arguments: list[str]) -> int:
    """Write all templates, or with --check name those that are stale."""
    if arguments == ["--check"]:
        old = stale()
        print("\n".join(f"{path.relative_to(ROOT)}: stale, run `make templates`" for path in old) or "templates are up to date")
        return 1 if old else 0
    for path, content in composed():
        path.write_bytes(content)
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
