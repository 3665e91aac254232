"""A deadline as a data file declares it: by a day of year X, or counted back from the session of the council."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from sedp_docs.evidence import Sourced
from sedp_docs.model.base import titled
from sedp_docs.model.plan import LevelId, Round
from sedp_docs.model.values import Count, Day, Flag

_MONTH_DAY = r"^((0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$"


class Task(Sourced):
    """Something that is to be done by a day. Words may hold slots, see `schedule`."""

    id: str = titled("Mã")
    what: str = titled("Việc")
    who: str = titled("Ai")
    to: str = titled("Gửi đến", default="")
    papers: str = titled("Văn bản", default="", help="Văn bản, tài liệu của việc, bằng lời")
    documents: tuple[str, ...] = titled("Tài liệu", default=(), help="Mã các tài liệu của ta mà hạn này áp dụng")
    rounds: tuple[Round, ...] = titled("Lần lập", default=(), help="Các lần lập mà ngày của tài liệu được so với hạn")


class Deadline(Task):
    """A deadline of a procedure, as a day of year X; without a day `timing` says who or what sets it."""

    level: LevelId = titled("Cấp")
    others: tuple[LevelId, ...] = titled("Liên quan", default=(), help="Các cấp khác cũng phải biết hạn này")
    sector: Flag = titled("Kế hoạch ngành", default=False, help="Hạn của sở lập kế hoạch ngành")
    start: str = titled("Từ", default="", pattern=_MONTH_DAY, help="Tháng-ngày")
    end: str = titled("Hạn", default="", pattern=_MONTH_DAY, help="Tháng-ngày")
    bound: Literal["truoc", "den", "trong"] = titled(
        "Kiểu", default="truoc", help="truoc: xong trước ngày ấy; den: chậm nhất ngày ấy; trong: trong thời gian đến hết ngày ấy"
    )
    next_year: Flag = titled("Năm sau", default=False, help="Ngày của năm X+1")
    approximate: Flag = titled("Khoảng", default=False, help="Văn bản không ghi ngày; ngày ở đây là ước chừng")
    timing: str = titled("Thời gian", default="", help="Thời gian bằng lời của văn bản")
    same_as: str = titled("Cùng việc", default="", help="Các mục có cùng giá trị là một việc mà văn bản ghi nhiều ngày")
    note: str = titled("Ghi chú", default="")


class SessionDeadline(Task):
    """A deadline counted back from the opening day of the council's session; `until` is the last day of its rule."""

    days: Mapping[LevelId, Count] = titled("Số ngày", help="Số ngày trước ngày khai mạc, theo cấp")
    until: Day | None = titled("Đến ngày", default=None, help="Sau ngày này số ngày do quy chế của từng HĐND, ghi trong kế hoạch")
    setting: Literal["han_gui_thuong_truc", "han_gui_dai_bieu"] = titled(
        "Cài đặt", help="Khóa trong ho_so của kế hoạch, số ngày ghi ở đó thay số ở đây"
    )

    def lead(self, level: LevelId, opening: date, own: int | None = None) -> int | None:
        """Return how many days before the opening: the plan's `own`, else the rule's while it is in force."""
        if own is not None:
            return own
        return None if self.until and opening > self.until else self.days.get(level)
