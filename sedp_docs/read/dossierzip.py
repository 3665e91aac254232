"""A dossier's zip, whoever kept it meanwhile: its files and its manifest."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping

from sedp_docs import limits
from sedp_docs.package.manifest import MANIFEST, Manifest, manifest_from
from sedp_docs.problems import Location, ReadError
from sedp_docs.read.files import read_bytes
from sedp_docs.read.zipdoor import check_zip

_OTHER_ZIP = "ZIP-01"


def read_dossier(path: pathlib.Path) -> tuple[Manifest, Mapping[str, bytes]]:
    """Return the manifest of a dossier and its files by name.

    Raises:
        ReadError: it cannot be read, is no zip, is beyond the limits, or has no manifest of ours.
    """
    content = read_bytes(path, limits.ZIP_TOTAL_BYTES)
    if not content.startswith(b"PK"):
        raise ReadError("tệp này không phải tệp .zip", "chọn tệp hồ sơ do lệnh package ghi", Location(str(path)), _OTHER_ZIP)
    files = check_zip(content, str(path))
    manifest = manifest_from(files.get(MANIFEST, b""))
    if manifest is None:
        what = f"tệp .zip này không có {MANIFEST} của sedp-docs, hoặc tệp đó bị hỏng, của phiên bản mới hơn"
        raise ReadError(what, "chọn tệp hồ sơ do lệnh package ghi, hoặc cập nhật sedp-docs", Location(str(path)), "GOI-10")
    return manifest, files
