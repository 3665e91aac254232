"""Word templates: ours and small ones, broken in all the ways that a disk, a hand or an enemy breaks them."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

from sedp_docs.problems import Problem, ReadError, TemplateError
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.preflight import check_docx
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.types import Report
from sedp_docs.write.word import prepare, render
from tests.docx_builder import docx, p, table, zipped
from tools.fuzz.mutate import bytes_changed, text_changed, xml_changed
from tools.fuzz.plans import EXAMPLE, opened

OURS = ("ke-hoach", "khung-ke-hoach", "khung-tddg", "bieu-chi-tieu")
SMALL = (
    docx(p("Năm {{ nam_y }} của {{ don_vi.ten_day_du }}") + p("{{ so('ty_le_ho_ngheo.kh') }}"), header=p("{{ nam_x }}")),
    docx(
        p("{%p for n in van_ban.can_cu %}") + p("{{ loop.index }}. {{ n }}") + p("{%p endfor %}"),
        footnotes=f'<w:footnote w:id="1">{p("{{ don_vi.loai }}")}</w:footnote>', footer=p("{% if nam_y %}a{% endif %}"),
    ),
    docx(table(("Mã", "Tên"), ("{%tr for d in bang.chi_tieu %}",), ("{{ loop.index }}", "{{ d.ten }}"), ("{%tr endfor %}",))),
    docx(p("{{p muc['I.I.1'] }}") + p("{% set a = nam_y ~ '/' ~ nam_x %}{{ a|upper }}{%- if a %} x {%- endif %}")),
)  # fmt: skip
TAGS = (
    "{{ nam_y }}", "{{ x }}", "{{ ''.__class__ }}", "{{ nam_y.a.b }}", "{{ 1/0 }}", "{{ nam_y * 99 }}",
    "{{ bang.chi_tieu[99].ten }}",
    "{{ so('khong_co') }}", "{{ so() }}", "{{ so(1,2) }}", "{{ range(10**9) }}", "{{ nam_y|nosuch }}", "{{ nam_y|join }}", "{{",
    "}}", "{%",
    "%}", "{#", "#}", "{% for a in nam_y %}", "{% for a in b %}", "{% endfor %}", "{% if nam_y %}", "{% else %}", "{% elif %}",
    "{% endif %}",
    "{%tr for d in bang.chi_tieu %}", "{%tr endfor %}", "{%p if nam_y %}", "{%p endif %}", "{{p nam_y }}", "{{r nam_y }}",
    "{{p muc }}",
    "{{p muc['I.I.1'] }}", "{%tc a %}", "{% hm %}", "{% raw %}", "{% endraw %}", "{% set a %}", "{% endset %}",
    "{% set x.y = 1 %}",
    "{% include 'a' %}", "{% macro a() %}{% endmacro %}", "{% do x %}", "{{ nam_y[::2] }}", "{{ nam_y[nam_y] }}", "{{ {}[[]] }}",
    "{{ (1,2,3)|sort|join(bang) }}", "{{ namespace(a=1).a }}", "{{ loop.index }}", "{{ 9**9**9 }}", "{{ nam_y if nam_y }}",
    "{{ none }}",
    "{{ 'a' 'b' }}", "{{ '\\ud800' }}", "{{ '\\x00' }}", "{{ -nam_y }}", "{{ not x }}", "{{ nam_y is divisibleby(0) }}", "{_{",
    "}_}", "{{{{",
    "{% for i in range(20000) %}{% for j in range(20000) %}{{ i }}{% endfor %}{% endfor %}", "{{- nam_y -}}", "{%- if 1 -%}",
    "{{ ((((((((((nam_y)))))))))) }}", "{{ " + "(" * 500 + "1" + ")" * 500 + " }}", "{{ " + "not " * 3_000 + "1 }}",
    "{{ nam_y" + ".a" * 2_000 + " }}",
    "{{ " + "1+" * 5_000 + "1 }}", "{% if 1 %}" * 100 + "{% endif %}" * 100, "{{ '" + "a" * 100_000 + "' }}", "{{ nam_y }}" * 300,
)  # fmt: skip
_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")


@cache
def reports() -> Mapping[str, Report]:
    """Return the reports of a short plan, by document."""
    return opened(EXAMPLE.read_bytes()).reports


@cache
def _ours(name: str) -> bytes:
    return template_bytes(name, "commune", "lao-cai")


def content(chance: random.Random) -> bytes:
    """Return a broken template."""
    base = chance.choice(SMALL) if chance.random() < 0.5 else _ours(chance.choice(OURS))
    match chance.randrange(10):
        case 0:
            return bytes_changed(base, chance)
        case 1:
            return base[: chance.randrange(len(base))]
        case 2 | 3:
            return zip_changed(base, chance)
        case _:
            return _parts_changed(base, chance)


def run(template: bytes) -> tuple[bool, list[Problem]]:
    """Take a template through its door and render it; the result must pass the same door."""
    name = "mẫu của tôi.docx"
    check_docx(template, name, TemplateError)
    out = render(reports()["ke-hoach"], prepare(template, name))
    try:
        check_docx(out, "văn bản.docx")
        paragraph_texts(out, "văn bản.docx")
    except ReadError as error:
        raise RuntimeError(f"what we made does not pass our own door: {error.problem}") from error
    return True, []


def _parts_changed(base: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(base)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(chance.choice((1, 1, 1, 3))):
        name = "word/document.xml" if chance.random() < 0.6 else chance.choice(list(parts))
        parts[name] = _part_changed(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")
    return zipped(parts)


def _part_changed(xml: str, chance: random.Random) -> str:
    match chance.randrange(10):
        case 0 | 1 | 2:
            return xml_changed(xml, chance)
        case 3:
            return text_changed(xml, chance)
        case 4:
            return f"<!DOCTYPE a [<!ENTITY e 'x'>]>{xml}"
        case 5:
            return bytes_changed(xml.encode(), chance).decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode()
        case _:
            return _tags_changed(xml, chance)


def _tags_changed(xml: str, chance: random.Random) -> str:
    """Edit a tag, or put one into a text."""
    texts = list(_TEXT.finditer(xml))
    tags = list(_TAG.finditer(xml))
    if tags and chance.random() < 0.5:
        found = chance.choice(tags)
        new = chance.choice(
            (text_changed(found.group(), chance), "", found.group() * 2, chance.choice(tags).group(), chance.choice(TAGS))
        )
        return xml[: found.start()] + new + xml[found.end() :]
    if not texts:
        return xml
    found = chance.choice(texts)
    at = chance.randint(found.start(2), found.end(2))
    if chance.random() < 0.2:
        split = f'{found.group(3)}</w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">'
        return xml[:at] + split + xml[at:]
    return xml[:at] + chance.choice(TAGS).replace("&", "&amp;").replace("<", "&lt;") + xml[at:]


def zip_changed(base: bytes, chance: random.Random) -> bytes:
    """Change the zip itself: a header, what stands before or after, a member or its stream."""
    match chance.randrange(6):
        case 0:
            return _header_changed(base, chance)
        case 1:
            return bytes(chance.randrange(256) for _ in range(chance.randrange(600))) + base
        case 2:
            return base + bytes(chance.randrange(256) for _ in range(chance.randrange(70_000)))
        case 3:
            return _member_added(base, chance)
        case 4:
            return _stream_changed(base, chance)
        case _:
            return _member_dropped(base, chance)


def _header_changed(base: bytes, chance: random.Random) -> bytes:
    """Change a field of one header: sizes, offsets, method, flags, checksum, name."""
    data = bytearray(base)
    starts = [found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", base)]
    at = chance.choice(starts) + chance.randrange(4, 46)
    value = chance.choice((0, 1, 8, 12, 99, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(1 << 32)))
    form, width = chance.choice((("<B", 1), ("<H", 2), ("<L", 4)))
    data[at : at + width] = struct.pack(form, value & ((1 << 8 * width) - 1))
    return bytes(data)


def _member_added(base: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO(base)
    name = chance.choice(("word/document.xml", "WORD/document.xml", "../a.xml", "/a.xml", "a\\b.xml", "con", "a" * 3_000, "word/",
                          "ế.xml", "word/vbaProject.bin", "word/header1.xml", "docProps/core.xml", "_rels/.rels"))  # fmt: skip
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))) as package:
        warnings.simplefilter("ignore")
        package.writestr(name, chance.choice((b"", b"<a/>", b"\x00" * 1_000_000, b"<!DOCTYPE a><a/>")))
    return out.getvalue()


def _member_dropped(base: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(base)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    del parts[chance.choice(list(parts))]
    return zipped(parts)


def _stream_changed(base: bytes, chance: random.Random) -> bytes:
    """Let the document be another deflate stream of the same length: broken, longer or shorter than its header says."""
    with zipfile.ZipFile(io.BytesIO(base)) as package:
        info = next(each for each in package.infolist() if each.filename in ("word/document.xml", "xl/worksheets/sheet1.xml"))
    at = info.header_offset + 30 + len(info.filename)
    new = zlib.compress(b"<a>" + b" " * chance.choice((0, 1_000, 5_000_000)) + b"</a>", 9)[2:-4]
    body = (new + bytes(info.compress_size))[: info.compress_size]
    return base[:at] + body + base[at + info.compress_size :]
