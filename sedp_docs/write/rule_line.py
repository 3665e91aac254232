"""Rule lines under names that are data: a paragraph whose border is the line, at its measured length (NĐ 30, II.2.b, II.5.b)."""

from __future__ import annotations

from sedp_docs.text_width import rule_length
from sedp_docs.write.xml import Xml

TWIPS_PER_MM = 1440 / 25.4


def rule_line(text: str, within_mm: float, size: float) -> Xml:
    """Return the line under a bold text that stands centred in a column `within_mm` wide."""
    side = round((within_mm - rule_length(text, within_mm, size)) / 2 * TWIPS_PER_MM)
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="RuleLine"/><w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>')
