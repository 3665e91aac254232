"""Finding our columns in a sheet that people worked on: moved, renamed a little, under new titles, pasted from last year."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from sedp_docs.problems import Severity
from sedp_docs.text import shortened, slug
from sedp_docs.workbook.cells import Fault
from sedp_docs.workbook.grid import Place, RawCell, RawSheet
from sedp_docs.workbook.layout import Column, Sheet, Words, WorkbookLayout

TITLE_ROWS = 30
"""Rows from the top in which the headings are looked for."""
ALIKE = 0.82
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass
class Headings:
    """Where a sheet's columns stand: the heading row, columns by number, and what is odd about them."""

    row: int = 0
    columns: dict[int, Column] = field(default_factory=dict)
    faults: list[tuple[Place, Severity, Fault]] = field(default_factory=list)
    """(place, severity, fault)."""

    def number_of(self, column: Column) -> int:
        """Return where a column stands, or 0."""
        return next((number for number, each in self.columns.items() if each is column), 0)

    def rows(self, raw: RawSheet) -> Iterator[tuple[int, dict[int, RawCell]]]:
        """Yield the rows below the headings with the cells of our columns that hold something, from the top."""
        rows: dict[int, dict[int, RawCell]] = {}
        for (row, number), cell in raw.cells.items():
            if row > self.row and number in self.columns and not (cell.kind == "text" and not cell.text.strip()):
                rows.setdefault(row, {})[number] = cell
        yield from sorted(rows.items())


def sheet_named(name: str, raw: Iterable[RawSheet]) -> RawSheet | None:
    """Return the sheet of this name; case, accents, spaces and one slip do not count."""
    sheets = {slug(each.name): each for each in raw}
    near = difflib.get_close_matches(slug(name), sheets, n=1, cutoff=ALIKE)
    return sheets.get(slug(name)) or (sheets[near[0]] if near else None)


def find_headings(raw: RawSheet, sheet: Sheet) -> Headings:
    """Return the headings of a sheet; `row` is 0 when no row looks like them."""
    wanted = {slug(column.title): column for column in sheet.columns}
    rows = _texts(raw)
    counted = {row: sum(slug(text) in wanted or _shifted(text, wanted) is not None for text in cells.values())
               for row, cells in rows.items()}  # fmt: skip
    best = max(counted, key=lambda row: (counted[row], -row), default=0)
    if not best or counted[best] < min(3, len(wanted)):
        return Headings()
    found = Headings(best)
    left: dict[int, str] = {}
    for number, text in rows[best].items():
        _match(found, number, text, wanted, left)
    _guess(found, left, wanted)
    _tell_missing(found, sheet)
    return found


def _texts(raw: RawSheet) -> dict[int, dict[int, str]]:
    out: dict[int, dict[int, str]] = {}
    for (row, number), cell in sorted(raw.cells.items()):
        if row <= TITLE_ROWS and cell.kind == "text" and cell.text.strip():
            out.setdefault(row, {})[number] = cell.text
    return out


def _match(found: Headings, number: int, text: str, wanted: Mapping[str, Column], left: dict[int, str]) -> None:
    column = wanted.get(slug(text))
    place = (found.row, number)
    if column is None:
        year = _shifted(text, wanted)
        if year is None:
            left[number] = text
            return
        said = f"tiêu đề “{shortened(text)}” là của năm khác; kế hoạch này cần “{year}”"
        found.faults.append(
            (place, "error", Fault("SO-12", said, "trang tính có vẻ chép từ năm trước; nhập lại vào trang tính của năm nay"))
        )
    elif found.number_of(column):
        said = f"tiêu đề “{shortened(text)}” có hai cột"
        found.faults.append((place, "error", Fault("SO-13", said, "xóa hoặc đổi tên một cột; chỉ cột đầu được đọc")))
    else:
        found.columns[number] = column


def _shifted(text: str, wanted: Mapping[str, Column]) -> str | None:
    """Return the heading that a text would be in another year ("Ước 2023" → "Ước 2024"), or None."""
    if not _YEAR.search(text):
        return None
    for step in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5):
        moved = _YEAR.sub(partial(_moved, step), text)
        if slug(moved) in wanted:
            return wanted[slug(moved)].title
    return None


def _moved(step: int, year: re.Match[str]) -> str:
    return str(int(year.group()) + step)


def _guess(found: Headings, left: Mapping[int, str], wanted: Mapping[str, Column]) -> None:
    """Give headings that are nearly ours to the columns that nobody has; whatever else stands there is the user's own."""
    for number, text in left.items():
        open_ = {key: column for key, column in wanted.items() if not found.number_of(column)}
        near = difflib.get_close_matches(slug(text), open_, n=2, cutoff=ALIKE)
        if near and _same_numbers(slug(text), near[0]):
            found.columns[number] = open_[near[0]]
            fault = Fault(
                "SO-14", f"tiêu đề “{shortened(text)}” được hiểu là “{open_[near[0]].title}”", "đổi lại tiêu đề cho đúng"
            )
            found.faults.append(((found.row, number), "warning", fault))
        else:
            fault = Fault("SO-15", f"cột “{shortened(text)}” không thuộc mẫu nên không được đọc", "")
            found.faults.append(((found.row, number), "info", fault))


def _same_numbers(one: str, other: str) -> bool:
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)


def _tell_missing(found: Headings, sheet: Sheet) -> None:
    wrong_year = {fault.message.rpartition("“")[2].rstrip("”") for _, _, fault in found.faults if fault.id == "SO-12"}
    asked = [column for column in sheet.columns if column.key is not None and "lich_su" not in column.key]
    lost = [column.title for column in asked if not found.number_of(column) and column.title not in wrong_year]
    if lost:
        named = ", ".join(f"“{title}”" for title in lost[:5]) + (f" và {len(lost) - 5} cột khác" if len(lost) > 5 else "")
        fault = Fault("SO-16", f"không thấy cột {named}; coi như để trống", "thêm lại cột với đúng tiêu đề này nếu cần")
        found.faults.append(((found.row, 1), "warning", fault))


def words_found(raw: Iterable[RawSheet], layout: WorkbookLayout, words: Words) -> Words:
    """Return the words for reading: with the years of history and the funds that the headings name."""
    titles = [text for each in raw for cells in _texts(each).values() for text in cells.values()]
    history = next(slot.title for slot in layout.slots if slot.key == "lich_su")
    years = {int(year) for title in titles for year in _named(title, history, "nam", words, r"\d{4}")}
    shown = {slug(name) for name in words.funds.values()}
    families = [c.title for sheet in layout.sheets for c in sheet.columns if c.funds]
    others = {code for title in titles for family in families for code in _named(title, family, "nguon", words, ".+")}
    more = {code: code for code in sorted(others) if slug(code) not in shown}
    return Words(words.report_year, tuple(sorted({*words.years, *years})), {**words.funds, **more}, words.money)


def _named(title: str, family: str, name: str, words: Words, pattern: str) -> Iterator[str]:
    """Yield what stands in a title at the place of `name` in its family: "TH {nam}" in "TH 2021, diện tích" → "2021"."""
    head, _, tail = words.fill(family, **{name: "\0"}).partition("\0")
    found = re.fullmatch(re.escape(head) + f"({pattern})" + re.escape(tail) + r"(?:, .*)?", " ".join(title.split()))
    if found:
        yield found[1]
