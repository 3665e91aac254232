"""The prescribed outline: headings in the letter case of NĐ 30 (II.6.đ), prose, then what the form puts in each section."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.catalog import Catalog, Section
from sedp_docs.forms import Form, Insert
from tools.templates.head import pointer
from tools.templates.tables import any_table
from tools.templates.xml import BREAK, filled, paragraph, run, tag, text, upper


def heading(depth: int, section: Section) -> str:
    """Return a heading: a part in two lines, then "I. TIÊU ĐỀ", "1. Tiêu đề", "2.1 Tiêu đề"."""
    if depth == 0:
        return paragraph("Heading1", run(f"Phần {section.number}") + BREAK + run(upper(section.title)))
    if depth == 1:
        return text("Heading2", f"{section.number}. {upper(section.title)}")
    dot = "" if "." in section.number else "."
    return text(f"Heading{depth + 1}", f"{section.number}{dot} {filled(section.title)}")


def outline(catalog: Catalog, form: Form) -> str:
    """Return all headings of the level's outline with prose and inserts; raises ValueError for an insert without a place."""
    if catalog.level.outline is None:
        raise ValueError(f"{form.id}: the level has no outline")
    sections = list(catalog.level.outline.walk())
    strangers = set(form.inserts) - {key for key, _, _ in sections}
    if strangers:
        raise ValueError(f"{form.id}: no section {sorted(strangers)}")
    return "".join(piece for section in sections for piece in _section(catalog, form, section))


def _section(catalog: Catalog, form: Form, place: tuple[str, int, Section]) -> Iterator[str]:
    key, depth, section = place
    yield heading(depth, section)
    if not section.sections:
        yield tag(f'{{{{p muc["{key}"] }}}}')
    for insert in form.inserts.get(key, ()):
        yield _pointer(catalog, form, insert.annex) if insert.annex else _insert(catalog, insert)


def _pointer(catalog: Catalog, form: Form, number: int) -> str:
    """Return the pointer to an annex: one of the form's own, or a document that goes with it."""
    titles = {n: annex.title for n, annex in enumerate(form.annexes, 1)}
    apart = {f.annex_number: f.annex_title(catalog.tables) for f in catalog.forms.values() if f.annex_of == form.id}
    return pointer(number, (apart | titles)[number])


def _insert(catalog: Catalog, insert: Insert) -> str:
    if insert.table:
        return any_table(catalog.tables[insert.table], captioned=True)
    chart = catalog.charts[insert.chart]
    caption = text("Caption", f"Biểu đồ {{{{ so_bieu_do.{chart.id} }}}}. {filled(chart.title)}", '<w:keepNext w:val="0"/>')
    return tag(f"{{%p if bieu_do.{chart.id} %}}") + tag(f"{{{{p bieu_do.{chart.id} }}}}") + caption + tag("{%p endif %}")
