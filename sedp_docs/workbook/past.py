"""What a workbook keeps besides the plan: who has sent, and the journal; read back, and added to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sedp_docs.workbook.edits import Change
from sedp_docs.workbook.filler import Extras
from sedp_docs.workbook.grid import BookCell, RawSheet
from sedp_docs.workbook.guide import JOURNAL, JOURNAL_HEADS
from sedp_docs.workbook.headings import sheet_named
from sedp_docs.workbook.tables import HEAD

UNITS, SENT, CODE = "Đơn vị và thôn", "Đã gửi", "Mã"


def extras_of(raw: Sequence[RawSheet], news: Extras) -> Extras:
    """Return who has sent, as the workbook says and as `news` adds; of the journal only the new lines."""
    return Extras({**_sent(raw), **news.sent}, news.journal)


def _sent(raw: Sequence[RawSheet]) -> Mapping[str, str]:
    sheet = sheet_named(UNITS, raw)
    if sheet is None:
        return {}
    heads = {cell.text: place for place, cell in sheet.cells.items() if cell.text in (SENT, CODE)}
    if len(heads) < 2:
        return {}
    codes = {row: cell.text for (row, column), cell in sheet.cells.items() if column == heads[CODE][1]}
    return {codes[row]: cell.text for (row, column), cell in sheet.cells.items()
            if column == heads[SENT][1] and row > heads[SENT][0] and row in codes}  # fmt: skip


def journal_of(raw: Sequence[RawSheet]) -> list[tuple[str, ...]]:
    """Return the lines of the journal, the texts of its columns each."""
    sheet = sheet_named(JOURNAL, raw)
    cells = {place: cell.text for place, cell in sheet.cells.items()} if sheet else {}
    rows = sorted({row for row, _ in cells if row > HEAD})
    return [tuple(cells.get((row, column), "") for column, _ in enumerate(JOURNAL_HEADS, 1)) for row in rows]


def journal_changes(raw: Sequence[RawSheet], lines: Sequence[tuple[str, ...]]) -> Iterator[Change]:
    """Yield the cells of new lines of the journal, below those that are there."""
    sheet = sheet_named(JOURNAL, raw)
    if sheet is None:
        return
    last = max((row for (row, _), cell in sheet.cells.items() if cell.text.strip()), default=HEAD)
    for number, line in enumerate(lines, last + 1):
        for column, text in enumerate(line[: len(JOURNAL_HEADS)], 1):
            yield sheet.name, (number, column), BookCell(text, "label")
