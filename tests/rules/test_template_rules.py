"""Rules on Word templates: each passes its good example and finds its bad one, all faults at once, with their places."""

from __future__ import annotations

import re
import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes

from sedp_docs.catalog import Catalog, Outline
from sedp_docs.model import LevelId
from sedp_docs.problems import ReadError
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.templatefile import read_template
from sedp_docs.read.templates import template_bytes
from sedp_docs.report import language
from sedp_docs.rules.template import RULES, Found, check_template
from sedp_docs.rules.template.registry import rule
from sedp_docs.write import tags as renderer_tags
from sedp_docs.write.adopt import NEEDED
from sedp_docs.write.template import prepare
from tests.docx_builder import docx, p, table
from tests.rules.examples_templates import EXAMPLES, PAGE, Example
from tools.make_templates import VARIANTS

LAO_CAI = load_catalog("lao-cai", "commune")
OUTLINE = Outline.model_validate({
    "source": "proposed",
    "trich_yeu": "x",
    "phan": [
        {
            "so": "I",
            "ten": "Đánh giá năm {x}",
            "muc": [{"so": "1", "ten": "Kinh tế"}, {"so": "2", "ten": "Văn hóa - xã hội {loai}"}],
        }
    ],
})  # fmt: skip
SHORT: Catalog = replace(LAO_CAI, level=LAO_CAI.level.model_copy(update={"outline": OUTLINE}))
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="sedp.mau"><vt:lpwstr>{}</vt:lpwstr></property></Properties>'
)


def found(body: str, form: str = "thay-doi", *, styles: str = "", header: str = PAGE, named: bool = True) -> list[Found]:
    """Check a body as a template of a form, by the short outline."""
    parts = {"docProps/custom.xml": CUSTOM.format(form)} if named else {}
    known = f'<w:style w:styleId="Heading3"/>{styles}'
    content = docx(body, parts, styles=known, header=header)
    return check_template(read_template(content, "mau.docx"), SHORT.forms[form], SHORT)


def by_rule(id: str, problems: list[Found]) -> list[Found]:
    return [each for each in problems if each.problem.id == id]


def bad(id: str) -> list[Found]:
    example = EXAMPLES[id]
    return by_rule(id, found(example.bad, example.form, styles=example.styles, header=example.header, named=id != "MAU-55"))


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(RULES)


@pytest.mark.parametrize("id", EXAMPLES)
def test_good_example_passes(id: str) -> None:
    assert by_rule(id, found(EXAMPLES[id].good, EXAMPLES[id].form)) == []


@pytest.mark.parametrize("id", EXAMPLES)
def test_bad_example_is_found_in_every_place(id: str) -> None:
    example: Example = EXAMPLES[id]
    problems = [each.problem for each in bad(id)]
    assert [problem.location.place for problem in problems] == list(example.places)
    assert example.says in problems[0].message


@pytest.mark.parametrize("id", EXAMPLES)
def test_message_says_what_to_do(id: str) -> None:
    for each in bad(id):
        assert each.problem.hint
        assert each.problem.severity == RULES[id].severity
        assert each.problem.location.file == "mau.docx"
        assert each.problem.message == unicodedata.normalize("NFC", each.problem.message)


@pytest.mark.parametrize("id", RULES)
def test_rule_is_described(id: str) -> None:
    assert re.fullmatch(r"MAU-\d\d", id)
    assert RULES[id].title
    assert RULES[id].check.__doc__


def test_titles_tell_rules_apart_and_an_id_cannot_be_taken_twice() -> None:
    assert len({known.title for known in RULES.values()}) == len(RULES)
    with pytest.raises(ValueError, match="MAU-01"):
        rule("MAU-01", "Lần nữa")(RULES["MAU-01"].check)


@pytest.mark.parametrize(("procedure", "level", "sector"), VARIANTS)
def test_our_own_templates_have_no_fault(procedure: str, level: LevelId, sector: bool) -> None:
    catalog = load_catalog(procedure, level, sector=sector)
    of_council = {document.id for document in catalog.level.documents if sector and document.when != "luon"}
    for id in catalog.forms.keys() - of_council:
        form = catalog.forms[id]
        content = template_bytes(id, level, catalog.variant)
        assert check_template(read_template(content, f"{id}.docx"), form, catalog) == [], id


def test_nearest_names_are_offered() -> None:
    problems = {each.problem.message: each.problem.hint for each in bad("MAU-01")}
    assert problems["“{{ van_ban.ke_theo }}”: không có trường “van_ban.ke_theo”"] == "có phải là van_ban.kem_theo?"
    assert problems["“{{ d.sst }}”: không có cột “sst” trong bảng “thay_doi”"] == "có phải là stt?"


def test_a_table_of_another_document_is_named_as_such() -> None:
    (problem,) = by_rule("MAU-01", found(p("{% for d in bang.chi_tieu %}{{ d.gi_cung_duoc }}{% endfor %}")))
    assert problem.problem.message.endswith("bảng “chi_tieu” không thuộc mẫu này")
    assert problem.problem.hint == "mẫu này có: thay_doi"


def test_names_are_followed_through_loops_sets_and_filters() -> None:
    body = (
        p("{% set dong = bang.thay_doi | selectattr('loai') | list %}{% for d in dong %}{{ d.cut }}{% endfor %}")
        + p("{% for d in bang.thay_doi if d.mcu %}{{ loop.index }}{{ loop.idx }}{% endfor %}{{ d.cu }}")
        + p("{{ (bang.thay_doi | first).mo }}{{ bang.thay_doi[0].sttt }}{{ van_ban['kemtheo'] }}")
        + p("{% for c in van_ban.can_cu %}{{ c.ten }}{% endfor %}")
    )
    said = " ".join(each.problem.message for each in found(body) if each.problem.id in ("MAU-01", "MAU-17"))
    for name in ("cut", "mcu", "idx", "mo", "sttt", "kemtheo", "ten"):
        assert re.search(rf"[“.]{name}[”]", said), name
    assert "không có trường “d”" in said


def test_what_may_be_missing_is_no_fault() -> None:
    body = p("{% if van_ban.la is defined %}{{ van_ban.la | default('–') }}{% endif %}{{ d | d('x') }}")
    assert by_rule("MAU-01", found(body)) == []


def test_each_part_has_its_own_places_and_names() -> None:
    problems = found(p("{% set a = 1 %}"), header=PAGE + p("{{ a }}") + table(("{{ nam_z }}",)))
    places = [each.problem.location.place for each in by_rule("MAU-01", problems)]
    assert places == ["đầu trang, đoạn 1", "đầu trang, bảng 1, dòng 1, cột 1"]


def test_tags_are_read_as_if_changes_were_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>{{ nam</w:t></w:r><w:del><w:r><w:delText>_z {{</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t xml:space="preserve">_x</w:t></w:r></w:ins><w:r><w:t> }}</w:t></w:r></w:p>'
    )
    assert [each.problem.id for each in found(body) if each.problem.severity == "error"] == []


def test_all_faults_are_told_at_once_in_the_order_of_the_template() -> None:
    body = "".join(EXAMPLES[id].bad for id in ("MAU-20", "MAU-17", "MAU-16", "MAU-01"))
    problems = [each for each in found(body) if each.paragraph]
    assert {"MAU-20", "MAU-17", "MAU-16", "MAU-01", "MAU-21"} <= {each.problem.id for each in problems}
    order = [each.paragraph.index for each in problems if each.paragraph]
    assert order == sorted(order)


REFUSED = (
    "{% colspan 2 %}", "{% cellbg 'x' %}", "{% hm %}", "{% vm %}",
    "{%tc if nam_x %}",
    "{% macro a() %}{% endmacro %}",
    "{% include 'a' %}",
    "{{ nam_x | title }}",
    "{{ nam_x[1:] }}",
    "{{ nam_x § }}",
    "{{ nam_x",
    "{%p if 5 % 2 %}",
    "{%-p if nam_x %}",
    "{% iff nam_x %}",
    "{{ nam_x; }}",
    "{% endfor %}",
    "{% if nam_x %}",
)  # fmt: skip


@pytest.mark.parametrize("tag", REFUSED)
def test_what_the_renderer_refuses_is_an_error_here(tag: str) -> None:
    with pytest.raises(Exception, match="thẻ"):
        prepare(docx(table((tag,)) + p("x")), "mau.docx")
    assert [each for each in found(table((tag,)) + p("x")) if each.problem.severity == "error"], tag


UNDERSTOOD = {
    "curly": "{{ so(“ty_le_bhyt”) }}",
    "German": "{{ so(„ty_le_bhyt”) }}",
    "French": "{{ so(«ty_le_bhyt») }}",
    "single": "{{ so(‘ty_le_bhyt’) }}",
    "a no-break space": "{{ nam_x\u00a0}}",
    "a soft hyphen": "{{ nam\u00ad_x }}",
    "a space without width": "{{ nam_x\u200b }}",
    "a dash": "{{ 5 – 2 }}",
    "a no-break space after p": "{%p\u00a0if nam_x %}|{%p endif %}",
}


@pytest.mark.parametrize("tag", UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_what_the_renderer_mends_is_only_a_remark_here(tag: str) -> None:
    body = "".join(p(each) for each in tag.split("|"))
    prepare(docx(body), "mau.docx")
    assert {each.problem.id for each in found(body) if each.paragraph} == {"MAU-15"}


def test_one_list_of_words_serves_renderer_and_rules() -> None:
    statements = set(renderer_tags._REFUSED.values()) - {renderer_tags._REFUSED[nodes.Slice]}
    assert statements == set(language.REFUSED_STATEMENTS)
    assert set(language.STYLES) | {language.RULE_STYLE[0]} <= set(NEEDED)


PIECES = st.sampled_from([
    "{{ nam_x }}", "{% if nam_x %}", "{% endif %}", "{%p for d in bang.thay_doi %}", "{%p endfor %}",
    "{%tr for d in bang.thay_doi %}", "{%tr endfor %}", "{{ d.cu }}", "{{", "}}", "{%", "%}", "{#", "#}", "{% else %}",
    "{% set a = ",
    "so(“x”)", "chữ", "{{p muc['I.1'] }}", "{% raw %}", "{% endraw %}", "\u00ad", "[", "(", "|", "PHẦN I", "1. Kinh tế",
])  # fmt: skip


@given(st.lists(st.lists(st.lists(PIECES, max_size=4).map("".join), min_size=1, max_size=3), max_size=6), st.booleans())
def test_no_rule_raises_on_an_odd_template(lines: list[list[str]], tabular: bool) -> None:
    body = table(*map(tuple, lines)) if tabular and lines else "".join(p(*line) for line in lines)
    assert all(each.problem.message for form in ("thay-doi", "ke-hoach") for each in found(body, form))


RUNAWAY = {
    "braces": p("{{" * 30_000),
    "braces that close at the end": p("{% a" * 15_000 + "%}"),
    "loops in loops": p("{% for d in bang.thay_doi %}" * 5_000),
    "ends of nothing": p("{% endif %}" * 5_000),
    "crossed blocks": p("{% if nam_x %}{% for d in bang.thay_doi %}{% endif %}" * 3_000),
    "an endless sum": p("{{ nam_x" + " + nam_x" * 20_000 + " }}"),
    "an endless chain": p("{{ nam_x" + ".a" * 20_000 + " }}"),
    "brackets": p("{{ " + "(" * 20_000 + " }}"),
    "unknown names": "".join(p(f"{{{{ ten_la_{n} }}}}") for n in range(3_000)),
    "a name without end": p("{{ " + "a" * 500_000 + " }}"),
    "quotation marks": p("{{ " + "'\"" * 50_000 + " }}"),
    "headings that are none": "".join(p(f"{n}. Kinh tế xã hội và {n}") for n in range(3_000)),
    "a heading without end": p("1. " + "{{ a" * 20_000) + p("1" * 200_000),
    "paragraph tags in one paragraph": p("{%p if nam_x %}" * 5_000),
    "rows": table(*(("{%tr if nam_x %}", "x") for _ in range(2_000))),
}


@pytest.mark.parametrize("body", RUNAWAY.values(), ids=RUNAWAY)
def test_a_runaway_template_is_checked_in_no_time(body: str) -> None:
    start = time.process_time()
    problems = found(body, "ke-hoach")
    assert time.process_time() - start < 3
    assert all(len(each.problem.message) < 600 for each in problems)


def test_a_template_beyond_every_need_is_refused() -> None:
    with pytest.raises(ReadError, match=r"hơn 20.000 thẻ"):
        found(p("{{ a }}" * 20_001))


def test_what_passes_without_an_error_is_compiled_by_the_renderer() -> None:
    compiled = []
    for id, example in EXAMPLES.items():
        if not [each for each in found(example.good, example.form) if each.problem.severity == "error"]:
            prepare(docx(example.good, header=PAGE), f"{id}.docx")  # raises for what it cannot compile
            compiled.append(id)
    assert len(compiled) > len(EXAMPLES) / 2
