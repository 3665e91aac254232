"""Reports into Word files: by our templates here, by others in a process that can be killed."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from sedp_docs.model import LevelId
from sedp_docs.problems import Location, Problem
from sedp_docs.prose import Picture
from sedp_docs.read.templates import Chosen, chosen_template
from sedp_docs.report.types import Report
from sedp_docs.write.word import prepare, render

if TYPE_CHECKING:
    from sedp_docs.write.worker import Worker


def print_reports(
    reports: Sequence[Report], pictures: Mapping[str, Picture], folder: pathlib.Path | None, level: LevelId, profile: str
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the Word files by name ("ke-hoach.docx"), and which templates of `folder` they were made by.

    Raises:
        ReadError: `folder` or a template cannot be read.
        TemplateError: a template that cannot be used, with its paragraph.
        OutputError: something that would be printed is missing from the result.
    """
    chosen = [chosen_template(folder, report.form.id, level, profile) for report in reports]
    problems = [_used(each) for each in chosen if each.from_folder]
    if folder and reports and not problems:
        problems.append(_none_used(folder, reports))
    files: dict[str, bytes] = {}
    with ExitStack() as stack:
        worker: Worker | None = None
        for report, template in zip(reports, chosen, strict=True):
            if template.foreign:
                worker = worker or stack.enter_context(_new_worker())
                files[f"{report.form.id}.docx"] = _in_worker(worker, report, template, pictures, problems)
            else:
                files[f"{report.form.id}.docx"] = render(report, prepare(template.content, template.name), pictures)
    return files, problems


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


def _none_used(folder: pathlib.Path, reports: Sequence[Report]) -> Problem:
    names = ", ".join(f"{report.form.id}.docx" for report in reports)
    said = f"thư mục {folder} không có mẫu nào của các văn bản đã dựng; tất cả in theo mẫu gốc"
    return Problem("TPL-11", "warning", said, f"đặt tên tệp mẫu là: {names}", Location(str(folder)))
