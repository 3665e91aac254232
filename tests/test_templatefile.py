"""A Word template as rules see it: paragraphs with places a reader can count to, tags, and what reaches outside."""

from __future__ import annotations

import pytest

from sedp_docs.problems import ReadError
from sedp_docs.read.catalogs import templates_root
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.templatefile import read_template
from sedp_docs.report.template import Paragraph, TemplateFile, split_tags
from tests.docx_builder import OFFICE, docx, p, table

BOX = (
    '<w:p><w:r><w:t>trước </w:t></w:r><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
    "<w:p><w:r><w:t>{{ nam_x }}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)


def read(body: str, **texts: str) -> TemplateFile:
    return read_template(docx(body, None, "", **texts), "mau.docx")


def paragraphs(body: str, **texts: str) -> list[Paragraph]:
    return [paragraph for paragraph in read(body, **texts).paragraphs if paragraph.text]


def places(body: str, **texts: str) -> list[tuple[str, str]]:
    return [(paragraph.place, paragraph.text) for paragraph in paragraphs(body, **texts)]


def test_places_are_those_of_every_other_message() -> None:
    content = (templates_root() / "commune" / "ke-hoach.docx").read_bytes()
    ours = [(p.place.split(", đoạn")[0] if p.cells else p.place) for p in read_template(content, "x").paragraphs if p.text]
    assert list(dict.fromkeys(ours)) == [place for place, _ in paragraph_texts(content)]


def test_paragraphs_of_a_cell_are_counted_when_there_are_several() -> None:
    body = table(("a", p("b") + p("") + p("c"))) + p("d")
    assert places(body) == [
        ("bảng 1, dòng 1, cột 1", "a"),
        ("bảng 1, dòng 1, cột 2, đoạn 1", "b"),
        ("bảng 1, dòng 1, cột 2, đoạn 2", "c"),
        ("đoạn 1", "d"),
    ]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    inner, outer = paragraphs(table((table(("trong",)) + p("ngoài"),)))
    assert (inner.place, inner.cells) == ("bảng 2, dòng 1, cột 1", ((1, 1, 1), (2, 1, 1)))
    assert (outer.place, outer.cells) == ("bảng 1, dòng 1, cột 1", ((1, 1, 1),))


def test_headers_footers_and_notes_come_after_the_document() -> None:
    found = places(p("thân"), footer=p("chân"), header=p("đầu"), footnotes=f'<w:footnote w:id="1">{p("chú")}</w:footnote>')
    assert found == [
        ("đoạn 1", "thân"),
        ("chân trang, đoạn 1", "chân"),
        ("chú thích cuối trang, đoạn 1", "chú"),
        ("đầu trang, đoạn 1", "đầu"),
    ]


def test_a_text_box_has_paragraphs_of_its_own() -> None:
    assert places(BOX) == [("đoạn 1", "trước"), ("đoạn 1, hộp chữ, đoạn 1", "{{ nam_x }}")]


def test_text_is_as_if_changes_were_accepted() -> None:
    deleted_row = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p("x")}</w:tc></w:tr>'
    body = (
        "<w:p><w:del><w:r><w:delText>cũ {{</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom></w:p>" + table(("giữ",)).replace("</w:tbl>", f"{deleted_row}</w:tbl>")
    )
    assert [text for _, text in places(body)] == ["mới", "giữ"]


def test_comments_and_fields_are_not_text() -> None:
    (paragraph,) = paragraphs(
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PA</w:instrText></w:r>'
        '<w:r><w:instrText>GE </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>2</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert (paragraph.text, paragraph.codes) == ("2", (" PAGE ",))


def test_index_counts_every_paragraph_of_the_part() -> None:
    assert [paragraph.index for paragraph in paragraphs(p("a") + p("") + table(("b",)) + BOX)] == [0, 2, 3, 4]


def test_tags_are_split_with_kind_level_and_body() -> None:
    tags, strays = split_tags("a {{ nam_x }}{%p if x %}{%tr endfor %}{%- set a = “b” -%}{# ghi chú #}{{p muc['I'] }}{{r x}}")
    assert [(tag.kind, tag.level, tag.body) for tag in tags] == [
        ("print", "", "nam_x"),
        ("do", "p", "if x"),
        ("do", "tr", "endfor"),
        ("do", "", 'set a = "b"'),
        ("note", "", "ghi chú"),
        ("print", "p", "muc['I']"),
        ("print", "r", "x"),
    ]
    assert strays == ()
    assert [tag.merges for tag in tags] == [False, False, False, True, False, False, False]


def test_a_mark_without_partner_does_not_swallow_the_next_tag() -> None:
    tags, strays = split_tags("{{ a và {{ b }} và c }}")
    assert [tag.text for tag in tags] == ["{{ b }}"]
    assert strays == ((0, "{{"), (21, "}}"))


def test_names_that_begin_like_a_level_are_names() -> None:
    tags, _ = split_tags("{{ p }}{{ tr.x }}{%print x %}")
    assert [(tag.level, tag.body) for tag in tags] == [("", "p"), ("", "tr.x"), ("", "print x")]


def test_page_numbers_are_followed_from_section_to_section() -> None:
    field = "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    break_ = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    assert read(break_ + p("x"), header=field).pages == (("phần (section) 1", False), ("phần (section) 2", True))
    assert read(p("x"), footer=field).pages == (("phần (section) 1", True),)


def test_what_reaches_outside_is_told_with_its_paragraph() -> None:
    link = f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="http://vi-du.invalid/x.png" TargetMode="External"/>'
    field = '<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>'
    content = docx(p("a") + table((field,)), {"word/vbaProject.bin": b"x"}, link)
    dangers = {(danger.problem.id, danger.problem.location.place) for danger in read_template(content, "mau.docx").dangers}
    assert dangers == {
        ("DOCX-02", "phần word/vbaProject.bin"),
        ("DOCX-04", "bảng 1, dòng 1, cột 1"),
        ("DOCX-05", "phần word/_rels/document.xml.rels"),
    }


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"khong phai zip", "ZIP-01"),
        (docx(p("x"), {"word/document.xml": "<w:document"}), "DOCX-03"),
        (docx(p("x"), {"word/styles.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "DOCX-06"),
    ],
    ids=["no zip", "broken XML", "a DTD"],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes, id: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_template(content, "mau.docx")
    assert refused.value.problem.id in (id, "ZIP-03")
    assert refused.value.problem.hint
