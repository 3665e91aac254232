"""The dossier for the council: dates, receivers, signers; what is typed of other papers and of counts."""

from tests.rules.example import Example

DOSSIER = {
    "HS-01": Example(
        says="ghi ngày 05/12/2024, trước “Tờ trình về kế hoạch phát triển kinh tế - xã hội” ngày 06/12/2024",
        good="""
van_ban: {ke-hoach: {ngay: 2024-12-05}, to-trinh: {ngay: 2024-12-06}, giai-trinh: {ngay: 2024-12-16}}
van_ban_khac: [{ma: bao-cao-tham-tra, ten_loai: Báo cáo, ngay: 2024-12-13}]
""",
        bad="""
van_ban: {ke-hoach: {ngay: 2024-12-05}, to-trinh: {ngay: 2024-12-06}, giai-trinh: {ngay: 2024-12-16}}
van_ban_khac:
  - {ma: bao-cao-tham-tra, ten_loai: Báo cáo, ngay: 2024-12-05}  # lỗi
""",
    ),
    "HS-02": Example(
        says="ghi ngày 18/12/2024, trước “Nghị quyết về kế hoạch phát triển kinh tế - xã hội” ngày 19/12/2024",
        good="""
lan_lap: sau-hdnd
van_ban: {nghi-quyet: {ngay: 2024-12-19}, quyet-dinh-giao: {ngay: 2024-12-25}}
""",
        bad="""
lan_lap: sau-hdnd
van_ban:
  nghi-quyet: {ngay: 2024-12-19}
  quyet-dinh-giao: {ngay: 2024-12-18}  # lỗi
""",
    ),
    "HS-11": Example(
        says="ghi ngày 05/12/2024, trước “Nghị quyết về kế hoạch phát triển kinh tế - xã hội” ngày 19/12/2024",
        good="""
lan_lap: sau-hdnd
van_ban: {nghi-quyet: {ngay: 2024-12-19}, ke-hoach: {ngay: 2024-12-23}}
""",
        bad="""
lan_lap: sau-hdnd
van_ban:
  nghi-quyet: {ngay: 2024-12-19}
  ke-hoach: {ngay: 2024-12-05}  # lỗi
""",
    ),
    "HS-03": Example(
        says="nghị quyết ghi ngày 20/12/2024, kỳ họp 18/12/2024 - 19/12/2024",
        good="""
hdnd: {khoa: XXI, ngay_khai_mac: 2024-12-18, ngay_be_mac: 2024-12-19}
van_ban: {nghi-quyet: {ngay: 2024-12-19}}
""",
        bad="""
hdnd: {khoa: XXI, ngay_khai_mac: 2024-12-18, ngay_be_mac: 2024-12-19}
van_ban: {nghi-quyet: {ngay: 2024-12-20}}  # lỗi
""",
    ),
    "HS-04": Example(
        says="ngày bế mạc 17/12/2024 trước ngày khai mạc 18/12/2024",
        good="hdnd: {khoa: XXI, ngay_khai_mac: 2024-12-18, ngay_be_mac: 2024-12-18}\n",
        bad="hdnd: {khoa: XXI, ngay_khai_mac: 2024-12-18, ngay_be_mac: 2024-12-17}  # lỗi\n",
    ),
    "HS-05": Example(
        says="do HĐND quyết nghị chưa giao cho cơ quan, đơn vị nào",
        good="""
lan_lap: sau-hdnd
co_quan: [{ma: vh-xh, ten: Văn hóa - Xã hội}]
thon: [{ma: t1, ten: Phìn Sưng}]
chi_tieu:
  - {ma: ty_le_ho_ngheo, trinh_hdnd: true, co_quan: vh-xh, kh_sau: {hdnd: 21}}
  - {ma: trong_rung_moi, trinh_hdnd: true, kh_sau: {hdnd: 60}}
  - {ma: ty_le_bhyt, kh_sau: {trinh: 98}}
theo_don_vi: [{chi_tieu: trong_rung_moi, don_vi: t1, kh_sau: {giao: 60}}]
""",
        bad="""
lan_lap: sau-hdnd
chi_tieu:
  - {ma: ty_le_ho_ngheo, trinh_hdnd: true, kh_sau: {hdnd: 21}}  # lỗi
  - {ma: ty_le_bhyt, kh_sau: {giao: 98, trinh: 98}}  # lỗi
""",
    ),
    "HS-10": Example(
        says="có số HĐND quyết nghị nhưng không ghi trình HĐND",
        good="""
lan_lap: sau-hdnd
chi_tieu: [{ma: ty_le_ho_ngheo, trinh_hdnd: true, kh_sau: {hdnd: 21}}, {ma: ty_le_bhyt, kh_sau: {trinh: 98}}]
""",
        bad="""
lan_lap: sau-hdnd
chi_tieu:
  - {ma: ty_le_ho_ngheo, kh_sau: {hdnd: 21}}  # lỗi
""",
    ),
    "HS-06": Example(
        says="“Báo cáo tổng hợp kết quả tham vấn” ghi ngày 20/11/2024, trước “Quyết định 4127/QĐ-UBND” ngày 28/11/2024",
        good="""
van_ban: {tong-hop-tham-van: {ngay: 2024-12-02}}
van_ban_khac: [{ma: quyet-dinh-giao-cap-tren, ten_loai: Quyết định, so_ky_hieu: 4127/QĐ-UBND, ngay: 2024-11-28}]
""",
        bad="""
van_ban: {tong-hop-tham-van: {ngay: 2024-11-20}}  # lỗi
van_ban_khac: [{ma: quyet-dinh-giao-cap-tren, ten_loai: Quyết định, so_ky_hieu: 4127/QĐ-UBND, ngay: 2024-11-28}]
""",
    ),
    "HS-07": Example(
        says="“Công văn gửi văn kiện kế hoạch” ghi ngày 20/06/2024, trước “Thông báo (y-kien-thuong-truc-hdnd)” ngày 22/06/2024",
        good="""
lan_lap: sau-hoi-nghi
van_ban: {cong-van-van-kien: {ngay: 2024-06-23}}
van_ban_khac: [{ma: y-kien-thuong-truc-hdnd, ten_loai: Thông báo, ngay: 2024-06-22}]
""",
        bad="""
lan_lap: sau-hoi-nghi
van_ban: {cong-van-van-kien: {ngay: 2024-06-20}}  # lỗi
van_ban_khac: [{ma: y-kien-thuong-truc-hdnd, ten_loai: Thông báo, ngay: 2024-06-22}]
""",
    ),
    "HS-08": Example(
        says="“Ban Kinh tế - Xã hội”: trước năm 2016 HĐND cấp xã chưa có Ban",
        good="hdnd: {khoa: XXI, ngay_khai_mac: 2024-12-18, ban_tham_tra: Ban Kinh tế - Xã hội}\n",
        bad="hdnd: {khoa: XIX, ngay_khai_mac: 2014-12-18, ban_tham_tra: Ban Kinh tế - Xã hội}  # lỗi\n",
    ),
    "HS-09": Example(
        says="chưa ghi Ban của HĐND thẩm tra kế hoạch",
        good="""
cap: huyen
don_vi: {loai: huyện, ten: Phìn Ngàn}
hdnd: {khoa: XX, ban_tham_tra: Ban Kinh tế - Xã hội}
""",
        bad="""
cap: huyen
don_vi: {loai: huyện, ten: Phìn Ngàn}
hdnd: {khoa: XX}  # lỗi
""",
    ),
    "VB-09": Example(
        says="nghị quyết của HĐND không ký thay mặt UBND",
        good="""
van_ban:
  nghi-quyet: {nguoi_ky: Lý A Sình, chuc_vu: CHỦ TỊCH}
  ke-hoach: {nguoi_ky: Giàng Seo Lử, chuc_vu: KT. CHỦ TỊCH PHÓ CHỦ TỊCH}
  cong-van-trinh: {quyen_han: TL. CHỦ TỊCH, chuc_vu: CHÁNH VĂN PHÒNG}
""",
        bad="""
van_ban:
  nghi-quyet: {nguoi_ky: Lý A Sình, quyen_han: TM. ỦY BAN NHÂN DÂN}  # lỗi
  to-trinh: {nguoi_ky: Lý A Sình, quyen_han: TM. HỘI ĐỒNG NHÂN DÂN}  # lỗi
  ke-hoach: {nguoi_ky: Giàng Seo Lử, quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: GIÁM ĐỐC}  # lỗi
""",
    ),
    "VB-10": Example(
        says="Phó Chủ tịch ký mà không ghi KT.",
        good='van_ban: {ke-hoach: {chuc_vu: "KT. CHỦ TỊCH\\nPHÓ CHỦ TỊCH"}}\n',
        bad="van_ban: {ke-hoach: {chuc_vu: Phó Chủ tịch}}  # lỗi\n",
    ),
    "TM-11": Example(
        says="văn bản số 15/BC-HĐND dẫn ngày 12/12/2024, còn van_ban_khac, bao-cao-tham-tra ghi ngày 13/12/2024",
        good="""
van_ban: {ke-hoach: {can_cu: ["Nghị quyết số 12/NQ-HĐND ngày 18 tháng 12 năm 2020 của Hội đồng nhân dân xã Nậm Thoong"]}}
van_ban_khac:
  - {ma: bao-cao-tham-tra, ten_loai: Báo cáo, so_ky_hieu: 15/BC-HĐND, ngay: 2024-12-13, co_quan: HĐND xã Nậm Thoong}
thuyet_minh:
  ke-hoach:
    "I.III":
      - Theo Báo cáo thẩm tra số 15/BC-HĐND ngày 13/12/2024; Báo cáo số 15/BC-HĐND ngày 04/7/2023 là của năm trước.
      - Nghị quyết số 12/NQ-HĐND ngày 10 tháng 12 năm 2020 của Hội đồng nhân dân huyện Phìn Ngàn giao 22/25 chỉ tiêu.
""",
        bad="""
van_ban_khac:
  - {ma: bao-cao-tham-tra, ten_loai: Báo cáo, so_ky_hieu: 15/BC-HĐND, ngay: 2024-12-13, co_quan: HĐND xã Nậm Thoong}
van_ban:
  ke-hoach:
    can_cu:
      - Báo cáo thẩm tra số 15/BC-HĐND ngày 10 tháng 12 năm 2024  # lỗi
thuyet_minh:
  ke-hoach:
    "I.III":
      - Tiếp thu Báo cáo số 15/BC-HĐND ngày 12/12/2024 của HĐND xã Nậm Thoong về kế hoạch.  # lỗi
""",
    ),
    "TM-12": Example(
        says="văn bản số 411/QĐ-UBND ngày 28/11/2023 không có trong van_ban",
        good="""
van_ban:
  ke-hoach: {so: 5, ngay: 2024-12-05, can_cu: ["Quyết định số 4127/QĐ-UBND ngày 28 tháng 11 năm 2024 của UBND huyện"]}
du_an: [{ma: d1, ten: Đường Phìn Sưng, giai_doan: chuyen_tiep, quyet_dinh: {so: 312/QĐ-UBND, ngay: 2023-03-02}}]
thuyet_minh:
  ke-hoach:
    "I.III":
      - Theo Quyết định số 4127/QĐ-UBND, Kế hoạch số 05/KH-UBND ngày 05/12/2024 và Quyết định 312/QĐ-UBND ngày 02/3/2023.
      - Có 22/25 chỉ tiêu đạt, tốc độ 40km/h, bình quân 8 triệu đồng/Người.
""",
        bad="""
thuyet_minh:
  ke-hoach:
    "I.III":
      - Chỉ tiêu giao tại Quyết định số 411/QĐ-UBND ngày 28/11/2023 của UBND huyện Phìn Ngàn.  # lỗi
""",
    ),
    "TM-13": Example(
        says="“2/2 chỉ tiêu” không khớp biểu: đạt và vượt 1, chưa đạt 1 trong 2 chỉ tiêu",
        good="""
chi_tieu:
  - {ma: ty_le_bhyt, kh: 98, ket_qua: {uoc: 98}}
  - {ma: ty_le_ho_ngheo, kh: 26, ket_qua: {uoc: 27}}
thuyet_minh:
  ke-hoach:
    "I.III":
      - Có 1/2 chỉ tiêu đạt, 1 trong tổng số 2 chỉ tiêu chưa đạt; 14/19 chỉ tiêu nông thôn mới.
      - Giai đoạn 2021 - 2025 có 18/20 chỉ tiêu của Đại hội Đảng bộ xã đạt.
""",
        bad="""
chi_tieu:
  - {ma: ty_le_bhyt, kh: 98, ket_qua: {uoc: 98}}
  - {ma: ty_le_ho_ngheo, kh: 26, ket_qua: {uoc: 27}}
thuyet_minh:
  ke-hoach:
    "I.III":
      - Năm 2024 có 2/2 chỉ tiêu đạt và vượt kế hoạch.  # lỗi
""",
    ),
    "TM-14": Example(
        says="“2 hoạt động ở danh mục A”, còn trong danh sách có 1",
        good="""
hoat_dong: [{ma: hd1, ten: Sửa mương, linh_vuc: kinh_te, danh_muc: A}]
du_an: [{ma: d1, ten: Đường Phìn Sưng, giai_doan: chuyen_tiep}]
thuyet_minh:
  ke-hoach:
    "II.IV":
      - Danh mục A có 1 hoạt động; 1 dự án chuyển tiếp. Năm 2024 có 4 dự án chuyển tiếp.
""",
        bad="""
hoat_dong: [{ma: hd1, ten: Sửa mương, linh_vuc: kinh_te, danh_muc: A}]
du_an: [{ma: d1, ten: Đường Phìn Sưng, giai_doan: chuyen_tiep}]
thuyet_minh:
  ke-hoach:
    "II.IV":
      - Bố trí vốn cho 2 hoạt động ở danh mục A.  # lỗi
      - Năm 2025 có 3 dự án khởi công mới.  # lỗi
""",
    ),
    "TM-15": Example(
        says="bản cuối còn chỗ bỏ trống “……”",
        good="""
thuyet_minh:
  ke-hoach:
    "I.III":
      - Trồng lúa, ngô, sắn…; cập nhật sau kỳ họp.
      - Khóa XXX; hằng tháng, hằng năm … đều có báo cáo.
      - "![](ruong.png)"
""",
        bad="""
van_ban:
  ke-hoach:
    can_cu:
      - Quyết định số …/QĐ-UBND của Ủy ban nhân dân huyện  # lỗi
thuyet_minh:
  ke-hoach:
    "I.III":
      - Diện tích chè là …… ha.  # lỗi
      - Số liệu đàn lợn bổ sung sau.  # lỗi
      - Sản lượng đạt [...] tấn.  # lỗi
      - Quyết định số 12/QĐ-UBND ngày … tháng 12 năm 2024.  # lỗi
""",
    ),
    "HD-14": Example(
        says="hoạt động “Sửa mương” do thôn đề xuất chưa ghi phần dân góp",
        good="""
thon: [{ma: t1, ten: Phìn Sưng}]
hoat_dong:
  - {ma: hd1, ten: Sửa mương, linh_vuc: kinh_te, danh_muc: B, de_xuat_cua: t1, khai_toan: 50, dan_gop: {tien: 0}}
  - {ma: hd2, ten: Họp thôn, linh_vuc: kinh_te, danh_muc: A, de_xuat_cua: t1}
""",
        bad="""
thon: [{ma: t1, ten: Phìn Sưng}]
hoat_dong:
  - {ma: hd1, ten: Sửa mương, linh_vuc: kinh_te, danh_muc: B, de_xuat_cua: t1, khai_toan: 50}  # lỗi
""",
    ),
    "HD-27": Example(
        says="chưa có chỉ tiêu hay hoạt động nào dẫn về kế hoạch 5 năm",
        good="""
cap: huyen
don_vi: {loai: huyện, ten: Phìn Ngàn}
chi_tieu: [{ma: ty_le_bhyt, muc_tieu_5_nam: 98}]
""",
        bad="""
cap: huyen
don_vi: {loai: huyện, ten: Phìn Ngàn}
chi_tieu: [{ma: ty_le_bhyt, kh: 98}]  # lỗi
""",
    ),
    "PL-47": Example(
        says="dự án cần 250 triệu đồng, chi đầu tư và chi mục tiêu có 200 triệu đồng",
        good="""
ngan_sach: [{ma: cdt, phan: chi, ten: Chi đầu tư, khoan: chi_dau_tu, kh_sau: {trinh: 200}}]
du_an: [{ma: d1, ten: Đường Phìn Sưng, giai_doan: chuyen_tiep, nam_sau: {ns_xa: 200, ctmtqg: 900}}]
""",
        bad="""
ngan_sach: [{ma: cdt, phan: chi, ten: Chi đầu tư, khoan: chi_dau_tu, kh_sau: {trinh: 200}}]  # lỗi
du_an: [{ma: d1, ten: Đường Phìn Sưng, giai_doan: chuyen_tiep, nam_sau: {ns_xa: 250, ctmtqg: 900}}]
""",
    ),
}
