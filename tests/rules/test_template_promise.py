"""The promise of a clean check: what the rules pass, the renderer prints. Random templates, the renderer as oracle."""

from __future__ import annotations

import random

from sedp_docs.problems import SedpError
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.templatefile import read_template
from sedp_docs.report.sample import sample_report
from sedp_docs.rules.template import Case, check_template
from sedp_docs.write.template import prepare
from sedp_docs.write.word import render
from tests.docx_builder import docx, p, table

CATALOG = load_catalog("lao-cai", "commune")
FORM = CATALOG.forms["thay-doi"]
BLOCKS = [
    ("{%p if nam_x %}", "{%p endif %}"),
    ("{%p for d in bang.thay_doi %}", "{%p endfor %}"),
    ("{% if nam_x %}", "{% endif %}"),
    ("{% for d in bang.thay_doi %}", "{% endfor %}"),
    ("{%tr for d in bang.thay_doi %}", "{%tr endfor %}"),
    ("{% set b %}", "{% endset %}"),
    ("{%r if nam_x %}", "{%r endif %}"),
    ("{%- if nam_y %}", "{%- endif %}"),
    ("{% raw %}", "{% endraw %}"),
    ("{% filter upper %}", "{% endfilter %}"),
    ("{% with z=nam_x %}", "{% endwith %}"),
]
PIECES = [
    *(tag for block in BLOCKS for tag in block), "chữ ", "{{ nam_x }}", "{{ d.cu }}", "{{ d.stt | upper }}", "{% else %}",
    "{%p else %}", "{%tr else %}", "{{p gach.co_quan }}", "{% set a = 1 %}", "{{ a }}", "{{ b }}", "{{ z }}", "{{ loop.index }}",
    "{{ van_ban.can_cu }}", "{# x #}", "{{ so('ty_le_bhyt') }}",
]  # fmt: skip
ROUNDS = 1_500


def line(dice: random.Random) -> str:
    opening, closing = dice.choice(BLOCKS[2:4]) if dice.random() < 0.35 else ("", "")
    return p(opening + "".join(dice.choice(PIECES) for _ in range(dice.randint(0, 2))) + closing)


def rows(dice: random.Random) -> str:
    inside = [tuple(dice.choice([*PIECES, *["x"] * 20]) for _ in range(2)) for _ in range(dice.randint(1, 3))]
    looped = [("STT",), (BLOCKS[4][0],), *inside, (BLOCKS[4][1],)]
    return table(*(looped if dice.random() < 0.6 else inside))


def body(dice: random.Random) -> str:
    out = ""
    for _ in range(dice.randint(1, 4)):
        opening, closing = map(p, dice.choice(BLOCKS[:2]))
        out += dice.choice([rows(dice), opening + line(dice) + closing, line(dice), line(dice)])
    return out


def test_a_template_without_an_error_is_printed() -> None:
    dice, passed = random.Random(20250101), 0
    for _ in range(ROUNDS):
        content = docx(body(dice))
        template = read_template(content, "thay-doi.docx")
        if any(found.problem.severity == "error" for found in check_template(template, FORM, CATALOG)):
            continue
        passed += 1
        figures = Case(template, FORM, CATALOG).figures
        try:
            for full in (True, False):
                render(sample_report(FORM, CATALOG, figures, full=full), prepare(content, "thay-doi.docx"))
        except SedpError as error:
            raise AssertionError([paragraph.text for paragraph in template.paragraphs]) from error
    assert passed > ROUNDS // 30
