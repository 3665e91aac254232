"""Heads of documents, dates, opinions."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.texts import document_ids, unknown_documents
from sedp_docs.text import short_date, shortened


@rule("VB-01", "Ngày văn bản không trước ngày chốt số liệu")
def signed_before_cut_off(case: Case) -> Iterator[Finding]:
    """A paper is dated before the day on which its figures were closed."""
    for id, paper in case.plan.papers.items():
        if paper.day and case.plan.cut_off and paper.day < case.plan.cut_off:
            yield Finding(
                ("van_ban", id, "ngay"),
                f"văn bản ký ngày {short_date(paper.day)}, trước ngày chốt số liệu {short_date(case.plan.cut_off)}",
                "sửa ngày văn bản hoặc ngay_chot_so_lieu",
            )


@rule("VB-02", "Đầu văn bản chỉ ghi cho tài liệu mà quy trình có")
def unknown_paper(case: Case) -> Iterator[Finding]:
    """The head of a document that the procedure does not have."""
    return unknown_documents(case, "van_ban", case.plan.papers)


@rule("VB-03", "Ngày chốt số liệu nằm trong năm báo cáo, trước kỳ họp HĐND", severity="warning")
def cut_off_year(case: Case) -> Iterator[Finding]:
    """The cut-off lies outside year X (to January of X+1), or after the council opens."""
    day, council = case.plan.cut_off, case.plan.council
    if day is None:
        return
    if day.year != case.year and (day.year, day.month) != (case.year + 1, 1):
        yield Finding(
            ("ngay_chot_so_lieu",),
            f"ngày chốt số liệu {short_date(day)} không thuộc năm báo cáo {case.year}",
            "xem lại ngày chốt hoặc nam_ke_hoach",
        )
    if council and council.opening and day > council.opening:
        yield Finding(
            ("ngay_chot_so_lieu",),
            f"ngày chốt số liệu {short_date(day)} sau ngày khai mạc kỳ họp {short_date(council.opening)}",
            "xem lại hai ngày",
        )


_AT_SESSION = ("nghi-quyet", "nghi-quyet-chinh-ly", "quyet-dinh-giao", "ke-hoach-trien-khai", "ban-cong-khai", "cong-van-giao")
"""Papers that are dated during the session or after it."""
_FOR_COUNCIL = ("to-trinh", "nghi-quyet", "nghi-quyet-chinh-ly")


@rule("VB-04", "Kế hoạch trình HĐND ký trước ngày khai mạc kỳ họp", severity="warning")
def signed_after_opening(case: Case) -> Iterator[Finding]:
    """In the round for the council, a paper is dated after the session opened."""
    opening = case.plan.opening
    for id, paper in case.plan.papers.items():
        if case.plan.round == "trinh-hdnd" and id not in _AT_SESSION and opening and paper.day and paper.day > opening:
            yield Finding(
                ("van_ban", id, "ngay"),
                f"văn bản trình HĐND ký ngày {short_date(paper.day)}, sau ngày khai mạc {short_date(opening)}",
                "sửa ngày văn bản; nếu HĐND đã họp, đổi lan_lap: sau-hdnd",
            )


@rule("VB-05", "Đơn vị không có HĐND thì không có kỳ họp, nghị quyết và vòng trình HĐND", severity="warning")
def no_council(case: Case) -> Iterator[Finding]:
    """A unit without a council is planned as if it had one."""
    plan = case.plan
    papers = [id for id in _FOR_COUNCIL if id in plan.papers]
    if plan.unit.has_council:
        return
    if plan.council is not None or plan.round == "trinh-hdnd" or papers:
        yield Finding(
            ("don_vi", "co_hdnd"),
            "đơn vị ghi không có HĐND nhưng kế hoạch có kỳ họp, tờ trình, nghị quyết hoặc ở vòng trình HĐND",
            "xem lại co_hdnd, hdnd, van_ban và lan_lap",
        )


@rule("YK-01", "Ý kiến không tiếp thu hết phải có giải trình", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, bước 6")
def unanswered(case: Case) -> Iterator[Finding]:
    """An opinion is not, or only partly, followed, and nobody is told why."""
    for i, row in enumerate(case.plan.opinions):
        if row.outcome != "tiep_thu" and not row.answer.strip():
            yield Finding(("y_kien", i), f"ý kiến “{shortened(row.opinion)}” chưa có giải trình", "ghi tiep_thu_giai_trinh")


@rule("YK-02", "Ý kiến tiếp thu chỉ rõ chỗ đã sửa", severity="info")
def unchanged(case: Case) -> Iterator[Finding]:
    """An opinion is accepted, but not said where the plan was changed."""
    for i, row in enumerate(case.plan.opinions):
        if row.outcome != "giai_trinh" and not (row.changed.strip() or row.answer.strip()):
            yield Finding(
                ("y_kien", i), f"ý kiến “{shortened(row.opinion)}” được tiếp thu nhưng chưa nói sửa ở đâu", "ghi cho_sua"
            )


KINDS = {
    "province": ("tỉnh", "thành phố"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
    "village": ("thôn", "bản", "tổ dân phố"),
}


@rule("VB-06", "Loại đơn vị đúng với cấp lập kế hoạch")
def kind_of_unit(case: Case) -> Iterator[Finding]:
    """The unit's kind belongs to another level: headings would print the wrong word."""
    allowed = KINDS[case.plan.level]
    if case.plan.unit.kind not in allowed:
        yield Finding(
            ("don_vi", "loai"),
            f"loại đơn vị “{case.plan.unit.kind}” không thuộc cấp này",
            f"chọn một trong: {', '.join(allowed)}; hoặc sửa cap",
        )


@rule("VB-07", "Văn bản ghi người ký", severity="warning")
def signer(case: Case) -> Iterator[Finding]:
    """A paper that is to be signed has no signer: the place of the name stays empty."""
    for id in _signed(case):
        paper = case.plan.papers.get(id)
        if paper is None or not paper.signer.strip():
            yield Finding(("van_ban", id), f"văn bản “{id}” chưa ghi người ký", f"ghi van_ban, {id}, nguoi_ky")


def _signed(case: Case) -> list[str]:
    """Return the documents whose own signer counts: the plan, whose signer other papers take over; a voted resolution."""
    forms = [form for id in document_ids(case) if (form := case.catalog.forms.get(id))]
    voted = case.plan.round == "sau-hdnd" and case.plan.unit.has_council
    kinds = ("NQ",) if voted else ()
    return [form.id for form in forms if form.has_outline or (form.kind in kinds and not form.revised)]


@rule("VB-08", "Tên đơn vị, tên cấp trên đã điền")
def open_name(case: Case) -> Iterator[Finding]:
    """A name is still the gap of a new file; every paper would print it."""
    unit = case.plan.unit
    names = [
        (("don_vi", "ten"), unit.name),
        *((("don_vi", "cap_tren", i, "ten"), each.name) for i, each in enumerate(unit.superiors)),
    ]
    for path, name in names:
        if not any(letter.isalnum() for letter in name):
            yield Finding(path, "chưa điền tên đơn vị", "viết tên riêng, ví dụ Nậm Thoong")
