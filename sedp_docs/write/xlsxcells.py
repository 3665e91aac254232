"""What a cell of an existing worksheet holds, set in place: numbers, texts, days, formulas with their results."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from lxml import etree
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, to_excel

from sedp_docs import limits
from sedp_docs.problems import Location, OutputError
from sedp_docs.text import short_date
from sedp_docs.workbook.grid import Place, Value, address, place_in
from sedp_docs.write.xlsxpackage import SPACE, M
from sedp_docs.write.xlsxsheet import Area, Sheet, area, place_of
from sedp_docs.write.xlsxstyles import Styles

_FIRST_DAY = date(1904, 1, 2)
"""Days before it have no number that both of Excel's calendars know."""
_HELD = (M + "v", M + "f", M + "is")
_OF_OLD_VALUE = ("t", "cm", "vm", "ph")
"""Attributes that describe the value that goes: type, array and rich-value metadata, phonetics."""
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{1,4}_)")


@dataclass(frozen=True, slots=True)
class Formula:
    """A computed cell: Excel's formula, in English and without "=", and its result, which shows until Excel recalculates."""

    text: str
    value: Value = None


Content = Value | Formula


def escaped(text: str) -> str:
    """Return a text as cells hold it: characters that XML cannot carry as `_x0007_` (ECMA-376-1, 22.9.2.19, ST_Xstring)."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


class Cells:
    """The values of one sheet; `formulas_changed` tells whether a formula came or went."""

    def __init__(self, name: str, sheet: Sheet, styles: Styles, mac: bool) -> None:
        self.name, self.sheet, self.styles = name, sheet, styles
        self.formulas_changed = False
        self._epoch = MAC_EPOCH if mac else WINDOWS_EPOCH

    def holds(self, place: Place) -> bool:
        """Tell whether a cell holds anything."""
        cell = self.sheet.find(place)
        return cell is not None and any(child.tag in _HELD for child in cell)

    def put(self, place: Place, content: Content, like: int = 0) -> None:
        """Set a cell, keeping its look; None takes its value away. `like` is as for `Sheet.make`.

        Raises:
            OutputError: the cell is hidden under a merged one or part of a larger array formula, or the text is too long.
        """
        if content is None and not like and self.sheet.find(place) is None:
            return
        if content is not None:
            self._refuse_covered(place)
        cell = self.sheet.make(place, like)
        self._empty(cell, place)
        if isinstance(content, Formula):
            self.formulas_changed = True
            etree.SubElement(cell, M + "f").text = escaped(content.text)
        self._write(cell, content, place)

    def _write(self, cell: etree._Element, content: Content, place: Place) -> None:
        computed = isinstance(content, Formula)
        value = content.value if isinstance(content, Formula) else content
        if isinstance(value, date) and value < _FIRST_DAY:
            value = short_date(value)
        if isinstance(value, str):
            self._text(cell, value, place, computed)
        elif isinstance(value, bool):
            cell.set("t", "b")
            _value(cell, str(int(value)))
        elif isinstance(value, date):
            self._restyle(cell, self.styles.for_day)
            _value(cell, f"{to_excel(value, self._epoch):.15g}")
        elif isinstance(value, Decimal):
            self._restyle(cell, self.styles.for_number)
            _value(cell, f"{value:f}")

    @staticmethod
    def _restyle(cell: etree._Element, restyled: Callable[[int], int]) -> None:
        old = int(cell.get("s", "0"))
        if (new := restyled(old)) != old:
            cell.set("s", str(new))

    def _text(self, cell: etree._Element, text: str, place: Place, computed: bool) -> None:
        if len(text) > limits.VALUE_CHARACTERS:
            said = f"nội dung dài hơn {limits.VALUE_CHARACTERS} ký tự mà một ô Excel giữ được"
            raise self._refusal(said, "rút ngắn, hoặc chia thành nhiều ô", place, "OUT-24")
        if computed:
            cell.set("t", "str")
            _value(cell, escaped(text))
        elif text:
            cell.set("t", "inlineStr")
            words = etree.SubElement(etree.SubElement(cell, M + "is"), M + "t", {SPACE: "preserve"})
            words.text = escaped(text)

    def _empty(self, cell: etree._Element, place: Place) -> None:
        formula = cell.find(M + "f")
        if formula is not None or self._arrays:
            self._free_formula(formula, place)
        for child in list(cell):
            cell.remove(child)
        for name in _OF_OLD_VALUE:
            cell.attrib.pop(name, "")

    def _free_formula(self, formula: etree._Element | None, place: Place) -> None:
        """Let a formula go without harm to the cells that share it."""
        array = next((block for block in self._arrays if place in block), None)
        if array is not None and array.first != array.last:
            said = f"ô này thuộc công thức của cả khối {array}, không thay riêng được"
            raise self._refusal(said, "mở bằng Excel, thay công thức của khối bằng công thức từng ô", place, "OUT-21")
        if formula is None:
            return
        self.formulas_changed = True
        if formula.get("t") == "shared" and formula.text:
            self._part(formula, place)

    def _part(self, master: etree._Element, place: Place) -> None:
        """Give each cell that shares the formula of `master` its own text of it."""
        try:
            translator = Translator(f"={master.text}", address(place))
            for other in self._shared.pop(master.get("si", ""), []):
                cell = other.getparent()
                if other is master or cell is None:
                    continue
                text = translator.translate_formula(address(place_of(cell)))
                for name in ("t", "si", "ref"):
                    other.attrib.pop(name, "")
                other.text = text.removeprefix("=")
        except TranslatorError as error:
            said = "công thức của ô này được ô khác dùng chung mà không tách ra được"
            raise self._refusal(said, "mở bằng Excel, viết lại công thức của các ô này", place, "OUT-21") from error

    @cached_property
    def _arrays(self) -> list[Area]:
        """The blocks of array formulas and data tables, which hold for all their cells."""
        found = (f for f in self.sheet.data.iter(M + "f") if f.get("t") in ("array", "dataTable"))
        return [area(f.get("ref", "")) for f in found]

    @cached_property
    def _shared(self) -> dict[str, list[etree._Element]]:
        groups: dict[str, list[etree._Element]] = defaultdict(list)
        for formula in self.sheet.data.iter(M + "f"):
            if formula.get("t") == "shared":
                groups[formula.get("si", "")].append(formula)
        return groups

    def _refuse_covered(self, place: Place) -> None:
        over = next((block for block in self.sheet.merges if place in block and place != block.first), None)
        if over is not None:
            said, hint = f"ô này nằm khuất trong ô gộp {over}", "bỏ gộp ô trong Excel rồi chạy lại"
            raise self._refusal(said, hint, place, "OUT-22")

    def _refusal(self, said: str, hint: str, place: Place, id: str) -> OutputError:
        return OutputError(said, hint, Location("", place_in(self.name, place)), id)


def _value(cell: etree._Element, text: str) -> None:
    etree.SubElement(cell, M + "v").text = text
