"""A `Book` as an Excel workbook (.xlsx), by XlsxWriter: the same book gives the same bytes.

A text stays a text: it never becomes a formula, a link or a number.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from sedp_docs.problems import OutputError
from sedp_docs.text import shortened
from sedp_docs.workbook.grid import Book
from sedp_docs.write.excel_formats import Formats
from sedp_docs.write.excel_sheet import write_sheet

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment in the file's properties; the clock would change the bytes."""
PROPERTY_CHARACTERS = 255
"""Excel's limit on the name and the text of a custom property."""


def to_xlsx(book: Book) -> bytes:
    """Return the .xlsx of a book. Formulas keep the results given with them and are computed anew when Excel opens the file.

    Raises:
        OutputError: a text, a list of words or a property that Excel cannot hold, with its sheet and cell.
    """
    content = io.BytesIO()
    workbook = Workbook(content, _options(book))
    workbook.set_properties({"title": book.title, "author": book.author, "created": CREATED})
    for name, text in book.properties.items():
        _check_property(name, text)
        workbook.set_custom_property(name, text, "text")
    formats = Formats(workbook, book.size)
    shown = [write_sheet(workbook, formats, sheet) for sheet in book.sheets]
    next(sheet for sheet, given in zip(shown, book.sheets, strict=True) if not given.hidden).activate()
    workbook.close()
    return content.getvalue()


def _options(book: Book) -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
        "default_format_properties": {"font_name": book.font, "font_size": book.size, "font_scheme": "none"},
    }


def _check_property(name: str, text: str) -> None:
    if max(len(name), len(text)) > PROPERTY_CHARACTERS:
        what = f"thuộc tính “{shortened(name)}” dài quá {PROPERTY_CHARACTERS} ký tự, Excel không chứa được"
        raise OutputError(what, "rút ngắn nội dung", id="OUT-15")
