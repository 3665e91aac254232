"""What changed between two versions of a plan, as it would be printed: figures, other cells, paragraphs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sedp_docs.figures import Figures
from sedp_docs.figures.labels import label
from sedp_docs.forms import Form
from sedp_docs.prose import Paragraph, Text
from sedp_docs.report.heads import fill
from sedp_docs.report.rows_actions import section_title
from sedp_docs.report.types import Report, Row, Table

ABSENT = "(không có)"


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed value: its key (figure name, or place in a table), what it is called, its text, where it is printed."""

    key: str
    label: str
    text: str
    documents: tuple[str, ...]
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what (mục), old (cũ), new (mới), where it is printed (nơi in), why (lý do)."""

    kind: Literal["so_lieu", "van_ban"]
    key: str
    what: str
    old: str
    new: str
    documents: tuple[str, ...]
    place: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the object that `--json` prints."""
        what: dict[str, object] = {"loai": self.kind, "ma": self.key, "muc": self.what, "cu": self.old, "moi": self.new}
        return what | {"noi_in": list(self.documents), "o": self.place, "ly_do": self.reason}


def printed_values(reports: Iterable[Report], figures: Figures) -> dict[str, Printed]:
    """Return every figure and table cell that the reports print, by key; one that stands in several lists them all."""
    out: dict[str, Printed] = {}
    for report in reports:
        for value in (*_figures(report, figures), *_cells(report, figures)):
            known = out.get(value.key)
            documents = tuple(dict.fromkeys((*(known.documents if known else ()), *value.documents)))
            out[value.key] = replace(known or value, documents=documents)
    return out


def _figures(report: Report, figures: Figures) -> Iterator[Printed]:
    for name, cell in report.figures.items():
        full = figures.slot_name(name)
        yield Printed(full, label(figures, full), cell.text, (report.form.id,))


def _cells(report: Report, figures: Figures) -> Iterator[Printed]:
    for table in report.tables.values():
        titles = {c.id: fill(": ".join(part for part in (c.group, c.title) if part), figures.plan) for c in table.layout.columns}
        for row_label, row in _labelled(table):
            for column, cell in row.cells.items():
                if column in titles and column != "stt" and cell.figure not in report.figures and cell.text != row_label:
                    key = f"{table.layout.id}/{row_label}/{column}"
                    yield Printed(
                        key, f"{row_label}, {titles[column].lower()}", cell.text, (report.form.id,), cell.raw is not None
                    )


def _labelled(table: Table) -> Iterator[tuple[str, Row]]:
    seen: dict[str, int] = {}
    for row in table.rows:
        name = next(
            (row.cells[c.id].text for c in table.layout.columns if c.id != "stt" and c.id in row.cells and row.cells[c.id].text),
            "",
        )
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})", row


def compare_values(old: Mapping[str, Printed], new: Mapping[str, Printed]) -> list[Change]:
    """Return the printed values that differ, in the order of the new version, then those that are gone.

    A figure that only begins or ceases to be printed, while its indicator stands in both versions, did not change.
    """
    out = []
    codes = {_code(key) for key in old} & {_code(key) for key in new}
    for key in (*new, *(key for key in old if key not in new)):
        before, after = old.get(key), new.get(key)
        known = after or before
        if (before is None or after is None) and _code(key) in codes:
            continue
        if known and (before is None or after is None or before.text != after.text):
            texts = (before.text if before else ABSENT, after.text if after else ABSENT)
            out.append(Change("so_lieu", key, known.label, *texts, known.documents))
    return out


def with_reasons(changes: Sequence[Change], reasons: Mapping[str, str]) -> list[Change]:
    """Return the changes with the reasons that were given for them: the longest key that a change's key begins with counts.

    Args:
        changes: from `compare_values` and `compare_texts`.
        reasons: by key: a figure ("ty_le_ho_ngheo.kh_sau.trinh"), all figures of a code ("ty_le_ho_ngheo"), a section
            ("ke-hoach/II.III.1") or a whole document ("ke-hoach").
    """
    by_length = sorted(reasons, key=len, reverse=True)
    keys = ((each, next((key for key in by_length if explains(key, each.key)), "")) for each in changes)
    return [replace(change, reason=reasons[key]) if key else change for change, key in keys]


def explains(key: str, changed: str) -> bool:
    """Tell whether a reason under `key` is one for a change under `changed`."""
    return changed == key or changed.startswith((f"{key}.", f"{key}/"))


def origins(changes: Sequence[Change], figures: Figures) -> list[Change]:
    """Return the changes without those that only follow from changed figures.

    These are computed cells in the row of a changed indicator, its percentages and growth, and paragraphs where nothing
    but cited figures is new.
    """
    changed = [each for each in changes if each.kind == "so_lieu" and "/" not in each.key]
    rows = {figures.quantities[code].name for each in changed if (code := _code(each.key)) in figures.quantities}
    values = {_code(each.key) for each in changed if not _is_ratio(each.key, figures)}
    before, after = ({found for each in changed for found in _NUMBER.findall(text(each))} for text in (_old, _new))
    return [
        each
        for each in changes
        if not (each.kind == "so_lieu" and "/" in each.key and each.key.split("/")[1] in rows)
        and not (each.kind == "so_lieu" and _code(each.key) in values and _is_ratio(each.key, figures))
        and not (each.kind == "van_ban" and _only_numbers(each, before, after))
    ]


def _is_ratio(key: str, figures: Figures) -> bool:
    """Tell whether a key is that of a percentage or a growth of a series, which is computed from its values."""
    return "/" not in key and _code(key) in figures.quantities and figures[key].style in ("percent", "change")


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _old(change: Change) -> str:
    return change.old


def _new(change: Change) -> str:
    return change.new


def _only_numbers(change: Change, before: set[str], after: set[str]) -> bool:
    """Tell whether two paragraphs have the same words, and other numbers only where those of changed figures stand."""
    pairs = zip(_NUMBER.findall(change.old), _NUMBER.findall(change.new), strict=False)
    same_words = _NUMBER.sub("", change.old) == _NUMBER.sub("", change.new)
    return same_words and all(old == new or (old in before and new in after) for old, new in pairs)


def unexplained(changes: Sequence[Change]) -> list[str]:
    """Return the keys of changes without a reason; what follows from a change that has one needs none.

    A computed cell of a table follows from figures, and the figures of a code from one of them.
    """
    explained = {_code(change.key) for change in changes if change.reason}
    out: dict[str, str] = {}
    for each in changes:
        about = each.key if each.kind == "van_ban" else _code(each.key)
        if not each.reason and about not in explained and (each.kind == "van_ban" or "/" not in each.key):
            out.setdefault(about, each.key)
    return list(out.values())


def _code(key: str) -> str:
    return key if "/" in key else key.split(".")[0]


def compare_texts(old: Sequence[Report], new: Sequence[Report]) -> list[Change]:
    """Return the paragraphs of prose that differ, section by section."""
    out: list[Change] = []
    before = {report.form.id: report for report in old}
    for report in new:
        earlier = before[report.form.id].blocks if report.form.id in before else {}
        for key, text in report.blocks.items():
            out.extend(_paragraph_changes(report.form, key, earlier.get(key, Text()), text))
    return out


def _paragraph_changes(form: Form, key: str, old: Text, new: Text) -> Iterator[Change]:
    section = f"{form.title}, {section_title(key) if form.has_outline else f'Mục {key}'}"
    before, after = paragraphs(old), paragraphs(new)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for i in range(max(b - a, d - c)):
            left = before[a + i] if a + i < b else ABSENT
            right = after[c + i] if c + i < d else ABSENT
            place = f"{section}, đoạn {c + i + 1 if c + i < d else a + i + 1}"
            yield Change("van_ban", f"{form.id}/{key}", place, left, right, (form.id,))


def paragraphs(text: Text) -> list[str]:
    """Return the paragraphs of a section as plain text."""
    return ["".join(run.text for run in block.runs) for block in text.blocks if isinstance(block, Paragraph)]
