"""Papers whose body is no outline: tờ trình, nghị quyết, quyết định, báo cáo, thông báo, công văn (NĐ 30, Mẫu 1.1 to 1.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sedp_docs.catalog import Catalog
from sedp_docs.forms import Annex, Condition, Form, Passage, TableLayout
from tools.templates.base import PORTRAIT, Page, page
from tools.templates.head import (
    addressees,
    annex_head,
    basis_list,
    group_head,
    letterhead,
    sentences,
    signature_block,
    title_block,
)
from tools.templates.tables import KEEP, any_table, group_table
from tools.templates.xml import filled, paragraph, run, tag, text, upper

_RESOLVES = {"NQ": "QUYẾT NGHỊ:", "QĐ": "QUYẾT ĐỊNH:"}
_ROMAN = re.compile(r"[IVX]+\. ")


def paper(catalog: Catalog, form: Form) -> list[tuple[str, Page]]:
    """Return the sections of a paper on their pages: head, body and signature, then its annexes.

    Of a form that prints one unit's annex alone, all but the annex of that unit is left out then.
    """
    body = _head(form) + "".join(piece for each in form.passages for piece in _passage(catalog, each))
    body += sentences("Closing", form.closing) + signature_block()
    pages = [(body, PORTRAIT)]
    single = len(form.annexes) == 1
    for number, annex in enumerate(form.annexes, 1):
        numbered = form.annexes[-1].when if len(form.annexes) == 2 and number == 1 else "luon"
        pages.append((_annex(catalog, annex, 0 if single else number, numbered), page(annex.landscape)))
    return pages


def _head(form: Form) -> str:
    if form.kind == "CV":
        return letterhead(subject=True) + addressees()
    titles = letterhead(draft=form.kind == "NQ") + title_block(bases=form.kind == "KH")
    if form.kind in _RESOLVES:
        return titles + text("Decider", "{{ van_ban.tham_quyen }}") + basis_list() + text("Resolves", _RESOLVES[form.kind])
    return titles + (addressees() + basis_list() if form.kind == "TTr" else "")


def _passage(catalog: Catalog, each: Passage) -> Iterator[str]:
    """Yield the pieces of a passage, inside of its condition."""
    asked = each.when != "luon"
    if asked:
        yield tag(f"{{%p if khi.{each.when} %}}")
    if each.heading:
        roman = _ROMAN.match(each.heading)
        yield text("Heading2", upper(each.heading)) if roman else text("Heading3", filled(each.heading))
    if each.sentence:
        article = run(f"Điều {each.article}. ", "<w:b/><w:bCs/>") if each.article else ""
        yield paragraph("BodyText", article + run(filled(each.sentence)), KEEP if _leads_on(each.sentence) else "")
    if each.key:
        yield tag(f'{{{{p muc["{each.key}"] }}}}')
    if each.table:
        yield _table(catalog.tables[each.table], each)
    if asked:
        yield tag("{%p endif %}")


def _leads_on(sentence: str) -> bool:
    """Tell whether a sentence stays with what follows: it announces something ("như sau:"), or the signature comes next."""
    return not sentence.endswith(".") or sentence.endswith("./.")


def _table(layout: TableLayout, each: Passage) -> str:
    made = any_table(layout, captioned=True)
    if not each.if_empty:
        return made
    instead = text("BodyText", filled(each.if_empty))
    return tag(f"{{%p if bang.{layout.id} %}}") + made + tag("{%p else %}") + instead + tag("{%p endif %}")


def _annex(catalog: Catalog, annex: Annex, number: int, when: Condition) -> str:
    """Return an annex: its head and tables, or for a table with a page for each unit one annex for each."""
    layouts = [catalog.tables[id] for id in annex.tables]
    if layouts[0].per_group:
        loop = tag(f"{{%p for g in bang.{layouts[0].id} %}}")
        return loop + group_head(annex.title) + group_table(layouts[0]) + tag("{%p endfor %}")
    width = page(annex.landscape).text
    tables = (any_table(each, captioned=len(layouts) > 1) for each in layouts)
    return annex_head(number, annex.title, width, when) + "".join(tables)
