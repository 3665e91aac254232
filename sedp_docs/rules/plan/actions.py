"""Activities one by one: lists A, B, C, money, months, ranks, who is responsible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from sedp_docs.model.actions import Activity
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import money

STEP_2 = "QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, bước 2"
STEP_3 = "QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, bước 3"
STEP_4 = "QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, bước 4"
PART_1 = "QĐ 1131/QĐ-UBND (Lào Cai, 2015), Phần I"


def _rows(case: Case, lists: str = "ABC") -> Iterator[tuple[int, Activity]]:
    return ((i, row) for i, row in enumerate(case.plan.activities) if row.list_ in lists)


def _given(row: Activity) -> Decimal:
    """Return funds and people's contribution together."""
    return sum(row.funding.values(), Decimal(0)) + (row.contribution.total if row.contribution else 0)


@rule("HD-01", "Mỗi hoạt động chỉ nằm trong một danh mục A, B hoặc C", cite=STEP_4)
def in_two_lists(case: Case) -> Iterator[Finding]:
    """The same activity (name and place) stands twice, so that it would be printed and paid for twice."""
    first: dict[tuple[str, str], Activity] = {}
    for i, row in _rows(case):
        key = (row.name.casefold().strip(), row.place.casefold().strip())
        other = first.setdefault(key, row)
        if other is not row:
            yield Finding(
                ("hoat_dong", i, "ten"),
                f"hoạt động “{row.name}” đã có ở danh mục {other.list_} (mã {other.code})",
                "giữ một dòng; nếu là hai việc khác nhau, ghi rõ địa điểm",
            )


@rule("HD-02", "Hoạt động ở danh mục C có lý do loại bỏ hoặc cần xác minh", cite=STEP_4)
def dropped_without_reason(case: Case) -> Iterator[Finding]:
    """List C without a reason; the village that proposed it is owed an answer."""
    for i, row in _rows(case, "C"):
        if not row.reason.strip():
            yield Finding(
                ("hoat_dong", i), f"hoạt động “{row.name}” ở danh mục C chưa có lý do", "ghi ly_do loại bỏ hoặc cần xác minh thêm"
            )


@rule("HD-03", "Hoạt động ở danh mục A có nguồn vốn", cite=STEP_4)
def funded_without_source(case: Case) -> Iterator[Finding]:
    """List A means that the money can be raised; without a named source it belongs to list B."""
    for i, row in _rows(case, "A"):
        if row.cost > 0 and not _given(row) and not row.project:
            yield Finding(
                ("hoat_dong", i),
                f"hoạt động “{row.name}” ở danh mục A, khái toán {money(case, row.cost)}, chưa ghi nguồn vốn",
                "ghi nguon_von, dan_gop hoặc du_an; nếu chưa rõ nguồn, chuyển sang danh mục B",
            )


@rule("HD-04", "Danh mục A: các nguồn vốn và dân góp cộng lại bằng khái toán", cite=STEP_3)
def costs_and_sources(case: Case) -> Iterator[Finding]:
    """Sources and contributions of a funded activity do not add up to its cost."""
    for i, row in _rows(case, "A"):
        given = _given(row)
        if given != row.cost and not (row.project and not row.funding) and given:
            yield Finding(
                ("hoat_dong", i, "khai_toan"),
                f"hoạt động “{row.name}”: khái toán {money(case, row.cost)}, nhưng nguồn vốn và dân "
                f"góp cộng lại là {money(case, given)}",
                "sửa khai_toan, nguon_von hoặc dan_gop",
            )


@rule("HD-05", "Hoạt động đã có đủ nguồn vốn thì thuộc danh mục A", severity="warning", cite=STEP_4)
def funded_outside_a(case: Case) -> Iterator[Finding]:
    """An activity of list B or C whose sources cover its cost; once money is allocated it moves to list A."""
    for i, row in _rows(case, "BC"):
        if row.funding and row.cost > 0 and _given(row) >= row.cost:
            yield Finding(
                ("hoat_dong", i, "danh_muc"),
                f"hoạt động “{row.name}” ở danh mục {row.list_} nhưng đã ghi đủ nguồn vốn",
                "chuyển sang danh mục A, hoặc bỏ nguồn vốn chưa chắc chắn",
            )


def _doubles(
    case: Case, lists: str, group: Callable[[Activity], str], rank: Callable[[Activity], int | None]
) -> Iterator[tuple[int, Activity]]:
    """Yield the activities whose rank another one of the same group has already."""
    seen: set[tuple[str, int]] = set()
    for i, row in _rows(case, lists):
        place = rank(row)
        if place is None or not group(row):
            continue
        if (group(row), place) in seen:
            yield i, row
        seen.add((group(row), place))


@rule("HD-06", "Thứ tự ưu tiên không trùng trong mỗi danh mục", cite=STEP_4)
def commune_rank_twice(case: Case) -> Iterator[Finding]:
    """Two activities of one list carry the same rank."""
    for i, row in _doubles(case, "AB", lambda r: r.list_, lambda r: r.rank):
        yield Finding(
            ("hoat_dong", i, "uu_tien_xa"),
            f"ưu tiên {row.rank} của danh mục {row.list_} dùng hai lần (“{row.name}”)",
            "đánh lại thứ tự ưu tiên trong danh mục",
        )


@rule("HD-07", "Hoạt động ở danh mục A và B đều được xếp thứ tự ưu tiên", severity="warning", cite=STEP_4)
def unranked(case: Case) -> Iterator[Finding]:
    """An activity of list A or B without a rank; both lists are prioritised at the conference."""
    for i, row in _rows(case, "AB"):
        if row.rank is None:
            yield Finding(("hoat_dong", i), f"hoạt động “{row.name}” ở danh mục {row.list_} chưa xếp ưu tiên", "ghi uu_tien_xa")


@rule("HD-08", "Thứ tự ưu tiên của mỗi thôn không trùng", cite=STEP_2)
def village_rank_twice(case: Case) -> Iterator[Finding]:
    """A village gave the same rank twice: in common, by its men, or by its women."""
    ranks: tuple[tuple[str, str, Callable[[Activity], int | None]], ...] = (
        ("uu_tien_thon", "ưu tiên", lambda r: r.village_rank),
        ("uu_tien_cua_nam", "ưu tiên của nam", lambda r: r.men_rank),
        ("uu_tien_cua_nu", "ưu tiên của nữ", lambda r: r.women_rank),
    )
    for key, title, rank in ranks:
        for i, row in _doubles(case, "ABC", lambda r: r.proposed_by, rank):
            yield Finding(
                ("hoat_dong", i, key),
                f"{case.plan.name_of(row.proposed_by)}: {title} {rank(row)} dùng hai lần (“{row.name}”)",
                "xem lại biên bản họp thôn, đánh lại thứ tự",
            )


@rule("HD-09", "Tháng bắt đầu không sau tháng kết thúc")
def months(case: Case) -> Iterator[Finding]:
    """An activity ends before it begins; the plan covers one calendar year."""
    for i, row in _rows(case):
        if row.from_month and row.to_month and row.from_month > row.to_month:
            yield Finding(
                ("hoat_dong", i, "tu_thang"),
                f"hoạt động “{row.name}”: từ tháng {row.from_month} đến tháng {row.to_month}",
                "sửa tu_thang hoặc den_thang",
            )


@rule("HD-10", "Hoạt động ở danh mục A và B có cơ quan chủ trì", cite=PART_1)
def nobody_leads(case: Case) -> Iterator[Finding]:
    """An activity that will be done, or may be done, and nobody answers for it."""
    for i, row in _rows(case, "AB"):
        if not row.lead:
            yield Finding(("hoat_dong", i), f"hoạt động “{row.name}” chưa có cơ quan chủ trì", "ghi chu_tri bằng mã cơ quan")


@rule("HD-11", "Hoạt động ở danh mục A và B nêu thời gian và đối tượng hưởng lợi", severity="warning", cite=STEP_3)
def feasibility(case: Case) -> Iterator[Finding]:
    """The fields by which feasibility is judged are incomplete: months, target group, and a cost in list B."""
    for i, row in _rows(case, "AB"):
        lacks = [
            title
            for title, there in (
                ("thời gian (tu_thang, den_thang)", row.from_month or row.to_month),
                ("đối tượng (doi_tuong)", row.target_group),
                ("khái toán (khai_toan)", row.cost > 0 or row.list_ == "A"),
            )
            if not there
        ]
        if lacks:
            yield Finding(
                ("hoat_dong", i), f"hoạt động “{row.name}” chưa có {', '.join(lacks)}", "bổ sung để đánh giá tính khả thi"
            )


@rule("HD-12", "Hộ nghèo hưởng lợi không nhiều hơn số hộ hưởng lợi")
def target_group(case: Case) -> Iterator[Finding]:
    """More poor households benefit than households."""
    for i, row in _rows(case):
        group = row.target_group
        if group and group.poor is not None and group.households is not None and group.poor > group.households:
            yield Finding(
                ("hoat_dong", i, "doi_tuong"),
                f"hoạt động “{row.name}”: {group.poor} hộ nghèo, nhiều hơn {group.households} hộ hưởng lợi",
                "xem lại ho và ho_ngheo",
            )


@rule("HD-13", "Số tiền của hoạt động không âm")
def negative_money(case: Case) -> Iterator[Finding]:
    """A negative cost, fund or contribution."""
    for i, row in _rows(case):
        given = row.contribution
        kinds = (given.cash, given.labour, given.materials, given.land) if given else ()
        if min((row.cost, *row.funding.values(), *kinds)) < 0:
            yield Finding(("hoat_dong", i), f"hoạt động “{row.name}” có số tiền âm", "xem lại khai_toan, nguon_von, dan_gop")


@rule("HD-14", "Hoạt động thôn đề xuất ghi phần dân góp đã thống nhất ở thôn", severity="info", cite=STEP_2)
def contribution_not_agreed(case: Case) -> Iterator[Finding]:
    """An activity that a village proposed does not say what the people give, be it nothing."""
    villages = {village.code for village in case.plan.villages}
    for i, row in _rows(case, "AB"):
        if row.proposed_by in villages and row.cost > 0 and row.contribution is None:
            said = f"hoạt động “{row.name}” do thôn đề xuất chưa ghi phần dân góp"
            yield Finding(("hoat_dong", i), said, "ghi tiền, ngày công, vật tư hoặc đất mà Nhân dân góp; không góp thì bỏ qua")
