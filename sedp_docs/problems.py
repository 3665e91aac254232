"""What can be wrong, and where: the vocabulary of every message a planner sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]
Path = tuple[str | int, ...]

SEVERITY_TITLES: Mapping[Severity, str] = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source: the file as the user named it and a Vietnamese place, "dòng 7, cột 15"."""

    file: str = ""
    place: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.place) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the data: what, where, and what to do; `cite` names the form or article behind it."""

    id: str
    severity: Severity
    message: str
    hint: str = ""
    location: Location = field(default_factory=Location)
    cite: str = ""

    def __str__(self) -> str:
        said = "; ".join(part for part in (self.message, self.hint) if part)
        return f"{self.location}: {said} [{self.id}]" if str(self.location) else f"{said} [{self.id}]"

    def as_json(self) -> dict[str, str]:
        """Return the object that `--json` prints (docs/dinh-dang.md)."""
        return {
            "id": self.id,
            "severity": self.severity,
            "file": self.location.file,
            "place": self.location.place,
            "message": self.message,
            "hint": self.hint,
            "cite": self.cite,
        }


class Sources:
    """Where each value of a plan was written: model path (keys as in YAML) → `Location`.

    `titles` are what the source itself calls values: the headings of a workbook. A YAML file calls them by their keys.
    """

    def __init__(
        self, file: str = "", places: Mapping[Path, str] | None = None, titles: Mapping[Path, str] | None = None
    ) -> None:
        self.file = file
        self.titles = titles or {}
        self._places = {path: Location(file, place) for path, place in (places or {}).items()}
        self._order = {path: i for i, path in enumerate(self._places)}

    def at(self, path: Path) -> Location:
        """Return the place of `path`, or of the nearest parent that was written."""
        for end in range(len(path), -1, -1):
            place = self._places.get(path[:end])
            if place is not None:
                return place
        return Location(self.file)

    def order(self, path: Path) -> int:
        """Return the rank of `path`, or of its nearest written parent, in the order of the source."""
        return next((self._order[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self._order), 0)

    def with_others(self, places: Mapping[Path, Location]) -> Sources:
        """Return these places, where some values were written in another file."""
        out = Sources(self.file, titles=self.titles)
        out._places = self._places | dict(places)
        out._order = {path: i for i, path in enumerate(out._places)}
        return out

    def __contains__(self, path: Path) -> bool:
        return path in self._places


class SedpError(Exception):
    """The request could not be run at all (exit code 2); its text is the sentence shown to the user."""

    default_id = "SEDP-00"

    def __init__(self, message: str, hint: str = "", location: Location | None = None, id: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(id or self.default_id, "error", message, hint, location or Location())


class ReadError(SedpError):
    """A file that cannot be read: missing, too large, not what its name says, or broken."""

    default_id = "DOC-00"


class TemplateError(SedpError):
    """A Word template that cannot be used."""

    default_id = "TPL-00"


class OutputError(SedpError):
    """A result that could not be made or written safely."""

    default_id = "OUT-00"


@contextmanager
def placed(file: str, place: str = "") -> Iterator[None]:
    """Let every `SedpError` from inside that names no file (or no place in it) name these."""
    try:
        yield
    except SedpError as error:
        where = error.problem.location
        error.problem = replace(error.problem, location=Location(where.file or file, where.place or place))
        raise


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem stops the work."""
    return any(problem.severity == "error" for problem in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort errors first, then warnings, keeping the order of the file within each."""
    rank = {"error": 0, "warning": 1, "info": 2}
    return sorted(problems, key=lambda problem: rank[problem.severity])
