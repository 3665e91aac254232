"""Live formulas: which printed numbers are a function of other numbers of the same table, for a workbook that computes them.

A formula is given only where it yields the figure exactly; any other number stays a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sedp_docs.catalog import Formula
from sedp_docs.report.desk import Desk
from sedp_docs.report.types import Cell, Row

Comparisons = Mapping[str, tuple[tuple[str, str], ...]]
"""Column of a percentage or a difference → the columns that it may compare: (what, with what)."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A piece of a formula and what it amounts to."""

    text: str
    amount: Decimal


def live(desk: Desk, rows: Sequence[Row], comparisons: Comparisons) -> tuple[Row, ...]:
    """Return the rows with formulas: comparisons within a row, and what the catalogue computes from rows of this table."""
    hidden = desk.hidden_columns()
    rows = [replace(each, cells={id: cell for id, cell in each.cells.items() if id not in hidden}) for each in rows]
    known = {each.id: each for each in rows if each.id}
    return tuple(_live(desk, each, known, comparisons) if each.id else each for each in rows)


def _live(desk: Desk, row: Row, known: Mapping[str, Row], comparisons: Comparisons) -> Row:
    cells = dict(row.cells)
    for column, cell in row.cells.items():
        if cell.is_number:
            terms = _compared(row, cell, comparisons[column]) if column in comparisons else _computed(desk, row, column, known)
            formula = next((term.text for term in terms if term.amount == cell.raw), "")
            cells[column] = replace(cell, formula=formula)
    return replace(row, cells=cells)


def _compared(row: Row, cell: Cell, pairs: Iterable[tuple[str, str]]) -> Iterator[_Term]:
    for over, under in pairs:
        now, then = _term(row, over), _term(row, under)
        if now and then and cell.difference:
            yield _Term(f"{now.text} - {then.text}", now.amount - then.amount)
        elif now and then and then.amount:
            yield _Term(f"{now.text} / {then.text} * 100", now.amount / then.amount * 100)


def _term(row: Row, column: str, id: str = "") -> _Term | None:
    """Return a number of a row as a term (`id`: seen from another row), or None when the cell holds no number."""
    cell = row.cells.get(column, Cell())
    return _Term(f"{{{id}:{column}}}" if id else f"{{{column}}}", cell.raw) if cell.is_number and cell.raw is not None else None


def _computed(desk: Desk, row: Row, column: str, known: Mapping[str, Row]) -> Iterator[_Term]:
    formula = desk.figures.quantities[row.id].formula
    maker = _MAKERS.get(formula.kind) if formula else None
    if formula is None or maker is None or not desk.figures[row.cells[column].figure].formula:
        return
    of, base = ([_term(known[c], column, c) if c in known else None for c in codes] for codes in (formula.of, formula.base))
    terms, bases = ([term for term in each if term] for each in (of, base))
    if len(terms) == len(of) and len(bases) == len(base):
        yield from maker(formula, terms, bases)


def _sum(formula: Formula, terms: list[_Term], bases: list[_Term]) -> Iterator[_Term]:
    yield _added(terms)


def _difference(formula: Formula, terms: list[_Term], bases: list[_Term]) -> Iterator[_Term]:
    taken = terms[1:]
    yield _Term(" - ".join(each.text for each in terms), terms[0].amount - sum((each.amount for each in taken), Decimal(0)))


def _ratio(formula: Formula, terms: list[_Term], bases: list[_Term]) -> Iterator[_Term]:
    over, under = _added(terms), _added(bases)
    if under.amount:
        text = f"{_closed(over)} / {_closed(under)} * {formula.factor}"
        yield _Term(text, over.amount / under.amount * formula.factor)


def _closed(term: _Term) -> str:
    return f"({term.text})" if " " in term.text else term.text


def _added(terms: list[_Term]) -> _Term:
    return _Term(" + ".join(each.text for each in terms), sum((each.amount for each in terms), Decimal(0)))


_MAKERS: Mapping[str, Callable[[Formula, list[_Term], list[_Term]], Iterator[_Term]]] = {
    "cong": _sum,
    "hieu": _difference,
    "ty_le": _ratio,
}
