"""Results of year X against plan and sources: reasons, dates, second sources."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.figures import Figure, UnknownFigureError
from sedp_docs.figures.judge import counts
from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.sheets import Indicator
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import at, exact, row_title, shown, slot_title, target_shown
from sedp_docs.text import number, short_date

FAR = (Decimal(50), Decimal(200))
"""% of plan below and above which a result asks for a word of explanation."""


def indicators(case: Case) -> Iterator[tuple[int, Indicator, Quantity]]:
    """Yield (place, row, series) of each indicator; a row that repeats a code is left to the rule on codes."""
    for i, row in enumerate(case.plan.indicators):
        quantity = case.figures.quantities.get(row.code)
        if quantity is not None and quantity.path == ("chi_tieu", i):
            yield i, row, quantity


def _figure(case: Case, name: str) -> Figure | None:
    try:
        return case.figures[name]
    except UnknownFigureError:
        return None


@rule("PL-50", "Chỉ tiêu chưa đạt kế hoạch phải có lý do", severity="warning")
def missed_without_reason(case: Case) -> Iterator[Finding]:
    """A target is missed and nothing says why; the report prints the reasons of missed targets."""
    for i, row, quantity in indicators(case):
        if row.reason.strip() or case.figures.verdicts.get(row.code) != "chua_dat":
            continue
        planned = case.figures.values.at(row.code, case.figures.planned(row.code)).target
        result = case.figures.values.amount(row.code, "uoc")
        if planned is not None and result is not None:
            yield Finding(
                ("chi_tieu", i),
                f"{row_title(quantity)} dự kiến không đạt: ước {shown(quantity, result)}, kế hoạch "
                f"{target_shown(quantity, planned)}",
                "ghi nguyên nhân vào ly_do",
            )


@rule("PL-51", "Kết quả dưới 50% hoặc trên 200% kế hoạch nên có lý do", severity="warning")
def far_from_plan(case: Case) -> Iterator[Finding]:
    """A result less than half or more than twice the plan, without a reason; real, but it will be asked about."""
    for i, row, quantity in indicators(case):
        figure = _figure(case, f"{row.code}.so_kh")
        share = figure.amount if figure else None
        if row.reason.strip() or share is None or not counts(quantity) or FAR[0] <= share <= FAR[1]:
            continue
        yield Finding(
            ("chi_tieu", i),
            f"{row_title(quantity)}: ước đạt {number(share, 1)}% kế hoạch",
            "ghi lý do vào ly_do, hoặc xem lại số",
        )


@rule("PL-52", "Số liệu có trước ngày chốt số liệu", severity="info")
def dated_late(case: Case) -> Iterator[Finding]:
    """A figure is dated after the plan's cut-off; papers say so, and nobody should be surprised."""
    for i, row, quantity in indicators(case):
        if row.dated and case.plan.cut_off and row.dated > case.plan.cut_off:
            yield Finding(
                ("chi_tieu", i, "ngay_so_lieu"),
                f"{row_title(quantity)} là số ngày {short_date(row.dated)}, sau ngày chốt số liệu "
                f"{short_date(case.plan.cut_off)}",
                "giữ nguyên nếu đã thống nhất dùng số này",
            )


@rule("PL-53", "Các nguồn số liệu của một chỉ tiêu thống nhất với nhau", severity="info")
def second_source(case: Case) -> Iterator[Finding]:
    """Another source gives another value; the row's own is printed, the other in a note."""
    for i, row, quantity in indicators(case):
        for k, other in enumerate(row.others):
            amount = case.figures.values.amount(row.code, other.period)
            if amount is not None and amount != other.amount:
                yield Finding(
                    ("chi_tieu", i, "so_lieu_khac", k),
                    f"{row_title(quantity)}, {slot_title(case, other.period)}: dùng "
                    f"{shown(quantity, amount)}, còn {other.source} ghi {exact(other.amount, quantity.unit)}",
                    "thống nhất hai nguồn, hoặc giữ cả hai và giải thích ở ghi_chu",
                )


@rule("PL-54", "Chỉ tiêu trình HĐND có nguồn số liệu", severity="info", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp tỉnh")
def without_source(case: Case) -> Iterator[Finding]:
    """A typed indicator goes to the council without saying where its figures come from."""
    for i, row, quantity in indicators(case):
        if row.to_council and quantity.formula is None and not row.source.strip():
            yield Finding(
                ("chi_tieu", i),
                f"{row_title(quantity)} trình HĐND nhưng chưa ghi nguồn số liệu",
                "ghi tên báo cáo và thời gian vào nguon",
            )


@rule("PL-55", "Giá trị của năm báo cáo không nằm trong lịch sử")
def history_of_now(case: Case) -> Iterator[Finding]:
    """History holds year X or later; those years have their own columns, and the value would be printed nowhere."""
    for quantity in case.figures.quantities.values():
        for year in quantity.series.history if quantity.series else ():
            if year >= case.year:
                yield Finding(
                    at(quantity, str(year)),
                    f"{row_title(quantity)}: lịch sử có năm {year}, nhưng năm báo cáo là {case.year}",
                    "ghi số năm báo cáo vào ket_qua, số năm kế hoạch vào kh_sau",
                )
