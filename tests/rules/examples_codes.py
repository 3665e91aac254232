"""Codes and references."""

from tests.rules.example import Example

CODES = {
    "PL-01": Example(
        says="mã “dan_trau” dùng hai lần",
        good="""
chan_nuoi:
  - {ma: dan_trau, ten: Đàn trâu, don_vi_tinh: con}
  - {ma: dan_bo, ten: Đàn bò, don_vi_tinh: con}
""",
        bad="""
chan_nuoi:
  - {ma: dan_trau, ten: Đàn trâu, don_vi_tinh: con}
  - {ma: dan_trau, ten: Đàn bò, don_vi_tinh: con}  # lỗi
""",
    ),
    "PL-02": Example(
        says="mã “lúa xuân” viết sai dạng",
        good="chan_nuoi: [{ma: dan_lon, ten: Đàn lợn, don_vi_tinh: con}]",
        bad="""
trong_trot:
  - {ma: lúa xuân, cay: Lúa, nhom_cay: luong_thuc_co_hat, dien_tich: {}}  # lỗi
chan_nuoi:
  - {ma: tong_dan_gia_suc, ten: Đàn trâu, don_vi_tinh: con}  # lỗi
  - {ma: dem, ten: Đàn lợn, don_vi_tinh: con}  # lỗi
""",
    ),
    "PL-03": Example(
        says="danh mục không có chỉ tiêu “ty_le_ho_ngeo”",
        good="""
chi_tieu:
  - ma: ty_le_ho_ngheo
  - {ma: so_thon_co_song_4g, ten: Số thôn có sóng 4G, nhom: van_hoa_xa_hoi, don_vi_tinh: thôn, so_le: 0, chieu: tang}
""",
        bad="chi_tieu: [{ma: ty_le_ho_ngeo, kh: 26}]  # lỗi",
    ),
    "PL-04": Example(
        says="“nghìn con” khác danh mục (“con”)",
        good="chi_tieu: [{ma: tong_dan_gia_suc, don_vi_tinh: con}]",
        bad="chi_tieu: [{ma: tong_dan_gia_suc, don_vi_tinh: nghìn con}]  # lỗi",
    ),
    "PL-05": Example(
        says="không có nguồn vốn mã “ctmtgq”",
        good="""
co_quan: [{ma: vp-tk, ten: Văn phòng - Thống kê}]
muc_tieu:
  - ma: mtc1
    linh_vuc: kinh_te
    ten: Phát triển nông nghiệp
    muc_tieu_cu_the: [{ma: mt1, ten: Tăng sản lượng, chi_tieu: [san_luong_luong_thuc], dau_ra: [{ma: dr1, ten: Giống mới}]}]
hoat_dong:
  - {ma: hd1, ten: Cấp giống lúa, linh_vuc: kinh_te, dau_ra: dr1, danh_muc: A, chu_tri: vp-tk, nguon_von: {ctmtqg: 20}}
theo_doi: [{hoat_dong: hd1}]
thuyet_minh: {ke-hoach: {I.III: {nguoi_viet: vp-tk}}}
""",
        bad="""
hoat_dong:
  - ma: hd1
    ten: Cấp giống lúa
    danh_muc: A
    linh_vuc: nong_nghiep  # lỗi
    dau_ra: dr9  # lỗi
    chu_tri: khuyen-nong  # lỗi
    nguon_von: {ctmtgq: 20}  # lỗi
chi_tieu:
  - ma: ty_le_bhyt
    co_quan: bhxh  # lỗi
ngan_sach:
  - {ma: phi, phan: thu, ten: Phí, thuoc: thu_100}  # lỗi
theo_doi:
  - hoat_dong: hd2  # lỗi
thuyet_minh:
  ke-hoach:
    I.III:
      nguoi_viet: van-phong  # lỗi
""",
    ),
}
