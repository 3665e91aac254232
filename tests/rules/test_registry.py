"""The registry as a whole: identity, documentation, order, and that no plan makes a rule raise."""

from __future__ import annotations

import pathlib
import re
import unicodedata
from dataclasses import replace

import pytest

from sedp_docs.problems import Problem
from sedp_docs.rules import RULES, rule
from sedp_docs.rules.page import GROUPS, page
from tests.plan_builder import plan_from
from tests.rules.test_rules import EXAMPLES

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("id", RULES)
def test_rule_is_described(id: str) -> None:
    known = RULES[id]
    assert known.id == id
    assert re.fullmatch(r"[A-Z]{2}-\d\d", id)
    assert id[:2] in dict(GROUPS)
    assert known.title == unicodedata.normalize("NFC", known.title)
    assert known.title
    assert "|" not in known.title + known.cite
    assert known.check.__doc__


def test_titles_tell_rules_apart() -> None:
    assert len({known.title for known in RULES.values()}) == len(RULES)


def test_page_lists_every_rule_as_it_is() -> None:
    """To write the page anew: python -c "from sedp_docs.rules.page import page; print(page(), end='')" > docs/quy-tac.md."""
    assert (ROOT / "docs" / "quy-tac.md").read_text(encoding="utf-8") == page()
    for known in RULES.values():
        assert f"| {known.id} | {known.title} |" in page()


def test_an_id_cannot_be_taken_twice() -> None:
    with pytest.raises(ValueError, match="PL-01"):
        rule("PL-01", "Lần nữa")(RULES["PL-01"].check)


def lines(problems: list[Problem]) -> list[int]:
    return [int(found[1]) for problem in problems if (found := re.match(r"dòng (\d+)", problem.location.place))]


def test_problems_come_in_the_order_of_the_file() -> None:
    built = plan_from("""
van_ban: {kehoach: {}}
chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 102}}]
hoat_dong: [{ma: hd1, ten: Sửa mương, linh_vuc: kinh_te, danh_muc: C}]
du_an: [{ma: da1, ten: Đường Phìn Sưng, giai_doan: khoi_cong_moi}]
""")
    assert lines(built.problems()) == sorted(lines(built.problems()))
    assert {"VB-02", "PL-13", "HD-02", "DA-03"} <= {problem.id for problem in built.problems()}


ODD = {
    "figures of nothing": """
chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 98}}, {ma: tuyen_quan}]
thuyet_minh:
  ke-hoach:
    "I.III":
      - "{ty_le_bhyt.ty_trong} {ty_le_bhyt.1} {ty_le_bhyt.9999} {ty_le_bhyt.chenh_kh}"
      - "{tuyen_quan.ty_trong} {tuyen_quan.tang} {tuyen_quan.kh_sau.hdnd} {tuyen_quan.so_muc_tieu}"
""",
    "discrepancies of nothing": f"""
thon: [{{ma: t1, ten: A, so_ho: 1}}]
chenh_lech:
  - {{bang: thon, ma: t1, cot: "{"." * 30_000}", gia_tri: 1}}
  - {{bang: thon, ma: t1, cot: "", gia_tri: ""}}
  - {{bang: thon, ma: t1, cot: ho_ngheo, gia_tri: "1\\n2"}}
  - {{bang: "", ma: "", cot: ma, gia_tri: x, don_vi_gui: t2}}
""",
    "nothing at all": "",
    "empty lists": "chi_tieu: []\nhoat_dong: []\nthuyet_minh: {}\nvan_ban: {}",
    "zeros": """
thon: [{ma: t1, ten: A, so_ho: 0, nhan_khau: 0, ho_ngheo: {dau_nam: 0}}]
chi_tieu: [{ma: ty_le_ho_ngheo, lich_su: {2023: 0}, kh: 0, ket_qua: {uoc: 0}, kh_sau: {giao: 0, trinh: 0}, muc_tieu_5_nam: 0}]
ngan_sach: [{ma: a, phan: thu, ten: A, kh: 0}, {ma: b, phan: chi, ten: B, khoan: du_phong, kh: 0}]
du_an: [{ma: d, ten: D, giai_doan: hoan_thanh, tong_muc_dau_tu: 0, nam_nay: {}}]
""",
    "every code the same": """
co_quan: [{ma: x, ten: X}]
thon: [{ma: x, ten: X}]
chi_tieu: [{ma: x, kh: 1}, {ma: x, kh: 2}]
trong_trot: [{ma: x, cay: X, nhom_cay: an_qua, dien_tich: {}, nang_suat: {}, dien_tich_thu_hoach: {}}]
chan_nuoi: [{ma: x, ten: X, don_vi_tinh: x}]
ngan_sach: [{ma: x, phan: thu, ten: X, thuoc: x}]
hoat_dong: [{ma: x, ten: X, linh_vuc: x, danh_muc: A, dau_ra: x, du_an: x, de_xuat_cua: x, nguon_von: {x: 1}}]
theo_doi: [{chi_tieu: x, hoat_dong: x}]
""",
    "the largest numbers": """
trong_trot:
  - ma: lua
    cay: Lúa
    nhom_cay: luong_thuc_co_hat
    dien_tich: {ket_qua: {uoc: 999999999999999999}, kh_sau: {trinh: 999999999999999999}}
    nang_suat: {ket_qua: {uoc: 999999999999999999}, kh_sau: {trinh: 0.000000001}}
chi_tieu:
  - {ma: san_luong_luong_thuc, lich_su: {2023: 0.000000001}, kh: 999999999999999999, ket_qua: {uoc: 1}, kh_sau: {trinh: 1}}
  - {ma: dan_so_trung_binh, kh: 1, ket_qua: {uoc: 0.000000001}, kh_sau: {trinh: 1}}
  - {ma: luong_thuc_binh_quan, kh: 1, ket_qua: {uoc: 1}, kh_sau: {trinh: 1}}
""",
    "targets of every kind": """
chi_tieu:
  - {ma: ty_le_bhyt, kh: "97,5 - 98,5", ket_qua: {uoc: 98}, kh_sau: {giao: từ 98, trinh: duy trì 98}, muc_tieu_5_nam: trên 98}
  - {ma: viec_lam_moi, kh: tăng thêm 80, ket_qua: {uoc: 60}, kh_sau: {giao: tăng thêm 90, trinh: tăng thêm 80}}
  - {ma: ty_le_ho_ngheo, kh: dưới 4, ket_qua: {uoc: 4}, kh_sau: {giao: giảm 3, trinh: "3 - 4"}, muc_tieu_5_nam: dưới 2}
""",
    "prose for nothing": """
thuyet_minh:
  ke-hoach: {"": "", "I": [], "x.y": ["{}", "{ }", "{.}", "{dem}", "{ds.x}", "{hoat_dong.}", "{du_an.so.so}", "{{", "}"]}
""",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_no_rule_raises_on_an_odd_plan(text: str) -> None:
    assert all(problem.message for problem in plan_from(text).problems())


@pytest.mark.parametrize("id", EXAMPLES)
def test_no_rule_raises_on_examples_of_others_and_plans_stay_as_they_are(id: str) -> None:
    built = plan_from(EXAMPLES[id].bad)
    before = built.plan.model_dump_json()
    built.problems()
    assert built.plan.model_dump_json() == before


def test_a_document_without_a_form_yet_makes_no_rule_raise() -> None:
    built = plan_from("van_ban: {ke-hoach: {nguoi_ky: Lý A Sình}}\n")
    (first, *_) = built.catalog.level.documents
    level = built.catalog.level.model_copy(update={"documents": (first, first.model_copy(update={"id": "to-trinh"}))})
    listed = replace(built, catalog=replace(built.catalog, level=level))
    assert "VB-07" not in {problem.id for problem in listed.problems()}
