"""Papers that are read aloud: how long they are."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.dossier import holds
from sedp_docs.forms import Form
from sedp_docs.prose import Grid, Image, Text
from sedp_docs.report.build import head_of, prose_of
from sedp_docs.report.papers import worded
from sedp_docs.rules.registry import Case, Finding, rule

PER_MINUTE = 130
"""Words of a report read aloud in a minute: 10 to 12 minutes are 1.300 to 1.600 words."""


@rule("TT-01", "Văn bản đọc tại kỳ họp dài đúng mức, như báo cáo tóm tắt từ 1.300 đến 1.600 từ", severity="warning")
def length(case: Case) -> Iterator[Finding]:
    """The summary is read aloud in 10 to 12 minutes; tables are not read."""
    for id in case.plan.prose:
        form = case.catalog.forms.get(id)
        if form is None or form.words is None or not _is_due(case, id):
            continue
        least, most = form.words
        count = words_of(case, form)
        if not least <= count <= most:
            minutes = round(count / PER_MINUTE)
            said = f"văn bản “{id}” dài {_number(count)} từ, đọc khoảng {minutes} phút"
            what = "viết thêm" if count < least else "rút ngắn"
            yield Finding(("thuyet_minh", id), said, f"{what} để còn từ {_number(least)} đến {_number(most)} từ, không kể bảng")


def _is_due(case: Case, id: str) -> bool:
    listed = (each for each in case.catalog.level.documents if each.id == id and holds(each.when, case.plan))
    return any(not each.rounds or case.plan.round in each.rounds for each in listed)


def words_of(case: Case, form: Form) -> int:
    """Return how many words of a paper are read aloud: its sentences and prose, without head, headings and tables."""
    prose = prose_of(case.plan, case.catalog, case.figures, form).values()
    fields = head_of(case.plan, case.catalog, form)
    fixed = [each.sentence for each in form.passages if holds(each.when, case.plan)]
    said = [worded(text, fields) for text in (*fixed, *form.closing)]
    return sum(len(text.split()) for text in (*said, *(line for text in prose for line in _lines(text))))


def _lines(text: Text) -> Iterator[str]:
    for block in text.blocks:
        if not isinstance(block, Grid | Image):
            yield "".join(run.text for run in block.runs)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
