"""A template is a Word file: what people and their programs do to it in Word and LibreOffice does not stop a build."""

from __future__ import annotations

import io
import pathlib
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from click.testing import CliRunner
from lxml import etree

from sedp_docs.app.building import BuildOptions, Built, build_plan
from sedp_docs.app.cases import open_plan
from sedp_docs.app.pictures import pictures_of
from sedp_docs.app.printing import Templates, print_reports
from sedp_docs.app.reports import reports_of
from sedp_docs.cli import main
from sedp_docs.problems import Problem, ReadError, TemplateError
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.templates import template_bytes
from sedp_docs.rules import Case
from sedp_docs.write.adopt import NEEDED
from sedp_docs.write.pack import unzipped
from tests.docx_builder import docx, p, part, texts, zipped
from tests.edited.office import edited

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOW = datetime(2024, 12, 5, 14, 12, tzinfo=UTC)
INTRODUCTION = "Ủy ban nhân dân xã Nậm Thoong ban hành Kế hoạch phát triển kinh tế - xã hội năm 2025 với các nội dung sau:"
REFERENCES = r'<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val="([^"]*)"'


@cache
def ours() -> bytes:
    return template_bytes("ke-hoach", "commune", "lao-cai")


def built(template: bytes, folder: pathlib.Path, only: str = "ke-hoach") -> tuple[Built, bytes]:
    """Build the sample with one template of a keeper; return what came of it and the document."""
    templates = folder / "mau"
    templates.mkdir()
    (templates / f"{only}.docx").write_bytes(template)
    done = build_plan(SAMPLE, BuildOptions(folder / "out", only=[only], templates=templates), NOW)
    return done, (folder / "out" / f"{only}.docx").read_bytes()


def printed(content: bytes) -> list[str]:
    """Return the texts of a document but those of page headers (LibreOffice makes one for each section)."""
    return [text for place, text in paragraph_texts(content) if not place.startswith("đầu trang")]


@cache
def case() -> Case:
    opened = open_plan(SAMPLE).case
    assert opened is not None
    return opened


def made(template: bytes | None, folder: pathlib.Path) -> tuple[list[Problem], bytes]:
    """Return what `build` makes of the plan report with one template of a keeper, without writing it."""
    if template is not None:
        (folder / "ke-hoach.docx").write_bytes(template)
    pictures, _ = pictures_of(SAMPLE.parent, case())
    files, problems = print_reports(
        reports_of(case(), {}, ["ke-hoach"]),
        pictures,
        Templates(folder if template else None, "commune", case().catalog),
        lambda report, _: report,
    )
    return problems, files["ke-hoach.docx"]


@cache
def usual() -> list[str]:
    return printed(made(None, pathlib.Path())[1])


def styles_without_definition(content: bytes) -> set[str]:
    files = {name: data.decode() for name, data in unzipped(content).items() if name.endswith(".xml")}
    defined = set(re.findall(r'w:styleId="([^"]*)"', files["word/styles.xml"]))
    return {id for xml in files.values() for id in re.findall(REFERENCES, xml)} - defined


# --- edited in LibreOffice --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return our template of the plan report after each edit that tests/edited/Edit.bas makes in LibreOffice."""
    return edited(ours(), tmp_path_factory.mktemp("edited"))


def changed(old: str, *new: str) -> list[str]:
    at = usual().index(old)
    return [*usual()[:at], *new, *usual()[at + 1 :]]


def moved() -> list[str]:
    """Return the usual texts with the first table of the text below the heading "2.1 Lĩnh vực kinh tế"."""
    start, end, to = (usual().index(text) for text in ("STT", "Không đếm các dòng “trong đó” và các chỉ tiêu không xác định "
                      "chiều tăng, giảm.", "2.1 Lĩnh vực kinh tế"))  # fmt: skip
    return [*usual()[:start], *usual()[end : to + 1], *usual()[start:end], *usual()[to + 1 :]]


EDITS: dict[str, Callable[[], list[str]]] = {
    "luu_lai": usual,
    "qua_odt": usual,
    "qua_doc": usual,
    "doi_kieu_doan": usual,
    "doi_phong_tieu_de": usual,
    "lien_ket_ghi_chu": usual,
    "chuyen_bang": moved,
    "them_doan": lambda: changed(INTRODUCTION, INTRODUCTION, "Toàn xã có 986\u00a0hộ, kế hoạch năm 2025."),
    "tu_sua_loi": lambda: changed(INTRODUCTION, INTRODUCTION.replace("2025 với", "2024 – 2025 với")),
    "sua_co_theo_doi": lambda: changed(
        INTRODUCTION,
        INTRODUCTION.replace("ban hành", "xây dựng và ban hành").replace("2025 với", "2024 với"),
        "Đoạn thêm khi theo dõi, năm 2025.",
    ),
    "xoa_doan_co_theo_doi": lambda: changed(INTRODUCTION),
}


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_a_template_edited_in_libreoffice_prints_what_it_should(
    edit: str, office: dict[str, bytes], tmp_path: pathlib.Path
) -> None:
    done, content = built(office[edit], tmp_path)
    assert printed(content) == EDITS[edit]()
    assert styles_without_definition(content) == set()
    assert not re.search(r"<w:(ins|del|comment\w+|moveFrom|moveTo|\w+Change)[ />]|\{\{|\{%", part(content))
    assert [problem.severity for problem in done.problems if problem.id == "TPL-10"] == ["info"]


@pytest.mark.slow
def test_the_look_given_in_libreoffice_is_the_look_printed(office: dict[str, bytes], tmp_path: pathlib.Path) -> None:
    restyled, heading = made(office["doi_kieu_doan"], tmp_path)[1], made(office["doi_phong_tieu_de"], tmp_path)[1]
    assert re.search(r'<w:pStyle w:val="Heading4"/>(?:(?!</w:p>).)*Ủy ban nhân dân ', part(restyled))
    styles = part(heading, "word/styles.xml")
    assert re.search(r'w:styleId="Heading2">(?:(?!</w:style>).)*w:ascii="Arial"', styles)


@pytest.mark.slow
def test_a_style_that_libreoffice_lost_comes_from_our_template_and_is_told(
    office: dict[str, bytes], tmp_path: pathlib.Path
) -> None:
    problems, _ = made(office["qua_odt"], tmp_path)
    told = [problem for problem in problems if problem.id == "TPL-12"]
    assert [problem.severity for problem in told] == ["warning"]
    assert "“Bảng SEDP”" in told[0].message


def test_a_column_deleted_in_word_is_not_printed(tmp_path: pathlib.Path) -> None:
    files = unzipped(ours())
    files["word/document.xml"] = without_column(files["word/document.xml"], "Vượt kế hoạch")
    _, content = made(zipped(files), tmp_path)
    cells = [place for place, text in paragraph_texts(content) if place.startswith("bảng") and text == "Đạt kế hoạch"]
    assert len(cells) == 1
    assert "Vượt kế hoạch" not in printed(content)
    number = cells[0].split(",")[0]
    rows = [[text for place, text in paragraph_texts(content) if place.startswith(f"{number}, dòng {n},")] for n in (1, 6)]
    assert rows == [
        ["STT", "Lĩnh vực", "Số chỉ tiêu", "Đạt kế hoạch", "Đạt và vượt", "Chưa đạt", "Chưa đánh giá"],
        ["Tổng số", "38", "15", "36", "2", "0"],
    ]


def without_column(xml: bytes, title: str) -> bytes:
    """Delete the column below a heading of a table as Word does: a cell of each row, a column less in merged cells."""
    root = etree.fromstring(xml)
    grid = next(each for each in root.iter(f"{WORD}tbl") if any(t.text == title for t in each.iter(f"{WORD}t")))
    first = next(grid.iter(f"{WORD}tr"))
    at = [title in list(cell.itertext()) for cell in first.iterchildren(f"{WORD}tc")].index(True)
    for row in grid.iterchildren(f"{WORD}tr"):
        drop_cell(row, at)
    columns = grid.find(f"{WORD}tblGrid")
    assert columns is not None
    columns.remove(columns[at])
    return etree.tostring(root)


def drop_cell(row: etree._Element, at: int) -> None:
    column = 0
    for cell in list(row.iterchildren(f"{WORD}tc")):
        span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
        width = 1 if span is None else int(span.get(f"{WORD}val", "1"))
        if column <= at < column + width:
            if span is None:
                row.remove(cell)
            else:
                span.set(f"{WORD}val", str(width - 1))
            return
        column += width


# --- styles -----------------------------------------------------------------------------------------------------------


def with_styles(change: Callable[[str], str]) -> bytes:
    files = unzipped(ours())
    return zipped(files | {"word/styles.xml": change(files["word/styles.xml"].decode())})


def test_styles_are_found_by_their_names_as_word_gives_them_other_ids(tmp_path: pathlib.Path) -> None:
    """Vietnamese Word writes ids made of its own names: "Body Text" is "ThnVnban" there."""
    files = unzipped(ours())
    renamed = {name: re.sub(rb'"BodyText"', b'"ThnVnban"', data) for name, data in files.items()}
    problems, content = made(zipped(renamed), tmp_path)
    assert styles_without_definition(content) == set()
    assert printed(content) == usual()
    assert "TPL-12" not in [problem.id for problem in problems]


def test_a_style_that_took_a_name_of_ours_makes_room(tmp_path: pathlib.Path) -> None:
    """LibreOffice has a "Caption" of its own and calls ours, "caption", "Caption1"."""
    other = '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="Caption"/></w:style>'
    template = with_styles(lambda xml: xml.replace('"Caption"', '"Caption1"').replace("</w:styles>", f"{other}</w:styles>"))
    styles = part(made(template, tmp_path)[1], "word/styles.xml")
    assert 'w:styleId="Caption"><w:name w:val="caption"/>' in styles
    assert 'w:styleId="CaptionKhac"><w:name w:val="Caption"/>' in styles


def test_a_template_drawn_from_nothing_gets_styles_lists_and_notes_of_ours(tmp_path: pathlib.Path) -> None:
    problems, content = made(docx(p("Năm {{ nam_y }}") + p('{{p muc["I.I.1"] }}') + p('{{p muc["I.II.2.1"] }}')), tmp_path)
    assert styles_without_definition(content) == set()
    assert set(NEEDED) <= set(re.findall(r'w:styleId="([^"]*)"', part(content, "word/styles.xml")))
    assert "word/numbering.xml" in unzipped(content)
    assert [problem.id for problem in problems if problem.id.startswith("TPL")] == ["TPL-10"]


def test_missing_list_styles_bring_their_lists(tmp_path: pathlib.Path) -> None:
    template = with_styles(lambda xml: re.sub(r'<w:style [^>]*"List(Number|Bullet)">.*?</w:style>', "", xml))
    files = unzipped(template)
    other = (
        b'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="7"/>'
    )
    files["word/numbering.xml"] = re.sub(rb"(?s)<w:abstractNum .*(?=</w:num>)", other, files["word/numbering.xml"])
    problems, content = made(zipped(files), tmp_path)
    styles, numbering = part(content, "word/styles.xml"), part(content, "word/numbering.xml")
    number = re.search(r'"ListNumber">(?:(?!</w:style>).)*<w:numId w:val="(\d+)"/>', styles)
    assert number is not None
    kind = re.search(rf'<w:num w:numId="{number[1]}"><w:abstractNumId w:val="(\d+)"/>', numbering)
    assert kind is not None
    assert re.search(rf'w:abstractNumId="{kind[1]}">(?:(?!</w:abstractNum>).)*"decimal"', numbering)
    assert "“List Bullet”, “List Number”" in next(problem.message for problem in problems if problem.id == "TPL-12")


# --- the folder -------------------------------------------------------------------------------------------------------


def test_build_says_which_templates_it_used_and_takes_ours_for_the_rest(tmp_path: pathlib.Path) -> None:
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau" / "khung-tddg.docx").write_bytes(docx(p("Khung của tỉnh, năm {{ nam_y }}")))
    told = CliRunner().invoke(main, ["build", str(SAMPLE), "-o", str(tmp_path / "out"), "--templates", str(tmp_path / "mau")])
    assert told.exit_code == 0, told.output
    assert f"Lưu ý: {tmp_path / 'mau' / 'khung-tddg.docx'}: in theo mẫu này thay cho mẫu gốc [TPL-10]" in told.output
    assert texts((tmp_path / "out" / "khung-tddg.docx").read_bytes()) == ["Khung của tỉnh, năm 2025"]
    assert printed((tmp_path / "out" / "ke-hoach.docx").read_bytes())[:1] == usual()[:1]


def test_our_own_template_in_the_folder_prints_the_same_bytes_and_needs_no_process(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sedp_docs.app.printing._new_worker", lambda: pytest.fail("a process was started"))
    _, content = built(ours(), tmp_path)
    build_plan(SAMPLE, BuildOptions(tmp_path / "khac", only=["ke-hoach"]), NOW)
    assert content == (tmp_path / "khac" / "ke-hoach.docx").read_bytes()


def test_a_folder_that_is_not_there_and_one_without_a_fitting_name(tmp_path: pathlib.Path) -> None:
    with pytest.raises(ReadError, match="không có thư mục mẫu"):
        build_plan(SAMPLE, BuildOptions(tmp_path / "out", templates=tmp_path / "mau"), NOW)
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau" / "Kế hoạch.docx").write_bytes(ours())
    done = build_plan(SAMPLE, BuildOptions(tmp_path / "out", only=["ke-hoach"], templates=tmp_path / "mau"), NOW)
    told = next(problem for problem in done.problems if problem.id == "TPL-11")
    assert told.hint == "đặt tên tệp mẫu là: ke-hoach.docx"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"khong phai zip", "tệp hỏng"),
        (docx(p("x"), {"word/vbaProject.bin": b"x"}), "macro"),
        (docx("<w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>"), "DDEAUTO"),
        (docx(p("{{ nam_yy }}")), "có phải là nam_y"),
        (docx(p("{{ nam_y.__class__ }}")), "__class__"),
    ],
    ids=["no zip", "macro", "field", "unknown", "code"],
)
def test_a_bad_template_stops_the_build_before_anything_is_written(template: bytes, said: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(TemplateError) as refused:
        built(template, tmp_path)
    assert said in str(refused.value.problem)
    assert refused.value.problem.location.file == str(tmp_path / "mau" / "ke-hoach.docx")
    assert not (tmp_path / "out").exists()


def test_a_zip_that_word_would_open_is_what_comes_out(tmp_path: pathlib.Path) -> None:
    _, content = made(docx(p("{{ nam_y }}")), tmp_path)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        related = package.read("word/_rels/document.xml.rels").decode()
        assert {f"word/{target}" for target in re.findall(r'Target="([^"]*)"', related)} <= set(package.namelist())
