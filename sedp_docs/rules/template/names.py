"""Rules on what tags cite: declared fields, columns, figures, each in the shape that it has."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.rules.template.registry import Case, Finding, rule


@rule("MAU-01", "Trường, bảng, cột, mục trong thẻ phải có trong danh sách trường của mẫu")
def unknown_field(case: Case) -> Iterator[Finding]:
    """A misspelt name stops the build."""
    yield from case.faults("MAU-01")


@rule("MAU-02", "Tên số liệu trong so(…) phải đúng dạng")
def figure_form(case: Case) -> Iterator[Finding]:
    """A figure's name is a code, and maybe a year, a period, a plan or a ratio of it."""
    yield from case.faults("MAU-02")


@rule("MAU-03", "Mã số liệu trong so(…) nên có trong danh mục chỉ tiêu", severity="warning")
def figure_code(case: Case) -> Iterator[Finding]:
    """A plan may have codes of its own, so an unknown one is only a warning."""
    yield from case.faults("MAU-03")


@rule("MAU-04", "Giá trị phải in đúng dạng của nó: chữ, cả đoạn văn, danh sách")
def shape(case: Case) -> Iterator[Finding]:
    """Text stands in a paragraph, prose takes its place, a list is walked through."""
    yield from case.faults("MAU-04")


@rule("MAU-05", "Loại dòng được so sánh phải là loại có thật", severity="warning")
def row_kind(case: Case) -> Iterator[Finding]:
    """A branch for a kind of row that never comes prints nothing."""
    yield from case.faults("MAU-05")


@rule("MAU-06", "Biểu đồ phải in trong điều kiện có biểu đồ")
def guarded_chart(case: Case) -> Iterator[Finding]:
    """A chart with fewer than two points is not drawn, and printing it stops the build."""
    yield from case.faults("MAU-06")
