"""Rules on tags themselves: braces, blocks, characters, syntax, what the renderer does not do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sedp_docs.report.language import REFUSED_TAGS, clean_tag, outside_texts
from sedp_docs.report.template import Paragraph, Tag
from sedp_docs.rules.template.registry import Case, Finding, rule
from sedp_docs.text import shortened

_PARTNERS = {"{{": "}}", "{%": "%}", "{#": "#}", "}}": "{{", "%}": "{%", "#}": "{#"}
_ONE_BRACE = re.compile(r"(?<![{%#])\{\s?([a-z_]\w*(?:\.\w+)*)\s?\}(?![}])")
_APART = re.compile(r"\{[^\S\n]+[{%#]")


@rule("MAU-10", "Thẻ phải mở và đóng đủ hai ngoặc trong cùng một đoạn")
def braces(case: Case) -> Iterator[Finding]:
    """A tag that does not end swallows what follows; a lone end prints as it stands."""
    for paragraph in case.template.paragraphs:
        for at, mark in paragraph.strays:
            around = shortened(" ".join(paragraph.text[at : at + 60].split())) if mark[0] == "{" else _before(paragraph.text, at)
            what = "mở mà không đóng" if mark[0] == "{" else "đóng mà không mở"
            yield Finding(paragraph, f"ngoặc {mark} {what}, gần “{around}”", f"thêm {_PARTNERS[mark]}, hoặc xóa {mark}")
        if _APART.search(paragraph.text):
            yield Finding(paragraph, "hai dấu mở thẻ bị cách rời nhau", "xóa khoảng trắng giữa hai dấu ngoặc")
        yield from _single(paragraph, case)


def _before(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 40) : at + 2].split())


def _single(paragraph: Paragraph, case: Case) -> Iterator[Finding]:
    """Yield fields in single braces: they would print as they stand."""
    for found in _ONE_BRACE.finditer(paragraph.text):
        if case.fields.field(found[1].split(".")[0]) is not None:
            yield Finding(paragraph, f"“{found[0]}” chỉ có một ngoặc nên in nguyên chữ", f"viết {{{{ {found[1]} }}}}")


@rule("MAU-11", "Mỗi khối (for, if, set …) phải đóng đủ, khối trong đóng trước khối ngoài")
def blocks(case: Case) -> Iterator[Finding]:
    """A block that is open, crossed or closed twice stops the build."""
    yield from case.faults("MAU-11")


@rule("MAU-12", "Thẻ mở và thẻ đóng của một khối phải cùng kiểu và cùng bảng, cùng ô")
def ground(case: Case) -> Iterator[Finding]:
    """A row loop closes in its own table; a paragraph tag does not close a tag within a paragraph."""
    for use in case.structure.uses:
        if use.tag.level == "tr" and not use.paragraph.cells:
            yield Finding(use.paragraph, f"{use.said} là thẻ dòng nhưng đứng ngoài bảng", f"viết {{%p {use.tag.body} %}}")
    yield from case.faults("MAU-12")


@rule("MAU-13", "Khối trong đoạn nên mở và đóng trong cùng một đoạn", severity="warning")
def one_paragraph(case: Case) -> Iterator[Finding]:
    """A block from the middle of one paragraph to another merges the two when it prints nothing."""
    yield from case.faults("MAU-13")


@rule("MAU-14", "Trong thẻ không có ký tự lạ")
def characters(case: Case) -> Iterator[Finding]:
    """A sign that is no letter, and that autocorrection does not explain, is not part of the language of tags."""
    for paragraph, tag in _tags(case):
        for sign in dict.fromkeys(_odd(tag)):
            name = unicodedata.name(sign, f"U+{ord(sign):04X}")
            yield Finding(paragraph, f"thẻ “{_line(tag)}” có ký tự lạ “{sign}” ({name})", "xóa ký tự đó rồi gõ lại bằng bàn phím")


def _odd(tag: Tag) -> Iterator[str]:
    for sign in outside_texts(tag.body):
        if ord(sign) > 127 and not sign.isspace() and not f"a{sign}".isidentifier():
            yield sign


@rule("MAU-15", "Ký tự do Word tự sửa trong thẻ vẫn hiểu được", severity="info")
def understood(case: Case) -> Iterator[Finding]:
    """Curly quotation marks, dashes, no-break spaces and hidden signs are read as what was typed."""
    for paragraph, tag in _tags(case):
        if clean_tag(tag.text) != tag.text:
            said = f"thẻ “{_line(tag)}” có ký tự do Word tự sửa, được hiểu là {shortened(clean_tag(tag.text), 120)}"
            yield Finding(paragraph, said, "không cần sửa")


@rule("MAU-16", "Nội dung thẻ phải đúng cú pháp")
def syntax(case: Case) -> Iterator[Finding]:
    """Every tag is read by itself."""
    odd = {(paragraph.part, paragraph.index) for paragraph, tag in _tags(case) if any(True for _ in _odd(tag))}
    for finding in case.faults("MAU-16"):
        if finding.paragraph is None or (finding.paragraph.part, finding.paragraph.index) not in odd:
            yield finding
    for paragraph, tag in _tags(case):
        if tag.level in ("p", "tr") and re.search("[}%]", tag.body):
            yield Finding(paragraph, f"thẻ “{_line(tag)}” có dấu }} hoặc % ở giữa", "đặt giá trị đó vào {% set … %} trước")
        if re.match(r"[-+](?:p|tr|tc|r)\s", tag.text[2:]):
            hint = "bỏ dấu “-”: thẻ đoạn, thẻ dòng không để lại chỗ trống"
            yield Finding(paragraph, f"thẻ “{_line(tag)}” có dấu “-” trước p hoặc tr", hint)


@rule("MAU-17", "Mẫu chỉ dùng những gì sedp-docs làm được")
def supported(case: Case) -> Iterator[Finding]:
    """Column loops, merged cells, macros, included files, other filters and methods are not done."""
    for use in case.structure.uses:
        word = "tc" if use.tag.level == "tc" else use.tag.word
        if word in REFUSED_TAGS:
            hint = "vẽ ô và cột cố định, lặp theo dòng với {%tr for … %}"
            yield Finding(use.paragraph, f"{use.said}: sedp-docs không làm thẻ “{word}” ({REFUSED_TAGS[word]})", hint)
    yield from case.faults("MAU-17")


@rule("MAU-18", "Thẻ chỉ đứng trong chữ của văn bản")
def hidden(case: Case) -> Iterator[Finding]:
    """A tag in a field code, an alternative text or a link stops the build."""
    for paragraph in case.template.paragraphs:
        for tag in dict.fromkeys(paragraph.hidden):
            said = f"thẻ “{shortened(tag)}” đứng trong mã trường hoặc thuộc tính của hình"
            yield Finding(paragraph, said, "chuyển thẻ ra phần chữ")


def _tags(case: Case) -> Iterator[tuple[Paragraph, Tag]]:
    return ((use.paragraph, use.tag) for use in case.structure.uses if use.tag.kind != "note")


def _line(tag: Tag) -> str:
    return shortened(tag.text, 120)
