"""What is measured: a synthetic report ("job A") and the sample's own plan report, each as a template and a context."""

from __future__ import annotations

import dataclasses
import functools
import io
import json
import pathlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import xlsxwriter
from docx import Document

from sedp_docs.read.catalogs import load_layout
from sedp_docs.report.types import Report
from sedp_docs.rules import Case
from sedp_docs.text import number
from sedp_docs.workbook.fill import plan_book
from sedp_docs.workbook.grid import Book
from sedp_docs.write.fill import Properties, parts_for
from sedp_docs.write.pack import unzipped
from sedp_docs.write.parts import Parts
from sedp_docs.write.template import Template, prepare
from tests.docx_builder import docx, p, table, zipped

if TYPE_CHECKING:
    from sedp_docs.app.cases import Opened

ROOT = pathlib.Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "commune.yaml"
WORDS = """phát triển kinh tế - xã hội năm 2025 của xã tiếp tục tăng trưởng khá & ổn định, tỷ lệ hộ nghèo giảm còn < 5 %
so với kế hoạch"""
PROPERTIES = Properties("Kế hoạch")


@dataclass(frozen=True)
class Job:
    """A document to make: the template's bytes, and a maker of the context (and of the parts it refers to)."""

    name: str
    content: bytes
    context: Callable[[Parts], dict[str, Any]]
    properties: Properties = PROPERTIES

    @property
    def template(self) -> Template:
        """Return the prepared template (from memory after the first time)."""
        return prepare(self.content, self.name)


def job_a() -> Job:
    """30 headings, 60 paragraphs, tables of 116x8, 60x12 and six of 20x6; header with a tag."""
    chance = random.Random(1)
    sections = [{"ten": _sentence(chance, 8), "dau": _sentence(chance, 40), "sau": _sentence(chance, 40)} for _ in range(30)]
    sizes = {"a": (116, 8), "b": (60, 12)} | {f"c{n}": (20, 6) for n in range(6)}
    tables = {name: rows(chance, *size) for name, size in sizes.items()}
    text = p("{%p for m in muc %}") + p("{{ m.ten }}", style="Heading1") + p("Năm {{ nam_y }}: {{ m.dau }}") + p("{{ m.sau }}")
    body = text + p("{%p endfor %}") + "".join(row_template(name, columns) for name, (_, columns) in sizes.items())
    context = {"nam_y": "2025", "muc": sections, "bang": tables}
    return Job("job A", _in_word_file(body), lambda _: context)


def _in_word_file(body: str) -> bytes:
    """Return a Word file with all that Word's own have (styles, theme, settings …), by python-docx's default template."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Kế hoạch năm {{ nam_y }}"
    document.sections[0].footer.paragraphs[0].text = "Năm {{ nam_y }}"
    document.add_paragraph("THÂN BÀI")
    out = io.BytesIO()
    document.save(out)
    parts = unzipped(out.getvalue())
    xml = parts["word/document.xml"].decode()
    start = xml.rindex("<w:p>", 0, xml.index("THÂN BÀI"))
    end = xml.index("</w:p>", start) + len("</w:p>")
    parts["word/document.xml"] = (xml[:start] + body + xml[end:]).encode()
    return zipped(parts)


def long_table(count: int) -> Job:
    """One table of `count` rows and 8 columns."""
    context = {"bang": {"a": rows(random.Random(1), count, 8)}}
    return Job(f"{count} rows", docx(row_template("a", 8)), lambda _: context)


def sample() -> Job:
    """The plan report of samples/commune.yaml without its charts."""
    from sedp_docs.app.reports import report_of
    from sedp_docs.read.templates import template_bytes
    from sedp_docs.write import word

    opened, case = _opened()
    report = dataclasses.replace(report_of(case, opened.debts, case.catalog.forms["ke-hoach"]), charts={})
    pictures = opened.pictures
    content = template_bytes("ke-hoach", case.plan.level, case.plan.procedure)
    return Job("sample", content, lambda parts: word.context(report, parts, pictures))


@functools.cache
def _opened(plan: pathlib.Path = SAMPLE) -> tuple[Opened, Case]:
    from sedp_docs.app.cases import open_plan

    opened = open_plan(plan)
    assert opened.case is not None
    return opened, opened.case


def write_dossier_contexts(plan: pathlib.Path, folder: pathlib.Path) -> int:
    """Write context and template of each paper of a plan's dossier for the council, without charts; return how many."""
    from sedp_docs.app.reports import reports_of
    from sedp_docs.dossier import papers
    from sedp_docs.read.templates import template_bytes
    from sedp_docs.write import word

    folder.mkdir()
    opened, case = _opened(plan)
    ids = [paper.id for paper in papers(case.plan, case.catalog, "trinh") if paper.ours]
    for report in reports_of(case, {}, ids):
        content = template_bytes(report.form.id, case.plan.level, case.catalog.variant)
        parts = parts_for(prepare(content, report.form.id))
        context = word.context(dataclasses.replace(report, charts={}), parts, opened.pictures)
        context["so"] = {name: cell.text for name, cell in report.figures.items()}
        (folder / f"{report.name}.json").write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")
        (folder / f"{report.name}.docx").write_bytes(content)
    return len(ids)


def planners_book() -> Book:
    """Return the workbook of samples/commune.yaml, laid out."""
    return plan_book(_opened()[1].figures, load_layout())


def workbook(count: int) -> bytes:
    """Return a workbook of `count` rows: number, code, name, unit and eight columns of figures, a fifth of them still empty."""
    chance = random.Random(1)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Chỉ tiêu")
    look, figures = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.0"})
    for row in range(count):
        sheet.write_row(row, 0, [row + 1, f"ct_{row}", _sentence(chance, 8), chance.choice(("ha", "tấn", "hộ", "%"))], look)
        for column in range(4, 12):
            value = chance.randrange(10_000) / 10 if chance.random() < 0.8 else None
            sheet.write(row, column, value, figures)
    book.close()
    return out.getvalue()


def long_annex(count: int) -> Report:
    """Return the sample's indicator annex with `count` rows: the same rows again and again, percentages live."""
    from sedp_docs.app.reports import report_of

    opened, case = _opened()
    report = report_of(case, opened.debts, case.catalog.forms["bieu-chi-tieu"])
    table = report.tables["chi_tieu"]
    rows = tuple(islice(cycle(table.rows), count))
    return dataclasses.replace(report, tables={"chi_tieu": dataclasses.replace(table, rows=rows)})


def rows(chance: random.Random, count: int, columns: int) -> list[dict[str, str]]:
    """Return rows of formatted numbers."""
    return [{"loai": "dong"} | {f"c{column}": _number(chance) for column in range(columns)} for _ in range(count)]


def _number(chance: random.Random) -> str:
    return number(Decimal(chance.randrange(10**6)) / 10, 1)


def row_template(name: str, columns: int) -> str:
    """Return a table that prints `bang.<name>`, its cells formatted as ours are."""
    look = '<w:pPr><w:spacing w:before="20" w:after="20"/><w:jc w:val="right"/></w:pPr>'
    size = '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    cells = tuple(f"<w:p>{look}<w:r>{size}<w:t>{{{{ d.c{column} }}}}</w:t></w:r></w:p>" for column in range(columns))
    return table((f"{{%tr for d in bang.{name} %}}",), cells, ("{%tr endfor %}",))


def _sentence(chance: random.Random, words: int) -> str:
    known = WORDS.split()
    return " ".join(chance.choice(known) for _ in range(words))
