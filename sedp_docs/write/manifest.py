"""What we wrote into an output folder: the manifest `.sedp.json`, and the journal of a build under way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sedp_docs.problems import OutputError
from sedp_docs.write import files

MANIFEST_NAME = ".sedp.json"
JOURNAL_NAME = ".sedp-journal.json"
SCHEMA = 1

Figures = Mapping[str, Mapping[str, str]]
"""Figure name → {"label": "Tỷ lệ hộ nghèo", "text": "14,8%", "documents": "ke-hoach, khung-tddg", "place": "dòng 7, cột 15"}."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that we wrote (name → SHA-256 and size) and the figures that they print; `None` figures: no build yet."""

    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    figures: Figures | None = None

    @property
    def hashes(self) -> frozenset[str]:
        """Return the hashes of all files that are ours."""
        return frozenset(sha for sha, _ in self.files.values())


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the last complete build; one that is missing, broken or of another schema counts as none."""
    data = _read(folder / MANIFEST_NAME)
    with suppress(KeyError, TypeError, ValueError, AttributeError):
        listed = {str(name): (str(entry["sha256"]), int(entry["size"])) for name, entry in data["files"].items()}
        figures = {str(name): {str(key): str(value) for key, value in entry.items()} for name, entry in data["figures"].items()}
        return Manifest(listed, figures)
    return Manifest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, unless it already says the same; the same build gives the same bytes (no time inside)."""
    entries = {name: {"sha256": sha, "size": size} for name, (sha, size) in manifest.files.items()}
    _write(folder / MANIFEST_NAME, {"files": entries, "figures": manifest.figures or {}})


def read_journal(folder: Path) -> frozenset[str]:
    """Return the hashes that interrupted builds had written or were about to write."""
    data = _read(folder / JOURNAL_NAME)
    with suppress(KeyError, TypeError):
        return frozenset(str(sha) for sha in data["hashes"])
    return frozenset()


def write_journal(folder: Path, hashes: frozenset[str]) -> None:
    """Note, before the first file is replaced, the hashes that are ours although the manifest does not know them yet."""
    _write(folder / JOURNAL_NAME, {"hashes": sorted(hashes)})


def remove_journal(folder: Path) -> None:
    """Forget the journal once the manifest is written; what stays of it does no harm."""
    with suppress(OSError):
        files.DISK.remove(folder / JOURNAL_NAME)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(files.read_bytes(path) or b"{}")
    except (ValueError, RecursionError, OutputError):
        return {}
    return data if isinstance(data, dict) and data.get("schema") == SCHEMA else {}


def _write(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    data = text.encode()
    if files.read_bytes(path) != data:
        files.write_atomic(path, data, locked=True)
