"""The form of `thuyet-minh.docx`, the prose of a plan as a Word file: its headings, its hints, its properties."""

from __future__ import annotations

import re

from sedp_docs.catalog import Outline, Section
from sedp_docs.model import Plan
from sedp_docs.report.heads import fill

FILE = "thuyet-minh.docx"
MAIN = "ke-hoach"
"""The document whose prose such a file holds when it does not say so itself."""

HINT_STYLE, HINT_STYLE_ID = "Gợi ý", "GoiY"
UNIT, YEAR, DOCUMENT = "don_vi", "nam_ke_hoach", "tai_lieu"
"""Custom properties of the file: whose plan, of which year, which document."""

INTRODUCTION = (
    "Viết dưới từng đề mục; giữ nguyên đề mục. Chữ đậm, chữ nghiêng, danh sách, bảng và chú thích cuối trang được giữ khi in. "
    "Dòng chữ xám như dòng này không in."
)
WRITE = "Viết ở đây … Trích số bằng mã trong ngoặc nhọn, ví dụ {ty_le_ho_ngheo}."
DRAFTED = "Viết thêm ở đây nếu cần … Mục này đã có các câu do chương trình viết từ số liệu, in trước phần viết thêm."
_HINT = re.compile(
    "|".join(
        re.escape(hint) for hint in (INTRODUCTION, WRITE, DRAFTED, WRITE.split(" …")[0] + " …", DRAFTED.split(" …")[0] + " …")
    )
)


def outline_of(plan: Plan, outline: Outline) -> Outline:
    """Return an outline with the titles that this plan prints: years and kind of unit filled in."""

    def section_of(section: Section) -> Section:
        inside = tuple(section_of(each) for each in section.sections)
        return section.model_copy(update={"title": fill(section.title, plan), "sections": inside})

    return outline.model_copy(update={"parts": tuple(section_of(part) for part in outline.parts)})


def unit_of(plan: Plan) -> str:
    """Return how the file names the unit: its code, else "xã Nậm Thoong"; nothing while the name is still open."""
    named = any(letter.isalnum() for letter in plan.unit.name)
    return plan.unit.code or (plan.unit.full_name if named else "")


def heading_lines(depth: int, section: Section) -> list[str]:
    """Return the lines of a heading as the form prints them: "Phần I" over its title, "I. TIÊU ĐỀ", "1. …", "2.1 …"."""
    if depth == 0:
        return [f"Phần {section.number}", section.title.upper()]
    dot = "" if "." in section.number else "."
    return [f"{section.number}{dot} {section.title.upper() if depth == 1 else section.title}"]


def hint_length(text: str) -> int:
    """Return how many characters of a paragraph in the hint style are ours; the rest was typed by its reader."""
    found = _HINT.match(text)
    return found.end() if found else 0
