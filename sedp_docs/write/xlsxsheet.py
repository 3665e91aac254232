"""The cells of one worksheet's XML, found and made in place; what is not asked for stays as it is."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from sedp_docs.workbook.grid import Place, address
from sedp_docs.write.xlsxpackage import M

_ROW_LOOK = ("s", "customFormat", "ht", "customHeight")
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = "9.14", "15"


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, "F10:F20"."""

    first: Place
    last: Place

    def __contains__(self, place: Place) -> bool:
        return all(low <= at <= high for low, at, high in zip(self.first, place, self.last, strict=True))

    def __str__(self) -> str:
        return f"{address(self.first)}:{address(self.last)}"


def area(ref: str) -> Area:
    """Return the block of a reference, "F10:F20" or "F10"."""
    left, top, right, bottom = range_boundaries(ref)
    return Area((top, left), (bottom, right))


def is_on(element: etree._Element, name: str) -> bool:
    """Tell whether an attribute says yes (ST_Boolean of XML Schema)."""
    return element.get(name) in ("1", "true")


def place_of(cell: etree._Element) -> Place:
    """Return where a cell stands."""
    row, column = coordinate_to_tuple(cell.get("r", ""))
    return row, column


class Sheet:
    """The rows and cells of a worksheet by number; rows or cells that are written without an address get theirs."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        data = root.find(M + "sheetData")
        if data is None:
            raise ValueError("a worksheet without data")
        self.data = data
        self._rows = dict(_addressed(data))
        self._numbers = sorted(self._rows)
        self._cells: dict[int, dict[int, etree._Element]] = {}

    @cached_property
    def merges(self) -> list[Area]:
        """The merged blocks."""
        return [area(e.get("ref", "")) for e in self.root.iterfind(f"{M}mergeCells/{M}mergeCell")]

    def find(self, place: Place) -> etree._Element | None:
        """Return a cell, or None when the file has none there."""
        return self._of_row(place[0]).get(place[1])

    def make(self, place: Place, like: int = 0) -> etree._Element:
        """Return a cell, made if need be with the look of its row or column.

        Args:
            place: where.
            like: a row; a cell that is made looks as the one of its column there, and a row that is made has its height.
        """
        found = self.find(place)
        if found is not None:
            return found
        number, column = place
        row = self._rows.get(number)
        row = self._new_row(number, like) if row is None else row
        row.attrib.pop("spans", "")  # says which columns follow, and would be wrong
        cell = etree.Element(M + "c", {"r": address(place)})
        style = self._look(place, like)
        if style:
            cell.set("s", str(style))
        cells = self._of_row(number)
        row.insert(sum(1 for other in cells if other < column), cell)
        cells[column] = cell
        self._extend(place)
        return cell

    def width(self, column: int) -> int:
        """Return the width of a column in pixels, as a screen at 100% shows it."""
        found, plain = self.column(column), self.root.find(M + "sheetFormatPr")
        if found is not None and is_on(found, "hidden"):
            return 0
        default = _DEFAULT_WIDTH if plain is None else plain.get("defaultColWidth", _DEFAULT_WIDTH)
        return _pixels(default if found is None else found.get("width", default), 7)

    def height(self, row: int) -> int:
        """Return the height of a row in pixels, as a screen at 100% shows it."""
        found, plain = self._rows.get(row), self.root.find(M + "sheetFormatPr")
        if found is not None and is_on(found, "hidden"):
            return 0
        default = _DEFAULT_HEIGHT if plain is None else plain.get("defaultRowHeight", _DEFAULT_HEIGHT)
        return _pixels(default if found is None else found.get("ht", default), 4 / 3)

    def columns_of(self, row: int) -> list[int]:
        """Return the columns of a row that have cells, filled or blank."""
        return sorted(self._of_row(row))

    def _of_row(self, number: int) -> dict[int, etree._Element]:
        if number not in self._cells:
            row = self._rows.get(number)
            self._cells[number] = {} if row is None else {place_of(cell)[1]: cell for cell in row.iterchildren(M + "c")}
        return self._cells[number]

    def _new_row(self, number: int, like: int) -> etree._Element:
        model = self._rows.get(like)
        kept = {} if model is None else {name: model.get(name, "") for name in _ROW_LOOK if name in model.attrib}
        row = etree.Element(M + "row", {"r": str(number), **kept})
        at = bisect(self._numbers, number)
        self._numbers.insert(at, number)
        if at:
            self._rows[self._numbers[at - 1]].addnext(row)
        else:
            self.data.insert(0, row)
        self._rows[number] = row
        return row

    def _look(self, place: Place, like: int) -> int:
        """Return the style of a cell that is not there: its model's, else its row's, else its column's."""
        model = self._of_row(like).get(place[1]) if like else None
        if model is not None:
            return int(model.get("s", "0"))
        row = self._rows[place[0]]
        if is_on(row, "customFormat"):
            return int(row.get("s", "0"))
        column = self.column(place[1])
        return 0 if column is None else int(column.get("style", "0"))

    def column(self, number: int) -> etree._Element | None:
        """Return the description of a column (width, style), or None when it is as all are."""
        described = self.root.iterfind(f"{M}cols/{M}col")
        return next((e for e in described if int(e.get("min", "0")) <= number <= int(e.get("max", "0"))), None)

    def _extend(self, place: Place) -> None:
        """Let the sheet's dimension hold a cell."""
        found = self.root.find(M + "dimension")
        if found is None:
            return
        old = area(found.get("ref", "A1"))
        rows, columns = zip(old.first, old.last, place, strict=True)
        found.set("ref", str(Area((min(rows), min(columns)), (max(rows), max(columns)))))


def _pixels(size: str, each: float) -> int:
    return max(0, round(float(size) * each))


def _addressed(data: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for row in data.iterchildren(M + "row"):
        number = int(row.get("r") or number + 1)
        row.set("r", str(number))
        for cell in row.iterchildren(M + "c"):
            if cell.get("r") is None:
                before = cell.getprevious()
                cell.set("r", address((number, 1 if before is None else place_of(before)[1] + 1)))
        yield number, row
