"""The papers of the sample measured against Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I: effective looks, through the styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import etree

from sedp_docs.text_width import Face, width
from tests.test_app import COUNCIL, DOCUMENTS, sample, word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4
FONTS = {"ascii", "hAnsi", "cs", "eastAsia"}
Element = etree._Element


@dataclass(frozen=True)
class Document:
    """A made .docx, read as Word reads it."""

    parts: dict[str, Element]

    @property
    def body(self) -> Element:
        return self.parts["word/document.xml"][0]

    @property
    def sections(self) -> list[Element]:
        return list(self.body.iter(f"{W}sectPr"))

    def paragraphs(self, *styles: str) -> list[Element]:
        """Return the paragraphs of these styles, in order."""
        return [p for p in self.body.iter(f"{W}p") if style_of(p) in styles]

    def look(self, paragraph: Element, kind: str, name: str) -> dict[str, str]:
        """Return the effective property `name` ("jc", "sz", …) of a paragraph (kind "pPr") or of its runs ("rPr")."""
        styles = self.parts["word/styles.xml"]
        style = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == style_of(paragraph))
        layers = [styles.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}"), style.find(f"{W}{kind}")]
        layers.append(paragraph.find(f"{W}pPr") if kind == "pPr" else paragraph.find(f"{W}r/{W}rPr"))
        found = [layer.find(f"{W}{name}") for layer in layers if layer is not None]
        effective: dict[str, str] = {}
        for each in found:
            if each is not None:
                effective |= {"val": "1"} | {str(key).removeprefix(W): str(value) for key, value in each.attrib.items()}
        return effective

    def size(self, paragraph: Element) -> float:
        return int(self.look(paragraph, "rPr", "sz")["val"]) / 2

    def face(self, paragraph: Element) -> str:
        """Return "b", "i", "bi" or ""."""
        return "".join(mark for mark in "bi" if self.look(paragraph, "rPr", mark))

    def alignment(self, paragraph: Element) -> str:
        return self.look(paragraph, "pPr", "jc").get("val", "left")


@cache
def document(id: str) -> Document:
    with zipfile.ZipFile(io.BytesIO(word(sample(), id))) as package:
        return Document({n: etree.fromstring(package.read(n)) for n in package.namelist() if re.match(r"word/\w+\.xml", n)})


def style_of(paragraph: Element) -> str:
    return next((s.get(f"{W}val", "") for s in paragraph.iterfind(f"{W}pPr/{W}pStyle")), "Normal")


def words(paragraph: Element) -> str:
    return "".join(e.text or "" if e.tag == f"{W}t" else "\n" for e in paragraph.iter(f"{W}t", f"{W}br"))


def mm(element: Element, name: str, attribute: str) -> float:
    return int(next(element.iter(f"{W}{name}")).get(f"{W}{attribute}", "0")) / MM


papers = pytest.mark.parametrize("id", [*DOCUMENTS, *COUNCIL])


@papers
def test_pages_are_a4_with_the_prescribed_margins(id: str) -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục I.1, I.2, I.3; a page lies across only where it holds a table."""
    for section in document(id).sections:
        sides = (mm(section, "pgSz", "w"), mm(section, "pgSz", "h"))
        assert sorted(sides) == pytest.approx([210, 297], abs=0.5)
        ranges = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
        for side, (least, most) in ranges.items():
            assert least - 0.1 <= mm(section, "pgMar", side) <= most + 0.1, side


@papers
def test_page_numbers_stand_on_top_but_not_on_first_pages_and_annexes_count_anew(id: str) -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục I.7 và mục III.1.đ."""
    paper = document(id)
    number, empty = paper.parts["word/header1.xml"], paper.parts["word/header2.xml"]
    assert number.findtext(f".//{W}instrText") == " PAGE "
    assert [words(paragraph) for paragraph in empty] == [""]
    header = number[0]
    assert (paper.alignment(header), paper.size(header), paper.face(header)) == ("center", 14, "")
    assert not [name for name in paper.parts if "footer" in name]
    assert all(section.find(f"{W}titlePg") is not None for section in paper.sections)
    starts = [[n.get(f"{W}start") for n in section.iter(f"{W}pgNumType")] for section in paper.sections[1:]]
    assert starts == [["1"]] * len(starts)


@papers
def test_all_type_is_times_new_roman_black_and_not_under_nine_points(id: str) -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục I.4; the decree leaves the size inside tables open."""
    paper = document(id)
    fonts = {f.get(W + each) for part in paper.parts.values() for f in part.iter(f"{W}rFonts") for each in FONTS}
    assert fonts == {"Times New Roman"}
    assert {c.get(f"{W}val") for part in paper.parts.values() for c in part.iter(f"{W}color")} <= {"auto", "000000"}
    assert min(paper.size(p) for p in paper.body.iter(f"{W}p") if words(p)) >= 9


HEAD = {"Nation": (13, "b"), "Motto": (14, "b"), "Issuer": (13, "b"), "DocNumber": (13, ""), "PlaceDate": (14, "i"),
        "Title": (14, "b"), "Subtitle": (14, "b"), "Authority": (14, "b"), "Signer": (14, "b")}  # fmt: skip


def test_head_and_signature_have_the_sizes_of_the_sample_table() -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục V (bảng mẫu chữ): all centred; Quốc hiệu 13 goes with Tiêu ngữ and địa danh 14."""
    paper = document("ke-hoach")
    for style, (size, face) in HEAD.items():
        found = paper.paragraphs(style)
        assert found, style
        assert {(paper.size(p), paper.face(p), paper.alignment(p)) for p in found} == {(size, face, "center")}, style
    label, *places = paper.paragraphs("RecipientsLabel", "Recipients")
    assert (words(label), paper.size(label), paper.face(label)) == ("Nơi nhận:", 12, "bi")
    assert {(paper.size(p), paper.face(p), paper.alignment(p)) for p in places} == {(11, "", "left")}


def test_the_lines_of_the_head_are_worded_as_prescribed() -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục II.1, II.3.c, II.4.b, II.6.a, II.7.b, II.9.d."""
    line = {style: [words(p) for p in document("ke-hoach").paragraphs(style)] for style in (*HEAD, "Basis", "Recipients")}
    assert line["Nation"] + line["Motto"] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert re.fullmatch(r"Số:\s*(\d{2,})?\s*/KH-UBND", line["DocNumber"][0])
    assert re.fullmatch(r"Nậm Thoong, ngày \d\d tháng (0[12]|[3-9]|1[0-2]) năm 2024", line["PlaceDate"][0])
    *first, last = line["Basis"]
    assert all(each.startswith("Căn cứ ") and each.endswith(";") for each in first)
    assert last.endswith(".")
    assert line["Authority"] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    *others, archive = line["Recipients"]
    assert all(re.fullmatch("- .+;", each) for each in others)
    assert re.fullmatch(r"- Lưu: VT(, [^;.]+)*\.", archive)


def rules(paper: Document) -> Iterator[tuple[Element, float]]:
    """Yield each rule line of the head: the paragraph above it, and its length in mm."""
    for column, style in ((60, "Issuer"), (100, "Motto"), (160, "Subtitle")):
        above = paper.paragraphs(style)[0]
        rule = above.getnext()
        assert rule is not None
        assert style_of(rule) == "RuleLine"
        sides = [int(rule.find(f"{W}pPr/{W}ind").get(W + side)) / MM for side in ("left", "right")]  # type: ignore[union-attr, arg-type]
        assert sides[0] == pytest.approx(sides[1], abs=0.1)
        yield above, column - sum(sides)


def test_rule_lines_are_as_long_as_the_decree_says() -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục II.1.b (bằng dòng chữ); II.2.b, II.5.b (từ 1/3 đến 1/2 dòng chữ)."""
    paper = document("ke-hoach")
    bold: Face = "bold"
    for above, length in rules(paper):
        share = length / width(words(above).rpartition("\n")[2], paper.size(above), bold)
        assert 0.98 <= share <= 1.02 if style_of(above) == "Motto" else 1 / 3 <= share <= 1 / 2


def test_running_text_is_justified_indented_and_spaced() -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục II.6.a, II.6.e: hai lề, lùi 1,27 cm, cách đoạn từ 6 pt, cách dòng 1 đến 1,5."""
    paper = document("ke-hoach")
    for paragraph in paper.paragraphs("Basis", "BodyText", "ListBullet", "ListNumber", "Pointer", "Closing"):
        spacing = paper.look(paragraph, "pPr", "spacing")
        assert (paper.size(paragraph), paper.alignment(paragraph)) == (14, "both")
        assert int(paper.look(paragraph, "pPr", "ind")["firstLine"]) == 720
        assert int(spacing["before"]) >= 120
        assert 240 <= int(spacing["line"]) <= 360
    assert words(paper.paragraphs("Closing")[-1]).endswith("./.")


def test_headings_have_the_case_and_place_of_their_level() -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục II.6.đ và mục V số 6.b."""
    paper = document("ke-hoach")
    for part in paper.paragraphs("Heading1"):
        label, title = words(part).split("\n")
        assert re.fullmatch("Phần [IVX]+", label)
        assert title == title.upper()
        assert paper.alignment(part) == "center"
    for level, form in (("Heading2", r"[IVX]+\. [^a-z]+"), ("Heading3", r"\d+\. .+"), ("Heading4", r"\d+\.\d+ .+")):
        assert all(re.fullmatch(form, words(heading)) for heading in paper.paragraphs(level)), level
    assert {paper.face(p) for p in paper.paragraphs("Heading1", "Heading2", "Heading3", "Heading4")} == {"b"}


@pytest.mark.parametrize("id", DOCUMENTS)
def test_annexes_are_numbered_in_roman_and_name_their_paper(id: str) -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục III.1.a, b, c: 14 đậm; tên in hoa; dòng kèm theo nghiêng; có chỉ dẫn trong văn bản."""
    paper = document(id)
    pointers = " ".join(words(p) for p in document("ke-hoach").paragraphs("Pointer"))
    for number, title, source in zip(*(paper.paragraphs(s) for s in ("AnnexNumber", "AnnexTitle", "AnnexOf")), strict=True):
        assert re.fullmatch("Phụ lục [IVX]+", words(number))
        assert f"{words(number)} kèm theo" in pointers
        assert words(title) == words(title).upper()
        assert re.fullmatch(r"\(Kèm theo Kế hoạch số\s.*/KH-UBND ngày .+ của Ủy ban nhân dân xã Nậm Thoong\)", words(source))
        assert [(paper.size(p), paper.face(p)) for p in (number, title, source)] == [(14, "b"), (14, "b"), (14, "i")]


@papers
def test_tables_repeat_their_head_keep_rows_whole_and_stay_between_the_margins(id: str) -> None:
    paper = document(id)
    for table in paper.body.iterfind(f"{W}tbl"):
        rows = list(table.iterfind(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        section = next(s for s in paper.sections if any(s is each for n in table.itersiblings() for each in n.iter(f"{W}sectPr")))
        room = mm(section, "pgSz", "w") - mm(section, "pgMar", "left") - mm(section, "pgMar", "right")
        assert sum(int(c.get(f"{W}w", "0")) for c in table.iter(f"{W}gridCol")) / MM <= room + 0.5
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "TableGrid":  # type: ignore[union-attr]
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None


@papers
def test_no_empty_paragraph_makes_room_and_every_picture_is_told_in_words(id: str) -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục II.6.e: gaps come from the styles; empty are only rules and the ends of sections."""
    paper = document(id)
    empty = {style_of(p) for p in paper.body.iterfind(f"{W}p") if not words(p) and p.find(f".//{W}drawing") is None}
    assert empty <= {"RuleLine", "SectionEnd"}
    assert all(each.get("descr") for each in paper.body.iter("{*}docPr"))
    assert [e.get(f"{W}val") for e in paper.parts["word/styles.xml"].iter(f"{W}lang")] == ["vi-VN"]
