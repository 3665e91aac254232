"""Deadlines of the procedure and of the council's session. Being late is a warning: the paper is printed all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.schedule import Due, deadlines, latest, lead_of
from sedp_docs.text import short_date, shortened


@rule("LH-01", "Văn bản ký trong hạn của quy trình", severity="warning", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015)")
def after_deadline(case: Case) -> Iterator[Finding]:
    """A paper is dated after the day by which the procedure wants it, in the rounds in which it is wanted."""
    for due, last in _binding(case, session=False):
        yield from _late(case, due, last)


@rule("LH-02", "Văn bản trình HĐND ký trong hạn gửi trước kỳ họp", severity="warning", cite="Quy chế hoạt động của HĐND, Điều 8")
def after_sending_day(case: Case) -> Iterator[Finding]:
    """A paper for the council is dated after the day on which the dossier must be sent; after the opening VB-04 tells it."""
    opening = case.plan.opening
    for due, last in _binding(case, session=True):
        yield from _late(case, due, last, opening)


@rule("LH-03", "Có số ngày phải gửi hồ sơ trước ngày khai mạc kỳ họp", severity="warning")
def unknown_lead(case: Case) -> Iterator[Finding]:
    """The opening is known, but no regulation says how many days before it the dossier must be sent."""
    opening = case.plan.opening
    if opening is None or case.plan.round not in ("cap-nhat", "trinh-hdnd"):
        return
    unknown = [entry.setting for entry in case.catalog.profile.session if lead_of(case.plan, entry) is None]
    if unknown:
        yield Finding(
            ("hdnd", "ngay_khai_mac"),
            f"chưa biết phải gửi hồ sơ bao nhiêu ngày trước ngày khai mạc {short_date(opening)}",
            f"xem quy chế hoạt động của HĐND, ghi ho_so, {', '.join(unknown)}",
        )


@rule("LH-04", "Hạn gửi số liệu không sau hạn của văn bản in số liệu ấy", severity="warning")
def figures_after_papers(case: Case) -> Iterator[Finding]:
    """An office, village or unit below may send its figures later than the papers that print them must go out."""
    plan = case.plan
    days = [last for session in (False, True) for due, last in _binding(case, session=session) if "ke-hoach" in due.documents]
    first = min(days, default=None)
    dues = (("co_quan", [o.due for o in plan.offices]), ("thon", [v.due for v in plan.villages]),
            ("don_vi_cap_duoi", [u.due for u in plan.subordinates]))  # fmt: skip
    for key, days_given in dues:
        for i, day in enumerate(days_given):
            if first and day and day > first:
                yield Finding(
                    (key, i, "han_gui"),
                    f"hạn gửi số liệu {short_date(day)} sau hạn gửi kế hoạch {short_date(first)}",
                    "đặt hạn gửi số liệu sớm hơn",
                )


def _binding(case: Case, *, session: bool) -> Iterator[tuple[Due, date]]:
    """Yield the deadlines that papers of the plan's round are held against, each with its last day in time."""
    dues = deadlines(case.plan, case.catalog)
    counted_back = {entry.id for entry in case.catalog.profile.session}
    for due in dues:
        last = latest(dues, due)
        if last and due.binding and case.plan.round in due.rounds and (due.id in counted_back) == session:
            yield due, last


def _late(case: Case, due: Due, last: date, until: date | None = None) -> Iterator[Finding]:
    for id in due.documents:
        day = case.plan.papers[id].day if id in case.plan.papers else None
        if day and last < day <= (until or day):
            yield Finding(
                ("van_ban", id, "ngay"),
                f"văn bản ký ngày {short_date(day)}, muộn {(day - last).days} ngày so với hạn {short_date(last)} "
                f"({shortened(due.what, 80)}: {due.timing})",
                "sửa ngày nếu ghi nhầm; nếu muộn thật thì báo trước nơi nhận",
            )
