"""The narrative of a plan, walked: sections, paragraphs, cited figures, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sedp_docs.model import Prose
from sedp_docs.problems import Path
from sedp_docs.prose import citations
from sedp_docs.rules.registry import Case, Finding
from sedp_docs.rules.words import suggestion

_END_OF_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def document_ids(case: Case) -> list[str]:
    """Return the ids of the documents that the procedure has at this level; empty while it declares none."""
    return [document.id for document in case.catalog.level.documents] or list(case.catalog.forms)


def unknown_documents(case: Case, section: str, ids: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each document named in a section of the plan that the procedure does not have."""
    known = document_ids(case)
    for id in ids:
        if known and id not in known:
            hint = suggestion(id, known, f"các tài liệu có: {', '.join(known)}")
            yield Finding((section, id), f"quy trình không có tài liệu “{id}”", hint)


def sections(case: Case) -> Iterator[tuple[str, str, Prose]]:
    """Yield (document, section key, prose) in the plan's order."""
    for document, texts in case.plan.prose.items():
        for key, prose in texts.items():
            yield document, key, prose


def paragraph_path(case: Case, document: str, key: str, i: int) -> Path:
    """Return where a paragraph stands: below `doan`, in a bare list, or as the section's only text."""
    here = ("thuyet_minh", document, key)
    return (*here, "doan", i) if (*here, "doan") in case.sources else (*here, i)


def paragraphs(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield each paragraph with its place."""
    for document, key, prose in sections(case):
        for i, text in enumerate(prose.paragraphs):
            yield paragraph_path(case, document, key, i), text


def sentences(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield each sentence of the narrative, with the place of its paragraph."""
    for path, text in paragraphs(case):
        for sentence in _END_OF_SENTENCE.split(text):
            yield path, sentence


def cited(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield each figure name that prose cites, once per paragraph."""
    for path, text in paragraphs(case):
        for name in dict.fromkeys(citations(text)):
            yield path, name
