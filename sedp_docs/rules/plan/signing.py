"""Who signs: the office fits the kind of paper; a deputy signs for the head."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.model import Paper
from sedp_docs.rules.registry import Case, Finding, rule

_OF_COUNCIL = ("nghi-quyet", "nghi-quyet-chinh-ly")
_COMMITTEE = ("ỦY BAN NHÂN DÂN", "UBND")
_COUNCIL = ("HỘI ĐỒNG NHÂN DÂN", "HĐND")


def _written(paper: Paper, field: str) -> str:
    """Return a field of a head in capitals when the plan says it; the default of a field is no statement of the user."""
    return str(getattr(paper, field)).upper() if field in paper.model_fields_set else ""


def _names(text: str, bodies: tuple[str, ...]) -> bool:
    return any(body in text for body in bodies)


def _wrong(case: Case, id: str, paper: Paper) -> str:
    """Return what is wrong with the signature of a paper, or an empty text."""
    authority, position = _written(paper, "authority"), _written(paper, "position")
    if id in _OF_COUNCIL:
        return "nghị quyết của HĐND không ký thay mặt UBND" if _names(authority, _COMMITTEE) else ""
    if case.plan.unit.issuer and (_names(authority, (*_COMMITTEE, *_COUNCIL)) or "CHỦ TỊCH" in position):
        return f"kế hoạch của {case.plan.unit.issuer} do người đứng đầu cơ quan này ký"
    if _names(authority, _COUNCIL) and not _names(authority, _COMMITTEE):
        return "văn bản của UBND không ký thay mặt HĐND"
    if position and authority.startswith("TM") and "CHỦ TỊCH" not in position and not case.plan.unit.issuer:
        return f"chức vụ “{paper.position}” không ký thay mặt UBND"
    return ""


@rule("VB-09", "Quyền hạn, chức vụ người ký hợp với loại văn bản", cite="NĐ 30/2020/NĐ-CP, Phụ lục I, II.7")
def signer_fits(case: Case) -> Iterator[Finding]:
    """A resolution is signed by the council's chair, papers of the committee by its chair, those of an office by its head."""
    for id, paper in case.plan.papers.items():
        wrong = _wrong(case, id, paper)
        if wrong:
            yield Finding(("van_ban", id), f"văn bản “{id}”: {wrong}", "sửa quyen_han, chuc_vu; để trống thì theo loại văn bản")


@rule("VB-10", "Cấp phó ký thay ghi KT.", severity="warning", cite="NĐ 30/2020/NĐ-CP, Phụ lục I, II.7.b")
def deputy_signs(case: Case) -> Iterator[Finding]:
    """A deputy signs, and the head does not say that it is in place of the chief."""
    for id, paper in case.plan.papers.items():
        if paper.position.upper().lstrip().startswith("PHÓ") and "KT." not in paper.authority.upper():
            hint = f"ghi chuc_vu: KT. {paper.position.upper().lstrip().removeprefix('PHÓ ')}, dòng dưới {paper.position.upper()}"
            yield Finding(("van_ban", id, "chuc_vu"), f"văn bản “{id}”: {paper.position} ký mà không ghi KT.", hint)
