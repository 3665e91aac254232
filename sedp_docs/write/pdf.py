"""PDF from our own Word files, by LibreOffice; every result is checked, and the same input gives the same bytes."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sedp_docs.problems import Location, OutputError, Problem
from sedp_docs.write import files, fonts
from sedp_docs.write.soffice import convert, find_soffice, write_profile

if TYPE_CHECKING:
    import pikepdf

BATCH = 50
_DATES = ("/CreationDate", "/ModDate")
_RANDOM = ("/DocChecksum", "/ID")
_XMP = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:InstanceID")


@dataclass(frozen=True, slots=True)
class Pdfs:
    """The PDFs by the name of their document; `problems` names those that failed (error) or look wrong (warning)."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def to_pdf(documents: Mapping[str, bytes]) -> Pdfs:
    """Convert Word files (name → bytes of a .docx *that we built*) to PDF under the same names.

    One LibreOffice process for up to `BATCH` files; a file that stops it costs only itself. Raises `OutputError` when
    LibreOffice, a Times font with Vietnamese letters or pikepdf is missing, or when there is no room to work.
    """
    if not documents:
        return Pdfs({})
    _need_pikepdf()
    soffice = find_soffice()
    fonts.check_installed(soffice)
    sound = {name: data for name, data in documents.items() if _is_word(data)}
    raw = _convert_all(soffice, sound)
    done: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in documents:
        _take(name, raw.get(name), done, problems)
    return Pdfs(done, tuple(problems))


def _need_pikepdf() -> None:
    try:
        import pikepdf  # noqa: F401
    except ImportError as error:
        raise OutputError("chưa cài thư viện pikepdf để xuất PDF", 'chạy: pip install "sedp-docs[pdf]"', id="PDF-04") from error


def _is_word(data: bytes) -> bool:
    """LibreOffice makes a PDF of anything; what is not a whole Word file must not get that far."""
    with suppress(zipfile.BadZipFile, OSError), zipfile.ZipFile(io.BytesIO(data)) as package:
        return "word/document.xml" in package.namelist()
    return False


def _convert_all(soffice: Path, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDFs that came out, unchecked."""
    names = list(documents)
    converted: dict[str, bytes] = {}
    for start in range(0, len(names), BATCH):
        part = {name: documents[name] for name in names[start : start + BATCH]}
        with files.explained(Path("TEMP")), tempfile.TemporaryDirectory(prefix="sedp-pdf-", ignore_cleanup_errors=True) as folder:
            converted |= _convert_batch(soffice, Path(folder).resolve(), part)
    return converted


def _convert_batch(soffice: Path, work: Path, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Convert the files in order; when LibreOffice dies or hangs, leave out the file it stopped at and go on.

    It gives up after two starts in a row that yielded nothing: then the program is at fault, not a file.
    """
    inside = {name: f"{n:03}" for n, name in enumerate(documents, 1)}
    _lay_out(work, {f"{stem}.docx": documents[name] for name, stem in inside.items()})
    waiting, barren = list(documents), 0
    converted: dict[str, bytes] = {}
    while waiting and barren < 2:
        convert(soffice, work, [f"{inside[name]}.docx" for name in waiting])
        found = {name: data for name in waiting if (data := files.read_bytes(work / "out" / f"{inside[name]}.pdf"))}
        barren = 0 if found else barren + 1
        converted |= found
        waiting = [name for name in waiting if name not in found][1:]
    return converted


def _lay_out(work: Path, inputs: Mapping[str, bytes]) -> None:
    write_profile(work / "profile")
    (work / "out").mkdir()
    (work / "in").mkdir()
    for name, data in inputs.items():
        (work / "in" / name).write_bytes(data)


def _take(name: str, raw: bytes | None, done: dict[str, bytes], problems: list[Problem]) -> None:
    """Check one result and put it, or its failure, where it belongs."""
    if raw is None:
        problems.append(_failed(name))
        return
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            if not pdf.pages:
                problems.append(_failed(name))
                return
            problems += _font_warnings(name, fonts.foreign_fonts(pdf))
            done[name] = _normalised(pdf)
    except pikepdf.PdfError:
        problems.append(_failed(name))


def _normalised(pdf: pikepdf.Pdf) -> bytes:
    """Return the PDF without what differs from run to run: dates, checksum, random id."""
    for key in _DATES:
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    for key in _RANDOM:
        if key in pdf.trailer:
            del pdf.trailer[key]
    if "/Metadata" in pdf.Root:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            for key in _XMP:
                if key in xmp:
                    del xmp[key]
    from pikepdf import ObjectStreamMode

    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, recompress_flate=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def _failed(name: str) -> Problem:
    hint = "mở tệp .docx trong Word và lưu thành PDF; nếu tệp không mở được, chạy lại lệnh build"
    return Problem("PDF-05", "error", "LibreOffice không xuất được PDF của văn bản này", hint, Location(name))


def _font_warnings(name: str, foreign: Iterable[str]) -> list[Problem]:
    listed = ", ".join(foreign)
    if not listed:
        return []
    what = f"PDF có chữ không phải Times New Roman (phông {listed})"
    hint = "đặt lại phông chữ trong mẫu, hoặc cài phông Liberation Serif từ bản 2.0 (apt install fonts-liberation2)"
    return [Problem("PDF-06", "warning", what, hint, Location(name))]
