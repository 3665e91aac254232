"""The use case `new`: an empty, guided plan file for a level and a procedure."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sedp_docs.app.cases import case_of, debts_of
from sedp_docs.app.planfiles import new_content
from sedp_docs.app.prosing import new_prose
from sedp_docs.catalog import Catalog, Level
from sedp_docs.eras import Era, era_of, usual_bases
from sedp_docs.model import FORMAT_VERSION, LevelId, Plan
from sedp_docs.problems import ReadError, Sources
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.report import proseform
from sedp_docs.write.files import refuse_existing, write_atomic

OPEN = "…"
"""What stands for a name that the planner has to give; a rule refuses it (VB-08)."""


@dataclass(frozen=True)
class Started:
    """The files that were written, and the plan in them."""

    written: Sequence[pathlib.Path]
    plan: Plan


def new_plan(level: LevelId, profile: str, year: int, output: pathlib.Path, *, prose: bool = False) -> Started:
    """Write a new plan for plan year `year` (X+1), with all rows that the procedure prefills and no figure.

    Args:
        level: whose plan.
        profile: the procedure's id.
        year: the plan year; the report year X is the one before.
        output: the file, .xlsx or .yaml, which must not exist yet.
        prose: write `thuyet-minh.docx` beside it too.

    Raises:
        ReadError: a procedure or a level that we do not have, or a year out of range.
        OutputError: a file is already there, or cannot be written.
    """
    catalog = load_catalog(profile, level)
    if not 1991 <= year <= 2100:
        raise ReadError(f"năm kế hoạch {year} nằm ngoài khoảng 1991 - 2100", "viết --year 2025")
    if level not in era_of(_round_day(year), catalog.eras).levels:
        raise ReadError(f"kế hoạch năm {year} lập khi không còn cấp này", "chọn cấp xã hoặc cấp tỉnh; hoặc viết --year 2025")
    beside = output.parent / proseform.FILE
    for path in (output, beside) if prose else (output,):
        refuse_existing(path)
    plan = empty_plan(catalog, level, year)
    case = case_of(plan, catalog, Sources())
    write_atomic(output, new_content(case.figures, list(dict.fromkeys(debts_of(case).values())), output))
    return Started((output, new_prose(plan, output)) if prose else (output,), plan)


def empty_plan(catalog: Catalog, level: LevelId, year: int) -> Plan:
    """Return the plan that a new file holds: the procedure's lists, the heads of its papers, the sections drafted by itself."""
    known = catalog.level
    main = next((document.id for document in known.documents if not document.on_request), "")
    indicators = [{"ma": entry.code} for entry in known.indicators]
    drafted = {main: {key: {"tu_dong": True} for key in known.drafts}} if main and known.drafts else {}
    papers = {main: {}, **_bases(catalog, level, year)} if main else {}
    return Plan.model_validate(
        {
            "chi_tieu": indicators,
            "van_ban": papers,
            **known.start,
            "phien_ban": FORMAT_VERSION,
            "quy_trinh": catalog.profile.id,
            "cap": level,
            "don_vi": _unit(known, era_of(_round_day(year), catalog.eras)),
            "nam_ke_hoach": str(year),
            "lan_lap": "du-thao",
            "thuyet_minh": drafted,
        }
    )


def _round_day(year: int) -> date:
    """Return 1 July of year X: the day whose era and legal bases a new plan for `year` (X+1) starts with."""
    return date(year - 1, 7, 1)


def _bases(catalog: Catalog, level: LevelId, year: int) -> dict[str, dict[str, list[str]]]:
    """Return the heads of the papers that rest on laws, with those in force in this round; the planner adds the others."""
    day = _round_day(year)
    ids = [document.id for document in catalog.level.documents if not document.on_request]
    found = {id: usual_bases(id, level, day, year, catalog.eras, catalog.bases) for id in ids}
    return {id: {"can_cu": bases} for id, bases in found.items() if bases}


def _unit(level: Level, era: Era) -> dict[str, object]:
    kinds = level.kinds or ("xã",)
    above = [{"loai": kind, "ten": OPEN} for kind in kinds[1:] if kind not in era.gone]
    return {"loai": kinds[0], "ten": OPEN, "cap_tren": above}
