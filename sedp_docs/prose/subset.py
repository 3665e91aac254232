"""What a narrative may not hold: found on the Markdown as it was written, named in Vietnamese for a warning."""

from __future__ import annotations

import re

_RULE = r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$"
_OUTSIDE = (
    ("đề mục (dấu # đầu dòng)", re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)", re.MULTILINE)),
    ("đường kẻ ngang (---, ***, ===)", re.compile(_RULE, re.MULTILINE)),
    ("trích dẫn (dấu > đầu dòng)", re.compile(r"^ {0,3}>", re.MULTILINE)),
    ("mã (dấu `)", re.compile(r"`")),
    ("chữ gạch ngang (~~)", re.compile(r"~~[^~\n]{1,300}~~")),
    ("thẻ HTML", re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>\n]{0,300})?/?>|<!--")),
    ("liên kết", re.compile(r"(?<!!)\[[^\[\]\n]{1,300}\]\([^()\n]{0,300}\)|<(?:https?|mailto|file):[^<>\s]{1,300}>")),
    ("chú thích viết liền ^[…]; viết [^1] và một dòng “[^1]: nội dung”", re.compile(r"\^\[")),
)  # fmt: skip
_IMAGE_LINE = re.compile(r"(?:[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t])*[ \t]*!\[[^\n]*\]\([^\n]+\)[ \t]*")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\(")
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_NOTE_LINE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:", re.MULTILINE)


def unsupported(markdown: str) -> list[str]:
    """Return the Vietnamese names of what a text holds beyond the subset; it is printed as it was typed."""
    return [name for name, pattern in _OUTSIDE if pattern.search(markdown)] + _images(markdown) + _notes(markdown)


def _images(markdown: str) -> list[str]:
    for paragraph in re.split(r"\n[ \t]*\n", markdown):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        alone = [_is_image(line) for line in lines]
        if any(_IMAGE.search(line) for line in lines) and not all(alone):
            return ["hình nằm lẫn trong đoạn văn (để hình thành một đoạn riêng)"]
    return []


def _is_image(line: str) -> bool:
    return "![" in line and line.rstrip().endswith(")") and _IMAGE_LINE.fullmatch(line) is not None


def _notes(markdown: str) -> list[str]:
    defined = [m.group(1) for m in _NOTE_LINE.finditer(markdown)]
    cited = {m.group(1) for m in _NOTE.finditer(_NOTE_LINE.sub("", markdown))}
    lone = [f"dấu chú thích [^{label}] chưa có nội dung" for label in sorted(cited - set(defined))]
    unused = [f"chú thích [^{label}] không được dẫn trong bài" for label in sorted(set(defined) - cited)]
    twice = [f"chú thích [^{label}] viết hai lần" for label in sorted({x for x in defined if defined.count(x) > 1})]
    return lone + unused + twice
