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

from sedp_docs.model import LevelId  # noqa: E402
from sedp_docs.read.catalogs import load_catalog  # noqa: E402
from tools.templates.compose import template  # noqa: E402

LEVELS: tuple[LevelId, ...] = ("commune",)
PROFILE = "lao-cai"


def composed() -> Iterator[tuple[pathlib.Path, bytes]]:
    """Yield the path and the bytes of each generated template."""
    for level in LEVELS:
        catalog = load_catalog(PROFILE, level)
        for form in catalog.forms.values():
            if not form.drawn:
                yield ROOT / "templates" / level / f"{form.id}.docx", template(catalog, form)


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
