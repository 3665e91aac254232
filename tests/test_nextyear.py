"""Next year's plan out of this year's."""

from __future__ import annotations

import pathlib
from datetime import date
from decimal import Decimal
from typing import Any

from click.testing import CliRunner
from hypothesis import given, settings

from sedp_docs.app.nextyear import make_next_year
from sedp_docs.cli import main
from sedp_docs.model import Plan, Target
from sedp_docs.model.tree import tree_of
from sedp_docs.model.values import parse_target
from sedp_docs.nextyear import next_year
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.plans import load_plan
from tests.plan_builder import plan_from
from tests.plan_strategy import plans

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"


def turned(text: str) -> tuple[dict[str, Any], str]:
    """Return the tree of next year's plan and all that was said of it."""
    built = plan_from(text)
    made = next_year(built.plan, built.catalog)
    return tree_of(made.plan), "\n".join(made.done)


def value(amount: str | int) -> Target:
    return Target("value", Decimal(amount))


def test_the_resolved_plan_becomes_the_plan_and_the_best_result_becomes_history() -> None:
    tree, said = turned("""
chi_tieu:
  - {ma: ty_le_bhyt, lich_su: {2023: 97}, kh: 98, ket_qua: {thang_6: 90, uoc: 98.6, nam: 98.7},
     kh_sau: {giao: 98.5, trinh: 98.8, hdnd: 99}, muc_tieu_5_nam: 99, ly_do: Mưa, ngay_so_lieu: 2024-11-20, nguon: BHXH}
  - {ma: so_hoc_sinh, ket_qua: {uoc: 900}, kh_sau: {giao: 910, trinh: "từ 920"}}
  - {ma: viec_lam_moi, ket_qua: {thang_6: 5}, kh_sau: {giao: 60}}
""")
    assert (tree["nam_ke_hoach"], tree["lan_lap"]) == (2026, "du-thao")
    assert tree["chi_tieu"] == [
        {"ma": "ty_le_bhyt", "nguon": "BHXH", "lich_su": {2023: 97, 2024: Decimal("98.7")},
         "kh": {"giao": value("98.5"), "hdnd": value(99)}},
        {"ma": "so_hoc_sinh", "lich_su": {2024: 900}, "kh": {"giao": value(910), "hdnd": parse_target("từ 920")}},
        {"ma": "viec_lam_moi", "kh": {"giao": value(60)}},
    ]  # fmt: skip
    assert "3 dòng số liệu: kế hoạch năm 2025 (quyết nghị" in said
    assert "1 dòng số liệu: số thực hiện năm 2024" in said
    assert "1 dòng số liệu: ước năm 2024" in said
    assert "1 mục tiêu 5 năm của giai đoạn 2021 - 2025 đã bỏ; nhập mục tiêu của giai đoạn 2026 - 2030" in said


def test_a_five_year_target_stays_within_its_five_years() -> None:
    tree, said = turned("nam_ke_hoach: 2024\nchi_tieu: [{ma: ty_le_bhyt, muc_tieu_5_nam: 99}]")
    assert tree["chi_tieu"] == [{"ma": "ty_le_bhyt", "muc_tieu_5_nam": value(99)}]
    assert "1 mục tiêu 5 năm được giữ" in said


def test_every_column_of_a_crop_is_turned() -> None:
    tree, _ = turned("""
trong_trot:
  - {ma: che, cay: Chè, nhom_cay: cong_nghiep_lau_nam, dien_tich: {ket_qua: {uoc: 185}, kh_sau: {trinh: 195}},
     dien_tich_thu_hoach: {ket_qua: {uoc: 142}}, nang_suat: {ket_qua: {uoc: 62}}}
""")
    crop = tree["trong_trot"][0]
    assert crop["dien_tich"] == {"lich_su": {2024: 185}, "kh": {"hdnd": value(195)}}
    assert (crop["dien_tich_thu_hoach"], crop["nang_suat"]) == ({"lich_su": {2024: 142}}, {"lich_su": {2024: 62}})


def test_what_was_added_up_from_villages_goes_into_history_as_it_was_printed() -> None:
    tree, said = turned("""
thon:
  - {ma: t1, ten: Nậm Thoong, truong_thon: Lò Văn Ín, so_ho: 140, ho_ngheo: {dau_nam: 42, thoat_ngheo: 9, phat_sinh: 1},
     nha_van_hoa: true, han_gui: 2024-02-29}
chi_tieu: [{ma: tong_so_ho}, {ma: so_ho_ngheo}, {ma: ty_le_ho_ngheo}]
""")
    assert tree["thon"] == [
        {"ma": "t1", "ten": "Nậm Thoong", "truong_thon": "Lò Văn Ín", "han_gui": date(2025, 2, 28), "ho_ngheo": {"dau_nam": 34},
         "nha_van_hoa": True},
    ]  # fmt: skip
    history = {row["ma"]: row.get("lich_su") for row in tree["chi_tieu"]}
    assert history["tong_so_ho"] == {2024: 140}
    assert "chỉ tiêu tính từ số liệu thôn: ước năm 2024 đã ghi làm số năm trước" in said
    assert "1 thôn: hộ nghèo cuối năm 2024 thành đầu năm 2025" in said


PROJECT = "linh_vuc: kinh_te, danh_muc: A, khai_toan: 10, nguon_von: {ns_xa: 10}, uu_tien_xa: 1"


def test_projects_go_on_with_their_money_and_phase() -> None:
    tree, said = turned("""
du_an:
  - {ma: xong, ten: Cầu, giai_doan: hoan_thanh, luy_ke: 5}
  - {ma: no, ten: Chợ, giai_doan: hoan_thanh, luy_ke: 2000, nam_nay: {ke_hoach: 1400}, tra_no_xdcb: 50, nam_sau: {ns_xa: 50}}
  - {ma: sap, ten: Kho, giai_doan: du_kien_hoan_thanh, hoan_thanh: 2025, nam_sau: {ns_xa: 1}}
  - {ma: tiep, ten: Đê, giai_doan: chuyen_tiep, hoan_thanh: 2026, nam_nay: {ke_hoach: 7}, nam_sau: {ns_xa: 1, ctmtqg: 2}}
  - {ma: moi, ten: Đường, giai_doan: khoi_cong_moi, hoan_thanh: 2027}
  - {ma: cbdt, ten: Trạm, giai_doan: chuan_bi_dau_tu}
""")
    rows = {row["ma"]: row for row in tree["du_an"]}
    assert rows["no"] == {"ma": "no", "ten": "Chợ", "giai_doan": "hoan_thanh", "luy_ke": 3400, "nam_nay": {"ke_hoach": 50}}
    phases = {code: row["giai_doan"] for code, row in rows.items()}
    assert phases == {"no": "hoan_thanh", "sap": "hoan_thanh", "tiep": "du_kien_hoan_thanh", "moi": "chuyen_tiep",
                      "cbdt": "chuan_bi_dau_tu"}  # fmt: skip
    assert (rows["tiep"]["luy_ke"], rows["tiep"]["nam_nay"]) == (7, {"ke_hoach": 3})
    assert "1 dự án hoàn thành, không còn vốn kế hoạch đã bỏ: xong" in said
    assert "3 dự án đổi giai đoạn, kiểm tra lại: sap, tiep, moi" in said


def test_left_over_activities_are_candidates_without_funds_and_rank() -> None:
    tree, said = turned(f"""
du_an:
  - {{ma: d1, ten: Đê, giai_doan: chuyen_tiep, hoan_thanh: 2027}}
  - {{ma: d2, ten: Kho, giai_doan: du_kien_hoan_thanh, hoan_thanh: 2025}}
hoat_dong:
  - {{ma: dai, ten: Đắp đê, {PROJECT}, den_thang: 5, du_an: d1}}
  - {{ma: xong, ten: Làm kho, {PROJECT}, den_thang: 12, du_an: d2}}
  - {{ma: gon, ten: Tập huấn, {PROJECT}, tu_thang: 2, den_thang: 6}}
  - {{ma: quanh_nam, ten: Vệ sinh, linh_vuc: kinh_te, danh_muc: A, tu_thang: 1, den_thang: 12}}
  - {{ma: cho_von, ten: Kéo điện, linh_vuc: kinh_te, danh_muc: B, khai_toan: 9, uu_tien_xa: 2, uu_tien_thon: 1, den_thang: 4}}
  - {{ma: loai, ten: Sân, linh_vuc: kinh_te, danh_muc: C, ly_do: Chưa cần}}
theo_doi: [{{hoat_dong: gon}}, {{hoat_dong: dai}}, {{chi_tieu: ty_le_bhyt}}]
""")
    lists = {row["ma"]: row["danh_muc"] for row in tree["hoat_dong"]}
    assert lists == {"dai": "B", "quanh_nam": "A", "cho_von": "B", "loai": "C"}
    assert not any({"uu_tien_xa", "uu_tien_thon", "nguon_von"} & row.keys() for row in tree["hoat_dong"])
    assert tree["theo_doi"] == [{"hoat_dong": "dai"}, {"chi_tieu": "ty_le_bhyt"}]
    assert "2 hoạt động danh mục A xong trong năm đã bỏ, lấy lại nếu chưa xong: xong, gon" in said


def test_texts_begin_anew_and_what_stays_is_listed_for_review() -> None:
    tree, said = turned("""
hdnd: {khoa: XXI, ky_hop: thứ mười một, ngay_khai_mac: 2024-12-18}
ngay_chot_so_lieu: 2024-11-25
co_quan: [{ma: vp, ten: Văn phòng, han_gui: 2024-11-20}]
nguon_luc: [{ma: ns_xa, uoc_nam_nay: 390, du_kien: 400, can_cu: Dự toán}]
y_kien: [{nguon: Thôn, y_kien: Sửa đường, ket_qua: tiep_thu}]
chenh_lech: [{bang: chi_tieu, ma: a, cot: ket_qua.uoc, gia_tri: "5"}]
thuyet_minh:
  ke-hoach: {I.I.1: {doan: [Cũ], nguoi_viet: vp, trang_thai: đã duyệt}, I.II.1: {tu_dong: true, doan: [Cũ]}, I.III: [Cũ]}
van_ban:
  ke-hoach: {so: "12", ngay: 2024-12-05, nguoi_ky: Giàng Seo Lử, can_cu: [Luật Đầu tư công], trich_yeu: Kế hoạch năm 2025}
""")
    assert tree["hdnd"] == {"khoa": "XXI"}
    assert "ngay_chot_so_lieu" not in tree
    assert tree["co_quan"] == [{"ma": "vp", "ten": "Văn phòng", "han_gui": date(2025, 11, 20)}]
    assert tree["nguon_luc"] == [{"ma": "ns_xa", "can_cu": "Dự toán"}]
    assert tree["thuyet_minh"] == {"ke-hoach": {"I.I.1": {"nguoi_viet": "vp"}, "I.II.1": {"tu_dong": True}}}
    assert tree["van_ban"] == {
        "ke-hoach": {"nguoi_ky": "Giàng Seo Lử", "can_cu": ["Luật Đầu tư công"], "trich_yeu": "Kế hoạch năm 2025"}
    }
    assert not {"y_kien", "chenh_lech"} & tree.keys()
    assert "văn bản ke-hoach: căn cứ được giữ, xem lại còn hiệu lực không: Luật Đầu tư công" in said
    assert "văn bản ke-hoach: trích yếu được giữ, xem lại năm: Kế hoạch năm 2025" in said


@settings(max_examples=60, deadline=None)
@given(plans(cap="commune", nam_ke_hoach=2025))
def test_any_plan_has_a_next_year(plan: Plan) -> None:
    new = next_year(plan, load_catalog(plan.procedure, plan.level)).plan
    assert new.plan_year == 2026
    assert tree_of(Plan.model_validate(tree_of(new))) == tree_of(new)


def test_next_year_of_the_sample_is_a_plan_that_can_be_built(tmp_path: pathlib.Path) -> None:
    made = make_next_year(SAMPLE, tmp_path / "nam-2026.yaml")
    assert made.written is not None
    loaded = load_plan(made.written)
    assert loaded.problems == []
    built = CliRunner().invoke(
        main, ["build", "--draft", "--only", "bieu-chi-tieu", str(made.written), "-o", str(tmp_path / "ra")]
    )
    assert (built.exit_code, (tmp_path / "ra" / "bieu-chi-tieu.docx").exists()) == (0, True)


def test_a_file_that_cannot_be_typed_makes_no_next_year(tmp_path: pathlib.Path) -> None:
    source = tmp_path / "hong.yaml"
    source.write_text("cap: xa\n", encoding="utf-8")
    made = make_next_year(source, tmp_path / "moi.yaml")
    assert made.problems
    assert (made.written, (tmp_path / "moi.yaml").exists()) == (None, False)
