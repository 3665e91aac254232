"""One sheet of a workbook: cells, columns, notes, drop-downs and how it prints."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from sedp_docs.problems import Location, OutputError
from sedp_docs.text import short_date
from sedp_docs.text_width import MM_PER_PT, wrapped
from sedp_docs.workbook.grid import BookCell, BookSheet, Choices, Place, place_in
from sedp_docs.write.excel_formats import Formats
from sedp_docs.write.excel_heights import row_heights
from sedp_docs.write.xml import escape

NOTE_AUTHOR = "sedp-docs"
LIST_CHARACTERS = 255
"""Excel's limit on the words of a drop-down list, joined by commas."""
TITLE_CHARACTERS, HELP_CHARACTERS = 32, 255
"""Excel's limits on what is shown on entering a cell."""
_PAPERS = {"A3": 8, "A4": 9}
_NOTHING = BookCell()
_FIRST_YEAR = 1900
"""Excel knows no earlier days."""
_NOTE_MM, _NOTE_PT, _PIXELS_PER_PT = 70.0, 10.0, 96 / 72
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.6, "bottom": 0.7}
"""In inches: 15 mm, and room for the page number."""


def write_sheet(workbook: Any, formats: Formats, sheet: BookSheet) -> Any:
    """Add a sheet to a workbook of XlsxWriter and return it.

    Raises:
        OutputError: a text or a list of words that Excel cannot hold, with its cell.
    """
    target = workbook.add_worksheet(sheet.name)
    _Writer(target, formats, sheet).write()
    return target


class _Writer:
    def __init__(self, target: Any, formats: Formats, sheet: BookSheet) -> None:
        self.target, self.formats, self.sheet = target, formats, sheet
        self.ends = dict(sheet.merges)

    def write(self) -> None:
        self._columns()
        for r, height in row_heights(self.sheet, self.formats.size).items():
            self.target.set_row(r - 1, height)
        for r, row in enumerate(self.sheet.rows, 1):
            for c, cell in enumerate(row, 1):
                self._cell((r, c), cell)
        for choices in self.sheet.choices:
            self._choices(choices)
        self._view()
        _print_setup(self.target, self.sheet)

    def _columns(self) -> None:
        folded = False
        for i, column in enumerate(self.sheet.columns):
            options = {
                "level": column.level,
                "hidden": column.hidden or column.collapsed,
                "collapsed": folded and not column.collapsed,
            }
            self.target.set_column(i, i, column.width, None, options)
            folded = column.collapsed
        if folded:  # the sign that unfolds a group stands on the column after it
            after = len(self.sheet.columns)
            self.target.set_column(after, after, None, None, {"collapsed": True})

    def _cell(self, place: Place, cell: BookCell) -> None:
        end = self.ends.get(place)
        if cell == _NOTHING and end is None:
            return
        at, look = (place[0] - 1, place[1] - 1), self.formats.of(cell, self.sheet, merged=end is not None)
        if end is not None:
            self._check(self.target.merge_range(*at, end[0] - 1, end[1] - 1, "", look), place)
        self._check(_write(self.target, at, cell, look), place)
        if cell.note:
            self._check(self.target.write_comment(*at, cell.note, _note_options(cell.note)), place)

    def _check(self, code: int, place: Place) -> None:
        if code:
            raise OutputError(
                "nội dung dài quá mức Excel chứa được trong một ô (32.767 ký tự)",
                "rút ngắn nội dung",
                Location("", place_in(self.sheet.name, place)),
                "OUT-15",
            )

    def _choices(self, choices: Choices) -> None:
        words = list(choices.words)
        fits = bool(words) and not any("," in word for word in words) and len(",".join(words)) <= LIST_CHARACTERS
        first, last = choices.first, choices.last
        if not fits and not choices.source:
            where = Location("", place_in(self.sheet.name, first))
            raise OutputError("danh sách chọn dài quá mức Excel chứa được (255 ký tự)", "rút ngắn danh mục", where, "OUT-15")
        self.target.data_validation(first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1, {
            "validate": "list",
            "source": words if fits else choices.source,
            "show_error": choices.strict,
            "error_title": "Giá trị chưa có trong danh sách",
            "error_message": "Chọn một giá trị trong danh sách.",
            "input_title": choices.title[:TITLE_CHARACTERS],
            "input_message": choices.help[:HELP_CHARACTERS],
        })  # fmt: skip

    def _view(self) -> None:
        if self.sheet.freeze:
            self.target.freeze_panes(self.sheet.freeze[0] - 1, self.sheet.freeze[1] - 1)
        if self.sheet.tab:
            self.target.set_tab_color(f"#{self.sheet.tab}")
        if self.sheet.hidden:
            self.target.hide()


def _write(target: Any, at: Place, cell: BookCell, look: Any) -> int:
    value = _plain(cell.value)
    if cell.formula:
        code: int = target.write_formula(*at, f"={cell.formula}", look, value)
    elif isinstance(cell.value, date) and not isinstance(value, str):
        code = target.write_datetime(*at, cell.value, look)
    elif isinstance(value, str) and value:
        code = target.write_string(*at, value, look)
    elif isinstance(value, float):
        code = target.write_number(*at, value, look)
    else:
        code = target.write_blank(*at, None, look)
    return code


def _plain(value: object) -> str | float | date:
    """Return what XlsxWriter takes for a value; Excel holds numbers as binary fractions of 15 digits.

    A blank before "<r>" keeps XlsxWriter from taking a text for its own XML.
    """
    match value:
        case None:
            return ""
        case Decimal():
            return float(value)
        case date():
            return value if value.year >= _FIRST_YEAR else short_date(value)
        case str():
            value = f" {value}" if value.startswith("<r>") else value
            return _as_xml(value) if _LIKE_ESCAPE.search(value) else value
    raise TypeError(f"no cell holds {value!r}")


_LIKE_ESCAPE = re.compile("_x(?=[0-9A-Fa-f]{1,3}_)")


def _as_xml(text: str) -> str:
    """Return a text as XlsxWriter's own XML, with its "_xa_" escaped, which LibreOffice takes for a line break.

    XlsxWriter itself escapes only four digits; "&#x78;" keeps our escape from being escaped again.
    """
    return f'<r><t xml:space="preserve">{_LIKE_ESCAPE.sub("_&#x78;005F_x", escape(text))}</t></r>'


def _note_options(note: str) -> dict[str, object]:
    """Return the look of a note: a box wide enough for a sentence and tall enough for all lines."""
    lines = len(wrapped(note, _NOTE_MM, _NOTE_PT)) + 1
    return {
        "author": NOTE_AUTHOR,
        "visible": False,
        "font_name": "Times New Roman",
        "font_size": _NOTE_PT,
        "width": round((_NOTE_MM / MM_PER_PT + 12) * _PIXELS_PER_PT),
        "height": round((lines * _NOTE_PT * 1.25 + 6) * _PIXELS_PER_PT),
    }


def _print_setup(target: Any, sheet: BookSheet) -> None:
    if sheet.landscape:
        target.set_landscape()
    target.set_paper(_PAPERS[sheet.paper])
    target.fit_to_pages(1, 0)
    target.center_horizontally()
    target.set_margins(**_MARGINS)
    target.set_footer('&C&"Times New Roman,Regular"&11&P')
    if sheet.repeat:
        target.repeat_rows(sheet.repeat[0] - 1, sheet.repeat[1] - 1)
