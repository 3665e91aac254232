"""Rows of figures: the indicator sheet and the production and budget sheets that feed it."""

from typing import Annotated, Literal

from pydantic import Field

from sedp_docs.model.base import Part, titled
from sedp_docs.model.series import Period, Series
from sedp_docs.model.values import Count, Day, Flag, Number

Decimals = Annotated[Count, Field(le=6)]
Direction = Literal["tang", "giam", "khong"]
Rollup = Literal["cong", "ty_le", "binh_quan", "khong"]
Nature = Literal["thoi_diem", "thoi_ky"]
CropGroup = Literal[
    "luong_thuc_co_hat", "cay_co_bot", "rau_mau", "cong_nghiep_hang_nam", "hang_nam_khac", "cong_nghiep_lau_nam", "an_qua"
]
PERENNIAL: tuple[CropGroup, ...] = ("cong_nghiep_lau_nam", "an_qua")


class OtherFigure(Part):
    """A second value for the same figure from another source; printed in a note, never silently merged."""

    period: Period = titled("Kỳ", default="uoc")
    amount: Number = titled("Giá trị")
    source: str = titled("Nguồn")
    note: str = titled("Ghi chú", default="")


class Indicator(Series):
    """One row of the sheet "Chỉ tiêu"; `name` … `rollup` only for an indicator that no catalogue holds."""

    code: str = titled("Mã")
    name: str = titled("Tên", default="")
    field: str = titled("Nhóm", default="", help="Lĩnh vực của quy trình, ví dụ kinh_te")
    unit: str = titled("Đơn vị tính", default="")
    decimals: Decimals | None = titled("Số lẻ", default=None, help="Số chữ số thập phân khi in")
    direction: Direction | None = titled(
        "Chiều", default=None, help="tang: càng cao càng tốt; giam: càng thấp càng tốt; khong: không đánh giá"
    )
    rollup: Rollup | None = titled("Tổng hợp", default=None, help="Cách tổng hợp lên cấp trên; ty_le: tính lại từ tử số, mẫu số")
    to_council: Flag = titled("Trình HĐND", default=False)
    office: str = titled("Cơ quan", default="", help="Mã cơ quan, đơn vị chịu trách nhiệm số liệu")
    source: str = titled("Nguồn", default="")
    dated: Day | None = titled("Ngày số liệu", default=None)
    reason: str = titled("Lý do", default="", help="Lý do chưa đạt, hoặc giải thích số liệu bất thường")
    others: tuple[OtherFigure, ...] = titled("Số liệu khác", default=(), help="Giá trị của nguồn khác cho cùng chỉ tiêu")


class Crop(Part):
    """One crop in one season. Area and yield are written, output is area × yield / 10 (ha, tạ/ha, tấn)."""

    code: str = titled("Mã")
    crop: str = titled("Cây", help="Tên cây, ví dụ Lúa")
    season: str = titled("Vụ", default="", help="Ví dụ: Vụ xuân; để trống với cây lâu năm")
    group: CropGroup = titled("Nhóm cây")
    area: Series = titled(
        "Diện tích", default=Series(), help="ha; cây hằng năm: diện tích gieo trồng, cây lâu năm: tổng diện tích"
    )
    harvested: Series | None = titled("Diện tích thu hoạch", default=None, help="ha; chỉ với cây lâu năm")
    crop_yield: Series | None = titled(
        "Năng suất", default=None, help="tạ/ha gieo trồng, hoặc tạ/ha cho thu hoạch với cây lâu năm"
    )
    product: str = titled("Sản phẩm", default="", help="Ví dụ: búp tươi")
    office: str = titled("Cơ quan", default="")
    source: str = titled("Nguồn", default="")

    @property
    def perennial(self) -> bool:
        """Tell whether output comes from the area harvested, not the total area."""
        return self.group in PERENNIAL

    @property
    def title(self) -> str:
        """Return "Lúa vụ xuân"."""
        return f"{self.crop} {self.season[:1].lower()}{self.season[1:]}".strip()


class Line(Series):
    """One row of the livestock, forestry or fishery sheet."""

    code: str = titled("Mã")
    name: str = titled("Tên", pattern=r"\S")
    group: str = titled("Nhóm", default="", help="Ví dụ: gia_suc, gia_cam, san_pham, rung, trong_moi")
    unit: str = titled("Đơn vị tính")
    decimals: Decimals = titled("Số lẻ", default=0)
    nature: Nature = titled("Loại số", default="thoi_diem", help="thoi_diem: số tại một ngày; thoi_ky: số cộng dồn trong kỳ")
    office: str = titled("Cơ quan", default="")
    source: str = titled("Nguồn", default="")

    @property
    def title(self) -> str:
        """Return what the row is called where it stands alone."""
        return self.name


BudgetKind = Literal[
    "thu_huong_100", "thu_dieu_tiet", "bo_sung_can_doi", "bo_sung_muc_tieu", "chuyen_nguon_nam_truoc", "ket_du", "thu_khac",
    "chi_dau_tu", "chi_thuong_xuyen", "du_phong", "chi_muc_tieu", "chi_chuyen_nguon", "chi_khac",
]  # fmt: skip


PRICES = {"gia_so_sanh": "giá so sánh", "gia_hien_hanh": "giá hiện hành"}


class Product(Line):
    """One row of the sheet "Tổng sản phẩm": a sector's part of GRDP, or of a district's value of production, in one price.

    The sheet holds parts only; totals, growth (constant prices) and structure (current prices) are computed.
    """

    group: Literal["gia_so_sanh", "gia_hien_hanh"] = titled("Nhóm", help="gia_so_sanh: tăng trưởng; gia_hien_hanh: cơ cấu")
    nature: Nature = titled("Loại số", default="thoi_ky")

    @property
    def title(self) -> str:
        """Return "Dịch vụ (giá so sánh)": a sector has a row in each price."""
        return f"{self.name} ({PRICES[self.group]})"


class UnitRow(Series):
    """One indicator in one unit: a unit below, an office or a village. KH giao is what this unit assigns to that one."""

    indicator: str = titled("Chỉ tiêu", help="Mã chỉ tiêu của kế hoạch hoặc của danh mục")
    unit: str = titled("Đơn vị", help="Mã đơn vị cấp dưới, cơ quan hoặc thôn")

    @property
    def code(self) -> str:
        """Return the name under which prose and tables cite the row: "dien_tich_lua.nt"."""
        return f"{self.indicator}.{self.unit}"


class BudgetLine(Series):
    """One row of the sheet "Thu - chi ngân sách", in the unit's money; a row with `part_of` is "trong đó"."""

    code: str = titled("Mã")
    side: Literal["thu", "chi"] = titled("Phần")
    name: str = titled("Tên", pattern=r"\S")
    kind: BudgetKind | None = titled("Khoản", default=None, help="Loại khoản, để kiểm tra cân đối và dự phòng")
    part_of: str = titled("Thuộc", default="", help="Mã dòng cha; dòng con là “trong đó”, không cộng vào tổng")
    office: str = titled("Cơ quan", default="")
    source: str = titled("Nguồn", default="")
