"""What the plan's round needs and does not have yet, and who owes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sedp_docs.catalog import Formula
from sedp_docs.figures import Figure, UnknownFigureError
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.unit import Subordinate, Village
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
        """Return whom to ask, until when; what the council voted stands in its resolution."""
        if self.figure.endswith(".kh_sau.hdnd"):
            return "ghi số trong phụ lục nghị quyết HĐND đã thông qua, kể cả khi bằng số đã trình"
        who = f"hỏi {self.office}" if self.office else "điền số liệu; ghi co_quan để biết hỏi ai"
        return f"{who}, hạn {short_date(self.due)}" if self.due else who


@lru_cache(maxsize=4)
def missing(case: Case) -> tuple[Missing, ...]:
    """Return all that is owed, roots first: a computed figure is named only when none of its own inputs is."""
    roots = [*_villages(case), *_sheets(case), *_wanted(case, computed=False)]
    known = _Roots(case, roots)
    computed = [each for each in _wanted(case, computed=True) if not known.explain(each.figure)]
    return (*roots, *computed, *_cited(case, _Roots(case, [*roots, *computed])))


class _Roots:
    """What is owed already; whatever is computed from one of these cells needs no line of its own."""

    def __init__(self, case: Case, found: list[Missing]) -> None:
        self.case = case
        self.cells = {each.figure for each in found if each.figure}
        self.columns = {str(each.path[2]) for each in found if each.path[0] == "thon"}

    def explain(self, figure: str) -> bool:
        """Tell whether a figure is owed, or computed from something that is."""
        code, slot = split(self.case, figure)
        slots = ("kh_sau.trinh", "kh_sau.hdnd") if slot.startswith("kh_sau") else (slot,)
        return any(self._below(code, each, set()) for each in slots)

    def _below(self, code: str, slot: str, seen: set[str]) -> bool:
        quantity = self.case.figures.quantities.get(code)
        if quantity is None or code in seen:
            return False
        seen.add(code)
        of_villages = slot == "uoc" and quantity.formula is not None and not self.columns.isdisjoint(_columns(quantity.formula))
        inputs = self.case.figures.values.computed(code, slot).inputs
        return f"{code}.{slot}" in self.cells or of_villages or any(self._below(below, slot, seen) for below in inputs)


def split(case: Case, figure: str) -> tuple[str, str]:
    """Return (code, slot) of a figure's name, code "" for none; "kh" is the slot of KH X, "kh_sau" that of KH X+1."""
    try:
        code = case.figures.quantity(figure).code
    except UnknownFigureError:
        return "", ""
    rest = figure.removeprefix(code).removeprefix(".") or "uoc"
    return code, {"kh": case.figures.planned, "kh_sau": case.figures.next_planned}.get(rest, lambda _: rest)(code)


def uncomputable(case: Case, figure: Figure) -> bool:
    """Tell whether a figure has no value though its inputs have: % of a range, of 0, a share of no whole."""
    inputs = [(code, slot) for code, slot in (split(case, name) for name in figure.inputs) if code]
    return bool(inputs) and figure.target is None and all(case.figures.values.at(*each).target for each in inputs)


def _columns(formula: Formula) -> list[str]:
    """Return the columns of the village sheet that a formula reads; all of hộ nghèo stand under one key."""
    columns = (formula.column, *formula.base) if formula.kind == "thon" else ()
    return ["ho_ngheo" if column.startswith("ho_ngheo") else column for column in columns]


def village_figures(case: Case, cell: Missing) -> list[str]:
    """Return the names of the figures that a cell of the village sheet goes into."""
    known = case.figures.quantities.values()
    return [f"{each.code}.uoc" for each in known if each.formula and cell.path[2] in _columns(each.formula)]


def next_slot(case: Case, to_council: bool) -> str:
    """Return the slot of KH X+1 that the round asks for."""
    voted = case.plan.round == "sau-hdnd" and to_council and case.plan.unit.has_council
    return "kh_sau.hdnd" if voted else "kh_sau.trinh"


def _owed(case: Case, id: str, quantity: Quantity, slot: str) -> Missing:
    owner, due = _owner(case, quantity)
    title = f"kế hoạch năm {case.year}" if id == "TH-01" else slot_title(case, slot)
    return Missing(id, at(quantity, slot), f"{quantity.name}, {title}", owner, due, f"{quantity.code}.{slot}")


def _owner(case: Case, quantity: Quantity) -> tuple[str, date | None]:
    """Return who answers for a series (printed name) and when it is due."""
    plan, code = case.plan, quantity.office
    units: tuple[Subordinate | Village, ...] = (*plan.subordinates, *plan.villages)
    for unit in units:
        if unit.code == code:
            return f"{unit.kind} {unit.name}", unit.due
    office = plan.office(code)
    return plan.name_of(code) if code else "", office.due if office else None


def _wanted(case: Case, computed: bool) -> Iterator[Missing]:
    """Yield the cells of the indicator sheet that are needed and empty, of typed or of computed indicators."""
    for row in case.plan.indicators:
        quantity = case.figures.quantities.get(row.code)
        if quantity is None or quantity.series is not row or (quantity.formula is not None) != computed:
            continue
        slots = (("TH-01", case.figures.planned(row.code)), ("TH-02", "uoc"), ("TH-03", next_slot(case, row.to_council)))
        yield from (_owed(case, id, quantity, slot) for id, slot in slots if not case.figures.values.at(row.code, slot).target)


def _sheets(case: Case) -> Iterator[Missing]:
    for quantity in case.figures.quantities.values():
        if quantity.is_indicator or quantity.series is None:
            continue
        of_unit = quantity.path[0] == "theo_don_vi"
        slots = _unit_slots(case, int(quantity.path[1])) if of_unit else ("uoc", case.figures.next_planned(quantity.code))
        for slot in slots:
            if not case.figures.values.at(quantity.code, slot).target:
                yield _owed(case, "TH-04", quantity, slot if of_unit or slot == "uoc" else "kh_sau.trinh")


def _unit_slots(case: Case, i: int) -> Iterator[str]:
    """Yield the slots that row i of `theo_don_vi` needs: those that other units have; what is assigned only after the vote."""
    indicator = case.plan.by_unit[i].indicator
    rows = [each for each in case.plan.by_unit if each.indicator == indicator]
    if any(each.at("uoc") for each in rows):
        yield "uoc"
    if case.plan.round == "sau-hdnd" and any(each.at("kh_sau.giao") or each.at("kh_sau.trinh") for each in rows):
        yield "kh_sau.giao"


def _villages(case: Case) -> Iterator[Missing]:
    """Yield empty cells of a column that other villages have filled; a column that nobody fills is not used."""
    formulas = [quantity.formula for quantity in case.figures.quantities.values() if quantity.formula]
    titles = {str(field.alias): str(field.title) for field in Village.model_fields.values()}
    for column in dict.fromkeys(column for formula in formulas for column in _columns(formula)):
        amounts = [village.total(column) for village in case.plan.villages]
        for i, (village, amount) in enumerate(zip(case.plan.villages, amounts, strict=True)):
            if amount is None and any(other is not None for other in amounts):
                owner = f"{village.kind} {village.name}"
                yield Missing("TH-05", ("thon", i, column), f"{titles.get(column, column)} của {owner}", owner, village.due)


def _cited(case: Case, known: _Roots) -> Iterator[Missing]:
    """Yield figures that prose cites and that have no value, unless their own cells were named already."""
    for path, name in cited(case):
        try:
            figure = case.figures[name]
        except UnknownFigureError:
            continue
        if figure.target is not None or not figure.code or uncomputable(case, figure):
            continue
        if not any(map(known.explain, figure.inputs or (figure.name,))):
            quantity = case.figures.quantities[figure.code]
            owner, due = _owner(case, quantity)
            yield Missing("TH-06", path, f"{quantity.name} ({{{name}}}) được trích trong thuyết minh", owner, due, name)
