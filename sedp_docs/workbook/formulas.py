"""Excel formulas for the grey cells. Each computes what `figures` computes, from the cells that people fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sedp_docs.catalog import Formula
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.sheets import PERENNIAL
from sedp_docs.problems import Path
from sedp_docs.workbook.grid import address, column_letters
from sedp_docs.workbook.layout import Column
from sedp_docs.workbook.shapes import LIST_TITLES
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


def column_formula(spot: Spot) -> str:
    """Return the formula of a computed column in a row of the plan, or an empty text when it has none."""
    make = _RECIPES.get(spot.column.computed)
    return make(spot) if make else ""


def _share(over: str, under: str) -> str:
    return f'IFERROR({over}/{under}*100,"")'


def _of_plan(spot: Spot) -> str:
    assigned, resolved = spot.cell(("kh", "giao")), spot.cell(("kh", "hdnd"))
    return _share(spot.cell(("ket_qua", "uoc")), f'IF({resolved}<>"",{resolved},{assigned})')


def _of_last_year(spot: Spot) -> str:
    return _share(spot.cell(("ket_qua", "uoc")), spot.cell(("lich_su", str(spot.tables.figures.plan.report_year - 1))))


def _of_estimate(spot: Spot) -> str:
    names = ("giao", "trinh", "hdnd") if spot.tables.figures.plan.round == "sau-hdnd" else ("giao", "trinh")
    cells = [spot.cell(("kh_sau", name)) for name in names]
    planned = cells[0]
    for cell in cells[1:]:
        planned = f'IF({cell}<>"",{cell},{planned})'
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
    from sedp_docs.workbook.shapes import value_at

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


def indicator_formula(tables: Tables, quantity: Quantity, slot: str) -> str:
    """Return the formula of an indicator that the catalogue computes, or an empty text when its inputs have no cells."""
    formula = quantity.formula
    if formula is None:
        return ""
    try:
        return _KINDS[formula.kind](tables, formula, slot)
    except (KeyError, StopIteration):
        return ""


def _series(tables: Tables, code: str, slot: str) -> str:
    """Return the reference to a series at a slot; raises KeyError when it has no cell."""
    quantity = tables.figures.quantities[code]
    if quantity.series is None:
        raise KeyError(code)
    return tables.reference((*quantity.path, *slot_key(slot)), "Chỉ tiêu")


def slot_key(slot: str) -> Path:
    """Return the path of a slot within a series: "uoc" → ("ket_qua", "uoc"), "2023" → ("lich_su", "2023")."""
    if slot.isdigit():
        return ("lich_su", slot)
    return tuple(slot.split(".")) if "." in slot or slot == "muc_tieu_5_nam" else ("ket_qua", slot)


def _sum(tables: Tables, codes: Iterable[str], slot: str) -> str:
    return "+".join(_series(tables, code, slot) for code in codes)


def _filled(formula: str, cells: str) -> str:
    return f'IF(COUNT({cells})=0,"",{formula})'


def _added(tables: Tables, formula: Formula, slot: str) -> str:
    cells = [_series(tables, code, slot) for code in formula.of]
    return _filled("+".join(f"N({cell})" for cell in cells), ",".join(cells))


def _less(tables: Tables, formula: Formula, slot: str) -> str:
    first, *rest = (_series(tables, code, slot) for code in formula.of)
    return f'IFERROR({first}-{"-".join(rest)},"")'


def _ratio(tables: Tables, formula: Formula, slot: str) -> str:
    return f'IFERROR(({_sum(tables, formula.of, slot)})/({_sum(tables, formula.base, slot)})*{formula.factor},"")'


def _grown(tables: Tables, formula: Formula, slot: str) -> str:
    return f'IFERROR((({_sum(tables, formula.of, slot)})/({_sum(tables, formula.of, _before(tables, slot))})-1)*100,"")'


def _fallen(tables: Tables, formula: Formula, slot: str) -> str:
    then, now = (_sum(tables, formula.of, each) for each in (_before(tables, slot), slot))
    return f'IF(OR({then}="",{now}=""),"",IFERROR({then}-{now},""))'


def _before(tables: Tables, slot: str) -> str:
    before = tables.figures.values.before(slot)
    if before is None:
        raise KeyError(slot)
    return before


def _sheet(tables: Tables, formula: Formula, slot: str) -> str:
    list_ = str(formula.sheet)
    table = tables.of(list_)
    column = _column_of(table, formula, slot)
    tests: list[tuple[str, list[str]]] = []
    if list_ in LIST_TITLES:
        tests.append((table.block(table.number("Phần")), [LIST_TITLES[list_]]))
    tests += [
        (table.block(table.number((key,))), _shown(tables, choice, values)) for key, choice, values in _filters(formula, list_)
    ]
    if list_ == "ngan_sach" and not formula.codes and not formula.kinds:
        tests.append((table.block(table.number(("thuoc",))), ["="]))
    return _filled(f"SUMPRODUCT(SUMIFS({column}{_tests(tests)}))", column)


def _column_of(table: Table, formula: Formula, slot: str) -> str:
    """Return the block of the column that a `bang` formula adds up."""
    if formula.sheet != "trong_trot":
        return table.block(columns_of_slots(table)[(), slot])
    if formula.column == "san_luong":
        for i, column in enumerate(table.sheet.columns, 1):
            if column.computed == "san_luong" and column.slot == slot:
                return table.block(i)
        raise KeyError(slot)
    return table.block(columns_of_slots(table)[(formula.column,), slot])


def _filters(formula: Formula, list_: str) -> list[tuple[str, str, tuple[str, ...]]]:
    group, choice = {"trong_trot": ("nhom_cay", "nhom_cay"), "ngan_sach": ("phan", "phan_ngan_sach")}.get(
        list_, ("nhom", "nhom_dong")
    )
    wanted = (
        ("cay", "", formula.crops),
        (group, choice, formula.groups),
        ("ma", "", formula.codes),
        ("khoan", "khoan", formula.kinds),
    )
    return [(key, choice, values) for key, choice, values in wanted if values]


def _shown(tables: Tables, choice: str, values: tuple[str, ...]) -> list[str]:
    return [tables.choices[choice].shown(value) for value in values] if choice else list(values)


def _tests(tests: Iterable[tuple[str, list[str]]]) -> str:
    """Write the criteria of SUMIFS; one list of several words becomes an array, added up by SUMPRODUCT."""
    out = ""
    for block, words in tests:
        quoted = ";".join(f'"{word}"' for word in words)
        out += f",{block},{{{quoted}}}" if len(words) > 1 else f",{block},{quoted}"
    return out


def _villages(tables: Tables, formula: Formula, slot: str) -> str:
    if slot != "uoc":
        raise KeyError(slot)
    over = _village_sum(tables, formula.column)
    if not formula.base:
        return over
    under = "+".join(_village_sum(tables, column) for column in formula.base)
    return f'IFERROR({over}/({under})*{formula.factor},"")'


def _village_sum(tables: Tables, column: str) -> str:
    table = tables.named("Số liệu thôn")
    key: Path | str = column if column == "ho_ngheo" else (column,)
    if column.startswith("ho_ngheo_"):
        key = ("ho_ngheo", {"thoat": "thoat_ngheo", "tai": "tai_ngheo"}.get(column[9:], column[9:]))
    block = table.block(table.number(key))
    return f'COUNTIF({block},"x")' if column == "nha_van_hoa" else f'IF(COUNT({block})=0,"",SUM({block}))'


_KINDS: Mapping[str, Callable[[Tables, Formula, str], str]] = {
    "cong": _added,
    "hieu": _less,
    "ty_le": _ratio,
    "tang": _grown,
    "giam_diem": _fallen,
    "bang": _sheet,
    "thon": _villages,
}


def total_formula(table: Table, title: str, number: int, rows: Mapping[str, int]) -> str:
    """Return the formula of a total in a column; `rows` are the numbers of the total rows by title."""
    letters = column_letters(number)
    block = f"{letters}{table.first}:{letters}{table.last}"
    if table.sheet.layout.totals == "tren":
        flag = table.sheet.columns[number - 1].kind == "flag"
        return f'COUNTIF({block},"x")' if flag else f"SUM({block})"
    income, spent = (f"{letters}{rows[each]}" for each in ("Tổng thu", "Tổng chi"))
    side, part = (table.block(table.number((key,)), from_other=False) for key in ("phan", "thuoc"))
    kinds = table.block(table.number(("khoan",)), from_other=False)
    return {
        "Tổng thu": f'SUMIFS({block},{side},"Thu",{part},"=")',
        "Tổng chi": f'SUMIFS({block},{side},"Chi",{part},"=")',
        "Cân đối (thu - chi)": f"{income}-{spent}",
        "Dự phòng, % tổng chi": f'IFERROR(SUMIFS({block},{kinds},"Dự phòng")/{spent}*100,"")',
    }[title]
