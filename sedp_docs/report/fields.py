"""All that a template may cite, declared once: names, what each prints, its shape. `write.word.context` gives exactly these.

Checked against the context by tests/test_fields.py; docs/mau-word.md prints the declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sedp_docs.catalog import Catalog
from sedp_docs.figures.book import CHANGE_NAMES, RATIO_NAMES, SLOT_NAMES
from sedp_docs.forms import ChartLayout, Form, TableLayout
from sedp_docs.text import nearest

Shape = Literal["chu", "doan", "nhom", "danh_sach", "ham"]
SHAPE_TITLES: Mapping[Shape, str] = {
    "chu": "chữ",
    "doan": "cả đoạn văn",
    "nhom": "nhóm",
    "danh_sach": "danh sách",
    "ham": "số liệu theo tên",
}
ROW_KINDS: Mapping[str, str] = {
    "nhom": "dòng tên nhóm",
    "dong": "dòng thường",
    "con": "dòng “trong đó”",
    "tong": "dòng tổng",
}
TITLE_SLOTS: Mapping[str, str] = {
    "x": "nam_x",
    "y": "nam_y",
    "x1": "nam_x1",
    "loai": "don_vi.loai",
    "ten": "don_vi.ten",
    "don_vi": "don_vi.ten_day_du",
    "tien": "don_vi.tien",
    "nganh": "don_vi.nganh",
    "noi": "phieu.ten",
    "thon": "phieu.loai",
    "chuc_danh": "phieu.chuc_danh",
    "so_ho": "phieu.so_ho",
    "co_quan": "don_vi.co_quan",
    "cap_tren": "don_vi.cap_tren",
    "cap_uy": "don_vi.cap_uy",
    "noi_nop": "don_vi.noi_nop",
    "cot_xay_dung": "don_vi.cot_xay_dung",
    "hdnd": "hdnd.ten",
    "khoa": "hdnd.khoa",
    "ky_hop": "hdnd.ky_hop",
    "ban": "hdnd.ban",
    "thong_qua": "hdnd.ngay_thong_qua",
    "dong_tu": "hdnd.dong_tu",
    "goc": "hdnd.van_ban_goc",
}
"""What a title in the data may hold ("năm {y}"), and the field that prints it."""

TALLIES = ("dem.tong", "dem.danh_gia", "dem.vuot", "dem.dat", "dem.dat_vuot", "dem.chua_dat", "dem.chua_danh_gia",
           "ds.vuot", "ds.chua_dat")  # fmt: skip
"""Figures that count indicators or list them."""

_TALLY_HEADS = ("dem", "ds")
_LISTED = re.compile(r"hoat_dong(?:\.(?:a|b|c|tong))?\.(?:so|kinh_phi)|du_an\.(?:so|kinh_phi)")
_CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")
_CROP_COLUMNS = ("dien_tich", "nang_suat", "san_luong", "dien_tich_thu_hoach")


@dataclass(frozen=True, slots=True)
class Field:
    """A name, what it prints, its shape; `fields` are the names of a group, or of each item of a list of groups.

    `may_be_empty`: a paragraph that is not there when there is too little data, so that a template asks before it prints it.
    """

    name: str
    help: str
    shape: Shape = "chu"
    fields: tuple[Field, ...] = ()
    may_be_empty: bool = False

    def field(self, name: str) -> Field | None:
        """Return a field of this group by name."""
        return next((field for field in self.fields if field.name == name), None)


_UNIT = (
    Field("ten_day_du", "Loại và tên đơn vị, như “xã Nậm Thoong”"),
    Field("loai", "Loại đơn vị: xã, phường, thị trấn, …"),
    Field("ten", "Tên đơn vị, không kèm loại"),
    Field("tien", "Đơn vị tiền dùng trong bảng, như “triệu đồng”"),
    Field("co_quan", "Cơ quan lập kế hoạch, như “Ủy ban nhân dân xã Nậm Thoong”; với kế hoạch ngành là sở"),
    Field("cap_tren", "Loại và tên cấp trên trực tiếp, như “huyện Phìn Ngàn”"),
    Field("nganh", "Tên ngành của kế hoạch ngành; trống với kế hoạch khác"),
    Field("cap_uy", "Cấp ủy của đơn vị, như “Huyện ủy”, “Đảng ủy xã”"),
    Field("noi_nop", "Nơi nhận kế hoạch ở cấp trên, như “Ủy ban nhân dân huyện Phìn Ngàn”; của tỉnh là bộ"),
    Field("cot_xay_dung", "Tên cột số trình, như “UBND xã xây dựng”; của kế hoạch ngành là “Ngành đề xuất”"),
)
_PAPER = (
    Field("co_quan_tren", "Cơ quan chủ quản, chữ hoa; trống nếu không in"),
    Field("co_quan", "Cơ quan ban hành, chữ hoa, hai dòng"),
    Field("so_ky_hieu", "Số và ký hiệu, như “Số: 12/KH-UBND”; chừa trống khi chưa có số"),
    Field("du_thao", "“DỰ THẢO” khi nghị quyết chưa được thông qua; trống ở văn bản khác"),
    Field("noi_ngay", "Địa danh và ngày tháng; chừa trống khi chưa ban hành"),
    Field("ten_loai", "Tên loại văn bản, chữ hoa"),
    Field("trich_yeu", "Trích yếu nội dung"),
    Field("tham_quyen", "Thẩm quyền ban hành của nghị quyết, quyết định, chữ hoa; trống ở văn bản khác"),
    Field(
        "kinh_gui", "Nơi gửi của tờ trình, công văn: dòng “Kính gửi: …”, hoặc dòng “Kính gửi:” rồi mỗi nơi một dòng", "danh_sach"
    ),
    Field("can_cu", "Các căn cứ, mỗi căn cứ một dòng, có sẵn dấu “;” hoặc “.”", "danh_sach"),
    Field("quyen_han", "Quyền hạn của người ký, như “TM. ỦY BAN NHÂN DÂN”"),
    Field("chuc_vu", "Chức vụ của người ký, chữ hoa"),
    Field("nguoi_ky", "Họ tên người ký"),
    Field("noi_nhan", "Nơi nhận, mỗi nơi một dòng, có sẵn gạch đầu dòng và dấu cuối", "danh_sach"),
    Field("kem_theo", "Dòng “(Kèm theo Kế hoạch số … của …)” của phụ lục"),
)
ALONE = "mot_don_vi"
_COUNCIL = (
    Field("ten", "Như “Hội đồng nhân dân xã Nậm Thoong”"),
    Field("khoa", "Khóa và nhiệm kỳ, như “khóa XXI, nhiệm kỳ 2021 - 2026”"),
    Field("ky_hop", "Như “kỳ họp thứ mười một”"),
    Field("ban", "Ban của HĐND thẩm tra kế hoạch; trống khi không có"),
    Field("ngay_thong_qua", "Ngày nghị quyết được thông qua; chừa trống khi chưa họp"),
    Field("dong_tu", "Động từ của Điều 1 nghị quyết, như “Thông qua”"),
    Field("van_ban_goc", "Văn bản của UBND mà nghị quyết xét, như “Tờ trình số … của …”"),
)
_WHEN = (
    Field("luon", "Luôn có"),
    Field("co_hdnd", "Có khi đơn vị có HĐND, trống khi không; các trường sau cũng vậy"),
    Field("khong_hdnd", "Đơn vị không có HĐND"),
    Field("co_ban", "HĐND có Ban thẩm tra kế hoạch"),
    Field("khong_ban", "Không có Ban thẩm tra"),
    Field("co_ban_truoc", "Có bản của lần gửi trước"),
    Field("khong_ban_truoc", "Chưa có bản của lần gửi trước"),
    Field("co_hdnd_ban_truoc", "Có HĐND và có bản của lần gửi trước"),
    Field("truoc_hdnd", "Chưa đến lần lập sau kỳ họp HĐND"),
    Field("sau_hdnd", "Lần lập sau kỳ họp HĐND"),
    Field("da_quyet_nghi", "Có HĐND và là lần lập sau kỳ họp HĐND"),
    Field("khong_nganh", "Không phải kế hoạch ngành"),
    Field(ALONE, "Chỉ in phụ lục của một đơn vị (--unit)"),
)
_SLIP = (
    Field("ten", "Đơn vị điền biểu, như “Thôn Nậm Thoong”"),
    Field("loai", "Loại của đơn vị điền biểu: thôn, bản, tổ dân phố, cơ quan"),
    Field("chuc_danh", "Trưởng thôn, trưởng bản …; “Đầu mối” với cơ quan"),
    Field("nguoi", "Họ tên người đó; chấm chấm nếu chưa biết"),
    Field("dien_thoai", "Điện thoại; chấm chấm nếu chưa biết"),
    Field("han", "Hạn gửi; chừa chỗ nếu chưa định"),
    Field("so_ho", "Tổng số hộ của thôn; chừa chỗ nếu chưa biết"),
)
_RULES = (
    Field("co_quan", "Đường kẻ dưới tên cơ quan ban hành", "doan"),
    Field("trich_yeu", "Đường kẻ dưới trích yếu", "doan"),
)
_DEBT = (
    Field("don_vi", "Cơ quan, đơn vị còn nợ số liệu"),
    Field("so_lieu", "Tên số liệu còn thiếu"),
    Field("han", "Hạn gửi; trống nếu chưa định"),
)
_GROUP = (Field("so", "Số La Mã của phụ lục"), Field("ten", "Tên đơn vị"))
_KIND = Field("loai", "Loại dòng: " + "; ".join(f"{kind} ({title})" for kind, title in ROW_KINDS.items()))


def declared(form: Form, catalog: Catalog) -> Field:
    """Return all that a template of this form may cite, as one group without a name."""
    tables, charts = form.all_tables(), form.all_charts()
    names = (
        Field("nam_x", "Năm báo cáo (năm X)"),
        Field("nam_y", "Năm kế hoạch (năm X+1)"),
        Field("nam_x1", "Năm trước năm báo cáo (năm X-1)"),
        Field("don_vi", "Đơn vị lập kế hoạch", "nhom", _UNIT),
        Field("van_ban", "Thể thức của văn bản", "nhom", _PAPER),
        Field("hdnd", "Hội đồng nhân dân và kỳ họp", "nhom", _COUNCIL),
        Field("khi", "Điều kiện, để hỏi bằng {%p if khi.… %}", "nhom", _WHEN),
        Field("vien_dan", "Văn bản được viện dẫn, như “Tờ trình số … của …”", "nhom", tuple(_citable(catalog))),
        Field("gach", "Đường kẻ theo thể thức, dài theo chữ phía trên", "nhom", _RULES),
        Field("so", "Số liệu theo tên, như so(\"ty_le_ho_ngheo.kh_sau\")", "ham"),
        Field("muc", "Phần thuyết minh theo số mục", "nhom", tuple(_sections(form, catalog))),
        Field("bang", "Các dòng của bảng", "nhom", tuple(_table(catalog.tables[id]) for id in tables)),
        Field("so_bang", "Số thứ tự trước tên bảng; trống: không in", "nhom", tuple(_numbers(catalog.tables, form.captioned()))),
        Field("ghi_chu", "Ghi chú in dưới bảng", "nhom", tuple(_notes(catalog.tables[id]) for id in tables)),
        Field("bieu_do", "Biểu đồ", "nhom", tuple(_chart(catalog, id) for id in charts)),
        Field("so_bieu_do", "Số thứ tự trước tên biểu đồ; trống: không vẽ", "nhom", tuple(_numbers(catalog.charts, charts))),
        Field("no_so_lieu", "Số liệu còn thiếu của bản nháp; rỗng ở bản chính thức", "danh_sach", _DEBT),
    )  # fmt: skip
    slip = (Field("phieu", "Đơn vị điền biểu", "nhom", _SLIP),) if form.filled_by else ()
    return Field("", f"Mẫu {form.id}", "nhom", (*names, *slip))


def citable(catalog: Catalog) -> list[str]:
    """Return the ids of the papers that a sentence may cite: ours with a number of their own, and those of a dossier."""
    ours = [form.id for form in catalog.forms.values() if form.is_paper or form.has_outline]
    pieces = [piece.id for stage in catalog.level.dossiers.values() for piece in stage if piece.id not in catalog.forms]
    return list(dict.fromkeys([*ours, *pieces]))


def _citable(catalog: Catalog) -> Iterator[Field]:
    titles = {piece.id: piece.title for stage in catalog.level.dossiers.values() for piece in stage}
    for id in citable(catalog):
        yield Field(id, catalog.forms[id].title if id in catalog.forms else titles[id])


def _sections(form: Form, catalog: Catalog) -> Iterator[Field]:
    for passage in form.sections():
        yield Field(passage.key, passage.heading or form.title, "doan")
    outline = catalog.level.outline
    if form.has_outline and outline is not None:
        for key, _, section in outline.walk():
            if not section.sections:
                yield Field(key, section.title, "doan")


def _table(layout: TableLayout) -> Field:
    columns = (Field(column.id, ": ".join(filter(None, (column.group, column.title)))) for column in layout.columns)
    if not layout.per_group:
        return Field(layout.id, layout.title, "danh_sach", (_KIND, *columns))
    rows = Field("dong", "Các dòng của đơn vị", "danh_sach", (_KIND, *columns))
    return Field(layout.id, f"{layout.title}, theo từng đơn vị", "danh_sach", (*_GROUP, rows))


def _numbers(layouts: Mapping[str, TableLayout] | Mapping[str, ChartLayout], ids: list[str]) -> Iterator[Field]:
    return (Field(id, f"Số thứ tự của “{layouts[id].title}”") for id in ids)


def _notes(layout: TableLayout) -> Field:
    return Field(layout.id, f"Ghi chú của bảng “{layout.title}”", "danh_sach")


def _chart(catalog: Catalog, id: str) -> Field:
    return Field(id, catalog.charts[id].title, "doan", may_be_empty=True)


@dataclass(frozen=True, slots=True)
class FigureName:
    """What a figure's name looks like without a plan: in the right form or not, its code known to the catalogue or not."""

    well_formed: bool
    known: bool
    near: tuple[str, ...] = ()


def figure_name(name: str, catalog: Catalog) -> FigureName:
    """Judge a name such as "ty_le_ho_ngheo.kh_sau" without a plan; `near` are names of the catalogue like it."""
    if name in TALLIES or _LISTED.fullmatch(name):
        return FigureName(True, True)
    codes = [indicator.code for indicator in catalog.level.indicators]
    code, rest = _split(name)
    if code not in codes and code.partition(".")[2] in _CROP_COLUMNS:
        return FigureName(_is_rest(rest), True)
    near = nearest(name, TALLIES) if code in _TALLY_HEADS else nearest(code, codes)
    if not _CODE.fullmatch(code) or not _is_rest(rest):
        wrong = [f"{code}.{each}" for each in nearest(rest, [*SLOT_NAMES, *RATIO_NAMES, *CHANGE_NAMES])] if code in codes else []
        return FigureName(False, code in codes, tuple(wrong or near))
    return FigureName(True, code in codes, tuple(f"{each}.{rest}" if rest and "." not in each else each for each in near))


def _split(name: str) -> tuple[str, str]:
    """Return (code, slot): the code of a crop has two words ("lua.san_luong")."""
    words = name.split(".")
    end = 2 if len(words) > 1 and words[1] in _CROP_COLUMNS else 1
    return ".".join(words[:end]), ".".join(words[end:])


def _is_rest(rest: str) -> bool:
    return rest == "" or rest in SLOT_NAMES or rest in RATIO_NAMES or rest in CHANGE_NAMES or bool(re.fullmatch(r"\d{4}", rest))
