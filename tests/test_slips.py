"""Forms for hand filling: one copy for each village or office, known values printed, the rest left to the pen."""

from __future__ import annotations

import io
import pathlib
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from lxml import etree

from sedp_docs.app.building import BuildOptions, Built, build_plan
from sedp_docs.app.reports import due_ids
from sedp_docs.app.slips import copies, printable_slips
from sedp_docs.problems import ReadError
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.docxtext import paragraph_texts
from tests.plan_builder import plan_from
from tests.test_app import SAMPLE, sample

NOW = datetime(2024, 5, 8, 8, 0, tzinfo=UTC)
CATALOG = load_catalog("lao-cai", "commune")
FORMS = [form.id for form in CATALOG.forms.values() if form.filled_by]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = """\
phien_ban: 1
quy_trinh: lao-cai
cap: xa
don_vi: {loai: phường, ten: Tả Van}
nam_ke_hoach: 2025
lan_lap: du-thao
"""
PLACES = """\
co_quan:
  - {ma: tyt, ten: Trạm Y tế, dau_moi: Phàn Mùi Pham, dien_thoai: 0912 000 001, han_gui: 2024-05-24}
  - {ma: tc-kt, ten: Tài chính - Kế toán}
thon:
  - {ma: T1, ten: Nà Lốc, truong_thon: Lò Văn Ín, so_ho: 1104, km_duong_be_tong: 6.25, nha_van_hoa: false}
  - {ma: t1, ten: "5", loai: tổ dân phố}
"""
FIGURES = """\
chi_tieu:
  - {ma: ty_le_ho_ngheo, lich_su: {2023: 18.4}, kh: 15}
  - {ma: ty_le_lao_dong_qua_dao_tao, co_quan: tyt, lich_su: {2023: 97.125}, kh: "từ 98", ket_qua: {uoc: 98.6}}
  - {ma: viec_lam_moi, co_quan: tyt}
hoat_dong:
  - {ma: a, ten: Làm đường liên thôn, linh_vuc: kinh_te, danh_muc: B, de_xuat_cua: T1, uu_tien_thon: 2,
     dia_diem: Nà Lốc, khoi_luong: 0.7, don_vi_tinh: km}
  - {ma: b, ten: Kéo nước về thôn, linh_vuc: kinh_te, danh_muc: C, de_xuat_cua: T1, uu_tien_thon: 1,
     ly_do: chưa khảo sát}
  - {ma: c, ten: Mở lớp học nghề, linh_vuc: kinh_te, danh_muc: B, de_xuat_cua: tyt}
"""


def built(text: str, folder: pathlib.Path, *only: str, unit: str = "", draft: bool = False) -> Built:
    source = folder / "xa.yaml"
    source.write_text(text, encoding="utf-8")
    return build_plan(source, BuildOptions(folder / "ra", only=only, unit=unit, draft=draft), NOW)


def written(made: Built) -> list[str]:
    assert made.saved is not None, [str(problem) for problem in made.problems]
    return made.saved.written


def rows(content: bytes) -> list[list[str]]:
    """Return the cells of the bordered table of a form, row by row."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    grids = [table for table in body.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblStyle[@{W}val='TableGrid']") is not None]
    return [
        ["".join(map(str, cell.itertext())) for cell in row.iter(f"{W}tc")] for table in grids for row in table.iter(f"{W}tr")
    ]


def words(content: bytes) -> str:
    return "\n".join(text for _, text in paragraph_texts(content))


@pytest.mark.parametrize("id", FORMS)
def test_the_forms_of_the_sample_read_as_they_should(id: str, golden: Callable[[str, str], None]) -> None:
    code = "t3" if CATALOG.forms[id].filled_by == "thon" else "vh-xh"
    printed = printable_slips(sample().case, code)[f"{id}-{code}.docx"]
    golden(f"commune/{id}", "\n".join(f"{place}: {text}" for place, text in paragraph_texts(printed)))


def test_no_round_calls_for_a_form_that_waits_to_be_asked_for() -> None:
    assert set(due_ids(sample().case)).isdisjoint(FORMS)
    assert len(FORMS) == 5


def test_one_file_for_each_village_whatever_the_letter_case_of_its_code(tmp_path: pathlib.Path) -> None:
    assert written(built(HEAD + PLACES, tmp_path, "f-slcb")) == ["f-slcb-t1.docx", "f-slcb-t1-2.docx"]


def test_unit_prints_the_copy_of_one(tmp_path: pathlib.Path) -> None:
    made = built(HEAD + PLACES, tmp_path, "f-slcb", "phieu-so-lieu", unit="tyt")
    assert written(made) == ["phieu-so-lieu-tyt.docx"]


@pytest.mark.parametrize(
    ("only", "unit", "said"),
    [
        (("f-slcb",), "T2", "không có đơn vị “T2” để in f-slcb (các mã có: T1, t1)"),
        (("f-slcb",), "tyt", "không có đơn vị “tyt” để in f-slcb"),
        (
            (),
            "T1",
            "“ke-hoach” không in riêng từng đơn vị, không dùng được với --unit (chọn bằng --only một trong: quyet-dinh-giao,",
        ),
        (("f-slcb", "ke-hoach"), "T1", "“ke-hoach” không in riêng từng đơn vị"),
    ],
)
def test_a_unit_that_cannot_be_printed_is_refused(tmp_path: pathlib.Path, only: tuple[str, ...], unit: str, said: str) -> None:
    with pytest.raises(ReadError) as refused:
        built(HEAD + PLACES, tmp_path, *only, unit=unit, draft=True)
    error = refused.value.problem
    assert f"{error.message} ({error.hint})".startswith(said)


def test_missing_values_do_not_stop_a_blank_form_but_a_code_used_twice_does(tmp_path: pathlib.Path) -> None:
    made = built(HEAD + PLACES + FIGURES, tmp_path, "phieu-so-lieu")
    assert written(made) == ["phieu-so-lieu-tyt.docx", "phieu-so-lieu-tc-kt.docx"]
    assert made.problems == []
    assert built(HEAD + PLACES + FIGURES, tmp_path, "phieu-so-lieu", "ke-hoach").saved is None
    assert built(HEAD + PLACES.replace("ma: t1", "ma: T1"), tmp_path, "f-slcb").saved is None


@pytest.mark.parametrize("id", FORMS)
def test_a_plan_without_villages_and_offices_gives_one_copy_with_room_for_the_name(id: str, tmp_path: pathlib.Path) -> None:
    assert written(built(HEAD, tmp_path, id)) == [f"{id}.docx"]
    printed = words((tmp_path / "ra" / f"{id}.docx").read_bytes())
    assert "……" in printed
    assert "chưa có:" not in printed
    assert "None" not in printed


def test_a_draft_of_the_plan_prints_its_blank_forms_without_yellow(tmp_path: pathlib.Path) -> None:
    built(HEAD + PLACES + FIGURES, tmp_path, "phieu-so-lieu", "khung-tddg", draft=True)
    printed = words((tmp_path / "ra" / "phieu-so-lieu-tyt.docx").read_bytes())
    assert "[chưa có" not in printed
    assert "CÒN THIẾU" not in printed
    assert "CÒN THIẾU" in words((tmp_path / "ra" / "khung-tddg.docx").read_bytes())


def test_a_village_sees_what_is_known_of_it_and_writes_the_rest(tmp_path: pathlib.Path) -> None:
    case = plan_from(HEAD + PLACES).case
    known = {row[1]: row[3:] for row in rows(printable_slips(case, "T1")["f-slcb-t1.docx"])}
    assert known["Tổng số hộ"] == ["1.104", ""]
    assert known["Đường bê tông"] == ["6,3", ""]
    assert known["Nhà văn hóa (có hay chưa)"] == ["Chưa", ""]
    assert known["Hộ cận nghèo"] == ["", ""]
    other = {row[1]: row[3:] for row in rows(printable_slips(case, "t1")["f-slcb-t1-2.docx"])}
    assert other["Nhà văn hóa (có hay chưa)"] == ["", ""]


def test_a_village_is_called_what_it_is() -> None:
    printed = words(printable_slips(plan_from(HEAD + PLACES).case, "t1")["f-slcb-t1-2.docx"])
    assert "Tổ dân phố 5, năm 2024" in printed.replace("\u00a0", " ")
    assert "Tổ trưởng tổ dân phố" in printed
    assert "Số của tổ dân phố" in printed


def test_what_the_village_proposed_is_printed_in_its_order_with_rows_left_to_write() -> None:
    slips = printable_slips(plan_from(HEAD + PLACES + FIGURES).case, "T1")
    proposed = [row for row in rows(slips["f-dx-t1.docx"]) if len(row) == 6][1:]
    assert proposed[:2] == [
        ["", "Kéo nước về thôn", "", "", "", ""],
        ["", "Làm đường liên thôn", "Nà Lốc; 0,7\u00a0km", "", "", ""],
    ]
    assert proposed[2:] == [[""] * 6] * 9
    scored = rows(slips["f-gioi-t1.docx"])[2:]
    assert [row[:2] for row in scored[:3]] == [["1", "Kéo nước về thôn"], ["2", "Làm đường liên thôn"], ["", ""]]


def test_an_office_gets_its_own_rows_with_what_was_done_and_planned() -> None:
    slips = printable_slips(plan_from(HEAD + PLACES + FIGURES).case, "tyt")
    assert list(slips) == ["phieu-so-lieu-tyt.docx"]
    head, *body = rows(slips["phieu-so-lieu-tyt.docx"])
    assert head[3:] == ["Thực hiện 2023", "Kế hoạch 2024", "6 tháng 2024", "Ước năm 2024", "Đề nghị 2025"]
    assert [row[3:] for row in body if row[1].startswith("Tỷ lệ")] == [["97,1", "từ 98,0", "", "", ""]]
    assert len([row for row in body if row[1]]) == 2
    assert body[-2:] == [[""] * 8] * 2
    text = words(slips["phieu-so-lieu-tyt.docx"])
    assert "Đầu mối: Phàn Mùi Pham" in text
    assert "Hạn gửi: 24/05/2024" in text


def test_every_row_to_write_in_is_9_mm_high_and_no_type_is_under_12_pt() -> None:
    for id in FORMS:
        for table in (CATALOG.tables[id] for id in CATALOG.forms[id].all_tables()):
            assert table.row_height >= 9
            assert table.size >= 12
        [report, *_] = copies(sample().case, CATALOG.forms[id])
        blank = [row for t in report.tables.values() for row in t.rows if not any(cell.text for cell in row.cells.values())]
        assert blank or id == "f-slcb"


def test_no_code_of_the_plan_and_no_analyst_s_word_reaches_a_village() -> None:
    for content in printable_slips(sample().case, "t3").values():
        assert not re.search(r"SWOT|điểm mạnh|\bt3\b|[a-z]+_[a-z]+|\{", words(content))


def test_the_minutes_have_what_the_sample_form_of_the_decree_has_in_its_order() -> None:
    text = words(printable_slips(sample().case, "t3")["f-bbt-t3.docx"])
    wanted = ("Số: ", "BIÊN BẢN", "Thời gian bắt đầu:", "Địa điểm:", "Thành phần tham dự", "Chủ trì (chủ tọa):",
              "Thư ký (người ghi biên bản):", "Nội dung:", "Cuộc họp kết thúc vào", "THƯ KÝ", "CHỦ TỌA",
              "- Lưu: VT, Hồ sơ.")  # fmt: skip
    places = [text.index(words_) for words_ in wanted]
    assert places == sorted(places)
    assert "Trong đó nữ" in text


def test_blank_forms_are_no_part_of_what_the_next_build_compares(tmp_path: pathlib.Path) -> None:
    built(HEAD + PLACES + FIGURES, tmp_path, "phieu-so-lieu")
    changed = (HEAD + PLACES + FIGURES).replace("97.125", "96")
    assert built(changed, tmp_path, "phieu-so-lieu").changed == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_forms_of_a_village_fill_whole_pages(tmp_path: pathlib.Path) -> None:
    made = build_plan(SAMPLE, BuildOptions(tmp_path, only=FORMS[:4], unit="t3", pdf=True), NOW)
    assert made.saved is not None
    pages = {}
    for pdf in tmp_path.glob("*.pdf"):
        told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        pages[pdf.stem] = int(told.split("Pages:")[1].split()[0])
    assert pages == {"f-slcb-t3": 1, "f-dx-t3": 2, "f-bbt-t3": 2, "f-gioi-t3": 1}
