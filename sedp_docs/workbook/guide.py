"""The sheets that only tell: how to use the workbook and who still owes what, all figures by name, the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from sedp_docs.figures import UnknownFigureError
from sedp_docs.figures.labels import label
from sedp_docs.figures.tallies import tally_names
from sedp_docs.report.desk import Desk
from sedp_docs.report.rows import grouped
from sedp_docs.report.types import Debt
from sedp_docs.text import short_date, shortened
from sedp_docs.workbook.grid import BookCell, BookColumn, BookSheet, Look, address, reference_to
from sedp_docs.workbook.heads import note_merge
from sedp_docs.workbook.tables import LISTS, Tables

STEPS = (
    "1. Điền “Thông tin chung” và “Đơn vị và thôn”: ai cung cấp số nào, hạn nào.",
    "2. Chia phiếu cho cơ quan, thôn: sedp-docs split SỔ.xlsx -o phieu. Mỗi phiếu chỉ có các dòng của đơn vị đó.",
    "3. Nhận phiếu về: sedp-docs merge SỔ.xlsx phieu/*.xlsx. Bảng dưới đây cho biết ai còn thiếu.",
    "4. Điền phần của mình: các trang tính từ “Số liệu thôn” đến “Nguồn lực”.",
    "5. Viết “Thuyết minh” (mỗi dòng một đoạn, trích số theo “Tra cứu số”), hoặc viết trong thuyet-minh.docx đặt cạnh sổ.",
    "6. Kiểm tra: sedp-docs check SỔ.xlsx. Muốn thấy lỗi ngay trong ô: thêm --annotate BAN-SAO.xlsx.",
    "7. Dựng văn bản: sedp-docs build SỔ.xlsx. Khi số đổi, sửa một ô rồi dựng lại.",
)
COLOURS: tuple[tuple[Look, str], ...] = (
    ("input", "Ô nền vàng nhạt: để điền."),
    ("computed", "Ô xám: chương trình tính. Sửa ô xám không có tác dụng: khi đọc, chương trình bỏ qua và tính lại."),
    ("label", "Ô trắng: chữ in sẵn."),
)
NOTHING_LOCKED = (
    "Sổ không khóa ô nào: thêm dòng, chép dán, ẩn cột, thêm trang tính riêng đều được. Cột riêng của đơn vị không được đọc."
)


def guide_sheet(laid: Tables, debts: Sequence[Debt]) -> BookSheet:
    """Return "Hướng dẫn": seven steps, the colours, and the table of debts, counted live from the empty cells."""
    plan = laid.figures.plan
    unit = f"{plan.unit.full_name}, năm báo cáo {plan.report_year}, năm kế hoạch {plan.plan_year}"
    rows: list[tuple[BookCell, ...]] = [
        (BookCell("SỔ SỐ LIỆU KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI", "title", align="left"),),
        (BookCell(unit[:1].upper() + unit[1:], "subtitle", align="left"),),
        (),
        *((BookCell(step, "note"),) for step in STEPS),
        (),
        *((BookCell(None, look), BookCell(words, "note")) for look, words in COLOURS),
        (BookCell(NOTHING_LOCKED, "note"),),
        (),
        (BookCell("Ai còn thiếu số liệu", "subtitle", align="left"),),
        tuple(BookCell(title, "head") for title in ("Đơn vị", "Số ô thiếu", "Hạn gửi", "Thiếu gì")),
        *(_debt_row(laid, owner, owed) for owner, owed in grouped(debts, lambda debt: debt.office).items()),
    ]
    if not debts:
        rows.append((BookCell("Không còn thiếu số nào ở lần lập này.", "label"),))
    columns = (BookColumn(34), BookColumn(12), BookColumn(12), BookColumn(52))
    notes = [(r, c) for r, row in enumerate(rows, 1) for c, cell in enumerate(row, 1) if cell.look == "note"]
    merges = tuple(note_merge(columns, *place) for place in notes)
    return BookSheet("Hướng dẫn", columns, tuple(rows), merges=merges, landscape=False)


def _debt_row(laid: Tables, owner: str, owed: Sequence[Debt]) -> tuple[BookCell, ...]:
    due = min((debt.due for debt in owed if debt.due), default=None)
    places = {laid.cells[debt.path] for debt in owed if debt.path in laid.cells}
    formula = _count_blank(reference_to(sheet) + address(place) for sheet, place in sorted(places))
    names = list(dict.fromkeys(debt.what for debt in owed))
    what = "; ".join(names[:6]) + (f" và {len(names) - 6} số khác" if len(names) > 6 else "")
    count = BookCell(Decimal(len(places)), "computed", formula=formula, decimals=0)
    return (BookCell(owner, "label"), count, BookCell(_day(due), "label"), BookCell(what, "label"))


FORMULA_CHARACTERS = 8000
"""Excel takes formulas of up to 8,192 characters."""


def _count_blank(references: Iterable[str]) -> str:
    parts = [f"COUNTBLANK({each})" for each in references]
    formula = "+".join(parts)
    return formula if len(formula) <= FORMULA_CHARACTERS else ""


def _day(due: date | None) -> str:
    return short_date(due) if due else ""


def figures_sheet(laid: Tables) -> BookSheet:
    """Return "Tra cứu số": every figure's name, its value now, and a sentence ready to copy."""
    figures = laid.figures
    desk = Desk(figures.plan, figures.catalog, figures, {})
    rows: list[tuple[BookCell, ...]] = [
        (BookCell("Tra cứu số", "title", align="left"),),
        (
            BookCell(
                "Chỉ để xem và chép. Trích số trong thuyết minh bằng tên trong ngoặc nhọn; số in ra luôn là số mới nhất.", "note"
            ),
        ),
        tuple(BookCell(title, "head") for title in ("Tên để trích", "Số liệu", "Giá trị", "Câu chép sẵn")),
    ]
    for row in figures.plan.indicators:
        rows += _figure_rows(desk, row.code)
    for code, quantity in figures.quantities.items():
        rows += _figure_rows(desk, code) if not quantity.is_indicator and quantity.code else ()
    rows += [_tally_row(desk, name) for name in tally_names()]
    columns = (BookColumn(36), BookColumn(46), BookColumn(24), BookColumn(90))
    return BookSheet(
        "Tra cứu số", columns, tuple(rows), merges=(note_merge(columns),), freeze=(4, 2), repeat=(3, 3), tab="BFBFBF"
    )


def _figure_rows(desk: Desk, code: str) -> list[tuple[BookCell, ...]]:
    title = desk.title(code)
    x = desk.plan.report_year
    sentences = {
        code: f"{title} năm {x} ước {{{code}}}, bằng {{{code}.so_kh}} kế hoạch, {{{code}.tang}} so với năm trước.",
        f"{code}.kh": f"Kế hoạch năm {x}: {{{code}.kh}}.",
        f"{code}.kh_sau": f"{title} năm {x + 1}: {{{code}.kh_sau}}.",
    }
    known = {name: _value(desk, name) for name in sentences}
    shown = [(name, value) for name, value in known.items() if value]
    return [tuple(BookCell(text, "label") for text in (f"{{{name}}}", label(desk.figures, name), value, sentences[name]))
            for name, value in shown]  # fmt: skip


def _tally_row(desk: Desk, name: str) -> tuple[BookCell, ...]:
    return tuple(BookCell(text, "label") for text in (f"{{{name}}}", label(desk.figures, name), _value(desk, name), ""))


def _value(desk: Desk, name: str) -> str:
    try:
        figure = desk.figures[name]
    except UnknownFigureError:
        return ""
    return shortened(desk.sentence(name), 120) if figure.target is not None or figure.style in ("count", "names") else ""


def journal_sheet(journal: Sequence[tuple[str, ...]]) -> BookSheet:
    """Return "Nhật ký sửa": what merges and conversions changed, newest last; no part of the plan."""
    rows: list[tuple[BookCell, ...]] = [
        (BookCell(JOURNAL, "title", align="left"),),
        (BookCell("Chương trình ghi lại các lần nhập phiếu và chuyển đổi. Không phải số liệu kế hoạch.", "note"),),
        tuple(BookCell(title, "head") for title in JOURNAL_HEADS),
        *(tuple(BookCell(text, "label") for text in line) for line in journal),
    ]
    columns = (BookColumn(18), BookColumn(24), BookColumn(30), BookColumn(24), BookColumn(24))
    return BookSheet(JOURNAL, columns, tuple(rows), merges=(note_merge(columns),), freeze=(4, 1), repeat=(3, 3), tab="BFBFBF")


JOURNAL = "Nhật ký sửa"
JOURNAL_HEADS = ("Thời gian", "Đơn vị", "Ô", "Cũ", "Mới")


def lists_sheet(laid: Tables) -> BookSheet:
    """Return "Danh mục": the words of the drop-down lists, a column each."""
    lists = list(laid.word_lists)
    longest = max(map(len, lists), default=0)
    rows: list[tuple[BookCell, ...]] = [
        (BookCell(LISTS, "title", align="left"),),
        (BookCell("Các danh sách chọn dùng trong sổ. Chỉ để xem.", "note"),),
        tuple(BookCell(f"Danh sách {i}", "head") for i, _ in enumerate(lists, 1)),
        *(tuple(BookCell(words[i] if i < len(words) else None, "label") for words in lists) for i in range(longest)),
    ]
    return BookSheet(LISTS, tuple(BookColumn(24) for _ in lists), tuple(rows), hidden=True)
