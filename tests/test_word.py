"""Word templates are filled: the text is docxtpl's own, nothing is lost, nothing runs, the same input gives the same bytes."""

from __future__ import annotations

import io
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined

from sedp_docs.forms import Form, TableLayout
from sedp_docs.problems import OutputError, TemplateError
from sedp_docs.prose import Paragraph, Run, Text
from sedp_docs.report.types import Cell, Debt, Report, Row, Table
from sedp_docs.text import bad_character
from sedp_docs.write.fill import Properties, fill, parts_for
from sedp_docs.write.parts import Parts
from sedp_docs.write.sandbox import Figures
from sedp_docs.write.template import prepare
from sedp_docs.write.verify import all_blocks, all_texts, read_back
from sedp_docs.write.word import render
from sedp_docs.write.xml import Xml, missing
from tests.docx_builder import docx, p, part, table, texts

ROWS = [
    {"ten": "Lúa nước", "dien_tich": "120,5", "loai": "dong"},
    {"ten": "Ngô & sắn", "dien_tich": "< 5", "loai": "con"},
    {"ten": "Tổng số", "dien_tich": "125,5", "loai": "tong"},
]
CONTEXT: dict[str, Any] = {
    "nam_y": "2025",
    "don_vi": {"ten_day_du": "xã Nậm Thoong", "loai": "xã"},
    "bang": {"trong_trot": ROWS, "rong": []},
    "noi_nhan": ["- Thường trực HĐND xã;", "- Lưu: VT."],
    "dai": "Dòng một\nDòng hai\tsau tab",
    "so": Figures({"ty_le_ho_ngheo.kh_sau": "10,5%"}),
    "muc": {"I.II.1": Xml(p("Đoạn thứ nhất.", style="BodyText") + p("Đoạn thứ hai."))},
}


def filled(template: bytes, context: dict[str, Any] | None = None, parts: Parts | None = None) -> bytes:
    ready = prepare(template, "mau.docx")
    return fill(ready, CONTEXT if context is None else context, parts or parts_for(ready), Properties("Kế hoạch"))


def stock(template: bytes) -> bytes:
    """Fill by docxtpl itself, the oracle."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(CONTEXT, Environment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


TEMPLATES = {
    "a field": docx(p("Năm {{ nam_y }} của {{ don_vi.ten_day_du }}.")),
    "a tag that Word split over runs": docx(p("Năm {", "{ nam", "_y }", "}.")),
    "a figure": docx(p("Giảm còn {{ so(&quot;ty_le_ho_ngheo.kh_sau&quot;) }}; {{ so(“ty_le_ho_ngheo.kh_sau”) }}")),
    "rows": docx(
        table(
            ("Cây", "Diện tích"),
            ("{%tr for d in bang.trong_trot %}", ""),
            ("{{ loop.index }}. {{ d.ten }}", "{{ d['dien_tich'] }}"),
            ("{%tr endfor %}", ""),
        )
    ),
    "rows by kind": docx(
        table(
            ("{%tr for d in bang.trong_trot %}",),
            ("{%tr if d.loai == 'tong' %}",), ("TỔNG: {{ d.dien_tich }}",),
            ("{%tr else %}",), ("{{ d.ten|upper }}",), ("{%tr endif %}",),
            ("{%tr endfor %}",),
        )
    ),
    "a table in a cell": docx(
        table(("Ngoài", table(("{%tr for d in bang.trong_trot %}",), ("{{ d.ten }}",), ("{%tr endfor %}",)) + p("sau")))
    ),
    "paragraphs": docx(p("{%p for n in noi_nhan %}") + p("{{ n }}{% if loop.last %} (hết){% endif %}") + p("{%p endfor %}")),
    "no rows": docx(p("{%p for d in bang.rong %}") + p("{{ d.ten }}") + p("{%p else %}") + p("trống") + p("{%p endfor %}")),
    "prose": docx(p("1. Mục", style="Heading2") + p("{{p muc['I.II.1'] }}") + p("sau")),
    "breaks and tabs": docx(p("[{{ dai }}]")),
    "special characters": docx(p("{{ bang.trong_trot[1].ten }} – {{ bang.trong_trot[1].dien_tich }} &amp; &lt;hết&gt;")),
    "set, join and concatenation": docx(p("{% set a = nam_y ~ ' và ' ~ don_vi.loai %}{{ a }}: {{ noi_nhan|join(' ') }}")),
    "a set block": docx(p("{% set a %}{{ bang.trong_trot[1].ten }}{% endset %}[{{ a }}]")),
    "white space control": docx(p("a {%- if nam_y %} b {%- endif %}") + p("c")),
    "braces to print": docx(p("{_{ không phải thẻ }_}")),
    "header, footer, footnote": docx(
        p("{{ nam_y }}"), header=p("{{ don_vi.ten_day_du }}"), footer=p("Năm {{ nam_y }} &amp; hết"),
        footnotes=f'<w:footnote w:id="1">{p("Nguồn: {{ don_vi.ten_day_du }}")}</w:footnote>',
    ),
    "namespace": docx(
        p("{% set n = namespace(dem=0) %}{% for d in bang.trong_trot %}{% set n.dem = n.dem + 1 %}{% endfor %}{{ n.dem }} dòng")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_text_is_what_docxtpl_prints(name: str) -> None:
    ours, theirs = filled(TEMPLATES[name]), stock(TEMPLATES[name])
    assert any(texts(ours))
    for file in ("word/document.xml", "word/header.xml", "word/footer.xml", "word/footnotes.xml"):
        if f"{file}" in part(TEMPLATES[name], "[Content_Types].xml"):
            assert texts(ours, file) == texts(theirs, file)


def test_the_same_input_gives_the_same_bytes_and_no_clock() -> None:
    assert filled(TEMPLATES["rows"]) == filled(TEMPLATES["rows"])
    assert "2000-01-01T00:00:00Z" in part(filled(TEMPLATES["rows"]), "docProps/core.xml")


@given(st.text().filter(lambda text: not bad_character(text)))
def test_text_in_is_text_out(text: str) -> None:
    out = filled(docx(p("[{{ x }}]") + table(("{{ x }}",))), {"x": text})
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert texts(out) == [f"[{lines}]", lines]


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ud800", "\uffff"])
def test_a_character_that_no_reader_lets_in_never_gets_out(bad: str) -> None:
    with pytest.raises(OutputError):
        filled(docx(p("{{ x }}")), {"x": f"a{bad}b"})


def test_data_is_never_a_tag_nor_markup() -> None:
    out = filled(docx(p("{{ x }}")), {"x": "{{ 7*7 }} </w:t><w:instrText>DDEAUTO</w:instrText> {_{ a }_}"})
    assert texts(out) == ["{{ 7*7 }} </w:t><w:instrText>DDEAUTO</w:instrText> {_{ a }_}"]
    assert "<w:instrText" not in part(out)


def test_names_are_compared_in_nfc() -> None:
    composed, decomposed = (unicodedata.normalize(form, "số") for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert texts(filled(docx(p(f"{{{{ x['{decomposed}'] }}}}")), {"x": {composed: "1"}})) == ["1"]
    assert texts(filled(docx(p(f"{{{{ x['{composed}'] }}}}")), {"x": {decomposed: "2"}})) == ["2"]


def test_a_missing_value_is_yellow_and_keeps_the_look_of_its_run() -> None:
    run = '<w:r><w:rPr><w:b/><w:sz w:val="22"/><w:u w:val="single"/></w:rPr><w:t>Hộ nghèo: {{ x }} hộ</w:t></w:r>'
    out = filled(docx(f"<w:p>{run}</w:p>"), {"x": missing("[chưa có: Lao động, hạn 24/5/2024]")})
    assert texts(out) == ["Hộ nghèo: [chưa có: Lao động, hạn 24/5/2024] hộ"]
    look = '<w:rPr><w:b/><w:sz w:val="22"/><w:highlight w:val="yellow"/><w:u w:val="single"/></w:rPr>'
    assert f'<w:r>{look}<w:t xml:space="preserve">[chưa có' in part(out)


# What a template may not do. The file that a payload would write must not exist afterwards.
PAYLOADS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ x.__class__ }}",
    "{{ x['__class__'] }}",
    "{{ x|attr('__class__') }}",
    "{{ so.__globals__ }}",
    "{{ so._texts }}",
    "{{ so.__init__.__globals__['os'].system('touch bi-hai') }}",
    "{{ range.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ namespace()['__class__'] }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__ }}",
    "{{ cycler.__init__.__globals__.os.popen('touch bi-hai').read() }}",
    "{{ lipsum.__globals__['os'].system('touch bi-hai') }}",
    "{{ joiner }}",
    "{{ dict(a=1) }}",
    "{{ config }}",
    "{{ request }}",
    "{{ loop }}",
    "{% for a in rows %}{{ loop._iterator }}{% endfor %}",
    "{% for a in rows %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{{ rows.append('1') }}",
    "{{ rows.clear() }}",
    "{{ d.update(a=1) }}",
    "{{ d.items() }}",
    "{{ x.format() }}",
    "{{ '%s'|format(x) }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ x|map('upper')|list }}",
    "{{ x|safe }}",
    "{{ x|e }}",
    "{{ x|tojson }}",
    "{{ x|xmlattr }}",
    "{{ x|pprint }}",
    "{{ day.replace(year=1) }}",
    "{{ amount.to_eng_string() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'base' %}",
    "{% block a %}{% endblock %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% call so('a') %}{% endcall %}",
    "{% autoescape false %}{{ x }}{% endautoescape %}",
    "{% for a in rows recursive %}{{ loop(rows) }}{% endfor %}",
    "{{ x * 1000000000 }}",
    "{{ rows * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ range(1000000000)|list|length }}",
    "{% for a in range(20000) %}{% for b in range(20000) %}{% endfor %}{% endfor %}",
    "{% set n = namespace(a='aa') %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}",
    "{% set n = namespace(a='aa') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
    "{% set n = namespace(a='aa') %}{% for i in range(60) %}{% set n.a = [n.a, n.a]|join %}{% endfor %}",
    "{% set n = namespace(a='aa') %}{% for i in range(60) %}{% set n.a %}{{ n.a }}{{ n.a }}{% endset %}{% endfor %}",
    "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}",
    "{{ range(20000)|join('x' ~ rows) }}{% for i in range(20000) %}{{ range(20000)|sort|length }}{% endfor %}",
    "{{ day }}",
    "{{ amount }}",
    "{{ rows }}",
    "{{ none }}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", ["body", "header", "footnotes"])
def test_a_template_cannot_run_code_or_work_without_end(payload: str, place: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    inside = p("Đoạn số 7 " + payload.replace("<", "&lt;").replace("&", "&amp;"))
    noted = f'<w:footnote w:id="1">{inside}</w:footnote>'
    places = {"body": docx(inside), "header": docx(p("thân"), header=inside), "footnotes": docx(p("thân"), footnotes=noted)}
    template = places[place]
    rows = ["1", "2"]
    data = {
        "x": "chữ",
        "rows": rows,
        "d": {"a": "1"},
        "so": Figures({"a": "1"}),
        "day": date(2024, 1, 1),
        "amount": Decimal("1.5"),
    }
    with pytest.raises(TemplateError) as refused:
        filled(template, data)
    assert rows == ["1", "2"]
    assert list(tmp_path.iterdir()) == []
    problem = refused.value.problem
    assert problem.message
    assert problem.hint


def test_only_plain_data_comes_to_a_template() -> None:
    for alive in (Path("x"), object(), open, type("Text", (str,), {})("x"), {"a": [Path("x")]}, lambda: "x", 1.5, b"x"):
        with pytest.raises(TypeError, match="is not plain data"):
            filled(docx(p("{{ x }}")), {"x": alive})


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ nam_ke_hoach }}", "“nam_ke_hoach”"),
        ("{{ don_vi.ten_day }}", "có phải là ten_day_du?"),
        ("{{ don_vi.ma.so }}", "không có trường “ma”"),
        ("{{ so('ty_le_ho_ngeo.kh_sau') }}", "có phải là ty_le_ho_ngheo.kh_sau?"),
        ("{% if don_vi.ma %}x{% endif %}", "“ma”"),
        ("{% for d in bang.trong_trot %}{{ d.cot_la }}{% endfor %}", "“cot_la”"),
        ("{{ bang.trong_trot[9].ten }}", "“9”"),
        ("{{ muc['I.II.1'] }}", "{{p"),
        ("{{p nam_y }}", "trong đoạn"),
        ("{{ nam_y", "lỗi"),
        ("{% for d in bang.trong_trot %}", "lỗi"),
        ("{{ nam_y|tron }}", "tron"),
    ],
)
def test_a_wrong_tag_is_an_error_that_names_its_paragraph(tag: str, said: str) -> None:
    with pytest.raises(TemplateError) as refused:
        filled(docx(p("Đoạn đầu") + p(f"Đoạn hai: {tag}") + p("Đoạn cuối")))
    problem = refused.value.problem
    assert said in problem.message
    assert "mau.docx" in str(problem)
    if "{{p nam_y" not in tag and tag != "{{ nam_y":
        assert "Đoạn hai" in problem.location.place


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (table(("{%tc for d in bang.trong_trot %}", "{{ d.ten }}", "{%tc endfor %}")), "“tc”"),
        (table(("{% colspan 2 %}x", "y")), "“colspan”"),
        (table(("{% cellbg 'FF0000' %}x", "y")), "“cellbg”"),
        (table(("{% vm %}x", "y")), "“vm”"),
        (table((p("{% ", "hm %}x"), "y")), "“hm”"),
        ("<w:p><w:r><w:t>{{ nam_y }}</w:t><w:instrText>DATE {{ nam_y }}</w:instrText></w:r></w:p>", "mã trường"),
        ('<w:p><w:pPr><w:pStyle w:val="{{ nam_y }}"/></w:pPr></w:p>' + p("{{ nam_y }}"), "thuộc tính"),
        ('<w:p><w:pPr><w:pStyle w:val="{% if nam_y %}a{% endif %}"/></w:pPr></w:p>' + p("{{ nam_y }}"), "thuộc tính"),
    ],
)
def test_what_this_renderer_does_not_do_is_named(body: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        filled(docx(body.replace("%hm", "% hm")))


def test_tags_that_break_the_xml_end_in_an_error_and_no_file() -> None:
    broken = docx(table(("trong ô {% if bang.rong %}",)) + p("ngoài bảng {% endif %}"))
    with pytest.raises(OutputError, match="không đúng XML"):
        filled(broken)


def test_a_printed_value_that_nobody_would_see_is_an_error() -> None:
    pieces = read_back('<a><b n="2026">Năm 2025 &amp; </b><b>a</b><c/><b>b</b></a>'.encode(), "x", prefixes=True)
    all_texts(pieces, ["2025 & ", "a\nb"], "x")
    with pytest.raises(OutputError, match="“2026” không có"):
        all_texts(pieces, ["2026"], "x")
    with pytest.raises(OutputError, match="“đoạn” không có"):
        all_blocks("<a/>", [p("đoạn")], "x")


def test_footnotes_lists_and_pictures_join_those_of_the_template() -> None:
    lists = '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:pStyle w:val="ListNumber"/></w:lvl></w:abstractNum>'
    template = docx(
        p("{{p khoi }}"),
        footnotes=f'<w:footnote w:id="2">{p("của mẫu")}</w:footnote>',
        numbering=f'{lists}<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>',
    )
    parts = parts_for(prepare(template, "mau.docx"))
    note = parts.footnote(Xml("<w:r><w:t>Nguồn: điều tra</w:t></w:r>"))
    number = parts.new_list()
    picture = parts.image(b"\x89PNG", "png")
    assert (note, number) == (3, 6)
    assert parts.image(b"\x89PNG", "png") == picture
    out = filled(template, {"khoi": Xml(p("đoạn"))}, parts)
    assert texts(out, "word/footnotes.xml") == ["của mẫu", " Nguồn: điều tra"]
    assert '<w:num w:numId="6"><w:abstractNumId w:val="3"/>' in part(out, "word/numbering.xml")
    assert f'Id="{picture}"' in part(out, "word/_rels/document.xml.rels")
    assert 'PartName="/word/media/sedp1.png" ContentType="image/png"' in part(out, "[Content_Types].xml")


def test_a_template_without_notes_says_so_when_one_is_needed() -> None:
    template = docx(p("x"))
    parts = parts_for(prepare(template, "mau.docx"))
    parts.footnote(Xml("<w:r/>"))
    with pytest.raises(TemplateError, match=r"thiếu phần word/footnotes\.xml"):
        filled(template, {}, parts)


def test_drawings_that_a_loop_repeats_get_numbers_of_their_own() -> None:
    space = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    drawing = f'<w:p><w:r><w:drawing {space}><wp:docPr id="1" name="a"/></w:drawing></w:r></w:p>'
    out = filled(docx(p("{%p for n in noi_nhan %}") + drawing + p("{{ n }}") + p("{%p endfor %}")))
    assert 'docPr id="1"' in part(out)
    assert 'docPr id="2"' in part(out)


def test_the_package_opens_in_another_reader() -> None:
    import docx as python_docx

    document = python_docx.Document(io.BytesIO(filled(TEMPLATES["rows"])))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][1] == ["1. Lúa nước", "120,5"]
    assert document.core_properties.title == "Kế hoạch"


def test_a_report_becomes_the_context_that_templates_know() -> None:
    column = {"ma": "ten", "ten": "Tên", "rong": 40}
    layout = TableLayout.model_validate({"ma": "trong_trot", "ten": "Trồng trọt", "cot": [column]})
    rows = (Row({"ten": Cell("Lúa")}, "nhom"), Row({"ten": Cell("[chưa có]", missing=True)}))
    report = Report(
        form=Form.model_validate({"source": "proposed", "ma": "ke-hoach", "ten": "Kế hoạch", "loai_van_ban": "KH"}),
        title="Kế hoạch",
        fields={"nam_y": "2025", "van_ban": {"co_quan": "ỦY BAN NHÂN DÂN XÃ NẬM THOONG", "trich_yeu": "Phát triển"}},
        tables={"trong_trot": Table(layout, rows, ("Do làm tròn số.",))},
        blocks={"I.I.1": Text((Paragraph((Run("Đoạn."),)),))},
        figures={"ho_ngheo": Cell("[chưa có]", missing=True)},
        debts=(Debt("Lao động", "Hộ nghèo", date(2024, 5, 24), ()),),
        day=date(2024, 12, 5),
    )
    template = docx(
        p("{{ nam_y }}: {{ so('ho_ngheo') }}") + p("{{p muc['I.I.1'] }}") + p("{{ ghi_chu.trong_trot[0] }}")
        + p("{%p for d in bang.trong_trot %}") + p("{{ d.loai }} {{ d.ten }}") + p("{%p endfor %}")
        + p("{% for n in no_so_lieu %}{{ n.don_vi }}, {{ n.so_lieu }}, {{ n.han }}{% endfor %}")
    )  # fmt: skip
    out = render(report, prepare(template, "ke-hoach.docx"))
    wanted = ["2025: [chưa có]", "Đoạn.", "Do làm tròn số.", "nhom Lúa", "dong [chưa có]", "Lao động, Hộ nghèo, 24/05/2024"]
    assert texts(out) == wanted
    assert part(out).count("yellow") == 2
    core = part(out, "docProps/core.xml")
    assert "2024-12-05T00:00:00Z" in core
    assert "XÃ NẬM THOONG" in core


@pytest.mark.parametrize("inside", ["(" * 400 + "1" + ")" * 400, "1 + " * 5_000 + "1", "nam_y" + ".a" * 3_000])
def test_what_is_too_deep_for_the_compiler_is_a_fault_of_its_paragraph(inside: str) -> None:
    with pytest.raises(TemplateError) as refused:
        filled(docx(p("Đoạn đầu {{ nam_y }}") + p(f"Đoạn hai {{{{ {inside} }}}}")))
    assert "Đoạn hai" in refused.value.problem.location.place


def test_a_broken_result_is_told_with_the_name_of_its_template() -> None:
    with pytest.raises(OutputError) as refused:
        filled(docx(p("{{ nam_y }}"), header=p("{{ '\\ud800' }}")))
    assert str(refused.value.problem.location) == "mau.docx, phần word/header.xml"
