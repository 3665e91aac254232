"""How cells look in Excel: one format for each look, alignment and number format, made once a workbook.

The tints print as light greys that a text on them is readable on. A number format is written in the file's own English signs;
Excel shows "," and "." by the settings of the computer, so on a Vietnamese one 1234.5 appears as 1.234,5.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sedp_docs.workbook.grid import BookCell, BookSheet, Look

TITLE_EXTRA = 2.0
"""How many points larger a title is than the text."""
SMALLER = 1.0
"""How many points smaller the line of column numbers is."""
DAY = "dd/mm/yyyy"
APART = "_ "
"""Keeps a number of a paper from the line on its right, by the width of a blank."""
YELLOW = "#FFFF00"

_INPUT, _HEAD, _GROUP, _GREY, _LINE = "#FFF8E1", "#D9E2F3", "#F2F2F2", "#E7E6E6", "#7F7F7F"
_BOX: Mapping[str, Any] = {"border": 1, "border_color": _LINE}
_SPILLING: Mapping[str, Any] = {"align": "center", "valign": "vcenter"}
_LOOKS: Mapping[Look, Mapping[str, Any]] = MappingProxyType({
    "title": {"bold": True, **_SPILLING},
    "subtitle": {"italic": True, **_SPILLING},
    "note": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": _HEAD, **_BOX},
    "index": {"italic": True, "align": "center", "valign": "vcenter", **_BOX},
    "group": {"bold": True, "valign": "vcenter", "text_wrap": True, "bg_color": _GROUP, **_BOX},
    "input": {"valign": "vcenter", "text_wrap": True, "bg_color": _INPUT, "locked": False, **_BOX},
    "computed": {"valign": "vcenter", "text_wrap": True, "bg_color": _GREY, **_BOX},
    "label": {"valign": "vcenter", "text_wrap": True, **_BOX},
    "total": {"bold": True, "valign": "vcenter", "text_wrap": True, **_BOX},
    "blank": {},
})  # fmt: skip


def size_of(cell: BookCell, size: float) -> float:
    """Return the size in pt of a cell's text in a book whose text is `size`."""
    return cell.size or size + {"title": TITLE_EXTRA, "index": -SMALLER}.get(cell.look, 0.0)


def wraps(cell: BookCell, merged: bool) -> bool:
    """Tell whether the text of a cell goes on in a second line; the others spill over the empty cells beside them."""
    return merged or bool(_LOOKS[cell.look].get("text_wrap"))


def is_bold(cell: BookCell) -> bool:
    """Tell whether a cell's text is bold, by its look or by itself."""
    return cell.bold or bool(_LOOKS[cell.look].get("bold"))


def number_format(cell: BookCell) -> str:
    """Return the number format of a cell, in the signs of the file format.

    A cell to be filled in takes what will be typed: General. The others show the decimals given, or those that there are.
    """
    if isinstance(cell.value, str):
        return "General"
    if isinstance(cell.value, date):
        return DAY
    decimals = cell.decimals
    if decimals is None and isinstance(cell.value, Decimal) and cell.look != "input":
        exponent = cell.value.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else None
    if decimals is None:
        return "General"
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    if cell.signed is None:
        return plain
    mark = f'"{cell.signed}"' if cell.signed else ""
    return f'"+"{plain}{mark};"\u2212"{plain}{mark};{plain}{mark}'


class Formats:
    """The formats of one workbook, each made at its first use."""

    def __init__(self, workbook: Any, size: float) -> None:
        self.size = size
        self._workbook = workbook
        self._made: dict[object, Any] = {}

    def of(self, cell: BookCell, sheet: BookSheet, *, merged: bool = False) -> Any:
        """Return the format of a cell of a sheet; `merged`: it spans several cells."""
        number, size = isinstance(cell.value, Decimal), size_of(cell, sheet.size or self.size)
        shown = number_format(cell)
        shown = shown.replace(";", f"{APART};") + APART if number and sheet.plain else shown
        key = (cell.look, shown, number, size, sheet.plain, cell.bold, cell.italic, cell.align, cell.marked, merged)
        if key not in self._made:
            look = {**_LOOKS[cell.look], **_own(cell, merged), "num_format": shown, "font_size": size}
            self._made[key] = self._workbook.add_format(_untinted(look) if sheet.plain else look)
        return self._made[key]


def _own(cell: BookCell, merged: bool) -> dict[str, Any]:
    """Return what a cell itself adds to its look."""
    own: dict[str, Any] = {"text_wrap": True} if merged else {}
    own |= {"text_wrap": False, "shrink": True} if isinstance(cell.value, Decimal) else {}  # rather small than ####
    own |= {"bold": True} if cell.bold else {}
    own |= {"italic": True} if cell.italic else {}
    own |= {"align": cell.align} if cell.align else {}
    own |= {"bg_color": YELLOW} if cell.marked else {}
    return own


def _untinted(look: dict[str, Any]) -> dict[str, Any]:
    """Return a look for a paper: black lines, and no tint but the yellow of a missing value."""
    tinted = {"border_color": "#000000"} if "border" in look else {}
    return {key: value for key, value in look.items() if key != "bg_color" or value == YELLOW} | tinted
