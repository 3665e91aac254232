"""Sentences drafted from figures, for the sections that ask for them (`tu_dong: true`)."""

from __future__ import annotations

import re

from sedp_docs.figures import Figures, UnknownFigureError
from sedp_docs.forms import Draft
from sedp_docs.model.sheets import Indicator
from sedp_docs.prose import citations
from sedp_docs.report.desk import Desk
from sedp_docs.report.heads import fill
from sedp_docs.text import lower_first

_REASON = re.compile(r"\[\[([^\[\]]*\{ly_do\}[^\[\]]*)\]\]")
_CLAUSE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def drafted(desk: Desk, draft: Draft) -> list[str]:
    """Return the paragraphs of a draft as Markdown with citations, for this plan."""
    out = [*draft.opening]
    chosen = desk.judged(draft.over) if draft.over else []
    if chosen and draft.lead:
        out.append(draft.lead)
    if chosen and draft.each:
        out.append("\n".join(f"- {_for_indicator(desk, draft.each, each)}" for each in chosen))
    elif draft.over and draft.none and not chosen:
        out.append(draft.none)
    return [_clauses(desk.figures, fill(text, desk.plan)) for text in (*out, *draft.closing)]


def _for_indicator(desk: Desk, text: str, each: Indicator) -> str:
    text = _REASON.sub(r"\1" if each.reason else "", text)
    reason = each.reason.rstrip(".") + "." if each.reason else "chưa nêu."
    text = text.replace("{ten}", desk.title(each.code)).replace("{ly_do}", lower_first(reason))
    text = text.replace("{@", "{" + each.code)
    return text if text.endswith(".") else f"{text}."


def _clauses(figures: Figures, text: str) -> str:
    """Keep a clause in [[ ]] only when every figure that it cites is there and has a value."""

    def kept(match: re.Match[str]) -> str:
        clause = match.group(1)
        return clause if all(_has_value(figures, name) for name in citations(clause)) else ""

    return _CLAUSE.sub(kept, " ".join(text.split(" ")))


def _has_value(figures: Figures, name: str) -> bool:
    """Tell whether a figure has a value; a plan need not have every indicator that a sentence speaks of."""
    try:
        return figures[name].target is not None
    except UnknownFigureError:
        return False
