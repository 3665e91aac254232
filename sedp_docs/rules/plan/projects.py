"""Investment projects: totals, payments, decisions, years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.model.actions import Project
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import money
from sedp_docs.text import short_date

LONGEST_C = 3
"""Years in which a project of group C gets its money."""
_ZERO = Decimal(0)


def _next(project: Project) -> Decimal:
    return sum(project.next_year.values(), _ZERO)


@rule("DA-01", "Lũy kế + kế hoạch năm X + kế hoạch năm X+1 không vượt tổng mức đầu tư")
def over_total(case: Case) -> Iterator[Finding]:
    """A project gets more money than it may cost in all."""
    for i, row in enumerate(case.plan.projects):
        this_year = (row.year.plan if row.year else None) or _ZERO
        given = row.allocated + this_year + _next(row)
        if row.total is not None and given > row.total:
            yield Finding(
                ("du_an", i, "tong_muc_dau_tu"),
                f"dự án “{row.name}”: lũy kế {money(case, row.allocated)} + năm {case.year} "
                f"{money(case, this_year)} + năm {case.year + 1} {money(case, _next(row))} = {money(case, given)}, vượt "
                "tổng mức đầu tư "
                f"{money(case, row.total)}",
                "giảm kế hoạch vốn, hoặc điều chỉnh tổng mức đầu tư theo quyết định",
            )


@rule("DA-02", "Giải ngân không quá kế hoạch vốn và vốn kéo dài; 6 tháng không quá cả năm")
def overpaid(case: Case) -> Iterator[Finding]:
    """More is paid than planned and carried over, or more in six months than in the year."""
    for i, row in enumerate(case.plan.projects):
        year = row.year
        if year is None:
            continue
        most = (year.plan or _ZERO) + (year.carried_over or _ZERO)
        for key, paid in (("uoc_giai_ngan", year.paid), ("giai_ngan_6_thang", year.paid_6_months)):
            if paid is not None and (year.plan is not None or year.carried_over is not None) and paid > most:
                yield Finding(
                    ("du_an", i, "nam_nay", key),
                    f"dự án “{row.name}”: giải ngân {money(case, paid)}, vượt kế hoạch và vốn kéo dài {money(case, most)}",
                    "xem lại số giải ngân, kế hoạch vốn",
                )
        if year.paid is not None and year.paid_6_months is not None and year.paid_6_months > year.paid:
            yield Finding(
                ("du_an", i, "nam_nay", "giai_ngan_6_thang"),
                f"dự án “{row.name}”: giải ngân 6 tháng "
                f"{money(case, year.paid_6_months)}, lớn hơn ước cả năm {money(case, year.paid)}",
                "xem lại hai số",
            )


@rule("DA-03", "Dự án khởi công mới có quyết định phê duyệt ghi số, ngày")
def undecided(case: Case) -> Iterator[Finding]:
    """A project begins without a dated decision."""
    for i, row in enumerate(case.plan.projects):
        if row.phase == "khoi_cong_moi" and (row.decision is None or row.decision.day is None):
            yield Finding(
                ("du_an", i),
                f"dự án “{row.name}” khởi công mới nhưng chưa có quyết định ghi ngày",
                "ghi quyet_dinh: {so: …, ngay: …}; chưa có quyết định thì xếp giai_doan: chuan_bi_dau_tu",
            )


@rule("DA-04", "Năm khởi công không sau năm hoàn thành")
def years(case: Case) -> Iterator[Finding]:
    """A project is finished before it begins."""
    for i, row in enumerate(case.plan.projects):
        if row.start and row.finish and row.start > row.finish:
            yield Finding(
                ("du_an", i, "khoi_cong"),
                f"dự án “{row.name}”: khởi công {row.start}, hoàn thành {row.finish}",
                "sửa hai năm này",
            )


@rule("DA-05", "Dự án nhóm C bố trí vốn không quá 3 năm", severity="warning")
def too_long(case: Case) -> Iterator[Finding]:
    """A project of group C takes longer than the years in which it should get its money."""
    for i, row in enumerate(case.plan.projects):
        length = row.finish - row.start + 1 if row.start and row.finish else 0
        if row.group == "C" and length > LONGEST_C:
            yield Finding(
                ("du_an", i, "hoan_thanh"),
                f"dự án nhóm C “{row.name}” kéo dài {length} năm ({row.start} - {row.finish})",
                f"nhóm C bố trí vốn không quá {LONGEST_C} năm; xem lại thời gian hoặc nêu lý do ở ghi_chu",
            )


@rule("DA-06", "Thu hồi ứng trước và trả nợ nằm trong kế hoạch vốn năm X+1")
def arrears(case: Case) -> Iterator[Finding]:
    """Advances and arrears to be paid exceed the money planned for X+1, of which they are parts."""
    for i, row in enumerate(case.plan.projects):
        part = row.advance + row.arrears
        if part > _next(row):
            yield Finding(
                ("du_an", i),
                f"dự án “{row.name}”: thu hồi ứng trước và trả nợ {money(case, part)}, lớn hơn kế hoạch năm "
                f"{case.year + 1} {money(case, _next(row))}",
                "tăng kế hoạch vốn hoặc sửa số thu hồi, trả nợ",
            )


@rule("DA-07", "Giai đoạn của dự án khớp với năm hoàn thành", severity="warning")
def phase(case: Case) -> Iterator[Finding]:
    """A finished project ends after year X, or one that goes on ended before year X+1."""
    for i, row in enumerate(case.plan.projects):
        late = row.phase == "hoan_thanh" and row.finish and row.finish > case.year
        early = row.phase == "chuyen_tiep" and row.finish and row.finish <= case.year
        if late or early:
            words = "đã hoàn thành" if late else "chuyển tiếp"
            yield Finding(
                ("du_an", i, "giai_doan"),
                f"dự án “{row.name}” xếp loại {words} nhưng năm hoàn thành là {row.finish}",
                "sửa giai_doan hoặc hoan_thanh",
            )


@rule("DA-08", "Số tiền của dự án không âm")
def negative_money(case: Case) -> Iterator[Finding]:
    """A negative amount in a project."""
    for i, row in enumerate(case.plan.projects):
        year = (row.year.plan, row.year.carried_over, row.year.work, row.year.paid) if row.year else ()
        amounts = (row.total, row.preparation, row.allocated, row.advance, row.arrears, *year, *row.next_year.values())
        if any(amount is not None and amount < 0 for amount in amounts):
            yield Finding(("du_an", i), f"dự án “{row.name}” có số tiền âm", "xem lại các số tiền của dự án")


@rule("DA-09", "Dự án khởi công sau khi có quyết định phê duyệt", severity="warning")
def decided_late(case: Case) -> Iterator[Finding]:
    """The decision is dated after the year in which work began."""
    for i, row in enumerate(case.plan.projects):
        day = row.decision.day if row.decision else None
        if day and row.start and day.year > row.start:
            yield Finding(
                ("du_an", i, "quyet_dinh"),
                f"dự án “{row.name}” khởi công năm {row.start}, trước quyết định ngày {short_date(day)}",
                "xem lại ngày quyết định hoặc năm khởi công",
            )
