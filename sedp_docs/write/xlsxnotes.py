"""What a check found, in a copy of the workbook: a note and a tint at each cell, and a sheet that lists all of it.

The copy is the user's own file with its charts and pictures; nothing but notes, tints and that sheet is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from sedp_docs.problems import SEVERITY_TITLES, Problem, Severity, in_order
from sedp_docs.text import capital
from sedp_docs.workbook.grid import Place
from sedp_docs.write.xlsxcomments import Comments
from sedp_docs.write.xlsxfindings import FILLS, Line, add_findings, border, solid
from sedp_docs.write.xlsxpackage import Package, sound_structure
from sedp_docs.write.xlsxsheet import Sheet
from sedp_docs.write.xlsxstyles import Styles

_LONGEST = 30_000
"""Characters of a note; a cell holds 32,767."""
_FRAMES: Mapping[Severity, tuple[str, str]] = {"error": ("thick", "FFC00000"), "warning": ("mediumDashed", "FF9C6500")}
"""Style and colour of the line around a cell."""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding and the cell that it is about; without a sheet or a cell it is only listed."""

    problem: Problem
    sheet: str = ""
    place: Place | None = None

    @property
    def text(self) -> str:
        """Return what the note at the cell says: "Lỗi: thiếu ước năm 2024 [TH-02]", below it what to do."""
        said = f"{capital(SEVERITY_TITLES[self.problem.severity])}: {self.problem.message} [{self.problem.id}]"
        return "\n".join(filter(None, (said, capital(self.problem.hint))))


def annotate_xlsx(content: bytes, notes: Sequence[Note]) -> bytes:
    """Return a copy of a workbook with the findings in it; same input, same bytes.

    An error tints its cell light red in a thick frame, a warning yellow in a dashed one (seen on a grey print too), an
    info blue. Several findings at one cell share a note; a note of the user stays above. The first sheet, "Kết quả kiểm
    tra", lists all, errors first, with links to the cells.

    Args:
        content: an .xlsx that went through the preflight.
        notes: the findings; one whose sheet the workbook lacks is only listed.

    Raises:
        OutputError: the workbook's structure is not one that can be added to.
    """
    with sound_structure():
        package = Package(content)
        styles = Styles(package)
        known = package.sheets()
        by_sheet: dict[str, dict[Place, list[Note]]] = defaultdict(lambda: defaultdict(list))
        ordered = _in_order(notes)
        for note in ordered:
            if note.sheet in known and note.place is not None:
                by_sheet[note.sheet][note.place].append(note)
        for name, cells in by_sheet.items():
            _mark(package, styles, known[name], cells)
        add_findings(package, styles, [_line(note, known) for note in ordered])
        return package.content()


def _in_order(notes: Sequence[Note]) -> list[Note]:
    """Sort errors first, keeping the order of the file within each severity."""
    ranks = {id(problem): rank for rank, problem in enumerate(in_order(note.problem for note in notes))}
    return sorted(notes, key=lambda note: ranks[id(note.problem)])


def _line(note: Note, known: Mapping[str, str]) -> Line:
    problem = note.problem
    here = note.sheet in known
    where = note.sheet or problem.location.place
    return problem.severity, where, note.place if here else None, problem.message, problem.hint, problem.id


def _mark(package: Package, styles: Styles, part: str, cells: Mapping[Place, Sequence[Note]]) -> None:
    sheet = Sheet(package.root(part))
    comments = Comments(package, part, sheet)
    for place, notes in cells.items():
        shown = next((block.first for block in sheet.merges if place in block), place)
        cell = sheet.make(shown)
        severity = notes[0].problem.severity
        cell.set("s", str(styles.changed(int(cell.get("s", "0")), severity, _tint(styles, severity))))
        comments.add(shown, "\n\n".join(note.text for note in notes)[:_LONGEST])


def _tint(styles: Styles, severity: Severity) -> Callable[[etree._Element], None]:
    def change(format: etree._Element) -> None:
        styles.put(format, "fill", solid(FILLS[severity]))
        if severity in _FRAMES:
            styles.put(format, "border", border(*_FRAMES[severity]))

    return change
