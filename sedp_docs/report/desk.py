"""Where a report is written: figures are taken from one place, and what was taken is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from sedp_docs.catalog import Catalog
from sedp_docs.figures import Figures, UnknownFigureError, Verdict
from sedp_docs.forms import Form
from sedp_docs.model import Plan
from sedp_docs.model.sheets import Indicator
from sedp_docs.prose import MISSING_CLOSE, MISSING_OPEN
from sedp_docs.report.format import DIFFERENCE_MARK, DIFFERENCE_NOTE, in_prose, in_table, signed, target_text
from sedp_docs.report.slips import Respondent
from sedp_docs.report.types import Cell, Debt
from sedp_docs.text import DASH, lower_first, number, sentence_list, short_date

NONE = "không có chỉ tiêu nào"


class Edited(Protocol):
    """What the table of edits between rounds needs of a change: `diff.Change` has it; the reason may be empty."""

    @property
    def what(self) -> str:
        """Mục."""

    @property
    def old(self) -> str:
        """Cũ."""

    @property
    def new(self) -> str:
        """Mới."""

    @property
    def reason(self) -> str:
        """Lý do, để trống khi chưa ghi."""


@dataclass
class Desk:
    """The plan, its figures and the debts, for one document; `printed` collects each figure that it prints.

    `respondent` is the village or office that a form for hand filling is for; `unit` the only one whose annex is wanted;
    `edits` are the changes since the last round.
    """

    plan: Plan
    catalog: Catalog
    figures: Figures
    debts: Mapping[str, Debt] = field(default_factory=dict)
    printed: dict[str, Cell] = field(default_factory=dict)
    respondent: Respondent | None = None
    form: Form | None = None
    unit: str = ""
    edits: Sequence[Edited] = ()

    def cell(self, name: str) -> Cell:
        """Return a figure for a table, without its unit."""
        figure = self.figures[name]
        self.sentence(name)
        missing = self._missing(name, computed=figure.style == "value", short=True)
        return Cell(missing or in_table(figure), figure.amount, figure.decimals, name, bool(missing))

    def sentence(self, name: str) -> str:
        """Return a figure for a sentence, with its unit; a missing one between the marks that print yellow."""
        figure = self.figures[name]
        names = [lower_first(self.title(code)) for code in figure.codes]
        text = (sentence_list(names) or NONE) if figure.style == "names" else in_prose(figure)
        missing = self._missing(name, computed=True)
        self.printed[name] = Cell(missing or text, figure.amount, figure.decimals, name, bool(missing))
        return f"{MISSING_OPEN}{missing}{MISSING_CLOSE}" if missing else text

    def compared(self, code: str, ratio: str, over: str, under: str) -> Cell:
        """Return a percentage, or for a rate the difference in points, marked."""
        if not self.figures.quantities[code].is_rate:
            return self.cell(f"{code}.{ratio}")
        now, then = (self.figures[f"{code}.{slot}"].amount for slot in (over, under))
        if now is None or then is None:
            return Cell(DASH)
        decimals = self.figures.quantities[code].decimals
        text, name = signed(now - then, decimals) + DIFFERENCE_MARK, f"{code}.{over} − {code}.{under}"
        return Cell(text, now - then, decimals, name, difference=True)

    def difference_note(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the note on differences in points when one of the series is a rate."""
        return (DIFFERENCE_NOTE,) if any(self.figures.quantities[code].is_rate for code in codes) else ()

    def judged(self, *verdicts: Verdict) -> list[Indicator]:
        """Return the plan's indicators with one of these verdicts, in its order."""
        return [each for each in self.plan.indicators if self.figures.verdicts.get(each.code) in verdicts]

    def money(self, amount: Decimal | None) -> Cell:
        """Return an amount of money in the level's unit, without the unit; a dash for none or nothing."""
        decimals = self.catalog.level.money_decimals
        return Cell(number(amount, decimals), amount, decimals) if amount else Cell(DASH)

    def title(self, code: str) -> str:
        """Return the printed name of a series."""
        return self.figures.quantities[code].name

    def hidden_columns(self) -> frozenset[str]:
        """Return the ids of the columns that no table prints for this unit: those on the council where there is none."""
        if self.plan.unit.has_council:
            return frozenset()
        return frozenset(c.id for layout in self.catalog.tables.values() for c in layout.columns if c.when == "co_hdnd")

    def who(self, codes: tuple[str, ...] | str) -> str:
        """Return the printed names of offices or villages."""
        listed = (codes,) if isinstance(codes, str) else codes
        return "; ".join(self.plan.name_of(code) for code in listed if code)

    def who_short(self, codes: tuple[str, ...]) -> str:
        """Return offices by their abbreviations where they have one, for narrow columns."""
        offices = [(code, self.plan.office(code)) for code in codes]
        return "; ".join(office.short if office and office.short else self.plan.name_of(code) for code, office in offices)

    def _missing(self, name: str, *, computed: bool, short: bool = False) -> str:
        """Return what stands for a value that is owed; `computed`: also for one that is computed from such a value."""
        own = self.debts.get(self.figures.slot_name(name))
        debt = next(owed(self.figures, self.debts, name), None) if computed else own
        if debt is None or self.figures[name].target is not None:
            return ""
        return self._short_debt(debt) if short else debt_text(debt)

    def _short_debt(self, debt: Debt) -> str:
        """Return what a narrow table cell prints: the office by its abbreviation, the day without the year."""
        office = next((each.short for each in self.plan.offices if each.name == debt.office and each.short), debt.office)
        due = f", hạn {debt.due:%d/%m}" if debt.due else ""
        return f"[chưa có: {office}{due}]"


def owed(figures: Figures, debts: Mapping[str, Debt], name: str) -> Iterator[Debt]:
    """Yield the debts for which a figure has no value: its own, else those of what it is computed from."""
    try:
        figure = figures[name]
    except UnknownFigureError:
        return
    own = debts.get(figures.slot_name(name))
    if figure.target is None and own:
        yield own
    elif figure.target is None:
        for each in figure.inputs:
            yield from owed(figures, debts, each)


def debt_text(debt: Debt) -> str:
    """Return what a draft prints in place of a missing value."""
    due = f", hạn {short_date(debt.due)}" if debt.due else ""
    return f"[chưa có: {debt.office}{due}]"


def day_of(day: date | None) -> str:
    """Return a date for a table, or nothing."""
    return short_date(day) if day else ""


__all__ = ["Desk", "day_of", "debt_text", "target_text"]
