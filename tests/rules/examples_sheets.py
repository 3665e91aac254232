"""Crops, villages, budget."""

from tests.rules.example import Example

BALANCED = """
ngan_sach:
  - {ma: thu_bs, phan: thu, ten: Bổ sung cân đối, khoan: bo_sung_can_doi, kh_sau: {trinh: 9480}}
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, khoan: chi_thuong_xuyen, kh_sau: {trinh: 9240}}
  - {ma: du_phong, phan: chi, ten: Dự phòng, khoan: du_phong, kh_sau: {trinh: 240}}
"""

SHEETS = {
    "PL-20": Example(
        says="Lúa vụ xuân, ước thực hiện năm 2024: năng suất 5,6 tạ/ha nằm ngoài khoảng thường gặp",
        good="""
trong_trot:
  - {ma: lua_xuan, cay: Lúa, vu: Vụ xuân, nhom_cay: luong_thuc_co_hat, dien_tich: {}, nang_suat: {ket_qua: {uoc: 56}}}
""",
        bad="""
trong_trot:
  - ma: lua_xuan
    cay: Lúa
    vu: Vụ xuân
    nhom_cay: luong_thuc_co_hat
    dien_tich: {}
    nang_suat:
      lich_su: {2023: 140}  # lỗi
      ket_qua: {uoc: 5.6}  # lỗi
""",
    ),
    "PL-21": Example(
        says="Sắn không phải lương thực có hạt",
        good="""
trong_trot:
  - {ma: san, cay: Sắn, nhom_cay: cay_co_bot, dien_tich: {}}
  - {ma: ngo, cay: Ngô, nhom_cay: luong_thuc_co_hat, dien_tich: {}}
""",
        bad="""
trong_trot:
  - {ma: san, cay: Sắn, nhom_cay: luong_thuc_co_hat, dien_tich: {}}  # lỗi
  - {ma: ngo, cay: Ngô, nhom_cay: rau_mau, dien_tich: {}}  # lỗi
""",
    ),
    "PL-22": Example(
        says="diện tích thu hoạch 190 ha lớn hơn tổng diện tích 185 ha",
        good="""
trong_trot:
  - ma: che
    cay: Chè
    nhom_cay: cong_nghiep_lau_nam
    dien_tich: {ket_qua: {uoc: 185}}
    dien_tich_thu_hoach: {ket_qua: {uoc: 142}}
""",
        bad="""
trong_trot:
  - ma: che
    cay: Chè
    nhom_cay: cong_nghiep_lau_nam
    dien_tich: {ket_qua: {uoc: 185}}
    dien_tich_thu_hoach: {ket_qua: {uoc: 190}}  # lỗi
""",
    ),
    "PL-23": Example(
        says="Chè là cây lâu năm, có năng suất nhưng chưa có diện tích thu hoạch",
        good="""
trong_trot:
  - {ma: che, cay: Chè, nhom_cay: cong_nghiep_lau_nam, dien_tich: {}, dien_tich_thu_hoach: {}, nang_suat: {}}
  - {ma: ngo, cay: Ngô, nhom_cay: luong_thuc_co_hat, dien_tich: {}, nang_suat: {}}
""",
        bad="""
trong_trot:
  - {ma: che, cay: Chè, nhom_cay: cong_nghiep_lau_nam, dien_tich: {}, nang_suat: {}}  # lỗi
  - {ma: ngo, cay: Ngô, nhom_cay: luong_thuc_co_hat, dien_tich: {}, dien_tich_thu_hoach: {}, nang_suat: {}}  # lỗi
""",
    ),
    "PL-30": Example(
        says="hộ nghèo cuối năm là số âm (42 − 45 + 0 + 1 = −2)",
        good="thon: [{ma: t1, ten: Nậm Thoong, so_ho: 140, ho_ngheo: {dau_nam: 42, thoat_ngheo: 9, phat_sinh: 1}}]",
        bad="""
thon:
  - {ma: t1, ten: Nậm Thoong, so_ho: 140, ho_ngheo: {dau_nam: 42, thoat_ngheo: 45, phat_sinh: 1}}  # lỗi
  - {ma: t2, ten: Phìn Sưng, so_ho: 30, ho_ngheo: {dau_nam: 42, thoat_ngheo: 5}}  # lỗi
""",
    ),
    "PL-31": Example(
        says="cuối năm 2023 có 45 hộ nghèo, nhưng đầu năm 2024 các thôn cộng lại là 42 hộ",
        good="""
thon: [{ma: t1, ten: Nậm Thoong, ho_ngheo: {dau_nam: 42}}]
chi_tieu: [{ma: so_ho_ngheo, lich_su: {2023: 42}}]
""",
        bad="""
thon: [{ma: t1, ten: Nậm Thoong, ho_ngheo: {dau_nam: 42}}]
chi_tieu: [{ma: so_ho_ngheo, lich_su: {2023: 45}}]  # lỗi
""",
    ),
    "PL-32": Example(
        says="thôn Nậm Thoong: Nữ (670) lớn hơn Nhân khẩu (660)",
        good="thon: [{ma: t1, ten: Nậm Thoong, so_ho: 140, nhan_khau: 660, nu: 325, bhyt: 652, ho_dung_dien: 140}]",
        bad="""
thon:
  - {ma: t1, ten: Nậm Thoong, nhan_khau: 660, nu: 670}  # lỗi
  - {ma: t2, ten: Phìn Sưng, so_ho: 120, ho_dung_dien: 125}  # lỗi
""",
    ),
    "PL-33": Example(
        says="660 người, 14 hộ, bình quân 47,1 người/hộ",
        good="thon: [{ma: t1, ten: Nậm Thoong, so_ho: 140, nhan_khau: 660}]",
        bad="thon: [{ma: t1, ten: Nậm Thoong, so_ho: 14, nhan_khau: 660}]  # lỗi",
    ),
    "PL-34": Example(
        says="“Dân số trung bình” là 4.650 người, nhân khẩu các thôn cộng lại là 1.220 người",
        good="""
thon: [{ma: t1, ten: Nậm Thoong, nhan_khau: 660}, {ma: t2, ten: Phìn Sưng, nhan_khau: 560}]
chi_tieu: [{ma: dan_so_trung_binh, ket_qua: {uoc: 1210}}]
""",
        bad="""
thon: [{ma: t1, ten: Nậm Thoong, nhan_khau: 660}, {ma: t2, ten: Phìn Sưng, nhan_khau: 560}]
chi_tieu: [{ma: dan_so_trung_binh, ket_qua: {uoc: 4650}}]  # lỗi
""",
    ),
    "PL-40": Example(
        says="tổng thu 9.500 triệu đồng, tổng chi 9.480 triệu đồng, chênh 20 triệu đồng",
        good=BALANCED,
        bad="""
ngan_sach:
  - {ma: thu_bs, phan: thu, ten: Bổ sung cân đối, kh_sau: {trinh: 9500}}  # lỗi
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, kh_sau: {trinh: 9480}}
""",
    ),
    "PL-41": Example(
        says="tổng chi 480 triệu đồng lớn hơn tổng thu 450 triệu đồng",
        good="""
ngan_sach:
  - {ma: thu_100, phan: thu, ten: Thu xã hưởng 100%, ket_qua: {uoc: 500}}
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, ket_qua: {uoc: 480}}
""",
        bad="""
ngan_sach:
  - {ma: thu_100, phan: thu, ten: Thu xã hưởng 100%, ket_qua: {uoc: 450}}  # lỗi
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, ket_qua: {uoc: 480}}
""",
    ),
    "PL-42": Example(
        says="“Chi thường xuyên”, ước thực hiện năm 2024 là 480 triệu đồng, nhưng các khoản trong đó cộng lại là 500 triệu đồng",
        good="""
ngan_sach:
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, ket_qua: {uoc: 480}}
  - {ma: chi_gd, phan: chi, ten: Giáo dục, thuoc: chi_tx, ket_qua: {uoc: 200}}
  - {ma: chi_qp, phan: chi, ten: Quốc phòng, thuoc: chi_tx, ket_qua: {uoc: 100}}
""",
        bad="""
ngan_sach:
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, ket_qua: {uoc: 480}}  # lỗi
  - {ma: chi_gd, phan: chi, ten: Giáo dục, thuoc: chi_tx, ket_qua: {uoc: 400}}
  - {ma: chi_qp, phan: chi, ten: Quốc phòng, thuoc: chi_tx, ket_qua: {uoc: 100}}
""",
    ),
    "PL-46": Example(
        says="“Giáo dục” không thể là “trong đó” của “Chi thường xuyên”",
        good="""
ngan_sach:
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên}
  - {ma: chi_gd, phan: chi, ten: Giáo dục, thuoc: chi_tx}
""",
        bad="""
ngan_sach:
  - {ma: thu_100, phan: thu, ten: Thu xã hưởng 100%}
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, thuoc: chi_gd}  # lỗi
  - {ma: chi_gd, phan: chi, ten: Giáo dục, thuoc: chi_tx}  # lỗi
  - {ma: chi_qp, phan: chi, ten: Quốc phòng, thuoc: chi_qp}  # lỗi
  - {ma: chi_ca, phan: chi, ten: Công an, thuoc: thu_100}  # lỗi
""",
    ),
    "PL-43": Example(
        says="dự phòng 62 triệu đồng, bằng 0,65% tổng chi",
        good=BALANCED,
        bad="""
ngan_sach:
  - {ma: chi_tx, phan: chi, ten: Chi thường xuyên, khoan: chi_thuong_xuyen, kh_sau: {trinh: 9418}}
  - {ma: du_phong, phan: chi, ten: Dự phòng, khoan: du_phong, kh_sau: {trinh: 62}}  # lỗi
""",
    ),
    "PL-44": Example(
        says="biểu ngân sách chưa có phần chi",
        good=BALANCED,
        bad="ngan_sach: [{ma: thu_100, phan: thu, ten: Thu xã hưởng 100%}]  # lỗi",
    ),
    "PL-45": Example(
        says="Dự phòng thuộc phần thu nhưng khoan: du_phong là khoản chi",
        good=BALANCED,
        bad="ngan_sach: [{ma: du_phong, phan: thu, ten: Dự phòng, khoan: du_phong}]  # lỗi",
    ),
}
