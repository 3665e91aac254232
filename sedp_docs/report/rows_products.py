"""GRDP of a province and value of production of a district, in two prices: growth on constant, structure on current prices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from sedp_docs.model.sheets import Product
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import Body, numbered, row, sum_note, table
from sedp_docs.report.types import Cell
from sedp_docs.text import DASH, number

WHOLE = "Tổng số"
Shares = Callable[[Desk, Sequence[str], Sequence[str]], dict[str, Cell | str]]
"""Growth or share of some sectors, given those of the whole price, as cells by column."""


def _slots(desk: Desk, codes: Sequence[str]) -> Mapping[str, str]:
    figures = desk.figures
    return {"th_x1": str(desk.plan.report_year - 1), "kh_x": figures.planned(codes[0]), "uoc_x": "uoc",
            "kh_y": figures.next_planned(codes[0])}  # fmt: skip


def _of_price(desk: Desk, price: str) -> list[Product]:
    return [each for each in desk.plan.products if each.group == price]


def _values(desk: Desk, codes: Sequence[str]) -> dict[str, Cell | str]:
    """Return the four values of one sector, or of the sum of all of them."""
    slots = _slots(desk, codes)
    if len(codes) == 1:
        return {key: desk.cell(f"{codes[0]}.{slot}") for key, slot in slots.items()}
    decimals = max(desk.figures.quantities[code].decimals for code in codes)
    totals = {key: desk.figures.values.total(list(codes), slot) for key, slot in slots.items()}
    return {key: _cell(amount, decimals, f"tổng {slots[key]}") for key, amount in totals.items()}


def _cell(amount: Decimal | None, decimals: int, figure: str = "") -> Cell:
    return Cell(DASH if amount is None else number(amount, decimals), amount, decimals, figure)


@table("gia_tri_san_xuat_so_sanh")
@table("grdp_so_sanh")
def constant_prices(desk: Desk) -> Body:
    """Return the sectors in constant prices (giá so sánh) with the growth of the estimate and of the plan, in percent."""
    return _products(desk, "gia_so_sanh", _growth)


@table("gia_tri_san_xuat_hien_hanh")
@table("grdp_hien_hanh")
def current_prices(desk: Desk) -> Body:
    """Return the sectors in current prices (giá hiện hành) with the share of each, in percent."""
    return _products(desk, "gia_hien_hanh", _structure)


def _products(desk: Desk, price: str, more: Shares) -> Body:
    sectors = _of_price(desk, price)
    if not sectors:
        return Body(())
    codes = [each.code for each in sectors]
    rows = [
        row(stt=order, nganh=each.name, dvt=each.unit, **_values(desk, [each.code]), **more(desk, [each.code], codes))
        for order, each in numbered(sectors)
    ]
    total = row("tong", nganh=WHOLE, dvt=sectors[0].unit, **_values(desk, codes), **more(desk, codes, codes))
    added = [key for key in total.cells if key in _slots(desk, codes) or key.startswith("co_cau")]
    return Body((total, *rows), sum_note(total, rows, added))


def _growth(desk: Desk, codes: Sequence[str], whole: Sequence[str]) -> dict[str, Cell | str]:
    slots, total = _slots(desk, whole), desk.figures.values.total
    before, now, after = (total(list(codes), slots[key]) for key in ("th_x1", "uoc_x", "kh_y"))
    return {"tang_x": _cell(_percent(now, before, -100), 2), "tang_y": _cell(_percent(after, now, -100), 2)}


def _structure(desk: Desk, codes: Sequence[str], whole: Sequence[str]) -> dict[str, Cell | str]:
    slots, total = _slots(desk, whole), desk.figures.values.total
    keys = {"co_cau_x1": "th_x1", "co_cau_x": "uoc_x", "co_cau_y": "kh_y"}
    shares = {key: _percent(total(list(codes), slots[of]), total(list(whole), slots[of])) for key, of in keys.items()}
    return {key: _cell(share, 2) for key, share in shares.items()}


def _percent(part: Decimal | None, whole: Decimal | None, more: int = 0) -> Decimal | None:
    return part / whole * 100 + more if part is not None and whole else None
