"""Narrative: sections that exist, figures that exist, words with one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sedp_docs.figures import UnknownFigureError
from sedp_docs.model import Prose
from sedp_docs.problems import Path
from sedp_docs.prose import unclosed, unsupported
from sedp_docs.report.fields import citable
from sedp_docs.report.papers import CITED, cited_paper
from sedp_docs.rules.missing import uncomputable
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.texts import cited, paragraphs, sections, unknown_documents
from sedp_docs.rules.words import suggestion
from sedp_docs.text import shortened

MAIN = "ke-hoach"
"""The document whose sections are the procedure's outline."""
_TIMES = re.compile(r"\b(tăng|giảm)( thêm| khoảng| gần| hơn| trên)? \d+(,\d+)? lần", re.IGNORECASE)
_PLANNED_YEAR = re.compile(r"\b(?:kế hoạch|dự toán|nhiệm vụ|mục tiêu|ước thực hiện|dự kiến)\s+năm\s+(\d{4})\b", re.IGNORECASE)


@rule("TM-01", "Số liệu trích dẫn trong thuyết minh phải có trong kế hoạch")
def unknown_figure(case: Case) -> Iterator[Finding]:
    """Prose cites a figure that does not exist; the nearest names are given."""
    for path, name in cited(case):
        if name.startswith(CITED):
            yield from _unknown_paper(case, path, name)
            continue
        try:
            case.figures[name]
        except UnknownFigureError as error:
            hint = (
                f"có phải là {', '.join(f'{{{near}}}' for near in error.near)}?"
                if error.near
                else "xem mã ở cột mã của các biểu."
            )
            yield Finding(path, f"không có số liệu “{{{shortened(name)}}}”", f"{hint} Muốn in dấu ngoặc nhọn thì viết {{{{")


def _unknown_paper(case: Case, path: Path, name: str) -> Iterator[Finding]:
    id = name.removeprefix(CITED)
    if cited_paper(case.plan, case.catalog, id) is None:
        known = [*citable(case.catalog), *(each.code for each in case.plan.other_papers)]
        hint = suggestion(id, known, f"dẫn được: {', '.join(known)}")
        yield Finding(
            path, f"không có văn bản “{shortened(id)}” để viện dẫn", f"{hint}; văn bản của cơ quan khác ghi ở van_ban_khac"
        )


@rule("TM-10", "Thuyết minh chỉ dùng các dấu trình bày mà chương trình đọc", severity="warning")
def printed_as_typed(case: Case) -> Iterator[Finding]:
    """A section holds Markdown beyond the subset, or a brace that nothing closes: both are printed as they were typed."""
    for document, key, prose in sections(case):
        for what in unsupported("\n\n".join(prose.paragraphs)):
            hint = "xem các dấu dùng được trong docs/dinh-dang.md, phần Thuyết minh và dẫn số"
            yield Finding(("thuyet_minh", document, key), f"mục {key} có {what}, sẽ in nguyên như đã gõ", hint)
    for path, text in paragraphs(case):
        for rest in unclosed(text):
            hint = "viết đủ {mã số liệu}; muốn in dấu ngoặc nhọn thì viết {{"
            yield Finding(path, f"dấu ngoặc nhọn chưa đóng: “{shortened(rest)}”", hint)


@rule("TM-09", "Số liệu trích dẫn tính được từ số đã có", severity="warning")
def uncomputed_figure(case: Case) -> Iterator[Finding]:
    """Prose cites a percentage of a range or of 0: it is not missing, it does not exist, and prints as a dash."""
    for path, name in cited(case):
        figure = case.figures[name] if _known(case, name) else None
        if figure and uncomputable(case, figure):
            hint = "trích riêng kế hoạch và kết quả; không tính được tỷ lệ so với một khoảng hoặc so với 0"
            yield Finding(path, f"“{{{shortened(name)}}}” không tính được nên in dấu “–”", hint)


def _known(case: Case, name: str) -> bool:
    try:
        case.figures[name]
    except UnknownFigureError:
        return False
    return True


@rule("TM-02", "Thuyết minh chỉ ghi cho tài liệu mà quy trình có")
def unknown_document(case: Case) -> Iterator[Finding]:
    """Prose for a document that the procedure does not have."""
    return unknown_documents(case, "thuyet_minh", case.plan.prose)


@rule("TM-03", "Thuyết minh ghi ở mục nhỏ nhất của đề cương", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, đề cương")
def unknown_section(case: Case) -> Iterator[Finding]:
    """Prose for a section that the outline does not have, or for one that is divided further."""
    outline = case.catalog.level.outline
    if outline is None:
        return
    leaves, known = outline.leaves(), [key for key, _, _ in outline.walk()]
    for document, key, _ in sections(case):
        form = case.catalog.forms.get(document)
        own = [each.key for each in form.sections()] if form else []
        if own and key not in own:
            hint = f"các mục: {', '.join(own)}"
            yield Finding(("thuyet_minh", document, key), f"văn bản “{document}” không có mục “{key}”", hint)
        if document != MAIN or key in leaves:
            continue
        below = [leaf for leaf in leaves if leaf.startswith(_stem(key))]
        if key in known:
            yield Finding(
                ("thuyet_minh", document, key),
                f"mục {key} còn chia nhỏ, không ghi thuyết minh trực tiếp",
                f"chuyển xuống mục {', '.join(below)}" if below else "chuyển xuống mục con",
            )
        else:
            yield Finding(("thuyet_minh", document, key), f"đề cương không có mục “{key}”", _near_section(key, leaves))


def _stem(key: str) -> str:
    """Return what the keys of a section's own sections begin with: "I.II." below a part, "I.II.2." below I.II.2."""
    return f"{key}."


def _near_section(key: str, leaves: list[str]) -> str:
    inside = [leaf for leaf in leaves if leaf.startswith(_stem(key.rsplit(".", 1)[0]))]
    return suggestion(key, leaves, f"các mục gần đó: {', '.join((inside or leaves)[:12])}")


@rule("TM-04", "Chỉ mục có bài viết sẵn mới dùng tu_dong")
def no_draft(case: Case) -> Iterator[Finding]:
    """A section asks for drafted sentences where the program has none."""
    for document, key, prose in sections(case):
        drafts = _drafts(case, document)
        if prose.drafted and key not in drafts:
            yield Finding(
                ("thuyet_minh", document, key, "tu_dong"),
                f"mục {key} không có bài viết sẵn từ số liệu",
                f"bỏ tu_dong và tự viết; các mục có: {', '.join(drafts)}" if drafts else "bỏ tu_dong và tự viết",
            )


def _drafts(case: Case, document: str) -> list[str]:
    """Return the sections of a document that have drafted sentences."""
    form = case.catalog.forms.get(document)
    own = [each.key for each in form.sections() if each.draft] if form else []
    return list(case.catalog.level.drafts) if document == MAIN else own


@rule(
    "TM-05", "Mỗi mục của đề cương có thuyết minh", severity="warning", cite="QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, đề cương"
)
def empty_section(case: Case) -> Iterator[Finding]:
    """Sections of the outline have no prose: their headings are printed over nothing, or over a table without a word."""
    outline, texts = case.catalog.level.outline, case.plan.prose.get(MAIN, {})
    empty = [key for key in (outline.leaves() if outline else ()) if not _has_text(texts.get(key))]
    if empty:
        where = ("thuyet_minh", MAIN, empty[0]) if len(empty) == 1 else ("thuyet_minh", MAIN)
        yield Finding(
            where,
            f"{len(empty)} mục chưa có thuyết minh: {', '.join(empty)}",
            f'viết vào thuyet_minh, {MAIN}, ví dụ "{empty[0]}": ["…"]',
        )


def _has_text(prose: Prose | None) -> bool:
    return prose is not None and (prose.drafted or any(text.strip() for text in prose.paragraphs))


@rule("TM-06", "Không viết “tăng 1,5 lần”", severity="warning")
def times(case: Case) -> Iterator[Finding]:
    """The words "tăng 1,5 lần" may mean 150% or 250% of before; "gấp 1,5 lần" and "tăng 50%" have one meaning."""
    for path, text in paragraphs(case):
        for found in _TIMES.finditer(text):
            yield Finding(path, f"“{found.group()}” có hai cách hiểu", "viết “gấp … lần” hoặc “tăng …%”")


@rule("TM-08", "Thuyết minh không còn năm của kế hoạch cũ", severity="warning")
def old_year(case: Case) -> Iterator[Finding]:
    """A plan or an estimate of another year than X and X+1 is spoken of: left over from the last plan's text."""
    for path, text in paragraphs(case):
        for found in _PLANNED_YEAR.finditer(text):
            if int(found.group(1)) not in (case.year, case.year + 1):
                yield Finding(
                    path,
                    f"“{found.group()}” không phải năm báo cáo {case.year} hay năm kế hoạch {case.year + 1}",
                    "sửa năm nếu câu này chép từ kế hoạch năm trước",
                )
