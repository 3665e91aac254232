"""Around the figures: years and dates, offices, villages, the heads of papers, who writes which section."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import MAXYEAR, date
from typing import Any

from sedp_docs.model import Paper, Plan, Prose
from sedp_docs.model.unit import PoorHouseholds, Village
from sedp_docs.nextyear.figures import Step

KEPT_OF_VILLAGE = ("code", "name", "kind", "head", "phone", "culture_house")


def begin(plan: Plan) -> Step:
    """Begin the draft of the next year; days of this year's council session and of the data go."""
    x, y = plan.report_year, plan.plan_year
    council = plan.council and plan.council.model_copy(update={"session": "", "opening": None})
    offices = tuple(office.model_copy(update={"due": _year_later(office.due)}) for office in plan.offices)
    done = [f"năm kế hoạch {y} đổi thành {y + 1}, năm báo cáo {x} thành {y}; lần lập trở lại dự thảo"]
    if plan.cut_off or council:
        done.append("ngày chốt số liệu, kỳ họp và ngày khai mạc HĐND để trống; khóa HĐND được giữ")
    if dues := sum(office.due is not None for office in offices):
        done.append(f"{dues} cơ quan: hạn gửi số liệu lùi đúng một năm, kiểm tra lại ngày nghỉ")
    changed = {"plan_year": y + 1, "round": "du-thao", "cut_off": None, "council": council, "offices": offices}
    return changed, done


def _year_later(day: date | None) -> date | None:
    """Return the same day a year later; 29 February becomes the 28th."""
    if day is None or day.year == MAXYEAR:
        return day
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))


def turn_villages(plan: Plan) -> Step:
    """Turn villages: poor households at the end of the year begin the next one, other figures are asked for anew."""
    villages = tuple(_turned(village) for village in plan.villages)
    poor = sum(village.poor is not None for village in villages)
    x, y, done = plan.report_year, plan.plan_year, []
    if villages:
        done.append(f"{len(villages)} thôn: số liệu để trống, nhập số năm {y}; trưởng thôn, nhà văn hóa được giữ")
    if poor:
        done.append(
            f"{poor} thôn: hộ nghèo cuối năm {x} thành đầu năm {y}; thoát nghèo, tái nghèo, phát sinh bằng 0, nhập số mới"
        )
    return {"villages": villages}, done


def _turned(village: Village) -> Village:
    kept = {name: getattr(village, name) for name in KEPT_OF_VILLAGE}
    poor = village.poor and PoorHouseholds.model_construct(start=max(village.poor.end, 0))
    return village.model_copy(update={**_blank(village), **kept, "due": _year_later(village.due), "poor": poor})


def _blank(village: Village) -> dict[str, Any]:
    return {name: field.default for name, field in type(village).model_fields.items()}


def turn_texts(plan: Plan) -> Step:
    """Turn papers and prose: numbers, days and paragraphs go; signers, recipients, bases and writers stay."""
    papers = {id: paper.model_copy(update={"number": None, "day": None}) for id, paper in plan.papers.items()}
    prose = {id: {key: _emptied(text) for key, text in texts.items()} for id, texts in plan.prose.items()}
    changed = {"papers": papers, "prose": prose, "opinions": (), "discrepancies": ()}
    return changed, list(_said(plan))


def _emptied(text: Prose) -> Prose:
    return text.model_copy(update={"paragraphs": (), "status": ""})


def _said(plan: Plan) -> Iterator[str]:
    if plan.papers:
        yield f"{len(plan.papers)} văn bản: số, ngày để trống; người ký, nơi nhận được giữ"
    yield from (line for id, paper in plan.papers.items() for line in _to_review(id, paper))
    written = sum(bool(text.paragraphs) for texts in plan.prose.values() for text in texts.values())
    if written:
        yield f"{written} mục thuyết minh: lời văn đã bỏ; người viết và câu viết sẵn từ số liệu được giữ"
    for count, name in ((len(plan.opinions), "ý kiến góp ý"), (len(plan.discrepancies), "số liệu chênh lệch")):
        if count:
            yield f"{count} {name} của kỳ trước đã bỏ"
    for count, name in ((len(plan.goals), "mục tiêu chung và chuỗi mục tiêu"), (len(plan.tasks), "nhiệm vụ phân công thêm")):
        if count:
            yield f"{count} {name} được giữ, xem lại lời và thời hạn"


def _to_review(id: str, paper: Paper) -> Iterator[str]:
    if paper.subject:
        yield f"văn bản {id}: trích yếu được giữ, xem lại năm: {paper.subject}"
    yield from (f"văn bản {id}: căn cứ được giữ, xem lại còn hiệu lực không: {basis}" for basis in paper.bases)
