"""Figures of the units below, and new rural areas."""

from tests.rules.example import Example

_TWO = "don_vi_cap_duoi: [{ma: nt, loai: xã, ten: Nậm Thoong}, {ma: sl, loai: xã, ten: Sín Lủng}]"

SUBUNITS = {
    "PL-70": Example(
        says="cộng 2 đơn vị là 640 ha, ước thực hiện năm 2024 của xã là 660 ha",
        good=f"""
{_TWO}
chi_tieu:
  - {{ma: a, ten: Rừng, nhom: kinh_te, don_vi_tinh: ha, so_le: 0, tong_hop: cong, ket_qua: {{uoc: 641}}}}
  - {{ma: b, ten: Tỷ lệ, nhom: kinh_te, don_vi_tinh: "%", so_le: 1, tong_hop: ty_le, ket_qua: {{uoc: 50}}}}
  - {{ma: c, ten: Trâu, nhom: kinh_te, don_vi_tinh: con, so_le: 0, tong_hop: cong, ket_qua: {{uoc: 90}}}}
theo_don_vi:
  - {{chi_tieu: a, don_vi: nt, ket_qua: {{uoc: 320}}}}
  - {{chi_tieu: a, don_vi: sl, ket_qua: {{uoc: 320}}}}
  - {{chi_tieu: b, don_vi: nt, ket_qua: {{uoc: 10}}}}
  - {{chi_tieu: b, don_vi: sl, ket_qua: {{uoc: 20}}}}
  - {{chi_tieu: c, don_vi: nt, ket_qua: {{uoc: 10}}}}
""",
        bad=f"""
{_TWO}
chi_tieu:
  - {{ma: a, ten: Rừng, nhom: kinh_te, don_vi_tinh: ha, so_le: 0, tong_hop: cong, ket_qua: {{uoc: 660}}}}  # lỗi
  - {{ma: c, ten: Trâu, nhom: kinh_te, don_vi_tinh: con, so_le: 0, tong_hop: cong, ket_qua: {{uoc: 91}}}}  # lỗi
theo_don_vi:
  - {{chi_tieu: a, don_vi: nt, ket_qua: {{uoc: 320}}}}
  - {{chi_tieu: a, don_vi: sl, ket_qua: {{uoc: 320}}}}
  - {{chi_tieu: c, don_vi: nt, ket_qua: {{uoc: 50}}}}
  - {{chi_tieu: c, don_vi: sl, ket_qua: {{uoc: 40}}}}
""",
    ),
    "PL-71": Example(
        says="tổng giao cho 2 đơn vị là 100 con, thấp hơn kế hoạch năm 2025 (trình HĐND) là 120 con",
        good=f"""
{_TWO}
chi_tieu: [{{ma: c, ten: Trâu, nhom: kinh_te, don_vi_tinh: con, so_le: 0, chieu: tang, tong_hop: cong, kh_sau: {{trinh: 120}}}}]
theo_don_vi:
  - {{chi_tieu: c, don_vi: nt, kh_sau: {{giao: 60}}}}
  - {{chi_tieu: c, don_vi: sl, kh_sau: {{giao: 65}}}}
""",
        bad=f"""
{_TWO}
chi_tieu:
  - {{ma: c, ten: Trâu, nhom: kinh_te, don_vi_tinh: con, so_le: 0, chieu: tang, tong_hop: cong, kh_sau: {{trinh: 120}}}}
  - {{ma: d, ten: Hộ nghèo, nhom: xa_hoi, don_vi_tinh: hộ, so_le: 0, chieu: giam, tong_hop: cong, kh_sau: {{trinh: 90}}}}
theo_don_vi:
  - {{chi_tieu: c, don_vi: nt, kh_sau: {{giao: 40}}}}  # lỗi
  - {{chi_tieu: c, don_vi: sl, kh_sau: {{giao: 60}}}}
  - {{chi_tieu: d, don_vi: nt, kh_sau: {{giao: 50}}}}  # lỗi
  - {{chi_tieu: d, don_vi: sl, kh_sau: {{giao: 50}}}}
""",
    ),
    "PL-72": Example(
        says="tiêu chí 3 ghi hai lần cho Xã Sín Lủng",
        good=f"""
{_TWO}
nong_thon_moi: [{{don_vi: nt, dat: [1, 19], ke_hoach: [2]}}, {{don_vi: sl, dat: [1, 2]}}]
""",
        bad=f"""
{_TWO}
nong_thon_moi:
  - {{don_vi: nt, dat: [1, 20]}}  # lỗi
  - {{don_vi: sl, dat: [3], ke_hoach: [3]}}  # lỗi
""",
    ),
    "PL-73": Example(
        says="ước 2 xã, biểu nông thôn mới của 2 xã cho 1 xã",
        good=f"""
{_TWO}
chi_tieu:
  - {{ma: so_xa_ntm, ten: Số xã đạt chuẩn, nhom: kinh_te, don_vi_tinh: xã, ket_qua: {{uoc: 1}}}}
  - {{ma: so_tieu_chi_ntm, ten: Số tiêu chí, nhom: kinh_te, don_vi_tinh: tiêu chí, ket_qua: {{uoc: 21}}}}
  - {{ma: tieu_chi_ntm_binh_quan, ten: Bình quân, nhom: kinh_te, don_vi_tinh: tiêu chí/xã, so_le: 1, ket_qua: {{uoc: 10.5}}}}
nong_thon_moi:
  - {{don_vi: nt, dat: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]}}
  - {{don_vi: sl, dat: [1, 2]}}
""",
        bad=f"""
{_TWO}
chi_tieu:
  - {{ma: so_xa_ntm, ten: Số xã đạt chuẩn, nhom: kinh_te, don_vi_tinh: xã, ket_qua: {{uoc: 2}}}}  # lỗi
  - {{ma: so_tieu_chi_ntm, ten: Số tiêu chí, nhom: kinh_te, don_vi_tinh: tiêu chí, ket_qua: {{uoc: 20}}}}  # lỗi
nong_thon_moi:
  - {{don_vi: nt, dat: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]}}
  - {{don_vi: sl, dat: [1, 2]}}
""",
    ),
    "PL-74": Example(
        says="“21/40 tiêu chí”: mẫu số không phải 19, cũng không phải 19 × 2 xã",
        good=f"""
{_TWO}
nong_thon_moi: [{{don_vi: nt, dat: [1]}}, {{don_vi: sl, dat: [1]}}]
thuyet_minh: {{ke-hoach: {{"I.III": "Toàn huyện đạt 21/38 tiêu chí; xã Nậm Thoong đạt 19/19 tiêu chí."}}}}
""",
        bad=f"""
{_TWO}
nong_thon_moi: [{{don_vi: nt, dat: [1]}}, {{don_vi: sl, dat: [1]}}]
thuyet_minh: {{ke-hoach: {{"I.III": "Toàn huyện đạt 21/40 tiêu chí."}}}}  # lỗi
""",
    ),
}
