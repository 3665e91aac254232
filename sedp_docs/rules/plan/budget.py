"""The commune's budget: balance, parts and wholes, the reserve."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.model.sheets import BudgetLine
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.slack import half_unit
from sedp_docs.rules.words import NEXT_SLOTS, PLAN_SLOTS, at, money, slot_title, slots
from sedp_docs.text import capital, number

_HERE: Path = ("ngan_sach",)
RESERVE = (Decimal(2), Decimal(4))
"""Dự phòng as % of spending (Điều 10 Luật Ngân sách nhà nước năm 2015)."""


def _side(case: Case, side: str, slot: str) -> Decimal | None:
    """Return the total of a side at a slot, or None while a row of it has no value."""
    codes = [row.code for row in case.plan.budget if row.side == side and not row.part_of]
    return case.figures.values.total(codes, slot)


def _sides(case: Case, slot: str) -> tuple[Decimal, Decimal] | None:
    income, spending = _side(case, "thu", slot), _side(case, "chi", slot)
    return None if income is None or spending is None else (income, spending)


def _tolerance(case: Case) -> Decimal:
    """Return how far rounded rows may add up apart: nothing while all are whole numbers in the money of display."""
    return half_unit(case.catalog.level.money_decimals) if case.catalog.level.money_decimals else Decimal(0)


@rule("PL-40", "Dự toán: tổng thu bằng tổng chi")
def balance(case: Case) -> Iterator[Finding]:
    """A budget is planned that does not balance."""
    for slot in (*PLAN_SLOTS, *NEXT_SLOTS):
        pair = _sides(case, slot)
        if pair and abs(pair[0] - pair[1]) > _tolerance(case):
            yield Finding(
                _HERE,
                f"{slot_title(case, slot)}: tổng thu {money(case, pair[0])}, tổng chi {money(case, pair[1])}, "
                f"chênh {money(case, abs(pair[0] - pair[1]))}",
                "sửa các khoản thu, chi để tổng thu bằng tổng chi",
            )


@rule("PL-41", "Thực hiện: tổng chi không quá tổng thu (kết dư không âm)")
def overspent(case: Case) -> Iterator[Finding]:
    """More was spent than was received."""
    years = sorted({str(year) for row in case.plan.budget for year in row.history})
    for slot in (*years, "uoc", "nam"):
        pair = _sides(case, slot)
        if pair and pair[1] - pair[0] > _tolerance(case):
            yield Finding(
                _HERE,
                f"{slot_title(case, slot)}: tổng chi {money(case, pair[1])} lớn hơn tổng thu {money(case, pair[0])}",
                "xem lại các khoản thu, chi; thu gồm cả bổ sung, chuyển nguồn và kết dư năm trước",
            )


@rule("PL-42", "Các khoản “trong đó” của thu, chi không quá khoản cha")
def children(case: Case) -> Iterator[Finding]:
    """The rows below a budget row add up to more than the row itself."""
    for parent in case.plan.budget:
        below = [row for row in case.plan.budget if row.part_of == parent.code and row.code != parent.code]
        quantity = case.figures.quantities.get(parent.code)
        for slot in slots(quantity) if below and quantity else ():
            amounts = [case.figures.values.amount(row.code, slot) for row in below]
            parts = sum((amount for amount in amounts if amount is not None), Decimal(0))
            whole = case.figures.values.amount(parent.code, slot)
            if quantity and whole is not None and parts > whole + _tolerance(case) * len(below):
                yield Finding(
                    at(quantity, slot),
                    f"“{parent.name}”, {slot_title(case, slot)} là {money(case, whole)}, nhưng các khoản "
                    f"trong đó cộng lại là {money(case, parts)}",
                    "xem lại khoản cha và các khoản con",
                )


@rule("PL-46", "Khoản “trong đó” thuộc một khoản lớn của cùng phần thu hoặc chi")
def nested(case: Case) -> Iterator[Finding]:
    """A row lies below a row of the other side, or below one that is "trong đó" itself: it would be printed nowhere."""
    rows = {row.code: row for row in case.plan.budget}
    for i, row in enumerate(case.plan.budget):
        whole = rows.get(row.part_of)
        if whole and (whole.part_of or whole.side != row.side):
            yield Finding(
                ("ngan_sach", i, "thuoc"),
                f"“{row.name}” không thể là “trong đó” của “{whole.name}”",
                "ghi thuoc là mã một khoản cùng phần thu hoặc chi, khoản đó không có thuoc",
            )


def _of_kind(case: Case, kind: str, slot: str) -> Decimal:
    amounts = [case.figures.values.amount(row.code, slot) for row in case.plan.budget if row.kind == kind]
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


@rule("PL-43", "Dự phòng ngân sách từ 2% đến 4% tổng chi", severity="warning", cite="Điều 10 Luật Ngân sách nhà nước năm 2015")
def reserve(case: Case) -> Iterator[Finding]:
    """The reserve is outside 2–4% of spending, targeted grants from above counted in or left out."""
    for slot in ("kh.hdnd", "kh_sau.trinh", "kh_sau.hdnd"):
        spending, reserved = _side(case, "chi", slot), _of_kind(case, "du_phong", slot)
        if not spending:
            continue
        own = spending - _of_kind(case, "bo_sung_muc_tieu", slot)
        rates = [reserved / base * 100 for base in (spending, own) if base > 0]
        if rates and not any(RESERVE[0] <= rate <= RESERVE[1] for rate in rates):
            yield Finding(
                _reserve_path(case),
                f"{slot_title(case, slot)}: dự phòng {money(case, reserved)}, bằng {number(rates[0], 2)}% tổng chi",
                "dự phòng thường là 2 - 4% tổng chi; nếu đúng thì nói rõ lý do trong thuyết minh",
            )


_OWN_FUNDS = {"province": ("ns_tinh", "ns_tp"), "district": ("ns_huyen",), "commune": ("ns_xa",), "village": ()}
"""The fund that is a unit's own budget, by level."""


@rule("PL-47", "Vốn ngân sách của đơn vị bố trí cho dự án không quá chi đầu tư, chi mục tiêu của dự toán", severity="warning")
def projects_over_budget(case: Case) -> Iterator[Finding]:
    """The projects of year X+1 take more from the unit's own budget than its lines of investment and targeted spending hold."""
    slot = "kh_sau.hdnd" if case.plan.round == "sau-hdnd" else "kh_sau.trinh"
    held = _of_kind(case, "chi_dau_tu", slot) + _of_kind(case, "chi_muc_tieu", slot)
    own = _OWN_FUNDS[case.plan.level]
    needed = sum((amount for row in case.plan.projects for fund, amount in row.next_year.items() if fund in own), Decimal(0))
    if held and needed > held:
        said = f"{slot_title(case, slot)}: dự án cần {money(case, needed)}, chi đầu tư và chi mục tiêu có {money(case, held)}"
        yield Finding(_HERE, said, "xem lại nam_sau của dự án hoặc các dòng chi_dau_tu, chi_muc_tieu")


def _reserve_path(case: Case) -> Path:
    return next((("ngan_sach", i) for i, row in enumerate(case.plan.budget) if row.kind == "du_phong"), _HERE)


@rule("PL-44", "Biểu ngân sách có cả phần thu và phần chi", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), Phần I")
def both_sides(case: Case) -> Iterator[Finding]:
    """Only one side of the budget is given: it can neither be balanced nor assigned."""
    sides: set[str] = {row.side for row in case.plan.budget}
    for side in {"thu", "chi"} - sides if sides else ():
        yield Finding(_HERE, f"biểu ngân sách chưa có phần {side}", f"thêm các dòng phan: {side}")


@rule("PL-45", "Khoản thu không mang loại khoản chi và ngược lại")
def kind_of_side(case: Case) -> Iterator[Finding]:
    """A revenue row carries a kind of spending, or the other way round, so that balance and reserve are misjudged."""
    for i, row in enumerate(case.plan.budget):
        if row.kind and _spends(row) != (row.side == "chi"):
            yield Finding(
                ("ngan_sach", i, "khoan"),
                f"{capital(row.name)} thuộc phần {row.side} nhưng khoan: {row.kind} là khoản {'chi' if _spends(row) else 'thu'}",
                "sửa phan hoặc khoan",
            )


def _spends(row: BudgetLine) -> bool:
    return (row.kind or "").startswith("chi_") or row.kind in ("du_phong", "chi_chuyen_nguon")
