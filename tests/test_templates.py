"""The Word templates: what is committed is what the composer makes, and what it makes prints as a clerk expects.

Templates are rendered here with stock docxtpl over made-up values, so that a fault of ours cannot hide in our renderer.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from sedp_docs.catalog import Catalog
from sedp_docs.forms import Form, TableLayout
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.report.fields import ALONE, Field, declared
from sedp_docs.text import roman
from sedp_docs.text_width import width
from tools.make_templates import stale
from tools.templates.compose import template
from tools.templates.xml import FIELDS

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
CATALOG: Catalog = load_catalog("lao-cai", "commune")
FORMS = sorted(CATALOG.forms)
DECLARED = {"nam_x", "nam_y", "nam_x1", "don_vi", "van_ban", "hdnd", "khi", "vien_dan", "gach", "muc", "bang", "ghi_chu",
            "bieu_do", "so_bang", "so_bieu_do", "no_so_lieu", "phieu"}  # fmt: skip
HEAD_FIELDS = {
    "co_quan_tren", "co_quan", "so_ky_hieu", "noi_ngay", "ten_loai", "trich_yeu", "can_cu", "quyen_han", "chuc_vu", "nguoi_ky",
    "noi_nhan", "kem_theo", "tham_quyen", "kinh_gui", "du_thao",
}  # fmt: skip


def form(id: str) -> Form:
    return CATALOG.forms[id]


def made(id: str) -> bytes:
    return template(CATALOG, form(id))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(content)[part])


def found(root: etree._Element, path: str) -> list[Any]:
    return list(root.iterfind(path, NS))


def values(root: etree._Element, path: str) -> list[str]:
    return [element.get(f"{{{W}}}val") for element in found(root, path)]


def words(element: etree._Element) -> str:
    return "".join("\n" if e.tag == f"{{{W}}}br" else e.text or "" for e in element.iter(f"{{{W}}}t", f"{{{W}}}br"))


# --- a context of made-up values, of the shape that the renderer gives ------------------------------------------------


def line(layout: TableLayout, kind: str, mark: str) -> dict[str, str]:
    return {"loai": kind} | {column.id: f"{mark}.{column.id}" for column in layout.columns}


def lines(layout: TableLayout, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    made = [line(layout, kind, f"{layout.id}.{kind}") for kind in kinds]
    return [{"so": "I", "ten": "Thôn Nà Lốc", "dong": made}] if layout.per_group else made


def fields(group: str) -> tuple[Field, ...]:
    found = declared(form("ke-hoach"), CATALOG).field(group)
    assert found is not None
    return found.fields


def context(rows: bool = True) -> dict[str, Any]:
    kinds = ("nhom", "dong", "con", "tong") if rows else ()
    rule = Markup('<w:p><w:pPr><w:pStyle w:val="RuleLine"/></w:pPr></w:p>')
    picture = Markup('<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:t>biểu đồ</w:t></w:r></w:p>')
    outline = CATALOG.level.outline
    assert outline is not None
    return {
        "nam_x": "2024", "nam_y": "2025", "nam_x1": "2023",
        "don_vi": {"ten_day_du": "xã Nậm Thoong", "loai": "xã", "ten": "Nậm Thoong", "tien": "triệu đồng",
                   "co_quan": "Ủy ban nhân dân xã Nậm Thoong", "cap_tren": "huyện Phìn Ngàn", "nganh": "",
                   "noi_nop": "Ủy ban nhân dân huyện Phìn Ngàn", "cot_xay_dung": "UBND xã xây dựng"},
        "hdnd": dict.fromkeys((field.name for field in fields("hdnd")), "Hội đồng nhân dân xã Nậm Thoong"),
        "khi": {field.name: "" if field.name in (ALONE, "khong_hdnd") else "x" for field in fields("khi")},
        "vien_dan": {field.name: f"văn bản {field.name}" for field in fields("vien_dan")},
        "van_ban": {
            "co_quan_tren": "UBND HUYỆN PHÌN NGÀN", "co_quan": "ỦY BAN NHÂN DÂN XÃ NẬM THOONG", "so_ky_hieu": "Số: 12/KH-UBND",
            "noi_ngay": "Nậm Thoong, ngày 05 tháng 12 năm 2024", "ten_loai": "KẾ HOẠCH",
            "trich_yeu": "Phát triển kinh tế - xã hội năm 2025 xã Nậm Thoong",
            "tham_quyen": "HỘI ĐỒNG NHÂN DÂN XÃ NẬM THOONG", "kinh_gui": ["Kính gửi:", "- Hội đồng nhân dân."],
            "du_thao": "DỰ THẢO",
            "can_cu": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015."],
            "quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH", "nguoi_ky": "Giàng Seo Lử",
            "noi_nhan": ["- Ủy ban nhân dân huyện;", "- Lưu: VT, VP."],
            "kem_theo": "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 12 năm 2024 của Ủy ban nhân dân xã Nậm Thoong)",
        },
        "gach": {"co_quan": rule, "trich_yeu": rule},
        "muc": {key: Markup(f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>Bài {key}</w:t></w:r></w:p>')
                for key in (*outline.leaves(), *(each.key for form in CATALOG.forms.values() for each in form.sections()))},
        "bang": {id: lines(layout, kinds) for id, layout in CATALOG.tables.items()},
        "ghi_chu": {id: [f"Ghi chú {id} & <1>"] for id in CATALOG.tables},
        "bieu_do": dict.fromkeys(CATALOG.charts, picture),
        "so_bang": dict.fromkeys(CATALOG.tables, "1") | {id: str(n) for n, id in enumerate(form("ke-hoach").captioned(), 1)},
        "so_bieu_do": {id: str(n) for n, id in enumerate(form("ke-hoach").all_charts(), 1)},
        "phieu": {"ten": "Thôn Nà Lốc", "loai": "thôn", "chuc_danh": "Trưởng thôn", "nguoi": "Lò Văn Ín", "dien_thoai": "……",
                  "han": "31/5/2024", "so_ho": "104"},
        "no_so_lieu": [{"don_vi": "Lao động", "so_lieu": "Tỷ lệ hộ nghèo", "han": "24/5/2024"}],
    }  # fmt: skip


def printed(id: str, **changed: Any) -> bytes:
    document = DocxTemplate(io.BytesIO(made(id)))
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document.render(context() | changed, environment, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- the file ---------------------------------------------------------------------------------------------------------


def test_committed_templates_are_what_the_composer_makes() -> None:
    assert stale() == []


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made("ke-hoach") == made("ke-hoach")


@pytest.mark.parametrize("id", FORMS)
def test_the_package_is_lean_sorted_and_undated(id: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(id))) as package:
        names = package.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if re.search("Effects|customXml|theme|webSettings|media", name)]


@pytest.mark.parametrize("id", FORMS)
def test_every_relation_has_its_part_and_every_part_its_type(id: str) -> None:
    files = parts(made(id))
    types = etree.fromstring(files["[Content_Types].xml"])
    typed = {e.get("PartName", "").lstrip("/") for e in types if e.get("PartName")}
    assert typed == {name for name in files if not name.endswith(".rels") and name != "[Content_Types].xml"}
    targets = {"word/" + str(e.get("Target")) for e in etree.fromstring(files["word/_rels/document.xml.rels"])}
    assert targets == {name for name in typed if name.startswith("word/") and name != "word/document.xml"}


@pytest.mark.parametrize("id", FORMS)
def test_properties_name_type_and_form_and_the_title_holds_no_tag(id: str) -> None:
    files = parts(made(id))
    assert f">{form(id).kind}<" in files["docProps/custom.xml"].decode()
    assert f">{id}<" in files["docProps/custom.xml"].decode()
    title = docx.Document(io.BytesIO(made(id))).core_properties.title
    assert title != ""
    assert "{" not in title


@pytest.mark.parametrize("id", FORMS)
def test_every_style_in_use_is_defined(id: str) -> None:
    defined = {e.get(f"{{{W}}}styleId") for e in found(tree(made(id), "word/styles.xml"), "w:style")}
    document = tree(made(id))
    used = set(values(document, ".//w:pStyle")) | set(values(document, ".//w:tblStyle"))
    by_renderer = {"BodyText", "ListBullet", "ListBullet2", "ListBullet3", "ListNumber", "TableGrid", "TableText", "TableHead",
                   "Caption", "Figure", "Note", "RuleLine", "FootnoteText", "FootnoteReference"}  # fmt: skip
    assert used | by_renderer <= defined


# --- tags -------------------------------------------------------------------------------------------------------------


def tags(id: str) -> str:
    return " ".join(re.findall(r"\{[{%].*?[%}]\}", words(tree(made(id)))))


@pytest.mark.parametrize("id", FORMS)
def test_every_tag_is_a_declared_field(id: str) -> None:
    assert DocxTemplate(io.BytesIO(made(id))).get_undeclared_template_variables() <= DECLARED
    assert set(re.findall(r"van_ban\.(\w+)", tags(id))) <= HEAD_FIELDS
    known = {"ten_day_du", "loai", "ten", "tien", "co_quan", "cap_tren", "nganh", "noi_nop", "cot_xay_dung"}
    assert set(re.findall(r"don_vi\.(\w+)", tags(id))) <= known


@pytest.mark.parametrize("id", FORMS)
def test_a_form_prints_the_tables_and_charts_that_it_declares(id: str) -> None:
    loops = Counter(re.findall(r"for [dg] in bang\.(\w+)", tags(id)))
    both = [name for name in form(id).all_tables() if (layout := CATALOG.tables[name]).without_council() is not layout]
    assert loops == Counter([*form(id).all_tables(), *both])
    assert set(re.findall(r"\{\{p bieu_do\.(\w+)", tags(id))) == set(form(id).all_charts())


def test_no_tag_stands_in_an_attribute_so_that_word_opens_the_template() -> None:
    for id in FORMS:
        for element in tree(made(id)).iter():
            assert not any("{" in value for value in element.attrib.values())


def test_a_title_with_an_unknown_slot_is_refused() -> None:
    odd = form("khung-tddg").model_copy(update={"title": "Biểu năm {z}"})
    with pytest.raises(ValueError, match=r"\{z\}"):
        template(CATALOG, odd)


# --- what is printed --------------------------------------------------------------------------------------------------


def test_headings_are_the_outline_in_the_letter_case_of_the_decree() -> None:
    document = docx.Document(io.BytesIO(printed("ke-hoach")))
    headings = [(p.style.style_id, p.text) for p in document.paragraphs if p.style and p.style.style_id.startswith("Heading")]
    outline = CATALOG.level.outline
    assert outline is not None
    expected = []
    for _, depth, section in outline.walk():
        title = section.title.replace("{x}", "2024").replace("{y}", "2025").replace("{loai}", "xã")
        title = title.upper() if depth < 2 else title
        dot = " " if "." in section.number else ". "
        label = f"Phần {section.number}\n" if depth == 0 else section.number + dot
        expected.append((f"Heading{depth + 1}", label + title))
    assert headings == expected
    assert headings[0][1] == "Phần I\nĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2024"
    assert len(headings) == 32


def test_prose_stands_under_its_heading() -> None:
    texts = [p.text for p in docx.Document(io.BytesIO(printed("ke-hoach"))).paragraphs]
    assert texts.index("Bài I.II.2.1") == texts.index("2.1 Lĩnh vực kinh tế") + 1


def test_a_section_without_prose_keeps_its_heading() -> None:
    silent = dict.fromkeys(context()["muc"], "")
    texts = [p.text for p in docx.Document(io.BytesIO(printed("ke-hoach", muc=silent))).paragraphs]
    assert "2.3 Quản lý chính quyền và các hoạt động đoàn thể" in texts
    assert "" not in [t for t in texts[:10] if "Bài" in t]


@pytest.mark.parametrize("id", FORMS)
def test_each_kind_of_row_is_printed_once_with_all_its_values(id: str) -> None:
    cells = Counter(words(p) for p in tree(printed(id)).iter(f"{{{W}}}p"))
    for name in form(id).all_tables():
        columns = [column.id for column in CATALOG.tables[name].columns]
        expected = [f"{name}.{kind}.{column}" for kind in ("dong", "con", "tong") for column in columns]
        expected += [f"{name}.nhom.{column}" for column in columns[:2]]
        assert {cell: cells[cell] for cell in expected} == dict.fromkeys(expected, 1)


def test_a_table_without_rows_says_so() -> None:
    text = words(tree(printed("ke-hoach", bang=context(rows=False)["bang"])))
    spoken = [id for id in form("ke-hoach").all_tables() if not CATALOG.tables[id].hidden_when_empty]
    assert text.count("Không có") == len(spoken) + 1


def test_a_table_that_hides_when_empty_leaves_no_caption_but_an_annex_is_not_blank() -> None:
    texts = [p.text for p in docx.Document(io.BytesIO(printed("ke-hoach", bang=context(rows=False)["bang"]))).paragraphs]
    assert not [t for t in texts if "Kết quả chăn nuôi" in t]
    annex = next(n for n, t in enumerate(texts) if t.startswith("KẾT QUẢ SẢN XUẤT TRỒNG TRỌT"))
    assert "Không có." in texts[annex : annex + 6]


def test_notes_are_escaped_text() -> None:
    assert "Ghi chú chi_tieu & <1>" in words(tree(printed("bieu-chi-tieu")))


def test_the_list_of_debts_is_printed_only_when_there_are_debts() -> None:
    assert "DANH SÁCH SỐ LIỆU CÒN THIẾU" in words(tree(printed("khung-tddg")))
    assert "CÒN THIẾU" not in words(tree(printed("khung-tddg", no_so_lieu=[])))


def test_a_chart_that_cannot_be_drawn_leaves_no_caption() -> None:
    text = words(tree(printed("ke-hoach", bieu_do=dict.fromkeys(CATALOG.charts, ""))))
    assert "Biểu đồ 1" not in text


def test_captions_count_tables_and_charts_apart() -> None:
    paragraphs = docx.Document(io.BytesIO(printed("ke-hoach"))).paragraphs
    captions = [p.text for p in paragraphs if p.style and p.style.style_id == "Caption"]
    tables = [c for c in captions if c.startswith("Bảng")]
    assert [c.split(".")[0] for c in tables] == [f"Bảng {n}" for n in range(1, len(tables) + 1)]
    assert [c.split(".")[0] for c in captions if c.startswith("Biểu đồ")] == ["Biểu đồ 1", "Biểu đồ 2", "Biểu đồ 3"]


def test_every_annex_is_pointed_to_from_the_text() -> None:
    plan = form("ke-hoach")
    apart = [f.annex_number for f in CATALOG.forms.values() if f.annex_of == "ke-hoach" and f.annex_number]
    numbers = {*range(1, len(plan.annexes) + 1), *apart}
    texts = [p.text for p in docx.Document(io.BytesIO(printed("ke-hoach"))).paragraphs]
    pointers = {m.group(1) for t in texts if (m := re.match(r"\(Chi tiết tại Phụ lục ([IVX]+) kèm theo: .+\)$", t))}
    assert pointers == {roman(n) for n in numbers}
    assert numbers == set(range(1, max(numbers) + 1))


# --- the form of the paper (Nghị định 30/2020, Phụ lục I) -------------------------------------------------------------


@pytest.mark.parametrize("id", FORMS)
def test_pages_are_a4_with_the_margins_of_the_decree(id: str) -> None:
    for section in found(tree(made(id)), ".//w:sectPr"):
        size, margin = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
        assert sorted(int(size.get(f"{{{W}}}{side}")) for side in "wh") == [11906, 16838]
        limits = {"top": (1134, 1417), "bottom": (1134, 1417), "left": (1701, 1984), "right": (850, 1134)}
        for side, (low, high) in limits.items():
            assert low <= int(margin.get(f"{{{W}}}{side}")) <= high
        assert section.find("w:titlePg", NS) is not None


def test_annexes_are_landscape_sections_with_their_own_page_numbers() -> None:
    first, *annexes = found(tree(made("ke-hoach")), ".//w:sectPr")
    assert first.find("w:pgNumType", NS) is None
    assert len(annexes) == len(form("ke-hoach").annexes)
    for section in annexes:
        assert section.find("w:pgSz", NS).get(f"{{{W}}}orient") == "landscape"
        assert section.find("w:pgNumType", NS).get(f"{{{W}}}start") == "1"


def test_the_page_number_is_centred_on_top_and_absent_from_first_pages() -> None:
    with_number, first = tree(made("ke-hoach"), "word/header1.xml"), tree(made("ke-hoach"), "word/header2.xml")
    assert [e.text for e in with_number.iter(f"{{{W}}}instrText")] == [" PAGE "]
    assert list(first.iter(f"{{{W}}}r")) == []


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml", "word/document.xml"])
def test_the_only_font_is_times_new_roman_and_nothing_is_under_9_pt(part: str) -> None:
    root = tree(made("ke-hoach"), part)
    fonts = {value for e in root.iter(f"{{{W}}}rFonts") for value in e.attrib.values()}
    assert fonts <= {"Times New Roman"}
    assert all(int(size) >= 18 for size in values(root, ".//w:sz"))


def test_text_is_marked_as_vietnamese() -> None:
    assert values(tree(made("ke-hoach"), "word/styles.xml"), ".//w:lang") == ["vi-VN"]


def test_the_rule_under_the_motto_is_as_long_as_the_motto() -> None:
    cell = found(tree(made("ke-hoach")), ".//w:tc")[1]
    column = int(cell.find("w:tcPr/w:tcW", NS).get(f"{{{W}}}w"))
    indent = found(cell, "w:p/w:pPr/w:ind")[-1]
    length = (column - int(indent.get(f"{{{W}}}left")) - int(indent.get(f"{{{W}}}right"))) / 1440 * 25.4
    assert length == pytest.approx(width("Độc lập - Tự do - Hạnh phúc", 14, "bold"), rel=0.01)


def test_the_national_name_fits_its_column() -> None:
    column = int(found(tree(made("ke-hoach")), ".//w:tc/w:tcPr/w:tcW")[1].get(f"{{{W}}}w")) / 1440 * 25.4
    assert width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "bold") < column


def test_a_body_without_a_superior_leaves_no_gap_above_its_name() -> None:
    alone = context()["van_ban"] | {"co_quan_tren": ""}
    left = found(tree(printed("ke-hoach", van_ban=alone)), ".//w:tc")[0]
    assert words(found(left, "w:p")[0]) == "ỦY BAN NHÂN DÂN XÃ NẬM THOONG"


@pytest.mark.parametrize("id", FORMS)
def test_rows_do_not_break_and_heads_repeat(id: str) -> None:
    document = tree(printed(id))
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in found(document, ".//w:tr"))
    for table in found(document, ".//w:tbl"):
        if values(table, "w:tblPr/w:tblStyle") == ["TableGrid"]:
            assert found(table, "w:tr")[0].find("w:trPr/w:tblHeader", NS) is not None


@pytest.mark.parametrize("id", FORMS)
def test_no_empty_paragraph_makes_room(id: str) -> None:
    """Empty are only rules (a border), dotted lines to write on, the carriers of sections, and cells."""
    for paragraph in found(tree(printed(id)), "w:body/w:p"):
        style = values(paragraph, "w:pPr/w:pStyle")
        dotted = style == ["WritingLine"] and paragraph.find("w:pPr/w:tabs/w:tab[@w:leader='dot']", NS) is not None
        assert words(paragraph) or dotted or style in (["RuleLine"], ["SectionEnd"])


def test_the_plan_closes_with_the_mark_of_the_sample_forms_before_the_signature() -> None:
    body = list(tree(printed("ke-hoach")).find("w:body", NS))  # type: ignore[arg-type]
    signature = next(e for e in body if "Giàng Seo Lử" in words(e))
    assert words(body[body.index(signature) - 1]).endswith("./.")


# --- the layouts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", CATALOG.tables.values(), ids=lambda layout: layout.id)
def test_a_table_fills_a_page_in_readable_type(layout: TableLayout) -> None:
    assert sum(column.width for column in layout.columns) in (160, 247)
    assert layout.size >= 9
    ids = [column.id for column in layout.columns]
    assert len({*ids, "loai"}) == len(ids) + 1


@pytest.mark.parametrize("layout", CATALOG.tables.values(), ids=lambda layout: layout.id)
def test_the_longest_word_of_a_column_title_fits_its_column(layout: TableLayout) -> None:
    for column in layout.columns:
        for word in re.sub(r"\{\w+\}", "2025", column.title).split():
            assert width(word, float(layout.size), "bold") <= column.width - 1.9, (column.id, word)


@pytest.mark.parametrize("layout", CATALOG.tables.values(), ids=lambda layout: layout.id)
def test_a_column_found_in_a_text_names_it_and_slots_are_known(layout: TableLayout) -> None:
    for column in layout.columns:
        assert bool(column.ref) == (column.evidence == "found")
        assert set(re.findall(r"\{\w+\}", column.title + column.group)) <= set(FIELDS)


@pytest.mark.parametrize("id", FORMS)
def test_tables_of_a_landscape_page_are_not_wider_than_its_text(id: str) -> None:
    for section_width, names in _places(form(id)):
        for name in names:
            assert sum(column.width for column in CATALOG.tables[name].columns) <= section_width


def _places(declared: Form) -> list[tuple[int, tuple[str, ...]]]:
    """Return (width of the text in mm, tables) for each place of a form where tables stand."""
    inserted = tuple(insert.table for inserts in declared.inserts.values() for insert in inserts if insert.table)
    annexes = [(247 if annex.landscape else 160, annex.tables) for annex in declared.annexes]
    filled = tuple(passage.table for passage in declared.passages if passage.table)
    return [(160, inserted), (160, filled), (247 if declared.landscape else 160, declared.tables), *annexes]
