"""What stands around the text of a paper: body, number, place and day, bases, signature, recipients (NĐ 30, Phụ lục I)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sedp_docs.catalog import Catalog
from sedp_docs.dossier import holds
from sedp_docs.forms import Clause, Form
from sedp_docs.model import Paper, Plan
from sedp_docs.report.types import FieldValue
from sedp_docs.text import long_date

GAP = "\u00a0" * 6
MAIN = "ke-hoach"
"""The paper whose bases and signer other papers of the same body take over."""
TYPES = {
    "KH": "Kế hoạch", "PL": "Phụ lục", "BB": "Biên bản", "TTr": "Tờ trình", "NQ": "Nghị quyết", "QĐ": "Quyết định",
    "BC": "Báo cáo", "CV": "Công văn", "TB": "Thông báo",
}  # fmt: skip
"""Printed names of the kinds of papers (NĐ 30, Phụ lục III, mục I)."""
WITH_BASES = ("KH", "TTr", "NQ", "QĐ")
Worded = Callable[[str], str]
"""Fills the slots of a clause."""


@dataclass(frozen=True, slots=True)
class Body:
    """Who issues a paper: name in a sentence, name over two lines of a head, abbreviation, how its head signs."""

    name: str
    head: str
    short: str
    authority: str
    position: str


def fill(text: str, plan: Plan) -> str:
    """Replace {x}, {y}, {x1}, {loai}, {ten}, {nganh} and {cot_xay_dung} in a text of the catalog; other braces stay."""
    values = {"x": str(plan.report_year), "y": str(plan.plan_year), "x1": str(plan.report_year - 1), "loai": plan.unit.kind,
              "ten": plan.unit.name, "nganh": plan.sector, "cot_xay_dung": proposed_column(plan)}  # fmt: skip
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def proposed_column(plan: Plan) -> str:
    """Return the head of the column of what is proposed: "UBND xã xây dựng", of a sector plan "Ngành đề xuất"."""
    return "Ngành đề xuất" if plan.sector else f"UBND {plan.unit.kind} xây dựng"


def paper_of(plan: Plan, form: Form) -> Paper:
    """Return the head of a document; an annex has the head of the paper it goes with.

    The resolution of a session is dated by the session when its own day is not written; a draft has no number and day.
    """
    paper = plan.papers.get(form.annex_of or form.id, Paper())
    if form.kind != "NQ":
        return paper
    if is_draft(plan, form):
        return paper.model_copy(update={"number": None, "day": None})
    council = plan.council
    return paper.model_copy(update={"day": paper.day or (council and (council.closing or council.opening))})


def is_draft(plan: Plan, form: Form) -> bool:
    """Tell whether a resolution is not voted yet."""
    return form.kind == "NQ" and (plan.round != "sau-hdnd" or form.revised)


def body_of(plan: Plan, form: Form) -> Body:
    """Return who issues a document: the council, the People's Committee, or the department that makes a sector plan."""
    unit = plan.unit
    if form.kind == "NQ":
        return Body(f"Hội đồng nhân dân {unit.full_name}", f"HỘI ĐỒNG NHÂN DÂN\n{unit.full_name.upper()}", "HĐND", "", "CHỦ TỊCH")
    if unit.issuer:
        return Body(unit.issuer, unit.issuer.upper(), unit.abbreviation or "UBND", "", "GIÁM ĐỐC")
    head = f"ỦY BAN NHÂN DÂN\n{unit.full_name.upper()}"
    return Body(f"Ủy ban nhân dân {unit.full_name}", head, "UBND", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def symbol(plan: Plan, form: Form) -> str:
    """Return the symbol of a paper: as written, else type and body ("KH-UBND"), of a letter body and office ("UBND-VP")."""
    written, body = paper_of(plan, form).symbol, body_of(plan, form).short
    if form.kind == "CV":
        return written or "-".join(dict.fromkeys(part for part in (body, plan.unit.abbreviation) if part))
    return written or f"{form.kind}-{body}"


def number_text(paper: Paper) -> str:
    """Return a paper's number with a zero before numbers under 10; until it is issued a gap stands for it."""
    return paper.number.zfill(2) if paper.number else GAP


def place_line(plan: Plan, paper: Paper) -> str:
    """Return "Nậm Thoong, ngày 05 tháng 12 năm 2024", with gaps until the day is known."""
    return f"{paper.place or plan.unit.name}, {day_text(plan, paper.day)}"


def day_text(plan: Plan, day: date | None) -> str:
    """Return a long date; an open day and month are gaps of the report year."""
    return long_date(day) if day else f"ngày {GAP} tháng {GAP} năm {plan.report_year}"


def issued(plan: Plan, form: Form) -> str:
    """Return a paper as others cite it: "Kế hoạch số 05/KH-UBND ngày … của Ủy ban nhân dân xã …"."""
    paper = paper_of(plan, form)
    number = f"{number_text(paper)}/{symbol(plan, form)}"
    return f"{TYPES[form.kind]} số {number} {day_text(plan, paper.day)} của {body_of(plan, form).name}"


def attached_to(plan: Plan, catalog: Catalog, form: Form) -> str:
    """Return the line below an annex's title: "(Kèm theo Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân xã …)"."""
    main = form if form.is_paper or form.has_outline else catalog.forms.get(form.annex_of or MAIN, form)
    return f"(Kèm theo {issued(plan, main)})" if main.kind in TYPES else ""


def bases(plan: Plan, form: Form, worded: Worded) -> list[FieldValue]:
    """Return the legal bases, one a line: each ends with ";", the last with "." (NĐ 30, Phụ lục I, II.6.a).

    A paper without its own has those of the plan; what the form adds ("Xét Tờ trình …") follows, unless it is written.
    """
    if form.kind not in WITH_BASES:
        return []
    own = paper_of(plan, form).bases or plan.papers.get(MAIN, Paper()).bases
    texts = [base.strip().rstrip(";.") for base in own]
    texts = [text if text.startswith(("Căn cứ", "Theo", "Xét")) else f"Căn cứ {text}" for text in texts]
    written = {text.split()[0] for text in texts} - {"Căn"}
    texts += [text for text in clauses(plan, form.bases, worded) if text.split()[0] not in written]
    return [f"{text}{'.' if i == len(texts) else ';'}" for i, text in enumerate(texts, 1)]


def clauses(plan: Plan, listed: tuple[Clause, ...], worded: Worded) -> list[str]:
    """Return the lines whose condition holds, their slots filled."""
    return [worded(each.sentence) for each in listed if holds(each.when, plan)]


def recipients(plan: Plan, form: Form, worded: Worded) -> list[FieldValue]:
    """Return the recipients, the last "- Lưu: VT, …." (NĐ 30, Phụ lục I, II.9.d)."""
    written = paper_of(plan, form).recipients or clauses(plan, form.recipients, worded)
    texts = [each.strip().lstrip("- ").rstrip(";.") for each in written]
    if not any(text.startswith("Lưu") for text in texts):
        texts.append(", ".join(part for part in ("Lưu: VT", plan.unit.abbreviation) if part))
    return [f"- {text}{'.' if i == len(texts) else ';'}" for i, text in enumerate(texts, 1)]


def addressees(plan: Plan, form: Form, worded: Worded) -> list[FieldValue]:
    """Return "Kính gửi" as lines: one addressee on the same line, several below it with dashes (NĐ 30, Phụ lục I, II.9.d)."""
    texts = clauses(plan, form.addressees, worded)
    if len(texts) == 1:
        return [f"Kính gửi: {texts[0]}."]
    return ["Kính gửi:", *(f"- {text}{'.' if i == len(texts) else ';'}" for i, text in enumerate(texts, 1))] if texts else []


def signature(plan: Plan, form: Form) -> dict[str, FieldValue]:
    """Return authority, position and name: as written, else those of the plan's signer, else the usual ones of the body."""
    body, main = body_of(plan, form), plan.papers.get(MAIN, Paper())
    paper = paper_of(plan, form)
    signed = paper if paper.signer or form.kind == "NQ" else main
    return {
        "quyen_han": (paper.authority or signed.authority or body.authority).upper(),
        "chuc_vu": (paper.position or signed.position or body.position).upper(),
        "nguoi_ky": signed.signer,
    }


def _authority(plan: Plan, form: Form) -> str:
    """Return who resolves or decides, in capitals above the bases (NĐ 30, Phụ lục III, Mẫu 1.1 and 1.2)."""
    body = body_of(plan, form)
    if form.kind == "QĐ":
        return (f"{body.position} {body.name}" if plan.unit.issuer else body.name).upper()
    if form.kind != "NQ":
        return ""
    term, session = council_terms(plan)
    return f"{body.name}\n{term}, {session}".upper()


def council_terms(plan: Plan) -> tuple[str, str]:
    """Return "khóa XXI" and "kỳ họp thứ mười một"; dots for what is not known."""
    council = plan.council
    term, session = (council.term, council.session) if council else ("", "")
    return f"khóa {term or '……'}", f"kỳ họp {session or '……'}"


def head_fields(plan: Plan, catalog: Catalog, form: Form, subject: str, worded: Worded) -> dict[str, FieldValue]:
    """Return the fields `van_ban.*` of a document."""
    paper, body = paper_of(plan, form), body_of(plan, form)
    above = f"ỦY BAN NHÂN DÂN\n{plan.unit.full_name}" if plan.unit.issuer and form.kind != "NQ" else ""
    draft = is_draft(plan, form)
    fields: dict[str, FieldValue] = {
        "co_quan_tren": (paper.parent_body or above).upper(),
        "co_quan": body.head,
        "so_ky_hieu": f"Số: {number_text(paper)}/{symbol(plan, form)}",
        "du_thao": ("DỰ THẢO CHỈNH\u00a0LÝ" if form.revised else "DỰ THẢO") if draft else "",
        "noi_ngay": place_line(plan, paper),
        "ten_loai": TYPES[form.kind].upper() if form.kind else form.title.upper(),
        "trich_yeu": paper.subject or subject,
        "tham_quyen": _authority(plan, form),
        "kinh_gui": addressees(plan, form, worded),
        "can_cu": bases(plan, form, worded),
        "noi_nhan": recipients(plan, form, worded),
        "kem_theo": attached_to(plan, catalog, form),
    }
    return fields | signature(plan, form)
