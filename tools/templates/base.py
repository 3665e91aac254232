"""The base that every template shares: page, sizes and the names of styles and lists.

Style ids that the renderer names (all are real styles, in styles.xml of every template):

| id | what stands in it |
| --- | --- |
| BodyText | a paragraph of prose: 14 pt, justified, first line 12.7 mm, 6 pt above |
| Heading1 … Heading4 | "Phần I" and its title; "I. TIÊU ĐỀ"; "1. Tiêu đề"; "2.1 Tiêu đề" |
| ListBullet, ListBullet2, ListBullet3 | items with "-", "+", "•" (numId 1, levels 0 to 2) |
| ListNumber | an item of an ordered list (abstractNumId 1): "(1)", "a)", "-"; numId 2 is there to be copied per list |
| TableText, TableNumber, TableCentre, TableHead | cells at 11 pt; TableText10, TableText9 … the same at that size |
| TableGrid | the table style: single borders, cells 1 mm from left and right |
| Caption, UnitNote, Note, Figure | caption; unit of a table; note under a table; the paragraph of a chart or picture |
| FootnoteText, FootnoteReference | footnotes; footnotes.xml holds the two separators |
| RuleLine | a line of its own whose bottom border is a rule; left and right indents give the length |

Other ids belong to the head and the foot of a document (see `styles`): Superior, Issuer, Nation, Motto, DocNumber,
PlaceDate, Title, Subtitle, Basis, Pointer, Closing, AnnexNumber, AnnexTitle, AnnexOf, Authority, Signer,
RecipientsLabel, Recipients, Header, SectionEnd. Forms for hand filling: SlipHead, SlipHeading, SlipNote, WritingLine,
SignerTitle, SignerNote.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

FONT = "Times New Roman"
BODY_PT = 14
FIRST_LINE_MM = 12.7
HEAD_LEFT_MM, HEAD_RIGHT_MM = 60, 100
"""Columns of the head: Quốc hiệu at 13 pt bold is 95.7 mm wide and must stay on one line."""
SIGNATURE_MM = 25
"""Height kept for the signature and the seal."""
TABLE_PT = 11


@dataclass(frozen=True, slots=True)
class Page:
    """A page by NĐ 30, Phụ lục I, Phần I, mục I.3; in mm."""

    width: int
    height: int
    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 20
    header: int = 10

    @property
    def text(self) -> int:
        """Return the width of the text area."""
        return self.width - self.left - self.right


PORTRAIT = Page(210, 297)
LANDSCAPE = Page(297, 210)


def page(landscape: bool) -> Page:
    """Return the page of an orientation."""
    return LANDSCAPE if landscape else PORTRAIT


def twips(mm: float) -> int:
    """Return mm as twentieths of a point."""
    return round(mm * 1440 / 25.4)


def cuts(widths: list[int]) -> list[int]:
    """Return widths given in mm as twips that add up to the rounded total."""
    edges = [twips(sum(widths[:i])) for i in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]
