"""Values that the round needs."""

from tests.rules.example import Example

MISSING = {
    "CL-01": Example(
        says="bảng chi_tieu không có dòng mã “ty_le_bhyts”",
        good="""
chi_tieu: [{ma: ty_le_bhyt, lich_su: {2023: 97}, kh: 98}]
chenh_lech:
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: nhiều}
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: lich_su.2023, gia_tri: 97}
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: kh_sau.trinh, gia_tri: từ 98}
""",
        bad="""
chi_tieu: [{ma: ty_le_bhyt}]
chenh_lech:
  - {bang: chi_tieus, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: 97}  # lỗi
  - {bang: chi_tieu, ma: ty_le_bhyts, cot: ket_qua.uoc, gia_tri: 97}  # lỗi
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.thang_7, gia_tri: 97}  # lỗi
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: lich_su.uoc, gia_tri: 97}  # lỗi
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ma.uoc, gia_tri: 97}  # lỗi
  - {bang: don_vi, ma: ty_le_bhyt, cot: ten, gia_tri: 97}  # lỗi
""",
    ),
    "CL-02": Example(
        says="các đơn vị gửi số khác nhau: 97,5 (Bảo hiểm xã hội); 98,25 (Thôn Phìn Sưng)",
        good="""
thon: [{ma: t1, ten: Phìn Sưng, so_ho: 40}]
chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 97.5}}]
chenh_lech:
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: "97,5"}
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: 98}
  - {bang: thon, ma: t1, cot: so_ho, gia_tri: 40}
""",
        bad="""
co_quan: [{ma: bhxh, ten: Bảo hiểm xã hội}]
thon: [{ma: t1, ten: Phìn Sưng}]
chi_tieu: [{ma: ty_le_bhyt, ket_qua: {thang_6: 97}}]
chenh_lech:
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: "97,5", don_vi_gui: bhxh}  # lỗi
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: 98.25, don_vi_gui: t1}
  - {bang: thon, ma: t1, cot: so_ho, gia_tri: 40}  # lỗi
""",
    ),
    "CL-03": Example(
        says="ô ket_qua.uoc: số trong ô không phải là số nào đơn vị đã gửi: 97,5; 98",
        good="""
co_quan: [{ma: bhxh, ten: Bảo hiểm xã hội}]
hoat_dong: [{ma: hd1, ten: Sửa mương, linh_vuc: kinh_te, danh_muc: C, phoi_hop: [bhxh]}]
chi_tieu: [{ma: ty_le_bhyt, lich_su: {2023: 1.234}}]
chenh_lech:
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: lich_su.2023, gia_tri: 1.234}
  - {bang: hoat_dong, ma: hd1, cot: phoi_hop, gia_tri: bhxh}
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: 98}
""",
        bad="""
chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 99}, kh: {giao: 90}}]
chenh_lech:
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: "97,5"}  # lỗi
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: ket_qua.uoc, gia_tri: 98}
  - {bang: chi_tieu, ma: ty_le_bhyt, cot: kh.giao, gia_tri: chín mươi}  # lỗi
""",
    ),
    "TH-01": Example(
        says="chưa có tỷ lệ dân số tham gia bảo hiểm y tế, kế hoạch năm 2024",
        good="chi_tieu: [{ma: ty_le_bhyt, kh: {giao: 98}}]",
        bad="chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 98}}]  # lỗi",
    ),
    "TH-02": Example(
        says="chưa có tỷ lệ dân số tham gia bảo hiểm y tế, ước thực hiện năm 2024",
        good="chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 98}}]",
        bad="chi_tieu: [{ma: ty_le_bhyt, ket_qua: {thang_6: 97, uoc: null}}]  # lỗi",
    ),
    "TH-03": Example(
        says="kế hoạch năm 2025 (HĐND quyết nghị)",
        good="""
lan_lap: sau-hdnd
chi_tieu:
  - {ma: ty_le_bhyt, trinh_hdnd: true, kh_sau: {trinh: 98, hdnd: 98.5}}
  - {ma: tuyen_quan, kh_sau: {trinh: 100}}
""",
        bad="""
lan_lap: sau-hdnd
chi_tieu:
  - {ma: ty_le_bhyt, trinh_hdnd: true, kh_sau: {trinh: 98}}  # lỗi
  - {ma: tuyen_quan, kh_sau: {giao: 100}}  # lỗi
""",
    ),
    "TH-04": Example(
        says="chưa có năng suất lúa vụ xuân, ước thực hiện năm 2024",
        good="""
trong_trot:
  - ma: lua_xuan
    cay: Lúa
    vu: Vụ xuân
    nhom_cay: luong_thuc_co_hat
    dien_tich: {ket_qua: {uoc: 95}, kh_sau: {trinh: 96}}
    nang_suat: {ket_qua: {uoc: 56}, kh_sau: {trinh: 56.5}}
""",
        bad="""
trong_trot:
  - ma: lua_xuan
    cay: Lúa
    vu: Vụ xuân
    nhom_cay: luong_thuc_co_hat
    dien_tich: {ket_qua: {uoc: 95}, kh_sau: {trinh: 96}}
    nang_suat: {kh_sau: {trinh: 56.5}}  # lỗi
""",
    ),
    "TH-05": Example(
        says="chưa có số hộ của thôn Phìn Sưng",
        good="thon: [{ma: t1, ten: Nậm Thoong, so_ho: 140}, {ma: t2, ten: Phìn Sưng, so_ho: 120}]",
        bad="""
thon:
  - {ma: t1, ten: Nậm Thoong, so_ho: 140}
  - {ma: t2, ten: Phìn Sưng}  # lỗi
""",
    ),
    "TH-06": Example(
        says="chưa có tỷ lệ dân số tham gia bảo hiểm y tế ({ty_le_bhyt.thang_6}) được trích trong thuyết minh",
        good="""
chi_tieu: [{ma: ty_le_bhyt, ket_qua: {thang_6: 97}}]
thuyet_minh: {ke-hoach: {"I.III": "Sáu tháng đạt {ty_le_bhyt.thang_6}."}}
""",
        bad="""
chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 98}}]
thuyet_minh: {ke-hoach: {"I.III": "Sáu tháng đạt {ty_le_bhyt.thang_6}."}}  # lỗi
""",
    ),
}
