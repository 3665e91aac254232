"""Rows of sheets and paths of the plan: for each shape of sheet, which row stands for which part of the plan.

Both directions use the same `At`: writing asks the plan for the value at `at(key)`, reading puts it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sedp_docs.problems import Path
from sedp_docs.workbook.layout import Sheet

Tree = Mapping[str, Any]
_NO_SECTIONS: Mapping[str, Sequence[str]] = MappingProxyType({})
Key = Path
OFFICE = "cơ quan"
"""What "Loại" says of an office in the sheet of offices and villages."""
LEVELS = ("mục tiêu chung", "mục tiêu cụ thể", "đầu ra")
LIST_TITLES = {"chan_nuoi": "Chăn nuôi", "lam_nghiep": "Lâm nghiệp", "thuy_san": "Thủy sản"}


@dataclass(frozen=True, slots=True)
class At:
    """Where a row stands in the plan: `base` plus the column's key, with exceptions in `moved` (None: nowhere).

    `given` are cells of the row that come from its position and not from a value, by key or by the word "phan".
    """

    base: Path
    moved: Mapping[Key, Path | None] = field(default_factory=dict)
    given: Mapping[Key, str] = field(default_factory=dict)

    def path(self, key: Key) -> Path | None:
        """Return the path of a cell in the plan, or None when it holds nothing of the plan."""
        return self.moved.get(key, (*self.base, *key))


PART: Key = ("phan",)


def rows_of(sheet: Sheet, tree: Tree, sections: Mapping[str, Sequence[str]] = _NO_SECTIONS) -> Iterator[At]:
    """Yield the rows that a plan's tree fills, in the order of the sheet.

    `sections` are those that a document prescribes, by document: each has a row, also while nobody has written it.
    """
    if sheet.layout.shape == "thuyet_minh":
        yield from _prose(tree, sections)
    else:
        yield from _ROWS[sheet.layout.shape](sheet, tree)


def _lists(sheet: Sheet, tree: Tree) -> Iterator[At]:
    for name in sheet.layout.lists:
        given = {PART: LIST_TITLES.get(name, name)} if len(sheet.layout.lists) > 1 else {}
        for i, _ in enumerate(tree.get(name, ())):
            yield At((name, i), given=given)


def _units(_: Sheet, tree: Tree) -> Iterator[At]:
    for i, _office in enumerate(tree.get("co_quan", ())):
        yield office_at(i)
    for i, village in enumerate(tree.get("thon", ())):
        yield village_at(i, "" if "loai" in village else "thôn")


def office_at(index: int) -> At:
    """Return the row of an office in the sheet of offices and villages."""
    return At(("co_quan", index), {("loai",): None}, {("loai",): OFFICE})


def village_at(index: int, kind: str = "") -> At:
    """Return the row of a village there; `kind` is shown when the plan leaves it to the default."""
    head: dict[Key, Path | None] = {("dau_moi",): ("thon", index, "truong_thon"), ("viet_tat",): None}
    return At(("thon", index), head, {("loai",): kind} if kind else {})


def _prose(tree: Tree, prescribed: Mapping[str, Sequence[str]]) -> Iterator[At]:
    written = tree.get("thuyet_minh", {})
    for document in dict.fromkeys([*prescribed, *written]):
        own = written.get(document, {})
        for key in dict.fromkeys([*prescribed.get(document, ()), *own]):
            for n in range(max(1, len(own.get(key, {}).get("doan", ())))):
                yield paragraph_at(document, key, n)


def paragraph_at(document: str, key: str, index: int) -> At:
    """Return the row of a paragraph; what is said of the whole section stands in its first row."""
    base = ("thuyet_minh", document, key)
    moved: dict[Key, Path | None] = {("noi_dung",): (*base, "doan", index), ("tai_lieu",): None, ("muc",): None}
    if index:
        moved |= {("tu_dong",): None, ("nguoi_viet",): None, ("trang_thai",): None}
    return At(base, moved, {("tai_lieu",): document, ("muc",): key})


def _papers(_: Sheet, tree: Tree) -> Iterator[At]:
    for document in tree.get("van_ban", {}):
        yield paper_at(document)


def paper_at(document: str) -> At:
    """Return the row of a document's head."""
    return At(("van_ban", document), {("tai_lieu",): None}, {("tai_lieu",): document})


def _goals(_: Sheet, tree: Tree) -> Iterator[At]:
    for i, goal in enumerate(tree.get("muc_tieu", ())):
        yield goal_at(("muc_tieu", i), 0, "")
        for j, specific in enumerate(goal.get("muc_tieu_cu_the", ())):
            base: Path = ("muc_tieu", i, "muc_tieu_cu_the", j)
            yield goal_at(base, 1, goal["ma"])
            for k, _output in enumerate(specific.get("dau_ra", ())):
                yield goal_at((*base, "dau_ra", k), 2, specific["ma"])


_GOAL_KEYS: tuple[frozenset[Key], ...] = (
    frozenset({("linh_vuc",)}),
    frozenset({("chi_tieu",), ("nhom_yeu_the",)}),
    frozenset(),
)


def goal_at(base: Path, level: int, parent: str) -> At:
    """Return the row of a general goal (level 0), a specific goal (1) or an output (2) under the code of its parent."""
    foreign = frozenset().union(*_GOAL_KEYS) - _GOAL_KEYS[level]
    moved: dict[Key, Path | None] = dict.fromkeys((("bac",), ("thuoc",), *foreign))
    return At(base, moved, {("bac",): LEVELS[level], ("thuoc",): parent})


def _others(_: Sheet, tree: Tree) -> Iterator[At]:
    for i, row in enumerate(tree.get("chi_tieu", ())):
        for j, _other in enumerate(row.get("so_lieu_khac", ())):
            yield other_at(i, j, row["ma"])


def other_at(row: int, index: int, code: str) -> At:
    """Return the row of a second value of an indicator."""
    return At(("chi_tieu", row, "so_lieu_khac", index), {("ma",): None}, {("ma",): code})


_ROWS: Mapping[str, Callable[[Sheet, Tree], Iterator[At]]] = {
    "danh_sach": _lists,
    "chi_tieu": _lists,
    "thon": _lists,
    "don_vi": _units,
    "van_ban": _papers,
    "muc_tieu": _goals,
    "so_lieu_khac": _others,
}


def value_at(tree: Any, path: Path) -> Any:
    """Return what a tree holds at a path, or None; the years of a history are numbers in a tree and texts in a path."""
    for step in path:
        try:
            tree = tree[int(step) if isinstance(step, str) and step.isdigit() and int(step) in tree else step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree
