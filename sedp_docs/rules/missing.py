"""What the plan's round needs and does not have yet, and who owes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sedp_docs.figures import UnknownFigureError
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.unit import Village
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case
from sedp_docs.rules.texts import cited
from sedp_docs.rules.words import at, slot_title
from sedp_docs.text import short_date


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is owed: the rule's id, its place, what it is, by whom (printed name) and until when.

    `figure` is the name of the figure that cannot be printed ("lua_xuan.dien_tich.uoc"), empty for a cell of a village.
    """

    id: str
    path: Path
    name: str
    office: str = ""
    due: date | None = None
    figure: str = ""

    @property
    def hint(self) -> str:
        """Return whom to ask, until when."""
        who = f"hỏi {self.office}" if self.office else "điền số liệu; ghi co_quan để biết hỏi ai"
        return f"{who}, hạn {short_date(self.due)}" if self.due else who


def missing(case: Case) -> list[Missing]:
    """Return all that is owed, roots first: a computed figure is named only when none of its own inputs is."""
    roots = [*_villages(case), *_sheets(case), *_typed(case)]
    owed = {each.figure for each in roots if each.figure}
    columns = {str(each.path[2]) for each in roots if each.path[0] == "thon"}
    computed = [each for each in _computed(case) if not _has_root(case, each, owed, columns)]
    named = owed | {each.figure for each in computed}
    return [*roots, *computed, *_cited(case, named, owed, columns)]


def next_slot(case: Case, to_council: bool) -> str:
    """Return the slot of KH X+1 that the round asks for."""
    return "kh_sau.hdnd" if case.plan.round == "sau-hdnd" and to_council else "kh_sau.trinh"


def _owed(case: Case, id: str, quantity: Quantity, slot: str) -> Missing:
    office = case.plan.office(quantity.office)
    name = f"{quantity.name}, {slot_title(case, slot)}"
    owner = case.plan.name_of(quantity.office) if quantity.office else ""
    return Missing(id, at(quantity, slot), name, owner, office.due if office else None, f"{quantity.code}.{slot}")


def _wanted(case: Case, computed: bool) -> Iterator[Missing]:
    """Yield the cells of the indicator sheet that are needed and empty, of typed or of computed indicators."""
    for row in case.plan.indicators:
        quantity = case.figures.quantities.get(row.code)
        if quantity is None or quantity.series is not row or (quantity.formula is not None) != computed:
            continue
        slots = (("TH-01", case.figures.planned(row.code)), ("TH-02", "uoc"), ("TH-03", next_slot(case, row.to_council)))
        yield from (_owed(case, id, quantity, slot) for id, slot in slots if not case.figures.values.at(row.code, slot).target)


def _typed(case: Case) -> Iterator[Missing]:
    return _wanted(case, computed=False)


def _computed(case: Case) -> Iterator[Missing]:
    return _wanted(case, computed=True)


def _sheets(case: Case) -> Iterator[Missing]:
    for quantity in case.figures.quantities.values():
        if quantity.is_indicator or quantity.series is None:
            continue
        slots = [
            slot
            for slot in ("uoc", case.figures.next_planned(quantity.code))
            if not case.figures.values.at(quantity.code, slot).target
        ]
        for slot in slots:
            yield _owed(case, "TH-04", quantity, "kh_sau.trinh" if slot.startswith("kh_sau") else slot)


def _village_columns(case: Case) -> list[str]:
    """Return the columns of the village sheet that the plan's indicators are computed from."""
    formulas = [q.formula for q in case.figures.quantities.values() if q.formula and q.formula.kind == "thon"]
    return list(dict.fromkeys(formula.column for formula in formulas))


def _villages(case: Case) -> Iterator[Missing]:
    """Yield empty cells of a column that other villages have filled; a column that nobody fills is not used."""
    titles = {str(field.alias): str(field.title) for field in Village.model_fields.values()}
    for column in _village_columns(case):
        amounts = [village.total(column) for village in case.plan.villages]
        key = "ho_ngheo" if column.startswith("ho_ngheo") else column
        for i, (village, amount) in enumerate(zip(case.plan.villages, amounts, strict=True)):
            if amount is None and any(other is not None for other in amounts):
                name = f"{titles.get(key, key)} của {village.kind} {village.name}"
                yield Missing("TH-05", ("thon", i, key), name, f"{village.kind} {village.name}")


def _has_root(case: Case, each: Missing, owed: set[str], columns: set[str]) -> bool:
    """Tell whether something that the figure is computed from is owed itself."""
    code, slot = _split(case, each.figure)
    return any(f"{name}.{slot}" in owed or column in columns for name, column in _inputs(case, code, slot, set()))


def _split(case: Case, figure: str) -> tuple[str, str]:
    quantity = case.figures.quantity(figure)
    return quantity.code, figure.removeprefix(f"{quantity.code}.") if figure != quantity.code else "uoc"


def _inputs(case: Case, code: str, slot: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (code, village column) of every series below a computed one, itself included."""
    quantity = case.figures.quantities.get(code)
    if quantity is None or code in seen:
        return
    seen.add(code)
    column = quantity.formula.column if quantity.formula and quantity.formula.kind == "thon" else ""
    yield code, "ho_ngheo" if column.startswith("ho_ngheo") else column
    for below in case.figures.values.computed(code, slot).inputs:
        yield from _inputs(case, below, slot, seen)


def _cited(case: Case, named: set[str], owed: set[str], columns: set[str]) -> Iterator[Missing]:
    """Yield figures that prose cites and that have no value, unless their own cells were named already."""
    for path, name in cited(case):
        try:
            figure = case.figures[name]
        except UnknownFigureError:
            continue
        if (
            figure.target is not None
            or not figure.code
            or _explained(case, figure.inputs or (f"{figure.code}.uoc",), named, owed, columns)
        ):
            continue
        quantity = case.figures.quantities[figure.code]
        office = case.plan.office(quantity.office)
        owner = case.plan.name_of(quantity.office) if quantity.office else ""
        yield Missing(
            "TH-06",
            path,
            f"{quantity.name} ({{{name}}}) được trích trong thuyết minh",
            owner,
            office.due if office else None,
            name,
        )


def _explained(case: Case, parts: tuple[str, ...], named: set[str], owed: set[str], columns: set[str]) -> bool:
    known = [part for part in parts if part in named or _has_root(case, Missing("", (), "", figure=part), owed, columns)]
    return bool(known)
