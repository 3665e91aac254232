"""What Word does to tags when a template is edited: each is read as it was meant, and the rest of the text stays."""

from __future__ import annotations

import re

import pytest

from sedp_docs.problems import TemplateError
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.language import clean_tag
from sedp_docs.write.fill import Properties, fill, parts_for
from sedp_docs.write.normalise import is_clean
from sedp_docs.write.pack import unzipped
from sedp_docs.write.template import prepare
from tests.docx_builder import W, docx, p, part, table, texts, zipped


def r(text: str, look: str = "") -> str:
    return f'<w:r w:rsidR="00A1"><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, *results: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{''.join(results)}{marks[2]}"


def ended(how: str, inside: str) -> str:
    """Return a paragraph whose end was deleted ("del") or inserted ("ins")."""
    return f'<w:p><w:pPr><w:rPr><w:{how} w:id="7"/></w:rPr></w:pPr>{inside}</w:p>'


SPELLING = '<w:proofErr w:type="spellStart"/>'
CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='năm'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
INSERTED = '<w:ins w:id="1" w:author="A">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'
PARAGRAPHS = {
    "split over runs": r("Năm {", "<w:b/>") + r("{ nam") + r("_y }", "<w:i/>") + r("} này"),
    "each letter a run": "".join(r(letter) for letter in "Năm {{ nam_y }} này"),
    "spelling marks inside": r("Năm {{ ") + SPELLING + r("nam_y") + SPELLING.replace("Start", "End") + r(" }} này"),
    "bookmark inside": r("Năm {{ na") + '<w:bookmarkStart w:id="5" w:name="x"/>' + r("m_y }} này") + '<w:bookmarkEnd w:id="5"/>',
    "language inside": r("Năm {{ nam_", '<w:lang w:val="vi-VN"/>') + r("y }} này", '<w:lang w:val="en-US"/>'),
    "comment inside": r("Năm {{ ") + '<w:commentRangeStart w:id="1"/>' + r("nam_y }} này") + '<w:commentRangeEnd w:id="1"/>'
    '<w:r><w:commentReference w:id="1"/></w:r>',
    "no-break spaces": r("Năm {{\u00a0nam_y\u202f}} này"),
    "tab": r("Năm {{") + "<w:r><w:tab/></w:r>" + r("nam_y }} này"),
    "line break": r("Năm {{ nam_y") + "<w:r><w:br/></w:r>" + r("}} này"),
    "soft hyphen": r("Năm {{ nam") + "<w:r><w:softHyphen/></w:r>" + r("_y }} này"),
    "zero-width space": r("Năm {{ nam_\u200by }} này"),
    "smart quotes": r("Năm {{ nam_y if nam_y != “” else ‘’ }} này"),
    "dash for minus": r("Năm {{ nam_y if 2 – 1 &gt; 0 }} này"),
    "no-break hyphen for minus": r("Năm {{ nam_y if 2 ") + "<w:r><w:noBreakHyphen/></w:r>" + r(" 1 &gt; 0 }} này"),
    "mathematical signs": r("Năm {{ nam_y if 2 ≥ 1 and 1 ≤ 2 and 1 ≠ 2 }} này"),
    "smart tag": r("Năm ") + '<w:smartTag w:element="date"><w:smartTagPr/>' + r("{{ nam_y }}") + "</w:smartTag>" + r(" này"),
    "control around": r("Năm ") + CONTROL.format(r("{{ nam_y }}")) + r(" này"),
    "control inside": r("Năm {{ ") + CONTROL.format(r("nam_y")) + r(" }} này"),
    "control over an edge": r("Năm ") + CONTROL.format(r("{{ nam")) + r("_y }} này"),
    "link over an edge": r("Năm {{ ") + '<w:hyperlink w:anchor="x">' + r("nam_y }} này") + "</w:hyperlink>",
    "link of a field over an edge": r("Năm {{ ") + field("HYPERLINK \\l x", r("nam_y }} này")),
    "simple field over an edge": r("Năm {{ ") + '<w:fldSimple w:instr=" PAGE ">' + r("nam_y }} này") + "</w:fldSimple>",
    "inserted": r("Năm {{ ") + INSERTED.format(r("nam_y }}")) + r(" này"),
    "deleted": r("Năm {{ nam_") + DELETED.format("x") + r("y }}") + DELETED.format(" cũ {{ x") + r(" này"),
    "moved": r("Năm ") + f"<w:moveFrom>{r('{{ cu }}')}</w:moveFrom><w:moveTo>{r('{{ nam_y }}')}</w:moveTo>" + r(" này"),
    "look changed": r("Năm {{ nam", '<w:b/><w:rPrChange w:id="5" w:author="A"><w:rPr/></w:rPrChange>') + r("_y }} này"),
    "page break remembered": r("Năm {{ nam") + "<w:r><w:lastRenderedPageBreak/></w:r>" + r("_y }} này"),
}  # fmt: skip


def filled(body: str, header: str = "") -> bytes:
    template = prepare(docx(body, header=header) if header else docx(body), "mau.docx")
    data = {"nam_x": "2024", "nam_y": "2025", "ds": ["a", "b"]}
    return fill(template, data, parts_for(template), Properties())


@pytest.mark.parametrize("inside", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_tag_is_read_as_it_was_meant(inside: str) -> None:
    assert "".join(texts(filled(f"<w:p>{inside}</w:p>"))) == "Năm 2025 này"


def test_other_text_keeps_its_signs_and_its_look() -> None:
    runs = r("“Năm”\u00a0– ", "<w:b/>") + r("{{ nam", "<w:i/>") + r("_y }} … “này”", "<w:u/>")
    out = part(filled(f"<w:p>{runs}</w:p>"))
    assert [run for run in re.findall(r"<w:rPr>(.*?)</w:rPr><w:t[^>]*>(.*?)</w:t>", out) if run[1]] == [
        ("<w:b/>", "“Năm”\u00a0– "), ("<w:i/>", "2025"), ("<w:u/>", " … “này”"),
    ]  # fmt: skip


def test_texts_inside_a_tag_keep_their_dashes_and_spaces() -> None:
    assert clean_tag("{{ a – “ – …\u00a0” ~ '—' }}") == "{{ a - \" – …\u00a0\" ~ '—' }}"


def test_paragraph_and_row_tags_split_over_runs_still_repeat() -> None:
    body = f"<w:p>{r('{%')}{r('p for x')}{SPELLING}{r(' in ds %}')}</w:p>{p('{{ x }}')}<w:p>{r('{%p end')}{r('for %}')}</w:p>"
    first, last = r("{%tr") + r(" for x in\u00a0ds %}"), r("{%tr endfor") + r(" %}")
    rows = table((f"<w:p>{first}</w:p>",), ("{{ x }}",), (f"<w:p>{last}</w:p>",))
    assert texts(filled(body + rows)) == ["a", "b", "a", "b"]


def test_a_picture_inside_a_tag_stays() -> None:
    drawing = '<w:r><w:drawing><a:x xmlns:a="urn:a"/></w:drawing></w:r>'
    out = part(filled(f"<w:p>{r('{{ nam')}{drawing}{r('_y }}')}</w:p>"))
    assert "<w:drawing>" in out
    assert "2025" in out


def test_tags_in_a_text_box_are_those_of_its_own_paragraphs() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ nam', '_x }}')}</w:txbxContent></w:pict></w:r>"
    out = part(filled(f"<w:p>{r('{{ nam')}{box}{r('_y }}')}</w:p>"))
    assert (out.count("2024"), out.count("2025")) == (1, 1)


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (p("một") + ended("del", DELETED.format("hai")) + p("ba"), ["một", "ba"]),
        (ended("del", r("một ")) + p("hai"), ["một hai"]),
        (ended("del", r("một ")) + ended("del", r("hai ")) + p("ba"), ["một hai ba"]),
        (ended("ins", INSERTED.format(r("một"))) + p("hai"), ["một", "hai"]),
        (table(("một",), ("hai",)).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>", 1), ["hai"]),
        (table(("một",), ("hai",)).replace("<w:tr>", "<w:tr><w:trPr><w:ins w:id='1'/></w:trPr>", 1), ["một", "hai"]),
        (table(("một",)).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>") + p("hai"), ["hai"]),
        (table(("một", "hai")).replace("<w:tcPr/>", "<w:tcPr><w:cellDel w:id='1'/></w:tcPr>", 1), ["hai"]),
    ],
    ids=["paragraph deleted", "its end", "two ends", "inserted", "row deleted", "row inserted", "table deleted", "cell deleted"],
)  # fmt: skip
def test_tracked_changes_are_accepted(body: str, left: list[str]) -> None:
    out = filled(body)
    assert texts(out) == left
    assert not re.search(r"<w:(ins|del|cellDel|moveFrom)\b", part(out))


def test_tracked_changes_in_a_header_without_tags_are_accepted() -> None:
    out = filled(p("{{ nam_y }}"), header=f"<w:p>{r('a')}{INSERTED.format(r('b'))}{DELETED.format('c')}</w:p>")
    assert texts(out, "word/header.xml") == ["ab"]
    assert "<w:ins" not in part(out, "word/header.xml")


def test_comments_do_not_reach_the_document() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    relation = '<Relationship Id="rId9" Type="http://x/comments" Target="comments.xml"/>'
    template = docx(p("{{ nam_y }}"), {"word/comments.xml": f"<w:comments {W}/>"}, relation)
    files = unzipped(template)
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode()
    )
    ready = prepare(zipped(files), "mau.docx")
    out = unzipped(fill(ready, {"nam_y": "2025"}, parts_for(ready), Properties()))
    assert "word/comments.xml" not in out
    assert not [name for name, data in out.items() if b"comments" in data]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Năm { { nam_y } }", "“{ {”"),
        ("Năm { % if nam_y %}", "“{ {”"),
        ("Năm {{ nam_y", "không đóng trong cùng đoạn"),
        ("Năm {{ nam_y }", "không đóng trong cùng đoạn"),
        ("Năm {% if nam_y }}", "không đóng trong cùng đoạn"),
    ],
)
def test_what_nobody_can_guess_is_told_with_its_paragraph(text: str, said: str) -> None:
    with pytest.raises(TemplateError) as refused:
        filled(p("đầu") + p(text))
    assert said in refused.value.problem.message
    assert f"đoạn “{text}”" in refused.value.problem.location.place


@pytest.mark.parametrize("id", ["ke-hoach", "khung-ke-hoach", "khung-tddg", "bieu-chi-tieu", "thay-doi"])
def test_our_own_templates_need_no_cleaning(id: str) -> None:
    files = unzipped(template_bytes(id, "commune", "lao-cai"))
    assert [name for name, data in files.items() if re.search(r"document|header|footnotes", name) and not is_clean(data)] == []
