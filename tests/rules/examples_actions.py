"""Activities, the objective chain, resources, monitoring."""

from tests.rules.example import Example


def activities(*rows: str, more: str = "") -> str:
    """Return a plan of activities; each row says only what matters, on a line of its own."""
    lines = []
    for n, row in enumerate(rows, 1):
        said, mark, _ = row.partition("  # lỗi")
        name = "" if "ten:" in said else f"ten: Việc {n}, "
        lines.append(f"  - {{ma: hd{n}, {name}linh_vuc: kinh_te, {said}}}{mark}")
    return "\n".join([more, "hoat_dong:", *lines])


CHAIN = """
muc_tieu:
  - ma: mtc1
    linh_vuc: kinh_te
    ten: Phát triển nông nghiệp
    muc_tieu_cu_the:
      - {ma: mt1, ten: Tăng sản lượng, nhom_yeu_the: true, dau_ra: [{ma: dr1, ten: Giống lúa mới được đưa vào sản xuất}]}
"""

ACTIONS = {
    "HD-01": Example(
        says="hoạt động “Sửa mương” đã có ở danh mục A (mã hd1)",
        good=activities(
            "ten: Sửa mương, dia_diem: Nậm Thoong, danh_muc: A",
            "ten: Sửa mương, dia_diem: Phìn Sưng, danh_muc: B",
        ),
        bad=activities(
            "ten: Sửa mương, dia_diem: Nậm Thoong, danh_muc: A",
            "ten: Sửa mương, dia_diem: Nậm Thoong, danh_muc: B  # lỗi",
        ),
    ),
    "HD-02": Example(
        says="ở danh mục C chưa có lý do",
        good=activities("danh_muc: C, ly_do: Đã có trong dự án của huyện"),
        bad=activities("danh_muc: C  # lỗi"),
    ),
    "HD-03": Example(
        says="ở danh mục A, khái toán 250 triệu đồng, chưa ghi nguồn vốn",
        good=activities(
            "danh_muc: A, khai_toan: 250, nguon_von: {ctmtqg: 250}", "danh_muc: A, khai_toan: 0", "danh_muc: B, khai_toan: 9"
        ),
        bad=activities("danh_muc: A, khai_toan: 250  # lỗi"),
    ),
    "HD-04": Example(
        says="khái toán 250 triệu đồng, nhưng nguồn vốn và dân góp cộng lại là 240 triệu đồng",
        good=activities("danh_muc: A, khai_toan: 250, nguon_von: {ctmtqg: 200}, dan_gop: {tien: 30, cong: 20}"),
        bad=activities("danh_muc: A, khai_toan: 250, nguon_von: {ctmtqg: 200}, dan_gop: {tien: 30, cong: 10}  # lỗi"),
    ),
    "HD-05": Example(
        says="ở danh mục B nhưng đã ghi đủ nguồn vốn",
        good=activities("danh_muc: B, khai_toan: 250, dan_gop: {cong: 20}"),
        bad=activities("danh_muc: B, khai_toan: 250, nguon_von: {ns_huyen: 250}  # lỗi"),
    ),
    "HD-06": Example(
        says="ưu tiên 1 của danh mục A dùng hai lần",
        good=activities("danh_muc: A, uu_tien_xa: 1", "danh_muc: A, uu_tien_xa: 2", "danh_muc: B, uu_tien_xa: 1"),
        bad=activities("danh_muc: A, uu_tien_xa: 1", "danh_muc: A, uu_tien_xa: 1  # lỗi"),
    ),
    "HD-07": Example(
        says="ở danh mục B chưa xếp ưu tiên",
        good=activities("danh_muc: B, uu_tien_xa: 1", "danh_muc: C"),
        bad=activities("danh_muc: B  # lỗi"),
    ),
    "HD-08": Example(
        says="Thôn Nậm Thoong: ưu tiên của nữ 1 dùng hai lần",
        good=activities(
            "danh_muc: A, de_xuat_cua: t1, uu_tien_thon: 1, uu_tien_cua_nu: 2",
            "danh_muc: A, de_xuat_cua: t2, uu_tien_thon: 1, uu_tien_cua_nu: 2",
            more="thon: [{ma: t1, ten: Nậm Thoong}, {ma: t2, ten: Phìn Sưng}]",
        ),
        bad=activities(
            "danh_muc: A, de_xuat_cua: t1, uu_tien_thon: 1, uu_tien_cua_nu: 1",
            "danh_muc: A, de_xuat_cua: t1, uu_tien_thon: 2, uu_tien_cua_nu: 1  # lỗi",
            more="thon: [{ma: t1, ten: Nậm Thoong}]",
        ),
    ),
    "HD-09": Example(
        says="từ tháng 9 đến tháng 3",
        good=activities("danh_muc: A, tu_thang: 3, den_thang: 9"),
        bad=activities("danh_muc: A, tu_thang: 9, den_thang: 3  # lỗi"),
    ),
    "HD-10": Example(
        says="chưa có cơ quan chủ trì",
        good=activities("danh_muc: A, chu_tri: vp-tk", "danh_muc: C"),
        bad=activities("danh_muc: A  # lỗi"),
    ),
    "HD-11": Example(
        says="chưa có đối tượng (doi_tuong), khái toán (khai_toan)",
        good=activities("danh_muc: B, tu_thang: 3, doi_tuong: {ho: 10}, khai_toan: 40"),
        bad=activities("danh_muc: B, tu_thang: 3  # lỗi"),
    ),
    "HD-12": Example(
        says="12 hộ nghèo, nhiều hơn 10 hộ hưởng lợi",
        good=activities("danh_muc: A, doi_tuong: {ho: 10, ho_ngheo: 10}"),
        bad=activities("danh_muc: A, doi_tuong: {ho: 10, ho_ngheo: 12}  # lỗi"),
    ),
    "HD-13": Example(
        says="có số tiền âm",
        good=activities("danh_muc: A, khai_toan: 20, dan_gop: {cong: 20}"),
        bad=activities("danh_muc: A, khai_toan: 20, dan_gop: {cong: -20}  # lỗi"),
    ),
    "HD-20": Example(
        says="đầu ra “Giống lúa mới được đưa vào sản xuất” chưa có hoạt động nào",
        good=activities("danh_muc: A, dau_ra: dr1", more=CHAIN),
        bad=activities("danh_muc: C", more=CHAIN.replace("}]}", "}]}  # lỗi")),
    ),
    "HD-21": Example(
        says="chưa gắn với đầu ra nào",
        good=activities("danh_muc: A, dau_ra: dr1", "danh_muc: C", more=CHAIN),
        bad=activities("danh_muc: A  # lỗi", more=CHAIN),
    ),
    "HD-22": Example(
        says="chưa có mục tiêu hay hoạt động nào cho phụ nữ, trẻ em",
        good=CHAIN,
        bad="""
muc_tieu:
  - {ma: mtc1, linh_vuc: kinh_te, ten: Phát triển nông nghiệp}  # lỗi
""",
    ),
    "HD-23": Example(
        says="nguồn “Chương trình mục tiêu quốc gia”: nhu cầu 700 triệu đồng, vượt khả năng 600 triệu đồng",
        good=activities(
            "danh_muc: A, khai_toan: 200, nguon_von: {ctmtqg: 200}, du_an: da1",
            more="""
du_an: [{ma: da1, ten: Đường Phìn Sưng, giai_doan: chuyen_tiep, nam_sau: {ctmtqg: 500}}]
nguon_luc: [{ma: ctmtqg, du_kien: 600}]""",
        ),
        bad=activities(
            "danh_muc: A, khai_toan: 200, nguon_von: {ctmtqg: 200}",
            more="""
du_an: [{ma: da1, ten: Đường Phìn Sưng, giai_doan: chuyen_tiep, nam_sau: {ctmtqg: 500}}]
nguon_luc: [{ma: ctmtqg, du_kien: 600}]  # lỗi""",
        ),
    ),
    "HD-24": Example(
        says="nguồn “Ngân sách xã” được dùng 20 triệu đồng nhưng chưa có trong cân đối nguồn lực",
        good=activities("danh_muc: A, nguon_von: {ns_xa: 20}", more="nguon_luc: [{ma: ns_xa, du_kien: 100}]"),
        bad=activities("danh_muc: A, nguon_von: {ns_xa: 20}", more="nguon_luc: [{ma: ctmtqg, du_kien: 100}]  # lỗi"),
    ),
    "HD-25": Example(
        says="3 trong 4 hoạt động ở danh mục A và B cần vốn bên ngoài",
        good=activities(
            "danh_muc: A, khai_toan: 20, dan_gop: {cong: 20}", "danh_muc: A, khai_toan: 0", "danh_muc: B, khai_toan: 90"
        ),
        bad=activities(
            "danh_muc: A, khai_toan: 20  # lỗi", "danh_muc: A, khai_toan: 30", "danh_muc: B, khai_toan: 90", "danh_muc: A"
        ),
    ),
    "HD-26": Example(
        says="cần 900 triệu đồng, gấp 1,8 lần khả năng nguồn vốn 500 triệu đồng",
        good=activities("danh_muc: B, khai_toan: 700", more="nguon_luc: [{ma: ns_xa, du_kien: 500}]"),
        bad=activities("danh_muc: B, khai_toan: 900", more="nguon_luc: [{ma: ns_xa, du_kien: 500}]  # lỗi"),
    ),
    "TD-01": Example(
        says="dòng theo dõi 2 không nói về chỉ tiêu hay hoạt động nào",
        good="theo_doi: [{chi_tieu: ty_le_bhyt}]",
        bad="""
theo_doi:
  - {chi_tieu: ty_le_bhyt}
  - {tan_suat: Hằng quý}  # lỗi
""",
    ),
    "TD-02": Example(
        says="chưa có nguoi_thu_thap, mau_bao_cao",
        good="""
theo_doi:
  - chi_tieu: ty_le_bhyt
    nguon_thong_tin: Bảo hiểm xã hội huyện
    nguoi_thu_thap: Văn phòng - Thống kê
    tan_suat: Hằng quý
    mau_bao_cao: Biểu 1
    bao_cao_cho: Ủy ban nhân dân xã
    su_dung: Điều chỉnh chỉ tiêu
""",
        bad="""
theo_doi:
  - {chi_tieu: ty_le_bhyt, nguon_thong_tin: BHXH, tan_suat: Quý, bao_cao_cho: UBND, su_dung: Điều chỉnh}  # lỗi
""",
    ),
    "TD-03": Example(
        says="1 chỉ tiêu trình HĐND chưa có trong khung theo dõi, đánh giá: ty_le_ho_ngheo",
        good="""
chi_tieu: [{ma: ty_le_ho_ngheo, trinh_hdnd: true}]
theo_doi: [{chi_tieu: ty_le_ho_ngheo}]
""",
        bad="""
chi_tieu: [{ma: ty_le_ho_ngheo, trinh_hdnd: true}]
theo_doi: [{chi_tieu: ty_le_bhyt}]  # lỗi
""",
    ),
}
