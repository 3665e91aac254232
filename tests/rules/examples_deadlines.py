"""Deadlines of the procedure and of the session of the council: being late is a warning."""

from tests.rules.example import Example

SESSION = "hdnd: {khoa: XXI, ky_hop: thứ mười một, ngay_khai_mac: 2024-12-18}\n"

DEADLINES = {
    "LH-01": Example(
        says="văn bản ký ngày 28/06/2024, muộn 5 ngày so với hạn 23/06/2024",
        # The district's calendar wants the frame before 21/6, the commune's step names 23/6 and 24/6: before the last is in time.
        good="""
lan_lap: sau-hoi-nghi
van_ban: {khung-ke-hoach: {ngay: 2024-06-23}, ke-hoach: {ngay: 2024-06-23}}
""",
        bad="""
lan_lap: sau-hoi-nghi
van_ban:
  ke-hoach: {ngay: 2024-06-28}  # lỗi
""",
    ),
    "LH-02": Example(
        says="văn bản ký ngày 10/12/2024, muộn 2 ngày so với hạn 08/12/2024",
        good=f"{SESSION}van_ban: {{ke-hoach: {{ngay: 2024-12-08}}}}\n",
        bad=f"{SESSION}van_ban:\n  ke-hoach: {{ngay: 2024-12-10}}  # lỗi\n",
    ),
    "LH-03": Example(
        says="chưa biết phải gửi hồ sơ bao nhiêu ngày trước ngày khai mạc 18/12/2025",
        good="""
nam_ke_hoach: 2026
hdnd: {khoa: XXII, ky_hop: thứ tư, ngay_khai_mac: 2025-12-18}
ho_so: {han_gui_thuong_truc: 7, han_gui_dai_bieu: 3}
""",
        bad="""
nam_ke_hoach: 2026
hdnd: {khoa: XXII, ky_hop: thứ tư, ngay_khai_mac: 2025-12-18}  # lỗi
ho_so: {han_gui_thuong_truc: 7}
""",
    ),
    "LH-04": Example(
        says="hạn gửi số liệu 10/12/2024 sau hạn gửi kế hoạch 08/12/2024",
        good=f"{SESSION}co_quan: [{{ma: tyt, ten: Trạm Y tế xã, han_gui: 2024-12-06}}]\n",
        bad=f"{SESSION}co_quan:\n  - {{ma: tyt, ten: Trạm Y tế xã, han_gui: 2024-12-10}}  # lỗi\n",
    ),
}
