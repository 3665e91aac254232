"""What `calendar` prints: one deadline a paragraph, with how it stands today; the same as objects for `--json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sedp_docs.cli_text import problem_lines, problems_json

if TYPE_CHECKING:
    from sedp_docs.app.scheduling import Entry, Scheduled


def calendar_lines(made: Scheduled) -> list[str]:
    """Return what `calendar` prints."""
    if not made.done:
        return problem_lines(made.problems)
    lines = [f"{made.title}:", *(line for entry in made.entries for line in _entry(entry)), *problem_lines(made.problems)]
    lines += [f"Bản cũ giữ ở {path}" for path in made.kept]
    return [*lines, *(f"Đã ghi {path}" for path in made.written)]


def _entry(entry: Entry) -> Iterator[str]:
    due, standing = entry.due, _standing(entry)
    yield f"{due.day_text}{f' [{standing}]' if standing else ''}: {due.what}"
    documents = f" [{', '.join(due.documents)}]" if due.documents else ""
    papers = f"văn bản: {due.papers}{documents}" if due.papers else ""
    yield "  " + " · ".join(part for part in (due.timing, due.who, papers, f"căn cứ: {due.cite}") if part)
    owing = ", ".join(f"{name} {count} số" for name, count in entry.owing.items())
    yield from (f"  {note}." for note in (*due.notes, *((f"Còn nợ: {owing}",) if owing else ())))


def _standing(entry: Entry) -> str:
    """Return "MUỘN 3 ngày", "còn 5 ngày", "hôm nay", "đã qua", or nothing."""
    if entry.mark == "da_qua" or not entry.mark or entry.days is None:
        return "đã qua" if entry.mark else ""
    if entry.mark == "muon":
        return f"MUỘN {-entry.days} ngày"
    return f"còn {entry.days} ngày" if entry.days else "hôm nay"


def calendar_json(made: Scheduled) -> dict[str, Any]:
    """Return what `calendar --json` prints."""
    return {
        **problems_json(made.problems),
        "deadlines": [_as_json(entry) for entry in made.entries],
        "written": [str(path) for path in made.written],
        "kept": [str(path) for path in made.kept],
    }


def _as_json(entry: Entry) -> dict[str, Any]:
    due = entry.due
    return {
        "id": due.id,
        "level": due.level,
        "start": due.start.isoformat() if due.start else None,
        "last": due.last.isoformat() if due.last else None,
        "approximate": due.approximate,
        "what": due.what,
        "who": due.who,
        "to": due.to,
        "papers": due.papers,
        "documents": list(due.documents),
        "timing": due.timing,
        "cite": due.cite,
        "notes": list(due.notes),
        "state": entry.mark,
        "days": entry.days,
        "owing": dict(entry.owing),
    }
