"""Papers that are read aloud: how long they are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.dossier import called_for, holds
from sedp_docs.forms import Form
from sedp_docs.prose import Grid, Image, Text
from sedp_docs.report.build import head_of, prose_of
from sedp_docs.report.papers import worded
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.text import number

PER_MINUTE = 130
"""Words of a report read aloud in a minute: 10 to 12 minutes are 1.300 to 1.600 words."""


@rule("TT-01", "Văn bản đọc tại kỳ họp dài đúng mức, như báo cáo tóm tắt từ 1.300 đến 1.600 từ", severity="warning")
def length(case: Case) -> Iterator[Finding]:
    """The summary is read aloud in 10 to 12 minutes; tables are not read."""
    for id in case.plan.prose.keys() & set(called_for(case.plan, case.catalog)):
        form = case.catalog.forms[id]
        if form.words is None:
            continue
        least, most = form.words
        count = words_of(case, form)
        if not least <= count <= most:
            minutes = round(count / PER_MINUTE)
            said = f"văn bản “{id}” dài {number(Decimal(count), 0)} từ, đọc khoảng {minutes} phút"
            what = "viết thêm" if count < least else "rút ngắn"
            yield Finding(
                ("thuyet_minh", id),
                said,
                f"{what} để còn từ {number(Decimal(least), 0)} đến {number(Decimal(most), 0)} từ, không kể bảng",
            )


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
