"""The command `package`: its options checked, its results in Vietnamese."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast, get_args

from sedp_docs.cli_text import problem_lines, problems_json
from sedp_docs.problems import ReadError
from sedp_docs.text import short_date

if TYPE_CHECKING:
    from sedp_docs.app.packaging import Packed, Verified
    from sedp_docs.package.manifest import Absent, Manifest

Result = tuple[dict[str, Any], Callable[[], Sequence[str]], int]
"""What `--json` prints, the lines of text, the exit code."""
_ORIGINS = {"built": "", "edited": " (bản đã có người sửa)", "given": " (cơ quan khác gửi)"}


def packed(source: pathlib.Path, stage: str | None, output: pathlib.Path | None, chosen: Mapping[str, Any]) -> Result:
    """Make a dossier.

    Raises:
        ReadError: no stage, one that there is not, or no name for the result.
    """
    from sedp_docs.app.assembling import PackageOptions
    from sedp_docs.app.packaging import package
    from sedp_docs.clock import now
    from sedp_docs.forms import Stage

    if stage not in get_args(Stage):
        what = f"không có giai đoạn “{stage}”" if stage else "chưa nêu hồ sơ của giai đoạn nào"
        raise ReadError(what, f"chọn một trong: {', '.join(get_args(Stage))}, ví dụ --stage trinh")
    if output is None:
        raise ReadError("chưa nêu tên tệp hồ sơ", "thêm -o, ví dụ: -o ho-so.zip")
    options = PackageOptions(cast("Stage", stage), output, draft=chosen["draft"], pdf=chosen["pdf"])
    done = package(source, options, now())
    return _packed_json(done), lambda: list(_packed_lines(done)), 0 if done.manifest else 1


def verified(path: pathlib.Path) -> Result:
    """Look whether a dossier is still as it was handed over."""
    from sedp_docs.app.packaging import verify

    done = verify(path)
    data = {**problems_json(done.problems), "files": [each.name for each in done.manifest.files]}
    return data | {"missing": _missing(done.manifest)}, lambda: list(_verified_lines(done)), 1 if done.problems else 0


def _packed_json(done: Packed) -> dict[str, Any]:
    files = done.manifest.files if done.manifest else ()
    return {
        **problems_json(done.problems),
        "written": [str(path) for path in done.written],
        "kept": [str(path) for path in done.copies],
        "files": [each.name for each in files],
        "edited": [each.name for each in files if each.origin == "edited"],
        "missing": _missing(done.manifest) if done.manifest else [],
    }


def _missing(manifest: Manifest) -> list[dict[str, str]]:
    return [{"id": each.id, "title": each.title, "don_vi": each.owner, "han": each.due} for each in manifest.missing]


def _packed_lines(done: Packed) -> Iterator[str]:
    yield from problem_lines(done.problems)
    if done.manifest is None:
        draft = "; thêm --draft để lập hồ sơ dự thảo" if done.draftable else ""
        yield f"Chưa lập được hồ sơ từ {done.source}: sửa các lỗi trên rồi chạy lại{draft}."
        return
    yield f"Hồ sơ {done.manifest.unit} năm {done.manifest.year}{', DỰ THẢO' if done.manifest.draft else ''}:"
    yield from _list(done.manifest)
    yield from (f"Đã ghi {path}" for path in done.written)
    yield from (f"Không đổi {path}" for path in done.unchanged)
    yield from (f"Bản cũ giữ ở {path}" for path in done.copies)


def _list(manifest: Manifest) -> Iterator[str]:
    """Yield a line for each paper, with the endings of its files, and one for each that is missing."""
    for (stem, title), files in groupby(manifest.files, key=lambda each: (pathlib.PurePath(each.name).stem, each.title)):
        listed = list(files)
        endings = ", ".join(pathlib.PurePath(each.name).suffix for each in listed)
        origins = "".join(dict.fromkeys(_ORIGINS[each.origin] for each in listed))
        yield f"  {stem} ({endings}): {title}{origins}"
    yield from (f"  {each.number} chưa có: {each.title} ({each.owner}{_due(each)})" for each in manifest.missing)


def _due(absent: Absent) -> str:
    return f", hạn {short_date(date.fromisoformat(absent.due))}" if absent.due else ""


def _verified_lines(done: Verified) -> Iterator[str]:
    from sedp_docs.app.assembling import STAGE_TITLES

    manifest = done.manifest
    yield f"{done.path}: {manifest.unit} năm {manifest.year}, {STAGE_TITLES[manifest.stage].lower()}, lập bằng {manifest.tool}"
    yield from problem_lines(done.problems) or [f"Hồ sơ nguyên vẹn: {len(manifest.files)} tệp đúng như khi lập."]
