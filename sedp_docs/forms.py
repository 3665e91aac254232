"""What a document is made of, as data: forms with their passages and annexes, tables, charts, drafted sentences.

Each form is declared beside its Word template in `templates/`; keys are Vietnamese like those of a plan.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from sedp_docs.evidence import Evidence, Sourced
from sedp_docs.model.base import Part, titled
from sedp_docs.model.values import Count, Flag, Number

Condition = Literal[
    "luon", "co_hdnd", "khong_hdnd", "co_ban", "khong_ban", "co_ban_truoc", "khong_ban_truoc", "co_hdnd_ban_truoc",
    "truoc_hdnd", "sau_hdnd", "da_quyet_nghi", "khong_nganh",
]  # fmt: skip
"""When something is printed or sent; `sedp_docs.dossier.holds` tells whether it is so for a plan."""
Stage = Literal["van-kien", "trinh", "giao"]


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
