"""Tables of production, budget and villages: the sheets that feed the indicators, with their totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from sedp_docs.model.sheets import BudgetLine, Crop, Line
from sedp_docs.report.desk import Desk, debt_text
from sedp_docs.report.rows import SUM_NOTE, Body, grouped, heading, numbered, row, sum_note, table
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH, number

CROP_GROUPS = {
    "luong_thuc_co_hat": "Cây lương thực có hạt",
    "cay_co_bot": "Cây có bột",
    "rau_mau": "Rau, màu",
    "cong_nghiep_hang_nam": "Cây công nghiệp hằng năm",
    "hang_nam_khac": "Cây hằng năm khác",
    "cong_nghiep_lau_nam": "Cây công nghiệp lâu năm",
    "an_qua": "Cây ăn quả",
}


def _slots(desk: Desk, code: str) -> dict[str, str]:
    """Return the four slots of a production table: TH X−1, KH X, ước X, KH X+1."""
    figures = desk.figures
    return {
        "th_x1": str(desk.plan.report_year - 1),
        "kh_x": figures.planned(code),
        "uoc_x": "uoc",
        "kh_y": figures.next_planned(code),
    }


PERENNIAL_NOTE = "Cây lâu năm: diện tích là tổng diện tích hiện có; năng suất, sản lượng tính trên diện tích cho thu hoạch."


@table("trong_trot")
def crop_table(desk: Desk) -> Body:
    """Return crops by group: area (ha), yield (tạ/ha), output (tấn) over four columns of years.

    The yearly yield of a crop grown in several seasons is Σ output / Σ area × 10, never the mean of the seasons.
    """
    rows: list[Row] = []
    groups = grouped(desk.plan.crops, lambda crop: CROP_GROUPS[crop.group])
    for i, (title, crops) in enumerate(groups.items(), 1):
        rows.append(heading(i, "cay", title))
        rows.extend(_crop_rows(desk, crops))
    notes = (PERENNIAL_NOTE,) if any(crop.perennial for crop in desk.plan.crops) else ()
    return Body(tuple(rows), (*notes, *_season_note(rows)))


def _season_note(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the note on rounding when the seasons of a crop do not add up to its year as printed."""
    for i, year in enumerate(rows):
        seasons = list(takewhile(lambda each: each.kind == "con", rows[i + 1 :]))
        added = [column for column in year.cells if column.startswith(("dien_tich", "san_luong"))]
        if year.kind == "dong" and sum_note(year, seasons, added):
            return (SUM_NOTE,)
    return ()


def _crop_rows(desk: Desk, crops: list[Crop]) -> Iterator[Row]:
    for order, (name, seasons) in numbered(grouped(crops, lambda crop: crop.crop).items()):
        if len(seasons) == 1:
            yield row(stt=order, cay=_crop_name(seasons[0]), **_crop_cells(desk, seasons[0]))
            continue
        yield row(stt=order, cay=f"{name} cả năm", **_year_cells(desk, seasons))
        yield from (row("con", cay=f"- {crop.season}", **_crop_cells(desk, crop)) for crop in seasons)


def _crop_name(crop: Crop) -> str:
    return f"{crop.title} ({crop.product})" if crop.product else crop.title


def _crop_cells(desk: Desk, crop: Crop) -> dict[str, Cell | str]:
    cells: dict[str, Cell | str] = {}
    for column in ("dien_tich", "nang_suat", "san_luong"):
        code = f"{crop.code}.{column}"
        for key, slot in _slots(desk, f"{crop.code}.dien_tich").items():
            known = code in desk.figures.quantities
            cells[f"{column}_{key}"] = desk.cell(f"{code}.{slot}") if known else DASH
    return cells


def _year_cells(desk: Desk, seasons: list[Crop]) -> dict[str, Cell | str]:
    cells: dict[str, Cell | str] = {}
    for key, slot in _slots(desk, f"{seasons[0].code}.dien_tich").items():
        area, output = (_season_sum(desk, seasons, column, slot) for column in ("dien_tich", "san_luong"))
        mean = output / area * 10 if area and output is not None else None
        decimals = desk.figures.quantities[f"{seasons[0].code}.dien_tich"].decimals
        for column, amount, places in (("dien_tich", area, decimals), ("nang_suat", mean, 2), ("san_luong", output, 1)):
            cells[f"{column}_{key}"] = _computed(amount, places, f"{column} cả năm")
    return cells


def _season_sum(desk: Desk, seasons: list[Crop], column: str, slot: str) -> Decimal | None:
    return desk.figures.values.total([f"{crop.code}.{column}" for crop in seasons], slot)


def _computed(amount: Decimal | None, decimals: int, figure: str) -> Cell:
    return Cell(DASH if amount is None else number(amount, decimals), amount, decimals, figure)


@table("chan_nuoi")
def livestock_table(desk: Desk) -> Body:
    """Return livestock, forestry and fishery rows against plan and last year."""
    rows: list[Row] = []
    sheets = (("Chăn nuôi", desk.plan.livestock), ("Lâm nghiệp", desk.plan.forestry), ("Thủy sản", desk.plan.fishery))
    for i, (title, lines) in enumerate(((title, lines) for title, lines in sheets if lines), 1):
        rows.append(heading(i, "chi_tieu", title))
        rows.extend(_line_row(desk, order, line) for order, line in numbered(lines))
    return Body(tuple(rows))


def _line_row(desk: Desk, order: str, line: Line) -> Row:
    cells: dict[str, Cell | str] = {key: desk.cell(f"{line.code}.{slot}") for key, slot in _slots(desk, line.code).items()}
    return row(stt=order, chi_tieu=line.name, dvt=line.unit, so_kh=desk.cell(f"{line.code}.so_kh"),
               so_nt=desk.cell(f"{line.code}.so_nt"), **cells)  # fmt: skip


@table("thu_chi")
def budget_table(desk: Desk) -> Body:
    """Return revenue and expenditure with their totals; "trong đó" lines are indented and not added."""
    rows: list[Row] = []
    notes: dict[str, None] = {}
    for mark, side, title in (("A", "thu", "TỔNG THU"), ("B", "chi", "TỔNG CHI")):
        lines = [line for line in desk.plan.budget if line.side == side]
        if lines:
            total = row("tong", stt=mark, noi_dung=title, **_budget_total(desk, [x for x in lines if not x.part_of]))
            parts = list(_budget_rows(desk, lines))
            rows += [total, *parts]
            columns = [column for column in total.cells if column != "so_kh"]
            notes |= dict.fromkeys(sum_note(total, [each for each in parts if each.kind == "dong"], columns))
    return Body(tuple(rows), tuple(notes))


def _budget_rows(desk: Desk, lines: list[BudgetLine]) -> Iterator[Row]:
    for order, line in numbered(line for line in lines if not line.part_of):
        yield row(stt=order, noi_dung=line.name, **_budget_cells(desk, line.code))
        for child in (each for each in lines if each.part_of == line.code):
            yield row("con", noi_dung=f"- {child.name}", **_budget_cells(desk, child.code))


def _budget_slots(desk: Desk, code: str) -> dict[str, str]:
    return {"th_x1": str(desk.plan.report_year - 1), "kh_x_giao": "kh.giao", "kh_x_hdnd": "kh.hdnd", "th_6t": "thang_6",
            "uoc_x": "uoc", "kh_y_giao": "kh_sau.giao", "kh_y": _proposed(desk, code)}  # fmt: skip


def _proposed(desk: Desk, code: str) -> str:
    chosen = desk.figures.next_planned(code)
    return "kh_sau.trinh" if chosen == "kh_sau.giao" else chosen


def _budget_cells(desk: Desk, code: str) -> dict[str, Cell | str]:
    cells: dict[str, Cell | str] = {key: desk.cell(f"{code}.{slot}") for key, slot in _budget_slots(desk, code).items()}
    return cells | {"so_kh": desk.cell(f"{code}.so_kh")}


def _budget_total(desk: Desk, lines: Sequence[BudgetLine]) -> dict[str, Cell | str]:
    codes = [line.code for line in lines]
    decimals = desk.catalog.level.money_decimals
    slots = _budget_slots(desk, codes[0])
    totals = {key: desk.figures.values.total(codes, slot) for key, slot in slots.items()}
    cells: dict[str, Cell | str] = {key: _computed(amount, decimals, f"tổng {slots[key]}") for key, amount in totals.items()}
    base = totals["kh_x_hdnd"] or totals["kh_x_giao"]
    share = totals["uoc_x"] / base * 100 if base and totals["uoc_x"] is not None else None
    return cells | {"so_kh": Cell(DASH if share is None else number(share, 1), share, 1)}


@table("so_lieu_thon")
def village_table(desk: Desk) -> Body:
    """Return the basic figures of the villages (sheet "Số liệu thôn") with their totals."""
    columns = [c.id for c in desk.catalog.tables["so_lieu_thon"].columns if c.id not in ("stt", "thon")]
    rows = []
    for order, village in numbered(desk.plan.villages):
        cells: dict[str, Cell | str] = {
            column: _village_debt(desk, int(order) - 1, column) or village_cell(column, village.total(column))
            for column in columns
        }
        rows.append(row(stt=order, thon=village.title, **cells))
    totals: dict[str, Cell | str] = {column: village_cell(column, _village_sum(desk, column), total=True) for column in columns}
    total = row("tong", thon="Tổng cộng", **totals)
    return Body((*rows, total), sum_note(total, rows, columns)) if rows else Body(())


def _village_debt(desk: Desk, i: int, column: str) -> Cell | None:
    """Return what a draft prints in a cell that its village owes; all of hộ nghèo is one debt."""
    key = "ho_ngheo" if column.startswith("ho_ngheo") else column
    debt = desk.debts.get(str(("thon", i, key)))
    return Cell(debt_text(debt), missing=True) if debt else None


def _village_sum(desk: Desk, column: str) -> Decimal | None:
    amounts = [village.total(column) for village in desk.plan.villages]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def village_cell(column: str, amount: Decimal | None, *, total: bool = False) -> Cell:
    """Return a cell of the village sheet, a dash for no value; `total`: of all villages."""
    if amount is None:
        return Cell(DASH)
    if column == "nha_van_hoa" and not total:
        return Cell("Có" if amount else "Chưa", amount)
    decimals = 1 if column == "km_duong_be_tong" else 0
    return Cell(number(amount, decimals), amount, decimals, f"thon.{column}")
