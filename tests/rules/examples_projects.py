"""Investment projects."""

from tests.rules.example import Example


def project(said: str) -> str:
    """Return a plan with one project; what is said stands on line 2."""
    text, mark, _ = said.partition("  # lỗi")
    return f"du_an:\n  - {{ma: da1, ten: Đường Phìn Sưng, {text}}}{mark}"


PROJECTS = {
    "DA-01": Example(
        says="lũy kế 2.000 triệu đồng + năm 2024 1.500 triệu đồng + năm 2025 1.000 triệu đồng = 4.500 triệu đồng, "
        "vượt tổng mức đầu tư 4.200 triệu đồng",
        good=project(
            "giai_doan: chuyen_tiep, tong_muc_dau_tu: 4500, luy_ke: 2000, nam_nay: {ke_hoach: 1500}, nam_sau: {ctmtqg: 1000}"
        ),
        bad=project(
            "giai_doan: chuyen_tiep, tong_muc_dau_tu: 4200, luy_ke: 2000, nam_nay: {ke_hoach: 1500}, nam_sau: {oda: 1000}  # lỗi"
        ),
    ),
    "DA-02": Example(
        says="giải ngân 1.600 triệu đồng, vượt kế hoạch và vốn kéo dài 1.550 triệu đồng",
        good=project(
            "giai_doan: chuyen_tiep, nam_nay: {ke_hoach: 1500, keo_dai: 50, giai_ngan_6_thang: 400, uoc_giai_ngan: 1550}"
        ),
        bad=project("giai_doan: chuyen_tiep, nam_nay: {ke_hoach: 1500, keo_dai: 50, uoc_giai_ngan: 1600}  # lỗi"),
    ),
    "DA-03": Example(
        says="khởi công mới nhưng chưa có quyết định ghi ngày",
        good=project("giai_doan: khoi_cong_moi, quyet_dinh: {so: 85/QĐ-UBND, ngay: 2024-10-30}"),
        bad=project("giai_doan: khoi_cong_moi, quyet_dinh: {so: 85/QĐ-UBND}  # lỗi"),
    ),
    "DA-04": Example(
        says="khởi công 2026, hoàn thành 2025",
        good=project("giai_doan: chuyen_tiep, khoi_cong: 2024, hoan_thanh: 2025"),
        bad=project("giai_doan: chuyen_tiep, khoi_cong: 2026, hoan_thanh: 2025  # lỗi"),
    ),
    "DA-05": Example(
        says="kéo dài 4 năm (2022 - 2025)",
        good=project("giai_doan: chuyen_tiep, nhom_du_an: C, khoi_cong: 2023, hoan_thanh: 2025"),
        bad=project("giai_doan: chuyen_tiep, nhom_du_an: C, khoi_cong: 2022, hoan_thanh: 2025  # lỗi"),
    ),
    "DA-06": Example(
        says="thu hồi ứng trước và trả nợ 300 triệu đồng, lớn hơn kế hoạch năm 2025 200 triệu đồng",
        good=project("giai_doan: hoan_thanh, tra_no_xdcb: 200, nam_sau: {ns_huyen: 200}"),
        bad=project("giai_doan: hoan_thanh, tra_no_xdcb: 300, nam_sau: {ns_huyen: 200}  # lỗi"),
    ),
    "DA-07": Example(
        says="xếp loại đã hoàn thành nhưng năm hoàn thành là 2026",
        good=project("giai_doan: chuyen_tiep, hoan_thanh: 2026"),
        bad=project("giai_doan: hoan_thanh, hoan_thanh: 2026  # lỗi"),
    ),
    "DA-08": Example(
        says="có số tiền âm",
        good=project("giai_doan: chuyen_tiep, nam_sau: {ns_huyen: 200}"),
        bad=project("giai_doan: chuyen_tiep, nam_sau: {ns_huyen: -200}  # lỗi"),
    ),
    "DA-09": Example(
        says="khởi công năm 2023, trước quyết định ngày 30/10/2024",
        good=project("giai_doan: chuyen_tiep, khoi_cong: 2024, quyet_dinh: {so: 85/QĐ-UBND, ngay: 2024-10-30}"),
        bad=project("giai_doan: chuyen_tiep, khoi_cong: 2023, quyet_dinh: {so: 85/QĐ-UBND, ngay: 2024-10-30}  # lỗi"),
    ),
}
