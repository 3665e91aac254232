"""Which sheets a plan's workbook has, and which columns: the declaration (data/workbook.yaml) and its columns for one plan.

A column's title, help and kind come from the model; the declaration adds what only a workbook needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sedp_docs.catalog import Catalog
from sedp_docs.evidence import Sourced
from sedp_docs.model import LevelId
from sedp_docs.model.base import Part, titled
from sedp_docs.model.values import Count, Flag
from sedp_docs.problems import Path
from sedp_docs.workbook.kinds import ANY, FieldType, Kind, field_type

Shape = Literal["danh_sach", "khoa_gia_tri", "don_vi", "thon", "chi_tieu", "thuyet_minh", "van_ban", "muc_tieu", "so_lieu_khac"]
HISTORY_YEARS = 5
DESCRIBED: Mapping[Path | None, str] = {
    ("ten",): "name", ("don_vi_tinh",): "unit", ("nhom",): "field", ("so_le",): "decimals", ("chieu",): "direction",
    ("tong_hop",): "rollup",
}  # fmt: skip
"""What the catalogue says of an indicator, by the key of its column; its words stand in the sheet as computed cells."""


class ColumnLayout(Part):
    """A column, or a family of columns: over the slots of a series, or over the funds of the procedure."""

    key: str | None = titled("Khóa", default=None, help="Khóa trong dòng, các bậc cách nhau bằng dấu chấm")
    title: str = titled("Tên", default="")
    computed: str = titled("Tính", default="", help="Cột chương trình tính, theo tên")
    part: str = titled("Phần", default="", help="Cột nói dòng thuộc danh sách nào")
    series: tuple[ColumnLayout, ...] = titled("Chuỗi", default=(), help="Mở ra mọi cột của chuỗi số, cho từng khóa")
    funds: Flag = titled("Nguồn vốn", default=False, help="Mở ra mỗi nguồn vốn một cột")
    width: Count = titled("Rộng", default=9)
    folded: Flag = titled("Gấp", default=False)
    choices: str = titled("Chọn", default="", help="Danh sách chọn")


class SlipLayout(Part):
    """What a slip takes from a sheet: rows whose `of` names its unit, columns to look at and columns to fill in.

    A column is named by its key, or by the start of it, without that of its series: "ket_qua" is every result.
    """

    of: tuple[str, ...] = titled("Của")
    shown: tuple[str, ...] = titled("Xem")
    filled: tuple[str, ...] = titled("Điền")
    offices_only: tuple[str, ...] = titled("Riêng cơ quan", default=(), help="Cột mà phiếu của thôn không có")
    spare: Count = titled("Dòng mới", default=0, help="Dòng trống để đề xuất thêm")


class SheetLayout(Part):
    """A sheet: the lists of the plan whose rows it holds, and its columns."""

    name: str = titled("Tên")
    shape: Shape = titled("Hình", default="danh_sach")
    lists: tuple[str, ...] = titled("Của", default=())
    levels: tuple[LevelId, ...] = titled("Cấp", default=(), help="Cấp nào luôn có trang tính này; cấp khác chỉ khi có dữ liệu")
    note: str = titled("Ghi chú", default="")
    totals: Literal["", "tren", "ngan_sach"] = titled("Tổng", default="")
    spare: Count = titled("Dòng trống", default=0)
    folded_slots: tuple[str, ...] = titled(
        "Gấp thêm", default=(), help="Cột chuỗi số gấp lại ở trang tính này, ngoài những cột đã gấp"
    )
    slip: SlipLayout | None = titled("Phiếu", default=None)
    columns: tuple[ColumnLayout, ...] = titled("Cột")

    def needed(self, level: LevelId, tree: Mapping[str, Any]) -> bool:
        """Tell whether the workbook of a plan at a level has this sheet."""
        return not self.levels or level in self.levels or any(tree.get(name) for name in self.lists)


class WorkbookLayout(Sourced):
    """The whole workbook. `choices` gives for each value of a field the words that a planner reads."""

    slots: tuple[ColumnLayout, ...] = titled("Chuỗi")
    choices: Mapping[str, Mapping[str, str]] = titled("Lựa chọn")
    sheets: tuple[SheetLayout, ...] = titled("Trang tính")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan's workbook.

    `key` is the path within a row (None: nothing of the plan); `computed` names what the program computes there; `slot` is
    the slot of a series column, with the series' own key in `series`.
    """

    title: str
    key: Path | None
    type: FieldType
    computed: str = ""
    slot: str = ""
    series: Path = ()
    width: int = 9
    folded: bool = False
    choices: str = ""
    is_part: bool = False

    @property
    def kind(self) -> Kind:
        """Return the kind of its cells."""
        return self.type.kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a plan's workbook, with its columns."""

    layout: SheetLayout
    name: str
    note: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Words:
    """What titles speak of: the report year, the years of history, the funds (code → words) and the unit of money."""

    report_year: int
    years: tuple[int, ...]
    funds: Mapping[str, str]
    money: str

    def fill(self, text: str, **more: str) -> str:
        """Put years and money into a title: {x}, {y}, {x1}, {tien}."""
        x = self.report_year
        return text.format(x=x, y=x + 1, x1=x - 1, tien=self.money, **more)


def words_of(catalog: Catalog, plan_year: int, tree: Mapping[str, Any]) -> Words:
    """Return the words for a plan: at least the last years of history and the procedure's funds, and all that it uses."""
    first = plan_year - 1 - HISTORY_YEARS
    used = {int(year) for year in _keys_under(tree, "lich_su")}
    known = {fund.code: fund.short or fund.name for fund in catalog.profile.funds}
    others = sorted({*_keys_under(tree, "nguon_von"), *_keys_under(tree, "nam_sau")} - known.keys())
    years = sorted(used | set(range(first, plan_year - 1)))
    return Words(plan_year - 1, tuple(years), known | {code: code for code in others}, catalog.level.money)


def _keys_under(tree: Any, key: str) -> Iterator[str]:
    if isinstance(tree, Mapping):
        for name, value in tree.items():
            if name == key and isinstance(value, Mapping):
                yield from (str(each) for each in value)
            yield from _keys_under(value, key)
    elif isinstance(tree, list):
        for value in tree:
            yield from _keys_under(value, key)


def sheets(layout: WorkbookLayout, words: Words) -> tuple[Sheet, ...]:
    """Return the sheets with their columns for one plan."""
    return tuple(Sheet(each, each.name, words.fill(each.note), tuple(_columns(layout, each, words))) for each in layout.sheets)


def _columns(layout: WorkbookLayout, sheet: SheetLayout, words: Words) -> Iterator[Column]:
    for each in sheet.columns:
        if each.series:
            yield from _slots(layout, sheet, each.series, words)
        elif each.funds:
            for code, name in words.funds.items():
                yield _column(sheet, each, words.fill(each.title, nguon=name), (*_key(each.key), code))
        else:
            yield _column(sheet, each, words.fill(each.title, n="{n}"), None if each.key is None else _key(each.key))


def _key(key: str | None) -> tuple[str, ...]:
    return tuple(key.split(".")) if key else ()


def _slots(layout: WorkbookLayout, sheet: SheetLayout, parts: Iterable[ColumnLayout], words: Words) -> Iterator[Column]:
    """Yield the columns of series, slot by slot; titles of several series name theirs: "Ước 2024, diện tích"."""
    several = len(tuple(parts)) > 1
    for slot in layout.slots:
        if slot.computed:
            yield from () if several else (_computed(slot, words.fill(slot.title)),)
            continue
        key = _key(slot.key)
        years = [(*key, str(year)) for year in words.years] if key == ("lich_su",) else [key]
        for path in years:
            for part in parts:
                title = words.fill(slot.title, nam=path[-1]) + (f", {part.title}" if several else "")
                column = _slot_column(sheet, part, path, title, slot.folded and path[-1] != str(words.report_year - 1))
                yield replace(column, folded=column.folded or column.slot in sheet.folded_slots)


def _slot_column(sheet: SheetLayout, part: ColumnLayout, path: tuple[str, ...], title: str, folded: bool) -> Column:
    slot = path[-1] if path[0] in ("lich_su", "ket_qua") else ".".join(path)
    if part.computed:
        return Column(title, None, FieldType("number"), part.computed, slot, folded=folded, width=part.width)
    series = _key(part.key)
    found = field_type((_list_of(sheet), ANY, *series, *path[:1], *((ANY,) if path[0] in ("lich_su", "ket_qua") else path[1:])))
    return Column(title, (*series, *path), found, "", slot, series, part.width, folded)


def _computed(each: ColumnLayout, title: str) -> Column:
    return Column(title, None, FieldType("number"), each.computed, width=each.width, folded=each.folded)


def _list_of(sheet: SheetLayout) -> str:
    return sheet.lists[0] if sheet.lists else _LISTS.get(sheet.shape, "")


_LISTS: Mapping[Shape, str] = {"don_vi": "co_quan", "so_lieu_khac": "chi_tieu"}


def _column(sheet: SheetLayout, each: ColumnLayout, title: str, key: tuple[str, ...] | None) -> Column:
    if each.part:
        return Column(each.part, None, FieldType("choice"), width=each.width, choices="phan", is_part=True)
    if key is None:
        return Column(title, None, FieldType("text"), each.computed, width=each.width, folded=each.folded)
    found = _field(sheet, key)
    return Column(title or found.title, key, found, width=each.width, folded=each.folded, choices=each.choices)


def _field(sheet: SheetLayout, key: tuple[str, ...]) -> FieldType:
    """Return the model's field behind a column; shapes that flatten several parts of the plan say where to look."""
    for base in _BASES.get(sheet.shape, ((_list_of(sheet), ANY),)):
        try:
            return field_type((*base, *(_OWN.get((sheet.shape, key[0]), key))))
        except KeyError:
            continue
    return FieldType("text", "", "")


_BASES: Mapping[str, tuple[Path, ...]] = {
    "khoa_gia_tri": ((),),
    "don_vi": (("co_quan", ANY), ("thon", ANY)),
    "so_lieu_khac": (("chi_tieu", ANY, "so_lieu_khac", ANY), ("chi_tieu", ANY)),
    "thuyet_minh": (("thuyet_minh", ANY, ANY),),
    "van_ban": (("van_ban", ANY),),
    "muc_tieu": (("muc_tieu", ANY), ("muc_tieu", ANY, "muc_tieu_cu_the", ANY)),
}
_OWN: Mapping[tuple[str, str], Path] = {("thuyet_minh", "noi_dung"): ("doan", ANY)}
