"""The manifest of a dossier: which files it holds, whose they are, which papers are still missing.

No clock and no machine in it: the same data give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from pydantic import TypeAdapter

from sedp_docs.dossier import Paper
from sedp_docs.forms import Stage
from sedp_docs.model import Plan
from sedp_docs.text import slug

MANIFEST = "manifest.json"
FORMAT = 1
Origin = Literal["built", "edited", "given"]
"""Built from the data; built, then edited by a person; given by the office that wrote it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a dossier; `id` is the document's, and "ho-so" for the PDF that holds all of them."""

    name: str
    id: str
    title: str
    owner: str
    origin: Origin
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Absent:
    """A paper that a dossier should hold and does not; `due` is a day as 2024-12-13, empty when there is none."""

    number: str
    id: str
    title: str
    owner: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says; `data_sha256` is the hash of the plan as YAML, `day` that of the newest paper."""

    tool: str
    unit: str
    year: int
    stage: Stage
    round: str
    draft: bool
    day: str
    data_sha256: str
    files: tuple[Entry, ...] = ()
    missing: tuple[Absent, ...] = ()

    def as_json(self) -> bytes:
        """Return the bytes of `manifest.json`."""
        return (json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Deviations:
    """How the files of a dossier differ from its manifest, by name."""

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.gone)


def sha256(content: bytes) -> str:
    """Return the hash of a file, in hex."""
    return hashlib.sha256(content).hexdigest()


def file_name(plan: Plan, number: str, id: str, suffix: str) -> str:
    """Return the fixed name of a piece, "01_to-trinh_nt_2025.docx"; without a number "ho-so_nt_2025.pdf"."""
    unit = slug(plan.unit.code, "-") or slug(plan.unit.name, "-") or "don-vi"
    return "_".join(part for part in (number, id, unit, str(plan.plan_year)) if part) + suffix


def entry(name: str, paper: Paper, origin: Origin, content: bytes) -> Entry:
    """Return the line of a file that is a form of one of the dossier's papers."""
    return Entry(name, paper.id, paper.title, paper.owner, origin, len(content), sha256(content))


def absent(paper: Paper) -> Absent:
    """Return the line of a paper that is not there."""
    return Absent(paper.number, paper.id, paper.title, paper.owner, paper.due.isoformat() if paper.due else "")


def newest(days: Iterable[date | None]) -> str:
    """Return the last of the days as 2024-12-05, or nothing."""
    return max((day.isoformat() for day in days if day), default="")


def manifest_from(content: bytes) -> Manifest | None:
    """Return a manifest that was read; None for one that is not ours, broken, or of another format."""
    try:
        data = json.loads(content)
        return TypeAdapter(Manifest).validate_python(data) if data["format"] == FORMAT else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def deviations(manifest: Manifest, files: Mapping[str, bytes]) -> Deviations:
    """Compare the files of a dossier (all but the manifest) with what its manifest says of them."""
    listed = {each.name: each.sha256 for each in manifest.files}
    return Deviations(
        changed=tuple(name for name, sha in listed.items() if name in files and sha256(files[name]) != sha),
        added=tuple(sorted(files.keys() - listed.keys() - {MANIFEST})),
        gone=tuple(name for name in listed if name not in files),
    )
