"""A whole template: the sections of a form on their pages, in one package."""

from __future__ import annotations

from sedp_docs.catalog import Catalog
from sedp_docs.forms import Condition, Form
from sedp_docs.report.fields import ALONE
from tools.templates.base import PORTRAIT, Page, cuts, page, twips
from tools.templates.head import annex_head, letterhead, sentences, sheet_head, signature_block, title_block
from tools.templates.outline import outline
from tools.templates.package import RELATIONS, zipped
from tools.templates.papers import paper
from tools.templates.slips import slip
from tools.templates.styles import styles_xml
from tools.templates.tables import any_table, nothing_shown
from tools.templates.xml import DECLARATION, NAMESPACES, cell, paragraph, row, row_tag, table, tag, text


def template(catalog: Catalog, form: Form) -> bytes:
    """Return the .docx of a form."""
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{_body(catalog, form)}</w:body></w:document>"
    styles = styles_xml({layout.size for layout in catalog.tables.values()})
    return zipped(document, styles, form.title, (form.kind, form.id))


def _body(catalog: Catalog, form: Form) -> str:
    if form.filled_by:
        return slip(catalog, form) + paragraph("SectionEnd", "") + _section(PORTRAIT, restart=False)
    if form.is_paper:
        return _joined(paper(catalog, form), form.per_unit, form.annexes[-1].when if form.annexes else "luon")
    return _joined(_plan(catalog, form) if form.has_outline else [_annex_document(catalog, form)])


def _joined(pages: list[tuple[str, Page]], per_unit: bool = False, when: Condition = "luon") -> str:
    """Join sections, each on its own page; the last one also holds the list of debts of a draft.

    `per_unit`: all sections but the last are left out where the annex of one unit is printed alone. `when`: the last section
    and the break before it are there only then.
    """
    *first, (last, sheet) = pages
    breaks = [paragraph("SectionEnd", "", _section(p, n > 0)) for n, (_, p) in enumerate(first)]
    if when != "luon":
        breaks[-1], last = tag(f"{{%p if khi.{when} %}}") + breaks[-1], last + tag("{%p endif %}")
    body = "".join(content + end for (content, _), end in zip(first, breaks, strict=True))
    body = tag(f"{{%p if not khi.{ALONE} %}}") + body + tag("{%p endif %}") if per_unit else body
    return body + last + _debts(sheet) + paragraph("SectionEnd", "") + _section(sheet, len(pages) > 1)


def _section(sheet: Page, restart: bool) -> str:
    """Return a section's properties: page number on top but on its first page; an annex counts from 1 (III.1.đ)."""
    headers = (f'<w:headerReference w:type="default" r:id="{RELATIONS["header1"]}"/>'
               f'<w:headerReference w:type="first" r:id="{RELATIONS["header2"]}"/>')  # fmt: skip
    turned = ' w:orient="landscape"' if sheet.width > sheet.height else ""
    size = f'<w:pgSz w:w="{twips(sheet.width)}" w:h="{twips(sheet.height)}"{turned}/>'
    sides = "".join(f' w:{side}="{twips(getattr(sheet, side))}"' for side in ("top", "right", "bottom", "left", "header"))
    margins = f'<w:pgMar{sides} w:footer="{twips(sheet.header)}" w:gutter="0"/>'
    start = '<w:pgNumType w:start="1"/>' if restart else ""
    kind = '<w:type w:val="nextPage"/>'
    return f"<w:sectPr>{headers}{kind}{size}{margins}{start}<w:titlePg/></w:sectPr>"


def _plan(catalog: Catalog, form: Form) -> list[tuple[str, Page]]:
    body = letterhead() + title_block() + sentences("BodyText", form.intro) + outline(catalog, form)
    pages = [(body + sentences("Closing", form.closing) + signature_block(), PORTRAIT)]
    for number, annex in enumerate(form.annexes, 1):
        sheet = page(annex.landscape)
        content = annex_head(number, annex.title, sheet.text) + _tables(catalog, annex.tables)
        pages.append((content, sheet))
    return pages


def _annex_document(catalog: Catalog, form: Form) -> tuple[str, Page]:
    sheet = page(form.landscape)
    title = form.annex_title(catalog.tables)
    head = annex_head(form.annex_number, title, sheet.text) if form.kind else sheet_head(title, sheet.text)
    return head + _tables(catalog, form.tables), sheet


def _tables(catalog: Catalog, ids: tuple[str, ...]) -> str:
    """Return the tables of an annex; a table that is alone has the annex's title and needs no caption."""
    layouts = [catalog.tables[id] for id in ids]
    blocks = "".join(any_table(layout, captioned=len(layouts) > 1) for layout in layouts)
    return blocks + (nothing_shown(layouts) if all(layout.hidden_when_empty for layout in layouts) else "")


_DEBTS = (("STT", 12, "{{ loop.index }}"), ("Cơ quan, đơn vị", 60, "{{ d.don_vi }}"), ("Số liệu còn thiếu", 0, "{{ d.so_lieu }}"),
          ("Hạn gửi", 28, "{{ d.han }}"))  # fmt: skip


def _debts(sheet: Page) -> str:
    """Return the last page of a draft: who still owes which value."""
    spare = sheet.text - sum(width for _, width, _ in _DEBTS)
    widths = cuts([width or spare for _, width, _ in _DEBTS])
    head = row((cell(w, text("TableHead", title)) for w, (title, _, _) in zip(widths, _DEBTS, strict=True)), head=True)
    looks = ("TableCentre", "TableText", "TableText", "TableCentre")
    line = row(cell(w, text(look, value)) for w, look, (_, _, value) in zip(widths, looks, _DEBTS, strict=True))
    rows = [head, row_tag("{%tr for d in no_so_lieu %}", len(widths)), line, row_tag("{%tr endfor %}", len(widths))]
    title = text("AnnexTitle", "DANH SÁCH SỐ LIỆU CÒN THIẾU", '<w:pageBreakBefore/><w:spacing w:after="120"/>')
    return tag("{%p if no_so_lieu %}") + title + table("TableGrid", widths, rows) + tag("{%p endif %}")
