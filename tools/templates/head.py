"""The head and the foot of a paper: names, Quốc hiệu, number, title, bases; signature and recipients; the head of an annex.

Length of rules: the one under Tiêu ngữ is as long as its text and fixed here; those under names that are data are whole
paragraphs from the renderer (`gach.co_quan`, `gach.trich_yeu`, style RuleLine), measured by `sedp_docs.text_width`.
"""

from __future__ import annotations

from sedp_docs.forms import Condition
from sedp_docs.text import roman
from sedp_docs.text_width import width
from tools.templates.base import HEAD_LEFT_MM, HEAD_RIGHT_MM, PORTRAIT, cuts, twips
from tools.templates.xml import BREAK, cell, filled, paragraph, row, run, table, tag, text, upper

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


_NO_LINE = paragraph("SectionEnd", "", "<w:rPr><w:vanish/></w:rPr>")
"""A paragraph without height: where a body starts with a table and has footnotes, LibreOffice puts an empty line on top."""


def rule(length_mm: float, within_mm: float, gap: str = "") -> str:
    """Return a rule of this length, centred in a column of this width; `gap` may change its w:spacing."""
    side = twips((within_mm - length_mm) / 2)
    return paragraph("RuleLine", "", f'{gap}<w:ind w:left="{side}" w:right="{side}"/>')


def letterhead(dated: bool = True, subject: bool = False, draft: bool = False) -> str:
    """Return the head of page 1: two columns without borders, Số and place-date on one line; minutes have no date there.

    `subject`: a letter has its "V/v …" below the number. `draft`: a resolution says there that it is not voted yet.
    """
    left, right = cuts([HEAD_LEFT_MM, HEAD_RIGHT_MM])
    motto = rule(width(MOTTO, 14, "bold"), HEAD_RIGHT_MM)
    above = tag("{%p if van_ban.co_quan_tren %}") + text("Superior", "{{ van_ban.co_quan_tren }}") + tag("{%p endif %}")
    bodies = above + text("Issuer", "{{ van_ban.co_quan }}") + tag("{{p gach.co_quan }}")
    nation = text("Nation", NATION) + text("Motto", MOTTO) + motto
    number, day = text("DocNumber", "{{ van_ban.so_ky_hieu }}"), text("PlaceDate", "{{ van_ban.noi_ngay }}" if dated else "")
    number += text("About", "V/v {{ van_ban.trich_yeu }}") if subject else ""
    mark = tag("{%p if van_ban.du_thao %}") + text("DraftMark", "{{ van_ban.du_thao }}") + tag("{%p endif %}")
    number += mark if draft else ""
    rows = (row((cell(left, bodies), cell(right, nation))), row((cell(left, number), cell(right, day))))
    return _NO_LINE + table("TableNormal", [left, right], rows)


def title_block(bases: bool = True) -> str:
    """Return type, subject with its rule, and (if any) the bases, one a line."""
    subject = text("Subtitle", "{{ van_ban.trich_yeu }}") + tag("{{p gach.trich_yeu }}")
    return text("Title", "{{ van_ban.ten_loai }}") + subject + (basis_list() if bases else "")


def basis_list() -> str:
    """Return the bases, one a line."""
    return tag("{%p for c in van_ban.can_cu %}") + text("Basis", "{{ c }}") + tag("{%p endfor %}")


def addressees() -> str:
    """Return "Kính gửi": the first line, and below it the addressees when there are several."""
    first = tag("{%p if loop.first %}") + text("Addressed", "{{ k }}") + tag("{%p else %}")
    return (
        tag("{%p for k in van_ban.kinh_gui %}")
        + first
        + text("Addressee", "{{ k }}")
        + tag("{%p endif %}")
        + tag("{%p endfor %}")
    )


def recipients_list() -> str:
    """Return "Nơi nhận:" and the recipients, one a line."""
    list_ = tag("{%p for n in van_ban.noi_nhan %}") + text("Recipients", "{{ n }}") + tag("{%p endfor %}")
    return text("RecipientsLabel", "Nơi nhận:") + list_


def signature_block() -> str:
    """Return recipients on the left and the signature on the right, in one row that does not break."""
    left, right = cuts([75, PORTRAIT.text - 75])
    recipients = recipients_list()
    signed_for = tag("{%p if van_ban.quyen_han %}") + text("Authority", "{{ van_ban.quyen_han }}") + tag("{%p endif %}")
    signer = signed_for + text("Authority", "{{ van_ban.chuc_vu }}")
    signed = signer + text("Signer", "{{ van_ban.nguoi_ky }}")
    return table("TableNormal", [left, right], [row((cell(left, recipients), cell(right, signed)))])


def annex_head(number: int, title: str, width_mm: int, when: Condition = "luon") -> str:
    """Return "Phụ lục I", its title, the paper that it goes with, and the short rule of Mẫu 2.1.

    `when`: it has a number only then, since it is the only annex otherwise (III.1.b).
    """
    numeral = f" {roman(number)}" if number else ""
    label = f"Phụ lục{numeral}" if when == "luon" else f"Phụ lục{{% if khi.{when} %}}{numeral}{{% endif %}}"
    words = text("AnnexNumber", label) + text("AnnexTitle", upper(title)) + text("AnnexOf", "{{ van_ban.kem_theo }}")
    return words + rule(40, width_mm, '<w:spacing w:after="120"/>')


def sheet_head(title: str, width_mm: int) -> str:
    """Return the head of a table that goes with no paper: its title, the unit, a short rule."""
    unit = text("AnnexOf", "(Ủy ban nhân dân {{ don_vi.ten_day_du }})")
    return text("AnnexTitle", upper(title)) + unit + rule(40, width_mm, '<w:spacing w:after="120"/>')


def group_head(title: str) -> str:
    """Return the head of the annex of one unit: it begins a page but the first."""
    new_page = tag("{%p if loop.first %}") + _group_number("") + tag("{%p else %}") + _group_number("<w:pageBreakBefore/>")
    name = paragraph("AnnexTitle", run(upper(title)) + BREAK + run("{{ g.ten | upper }}"))
    words = new_page + tag("{%p endif %}") + name + text("AnnexOf", "{{ van_ban.kem_theo }}")
    return words + rule(40, PORTRAIT.text, '<w:spacing w:after="120"/>')


def _group_number(more: str) -> str:
    return text("AnnexNumber", "Phụ lục {{ g.so }}", more)


def pointer(number: int, title: str) -> str:
    """Return the sentence that sends the reader to an annex (III.1.a)."""
    return text("Pointer", f"(Chi tiết tại Phụ lục {roman(number)} kèm theo: {filled(title)})")


def sentences(style: str, words: tuple[str, ...]) -> str:
    """Return fixed sentences of a form, each a paragraph."""
    return "".join(text(style, filled(sentence)) for sentence in words)
