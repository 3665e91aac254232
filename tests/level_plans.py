"""Small plans of a district, a province and a sector, written in the planner's words: few rows, every kind of table."""

from __future__ import annotations

COMMUNES = ("Nậm Thoong", "Sín Lủng", "Tả Chải", "Phìn Hồ", "Bản Khoang", "Lùng Vai", "Nậm Khánh", "Cốc Ly", "Thải Giàng",
            "Bản Già", "Lầu Thí Ngài", "Na Hối")  # fmt: skip
DISTRICTS = ("Phìn Ngàn", "Mường Vi", "Bát Thàng")


def _below(kind: str, names: tuple[str, ...]) -> str:
    return "don_vi_cap_duoi:\n" + "".join(f"  - {{ma: u{n}, loai: {kind}, ten: {name}}}\n" for n, name in enumerate(names, 1))


def _by_unit(code: str, units: int, first: int, step: int) -> str:
    """Return the rows of one indicator in all units; the sums are those of `_sum`."""
    return "".join(
        f"  - {{chi_tieu: {code}, don_vi: u{n}, lich_su: {{2023: {first + n * step - 3}}}, "
        f"ket_qua: {{uoc: {first + n * step}}}, kh_sau: {{giao: {first + n * step + 4}}}}}\n"
        for n in range(1, units + 1)
    )


def _sum(units: int, first: int, step: int) -> int:
    return sum(first + n * step for n in range(1, units + 1))


PRODUCTS = """\
tong_san_pham:
  - {ma: ss_nong_lam_thuy_san, ten: "Nông, lâm nghiệp và thủy sản", nhom: gia_so_sanh, don_vi_tinh: tỷ đồng, so_le: 1,
     lich_su: {2023: 410.2}, kh: 430, ket_qua: {uoc: 431.5}, kh_sau: {trinh: 450}}
  - {ma: ss_cong_nghiep_xay_dung, ten: Công nghiệp và xây dựng, nhom: gia_so_sanh, don_vi_tinh: tỷ đồng, so_le: 1,
     lich_su: {2023: 620.4}, kh: 690, ket_qua: {uoc: 701.1}, kh_sau: {trinh: 790}}
  - {ma: ss_dich_vu, ten: Dịch vụ, nhom: gia_so_sanh, don_vi_tinh: tỷ đồng, so_le: 1,
     lich_su: {2023: 380.7}, kh: 410, ket_qua: {uoc: 405.2}, kh_sau: {trinh: 440}}
  - {ma: hh_nong_lam_thuy_san, ten: "Nông, lâm nghiệp và thủy sản", nhom: gia_hien_hanh, don_vi_tinh: tỷ đồng, so_le: 1,
     lich_su: {2023: 720.1}, kh: 760, ket_qua: {uoc: 765.3}, kh_sau: {trinh: 800}}
  - {ma: hh_cong_nghiep_xay_dung, ten: Công nghiệp và xây dựng, nhom: gia_hien_hanh, don_vi_tinh: tỷ đồng, so_le: 1,
     lich_su: {2023: 1010.8}, kh: 1100, ket_qua: {uoc: 1122.7}, kh_sau: {trinh: 1260}}
  - {ma: hh_dich_vu, ten: Dịch vụ, nhom: gia_hien_hanh, don_vi_tinh: tỷ đồng, so_le: 1,
     lich_su: {2023: 640.5}, kh: 690, ket_qua: {uoc: 688.1}, kh_sau: {trinh: 745}}
"""
PROJECTS = """\
du_an:
  - {ma: d1, ten: Đường liên xã Nậm Thoong - Sín Lủng, giai_doan: chuyen_tiep, dia_diem: Nậm Thoong, tong_muc_dau_tu: 42.5,
     luy_ke: 18, nam_nay: {ke_hoach: 12, uoc_giai_ngan: 12}, nam_sau: {ns_tinh: 10}}
  - {ma: d2, ten: Trường THCS Tả Chải, giai_doan: khoi_cong_moi, dia_diem: Tả Chải, tong_muc_dau_tu: 14.8, nam_sau: {ns_huyen: 6},
     quyet_dinh: {so: 1204/QĐ-UBND, ngay: 2024-09-10}}
"""
WORKS = """\
muc_tieu:
  - {ma: M1, linh_vuc: kinh_te, ten: Phát triển nông nghiệp hàng hóa, muc_tieu_cu_the: [{ma: M1.1, ten: Mở rộng vùng chè,
     chi_tieu: [dien_tich_lua], dau_ra: [{ma: M1.1.1, ten: 50 ha chè trồng mới}]}]}
hoat_dong:
  - {ma: h1, ten: Trồng mới 50 ha chè, linh_vuc: kinh_te, dau_ra: M1.1.1, danh_muc: A, khai_toan: 4.5, nguon_von: {ns_tinh: 4.5},
     chu_tri: nn, tu_thang: 3, den_thang: 9, ke_hoach_trung_han: Chương trình hành động số 08-CTr/HU về phát triển vùng chè}
"""
NEW_RURAL = """\
nong_thon_moi:
  - {don_vi: u1, dat: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]}
  - {don_vi: u2, dat: [1, 2, 4, 8, 12, 13, 18, 19], ke_hoach: [3, 7]}
  - {don_vi: u3, dat: [1, 4, 8, 19], ke_hoach: [18]}
"""


def indicators(units: int) -> str:
    """Return indicators with a plan that is met, one that is missed, one far from its five-year target."""
    return f"""\
chi_tieu:
  - {{ma: gtsx_so_sanh, co_quan: tk, trinh_hdnd: true, kh: 1530}}
  - {{ma: dien_tich_lua, co_quan: nn, lich_su: {{2020: {_sum(units, 200, 10) - 90}, 2023: {_sum(units, 200, 10) - 3 * units}}},
     kh: {_sum(units, 200, 10)}, ket_qua: {{thang_6: 900, uoc: {_sum(units, 200, 10)}}},
     kh_sau: {{trinh: {_sum(units, 200, 10) + 4 * units}}}, muc_tieu_5_nam: {_sum(units, 200, 10) + 30}}}
  - {{ma: dan_trau, co_quan: nn, kh: {_sum(units, 500, 40) + 200},
     lich_su: {{2020: 8000, 2023: {_sum(units, 500, 40) - 3 * units}}},
     ket_qua: {{thang_6: 7900, uoc: {_sum(units, 500, 40)}}}, kh_sau: {{trinh: {_sum(units, 500, 40) + 4 * units}}},
     muc_tieu_5_nam: {_sum(units, 500, 40) + 900}, ly_do: Rét đậm kéo dài đầu năm làm chết gia súc}}
  - {{ma: so_ho_ngheo, co_quan: ld, trinh_hdnd: true, lich_su: {{2023: 2900}}, kh: 2600, ket_qua: {{uoc: 2540}},
     kh_sau: {{trinh: 2300}}, ly_do: Các dự án hỗ trợ sinh kế giải ngân sớm}}
  - {{ma: viec_lam_moi, co_quan: ld, lich_su: {{2023: 900}}, kh: 1000, ket_qua: {{thang_6: 310, uoc: 920}},
     kh_sau: {{trinh: 1000}}, ly_do: Doanh nghiệp giảm đơn hàng}}
  - {{ma: ty_le_bhyt, co_quan: ld, lich_su: {{2023: 97.5}}, kh: 98, ket_qua: {{uoc: 98.2}}, kh_sau: {{trinh: 98.5}},
     muc_tieu_5_nam: 98, ly_do: Ngân sách tỉnh hỗ trợ mức đóng cho hộ cận nghèo}}
  - {{ma: khach_du_lich, co_quan: tk, lich_su: {{2023: 85}}, kh: 100, ket_qua: {{uoc: 104}}, kh_sau: {{trinh: 120}}}}
"""


OFFICES = """\
co_quan:
  - {ma: nn, ten: Phòng Nông nghiệp và Phát triển nông thôn, viet_tat: NN-PTNT}
  - {ma: ld, ten: Phòng Lao động - Thương binh và Xã hội, viet_tat: LĐ-TBXH}
  - {ma: tk, ten: Chi cục Thống kê, viet_tat: CCTK}
"""


def rows_by_unit(units: int) -> str:
    """Return two indicators in every unit and one more that no table of fixed columns shows."""
    return (
        "theo_don_vi:\n"
        + _by_unit("dien_tich_lua", units, 200, 10)
        + _by_unit("dan_trau", units, 500, 40)
        + _by_unit("khach_du_lich", units, 5, 1)
    )


def district(communes: int = 3) -> str:
    """Return a district of that many communes."""
    return f"""\
cap: huyen
don_vi: {{loai: huyện, ten: Phìn Ngàn, viet_tat: TCKH, cap_tren: [{{loai: tỉnh, ten: Hoàng Sơn}}]}}
{OFFICES}{_below("xã", COMMUNES[:communes])}{indicators(communes)}{rows_by_unit(communes)}{PRODUCTS}{PROJECTS}{WORKS}{NEW_RURAL}\
van_ban: {{ke-hoach: {{so: "215", ngay: 2024-12-10, nguoi_ky: Vàng A Páo, noi_nhan: ["UBND tỉnh Hoàng Sơn"]}}}}
thuyet_minh:
  ke-hoach:
    "I.I.1": "Sản xuất nông nghiệp 6 tháng đầu năm ổn định; diện tích lúa xuân gieo cấy đạt kế hoạch."
    "I.II.1": {{tu_dong: true}}
    "I.II.2": {{tu_dong: true}}
"""


def province(districts: int = 3) -> str:
    """Return a province of that many districts."""
    return f"""\
cap: tinh
don_vi: {{loai: tỉnh, ten: Hoàng Sơn, viet_tat: TH}}
{OFFICES}{_below("huyện", DISTRICTS[:districts])}{indicators(districts).replace("gtsx_so_sanh", "grdp_so_sanh")}\
{rows_by_unit(districts)}{PRODUCTS}{PROJECTS.replace("ns_huyen", "ns_tinh")}{WORKS}\
van_ban: {{ke-hoach: {{so: "402", ngay: 2024-12-12, nguoi_ky: Trịnh Xuân Tường}}}}
thuyet_minh: {{ke-hoach: {{"I.II.1": {{tu_dong: true}}}}}}
"""


SECTOR = f"""\
cap: tinh
nganh: nông nghiệp và phát triển nông thôn
don_vi: {{loai: tỉnh, ten: Hoàng Sơn, co_hdnd: false, co_quan_lap: Sở Nông nghiệp và Phát triển nông thôn, viet_tat: SNN}}
{OFFICES}{_below("huyện", DISTRICTS)}{indicators(3)}{rows_by_unit(3)}\
van_ban: {{ke-hoach: {{so: "88", ngay: 2024-12-05, nguoi_ky: Hoàng Minh Tuấn}}}}
""".replace("  - {ma: gtsx_so_sanh, co_quan: tk, trinh_hdnd: true, kh: 1530}\n", "")
