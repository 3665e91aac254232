"""The papers of the council's dossier: heads by kind, values as voted, one annex for each unit, a unit without a council."""

from __future__ import annotations

import io
import pathlib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest

from sedp_docs.app.building import BuildOptions, build_plan
from sedp_docs.app.reports import due_ids, reports_of
from sedp_docs.problems import ReadError
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.templates import template_bytes
from sedp_docs.read.xlsxtext import cell_texts
from sedp_docs.report.build import WHOLE, Scope, build_report
from sedp_docs.report.papers import cited_paper
from sedp_docs.report.types import FieldValue, Report
from sedp_docs.write.annex import annex
from sedp_docs.write.word import prepare, render
from tests.plan_builder import Built, plan_from
from tests.test_app import COUNCIL, sample, word

AFTER = ("nghi-quyet", "quyet-dinh-giao", "ke-hoach-trien-khai", "ban-cong-khai", "cong-van-giao")
NOW = datetime(2024, 12, 19, 8, 0, tzinfo=UTC)

COMMUNE = """\
lan_lap: sau-hdnd
don_vi: {loai: xã, ten: Nậm Thoong, viet_tat: VP, cap_tren: [{loai: huyện, ten: Phìn Ngàn}]}
hdnd: {khoa: XXI, ky_hop: thứ mười một, ngay_khai_mac: 2024-12-18, ngay_be_mac: 2024-12-19}
co_quan: [{ma: vh-xh, ten: Văn hóa - Xã hội}, {ma: tram-yt, ten: Trạm Y tế xã}]
thon: [{ma: t1, ten: Nà Lốc}, {ma: t2, ten: Phìn Sưng}]
chi_tieu:
  - {ma: ty_le_bhyt, co_quan: tram-yt, trinh_hdnd: true, kh: 97, ket_qua: {uoc: 98}, kh_sau: {trinh: 98.2, hdnd: 98.7}}
  - {ma: viec_lam_moi, co_quan: vh-xh, trinh_hdnd: true, kh: 120, ket_qua: {uoc: 126}, kh_sau: {trinh: 130, hdnd: 130}}
theo_don_vi: [{chi_tieu: viec_lam_moi, don_vi: t2, ket_qua: {uoc: 9}, kh_sau: {giao: 12}}]
hoat_dong:
  - {ma: h1, ten: Làm đường, linh_vuc: kinh_te, danh_muc: A, de_xuat_cua: t1, khai_toan: 300, nguon_von: {ns_xa: 100}}
  - {ma: h2, ten: Xây chợ, linh_vuc: kinh_te, danh_muc: C, de_xuat_cua: t2, uu_tien_thon: 1, ly_do: Chưa có quy hoạch}
van_ban:
  ke-hoach:
    so: "5"
    ngay: 2024-12-05
    nguoi_ky: Lý A Sình
    can_cu: [Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015]
  nghi-quyet: {so: "27", nguoi_ky: Lò Văn Pành}
"""


def head(plan: Built, id: str) -> dict[str, FieldValue]:
    """Return the fields `van_ban.*` of a paper."""
    found = report(plan, id).fields["van_ban"]
    assert isinstance(found, dict)
    return found


def report(plan: Built, id: str, scope: Scope = WHOLE) -> Report:
    return build_report(plan.plan, plan.catalog, plan.figures, plan.catalog.forms[id], {}, scope)


def printed(made: Report) -> list[str]:
    template = prepare(template_bytes(made.form.id, "commune", "lao-cai"), made.form.id)
    return [text.replace("\u00a0", " ") for _, text in paragraph_texts(render(made, template))]


def column(made: Report, table: str, id: str) -> list[str]:
    return [row.cells[id].text for row in made.tables[table].rows if row.kind != "nhom"]


@pytest.mark.parametrize("document", COUNCIL)
def test_the_papers_for_the_council_read_as_they_should(document: str, golden: Callable[[str, str], None]) -> None:
    found = paragraph_texts(word(sample(), document))
    golden(f"commune/{document}", "\n".join(f"{place}: {text}" for place, text in found))


@pytest.mark.parametrize("document", AFTER)
def test_the_papers_after_the_vote_read_as_they_should(document: str, golden: Callable[[str, str], None]) -> None:
    golden(f"sau-hdnd/{document}", "\n".join(printed(report(plan_from(COMMUNE), document))))


# --- heads ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "number", "type"),
    [
        ("to-trinh", "/TTr-UBND", "TỜ TRÌNH"),
        ("nghi-quyet", "/NQ-HĐND", "NGHỊ QUYẾT"),
        ("quyet-dinh-giao", "/QĐ-UBND", "QUYẾT ĐỊNH"),
        ("bao-cao-tom-tat", "/BC-UBND", "BÁO CÁO"),
        ("ke-hoach-trien-khai", "/KH-UBND", "KẾ HOẠCH"),
        ("ban-cong-khai", "/TB-UBND", "THÔNG BÁO"),
        ("cong-van-giao", "/UBND-VP", "CÔNG VĂN"),
    ],
)
def test_number_and_type_follow_the_kind_of_paper(id: str, number: str, type: str) -> None:
    """NĐ 30/2020, Phụ lục III, mục I; Phụ lục I, Phần I, mục II.3.b."""
    found = head(plan_from(COMMUNE), id)
    assert str(found["so_ky_hieu"]).endswith(number)
    assert found["ten_loai"] == type


def test_a_resolution_is_the_council_s() -> None:
    """NĐ 30/2020, Phụ lục III, Mẫu 1.1."""
    found = head(plan_from(COMMUNE), "nghi-quyet")
    assert found["co_quan"] == "HỘI ĐỒNG NHÂN DÂN\nXÃ NẬM THOONG"
    assert found["tham_quyen"] == "HỘI ĐỒNG NHÂN DÂN XÃ NẬM THOONG\nKHÓA XXI, KỲ HỌP THỨ MƯỜI MỘT"
    assert (found["quyen_han"], found["chuc_vu"], found["nguoi_ky"]) == ("", "CHỦ TỊCH", "Lò Văn Pành")
    assert found["so_ky_hieu"] == "Số: 27/NQ-HĐND"
    assert found["noi_ngay"] == "Nậm Thoong, ngày 19 tháng 12 năm 2024"
    lines = printed(report(plan_from(COMMUNE), "nghi-quyet"))
    assert "QUYẾT NGHỊ:" in lines
    assert not [line for line in lines if line.startswith("TM.")]
    assert [line for line in lines if line.startswith("Nghị quyết này đã được")] == [
        "Nghị quyết này đã được Hội đồng nhân dân xã Nậm Thoong khóa XXI, kỳ họp thứ mười một thông qua ngày 19 tháng 12 năm 2024"
        " và có hiệu lực kể từ ngày thông qua./."
    ]


def test_a_resolution_before_the_vote_is_a_draft_without_number_and_day() -> None:
    found = head(plan_from(COMMUNE.replace("sau-hdnd", "trinh-hdnd")), "nghi-quyet")
    assert found["du_thao"] == "DỰ THẢO"
    assert str(found["so_ky_hieu"]).split() == ["Số:", "/NQ-HĐND"]
    assert str(found["noi_ngay"]).split() == ["Nậm", "Thoong,", "ngày", "tháng", "năm", "2024"]


def test_a_revised_draft_has_the_resolution_s_text_and_stays_a_draft() -> None:
    plan = plan_from(COMMUNE + 'thuyet_minh: {nghi-quyet: {"3": ["Làm đường trước mùa mưa."]}}\n')
    assert head(plan, "nghi-quyet-chinh-ly")["du_thao"] == "DỰ THẢO CHỈNH\u00a0LÝ"
    assert "Làm đường trước mùa mưa." in printed(report(plan, "nghi-quyet-chinh-ly"))


def test_other_papers_are_signed_and_based_as_the_plan_unless_they_say_otherwise() -> None:
    plan = plan_from(
        COMMUNE.replace(
            "  nghi-quyet:", "  to-trinh: {quyen_han: KT. CHỦ TỊCH, chuc_vu: PHÓ CHỦ TỊCH, nguoi_ky: Vàng A Páo}\n  nghi-quyet:"
        )
    )
    decision, letter = head(plan, "quyet-dinh-giao"), head(plan, "to-trinh")
    assert (decision["quyen_han"], decision["nguoi_ky"]) == ("TM. ỦY BAN NHÂN DÂN", "Lý A Sình")
    assert (letter["quyen_han"], letter["chuc_vu"], letter["nguoi_ky"]) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vàng A Páo")
    assert decision["can_cu"] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Nghị quyết số 27/NQ-HĐND ngày 19 tháng 12 năm 2024 của Hội đồng nhân dân xã Nậm Thoong về kế hoạch phát triển"
        " kinh tế - xã hội năm 2025.",
    ]


def test_one_addressee_stands_on_the_line_and_several_below_it() -> None:
    """NĐ 30/2020, Phụ lục I, Phần I, mục II.9.d."""
    assert head(plan_from(COMMUNE), "to-trinh")["kinh_gui"] == ["Kính gửi: Hội đồng nhân dân xã Nậm Thoong."]
    assert head(plan_from(COMMUNE), "cong-van-van-kien")["kinh_gui"] == [
        "Kính gửi:",
        "- Thường trực Hội đồng nhân dân xã Nậm Thoong;",
        "- Ủy ban nhân dân huyện Phìn Ngàn.",
    ]


# --- citing papers ----------------------------------------------------------------------------------------------------


def test_papers_are_cited_with_gaps_until_they_have_a_number() -> None:
    plan = plan_from(
        COMMUNE + "van_ban_khac: [{ma: bao-cao-tham-tra, ten_loai: Báo cáo, so_ky_hieu: 9/BC-HĐND, co_quan: Ban Kinh tế}]\n"
    )

    def cited(id: str) -> str:
        return " ".join((cited_paper(plan.plan, plan.catalog, id) or "").split())

    assert cited("ke-hoach") == "Kế hoạch số 05/KH-UBND ngày 05 tháng 12 năm 2024 của Ủy ban nhân dân xã Nậm Thoong"
    assert cited("to-trinh") == "Tờ trình số /TTr-UBND ngày tháng năm 2024 của Ủy ban nhân dân xã Nậm Thoong"
    assert cited("bao-cao-tham-tra") == "Báo cáo số 9/BC-HĐND ngày tháng năm 2024 của Ban Kinh tế"
    assert cited("thong-bao-cap-uy") == "Thông báo kết luận số ngày tháng năm 2024 của Đảng ủy xã"
    assert cited_paper(plan.plan, plan.catalog, "khong-co") is None


def test_prose_cites_papers_and_an_unknown_one_is_an_error() -> None:
    plan = plan_from(COMMUNE + 'thuyet_minh: {ke-hoach: {"I.III": ["Theo {vb.nghi-quyet}.", "Theo {vb.nghi-quyt}."]}}\n')
    said = [text for text in printed(report(plan, "ke-hoach")) if text.startswith("Theo ")]
    assert said[0] == "Theo Nghị quyết số 27/NQ-HĐND ngày 19 tháng 12 năm 2024 của Hội đồng nhân dân xã Nậm Thoong."
    (problem,) = plan.problems("TM-01")
    assert "nghi-quyt" in problem.message
    assert "nghi-quyet" in problem.hint


# --- values -----------------------------------------------------------------------------------------------------------


def test_a_resolution_prints_what_was_voted_and_its_draft_what_is_submitted() -> None:
    voted, submitted = plan_from(COMMUNE), plan_from(COMMUNE.replace("sau-hdnd", "trinh-hdnd"))
    assert column(report(voted, "nghi-quyet"), "chi_tieu_nghi_quyet", "kh_y") == ["98,7", "130"]
    assert column(report(submitted, "nghi-quyet"), "chi_tieu_nghi_quyet", "kh_y") == ["98,2", "130"]
    assert column(report(voted, "quyet-dinh-giao"), "giao_chi_tieu", "kh_y") == ["130", "98,7", "12"]


def test_the_letter_lists_the_papers_of_its_stage_without_letters() -> None:
    made = report(plan_from(COMMUNE), "cong-van-giao")
    assert column(made, "danh_muc_ho_so", "so") == ["01", "02", "03", "04", "05"]
    assert column(made, "danh_muc_ho_so", "ghi_chu") == [
        "Số 27/NQ-HĐND ngày 19/12/2024", "Số 05/KH-UBND ngày 05/12/2024", "Kèm theo", "Kèm theo", "Kèm theo",
    ]  # fmt: skip


def test_a_letter_does_not_enclose_a_paper_that_is_dated_after_it() -> None:
    dated = COMMUNE.replace("sau-hdnd", "trinh-hdnd").replace(
        "van_ban:\n", "van_ban:\n  cong-van-trinh: {ngay: 2024-12-06}\n  giai-trinh: {so: 12, ngay: 2024-12-13}\n", 1
    )
    made = report(plan_from(dated), "cong-van-trinh")
    notes = dict(zip(column(made, "danh_muc_ho_so", "so"), column(made, "danh_muc_ho_so", "ghi_chu"), strict=True))
    assert (notes["03"], notes["10"]) == ("Số 05/KH-UBND ngày 05/12/2024", "Gửi sau")


def test_the_resolution_is_listed_as_a_draft_until_the_vote() -> None:
    before = report(plan_from(COMMUNE.replace("sau-hdnd", "trinh-hdnd")), "cong-van-trinh")
    after = report(plan_from(COMMUNE), "cong-van-giao")
    title = "Nghị quyết về kế hoạch phát triển kinh tế - xã hội"
    assert f"Dự thảo {title}" in column(before, "danh_muc_ho_so", "tai_lieu")
    assert title in column(after, "danh_muc_ho_so", "tai_lieu")


def test_a_unit_is_assigned_its_targets_in_the_order_of_the_plan() -> None:
    rows = """
don_vi_cap_duoi: [{ma: nt, loai: xã, ten: Nậm Thoong}]
chi_tieu: [{ma: san_luong_luong_thuc}, {ma: ty_le_bhyt}]
theo_don_vi:
  - {chi_tieu: ty_le_bhyt, don_vi: nt, kh_sau: {giao: 97.5}}
  - {chi_tieu: san_luong_luong_thuc, don_vi: nt, kh_sau: {giao: 1250}}
"""
    assigned = report(plan_from(f"lan_lap: sau-hdnd{rows}"), "quyet-dinh-giao")
    assert column(assigned, "giao_chi_tieu", "kh_y")[-2:] == ["1.250,0", "97,5"]


@pytest.mark.parametrize(
    ("round_", "last"), [("sau-hdnd", "Căn cứ Nghị quyết số 27/NQ-HĐND"), ("trinh-hdnd", "Căn cứ Luật Tổ chức")]
)
def test_a_plan_issued_after_the_vote_rests_on_the_resolution(round_: str, last: str) -> None:
    bases = head(plan_from(COMMUNE.replace("sau-hdnd", round_)), "ke-hoach")["can_cu"]
    assert isinstance(bases, list)
    assert str(bases[-1]).startswith(last)


def test_an_article_stays_with_its_points_and_the_last_one_with_the_signature() -> None:
    document = docx.Document("templates/shared/quyet-dinh-giao.docx")
    kept = {each.text[:7]: each.paragraph_format.keep_with_next for each in document.paragraphs if each.text.startswith("Điều")}
    assert kept == {"Điều 1.": True, "Điều 2.": True, "Điều 3.": True}
    resolution = docx.Document("templates/shared/nghi-quyet.docx")
    ends = [each.paragraph_format.keep_with_next for each in resolution.paragraphs if each.text.startswith("Điều 2")]
    assert ends == [None]


OPINIONS = """\
y_kien:
  - {nguon: Thôn Nà Lốc, y_kien: Làm đường sớm, ket_qua: tiep_thu, cho_sua: Danh mục A}
  - {nguon: Ban Kinh tế - Xã hội HĐND xã, y_kien: Nâng dự toán thu, ket_qua: giai_trinh, tiep_thu_giai_trinh: Chưa có nguồn}
  - {nguon: Ban Công tác Mặt trận thôn Nà Lốc, y_kien: Công khai đóng góp, ket_qua: mot_phan, tiep_thu_giai_trinh: Theo quý}
"""


def test_the_board_s_opinion_is_answered_apart_from_the_consultation() -> None:
    plan = plan_from(COMMUNE + OPINIONS)
    consulted, answered = report(plan, "tong-hop-tham-van"), report(plan, "giai-trinh")
    assert column(consulted, "y_kien_tham_van", "y_kien") == ["Làm đường sớm", "Công khai đóng góp"]
    assert column(report(plan, "ke-hoach"), "y_kien", "y_kien") == ["Làm đường sớm", "Công khai đóng góp"]
    assert column(consulted, "y_kien_nguon", "tong") == ["1", "1", "2"]
    assert column(answered, "y_kien_tham_tra", "y_kien") == ["Nâng dự toán thu", "Làm đường sớm", "Công khai đóng góp"]


class Edit:
    what, old, new = "Tỷ lệ tham gia BHYT, kế hoạch năm 2025", "98,0%", "98,2%"
    reason = "Theo ý kiến thẩm tra"


def test_edits_since_the_last_round_are_printed_with_their_reasons() -> None:
    plan = plan_from(COMMUNE + "ho_so: {ban_truoc: lan-1.yaml}\n")
    lines = printed(report(plan, "giai-trinh", Scope(edits=(Edit(),))))
    at = lines.index("Tỷ lệ tham gia BHYT, kế hoạch năm 2025")
    assert lines[at : at + 4] == ["Tỷ lệ tham gia BHYT, kế hoạch năm 2025", "98,0%", "98,2%", "Theo ý kiến thẩm tra"]
    assert "Phụ lục II" in lines


def test_without_a_last_round_a_sentence_stands_for_the_table_of_edits() -> None:
    lines = printed(report(plan_from(COMMUNE), "giai-trinh"))
    assert any(line.startswith("Hồ sơ được gửi lần đầu nên không có bảng so sánh với bản trước") for line in lines)
    assert "Phụ lục II" not in lines


def test_build_takes_the_edits_from_the_snapshot_that_the_plan_names(tmp_path: pathlib.Path) -> None:
    text = pathlib.Path("samples/commune.yaml").read_text(encoding="utf-8")
    (tmp_path / "lan-1.yaml").write_text(text, encoding="utf-8")
    source = tmp_path / "xa.yaml"
    start = text.index("- ma: viec_lam_moi")
    changed = text[:start] + text[start:].replace("trinh: 130", "trinh: 135", 1)
    source.write_text(changed + "ho_so: {ban_truoc: lan-1.yaml}\n", encoding="utf-8")
    built = build_plan(source, BuildOptions(tmp_path / "ra", only=("giai-trinh",)), NOW)
    assert built.saved is not None
    texts = [text for _, text in paragraph_texts((tmp_path / "ra" / "giai-trinh.docx").read_bytes())]
    assert [each for each in texts if each.startswith("130")]
    assert [each for each in texts if each.startswith("135")]
    (tmp_path / "lan-1.yaml").unlink()
    lost = build_plan(source, BuildOptions(tmp_path / "ra", only=("giai-trinh",)), NOW)
    assert lost.saved is None
    (problem,) = [problem for problem in lost.problems if problem.severity == "error"]
    assert "lan-1.yaml" in problem.message
    assert problem.location.place == f"dòng {changed.count(chr(10)) + 1}, cột 20"


# --- one unit ---------------------------------------------------------------------------------------------------------


def test_every_unit_that_gets_targets_has_an_annex_of_its_own() -> None:
    lines = printed(report(plan_from(COMMUNE), "quyet-dinh-giao"))
    assert [line for line in lines if line.startswith("Phụ lục ")] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    titles = [line for line in lines if line.startswith("CHỈ TIÊU KẾ HOẠCH NĂM 2025 GIAO CHO")]
    assert [title.removeprefix("CHỈ TIÊU KẾ HOẠCH NĂM 2025 GIAO CHO\n") for title in titles] == [
        "VĂN HÓA - XÃ HỘI", "TRẠM Y TẾ XÃ", "THÔN PHÌN SƯNG",
    ]  # fmt: skip


def test_the_annex_of_one_unit_is_a_file_of_its_own_with_its_number() -> None:
    (made,) = reports_of(plan_from(COMMUNE).case, {}, ["quyet-dinh-giao"], "t2")
    assert made.name == "quyet-dinh-giao-t2"
    lines = printed(made)
    assert lines[:2] == ["Phụ lục III", "CHỈ TIÊU KẾ HOẠCH NĂM 2025 GIAO CHO\nTHÔN PHÌN SƯNG"]
    assert "12" in lines
    assert "98,7" not in lines
    assert set(made.figures) == {"viec_lam_moi.t2.uoc", "viec_lam_moi.t2.kh_sau.giao"}


def test_each_village_gets_a_page_with_the_answer_to_what_it_asked_for() -> None:
    (made,) = reports_of(plan_from(COMMUNE).case, {}, ["ban-cong-khai"], "t2")
    lines = printed(made)
    assert lines[1] == "KẾT QUẢ XEM XÉT ĐỀ XUẤT KẾ HOẠCH NĂM 2025 CỦA\nTHÔN PHÌN SƯNG"
    at = lines.index("Xây chợ")
    assert lines[at + 2 : at + 4] == ["Chưa đưa vào kế hoạch", "Chưa có quy hoạch"]


def test_a_unit_without_an_annex_is_refused(tmp_path: pathlib.Path) -> None:
    source = pathlib.Path("samples/commune.yaml")
    with pytest.raises(ReadError, match="không có đơn vị “t1” để in quyet-dinh-giao"):
        build_plan(source, BuildOptions(tmp_path, only=("quyet-dinh-giao",), unit="t1"), NOW)


# --- a unit without a council -----------------------------------------------------------------------------------------

ALONE = COMMUNE.replace("viet_tat: VP,", "viet_tat: VP, co_hdnd: false,").replace("hdnd: {khoa", "# hdnd: {khoa")


def test_a_unit_without_a_council_has_no_paper_of_a_council() -> None:
    after, before = plan_from(ALONE).case, plan_from(ALONE.replace("sau-hdnd", "cap-nhat")).case
    assert {"nghi-quyet", "to-trinh", "giai-trinh"}.isdisjoint({*due_ids(after), *due_ids(before)})
    assert {"quyet-dinh-giao", "ke-hoach-trien-khai", "ban-cong-khai"} <= set(due_ids(after))


def test_its_decision_rests_on_its_plan_and_needs_no_vote() -> None:
    plan = plan_from(ALONE)
    bases = head(plan, "quyet-dinh-giao")["can_cu"]
    assert isinstance(bases, list)
    assert bases[-1] == "Căn cứ Kế hoạch số 05/KH-UBND ngày 05 tháng 12 năm 2024 của Ủy ban nhân dân xã Nậm Thoong."
    assert [problem for problem in plan.problems() if problem.id.startswith("TH-")] == []


@pytest.mark.parametrize("id", ["quyet-dinh-giao", "ke-hoach-trien-khai", "ban-cong-khai", "cong-van-giao", "bieu-chi-tieu"])
def test_its_papers_say_nothing_of_a_council(id: str) -> None:
    said = "\n".join(printed(report(plan_from(ALONE), id)))
    assert "HĐND" not in said.replace("NQ-HĐND", "HĐND")
    assert "Hội đồng nhân dân" not in said


def test_no_table_has_a_column_on_the_council_in_word_or_excel() -> None:
    made = report(plan_from(ALONE), "bieu-chi-tieu")
    assert "kh_x_hdnd" not in {column.id for column in made.tables["chi_tieu"].layout.columns}
    assert sum(column.width for column in made.tables["chi_tieu"].layout.columns) == 247
    cells = [text for _, text in cell_texts(annex(made))]
    assert "Cấp trên giao" in cells
    assert "HĐND quyết nghị" not in cells
    assert "HĐND quyết nghị" in printed(report(plan_from(COMMUNE), "bieu-chi-tieu"))


def test_the_papers_of_a_department_are_its_own() -> None:
    plan = plan_from(COMMUNE)
    unit = plan.plan.unit.model_copy(update={"issuer": "Sở Nông nghiệp và Phát triển nông thôn", "abbreviation": "SNN"})
    plan = replace(plan, plan=plan.plan.model_copy(update={"unit": unit}))
    found = head(plan, "quyet-dinh-giao")
    assert found["co_quan_tren"] == "ỦY BAN NHÂN DÂN\nXÃ NẬM THOONG"
    assert found["co_quan"] == "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"
    assert (found["quyen_han"], found["chuc_vu"]) == ("", "GIÁM ĐỐC")
    assert str(found["so_ky_hieu"]).endswith("/QĐ-SNN")


def test_the_sections_of_a_paper_are_not_more_than_its_annexes_need() -> None:
    """Where the table of edits is left out, so is its page."""
    content = word(sample(), "giai-trinh")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.read("word/document.xml").decode().count("<w:sectPr>") == 2
