"""Knowledge as typed data: indicators, outlines, procedures, forms and table layouts. Holds no province's name.

Keys in the data files are Vietnamese like those of a plan, but for `source` (found or proposed) and `ref`, which say
where a fact comes from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sedp_docs.deadline import Deadline, SessionDeadline
from sedp_docs.eras import Era, LegalBase
from sedp_docs.evidence import Evidence, Sourced
from sedp_docs.model.base import Part, titled
from sedp_docs.model.plan import LevelId, Round
from sedp_docs.model.sheets import Direction, Nature, Rollup
from sedp_docs.model.values import Count, Flag, Number

Condition = Literal[
    "luon", "co_hdnd", "khong_hdnd", "co_ban", "khong_ban", "co_ban_truoc", "khong_ban_truoc", "co_hdnd_ban_truoc",
    "truoc_hdnd", "sau_hdnd", "da_quyet_nghi", "khong_nganh",
]  # fmt: skip
"""When something is printed or sent; `sedp_docs.dossier.holds` tells whether it is so for a plan."""
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


Stage = Literal["van-kien", "trinh", "giao"]


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


class Column(Part):
    """A column of a printed table. `title` may hold {x}, {y}, {x1} (year X−1); `group` is a merged heading above."""

    id: str = titled("Mã")
    title: str = titled("Tên")
    group: str = titled("Nhóm", default="")
    width: Count = titled("Rộng", help="mm")
    align: Literal["trai", "giua", "phai"] = titled("Canh", default="trai")
    shaded: Flag = titled("Nền xám", default=False, help="Cột in sẵn của biểu điền tay")
    figure: str = titled(
        "Số liệu", default="", help="Với bảng theo_don_vi: mã chỉ tiêu và ô, ví dụ dien_tich_lua.uoc; x1: năm X-1"
    )
    when: Literal["luon", "co_hdnd"] = titled("Khi", default="luon", help="co_hdnd: đơn vị không có HĐND thì không in cột này")
    evidence: Evidence = titled("Source", default="proposed")
    ref: str = titled("Ref", default="")


class TableLayout(Part):
    """The layout of a table: the same wherever it is printed, in Word or Excel."""

    id: str = titled("Mã")
    title: str = titled("Tên")
    unit_note: str = titled("Ghi chú đơn vị", default="", help="Ví dụ: Đơn vị: triệu đồng")
    numbered: Flag = titled("Dòng số cột", default=False, help="In dòng số thứ tự cột dưới tiêu đề")
    keep: Flag = titled("Giữ liền", default=False, help="Bảng ngắn, không để rơi sang hai trang")
    size: Number = titled("Cỡ chữ", default=Decimal(11))
    row_height: Count = titled("Cao dòng", default=0, help="mm, thấp nhất là bấy nhiêu; 0: vừa chữ")
    least_rows: Count = titled("Số dòng", default=0, help="Ít nhất bấy nhiêu dòng, thiếu thì thêm dòng trống")
    blank_rows: Count = titled("Dòng trống", default=0, help="Ít nhất bấy nhiêu dòng trống để ghi thêm")
    per_group: Flag = titled("Mỗi nhóm một trang", default=False, help="Mỗi đơn vị nhận một trang riêng, là một phụ lục")
    title_without_council: str = titled("Tên khi không có HĐND", default="")
    columns: tuple[Column, ...] = titled("Cột")
    made_by: Literal["theo_don_vi", "nhom_chi_tieu", ""] = titled(
        "Cách lập", default="", help="theo_don_vi: mỗi đơn vị cấp dưới một dòng; nhom_chi_tieu: các chỉ tiêu nêu ở chi_tieu"
    )
    indicators: tuple[str, ...] = titled("Chỉ tiêu", default=(), help="Mã các chỉ tiêu của bảng nhom_chi_tieu, theo thứ tự in")
    hidden_when_empty: Flag = titled("Ẩn khi trống", default=False, help="Không có dòng nào thì không in cả tên bảng")
    ref: str = titled("Ref", default="")

    def without_council(self) -> "TableLayout":
        """Return the layout for a unit without a council: fewer columns, their room given to the widest one left."""
        kept = [column for column in self.columns if column.when == "luon"]
        if len(kept) == len(self.columns) and not self.title_without_council:
            return self
        widest = max(range(len(kept)), key=lambda n: kept[n].width)
        spare = sum(column.width for column in self.columns) - sum(column.width for column in kept)
        kept[widest] = kept[widest].model_copy(update={"width": kept[widest].width + spare})
        return self.model_copy(update={"columns": tuple(kept), "title": self.title_without_council or self.title})


class ChartLayout(Part):
    """A chart: figures by name over the years of history, year X (ước) and year X+1 (kế hoạch)."""

    id: str = titled("Mã")
    title: str = titled("Tên")
    kind: Literal["cot", "duong"] = titled("Kiểu")
    figures: tuple[str, ...] = titled("Số liệu")
    unit: str = titled("Đơn vị tính", default="", help="Để trống: đơn vị tiền của cấp")
    decimals: Count = titled("Số lẻ", default=0)


class Insert(Part):
    """A table, a chart or a pointer to an annex that stands in a section after its prose."""

    table: str = titled("Bảng", default="")
    chart: str = titled("Biểu đồ", default="")
    annex: Count = titled("Phụ lục", default=0, help="Số của phụ lục mà câu dẫn chiếu ở đây nêu")


class Annex(Part):
    """A Phụ lục at the end of a document: its tables, on portrait or landscape pages."""

    title: str = titled("Tên")
    tables: tuple[str, ...] = titled("Bảng")
    landscape: Flag = titled("Ngang", default=True)
    when: Condition = titled("Khi", default="luon", help="Chỉ với phụ lục cuối cùng, cùng chiều giấy với phụ lục trước nó")


class Clause(Part):
    """A sentence or a line with slots, printed when its condition holds."""

    sentence: str = titled("Câu")
    when: Condition = titled("Khi", default="luon")


class Passage(Part):
    """A piece of a form, printed in this order: heading, note, article, sentence, labels, prose, table, ruled lines.

    Forms for hand filling have room to write (notes, labels, ruled lines); other papers have articles ("Điều 1. …") and
    sections of prose: what the planner wrote under `key`, else the sentences drafted from figures by `draft`.
    """

    heading: str = titled("Đề mục", default="")
    note: str = titled("Lời dặn", default="")
    sentence: str = titled("Câu", default="", help="In như viết, chỗ trống là dấu …")
    labels: tuple[str, ...] = titled("Ghi", default=(), help="Các nhãn trên một dòng, sau mỗi nhãn là chỗ trống")
    table: str = titled("Bảng", default="")
    lines: Count = titled("Dòng kẻ", default=0, help="Số dòng chấm để viết")
    new_page: Flag = titled("Trang mới", default=False)
    when: Condition = titled("Khi", default="luon")
    article: Count = titled("Điều", default=0, help="Số của Điều mà câu này mở đầu")
    key: str = titled("Mục", default="", help="Số mục của phần thuyết minh in ở đây")
    draft: str = titled("Bài viết sẵn", default="", help="Bài viết sẵn từ số liệu, khi chưa có thuyết minh")
    if_empty: str = titled("Khi trống", default="", help="Câu in thay cho bảng không có dòng nào")


class Form(Sourced):
    """A document's declaration, beside its Word template; its NĐ 30 type is also a property of the file.

    A form that is `filled_by` villages or offices is printed once for each of them, with gaps to write in.
    """

    id: str = titled("Mã")
    title: str = titled("Tên")
    kind: Literal["KH", "PL", "BB", "TTr", "NQ", "QĐ", "BC", "CV", "TB", ""] = titled(
        "Loại văn bản",
        help="Mẫu ở Phụ lục III NĐ 30/2020: NQ 1.1; QĐ 1.2; KH, TTr, BC, TB 1.4; CV 1.5; BB 1.9; PL 2.1; trống: điền tay",
    )
    outputs: tuple[Literal["docx", "xlsx"], ...] = titled("Tệp", default=("docx",))
    landscape: Flag = titled("Ngang", default=False)
    has_outline: Flag = titled("Theo đề cương", default=False)
    drawn: Flag = titled("Vẽ tay", default=False, help="Mẫu được vẽ trong Word, không do công cụ sinh ra")
    annex_of: str = titled("Kèm theo", default="", help="Mã tài liệu mà phụ lục này kèm theo")
    annex_number: Count = titled("Số phụ lục", default=0, help="Số thứ tự của phụ lục này trong văn bản mà nó kèm theo")
    closing: tuple[str, ...] = titled("Kết thúc", default=(), help="Câu kết in sau đề cương, trước chữ ký")
    intro: tuple[str, ...] = titled("Mở đầu", default=(), help="Câu dẫn in trước đề cương")
    inserts: Mapping[str, tuple[Insert, ...]] = titled("Chèn", default={}, help="Mục: bảng và biểu đồ in sau thuyết minh")
    annexes: tuple[Annex, ...] = titled("Phụ lục", default=())
    tables: tuple[str, ...] = titled("Bảng", default=(), help="Bảng của một tài liệu không theo đề cương")
    filled_by: Literal["thon", "co_quan", ""] = titled("Điền bởi", default="", help="Ai điền tay; mỗi đơn vị một bản")
    subtitle: str = titled("Dòng dưới tên", default="", help="Thay cho trích yếu của đề cương")
    passages: tuple[Passage, ...] = titled(
        "Nội dung", default=(), help="Các phần của biểu điền tay, của văn bản không theo đề cương"
    )
    addressees: tuple[Clause, ...] = titled("Kính gửi", default=(), help="Nơi gửi của tờ trình, công văn")
    bases: tuple[Clause, ...] = titled("Căn cứ", default=(), help="In sau các căn cứ pháp lý của kế hoạch")
    recipients: tuple[Clause, ...] = titled("Nơi nhận", default=(), help="Khi tệp kế hoạch chưa ghi nơi nhận")
    stage: Stage | None = titled("Hồ sơ", default=None, help="Giai đoạn của hồ sơ mà văn bản này liệt kê")
    revised: Flag = titled("Chỉnh lý", default=False, help="Dự thảo đã chỉnh lý")
    words: tuple[Count, Count] | None = titled("Số từ", default=None, help="Ít nhất và nhiều nhất, không kể bảng")
    per_unit: Flag = titled("Theo đơn vị", default=False, help="--unit in riêng phụ lục của một đơn vị")
    signers: tuple[str, ...] = titled("Ký", default=(), help="Người ký, từ trái sang phải")

    def all_tables(self) -> list[str]:
        """Return the ids of all tables that this form prints, in order."""
        inserted = [insert.table for inserts in self.inserts.values() for insert in inserts if insert.table]
        filled = [passage.table for passage in self.passages if passage.table]
        return [*inserted, *self.tables, *filled, *(table for annex in self.annexes for table in annex.tables)]

    def captioned(self) -> list[str]:
        """Return the ids of the tables that have a caption with a number: those that are not alone in an annex."""
        inserted = [insert.table for inserts in self.inserts.values() for insert in inserts if insert.table]
        groups = [self.tables, *(annex.tables for annex in self.annexes)]
        inserted += [passage.table for passage in self.passages if passage.table and not self.filled_by]
        return [*inserted, *(table for tables in groups if len(tables) > 1 for table in tables)]

    def all_charts(self) -> list[str]:
        """Return the ids of all charts that this form prints, in order."""
        return [insert.chart for inserts in self.inserts.values() for insert in inserts if insert.chart]

    def sections(self) -> list[Passage]:
        """Return the passages that hold prose, in order."""
        return [passage for passage in self.passages if passage.key]

    @property
    def is_paper(self) -> bool:
        """Tell whether this is a paper with a head of its own whose body is passages, not a prescribed outline."""
        return self.kind not in ("PL", "BB", "") and not self.has_outline

    def annex_title(self, layouts: Mapping[str, TableLayout]) -> str:
        """Return the title of an annex that is a document: as it says, of its only table, else its own with the year."""
        alone = layouts[self.tables[0]].title if len(self.tables) == 1 else ""
        return self.subtitle or alone or f"{self.title} năm {{y}}"


class Draft(Part):
    """A passage drafted from figures: sentences with citations; a clause in [[ ]] is left out when its figure is missing.

    In `each`, {@} stands for the code of an indicator, {ten} for its name, {ly_do} for its reason; a clause
    in [[ ]] with the reason is left out when the plan gives none.
    """

    id: str = titled("Mã")
    opening: tuple[str, ...] = titled("Mở đầu", default=())
    over: Literal["chua_dat", ""] = titled("Chọn", default="")
    lead: str = titled("Câu dẫn", default="", help="In trước danh sách, khi danh sách có dòng")
    each: str = titled("Mỗi chỉ tiêu", default="", help="Để trống khi một bảng đã nêu từng chỉ tiêu")
    none: str = titled("Khi không có", default="")
    closing: tuple[str, ...] = titled("Kết", default=())


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
