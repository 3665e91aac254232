"""Write constraints.txt and constraints-test.txt: every package pinned with the hashes of its files, no registry named.

Needs uv on the PATH. Run after changing a dependency in pyproject.toml; `--upgrade` takes the newest versions.
constraints.txt is what a user installs (with PDF and the build tool), constraints-test.txt adds what the tests need.
"""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEAD = "# Made by `make lock` from pyproject.toml; install with pip's --require-hashes.\n"
ARGUMENTS = (
    "--generate-hashes",
    "--universal",
    "--python-version",
    "3.11",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
)


def main() -> None:
    """Write both files; pins that stand already are kept unless `--upgrade` is given."""
    kept = [] if "--upgrade" in sys.argv else pins(ROOT / "constraints.txt") + pins(ROOT / "constraints-test.txt")
    everything = locked(("pdf", "build", "test"), kept)
    used = locked(("pdf", "build"), list(everything.values()))
    extra = {name: text for name, text in everything.items() if name not in used}
    (ROOT / "constraints.txt").write_text(HEAD + "".join(used.values()), encoding="utf-8")
    (ROOT / "constraints-test.txt").write_text(HEAD + "-r constraints.txt\n" + "".join(extra.values()), encoding="utf-8")


def pins(path: pathlib.Path) -> list[str]:
    """Return the entries of a constraints file, or nothing when it does not exist yet."""
    return list(entries(path.read_text(encoding="utf-8")).values()) if path.exists() else []


def entries(text: str) -> dict[str, str]:
    """Return name → its pin with hashes, as lines."""
    found = re.finditer(r"(?m)^([a-z0-9][\w.-]*)==.*\n(?: +--hash.*\n?)*", text)
    return {match.group(1): match.group() for match in found}


def locked(extras: tuple[str, ...], kept: list[str]) -> dict[str, str]:
    """Return the pins that uv finds for the project with some extras, near the kept ones."""
    with tempfile.TemporaryDirectory() as folder:
        constraint = pathlib.Path(folder) / "kept.txt"
        constraint.write_text("".join(re.sub(r"(?m) \\$|^ +--hash.*\n?", "", pin) for pin in kept), encoding="utf-8")
        command = ["uv", "pip", "compile", "-q", "pyproject.toml", "-c", str(constraint), *ARGUMENTS]
        for extra in extras:
            command += ["--extra", extra]
        result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return entries(result.stdout)


if __name__ == "__main__":
    main()
