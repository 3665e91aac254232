"""Forms for hand filling: a copy for each village or office that fills one in, prefilled with what the plan knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from sedp_docs.forms import Form
from sedp_docs.problems import ReadError
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.build import Scope, build_report
from sedp_docs.report.slips import Respondent
from sedp_docs.report.types import Report
from sedp_docs.rules import Case
from sedp_docs.text import did_you_mean, shortened, slug
from sedp_docs.write.word import prepare, render


def copies(case: Case, form: Form, unit: str = "") -> list[Report]:
    """Return the copies of a form for hand filling: of the unit with this code, or of all.

    A plan that names no village (or office) yet gets one copy with dots for the name.
    """
    found = [(each, name) for each, name in named(respondents(case, form)) if unit in ("", each.code)]
    if not found and not unit:
        return [_copy(case, form, None)]
    return [replace(_copy(case, form, each), copy=name) for each, name in found]


def _copy(case: Case, form: Form, respondent: Respondent | None) -> Report:
    return build_report(case.plan, case.catalog, case.figures, form, {}, Scope(respondent))


def respondents(case: Case, form: Form) -> Sequence[Respondent]:
    """Return who fills a form in, in the order of the plan."""
    if form.filled_by == "thon":
        return case.plan.villages
    return case.plan.offices if form.filled_by else ()


def named(units: Iterable[Respondent]) -> Iterator[tuple[Respondent, str]]:
    """Yield units, each with a name for its files, which no other has, whatever the code."""
    taken: set[str] = set()
    for unit in units:
        plain = slug(unit.code, "-") or "don-vi"
        name = next(each for n in count(1) if (each := plain if n == 1 else f"{plain}-{n}") not in taken)
        taken.add(name)
        yield unit, name


def refuse_unit(case: Case, forms: Sequence[Form], unit: str) -> None:
    """Raise ReadError for a unit that none of these forms is for, or when one of them is not made per unit."""
    shared = [form.id for form in forms if not (form.filled_by or form.per_unit)]
    if shared:
        hint = f"chọn bằng --only một trong: {', '.join(form.id for form in _of_units(case))}; hoặc bỏ --unit"
        raise ReadError(f"“{shared[0]}” không in riêng từng đơn vị, không dùng được với --unit", hint)
    known = [code for form in forms for code in _codes(case, form)]
    if unit not in known:
        hint = did_you_mean(unit, known) or f"các mã có: {', '.join(dict.fromkeys(known)) or 'chưa có'}"
        raise ReadError(f"không có đơn vị “{shortened(unit)}” để in {', '.join(form.id for form in forms)}", hint)


def _codes(case: Case, form: Form) -> list[str]:
    """Return the codes of the units that have a copy of a form, or an annex of their own in a document."""
    if form.filled_by:
        return [each.code for each in respondents(case, form)]
    report = build_report(case.plan, case.catalog, case.figures, form, {})
    pages = [table for table in report.tables.values() if table.layout.per_group]
    return [row.id for table in pages for row in table.rows if row.kind == "nhom"]


def printable_slips(case: Case, unit: str) -> dict[str, bytes]:
    """Return the Word files that a village or office fills in, by name ("f-slcb-t1.docx"); none for an unknown code."""
    reports = [report for form in _per_unit(case) for report in copies(case, form, unit)]
    return {f"{report.name}.docx": render(report, prepare(_template(case, report), report.form.id)) for report in reports}


def _of_units(case: Case) -> list[Form]:
    """Return the forms that `--unit` goes with."""
    listed = (case.catalog.forms.get(document.id) for document in case.catalog.level.documents)
    return [form for form in listed if form and (form.filled_by or form.per_unit)]


def _per_unit(case: Case) -> list[Form]:
    listed = (case.catalog.forms.get(document.id) for document in case.catalog.level.documents)
    return [form for form in listed if form and form.filled_by]


def _template(case: Case, report: Report) -> bytes:
    return template_bytes(report.form.id, case.plan.level, case.catalog.variant)
