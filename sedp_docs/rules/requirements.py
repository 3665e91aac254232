"""What the Lào Cai procedure asks of a plan, point by point, and where the program looks at it: none may get lost.

The points stand in QĐ 1131/QĐ-UBND (Lào Cai, 2015). Where the text gives two dates for one thing, both are held and
neither is a fault of the user.
"""

from __future__ import annotations

from dataclasses import dataclass

_CALENDAR = "`sedp-docs calendar` cho biết thời hạn"
_MEETING = "việc ở hội nghị, không có trong số liệu kế hoạch"
_TEAM = "thành phần tổ công tác không có trong số liệu kế hoạch"
_LETTER = "văn bản hướng dẫn, không do chương trình lập"
_OUTLINE = "đề cương là dữ liệu của quy trình, in đúng chữ và thứ tự"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A point of the procedure: the rules that check it, or (and) what is done about it instead."""

    number: int
    level: str
    text: str
    rules: tuple[str, ...] = ()
    instead: str = ""


_Row = Requirement
# fmt: off
REQUIREMENTS = (
    _Row(1, "xã, bước 1", "Tổ công tác xã: tổ trưởng là Chủ tịch hoặc Phó Chủ tịch, một thư ký, 3 - 5 thành viên", (), _TEAM),
    _Row(2, "xã, bước 1", "Thư ký là công chức Văn phòng - Thống kê hoặc Kế toán", (), _TEAM),
    _Row(3, "thôn", "Tổ công tác thôn: trưởng thôn hoặc bí thư chi bộ đứng đầu, 3 - 5 thành viên", (), _TEAM),
    _Row(4, "thôn", "Tổ công tác thôn có phụ nữ", (), _TEAM),
    _Row(5, "thôn", "Tổ công tác thôn có đoàn thể, hộ nghèo", (), _TEAM),
    _Row(10, "thôn, bước 2", "Thôn nêu kết quả, tồn tại, nguyên nhân, giải pháp, hoạt động", (), "các phần của biểu F-DX"),
    _Row(11, "thôn, xã, bước 2", "Tìm trước giải pháp không cần vốn bên ngoài", ("HD-25",)),
    _Row(12, "thôn, bước 2", "Họp thôn xếp thứ tự ưu tiên", ("HD-08",)),
    _Row(13, "thôn, bước 2", "Thống nhất phần dân đóng góp", ("HD-14",)),
    _Row(14, "xã, bước 2", "Đơn vị nêu cả đánh giá và giải pháp", ("TM-05",), "phiếu gửi đơn vị có cả hai phần"),
    _Row(15, "xã, bước 3", "Hoạt động nêu nội dung, khái toán, thời gian, đối tượng, mức đóng góp", ("HD-04", "HD-11", "HD-14")),
    _Row(16, "xã, bước 3", "So tổng đề xuất với khả năng nguồn vốn", ("HD-26",)),
    _Row(17, "xã, bước 4", "Mỗi hoạt động nằm trong đúng một danh mục", ("HD-01",)),
    _Row(18, "xã, bước 4", "Hoạt động loại bỏ hoặc cần xác minh có lý do", ("HD-02",)),
    _Row(19, "xã, bước 4", "Đã bố trí vốn thì chuyển sang danh mục A, nêu nguồn", ("HD-03", "HD-05")),
    _Row(20, "xã, bước 4", "Bố trí không quá khả năng của từng nguồn", ("HD-23", "HD-24", "PL-47")),
    _Row(21, "xã, bước 4", "Hai danh mục đều xếp ưu tiên", ("HD-06", "HD-07")),
    _Row(22, "xã, bước 4", "Thành phần hội nghị xã", (), _MEETING),
    _Row(23, "xã, bước 4", "Thảo luận theo ba nhóm", (), _MEETING),
    _Row(24, "huyện, xã, bước 5", "Văn kiện gồm toàn văn, khung kế hoạch, khung TDĐG", (), "danh mục hồ sơ giai đoạn văn kiện"),
    _Row(25, "mọi cấp, bước 5", "Khung kế hoạch lặp lại đúng số của toàn văn", (), "cùng in từ một số liệu"),
    _Row(26, "mọi cấp, Phần I", "Khung TDĐG đủ bảy thông tin", ("TD-01", "TD-02", "TD-03")),
    _Row(27, "mọi cấp, Phần I", "Chuỗi mục tiêu chung, mục tiêu cụ thể, đầu ra, hoạt động", ("HD-20", "HD-21")),
    _Row(28, "mọi cấp, Phần I", "Hoạt động nêu nguồn lực và người chịu trách nhiệm", ("HD-03", "HD-10")),
    _Row(29, "mọi cấp, Phần I", "Nhấn mạnh nhóm dễ bị tổn thương", ("HD-22",)),
    _Row(30, "tỉnh, đề cương", "Đề cương cấp tỉnh bốn phần", ("TM-03", "TM-05"), _OUTLINE),
    _Row(31, "huyện, đề cương", "Đề cương cấp huyện ba phần", ("TM-03", "TM-05"), _OUTLINE),
    _Row(32, "xã, đề cương", "Đề cương cấp xã hai phần", ("TM-03", "TM-05"), _OUTLINE),
    _Row(33, "xã, bước 6", "Tham vấn sau khi có chỉ tiêu, ngân sách huyện giao", ("HS-06",)),
    _Row(34, "xã, bước 6", "Phản hồi bằng văn bản cho người dân", ("YK-01", "YK-02")),
    _Row(35, "tỉnh, huyện, bước 6", "Công khai kế hoạch và gửi lên cấp trên", (), "danh mục hồ sơ giai đoạn giao"),
    _Row(36, "mọi cấp, bước 6", "Bản cập nhật nêu rõ nội dung đã chỉnh sửa", (), "bảng chỉnh sửa của hồ sơ, lý do ở `sua_doi`"),
    _Row(37, "huyện, bước 4, 5", "Nội dung chưa thống nhất với xã giữ lại kèm lập luận", ("YK-01", "CL-02")),
    _Row(38, "huyện, bước 4", "Kế hoạch ngành tách việc của Sở và của huyện", (), "chương trình không lập kế hoạch phòng, ban"),
    _Row(39, "huyện, bước 2", "Thông tin phải sửa được gửi lại trong 3 ngày", (), "hai ngày này không có trong số liệu"),
    _Row(40, "huyện, bước 2", "Kế hoạch định hướng có ba nội dung", (), _LETTER),
    _Row(41, "tỉnh, huyện, bước 1", "Hướng dẫn bổ sung có ba nội dung", (), _LETTER),
    _Row(42, "huyện, bước 1", "Văn bản triển khai nêu mục đích, trách nhiệm, thời hạn", (), _LETTER),
    _Row(43, "tỉnh, huyện, bước 6", "Chỉ tiêu HĐND thông qua được giao cho từng đơn vị", ("HS-05",)),
    _Row(44, "mọi cấp, bước 5", "Xin ý kiến Thường trực HĐND trước khi gửi cấp trên", ("HS-07",)),
    _Row(45, "mọi cấp", "Cấp dưới gửi trước khi cấp trên tổng hợp", ("LH-01", "LH-04"), _CALENDAR),
    _Row(46, "tỉnh", "Số liệu thống kê của cơ quan thống kê, hoặc giải thích", ("PL-53", "PL-54")),
    _Row(47, "tỉnh, huyện", "Kế hoạch năm dẫn về kế hoạch 5 năm, chương trình hành động", ("HD-27",)),
    _Row(48, "mọi cấp, Phần I", "Có chỉ tiêu thu, chi ngân sách và được giao", ("PL-44", "TH-04")),
    _Row(49, "huyện, bước 3, 5", "Gửi dự thảo cho đại biểu trước hội nghị", ("LH-01",), _CALENDAR),
    _Row(50, "huyện, bước 5", "Thành phần hội nghị lần hai", (), _MEETING),
)
"""The numbers are those of our list of the procedure's points; 6–9 do not exist."""

GENERAL = (
    _Row(1, "mọi quy trình", "Văn bản ghi ngày đúng hạn của quy trình", ("LH-01", "LH-02"), _CALENDAR),
    _Row(2, "mọi quy trình", "Sản lượng từ diện tích, năng suất; tổng từ phần; cơ cấu bằng 100%", ("PL-10", "PL-12", "PL-15")),
    _Row(3, "mọi quy trình", "Số đếm cộng lên; tỷ lệ tính lại từ tử, mẫu", ("PL-10", "PL-34"), "cách tổng hợp ở danh mục"),
    _Row(4, "mọi quy trình", "Chi không quá thu", ("PL-40", "PL-41")),
    _Row(5, "mọi quy trình", "Tỷ lệ so với kế hoạch, so với năm trước do chương trình tính", ("TM-01",)),
    _Row(6, "mọi quy trình", "Bước cấp huyện chỉ khi còn cấp huyện", ("TK-05",)),
)
# fmt: on
