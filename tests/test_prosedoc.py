"""`thuyet-minh.docx`: what is written on it in Word comes back as the plan's prose, whatever happened to its headings."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile
from functools import cache
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sedp_docs.problems import Problem, ReadError
from sedp_docs.prose import Paragraph, parse, unclosed
from sedp_docs.prose.cite import kept
from sedp_docs.prose.compose import prints_alike
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.prosedoc import ProseDoc, read_prose
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.proseform import WRITE, outline_of
from sedp_docs.write.pack import unzipped
from sedp_docs.write.prosedoc import prose_docx
from tests.docx_builder import docx as package
from tests.docx_builder import p, table, zipped
from tests.plan_builder import Built, plan_from

FILE = "thuyet-minh.docx"
ECONOMY = "2.1 Lĩnh vực kinh tế"


@cache
def plan() -> Built:
    return plan_from("thuyet_minh: {ke-hoach: {I.II.2.1: [Kinh tế tăng trưởng.], I.II.2.2: [Văn hóa phát triển.]}}")


def word(built: Built | None = None) -> bytes:
    each = built or plan()
    return prose_docx(each.plan, each.catalog, template_bytes("ke-hoach", "commune", "lao-cai"))


def read(content: bytes) -> ProseDoc:
    outline = plan().catalog.level.outline
    assert outline is not None
    return read_prose(content, FILE, outline_of(plan().plan, outline))


def of_body(body: str, styles: str = "", numbering: str = "", footnotes: str = "") -> ProseDoc:
    """Read a file with this body below the heading of section I.II.2.1."""
    known = '<w:style w:styleId="Heading4" w:type="paragraph"><w:name w:val="heading 4"/></w:style>' + styles
    body = p(ECONOMY, style="Heading4") + body
    return read(package(body, styles=known, numbering=numbering, footnotes=footnotes))


def economy(body: str, **parts: str) -> list[str]:
    return of_body(body, **parts).sections.get("I.II.2.1", [])


def found(doc: ProseDoc, id: str) -> list[Problem]:
    return [problem for problem in doc.problems if problem.id == id]


def test_file_has_the_prescribed_headings_and_hints_in_order() -> None:
    texts = [text for place, text in paragraph_texts(word()) if place.startswith("đoạn")]
    assert texts[0] == "THUYẾT MINH KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI\nNĂM 2025 XÃ NẬM THOONG"
    at = texts.index("2.1 Lĩnh vực kinh tế")
    assert texts[at : at + 4] == [ECONOMY, WRITE, "Kinh tế tăng trưởng.", "2.2 Lĩnh vực văn hóa - xã hội"]
    assert "Phần I\nĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2024" in texts


def test_same_plan_gives_the_same_bytes() -> None:
    assert word() == word()


def test_untouched_file_reads_as_the_plan_without_a_word() -> None:
    back = read(word())
    assert back.sections == {"I.II.2.1": ["Kinh tế tăng trưởng."], "I.II.2.2": ["Văn hóa phát triển."]}
    assert back.problems == []
    assert back.properties == {"don_vi": "xã Nậm Thoong", "nam_ke_hoach": "2025", "tai_lieu": "ke-hoach"}
    assert back.places["I.II.2.1", 0] == "đoạn 15 “Kinh tế tăng trưởng.”"


def test_drafted_section_says_so() -> None:
    built = plan_from("thuyet_minh: {ke-hoach: {I.II.1: {tu_dong: true}}}")
    texts = [text for _, text in paragraph_texts(word(built))]
    assert sum("do chương trình viết từ số liệu" in text for text in texts) == 1


MARKDOWN = st.lists(
    st.sampled_from(
        ["\n- ", "\n1. ", "\n2. ", "\n  - ", "\n   1. ", "**", "*", "lúa", " ngô ", "5%", "{ma.kh_sau}", "{{", "\n\n", "\\\n",
         "|", "\n\n| a | b |\n| --- | :-: |\n| c | **d** |\n\n", "\\*", "&#45; ", "[^1]", "\n\n[^1]: ghi chú\n\n", "_",
         "<b>", ". "]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.mark.slow
@given(MARKDOWN)
@settings(max_examples=40, deadline=None)
def test_text_in_is_text_out(markdown: str) -> None:
    assume(not unclosed(markdown) and "\\{" not in markdown)
    blocks = parse(kept(markdown)).blocks
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    assume(not any(_typed_item(block) for block in paragraphs))
    assume(not any({a.kind, b.kind} == {"ordered"} and a.list_id != b.list_id for a, b in pairwise(paragraphs)))
    text = plan().plan.prose["ke-hoach"]["I.II.2.1"].model_copy(update={"paragraphs": (markdown,)})
    changed = plan().plan.model_copy(update={"prose": {"ke-hoach": {"I.II.2.1": text}}})
    content = prose_docx(changed, plan().catalog, template_bytes("ke-hoach", "commune", "lao-cai"))
    back = read(content).sections.get("I.II.2.1", [])
    assert prints_alike([markdown], back), back


def _typed_item(block: Paragraph) -> bool:
    """Tell whether a paragraph looks like an item in Word, where a typed dash is one, or lies deeper than our lists do."""
    text = "".join(run.text for run in block.runs).lstrip()
    return (block.kind == "text" and text[:2] in ("- ", "+ ", "-", "+", "*", "1.", "2.", "1. ", "2. ")) or block.level > 1


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD, NOT_BOLD, RAISED = "<w:b/>", '<w:b w:val="0"/>', '<w:vertAlign w:val="superscript"/>'
DELETED = "<w:del w:id='2'><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
NUMBERS = (
    '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="{0}"/><w:lvlText w:val="{1}"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num>'
)


def item(text: str, level: int = 0) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>{run(text)}</w:p>'


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        (f"<w:p>{run('Trồng ', BOLD)}{run('trọt. ', BOLD)}{run('Lúa')}</w:p>", ["**Trồng trọt.** Lúa"]),
        (f"<w:p>{run('còn {ty_le', BOLD)}{run('_ho_ngheo} hộ')}</w:p>", ["**còn {ty_le_ho_ngheo}** hộ"]),
        (f"<w:p>{run('a', BOLD + '<w:i/>')}{run('b', NOT_BOLD)}</w:p>", ["***a***b"]),
        ("<w:p><w:r><w:t>cột</w:t><w:tab/><w:t>giá</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>", ["cột giá\\\ndòng hai"]),
        ("<w:p><w:r><w:t>kinh\u00ad tế</w:t><w:softHyphen/></w:r></w:p>", ["kinh tế"]),
        (f"<w:p>{run('1.250 km')}{run('2', RAISED)}</w:p>", ["1.250 km²"]),
        (f"<w:p><w:ins w:id='1'>{run('thêm')}</w:ins>{DELETED}</w:p>", ["thêm"]),
        (f"<w:p><w:hyperlink>{run('trang của huyện')}</w:hyperlink></w:p>", ["trang của huyện"]),
        (p("- Lúa xuân") + p("+ giống lai") + p("Hết"), ["- Lúa xuân\n  - giống lai", "Hết"]),
        (p("2 * 3 * 4 = 24"), ["2 * 3 * 4 = 24"]),
        (p("*Ghi chú* có sao"), ["\\*Ghi chú\\* có sao"]),
        (p("![Cầu treo](hinh/cau.png)"), ["![Cầu treo](hinh/cau.png)"]),
        (p(unicodedata.normalize("NFD", "Kết quả")), ["Kết quả"]),
        (table(("Mục", "Số"), ("Lúa", "5")), ["| Mục | Số |\n| :--- | :--- |\n| Lúa | 5 |"]),
        (p("Tự viết trong đoạn gợi ý", style="GoiY"), ["Tự viết trong đoạn gợi ý"]),
        (p(WRITE + " Năm 2024 được mùa.", style="GoiY"), ["Năm 2024 được mùa."]),
        (p(WRITE, style="GoiY"), []),
    ],
)  # fmt: skip
def test_what_people_type_comes_back_as_markdown(body: str, markdown: list[str]) -> None:
    styles = '<w:style w:styleId="GoiY" w:type="paragraph"><w:name w:val="Gợi ý"/></w:style>'
    assert economy(body, styles=styles) == markdown


@pytest.mark.parametrize(
    ("form", "mark", "items", "markdown"),
    [
        ("bullet", "·", [("a", 0), ("b", 1), ("c", 0)], ["- a\n  1. b\n- c"]),
        ("decimal", "%1.", [("a", 0), ("b", 1), ("c", 0)], ["1. a\n   1. b\n2. c"]),
        ("decimal", "%1)", [("a", 0), ("b", 0)], ["1. a\n2. b"]),
        ("lowerRoman", "%1.", [("a", 0), ("b", 0)], ["i. a", "ii. b"]),
        ("upperLetter", "Mục %1:", [("a", 0), ("b", 0)], ["Mục A: a", "Mục B: b"]),
    ],
)  # fmt: skip
def test_lists_of_word(form: str, mark: str, items: list[tuple[str, int]], markdown: list[str]) -> None:
    assert economy("".join(item(*each) for each in items), numbering=NUMBERS.format(form, mark)) == markdown


def test_list_from_zero_counts_on() -> None:
    numbering = NUMBERS.format("decimal", "%1.").replace('w:start w:val="1"', 'w:start w:val="0"', 1)
    assert economy(item("a") + item("b") + item("c"), numbering=numbering) == ["0. a", "1\\. b", "2. c"]


def test_endless_label_is_cut() -> None:
    (markdown,) = economy(item("hết"), numbering=NUMBERS.format("upperLetter", "%1" * 100_000))
    assert len(markdown) < 300
    assert markdown.endswith("A hết")


def test_list_goes_on_after_a_paragraph() -> None:
    body = item("một") + p("xen giữa") + item("hai")
    assert economy(body, numbering=NUMBERS.format("decimal", "%1.")) == ["1. một\n\n   xen giữa\n\n2. hai"]


def test_footnote_comes_back_with_its_text() -> None:
    notes = f'<w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r>{run(" Số sơ bộ.")}</w:p></w:footnote>'
    body = f"<w:p>{run('Thu nhập tăng')}<w:r><w:footnoteReference w:id='3'/></w:r>{run('.')}</w:p>"
    assert economy(body, footnotes=notes) == ["Thu nhập tăng[^1].\n\n[^1]: Số sơ bộ."]


PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"
BOX = f"<w:p><w:r><w:pict><w:txbxContent>{p('chữ trong hộp')}</w:txbxContent></w:pict></w:r></w:p>"
MERGED = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("gộp") + "</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("body", "id", "words"),
    [
        (PICTURE, "TMW-07", "hình vẽ"),
        (BOX, "TMW-07", "chữ trong hộp"),
        (f"<w:p>{run('bỏ', '<w:strike/>')}</w:p>", "TMW-07", "gạch ngang"),
        ('<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/></w:p>', "TMW-07", "công thức"),
        (MERGED, "TMW-09", "ô gộp"),
        (table(("a", table(("b",)) + "<w:p/>")), "TMW-09", "bảng nằm trong bảng"),
        (p("đạt \uf0b7 kế hoạch"), "TMW-10", "U+F0B7"),
    ],
)  # fmt: skip
def test_what_prose_cannot_hold_is_reported_with_its_place(body: str, id: str, words: str) -> None:
    problems = found(of_body(body), id)
    assert len(problems) == 1
    assert words in problems[0].message
    assert problems[0].severity == "warning"
    assert problems[0].location.file == FILE
    assert problems[0].location.place.startswith(("đoạn ", "bảng 1"))


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def heading(document: Document, text: str):  # type: ignore[no-untyped-def]
    """Return the first paragraph with this text."""
    return next(each for each in document.paragraphs if each.text.replace("\n", " ") == text)


@pytest.mark.parametrize(
    ("now", "style", "expected"),
    [
        ("2.1 Lĩnh vực kinh tế", "heading 4", []),
        ("2.1. Lĩnh vực kinh tế", "heading 4", []),
        ("2.1) Lĩnh vực kinh tế:", "heading 4", []),
        ("2.1 LĨNH VỰC KINH TẾ", "heading 4", []),
        ("2.1   Lĩnh  vực kinh tế ", "heading 4", []),
        (unicodedata.normalize("NFD", "2.1 Lĩnh vực kinh tế"), "heading 4", []),
        ("2.1 Linh vuc kinh te", "heading 4", []),
        ("2.1 Lĩnh vực kinh tế", "Normal", []),
        ("2.1. LĨNH VỰC KINH TẾ", "Normal", []),
        ("2.1 Lĩnh vực kinh tế.", "Body Text", []),
        ("2.1 Lĩnh vực kinh tế", "heading 2", []),
        ("Lĩnh vực kinh tế", "heading 4", ["đã bị đổi số"]),
        ("2.7 Lĩnh vực kinh tế", "heading 4", ["đã bị đổi số"]),
        ("a) Lĩnh vực kinh tế", "heading 4", ["đã bị đổi số"]),
        ("2.1 Về kinh tế", "heading 4", ["đã bị đổi lời"]),
        ("2.1 Sản xuất, thương mại, dịch vụ", "heading 4", ["đã bị đổi lời"]),
        ("2.1 Lĩnh vực kinh tế xã", "Normal", ["đã bị đổi lời"]),
        ("2.9 Lĩnh vực kinh tế xã", "heading 4", ["đã bị đổi số"]),
    ],
)
def test_changed_heading_is_still_known(now: str, style: str, expected: list[str]) -> None:
    document = opened(word())
    changed = heading(document, ECONOMY)
    changed.text = now
    changed.style = style
    back = read(saved(document))
    assert back.sections == {"I.II.2.1": ["Kinh tế tăng trưởng."], "I.II.2.2": ["Văn hóa phát triển."]}
    told = [problem for problem in back.problems if problem.id == "TMW-02"]
    assert [words in problem.message for problem, words in zip(told, expected, strict=True)] == [True] * len(expected)
    for problem in told:
        assert "“2.1 Lĩnh vực kinh tế”" in problem.message  # what the form prints
        assert problem.location.place.startswith("đoạn 13 “")
    assert [problem.id for problem in back.problems] == [problem.id for problem in told]


def test_sections_in_another_order_keep_their_text() -> None:
    document = opened(word())
    first, text = heading(document, ECONOMY), heading(document, "Kinh tế tăng trưởng.")
    after = heading(document, "Văn hóa phát triển.")
    after._p.addnext(text._p)
    after._p.addnext(first._p)
    back = read(saved(document))
    assert back.sections == {"I.II.2.1": ["Kinh tế tăng trưởng."], "I.II.2.2": ["Văn hóa phát triển."]}
    assert back.problems == []


def test_heading_pasted_twice_joins_its_texts() -> None:
    document = opened(word())
    end = heading(document, "Văn hóa phát triển.")
    end.insert_paragraph_before(ECONOMY, "heading 4")
    back = read(saved(document))
    assert back.sections == {"I.II.2.1": ["Kinh tế tăng trưởng.", "Văn hóa phát triển."]}
    assert [problem.message for problem in found(back, "TMW-04")] == [
        "đề mục “2.1 Lĩnh vực kinh tế” có hai lần, chữ được nối lại vào mục I.II.2.1"
    ]


def test_unknown_heading_stays_as_text_of_the_section_above() -> None:
    document = opened(word())
    end = heading(document, "2.2 Lĩnh vực văn hóa - xã hội")
    end.insert_paragraph_before("Công tác giảm nghèo bền vững", "heading 4")
    end.insert_paragraph_before("Giảm 40 hộ.", "Body Text")
    back = read(saved(document))
    assert back.sections["I.II.2.1"] == ["Kinh tế tăng trưởng.", "Công tác giảm nghèo bền vững", "Giảm 40 hộ."]
    assert "Công tác giảm nghèo bền vững" in found(back, "TMW-03")[0].message


def test_own_numbered_heading_in_a_section_does_not_take_the_place_of_another() -> None:
    document = opened(word())
    end = heading(document, "2.2 Lĩnh vực văn hóa - xã hội")
    for title in ("1. Trồng trọt", "2. Chăn nuôi"):
        end.insert_paragraph_before(title, "heading 4")
    back = read(saved(document))
    assert back.sections["I.II.2.1"] == ["Kinh tế tăng trưởng.", "1\\. Trồng trọt", "2. Chăn nuôi"]


def test_deleted_heading_is_told_and_its_text_stays() -> None:
    document = opened(word())
    gone = heading(document, "2.2 Lĩnh vực văn hóa - xã hội")
    gone._p.getparent().remove(gone._p)
    back = read(saved(document))
    assert back.sections == {"I.II.2.1": ["Kinh tế tăng trưởng.", "Văn hóa phát triển."]}
    assert [(problem.severity, problem.message) for problem in back.problems] == [
        ("info", "không thấy đề mục của 1 mục: I.II.2.2")
    ]


def test_part_in_two_paragraphs_is_one_heading() -> None:
    document = opened(word())
    part = next(each for each in document.paragraphs if each.text.startswith("Phần II"))
    number, title = part.text.split("\n")
    part.insert_paragraph_before(number, "heading 1")
    part.text = title
    assert read(saved(document)).problems == []


def test_text_before_the_first_heading_is_told() -> None:
    document = opened(word())
    document.paragraphs[1].insert_paragraph_before("Người viết: chị Mai", "Body Text")
    problems = read(saved(document)).problems
    assert [(problem.id, problem.location.place) for problem in problems] == [("TMW-06", "đoạn 2 “Người viết: chị Mai”")]


def test_headings_numbered_by_word_are_known() -> None:
    document = opened(word())
    changed = heading(document, ECONOMY)
    changed.text = "Lĩnh vực kinh tế"
    changed._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'))
    assert read(saved(document)).sections["I.II.2.1"] == ["Kinh tế tăng trưởng."]


def test_hostile_file_is_refused() -> None:
    with pytest.raises(ReadError, match="macro"):
        read(package(p("a"), parts={"word/vbaProject.bin": b"x"}))
    with pytest.raises(ReadError):
        read(b"khong phai Word")


def test_hostile_table_does_not_blow_up() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + p("x") + "</w:tc>"
    rows = f"<w:tr>{cell * 200}</w:tr>" + f"<w:tr><w:tc>{p('y')}</w:tc></w:tr>" * 2000
    markdown = economy(f"<w:tbl>{rows}</w:tbl>")
    assert len(markdown[0]) < 1_000_000


def _mutated(content: bytes, seed: int) -> bytes:
    """Return the file with some bytes or some XML of a part changed."""
    chance = random.Random(seed)
    if seed % 3 == 0:
        data = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    parts = unzipped(content)
    name = chance.choice(
        ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "docProps/custom.xml"]
    )
    xml = parts[name].decode()
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(xml))
        end = at + chance.randint(0, 40)
        piece = chance.choice(
            ["", xml[at:end] * 2, "<w:p/>", "<w:numId w:val='999999999999'/>", "-1", "w:val", "<w:tbl>", "</w:p>"]
        )
        xml = xml[:at] + piece + xml[end:]
    if seed % 3 == 2:  # well-formed: attributes only
        xml = parts[name].decode()
        for value in ("0", "1", "2"):
            xml = xml.replace(f'w:val="{value}"', f'w:val="{chance.choice(["", "-5", "x", "99999999999999999999", "٣"])}"')
    return zipped(parts | {name: xml})


@pytest.mark.slow
def test_broken_files_are_refused_or_read() -> None:
    content = word(
        plan_from(
            "thuyet_minh: {ke-hoach: {I.II.2.1: ['- a\n  - b\n\n1. c\n\n| x | y |\n| - | - |\n| 1 | 2 |', 'n[^1]\n\n[^1]: m']}}"
        )
    )
    taken, refused = 0, []
    for seed in range(300):
        try:
            taken += bool(read(_mutated(content, seed)).sections)
        except ReadError as error:
            refused.append(error.problem)
    assert all(problem.hint and problem.location.file == FILE for problem in refused)
    assert 20 < taken < 300


def test_zip_is_in_order_and_without_a_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as package_:
        dates = {info.date_time for info in package_.infolist()}
        names = package_.namelist()
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert names[1:] == sorted(names[1:])
