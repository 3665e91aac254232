"""What a cell of a workbook holds: from its type and its raw value to a `RawCell`, or to the fault that it has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sedp_docs import limits
from sedp_docs.problems import Location, Problem
from sedp_docs.read.xlsxparts import Package
from sedp_docs.read.xlsxvalues import Shown, day_text, decoded, iso_day, number_text, time_text
from sedp_docs.text import bad_character, shortened
from sedp_docs.workbook.grid import RawCell

_INDEX = re.compile("[0-9]{1,9}")
_TYPE_AGAIN = "gõ lại ô này"


class Fault(NamedTuple):
    """Why a cell cannot be read: what a `Problem` needs besides its place."""

    id: str
    message: str
    hint: str


@dataclass
class Notebook:
    """What all sheets of a workbook share: strings, styles, how days are counted; and the faults and cells found so far."""

    package: Package
    strings: Sequence[str] = ()
    styles: Mapping[str, Shown] = field(default_factory=dict)
    from_1904: bool = False
    problems: list[Problem] = field(default_factory=list)
    single: list[str] = field(default_factory=list)
    """Texts that stand in their cells instead of among the strings."""

    room: int = field(default_factory=lambda: limits.BOOK_CELLS)
    """How many cells may still come."""

    ready: dict[str, RawCell | None] = field(init=False)
    """The cells of all strings without a fault, by index as cells write it; None for an empty one."""

    def __post_init__(self) -> None:
        sound = self.strings
        if any(len(text) > limits.VALUE_CHARACTERS for text in sound) or bad_character("\n".join(sound)):
            self.ready = {str(at): RawCell("text", text) for at, text in enumerate(sound) if not _text_fault(text)}
        else:
            self.ready = {str(at): RawCell("text", text) if text else None for at, text in enumerate(sound)}

    def note(self, fault: Fault, place: str) -> None:
        """Add a problem, or the word that there are more of them."""
        if len(self.problems) < limits.BOOK_PROBLEMS:
            self.problems.append(Problem(fault.id, "error", fault.message, fault.hint, self._location(place)))
        elif len(self.problems) == limits.BOOK_PROBLEMS:
            self.problems.append(
                Problem("XLSX-20", "error", "còn lỗi ở các ô khác", "sửa các lỗi trên rồi chạy lại", self._location())
            )

    def _location(self, place: str = "") -> Location:
        return Location(self.package.door.file, place)

    def check_room(self, cells: int, part: str) -> None:
        """Refuse a workbook of too many cells, of which this part has brought some."""
        if cells > self.room:
            said = f"sổ tính có hơn {limits.BOOK_CELLS} ô có nội dung"
            self.package.door.refuse("XLSX-06", said, "xóa phần thừa hoặc chia thành nhiều tệp", part)

    def cell(self, kind: str, raw: str, style: str) -> RawCell | Fault | None:
        """Return a cell by its type (ECMA-376-1, 18.18.11), raw value and style; None when it holds nothing."""
        match kind:
            case "n":
                return self._number(raw, style)
            case "s":
                return self._shared(raw.strip())
            case "str":
                return self.text_cell(decoded(raw))
            case "b" | "e":
                return _flag(raw.strip()) if kind == "b" else RawCell("error", shortened(raw.strip(), 20))
        day = iso_day(raw) if kind == "d" else None
        return RawCell("day", day) if day else _unreadable(raw)

    def _number(self, raw: str, style: str) -> RawCell | Fault:
        number = number_text(raw)
        if number is None:
            return _unreadable(raw)
        return self.shown(number, self.styles[style]) if style in self.styles else RawCell("number", number)

    def shown(self, number: str, shown: Shown) -> RawCell:
        """Return a number that is shown as a day, a time of day or a percentage as that; as a number when it is none."""
        if shown == "percent":
            return RawCell("number", number, percent=True)
        text = day_text(number, self.from_1904) if shown == "day" else time_text(number)
        if text is None:
            return RawCell("number", number)
        return RawCell("day" if shown == "day" else "text", text)

    def _shared(self, raw: str) -> RawCell | Fault | None:
        if not _INDEX.fullmatch(raw) or int(raw) >= len(self.strings):
            return Fault("XLSX-14", f"ô dẫn tới chuỗi số {shortened(raw)}, không có trong tệp", _TYPE_AGAIN)
        return _text_cell(self.strings[int(raw)])

    def text_cell(self, text: str) -> RawCell | Fault | None:
        """Return a text that stands in its cell; None for an empty one."""
        self.single.append(text)
        return _text_cell(text)


def _text_cell(text: str) -> RawCell | Fault | None:
    return _text_fault(text) or (RawCell("text", text) if text else None)


def _text_fault(text: str) -> Fault | None:
    if len(text) > limits.VALUE_CHARACTERS:
        return Fault("XLSX-12", f"văn bản dài quá {limits.VALUE_CHARACTERS} ký tự", "rút ngắn hoặc chia ra nhiều ô")
    bad = bad_character(text)
    return Fault("XLSX-11", f"có ký tự không in được {bad}", f"xóa ký tự này hoặc {_TYPE_AGAIN}") if bad else None


def _flag(raw: str) -> RawCell:
    return RawCell("flag", "TRUE" if raw in ("1", "true") else "FALSE")


def _unreadable(raw: str) -> Fault:
    return Fault("XLSX-13", f"giá trị “{shortened(raw)}” của ô không đọc được", _TYPE_AGAIN)
