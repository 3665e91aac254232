"""What people do to a workbook, and what we read from it or say of it: forgiving where people are, strict where numbers are."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sedp_docs.model import Plan, Target
from sedp_docs.model.tree import tree_of
from sedp_docs.model.values import target_text
from sedp_docs.read.plans import Loaded
from sedp_docs.workbook.shapes import value_at
from tests.test_workbook import book_of, loaded

PLAN: dict[str, Any] = {
    "phien_ban": "1", "quy_trinh": "lao-cai", "cap": "xa", "nam_ke_hoach": "2025", "lan_lap": "du-thao",
    "don_vi": {"loai": "xã", "ten": "Nậm Thoong", "cap_tren": [{"loai": "huyện", "ten": "Tả Van"}]},
    "co_quan": [{"ma": "vp-tk", "ten": "Văn phòng - Thống kê", "han_gui": "2024-11-20"}, {"ma": "dc-nn", "ten": "Địa chính"}],
    "thon": [{"ma": "t1", "ten": "Phìn Sưng", "so_ho": "128", "ho_ngheo": {"dau_nam": "41"}}, {"ma": "t2", "ten": "Sả Tần"}],
    "trong_trot": [{"ma": "lua_xuan", "cay": "Lúa", "vu": "xuân", "nhom_cay": "luong_thuc_co_hat",
                    "dien_tich": {"ket_qua": {"uoc": "95"}}, "nang_suat": {"ket_qua": {"uoc": "56"}}}],
    "chi_tieu": [{"ma": "ty_le_ho_ngheo"}, {"ma": "riêng", "ten": "Chỉ tiêu riêng", "don_vi_tinh": "ha", "nhom": "kinh_te",
                  "lich_su": {"2023": "10"}, "ket_qua": {"uoc": "12.5"}, "kh_sau": {"trinh": "dưới 14"}, "co_quan": "dc-nn"}],
    "muc_tieu": [{"ma": "m1", "linh_vuc": "kinh_te", "ten": "Tăng thu nhập", "muc_tieu_cu_the": [
                    {"ma": "m1.1", "ten": "Tăng năng suất lúa", "dau_ra": [{"ma": "d1", "ten": "Giống mới"}]}]}],
    "hoat_dong": [{"ma": "hd01", "ten": "Cấp giống", "linh_vuc": "kinh_te", "dau_ra": "d1", "danh_muc": "A", "tu_thang": "2",
                   "den_thang": "5", "khai_toan": "40", "nguon_von": {"ns_xa": "40"}, "chu_tri": "dc-nn"}],
    "thuyet_minh": {"ke-hoach": {"I.I": {"doan": ["Một đoạn."]}}},
}  # fmt: skip
OWN: tuple[str | int, ...] = ("chi_tieu", 1)


@functools.cache
def base() -> bytes:
    return book_of(Plan.model_validate(PLAN))


class Book:
    """A workbook under somebody's hands."""

    def __init__(self) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(base()))

    def __getitem__(self, name: str) -> Worksheet:
        return self.book[name]

    def place(self, name: str, heading: str, code: str) -> tuple[int, int]:
        """Return the row of a code (the first row without one for "") and the column of a heading."""
        sheet = self[name]
        column = next(cell.column for cell in sheet[3] if cell.value == heading)
        codes = [row for row in range(4, sheet.max_row + 1) if str(sheet.cell(row, 1).value or "") == code]
        return codes[0], column

    def put(self, name: str, heading: str, code: str, value: object, number_format: str = "") -> None:
        cell = self[name].cell(*self.place(name, heading, code))
        cell.value = value
        cell.number_format = number_format or cell.number_format

    def rename(self, name: str, heading: str, new: str) -> None:
        next(cell for cell in self[name][3] if cell.value == heading).value = new

    def read(self) -> Loaded:
        out = io.BytesIO()
        self.book.save(out)
        return loaded(out.getvalue())


Change = Callable[[Book], object]


def typed(value: object, number_format: str = "", heading: str = "Ước 2024") -> Change:
    """Return the change that types a value into the indicator of our own."""
    return lambda book: book.put("Chỉ tiêu", heading, "riêng", value, number_format)


UOC = (*OWN, "ket_qua", "uoc")


def put(sheet: str, heading: str, code: str, value: object) -> Change:
    return lambda book: book.put(sheet, heading, code, value)


def rename(heading: str, new: str) -> Change:
    return lambda book: book.rename("Chỉ tiêu", heading, new)


def general(label: str, value: object) -> Change:
    def change(book: Book) -> None:
        sheet = book["Thông tin chung"]
        next(row for row in sheet.iter_rows() if row[0].value == label)[1].value = value

    return change


def below_the_spare_rows(book: Book) -> None:
    for heading, value in (("Mã", "moi"), ("Chỉ tiêu", "Chỉ tiêu mới"), ("ĐVT", "ha"), ("Ước 2024", 3)):
        book["Chỉ tiêu"].cell(60, book.place("Chỉ tiêu", heading, "riêng")[1]).value = value


def hide(book: Book) -> None:
    book["Chỉ tiêu"].row_dimensions[book.place("Chỉ tiêu", "Mã", "riêng")[0]].hidden = True


TRINH, HAN = (*OWN, "kh_sau", "trinh"), ("co_quan", 0, "han_gui")


@pytest.mark.parametrize(
    ("change", "path", "value"),
    [
        (typed(7.5), UOC, "7.5"),
        (typed("7,5"), UOC, "7.5"),
        (typed(" 7,5 "), UOC, "7.5"),
        (typed("1.234,5"), UOC, "1234.5"),
        (typed("1,234.5"), UOC, "1234.5"),
        (typed("1.234.567"), UOC, "1234567"),
        (typed("12 345"), UOC, "12345"),
        (typed("12\u00a0345,5"), UOC, "12345.5"),
        (typed("\u22125"), UOC, "-5"),
        (typed("20,5%"), UOC, "20.5"),
        (typed(0.125, "0.0%"), UOC, "12.5"),
        (typed("-"), UOC, "None"),
        (typed("…"), UOC, "None"),
        (typed("   "), UOC, "None"),
        (typed("du\u031bo\u031b\u0301i 15", heading="KH 2025 trình"), (*TRINH,), "dưới 15"),
        (typed("7,3 - 7,8", heading="KH 2025 trình"), TRINH, "7,3 - 7,8"),
        (typed("X", heading="Trình HĐND (x)"), (*OWN, "trinh_hdnd"), "True"),
        (typed("có", heading="Trình HĐND (x)"), (*OWN, "trinh_hdnd"), "True"),
        (typed("càng CAO càng tốt", heading="Chiều"), (*OWN, "chieu"), "tang"),
        (put("Hoạt động", "Danh mục", "hd01", "a"), ("hoat_dong", 0, "danh_muc"), "A"),
        (put("Đơn vị và thôn", "Hạn gửi", "vp-tk", "5/12/2024"), HAN, "2024-12-05"),
        (put("Đơn vị và thôn", "Hạn gửi", "vp-tk", date(2024, 12, 5)), HAN, "2024-12-05"),
        (general("Lần lập (vòng)", "trình HĐND"), ("lan_lap",), "trinh-hdnd"),
        (rename("Ước 2024", "  ƯỚC   2024 "), UOC, "12.5"),
        (lambda book: book["Chỉ tiêu"].insert_rows(1, 3), UOC, "12.5"),
        (lambda book: book["Chỉ tiêu"].move_range("A3:AH30", cols=2), UOC, "12.5"),
        (lambda book: setattr(book["Chỉ tiêu"], "title", "CHI TIEU "), UOC, "12.5"),
        (lambda book: book.book.move_sheet("Chỉ tiêu", -5), UOC, "12.5"),
        (lambda book: book.book.create_sheet("Nháp").append(["của tôi", 1]), UOC, "12.5"),
        (below_the_spare_rows, ("chi_tieu", 2, "ket_qua", "uoc"), "3"),
        (hide, UOC, "12.5"),
        (lambda book: setattr(book["Chỉ tiêu"], "sheet_state", "hidden"), UOC, "12.5"),
        (lambda book: book["Chỉ tiêu"].merge_cells("A1:D1"), UOC, "12.5"),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(change: Change, path: tuple[str | int, ...], value: str) -> None:
    book = Book()
    change(book)
    found = book.read()
    assert [str(each) for each in found.problems if each.severity != "info"] == []
    assert found.plan is not None
    leaf = value_at(tree_of(found.plan), path)
    assert (target_text(leaf) if isinstance(leaf, Target) else str(leaf)) == value


CT = 'KH.xlsx, trang tính "Chỉ tiêu", ô '


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (typed("1.005"), CT + "P7: số “1.005” có hai cách đọc: 1,005 hay 1.005; gõ lại thành một con số"),
        (typed("nhiều"), CT + "P7: “nhiều” không phải là một con số; gõ lại"),
        (typed("=10+2.5"), CT + "P7: ô có công thức chưa được tính; mở tệp bằng Excel hoặc LibreOffice, lưu lại"),
        (typed("#REF!"), CT + "P7: ô có lỗi công thức #REF!; sửa công thức hoặc gõ lại giá trị [SO-01]"),
        (typed(date(2024, 12, 5)), CT + "P7: ô ghi ngày 05/12/2024, ở đây phải là số; chọn định dạng số"),
        (typed(True), CT + "P7: ô ghi TRUE, ở đây phải là số"),
        (typed(0.125, "0.0%"), CT + "P7: ô định dạng %, được đọc là 12,5 [SO-08]"),
        (typed("khoảng 14", heading="KH 2025 trình"), CT + "U7: “khoảng 14” không phải là một con số; gõ lại thành"),
        (typed("chắc", heading="Trình HĐND (x)"), CT + "Y7: “chắc” không rõ là có hay không; gõ x, hoặc để trống"),
        (typed("cao là tốt", heading="Chiều"), CT + "AF7: “cao là tốt” không dùng được ở cột “Chiều”; có phải là Càng cao"),
        (typed(None, heading="Mã"), CT + "A7: ô “Mã” để trống; điền ô này, hoặc xóa trắng cả dòng"),
        (rename("Ước 2024", "Ước 2023"), CT + "P3: tiêu đề “Ước 2023” là của năm khác; kế hoạch này cần “Ước 2024”"),
        (rename("6 tháng 2024", "Ước 2024"), "tiêu đề “Ước 2024” có hai cột; xóa hoặc đổi tên một cột"),
        (rename("Ước 2024", "Ước 2024 (tạm)"), CT + "P3: cột “Ước 2024 (tạm)” không thuộc mẫu nên không được đọc [SO-15]"),
        (rename("Ước 2024", "Cột lạ"), CT + "A3: không thấy cột “Ước 2024”; coi như để trống; thêm lại cột"),
        (rename("Mã", "Cột lạ"), CT + "A4: ô “Mã” để trống"),
        (rename("Trình HĐND (x)", "Trình HĐND (có)"), "tiêu đề “Trình HĐND (có)” được hiểu là “Trình HĐND (x)”"),
        (lambda book: book["Chỉ tiêu"].delete_rows(3), CT + "A1: không tìm thấy dòng tiêu đề cột của trang tính này"),
        (lambda book: setattr(book["Chỉ tiêu"], "title", "Biểu 1"), "KH.xlsx: không thấy trang tính “Chỉ tiêu”; coi như"),
        (lambda book: book.book.remove(book["Thông tin chung"]), "tệp không có trang tính “Thông tin chung” nên không phải"),
        (put("Đơn vị và thôn", "Hạn gửi", "vp-tk", "cuối tháng"), "ô G4: “cuối tháng” không phải là ngày; gõ ngày/tháng/năm"),
        (put("Đơn vị và thôn", "Hạn gửi", "vp-tk", "31/02/2024"), "trang tính \"Đơn vị và thôn\", ô G4: "),
        (put("Số liệu thôn", "Mã", "t2", "t9"), "ô A6: mã “t9” chưa có ở trang tính “Đơn vị và thôn”; thêm dòng"),
        (put("Số liệu thôn", "Thoát nghèo", "t2", 3), "ô G6: ô “Hộ nghèo đầu năm” để trống"),
        (put("Số liệu thôn", "Số hộ", "t1", 12.5), 'trang tính "Số liệu thôn", ô C5: '),
        (put("Hoạt động", "Hoạt động", "hd01", None), 'trang tính "Hoạt động", ô E4: ô “Hoạt động” để trống; điền ô này'),
        (put("Hoạt động", "Từ tháng", "hd01", 13), "ô Q4: “13” nằm ngoài khoảng cho phép của “Từ tháng”; xem lại giá trị"),
        (put("Hoạt động", "Danh mục", "hd01", "D"), "“D” không dùng được ở cột “Danh mục”; chọn một trong: A – có khả năng"),
        (put("Chuỗi mục tiêu", "Thuộc", "Mục tiêu cụ thể", "m9"), "ô A5: không thấy dòng trên “m9” của mục tiêu cụ thể này"),
        (general("Năm kế hoạch", None), 'trang tính "Thông tin chung", ô B16: ô “Năm kế hoạch” để trống'),
        (general("Lần lập (vòng)", "Nháp"), "“Nháp” không dùng được ở cột “Lần lập (vòng)”; chọn một trong: Dự thảo;"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_with_its_cell(change: Change, said: str) -> None:
    book = Book()
    change(book)
    problems = [str(problem) for problem in book.read().problems]
    assert any(said in problem for problem in problems), problems
    assert not any("khóa" in problem or "dòng “" in problem for problem in problems)
