"""The plan of one unit for one year: all that its papers print."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from sedp_docs.model.actions import Activity, Goal, Monitoring, Opinion, Project, Resource, Task
from sedp_docs.model.base import Part, titled
from sedp_docs.model.dossier import Dossier, EditReason, OtherPaper
from sedp_docs.model.sheets import BudgetLine, Crop, Indicator, Line, Product, UnitRow
from sedp_docs.model.unit import Council, NewRural, Office, Subordinate, Unit, Village
from sedp_docs.model.values import Count, Day, Flag, Lines, Year

FORMAT_VERSION = 1
Round = Literal["du-thao", "sau-hoi-nghi", "cap-nhat", "trinh-hdnd", "sau-hdnd"]
LevelId = Literal["province", "district", "commune", "village"]
LevelName = Literal["tinh", "huyen", "xa", "thon", "province", "district", "commune", "village"]
LEVEL_NAMES: dict[str, LevelId] = {
    "tinh": "province", "huyen": "district", "xa": "commune", "thon": "village",
    "province": "province", "district": "district", "commune": "commune", "village": "village",
}  # fmt: skip


def _level(value: Any) -> Any:
    return LEVEL_NAMES.get(str(value), value)


def _without_blanks(value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        return value
    return [item for item in value if item is not None and str(item).strip()]


class Prose(Part):
    """The text of one section: paragraphs of Markdown; `drafted` asks for sentences made from the figures, put first."""

    drafted: Flag = titled("Tự động", default=False)
    paragraphs: Annotated[tuple[str, ...], BeforeValidator(_without_blanks)] = titled("Đoạn", default=())
    writer: str = titled("Người viết", default="", help="Mã cơ quan viết mục này; quyết định phiếu nào có mục này")
    status: str = titled("Trạng thái", default="", help="Ví dụ: đang viết, đã duyệt; không in")

    @model_validator(mode="before")
    @classmethod
    def _list_of_paragraphs(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"doan": [value]}
        return {"doan": value} if isinstance(value, (list, tuple)) else value


class Paper(Part):
    """The head of one document: number, date, signer, recipients, legal bases (NĐ 30, Phụ lục I)."""

    number: str | None = titled("Số", default=None, help="Chỉ phần số; để trống đến khi văn thư cấp số")
    symbol: str = titled("Ký hiệu", default="", help="Ví dụ KH-UBND; để trống thì suy ra từ tên loại")
    day: Day | None = titled("Ngày", default=None)
    parent_body: str = titled("Cơ quan chủ quản", default="", help="Chỉ với cơ quan có cơ quan chủ quản trực tiếp; UBND để trống")
    place: str = titled("Địa danh", default="", help="Để trống thì lấy tên đơn vị")
    subject: str = titled("Trích yếu", default="", help="Để trống thì lấy theo quy trình")
    authority: str = titled("Quyền hạn", default="", help="Ví dụ TM. ỦY BAN NHÂN DÂN; để trống thì theo loại văn bản")
    position: str = titled("Chức vụ", default="", help="Ví dụ CHỦ TỊCH; để trống thì theo loại văn bản")
    signer: str = titled("Người ký", default="")
    recipients: Lines = titled("Nơi nhận", default=())
    bases: Lines = titled("Căn cứ", default=())


class Discrepancy(Part):
    """One of the values that offices gave for the same cell; the cell stays open until the planner chooses one."""

    sheet: str = titled("Bảng", help="Khóa của danh sách trong tệp kế hoạch, ví dụ chi_tieu")
    code: str = titled("Mã", help="Mã dòng")
    column: str = titled("Cột", help="Khóa của ô trong dòng, ví dụ ket_qua.uoc")
    value: str = titled("Giá trị", help="Giá trị như đơn vị đã gửi")
    given_by: str = titled("Đơn vị gửi", default="", help="Mã cơ quan hoặc thôn đã gửi giá trị này")


class Plan(Part):
    """A plan file, read and typed. Money is in the unit of display of its level (commune: triệu đồng)."""

    version: Annotated[Count, Field(ge=1)] = titled("Phiên bản", help="Phiên bản của định dạng tệp kế hoạch")
    procedure: str = titled("Quy trình", help="Mã quy trình: lao-cai, ha-noi, hai-cap")
    level: Annotated[LevelId, BeforeValidator(_level, json_schema_input_type=LevelName)] = titled("Cấp", help="Cấp lập kế hoạch")
    unit: Unit = titled("Đơn vị")
    plan_year: Year = titled("Năm kế hoạch", help="Năm X+1; năm báo cáo X là năm liền trước")
    round: Round = titled("Lần lập", help="Dự thảo; sau hội nghị; cập nhật; trình HĐND; sau kỳ họp HĐND")
    cut_off: Day | None = titled("Ngày chốt số liệu", default=None)
    council: Council | None = titled("HĐND", default=None)
    sector: str = titled("Ngành", default="", help="Chỉ với kế hoạch ngành")
    offices: tuple[Office, ...] = titled("Cơ quan", default=())
    villages: tuple[Village, ...] = titled("Thôn", default=())
    subordinates: tuple[Subordinate, ...] = titled("Đơn vị cấp dưới", default=(), help="Các xã của huyện, các huyện, xã của tỉnh")
    indicators: tuple[Indicator, ...] = titled("Chỉ tiêu", default=())
    crops: tuple[Crop, ...] = titled("Trồng trọt", default=())
    livestock: tuple[Line, ...] = titled("Chăn nuôi", default=())
    forestry: tuple[Line, ...] = titled("Lâm nghiệp", default=())
    fishery: tuple[Line, ...] = titled("Thủy sản", default=())
    budget: tuple[BudgetLine, ...] = titled("Ngân sách", default=())
    products: tuple[Product, ...] = titled(
        "Tổng sản phẩm", default=(), help="Tổng sản phẩm hoặc giá trị sản xuất theo ngành, theo hai giá"
    )
    by_unit: tuple[UnitRow, ...] = titled("Theo đơn vị", default=(), help="Chỉ tiêu theo từng xã, huyện, cơ quan hoặc thôn")
    new_rural: tuple[NewRural, ...] = titled("Nông thôn mới", default=(), help="19 tiêu chí nông thôn mới theo xã")
    goals: tuple[Goal, ...] = titled("Mục tiêu", default=(), help="Chuỗi mục tiêu chung → cụ thể → đầu ra → hoạt động")
    activities: tuple[Activity, ...] = titled("Hoạt động", default=())
    projects: tuple[Project, ...] = titled("Dự án", default=())
    resources: tuple[Resource, ...] = titled("Nguồn lực", default=())
    tasks: tuple[Task, ...] = titled("Phân công", default=())
    monitoring: tuple[Monitoring, ...] = titled("Theo dõi", default=())
    opinions: tuple[Opinion, ...] = titled("Ý kiến", default=())
    discrepancies: tuple[Discrepancy, ...] = titled(
        "Chênh lệch", default=(), help="Các giá trị khác nhau mà đơn vị gửi cho cùng một ô"
    )
    prose: dict[str, dict[str, Prose]] = titled("Thuyết minh", default={}, help="Theo tài liệu, rồi theo số mục")
    papers: dict[str, Paper] = titled("Văn bản", default={}, help="Theo tài liệu")
    other_papers: tuple[OtherPaper, ...] = titled(
        "Văn bản khác", default=(), help="Văn bản của cơ quan khác được dẫn hoặc có trong hồ sơ"
    )
    edit_reasons: tuple[EditReason, ...] = titled("Sửa đổi", default=(), help="Lý do của từng nội dung sửa giữa hai lần lập")
    dossier: Dossier = titled("Hồ sơ", default=Dossier.model_construct(), help="Thiết lập của hồ sơ trình HĐND")

    @property
    def report_year(self) -> int:
        """Return year X, the year under report."""
        return self.plan_year - 1

    @property
    def opening(self) -> date | None:
        """Return the day on which the council's session opens, as far as it is known."""
        return self.council.opening if self.council else None

    def office(self, code: str) -> Office | None:
        """Return the office with this code."""
        return next((office for office in self.offices if office.code == code), None)

    def name_of(self, code: str) -> str:
        """Return the printed name of an office, village or unit below by its code; an unknown code prints itself."""
        office = self.office(code)
        titles = {each.code: each.title for each in self.subordinates} | {each.code: each.title for each in self.villages}
        return office.name if office else titles.get(code, code)
