"""A slip as a workbook: what to do and for whom, the unit's rows of each sheet, and what they held when it was sent out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sedp_docs.model.unit import Office, Village
from sedp_docs.text import capital, short_date
from sedp_docs.workbook.filler import NOTHING, Filler
from sedp_docs.workbook.grid import Book, BookCell, BookColumn, BookSheet, Choices, Look, Place
from sedp_docs.workbook.guide import lists_sheet
from sedp_docs.workbook.heads import head_rows
from sedp_docs.workbook.layout import Column
from sedp_docs.workbook.slips import (
    ROW_KEY,
    Base,
    Identity,
    SlipTable,
    base_of,
    fills,
    identity_of,
    open_cells,
    responding,
    slip_tables,
)
from sedp_docs.workbook.tables import GROWING, HEAD, Row, Tables

GUIDE, BASE = "Hướng dẫn phiếu", "Gốc"
MARK = "Mã phiếu (không sửa): "
"""What the line with a slip's identity begins with: properties get lost on the way through other programs."""
BETWEEN = " | "
SHOWN = "Ô xám để xem, phiếu không nhận sửa ở đó; ô nền vàng nhạt để điền."


def slip_book(laid: Tables, sender: str) -> Book | None:
    """Return the slip of an office or village, or None when the plan has no row for it.

    Args:
        laid: the plan on its sheets (`tables.tables`).
        sender: the unit's code.
    """
    tables = slip_tables(laid, sender)
    if not any(any(each.keys) for each in tables):
        return None
    base = base_of(laid, tables)
    identity = identity_of(laid.figures.plan, sender, base)
    plan, unit = laid.figures.plan, responding(laid.figures.plan)[sender]
    sheets = [
        _guide(laid, tables, unit, identity),
        *(_sheet(laid, each, unit) for each in tables),
        _base_sheet(base),
        lists_sheet(laid),
    ]
    title = f"Phiếu số liệu kế hoạch năm {plan.plan_year}: {plan.name_of(sender)}"
    return Book(tuple(sheets), title, identity.as_properties())


def mark(identity: Identity) -> str:
    """Return the line that says whose slip it is."""
    return MARK + BETWEEN.join((identity.unit, identity.plan_year, identity.round, identity.sender, identity.base))


def _guide(laid: Tables, tables: list[SlipTable], unit: Office | Village, identity: Identity) -> BookSheet:
    plan = laid.figures.plan
    years = f"{capital(plan.unit.full_name)}, năm báo cáo {plan.report_year}, năm kế hoạch {plan.plan_year}"
    rows: list[tuple[BookCell, ...]] = [
        (BookCell("PHIẾU SỐ LIỆU KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI", "title"),),
        (BookCell(f"{plan.name_of(unit.code)}", "subtitle"),),
        (BookCell(years, "subtitle"),),
        (),
        *((BookCell(name, "label"), BookCell(value, "label")) for name, value in _heading(laid, unit)),
        (),
        *((BookCell(step, "note"),) for step in _steps(tables, unit)),
        (),
        tuple(BookCell(title, "head") for title in ("Trang tính", "Số dòng", "Số ô còn trống")),
        *(_counted(laid, each) for each in tables),
        (),
        (BookCell(mark(identity), "note"),),
    ]
    columns = (BookColumn(30), BookColumn(34), BookColumn(18))
    return BookSheet(GUIDE, columns, tuple(rows), merges=_across(rows, len(columns)), landscape=False)


def _across(rows: list[tuple[BookCell, ...]], columns: int) -> tuple[tuple[Place, Place], ...]:
    """Return what lets rows of a single text run over several columns."""
    return tuple(((n, 1), (n, columns)) for n, row in enumerate(rows, 1) if len(row) == 1)


def _heading(laid: Tables, unit: Office | Village) -> Iterator[tuple[str, str]]:
    plan = laid.figures.plan
    person = unit.head if isinstance(unit, Village) else unit.contact
    yield "Người điền", person
    yield "Điện thoại", unit.phone
    yield "Hạn gửi", short_date(unit.due) if unit.due else ""
    yield "Gửi về", f"{plan.unit.abbreviation or 'UBND'} {plan.unit.full_name}"


def _steps(tables: list[SlipTable], unit: Office | Village) -> list[str]:
    due = f", trước hết ngày {short_date(unit.due)}" if unit.due else ""
    steps = ["Điền các ô nền vàng nhạt ở các trang tính sau; số chưa có thì để trống.",
             "Ô xám chỉ để xem. Thấy sai thì báo nơi nhận, sửa ở đây phiếu không nhận.",
             "Không xóa dòng, không sửa cột Mã, không đổi tên trang tính."]  # fmt: skip
    if any("" in each.keys for each in tables):
        steps.append("Đề xuất hoạt động mới: điền vào dòng trống dưới cùng của “Hoạt động”, để trống cột Mã.")
    if any(each.table.sheet.layout.shape == "thuyet_minh" for each in tables):
        steps.append("Ở “Thuyết minh”, mỗi dòng viết một đoạn; các dòng trống của mục để viết thêm.")
    steps.append(f"Lưu tệp kiểu Excel (.xlsx), gửi lại nguyên tệp{due}.")
    return [f"{n}. {step}" for n, step in enumerate(steps, 1)]


def _counted(laid: Tables, each: SlipTable) -> tuple[BookCell, ...]:
    rows, empty = len({*each.keys} - {""}), sum(1 for _ in open_cells(laid, each))
    numbers = (BookCell(Decimal(count), "label", decimals=0, align="center") for count in (rows, empty))
    return (BookCell(each.table.sheet.name, "label"), *numbers)


def _sheet(laid: Tables, each: SlipTable, unit: Office | Village) -> BookSheet:
    table, filler = each.table, Filler(laid, each.table, NOTHING)
    rows = head_rows(f"{table.sheet.name} – {laid.figures.plan.name_of(unit.code)}", SHOWN)
    rows.append(tuple(BookCell(column.title, "head", note=column.type.help) for column in table.sheet.columns))
    for (number, row), key in zip(table.numbered(), each.keys, strict=True):
        cells = enumerate(table.sheet.columns, 1)
        rows.append(tuple(_cell(filler, (number, i), row, key, column) for i, column in cells))
    columns = tuple(BookColumn(float(c.width), int(c.folded), c.folded, c is ROW_KEY) for c in table.sheet.columns)
    frozen = next((i for i, c in enumerate(table.sheet.columns, 1) if c.slot or fills(table.sheet, c)), 3)
    return BookSheet(table.sheet.name, columns, tuple(rows), choices=tuple(_choices(laid, each)),
                     merges=_across(rows, min(len(columns) - 1, 8)),
                     freeze=(HEAD + 1, min(frozen, 4)), repeat=(HEAD, HEAD))  # fmt: skip


def _cell(filler: Filler, place: tuple[int, int], row: Row, key: str, column: Column) -> BookCell:
    if column is ROW_KEY:
        return BookCell(key or None, "label")
    if column.computed == "ten_thon" and row.at:
        return BookCell(filler.laid.figures.plan.villages[int(row.at.base[1])].name, "computed")
    if row.at is None:
        return BookCell(None, "input" if fills(filler.table.sheet, column) else "computed")
    cell = filler.cell(place[0], row, column)
    own = fills(filler.table.sheet, column) and row.at.path(column.key or ()) is not None
    look: Look = "input" if own else "computed"
    return replace(cell, look=look, formula="" if "!" in cell.formula or cell.formula.startswith('"') else cell.formula)


def _choices(laid: Tables, each: SlipTable) -> Iterator[Choices]:
    for i, column in enumerate(each.table.sheet.columns, 1):
        source = "" if column.choices in GROWING or column is ROW_KEY else laid.list_source(column)
        if source and fills(each.table.sheet, column):
            yield Choices((each.table.first, i), (each.table.last, i), source=source)


def _base_sheet(base: Base) -> BookSheet:
    rows = [tuple(BookCell(title, "head") for title in ("Dòng", "Cột", "Giá trị khi phát phiếu")),
            *((BookCell(row, "label"), BookCell(column, "label"), BookCell(text or None, "label"))
              for (row, column), text in base.items())]  # fmt: skip
    return BookSheet(BASE, (BookColumn(30), BookColumn(24), BookColumn(30)), tuple(rows), hidden=True)
