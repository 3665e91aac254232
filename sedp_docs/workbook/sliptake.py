"""A slip that came back: whose it is, what was typed in it, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sedp_docs.problems import Location, Path, Problem, ReadError, Severity
from sedp_docs.text import shortened
from sedp_docs.workbook.cells import Fault, taken
from sedp_docs.workbook.choices import FREE
from sedp_docs.workbook.grid import Place, RawCell, RawSheet, RawWorkbook, place_in
from sedp_docs.workbook.headings import Headings, find_headings, sheet_named
from sedp_docs.workbook.kinds import PARSERS
from sedp_docs.workbook.layout import Column, Sheet
from sedp_docs.workbook.slipbook import BASE, BETWEEN, GUIDE, MARK
from sedp_docs.workbook.slips import (
    KIND,
    PARAGRAPHS,
    PROSE,
    ROW_KEY,
    Identity,
    column_key,
    fills,
    fingerprint,
    fits,
    identity_of,
    responding,
    slip_sheet,
    stored,
    text_in,
)
from sedp_docs.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell of a slip says: its column, the value as the plan holds it, and where it stands."""

    column: Column
    leaf: Any
    sheet: str
    place: Place

    @property
    def text(self) -> str:
        """Return the text of the value."""
        return text_in(self.column, self.leaf)


@dataclass
class Slip:
    """A slip that was read: the cells that its unit changed, by row key, and rows that it adds."""

    file: str
    sender: str
    base: Mapping[tuple[str, str], str]
    changed: dict[str, list[Typed]] = field(default_factory=dict)
    added: list[list[Typed]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, where: tuple[str, Place], fault: Fault, severity: Severity = "error") -> None:
        """Add a problem at a cell."""
        location = Location(self.file, place_in(*where))
        self.problems.append(Problem(fault.id, severity, fault.message, fault.hint, location))


def read_slip(raw: RawWorkbook, file: str, laid: Tables) -> Slip:
    """Read a slip of the plan that `laid` lays out.

    Raises:
        ReadError: no slip, a slip of another unit, year or round, of nobody in the plan, or one without its base.
    """
    identity = _identity(raw, file)
    _refuse_foreign(identity, laid, file)
    base = _base(raw, identity, file)
    slip = Slip(file, identity.sender, base, problems=list(raw.problems))
    for table in laid.tables:
        if table.sheet.layout.slip:
            taker = _ProseTaker if table.sheet.layout.shape == "thuyet_minh" else _SheetTaker
            taker(slip, slip_sheet(table.sheet, laid.figures.plan, slip.sender), laid).take(raw.sheets)
    return slip


def _refuse(file: str, id: str, message: str, hint: str) -> ReadError:
    return ReadError(message, hint, Location(file), id)


def _identity(raw: RawWorkbook, file: str) -> Identity:
    """Return whose slip it is, by its properties, or by the line that can be seen."""
    given = raw.properties
    if given.get("loai") == KIND:
        return Identity(*(given.get(key, "") for key in ("don_vi", "nam_ke_hoach", "lan_lap", "phieu_cua", "goc")))
    guide = sheet_named(GUIDE, raw.sheets)
    lines = [cell.text for cell in guide.cells.values() if cell.text.startswith(MARK.strip())] if guide else []
    parts = [part.strip() for line in lines for part in line[len(MARK.strip()) :].split(BETWEEN.strip())]
    if len(parts) != 5:
        said = "tệp không phải là phiếu số liệu do chương trình phát ra"
        raise _refuse(
            file, "PH-01", said, "dùng phiếu trong thư mục mà lệnh sedp-docs split đã ghi; sổ số liệu thì dùng lệnh convert"
        )
    return Identity(*parts)


def _refuse_foreign(given: Identity, laid: Tables, file: str) -> None:
    plan = laid.figures.plan
    ours = identity_of(plan, given.sender, {})
    if given.unit != ours.unit:
        raise _refuse(
            file, "PH-02", f"phiếu của đơn vị khác ({shortened(given.unit)})", f"chỉ nhận phiếu của {plan.unit.full_name}"
        )
    if given.plan_year != ours.plan_year:
        said = f"phiếu của năm kế hoạch {shortened(given.plan_year)}, kế hoạch này là năm {ours.plan_year}"
        raise _refuse(file, "PH-03", said, "phát phiếu mới của năm này rồi gửi lại cho đơn vị")
    if given.round != ours.round:
        words = laid.layout.choices["lan_lap"]
        said = f"phiếu của lần lập “{words.get(given.round, shortened(given.round))}”, kế hoạch đang ở “{words[ours.round]}”"
        raise _refuse(file, "PH-04", said, "phát phiếu mới của lần lập này, hoặc nhập tay các số còn dùng được")
    if given.sender not in responding(plan):
        said = f"phiếu của “{shortened(given.sender)}”, mã không có trong trang tính “Đơn vị và thôn”"
        raise _refuse(file, "PH-05", said, "thêm đơn vị này vào kế hoạch, hoặc phát phiếu mới")


def _base(raw: RawWorkbook, identity: Identity, file: str) -> dict[tuple[str, str], str]:
    sheet = sheet_named(BASE, raw.sheets)
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items() if sheet else ():
        if row > 1 and column <= 3:
            rows.setdefault(row, {})[column] = cell.text
    base = {(cells.get(1, ""), cells.get(2, "")): cells.get(3, "") for _, cells in sorted(rows.items())}
    if fingerprint(base) != identity.base:
        said = f"phiếu không còn nguyên phần ẩn ghi số lúc phát (trang tính “{BASE}”)"
        raise _refuse(file, "PH-06", said, "chép các số đã điền vào phiếu mới phát rồi gửi lại")
    return base


ByKey = Mapping[Path | str, RawCell | None]
"""Cells of a row by the key of their column, or by what it computes."""


@dataclass
class _SheetTaker:
    """One sheet of a slip on its way."""

    several: ClassVar[bool] = False
    """Whether a row of the plan may have several rows here."""
    slip: Slip
    sheet: Sheet
    laid: Tables
    seen: set[str] = field(default_factory=set)

    def take(self, raw: tuple[RawSheet, ...]) -> None:
        lists = self.sheet.layout.lists
        self.expected = list(dict.fromkeys(row for row, _ in self.slip.base if row.partition("/")[0] in lists))
        found = sheet_named(self.sheet.name, raw)
        if found is None or not (headings := find_headings(found, self.sheet)).row:
            if self.expected:
                said = f"không thấy trang tính “{self.sheet.name}” với dòng tiêu đề; {len(self.expected)} dòng không được nhận"
                self.slip.problems.append(
                    Problem("PH-07", "error", said, "giữ nguyên trang tính của phiếu", Location(self.slip.file))
                )
            return
        for place, severity, fault in headings.faults:
            self.slip.tell((found.name, place), fault, severity)
        for row, cells in headings.rows(found):
            self._row(found.name, row, cells, headings)
        self._tell_deleted(found.name, headings.row)

    def _row(self, sheet: str, row: int, cells: Mapping[int, RawCell], headings: Headings) -> None:
        by_key = {column.key or column.computed: cells.get(number) for number, column in headings.columns.items()}
        key = self._key(by_key)
        typed = [each for number, column in headings.columns.items()
                 if (each := self._cell((sheet, (row, number)), cells.get(number), column))]  # fmt: skip
        if not key:
            self._new(sheet, row, typed)
        elif key not in self.expected or (key in self.seen and not self.several):
            why = "lặp lại một dòng khác" if key in self.seen else "không phải dòng của phiếu này"
            self.slip.tell((sheet, (row, 1)), Fault("PH-08", f"dòng {why} nên không nhận", "xóa trắng dòng này"))
        else:
            self.seen.add(key)
            self._known(key, by_key, typed)

    def _key(self, cells: ByKey) -> str:
        return _text(cells.get(ROW_KEY.computed)) or self._by_code(_text(cells.get(("ma",))))

    def _known(self, key: str, _: ByKey, typed: list[Typed]) -> None:
        self._changes(key, typed)

    def _by_code(self, code: str) -> str:
        """Return the key of a row that lost it but has its code."""
        return next((key for key in self.expected if key.partition("/")[2] == code and key not in self.seen), "") if code else ""

    def _cell(self, where: tuple[str, Place], cell: RawCell | None, column: Column) -> Typed | None:
        if cell is None or column.key is None:
            return None
        choice = self.laid.choices.get(column.choices, FREE)
        value = taken(cell, column, choice)
        if isinstance(value, Fault):
            if fills(self.sheet, column):
                self.slip.tell(where, value)
            return None
        if value is None:
            return None
        parse = PARSERS.get(column.kind)
        leaf = parse(value) if parse else str(value).strip()
        return Typed(column, [str(each) for each in leaf] if isinstance(leaf, list) else leaf, *where)

    def _changes(self, key: str, typed: list[Typed]) -> None:
        for each in typed:
            before = self.slip.base.get((key, column_key(each.column)))
            if before is None or each.text == before:
                continue
            if fills(self.sheet, each.column) or each.column.key == PARAGRAPHS:
                self.slip.changed.setdefault(key, []).append(each)
            else:
                what = f"cột “{each.column.title}” không thuộc phần điền của phiếu; sửa thành “{shortened(each.text)}” không nhận"
                self.slip.tell((each.sheet, each.place), Fault("PH-09", what, "nếu đúng là sai, sửa trong sổ số liệu"), "warning")

    def _new(self, sheet: str, row: int, typed: list[Typed]) -> None:
        slip = self.sheet.layout.slip
        written = [each for each in typed if fills(self.sheet, each.column)]
        if written and slip and slip.spare:
            self.slip.added.append(written)
        elif typed:
            self.slip.tell(
                (sheet, (row, 1)), Fault("PH-10", "dòng thêm vào không được nhận", "phiếu chỉ nhận dòng mới ở “Hoạt động”")
            )

    def _tell_deleted(self, sheet: str, head: int) -> None:
        for key in self.expected:
            if key not in self.seen:
                said = f"dòng “{key.partition('/')[2]}” đã bị xóa khỏi phiếu; số đang có của dòng được giữ"
                self.slip.tell((sheet, (head, 1)), Fault("PH-11", said, "nếu đúng là bỏ, xóa trong sổ số liệu"), "warning")


class _ProseTaker(_SheetTaker):
    """The sheet of prose: the rows of a section are one row of the plan, their paragraphs one value."""

    several = True

    def take(self, raw: tuple[RawSheet, ...]) -> None:
        self.above, self.rows = "", dict[str, list[list[Typed]]]()
        self.spoilt: set[str] = set()
        super().take(raw)
        for key, rows in self.rows.items():
            if key not in self.spoilt:
                self._section(key, [each for row in rows for each in row])

    def _key(self, cells: ByKey) -> str:
        """Return the section of a row; one that names none goes on with the section above."""
        section = f"{PROSE}/{_text(cells.get(('tai_lieu',)))}/{_text(cells.get(('muc',)))}"
        named = _text(cells.get(ROW_KEY.computed)) or (section if cells.get(("muc",)) or not self.above else self.above)
        self.above = named
        return named

    def _known(self, key: str, cells: ByKey, typed: list[Typed]) -> None:
        self.rows.setdefault(key, []).append(typed)
        if cells.get(("noi_dung",)) and not any(each.column.key == ("noi_dung",) for each in typed):
            self.spoilt.add(key)  # half a section is not taken

    def _section(self, key: str, typed: list[Typed]) -> None:
        paragraphs = [each.leaf for each in typed if each.column.key == ("noi_dung",)]
        firsts = {stored(each.column): each for each in reversed(typed)}
        if not fits({PARAGRAPHS[0]: paragraphs}, ()):
            where, code = next(each for each in typed if each.column.key == ("noi_dung",)), key.partition("/")[2]
            said = f"các đoạn của mục “{code}” dài hơn mức một ô chứa được nên không nhận"
            self.slip.tell((where.sheet, where.place), Fault("PH-15", said, "viết gọn lại, hoặc chép thẳng vào sổ số liệu"))
            return
        self._changes(key, [replace(each, column=column, leaf=paragraphs) if column.key == PARAGRAPHS else each
                            for column, each in firsts.items()])  # fmt: skip


def _text(cell: RawCell | None) -> str:
    return cell.text.strip() if cell is not None else ""
