"""Heads of documents, opinions."""

from tests.rules.example import Example

PAPERS = {
    "VB-01": Example(
        says="văn bản ký ngày 20/11/2024, trước ngày chốt số liệu 25/11/2024",
        good="""
ngay_chot_so_lieu: 2024-11-25
van_ban: {ke-hoach: {ngay: 2024-12-05}}
""",
        bad="""
ngay_chot_so_lieu: 2024-11-25
van_ban: {ke-hoach: {ngay: 2024-11-20}}  # lỗi
""",
    ),
    "VB-02": Example(
        says="quy trình không có tài liệu “ke-hoac”",
        good="van_ban: {ke-hoach: {nguoi_ky: Giàng Seo Lử}}",
        bad="van_ban: {ke-hoac: {nguoi_ky: Giàng Seo Lử}}  # lỗi",
    ),
    "VB-03": Example(
        says="ngày chốt số liệu 25/11/2025 không thuộc năm báo cáo 2024",
        good="ngay_chot_so_lieu: 2024-11-25",
        bad="ngay_chot_so_lieu: 2025-11-25  # lỗi",
    ),
    "VB-04": Example(
        says="văn bản trình HĐND ký ngày 20/12/2024, sau ngày khai mạc 18/12/2024",
        good="""
hdnd: {khoa: XXI, ky_hop: thứ mười một, ngay_khai_mac: 2024-12-18}
van_ban: {ke-hoach: {ngay: 2024-12-05}, nghi-quyet: {ngay: 2024-12-20}}
""",
        bad="""
hdnd: {khoa: XXI, ky_hop: thứ mười một, ngay_khai_mac: 2024-12-18}
van_ban: {ke-hoach: {ngay: 2024-12-20}}  # lỗi
""",
    ),
    "VB-05": Example(
        says="đơn vị ghi không có HĐND nhưng kế hoạch có kỳ họp, tờ trình, nghị quyết",
        good="""
don_vi: {loai: phường, ten: Hạ Yên, co_hdnd: false}
lan_lap: cap-nhat
""",
        bad="""
don_vi: {loai: phường, ten: Hạ Yên, co_hdnd: false}  # lỗi
lan_lap: trinh-hdnd
""",
    ),
    "VB-06": Example(
        says="loại đơn vị “tỉnh” không thuộc cấp này",
        good="don_vi: {loai: thị trấn, ten: Hạ Yên}\n",
        bad="don_vi: {loai: tỉnh, ten: Hạ Yên}  # lỗi\n",
    ),
    "VB-07": Example(
        says="văn bản “ke-hoach” chưa ghi người ký",
        good="van_ban: {ke-hoach: {nguoi_ky: Lý A Sình}}\n",
        bad="van_ban: {ke-hoach: {ngay: 2024-12-05}}  # lỗi\n",
    ),
    "VB-08": Example(
        says="chưa điền tên đơn vị",
        good="don_vi: {loai: xã, ten: Nậm Thoong, cap_tren: [{loai: huyện, ten: Phìn Ngàn}]}\n",
        bad="don_vi: {loai: xã, ten: Nậm Thoong, cap_tren: [{loai: huyện, ten: …}]}  # lỗi\n",
    ),
    "YK-01": Example(
        says="ý kiến “Bổ sung đường Phìn Sưng vào danh mục A” chưa có giải trình",
        good="""
y_kien:
  - nguon: Thôn Phìn Sưng
    y_kien: Bổ sung đường Phìn Sưng vào danh mục A
    ket_qua: giai_trinh
    tiep_thu_giai_trinh: Chưa rõ nguồn vốn, xếp ưu tiên 1 danh mục B
""",
        bad="""
y_kien:
  - {nguon: Thôn Phìn Sưng, y_kien: Bổ sung đường Phìn Sưng vào danh mục A, ket_qua: giai_trinh}  # lỗi
""",
    ),
    "YK-02": Example(
        says="được tiếp thu nhưng chưa nói sửa ở đâu",
        good='y_kien: [{nguon: Thẩm tra, y_kien: Rà lại số hộ nghèo, ket_qua: tiep_thu, cho_sua: "Mục I.II.2.2"}]',
        bad="y_kien: [{nguon: Thẩm tra, y_kien: Rà lại số hộ nghèo, ket_qua: tiep_thu}]  # lỗi",
    ),
    "TT-01": Example(
        says="từ, đọc khoảng 2 phút",
        good=f'thuyet_minh: {{bao-cao-tom-tat: {{"I.2": "{"Kết quả tốt. " * 450}"}}}}',
        bad="""
thuyet_minh:
  bao-cao-tom-tat: {"I.2": "Kết quả tốt."}  # lỗi
""",
    ),
}
