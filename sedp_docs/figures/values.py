"""The value of a series at a slot: written, or computed by its formula from other series. `Decimal`, never rounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sedp_docs.catalog import Formula
from sedp_docs.figures.quantities import Quantity, sheet_rows
from sedp_docs.model import Plan, Target

PART_YEAR = ("q1", "thang_6", "thang_9", "thang_11")
DECIDED = ("kh.giao", "kh.hdnd", "kh_sau.giao", "kh_sau.trinh", "kh_sau.hdnd", "muc_tieu_5_nam")
"""Slots that somebody decides: a value written there stands, also when the sheets would give another."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value at a slot, how it came about, and from which series (empty when it was written)."""

    target: Target | None
    formula: str = ""
    inputs: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """Return the number to compute with, or None."""
        return self.target.amount if self.target else None


class Values:
    """All values of a plan by (code, slot); computed on demand, each once."""

    def __init__(self, plan: Plan, quantities: Mapping[str, Quantity]) -> None:
        self.plan = plan
        self.quantities = quantities
        self._known: dict[tuple[str, str], Value] = {}
        self._open: set[tuple[str, str]] = set()

    def at(self, code: str, slot: str) -> Value:
        """Return the value of a series at a slot; `Value(None)` when it is missing or cannot be computed."""
        key = (code, slot)
        if key not in self._known:
            if key in self._open or code not in self.quantities:
                return Value(None)
            self._open.add(key)
            self._known[key] = self._find(self.quantities[code], slot)
            self._open.discard(key)
        return self._known[key]

    def amount(self, code: str, slot: str) -> Decimal | None:
        """Return the number at a slot, or None."""
        return self.at(code, slot).amount

    def written(self, code: str, slot: str) -> Target | None:
        """Return what the plan itself holds at a slot, before any formula."""
        series = self.quantities[code].series
        return series.at(slot) if series else None

    def computed(self, code: str, slot: str) -> Value:
        """Return what the formula of a series gives at a slot, whatever is written there."""
        quantity = self.quantities[code]
        return _COMPUTE[quantity.formula.kind](self, quantity.formula, slot) if quantity.formula else Value(None)

    def before(self, slot: str) -> str | None:
        """Return the slot that a value is compared with: the year before, or ước X for year X+1."""
        if slot.isdigit():
            return str(int(slot) - 1)
        if slot.startswith("kh_sau"):
            return "uoc"
        return None if slot in PART_YEAR or slot == "muc_tieu_5_nam" else str(self.plan.report_year - 1)

    def _find(self, quantity: Quantity, slot: str) -> Value:
        written = self.written(quantity.code, slot)
        if quantity.formula is None or (written is not None and slot in DECIDED):
            return Value(written)
        computed = self.computed(quantity.code, slot)
        return Value(written) if computed.target is None and written is not None else computed

    def total(self, codes: tuple[str, ...] | list[str], slot: str) -> Decimal | None:
        """Add series at a slot; in part of a year those that have a value yet, otherwise all must have one."""
        amounts = [self.amount(code, slot) for code in codes]
        known = [amount for amount in amounts if amount is not None]
        complete = len(known) == len(amounts) or slot in PART_YEAR
        return sum(known, Decimal(0)) if known and complete else None


def _made(amount: Decimal | None, formula: str, inputs: tuple[str, ...]) -> Value:
    return Value(None if amount is None else Target("value", amount), formula, inputs)


def _sum(values: Values, formula: Formula, slot: str) -> Value:
    return _made(values.total(formula.of, slot), " + ".join(formula.of), formula.of)


def _difference(values: Values, formula: Formula, slot: str) -> Value:
    first, rest = formula.of[0], formula.of[1:]
    minuend, taken = values.amount(first, slot), values.total(rest, slot)
    amount = None if minuend is None or taken is None else minuend - taken
    return _made(amount, " − ".join(formula.of), formula.of)


def _ratio(values: Values, formula: Formula, slot: str) -> Value:
    over, under = values.total(formula.of, slot), values.total(formula.base, slot)
    amount = None if over is None or not under else over / under * formula.factor
    words = f"{_joined(formula.of)} / {_joined(formula.base)} × {_comma(formula.factor)}"
    return _made(amount, words, (*formula.of, *formula.base))


def _joined(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"({' + '.join(codes)})"


def _growth(values: Values, formula: Formula, slot: str) -> Value:
    now, then = _pair(values, formula, slot)
    amount = None if now is None or not then else (now / then - 1) * 100
    return _made(amount, f"({_joined(formula.of)} / năm trước − 1) × 100", formula.of)


def _points_down(values: Values, formula: Formula, slot: str) -> Value:
    now, then = _pair(values, formula, slot)
    amount = None if now is None or then is None else then - now
    return _made(amount, f"{_joined(formula.of)} năm trước − năm nay", formula.of)


def _pair(values: Values, formula: Formula, slot: str) -> tuple[Decimal | None, Decimal | None]:
    before = values.before(slot)
    return values.total(formula.of, slot), values.total(formula.of, before) if before else None


def _sheet(values: Values, formula: Formula, slot: str) -> Value:
    rows = tuple(sheet_rows(values.plan, formula))
    return _made(values.total(rows, slot) if rows else None, "Σ " + " + ".join(rows), rows)


def _villages(values: Values, formula: Formula, slot: str) -> Value:
    """Add a column over all villages, for ước X only; with `base`, as a share of the sum of those columns."""
    over = _village_sum(values, (formula.column,)) if slot == "uoc" else None
    if not formula.base:
        return _made(over, f"Σ thôn: {formula.column}", ())
    under = _village_sum(values, formula.base)
    words = f"Σ thôn: {formula.column} / Σ thôn: {' + '.join(formula.base)} × {_comma(formula.factor)}"
    return _made(over / under * formula.factor if over is not None and under else None, words, ())


def _village_sum(values: Values, columns: tuple[str, ...]) -> Decimal | None:
    amounts = [village.total(column) for village in values.plan.villages for column in columns]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _product(values: Values, formula: Formula, slot: str) -> Value:
    amounts = [values.amount(code, slot) for code in formula.of]
    words = f"{' × '.join(formula.of)} × {_comma(formula.factor)}"
    if any(amount is None for amount in amounts):
        return Value(None, words, formula.of)
    out = formula.factor
    for amount in amounts:
        out *= amount or 0
    return _made(out, words, formula.of)


def _comma(factor: Decimal) -> str:
    return str(factor).replace(".", ",")


_COMPUTE: Mapping[str, Callable[[Values, Formula, str], Value]] = {
    "cong": _sum,
    "hieu": _difference,
    "ty_le": _ratio,
    "tang": _growth,
    "giam_diem": _points_down,
    "bang": _sheet,
    "thon": _villages,
    "tich": _product,
}
