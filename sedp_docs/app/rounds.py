"""What changed since the last round that was handed over, with the reasons that the plan gives."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence

from sedp_docs.app.cases import Opened, case_of, debts_of
from sedp_docs.app.comparing import changes_of
from sedp_docs.app.reports import reports_of
from sedp_docs.diff import Change, explains, origins, unexplained
from sedp_docs.forms import Form
from sedp_docs.problems import Problem, ReadError
from sedp_docs.read.beside import Kind, inside
from sedp_docs.read.plans import load_plan
from sedp_docs.rules import Case

_KIND = Kind("tệp bản trước", "ghi ở ho_so, ban_truoc tên tệp .yaml mà lệnh package đã ghi cạnh hồ sơ lần trước", "GOI")
_SHOWN = 20
_PAPERS = "danh_muc_ho_so/"
"""Changes in the list of papers are none of the plan."""


def changes_since(opened: Opened, case: Case, ids: Sequence[str]) -> tuple[list[Change], list[Problem]]:
    """Return the changes that the named documents print since the last round, and what is to be said about their reasons.

    What only follows from changed figures is left out. No last round: nothing; one that cannot be read: an error.
    """
    name = case.plan.dossier.previous
    if not name:
        return [], []
    try:
        old = _case(inside(opened.path.parent, name, _KIND), case)
    except ReadError as error:
        at = case.sources.at(("ho_so", "ban_truoc"))
        return [], [Problem(error.problem.id, "error", error.problem.message, error.problem.hint, at)]
    compared = [id for id in ids if _is_of_plan(case.catalog.forms[id])]
    before = reports_of(old, debts_of(old), compared)
    after = reports_of(case, opened.debts, compared)
    every = [each for each in changes_of((before, old), (after, case)) if not each.key.startswith(_PAPERS)]
    changes = origins(every, case.figures)
    return changes, [*_without_reason(changes, case), *_without_change(every, case)]


def _is_of_plan(form: Form) -> bool:
    """Tell whether a document says something of the plan itself: no letter, no table of edits."""
    return form.kind != "CV" and "sua_doi" not in form.all_tables()


def _case(path: pathlib.Path, case: Case) -> Case:
    """Read a snapshot: only the file itself, since the Word file of prose beside it belongs to the present plan."""
    loaded = load_plan(path)
    if loaded.plan is None:
        raise ReadError(f"tệp bản trước {path.name} có lỗi nên không so sánh được", _KIND.hint, id="GOI-09")
    return case_of(loaded.plan, case.catalog, loaded.sources)


def _without_reason(changes: Sequence[Change], case: Case) -> list[Problem]:
    keys = unexplained(changes)
    if not keys:
        return []
    listed = ", ".join(keys[:_SHOWN]) + (", …" if len(keys) > _SHOWN else "")
    what = f"{len(keys)} nội dung đã sửa so với bản trước chưa có lý do: {listed}"
    hint = f'ghi vào sua_doi, ví dụ {{muc: {keys[0]}, ly_do: "…"}}'
    return [Problem("GOI-11", "warning", what, hint, case.sources.at(("sua_doi",)))]


def _without_change(changes: Sequence[Change], case: Case) -> list[Problem]:
    unused = [
        (n, each.what)
        for n, each in enumerate(case.plan.edit_reasons)
        if not any(explains(each.what, change.key) for change in changes)
    ]
    what, hint = "lý do của “{}” không ứng với nội dung nào đã sửa so với bản trước", "xem mục nào đã sửa: sedp-docs diff --json"
    return [Problem("GOI-12", "warning", what.format(key), hint, case.sources.at(("sua_doi", n, "muc"))) for n, key in unused]
