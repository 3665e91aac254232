"""Forms for hand filling: who fills it in and until when, passages with room to write, signatures; minutes by Mẫu 1.9."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.catalog import Catalog
from sedp_docs.forms import Form, Passage
from tools.templates.base import PORTRAIT, cuts, twips
from tools.templates.head import letterhead, recipients_list, title_block
from tools.templates.tables import KEEP, table_block
from tools.templates.xml import cell, filled, paragraph, row, run, table, tag, text

SIGNING_MM = 34
"""Height of the row of signatures: titles, and room to sign and write a name."""
_NEW_PAGE = "<w:pageBreakBefore/>"
_TAB = "<w:r><w:tab/></w:r>"


def slip(catalog: Catalog, form: Form) -> str:
    """Return the body of a form for hand filling."""
    minutes = form.kind == "BB"
    head = letterhead(dated=False) if minutes else _slip_head()
    *others, last = form.passages
    passages = "".join(piece for passage in others for piece in _passage(catalog, passage)) + "".join(
        _passage(catalog, last, KEEP)
    )
    day = "" if minutes else text("SlipHead", filled("Ngày …… tháng …… năm {x}"), KEEP + '<w:spacing w:before="80"/>')
    foot = day + _signatures(form.signers) + (recipients_list() if minutes else "")
    return head + title_block(bases=False) + passages + foot


def _slip_head() -> str:
    """Return who sends the form out on the left; on the right who answers for it and until when."""
    left, right = cuts([60, PORTRAIT.text - 60])
    issuer = text("Issuer", "{{ van_ban.co_quan }}") + tag("{{p gach.co_quan }}")
    lines = ("{{ phieu.chuc_danh }}: {{ phieu.nguoi }}", "Điện thoại: {{ phieu.dien_thoai }}", "Hạn gửi: {{ phieu.han }}")
    asked = "".join(text("SlipHead", line) for line in lines)
    return table("TableNormal", [left, right], [row((cell(left, issuer), cell(right, asked)))])


def _passage(catalog: Catalog, passage: Passage, keep: str = "") -> Iterator[str]:
    """Yield the pieces of a passage; its ruled lines stay together. `keep` holds the last passage to the signatures."""
    if passage.heading:
        yield text("SlipHeading", filled(passage.heading), _NEW_PAGE if passage.new_page else "")
    if passage.note:
        yield text("SlipNote", filled(passage.note))
    if passage.sentence:
        yield text("WritingLine", filled(passage.sentence), keep)
    if passage.labels:
        yield _gaps(passage.labels)
    if passage.table:
        yield table_block(catalog.tables[passage.table], captioned=False)
    if passage.lines:
        yield _gaps(("",), KEEP) * (passage.lines - 1) + _gaps(("",), keep)


def _gaps(labels: tuple[str, ...], keep: str = "") -> str:
    """Return a line shared by labels, each with dots up to the next; one without words is a line of dots."""
    step = PORTRAIT.text / len(labels)
    stops = "".join(f'<w:tab w:val="left" w:leader="dot" w:pos="{twips(step * n)}"/>' for n in range(1, len(labels)))
    stops += f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(PORTRAIT.text)}"/>'
    spaced = [label and f"{' ' if n else ''}{filled(label)}: " for n, label in enumerate(labels)]
    content = "".join((run(label) if label else "") + _TAB for label in spaced)
    return paragraph("WritingLine", content, f"{keep}<w:tabs>{stops}</w:tabs>")


def _signatures(signers: tuple[str, ...]) -> str:
    """Return the signers side by side, in one row with room to sign."""
    widths = cuts([PORTRAIT.text // len(signers)] * len(signers))
    note = text("SignerNote", "(Ký, ghi rõ họ tên)")
    cells = (cell(w, text("SignerTitle", filled(title), KEEP) + note) for w, title in zip(widths, signers, strict=True))
    return table("TableNormal", widths, [row(cells, height=twips(SIGNING_MM))])
