"""Missing values as problems: one rule per kind of cell, so that each can be explained and counted."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.rules.missing import missing
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.text import lower_first


def _of(case: Case, id: str) -> Iterator[Finding]:
    return (Finding(each.path, f"chưa có {lower_first(each.name)}", each.hint) for each in missing(case) if each.id == id)


@rule("TH-01", "Chỉ tiêu có kế hoạch năm X (cấp trên giao hoặc HĐND quyết nghị)")
def current_plan(case: Case) -> Iterator[Finding]:
    """An indicator without a plan for year X cannot be judged."""
    return _of(case, "TH-01")


@rule("TH-02", "Chỉ tiêu có ước thực hiện năm X")
def estimate(case: Case) -> Iterator[Finding]:
    """An indicator without an estimate for year X."""
    return _of(case, "TH-02")


@rule("TH-03", "Chỉ tiêu có kế hoạch năm X+1 theo vòng lập")
def next_plan(case: Case) -> Iterator[Finding]:
    """An indicator without a target for X+1: the one submitted, after the vote the one resolved."""
    return _of(case, "TH-03")


@rule("TH-04", "Các biểu sản xuất, ngân sách có ước năm X và kế hoạch năm X+1")
def sheets(case: Case) -> Iterator[Finding]:
    """A row of a production or budget sheet lacks a value that totals are computed from; a unit below one that others have."""
    return _of(case, "TH-04")


@rule("TH-05", "Số liệu thôn đủ ở mọi thôn khi đã có ở một thôn")
def villages(case: Case) -> Iterator[Finding]:
    """A village lacks a value that the others have; the commune's total cannot be computed."""
    return _of(case, "TH-05")


@rule("TH-06", "Số liệu trích dẫn trong thuyết minh có giá trị")
def cited_figures(case: Case) -> Iterator[Finding]:
    """Prose cites a figure that has no value yet."""
    return _of(case, "TH-06")
