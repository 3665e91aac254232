"""Tables of what will be done: lists A, B, C, projects, resource balance, assignments, answers to villages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sedp_docs.model.actions import Activity, Opinion, Project
from sedp_docs.report.desk import Desk, day_of
from sedp_docs.report.format import signed
from sedp_docs.report.rows import Body, grouped, heading, numbered, row, sum_note, table
from sedp_docs.report.types import Cell, Row
from sedp_docs.text import DASH, NBSP, capital, number, roman, with_unit

OUTCOMES = {"A": "Đưa vào danh mục A", "B": "Đưa vào danh mục B", "C": "Chưa đưa vào kế hoạch"}
LISTS_NOTE = (
    "Danh mục A: có khả năng huy động được nguồn vốn; danh mục B: chưa rõ nguồn vốn; danh mục C: loại bỏ hoặc cần xác minh thêm."
)
ANSWERS = {"tiep_thu": "Tiếp thu", "mot_phan": "Tiếp thu một phần", "giai_trinh": "Giải trình"}
PHASES = {
    "hoan_thanh": "Dự án hoàn thành",
    "du_kien_hoan_thanh": "Dự án dự kiến hoàn thành",
    "chuyen_tiep": "Dự án chuyển tiếp",
    "khoi_cong_moi": "Dự án khởi công mới",
    "chuan_bi_dau_tu": "Dự án chuẩn bị đầu tư",
}


def months(activity: Activity) -> str:
    """Return "Tháng 3 - 9", "Tháng 5" or a dash; a span of months stays on one line."""
    first, last = activity.from_month, activity.to_month
    if first is None:
        return DASH
    return f"Tháng {first}" if last in (None, first) else f"Tháng {first}{NBSP}-{NBSP}{last}"


def quantity(activity: Activity) -> str:
    """Return the amount of work with its unit, as typed: "2,5 km"."""
    if activity.quantity is None:
        return DASH
    decimals = max(0, -int(activity.quantity.normalize().as_tuple().exponent))
    return with_unit(number(activity.quantity, decimals), activity.quantity_unit)


def beneficiaries(activity: Activity) -> str:
    """Return who benefits: text and numbers that are known."""
    group = activity.target_group
    if group is None:
        return DASH
    numbers = ((group.households, "hộ"), (group.poor, "hộ nghèo"), (group.women, "nữ"))
    counted = [f"{number(Decimal(n), 0)} {unit}" for n, unit in numbers if n]
    text = "; ".join(counted)
    return f"{group.text} ({text})" if group.text and text else group.text or text or DASH


def _by_fund(desk: Desk, funding: Mapping[str, Decimal], short: bool = True) -> list[tuple[str, Decimal]]:
    """Return printed names and amounts in the order of the procedure's funds; the order of the source means nothing."""
    known = {fund.code: (fund.short if short else "") or fund.name for fund in desk.catalog.profile.funds}
    codes = [*known, *sorted(funding.keys() - known)]
    return [(known.get(code, code), funding[code]) for code in codes if funding.get(code)]


def funds(desk: Desk, funding: Mapping[str, Decimal], contributed: Decimal = Decimal(0)) -> str:
    """Return the money by source: "NS xã: 120; CTMTQG: 200; dân góp: 50"."""
    decimals = desk.catalog.level.money_decimals
    parts = [f"{name}: {number(amount, decimals)}" for name, amount in _by_fund(desk, funding)]
    parts += [f"dân góp: {number(contributed, decimals)}"] if contributed else []
    return "; ".join(parts) or DASH


def ranked(desk: Desk, list_: str) -> list[Activity]:
    """Return the activities of a list by their rank; unranked ones last, in the order of the plan."""
    chosen = [activity for activity in desk.plan.activities if activity.list_ == list_]
    return sorted(chosen, key=lambda activity: activity.rank or 10_000)


def contributed(activity: Activity) -> Decimal:
    """Return what the people give to an activity, in the level's money."""
    return activity.contribution.total if activity.contribution else Decimal(0)


def _activity_row(desk: Desk, order: str, activity: Activity) -> Row:
    return row(
        stt=str(activity.rank or order),
        hoat_dong=activity.name,
        khoi_luong=quantity(activity),
        dia_diem=activity.place or DASH,
        doi_tuong=capital(beneficiaries(activity)),
        de_xuat_cua=desk.who(activity.proposed_by) or DASH,
        thoi_gian=months(activity),
        khai_toan=desk.money(activity.cost),
        von=desk.money(sum(activity.funding.values(), Decimal(0))),
        dan_gop=desk.money(contributed(activity)),
        nguon_von=fund_names(desk, activity.funding),
        chu_tri=desk.who_short((activity.lead,)) or DASH,
        ly_do=activity.reason or DASH,
    )


def fund_names(desk: Desk, funding: Mapping[str, Decimal], short: bool = True) -> str:
    """Return the printed names of the funds that give money, in the procedure's order; not short: for those outside."""
    return "; ".join(name for name, _ in _by_fund(desk, funding, short)) or DASH


def _activity_list(desk: Desk, list_: str) -> Body:
    activities = ranked(desk, list_)
    rows = [_activity_row(desk, order, activity) for order, activity in numbered(activities)]
    if not rows:
        return Body(())
    total = row(
        "tong",
        hoat_dong="Tổng cộng",
        khai_toan=desk.money(sum((a.cost for a in activities), Decimal(0))),
        von=desk.money(sum((amount for a in activities for amount in a.funding.values()), Decimal(0))),
        dan_gop=desk.money(sum((contributed(a) for a in activities), Decimal(0))),
    )
    return Body((*rows, total), sum_note(total, rows, ("khai_toan", "von", "dan_gop")))


@table("danh_muc_a")
def list_a(desk: Desk) -> Body:
    """Return list A: activities that can find their money (QĐ 1131/QĐ-UBND, cấp xã, bước 3 và 4)."""
    return _activity_list(desk, "A")


@table("danh_muc_b")
def list_b(desk: Desk) -> Body:
    """Return list B: activities whose money is not clear yet."""
    return _activity_list(desk, "B")


@table("danh_muc_c")
def list_c(desk: Desk) -> Body:
    """Return list C: activities dropped or to be verified, each with its reason."""
    return _activity_list(desk, "C")


PROJECT_SUMS = ("tong_muc_dau_tu", "luy_ke", "kh_x", "giai_ngan_x", "kh_y")


@table("du_an")
def projects(desk: Desk) -> Body:
    """Return the projects by phase with subtotals, TỔNG SỐ first."""
    if not desk.plan.projects:
        return Body(())
    total = row("tong", du_an="TỔNG SỐ", **_project_sums(desk, list(desk.plan.projects)))
    rows = [total]
    groups = grouped(sorted(desk.plan.projects, key=lambda p: list(PHASES).index(p.phase)), lambda p: PHASES[p.phase])
    for i, (title, chosen) in enumerate(groups.items(), 1):
        rows.append(row("tong", stt=roman(i), du_an=title, **_project_sums(desk, chosen)))
        rows.extend(_project_row(desk, order, project) for order, project in numbered(chosen))
    return Body(tuple(rows), sum_note(total, [each for each in rows if each.kind == "dong"], PROJECT_SUMS))


def _project_row(desk: Desk, order: str, project: Project) -> Row:
    year, decision = project.year, project.decision
    approved = (
        f"{decision.number} ngày {day_of(decision.day)}" if decision and decision.day else decision.number if decision else DASH
    )
    return row(
        stt=order,
        du_an=project.name,
        dia_diem=project.place or DASH,
        nang_luc=project.capacity or DASH,
        kc_ht=" - ".join(dict.fromkeys(str(each) for each in (project.start, project.finish) if each)) or DASH,
        quyet_dinh=approved,
        tong_muc_dau_tu=desk.money(project.total),
        luy_ke=desk.money(project.allocated),
        kh_x=desk.money(year.plan if year else None),
        giai_ngan_x=desk.money(year.paid if year else None),
        kh_y=desk.money(sum(project.next_year.values(), Decimal(0))),
        nguon_von=fund_names(desk, project.next_year),
        ghi_chu=project.note,
    )


def _project_sums(desk: Desk, chosen: list[Project]) -> dict[str, Cell]:
    years = [project.year for project in chosen if project.year]
    return {
        "tong_muc_dau_tu": desk.money(sum((p.total or Decimal(0) for p in chosen), Decimal(0))),
        "luy_ke": desk.money(sum((p.allocated for p in chosen), Decimal(0))),
        "kh_x": desk.money(sum((y.plan or Decimal(0) for y in years), Decimal(0))),
        "giai_ngan_x": desk.money(sum((y.paid or Decimal(0) for y in years), Decimal(0))),
        "kh_y": desk.money(sum((amount for p in chosen for amount in p.next_year.values()), Decimal(0))),
    }


def demand(desk: Desk) -> dict[str, Decimal]:
    """Return what list A and the projects need in year X+1 by fund; money of a linked project is counted once."""
    out: dict[str, Decimal] = {}
    wanted = [activity for activity in desk.plan.activities if activity.list_ == "A" and not activity.project]
    needs = [*(activity.funding for activity in wanted), *(project.next_year for project in desk.plan.projects)]
    needs.append({"dan_gop": sum((contributed(a) for a in desk.plan.activities if a.list_ == "A"), Decimal(0))})
    for need in needs:
        for fund, amount in need.items():
            out[fund] = out.get(fund, Decimal(0)) + amount
    return out


@table("can_doi_nguon_luc")
def resources(desk: Desk) -> Body:
    """Return expected money against the needs of list A and the projects, by fund, with surplus or lack."""
    needs, names = demand(desk), {fund.code: fund.name for fund in desk.catalog.profile.funds}
    rows, decimals = [], desk.catalog.level.money_decimals
    for order, resource in numbered(desk.plan.resources):
        need, expected = needs.get(resource.code, Decimal(0)), resource.expected or Decimal(0)
        basis = ". ".join(part.rstrip(".") for part in (resource.basis, resource.method) if part)
        rows.append(
            row(
                stt=order,
                nguon=resource.name or names.get(resource.code, resource.code),
                uoc_x=desk.money(resource.estimate),
                du_kien=desk.money(resource.expected),
                nhu_cau=desk.money(need),
                chenh=signed(expected - need, decimals),
                can_cu=basis or DASH,
            )
        )
    total = _resource_total(desk, needs)
    return Body((*rows, total), sum_note(total, rows, ("uoc_x", "du_kien", "nhu_cau"))) if rows else Body(())


def _resource_total(desk: Desk, needs: Mapping[str, Decimal]) -> Row:
    listed = desk.plan.resources
    expected = sum((r.expected or Decimal(0) for r in listed), Decimal(0))
    need = sum((needs.get(r.code, Decimal(0)) for r in listed), Decimal(0))
    return row("tong", nguon="Tổng cộng", uoc_x=desk.money(sum((r.estimate or Decimal(0) for r in listed), Decimal(0))),
               du_kien=desk.money(expected), nhu_cau=desk.money(need),
               chenh=signed(expected - need, desk.catalog.level.money_decimals))  # fmt: skip


@table("phan_cong")
def assignments(desk: Desk) -> Body:
    """Return who answers for what: indicators and activities derived from the plan, extra tasks as written."""
    offices = [office.code for office in desk.plan.offices]
    rows = [each for code in offices for each in _office_rows(desk, code)]
    return Body(tuple(Row({**each.cells, "stt": Cell(str(i))}, each.kind) for i, each in enumerate(rows, 1)))


def _office_rows(desk: Desk, code: str) -> Iterator[Row]:
    targets = [desk.title(each.code) for each in desk.plan.indicators if each.office == code and not _is_part(desk, each.code)]
    led = [activity for activity in desk.plan.activities if activity.lead == code and activity.list_ != "C"]
    extra = [task for task in desk.plan.tasks if task.office == code]
    lines = [f"Theo dõi, tổ chức thực hiện các chỉ tiêu: {'; '.join(targets)}."] if targets else []
    lines += [f"Chủ trì: {activity.name}." for activity in led]
    lines += [task.task for task in extra]
    if lines:
        support = dict.fromkeys(
            [*(name for each in led for name in each.support), *(name for task in extra for name in task.support)]
        )
        yield row(co_quan=_office_title(desk, code), nhiem_vu="\n".join(lines), phoi_hop=desk.who_short(tuple(support)) or DASH,
                  thoi_han="; ".join(dict.fromkeys(task.due for task in extra if task.due)) or f"Năm {desk.plan.plan_year}",
                  san_pham="; ".join(dict.fromkeys(task.product for task in extra if task.product)) or DASH)  # fmt: skip


def _office_title(desk: Desk, code: str) -> str:
    office = desk.plan.office(code)
    return f"{desk.who(code)} ({office.short})" if office and office.short else desk.who(code)


def _is_part(desk: Desk, code: str) -> bool:
    return bool(desk.figures.quantities[code].part_of)


@table("de_xuat_thon")
def village_answers(desk: Desk) -> Body:
    """Return what each village proposed and what became of it (phản hồi bằng văn bản, bước 6)."""
    rows: list[Row] = []
    groups = [(v, [a for a in desk.plan.activities if a.proposed_by == v.code]) for v in desk.plan.villages]
    for i, (village, proposals) in enumerate(((v, proposals) for v, proposals in groups if proposals), 1):
        rows.append(heading(i, "de_xuat", village.title))
        rows.extend(_answer_row(desk, a) for a in sorted(proposals, key=lambda a: a.village_rank or 99))
    return Body(tuple(rows), (LISTS_NOTE,) if rows else ())


def _answer_row(desk: Desk, activity: Activity) -> Row:
    return row(
        de_xuat=activity.name,
        uu_tien_thon=str(activity.village_rank or DASH),
        khai_toan=desk.money(activity.cost),
        ket_qua=OUTCOMES[activity.list_],
        ly_do=activity.reason or (f"Nguồn vốn: {fund_names(desk, activity.funding)}" if activity.funding else DASH),
    )


def section_title(key: str) -> str:
    """Return a section of the outline as papers cite it: "II.III.2.1" → "Mục III.2.1 Phần II" (NĐ 30, Phụ lục II, V.7)."""
    part, _, rest = key.partition(".")
    return f"Mục {rest} Phần {part}" if rest else key


def opinion_row(order: str, each: Opinion) -> Row:
    """Return an opinion with its answer."""
    return row(
        stt=order,
        nguon=each.by,
        muc=section_title(each.section) or DASH,
        y_kien=each.opinion,
        ket_qua=ANSWERS[each.outcome],
        tiep_thu_giai_trinh=each.answer or DASH,
        cho_sua=each.changed or DASH,
    )
