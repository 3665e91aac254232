"""Word templates: ours, where each lies, and those that a keeper put into a folder instead."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass

from sedp_docs import limits
from sedp_docs.model import LevelId
from sedp_docs.problems import ReadError, TemplateError
from sedp_docs.read.catalogs import template_folders, templates_root
from sedp_docs.read.files import read_bytes
from sedp_docs.read.preflight import check_docx


@dataclass(frozen=True, slots=True)
class Chosen:
    """The template of a document: how messages call it, its bytes, and where it comes from.

    `own` is our template of the same document when `content` is not one that we shipped, else nothing.
    """

    name: str
    content: bytes
    own: bytes = b""
    from_folder: bool = False

    @property
    def foreign(self) -> bool:
        """Tell whether a stranger may have drawn it."""
        return bool(self.own)


def template_bytes(document: str, level: LevelId, variant: str) -> bytes:
    """Return a template: the variant's own if there is one, else the level's, else the shared one; raises ReadError."""
    for path in (folder / f"{document}.docx" for folder in template_folders(level, variant)):
        if path.is_file():
            return read_bytes(path, limits.ZIP_TOTAL_BYTES)
    raise ReadError(f"không có mẫu “{document}.docx” cho cấp này", "cài lại sedp-docs, hoặc chạy tools/make_templates.py")


def chosen_template(folder: pathlib.Path | None, document: str, level: LevelId, variant: str) -> Chosen:
    """Return `folder`'s template of a document if it has one, else ours.

    Raises:
        ReadError: no such folder, or a file in it cannot be read.
        TemplateError: a template that did not pass the preflight.
    """
    own = template_bytes(document, level, variant)
    if folder is None:
        return Chosen(f"{document}.docx", own)
    if not folder.is_dir():
        raise ReadError(f"không có thư mục mẫu {folder}", "xem lại đường dẫn sau --templates")
    path = folder / f"{document}.docx"
    if not path.exists():
        return Chosen(f"{document}.docx", own)
    content = read_bytes(path, limits.ZIP_TOTAL_BYTES)
    if is_ours(content):
        return Chosen(str(path), content, from_folder=True)
    check_docx(content, str(path), TemplateError)
    return Chosen(str(path), content, own, from_folder=True)


def is_ours(content: bytes) -> bool:
    """Tell whether a template is, byte for byte, one that we shipped."""
    shipped = (path for path in templates_root().rglob("*.docx") if path.stat().st_size == len(content))
    return any(path.read_bytes() == content for path in shipped)
