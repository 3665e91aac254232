"""Slips: the part of a plan's workbook that one office or village fills in and sends back.

A row of a slip is known by its key, "chi_tieu/ty_le_ho_ngheo"; `base_of` says what its cells held when it was sent out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sedp_docs.limits import VALUE_CHARACTERS
from sedp_docs.model import Plan
from sedp_docs.model.unit import Office, Village
from sedp_docs.model.values import Target, target_text
from sedp_docs.problems import Path
from sedp_docs.workbook.kinds import FieldType
from sedp_docs.workbook.layout import DESCRIBED, Column, Sheet
from sedp_docs.workbook.shapes import At, paragraph_at, value_at
from sedp_docs.workbook.tables import Row, Table, Tables

KIND = "phieu-so-lieu-ke-hoach"
"""What the property "loai" of a slip says."""
ROW_KEY = Column("Khóa dòng", None, FieldType("text"), "khoa_dong", width=10)
"""The hidden column of row keys, the last of each sheet: a code that was typed over is noticed by it."""
PROSE, PARAGRAPHS = "thuyet_minh", ("doan",)
"""A section of prose is a row known by its document and number; all its paragraphs are one value of it."""
_LONGEST = VALUE_CHARACTERS - 100
Base = Mapping[tuple[str, str], str]
"""Texts of cells by (row key, column key)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose slip it is; `base` is the fingerprint of what it held when it was sent out."""

    unit: str
    plan_year: str
    round: str
    sender: str
    base: str

    def as_properties(self) -> dict[str, str]:
        """Return the custom properties of a slip."""
        return {"loai": KIND, "don_vi": self.unit, "nam_ke_hoach": self.plan_year, "lan_lap": self.round,
                "phieu_cua": self.sender, "goc": self.base}  # fmt: skip


@dataclass(frozen=True)
class SlipTable:
    """A sheet of a slip: its table, and the key of each row ("" for a row that is still empty)."""

    table: Table
    keys: tuple[str, ...]


def identity_of(plan: Plan, sender: str, base: Base) -> Identity:
    """Return the identity of the slip that a unit gets."""
    return Identity(plan.unit.code or plan.unit.full_name, str(plan.plan_year), plan.round, sender, fingerprint(base))


def fingerprint(base: Base) -> str:
    """Return a short hash of a base, the same however its cells are ordered."""
    lines = sorted(f"{row}\0{column}\0{text}" for (row, column), text in base.items())
    return hashlib.sha256("\1".join(lines).encode()).hexdigest()[:16]


def responding(plan: Plan) -> dict[str, Office | Village]:
    """Return who may get a slip, by code: offices, then villages."""
    everyone: list[Office | Village] = [*plan.offices, *plan.villages]
    return {each.code: each for each in (*everyone, *reversed(everyone))}


def slip_sheet(sheet: Sheet, plan: Plan, sender: str) -> Sheet:
    """Return a sheet with the columns that the slip of a unit has, the hidden row key as the last."""
    slip = sheet.layout.slip
    others = slip.offices_only if slip and isinstance(responding(plan)[sender], Village) else ()
    columns = [column for column in sheet.columns
               if (fills(sheet, column) or _shows(sheet, column)) and not _named(column, others)]  # fmt: skip
    return replace(sheet, columns=(*columns, ROW_KEY))


def fills(sheet: Sheet, column: Column) -> bool:
    """Tell whether a slip may fill in a column; the others are there to look at."""
    slip = sheet.layout.slip
    return slip is not None and column.key is not None and _named(column, slip.filled)


def _shows(sheet: Sheet, column: Column) -> bool:
    slip = sheet.layout.slip
    return slip is not None and not column.folded and (_named(column, slip.shown) or column.computed in slip.shown)


def _named(column: Column, names: tuple[str, ...]) -> bool:
    key = ".".join(str(step) for step in (column.key or ())[len(column.series) :])
    return any(key == name or key.startswith(f"{name}.") for name in names if key)


def row_key(tree: Mapping[str, Any], base: Path) -> str:
    """Return the key of the row at a path: its list and its code, or the document and number of a section."""
    code = base[1:] if base[0] == PROSE else (value_at(tree, (*base, "ma")),)
    return "/".join(map(str, (base[0], *code)))


def rows_by_key(tree: Mapping[str, Any], lists: tuple[str, ...]) -> dict[str, Path]:
    """Return where the rows of some lists stand, by key; of rows with the same code the first."""
    bases = [base for name in lists for base in _bases(tree, name)]
    return {row_key(tree, base): base for base in reversed(bases)}


def _bases(tree: Mapping[str, Any], name: str) -> Iterator[Path]:
    if name == PROSE:
        yield from ((name, document, key) for document, sections in tree.get(name, {}).items() for key in sections)
    else:
        yield from ((name, i) for i, _ in enumerate(tree.get(name, ())))


def owned(tree: Mapping[str, Any], base: Path, sheet: Sheet, sender: str) -> bool:
    """Tell whether a row is within the remit of an office or village."""
    of = sheet.layout.slip.of if sheet.layout.slip else ()
    return any(value_at(tree, (*base, key)) == sender for key in of)


def slip_tables(laid: Tables, sender: str) -> list[SlipTable]:
    """Return the sheets of a unit's slip, those without a row left out.

    An indicator that is computed has nothing to fill, and a section that no cell holds is not given out.
    """
    made = [_slip_table(laid, table, sender) for table in laid.tables if table.sheet.layout.slip]
    return [each for each in made if each.keys]


def _slip_table(laid: Tables, table: Table, sender: str) -> SlipTable:
    first = set(rows_by_key(laid.tree, table.sheet.layout.lists).values())
    rows = [row for row in table.rows if row.at and row.at.base in first and owned(laid.tree, row.at.base, table.sheet, sender)]
    rows = [row for row in rows if row.at and not _computed(laid, table, row) and fits(laid.tree, row.at.base)]
    slip = table.sheet.layout.slip
    spare = slip.spare if slip else 0
    prose = table.sheet.layout.shape == "thuyet_minh"
    rows = list(_paragraphs(laid.tree, rows, spare)) if prose else [*rows, *(Row("spare") for _ in range(spare))]
    keys = tuple(row_key(laid.tree, row.at.base) if row.at else "" for row in rows)
    return SlipTable(Table(slip_sheet(table.sheet, laid.figures.plan, sender), tuple(rows)), keys)


def _paragraphs(tree: Mapping[str, Any], rows: Iterable[Row], spare: int) -> Iterator[Row]:
    """Yield the paragraphs of each section, and below them room for more of the same section."""
    for _, document, key in dict.fromkeys(row.at.base for row in rows if row.at):
        written = value_at(tree, (PROSE, document, key, *PARAGRAPHS)) or ()
        yield from (Row("data", paragraph_at(str(document), str(key), n)) for n in range(len(written) + spare))


def _computed(laid: Tables, table: Table, row: Row) -> bool:
    assert row.at is not None
    quantity = laid.figures.quantities.get(str(value_at(laid.tree, (*row.at.base, "ma"))))
    return table.sheet.layout.shape == "chi_tieu" and quantity is not None and quantity.formula is not None


def base_of(laid: Tables, tables: list[SlipTable]) -> dict[tuple[str, str], str]:
    """Return what the cells of a slip hold now."""
    out: dict[tuple[str, str], str] = {}
    for each in tables:
        columns = [stored(column) for column in each.table.sheet.columns]
        for row, key in zip(each.table.rows, each.keys, strict=True):
            for column in columns:
                if row.at and column.key is not None:  # what is said of a section stands in the first of its rows
                    out.setdefault((key, column_key(column)), _text(laid, row.at, key, column))
    return out


def stored(column: Column) -> Column:
    """Return a column as the plan keeps it: paragraphs, a row each, are one value."""
    return replace(column, key=PARAGRAPHS) if column.key == ("noi_dung",) else column


def _text(laid: Tables, at: At, key: str, column: Column) -> str:
    column_path = column.key or ()
    return at.given.get(column_path) or text_at(laid.tree, at.path(column_path), column) or _described(laid, key, column)


def _described(laid: Tables, key: str, column: Column) -> str:
    """Return what the catalogue says of an indicator where the plan says nothing."""
    list_, _, code = key.partition("/")
    name = DESCRIBED.get(column.key or ()) if list_ == "chi_tieu" else None
    entry = next((each for each in laid.figures.catalog.level.indicators if each.code == code), None)
    return text_of(getattr(entry, name)) if entry and name else ""


def column_key(column: Column) -> str:
    """Return the key of a column as discrepancies name it: "ket_qua.uoc"."""
    return ".".join(str(step) for step in column.key or ())


def text_at(tree: Mapping[str, Any], path: Path | None, column: Column) -> str:
    """Return the text of a plan's value; of one that was never said, that of what it means (0, no)."""
    leaf = value_at(tree, path) if path else None
    return text_in(column, column.type.default if leaf is None else leaf)


def text_in(column: Column, leaf: Any) -> str:
    """Return the one text of a value in a column: paragraphs stand apart as in Markdown."""
    return "\n\n".join(text_of(each).strip() for each in leaf) if leaf and column.key == PARAGRAPHS else text_of(leaf)


def fits(tree: Mapping[str, Any], base: Path) -> bool:
    """Tell whether the paragraphs of a section, as one text, go into a cell: of the base, of the journal, of a discrepancy."""
    return sum(len(each) + 2 for each in value_at(tree, (*base, *PARAGRAPHS)) or ()) <= _LONGEST


def text_of(leaf: Any) -> str:
    """Return the one text of a value, "" for none: equal values have equal texts (97 and 97.0)."""
    if leaf is None:
        return ""
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    if isinstance(leaf, (list, tuple)):
        return "\n".join(leaf)
    if isinstance(leaf, Target):
        bare = replace(leaf, low=_bare(leaf.low), high=None if leaf.high is None else _bare(leaf.high))
        said = target_text(bare)
        return text_of(said) if isinstance(said, Decimal) else said
    if isinstance(leaf, (Decimal, int)):
        return f"{_bare(Decimal(leaf)):f}"
    return leaf.isoformat() if isinstance(leaf, date) else str(leaf).replace("\r\n", "\n").replace("\r", "\n")


def _bare(amount: Decimal) -> Decimal:
    return Decimal(0) if amount == 0 else amount.normalize() if len(amount.as_tuple().digits) <= 28 else amount


def open_cells(laid: Tables, each: SlipTable) -> Iterator[Path]:
    """Yield the cells of a sheet that are to be filled in and hold nothing; a section needs one paragraph only."""
    for row in {key: row for row, key in reversed([*zip(each.table.rows, each.keys, strict=True)])}.values():
        for column in each.table.sheet.columns:
            path = row.at.path(column.key) if row.at and column.key and fills(each.table.sheet, column) else None
            if path is not None and value_at(laid.tree, path) is None:
                yield path
