"""Narrative."""

from sedp_docs.read.catalogs import load_catalog
from tests.rules.example import Example

_OUTLINE = load_catalog("lao-cai", "commune").level.outline
LEAVES = _OUTLINE.leaves() if _OUTLINE else []
WHOLE = "\n".join(["thuyet_minh:", "  ke-hoach:", *(f'    "{key}": [Nội dung của mục này.]' for key in LEAVES)])
"""A plan that says something in every section."""

PROSE = {
    "TM-01": Example(
        says="không có số liệu “{ty_le_ho_ngeo.kh}”",
        good="""
chi_tieu: [{ma: ty_le_ho_ngheo}]
thuyet_minh:
  ke-hoach:
    "I.III": ["Hộ nghèo còn {ty_le_ho_ngheo}, kế hoạch {ty_le_ho_ngheo.kh}; đạt {dem.dat_vuot}/{dem.tong} {{chỉ tiêu}}."]
""",
        bad="""
chi_tieu: [{ma: ty_le_ho_ngheo}]
thuyet_minh:
  ke-hoach:
    "I.III":
      - Kinh tế tiếp tục ổn định.
      - "Hộ nghèo còn {ty_le_ho_ngheo}, kế hoạch {ty_le_ho_ngeo.kh}."  # lỗi
    "I.II.2.1":
      tu_dong: true
      doan:
        - "Sản lượng {ty_le_ho_ngheo.thang_13}."  # lỗi
""",
    ),
    "TM-10": Example(
        says="mục I.I.1 có liên kết, sẽ in nguyên như đã gõ",
        good="""
thuyet_minh:
  ke-hoach:
    "I.III": ["Kinh tế **ổn định**[^1], in {{ và {{x}.\\n\\n[^1]: Số liệu sơ bộ."]
""",
        bad="""
thuyet_minh:
  ke-hoach:
    "I.I.1":
      - "Xem [trang của huyện](https://phin-ngan.vn)."  # lỗi
    "I.I.2":
      - "Hộ nghèo còn {ty_le_ho_ngheo, giảm mạnh."  # lỗi
""",
    ),
    "TM-02": Example(
        says="quy trình không có tài liệu “kehoach”",
        good='thuyet_minh: {ke-hoach: {"I.III": Ổn định.}}',
        bad='thuyet_minh: {kehoach: {"I.III": Ổn định.}}  # lỗi',
    ),
    "TM-03": Example(
        says="mục I.II.2 còn chia nhỏ, không ghi thuyết minh trực tiếp",
        good='thuyet_minh: {ke-hoach: {"I.II.2.1": Sản xuất ổn định.}}',
        bad="""
thuyet_minh:
  ke-hoach:
    "I.II.2": [Sản xuất ổn định.]  # lỗi
    "I.II.2.9": [Sản xuất ổn định.]  # lỗi
""",
    ),
    "TM-04": Example(
        says="mục I.III không có bài viết sẵn từ số liệu",
        good='thuyet_minh: {ke-hoach: {"I.II.1": {tu_dong: true}}}',
        bad='thuyet_minh: {ke-hoach: {"I.III": {tu_dong: true}}}  # lỗi',
    ),
    "TM-05": Example(
        says="1 mục chưa có thuyết minh: I.III",
        good=WHOLE,
        bad=WHOLE.replace('"I.III": [Nội dung của mục này.]', '"I.III": []  # lỗi'),
    ),
    "TM-06": Example(
        says="“tăng 1,5 lần” có hai cách hiểu",
        good='thuyet_minh: {ke-hoach: {"I.III": "Diện tích chè gấp 1,5 lần năm trước."}}',
        bad="""
thuyet_minh:
  ke-hoach:
    "I.III":
      - Diện tích chè tăng 1,5 lần so với năm trước.  # lỗi
""",
    ),
    "TM-08": Example(
        says="“kế hoạch năm 2023” không phải năm báo cáo 2024 hay năm kế hoạch 2025",
        good='thuyet_minh: {ke-hoach: {"I.III": "Thực hiện kế hoạch năm 2024, so với năm 2023, giai đoạn 2021 - 2025."}}',
        bad="""
thuyet_minh:
  ke-hoach:
    "I.III":
      - Xã thực hiện kế hoạch năm 2023 trong điều kiện thuận lợi.  # lỗi
""",
    ),
    "TM-09": Example(
        says="“{ty_le_bhyt.so_kh}” không tính được nên in dấu “–”",
        good="""
chi_tieu: [{ma: ty_le_bhyt, kh: 98, ket_qua: {uoc: 98.6}}, {ma: tuyen_quan}]
thuyet_minh: {ke-hoach: {"I.III": "Đạt {ty_le_bhyt.so_kh} kế hoạch; tuyển quân {tuyen_quan.so_kh}."}}
""",
        bad="""
chi_tieu: [{ma: ty_le_bhyt, kh: "97,5 - 98,5", ket_qua: {uoc: 98.6}}]
thuyet_minh: {ke-hoach: {"I.III": "Đạt {ty_le_bhyt.so_kh} kế hoạch."}}  # lỗi
""",
    ),
    "TM-07": Example(
        says="còn chỗ bỏ trống “……”",
        good='lan_lap: cap-nhat\nthuyet_minh: {ke-hoach: {"I.III": ["Trồng lúa, ngô, sắn…, nuôi trâu, bò.", "![](ruong.png)"]}}',
        bad="""
lan_lap: cap-nhat
thuyet_minh:
  ke-hoach:
    "I.III":
      - Diện tích chè là …… ha.  # lỗi
""",
    ),
}
