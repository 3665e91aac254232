"""Reading rows: which part of the plan a row stands for, by the shape of its sheet. The counterpart of `shapes`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from sedp_docs.problems import Path
from sedp_docs.text import did_you_mean, shortened
from sedp_docs.workbook.cells import Fault
from sedp_docs.workbook.choices import FREE, Choice
from sedp_docs.workbook.layout import Column, Sheet, Words, WorkbookLayout, sheets
from sedp_docs.workbook.shapes import (
    LEVELS,
    LIST_TITLES,
    OFFICE,
    At,
    goal_at,
    office_at,
    other_at,
    paper_at,
    paragraph_at,
    village_at,
)

Cells = Mapping[object, str]
"""The texts of a row by key; a column without a key by its title."""
Locator = Callable[[Cells], "At | Fault"]


@dataclass
class Seen:
    """Rows met so far: how many of each list, and the rows of codes."""

    counts: dict[object, int] = field(default_factory=lambda: defaultdict(int))
    codes: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def next(self, name: object) -> int:
        """Return the number of the next row of a list, from 0."""
        self.counts[name] += 1
        return self.counts[name] - 1


def main_sheet(layout: WorkbookLayout) -> Sheet:
    """Return the sheet of single values, which can be read before anything is known of the plan.

    Superiors are numbered: "Cấp trên 1: loại" is the nearest.
    """
    first = sheets(layout, Words(0, (), {}, ""))[0]
    columns: list[Column] = []
    for several, run in groupby(first.columns, key=lambda column: "*" in (column.key or ())):
        each = list(run)
        columns += [_numbered(c.title, c.key or (), n, c) for n in range(1, SUPERIORS + 1) for c in each] if several else each
    return Sheet(first.layout, first.name, first.note, tuple(columns))


SUPERIORS = 4


def _numbered(title: str, key: Path, n: int, column: Column) -> Column:
    return replace(column, title=title.format(n=n), key=tuple(n - 1 if step == "*" else step for step in key))


def locator(sheet: Sheet, seen: Seen, known: Mapping[str, Choice]) -> Locator:
    """Return the locator of a sheet's rows, to be asked row by row from the top."""
    return _LOCATORS[sheet.layout.shape](sheet, seen, known)


def _lists(sheet: Sheet, seen: Seen, known: Mapping[str, Choice]) -> Locator:
    lists = sheet.layout.lists
    part = next((column.title for column in sheet.columns if column.is_part), "")

    def locate(cells: Cells) -> At | Fault:
        name = lists[0]
        if part:
            name = known["phan"].value(cells.get(part, ""))
            if name not in lists:
                words = "; ".join(LIST_TITLES[each] for each in lists)
                return Fault("SO-17", f"dòng không cho biết thuộc phần nào (cột “{part}”)", f"chọn một trong: {words}")
        index = seen.next(name)
        seen.codes[name].setdefault(cells.get(("ma",), ""), index)
        return At((name, index))

    return locate


def _units(_: Sheet, seen: Seen, known: Mapping[str, Choice]) -> Locator:
    def locate(cells: Cells) -> At | Fault:
        kind = known["loai_don_vi"].value(cells.get(("loai",), ""))
        name = "co_quan" if kind in ("", OFFICE) else "thon"
        index = seen.next(name)
        seen.codes[name].setdefault(cells.get(("ma",), ""), index)
        return office_at(index) if name == "co_quan" else village_at(index)

    return locate


def _villages(_: Sheet, seen: Seen, __: Mapping[str, Choice]) -> Locator:
    return lambda cells: _known_row(seen, "thon", cells, lambda index: At(("thon", index), {("ma",): None}))


def _known_row(seen: Seen, name: str, cells: Cells, at: Callable[[int], At]) -> At | Fault:
    code = cells.get(("ma",), "")
    if code in seen.codes[name]:
        return at(seen.codes[name][code])
    where = {"thon": "Đơn vị và thôn", "chi_tieu": "Chỉ tiêu"}[name]
    near = did_you_mean(code, seen.codes[name])
    hint = " ".join(part for part in (near, f"thêm dòng có mã này vào trang tính “{where}”") if part)
    return Fault("SO-18", f"mã “{shortened(code)}” chưa có ở trang tính “{where}”", hint)


_AROUND_DOT = re.compile(r"\s*\.\s*")


def _prose(_: Sheet, seen: Seen, __: Mapping[str, Choice]) -> Locator:
    above = ["ke-hoach", ""]

    def locate(cells: Cells) -> At | Fault:
        document, key = cells.get(("tai_lieu",), ""), _AROUND_DOT.sub(".", cells.get(("muc",), "")).rstrip(".")
        above[0], above[1] = document or above[0], key or above[1]
        if not above[1]:
            return Fault("SO-19", "dòng thuyết minh không ghi mục", "ghi số mục, ví dụ I.II.1")
        written = ("noi_dung",) in cells
        index = seen.next(tuple(above)) if written else seen.counts[tuple(above)]
        at = paragraph_at(above[0], above[1], index)
        if ("tu_dong",) in cells or ("nguoi_viet",) in cells or ("trang_thai",) in cells:
            at = At(at.base, {key: path for key, path in at.moved.items() if key not in _OF_SECTION}, at.given)
        return at

    return locate


_OF_SECTION = (("tu_dong",), ("nguoi_viet",), ("trang_thai",))


def _papers(_: Sheet, __: Seen, ___: Mapping[str, Choice]) -> Locator:
    def locate(cells: Cells) -> At | Fault:
        document = cells.get(("tai_lieu",), "")
        return (
            paper_at(document)
            if document
            else Fault("SO-20", "dòng không ghi mã tài liệu", "ghi mã, ví dụ ke-hoach; xem: sedp-docs documents")
        )

    return locate


def _goals(_: Sheet, seen: Seen, known: Mapping[str, Choice]) -> Locator:
    last: dict[int, Path] = {}
    by_code: list[dict[str, Path]] = [{}, {}, {}]

    def locate(cells: Cells) -> At | Fault:
        level = known.get("bac", FREE).value(cells.get(("bac",), ""))
        if level not in LEVELS:
            return Fault("SO-21", "dòng không ghi bậc của mục tiêu", f"chọn một trong: {'; '.join(LEVELS)}")
        depth, parent = LEVELS.index(level), cells.get(("thuoc",), "")
        above = by_code[depth - 1].get(parent, None if parent else last.get(depth - 1)) if depth else ()
        if above is None:
            return Fault(
                "SO-22",
                f"không thấy dòng trên “{shortened(parent)}” của {level} này",
                "ghi mã dòng trên ở cột “Thuộc”, đặt dòng này dưới nó",
            )
        inner = ("muc_tieu", "muc_tieu_cu_the", "dau_ra")[depth]
        base: Path = (*above, inner, seen.next((*above, inner)))
        last[depth] = base
        by_code[depth].setdefault(cells.get(("ma",), ""), base)
        return goal_at(base, depth, parent)

    return locate


def _others(_: Sheet, seen: Seen, known: Mapping[str, Choice]) -> Locator:
    def locate(cells: Cells) -> At | Fault:
        code = known.get("chi_tieu", FREE).value(cells.get(("ma",), ""))
        return _known_row(seen, "chi_tieu", {**cells, ("ma",): code}, lambda row: other_at(row, seen.next(("khac", row)), code))

    return locate


_LOCATORS: Mapping[str, Callable[[Sheet, Seen, Mapping[str, Choice]], Locator]] = {
    "danh_sach": _lists,
    "chi_tieu": _lists,
    "don_vi": _units,
    "thon": _villages,
    "thuyet_minh": _prose,
    "van_ban": _papers,
    "muc_tieu": _goals,
    "so_lieu_khac": _others,
}
