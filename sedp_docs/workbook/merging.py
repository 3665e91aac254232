"""Slips into a plan, cell by cell: what a slip held when it was sent out, what it says now, what the plan says now.

The same slips give the same plan in whatever order they come: a cell for which units say different things stays open (or as
it was sent out, when it cannot be empty), and all that was said stands in `Plan.discrepancies`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast, get_args

from pydantic import ValidationError

from sedp_docs.model import Plan
from sedp_docs.model.base import Part
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import Location, Path, Problem
from sedp_docs.text import shortened
from sedp_docs.workbook.cells import Fault
from sedp_docs.workbook.grid import place_in
from sedp_docs.workbook.kinds import NUMERIC
from sedp_docs.workbook.layout import Column, Sheet
from sedp_docs.workbook.shapes import value_at
from sedp_docs.workbook.slips import column_key, fits, owned, rows_by_key, text_at
from sedp_docs.workbook.sliptake import Slip, Typed
from sedp_docs.workbook.tables import Tables

Tree = dict[str, Any]
NEW_LIST = "B"
"""The list that a proposal is put in: whether there is a source of money for it, the commune decides."""
DIFFERENT = "chênh lệch"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: who gave which cell which value instead of which; `old` = `new` when it was there already."""

    unit: str
    cell: str
    old: str
    new: str


@dataclass
class Merged:
    """A plan on its way: its tree, what was written so far by whom, and per slip how much was taken."""

    tree: Tree
    journal: list[Entry]
    news: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    """Cells and new rows by file of the slip."""

    def write(self, entry: Entry) -> None:
        """Add a line to the journal unless its unit said so of this cell before."""
        if all((each.unit, each.cell, each.new) != (entry.unit, entry.cell, entry.new) for each in self.journal):
            self.journal.append(entry)
            self.news.append(entry)


def merge_slips(plan: Plan, laid: Tables, slips: Iterable[Slip], journal: Iterable[Entry] = ()) -> Merged:
    """Return what becomes of a plan when slips come in.

    Args:
        plan: the plan as it is now.
        laid: it on its sheets.
        slips: read by `sliptake.read_slip`.
        journal: what earlier merges wrote.
    """
    merged = Merged(tree_of(plan), list(journal))
    for slip in sorted(slips, key=lambda each: each.sender):
        merged.problems += slip.problems
        _Merge(merged, slip, laid).run()
    return merged


@dataclass
class _Merge:
    """One slip on its way into the plan."""

    merged: Merged
    slip: Slip
    laid: Tables

    def run(self) -> None:
        self.merged.taken.setdefault(self.slip.file, 0)
        for key, cells in self.slip.changed.items():
            list_ = key.partition("/")[0]
            base = rows_by_key(self.merged.tree, (list_,)).get(key)
            table = self.laid.of(list_)
            if base is None or (why := self._why_not(base, table.sheet)):
                why = "không còn trong kế hoạch" if base is None else why
                said = f"dòng “{key.partition('/')[2]}” {why} nên số gửi không được nhận"
                self._tell(cells[0], Fault("PH-12", said, "kiểm tra, nhập tay nếu cần"))
                continue
            for cell in self._possible(base, cells):
                self._cell(key, base, cell)
        for row in self.slip.added:
            self._add(row)

    def _why_not(self, base: Path, sheet: Sheet) -> str:
        if not owned(self.merged.tree, base, sheet, self.slip.sender):
            return "nay do đơn vị khác phụ trách"
        return "" if fits(self.merged.tree, base) else "nay dài hơn mức một ô chứa được"

    def _tell(self, cell: Typed, fault: Fault) -> None:
        location = Location(self.slip.file, place_in(cell.sheet, cell.place))
        self.merged.problems.append(Problem(fault.id, "error", fault.message, fault.hint, location))

    def _possible(self, base: Path, cells: list[Typed]) -> list[Typed]:
        """Return the cells of a row that it can hold; all at once, since one may need another."""
        row = self._row(base)
        for cell in cells:
            row = _with(row, cell.column.key or (), cell.leaf)
        faults = _faults(str(base[0]), row)
        if not faults:
            return cells
        self._tell(cells[0], Fault("PH-13", f"các ô của dòng không hợp nhau: {faults}", "điền đủ các ô liên quan rồi gửi lại"))
        return []

    def _row(self, base: Path) -> Tree:
        found: Tree = value_at(self.merged.tree, base)
        return found

    def _put(self, base: Path, row: Tree) -> None:
        value_at(self.merged.tree, base[:-1])[base[-1]] = row

    def _cell(self, key: str, base: Path, cell: Typed) -> None:
        merged, sender, path = self.merged, self.slip.sender, (*base, *(cell.column.key or ()))
        name = self._name(key, cell.column)
        now, sent = text_at(merged.tree, path, cell.column), self.slip.base[key, column_key(cell.column)]
        said = self._said(key, cell.column)
        if said is None and now not in (cell.text, sent):
            said = self._open(key, base, cell, now, sent)
        if said is not None:
            if self._add_voice(key, cell, sender):
                self.merged.taken[self.slip.file] += 1
                merged.write(Entry(sender, name, told(now, cell.column), f"{told(cell.text, cell.column)} ({DIFFERENT})"))
            return
        row = _with(self._row(base), cell.column.key or (), cell.leaf)
        if cell.text != now and not _same(str(base[0]), self._row(base), row):
            self._put(base, row)
            merged.taken[self.slip.file] += 1
        merged.write(Entry(sender, name, told(now, cell.column), told(cell.text, cell.column)))

    def _name(self, key: str, column: Column) -> str:
        list_, _, code = key.partition("/")
        return f"{self.laid.of(list_).sheet.name}: {code}, {column.title}"

    def _said(self, key: str, column: Column) -> list[Tree] | None:
        """Return the discrepancies of a cell, or None."""
        list_, _, code = key.partition("/")
        cell = (list_, code, column_key(column))
        found = [each for each in self.merged.tree.get("chenh_lech", ()) if (each["bang"], each["ma"], each["cot"]) == cell]
        return found or None

    def _add_voice(self, key: str, cell: Typed, unit: str, text: str | None = None) -> bool:
        list_, _, code = key.partition("/")
        voice = {"bang": list_, "ma": code, "cot": column_key(cell.column), "gia_tri": cell.text if text is None else text}
        if unit:
            voice["don_vi_gui"] = unit
        listed = self.merged.tree.setdefault("chenh_lech", [])
        if voice in listed:
            return False
        listed.append(voice)
        return True

    def _open(self, key: str, base: Path, cell: Typed, now: str, sent: str) -> list[Tree]:
        """Let a cell stay open: what it holds becomes one of the voices, of each unit that gave it."""
        name, shown = self._name(key, cell.column), told(now, cell.column)
        said = [entry for entry in self.merged.journal if entry.cell == name and entry.new == shown]
        units = {entry.unit for entry in said}
        if not any(entry.old != entry.new for entry in said):
            units.add("")
        for unit in sorted(units):
            self._add_voice(key, cell, unit, now)
        row = _without(self._row(base), cell.column.key or ())
        if _faults(str(base[0]), row):
            row = self._as_sent(base, cell, sent)
        self._put(base, row)
        return []

    def _as_sent(self, base: Path, cell: Typed, sent: str) -> Tree:
        row = _with(self._row(base), cell.column.key or (), sent)
        return self._row(base) if _faults(str(base[0]), row) else _typed(str(base[0]), row)

    def _add(self, cells: list[Typed]) -> None:
        """Add a proposed activity, with a code of its unit and in the list of those without a source of money."""
        sender, listed = self.slip.sender, self.merged.tree.setdefault("hoat_dong", [])
        named = next((cell.text for cell in cells if cell.column.key == ("ten",)), "")
        if any(row.get("de_xuat_cua") == sender and row["ten"] == named for row in listed):
            return
        codes = {row["ma"] for row in listed}
        code = next(each for n in range(1, len(codes) + 2) if (each := f"hd-{sender}-{n}") not in codes)
        row: Tree = {"ma": code, "danh_muc": NEW_LIST, "de_xuat_cua": sender}
        for cell in cells:
            row = _with(row, cell.column.key or (), cell.leaf)
        if faults := _faults("hoat_dong", row):
            self._tell(cells[0], Fault("PH-14", f"hoạt động đề xuất chưa nhận được: {faults}", "điền đủ rồi gửi lại"))
            return
        listed.append(_typed("hoat_dong", row))
        self.merged.taken[self.slip.file] += 1
        self.merged.write(Entry(sender, f"Hoạt động: {code}", "", named))


def told(text: str, column: Column) -> str:
    """Return a value as the journal shows it: numbers with a decimal comma."""
    return text.replace(".", ",") if column.kind in NUMERIC else text


def _with(row: Mapping[Any, Any], key: Path, leaf: Any) -> Tree:
    return {**row, key[0]: _with(row.get(key[0], {}), key[1:], leaf) if key[1:] else leaf}


def _without(row: Mapping[Any, Any], key: Path) -> Tree:
    rest = {name: value for name, value in row.items() if name != key[0]}
    inner = _without(row[key[0]], key[1:]) if key[1:] and key[0] in row else {}
    return {name: inner if name == key[0] else value for name, value in row.items()} if inner else rest


def _model(list_: str) -> type[Part]:
    """Return the type of the rows of a list, or of the sections by document and number."""
    found: Any = next(each.annotation for each in Plan.model_fields.values() if each.alias == list_)
    while inner := [each for each in get_args(found) if each not in (str, ...)]:
        found = inner[0]
    return cast("type[Part]", found)


def _typed(list_: str, row: Tree) -> Tree:
    return tree_of(_model(list_).model_validate(row))


def _same(list_: str, one: Tree, other: Tree) -> bool:
    return _typed(list_, one) == _typed(list_, other)


def _faults(list_: str, row: Tree) -> str:
    """Return what keeps a row from being one, or an empty text."""
    try:
        _model(list_).model_validate(row)
    except ValidationError as error:
        titles = [str(detail["loc"][-1]) for detail in error.errors(include_url=False)]
        return f"thiếu hoặc sai {shortened(', '.join(titles), 120)}"
    return ""
