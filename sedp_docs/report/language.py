"""The language of templates: the words that a tag may use, the styles and parts that a template must bring.

One list for the renderer, which refuses the rest, and for the rules on templates, which say so beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FILTERS = (
    "capitalize", "count", "d", "default", "first", "items", "last", "length", "list", "lower", "rejectattr", "reverse",
    "selectattr", "sort", "trim", "upper",
)  # fmt: skip
"""Filters of Jinja that work as they do in Jinja; `join` is our own, charged."""

ALL_FILTERS = tuple(sorted((*FILTERS, "join")))
TESTS = (
    "defined", "divisibleby", "eq", "equalto", "even", "false", "ge", "gt", "in", "le", "lt", "mapping", "ne", "none", "number",
    "odd", "sequence", "string", "true", "undefined",
)  # fmt: skip
LOOP = frozenset({
    "cycle", "changed", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem", "revindex",
    "revindex0",
})  # fmt: skip
"""What `loop` has."""

FUNCTIONS = ("namespace", "range")
"""What a tag may call, besides `so`, `loop.cycle` and `loop.changed`."""

BLOCKS: Mapping[str, tuple[str, ...]] = {
    "for": ("else",), "if": ("elif", "else"), "set": (), "with": (), "filter": (), "raw": (),
}  # fmt: skip
"""Statements that have an end, with the words that may stand between."""

REFUSED_STATEMENTS = ("macro", "call", "block", "extends", "include", "import", "from", "autoescape")
"""Statements of Jinja that a template may not use."""

REFUSED_TAGS: Mapping[str, str] = {
    "tc": "lặp theo cột", "colspan": "gộp cột", "cellbg": "màu ô", "hm": "gộp ô ngang", "vm": "gộp ô dọc",
}  # fmt: skip
"""Tags of docxtpl that our renderer does not do."""

STYLES: Mapping[str, tuple[str, str]] = {
    "BodyText": ("Body Text", "đoạn thuyết minh"),
    "ListBullet": ("List Bullet", "gạch đầu dòng"),
    "ListBullet2": ("List Bullet 2", "gạch đầu dòng cấp 2"),
    "ListBullet3": ("List Bullet 3", "gạch đầu dòng cấp 3"),
    "ListNumber": ("List Number", "danh sách đánh số"),
    "TableGrid": ("Bảng SEDP", "bảng trong thuyết minh"),
    "TableText": ("Ô chữ", "ô của bảng trong thuyết minh, hình và biểu đồ"),
    "TableHead": ("Ô tiêu đề", "tiêu đề cột của bảng trong thuyết minh"),
    "Caption": ("caption", "tên hình"),
    "FootnoteText": ("footnote text", "chú thích cuối trang"),
    "FootnoteReference": ("footnote reference", "số của chú thích"),
}
"""Styles that prose, pictures and charts are written in: by id, the name and what it is for."""

RULE_STYLE = ("RuleLine", "Đường kẻ")
"""Id and name of the style of the lines `gach.*`."""

_LITERAL = re.compile(r"(\"[^\"]*\"|'[^']*')")
_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛′＇", "'") | dict.fromkeys("\t\n\r", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)  # fmt: skip
_OUTSIDE = str.maketrans(
    {"…": "...", "→": "->", "≥": ">=", "≤": "<=", "≠": "!=", "＝": "="} | dict.fromkeys("–—―−‐‑‒", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " ")
)  # fmt: skip


def clean_tag(tag: str) -> str:
    """Return a tag as it was typed before autocorrection: straight quotes, plain spaces and dashes outside of texts."""
    pieces = _LITERAL.split(tag.translate(_QUOTES))
    return "".join(piece if i % 2 else piece.translate(_OUTSIDE) for i, piece in enumerate(pieces))


def outside_texts(tag: str) -> str:
    """Return a cleaned tag without the texts that it quotes."""
    return "".join(_LITERAL.split(tag)[::2])


_TOKENS: Mapping[str, str] = {
    "end of print statement": "dấu đóng }}",
    "end of statement block": "dấu đóng %}",
    "string": "chữ trong ngoặc kép",
    "name": "tên",
    "integer": "số",
    "float": "số",
    "in": "từ in",
}
_SAID = (
    (re.compile(r"expected token '(.+)', got '(.+)'"), "sau đó phải là {0}, đang là {1}"),
    (re.compile(r"Expected an expression, got '(.+)'"), "thiếu tên hoặc giá trị trước {0}"),
    (re.compile(r"unexpected char '(.+)' at \d+"), "ký tự {0} không dùng được trong thẻ"),
    (re.compile(r"unexpected '(.+)'"), "{0} không đúng chỗ"),
    (re.compile(r"Encountered unknown tag '(\w+)'"), "lệnh {0} không có chỗ mở, hoặc không có lệnh này"),
    (re.compile(r"Unexpected end of template|Missing end of"), "khối mở mà chưa đóng"),
)


def syntax_words(message: str) -> str:
    """Return in Vietnamese what Jinja says of a tag that it does not understand."""
    for pattern, words in _SAID:
        found = pattern.match(message)
        if found:
            return words.format(*(_TOKENS.get(token, f"“{token}”") for token in found.groups()))
    return "cú pháp sai"
