"""Which papers the dossier of a stage holds, in which order, for one plan: the procedure's list after its conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sedp_docs.catalog import Catalog, Piece
from sedp_docs.forms import Condition, Form, Stage
from sedp_docs.model import Plan
from sedp_docs.model.dossier import OtherPaper
from sedp_docs.model.plan import Round

STAGE_OF: Mapping[Round, Stage] = {
    "du-thao": "van-kien", "sau-hoi-nghi": "van-kien", "cap-nhat": "trinh", "trinh-hdnd": "trinh", "sau-hdnd": "giao",
}  # fmt: skip
"""The stage that a plan's round prepares."""
_LAST_ROUND = {stage: each for each, stage in STAGE_OF.items()}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a dossier: its fixed number, title, writer and due day; `other` is what the plan knows of a foreign one."""

    number: str
    id: str
    title: str
    owner: str
    ours: bool
    due: date | None = None
    other: OtherPaper | None = None


def for_stage(plan: Plan, stage: Stage) -> Plan:
    """Return a plan as the papers of a stage print it: in its own round, or in the stage's last when its round is another's."""
    return plan if STAGE_OF[plan.round] == stage else plan.model_copy(update={"round": _LAST_ROUND[stage]})


def called_for(plan: Plan, catalog: Catalog) -> list[str]:
    """Return the ids of the documents that the plan's round calls for and that we can produce."""
    listed = (each for each in catalog.level.documents if not each.on_request and holds(each.when, plan))
    return [each.id for each in listed if (not each.rounds or plan.round in each.rounds) and each.id in catalog.forms]


def papers(plan: Plan, catalog: Catalog, stage: Stage) -> tuple[Paper, ...]:
    """Return the papers of a stage, in the order of the procedure; those whose condition does not hold are left out."""
    return tuple(
        _paper(plan, catalog, piece, stage) for piece in catalog.level.dossiers.get(stage, ()) if holds(piece.when, plan)
    )


def _paper(plan: Plan, catalog: Catalog, piece: Piece, stage: Stage) -> Paper:
    form = catalog.forms.get(piece.id)
    other = next((each for each in plan.other_papers if each.code == piece.id), None)
    title = named(piece.title or (_title(form, stage) if form else piece.id), plan)
    owner = named(piece.owner, plan) or plan.unit.issuer or f"Ủy ban nhân dân {plan.unit.kind}"
    return Paper(piece.number, piece.id, title, owner, form is not None, _due(plan, piece), other)


def _title(form: Form, stage: Stage) -> str:
    """Return the title of one of our papers; until the vote the resolution is a draft."""
    return f"Dự thảo {form.title}" if form.kind == "NQ" and stage != "giao" and not form.revised else form.title


def named(text: str, plan: Plan) -> str:
    """Replace {loai}, {ten}, {ban} (the council's board), {cap_tren} and {y} in a text of the procedure."""
    above = plan.unit.superiors[0] if plan.unit.superiors else None
    board = plan.council.board if plan.council else ""
    values = {"loai": plan.unit.kind, "ten": plan.unit.name, "ban": board, "y": str(plan.plan_year),
              "cap_tren": f"{above.kind} {above.name}" if above else "cấp trên"}  # fmt: skip
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _due(plan: Plan, piece: Piece) -> date | None:
    return plan.opening - timedelta(days=piece.days) if plan.opening and piece.days is not None else None


def holds(condition: Condition, plan: Plan) -> bool:
    """Tell whether a condition of the procedure holds for a plan."""
    return CONDITIONS[condition](plan)


def _has_board(plan: Plan) -> bool:
    return plan.unit.has_council and bool(plan.council and plan.council.board)


CONDITIONS: Mapping[Condition, Callable[[Plan], bool]] = {
    "luon": lambda plan: True,
    "co_hdnd": lambda plan: plan.unit.has_council,
    "khong_hdnd": lambda plan: not plan.unit.has_council,
    "co_ban": _has_board,
    "khong_ban": lambda plan: not _has_board(plan),
    "co_ban_truoc": lambda plan: bool(plan.dossier.previous),
    "khong_ban_truoc": lambda plan: not plan.dossier.previous,
    "co_hdnd_ban_truoc": lambda plan: plan.unit.has_council and bool(plan.dossier.previous),
    "truoc_hdnd": lambda plan: plan.round != "sau-hdnd",
    "sau_hdnd": lambda plan: plan.round == "sau-hdnd",
    "da_quyet_nghi": lambda plan: plan.unit.has_council and plan.round == "sau-hdnd",
    "khong_nganh": lambda plan: not plan.sector,
}
