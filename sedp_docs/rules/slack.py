"""How far a typed total may stand from a computed one through rounding alone (n × half a unit, not zero)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from sedp_docs.catalog import Formula
from sedp_docs.figures.quantities import COUNTED, Quantity
from sedp_docs.rules.registry import Case
from sedp_docs.rules.words import MOST_DECIMALS, written_decimals

_ZERO = Decimal(0)


def half_unit(decimals: int) -> Decimal:
    """Return half of the last printed digit."""
    return Decimal(5).scaleb(-min(decimals, MOST_DECIMALS) - 1)


def slack(case: Case, code: str, slot: str) -> Decimal:
    """Return by how much rounding of its written inputs can move a series at a slot; 0 for what is only counted."""
    quantity = case.figures.quantities.get(code)
    if quantity is None:
        return _ZERO
    value = case.figures.values.at(code, slot)
    if quantity.formula is None or not value.formula:
        return _of_written(quantity, value.amount)
    return _BY_KIND.get(quantity.formula.kind, _of_sum)(case, quantity.formula, slot, value.inputs)


def _of_written(quantity: Quantity, amount: Decimal | None) -> Decimal:
    if amount is None or (quantity.unit in COUNTED and amount == amount.to_integral_value()):
        return _ZERO
    return half_unit(max(quantity.decimals, written_decimals(amount)))


def _of_sum(case: Case, formula: Formula, slot: str, inputs: tuple[str, ...]) -> Decimal:
    return sum((slack(case, code, slot) for code in inputs), _ZERO)


def _relative(case: Case, codes: tuple[str, ...], slot: str) -> Decimal:
    total = abs(case.figures.values.total(codes, slot) or _ZERO)
    return sum((slack(case, code, slot) for code in codes), _ZERO) / total if total else _ZERO


def _of_product(case: Case, formula: Formula, slot: str, inputs: tuple[str, ...]) -> Decimal:
    amounts = [abs(case.figures.values.amount(code, slot) or _ZERO) for code in inputs]
    most, least = formula.factor, formula.factor
    for code, amount in zip(inputs, amounts, strict=True):
        most, least = most * (amount + slack(case, code, slot)), least * amount
    return most - least


def _of_ratio(case: Case, formula: Formula, slot: str, inputs: tuple[str, ...]) -> Decimal:
    over, under = (case.figures.values.total(codes, slot) for codes in (formula.of, formula.base))
    share = abs((over or _ZERO) / under * formula.factor) if under else _ZERO
    return share * (_relative(case, formula.of, slot) + _relative(case, formula.base, slot))


def _of_growth(case: Case, formula: Formula, slot: str, inputs: tuple[str, ...]) -> Decimal:
    before = case.figures.values.before(slot)
    if before is None:
        return _ZERO
    now, then = (case.figures.values.total(formula.of, each) for each in (slot, before))
    share = abs((now or _ZERO) / then * 100) if then else _ZERO
    return share * (_relative(case, formula.of, slot) + _relative(case, formula.of, before))


def _of_points(case: Case, formula: Formula, slot: str, inputs: tuple[str, ...]) -> Decimal:
    before = case.figures.values.before(slot)
    return _of_sum(case, formula, slot, formula.of) + (_of_sum(case, formula, before, formula.of) if before else _ZERO)


_BY_KIND: Mapping[str, Callable[[Case, Formula, str, tuple[str, ...]], Decimal]] = {
    "cong": _of_sum,
    "hieu": _of_sum,
    "bang": _of_sum,
    "thon": _of_sum,
    "tich": _of_product,
    "ty_le": _of_ratio,
    "tang": _of_growth,
    "giam_diem": _of_points,
}
