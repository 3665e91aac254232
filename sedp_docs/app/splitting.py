"""The use case `split`: a slip for each office and village, as a workbook and as forms to print."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sedp_docs.app.cases import case_of
from sedp_docs.app.slips import named, printable_slips
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import Location, OutputError, Problem, ReadError, has_errors
from sedp_docs.read.catalogs import load_catalog, load_layout
from sedp_docs.read.plans import load_plan
from sedp_docs.rules import Case
from sedp_docs.text import did_you_mean, shortened
from sedp_docs.workbook.slipbook import slip_book
from sedp_docs.workbook.slips import responding
from sedp_docs.workbook.tables import Tables, tables
from sedp_docs.write.dated import keep_copy
from sedp_docs.write.excel import to_xlsx
from sedp_docs.write.files import make_folder, read_bytes, write_atomic


@dataclass(frozen=True)
class SplitDone:
    """What was written; nothing when the plan has faults of reading. `idle` are units that the plan has no row for."""

    problems: Sequence[Problem]
    written: list[pathlib.Path] = field(default_factory=list)
    unchanged: list[pathlib.Path] = field(default_factory=list)
    copies: list[pathlib.Path] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    done: bool = False


def split(source: pathlib.Path, folder: pathlib.Path, units: Sequence[str], *, force: bool, now: datetime) -> SplitDone:
    """Write slips into a folder.

    Args:
        source: the plan file.
        folder: made when it is not there.
        units: codes of offices and villages; all when empty.
        force: replace files that differ, each kept as a dated copy.
        now: the time in the names of copies.

    Raises:
        ReadError: the plan cannot be read, or has no such unit.
        OutputError: files are there that differ, or cannot be written.
    """
    case, problems = source_case(source)
    if case is None:
        return SplitDone(problems)
    out = SplitDone(problems, done=True)
    files = _files(case, folder, _chosen(case, units), out.idle)
    there = {path: old for path in files if (old := read_bytes(path)) is not None}
    others = [path for path, old in there.items() if old != files[path]]
    if others and not force:
        names = ", ".join(path.name for path in others[:5]) + (f" và {len(others) - 5} tệp khác" if len(others) > 5 else "")
        hint = "chọn thư mục khác, hoặc thêm --force (bản cũ được giữ kèm ngày giờ)"
        raise OutputError(f"đã có phiếu khác với phiếu sắp ghi: {names}", hint, Location(str(folder)), "OUT-24")
    make_folder(folder)
    for path, content in files.items():
        if there.get(path) == content:
            out.unchanged.append(path)
            continue
        if path in there:
            out.copies.append(keep_copy(path, now))
        write_atomic(path, content)
        out.written.append(path)
    return out


def source_case(source: pathlib.Path) -> tuple[Case | None, list[Problem]]:
    """Return the plan of a file, without prose from beside it, and what is wrong with the file; None for a faulty one.

    Raises:
        ReadError: it cannot be read, or is of a procedure that we do not have.
    """
    loaded = load_plan(source)
    if loaded.plan is None or has_errors(loaded.problems):
        return None, loaded.problems
    return case_of(loaded.plan, load_catalog(loaded.plan.procedure, loaded.plan.level), loaded.sources), loaded.problems


def laid_out(case: Case) -> Tables:
    """Return a plan on the sheets of its workbook."""
    return tables(case.figures, tree_of(case.plan), load_layout())


def _chosen(case: Case, units: Sequence[str]) -> list[str]:
    known = responding(case.plan)
    for unit in units:
        if unit not in known:
            hint = did_you_mean(unit, known) or f"các mã có: {', '.join(known) or 'chưa có'}"
            raise ReadError(f"kế hoạch không có cơ quan, thôn nào mang mã “{shortened(unit)}”", hint)
    return [code for code in known if code in units or not units]


def _files(case: Case, folder: pathlib.Path, units: Sequence[str], idle: list[str]) -> dict[pathlib.Path, bytes]:
    laid, out = laid_out(case), dict[pathlib.Path, bytes]()
    for unit, name in named(responding(case.plan).values()):
        if unit.code not in units:
            continue
        book = slip_book(laid, unit.code)
        if book is None:
            idle.append(unit.code)
            continue
        out[folder / f"{name}.xlsx"] = to_xlsx(book)
        out |= {folder / file: content for file, content in printable_slips(case, unit.code).items()}
    return out
