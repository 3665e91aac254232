"""What a template may cite is declared once, and is what the renderer gives, for every form."""

from __future__ import annotations

from typing import Any

import pytest

from sedp_docs.app.cases import debts_of, open_plan
from sedp_docs.app.reports import report_of
from sedp_docs.forms import Form
from sedp_docs.read.catalogs import load_catalog, profile_ids
from sedp_docs.report.calendar import calendar_report
from sedp_docs.report.changes import change_report
from sedp_docs.report.fields import ROW_KINDS, TITLE_SLOTS, Field, declared, figure_name
from sedp_docs.report.sample import sample_report
from sedp_docs.report.types import Report
from sedp_docs.schedule import deadlines
from sedp_docs.write.parts import Parts
from sedp_docs.write.sandbox import Figures
from sedp_docs.write.word import context
from sedp_docs.write.xml import Xml
from tests.test_cli import EXAMPLES
from tools.make_template_doc import PAGE, with_tables
from tools.templates.xml import FIELDS

LAO_CAI = load_catalog("lao-cai", "commune")
CASE = open_plan(EXAMPLES / "xa-lao-cai.yaml").case
assert CASE is not None


def planned(form: Form) -> Report:
    """Return the report of the sample plan."""
    assert CASE is not None
    if form.id == "thay-doi":
        return change_report(CASE.plan, CASE.catalog, ())
    if form.id == "lich":
        return calendar_report(CASE.plan, CASE.catalog, deadlines(CASE.plan, CASE.catalog))
    return report_of(CASE, debts_of(CASE), form)


def differences(field: Field, value: Any, path: str = "") -> list[str]:
    """Return where a value of the context is not what its field declares."""
    here = f"{path}.{field.name}".strip(".")
    kinds = {
        "chu": (str,),
        "doan": (Xml, str) if field.may_be_empty else (Xml,),
        "ham": (Figures,),
        "nhom": (dict,),
        "danh_sach": (list,),
    }
    if not isinstance(value, kinds[field.shape]):
        return [f"{here}: {type(value).__name__}"]
    if isinstance(value, dict):
        names = [each.name for each in field.fields]
        wrong = [f"{here}: {sorted(set(names) ^ set(value))}"] if set(names) != set(value) else []
        return wrong + [each for part in field.fields if part.name in value for each in differences(part, value[part.name], here)]
    if isinstance(value, list):
        item = Field("[]", "", "nhom", field.fields) if field.fields else Field("[]", "")
        return [each for one in value for each in differences(item, one, here)]
    return []


@pytest.mark.parametrize("id", sorted(LAO_CAI.forms))
def test_the_context_has_the_declared_names_and_no_other(id: str) -> None:
    form = LAO_CAI.forms[id]
    assert differences(declared(form, LAO_CAI), context(planned(form), Parts())) == []


@pytest.mark.parametrize("profile", profile_ids())
@pytest.mark.parametrize("full", [True, False])
def test_a_report_of_made_up_values_has_them_too(profile: str, full: bool) -> None:
    catalog = load_catalog(profile, "commune")
    for form in catalog.forms.values():
        report = sample_report(form, catalog, ["ty_le_bhyt.uoc"], full=full)
        assert differences(declared(form, catalog), context(report, Parts())) == []


def test_a_list_of_made_up_values_has_rows_of_every_kind() -> None:
    report = sample_report(LAO_CAI.forms["thay-doi"], LAO_CAI, [], full=True)
    assert [row.kind for row in report.tables["thay_doi"].rows] == list(ROW_KINDS)


def test_every_field_is_explained() -> None:
    def unexplained(field: Field) -> list[str]:
        return [each for part in field.fields for each in ([] if part.help else [part.name]) + unexplained(part)]

    assert [name for form in LAO_CAI.forms.values() for name in unexplained(declared(form, LAO_CAI))] == []


def test_slots_of_titles_are_the_composer_s() -> None:
    assert {f"{{{slot}}}": field for slot, field in TITLE_SLOTS.items() if f"{{{slot}}}" in FIELDS} == FIELDS


GOOD = (
    "ty_le_bhyt", "ty_le_bhyt.uoc", "ty_le_bhyt.2023", "ty_le_bhyt.kh_sau.trinh", "ty_le_bhyt.so_kh.hdnd",
    "ty_le_bhyt.tang_sau", "dem.dat_vuot", "ds.chua_dat", "hoat_dong.a.so", "hoat_dong.kinh_phi", "du_an.so",
    "lua.san_luong.kh_sau",
)  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_name_in_the_right_form(name: str) -> None:
    assert figure_name(name, LAO_CAI).well_formed
    assert figure_name(name, LAO_CAI).known


@pytest.mark.parametrize(
    ("name", "well_formed", "near"),
    [
        ("ty_le_bhyt.kh_sao", False, "ty_le_bhyt.kh_sau"),
        ("ty_le_bhty.kh_sau", True, "ty_le_bhyt.kh_sau"),
        ("dem.chua_dta", False, "dem.chua_dat"),
        ("ty le bhyt", False, "ty_le_bhyt"),
        ("", False, ""),
    ],
)
def test_a_name_that_leads_nowhere(name: str, well_formed: bool, near: str) -> None:
    found = figure_name(name, LAO_CAI)
    assert (found.well_formed, found.known and found.well_formed) == (well_formed, False)
    assert (found.near[0] if found.near else "") == near


def test_the_page_for_keepers_prints_the_declaration() -> None:
    """To write the page anew: python -m tools.make_template_doc."""
    assert PAGE.read_text(encoding="utf-8") == with_tables(PAGE.read_text(encoding="utf-8"))
