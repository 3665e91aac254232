"""The use case `check --annotate`: all that was found in a workbook, as notes in a copy of it."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import replace

from sedp_docs import limits
from sedp_docs.app.cases import Opened
from sedp_docs.problems import Location, OutputError, Problem, ReadError, placed
from sedp_docs.read.files import read_bytes
from sedp_docs.workbook.grid import named_cell
from sedp_docs.write.files import refuse_existing, write_atomic
from sedp_docs.write.xlsxnotes import Note, annotate_xlsx


def refuse_copy(sources: Sequence[pathlib.Path], copy: pathlib.Path) -> None:
    """Refuse, before any work, a copy that cannot be made: it is one of one workbook, and overwrites nothing.

    Raises:
        ReadError: several sources, or one that is no .xlsx.
        OutputError: `copy` is the source, exists, or is not called .xlsx.
    """
    if len(sources) > 1:
        raise ReadError("bản có chú thích chỉ làm cho từng sổ một", "chạy riêng từng tệp, mỗi tệp một --annotate", id="OUT-19")
    if sources[0].suffix.lower() != ".xlsx":
        said = "chỉ sổ số liệu Excel (.xlsx) mới có bản có chú thích"
        raise ReadError(said, "bỏ --annotate: lỗi của tệp này được báo theo dòng, cột", Location(str(sources[0])), "OUT-19")
    if copy.suffix.lower() != ".xlsx":
        raise OutputError("bản có chú thích phải có đuôi .xlsx", "đặt lại tên tệp sau --annotate", Location(str(copy)), "OUT-14")
    if copy.resolve() == sources[0].resolve():
        raise OutputError("tệp nguồn và bản có chú thích là một", "đặt tên khác cho bản sao", Location(str(copy)), "OUT-17")
    refuse_existing(copy)


def annotate_copy(opened: Opened, copy: pathlib.Path) -> bool:
    """Write a copy of the workbook with its problems at their cells; tell whether there was one to write.

    Raises:
        ReadError: the workbook can no longer be read.
        OutputError: its structure cannot be added to, or `copy` cannot be written.
    """
    if not opened.problems:
        return False
    content, file = read_bytes(opened.path, limits.ZIP_TOTAL_BYTES), str(opened.path)
    with placed(file):
        annotated = annotate_xlsx(content, [_note(problem, file) for problem in opened.problems])
    write_atomic(copy, annotated)
    return True


def _note(problem: Problem, file: str) -> Note:
    """Return the note of a problem; one that stands in another file, like its prose in Word, is only listed, with that file."""
    if problem.location.file != file:
        return Note(replace(problem, location=Location(place=str(problem.location))))
    return Note(problem, *named_cell(problem.location.place))
