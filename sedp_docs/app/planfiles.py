"""A plan as a file: a new YAML file or workbook, or the values put into one that is there."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Sequence

from sedp_docs.app.updating import update_yaml
from sedp_docs.figures import Figures
from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import Location, OutputError, has_errors, placed
from sedp_docs.read.catalogs import load_layout
from sedp_docs.read.planbook import read_plan_book, taken_from, tree_of_taking
from sedp_docs.read.plans import plan_from
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.report.types import Debt
from sedp_docs.workbook.edits import Change, changes, general_changes, sheet_changes
from sedp_docs.workbook.fill import plan_book
from sedp_docs.workbook.filler import Extras
from sedp_docs.workbook.found import lay_out
from sedp_docs.workbook.grid import BookSheet, Place, RawSheet
from sedp_docs.workbook.guide import figures_sheet, guide_sheet
from sedp_docs.workbook.headings import sheet_named
from sedp_docs.workbook.past import extras_of, journal_changes
from sedp_docs.write.excel import to_xlsx
from sedp_docs.write.xlsxedit import Content, Formula, edit_xlsx
from sedp_docs.write.yamltext import plan_yaml

YAML, BOOK = (".yaml", ".yml"), (".xlsx",)


def new_content(figures: Figures, debts: Iterable[Debt], target: pathlib.Path) -> bytes:
    """Return the bytes of a new plan file of the kind that the target's name says.

    Raises:
        OutputError: a name that is neither .yaml nor .xlsx.
    """
    if target.suffix.lower() in YAML:
        return plan_yaml(figures.plan).encode()
    if target.suffix.lower() in BOOK:
        with placed(str(target)):
            return to_xlsx(plan_book(figures, load_layout(), debts))
    raise OutputError("tệp kế hoạch phải có đuôi .yaml hoặc .xlsx", "đặt lại tên tệp", Location(str(target)), "OUT-14")


def updated_content(
    old: bytes, figures: Figures, debts: Sequence[Debt], target: pathlib.Path, news: Extras | None = None
) -> bytes:
    """Return an existing plan file with the values of a plan: only what differs changes; comments, own sheets and columns stay.

    Args:
        old: the bytes of the file.
        figures: of the plan to be written.
        debts: what it lacks.
        target: the file, by whose name messages call it.
        news: who has sent since, and new lines of the journal.

    Raises:
        OutputError: the file has faults or was rearranged, with the list of places.
    """
    with placed(str(target)):
        if target.suffix.lower() in YAML:
            return update_yaml(old, figures.plan).encode()
        return _updated_book(old, figures, debts, str(target), news or Extras({}))


def _updated_book(old: bytes, figures: Figures, debts: Sequence[Debt], file: str, news: Extras) -> bytes:
    book, layout = read_workbook(old, file), load_layout()
    taking = taken_from(book, file)
    loaded = plan_from(tree_of_taking(taking, book))
    if loaded.plan is None or has_errors(loaded.problems):
        _refuse(file, [str(problem) for problem in loaded.problems if problem.severity == "error"])
    assert loaded.plan is not None
    if loaded.plan.plan_year != figures.plan.plan_year:
        years = f"{loaded.plan.plan_year}, kế hoạch được ghi vào là năm {figures.plan.plan_year}"
        raise OutputError(f"sổ này là của năm kế hoạch {years}", "ghi ra tệp khác", Location(file), "OUT-18")
    before, tree = tree_of(loaded.plan), tree_of(figures.plan)
    rows = {path: (sheet, place[0]) for path, (sheet, place) in taking.cells.items()}
    found = lay_out(figures, (tree, before), book.sheets, layout, rows)
    general = list(general_changes(found.laid, before, taking.cells))
    refused = [
        *found.refused,
        *(f"trang tính “Thông tin chung”: không còn dòng “{each}”" for each in general if isinstance(each, str)),
    ]
    if refused:
        _refuse(file, refused)
    extras = extras_of(book.sheets, news)
    every = [*(each for each in general if not isinstance(each, str)), *changes(found, before, extras)]
    if not every and not news.journal:
        return old
    every += journal_changes(book.sheets, news.journal)
    every += _told(book.sheets, [guide_sheet(found.laid, debts), figures_sheet(found.laid)])
    new = edit_xlsx(old, _edits(every))
    _verify(new, figures.plan, file)
    return new


def _told(raw: Sequence[RawSheet], sheets: Iterable[BookSheet]) -> list[Change]:
    out: list[Change] = []
    for wanted in sheets:
        there = sheet_named(wanted.name, raw)
        out += sheet_changes(wanted, there) if there else ()
    return out


def _edits(every: Iterable[Change]) -> dict[str, dict[Place, Content]]:
    out: dict[str, dict[Place, Content]] = {}
    for sheet, place, cell in every:
        value = None if cell.value == "" and not cell.formula else cell.value
        out.setdefault(sheet, {})[place] = Formula(cell.formula, cell.value) if cell.formula else value
    return out


def _refuse(file: str, places: Sequence[str]) -> None:
    listed = "; ".join(places[:20])
    raise OutputError(
        f"sổ này đã bị sắp xếp lại hoặc có lỗi nên không ghi vào được: {listed}", "sửa các chỗ này, hoặc ghi ra tệp khác",
        Location(file), "OUT-16",
    )  # fmt: skip


def _verify(content: bytes, plan: Plan, file: str) -> None:
    """Read the result again: what it says must be the plan, or nothing is written."""
    after = plan_from(read_plan_book(content, file)).plan
    tree, wanted = tree_of(after) if after else {}, tree_of(plan)
    wrong = [key for key in {*tree, *wanted} if tree.get(key) != wanted.get(key)]
    if wrong:
        _refuse(file, [f"phần “{key}”" for key in sorted(wrong)])
