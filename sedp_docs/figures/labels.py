"""What a figure is called in a sentence: "Tỷ lệ hộ nghèo, ước năm 2024"."""

from __future__ import annotations

from sedp_docs.figures.book import Figures
from sedp_docs.model import PERIOD_TITLES, Plan
from sedp_docs.text import lower_first

_TALLIES = {
    "dem.tong": "Số chỉ tiêu được đếm",
    "dem.danh_gia": "Số chỉ tiêu được đánh giá",
    "dem.vuot": "Số chỉ tiêu vượt kế hoạch",
    "dem.dat": "Số chỉ tiêu đạt kế hoạch",
    "dem.dat_vuot": "Số chỉ tiêu đạt và vượt kế hoạch",
    "dem.chua_dat": "Số chỉ tiêu chưa đạt kế hoạch",
    "dem.chua_danh_gia": "Số chỉ tiêu chưa đánh giá",
    "ds.tong": "Các chỉ tiêu được đếm",
    "ds.danh_gia": "Các chỉ tiêu được đánh giá",
    "ds.dat": "Các chỉ tiêu đạt kế hoạch",
    "ds.dat_vuot": "Các chỉ tiêu đạt và vượt kế hoạch",
    "ds.chua_danh_gia": "Các chỉ tiêu chưa đánh giá",
    "ds.vuot": "Các chỉ tiêu vượt kế hoạch",
    "ds.chua_dat": "Các chỉ tiêu chưa đạt kế hoạch",
    "hoat_dong.so": "Số hoạt động",
    "hoat_dong.kinh_phi": "Khái toán các hoạt động",
    "du_an.so": "Số dự án",
    "du_an.kinh_phi": "Kế hoạch vốn các dự án",
}


def label(figures: Figures, name: str) -> str:
    """Return the Vietnamese label of a figure by its name."""
    figure = figures[name]
    if not figure.code:
        head, _, rest = name.partition(".")
        list_, _, what = rest.partition(".")
        return _TALLIES.get(name) or f"{_TALLIES.get(f'{head}.{what}', name)}, danh mục {list_.upper()}"
    rest = name.removeprefix(figure.code).removeprefix(".") or "uoc"
    return f"{figures.quantities[figure.code].name}, {slot_label(figures.plan, rest)}"


def slot_label(plan: Plan, slot: str) -> str:
    """Return what a slot or derived name is called: "kh.giao" → "kế hoạch năm 2024 cấp trên giao"."""
    x, y = plan.report_year, plan.plan_year
    if slot.isdigit():
        return f"thực hiện năm {slot}"
    labels = {
        "uoc": f"ước năm {x}",
        "nam": f"thực hiện năm {x}",
        "kh": f"kế hoạch năm {x}",
        "kh.giao": f"kế hoạch năm {x} cấp trên giao",
        "kh.hdnd": f"kế hoạch năm {x} HĐND quyết nghị",
        "kh_sau": f"kế hoạch năm {y}",
        "kh_sau.giao": f"kế hoạch năm {y} cấp trên giao",
        "kh_sau.trinh": f"kế hoạch năm {y} trình HĐND",
        "kh_sau.hdnd": f"kế hoạch năm {y} HĐND quyết nghị",
        "muc_tieu_5_nam": "mục tiêu kế hoạch 5 năm",
        "so_kh": f"ước năm {x} so với kế hoạch (%)",
        "so_kh.giao": f"ước năm {x} so với kế hoạch cấp trên giao (%)",
        "so_kh.hdnd": f"ước năm {x} so với kế hoạch HĐND quyết nghị (%)",
        "so_nt": f"ước năm {x} so với năm {x - 1} (%)",
        "so_uoc": f"kế hoạch năm {y} so với ước năm {x} (%)",
        "so_muc_tieu": f"ước năm {x} so với mục tiêu 5 năm (%)",
        "ty_trong": "tỷ trọng (%)",
        "tang": f"tăng, giảm so với năm {x - 1}",
        "tang_sau": f"kế hoạch năm {y} tăng, giảm so với ước năm {x}",
        "chenh_kh": f"chênh lệch so với kế hoạch năm {x}",
    }
    period = next((f"{lower_first(title)} năm {x}" for key, title in PERIOD_TITLES.items() if key == slot), slot)
    return labels.get(slot, period)
