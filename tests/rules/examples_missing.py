"""Values that the round needs."""

from tests.rules.example import Example

MISSING = {
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
