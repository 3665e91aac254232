"""Native Word charts: DrawingML that Word draws and edits, with the workbook of its numbers inside.

Word draws from the cached texts and numbers beside each reference, so they are written too; series differ by pattern,
dash and marker, never by colour alone.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from sedp_docs.report.types import Chart
from sedp_docs.text import DASH, number, with_unit
from sedp_docs.write.blocks import EMU_PER_MM, TEXT_WIDTH_MM, drawing_paragraph, inline
from sedp_docs.write.parts import DOCUMENT, Parts
from sedp_docs.write.xml import Xml, escape

HEIGHT_MM = 54
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_USES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "'Số liệu'"
_CATEGORY_AXIS, _VALUE_AXIS = 10, 20
_FONT = '<a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/>'
_BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_NO_SHAPE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_TICKS = '<c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
_HATCHING = '<a:fgClr><a:srgbClr val="404040"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr>'
_FILLS = (
    '<a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill>',
    f'<a:pattFill prst="wdUpDiag">{_HATCHING}</a:pattFill>',
    '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
    f'<a:pattFill prst="dkHorz">{_HATCHING}</a:pattFill>',
    '<a:solidFill><a:srgbClr val="262626"/></a:solidFill>',
)
_DASHES = ("solid", "dash", "sysDot", "lgDashDot", "sysDash", "lgDash")
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "plus")


def chart_xml(chart: Chart, parts: Parts) -> Xml:
    """Return the paragraph that holds a chart, 155 × 54 mm, kept with the caption below it.

    The chart's part and its workbook are added to `parts`.
    """
    count = parts.drawing_id()
    name = parts.add_part(f"word/charts/sedp{count}.xml", CHART_TYPE, b"")
    book = parts.add_part(f"word/embeddings/sedp{count}.xlsx", WORKBOOK_TYPE, workbook(chart))
    content = chart_space(chart, parts.relate(name, "package", book))
    parts.add_part(name, CHART_TYPE, content.encode())
    uses = f'xmlns:c="{_CHART}" xmlns:r="{_USES}" r:id="{parts.relate(DOCUMENT, "chart", name)}"'
    graphic = f'<a:graphicData uri="{_CHART}"><c:chart {uses}/></a:graphicData>'
    size = (TEXT_WIDTH_MM * EMU_PER_MM, HEIGHT_MM * EMU_PER_MM)
    return drawing_paragraph(inline(graphic, size, alt_text(chart), count), captioned=True)


def alt_text(chart: Chart) -> str:
    """Return the chart in words, for readers who cannot see it: "…; KH 2025: 21,50%; …"."""
    kind = "Biểu đồ cột" if chart.layout.kind == "cot" else "Biểu đồ đường"
    said = ". ".join(f"{name}: {_points_in_words(chart, values)}" for name, values in chart.series)
    return f"{kind}: {chart.title}. {said}."


def _points_in_words(chart: Chart, values: Iterable[Decimal | None]) -> str:
    layout = chart.layout
    printed = (DASH if value is None else with_unit(number(value, layout.decimals), layout.unit) for value in values)
    return "; ".join(f"{category} {value}" for category, value in zip(chart.categories, printed, strict=True))


def workbook(chart: Chart) -> bytes:
    """Return the workbook behind a chart, the same bytes every time: categories in column A, a series in each next one."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(stream, {"in_memory": True, **texts})
    book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    sheet = book.add_worksheet(_SHEET.strip("'"))
    look = book.add_format({"num_format": _format(chart.layout.decimals)})
    sheet.write_column(1, 0, chart.categories)
    for column, (name, values) in enumerate(chart.series, 1):
        sheet.write_string(0, column, name)
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(row, column, float(value), look)
    sheet.set_column(0, len(chart.series), 18)
    book.close()
    return stream.getvalue()


def chart_space(chart: Chart, workbook_id: str) -> str:
    """Return the chart part; `workbook_id` is its relation to the workbook. Its title is the caption in the document."""
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_USES}">'
        '<c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{_plot(chart)}{_category_axis()}{_value_axis(chart)}</c:plotArea>"
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_NO_SHAPE}{_text_look(1000)}"
        f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _plot(chart: Chart) -> str:
    series = "".join(_series(chart, i) for i in range(len(chart.series)))
    axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    if chart.layout.kind == "cot":
        head = '<c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        return f'<c:barChart>{head}{series}<c:gapWidth val="{80 if len(chart.series) == 1 else 30}"/>{axes}</c:barChart>'
    head = '<c:grouping val="standard"/><c:varyColors val="0"/>'
    return f'<c:lineChart>{head}{series}<c:marker val="1"/>{axes}</c:lineChart>'


def _series(chart: Chart, i: int) -> str:
    name, values = chart.series[i]
    column = _column(i + 1)
    texts = _reference("str", f"$A$2:$A${len(chart.categories) + 1}", enumerate(chart.categories), len(chart.categories))
    known = ((at, format(value, "f")) for at, value in enumerate(values) if value is not None)
    numbers = _reference("num", f"${column}$2:${column}${len(values) + 1}", known, len(values), _format(chart.layout.decimals))
    title = _reference("str", f"${column}$1", [(0, name)], 1)
    bars = chart.layout.kind == "cot"
    look = _bar_look(i) if bars else _line_look(i)
    end = "" if bars else '<c:smooth val="0"/>'
    return (
        f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/><c:tx>{title}</c:tx>{look}{_labels(chart, i)}'
        f"<c:cat>{texts}</c:cat><c:val>{numbers}</c:val>{end}</c:ser>"
    )


def _reference(kind: str, cells: str, points: Iterable[tuple[int, str]], count: int, code: str = "") -> str:
    """Return a reference into the workbook with the cache that Word draws from; `kind` is "str" or "num"."""
    cached = "".join(f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>' for at, text in points)
    form = f"<c:formatCode>{escape(code)}</c:formatCode>" if code else ""
    cache = f'<c:{kind}Cache>{form}<c:ptCount val="{count}"/>{cached}</c:{kind}Cache>'
    return f"<c:{kind}Ref><c:f>{_SHEET}!{cells}</c:f>{cache}</c:{kind}Ref>"


def _bar_look(i: int) -> str:
    return f'<c:spPr>{_FILLS[i % len(_FILLS)]}<a:ln w="9525">{_BLACK}</a:ln></c:spPr><c:invertIfNegative val="0"/>'


def _line_look(i: int) -> str:
    dash, marker = _DASHES[i % len(_DASHES)], _MARKERS[i % len(_MARKERS)]
    line = f'<a:ln w="22225">{_BLACK}<a:prstDash val="{dash}"/></a:ln>'
    fill = _BLACK if i % 2 == 0 else '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    dot = f'<c:marker><c:symbol val="{marker}"/><c:size val="7"/><c:spPr>{fill}<a:ln w="9525">{_BLACK}</a:ln></c:spPr></c:marker>'
    return f"<c:spPr>{line}</c:spPr>{dot}"


def _labels(chart: Chart, i: int) -> str:
    place = "outEnd" if chart.layout.kind == "cot" else ("t" if i % 2 == 0 else "b")
    shown = "".join(
        f'<c:show{what} val="{int(what == "Val")}"/>'
        for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return (
        f"<c:dLbls>{_number_format(chart.layout.decimals)}{_NO_SHAPE}{_text_look(1000 if len(chart.series) < 3 else 900)}"
        f'<c:dLblPos val="{place}"/>{shown}</c:dLbls>'
    )


def _category_axis() -> str:
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>{_TICKS}'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{_BLACK}</a:ln></c:spPr>{_text_look(1000)}'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart) -> str:
    values = [value for _, points in chart.series for value in points if value is not None]
    bottom = '<c:min val="0"/>' if all(value >= 0 for value in values) else ""
    decimals = 0 if max(values, default=0) >= 10 else chart.layout.decimals
    grey = '<a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>'
    grid = f"<c:majorGridlines><c:spPr>{grey}</c:spPr></c:majorGridlines>"
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{bottom}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/>{grid}{_upright(chart.layout.unit)}'
        f'{_number_format(decimals)}{_TICKS}<c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln w="9525">{_BLACK}</a:ln></c:spPr>{_text_look(1000)}<c:crossAx val="{_CATEGORY_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _upright(text: str) -> str:
    """Return the title of the value axis, turned to read from below."""
    if not text:
        return ""
    words = f'<a:r><a:rPr lang="vi-VN" sz="1000" b="0">{_FONT}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
    paragraph = f'<a:p><a:pPr><a:defRPr sz="1000" b="0">{_FONT}</a:defRPr></a:pPr>{words}</a:p>'
    body = '<a:bodyPr rot="-5400000" vert="horz"/><a:lstStyle/>'
    return f'<c:title><c:tx><c:rich>{body}{paragraph}</c:rich></c:tx><c:overlay val="0"/></c:title>'


def _text_look(size: int) -> str:
    paragraph = f'<a:p><a:pPr><a:defRPr sz="{size}">{_FONT}</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/>{paragraph}</c:txPr>"


def _number_format(decimals: int) -> str:
    return f'<c:numFmt formatCode="{escape(_format(decimals))}" sourceLinked="0"/>'


def _format(decimals: int) -> str:
    """Return the number format in Vietnamese (locale 42A), where the program honours it: "1.234,5"."""
    return "[$-42A]#,##0" + ("." + "0" * decimals if decimals else "")


def _column(i: int) -> str:
    """Return the letters of a column: 0 → "A", 26 → "AA"."""
    return (_column(i // 26 - 1) if i >= 26 else "") + chr(ord("A") + i % 26)
