"""The dossier for the council: the order of its dates, its receivers, the papers of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import shown_name
from sedp_docs.text import short_date

_STEP_6 = "QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp tỉnh, cấp huyện, cấp xã, bước 6"
_SUBMITTED = ("ke-hoach", "to-trinh", "bao-cao-tham-tra", "giai-trinh", "nghi-quyet")
_ASSIGNED = ("nghi-quyet", "quyet-dinh-giao", "ke-hoach-trien-khai", "ban-cong-khai")
_FIRST_COMMUNE_BOARDS = 2016
"""Since then a commune's council may have boards (Luật Tổ chức chính quyền địa phương số 77/2015/QH13)."""


def _day(case: Case, id: str) -> tuple[date, Path, str] | None:
    """Return when a paper was dated, where that stands, and what the paper is called; None without a day."""
    paper = case.plan.papers.get(id)
    if paper and paper.day:
        form = case.catalog.forms.get(id)
        return paper.day, ("van_ban", id, "ngay"), form.title if form else id
    for i, other in enumerate(case.plan.other_papers):
        if other.code == id and other.day:
            return other.day, ("van_ban_khac", i, "ngay"), f"{other.type} {other.number or f'({id})'}"
    return None


def _in_order(case: Case, ids: tuple[str, ...], hint: str = "sửa ngày của một trong hai văn bản") -> Iterator[Finding]:
    """Yield a finding for each dated paper that is older than the one before it."""
    known = [found for id in ids if (found := _day(case, id))]
    for (before, _, first), (after, path, second) in pairwise(known):
        if after < before:
            said = f"“{second}” ghi ngày {short_date(after)}, trước “{first}” ngày {short_date(before)}"
            yield Finding(path, said, hint)


@rule("HS-01", "Ngày các văn bản theo trình tự: kế hoạch, tờ trình, thẩm tra, tiếp thu giải trình, nghị quyết", cite=_STEP_6)
def submitted_in_order(case: Case) -> Iterator[Finding]:
    """A paper of the dossier is older than the one it answers; after the vote the plan is issued anew, with a later day."""
    yield from _in_order(case, _SUBMITTED[1:] if case.plan.round == "sau-hdnd" else _SUBMITTED)


@rule("HS-02", "Quyết định giao chỉ tiêu, kế hoạch triển khai ký sau nghị quyết", cite=_STEP_6)
def assigned_after_vote(case: Case) -> Iterator[Finding]:
    """Targets are assigned before the council voted on them."""
    yield from _in_order(case, _ASSIGNED)


@rule("HS-11", "Sau kỳ họp, kế hoạch ghi số và ngày của bản ban hành theo nghị quyết", severity="warning", cite=_STEP_6)
def reissued_after_vote(case: Case) -> Iterator[Finding]:
    """The plan prints the values as voted under the day of the version that was submitted before the vote."""
    if case.plan.round == "sau-hdnd" and case.plan.dossier.base_paper in ("", "TTr"):
        yield from _in_order(case, ("nghi-quyet", "ke-hoach"), "ghi số, ngày của kế hoạch ban hành theo nghị quyết")


@rule("HS-03", "Nghị quyết ghi ngày trong kỳ họp HĐND")
def voted_in_session(case: Case) -> Iterator[Finding]:
    """The resolution is dated outside the days of the session."""
    council, paper = case.plan.council, case.plan.papers.get("nghi-quyet")
    if not (council and council.opening and paper and paper.day):
        return
    closing = max(council.closing or council.opening, council.opening)
    if not council.opening <= paper.day <= closing:
        session = " - ".join(dict.fromkeys((short_date(council.opening), short_date(closing))))
        yield Finding(
            ("van_ban", "nghi-quyet", "ngay"),
            f"nghị quyết ghi ngày {short_date(paper.day)}, kỳ họp {session}",
            "sửa ngày nghị quyết, ngay_khai_mac hoặc ngay_be_mac",
        )


@rule("HS-04", "Ngày bế mạc kỳ họp không trước ngày khai mạc")
def closed_before_opened(case: Case) -> Iterator[Finding]:
    """The session closes before it opens."""
    council = case.plan.council
    if council and council.opening and council.closing and council.closing < council.opening:
        said = f"ngày bế mạc {short_date(council.closing)} trước ngày khai mạc {short_date(council.opening)}"
        yield Finding(("hdnd", "ngay_be_mac"), said, "sửa ngay_be_mac, hoặc để trống khi kỳ họp chỉ một ngày")


@rule(
    "HS-05",
    "Mọi chỉ tiêu HĐND quyết nghị hoặc cấp trên giao đều có đơn vị nhận",
    cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp tỉnh và cấp huyện, bước 6",
)
def nobody_receives(case: Case) -> Iterator[Finding]:
    """After the vote a target has neither an office nor a unit that it is assigned to: the decision would leave it out."""
    given = {row.indicator for row in case.plan.by_unit if row.at("kh_sau.giao")}
    for i, row in enumerate(case.plan.indicators if case.plan.round == "sau-hdnd" else ()):
        voted = row.to_council and case.plan.unit.has_council
        if (voted or row.at("kh_sau.giao")) and not row.office and row.code not in given:
            whose = "HĐND quyết nghị" if voted else "cấp trên giao"
            said = f"chỉ tiêu {shown_name(case, row.code)} do {whose} chưa giao cho cơ quan, đơn vị nào"
            yield Finding(("chi_tieu", i), said, "ghi co_quan, hoặc thêm dòng có số giao vào theo_don_vi")


@rule("HS-10", "Chỉ tiêu có số HĐND quyết nghị thì nằm trong phụ lục nghị quyết", severity="warning")
def voted_but_not_presented(case: Case) -> Iterator[Finding]:
    """A target has a voted value but is not marked as presented: the annex of the resolution would leave it out."""
    for i, row in enumerate(case.plan.indicators):
        if row.at("kh_sau.hdnd") and not row.to_council:
            said = f"chỉ tiêu {shown_name(case, row.code)} có số HĐND quyết nghị nhưng không ghi trình HĐND"
            yield Finding(("chi_tieu", i), said, "đánh dấu trinh_hdnd, hoặc bỏ số HĐND quyết nghị")


@rule("HS-06", "Tham vấn sau khi có chỉ tiêu, dự toán cấp trên giao", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, bước 6")
def consulted_too_early(case: Case) -> Iterator[Finding]:
    """The people were consulted before the assigned targets and budget were known."""
    yield from _in_order(case, ("quyet-dinh-giao-cap-tren", "tong-hop-tham-van"))


@rule(
    "HS-07",
    "Văn kiện xin ý kiến Thường trực HĐND trước khi gửi cấp trên",
    cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp tỉnh, cấp huyện, cấp xã, bước 5",
)
def standing_asked_first(case: Case) -> Iterator[Finding]:
    """The standing council gave its opinion after the plan had gone to the level above."""
    if case.plan.unit.has_council:
        yield from _in_order(case, ("y-kien-thuong-truc-hdnd", "cong-van-van-kien"))


@rule("HS-08", "Ban thẩm tra ghi đúng thời kỳ: HĐND cấp xã trước năm 2016 chưa có Ban", severity="warning")
def board_too_early(case: Case) -> Iterator[Finding]:
    """A board of a commune's council is named at a time when such councils had none."""
    council = case.plan.council
    if case.plan.level != "commune" or council is None or not council.board:
        return
    if (council.opening.year if council.opening else case.year) < _FIRST_COMMUNE_BOARDS:
        said = f"“{council.board}”: trước năm {_FIRST_COMMUNE_BOARDS} HĐND cấp xã chưa có Ban"
        yield Finding(("hdnd", "ban_tham_tra"), said, "xem lại; nếu không có Ban, để trống ban_tham_tra")


@rule(
    "HS-09",
    "HĐND cấp tỉnh, cấp huyện giao Ban thẩm tra kế hoạch",
    severity="warning",
    cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp tỉnh và cấp huyện, bước 6",
)
def nobody_examines(case: Case) -> Iterator[Finding]:
    """No board is named at a level whose council examines the plan by a board: the dossier would ask for no report of it."""
    council = case.plan.council
    if case.plan.level in ("province", "district") and council and not council.board:
        said = "chưa ghi Ban của HĐND thẩm tra kế hoạch, nên hồ sơ không có báo cáo thẩm tra"
        yield Finding(("hdnd",), said, "ghi ban_tham_tra, ví dụ Ban Kinh tế - Xã hội")
