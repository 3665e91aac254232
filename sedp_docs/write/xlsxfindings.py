"""The sheet "Kết quả kiểm tra": all that a check found, put first into a copy of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from lxml import etree

from sedp_docs.problems import SEVERITY_TITLES, Severity
from sedp_docs.text import capital
from sedp_docs.text_width import width, wrapped
from sedp_docs.workbook.grid import Place, address
from sedp_docs.write.opc import DECLARATION
from sedp_docs.write.parts import OFFICE
from sedp_docs.write.xlsxcells import escaped
from sedp_docs.write.xlsxpackage import MAIN, R_ID, SHEET_TYPE, M, Package
from sedp_docs.write.xlsxstyles import Styles
from sedp_docs.write.xml import escape

TITLE = "Kết quả kiểm tra"
FILLS: dict[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFDDEBF7"}
"""Light red, yellow, light blue."""
_TINTS: Mapping[str, str] = {"head": "FFD9E2F3", **{str(severity): fill for severity, fill in FILLS.items()}}
Line = tuple[Severity, str, Place | None, str, str, str]
"""A row: severity, sheet (or a place that is no cell), the cell that it links to, what, what to do, id."""

_HEADS = ("Mức độ", "Trang tính", "Ô", "Nội dung", "Cách sửa", "Mã")
_WIDTHS = (11, 22, 8, 56, 44, 10)
_FIRST = 6
_SIZE, _LINE_HEIGHT, _HIGHEST = 11, 15, 409
"""In points: the letters, a line of them, the highest row that Excel has."""
_MM_PER_CHARACTER = 1.85
"""7 pixels, as Excel counts the width of a column."""
_FONT = '<font>{marks}<sz val="{size}"/><color rgb="{color}"/><name val="Times New Roman"/><family val="1"/></font>'


def add_findings(package: Package, styles: Styles, lines: Sequence[Line]) -> None:
    """Put the sheet of findings before all others and let the workbook open on it."""
    name = _free_title(package)
    _deselect(package)
    part = package.free_name("xl/worksheets/sheet{}.xml")
    id = package.add(package.workbook, part, "worksheet", SHEET_TYPE, _sheet(styles, lines).encode())
    _insert(package.root(package.workbook), name, id)
    _repeat_head(package.of_workbook("definedNames"), name)


def _free_title(package: Package) -> str:
    taken = {e.get("name", "").casefold() for e in package.peek(package.workbook).iterfind(f"{M}sheets/{M}sheet")}
    names = [TITLE, *(f"{TITLE} ({n})" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name.casefold() not in taken)


def _insert(workbook: etree._Element, name: str, id: str) -> None:
    sheets = workbook.find(M + "sheets")
    if sheets is None:
        raise ValueError("a workbook without sheets")
    number = 1 + max((int(e.get("sheetId", "0")) for e in sheets), default=0)
    sheets.insert(0, etree.Element(M + "sheet", {"name": name, "sheetId": str(number), R_ID: id}))
    for view in workbook.iterfind(f"{M}bookViews/{M}workbookView"):
        for key in ("activeTab", "firstSheet"):
            view.attrib.pop(key, "")
    for defined in workbook.iterfind(f"{M}definedNames/{M}definedName"):
        if "localSheetId" in defined.attrib:  # counts the sheets as they stand
            defined.set("localSheetId", str(int(defined.get("localSheetId", "0")) + 1))


def _repeat_head(names: etree._Element, name: str) -> None:
    title = etree.SubElement(names, M + "definedName", {"name": "_xlnm.Print_Titles", "localSheetId": "0"})
    title.text = f"'{name}'!${_FIRST - 1}:${_FIRST - 1}"


def _deselect(package: Package) -> None:
    """Take all sheets out of the selection: what is typed goes into all selected sheets."""
    for relation in package.relations(package.workbook):
        if b"tabSelected" in package.parts.get(relation.target, b""):
            for view in package.root(relation.target).iter(M + "sheetView"):
                view.attrib.pop("tabSelected", "")


def _sheet(styles: Styles, lines: Sequence[Line]) -> str:
    plain, bold, head = (_look(styles, name) for name in ("plain", "title", "head"))
    counts = [f"{n} {SEVERITY_TITLES[each]}" for each in FILLS if (n := sum(line[0] == each for line in lines))]
    top = [
        _row(1, [(TITLE.upper(), bold)]),
        _row(2, [(", ".join(counts) or "không có gì phải sửa", plain)]),
        _row(3, [("Bấm vào địa chỉ ở cột Ô để đến ô cần sửa. Đây là bản sao có chú thích: sửa số liệu trong tệp gốc.", plain)]),
        _row(_FIRST - 1, [(each, head) for each in _HEADS]),
    ]
    rows = [_line(styles, number, line) for number, line in enumerate(lines, _FIRST)]
    links = [_link(number, line) for number, line in enumerate(lines, _FIRST) if line[2]]
    columns = "".join(f'<col min="{i}" max="{i}" width="{wide}" customWidth="1"/>' for i, wide in enumerate(_WIDTHS, 1))
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr><tabColor rgb="FFC00000"/>'
        f'<pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:F{_FIRST + len(lines) - 1}"/>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_FIRST - 1}" topLeftCell="A{_FIRST}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{_FIRST}" sqref="A{_FIRST}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(top + rows)}</sheetData>'
        f"{'<hyperlinks>' + ''.join(links) + '</hyperlinks>' if links else ''}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    )


def _row(number: int, cells: Sequence[tuple[str, int]]) -> str:
    filled = "".join(_cell(address((number, column)), *cell) for column, cell in enumerate(cells, 1))
    lines = max(_lines(text, wide) for (text, _), wide in zip(cells, _WIDTHS, strict=False)) if number >= _FIRST else 1.3
    height = min(round(lines * _LINE_HEIGHT), _HIGHEST)
    return f'<row r="{number}" ht="{height}" customHeight="1">{filled}</row>'


def _lines(text: str, wide: int) -> int:
    """Return how many lines a text takes in a column of `wide` characters; LibreOffice does not find out by itself."""
    limit = wide * _MM_PER_CHARACTER
    return sum(max(1, ceil(width(line, _SIZE) / limit)) for line in wrapped(text, limit, _SIZE))


def _cell(at: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{at}" s="{style}"/>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_xml(text)}</t></is></c>'


def _line(styles: Styles, number: int, line: Line) -> str:
    severity, sheet, place, *texts, id = line
    cell, level, link = (_look(styles, name) for name in ("cell", severity, "link"))
    linked = (address(place) if place else "", link if place else cell)
    words = [
        (capital(SEVERITY_TITLES[severity]), level),
        (sheet, cell),
        linked,
        *((capital(text), cell) for text in texts),
        (id, cell),
    ]
    return _row(number, words)


def _link(number: int, line: Line) -> str:
    sheet, place = line[1].replace("'", "''"), line[2] or (1, 1)
    there = _xml(f"'{sheet}'!{address(place)}")
    return f'<hyperlink ref="C{number}" location="{there}" display="{address(place)}"/>'


def _xml(text: str) -> str:
    return escape(escaped(text))


def _look(styles: Styles, name: str) -> int:
    """Return the format of a kind of cell: plain, title, head, cell, link, or a severity."""

    def change(format: etree._Element) -> None:
        marks = "<b/>" if name in ("title", "head", "error") else "<u/>" if name == "link" else ""
        color = "FF0563C1" if name == "link" else "FF000000"
        styles.put(format, "font", _FONT.format(marks=marks, size=14 if name == "title" else _SIZE, color=color))
        if name not in ("plain", "title"):
            styles.put(format, "border", border("thin", "FF808080"))
            _wrap(format, centred=name == "head")
        if name in _TINTS:
            styles.put(format, "fill", solid(_TINTS[name]))

    return styles.changed(0, f"findings {name}", change)


def solid(color: str) -> str:
    """Return the XML of a plain fill."""
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/><bgColor indexed="64"/></patternFill></fill>'


def border(style: str, color: str) -> str:
    """Return the XML of a line around a cell."""
    sides = (f'<{side} style="{style}"><color rgb="{color}"/></{side}>' for side in ("left", "right", "top", "bottom"))
    return f"<border>{''.join(sides)}<diagonal/></border>"


def _wrap(format: etree._Element, *, centred: bool) -> None:
    for old in format.findall(M + "alignment"):
        format.remove(old)
    where = {"horizontal": "center", "vertical": "center"} if centred else {"vertical": "top"}
    format.insert(0, etree.Element(M + "alignment", {**where, "wrapText": "1"}))
    format.set("applyAlignment", "1")
