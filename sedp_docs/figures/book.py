"""Figures by name: "ty_le_ho_ngheo.kh_sau", "san_luong_luong_thuc.so_kh", "dem.dat_vuot" (docs/dinh-dang.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from sedp_docs.catalog import Catalog
from sedp_docs.figures.figure import Figure, UnknownFigureError
from sedp_docs.figures.judge import Verdict, counts, judge
from sedp_docs.figures.quantities import Quantity, quantities
from sedp_docs.figures.tallies import HEADS, tally, tally_names
from sedp_docs.figures.values import Values
from sedp_docs.model import PERIODS, Plan, Target
from sedp_docs.problems import Path
from sedp_docs.text import nearest

SLOT_NAMES = (*PERIODS, "kh", "kh.giao", "kh.hdnd", "kh_sau", "kh_sau.giao", "kh_sau.trinh", "kh_sau.hdnd", "muc_tieu_5_nam")
RATIO_NAMES = ("so_kh", "so_kh.giao", "so_kh.hdnd", "so_nt", "so_uoc", "so_muc_tieu", "ty_trong")
CHANGE_NAMES = ("tang", "tang_sau", "chenh_kh")
_RESTS = (*SLOT_NAMES, *RATIO_NAMES, *CHANGE_NAMES)


class Figures:
    """All figures of a plan, by name; computed on demand, each once, so that one number has one origin."""

    def __init__(self, plan: Plan, catalog: Catalog) -> None:
        self.plan = plan
        self.catalog = catalog
        self.quantities: Mapping[str, Quantity] = quantities(plan, catalog)
        self.values = Values(plan, self.quantities)
        self._known: dict[str, Figure] = {}

    def __getitem__(self, name: str) -> Figure:
        """Return a figure by name; raises UnknownFigureError with the nearest names."""
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def quantity(self, name: str) -> Quantity:
        """Return the series that a figure's name begins with; raises UnknownFigureError."""
        return self.quantities[self._split(name)[0]]

    def planned(self, code: str) -> str:
        """Return the slot of KH X: as resolved, else as assigned."""
        return "kh.hdnd" if self.values.at(code, "kh.hdnd").target else "kh.giao"

    def next_planned(self, code: str) -> str:
        """Return the slot of KH X+1 by the plan's round: resolved, else submitted, else assigned, else the one to submit."""
        after_vote = self.plan.round == "sau-hdnd" and self.values.at(code, "kh_sau.hdnd").target
        if after_vote:
            return "kh_sau.hdnd"
        submitted, assigned = (self.values.at(code, f"kh_sau.{each}").target for each in ("trinh", "giao"))
        return "kh_sau.giao" if assigned and not submitted else "kh_sau.trinh"

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Return the judgement of every counted indicator, by code, in the plan's order."""
        rows = [self.quantities[row.code] for row in self.plan.indicators]
        return {row.code: self.verdict(row.code) for row in rows if counts(row)}

    def verdict(self, code: str, plan_slot: str = "") -> Verdict:
        """Judge the estimate of year X against KH X (or the given slot of it)."""
        values = self.values
        plan = values.at(code, plan_slot or self.planned(code)).target
        return judge(self.quantities[code], values.amount(code, "uoc"), plan, values.amount(code, str(self.plan.report_year - 1)))

    def names(self) -> list[str]:
        """Return the codes that names begin with, and the tallies."""
        return [*self.quantities, *tally_names()]

    def slot_name(self, name: str) -> str:
        """Return a figure's full name: "ma" → "ma.uoc", "ma.kh_sau" → "ma.kh_sau.trinh"; others stay."""
        figure = self[name]
        if not figure.code:
            return name
        rest = name.removeprefix(figure.code).removeprefix(".") or "uoc"
        return f"{figure.code}.{self._slot(figure.code, rest)}"

    def _split(self, name: str) -> tuple[str, str]:
        """Return (code, rest) of a name by its longest known code."""
        parts = name.split(".")
        for end in range(len(parts), 0, -1):
            code = ".".join(parts[:end])
            if code in self.quantities:
                return code, ".".join(parts[end:])
        raise UnknownFigureError(name, self._near(name))

    def _near(self, name: str) -> list[str]:
        code, dot, rest = name.partition(".")
        similar = nearest(name, self.names()) or nearest(code, self.names())
        return [known + (dot + rest if "." not in known and rest in _RESTS else "") for known in similar]

    def _find(self, name: str) -> Figure:
        head = name.partition(".")[0]
        if head in HEADS and head not in self.quantities:
            level = self.catalog.level
            return tally(name, self.plan, self.verdicts, (level.money, level.money_decimals))
        code, rest = self._split(name)
        if name == code or rest in SLOT_NAMES or self._is_past(rest):
            return self._value(name, code, self._slot(code, rest or "uoc"))
        if rest in RATIO_NAMES:
            return self._ratio(name, code, rest)
        if rest in CHANGE_NAMES:
            return self._change(name, code, rest)
        raise UnknownFigureError(name, [f"{code}.{near}" for near in nearest(rest, _RESTS)] or [code, f"{code}.kh_sau"])

    def _is_past(self, rest: str) -> bool:
        """Tell whether a name's end is a year before year X; year X and later have slots, not years."""
        return re.fullmatch("[12][0-9]{3}", rest) is not None and int(rest) < self.plan.report_year

    def _slot(self, code: str, slot: str) -> str:
        return {"kh": self.planned, "kh_sau": self.next_planned}.get(slot, lambda _: slot)(code)

    def _value(self, name: str, code: str, slot: str) -> Figure:
        quantity, value = self.quantities[code], self.values.at(code, slot)
        return Figure(
            name,
            code,
            "value",
            value.target,
            quantity.unit,
            quantity.decimals,
            formula=value.formula,
            inputs=tuple(f"{each}.{slot}" for each in value.inputs),
            path=(*quantity.path, *slot_path(slot)),
        )

    def _ratio(self, name: str, code: str, rest: str) -> Figure:
        over, under = self._ratio_slots(code, rest)
        quantity = self.quantities[code]
        whole = quantity.part_of if rest == "ty_trong" else code
        if not whole:
            raise UnknownFigureError(name, [f"{code}.{near}" for near in ("so_kh", "so_nt")])
        base = self._base(whole, under)
        top = self.values.amount(code, over) or self._base(code, over)
        share = None if top is None or not base or base < 0 else Target("value", top / base * 100)
        names = (f"{code}.{over}", f"{whole}.{under}")
        return Figure(
            name, code, "percent", share, "%", 1, formula=f"{names[0]} / {names[1]} × 100", inputs=names, path=quantity.path
        )

    def _base(self, code: str, slot: str) -> Decimal | None:
        """Return what a percentage is taken of: a single value, or the bound of "từ 98"."""
        target = self.values.at(code, slot).target if code in self.quantities else None
        return target.low if target and target.kind in ("value", "maintain", "at_least") else None

    def _ratio_slots(self, code: str, rest: str) -> tuple[str, str]:
        last_year = str(self.plan.report_year - 1)
        return {
            "so_kh": ("uoc", self.planned(code)),
            "so_kh.giao": ("uoc", "kh.giao"),
            "so_kh.hdnd": ("uoc", "kh.hdnd"),
            "so_nt": ("uoc", last_year),
            "so_uoc": (self.next_planned(code), "uoc"),
            "so_muc_tieu": ("uoc", "muc_tieu_5_nam"),
            "ty_trong": ("uoc", "uoc"),
        }[rest]

    def _change(self, name: str, code: str, rest: str) -> Figure:
        quantity, (now, then) = self.quantities[code], self._change_slots(code, rest)
        points = quantity.is_rate or rest == "chenh_kh"
        amount = _change(self.values.amount(code, now), self.values.amount(code, then), points=points)
        names = (f"{code}.{now}", f"{code}.{then}")
        return Figure(
            name,
            code,
            "change",
            None if amount is None else Target("value", amount),
            quantity.unit if points else "%",
            quantity.decimals if points else 1,
            points,
            f"{names[0]} − {names[1]}" if points else f"({names[0]} / {names[1]} − 1) × 100",
            names,
            quantity.path,
        )

    def _change_slots(self, code: str, rest: str) -> tuple[str, str]:
        return {
            "tang": ("uoc", str(self.plan.report_year - 1)),
            "tang_sau": (self.next_planned(code), "uoc"),
            "chenh_kh": ("uoc", self.planned(code)),
        }[rest]


def _change(now: Decimal | None, then: Decimal | None, *, points: bool) -> Decimal | None:
    """Return the difference, or the growth in percent over a base above zero."""
    if now is None or then is None:
        return None
    if points:
        return now - then
    return (now / then - 1) * 100 if then > 0 else None


def slot_path(slot: str) -> Path:
    """Return where a slot stands below its row: "uoc" → ("ket_qua", "uoc"), "2023" → ("lich_su", "2023")."""
    if slot.isdigit():
        return ("lich_su", slot)
    return ("ket_qua", slot) if slot in PERIODS else tuple(slot.split("."))
