"""Charts: native, with cached values and a workbook inside, readable in grey and without eyes; the same bytes always."""

from __future__ import annotations

import io
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.chart.chartspace import ChartContainer

from sedp_docs.forms import ChartLayout
from sedp_docs.report.types import Chart
from sedp_docs.write.charts import alt_text, chart_xml, workbook
from sedp_docs.write.parts import DOCUMENT, Parts

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart", "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
YEARS = ("2022", "2023", "Ước 2024", "KH 2025")
GRAIN = ("Sản lượng lương thực có hạt", tuple(map(Decimal, ("1034.5", "1100", "1234.56", "1290"))))
POOR = ("Tỷ lệ hộ nghèo", (Decimal("37.5"), None, Decimal("26.37"), Decimal("21.50")))
NEAR_POOR = ("Tỷ lệ hộ cận nghèo", tuple(map(Decimal, ("11.2", "12", "12.5", "9.5"))))


def chart(*series: tuple[str, tuple[Decimal | None, ...]], kind: str = "cot", unit: str = "tấn", decimals: int = 1) -> Chart:
    layout = ChartLayout.model_validate(
        {"ma": "x", "ten": "x", "kieu": kind, "so_lieu": ["x"], "don_vi_tinh": unit, "so_le": decimals}
    )
    return Chart(layout, "Sản lượng <lương thực> & cây có hạt", YEARS, series)


def drawn(data: Chart) -> tuple[Parts, etree._Element]:
    parts = Parts()
    chart_xml(data, parts)
    return parts, etree.fromstring(parts.parts["word/charts/sedp1.xml"].content)


def found(root: etree._Element, path: str) -> list[str]:
    items = root.xpath(path, namespaces=C)
    assert isinstance(items, list)
    return [str(item) for item in items]


def outline(element: Element, depth: int = 0) -> list[tuple[int, str]]:
    return [(depth, element.tag.rpartition("}")[2]), *(line for child in element for line in outline(child, depth + 1))]


def test_the_document_refers_to_the_chart_and_the_chart_to_its_workbook() -> None:
    parts, root = drawn(chart(GRAIN))
    assert [(relation.type.rsplit("/", 1)[1], relation.target) for relation in parts.relations[DOCUMENT]] == [
        ("chart", "charts/sedp1.xml")
    ]
    (own,) = parts.relations["word/charts/sedp1.xml"]
    assert own.target == "../embeddings/sedp1.xlsx"
    assert own.id in found(root, "/c:chartSpace/c:externalData/@*")


def test_word_finds_cached_categories_names_and_values() -> None:
    _, root = drawn(chart(GRAIN))
    assert found(root, "//c:cat/c:strRef/c:strCache/c:pt/c:v/text()") == list(YEARS)
    assert found(root, "//c:tx/c:strRef//c:v/text()") == [GRAIN[0]]
    assert found(root, "//c:val/c:numRef/c:numCache/c:pt/c:v/text()") == ["1034.5", "1100", "1234.56", "1290"]
    assert found(root, "//c:f/text()") == ["'Số liệu'!$B$1", "'Số liệu'!$A$2:$A$5", "'Số liệu'!$B$2:$B$5"]


def test_the_workbook_holds_the_same_numbers_for_word_to_edit() -> None:
    sheet = load_workbook(io.BytesIO(workbook(chart(POOR, NEAR_POOR))))["Số liệu"]
    assert list(sheet.iter_rows(values_only=True)) == [
        (None, "Tỷ lệ hộ nghèo", "Tỷ lệ hộ cận nghèo"),
        ("2022", 37.5, 11.2),
        ("2023", None, 12),
        ("Ước 2024", 26.37, 12.5),
        ("KH 2025", 21.5, 9.5),
    ]


def test_a_text_that_looks_like_a_formula_stays_text_in_the_workbook() -> None:
    sheet = load_workbook(io.BytesIO(workbook(chart(("=1+1", GRAIN[1])))))["Số liệu"]
    assert (sheet["B1"].value, sheet["B1"].data_type) == ("=1+1", "s")


def test_a_gap_stays_a_gap() -> None:
    _, root = drawn(chart(POOR, kind="duong"))
    assert found(root, "//c:val//c:pt/@idx") == ["0", "2", "3"]
    assert found(root, "//c:val//c:ptCount/@val") == ["4"]
    assert found(root, "//c:dispBlanksAs/@val") == ["gap"]


@pytest.mark.parametrize("kind", ["cot", "duong"])
def test_openpyxl_reads_the_chart_back_and_has_its_elements_in_our_order(kind: str) -> None:
    parts, _ = drawn(chart(POOR, NEAR_POOR, kind=kind))
    (element,) = fromstring(parts.parts["word/charts/sedp1.xml"].content).findall("c:chart", C)
    container = ChartContainer.from_tree(element)
    assert [axis.delete for axis in container.plotArea._axes] == [False, False]
    theirs = iter(outline(fromstring(tostring(container.to_tree()))))
    assert all(line in theirs for line in outline(element)), "openpyxl writes what it adds itself, and ours in the schema's order"


def test_lines_are_not_smoothed_and_values_are_shown_the_vietnamese_way() -> None:
    _, root = drawn(chart(POOR, kind="duong", decimals=2))
    assert found(root, "//c:smooth/@val") == ["0"]
    assert found(root, "//c:dLbls/c:showVal/@val") == ["1"]
    assert found(root, "//c:dLbls/c:numFmt/@formatCode") == ["[$-42A]#,##0.00"]


def test_a_legend_only_where_there_is_something_to_tell_apart() -> None:
    assert found(drawn(chart(GRAIN))[1], "//c:legendPos/@val") == []
    assert found(drawn(chart(POOR, NEAR_POOR))[1], "//c:legendPos/@val") == ["b"]


@pytest.mark.parametrize(("kind", "look"), [("cot", "//c:ser/c:spPr/*[1]"), ("duong", "//c:ser/c:marker/c:symbol/@val")])
def test_series_differ_without_colour(kind: str, look: str) -> None:
    _, root = drawn(chart(POOR, NEAR_POOR, kind=kind))
    looks = root.xpath(look, namespaces=C)
    assert isinstance(looks, list)
    assert len({etree.tostring(item) if isinstance(item, etree._Element) else item for item in looks}) == 2
    colours = found(root, "//a:srgbClr/@val")
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


def test_all_letters_are_times_new_roman_and_none_is_under_9_points() -> None:
    _, root = drawn(chart(POOR, NEAR_POOR, GRAIN))
    assert {*found(root, "//a:latin/@typeface")} == {"Times New Roman"}
    assert min(int(size) for size in found(root, "//@sz")) >= 900


def test_bars_stand_on_zero_unless_something_is_below() -> None:
    assert found(drawn(chart(GRAIN))[1], "//c:valAx//c:min/@val") == ["0"]
    assert found(drawn(chart(("Tăng trưởng", (Decimal(-1), None, Decimal(2), None))))[1], "//c:min") == []


def test_the_alternative_text_tells_the_numbers() -> None:
    assert alt_text(chart(POOR, kind="duong", unit="%", decimals=2)) == (
        "Biểu đồ đường: Sản lượng <lương thực> & cây có hạt. "
        "Tỷ lệ hộ nghèo: 2022 37,50%; 2023 –; Ước 2024 26,37%; KH 2025 21,50%."
    )


def test_the_title_is_the_caption_of_the_document_so_the_chart_only_names_its_unit() -> None:
    _, root = drawn(chart(GRAIN))
    assert found(root, "//c:title//a:t/text()") == ["tấn"]
    assert found(root, "//c:autoTitleDeleted/@val") == ["1"]
    assert "<w:keepNext/>" in chart_xml(chart(GRAIN), Parts())


def test_names_are_escaped() -> None:
    parts, root = drawn(chart(('"><c:evil/>', GRAIN[1]), unit="<tấn> & tạ"))
    assert found(root, "//c:title//a:t/text()") == ["<tấn> & tạ"]
    assert found(root, "//c:tx//c:v/text()") == ['"><c:evil/>']
    assert found(root, "//c:evil") == []
    assert b"Times New Roman" in parts.parts["word/charts/sedp1.xml"].content


def test_two_charts_have_ids_and_parts_of_their_own() -> None:
    parts = Parts()
    xml = chart_xml(chart(GRAIN), parts) + chart_xml(chart(POOR), parts)
    assert sorted(parts.parts) == [
        f"word/{part}" for part in ("charts/sedp1.xml", "charts/sedp2.xml", "embeddings/sedp1.xlsx", "embeddings/sedp2.xlsx")
    ]
    assert 'docPr id="1"' in xml
    assert 'docPr id="2"' in xml


def test_the_same_chart_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(chart(GRAIN, POOR))[0]
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert drawn(chart(GRAIN, POOR))[0] == first
