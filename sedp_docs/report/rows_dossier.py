"""Tables of a dossier: its papers, the opinions received, the edits between two rounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from sedp_docs.dossier import STAGE_OF, Paper, papers
from sedp_docs.model.actions import Opinion
from sedp_docs.report.desk import Desk, Edited
from sedp_docs.report.heads import TYPES, number_text, paper_of, symbol
from sedp_docs.report.rows import Body, grouped, heading, numbered, row, table
from sedp_docs.report.rows_actions import opinion_row
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH, short_date

_BOARD = re.compile(r"Ban\b(?!.*Mặt trận).*\b(?:HĐND|Hội đồng nhân dân)\b")
_ANSWER = "giai-trinh"
"""The paper that says what became of the opinions on the draft."""
_OUTCOMES: tuple[Literal["tiep_thu", "mot_phan", "giai_trinh"], ...] = ("tiep_thu", "mot_phan", "giai_trinh")


@table("danh_muc_ho_so")
def listed_papers(desk: Desk) -> Body:
    """Return the papers of the stage that a letter sends, in the order of the dossier; the letter itself is not listed."""
    form = desk.form
    stage = (form.stage if form else None) or STAGE_OF[desk.plan.round]
    sent = [paper for paper in papers(desk.plan, desk.catalog, stage) if form is None or paper.id != form.id]
    return Body(
        tuple(_listed(desk, order, paper) for order, paper in numbered(paper for paper in sent if not _is_letter(desk, paper)))
    )


def _is_letter(desk: Desk, paper: Paper) -> bool:
    return paper.ours and desk.catalog.forms[paper.id].kind == "CV"


def _listed(desk: Desk, order: str, paper: Paper) -> Row:
    return row(stt=order, so=paper.number, tai_lieu=paper.title, co_quan=paper.owner, ghi_chu=_note(desk, paper))


def _note(desk: Desk, paper: Paper) -> str:
    """Return how a paper comes into the dossier: attached, by its number, or later: due on a day, or dated after the letter."""
    other = paper.other
    if _after(desk, paper):
        return _later(paper)
    if other and other.number:
        return f"Số {other.number}" + (f" ngày {short_date(other.day)}" if other.day else "")
    if paper.ours:
        return _numbered(desk, paper)
    return "Kèm theo" if other and other.file else _later(paper)


def _numbered(desk: Desk, paper: Paper) -> str:
    """Return the number and day of a paper of ours; an annex, and a paper not issued yet, are attached."""
    form = desk.catalog.forms[paper.id]
    head = paper_of(desk.plan, form)
    if not head.number or not head.day or form.kind not in TYPES or form.kind == "PL":
        return "Kèm theo"
    return f"Số {number_text(head)}/{symbol(desk.plan, form)} ngày {short_date(head.day)}"


def _after(desk: Desk, paper: Paper) -> bool:
    """Tell whether a paper is dated after the letter; a revised draft goes with the answer to the opinions."""
    sent = paper_of(desk.plan, desk.form).day if desk.form else None
    own = desk.catalog.forms.get(paper.id)
    if own and own.revised:
        own = desk.catalog.forms.get(_ANSWER)
    day = paper_of(desk.plan, own).day if own else paper.other and paper.other.day
    return bool(sent and day and day > sent)


def _later(paper: Paper) -> str:
    return f"Gửi sau, hạn {short_date(paper.due)}" if paper.due else "Gửi sau"


def of_board(desk: Desk, each: Opinion) -> bool:
    """Tell whether an opinion is that of the council's board, which examines the plan."""
    board = desk.plan.council.board if desk.plan.council else ""
    return bool(board and board.casefold() in each.by.casefold()) or bool(_BOARD.match(each.by))


def _consulted(desk: Desk) -> list[Opinion]:
    return [each for each in desk.plan.opinions if not of_board(desk, each)]


@table("y_kien")
@table("y_kien_tham_van")
def consultation(desk: Desk) -> Body:
    """Return the opinions of all who were consulted; the council's board reads the plan only when it is written."""
    return Body(tuple(opinion_row(order, each) for order, each in numbered(_consulted(desk))))


@table("y_kien_nguon")
def counted(desk: Desk) -> Body:
    """Return how many opinions each source gave, and what became of them, with the total."""
    sources = grouped(_consulted(desk), lambda each: each.by)
    rows = [row(stt=order, nguon=source, **_counts(given)) for order, (source, given) in numbered(sources.items())]
    return Body((*rows, row("tong", nguon="Tổng số", **_counts(_consulted(desk))))) if rows else Body(())


def _counts(given: Iterable[Opinion]) -> dict[str, str | Cell]:
    outcomes = [each.outcome for each in given]
    cells: dict[str, str | Cell] = {key: str(outcomes.count(key)) for key in _OUTCOMES}
    return cells | {"tong": str(len(outcomes))}


@table("y_kien_tham_tra")
def examined(desk: Desk) -> Body:
    """Return all opinions with their answers: those of the council's board first, then the others."""
    parts = {
        "Ý kiến thẩm tra": [each for each in desk.plan.opinions if of_board(desk, each)],
        "Ý kiến của các cơ quan, tổ chức, địa bàn": _consulted(desk),
    }
    return Body(tuple(each for each in _by_part(parts)))


def _by_part(parts: dict[str, list[Opinion]]) -> Iterator[Row]:
    for i, (title, opinions) in enumerate(((title, opinions) for title, opinions in parts.items() if opinions), 1):
        yield heading(i, "nguon", title)
        yield from (opinion_row(order, each) for order, each in numbered(opinions))


@table("sua_doi")
def edits(desk: Desk) -> Body:
    """Return what was changed since the last round: place, old, new, reason."""
    return Body(tuple(_edit(order, each) for order, each in numbered(desk.edits)))


def _edit(order: str, each: Edited) -> Row:
    return row(stt=order, muc=each.what, cu=each.old, moi=each.new, ly_do=each.reason or DASH)
