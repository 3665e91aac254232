"""Codes: unique, well formed, and known where they are referred to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sedp_docs.problems import Path
from sedp_docs.rules.plan.references import KIND_TITLES, known_codes, references, sheets
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.words import suggestion
from sedp_docs.text import shortened

RESERVED = ("dem", "ds", "hoat_dong", "du_an")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def _figure_codes(case: Case) -> list[tuple[Path, str]]:
    return [((key, i), row.code) for key, rows in sheets(case) for i, row in enumerate(rows)]


def _goal_codes(case: Case) -> Iterator[tuple[Path, str]]:
    for i, goal in enumerate(case.plan.goals):
        yield ("muc_tieu", i), goal.code
        for j, specific in enumerate(goal.specific):
            yield ("muc_tieu", i, "muc_tieu_cu_the", j), specific.code
            for k, output in enumerate(specific.outputs):
                yield ("muc_tieu", i, "muc_tieu_cu_the", j, "dau_ra", k), output.code


def _code_groups(case: Case) -> Iterator[list[tuple[Path, str]]]:
    """Yield the lists in which a code may stand only once."""
    plan = case.plan
    yield _figure_codes(case)
    offices = [(("co_quan", i), row.code) for i, row in enumerate(plan.offices)]
    villages = [(("thon", i), row.code) for i, row in enumerate(plan.villages)]
    yield [*offices, *villages, *((("don_vi_cap_duoi", i), row.code) for i, row in enumerate(plan.subordinates))]
    yield list(_goal_codes(case))
    yield [(("hoat_dong", i), row.code) for i, row in enumerate(plan.activities)]
    yield [(("du_an", i), row.code) for i, row in enumerate(plan.projects)]
    yield [(("van_ban_khac", i), row.code) for i, row in enumerate(plan.other_papers)]
    yield [(("nguon_luc", i), row.code) for i, row in enumerate(plan.resources)]


@rule("PL-01", "Mỗi mã chỉ dùng cho một dòng")
def code_twice(case: Case) -> Iterator[Finding]:
    """A code names two rows; each row needs its own, across all sheets that figures come from."""
    for group in _code_groups(case):
        first: dict[str, Path] = {}
        for path, code in group:
            if code in first:
                place = case.sources.at((*first[code], "ma")).place
                yield Finding(
                    (*path, "ma"),
                    f"mã “{code}” dùng hai lần" + (f", lần đầu ở {place}" if place else ""),
                    "đặt cho một trong hai dòng mã khác",
                )
            first.setdefault(code, path)


@rule("PL-02", "Mã chỉ có chữ không dấu, chữ số, dấu gạch; không trùng tên dành riêng")
def code_form(case: Case) -> Iterator[Finding]:
    """A code that prose cannot cite: with spaces, accents, dots, or equal to a name that the program uses itself."""
    catalogue = {entry.code for entry in case.catalog.level.indicators}
    for path, code in _figure_codes(case):
        if not _CODE.fullmatch(code):
            yield Finding(
                (*path, "ma"), f"mã “{code}” viết sai dạng", "chỉ dùng chữ không dấu, chữ số, dấu gạch dưới, ví dụ lua_xuan"
            )
        elif code in RESERVED or (path[0] != "chi_tieu" and code in catalogue):
            yield Finding(
                (*path, "ma"), f"mã “{code}” là tên dành riêng của chương trình hoặc của danh mục chỉ tiêu", "đặt mã khác"
            )


@rule("PL-03", "Chỉ tiêu ngoài danh mục phải có tên, nhóm và đơn vị tính")
def own_indicator(case: Case) -> Iterator[Finding]:
    """A code that the catalogue does not hold, without name, field and unit: a slip, or an own indicator half described."""
    known = [entry.code for entry in case.catalog.level.indicators]
    for i, row in enumerate(case.plan.indicators):
        lacks = [key for key, value in (("ten", row.name), ("nhom", row.field), ("don_vi_tinh", row.unit)) if not value]
        if row.code not in known and lacks:
            near = suggestion(row.code, known, "")
            yield Finding(
                ("chi_tieu", i, "ma"),
                f"danh mục không có chỉ tiêu “{row.code}”",
                f"{near} nếu là chỉ tiêu riêng của đơn vị, thêm {', '.join(lacks)}".strip(),
            )


@rule("PL-04", "Chỉ tiêu có trong danh mục dùng đúng tên, đơn vị tính, số lẻ của danh mục", severity="warning")
def catalogue_indicator(case: Case) -> Iterator[Finding]:
    """A catalogue indicator described anew with other words: the catalogue's words are printed, the row's are not."""
    entries = {entry.code: entry for entry in case.catalog.level.indicators}
    for i, row in enumerate(case.plan.indicators):
        entry = entries.get(row.code)
        if entry is None:
            continue
        pairs = (
            ("ten", row.name, entry.name),
            ("nhom", row.field, entry.field),
            ("don_vi_tinh", row.unit, entry.unit),
            ("so_le", row.decimals, entry.decimals),
            ("chieu", row.direction, entry.direction),
        )
        for key, own, theirs in pairs:
            if own not in ("", None, theirs):
                yield Finding(
                    ("chi_tieu", i, key),
                    f"{key}: “{own}” khác danh mục (“{theirs}”) và không được dùng",
                    "bỏ dòng này; nếu là chỉ tiêu khác, đặt mã khác",
                )


@rule("PL-05", "Mã được dẫn đến phải có trong kế hoạch hoặc trong quy trình")
def unknown_reference(case: Case) -> Iterator[Finding]:
    """A row refers to an office, village, fund, field, output, project, indicator or activity that does not exist."""
    every = {kind: known_codes(case, kind) for kind in KIND_TITLES}
    for path, code, kind in references(case):
        known = every[kind]
        if code and code not in known:
            hint = suggestion(code, [*known], f"các mã có: {', '.join([*known][:12])}" if known else "khai báo mã này trước")
            yield Finding(path, f"không có {KIND_TITLES[kind]} mã “{shortened(code)}”", hint)
