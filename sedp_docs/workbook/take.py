"""A workbook that people filled in, read back into the raw tree of a plan, with the cell of every value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sedp_docs.catalog import Catalog, CatalogIndicator
from sedp_docs.problems import Location, Path, Problem, Severity, placed
from sedp_docs.text import shortened
from sedp_docs.workbook.cells import Fault, taken
from sedp_docs.workbook.choices import FREE, Choice, choices
from sedp_docs.workbook.grid import GROUP, TOTAL, Place, RawCell, RawSheet, place_in, sheet_place
from sedp_docs.workbook.headings import Headings, find_headings, sheet_named, words_found
from sedp_docs.workbook.kinds import NUMERIC
from sedp_docs.workbook.layout import DESCRIBED, Column, Sheet, WorkbookLayout, sheets, words_of
from sedp_docs.workbook.locate import Locator, Seen, locator, main_sheet
from sedp_docs.workbook.shapes import At

CatalogOf = Callable[[str, str], Catalog]
"""Returns the catalog of a procedure and a level; raises what the caller wants to see."""
GENERAL = "Thông tin chung"


@dataclass
class Taking:
    """What was taken so far: leaves of the plan by path, their cells, and the problems found."""

    file: str
    leaves: dict[Path, Any] = field(default_factory=dict)
    cells: dict[Path, tuple[str, Place]] = field(default_factory=dict)
    """Sheet and place of every value that the workbook has room for."""
    homes: dict[Path, str] = field(default_factory=dict)
    """How messages name the sheet of each list and the row of each of its entries."""
    titles: dict[Path, str] = field(default_factory=dict)
    """What the workbook calls each of them."""
    problems: list[Problem] = field(default_factory=list)
    required: dict[Path, Column] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)

    @property
    def places(self) -> dict[Path, str]:
        """Return how messages name the cell of each path; a group of cells by its first one."""
        out: dict[Path, str] = {}
        for path, where in self.cells.items():
            place = place_in(*where)
            for end in range(1, len(path)):
                out.setdefault(path[:end], place)
            out[path] = place
        return out | self.homes

    def tell(self, sheet: str, place: Place, fault: Fault, severity: Severity = "error") -> None:
        """Add a problem at a cell."""
        location = Location(self.file, place_in(sheet, place))
        self.problems.append(Problem(fault.id, severity, fault.message, fault.hint, location))


def take(raw: Sequence[RawSheet], file: str, layout: WorkbookLayout, catalog_of: CatalogOf) -> Taking:
    """Return the leaves of a plan's workbook. A workbook without our first sheet has none, and a problem says so."""
    taking = Taking(file)
    general = sheet_named(GENERAL, raw)
    if general is None:
        said = f"tệp không có trang tính “{GENERAL}” nên không phải là sổ số liệu kế hoạch"
        taking.problems.append(
            Problem("SO-10", "error", said, "tạo sổ mới bằng lệnh: sedp-docs new commune -o KH.xlsx", Location(file))
        )
        return taking
    main = main_sheet(layout)
    _take_general(taking, general, main, layout)
    procedure, level, year = (taking.leaves.get((key,)) for key in ("quy_trinh", "cap", "nam_ke_hoach"))
    if not (procedure and level and year):
        _tell_required(taking)
        return taking
    with placed(file, place_in(*taking.cells["quy_trinh",])):
        catalog = catalog_of(procedure, level)
    words = words_found(raw, layout, words_of(catalog, int(year), {}))
    for sheet in sheets(layout, words)[1:]:
        found = sheet_named(sheet.name, raw)
        for name in (*sheet.layout.lists, sheet.layout.shape):  # some shapes go by the key of what they hold
            taking.homes.setdefault((name,), sheet_place(found.name if found else sheet.name))
        if found is None and not sheet.layout.levels:
            taking.problems.append(_missing_sheet(sheet.name, file))
        elif found is not None:
            _Table(taking, found, sheet, catalog, layout).take()
    _tell_required(taking)
    return taking


def _missing_sheet(name: str, file: str) -> Problem:
    said, hint = f"không thấy trang tính “{name}”; coi như để trống", "nếu đã đổi tên trang tính thì đặt lại đúng tên này"
    return Problem("SO-23", "warning", said, hint, Location(file))


def _take_general(taking: Taking, raw: RawSheet, sheet: Sheet, layout: WorkbookLayout) -> None:
    """Read the sheet of single values: a label, and the value in the cell to the right of it."""
    by_label = {column.title.casefold(): column for column in sheet.columns if column.key}
    for (row, number), cell in sorted(raw.cells.items()):
        column = by_label.get(" ".join(cell.text.split()).casefold()) if cell.kind == "text" else None
        if column is None or column.key is None or column.key in taking.cells:
            continue
        place = (row, number + 1)
        taking.cells[column.key] = (raw.name, place)
        taking.titles[column.key] = column.title
        if column.type.required:
            taking.required[column.key] = column
        choice = Choice(layout.choices.get(column.choices, {}), closed=bool(column.choices))
        _put(taking, (raw.name, place), raw.cells.get(place), column, column.key, choice)
    _require_lost_lines(taking, raw, sheet.columns)


def _require_lost_lines(taking: Taking, raw: RawSheet, columns: Iterable[Column]) -> None:
    """Ask, at the head of the sheet, for what a plan needs and has no line for any more."""
    for column in columns:
        if column.key and column.type.required and column.key not in taking.cells:
            taking.cells[column.key] = (raw.name, (1, 1))
            taking.required[column.key] = column


def _put(taking: Taking, where: tuple[str, Place], cell: RawCell | None, column: Column, path: Path, choice: Choice) -> None:
    if cell is None:
        return
    value = taken(cell, column, choice)
    if isinstance(value, Fault):
        taking.tell(*where, value)
        taking.required.pop(path, None)
    elif value is not None:
        taking.leaves[path] = value
        if cell.percent and column.kind in NUMERIC and isinstance(value, str):
            fault = Fault("SO-08", f"ô định dạng %, được đọc là {value.replace('.', ',')}", "")
            taking.tell(*where, fault, "info")


@dataclass
class _Table:
    """One sheet of rows on its way into the plan."""

    taking: Taking
    raw: RawSheet
    sheet: Sheet
    catalog: Catalog
    layout: WorkbookLayout

    def take(self) -> None:
        """Take all rows, and tell what is odd about the headings."""
        headings = find_headings(self.raw, self.sheet)
        if not headings.row:
            if any(cell.text.strip() for cell in self.raw.cells.values()):
                fault = Fault(
                    "SO-11", "không tìm thấy dòng tiêu đề cột của trang tính này", "chép lại dòng tiêu đề từ một sổ mới"
                )
                self.taking.tell(self.raw.name, (1, 1), fault)
            return
        for place, severity, fault in headings.faults:
            self.taking.tell(self.raw.name, place, fault, severity)
        known = choices(self.layout, self.catalog, tree_from(self.taking.leaves))
        locate = locator(self.sheet, self.taking.seen, known)
        for row, cells in headings.rows(self.raw):
            self._take_row(row, cells, headings, locate, known)

    def _take_row(
        self, row: int, cells: Mapping[int, RawCell], headings: Headings, locate: Locator, known: Mapping[str, Choice]
    ) -> None:
        by_key = {column.key or column.title: cells.get(number) for number, column in headings.columns.items()}
        code = by_key.get(("ma",)) or by_key.get(("tai_lieu",))
        if not any(_typed(column, cells.get(number)) for number, column in headings.columns.items()) or _is_ours(code):
            return
        where = locate(
            {key: cell.text.strip() for key, cell in by_key.items() if cell is not None and cell.kind != "uncalculated"}
        )
        if isinstance(where, Fault):
            self.taking.tell(self.raw.name, (row, 1), where)
            return
        self.taking.homes.setdefault(where.base[:1], sheet_place(self.raw.name))
        self.taking.homes.setdefault(where.base, place_in(self.raw.name, (row, 1)))
        self._require_lost(row, where, headings)
        entry = self._entry(code)
        for number, column in headings.columns.items():
            path = where.path(column.key) if column.key else None
            cell = cells.get(number)
            if path is None or path in self.taking.cells:
                continue
            self.taking.cells[path] = (self.raw.name, (row, number))
            self.taking.titles[path] = column.title
            if column.type.required:
                self.taking.required[path] = column
            if cell is not None and not _computed_here(column, cell, entry):
                _put(self.taking, (self.raw.name, (row, number)), cell, column, path, known.get(column.choices, FREE))

    def _require_lost(self, row: int, where: At, headings: Headings) -> None:
        """Ask at the row itself for what it needs and has no column for any more."""
        for column in self.sheet.columns:
            path = where.path(column.key) if column.key and column.type.required else None
            if path is not None and path not in self.taking.cells and not headings.number_of(column):
                self.taking.cells[path] = (self.raw.name, (row, 1))
                self.taking.required[path] = column

    def _entry(self, code: RawCell | None) -> CatalogIndicator | None:
        if self.sheet.layout.shape != "chi_tieu" or code is None:
            return None
        return next((entry for entry in self.catalog.level.indicators if entry.code == code.text.strip()), None)


def _computed_here(column: Column, cell: RawCell, entry: CatalogIndicator | None) -> bool:
    """Tell whether a cell of an indicator is ours: a formula where the catalogue or a formula of it gives the value."""
    if entry is None or not (cell.computed or cell.kind == "uncalculated"):
        return False
    return column.key in DESCRIBED or (entry.formula is not None and bool(column.slot))


def _typed(column: Column, cell: RawCell | None) -> bool:
    return cell is not None and column.key is not None and not cell.computed


def _is_ours(code: RawCell | None) -> bool:
    """Tell a row of totals or a group heading by its sign in the place of a code."""
    return code is not None and code.text.strip() in (TOTAL, GROUP)


def _tell_required(taking: Taking) -> None:
    """Report empty cells that a row cannot do without."""
    used = {path[:end] for path in taking.leaves for end in range(len(path))}
    for path, column in taking.required.items():
        if path not in taking.leaves and (path[:-1] in used or len(path) == 1):
            fault = Fault("SO-07", f"ô “{shortened(column.title)}” để trống", "điền ô này, hoặc xóa trắng cả dòng nếu không dùng")
            taking.problems.append(
                Problem(fault.id, "error", fault.message, fault.hint, Location(taking.file, place_in(*taking.cells[path])))
            )


def tree_from(leaves: Mapping[Path, Any]) -> dict[str, Any]:
    """Return nested dicts and lists from leaves by path; a row that holds nothing but faults stays an empty row."""
    root: dict[Any, Any] = {}
    for path, value in leaves.items():
        node = root
        for step in path[:-1]:
            node = node.setdefault(step, {})
        node[path[-1]] = value
    return {key: _nested(value) for key, value in root.items()}


def _nested(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(isinstance(key, int) for key in node):
        return [_nested(node.get(index, {})) for index in range(max(node) + 1)]
    return {key: _nested(value) for key, value in node.items()}
