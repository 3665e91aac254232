"""What a dossier needs beyond the plan: papers of others, reasons for edits, the council's deadlines."""

from __future__ import annotations

from typing import Literal

from sedp_docs.model.base import Part, titled
from sedp_docs.model.values import Count, Day


class OtherPaper(Part):
    """A paper that somebody else wrote: cited by its number, or a piece of a dossier."""

    code: str = titled("Mã", help="Mã để dẫn đến, ví dụ bao-cao-tham-tra, quyet-dinh-giao-cap-tren")
    type: str = titled("Tên loại", help="Ví dụ: Báo cáo, Quyết định, Thông báo")
    number: str = titled("Số, ký hiệu", default="", help="Ví dụ 15/BC-HĐND; để trống đến khi có", key="so_ky_hieu")
    day: Day | None = titled("Ngày", default=None)
    body: str = titled("Cơ quan", default="", help="Cơ quan ban hành")
    subject: str = titled("Trích yếu", default="")
    file: str = titled("Tệp", default="", help="Tệp của văn bản này, cạnh tệp kế hoạch; được chép vào hồ sơ")


class EditReason(Part):
    """Why something was changed between two rounds; `what` is the key of the change as `diff --json` names it."""

    what: str = titled("Mục", help="Tên số liệu (ty_le_ho_ngheo.kh_sau.trinh) hoặc tài liệu/số mục (ke-hoach/II.III.1)")
    reason: str = titled("Lý do")


class Dossier(Part):
    """Settings of the dossier for the council; what is empty follows the era or is not printed."""

    to_standing: Count | None = titled("Hạn gửi Thường trực", default=None, help="Số ngày trước khai mạc, kể cả các Ban")
    to_deputies: Count | None = titled("Hạn gửi đại biểu", default=None, help="Số ngày trước khai mạc")
    previous: str = titled("Bản trước", default="", help="Tệp kế hoạch của lần gửi trước, để lập bảng nội dung chỉnh sửa")
    verb: str = titled("Động từ", default="", help="Động từ của Điều 1 nghị quyết: thông qua, thống nhất …")
    base_paper: Literal["KH", "BC", "TTr", ""] = titled(
        "Văn bản gốc", default="", help="Nghị quyết xét văn bản nào của UBND: KH, BC, TTr"
    )
