"""A figure: one number of the plan under its name, with its formula and origin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sedp_docs.model import Target
from sedp_docs.problems import Path

Style = Literal["value", "percent", "change", "count", "money", "names"]


class UnknownFigureError(LookupError):
    """No figure has this name; `near` holds the most similar ones."""

    def __init__(self, name: str, near: list[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the plan.

    `style` says how it is printed: a value with its unit, a percentage, a change ("tăng 5,2%"; in điểm phần trăm when
    `points`), a count, money, or names (`codes`, of indicators). `target` is None when the value is missing. `code` is
    the series that the name begins with, empty for counts.
    """

    name: str
    code: str
    style: Style
    target: Target | None
    unit: str = ""
    decimals: int = 0
    points: bool = False
    formula: str = ""
    inputs: tuple[str, ...] = ()
    path: Path = ()
    codes: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """Return the number behind the figure, or None."""
        return self.target.amount if self.target else None
