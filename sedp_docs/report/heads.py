"""What stands around the text of a paper: body, number, place and day, bases, signature, recipients (NĐ 30, Phụ lục I)."""

from __future__ import annotations

from sedp_docs.catalog import Form
from sedp_docs.model import Paper, Plan
from sedp_docs.report.types import FieldValue
from sedp_docs.text import long_date

GAP = "\u00a0" * 6
TYPES = {"KH": ("Kế hoạch", "KẾ HOẠCH"), "PL": ("Phụ lục", "PHỤ LỤC"), "BB": ("Biên bản", "BIÊN BẢN")}


def fill(text: str, plan: Plan) -> str:
    """Replace {x}, {y}, {x1}, {loai}, {ten} and {nganh} in a text of the catalog; other braces stay."""
    values = {"x": str(plan.report_year), "y": str(plan.plan_year), "x1": str(plan.report_year - 1), "loai": plan.unit.kind,
              "ten": plan.unit.name, "nganh": plan.sector}  # fmt: skip
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def issuer(plan: Plan) -> str:
    """Return who issues the plan: "Sở Nông nghiệp và Môi trường" for a sector plan, else "Ủy ban nhân dân xã Nậm Thoong"."""
    return plan.unit.issuer or f"Ủy ban nhân dân {plan.unit.full_name}"


def paper_of(plan: Plan, form: Form) -> Paper:
    """Return the head of a document; an annex has the head of the paper it goes with."""
    return plan.papers.get(form.annex_of or form.id, Paper())


def symbol(plan: Plan, form: Form) -> str:
    """Return the symbol of a paper: as written, else type and body ("KH-UBND"; of a sector plan "KH-SNN")."""
    body = plan.unit.abbreviation if plan.unit.issuer and plan.unit.abbreviation else "UBND"
    return paper_of(plan, form).symbol or f"{form.kind if form.kind != 'PL' else 'KH'}-{body}"


def number_line(plan: Plan, form: Form) -> str:
    """Return "Số: 05/KH-UBND"; until the number is issued a gap stands for it."""
    paper = paper_of(plan, form)
    number = paper.number.zfill(2) if paper.number else GAP
    return f"Số: {number}/{symbol(plan, form)}"


def place_line(plan: Plan, paper: Paper) -> str:
    """Return "Nậm Thoong, ngày 05 tháng 12 năm 2024", with gaps until the day is known."""
    return f"{paper.place or plan.unit.name}, {day_text(plan, paper)}"


def day_text(plan: Plan, paper: Paper) -> str:
    """Return the long date of a paper; an open day and month are gaps of the report year."""
    return long_date(paper.day) if paper.day else f"ngày {GAP} tháng {GAP} năm {plan.report_year}"


def attached_to(plan: Plan, form: Form) -> str:
    """Return the line below an annex's title: "(Kèm theo Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân xã …)"."""
    paper = paper_of(plan, form)
    number = paper.number.zfill(2) if paper.number else GAP
    issued = f"số {number}/{symbol(plan, form)} {day_text(plan, paper)}"
    return f"(Kèm theo Kế hoạch {issued} của {issuer(plan)})"


def bases(paper: Paper) -> list[FieldValue]:
    """Return the legal bases, one a line: each ends with ";", the last with "." (NĐ 30, Phụ lục I, II.6.a)."""
    texts = [base.strip().rstrip(";.") for base in paper.bases]
    texts = [text if text.startswith(("Căn cứ", "Theo", "Xét")) else f"Căn cứ {text}" for text in texts]
    return [f"{text}{'.' if i == len(texts) else ';'}" for i, text in enumerate(texts, 1)]


def recipients(plan: Plan, paper: Paper) -> list[FieldValue]:
    """Return the recipients, the last "- Lưu: VT, …." (NĐ 30, Phụ lục I, II.9.d)."""
    texts = [each.strip().lstrip("- ").rstrip(";.") for each in paper.recipients]
    if not any(text.startswith("Lưu") for text in texts):
        texts.append(", ".join(part for part in ("Lưu: VT", plan.unit.abbreviation) if part))
    return [f"- {text}{'.' if i == len(texts) else ';'}" for i, text in enumerate(texts, 1)]


def bodies(plan: Plan, paper: Paper) -> tuple[str, str]:
    """Return (body above, issuing body) as the letterhead prints them; a department stands below its committee."""
    if plan.unit.issuer:
        above = paper.parent_body or f"Ủy ban nhân dân {plan.unit.full_name}"
        return above.upper(), plan.unit.issuer.upper()
    return paper.parent_body.upper(), f"ỦY BAN NHÂN DÂN\n{plan.unit.full_name.upper()}"


def signer_office(plan: Plan, paper: Paper) -> tuple[str, str]:
    """Return (authority, position) of who signs; the head of a department signs in its own name, without TM."""
    said = (paper.authority, paper.position)
    usual = tuple(Paper.model_fields[name].default for name in ("authority", "position"))
    authority, position = ("", "GIÁM ĐỐC") if plan.unit.issuer and said == usual else said
    return authority.upper(), position.upper()


def head_fields(plan: Plan, form: Form, subject: str) -> dict[str, FieldValue]:
    """Return the fields `van_ban.*` of a document."""
    paper = paper_of(plan, form)
    above, body = bodies(plan, paper)
    authority, position = signer_office(plan, paper)
    return {
        "co_quan_tren": above,
        "co_quan": body,
        "so_ky_hieu": number_line(plan, form),
        "noi_ngay": place_line(plan, paper),
        "ten_loai": TYPES[form.kind][1] if form.kind else form.title.upper(),
        "trich_yeu": paper.subject or subject,
        "can_cu": bases(paper),
        "quyen_han": authority,
        "chuc_vu": position,
        "nguoi_ky": paper.signer,
        "noi_nhan": recipients(plan, paper),
        "kem_theo": attached_to(plan, form),
    }
