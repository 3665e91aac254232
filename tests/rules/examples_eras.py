"""Legal bases by date, former names, tiers that are gone, left-overs of last year."""

from tests.rules.example import Example

_TWO_TIERS = """
nam_ke_hoach: 2027
don_vi: {loai: xã, ten: Nậm Thoong, cap_tren: [{loai: tỉnh, ten: Hoàng Sơn}]}
ngay_chot_so_lieu: 2026-11-25
"""

ERAS = {
    "TK-01": Example(
        says="“Luật Đầu tư công ngày 13/6/2019” không còn hiệu lực ngày 10/12/2026",
        good=f"""{_TWO_TIERS}
van_ban:
  ke-hoach:
    can_cu:
      - Luật Tổ chức chính quyền địa phương số 72/2025/QH15
      - Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025
      - Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư
thuyet_minh:
  ke-hoach: {{"I.I.1": ["Trước đây xã thực hiện theo Luật Đầu tư công số 39/2019/QH14."]}}
""",
        bad=f"""{_TWO_TIERS}
van_ban:
  ke-hoach:
    ngay: 2026-12-10
    can_cu:
      - Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân ngày 20 tháng 11 năm 2015  # lỗi
      - Luật Tổ chức chính quyền địa phương năm 2015  # lỗi
      - Luật Đầu tư công số 39/2019/QH14  # lỗi
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - Xã rà soát danh mục dự án theo Luật Đầu tư công ngày 13/6/2019.  # lỗi
""",
    ),
    "TK-02": Example(
        says="căn cứ ban hành ngày 28/12/2024, sau ngày văn bản 05/12/2024",
        good="""
van_ban:
  ke-hoach:
    ngay: 2024-12-05
    can_cu:
      - Quyết định số 4127/QĐ-UBND ngày 28 tháng 11 năm 2024 của Ủy ban nhân dân huyện
      - Nghị quyết số 12/NQ-HĐND về kế hoạch đến ngày 31/12/2025
      - Luật Đầu tư công ngày 13 tháng 6 năm 2019
""",
        bad="""
van_ban:
  ke-hoach:
    ngay: 2024-12-05
    can_cu:
      - Quyết định số 4127/QĐ-UBND ngày 28 tháng 12 năm 2024 của Ủy ban nhân dân huyện  # lỗi
      - Luật Đầu tư công ngày 29 tháng 11 năm 2024  # lỗi
""",
    ),
    "TK-03": Example(
        says="căn cứ ghi số luật 77/2015/QH13",
        good="""
van_ban:
  ke-hoach:
    can_cu:
      - Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015
      - Nghị quyết số 97/2019/QH14 ngày 27 tháng 11 năm 2019 của Quốc hội
""",
        bad="""
van_ban:
  ke-hoach:
    can_cu:
      - Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19 tháng 6 năm 2015  # lỗi
""",
    ),
    "TK-04": Example(
        says="“Phòng TC-KH” là tên cũ, không còn từ 01/07/2025",
        good=f"""{_TWO_TIERS}
co_quan: [{{ma: pkt, ten: Phòng Kinh tế}}]
van_ban: {{ke-hoach: {{noi_nhan: [UBND tỉnh Hoàng Sơn, Sở Tài chính]}}}}
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - Năm 2024, UBND huyện Phìn Ngàn hỗ trợ sửa hai tuyến mương.
      - Xã sáp nhập từ ba xã của huyện cũ; Phòng TC-KH huyện bàn giao hồ sơ.
""",
        bad="""
nam_ke_hoach: 2027
ngay_chot_so_lieu: 2026-11-25
don_vi:
  loai: xã
  ten: Nậm Thoong
  co_quan_lap: Sở Nông nghiệp và PTNT  # lỗi
  cap_tren:
    - {loai: huyện, ten: Phìn Ngàn}  # lỗi
    - {loai: tỉnh, ten: Hoàng Sơn}
don_vi_cap_duoi:
  - {ma: hy, loai: thị trấn, ten: Hạ Yên}  # lỗi
co_quan:
  - {ma: tckh, ten: Phòng TC-KH}  # lỗi
van_ban:
  ke-hoach:
    noi_nhan:
      - UBND tỉnh Hoàng Sơn
      - Sở Kế hoạch và Đầu tư  # lỗi
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - Xã đề nghị Uỷ ban nhân dân huyện bố trí vốn sửa đường Phìn Sưng.  # lỗi
""",
    ),
    "TK-05": Example(
        says="ngày 02/07/2025 không còn đơn vị “thị trấn” (thị trấn Hạ Yên)",
        good="""
don_vi: {loai: thị trấn, ten: Hạ Yên}
van_ban: {ke-hoach: {ngay: 2025-06-30}}
""",
        bad="""
don_vi: {loai: thị trấn, ten: Hạ Yên}
van_ban: {ke-hoach: {ngay: 2025-07-02}}  # lỗi
""",
    ),
    "TK-06": Example(
        says="“năm 2023 phấn đấu”: năm đã qua, năm báo cáo là 2024",
        good="""
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - Năm 2024 ước đạt 1.730 tấn; năm 2025 phấn đấu 1.760 tấn.
      - Năm 2023 đạt 1.702 tấn. Giai đoạn 2021 - 2025, đến năm 2023 dự kiến xong.
""",
        bad="""
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - Xã năm 2023 phấn đấu đạt 1.760 tấn.  # lỗi
      - Nhiệm vụ là phấn đấu trong năm 2023 thêm hai thôn văn hóa.  # lỗi
""",
    ),
    "TK-07": Example(
        says="“khóa XX” khác với hdnd của kế hoạch (kỳ họp thứ mười một, khóa XXI)",
        good="""
hdnd: {khoa: XXI, ky_hop: thứ mười một}
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - Trình HĐND xã khóa XXI tại kỳ họp thứ 11. Nghị quyết kỳ họp thứ mười HĐND xã được thực hiện tốt.
      - HĐND tỉnh khóa XVI giao chỉ tiêu. Năm 2020, HĐND xã khóa XX thông qua kế hoạch 5 năm.
""",
        bad="""
hdnd: {khoa: XXI, ky_hop: thứ mười một}
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - HĐND xã khóa XX xem xét kế hoạch này.  # lỗi
      - UBND xã trình Hội đồng nhân dân xã tại kỳ họp thứ chín.  # lỗi
""",
    ),
}
