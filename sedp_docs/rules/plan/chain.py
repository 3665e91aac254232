"""Activities together: the objective chain, demand against resources, self-help, the M&E frame."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.model.actions import Activity, Monitoring
from sedp_docs.model.base import key_of
from sedp_docs.rules.plan.actions import PART_1, STEP_2, STEP_3, STEP_4
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import money
from sedp_docs.text import number

MOST_OUTSIDE = 70
"""% of activities that may need money from outside before the plan is asked about self-help; our threshold."""
MOST_ASKED = Decimal("1.5")
"""Times the expected resources that may be asked for; our threshold."""
MOST_NAMED = 5
_WATCHED = ("source", "collector", "frequency", "form", "reported_to", "use")


@rule("HD-20", "Mỗi mục tiêu có mục tiêu cụ thể, mỗi mục tiêu cụ thể có đầu ra, mỗi đầu ra có hoạt động", cite=PART_1)
def broken_chain(case: Case) -> Iterator[Finding]:
    """A branch of the four-level chain ends early."""
    used = {row.output for row in case.plan.activities}
    for i, goal in enumerate(case.plan.goals):
        if not goal.specific:
            yield Finding(("muc_tieu", i), f"mục tiêu chung “{goal.name}” chưa có mục tiêu cụ thể", "thêm muc_tieu_cu_the")
        for j, specific in enumerate(goal.specific):
            here = ("muc_tieu", i, "muc_tieu_cu_the", j)
            if not specific.outputs:
                yield Finding(here, f"mục tiêu cụ thể “{specific.name}” chưa có đầu ra", "thêm dau_ra")
            for k, output in enumerate(specific.outputs):
                if output.code not in used:
                    yield Finding(
                        (*here, "dau_ra", k),
                        f"đầu ra “{output.name}” chưa có hoạt động nào",
                        f"ghi dau_ra: {output.code} ở hoạt động tạo ra đầu ra này, hoặc bỏ đầu ra",
                    )


@rule("HD-21", "Hoạt động ở danh mục A và B gắn với một đầu ra", cite=PART_1)
def without_output(case: Case) -> Iterator[Finding]:
    """An activity that serves no objective; only list C may leave the output open."""
    for i, row in enumerate(case.plan.activities):
        if row.list_ != "C" and not row.output:
            yield Finding(
                ("hoat_dong", i), f"hoạt động “{row.name}” chưa gắn với đầu ra nào", "ghi dau_ra bằng mã đầu ra của mục tiêu"
            )


@rule("HD-22", "Có mục tiêu hoặc hoạt động cho nhóm dễ bị tổn thương", severity="warning", cite=PART_1)
def nobody_vulnerable(case: Case) -> Iterator[Finding]:
    """No objective and no activity is marked for women, children, ethnic minorities or the poor."""
    marked = [each.vulnerable for goal in case.plan.goals for each in goal.specific]
    if case.plan.goals and not any((*marked, *(row.vulnerable for row in case.plan.activities))):
        yield Finding(
            ("muc_tieu",),
            "chưa có mục tiêu hay hoạt động nào cho phụ nữ, trẻ em, đồng bào dân tộc thiểu số, hộ nghèo",
            "ghi nhom_yeu_the: true ở mục tiêu cụ thể hoặc hoạt động dành cho nhóm này",
        )


def _demand(case: Case) -> dict[str, Decimal]:
    """Return what list A and the projects need in year X+1, by fund; a project's activity counts once, with the project."""
    funded = [row.funding for row in case.plan.activities if row.list_ == "A" and not row.project]
    out: dict[str, Decimal] = {}
    for funding in (*funded, *(project.next_year for project in case.plan.projects)):
        for fund, amount in funding.items():
            out[fund] = out.get(fund, Decimal(0)) + amount
    return out


@rule("HD-23", "Nhu cầu của danh mục A và dự án không vượt khả năng của từng nguồn vốn", cite=STEP_4)
def over_resources(case: Case) -> Iterator[Finding]:
    """A fund is promised beyond what it is expected to give."""
    demand = _demand(case)
    for i, row in enumerate(case.plan.resources):
        needed = demand.get(row.code, Decimal(0))
        if row.expected is not None and needed > row.expected:
            yield Finding(
                ("nguon_luc", i, "du_kien"),
                f"nguồn {_fund(case, row.code)}: nhu cầu {money(case, needed)}, vượt khả năng {money(case, row.expected)}",
                "chuyển bớt hoạt động sang danh mục B, hoặc xem lại dự kiến",
            )


def _fund(case: Case, code: str) -> str:
    return next((f"“{fund.name}”" for fund in case.catalog.profile.funds if fund.code == code), f"“{code}”")


@rule("HD-24", "Nguồn vốn được dùng phải có trong cân đối nguồn lực", severity="warning", cite=STEP_4)
def fund_not_balanced(case: Case) -> Iterator[Finding]:
    """List A or a project draws on a fund that the resource balance does not list."""
    listed = {row.code for row in case.plan.resources}
    for code, amount in _demand(case).items() if listed else ():
        if amount and code not in listed:
            yield Finding(
                ("nguon_luc",),
                f"nguồn {_fund(case, code)} được dùng {money(case, amount)} nhưng chưa có trong cân đối nguồn lực",
                f"thêm dòng ma: {code} vào nguon_luc",
            )


def _needs_outside(row: Activity) -> bool:
    own = row.contribution.total if row.contribution else Decimal(0)
    return row.cost > own


@rule("HD-25", "Có giải pháp không cần vốn bên ngoài", severity="warning", cite=STEP_2)
def self_help(case: Case) -> Iterator[Finding]:
    """Nearly all activities wait for money from outside; only a commune's procedure asks for solutions without it first."""
    rows = [row for row in case.plan.activities if row.list_ != "C" and case.plan.level == "commune"]
    outside = sum(_needs_outside(row) for row in rows)
    if rows and outside * 100 > MOST_OUTSIDE * len(rows):
        yield Finding(
            ("hoat_dong",),
            f"{outside} trong {len(rows)} hoạt động ở danh mục A và B cần vốn bên ngoài (trên {MOST_OUTSIDE}%)",
            "thêm việc thôn, xã tự làm được; hoạt động không cần kinh phí thì để khai_toan: 0",
        )


@rule("HD-26", "Tổng đề xuất không quá 1,5 lần khả năng nguồn vốn", severity="warning", cite=STEP_3)
def asked_too_much(case: Case) -> Iterator[Finding]:
    """Lists A and B together ask for much more than can be expected; say so, or drop some."""
    expected = sum((row.expected for row in case.plan.resources if row.expected is not None), Decimal(0))
    asked = sum((row.cost for row in case.plan.activities if row.list_ != "C"), Decimal(0))
    if expected > 0 and asked > MOST_ASKED * expected:
        yield Finding(
            ("nguon_luc",),
            f"các hoạt động đề xuất cần {money(case, asked)}, gấp {number(asked / expected, 1)} lần khả năng nguồn vốn "
            f"{money(case, expected)}",
            "chuyển bớt sang danh mục C, hoặc giải thích trong thuyết minh",
        )


@rule(
    "HD-27",
    "Kế hoạch năm của tỉnh, huyện gắn với kế hoạch 5 năm",
    severity="warning",
    cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), Phần II, cấp tỉnh và cấp huyện, quan điểm 1",
)
def without_five_years(case: Case) -> Iterator[Finding]:
    """A province's or district's plan names no target and no programme of the five-year plan that it carries out."""
    plan = case.plan
    told = any(row.medium_term for row in plan.activities) or any(row.five_year for row in plan.indicators)
    if plan.level in ("province", "district") and plan.indicators and not told:
        yield Finding(
            ("chi_tieu",),
            "chưa có chỉ tiêu hay hoạt động nào dẫn về kế hoạch 5 năm, chương trình hành động",
            "ghi muc_tieu_5_nam ở chỉ tiêu, ke_hoach_trung_han ở hoạt động",
        )


@rule("TD-01", "Mỗi dòng theo dõi nói về một chỉ tiêu hoặc một hoạt động")
def watches_nothing(case: Case) -> Iterator[Finding]:
    """A row of the M&E frame names neither an indicator nor an activity, or both."""
    for i, row in enumerate(case.plan.monitoring):
        if bool(row.indicator) == bool(row.activity):
            said = "nói về cả chỉ tiêu và hoạt động" if row.indicator else "không nói về chỉ tiêu hay hoạt động nào"
            yield Finding(("theo_doi", i), f"dòng theo dõi {i + 1} {said}", "ghi một trong hai: chi_tieu hoặc hoat_dong")


@rule(
    "TD-02", "Khung theo dõi, đánh giá đủ thông tin", severity="warning", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), Phần I, mục IV.4"
)
def frame_incomplete(case: Case) -> Iterator[Finding]:
    """A row of the M&E frame leaves a column empty that the procedure has no default for."""
    for i, row in enumerate(case.plan.monitoring):
        keys = [(name, key_of(Monitoring, name)) for name in _WATCHED]
        lacks = [key for name, key in keys if not getattr(row, name) and key not in case.catalog.profile.monitoring]
        if lacks:
            yield Finding(("theo_doi", i), f"dòng theo dõi {i + 1} chưa có {', '.join(lacks)}", "bổ sung các cột này")


@rule(
    "TD-03",
    "Chỉ tiêu trình HĐND có dòng theo dõi riêng",
    severity="info",
    cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), Phần I, mục IV.4",
)
def not_watched(case: Case) -> Iterator[Finding]:
    """An indicator that goes to the council is monitored by the procedure's defaults only."""
    watched = {row.indicator for row in case.plan.monitoring}
    left = [row.code for row in case.plan.indicators if row.to_council and row.code not in watched]
    if left:
        names = ", ".join(left[:MOST_NAMED]) + (", …" if len(left) > MOST_NAMED else "")
        yield Finding(
            ("theo_doi",),
            f"{len(left)} chỉ tiêu trình HĐND chưa có trong khung theo dõi, đánh giá: {names}",
            "thêm dòng vào theo_doi, hoặc bỏ qua nếu không cần theo dõi riêng",
        )
