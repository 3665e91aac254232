"""What will be done: the objective chain, activities, projects, resources, monitoring."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sedp_docs.model.base import Part, titled
from sedp_docs.model.values import Codes, Count, Day, Flag, Number, Year, without_nulls

Amounts = Annotated[dict[str, Number], BeforeValidator(without_nulls)]
Month = Annotated[Count, Field(ge=1, le=12)]


class Output(Part):
    """Đầu ra: the third level of the chain."""

    code: str = titled("Mã")
    name: str = titled("Tên", pattern=r"\S")


class SpecificGoal(Part):
    """Mục tiêu cụ thể, with the indicators that measure it and its outputs."""

    code: str = titled("Mã")
    name: str = titled("Tên", pattern=r"\S")
    indicators: Codes = titled("Chỉ tiêu", default=(), help="Mã các chỉ tiêu đo mục tiêu này")
    vulnerable: Flag = titled("Nhóm yếu thế", default=False, help="Mục tiêu dành cho nhóm dễ bị tổn thương")
    outputs: tuple[Output, ...] = titled("Đầu ra", default=())


class Goal(Part):
    """Mục tiêu chung of one field: the first level of the chain (QĐ 1131/QĐ-UBND, Phần I)."""

    code: str = titled("Mã")
    field: str = titled("Lĩnh vực")
    name: str = titled("Tên", pattern=r"\S")
    specific: tuple[SpecificGoal, ...] = titled("Mục tiêu cụ thể", default=())


class Contribution(Part):
    """What the people give, by kind, each valued in the unit's money; `workdays` is the number of công."""

    cash: Number = titled("Tiền", default=Decimal(0))
    labour: Number = titled("Công", default=Decimal(0), help="Giá trị ngày công")
    workdays: Number | None = titled("Số công", default=None)
    materials: Number = titled("Vật tư", default=Decimal(0))
    land: Number = titled("Đất", default=Decimal(0), help="Giá trị đất hiến")
    land_area: Number | None = titled("Diện tích đất", default=None, help="m²")

    @property
    def total(self) -> Decimal:
        """Return the sum of the four kinds, in the unit's money."""
        return self.cash + self.labour + self.materials + self.land


class TargetGroup(Part):
    """Who benefits."""

    text: str = titled("Mô tả", default="")
    households: Count | None = titled("Hộ", default=None)
    women: Count | None = titled("Nữ", default=None)
    poor: Count | None = titled("Hộ nghèo", default=None)


class Activity(Part):
    """One activity: the fourth level of the chain, in exactly one of the lists A, B, C (bước 3 và 4, cấp xã)."""

    code: str = titled("Mã")
    name: str = titled("Tên", pattern=r"\S")
    field: str = titled("Lĩnh vực")
    output: str = titled("Đầu ra", default="", help="Mã đầu ra trong chuỗi mục tiêu; danh mục C có thể để trống")
    list_: Literal["A", "B", "C"] = titled(
        "Danh mục",
        help="A: có khả năng huy động được nguồn vốn; B: chưa rõ nguồn vốn; C: loại bỏ hoặc cần xác minh thêm",
    )
    rank: Count | None = titled("Ưu tiên xã", default=None, help="Thứ tự ưu tiên trong danh mục")
    proposed_by: str = titled("Đề xuất của", default="", help="Mã thôn hoặc cơ quan đề xuất")
    village_rank: Count | None = titled("Ưu tiên thôn", default=None)
    men_rank: Count | None = titled("Ưu tiên của nam", default=None)
    women_rank: Count | None = titled("Ưu tiên của nữ", default=None)
    place: str = titled("Địa điểm", default="")
    target_group: TargetGroup | None = titled("Đối tượng", default=None)
    quantity: Number | None = titled("Khối lượng", default=None)
    quantity_unit: str = titled("Đơn vị tính", default="")
    from_month: Month | None = titled("Từ tháng", default=None)
    to_month: Month | None = titled("Đến tháng", default=None)
    cost: Number = titled("Khái toán", default=Decimal(0), help="Tổng kinh phí; 0 khi không cần kinh phí")
    funding: Amounts = titled("Nguồn vốn", default={}, help="Mã nguồn vốn: số tiền")
    contribution: Contribution | None = titled("Dân góp", default=None)
    lead: str = titled("Chủ trì", default="", help="Mã cơ quan chủ trì")
    support: Codes = titled("Phối hợp", default=())
    vulnerable: Flag = titled("Nhóm yếu thế", default=False)
    medium_term: str = titled("Kế hoạch trung hạn", default="", help="Mục của kế hoạch trung hạn, nếu có")
    project: str = titled("Dự án", default="", help="Mã dự án thực hiện hoạt động này; vốn của dự án không tính hai lần")
    reason: str = titled("Lý do", default="", help="Lý do loại bỏ hoặc cần xác minh thêm")


class Decision(Part):
    """An approval cited by a project."""

    number: str = titled("Số")
    day: Day | None = titled("Ngày", default=None)


class ProjectYear(Part):
    """Money and work of a project in year X."""

    plan: Number | None = titled("Kế hoạch", default=None)
    carried_over: Number | None = titled("Kéo dài", default=None, help="Vốn năm trước được kéo dài")
    work_6_months: Number | None = titled("Khối lượng 6 tháng", default=None)
    paid_6_months: Number | None = titled("Giải ngân 6 tháng", default=None)
    work: Number | None = titled("Ước thực hiện", default=None)
    paid: Number | None = titled("Ước giải ngân", default=None)


class Project(Part):
    """An investment project (form M4 of the Hà Nội directive; the commune's list of works)."""

    code: str = titled("Mã")
    name: str = titled("Tên", pattern=r"\S")
    part: Literal["cbdt", "thda"] = titled("Phần", default="thda", help="cbdt: chuẩn bị đầu tư; thda: thực hiện dự án")
    owner: str = titled("Chủ đầu tư", default="")
    group: Literal["A", "B", "C", ""] = titled("Nhóm dự án", default="")
    managed_by: str = titled("Cấp quản lý", default="")
    field: str = titled("Ngành", default="")
    phase: Literal["hoan_thanh", "du_kien_hoan_thanh", "chuyen_tiep", "khoi_cong_moi", "chuan_bi_dau_tu"] = titled("Giai đoạn")
    place: str = titled("Địa điểm", default="")
    capacity: str = titled("Năng lực", default="", help="Quy mô, năng lực thiết kế")
    start: Year | None = titled("Khởi công", default=None)
    finish: Year | None = titled("Hoàn thành", default=None)
    decision: Decision | None = titled("Quyết định", default=None)
    total: Number | None = titled("Tổng mức đầu tư", default=None)
    preparation: Number | None = titled("Dự toán CBĐT", default=None)
    allocated: Number = titled("Lũy kế", default=Decimal(0), help="Lũy kế vốn đã bố trí đến hết năm X−1")
    year: ProjectYear | None = titled("Năm nay", default=None, help="Vốn và khối lượng năm X")
    advance: Number = titled("Thu hồi ứng trước", default=Decimal(0), help="Trong kế hoạch năm X+1")
    arrears: Number = titled("Trả nợ XDCB", default=Decimal(0), help="Trong kế hoạch năm X+1")
    next_year: Amounts = titled("Năm sau", default={}, help="Kế hoạch năm X+1 theo mã nguồn vốn")
    note: str = titled("Ghi chú", default="")


class Resource(Part):
    """One row of the resource balance; demand and surplus are computed."""

    code: str = titled("Mã", help="Mã nguồn vốn")
    name: str = titled("Tên", default="")
    estimate: Number | None = titled("Ước năm nay", default=None)
    expected: Number | None = titled("Dự kiến", default=None, help="Khả năng huy động năm X+1")
    basis: str = titled("Căn cứ", default="")
    method: str = titled("Phương pháp", default="")


class Task(Part):
    """An extra task; the rest of the assignment table is derived from indicators and activities."""

    office: str = titled("Cơ quan")
    task: str = titled("Nhiệm vụ")
    support: Codes = titled("Phối hợp", default=())
    due: str = titled("Thời hạn", default="")
    product: str = titled("Sản phẩm", default="")


class Monitoring(Part):
    """One row of the M&E frame: who watches what, from where, how often, for whom (QĐ 1131/QĐ-UBND, Phần I, mục IV.4)."""

    indicator: str = titled("Chỉ tiêu", default="", help="Mã chỉ tiêu")
    activity: str = titled("Hoạt động", default="", help="Mã hoạt động")
    measure: str = titled("Chỉ số", default="", help="Chỉ số khách quan, hoặc kết quả cần đạt")
    source: str = titled("Nguồn thông tin", default="")
    collector: str = titled("Người thu thập", default="")
    provider: str = titled("Người cung cấp", default="")
    frequency: str = titled("Tần suất", default="")
    form: str = titled("Mẫu báo cáo", default="")
    reported_to: str = titled("Báo cáo cho", default="")
    use: str = titled("Sử dụng", default="")


class Opinion(Part):
    """An opinion received on the draft and what became of it."""

    by: str = titled("Nguồn", help="Cơ quan, tổ chức, thôn góp ý hoặc thẩm tra")
    section: str = titled("Mục", default="")
    opinion: str = titled("Ý kiến")
    outcome: Literal["tiep_thu", "mot_phan", "giai_trinh"] = titled("Kết quả")
    answer: str = titled("Tiếp thu, giải trình", default="")
    changed: str = titled("Chỗ sửa", default="")
