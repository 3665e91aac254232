"""Every place of a plan that refers to a code, and the codes that may stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from sedp_docs.model.sheets import BudgetLine, Crop, Indicator, Line, Product
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case

Kind = Literal["office", "fund", "field", "output", "project", "indicator", "activity", "budget"]
Reference = tuple[Path, str, Kind]

KIND_TITLES: dict[Kind, str] = {
    "office": "cơ quan, thôn hoặc đơn vị cấp dưới",
    "fund": "nguồn vốn",
    "field": "lĩnh vực",
    "output": "đầu ra",
    "project": "dự án",
    "indicator": "chỉ tiêu",
    "activity": "hoạt động",
    "budget": "dòng ngân sách",
}


def sheets(case: Case) -> list[tuple[str, Sequence[Indicator | Crop | Line | Product | BudgetLine]]]:
    """Return the lists of rows that figures come from, by their YAML key."""
    plan = case.plan
    return [
        ("chi_tieu", plan.indicators),
        ("trong_trot", plan.crops),
        ("chan_nuoi", plan.livestock),
        ("lam_nghiep", plan.forestry),
        ("thuy_san", plan.fishery),
        ("ngan_sach", plan.budget),
        ("tong_san_pham", plan.products),
    ]


_KNOWN: dict[Kind, Callable[[Case], Iterable[str]]] = {
    "office": lambda case: [
        *(row.code for row in case.plan.offices),
        *(row.code for row in case.plan.villages),
        *(row.code for row in case.plan.subordinates),
    ],
    "fund": lambda case: (fund.code for fund in case.catalog.profile.funds),
    "field": lambda case: (field.code for field in case.catalog.profile.fields),
    "output": lambda case: (out.code for goal in case.plan.goals for each in goal.specific for out in each.outputs),
    "project": lambda case: (row.code for row in case.plan.projects),
    "indicator": lambda case: [*(row.code for row in case.plan.indicators), *(e.code for e in case.catalog.level.indicators)],
    "activity": lambda case: (row.code for row in case.plan.activities),
    "budget": lambda case: (row.code for row in case.plan.budget),
}


def known_codes(case: Case, kind: Kind) -> dict[str, None]:
    """Return the codes that a reference of this kind may name, in the plan's order."""
    return dict.fromkeys(_KNOWN[kind](case))


def references(case: Case) -> Iterator[Reference]:
    """Yield every reference of a plan with its place, code and kind."""
    yield from _of_figures(case)
    yield from _of_goals(case)
    yield from _of_activities(case)
    yield from _of_the_rest(case)
    yield from _of_units(case)
    yield from _of_prose(case)


def _of_figures(case: Case) -> Iterator[Reference]:
    plan = case.plan
    catalogue = {entry.code for entry in case.catalog.level.indicators}
    for key, rows in sheets(case):
        for i, row in enumerate(rows):
            yield (key, i, "co_quan"), row.office, "office"
    for i, row in enumerate(plan.indicators):
        if row.code not in catalogue:
            yield ("chi_tieu", i, "nhom"), row.field, "field"
    for i, line in enumerate(plan.budget):
        yield ("ngan_sach", i, "thuoc"), line.part_of, "budget"


def _of_goals(case: Case) -> Iterator[Reference]:
    for i, goal in enumerate(case.plan.goals):
        yield ("muc_tieu", i, "linh_vuc"), goal.field, "field"
        for j, specific in enumerate(goal.specific):
            for k, code in enumerate(specific.indicators):
                yield ("muc_tieu", i, "muc_tieu_cu_the", j, "chi_tieu", k), code, "indicator"


def _of_activities(case: Case) -> Iterator[Reference]:
    for i, row in enumerate(case.plan.activities):
        here = ("hoat_dong", i)
        yield (*here, "linh_vuc"), row.field, "field"
        yield (*here, "dau_ra"), row.output, "output"
        yield (*here, "du_an"), row.project, "project"
        yield (*here, "de_xuat_cua"), row.proposed_by, "office"
        yield (*here, "chu_tri"), row.lead, "office"
        for k, code in enumerate(row.support):
            yield (*here, "phoi_hop", k), code, "office"
        for code in row.funding:
            yield (*here, "nguon_von", code), code, "fund"


def _of_the_rest(case: Case) -> Iterator[Reference]:
    plan = case.plan
    for i, project in enumerate(plan.projects):
        for code in project.next_year:
            yield ("du_an", i, "nam_sau", code), code, "fund"
    for i, resource in enumerate(plan.resources):
        yield ("nguon_luc", i, "ma"), resource.code, "fund"
    for i, task in enumerate(plan.tasks):
        yield ("phan_cong", i, "co_quan"), task.office, "office"
        for k, code in enumerate(task.support):
            yield ("phan_cong", i, "phoi_hop", k), code, "office"
    for i, row in enumerate(plan.monitoring):
        yield ("theo_doi", i, "chi_tieu"), row.indicator, "indicator"
        yield ("theo_doi", i, "hoat_dong"), row.activity, "activity"
    for i, each in enumerate(plan.discrepancies):
        yield ("chenh_lech", i, "don_vi_gui"), each.given_by, "office"


def _of_units(case: Case) -> Iterator[Reference]:
    for i, row in enumerate(case.plan.by_unit):
        yield ("theo_don_vi", i, "chi_tieu"), row.indicator, "indicator"
        yield ("theo_don_vi", i, "don_vi"), row.unit, "office"
    for i, rural in enumerate(case.plan.new_rural):
        yield ("nong_thon_moi", i, "don_vi"), rural.unit, "office"


def _of_prose(case: Case) -> Iterator[Reference]:
    for document, sections in case.plan.prose.items():
        for key, section in sections.items():
            yield ("thuyet_minh", document, key, "nguoi_viet"), section.writer, "office"
