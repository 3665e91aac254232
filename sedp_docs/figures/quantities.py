"""Every series of a plan under one name: indicators, crops, lines, products, budget, and indicators by unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sedp_docs.catalog import Catalog, CatalogIndicator, Formula
from sedp_docs.model import Plan, Series
from sedp_docs.model.series import SLOTS
from sedp_docs.model.sheets import BudgetLine, Crop, Direction, Indicator, Line, Rollup
from sedp_docs.problems import Path
from sedp_docs.text import lower_first

CROP_UNITS = {"dien_tich": "ha", "dien_tich_thu_hoach": "ha", "nang_suat": "tạ/ha", "san_luong": "tấn"}
COUNTED = ("người", "hộ", "con", "thôn", "học sinh", "lao động", "tiêu chí", "xã", "sản phẩm", "trường", "lớp", "cháu", "trẻ")
"""Units of things that are counted, not measured: their whole numbers carry no rounding."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A series with its identity: where it is written, how it is printed, how it is computed."""

    code: str
    name: str
    unit: str
    decimals: int
    path: Path
    series: Series | None = None
    formula: Formula | None = None
    direction: Direction = "khong"
    nature: str = "thoi_ky"
    field: str = ""
    part_of: str = ""
    ceiling: Decimal | None = None
    office: str = ""
    source: str = ""
    is_indicator: bool = False
    rollup: Rollup = "khong"

    @property
    def is_rate(self) -> bool:
        """Tell whether differences are in điểm phần trăm, not in percent."""
        return self.unit in ("%", "‰")


def quantities(plan: Plan, catalog: Catalog) -> dict[str, Quantity]:
    """Return all series of a plan by code, rows first; a code used twice keeps its first row (a rule reports it)."""
    out: dict[str, Quantity] = {}
    for quantity in (*_crops(plan), *_lines(plan), *_budget(plan, catalog), *_indicators(plan, catalog)):
        out.setdefault(quantity.code, quantity)
    for quantity in _by_unit(plan, out, catalog.level.money):
        out.setdefault(quantity.code, quantity)
    return out


def _crops(plan: Plan) -> Iterator[Quantity]:
    places = _area_decimals(plan)
    for i, crop in enumerate(plan.crops):
        for quantity in _crop(crop, ("trong_trot", i)):
            yield replace(quantity, decimals=places) if quantity.unit == "ha" else quantity


def _area_decimals(plan: Plan) -> int:
    """Return the decimals that areas need: none when all are whole hectares, at most two."""
    return _written_decimals([s for crop in plan.crops for s in (crop.area, crop.harvested) if s], most=2)


def _written_decimals(series: Sequence[Series], most: int) -> int:
    written = [target.low for s in series for slot in SLOTS if (target := s.at(slot))]
    past = [amount for s in series for amount in s.history.values()]
    return max((min(most, max(0, -int(a.normalize().as_tuple().exponent))) for a in (*written, *past)), default=0)


def _crop(crop: Crop, path: Path) -> Iterator[Quantity]:
    columns = {"dien_tich": crop.area, "dien_tich_thu_hoach": crop.harvested, "nang_suat": crop.crop_yield}
    for column, series in columns.items():
        if series is not None:
            yield _crop_column(crop, column, (*path, column), series)
    if crop.crop_yield is not None:
        area = "dien_tich_thu_hoach" if crop.perennial else "dien_tich"
        product = Formula.model_validate(
            {"kieu": "tich", "tu": [f"{crop.code}.{area}", f"{crop.code}.nang_suat"], "he_so": Decimal("0.1")}
        )
        yield _crop_column(crop, "san_luong", path, None, product)


_CROP_TITLES = {
    "dien_tich": "Diện tích",
    "dien_tich_thu_hoach": "Diện tích thu hoạch",
    "nang_suat": "Năng suất",
    "san_luong": "Sản lượng",
}


def _crop_column(crop: Crop, column: str, path: Path, series: Series | None, formula: Formula | None = None) -> Quantity:
    name = f"{_CROP_TITLES[column]} {crop.title[:1].lower()}{crop.title[1:]}"
    return Quantity(f"{crop.code}.{column}", name, CROP_UNITS[column], 1, path, series, formula,
                    office=crop.office, source=crop.source)  # fmt: skip


def _lines(plan: Plan) -> Iterator[Quantity]:
    for key, rows in (("chan_nuoi", plan.livestock), ("lam_nghiep", plan.forestry), ("thuy_san", plan.fishery),
                      ("tong_san_pham", plan.products)):  # fmt: skip
        for i, row in enumerate(rows):
            yield Quantity(row.code, row.title, row.unit, row.decimals, (key, i), row, nature=row.nature, office=row.office,
                           source=row.source)  # fmt: skip


def _budget(plan: Plan, catalog: Catalog) -> Iterator[Quantity]:
    level = catalog.level
    for i, row in enumerate(plan.budget):
        yield Quantity(row.code, row.name, level.money, level.money_decimals, ("ngan_sach", i), row, part_of=row.part_of,
                       office=row.office, source=row.source)  # fmt: skip


def _indicators(plan: Plan, catalog: Catalog) -> Iterator[Quantity]:
    known = {entry.code: entry for entry in catalog.level.indicators}
    for i, row in enumerate(plan.indicators):
        yield _indicator(row, known.get(row.code), ("chi_tieu", i))
    written = {row.code for row in plan.indicators}
    yield from (_unlisted(entry) for code, entry in known.items() if code not in written)


def _indicator(row: Indicator, entry: CatalogIndicator | None, path: Path) -> Quantity:
    if entry is None:
        return _own_indicator(row, path)
    return Quantity(row.code, entry.name, entry.unit, entry.decimals, path, row, entry.formula, entry.direction, entry.nature,
                    entry.field, entry.part_of, entry.ceiling, row.office, row.source, is_indicator=True,
                    rollup=entry.rollup)  # fmt: skip


def _by_unit(plan: Plan, known: Mapping[str, Quantity], money: str) -> Iterator[Quantity]:
    """Yield the rows of one indicator in one unit, each printed like the indicator itself.

    Money is small in a unit below, which keeps its books in the next smaller unit: as many decimals as written, at most three.
    """
    for i, row in enumerate(plan.by_unit):
        if row.indicator in known:
            whole = known[row.indicator]
            rows = [each for each in plan.by_unit if each.indicator == row.indicator] if whole.unit == money else []
            decimals = max(whole.decimals, _written_decimals(rows, most=3))
            name = f"{whole.name}, {lower_first(plan.name_of(row.unit))}"
            yield Quantity(row.code, name, whole.unit, decimals, ("theo_don_vi", i), row, direction=whole.direction,
                           nature=whole.nature, ceiling=whole.ceiling, office=row.unit)  # fmt: skip


def _own_indicator(row: Indicator, path: Path) -> Quantity:
    """Return an indicator that no catalogue holds: it carries what the catalogue would have said."""
    return Quantity(
        row.code,
        row.name or row.code,
        row.unit,
        row.decimals or 0,
        path,
        row,
        direction=row.direction or "khong",
        field=row.field,
        office=row.office,
        source=row.source,
        is_indicator=True,
        rollup=row.rollup or "khong",
    )


def _unlisted(entry: CatalogIndicator) -> Quantity:
    """Return a catalogue quantity that the plan does not list: it may be cited, but is not one of its indicators."""
    return Quantity(entry.code, entry.name, entry.unit, entry.decimals, ("chi_tieu",), None, entry.formula, entry.direction,
                    entry.nature, entry.field, rollup=entry.rollup)  # fmt: skip


def sheet_rows(plan: Plan, formula: Formula) -> list[str]:
    """Return the codes of the rows that a `bang` formula adds up, after its filters."""
    if formula.sheet == "trong_trot":
        return [f"{crop.code}.{formula.column}" for crop in plan.crops if _crop_counts(crop, formula)]
    if formula.sheet == "ngan_sach":
        return [row.code for row in plan.budget if _budget_counts(row, formula)]
    lines = {"chan_nuoi": plan.livestock, "lam_nghiep": plan.forestry, "thuy_san": plan.fishery, "tong_san_pham": plan.products}
    return [row.code for row in lines[str(formula.sheet)] if _line_counts(row, formula)]


def _crop_counts(crop: Crop, formula: Formula) -> bool:
    has = {"dien_tich": True, "dien_tich_thu_hoach": crop.harvested is not None}.get(formula.column, crop.crop_yield is not None)
    return has and _passes(formula.crops, crop.crop) and _passes(formula.groups, crop.group) and _passes(formula.codes, crop.code)


def _line_counts(row: Line, formula: Formula) -> bool:
    return _passes(formula.groups, row.group) and _passes(formula.codes, row.code)


def _budget_counts(row: BudgetLine, formula: Formula) -> bool:
    named = bool(formula.codes) or bool(formula.kinds)
    chosen = _passes(formula.codes, row.code) and _passes(formula.kinds, row.kind or "")
    return _passes(formula.groups, row.side) and chosen and (named or not row.part_of)


def _passes(allowed: tuple[str, ...], value: str) -> bool:
    return not allowed or value in allowed
