"""Papers as others cite them, and the fields that papers for the council share: `hdnd`, `khi`, `vien_dan`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sedp_docs.catalog import Catalog
from sedp_docs.dossier import CONDITIONS, named
from sedp_docs.eras import era_of, paper_day
from sedp_docs.model import Plan
from sedp_docs.model.dossier import OtherPaper
from sedp_docs.report.fields import ALONE, TITLE_SLOTS, citable
from sedp_docs.report.heads import GAP, council_terms, day_text, issued, paper_of
from sedp_docs.report.types import FieldValue
from sedp_docs.text import capital

CITED = "vb."
"""What the name of a paper begins with in a sentence: "{vb.to-trinh}"."""
_BASE = {"TTr": "to-trinh", "KH": "ke-hoach", "BC": "ke-hoach", "": "to-trinh"}
_SLOT = re.compile(r"\{([\w.-]+)\}")


def cited_paper(plan: Plan, catalog: Catalog, id: str) -> str | None:
    """Return a paper as a sentence cites it, with gaps until it has number and day; None for one that nobody knows.

    It is one of ours (`van_ban`), one of others (`van_ban_khac`), or one of others that the dossier waits for.
    """
    form = catalog.forms.get(id)
    if form is not None and (form.is_paper or form.has_outline):
        return issued(plan, form)
    other = next((each for each in plan.other_papers if each.code == id), None)
    return _other(plan, other) if other else _awaited(plan, catalog, id)


def _other(plan: Plan, paper: OtherPaper) -> str:
    body = f" của {paper.body}" if paper.body else ""
    return f"{paper.type} số {paper.number or GAP} {day_text(plan, paper.day)}{body}"


def _awaited(plan: Plan, catalog: Catalog, id: str) -> str | None:
    """Return a paper of others that the procedure lists and the plan does not know yet: title, gaps, writer."""
    pieces = [piece for stage in catalog.level.dossiers.values() for piece in stage if piece.id == id]
    if not pieces:
        return None
    title, owner = (named(text, plan).strip() for text in (pieces[0].title, pieces[0].owner))
    short = title.removesuffix(owner).removesuffix(" của ").strip()
    return f"{short} số {GAP} {day_text(plan, None)}{f' của {owner}' if owner else ''}"


def council_fields(plan: Plan, catalog: Catalog) -> dict[str, FieldValue]:
    """Return the fields `hdnd.*`: the council, its session, the day of the vote; dots and gaps for what is not known."""
    council = plan.council
    term, session = council_terms(plan)
    tenure = f", nhiệm kỳ {council.tenure}" if council and council.tenure else ""
    resolution = catalog.forms.get("nghi-quyet")
    voted = day_text(plan, paper_of(plan, resolution).day) if resolution else ""
    return {
        "ten": f"Hội đồng nhân dân {plan.unit.full_name}",
        "khoa": f"{term}{tenure}",
        "ky_hop": session,
        "ban": council.board if council else "",
        "ngay_thong_qua": voted,
        "dong_tu": capital(plan.dossier.verb or era_of(paper_day(plan, "nghi-quyet"), catalog.eras).verb.value),
        "van_ban_goc": cited_paper(plan, catalog, _BASE[plan.dossier.base_paper]) or "",
    }


def condition_fields(plan: Plan, alone: bool) -> dict[str, FieldValue]:
    """Return the fields `khi.*`: a mark for each condition that holds, nothing for the others."""
    marks: dict[str, FieldValue] = {name: "x" if holds(plan) else "" for name, holds in CONDITIONS.items()}
    return marks | {ALONE: "x" if alone else ""}


def citations(plan: Plan, catalog: Catalog) -> dict[str, FieldValue]:
    """Return the fields `vien_dan.*`: every paper of the procedure as a sentence cites it."""
    return {id: cited_paper(plan, catalog, id) or "" for id in citable(catalog)}


def worded(text: str, fields: Mapping[str, FieldValue]) -> str:
    """Fill the slots of a sentence of the catalog: "{hdnd}", "{vb.to-trinh}"; unknown ones stay."""
    return _SLOT.sub(lambda slot: _slot(slot.group(1), fields) or slot.group(), text)


def _slot(name: str, fields: Mapping[str, FieldValue]) -> str:
    path = ["vien_dan", name.removeprefix(CITED)] if name.startswith(CITED) else TITLE_SLOTS.get(name, "").split(".")
    value: FieldValue = dict(fields)
    for part in path:
        value = value.get(part, "") if isinstance(value, dict) else ""
    return value if isinstance(value, str) else ""
