"""The papers of others in a dossier: files beside the plan that it names, and those that are still missing."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sedp_docs import limits
from sedp_docs.dossier import Paper
from sedp_docs.problems import Problem, ReadError, Severity
from sedp_docs.read.beside import Kind, inside, shown
from sedp_docs.read.files import read_bytes
from sedp_docs.read.preflight import check_docx
from sedp_docs.read.xlsxdoor import check_xlsx
from sedp_docs.rules import Case
from sedp_docs.text import short_date

_KIND = Kind("tệp", "chép tệp vào thư mục của tệp kế hoạch và ghi tên ở tep", "GOI")


@dataclass(frozen=True)
class Given:
    """A paper of others: its file and how it ends (".pdf")."""

    paper: Paper
    suffix: str
    content: bytes


def given_files(folder: pathlib.Path, papers: Iterable[Paper], case: Case) -> tuple[list[Given], list[Problem]]:
    """Return the files that the plan names for papers that we do not make, and an error for each that cannot be used."""
    found: list[Given] = []
    problems: list[Problem] = []
    for paper in papers:
        if paper.ours or paper.other is None or not paper.other.file:
            continue
        try:
            found.append(_given(folder, paper, paper.other.file))
        except ReadError as error:
            at = case.sources.at(("van_ban_khac", case.plan.other_papers.index(paper.other), "tep"))
            problems.append(Problem(error.problem.id, "error", error.problem.message, error.problem.hint, at))
    return found, problems


def _given(folder: pathlib.Path, paper: Paper, name: str) -> Given:
    path = inside(folder, name, _KIND)
    suffix = path.suffix.lower()
    if suffix not in _DOORS:
        what = f"tệp “{shown(name)}” không phải .pdf, .docx hoặc .xlsx nên không đưa vào hồ sơ"
        raise ReadError(what, "lưu lại thành PDF", id="GOI-04")
    content = read_bytes(path, limits.GIVEN_BYTES)
    _DOORS[suffix](content, shown(name))
    return Given(paper, suffix, content)


def _check_pdf(content: bytes, name: str) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise ReadError(f"tệp “{name}” không phải PDF, hoặc bị hỏng", "xin lại tệp từ nơi gửi", id="GOI-04")


_DOORS: Mapping[str, Callable[[bytes, str], object]] = {".pdf": _check_pdf, ".docx": check_docx, ".xlsx": check_xlsx}


def missing_papers(
    papers: Iterable[Paper], given: Iterable[Given], opening: date | None, today: date
) -> Iterator[tuple[Paper, Problem]]:
    """Yield the papers that are not there, with who owes each, when it is due and how late it is.

    A paper of others is a warning. One that the procedure gives neither a form nor a title is ours, and an error.

    Args:
        papers: those that the dossier should hold.
        given: those of others that are there.
        opening: of the session; once it has passed, days of delay say nothing.
        today: the day to count from.
    """
    there = {each.paper.id for each in given}
    for paper in papers:
        if not paper.ours and paper.id not in there:
            severity: Severity = "error" if paper.title == paper.id else "warning"
            yield paper, _missing(paper, severity, _due(paper, opening, today))


def _missing(paper: Paper, severity: Severity, due: str) -> Problem:
    copy = "chép tệp vào thư mục của tệp kế hoạch và ghi"
    if paper.other and paper.other.number:
        what = f"hồ sơ chưa có tệp của “{paper.title}”, số {paper.other.number}"
        return Problem("GOI-05", severity, what, f"{copy} tep … cho ma {paper.id} ở van_ban_khac")
    what = f"hồ sơ chưa có “{paper.title}”: {paper.owner} soạn{due}"
    return Problem("GOI-05", severity, what, f"khi có, {copy} vào van_ban_khac: ma {paper.id}, tep …")


def _due(paper: Paper, opening: date | None, today: date) -> str:
    if paper.due is None:
        return ""
    if opening and today > opening:
        return f", phải có trước ngày khai mạc kỳ họp {short_date(opening)}"
    late = (today - paper.due).days
    return f", hạn {short_date(paper.due)}{f', đã quá {late} ngày' if late > 0 else ''}"
