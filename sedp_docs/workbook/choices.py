"""The words of a choice: which values a column may take, what a planner reads for each, what else people type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sedp_docs.catalog import Catalog
from sedp_docs.model.unit import UnitKind
from sedp_docs.text import slug
from sedp_docs.workbook.kinds import choices_of_type
from sedp_docs.workbook.layout import WorkbookLayout
from sedp_docs.workbook.shapes import LEVELS, LIST_TITLES, OFFICE


@dataclass(frozen=True)
class Choice:
    """Values and the words shown for them; `closed`: nothing else is allowed."""

    words: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False

    def shown(self, value: str) -> str:
        """Return the words for a value; an unknown value is shown as it is."""
        return self.words.get(value, value)

    def value(self, text: str) -> str:
        """Return the value behind what was typed; what is none of the words stays as it is.

        "A" is enough for "A – có khả năng huy động được nguồn vốn".
        """
        typed = slug(text)
        if text in self.words or not typed:
            return text
        for value, words in self.words.items():
            if (self.closed or words != value) and typed in (slug(words), slug(words.partition(" – ")[0])):
                return value
        return text

    def allows(self, value: str) -> bool:
        """Tell whether a value may stand in the column."""
        return not self.closed or value in self.words


FREE = Choice()


def choices(layout: WorkbookLayout, catalog: Catalog, tree: Mapping[str, Any]) -> dict[str, Choice]:
    """Return the choices by name: those of the declaration, of the procedure, and of the plan's own lists."""
    fixed = {name: Choice(words, closed=name in CLOSED) for name, words in layout.choices.items()}
    offices, villages = tree.get("co_quan", ()), tree.get("thon", ())
    outputs = [output for goal in tree.get("muc_tieu", ()) for specific in goal.get("muc_tieu_cu_the", ())
               for output in specific.get("dau_ra", ())]  # fmt: skip
    return fixed | {
        "linh_vuc": Choice({each.code: each.name for each in catalog.profile.fields}),
        "nguon_von": Choice({each.code: each.code for each in catalog.profile.funds}),
        "co_quan": Choice(_own(offices)),
        "don_vi_va_thon": Choice(_own([*offices, *villages])),
        "dau_ra": Choice(_own(outputs)),
        "chi_tieu": Choice(_own(tree.get("chi_tieu", ()))),
        "loai_don_vi": Choice({kind: kind for kind in (OFFICE, *choices_of_type(UnitKind))}, closed=True),
        "bac": Choice({level: level.capitalize() for level in LEVELS}, closed=True),
        "phan": Choice(LIST_TITLES, closed=True),
    }


CLOSED = frozenset(("cap", "lan_lap", "chieu", "tong_hop", "loai_so", "nhom_cay", "phan_ngan_sach", "khoan", "phan_du_an",
                    "giai_doan", "gia", "ket_qua_y_kien", "ky", "danh_muc"))  # fmt: skip
"""Choices of the declaration whose values are the model's own."""


def _own(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {str(row["ma"]): str(row["ma"]) for row in rows if row.get("ma")}
