"""Figures by name: "ty_le_ho_ngheo.kh_sau", "san_luong_luong_thuc.so_kh", "dem.dat_vuot" (docs/dinh-dang.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from sedp_docs.catalog import Catalog
from sedp_docs.figures.judge import Verdict, counts, judge
from sedp_docs.figures.quantities import Quantity, quantities
from sedp_docs.figures.values import Values
from sedp_docs.model import PERIODS, Plan, Target
from sedp_docs.problems import Path
from sedp_docs.text import nearest

Style = Literal["value", "percent", "change", "count", "money", "names"]
SLOT_NAMES = (*PERIODS, "kh", "kh.giao", "kh.hdnd", "kh_sau", "kh_sau.giao", "kh_sau.trinh", "kh_sau.hdnd", "muc_tieu_5_nam")
RATIO_NAMES = ("so_kh", "so_kh.giao", "so_kh.hdnd", "so_nt", "so_uoc", "so_muc_tieu", "ty_trong")
CHANGE_NAMES = ("tang", "tang_sau", "chenh_kh")


class UnknownFigureError(LookupError):
    """No figure has this name; `near` holds the most similar ones."""

    def __init__(self, name: str, near: list[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the plan.

    `style` says how it is printed: a value with its unit, a percentage, a change ("tăng 5,2%"; in điểm phần trăm when
    `points`), a count, or names (`codes`, of indicators). `target` is None when the value is missing.
    """

    name: str
    code: str
    style: Style
    target: Target | None
    unit: str = ""
    decimals: int = 0
    points: bool = False
    formula: str = ""
    inputs: tuple[str, ...] = ()
    path: Path = ()
    codes: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """Return the number behind the figure, or None."""
        return self.target.amount if self.target else None


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
        """Return the slot of KH X+1 by the plan's round: resolved, else submitted, else assigned."""
        after_vote = self.plan.round == "sau-hdnd" and self.values.at(code, "kh_sau.hdnd").target
        if after_vote:
            return "kh_sau.hdnd"
        return "kh_sau.trinh" if self.values.at(code, "kh_sau.trinh").target else "kh_sau.giao"

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
        """Return the codes that names begin with, and the counts."""
        return [*self.quantities, *(f"dem.{key}" for key in _COUNTS), "ds.vuot", "ds.chua_dat"]

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
        head, _, rest = name.partition(".")
        if head in ("dem", "ds", "hoat_dong", "du_an") and head not in self.quantities:
            return self._tally(name, head, rest)
        code, rest = self._split(name)
        if rest == "" or rest in SLOT_NAMES or rest.isdigit():
            return self._value(name, code, self._slot(code, rest or "uoc"))
        if rest in RATIO_NAMES:
            return self._ratio(name, code, rest)
        if rest in CHANGE_NAMES:
            return self._change(name, code, rest)
        raise UnknownFigureError(name, [f"{code}.{near}" for near in nearest(rest, _RESTS)])

    def _slot(self, code: str, slot: str) -> str:
        return {"kh": self.planned, "kh_sau": self.next_planned}.get(slot, lambda _: slot)(code)

    def _value(self, name: str, code: str, slot: str) -> Figure:
        quantity, value = self.quantities[code], self.values.at(code, slot)
        inputs = tuple(f"{each}.{slot}" for each in value.inputs)
        return Figure(name, code, "value", value.target, quantity.unit, quantity.decimals, formula=value.formula, inputs=inputs,
                      path=(*quantity.path, *slot_path(slot)))  # fmt: skip

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
        quantity = self.quantities[code]
        now_slot, then_slot = {
            "tang": ("uoc", str(self.plan.report_year - 1)),
            "tang_sau": (self.next_planned(code), "uoc"),
            "chenh_kh": ("uoc", self.planned(code)),
        }[rest]
        now, then = self.values.amount(code, now_slot), self.values.amount(code, then_slot)
        names = (f"{code}.{now_slot}", f"{code}.{then_slot}")
        points = quantity.is_rate or rest == "chenh_kh"
        amount = None if now is None or then is None else now - then if points else (now / then - 1) * 100 if then > 0 else None
        formula = f"{names[0]} − {names[1]}" if points else f"({names[0]} / {names[1]} − 1) × 100"
        return Figure(name, code, "change", None if amount is None else Target("value", amount),
                      quantity.unit if points else "%", quantity.decimals if points else 1, points, formula, names,
                      quantity.path)  # fmt: skip

    def _tally(self, name: str, head: str, rest: str) -> Figure:
        if head == "dem" and rest in _COUNTS:
            codes = tuple(code for code, verdict in self.verdicts.items() if verdict in _COUNTS[rest])
            return _count(name, len(codes), "đếm chỉ tiêu theo kết quả đánh giá", codes)
        if head == "ds" and rest in _COUNTS:
            codes = tuple(code for code, verdict in self.verdicts.items() if verdict in _COUNTS[rest])
            return Figure(
                name,
                "",
                "names",
                Target("value", Decimal(len(codes))),
                formula="tên chỉ tiêu",
                inputs=codes,
                codes=codes,
                path=("chi_tieu",),
            )
        found = self._actions(head).get(rest)
        if found is None:
            raise UnknownFigureError(name, nearest(name, [*self.names(), *(f"{head}.{key}" for key in self._actions(head))]))
        return Figure(name, "", "count" if rest.endswith("so") else "money", Target("value", found),
                      "" if rest.endswith("so") else self.catalog.level.money, self.catalog.level.money_decimals,
                      formula=f"cộng từ danh sách {'hoạt động' if head == 'hoat_dong' else 'dự án'}", path=(head,))  # fmt: skip

    def _actions(self, head: str) -> dict[str, Decimal]:
        if head == "du_an":
            planned = [sum(project.next_year.values(), Decimal(0)) for project in self.plan.projects]
            return {"so": Decimal(len(planned)), "kinh_phi": sum(planned, Decimal(0))}
        if head != "hoat_dong":
            return {}
        out: dict[str, Decimal] = {}
        for key in ("A", "B", "C", "tong"):
            chosen = [activity for activity in self.plan.activities if key in ("tong", activity.list_)]
            prefix = "" if key == "tong" else f"{key.lower()}."
            out[f"{prefix}so"] = Decimal(len(chosen))
            out[f"{prefix}kinh_phi"] = sum((activity.cost for activity in chosen), Decimal(0))
        return out


_COUNTS: Mapping[str, tuple[Verdict, ...]] = {
    "tong": ("vuot", "dat", "chua_dat", "chua_danh_gia"),
    "danh_gia": ("vuot", "dat", "chua_dat"),
    "vuot": ("vuot",),
    "dat": ("dat",),
    "dat_vuot": ("vuot", "dat"),
    "chua_dat": ("chua_dat",),
    "chua_danh_gia": ("chua_danh_gia",),
}
_RESTS = (*SLOT_NAMES, *RATIO_NAMES, *CHANGE_NAMES)


def _count(name: str, amount: int, formula: str, codes: tuple[str, ...]) -> Figure:
    return Figure(
        name, "", "count", Target("value", Decimal(amount)), formula=formula, inputs=codes, codes=codes, path=("chi_tieu",)
    )


def slot_path(slot: str) -> Path:
    """Return where a slot stands below its row: "uoc" → ("ket_qua", "uoc"), "2023" → ("lich_su", "2023")."""
    if slot.isdigit():
        return ("lich_su", slot)
    return ("ket_qua", slot) if slot in PERIODS else tuple(slot.split("."))
