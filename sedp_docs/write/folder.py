"""The output folder: nothing that a person edited is lost, an interrupted build is finished by the next.

A file is *ours* when its hash is in the manifest of the last complete build or in the journal of an interrupted one. Any
other file of that name was edited by a person: it stays, ours goes beside it as `<id> (mới).docx`. Under `force` it is
replaced after a dated copy was made.

Reading files is not this module's business: the caller passes `texts`, by ending (".docx") a function from the bytes of a
file to its placed texts (`read.docxtext.paragraph_texts`), and gets the differing texts back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Literal

from sedp_docs.package.manifest import sha256
from sedp_docs.problems import Location, Problem, SedpError
from sedp_docs.textdiff import Difference, PlacedText, differences
from sedp_docs.write import files
from sedp_docs.write.dated import dated_copy
from sedp_docs.write.lock import locked
from sedp_docs.write.manifest import (
    Figures,
    Manifest,
    read_journal,
    read_manifest,
    remove_journal,
    write_journal,
    write_manifest,
)

Texts = Mapping[str, Callable[[bytes], Sequence[PlacedText]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file left as it is, with ours beside it.

    `differences`: old is the kept file's text, new is ours; `None` when nobody edited it (it is only open) or when there
    is no text to compare (a PDF, a broken file); empty when only looks differ.
    """

    name: str
    beside: str
    reason: Literal["edited", "open"]
    differences: tuple[Difference, ...] | None = None

    def problem(self, folder: Path) -> Problem:
        """Return the warning that a planner sees."""
        if self.reason == "open":
            what = f'tệp đang mở trong Word, Excel hoặc LibreOffice nên được giữ nguyên; bản mới ghi vào "{self.beside}"'
            hint = "đóng tệp rồi chạy lại; nếu không ai mở, xóa tệp khóa (~$… hoặc .~lock…#) trong thư mục này"
            return Problem("OUT-12", "warning", what, hint, Location(str(folder / self.name)))
        what = f'tệp đã có người sửa nên được giữ nguyên; bản mới ghi vào "{self.beside}"'
        hint = "đưa phần đã sửa vào tệp dữ liệu rồi chạy lại với --force (bản đã sửa được sao lưu kèm ngày giờ)"
        return Problem("OUT-11", "warning", what, hint, Location(str(folder / self.name)))


@dataclass(frozen=True, slots=True)
class Change:
    """A printed figure that is not what the last build printed; `old` or `new` is empty for one that came or went."""

    figure: str
    label: str
    old: str
    new: str
    documents: str
    place: str


@dataclass
class Saved:
    """What a build did to its folder; names are file names in it.

    `replaced`: an edited file that `force` replaced → its dated copy. `removed`: stale "(mới)" files of ours.
    `stale`: PDFs of an earlier build whose Word file is new now. `changed`: figures against the last complete build,
    empty after the first one.
    """

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    changed: tuple[Change, ...] = ()

    def problems(self, folder: Path) -> list[Problem]:
        """Return the warnings that a planner sees."""
        what, hint = "tệp này của lần tạo trước, không còn khớp với bản Word mới", "chạy lại với --pdf, hoặc xóa tệp"
        old = [Problem("OUT-13", "warning", what, hint, Location(str(folder / name))) for name in self.stale]
        return [kept.problem(folder) for kept in self.kept] + old


def save(
    folder: Path,
    files_to_save: Mapping[str, bytes],
    figures: Figures,
    *,
    now: datetime,
    force: bool = False,
    texts: Texts = MappingProxyType({}),
) -> Saved:
    """Save the documents of one build (file name → bytes) and what they print; the folder is made if need be.

    Raises `OutputError` when the disk refuses or another build holds the folder; every file is then old or new.
    """
    for name in files_to_save:
        if name != PurePath(name).name or name.startswith("."):
            raise ValueError(f"not a plain file name: {name!r}")
    files.make_folder(folder)
    with locked(folder) as real:
        files.sweep(folder, now, locked=real)
        return _Save(folder, now, force, texts).run(files_to_save, figures)


def changed_figures(old: Figures | None, new: Figures) -> tuple[Change, ...]:
    """Compare the figures of two builds by name, in the order of `new`, those that went last; no old build: nothing."""
    if old is None:
        return ()
    names = [*new, *(name for name in old if name not in new)]
    return tuple(_change(name, old.get(name, {}), new.get(name, {})) for name in names if _text(old, name) != _text(new, name))


def _text(figures: Figures, name: str) -> str | None:
    return figures[name].get("text") if name in figures else None


def _change(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Change:
    last = new or old
    texts = old.get("text", ""), new.get("text", "")
    return Change(name, last.get("label", name), *texts, last.get("documents", ""), last.get("place", ""))


class _Save:
    def __init__(self, folder: Path, now: datetime, force: bool, texts: Texts) -> None:
        self.folder, self.now, self.force, self.texts = folder, now, force, texts
        self.before = read_manifest(folder)
        self.journal = read_journal(folder)
        self.ours = self.before.hashes | self.journal
        self.present: dict[str, tuple[str, int]] = {}
        self.beside: set[str] = set()
        self.saved = Saved()

    def run(self, build: Mapping[str, bytes], figures: Figures) -> Saved:
        self._announce(build)
        for name in sorted(build, key=lambda name: not name.endswith(".docx")):
            self._save(name, build[name])
        self._finish(build, figures)
        return self.saved

    def _announce(self, build: Mapping[str, bytes]) -> None:
        """Write the journal before anything else; it carries over what earlier interrupted builds noted."""
        new = {sha256(data) for data in build.values()}
        if not self.ours >= new:
            write_journal(self.folder, self.journal | new)
        self.ours |= new

    def _save(self, name: str, data: bytes) -> None:
        found = files.read_bytes(self.folder / name)
        if found == data:
            self._note(name, data, self.saved.unchanged)
            self._remove_stale(name)
        elif found is not None and is_open(self.folder, name):
            self._keep(name, found, data, "open")
        elif name.endswith(".pdf") and _stem(name) in self.beside:  # it goes with our Word file, not with the edited one
            self._write_beside(name, data)
        elif found is None or sha256(found) in self.ours or self.force:
            self._put(name, found, data)
        else:
            self._keep(name, found, data, "edited")

    def _put(self, name: str, found: bytes | None, data: bytes) -> None:
        edited = found if found is not None and sha256(found) not in self.ours else None
        copy = None if edited is None else dated_copy(self.folder / name, edited, self.now, locked=True).name
        if not self._try(name, data):
            self._keep(name, found or b"", data, "open")
            return
        if copy:
            self.saved.replaced[name] = copy
        self._remove_stale(name)

    def _try(self, name: str, data: bytes) -> bool:
        try:
            files.write_atomic(self.folder / name, data, locked=True)
        except files.InUseError:
            return False
        self._note(name, data, self.saved.written)
        return True

    def _note(self, name: str, data: bytes, group: list[str]) -> None:
        self.present[name] = (sha256(data), len(data))
        group.append(name)

    def _keep(self, name: str, found: bytes, data: bytes, reason: Literal["edited", "open"]) -> None:
        if name.endswith(".docx"):
            self.beside.add(_stem(name))
        edited = sha256(found) not in self.ours
        beside = self._write_beside(name, data)
        self.saved.kept.append(Kept(name, beside, reason, self._compare(name, found, data) if edited else None))

    def _write_beside(self, name: str, data: bytes) -> str:
        """Write to the first "(mới)", "(mới 2)" … that nobody edited or holds open."""
        for beside in _beside_names(name):
            found = files.read_bytes(self.folder / beside)
            if found == data:
                self._note(beside, data, self.saved.unchanged)
                return beside
            free = found is None or (sha256(found) in self.ours and not is_open(self.folder, beside))
            if free and self._try(beside, data):
                return beside
        raise AssertionError  # the names never end

    def _compare(self, name: str, found: bytes, data: bytes) -> tuple[Difference, ...] | None:
        texts = self.texts.get(PurePath(name).suffix)
        if texts is None:
            return None
        try:
            return differences(texts(found), texts(data))
        except SedpError:
            return None

    def _remove_stale(self, name: str) -> None:
        """Delete "(mới)" files that nobody edited, now that `name` itself is newer than they are."""
        for beside in _beside_names(name):
            path = self.folder / beside
            found = files.read_bytes(path)
            if found is None:
                return
            if sha256(found) in self.ours and not is_open(self.folder, beside):
                with files.explained(path):
                    files.DISK.remove(path)
                self.saved.removed.append(beside)

    def _finish(self, build: Mapping[str, bytes], figures: Figures) -> None:
        """Write the manifest, last: what this build wrote, and of earlier builds what is still there."""
        gone = set(self.saved.removed)
        earlier = {n: entry for n, entry in self.before.files.items() if n not in gone and files.exists(self.folder / n)}
        written = {f"{_stem(name)}.pdf" for name in self.saved.written if name.endswith(".docx")}
        self.saved.stale = sorted(written & earlier.keys() - self.present.keys())
        all_figures = {**_still_printed(self.before.figures or {}, build), **figures}
        write_manifest(self.folder, Manifest({**earlier, **self.present}, all_figures))
        remove_journal(self.folder)
        self.saved.changed = changed_figures(self.before.figures, all_figures)


def _still_printed(figures: Figures, build: Mapping[str, bytes]) -> Figures:
    """Return the figures of earlier builds that a document not built this time still prints (`build --only`)."""
    built = {_stem(name) for name in build}
    return {name: entry for name, entry in figures.items() if set(entry.get("documents", "").split(", ")) - built - {""}}


def is_open(folder: Path, name: str) -> bool:
    """Tell whether Word (`~$…`) or LibreOffice (`.~lock.…#`) left the sign of an open document.

    Word replaces up to two first letters of the name by `~$`, depending on its length.
    """
    signs = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    return any(files.exists(folder / sign) for sign in signs)


def _stem(name: str) -> str:
    return PurePath(name).stem


def _beside_names(name: str) -> Iterator[str]:
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    yield f"{stem} (mới){suffix}"
    yield from (f"{stem} (mới {n}){suffix}" for n in count(2))
