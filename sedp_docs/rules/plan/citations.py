"""Numbers and dates of papers that prose and legal bases cite: known to the plan, and the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sedp_docs.problems import Path
from sedp_docs.report.heads import symbol
from sedp_docs.rules.papercites import Citation, paper_citations
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.texts import paragraphs
from sedp_docs.text import short_date, shortened


@dataclass(frozen=True, slots=True)
class _Known:
    """A paper that the plan holds, and where."""

    paper: Citation
    path: Path
    where: str


def _own(case: Case) -> Iterator[_Known]:
    for id, paper in case.plan.papers.items():
        form = case.catalog.forms.get(id)
        sign = paper.symbol or (symbol(case.plan, form) if form else "")
        if paper.number and sign:
            yield _Known(
                Citation(f"{paper.number}/{sign}", paper.day, case.plan.unit.full_name), ("van_ban", id), f"van_ban, {id}"
            )


def _of_others(case: Case) -> Iterator[_Known]:
    for i, other in enumerate(case.plan.other_papers):
        if other.number:
            paper = Citation(other.number, other.day, other.body)
            yield _Known(paper, ("van_ban_khac", i), f"van_ban_khac, {other.code}")
    for i, project in enumerate(case.plan.projects):
        if project.decision:
            paper = Citation(project.decision.number, project.decision.day)
            yield _Known(paper, ("du_an", i, "quyet_dinh"), f"du_an, {project.code}")


def _laws(case: Case) -> Iterator[_Known]:
    """Yield the legal bases that the program itself knows; prose may cite them without listing them."""
    for law in case.catalog.bases.values():
        yield _Known(Citation(law.number, law.day), (), f"danh mục căn cứ, {law.name}")


def _bases(case: Case) -> Iterator[_Known]:
    for id, paper in case.plan.papers.items():
        for i, base in enumerate(paper.bases):
            for cited in paper_citations(base):
                yield _Known(cited, ("van_ban", id, "can_cu", i), f"căn cứ của {id}")


@lru_cache(maxsize=4)
def _known(case: Case) -> dict[str, list[_Known]]:
    """Return the papers of a plan by the key of their number."""
    out: dict[str, list[_Known]] = {}
    for each in (*_own(case), *_of_others(case), *_bases(case), *_laws(case)):
        out.setdefault(each.paper.key, []).append(each)
    return out


def _meant(case: Case, path: Path, cited: Citation) -> list[_Known]:
    """Return the known papers that a citation may mean: of its number and issuer, and of its year, for numbers start anew."""
    found = [each for each in _known(case).get(cited.key, []) if each.path != path and each.paper.same_body(cited)]
    return [each for each in found if not (each.paper.day and cited.day) or each.paper.day.year == cited.day.year]


def _cited(case: Case) -> Iterator[tuple[Path, Citation]]:
    for path, text in paragraphs(case):
        yield from ((path, cited) for cited in paper_citations(text))
    yield from ((each.path, each.paper) for each in _bases(case))


@rule("TM-11", "Văn bản được dẫn cùng số thì cùng ngày ở mọi chỗ")
def other_day(case: Case) -> Iterator[Finding]:
    """A paper is cited with another date than the plan has for this number."""
    for path, cited in _cited(case):
        meant = [each for each in _meant(case, path, cited) if each.paper.day]
        if cited.day and meant and all(each.paper.day != cited.day for each in meant):
            held = meant[0]
            day = short_date(held.paper.day) if held.paper.day else ""
            said = f"văn bản số {cited.number} dẫn ngày {short_date(cited.day)}, còn {held.where} ghi ngày {day}"
            yield Finding(path, said, "sửa ngày ở một trong hai chỗ")


@rule("TM-12", "Văn bản được dẫn trong thuyết minh có trong kế hoạch", severity="warning")
def unknown_paper_number(case: Case) -> Iterator[Finding]:
    """Prose cites a number that no paper, base or project decision of the plan has: perhaps last year's, or mistyped."""
    for path, text in paragraphs(case):
        for cited in paper_citations(text):
            if not _meant(case, path, cited):
                day = f" ngày {short_date(cited.day)}" if cited.day else ""
                said = (
                    f"văn bản số {shortened(cited.number)}{day} không có trong van_ban, van_ban_khac, căn cứ hay quyết định dự án"
                )
                yield Finding(path, said, "kiểm tra số, ngày; nếu đúng, thêm văn bản này vào van_ban_khac")
