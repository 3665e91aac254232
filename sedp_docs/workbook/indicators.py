"""Excel formulas of the indicators that the catalogue computes: sums, ratios, growth, and sums of other sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sedp_docs.catalog import Formula
from sedp_docs.figures.quantities import Quantity
from sedp_docs.figures.values import PART_YEAR
from sedp_docs.problems import Path
from sedp_docs.workbook.shapes import LIST_TITLES
from sedp_docs.workbook.tables import Table, Tables, columns_of_slots


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


def _sum(tables: Tables, codes: Sequence[str], slot: str) -> str:
    """Add series up: all must have a value, in part of a year those that have one yet (`Values.total`)."""
    cells = ",".join(_series(tables, code, slot) for code in codes)
    return f'IF(COUNT({cells})<{1 if slot in PART_YEAR else len(codes)},"",SUM({cells}))'


def _added(tables: Tables, formula: Formula, slot: str) -> str:
    return _sum(tables, formula.of, slot)


def _less(tables: Tables, formula: Formula, slot: str) -> str:
    first, rest = _sum(tables, formula.of[:1], slot), _sum(tables, formula.of[1:], slot)
    return f'IFERROR({first}-{rest},"")'


def _ratio(tables: Tables, formula: Formula, slot: str) -> str:
    return f'IFERROR({_sum(tables, formula.of, slot)}/{_sum(tables, formula.base, slot)}*{formula.factor},"")'


def _grown(tables: Tables, formula: Formula, slot: str) -> str:
    now, then = _sum(tables, formula.of, slot), _sum(tables, formula.of, _before(tables, slot))
    return f'IFERROR(({now}/{then}-1)*100,"")'


def _fallen(tables: Tables, formula: Formula, slot: str) -> str:
    now, then = _sum(tables, formula.of, slot), _sum(tables, formula.of, _before(tables, slot))
    return f'IFERROR({then}-{now},"")'


def _before(tables: Tables, slot: str) -> str:
    before = tables.figures.values.before(slot)
    if before is None:
        raise KeyError(slot)
    return before


ANY_NUMBER = '">-1E+300"'
"""A criterion of COUNTIFS that texts and empty cells do not meet."""


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
    there = f"SUMPRODUCT(COUNTIFS({column},{ANY_NUMBER}{_tests(tests)}))"
    total = f'IF({there}=0,"",SUMPRODUCT(SUMIFS({column}{_tests(tests)})))'
    if slot in PART_YEAR or formula.column in ("san_luong", "dien_tich_thu_hoach"):
        return total
    rows = f'SUMPRODUCT(COUNTIFS({table.block(table.number(("ma",)))},"<>"{_tests(tests)}))'
    return f'IF({there}<{rows},"",{total})'


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


_GROUPS = {"trong_trot": ("nhom_cay", "nhom_cay"), "ngan_sach": ("phan", "phan_ngan_sach"), "tong_san_pham": ("nhom", "gia")}
"""The column that tells the groups of a list apart, and the words that it shows, where they are not those of most lists."""


def _filters(formula: Formula, list_: str) -> list[tuple[str, str, tuple[str, ...]]]:
    group, choice = _GROUPS.get(list_, ("nhom", "nhom_dong"))
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
    """Write the criteria of SUMIFS; lists of several words become arrays, added up by SUMPRODUCT: one down, one across."""
    out, separators = "", iter(";,")
    for block, words in tests:
        quoted = (next(separators) if len(words) > 1 else "").join(f'"{word}"' for word in words)
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
    block, codes = table.block(table.number(key)), table.block(table.number(("ma",)))
    return f'COUNTIF({block},"x")' if column == "nha_van_hoa" else f'IF(COUNT({block})<COUNTA({codes}),"",SUM({block}))'


_KINDS: Mapping[str, Callable[[Tables, Formula, str], str]] = {
    "cong": _added,
    "hieu": _less,
    "ty_le": _ratio,
    "tang": _grown,
    "giam_diem": _fallen,
    "bang": _sheet,
    "thon": _villages,
}
