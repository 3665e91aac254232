"""WordprocessingML as text: the one type that passes unescaped, and how plain text becomes the inside of a `w:t`."""

from __future__ import annotations

import re

from sedp_docs.prose import MISSING_CLOSE, MISSING_OPEN

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
HIGHLIGHT = '<w:highlight w:val="yellow"/>'

_RUN = re.compile(r"<w:r(?: [^>]*)?>")
_PROPERTIES = re.compile(r"\s*<w:rPr>(.*?)</w:rPr>", re.DOTALL)
_AFTER_HIGHLIGHT = re.compile(r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)[ />]")
_OLD_HIGHLIGHT = re.compile(r"<w:highlight [^>]*/>")


class Xml(str):
    """Well-formed WordprocessingML; made only by the writers from blocks and charts, never from a source's text."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself: the sign by which Jinja leaves it alone."""
        return self


def escape(text: str) -> str:
    """Return `text` as XML character data, also fit for a double-quoted attribute; breaks and tabs are kept."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def text_xml(text: str) -> str:
    """Return `text` as the inside of a `w:t`: escaped, line breaks and tabs as elements that leave and re-enter it."""
    xml = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\r" in xml:
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    return xml.replace("\n", BREAK).replace("\t", TAB)


def missing(text: str) -> str:
    """Mark a text that a draft prints in yellow; `highlight_missing` turns the marks into runs."""
    return MISSING_OPEN + text + MISSING_CLOSE


def without_marks(text: str) -> str:
    """Return `text` without the marks of `missing`."""
    return text.replace(MISSING_OPEN, "").replace(MISSING_CLOSE, "")


def highlight_missing(xml: str) -> str:
    """Turn each marked text into a yellow run that keeps the look of the run around it."""
    head, *rest = xml.split(MISSING_OPEN)
    done = [head]
    properties = _properties(head)
    for piece in rest:
        marked, _, after = piece.partition(MISSING_CLOSE)
        done += [_reopen(_highlighted(properties)), marked, _reopen(properties), after]
        properties = _properties(after) if _RUN.search(after) else properties
    return "".join(done)


def _properties(before: str) -> str:
    """Return what stands in the `w:rPr` of the run that is open at the end of `before`."""
    start = max(before.rfind("<w:r>"), before.rfind("<w:r "))
    opening = _RUN.match(before, start) if start >= 0 else None
    found = _PROPERTIES.match(before, opening.end()) if opening else None
    return found.group(1) if found else ""


def _highlighted(properties: str) -> str:
    plain = _OLD_HIGHLIGHT.sub("", properties)
    later = _AFTER_HIGHLIGHT.search(plain)
    at = later.start() if later else len(plain)
    return plain[:at] + HIGHLIGHT + plain[at:]


def _reopen(properties: str) -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'</w:t></w:r><w:r>{look}<w:t xml:space="preserve">'
