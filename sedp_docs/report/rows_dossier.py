"""Tables of a dossier: its papers, the opinions received, the edits between two rounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from sedp_docs.dossier import STAGE_OF, Paper, papers
from sedp_docs.model.actions import Opinion
from sedp_docs.report.desk import Desk, Edited
from sedp_docs.report.heads import is_draft, number_text, symbol
from sedp_docs.report.rows import Body, grouped, heading, numbered, row, table
from sedp_docs.report.rows_actions import opinion_row
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH, short_date

_BOARD = re.compile(r"Ban\b(?!.*Mặt trận).*\b(?:HĐND|Hội đồng nhân dân)\b")
_OUTCOMES: tuple[Literal["tiep_thu", "mot_phan", "giai_trinh"], ...] = ("tiep_thu", "mot_phan", "giai_trinh")


@table("danh_muc_ho_so")
def listed_papers(desk: Desk) -> Body:
    """Return the papers of the stage that a letter sends, in the order of the dossier; the letter itself is not listed."""
    form = desk.form
    stage = (form.stage if form else None) or STAGE_OF[desk.plan.round]
    sent = [paper for paper in papers(desk.plan, desk.catalog, stage) if form is None or paper.id != form.id]
    listed = numbered(paper for paper in sent if not _is_letter(desk, paper))
    return Body(tuple(_listed(desk, order, paper) for order, paper in listed))


def _is_letter(desk: Desk, paper: Paper) -> bool:
    return paper.ours and desk.catalog.forms[paper.id].kind == "CV"


def _later(desk: Desk, paper: Paper) -> bool:
    """Tell whether a paper is dated after the letter that lists it, so that it cannot go with it."""
    letter = desk.plan.papers.get(desk.form.id) if desk.form else None
    own = desk.plan.papers.get(paper.id)
    day = paper.other.day if paper.other else own.day if own else None
    return bool(letter and letter.day and day and day > letter.day)


def _listed(desk: Desk, order: str, paper: Paper) -> Row:
    later = _later(desk, paper)
    note = ("" if later else _own_number(desk, paper)) or _note(paper, later)
    return row(stt=order, so=paper.number, tai_lieu=paper.title, co_quan=paper.owner, ghi_chu=note)


def _own_number(desk: Desk, paper: Paper) -> str:
    """Return number and day of a paper of ours that has both; a draft has none yet."""
    form, own = desk.catalog.forms.get(paper.id), desk.plan.papers.get(paper.id)
    if (
        form is None
        or not (form.is_paper or form.has_outline)
        or own is None
        or not (own.number and own.day)
        or is_draft(desk.plan, form)
    ):
        return ""
    return f"Số {number_text(own)}/{symbol(desk.plan, form)} ngày {short_date(own.day)}"


def _note(paper: Paper, later: bool) -> str:
    """Return how a paper of others or one without a number comes into the dossier: attached, by its number, or due on a day."""
    other = paper.other
    if other and other.number and not later:
        return f"Số {other.number}" + (f" ngày {short_date(other.day)}" if other.day else "")
    if (paper.ours or (other and other.file)) and not later:
        return "Kèm theo"
    return f"Gửi sau, hạn {short_date(paper.due)}" if paper.due else "Gửi sau"


def of_board(desk: Desk, each: Opinion) -> bool:
    """Tell whether an opinion is that of the council's board, which examines the plan."""
    board = desk.plan.council.board if desk.plan.council else ""
    return bool(board and board.casefold() in each.by.casefold()) or bool(_BOARD.match(each.by))


def _consulted(desk: Desk) -> list[Opinion]:
    return [each for each in desk.plan.opinions if not of_board(desk, each)]


@table("y_kien_tham_van")
def consultation(desk: Desk) -> Body:
    """Return the opinions of all who were consulted, without the council's board."""
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
