"""Prose blocks in Word: the template's styles by name, everything escaped, nothing alive from data."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sedp_docs.problems import OutputError
from sedp_docs.prose import MISSING_CLOSE, MISSING_OPEN, Paragraph, Picture, Run, Text, escaped, parse
from sedp_docs.text import bad_character
from sedp_docs.write.blocks import to_xml
from sedp_docs.write.parts import Parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "w": W,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
PICTURE = Picture(b"...", "png", 3100, 1000)


def body(markdown: str, parts: Parts | None = None, **pictures: Picture) -> etree._Element:
    xml = to_xml(parse(markdown), parts or Parts(), {f"{name}.png": picture for name, picture in pictures.items()})
    return rooted(xml)


def rooted(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>')


def found(root: etree._Element, path: str) -> list[str]:
    items = root.xpath(path, namespaces=NAMES)
    assert isinstance(items, list)
    return [str(item) for item in items]


def printed(root: etree._Element) -> str:
    """Return the text as a reader sees it: breaks and tabs included."""
    signs = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    return "".join(signs.get(str(item.tag), item.text or "") for item in root.iter(f"{{{W}}}t", *signs))


def test_each_kind_of_block_names_its_style() -> None:
    root = body("Đoạn.\n\n- gạch\n  - cộng\n\n1. số\n\n| A |\n|---|\n| b |\n\n![Cầu](cau.png)", cau=PICTURE)
    styles = found(root, ".//w:pStyle/@w:val")
    assert styles == ["BodyText", "ListBullet", "ListBullet2", "ListNumber", "TableHead", "TableText", "TableText", "Caption"]
    assert found(root, ".//w:tblStyle/@w:val") == ["TableGrid"]


@pytest.mark.parametrize(
    ("markdown", "kept"),
    [
        ("**Văn hóa - xã hội**\n\n- Mở 28 lớp nghề.", ["**"]),
        ("Ba giả định:\n\n- giao vốn sớm;", [":"]),
        ("Thiệt hại do bão:\n\n| Mục |\n|---|\n| Nhà |", [":"]),
        ("**Giáo dục.** Có 16.301 học sinh.\n\nĐoạn sau.", []),
        ("Ba giả định:\n\nĐoạn sau.", []),
        ("- gạch\n- gạch", []),
        ("**Dòng cuối**", []),
    ],
)
def test_a_line_that_introduces_others_does_not_end_a_page(markdown: str, kept: list[str]) -> None:
    assert len(found(body(markdown), ".//w:p[w:pPr/w:keepNext]//w:t/text()")) == len(kept)


def test_each_ordered_list_counts_anew_and_sub_lists_go_in() -> None:
    parts = Parts(next_list=7)
    root = body("1. Một\n2. Hai\n   1. con\n\nXen giữa.\n\n1. Lại một", parts)
    levels, numbers = found(root, ".//w:ilvl/@w:val"), found(root, ".//w:numId/@w:val")
    assert list(zip(levels, numbers, strict=True)) == [("0", "7"), ("0", "7"), ("1", "8"), ("0", "9")]
    assert parts.lists == [7, 8, 9]


def test_bold_italic_and_missing_show() -> None:
    root = body(f"**đậm** *nghiêng* {MISSING_OPEN}[chưa có]{MISSING_CLOSE}")
    assert found(root, ".//w:r[w:rPr/w:b]/w:t/text()") == ["đậm"]
    assert found(root, ".//w:r[w:rPr/w:i]/w:t/text()") == ["nghiêng"]
    assert found(root, ".//w:r[w:rPr/w:highlight/@w:val='yellow']/w:t/text()") == ["[chưa có]"]


def test_a_table_repeats_its_header_and_keeps_rows_whole() -> None:
    root = body("| Cây | Diện tích |\n|---|--:|\n| Lúa nương | 330 |\n| Ngô | |")
    assert len(found(root, ".//w:tr/w:trPr/w:cantSplit")) == 3
    assert len(found(root, ".//w:tr[1]/w:trPr/w:tblHeader")) == len(found(root, ".//w:tblHeader")) == 1
    assert found(root, ".//w:tr[2]//w:jc/@w:val") == ["left", "right"]
    assert sum(int(width) for width in found(root, ".//w:gridCol/@w:w")) <= 8788


def test_tables_in_a_row_do_not_grow_together() -> None:
    table = "| A |\n|---|\n| b |"
    tags = [etree.QName(child).localname for child in body(f"{table}\n\n{table}\n\nHết.\n\n{table}")]
    assert tags == ["tbl", "p", "tbl", "p", "tbl", "p"]


def test_footnotes_go_to_the_parts_as_they_are_cited() -> None:
    parts = Parts(next_footnote=3)
    root = body("Lúa[^a], ngô[^b].\n\n[^a]: Nguồn **A** & B\n[^b]: Nguồn B", parts)
    assert found(root, ".//w:footnoteReference/@w:id") == ["3", "4"]
    assert found(root, ".//w:r[w:footnoteReference]//w:rStyle/@w:val") == ["FootnoteReference"] * 2
    assert printed(rooted(parts.footnotes[3])) == "Nguồn A & B"


def test_a_picture_fits_the_text_and_is_stored_once() -> None:
    parts = Parts(next_drawing=5)
    root = body(
        '![Cầu "tràn" <1>](cau.png)\n\n![](cau.png)\n\n![](nho.png)', parts, cau=PICTURE, nho=Picture(b"2", "png", 96, 96)
    )
    width = 155 * 36_000
    assert found(root, ".//wp:extent/@cx") == [str(width), str(width), str(914_400)]
    assert found(root, ".//wp:extent/@cy")[0] == str(round(width / 3.1))
    assert found(root, ".//wp:docPr/@descr") == ['Cầu "tràn" <1>', "cau.png", "nho.png"]
    assert found(root, ".//wp:docPr/@id") == ["5", "6", "7"]
    assert len(parts.parts) == 2
    assert len({*found(root, ".//a:blip/@*")}) == 2


def test_a_tall_picture_stays_on_its_page() -> None:
    root = body("![](cao.png)", cao=Picture(b"", "png", 100, 10_000))
    assert found(root, ".//wp:extent/@cy") == [str(200 * 36_000)]


def test_a_picture_that_was_not_read_stops_the_work() -> None:
    with pytest.raises(OutputError, match=r"chưa đọc được hình “la\.png”"):
        body("![](la.png)")


@pytest.mark.parametrize(
    "hostile",
    [
        "</w:t></w:r><w:r><w:fldSimple w:instr='DDEAUTO'/>",
        "<w:hyperlink r:id='rId1'>x</w:hyperlink>",
        "]]> & &lt; \" '",
        "{{ 7 * 7 }} {% for x in y %}",
        "=cmd|'/c calc'!A0",
    ],
)
def test_nothing_from_data_becomes_alive(hostile: str) -> None:
    root = body(escaped(hostile))
    assert printed(root) == hostile
    assert {etree.QName(item).localname for item in root.iter()} == {"body", "p", "pPr", "pStyle", "r", "t"}


@given(st.text().filter(lambda text: not bad_character(text) and "\r" not in text and "\x85" not in text))
def test_any_text_is_printed_as_it_is(text: str) -> None:
    root = rooted(to_xml(Text((Paragraph((Run(text),)),)), Parts(), {}))
    assert printed(root) == text


def test_the_same_text_gives_the_same_xml() -> None:
    source = "1. Một[^1]\n\n| A |\n|---|\n| b |\n\n[^1]: Nguồn"
    assert to_xml(parse(source), Parts(), {}) == to_xml(parse(source), Parts(), {})


def test_only_known_styles_are_named() -> None:
    known = {"BodyText", "ListBullet", "ListBullet2", "ListBullet3", "ListNumber", "TableText", "TableHead", "Caption"}
    known |= {"FootnoteReference", "TableGrid"}
    deep = "\n".join("  " * level + "- bậc" for level in range(9)) + "\n\n| A |\n|---|\n\nLúa[^1]\n\n[^1]: x"
    assert {*re.findall(r'w:(?:p|r|tbl)Style w:val="(\w+)"', to_xml(parse(deep), Parts(), {}))} <= known
