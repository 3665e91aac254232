"""Knowledge as typed data: indicators, outlines, procedures with their levels. Holds no province's name.

Keys in the data files are Vietnamese like those of a plan, but for `source` (found or proposed) and `ref`, which say
where a fact comes from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sedp_docs.deadline import Deadline, SessionDeadline
from sedp_docs.eras import Era, LegalBase
from sedp_docs.evidence import Sourced
from sedp_docs.forms import ChartLayout, Condition, Draft, Form, Stage, TableLayout
from sedp_docs.model.base import Part, titled
from sedp_docs.model.plan import LevelId, Round
from sedp_docs.model.sheets import Direction, Nature, Rollup
from sedp_docs.model.values import Count, Flag, Number

SheetKey = Literal["trong_trot", "chan_nuoi", "lam_nghiep", "thuy_san", "ngan_sach", "tong_san_pham"]


class Formula(Part):
    """How an indicator is computed, from a closed set of kinds; see `figures` for each."""

    kind: Literal["cong", "hieu", "ty_le", "tang", "giam_diem", "bang", "thon", "tich"] = titled("Kiểu")
    of: tuple[str, ...] = titled("Từ", default=(), help="Mã các chuỗi số (cộng lại khi có nhiều mã)")
    base: tuple[str, ...] = titled("Mẫu", default=(), help="Mã các chuỗi số ở mẫu số; với kiểu thon: các cột của biểu thôn")
    factor: Number = titled("Hệ số", default=Decimal(100), help="100 cho %, 10 cho tạ/ha, 1000 cho kg/người")
    sheet: SheetKey | None = titled("Bảng", default=None)
    column: str = titled("Cột", default="", help="dien_tich, dien_tich_thu_hoach, san_luong với trồng trọt; cột với thôn")
    crops: tuple[str, ...] = titled("Cây", default=(), help="Lọc theo tên cây")
    groups: tuple[str, ...] = titled("Nhóm", default=(), help="Lọc theo nhóm (nhóm cây, nhóm dòng, phần thu/chi)")
    codes: tuple[str, ...] = titled("Mã", default=(), help="Lọc theo mã dòng")
    kinds: tuple[str, ...] = titled("Khoản", default=(), help="Lọc theo loại khoản ngân sách")


class CatalogIndicator(Sourced):
    """An indicator as a catalogue defines it."""

    code: str = titled("Mã")
    name: str = titled("Tên")
    field: str = titled("Nhóm", help="Mã lĩnh vực của quy trình")
    unit: str = titled("Đơn vị tính")
    decimals: Count = titled("Số lẻ")
    direction: Direction = titled("Chiều")
    nature: Nature = titled("Loại số")
    rollup: Rollup = titled("Tổng hợp")
    part_of: str = titled("Thuộc", default="", help="Mã chỉ tiêu cha; dòng “trong đó” không tính khi đếm đạt, vượt")
    ceiling: Number | None = titled("Trần", default=None, help="Giá trị cao nhất có thể có, ví dụ 100 với tỷ lệ %")
    formula: Formula | None = titled("Công thức", default=None)


class FieldOfWork(Part):
    """A field (lĩnh vực) of a procedure."""

    code: str = titled("Mã")
    name: str = titled("Tên")


class Fund(Part):
    """A source of money (nguồn vốn)."""

    code: str = titled("Mã")
    name: str = titled("Tên")
    short: str = titled("Viết tắt", default="")


class Section(Part):
    """A heading of an outline; the title may hold {x} (report year), {y} (plan year) and {loai} (kind of unit)."""

    number: str = titled("Số")
    title: str = titled("Tên")
    sector_title: str = titled("Tên ngành", default="", help="Lời của đề mục này trong kế hoạch ngành, khi khác")
    sections: tuple["Section", ...] = titled("Mục", default=())


class Outline(Sourced):
    """A prescribed outline: parts ("PHẦN I") over sections (I, 1, 1.1)."""

    subject: str = titled("Trích yếu")
    sector_subject: str = titled("Trích yếu ngành", default="", help="Có thể chứa {nganh}")
    parts: tuple[Section, ...] = titled("Phần")

    def walk(self) -> Iterator[tuple[str, int, Section]]:
        """Yield (key, depth, section) in order; the key is the path of printed numbers ("I.II.2.1"), depth 0 a part."""
        for part in self.parts:
            yield part.number, 0, part
            yield from _walk(part.sections, part.number, 1)

    def for_sector(self) -> "Outline":
        """Return the outline in the words of a sector plan."""
        parts = tuple(_for_sector(part) for part in self.parts)
        return self.model_copy(update={"subject": self.sector_subject or self.subject, "parts": parts})

    def leaves(self) -> list[str]:
        """Return the keys of the sections that hold prose (those without subsections)."""
        return [key for key, _, section in self.walk() if not section.sections]


def _for_sector(section: Section) -> Section:
    below = tuple(_for_sector(each) for each in section.sections)
    return section.model_copy(update={"title": section.sector_title or section.title, "sections": below})


def _walk(sections: tuple[Section, ...], above: str, depth: int) -> Iterator[tuple[str, int, Section]]:
    for section in sections:
        key = section_key(above, section.number)
        yield key, depth, section
        yield from _walk(section.sections, key, depth + 1)


def section_key(above: str, number: str) -> str:
    """Return the key of a section: a dotted number replaces its parent's ("I.II.2" + "2.1" → "I.II.2.1")."""
    head = above.rsplit(".", 1)[0] if "." in number else above
    return f"{head}.{number}"


class Document(Part):
    """A document of a level, and the rounds that call for it; no rounds: every round, unless it waits to be asked for."""

    id: str = titled("Mã")
    rounds: tuple[Round, ...] = titled("Lần lập", default=())
    on_request: Flag = titled("Theo yêu cầu", default=False, help="Chỉ dựng khi gọi tên bằng --only")
    when: Condition = titled("Khi", default="luon")


class Piece(Sourced):
    """A piece of a dossier: a document of ours when a form has its id, else a paper of others."""

    number: str = titled("Số", help="Số thứ tự trong hồ sơ, giữ nguyên qua các lần gửi")
    id: str = titled("Mã")
    title: str = titled("Tên", default="", help="Với văn bản của cơ quan khác; có thể chứa {loai}, {ten}, {ban}")
    owner: str = titled("Của", default="", help="Cơ quan soạn; để trống: UBND")
    days: Count | None = titled("Hạn", default=None, help="Số ngày trước khai mạc phải có")
    when: Condition = titled("Khi", default="luon", help="co_ban: khi HĐND có Ban thẩm tra; co_ban_truoc: khi có lần gửi trước")


class Level(Part):
    """A level of a procedure: what it writes and in which unit it shows money."""

    name: str = titled("Tên")
    money: str = titled("Đơn vị tiền")
    money_decimals: Count = titled("Số lẻ tiền", default=0)
    outline: Outline | None = titled("Đề cương", default=None)
    indicators: tuple[CatalogIndicator, ...] = titled("Chỉ tiêu", default=())
    documents: tuple[Document, ...] = titled("Tài liệu", default=())
    dossiers: Mapping[Stage, tuple[Piece, ...]] = titled("Hồ sơ", default={}, help="Theo giai đoạn: các tài liệu, theo thứ tự")
    sector_dossiers: Mapping[Stage, tuple[Piece, ...]] = titled("Hồ sơ ngành", default={}, help="Hồ sơ của kế hoạch ngành")
    drafts: Mapping[str, str] = titled("Tự động", default={}, help="Mục: tên bài viết sẵn từ số liệu")
    sector_drafts: Mapping[str, str] = titled("Tự động ngành", default={}, help="Bài viết sẵn của kế hoạch ngành, khi khác")
    start: Mapping[str, Any] = titled("Khởi đầu", default={}, help="Các danh sách mà tệp kế hoạch mới có sẵn, không có số")
    kinds: tuple[str, ...] = titled("Loại đơn vị", default=(), help="Loại đơn vị thường gặp của cấp, rồi các cấp trên")
    crops: Mapping[str, tuple[Number, Number]] = titled("Năng suất thường gặp", default={}, help="Cây: từ – đến, tạ/ha")
    fields: tuple[FieldOfWork, ...] = titled("Lĩnh vực", default=(), help="Để trống: các lĩnh vực của quy trình")
    funds: tuple[Fund, ...] = titled("Nguồn vốn", default=(), help="Để trống: các nguồn vốn của quy trình")
    monitoring: Mapping[str, str] = titled("Theo dõi", default={}, help="Các giá trị khác với mặc định của quy trình")


class Profile(Sourced):
    """A procedure (quy trình) with its levels."""

    id: str = titled("Mã")
    name: str = titled("Tên")
    fields: tuple[FieldOfWork, ...] = titled("Lĩnh vực")
    funds: tuple[Fund, ...] = titled("Nguồn vốn")
    levels: Mapping[LevelId, Level] = titled("Cấp")
    monitoring: Mapping[str, str] = titled("Theo dõi", default={}, help="Giá trị mặc định của khung TDĐG")
    deadlines: tuple[Deadline, ...] = titled("Lịch", default=(), help="Thời hạn của mọi cấp")
    session: tuple[SessionDeadline, ...] = titled("Kỳ họp", default=(), help="Thời hạn tính lùi từ ngày khai mạc kỳ họp HĐND")

    def at(self, level: LevelId) -> "Profile":
        """Return the procedure as a level knows it: with the level's own fields, funds and defaults of monitoring."""
        own = self.levels[level]
        fields, funds = own.fields or self.fields, own.funds or self.funds
        return self.model_copy(update={"fields": fields, "funds": funds, "monitoring": {**self.monitoring, **own.monitoring}})


@dataclass(frozen=True, eq=False)
class Catalog:
    """All that one procedure knows at one level, ready to use; `variant` names the folder of its own templates."""

    profile: Profile
    level: Level
    variant: str
    forms: Mapping[str, Form]
    tables: Mapping[str, TableLayout]
    charts: Mapping[str, ChartLayout]
    phrases: Mapping[str, Draft]
    eras: Sequence[Era]
    bases: Mapping[str, LegalBase]
