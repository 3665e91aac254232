"""The use case `package`: the dossier of a stage as one zip with the plan as handed over beside it; and a look at a kept one."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sedp_docs.app.assembling import PackageOptions, assemble
from sedp_docs.app.cases import blocking, open_plan
from sedp_docs.package.manifest import MANIFEST, Deviations, Manifest, deviations
from sedp_docs.problems import Location, OutputError, Problem, ReadError, in_order
from sedp_docs.read.dossierzip import read_dossier
from sedp_docs.write.dated import keep_copy
from sedp_docs.write.files import exists, read_bytes, write_atomic
from sedp_docs.write.pack import deflated, zipped_as_given
from sedp_docs.write.yamltext import plan_yaml


@dataclass(frozen=True)
class Packed:
    """What came of it: `manifest` is None when nothing was written, and `problems` say why; `copies` are of what was replaced."""

    source: pathlib.Path
    target: pathlib.Path
    problems: Sequence[Problem]
    manifest: Manifest | None = None
    written: Sequence[pathlib.Path] = ()
    unchanged: Sequence[pathlib.Path] = ()
    copies: Sequence[pathlib.Path] = ()
    draftable: bool = False


def package(source: pathlib.Path, options: PackageOptions, now: datetime) -> Packed:
    """Write the dossier of a stage, and beside it the plan as it was handed over. Errors stop it; a draft goes on over most.

    Raises:
        ReadError, OutputError, TemplateError: it could not be read or run at all, or what is there is not ours to replace.
    """
    snapshot = _snapshot(source, options.target)
    _refuse_stranger(options.target)
    opened = open_plan(source, options.stage)
    if opened.case is None:
        return Packed(source, options.target, opened.problems)
    _keep_last_round(opened.case.plan.dossier.previous, source, snapshot)
    if options.folder is None:
        options = replace(options, folder=pathlib.Path("out") / source.stem)
    made = assemble(opened, opened.case, options, now.date())
    if made.files is None or made.manifest is None:
        draftable = not options.draft and not blocking(opened.problems, draft=True)
        return Packed(source, options.target, in_order(made.problems), draftable=draftable)
    softened = [replace(p, severity="warning") if p.severity == "error" else p for p in made.problems]  # left in a draft only
    content = {snapshot: plan_yaml(opened.case.plan).encode(), options.target: _zip(made.manifest, made.files)}
    there = {path: read_bytes(path) for path in content}
    news = [path for path in content if there[path] != content[path]]
    copies = [keep_copy(path, now) for path in news if there[path] is not None]
    for path in news:
        write_atomic(path, content[path])
    same = [path for path in content if path not in news]
    return Packed(source, options.target, in_order(softened), made.manifest, news, same, copies)


def _snapshot(source: pathlib.Path, target: pathlib.Path) -> pathlib.Path:
    """Return where the plan as handed over goes; raises OutputError for a target that is no zip or would hit the source."""
    if target.suffix.lower() != ".zip":
        raise OutputError("hồ sơ là một tệp .zip", "đặt tên tệp có đuôi .zip", Location(str(target)), "OUT-14")
    snapshot = target.with_name(f"{target.name}.yaml")
    if snapshot.resolve() == source.resolve():
        raise OutputError("bản kế hoạch kèm hồ sơ sẽ ghi đè tệp nguồn", "đặt tên khác cho hồ sơ", Location(str(target)), "OUT-17")
    return snapshot


def _keep_last_round(previous: str, source: pathlib.Path, snapshot: pathlib.Path) -> None:
    """Raise OutputError when the snapshot would replace the last round's: the next run would find nothing that changed."""
    if previous and (source.parent / previous).resolve() == snapshot.resolve():
        what = "bản trước mà ho_so, ban_truoc nêu sẽ bị ghi đè"
        raise OutputError(what, "đặt tên hồ sơ lần này khác lần trước", Location(str(snapshot)), "OUT-17")


def _refuse_stranger(target: pathlib.Path) -> None:
    """Raise OutputError when there is a file of this name that is no dossier of ours."""
    if not exists(target):
        return
    try:
        read_dossier(target)
    except ReadError as error:
        what = "đã có tệp này, và không phải hồ sơ do lệnh package ghi"
        raise OutputError(what, "chọn tên khác, hoặc xóa tệp cũ", Location(str(target)), "OUT-13") from error


def _zip(manifest: Manifest, files: Mapping[str, bytes]) -> bytes:
    """Return the zip: the manifest, then the papers in the order of the dossier."""
    return zipped_as_given(deflated(name, content) for name, content in {MANIFEST: manifest.as_json(), **files}.items())


@dataclass(frozen=True)
class Verified:
    """A dossier that was kept: its manifest, and how its files differ from it."""

    path: pathlib.Path
    manifest: Manifest
    deviations: Deviations

    @property
    def problems(self) -> list[Problem]:
        """Return an error for each file that is not as it was handed over."""
        kinds = (
            ("tệp đã bị sửa sau khi lập hồ sơ", self.deviations.changed),
            ("tệp không có trong danh mục của hồ sơ", self.deviations.added),
            ("tệp có trong danh mục nhưng không còn trong hồ sơ", self.deviations.gone),
        )
        hint = "dùng bản hồ sơ gốc, hoặc lập lại hồ sơ bằng lệnh package"
        return [
            Problem(f"GOI-2{n}", "error", what, hint, Location(str(self.path), name))
            for n, (what, names) in enumerate(kinds, 1)
            for name in names
        ]


def verify(path: pathlib.Path) -> Verified:
    """Compare the files of a dossier with its manifest.

    Raises:
        ReadError: it cannot be read, or is no dossier of ours.
    """
    manifest, files = read_dossier(path)
    return Verified(path, manifest, deviations(manifest, files))
