"""Cells of an existing workbook set in place: charts, pictures, the user's own columns and sheets stay byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sedp_docs.problems import Location, OutputError
from sedp_docs.workbook.grid import Place, place_in
from sedp_docs.write.xlsxcells import Cells, Content, Formula
from sedp_docs.write.xlsxpackage import M, Package, sound_structure
from sedp_docs.write.xlsxsheet import Sheet, is_on
from sedp_docs.write.xlsxstyles import Styles

__all__ = ["Added", "Content", "Formula", "edit_xlsx"]


@dataclass(frozen=True, slots=True)
class Added:
    """Rows to put right below a table, which reaches down to row `after`; each gives contents by column.

    They look as the row `like` does, in all its columns (0: as row `after`).
    """

    sheet: str
    after: int
    rows: Sequence[Mapping[int, Content]] = field(default_factory=tuple)
    like: int = 0


def edit_xlsx(content: bytes, edits: Mapping[str, Mapping[Place, Content]], added: Sequence[Added] = ()) -> bytes:
    """Return a workbook with some cells set and rows added below tables, all else as it was; same input, same bytes.

    A cell keeps its look, but a day is always shown as one (dd/mm/yyyy where the cell shows none) and a number never is.
    None takes the value away (so a row of a table is deleted by clearing its cells: rows never move). A text never becomes a
    formula. A cell whose formula is replaced leaves the cells that shared it their own. Results of other formulas stay;
    Excel recalculates on opening.

    Args:
        content: an .xlsx that went through the preflight.
        edits: contents by sheet and (row, column).
        added: rows below tables.

    Raises:
        OutputError: there is no such sheet, a cell cannot be set (merged, part of an array formula, text too long), or the
            place below a table is taken.
    """
    with sound_structure():
        package = Package(content)
        book = _Editor(package)
        for name, cells in edits.items():
            for place, value in cells.items():
                book.cells(name).put(place, value)
        for rows in added:
            _append(book.cells(rows.sheet), rows)
        return book.content()


class _Editor:
    """The sheets of a package that are edited, each parsed once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        properties = package.peek(package.workbook).find(M + "workbookPr")
        self.mac = properties is not None and is_on(properties, "date1904")
        self._cells: dict[str, Cells] = {}

    def cells(self, name: str) -> Cells:
        if name not in self._cells:
            sheet = Sheet(self.package.root(self.package.sheet(name)))
            self._cells[name] = Cells(name, sheet, self.styles, self.mac)
        return self._cells[name]

    def content(self) -> bytes:
        if any(cells.formulas_changed for cells in self._cells.values()):
            self.package.drop_calculation_chain()
        self.package.recalculate()
        return self.package.content()


def _append(cells: Cells, added: Added) -> None:
    like = added.like or added.after
    for row, values in enumerate(added.rows, added.after + 1):
        taken = next(((row, column) for column in values if cells.holds((row, column))), None)
        if taken is not None:
            hint = f"chèn {len(added.rows)} dòng trống vào trước dòng này"
            raise OutputError(
                "ô dưới cuối bảng đã có nội dung, không thêm dòng được",
                hint,
                Location("", place_in(added.sheet, taken)),
                "OUT-23",
            )
        for column in {*cells.sheet.columns_of(like), *values}:
            if column in values or cells.sheet.find((row, column)) is None:
                cells.put((row, column), values.get(column), like)
