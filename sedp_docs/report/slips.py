"""Forms that villages and offices fill in by hand: who fills one in, and what its head says of them. An unknown is dots."""

from __future__ import annotations

from decimal import Decimal

from sedp_docs.forms import Form
from sedp_docs.model import Plan
from sedp_docs.model.unit import Office, Village
from sedp_docs.report.types import FieldValue
from sedp_docs.text import number, short_date

Respondent = Village | Office
"""Who fills a form in."""

DOTS = "\u2026" * 12
"""Room for a name to be written by hand."""
_HEADS = {"tổ dân phố": "Tổ trưởng tổ dân phố"}


def kind_of(respondent: Respondent | None, form: Form) -> str:
    """Return what the respondent is in a sentence: thôn, bản, tổ dân phố; else "cơ quan"."""
    if isinstance(respondent, Village):
        return respondent.kind
    return "cơ quan" if form.filled_by == "co_quan" else "thôn"


def name_of(respondent: Respondent | None, form: Form) -> str:
    """Return "Thôn Nậm Thoong", "Trạm Y tế xã"; dots for the name of one that is not known."""
    if respondent is None:
        return f"{kind_of(None, form).capitalize()} {DOTS}"
    return respondent.name if isinstance(respondent, Office) else respondent.title


def head_of(kind: str) -> str:
    """Return what the head of a village is called: "Trưởng thôn", "Trưởng bản"."""
    return _HEADS.get(kind, f"Trưởng {kind}")


def slip_fields(plan: Plan, form: Form, respondent: Respondent | None) -> dict[str, FieldValue]:
    """Return the fields `phieu.*`: who fills the form in, how to reach them, until when."""
    kind = kind_of(respondent, form)
    person = respondent.head if isinstance(respondent, Village) else respondent.contact if respondent else ""
    households = respondent.households if isinstance(respondent, Village) else None
    return {
        "ten": name_of(respondent, form),
        "loai": kind,
        "chuc_danh": "Đầu mối" if form.filled_by == "co_quan" else head_of(kind),
        "nguoi": person or DOTS,
        "dien_thoai": (respondent.phone if respondent else "") or DOTS,
        "han": short_date(respondent.due) if respondent and respondent.due else f"……/……/{plan.report_year}",
        "so_ho": "……" if households is None else number(Decimal(households), 0),
    }


def minutes_fields(plan: Plan, form: Form, respondent: Respondent | None) -> dict[str, FieldValue]:
    """Return the fields `van_ban.*` of minutes that differ from those of other papers (NĐ 30, Phụ lục III, Mẫu 1.9)."""
    above = f"ỦY BAN NHÂN DÂN\n{plan.unit.full_name.upper()}"
    sent_to: list[FieldValue] = [f"- Ủy ban nhân dân {plan.unit.full_name};", "- Lưu: VT, Hồ sơ."]
    return {
        "co_quan_tren": above,
        "co_quan": name_of(respondent, form).upper(),
        "so_ky_hieu": "Số: ……/BB-……",
        "noi_nhan": sent_to,
    }
