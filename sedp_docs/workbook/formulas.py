"""Excel formulas for the grey cells. Each computes what `figures` computes, from the cells that people fill in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.sheets import PERENNIAL
from sedp_docs.problems import Path
from sedp_docs.workbook.grid import address
from sedp_docs.workbook.layout import Column
from sedp_docs.workbook.shapes import value_at
from sedp_docs.workbook.tables import Row, Table, Tables, columns_of_slots


@dataclass(frozen=True)
class Spot:
    """A cell that is computed: its table, row and column."""

    tables: Tables
    table: Table
    number: int
    row: Row
    column: Column

    def cell(self, key: Path | str) -> str:
        """Return the address of another cell of the same row."""
        return address((self.number, self.table.number(key)))

    @property
    def quantity(self) -> Quantity | None:
        """Return the series that the cell belongs to, when it is one of figures."""
        at = self.row.at
        if at is None or len(at.base) != 2:
            return None
        code = value_at(self.tables.tree, (*at.base, "ma"))
        if self.table.sheet.layout.lists == ("trong_trot",):
            code = f"{code}.{self.column.series[0] if self.column.series else 'san_luong'}"
        found = self.tables.figures.quantities.get(str(code))
        return found if found is not None and found.path[:2] == at.base else None


def column_formula(spot: Spot) -> str:
    """Return the formula of a computed column in a row; an empty text when it has none, or needs what was taken away."""
    make = _RECIPES.get(spot.column.computed)
    try:
        return make(spot) if make else ""
    except (KeyError, IndexError, StopIteration):  # a column or sheet that the user removed
        return ""


def _share(over: str, under: str) -> str:
    """A base of nothing or less (a sector that shrinks) has no share, as in `figures`."""
    return f'IFERROR(IF({under}>0,{over}/{under}*100,""),"")'


def _first_of(*cells: str) -> str:
    """Return the first of cells that holds something; an empty text, with which nothing can be computed, for none."""
    return f'IF({cells[0]}<>"",{cells[0]},{_first_of(*cells[1:])})' if cells else '""'


def _of_plan(spot: Spot) -> str:
    planned = _first_of(spot.cell(("kh", "hdnd")), spot.cell(("kh", "giao")))
    return _share(_first_of(spot.cell(("ket_qua", "uoc"))), planned)


def _of_last_year(spot: Spot) -> str:
    before = spot.cell(("lich_su", str(spot.tables.figures.plan.report_year - 1)))
    return _share(_first_of(spot.cell(("ket_qua", "uoc"))), before)


def _of_estimate(spot: Spot) -> str:
    names = ("hdnd", "trinh", "giao") if spot.tables.figures.plan.round == "sau-hdnd" else ("trinh", "giao")
    planned = _first_of(*(spot.cell(("kh_sau", name)) for name in names))
    return _share(planned, spot.cell(("ket_qua", "uoc")))


def _output(spot: Spot) -> str:
    """Area × yield / 10; perennials: the area harvested (planner's trap 1 and 5)."""
    words = spot.tables.choices["nhom_cay"]
    group = spot.cell(("nhom_cay",))
    slots = columns_of_slots(spot.table)
    area, harvested, rate = (address((spot.number, slots[(key,), spot.column.slot]))
                             for key in ("dien_tich", "dien_tich_thu_hoach", "nang_suat"))  # fmt: skip
    perennial = ",".join(f'{group}="{words.shown(each)}"' for each in PERENNIAL)
    return f'IFERROR(IF(OR({perennial}),{_product(harvested, rate)},{_product(area, rate)}),"")'


def _product(area: str, rate: str) -> str:
    return f'IF(OR({area}="",{rate}=""),"",{area}*{rate}/10)'


def _village_name(spot: Spot) -> str:
    units = spot.tables.named("Đơn vị và thôn")
    names, codes = units.block(units.number(("ten",))), units.block(units.number(("ma",)))
    return f'IFERROR(INDEX({names},MATCH({spot.cell(("ma",))},{codes},0)),"")'


def _poor(spot: Spot) -> str:
    start, left, back, new = (spot.cell(("ho_ngheo", key)) for key in ("dau_nam", "thoat_ngheo", "tai_ngheo", "phat_sinh"))
    return f'IF({start}="","",{start}-{left}+{back}+{new})'


def _goal(spot: Spot) -> str:
    goals = spot.tables.named("Chuỗi mục tiêu")
    codes, above, names = (goals.block(goals.number((key,))) for key in ("ma", "thuoc", "ten"))
    parent = f"INDEX({above},MATCH({spot.cell(('dau_ra',))},{codes},0))"
    return f'IFERROR(INDEX({names},MATCH({parent},{codes},0)),"")'


def _funds(spot: Spot, key: str) -> str:
    numbers = [
        i for i, column in enumerate(spot.table.sheet.columns, 1) if column.key and column.key[0] == key and len(column.key) > 1
    ]
    return f"{address((spot.number, numbers[0]))}:{address((spot.number, numbers[-1]))}"


def _lacking(spot: Spot) -> str:
    given = ",".join(spot.cell(("dan_gop", key)) for key in ("tien", "cong", "vat_tu", "dat"))
    cost = spot.cell(("khai_toan",))
    return f'IF({cost}="","",{cost}-SUM({_funds(spot, "nguon_von")})-SUM({given}))'


def _next_year(spot: Spot) -> str:
    funds = _funds(spot, "nam_sau")
    return f'IF(COUNT({funds})=0,"",SUM({funds}))'


def _demand(spot: Spot) -> str:
    """What list A and the projects need of a fund; the activity of a project is counted with the project."""
    fund = str(_value(spot, "ma"))
    actions, projects = spot.tables.of("hoat_dong"), spot.tables.of("du_an")
    lists, linked = actions.block(actions.number(("danh_muc",))), actions.block(actions.number(("du_an",)))
    parts = []
    if _has(actions, ("nguon_von", fund)):
        parts.append(f'SUMIFS({actions.block(actions.number(("nguon_von", fund)))},{lists},"A*",{linked},"=")')
    if _has(projects, ("nam_sau", fund)):
        parts.append(f"SUM({projects.block(projects.number(('nam_sau', fund)))})")
    if fund == "dan_gop":
        given = (actions.block(actions.number(("dan_gop", key))) for key in ("tien", "cong", "vat_tu", "dat"))
        parts += [f'SUMIFS({each},{lists},"A*")' for each in given]
    return "+".join(parts)


def _value(spot: Spot, key: str) -> object:
    return value_at(spot.tables.tree, (*spot.row.at.base, key)) if spot.row.at else None


def _has(table: Table, key: Path) -> bool:
    return any(column.key == key for column in table.sheet.columns)


def _surplus(spot: Spot) -> str:
    expected, need = spot.cell(("du_kien",)), spot.cell("nhu_cau")
    return f'IF({expected}="","",{expected}-N({need}))'


_RECIPES: Mapping[str, Callable[[Spot], str]] = {
    "so_kh": _of_plan,
    "so_nt": _of_last_year,
    "so_uoc": _of_estimate,
    "san_luong": _output,
    "ten_thon": _village_name,
    "ho_ngheo": _poor,
    "muc_tieu": _goal,
    "von_thieu": _lacking,
    "tong_nam_sau": _next_year,
    "nhu_cau": _demand,
    "thua_thieu": _surplus,
}
