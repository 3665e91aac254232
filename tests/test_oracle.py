"""docxtpl as oracle: for every template that our renderer accepts, the text equals that of stock docxtpl.

Shapes (a field, rows, a condition …) are combined by Hypothesis into documents with header, footer, notes and nested tables;
each also stands alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined

from sedp_docs.problems import OutputError
from sedp_docs.read.preflight import check_docx
from sedp_docs.write.fill import Properties, fill, parts_for
from sedp_docs.write.sandbox import Figures
from sedp_docs.write.template import prepare
from tests.docx_builder import docx, p, part, table, texts
from tests.hostile.places import FILLED

ROWS = [
    {"ten": "Lúa nước", "loai": "dong", "so": 120, "con": [{"ten": "vụ xuân"}, {"ten": "vụ mùa"}]},
    {"ten": "Ngô & sắn", "loai": "con", "so": 0, "con": []},
    {"ten": "a < b > c \"d\" 'e' {{ f }} {% g %} {# h #}", "loai": "con", "so": 7, "con": [{"ten": "]]> &amp; &lt;"}]},
    {"ten": "Tổng\ncộng\tlại", "loai": "tong", "so": 127, "con": [{"ten": "hết"}]},
]
FIGURES = {"ho": "1.234", "ty_le": "10,5%"}
CONTEXT: dict[str, Any] = {
    "nam_y": "2025",
    "don_vi": {"ten": "Nậm Thoong", "loai": "xã", "cap": {"tren": "huyện Phìn Ngàn"}},
    "bang": {"cay": ROWS, "rong": []},
    "noi_nhan": ["- Thường trực HĐND xã;", "- Các thôn & tổ;", "- Lưu: VT."],
    "so": FIGURES.__getitem__,
    "co": True,
    "khong": False,
    "dem": 3,
    "trong": "",
}
PARTS = ("word/document.xml", "word/header.xml", "word/footer.xml", "word/footnotes.xml", "word/endnotes.xml")

FIELDS = (
    "{{ nam_y }}", "{{nam_y}}", "{{ don_vi.ten }}", "{{ don_vi['loai'] }}", "{{ don_vi.cap.tren }}", "{{ bang.cay[1].ten }}",
    "{{ bang.cay[2].ten }}",
    "{{ bang['cay'][0]['con'][1].ten }}", "{{ noi_nhan[0] }}", "{{ noi_nhan[-1] }}", "{{ so('ho') }}",
    "{{ so(&quot;ty_le&quot;) }}", "{{ so(“ho”) }}",
    "{{ so(‘ho’) }}", "{{ dem }}", "{{ dem + 1 }}", "{{ dem * 2 - 1 }}", "{{ 7 // 2 }}", "{{ 7 % 4 }}", "{{ trong }}",
    "{{ nam_y ~ '/' ~ dem }}",
    "{{ nam_y|upper }}", "{{ don_vi.ten|lower }}", "{{ don_vi.ten|capitalize }}", "{{ noi_nhan|join(' ') }}",
    "{{ noi_nhan|length }}",
    "{{ noi_nhan|first }}", "{{ noi_nhan|last }}", "{{ noi_nhan|reverse|first }}", "{{ noi_nhan|sort|join(', ') }}",
    "{{ ' a '|trim }}",
    "{{ trong|default('không có', true) }}", "{{ don_vi.la|default('chưa') }}", "{{ don_vi['la']|d('chưa') }}",
    "{{ bang.cay|selectattr('loai', 'eq', 'con')|list|count }}",
    "{{ bang.cay|rejectattr('so')|list|length }}", "{{ bang.rong|length }}", "{{ 'có' if co else 'không' }}",
    "{{ 'x' if khong else 'y' }}",
    "{{ nam_y if dem &gt; 2 and not khong else '' }}", "{{ 'có' if dem in [1, 2, 3] }}", "{{ 'a' 'b' }}",
    "{{ range(4)|join('-') }}", "{{ range(2, 9, 3)|list|last }}", "{% if co %}a{% else %}b{% endif %}",
    "{% if khong %}a{% elif dem == 3 %}b{% endif %}",
    "{% if la is defined %}a{% else %}b{% endif %}", "{% if dem is odd %}lẻ{% endif %}",
    "{% if trong is string and trong == '' %}rỗng{% endif %}",
    "{% for n in noi_nhan %}{{ n }}{% if not loop.last %} | {% endif %}{% endfor %}",
    "{% for n in bang.rong %}x{% else %}trống{% endfor %}",
    "{% for d in bang.cay if d.so %}{{ loop.index }}:{{ d.ten }} {% endfor %}",
    "{% for k, v in don_vi|items %}{{ k }}{% endfor %}",
    "{% for i in range(3) %}{{ loop.cycle('a', 'b') }}{{ loop.revindex0 }}{% endfor %}",
    "{% for d in bang.cay %}{{ loop.previtem.ten if not loop.first else '-' }};{% endfor %}",
    "{% for d in bang.cay %}{% for c in d.con %}{{ loop.index }}/{{ loop.length }} {{ c.ten }}{% endfor %}. {% endfor %}",
    "{% set a = nam_y %}{{ a }}", "{% set a, b = dem, nam_y %}{{ b }}{{ a }}",
    "{% set a %}[{{ nam_y }} &amp; {{ bang.cay[1].ten }}]{% endset %}{{ a }}",
    "{% set n = namespace(t=0) %}{% for d in bang.cay %}{% set n.t = n.t + d.so %}{% endfor %}{{ n.t }}",
    "{% with a = dem %}{{ a }}{% endwith %}",
    "a {#- chú thích -#} b", "{# chú thích #}c", "a {{- nam_y -}} b", "x {%- if co %} y {%- endif %} z",
    "{% raw %}{{ thô }}{% endraw %}", "{_{ in ngoặc }_}",
    "{_% a %_}", "&amp; &lt;b&gt; &quot;c&quot;", "5 &lt; 6 {% if 5 &lt; 6 %}đúng{% endif %}",
    "{% if dem &gt; 2 %}lớn{% endif %}", "50% {{ dem }}%", "{a} {b{c}}",
    "{{ nam_y }}{{ nam_y }}", "  giữ   khoảng trắng  ", "", "Chữ thường không thẻ.",
)  # fmt: skip
"""What may stand in a paragraph, alone or with others."""
_TRIMS = re.compile(r"\{[{%#]-|-[}%#]\}")
NOTES = tuple(field for field in FIELDS if not re.search("[&“‘]|_[{}%]|[{%]_", field))
"""What may stand in a note: docxtpl does not prepare the tags of notes as it does others."""


def cut(text: str, places: Sequence[int]) -> str:
    """Return the paragraph of a text as Word saves it: cut into runs anywhere, tags too."""
    whole = re.sub(r"&(\w+);", lambda found: "\0" + found.group(1) + "\1", text)
    points = sorted({0, len(whole), *(place % (len(whole) + 1) for place in places)})
    pieces = [whole[a:b] for a, b in pairwise(points)]
    if _TRIMS.search(whole) or any(piece.count("\0") != piece.count("\1") for piece in pieces):
        pieces = [whole]
    return p(*(piece.replace("\0", "&").replace("\1", ";") for piece in pieces or [""]))


def block(text: str, kind: str) -> str:
    """Return a shape around a paragraph's text."""
    inner = p(text)
    shapes = {
        "paragraph": inner,
        "paragraphs by a loop": p("{%p for m in noi_nhan %}") + p("{{ loop.index }}. {{ m }}") + inner + p("{%p endfor %}"),
        "paragraphs by a condition": p("{%p if co %}") + inner + p("{%p else %}") + p("không in") + p("{%p endif %}"),
        "nothing": p("{%p if khong %}") + inner + p("{%p endif %}") + p("sau"),
        "conditions in a loop": p("{%p for m in bang.cay %}") + p("{%p if m.so %}") + p("{{ m.ten }}") + inner
        + p("{%p endif %}") + p("{%p endfor %}"),
        "cell": table(("a", text), (text, "b")),
        "rows": table(("Tên", "Số"), ("{%tr for m in bang.cay %}", ""), ("{{ m.ten }}", text), ("{%tr endfor %}", "")),
        "rows by kind": table(
            ("{%tr for m in bang.cay %}",), ("{%tr if m.loai == 'con' %}",), (text,), ("{%tr else %}",), ("{{ m.so }}",),
            ("{%tr endif %}",), ("{%tr endfor %}",),
        ),
        "rows in rows": table(
            ("{%tr for m in bang.cay %}",), ("{{ m.ten }}",), ("{%tr for c in m.con %}",), ("– {{ c.ten }}",), (text,),
            ("{%tr endfor %}",), ("{%tr endfor %}",),
        ),
        "table in a cell": table(("a", table(("{%tr for m in bang.cay %}",), (text,), ("{%tr endfor %}",)) + p("cuối"))),
        "table in a loop": p("{%p for m in noi_nhan %}") + table(("{{ m }}", text)) + p("{%p endfor %}"),
        "run tag": p("a", "{%r if co %}", "b", "{%r endif %}") + inner,
        "merged paragraphs": p("{% if co -%}") + inner + p("{%- endif %}"),
        "text box": "<w:p><w:r><w:pict><w:txbxContent>" + inner + "</w:txbxContent></w:pict></w:r></w:p>",
        "content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        "link": f'<w:p><w:hyperlink w:anchor="a"><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:hyperlink></w:p>',
        "bold": f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r><w:r><w:tab/><w:br/></w:r></w:p>',
    }  # fmt: skip
    return shapes[kind]


KINDS = (
    "paragraph", "paragraphs by a loop", "paragraphs by a condition", "nothing", "conditions in a loop", "cell", "rows",
    "rows by kind", "rows in rows",
    "table in a cell", "table in a loop", "run tag", "merged paragraphs", "text box", "content control", "link", "bold",
)  # fmt: skip


def ours(template: bytes) -> bytes:
    """Fill as `build --templates` does."""
    check_docx(template, "mau.docx")
    ready = prepare(template, "mau.docx")
    return fill(ready, {**CONTEXT, "so": Figures(FIGURES)}, parts_for(ready), Properties())


def stock(template: bytes) -> bytes:
    """Fill by docxtpl itself."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(CONTEXT, Environment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed(document: bytes) -> dict[str, list[str]]:
    """Return the text of every part, paragraph by paragraph."""
    listed = part(document, "[Content_Types].xml")
    return {name: texts(document, name) for name in PARTS if f'"/{name}"' in listed}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_prints_what_docxtpl_prints(field: str) -> None:
    template = docx(p(f"trước {field} sau"))
    assert printed(ours(template)) == printed(stock(template))


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_prints_what_docxtpl_prints(kind: str) -> None:
    template = docx(p("đầu") + block("{{ nam_y }} {{ bang.cay[2].ten }}", kind) + p("cuối"))
    assert printed(ours(template)) == printed(stock(template))


@pytest.mark.parametrize("place", [place for place in FILLED if place != "endnote"])  # stock docxtpl leaves those alone
def test_a_place_prints_what_docxtpl_prints(place: str) -> None:
    template = FILLED[place]("{{ bang.cay[1].ten }} {% for n in noi_nhan %}{{ n }}{% endfor %}")
    assert printed(ours(template)) == printed(stock(template))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=st.lists(
        st.tuples(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3), st.sampled_from(KINDS)), min_size=1, max_size=4
    ),
    others=st.tuples(st.sampled_from(FIELDS), st.sampled_from(FIELDS), st.sampled_from(NOTES)),
    cuts=st.lists(st.integers(0, 200), max_size=6),
)
def test_any_document_of_these_prints_what_docxtpl_prints(
    body: list[tuple[list[str], str]], others: tuple[str, str, str], cuts: list[int]
) -> None:
    inside = "".join(block(" ".join(fields), kind) for fields, kind in body)
    head, foot, note = others
    notes = f'<w:footnote w:id="1">{p(note)}</w:footnote>'
    template = docx(inside + cut(head, cuts), header=cut(head, cuts), footer=p(foot), footnotes=notes)
    try:
        mine = ours(template)
    except OutputError:
        reject()  # {%- takes the end of a table before it along: docxtpl writes a broken file, we refuse
    try:
        theirs = stock(template)
    except TypeError:
        reject()  # or takes a cell along, and docxtpl stumbles over the columns that are left
    assert printed(mine) == printed(theirs)
