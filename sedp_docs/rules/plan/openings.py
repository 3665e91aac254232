"""What is still open in the words of a plan: dots for a number, brackets, "bổ sung sau"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.texts import paragraphs

FINAL = ("trinh-hdnd", "sau-hdnd")
"""Rounds whose papers are handed over to be voted on or carried out: nothing may be open in them."""
_GAP = r"(?:…|\.{3,})"
_LEFT_OPEN = re.compile(
    rf"\.{{4,}}|…{{2,}}|{_GAP}\s*/|\b(?:ngày|tháng) {_GAP} (?:tháng|năm)\b"
    r"|\?{2,}|_{3,}|\b(?:x{3,}|X{4,})\b|(?<!!)\[(?:\s|…|\.)*\]"
    r"|\b(?:TODO|TBD)\b|\b(?:bổ sung|cập nhật|điền) sau(?=\s*(?:[.,;:)\]]|$))",
)


def _open(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield the first open point of each paragraph, legal base and subject, with its place."""
    texts = [*paragraphs(case)]
    for id, paper in case.plan.papers.items():
        texts += [(("van_ban", id, "trich_yeu"), paper.subject)]
        texts += [(("van_ban", id, "can_cu", i), base) for i, base in enumerate(paper.bases)]
    for path, text in texts:
        if found := _LEFT_OPEN.search(text):
            yield path, found.group()


@rule("TM-07", "Thuyết minh, căn cứ không còn chỗ bỏ trống", severity="warning")
def left_open(case: Case) -> Iterator[Finding]:
    """Dots, underscores or question marks that wait for a number, while the plan is still a draft."""
    for path, gap in _open(case) if case.plan.round not in FINAL else ():
        yield Finding(path, f"còn chỗ bỏ trống “{gap}”", "điền nội dung, hoặc trích số bằng {mã số liệu}")


@rule("TM-15", "Bản trình HĐND và bản sau kỳ họp không còn chỗ bỏ trống nào")
def open_in_final(case: Case) -> Iterator[Finding]:
    """The same in a round whose papers are voted on or carried out: it would be printed as it stands."""
    for path, gap in _open(case) if case.plan.round in FINAL else ():
        yield Finding(path, f"bản cuối còn chỗ bỏ trống “{gap}”", "điền nội dung, hoặc bỏ câu này")
