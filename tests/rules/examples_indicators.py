"""Indicators against themselves, against plan and sources, targets of the next year."""

from tests.rules.example import Example

POOR_VILLAGES = """
thon:
  - {ma: t1, ten: Nậm Thoong, so_ho: 140, nhan_khau: 660, ho_ngheo: {dau_nam: 42, thoat_ngheo: 9, phat_sinh: 1}}
  - {ma: t2, ten: Phìn Sưng, so_ho: 120, nhan_khau: 560, ho_ngheo: {dau_nam: 30, thoat_ngheo: 6}}
"""

INDICATORS = {
    "PL-10": Example(
        says="ghi 23,5% nhưng tính từ các biểu được 22,31%",
        good=f"{POOR_VILLAGES}chi_tieu: [{{ma: ty_le_ho_ngheo, ket_qua: {{uoc: 22.3}}}}]",
        bad=f"{POOR_VILLAGES}chi_tieu: [{{ma: ty_le_ho_ngheo, ket_qua: {{uoc: 23.5}}}}]  # lỗi",
    ),
    "PL-11": Example(
        says="kế hoạch năm 2025 (trình HĐND): ghi 1.200 con nhưng tính từ các biểu được 1.150 con",
        good="""
chan_nuoi: [{ma: dan_trau, ten: Đàn trâu, nhom: gia_suc, don_vi_tinh: con, kh_sau: {trinh: 1150}}]
chi_tieu: [{ma: tong_dan_gia_suc, kh_sau: {trinh: 1150}}]
""",
        bad="""
chan_nuoi: [{ma: dan_trau, ten: Đàn trâu, nhom: gia_suc, don_vi_tinh: con, kh_sau: {trinh: 1150}}]
chi_tieu: [{ma: tong_dan_gia_suc, kh_sau: {trinh: 1200}}]  # lỗi
""",
    ),
    "PL-12": Example(
        says="ước thực hiện năm 2024 là 1.200 triệu đồng, lớn hơn 1.180 triệu đồng",
        good="""
chi_tieu:
  - {ma: tong_thu_ns_xa, ket_qua: {uoc: 1180}}
  - {ma: thu_bo_sung, ket_qua: {uoc: 1000}}
""",
        bad="""
chi_tieu:
  - {ma: tong_thu_ns_xa, ket_qua: {uoc: 1180}}
  - {ma: thu_bo_sung, ket_qua: {uoc: 1200}}  # lỗi
""",
    ),
    "PL-13": Example(
        says="kế hoạch năm 2025 (trình HĐND) là 102,0%, không thể lớn hơn 100%",
        good="chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 98.6}, kh_sau: {trinh: từ 99}}]",
        bad="chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 98.6}, kh_sau: {trinh: 102}}]  # lỗi",
    ),
    "PL-14": Example(
        says="là số âm (-12 con)",
        good="""
chan_nuoi: [{ma: dan_trau, ten: Đàn trâu, don_vi_tinh: con, ket_qua: {uoc: 12}}]
chi_tieu: [{ma: ty_le_tang_dan_so_tu_nhien, ket_qua: {uoc: -0.2}}]
""",
        bad="chan_nuoi: [{ma: dan_trau, ten: Đàn trâu, don_vi_tinh: con, ket_qua: {uoc: -12}}]  # lỗi",
    ),
    "PL-15": Example(
        says="cơ cấu ước thực hiện năm 2024 cộng lại được 101,5%",
        good="""
chi_tieu:
  - {ma: co_cau_nong_nghiep, ten: Nông nghiệp, nhom: kinh_te, don_vi_tinh: "%", so_le: 1, ket_qua: {uoc: 61.5}}
  - {ma: co_cau_cong_nghiep, ten: Công nghiệp, nhom: kinh_te, don_vi_tinh: "%", so_le: 1, ket_qua: {uoc: 14.5}}
  - {ma: co_cau_dich_vu, ten: Dịch vụ, nhom: kinh_te, don_vi_tinh: "%", so_le: 1, ket_qua: {uoc: 24.1}}
""",
        bad="""
chi_tieu:
  - {ma: co_cau_nong_nghiep, ten: Nông nghiệp, nhom: kinh_te, don_vi_tinh: "%", so_le: 1, ket_qua: {uoc: 62.5}}  # lỗi
  - {ma: co_cau_cong_nghiep, ten: Công nghiệp, nhom: kinh_te, don_vi_tinh: "%", so_le: 1, ket_qua: {uoc: 14.5}}
  - {ma: co_cau_dich_vu, ten: Dịch vụ, nhom: kinh_te, don_vi_tinh: "%", so_le: 1, ket_qua: {uoc: 24.5}}
""",
    ),
    "PL-16": Example(
        says="6 tháng năm 2024 là 520 triệu đồng, lớn hơn ước thực hiện năm 2024 là 480 triệu đồng",
        good="""
chi_tieu: [{ma: thu_nsnn_dia_ban, ket_qua: {thang_6: 210, thang_9: 330, uoc: 480}}]
chan_nuoi: [{ma: dan_lon, ten: Đàn lợn, don_vi_tinh: con, ket_qua: {thang_6: 4500, uoc: 4350}}]
""",
        bad="chi_tieu: [{ma: thu_nsnn_dia_ban, ket_qua: {thang_6: 520, uoc: 480}}]  # lỗi",
    ),
    "PL-17": Example(
        says="thực hiện năm 2023 là 11,2%",
        good="chi_tieu: [{ma: ty_le_tang_dan_so_tu_nhien, lich_su: {2023: 1.12}}]",
        bad="chi_tieu: [{ma: ty_le_tang_dan_so_tu_nhien, lich_su: {2023: 11.2}}]  # lỗi",
    ),
    "PL-25": Example(
        says="có thể sai đơn vị: ước thực hiện năm 2024 là 2.640 triệu đồng, thực hiện năm 2023 là 255 triệu đồng",
        good="""
chi_tieu:
  - {ma: thu_nsnn_dia_ban, lich_su: {2022: 240, 2023: 255}, kh: 260, ket_qua: {uoc: 264}}
  - {ma: san_pham_ocop, lich_su: {2023: 1}, ket_qua: {uoc: 9}}
""",
        bad="""
chi_tieu:
  - ma: thu_nsnn_dia_ban
    lich_su: {2022: 240, 2023: 255}
    kh: 260
    ket_qua: {uoc: 2640}  # lỗi
  - ma: thu_nhap_binh_quan
    lich_su: {2023: 31.2}
    ket_qua: {uoc: 33800}  # lỗi
""",
    ),
    "PL-50": Example(
        says="dự kiến không đạt: ước 97,0%, kế hoạch 98,5%",
        good="chi_tieu: [{ma: ty_le_bhyt, kh: 98.5, ket_qua: {uoc: 97}, ly_do: Thẻ của hộ cận nghèo hết hạn từ tháng 7}]",
        bad="chi_tieu: [{ma: ty_le_bhyt, kh: 98.5, ket_qua: {uoc: 97}}]  # lỗi",
    ),
    "PL-51": Example(
        says="ước đạt 292,9% kế hoạch",
        good="chi_tieu: [{ma: trong_rung_moi, kh: 70, ket_qua: {uoc: 205}, ly_do: Dự án trồng quế mở rộng}]",
        bad="chi_tieu: [{ma: trong_rung_moi, kh: 70, ket_qua: {uoc: 205}}]  # lỗi",
    ),
    "PL-52": Example(
        says="là số ngày 29/11/2024, sau ngày chốt số liệu 25/11/2024",
        good="""
ngay_chot_so_lieu: 2024-11-25
chi_tieu: [{ma: ty_le_bhyt, ngay_so_lieu: 2024-11-25}]
""",
        bad="""
ngay_chot_so_lieu: 2024-11-25
chi_tieu: [{ma: ty_le_bhyt, ngay_so_lieu: 2024-11-29}]  # lỗi
""",
    ),
    "PL-53": Example(
        says="dùng 33,8 triệu đồng/người, còn Chi cục Thống kê ghi 32,9 triệu đồng/người",
        good="""
chi_tieu:
  - ma: thu_nhap_binh_quan
    ket_qua: {uoc: 33.8}
    so_lieu_khac: [{gia_tri: 33.8, nguon: Chi cục Thống kê}]
""",
        bad="""
chi_tieu:
  - ma: thu_nhap_binh_quan
    ket_qua: {uoc: 33.8}
    so_lieu_khac: [{gia_tri: 32.9, nguon: Chi cục Thống kê}]  # lỗi
""",
    ),
    "PL-54": Example(
        says="trình HĐND nhưng chưa ghi nguồn số liệu",
        good="""
chi_tieu:
  - {ma: thu_nhap_binh_quan, trinh_hdnd: true, nguon: "Chi cục Thống kê, 11/2024"}
  - {ma: ty_le_ho_ngheo, trinh_hdnd: true}
""",
        bad="chi_tieu: [{ma: thu_nhap_binh_quan, trinh_hdnd: true}]  # lỗi",
    ),
    "PL-55": Example(
        says="lịch sử có năm 2024, nhưng năm báo cáo là 2024",
        good="chi_tieu: [{ma: ty_le_bhyt, lich_su: {2023: 97.9}, ket_qua: {uoc: 98.6}}]",
        bad="chi_tieu: [{ma: ty_le_bhyt, lich_su: {2023: 97.9, 2024: 98.6}}]  # lỗi",
    ),
    "PL-60": Example(
        says="kế hoạch năm 2025 (trình HĐND) là 23,00%, kém hơn mức cấp trên giao là 22,00%",
        good="""
chi_tieu:
  - {ma: ty_le_ho_ngheo, kh_sau: {giao: 22, trinh: 21.5}}
  - {ma: thu_nsnn_dia_ban, kh_sau: {giao: 500, trinh: 500}}
""",
        bad="""
chi_tieu:
  - {ma: ty_le_ho_ngheo, kh_sau: {giao: 22, trinh: 23}}  # lỗi
  - {ma: thu_nsnn_dia_ban, kh_sau: {giao: 500, trinh: 480}}  # lỗi
ngan_sach:
  - {ma: thu_100, phan: thu, ten: Thu xã hưởng 100%, khoan: thu_huong_100, kh_sau: {giao: 100, trinh: 95}}  # lỗi
""",
    ),
    "PL-61": Example(
        says="phấn đấu tăng, nhưng kế hoạch năm 2025 (trình HĐND) là 97,5%, kém ước thực hiện 98,6%",
        good="""
chi_tieu:
  - {ma: ty_le_bhyt, ket_qua: {uoc: 98.6}, kh_sau: {trinh: 98.8}}
  - {ma: ty_le_ho_so_dung_han, ket_qua: {uoc: 98.9}, kh_sau: {trinh: từ 98}}
""",
        bad="chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 98.6}, kh_sau: {trinh: 97.5}}]  # lỗi",
    ),
    "PL-62": Example(
        says="ước 19,80%, đã đạt mục tiêu 5 năm 20,00%",
        good="chi_tieu: [{ma: ty_le_ho_ngheo, ket_qua: {uoc: 26.37}, muc_tieu_5_nam: 20}]",
        bad="chi_tieu: [{ma: ty_le_ho_ngheo, ket_qua: {uoc: 19.8}, muc_tieu_5_nam: 20}]  # lỗi",
    ),
}
