"""Files of a dossier that a person edited in the output folder: they go into it as they are, if they say what the plan says."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sedp_docs import limits
from sedp_docs.package.edits import Deviation, edits, printed_numbers
from sedp_docs.package.manifest import sha256
from sedp_docs.problems import Location, Problem, ReadError
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.files import read_bytes
from sedp_docs.read.leftovers import Leftover, gaps, sheet_leftovers, word_leftovers
from sedp_docs.read.preflight import check_docx
from sedp_docs.read.xlsxdoor import check_xlsx
from sedp_docs.read.xlsxtext import cell_texts
from sedp_docs.report.types import Report
from sedp_docs.write.manifest import read_journal, read_manifest


@dataclass
class Edited:
    """The edited files by name ("ke-hoach.docx"), and what is to be said about them."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def edited_files(folder: pathlib.Path, made: Mapping[str, bytes], reports: Mapping[str, Report]) -> Edited:
    """Return the files of the output folder that a person edited, after a look at what they say.

    Args:
        folder: where `build` writes.
        made: our files, by name.
        reports: what each of them prints, by the same name.
    """
    ours = read_manifest(folder).hashes | read_journal(folder)
    out = Edited()
    for name, content in made.items():
        path = folder / name
        if not path.is_file():
            continue
        try:
            found = read_bytes(path, limits.ZIP_TOTAL_BYTES)
            if found == content or sha256(found) in ours:
                continue
            out.problems += _looked_at(str(path), (content, found), reports[name])
            out.files[name] = found
        except ReadError as error:
            out.problems.append(error.problem)
    return out


def _looked_at(file: str, pair: tuple[bytes, bytes], report: Report) -> list[Problem]:
    texts, left = (_word if file.endswith(".docx") else _book)(pair, file)
    found = edits(*texts, printed_numbers(report))
    other = f"; {found.words} chỗ khác chữ so với bản dựng từ số liệu" if found.words else ""
    told = Problem("GOI-06", "info", f"hồ sơ dùng tệp này, bản đã có người sửa{other}", "", Location(file))
    return [*(_wrong(file, each) for each in found.deviations), *(_open(file, each) for each in left), told]


Texts = tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]


def _word(pair: tuple[bytes, bytes], file: str) -> tuple[Texts, list[Leftover]]:
    parts = check_docx(pair[1], file)
    ours, edited = paragraph_texts(pair[0], file), paragraph_texts(pair[1], file)
    return (ours, edited), [*word_leftovers(parts), *gaps(edited, ours)]


def _book(pair: tuple[bytes, bytes], file: str) -> tuple[Texts, list[Leftover]]:
    parts = check_xlsx(pair[1], file)
    ours, edited = cell_texts(pair[0]), cell_texts(pair[1])
    return (ours, edited), [*sheet_leftovers(parts), *gaps(edited, ours)]


def _wrong(file: str, found: Deviation) -> Problem:
    figure = f" ({found.figure})" if found.figure else ""
    what = f"số khác số liệu kế hoạch: ghi {found.found or '(không có)'}, kế hoạch là {found.expected}{figure}"
    hint = "sửa số này trong tệp; nếu số mới đúng thì sửa trong tệp kế hoạch"
    return Problem("GOI-07", "error", what, hint, Location(file, found.place))


def _open(file: str, found: Leftover) -> Problem:
    return Problem("GOI-08", "error", f"còn {found.what}", "xử lý xong rồi lưu lại tệp", Location(file, found.near))
