"""The cell formats (`xf`) of an existing workbook: looked at, and added to; none that is there changes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cached_property
from typing import Literal

from lxml import etree
from openpyxl.styles.numbers import is_date_format

from sedp_docs.write.excel_formats import DAY
from sedp_docs.write.xlsxpackage import M, Package

Part = Literal["font", "fill", "border"]
_LOCAL_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Built-in formats of days and times, those of East Asian Excels included (ECMA-376-1, 18.8.30)."""
_FIRST_FREE_FORMAT = 164


class Styles:
    """The formats of a workbook by number, as the `s` of a cell names them; equal additions are made once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._made: dict[tuple[int, str], int] = {}
        self._parts: dict[str, int] = {}
        self._days: dict[int, bool] = {}

    def for_day(self, style: int) -> int:
        """Return `style` if it shows a day, else a copy of it that does, as dd/mm/yyyy."""
        if self._shows_days(style):
            return style
        return self.changed(style, "day", lambda xf: self._set(xf, "numFmt", self._day_format()))

    def for_number(self, style: int) -> int:
        """Return `style` unless it shows a day, which a number would be read as; then a copy of it in the general format."""
        return self.changed(style, "number", lambda xf: self._set(xf, "numFmt", 0)) if self._shows_days(style) else style

    def changed(self, style: int, look: str, change: Callable[[etree._Element], None]) -> int:
        """Return a copy of a format that was changed; `look` is a name for the change."""
        key = (style, look)
        if key not in self._made:
            self._package.root(self._package.styles())
            format = copy.deepcopy(self._formats[style])
            change(format)
            self._made[key] = _added(self._formats, format)
        return self._made[key]

    def put(self, format: etree._Element, part: Part, xml: str) -> None:
        """Give a format a font, fill or border of its own: the XML of the element, without namespaces."""
        if xml not in self._parts:
            group = self._root.find(f"{M}{part}s")
            if group is None:
                raise ValueError(part)
            self._parts[xml] = _added(group, etree.fromstring(xml.replace(f"<{part}", f'<{part} xmlns="{M[1:-1]}"', 1)))
        self._set(format, part, self._parts[xml])

    @cached_property
    def _root(self) -> etree._Element:
        return self._package.peek(self._package.styles())

    @cached_property
    def _formats(self) -> etree._Element:
        found = self._root.find(M + "cellXfs")
        if found is None:
            raise ValueError("a workbook without cell formats")
        return found

    def _set(self, format: etree._Element, part: str, number: int) -> None:
        format.set(f"{part}Id", str(number))
        format.set(f"apply{'NumberFormat' if part == 'numFmt' else part.capitalize()}", "1")

    def _shows_days(self, style: int) -> bool:
        if style not in self._days:
            self._days[style] = self._is_day_format(style)
        return self._days[style]

    def _is_day_format(self, style: int) -> bool:
        id = int(self._formats[style].get("numFmtId", "0"))
        written = next((e.get("formatCode", "") for e in self._own_formats() if e.get("numFmtId") == str(id)), None)
        return is_date_format(written) if written is not None else id in _LOCAL_DAYS

    def _own_formats(self) -> list[etree._Element]:
        return list(self._root.iterfind(f"{M}numFmts/{M}numFmt"))

    def _day_format(self) -> int:
        known = {e.get("formatCode"): int(e.get("numFmtId", "0")) for e in self._own_formats()}
        if DAY in known:
            return known[DAY]
        group = self._root.find(M + "numFmts")
        if group is None:
            self._root.insert(0, group := etree.Element(M + "numFmts"))
        id = max([_FIRST_FREE_FORMAT - 1, *known.values()]) + 1
        _added(group, etree.Element(M + "numFmt", {"numFmtId": str(id), "formatCode": DAY}))
        return id


def _added(group: etree._Element, element: etree._Element) -> int:
    """Append to a counted list; returns the number of what was added."""
    group.append(element)
    group.set("count", str(len(group)))
    return len(group) - 1
