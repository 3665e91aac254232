"""Tables by unit below: indicators × communes of a district, or districts of a province, and the 19 criteria by commune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sedp_docs.figures.labels import label
from sedp_docs.figures.quantities import COUNTED
from sedp_docs.forms import Column, TableLayout
from sedp_docs.model.unit import CRITERIA, NewRural
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, by_layout, grouped, numbered, row, sum_note, table
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH, capital, number, with_unit

BESIDE = 3
"""Units on one line of the table of other indicators."""
MET, PLANNED = "x", "+"
CRITERIA_NOTE = (
    f"{MET}: tiêu chí đã đạt; {PLANNED}: tiêu chí phấn đấu đạt trong năm kế hoạch; số thứ tự theo Bộ tiêu chí quốc gia về xã "
    "nông thôn mới."
)


def slot_of(desk: Desk, code: str, slot: str) -> str:
    """Return the slot that a column shows: "x1" is year X−1; "kh_sau" of a unit is what it is assigned, else what is proposed."""
    if slot == "x1":
        return str(desk.plan.report_year - 1)
    given = desk.figures.values.at(code, "kh_sau.giao").target is not None
    return "kh_sau.giao" if slot == "kh_sau" and given else slot


def unit_cell(desk: Desk, code: str, unit: str, slot: str) -> Cell:
    """Return the figure of an indicator in a unit below; a dash when the plan has no row for it."""
    name = f"{code}.{unit}"
    return desk.cell(f"{name}.{slot_of(desk, name, slot)}") if name in desk.figures.quantities else Cell(DASH)


@by_layout("theo_don_vi")
def unit_table(desk: Desk, layout: TableLayout) -> Body:
    """Return a row for each unit below, then the unit's own figures; notes say where the two do not meet.

    There is no row at all when no unit has any of the figures.
    """
    columns = [column for column in layout.columns if column.figure]
    rows = [
        row(stt=order, don_vi=unit.title, **{column.id: _unit_cell(desk, column, unit.code) for column in columns})
        for order, unit in numbered(desk.plan.subordinates)
    ]
    if not any(each.cells[column.id].text != DASH for each in rows for column in columns):
        return Body(())
    total = row("tong", don_vi=f"Toàn {desk.plan.unit.kind}", **{column.id: _total(desk, column, rows) for column in columns})
    return Body((*rows, total), _unit_notes(desk, columns, rows, total))


def _unit_cell(desk: Desk, column: Column, unit: str) -> Cell:
    code, _, slot = column.figure.partition(".")
    return unit_cell(desk, code, unit, slot)


def _total(desk: Desk, column: Column, rows: Sequence[Row]) -> Cell:
    """Return the unit's own figure; where it has none, the sum of the units when they add up and all are there."""
    code, _, slot = column.figure.partition(".")
    quantity = desk.figures.quantities.get(code)
    own = desk.cell(f"{code}.{slot if slot != 'x1' else desk.plan.report_year - 1}") if quantity else Cell(DASH)
    added = _added(rows, column)
    if own.text != DASH or added is None or quantity is None or quantity.rollup != "cong":
        return own
    return Cell(number(added, quantity.decimals), added, quantity.decimals, f"Σ {column.figure}")


def _added(rows: Sequence[Row], column: Column) -> Decimal | None:
    amounts = [each.cells[column.id].raw for each in rows]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _unit_notes(desk: Desk, columns: Sequence[Column], rows: Sequence[Row], total: Row) -> tuple[str, ...]:
    adding = [column for column in columns if _adds_up(desk, column)]
    apart = [(column, each) for column in adding if (each := _apart(desk, column, rows, total))]
    meeting = [
        column.id for column in adding if column not in [column for column, _ in apart] and _added(rows, column) is not None
    ]
    return (*(text for _, text in apart), *sum_note(total, rows, meeting))


def _adds_up(desk: Desk, column: Column) -> bool:
    code, _, slot = column.figure.partition(".")
    quantity = desk.figures.quantities.get(code)
    return quantity is not None and quantity.rollup == "cong" and not slot.startswith("so_")


def _apart(desk: Desk, column: Column, rows: Sequence[Row], total: Row) -> str:
    """Return the note of a column whose units do not add up to the unit's own figure, beyond what rounding explains."""
    added, own = _added(rows, column), total.cells[column.id]
    if added is None or own.raw is None:
        return ""
    unit = desk.figures.quantities[column.figure.partition(".")[0]].unit
    slack = Decimal(0) if unit in COUNTED else Decimal(5).scaleb(-own.decimals - 1) * (len(rows) + 1)
    if abs(added - own.raw) <= slack:
        return ""
    sums = with_unit(number(added, own.decimals), unit)
    said = f"cộng các đơn vị là {sums}, số của {desk.plan.unit.kind} là {with_unit(own.text, unit)}"
    return f"{label(desk.figures, own.figure)}: {said}."


@table("chi_tieu_khac_theo_don_vi")
def other_indicators(desk: Desk) -> Body:
    """Return what the plan holds by unit below and no table of fixed columns shows: a group for each indicator."""
    shown = {c.figure.partition(".")[0] for layout in desk.catalog.tables.values() for c in layout.columns if c.figure}
    units = {unit.code for unit in desk.plan.subordinates}
    listed = [each for each in desk.plan.by_unit if each.unit in units and each.indicator not in shown]
    known = grouped((each for each in listed if each.indicator in desk.figures.quantities), lambda each: each.indicator)
    rows: list[Row] = []
    for order, code in numbered(known):
        rows.append(row("nhom", stt=order, don_vi_1=f"{desk.title(code)} ({desk.figures.quantities[code].unit})"))
        rows += _side_by_side([_of_unit(desk, code, unit.code) for unit in desk.plan.subordinates])
    return Body(tuple(rows))


def _side_by_side(units: Sequence[Mapping[str, Cell | str]]) -> list[Row]:
    """Return the cells of units in as many blocks as stand on a line, to be read downwards like the columns of a newspaper."""
    lines = -(-len(units) // BESIDE)
    return [
        row(**{f"{key}_{n + 1}": cell for n, cells in enumerate(units[line::lines]) for key, cell in cells.items()})
        for line in range(lines)
    ]


def _of_unit(desk: Desk, code: str, unit: str) -> Mapping[str, Cell | str]:
    slots = {"th_x1": "x1", "uoc_x": "uoc", "kh_y": "kh_sau"}
    cells = {column: unit_cell(desk, code, unit, slot) for column, slot in slots.items()}
    return {"don_vi": capital(desk.plan.name_of(unit)), **cells}


@table("nong_thon_moi")
def new_rural(desk: Desk) -> Body:
    """Return the criteria of new rural areas, a row for each commune, then how many communes meet each criterion."""
    listed = desk.plan.new_rural
    if not listed:
        return Body(())
    rows = [_commune_row(desk, order, each) for order, each in numbered(listed)]
    return Body((*rows, _criteria_total(listed)), (CRITERIA_NOTE, _standing(desk, listed)))


def _commune_row(desk: Desk, order: str, each: NewRural) -> Row:
    done, planned = each.done, each.to_meet
    marks = {f"c{n}": MET if str(n) in done else PLANNED if str(n) in planned else "" for n in range(1, CRITERIA + 1)}
    return row(stt=order, don_vi=desk.plan.name_of(each.unit), **marks, dat=f"{len(done)}/{CRITERIA}",
               ke_hoach=f"{len(planned)}/{CRITERIA}", con_lai=str(CRITERIA - len(planned)))  # fmt: skip


def _criteria_total(listed: Sequence[NewRural]) -> Row:
    counts = {f"c{n}": str(sum(str(n) in each.done for each in listed)) for n in range(1, CRITERIA + 1)}
    whole = CRITERIA * len(listed)
    done, planned = sum(len(each.done) for each in listed), sum(len(each.to_meet) for each in listed)
    return row(
        "tong", don_vi="Số xã đạt", **counts, dat=f"{done}/{whole}", ke_hoach=f"{planned}/{whole}", con_lai=str(whole - planned)
    )


def _standing(desk: Desk, listed: Sequence[NewRural]) -> str:
    """Return how many communes meet all criteria and how many criteria a commune meets on average, in both years."""
    now, then = [len(each.done) for each in listed], [len(each.to_meet) for each in listed]
    parts = [
        f"{time}: {counts.count(CRITERIA)}/{len(listed)} xã đạt đủ {CRITERIA} tiêu chí, "
        f"bình quân {_mean(sum(counts), len(listed))} tiêu chí/xã"
        for time, counts in ((f"Năm {desk.plan.report_year}", now), (f"kế hoạch năm {desk.plan.plan_year}", then))
    ]
    return "; ".join(parts) + "."


def _mean(total: int, communes: int) -> str:
    return number(Decimal(total) / communes, 1)
