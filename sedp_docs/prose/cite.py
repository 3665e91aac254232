"""Figure citations: found and replaced before Markdown is read, so that a value is never taken for Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

from sedp_docs.prose.blocks import Run

MISSING_OPEN, MISSING_CLOSE = "\ue000", "\ue001"
"""Private-use marks around a value that a draft prints in yellow; sources may not hold them (`text.bad_character`)."""

CITATION = re.compile(r"\{\{|\{([^{}\n]*)\}")
"""A citation, its name in group 1, or the two braces that print one."""

_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|!~^\n\t]|\A[-+#=.):]|\A[0-9](?=[0-9]{0,8}[.)](?:\s|\Z))|\A\s|\s\Z")
_REFERENCE = re.compile(r"&#([0-9]{1,7});")


def citations(markdown: str) -> list[str]:
    """Return the figure names that a text cites, in order: "{ma.kh}" → "ma.kh"."""
    return [m.group(1).strip() for m in CITATION.finditer(markdown) if m.group(1) is not None]


def unclosed(markdown: str) -> list[str]:
    """Return each brace that opens no citation, with what follows it in its line: "{ma.kh và" of "còn {ma.kh và"."""
    return re.findall(r"\{[^{}\n]*", CITATION.sub("", markdown))


def expand(markdown: str, value: Callable[[str], str]) -> str:
    """Replace each citation by its value, before Markdown is read; "{{" prints a brace.

    `value` returns Markdown: plain text goes through `escaped`, between the missing marks where it stands for a gap.
    """
    return CITATION.sub(lambda m: "{" if m.group(1) is None else _placed(m, value(m.group(1).strip())), markdown)


def kept(markdown: str) -> str:
    """Return Markdown that prints its citations as they are written, also "{{": what a person edits in Word."""
    return expand(markdown.replace("{{", "{{{{"), lambda name: escaped(f"{{{name}}}"))


def _placed(citation: re.Match[str], text: str) -> str:
    """Keep a number that opens a line from becoming a list: "{nam}. Kết quả" is no item 2024."""
    line = citation.string[citation.string.rfind("\n", 0, citation.start()) + 1 : citation.start()]
    if text[:1].isdigit() and not any(c.isalpha() for c in line):
        return reference(text[0]) + text[1:]
    return text


def escaped(value: str) -> str:
    """Return Markdown that prints exactly `value`: "a_b*c" and "- x" survive, other line ends become line breaks."""
    return _SPECIAL.sub(lambda m: reference(m.group()), _LINE_END.sub("\n", value))


def unescaped(text: str) -> str:
    """Return the text behind the character references that `escaped` writes, where Markdown is not read (a file name)."""
    return _REFERENCE.sub(lambda m: chr(min(int(m.group(1)), 0x10FFFF)), text)


def reference(c: str) -> str:
    """Return a character as Markdown that is never taken for a mark; nothing for no character."""
    return f"&#{ord(c)};" if c else ""


def marked(text: str) -> tuple[Run, ...]:
    """Return a plain text as runs, with the stretches between the missing marks as missing."""
    parts = re.split(f"[{MISSING_OPEN}{MISSING_CLOSE}]", text)
    return tuple(Run(part, missing=i % 2 == 1) for i, part in enumerate(parts) if part)
