"""Reports into Word files: by our templates here, by others in a process that can be killed."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from sedp_docs.catalog import Catalog
from sedp_docs.model import LevelId
from sedp_docs.problems import Location, Problem
from sedp_docs.prose import Picture
from sedp_docs.read.templates import Chosen, chosen_template
from sedp_docs.report.types import Report
from sedp_docs.write.annex import annex
from sedp_docs.write.word import prepare, render

if TYPE_CHECKING:
    from sedp_docs.write.worker import Worker


Cite = Callable[[Report, Iterable[str]], Report]
"""Adds figures to a report by name, for a template that cites more than ours does; unknown names are left out."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Where templates come from: `folder` of a keeper (or None), and the procedure whose forms they are for."""

    folder: pathlib.Path | None
    level: LevelId
    catalog: Catalog

    def chosen(self, document: str) -> Chosen:
        """Return the template of a document."""
        return chosen_template(self.folder, document, self.level, self.catalog.variant)


def print_reports(
    reports: Sequence[Report], pictures: Mapping[str, Picture], templates: Templates, cite: Cite
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the Word and Excel files by name ("ke-hoach.docx"), and what is to be said about templates that are not ours.

    Raises:
        ReadError: the folder or a template cannot be read.
        TemplateError: a template that cannot be used, with its paragraph.
        OutputError: something that would be printed is missing from the result.
    """
    copies = {id: list(group) for id, group in groupby(reports, key=lambda report: report.form.id)}
    chosen = {id: templates.chosen(id) for id in copies}
    problems = [_used(each) for each in chosen.values() if each.from_folder]
    if templates.folder and reports and not problems:
        problems.append(_none_used(templates.folder, chosen))
    files: dict[str, bytes] = {}
    with ExitStack() as stack:
        worker: Worker | None = None
        for id, template in chosen.items():
            if template.foreign:
                worker = worker or stack.enter_context(_new_worker())
                names, found = _looked_at(template, copies[id][0], templates.catalog)
                problems += found
                printed = [_in_worker(worker, cite(report, names), template, pictures, problems) for report in copies[id]]
            else:
                ready = prepare(template.content, template.name)
                printed = [render(report, ready, pictures) for report in copies[id]]
            files |= {f"{report.name}.docx": content for report, content in zip(copies[id], printed, strict=True)}
    files |= {f"{report.name}.xlsx": annex(report) for report in reports if "xlsx" in report.form.outputs}
    return files, problems


def _looked_at(template: Chosen, report: Report, catalog: Catalog) -> tuple[list[str], list[Problem]]:
    """Return the figures that a template cites, and its faults as warnings: what cannot be printed stops the worker."""
    from sedp_docs.read.templatefile import read_template
    from sedp_docs.rules.template import Case, check_template

    file = read_template(template.content, template.name)
    found = [each.problem for each in check_template(file, report.form, catalog) if each.problem.severity == "error"]
    return Case(file, report.form, catalog).figures, [replace(problem, severity="warning") for problem in found]


def _new_worker() -> Worker:
    from sedp_docs.write.worker import Worker

    return Worker()


def _in_worker(
    worker: Worker, report: Report, template: Chosen, pictures: Mapping[str, Picture], problems: list[Problem]
) -> bytes:
    from sedp_docs.write.worker import Job

    printed = worker.render(Job(template.name, template.content, template.own, report, dict(pictures)))
    if printed.adopted:
        names = ", ".join(f"“{name}”" for name in printed.adopted)
        hint = "nếu muốn đổi các kiểu này, xuất lại mẫu gốc bằng lệnh templates export rồi sửa"
        said = f"mẫu không có kiểu {names}; văn bản dùng kiểu của mẫu gốc"
        problems.append(Problem("TPL-12", "warning", said, hint, Location(template.name)))
    return printed.docx


def _used(template: Chosen) -> Problem:
    return Problem("TPL-10", "info", "in theo mẫu này thay cho mẫu gốc", "", Location(template.name))


def _none_used(folder: pathlib.Path, documents: Iterable[str]) -> Problem:
    names = ", ".join(f"{id}.docx" for id in documents)
    said = f"thư mục {folder} không có mẫu nào của các văn bản đã dựng; tất cả in theo mẫu gốc"
    return Problem("TPL-11", "warning", said, f"đặt tên tệp mẫu là: {names}", Location(str(folder)))
