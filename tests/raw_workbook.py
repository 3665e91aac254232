"""Small workbooks for tests, written as XML by hand: exactly the cells, parts and slips that a test is about."""

from __future__ import annotations

from collections.abc import Mapping

from tests.docx_builder import OFFICE, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relations(*each: tuple[str, str, str], mode: str = "") -> str:
    """Return a part of relations from (id, last word of the type, target)."""
    how = f' TargetMode="{mode}"' if mode else ""
    rows = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{how}/>' for id, kind, target in each)
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def sheet(rows: str, head: str = "", tail: str = "") -> str:
    """Return a sheet from its rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'
    )


def strings(*each: str) -> str:
    """Return the part of shared strings, each already XML inside `si`."""
    return f'<sst xmlns="{MAIN}" count="1">{"".join(f"<si>{one}</si>" for one in each)}</sst>'


def styles(*formats: int | str) -> str:
    """Return a styles part: cell style n has the n-th format, by number or by code."""
    codes = [(200 + at, code) for at, code in enumerate(formats) if isinstance(code, str)]
    own = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in codes)
    cells = "".join(f'<xf numFmtId="{200 + at if isinstance(code, str) else code}"/>' for at, code in enumerate(formats))
    others = '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts>{others}<cellXfs>{cells}</cellXfs></styleSheet>'


def parts(
    rows: str = "", *, sheets: Mapping[str, str] | None = None, shared: str = "", style: str = "", book: str = ""
) -> dict[str, bytes]:
    """Return the parts of a workbook: one sheet "Chỉ tiêu" of these rows, or the sheets by name (whole parts).

    `shared` and `style` are parts of their own; `book` is put before the list of sheets.
    """
    each = {"Chỉ tiêu": sheet(rows)} if sheets is None else dict(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(each, 1))
    related = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(each) + 1)]
    related += [("rIdS", "sharedStrings", "sharedStrings.xml")] * bool(shared) + [("rIdT", "styles", "styles.xml")] * bool(style)
    found = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(*related),
        **{f"xl/worksheets/sheet{at}.xml": content for at, content in enumerate(each.values(), 1)},
        **({"xl/sharedStrings.xml": shared} if shared else {}),
        **({"xl/styles.xml": style} if style else {}),
    }
    return {name: content.encode() for name, content in found.items()}


def workbook(rows: str = "", *, shared: str = "", style: str = "", book: str = "") -> bytes:
    """Return a workbook of one sheet "Chỉ tiêu"."""
    return zipped(parts(rows, shared=shared, style=style, book=book))
