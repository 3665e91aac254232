"""The use case `explain`: where a printed number comes from."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sedp_docs.app.cases import open_plan
from sedp_docs.app.reports import due_ids, reports_of
from sedp_docs.figures import UnknownFigureError
from sedp_docs.figures.labels import label
from sedp_docs.model import Target
from sedp_docs.problems import Problem, ReadError
from sedp_docs.report.format import in_prose
from sedp_docs.rules import Case
from sedp_docs.text import DASH, number

DEEPEST = 8
"""How many steps an explanation follows."""


@dataclass(frozen=True)
class Line:
    """A figure in an explanation: `depth` 0 is the one asked for, its inputs stand one deeper."""

    depth: int
    name: str
    label: str
    text: str
    formula: str
    place: str


@dataclass(frozen=True)
class Explained:
    """A figure with all that it comes from, the exact value before rounding, and the documents that print it."""

    lines: Sequence[Line]
    exact: str
    documents: Sequence[str]
    problems: Sequence[Problem] = ()


def explain_figure(source: pathlib.Path, name: str) -> Explained:
    """Explain a figure by its name; raises ReadError when the plan or the figure is not known."""
    opened = open_plan(source)
    case = opened.case
    if case is None:
        return Explained((), "", (), opened.problems)
    try:
        figure = case.figures[name]
    except UnknownFigureError as error:
        hint = f"có phải là {', '.join(error.near)}?" if error.near else "xem cách gọi tên số liệu trong docs/dinh-dang.md"
        raise ReadError(f"không có số liệu “{name}”", hint) from error
    reports = reports_of(case, opened.debts, due_ids(case))
    return Explained(
        list(_lines(case, name, 0, set())), _exact(figure.target), [r.form.id for r in reports if _prints(case, r.figures, name)]
    )


def _exact(target: Target | None) -> str:
    """Return the value before rounding, to ten decimals at most."""
    if target is None:
        return DASH
    amount = round(target.low, 10).normalize()
    return number(amount, max(0, -int(amount.as_tuple().exponent))).replace("-", "\u2212")


def _prints(case: Case, printed: Iterable[str], name: str) -> bool:
    return case.figures.slot_name(name) in {case.figures.slot_name(each) for each in printed}


def _lines(case: Case, name: str, depth: int, seen: set[str]) -> Iterator[Line]:
    figure = case.figures[name]
    place = "" if figure.formula else str(case.sources.at(figure.path))
    text = "; ".join(case.figures.quantities[code].name for code in figure.codes) if figure.style == "names" else in_prose(figure)
    yield Line(depth, name, label(case.figures, name), text, figure.formula, place)
    if name in seen or depth > DEEPEST:
        return
    seen.add(name)
    yield from _village_lines(case, name, depth + 1)
    for each in figure.inputs:
        yield from _lines(case, each, depth + 1, seen)


def _village_lines(case: Case, name: str, depth: int) -> Iterator[Line]:
    """Yield the cells of the villages behind a figure that adds them up."""
    figure = case.figures[name]
    formula = case.figures.quantities[figure.code].formula if figure.code and figure.formula.startswith("Σ thôn") else None
    for column in (formula.column, *formula.base) if formula else ():
        for i, village in enumerate(case.plan.villages):
            amount = village.total(column)
            place = str(case.sources.at(("thon", i, "ho_ngheo" if column.startswith("ho_ngheo") else column)))
            text = DASH if amount is None else number(amount, max(0, -int(amount.normalize().as_tuple().exponent)))
            yield Line(depth, f"thon.{village.code}.{column}", village.title, text, "", place)
