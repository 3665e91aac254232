"""The cells of one sheet of a workbook, from its XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sedp_docs import limits
from sedp_docs.read.xlsxcells import Fault, Notebook
from sedp_docs.read.xlsxparts import Runs
from sedp_docs.read.xlsxplain import Cells, without_plain
from sedp_docs.read.xmlpart import SAVE_AGAIN, events
from sedp_docs.text import shortened
from sedp_docs.workbook.grid import Place, RawCell, column_letters, column_number, place_in

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(f"{_ADDRESS.pattern}:{_ADDRESS.pattern}")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_QUOTED = re.compile(r'"[^"]*"')
_DDE = re.compile(r"[\w.]\s*\|")
"""A formula that names a program and a topic (`cmd|'/C calc'!A0`); no other formula has this sign outside of quotes."""

_CALLS_PROGRAM = Fault("XLSX-15", "công thức gọi chương trình khác (DDE)", "xóa công thức này")
_TWICE = Fault("XLSX-14", "ô được viết hai lần trong tệp", SAVE_AGAIN)
_FAR = Fault(
    "XLSX-10",
    f"ô có nội dung nằm quá xa (trang tính chỉ dùng tới ô {column_letters(limits.SHEET_COLUMNS)}{limits.SHEET_ROWS})",
    "xóa các dòng, cột thừa tới hết ô này (Ctrl+End để tìm) rồi lưu lại",
)


def read_cells(content: bytes, name: str, part: str, book: Notebook) -> Cells:
    """Return the cells of a sheet that hold something, by place; faults go into `book`.

    Raises:
        ReadError: a damaged part, or more cells than a workbook may have.
    """
    rest, cells = without_plain(content, part, book)
    sheet = _Sheet(book, name, part, cells)
    events(rest, part, book.package.door, (sheet.start, sheet.end, sheet.text))
    sheet.mark_areas()
    book.room -= len(cells)
    return cells


@dataclass
class _Cell:
    """A cell whose tags are open."""

    attributes: Mapping[str, str]
    inside: str = ""
    value: list[str] | None = None
    formula: list[str] | None = None
    runs: Runs = field(default_factory=Runs)


@dataclass
class _Sheet:
    """A sheet while it is read."""

    book: Notebook
    name: str
    part: str
    cells: Cells
    _row: int = 0
    _column: int = 0
    _open: _Cell | None = None
    _areas: list[str] = field(default_factory=list)
    _told_far: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            row = attributes.get("r", "")
            self._row = int(row) if re.fullmatch("[0-9]{1,7}", row) else self._row + 1
            self._column = 0
        elif tag == "c":
            self._open = _Cell(attributes)
        elif self._open:
            self._start_inside(self._open, tag, attributes)

    def _start_inside(self, cell: _Cell, tag: str, attributes: Mapping[str, str]) -> None:
        cell.inside = tag
        if tag == "v":
            cell.value = []
        elif tag == "f":
            cell.formula = []
            if ":" in attributes.get("ref", "") and attributes.get("t") != "shared":
                self._areas.append(attributes["ref"])
        else:
            cell.runs.start(tag)

    def text(self, text: str) -> None:
        cell = self._open
        if not cell:
            return
        if cell.inside == "v" and cell.value is not None:
            cell.value.append(text)
        elif cell.inside == "f" and cell.formula is not None:
            cell.formula.append(text)
        else:
            cell.runs.text(text)

    def end(self, tag: str) -> None:
        cell = self._open
        if not cell:
            return
        cell.inside = ""
        cell.runs.end(tag)
        if tag == "c":
            self._close(cell)
            self._open = None

    def _close(self, cell: _Cell) -> None:
        place = self._place(cell.attributes.get("r"))
        if not place:
            return
        if _DDE.search(_QUOTED.sub("", "".join(cell.formula or ()))):
            self._fault(_CALLS_PROGRAM, place)
        found = self._held(cell)
        if isinstance(found, Fault):
            self._fault(found, place)
        elif found and (place[0] > limits.SHEET_ROWS or place[1] > limits.SHEET_COLUMNS):
            self._tell_far(place)
        elif found and place in self.cells:
            self._fault(_TWICE, place)
        elif found:
            self.cells[place] = found
            self.book.check_room(len(self.cells), self.part)

    def _held(self, cell: _Cell) -> RawCell | Fault | None:
        """Return what a cell holds, as `Notebook.cell` does; a formula without its result is "uncalculated"."""
        computed, kind = cell.formula is not None, cell.attributes.get("t", "n")
        raw = "".join(cell.value or ())
        if kind == "inlineStr":
            found = self.book.text_cell(cell.runs.taken())
        elif raw:
            found = self.book.cell(kind, raw, cell.attributes.get("s", ""))
        else:
            found = None
        if not computed or isinstance(found, Fault):
            return found
        if found:
            return found._replace(computed=True)
        is_text = kind == "inlineStr" or (kind in ("str", "s") and cell.value is not None)
        return RawCell("text" if is_text else "uncalculated", "", True)

    def _place(self, written: str | None) -> Place | None:
        """Return the place of a cell: as written, or the next one; None, and a fault, for what is no address."""
        if written is None:
            self._column += 1
            return max(self._row, 1), self._column
        found = _ADDRESS.fullmatch(written)
        place = (int(found[2]), column_number(found[1])) if found else (_LAST_ROW + 1, 0)
        if place[0] > _LAST_ROW or place[1] > _LAST_COLUMN:
            fault = Fault("XLSX-14", f"địa chỉ ô “{shortened(written)}” không có trong Excel", SAVE_AGAIN)
            self.book.note(fault, f'trang tính "{self.name}"')
            return None
        self._row, self._column = place
        return place

    def _tell_far(self, place: Place) -> None:
        """Tell of the first far cell of a sheet; where one is, there are often thousands."""
        if not self._told_far:
            self._fault(_FAR, place)
        self._told_far = True

    def _fault(self, fault: Fault, place: Place) -> None:
        self.book.note(fault, place_in(self.name, place))

    def mark_areas(self) -> None:
        """Mark the cells of an array formula, which stands in the first of them only, as computed."""
        room = limits.BOOK_CELLS
        for area in self._areas:
            places = list(_places(area, room))
            room -= len(places)
            for place in places:
                if place in self.cells:
                    self.cells[place] = self.cells[place]._replace(computed=True)


def _places(area: str, most: int) -> Iterator[Place]:
    """Yield the places of an area like A1:B3; none when it has more than `most`, or is no area."""
    found = _AREA.fullmatch(area)
    if not found:
        return
    first, top, last, bottom = column_number(found[1]), int(found[2]), column_number(found[3]), int(found[4])
    if (last - first + 1) * (bottom - top + 1) <= most:
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(first, last + 1))
