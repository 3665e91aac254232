"""Crops: yields that can be true, grain that is grain, perennials harvested within their area."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.model.sheets import Crop
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import at, exact, shown, slot_title, slots, written
from sedp_docs.text import slug

GRAINS = ("lua", "ngo", "ke", "mach", "luc_mach", "cao_luong")


def _usual(case: Case, crop: Crop) -> tuple[Decimal, Decimal] | None:
    ranges = {slug(name): ends for name, ends in case.catalog.level.crops.items()}
    return ranges.get(slug(crop.crop))


def _reading(amount: Decimal, low: Decimal, high: Decimal) -> str:
    """Return what the number would mean if it were right in another unit or another sense."""
    if low <= amount * 10 <= high:
        return "có thể là tấn/ha; nhân với 10 để ra tạ/ha"
    if low <= amount / 10 <= high:
        return "có thể là yến/ha hoặc thừa một chữ số; chia cho 10"
    if low <= amount / 2 <= high:
        return "có thể là năng suất cả năm của nhiều vụ; ghi năng suất của từng vụ"
    return "xem lại số liệu; nếu đúng thì nói rõ lý do trong thuyết minh"


@rule("PL-20", "Năng suất nằm trong khoảng thường gặp (tạ/ha)", severity="warning")
def unusual_yield(case: Case) -> Iterator[Finding]:
    """A yield outside the usual range: often tonnes for tạ (ratio 10 or 0.1), or a year's yield for a season's."""
    for i, crop in enumerate(case.plan.crops):
        usual, quantity = _usual(case, crop), case.figures.quantities.get(f"{crop.code}.nang_suat")
        if usual is None or quantity is None or quantity.path[:2] != ("trong_trot", i):
            continue
        for slot, target in written(case, quantity):
            if target.amount is not None and target.amount != 0 and not usual[0] <= target.amount <= usual[1]:
                yield Finding(
                    at(quantity, slot),
                    f"{crop.title}, {slot_title(case, slot)}: năng suất {exact(target.amount, 'tạ/ha')} "
                    f"nằm ngoài khoảng thường gặp {exact(usual[0])} - {exact(usual[1], 'tạ/ha')}",
                    _reading(target.amount, *usual),
                )


@rule("PL-21", "Lương thực có hạt gồm lúa, ngô, kê, mạch; không có sắn, khoai")
def grain(case: Case) -> Iterator[Finding]:
    """A crop that bears no grain is counted as grain, or a grain is not: kg per person would be wrong."""
    for i, crop in enumerate(case.plan.crops):
        is_grain, counted = slug(crop.crop) in GRAINS, crop.group == "luong_thuc_co_hat"
        starchy = slug(crop.crop).split("_")[0] in ("san", "khoai", "dong")
        if counted and starchy:
            yield Finding(
                ("trong_trot", i, "nhom_cay"), f"{crop.crop} không phải lương thực có hạt", "đổi thành nhom_cay: cay_co_bot"
            )
        elif is_grain and not counted:
            yield Finding(
                ("trong_trot", i, "nhom_cay"),
                f"{crop.crop} là lương thực có hạt nhưng xếp nhóm {crop.group}",
                "đổi thành nhom_cay: luong_thuc_co_hat; ngô sinh khối, ngô rau thì ghi rõ ở tên cây",
            )


@rule("PL-22", "Diện tích thu hoạch của cây lâu năm không lớn hơn tổng diện tích")
def harvested_over_area(case: Case) -> Iterator[Finding]:
    """More hectares are harvested than stand; output comes from the harvested area only."""
    for i, crop in enumerate(case.plan.crops):
        quantity = case.figures.quantities.get(f"{crop.code}.dien_tich_thu_hoach")
        if quantity is None or quantity.path[:2] != ("trong_trot", i):
            continue
        for slot in slots(quantity):
            part, total = (case.figures.values.amount(f"{crop.code}.{key}", slot) for key in ("dien_tich_thu_hoach", "dien_tich"))
            if part is not None and total is not None and part > total:
                yield Finding(
                    at(quantity, slot),
                    f"{crop.title}, {slot_title(case, slot)}: diện tích thu hoạch {shown(quantity, part)} "
                    f"lớn hơn tổng diện tích {shown(quantity, total)}",
                    "xem lại hai diện tích",
                )


@rule("PL-23", "Cây lâu năm có diện tích thu hoạch, cây hằng năm thì không")
def harvested_column(case: Case) -> Iterator[Finding]:
    """A perennial with a yield but no harvested area gives no output; an annual crop's harvested area is not used."""
    for i, crop in enumerate(case.plan.crops):
        here: Path = ("trong_trot", i)
        if crop.perennial and crop.crop_yield is not None and crop.harvested is None:
            yield Finding(
                here,
                f"{crop.title} là cây lâu năm, có năng suất nhưng chưa có diện tích thu hoạch",
                "thêm dien_tich_thu_hoach, vì sản lượng tính từ diện tích này",
            )
        elif crop.harvested is not None and not crop.perennial:
            yield Finding(
                (*here, "dien_tich_thu_hoach"),
                f"{crop.title} là cây hằng năm, không dùng diện tích thu hoạch",
                "bỏ dien_tich_thu_hoach, hoặc xem lại nhom_cay",
            )
