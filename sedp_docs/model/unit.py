"""Who plans: the unit, its superiors, offices and villages."""

from decimal import Decimal
from typing import Literal

from sedp_docs.model.base import Part, titled
from sedp_docs.model.values import Codes, Count, Day, Flag, Number

UnitKind = Literal[
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu", "thôn", "bản", "tổ dân phố"
]


class Superior(Part):
    """A unit above this one, nearest first."""

    kind: UnitKind = titled("Loại")
    name: str = titled("Tên", pattern=r"\S")


_PARTY_COMMITTEES = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
}


class Unit(Part):
    """The unit whose plan this is."""

    code: str = titled("Mã", default="")
    kind: UnitKind = titled("Loại", help="xã, phường, thị trấn, đặc khu, huyện, tỉnh …; tiêu đề in theo từ này")
    name: str = titled("Tên", pattern=r"\S")
    abbreviation: str = titled("Viết tắt", default="", help="Chữ viết tắt của đơn vị soạn thảo ở dòng “Lưu: VT, …”")
    has_council: Flag = titled("Có HĐND", default=True)
    issuer: str = titled("Cơ quan lập", default="", help="Cơ quan ban hành kế hoạch ngành; để trống: Ủy ban nhân dân")
    superiors: tuple[Superior, ...] = titled("Cấp trên", default=(), max_length=4, help="Cấp trên trực tiếp trước")

    @property
    def full_name(self) -> str:
        """Return "xã Nậm Thoong"."""
        return f"{self.kind} {self.name}"

    @property
    def maker(self) -> str:
        """Return whose plan this is, as titles say it: "xã Nậm Thoong", of a sector plan the department."""
        return self.issuer or self.full_name

    @property
    def party_committee(self) -> str:
        """Return what the Party's committee of the unit is called: "Huyện ủy", "Tỉnh ủy"; of a commune "Đảng ủy xã"."""
        return _PARTY_COMMITTEES.get(self.kind, f"Đảng ủy {self.kind}")


class Council(Part):
    """The session of the People's Council that gets the plan."""

    term: str = titled("Khóa", help="Số La Mã, ví dụ XX")
    tenure: str = titled("Nhiệm kỳ", default="", help="Ví dụ: 2021 - 2026")
    session: str = titled("Kỳ họp", default="", help="Ví dụ: thứ mười một")
    opening: Day | None = titled("Ngày khai mạc", default=None)
    closing: Day | None = titled("Ngày bế mạc", default=None, help="Để trống khi kỳ họp chỉ một ngày")
    board: str = titled("Ban thẩm tra", default="", help="Tên Ban của HĐND thẩm tra kế hoạch; để trống khi không có Ban")


class Office(Part):
    """Who owes figures: an office of the unit, or one from outside it."""

    code: str = titled("Mã")
    name: str = titled("Tên", pattern=r"\S")
    short: str = titled("Viết tắt", default="")
    contact: str = titled("Đầu mối", default="")
    phone: str = titled("Điện thoại", default="")
    due: Day | None = titled("Hạn gửi", default=None, help="Hạn gửi số liệu cho đơn vị tổng hợp")


class PoorHouseholds(Part):
    """Poor households of a village over year X; the number at the end is computed."""

    start: Count = titled("Đầu năm")
    left: Count = titled("Thoát nghèo", default=0)
    returned: Count = titled("Tái nghèo", default=0)
    new: Count = titled("Phát sinh", default=0)

    @property
    def end(self) -> int:
        """Return cuối năm = đầu năm − thoát + tái + phát sinh."""
        return self.start - self.left + self.returned + self.new


class Subordinate(Part):
    """A unit below this one that makes its own plan: a commune of a district, a district of a province."""

    code: str = titled("Mã")
    kind: UnitKind = titled("Loại")
    name: str = titled("Tên", pattern=r"\S")
    contact: str = titled("Đầu mối", default="")
    phone: str = titled("Điện thoại", default="")
    due: Day | None = titled("Hạn gửi", default=None, help="Hạn gửi số liệu lên đơn vị này")

    @property
    def title(self) -> str:
        """Return "Xã Nậm Thoong", as it begins a line."""
        return f"{self.kind.capitalize()} {self.name}"


CRITERIA = 19
"""Criteria of the national set for new rural communes."""
_NUMBERS = frozenset(str(n) for n in range(1, CRITERIA + 1))


class NewRural(Part):
    """The 19 criteria of new rural areas in one commune, by their numbers: met at ước X, to be met in year X+1."""

    unit: str = titled("Đơn vị", help="Mã xã trong don_vi_cap_duoi")
    met: Codes = titled("Đạt", default=(), help="Số thứ tự các tiêu chí đã đạt, ví dụ 1, 2, 5")
    planned: Codes = titled("Kế hoạch", default=(), help="Số thứ tự các tiêu chí sẽ đạt trong năm X+1")

    @property
    def done(self) -> frozenset[str]:
        """Return the criteria met at the end of year X, by number, each once; what is no criterion is left out."""
        return _NUMBERS.intersection(self.met)

    @property
    def to_meet(self) -> frozenset[str]:
        """Return the criteria met at the end of year X+1."""
        return self.done | _NUMBERS.intersection(self.planned)


class Village(Part):
    """One row of "Số liệu thôn": the state of a village in year X (estimate at the data cut-off)."""

    code: str = titled("Mã")
    name: str = titled("Tên", pattern=r"\S")
    kind: UnitKind = titled("Loại", default="thôn")
    head: str = titled("Trưởng thôn", default="")
    phone: str = titled("Điện thoại", default="")
    due: Day | None = titled("Hạn gửi", default=None, help="Hạn gửi số liệu của thôn")
    households: Count | None = titled("Số hộ", default=None)
    people: Count | None = titled("Nhân khẩu", default=None)
    women: Count | None = titled("Nữ", default=None)
    minorities: Count | None = titled("Dân tộc thiểu số", default=None)
    poor: PoorHouseholds | None = titled("Hộ nghèo", default=None)
    near_poor: Count | None = titled("Hộ cận nghèo", default=None)
    insured: Count | None = titled("BHYT", default=None, help="Số người có thẻ bảo hiểm y tế")
    electricity: Count | None = titled("Hộ dùng điện", default=None)
    clean_water: Count | None = titled("Hộ dùng nước hợp vệ sinh", default=None)
    latrines: Count | None = titled("Hộ có nhà tiêu hợp vệ sinh", default=None)
    concrete_road: Number | None = titled("Km đường bê tông", default=None)
    culture_house: Flag = titled("Nhà văn hóa", default=False)
    cultured_families: Count | None = titled("Gia đình văn hóa", default=None)

    @property
    def title(self) -> str:
        """Return "Thôn Nậm Thoong", as it begins a line."""
        return f"{self.kind.capitalize()} {self.name}"

    def total(self, column: str) -> Decimal | None:
        """Return the value of a column by its key; hộ nghèo by "ho_ngheo" is the number at the end of the year."""
        if column.startswith("ho_ngheo"):
            return self._poor(column)
        for name, field in type(self).model_fields.items():
            if field.alias == column:
                value = getattr(self, name)
                return None if value is None else Decimal(value)
        return None

    def _poor(self, column: str) -> Decimal | None:
        if self.poor is None:
            return None
        parts = {"ho_ngheo": self.poor.end, "ho_ngheo_dau_nam": self.poor.start, "ho_ngheo_thoat": self.poor.left,
                 "ho_ngheo_tai": self.poor.returned, "ho_ngheo_phat_sinh": self.poor.new}  # fmt: skip
        return Decimal(parts[column])
