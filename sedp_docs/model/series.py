"""A quantity over the years of a plan: history, plan of year X, results by period, plan of year X+1."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from sedp_docs.model.base import Part, titled
from sedp_docs.model.values import Number, Target, TargetValue, Year, refuse, without_nulls
from sedp_docs.text import shortened

Period = Literal["q1", "thang_6", "thang_9", "thang_11", "uoc", "nam"]
PERIODS: tuple[Period, ...] = ("q1", "thang_6", "thang_9", "thang_11", "uoc", "nam")
PERIOD_TITLES: Mapping[Period, str] = MappingProxyType(
    {
        "q1": "Quý I",
        "thang_6": "6 tháng",
        "thang_9": "9 tháng",
        "thang_11": "11 tháng",
        "uoc": "Ước cả năm",
        "nam": "Thực hiện cả năm",
    }
)
NEXT_SLOTS = ("kh_sau.giao", "kh_sau.trinh", "kh_sau.hdnd")
SLOTS = ("kh.giao", "kh.hdnd", *PERIODS, *NEXT_SLOTS, "muc_tieu_5_nam")


class CurrentPlan(Part):
    """The plan of year X: as assigned from above, as resolved by the council; a bare value means both."""

    assigned: TargetValue | None = titled("Giao", default=None, help="Kế hoạch năm X do cấp trên giao")
    resolved: TargetValue | None = titled("HĐND", default=None, help="Kế hoạch năm X do HĐND quyết nghị")

    @model_validator(mode="before")
    @classmethod
    def _bare_value_means_both(cls, value: Any) -> Any:
        return value if isinstance(value, (dict, cls)) or value is None else {"giao": value, "hdnd": value}


class NextPlan(Part):
    """The plan of year X+1: as assigned from above, as submitted to the council, as resolved by it."""

    assigned: TargetValue | None = titled("Giao", default=None, help="Kế hoạch năm X+1 do cấp trên giao")
    submitted: TargetValue | None = titled("Trình", default=None, help="Kế hoạch năm X+1 trình HĐND")
    resolved: TargetValue | None = titled("HĐND", default=None, help="Kế hoạch năm X+1 HĐND quyết nghị")

    @model_validator(mode="before")
    @classmethod
    def _say_which(cls, value: Any) -> Any:
        if not isinstance(value, (dict, cls)):
            message = "kế hoạch năm sau phải nói rõ là số giao, số trình hay số quyết nghị"
            refuse("kh_sau", message, f"viết kh_sau: {{trinh: {shortened(str(value))}}}")
        return value


class Series(Part):
    """What every row of figures carries, on the indicator sheet and on the sheets that feed it."""

    history: Annotated[dict[Year, Number], BeforeValidator(without_nulls)] = titled(
        "Lịch sử", default={}, help="Thực hiện các năm trước năm X, theo năm"
    )
    plan: CurrentPlan | None = titled("KH", default=None, help="Kế hoạch năm X")
    results: dict[Period, Number | None] = titled("Kết quả", default={}, help="Kết quả năm X theo kỳ")
    next_plan: NextPlan | None = titled("KH sau", default=None, help="Kế hoạch năm X+1")
    five_year: TargetValue | None = titled("Mục tiêu 5 năm", default=None, help="Mục tiêu của kế hoạch 5 năm")

    def at(self, slot: str) -> Target | None:
        """Return the written value of a slot: a year ("2023"), a period, "kh.giao", "kh_sau.trinh" …, or None."""
        if slot.isdigit():
            return _typed(self.history.get(int(slot)))
        if slot in PERIODS:
            return _typed(self.results.get(slot))
        return self._planned(slot)

    def _planned(self, slot: str) -> Target | None:
        if slot == "muc_tieu_5_nam":
            return self.five_year
        part, name = _PLANNED[slot]
        owner = getattr(self, part)
        return getattr(owner, name) if owner else None


_PLANNED = {
    "kh.giao": ("plan", "assigned"),
    "kh.hdnd": ("plan", "resolved"),
    "kh_sau.giao": ("next_plan", "assigned"),
    "kh_sau.trinh": ("next_plan", "submitted"),
    "kh_sau.hdnd": ("next_plan", "resolved"),
}


def _typed(amount: Decimal | None) -> Target | None:
    return None if amount is None else Target("value", amount)
