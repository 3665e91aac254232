"""The use case `new --prose`: the Word file for a plan's prose, beside the plan."""

from __future__ import annotations

import pathlib

from sedp_docs.model import Plan
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.templates import template_bytes
from sedp_docs.report import proseform
from sedp_docs.write.files import refuse_existing, write_atomic
from sedp_docs.write.prosedoc import prose_docx


def new_prose(plan: Plan, beside: pathlib.Path) -> pathlib.Path:
    """Write `thuyet-minh.docx` with the headings and the prose of a plan; returns its path.

    Args:
        plan: the plan, new or filled.
        beside: the plan's own file, written or not yet.

    Raises:
        ReadError: a procedure, a level or a template that we do not have.
        OutputError: the file is already there or cannot be written, or the level has no outline.
    """
    target = beside.parent / proseform.FILE
    refuse_existing(target)
    catalog = load_catalog(plan.procedure, plan.level, sector=bool(plan.sector))
    template = template_bytes(proseform.MAIN, plan.level, catalog.variant)
    write_atomic(target, prose_docx(plan, catalog, template))
    return target
