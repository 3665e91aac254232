"""The expression of one tag as Jinja reads it, each tag by itself, so that one fault does not hide the next."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from sedp_docs.report.language import BLOCKS, REFUSED_STATEMENTS, REFUSED_TAGS, syntax_words
from sedp_docs.report.template import Tag
from sedp_docs.rules.template.structure import opens
from sedp_docs.text import did_you_mean

_ENVIRONMENT = Environment(autoescape=True)
"""Only parses; nothing is ever compiled or run here."""

WORDS = (*BLOCKS, "else", "elif", *(f"end{word}" for word in BLOCKS))
_LEVEL_WORDS = ("p", "tr", "tc", "r")


class TagFaultError(Exception):
    """A tag that is not understood: what is wrong with it, what to do."""

    def __init__(self, message: str, hint: str, rule: str = "MAU-16") -> None:
        super().__init__(message)
        self.message, self.hint, self.rule = message, hint, rule


def parsed(tag: Tag) -> nodes.Node | None:
    """Return the node of a tag (`Output`, `For`, `If`, `Assign` …), None for one that holds no expression.

    Raises:
        TagFaultError: it has no meaning.
    """
    if tag.kind == "note" or tag.word == "else" or tag.word.startswith("end"):
        return None
    if tag.kind == "do":
        _known_word(tag)
    try:
        found = _parse(_source(tag))
    except TemplateSyntaxError as error:
        raise TagFaultError(syntax_words(error.message or ""), "sửa lại thẻ; xem cách viết trong docs/mau-word.md") from error
    except RecursionError as error:
        raise TagFaultError("biểu thức lồng nhau quá sâu", "viết lại cho ngắn") from error
    return found.body[0] if found.body else None


@lru_cache(maxsize=2_000)
def _parse(source: str) -> nodes.Template:
    return _ENVIRONMENT.parse(source)


def _known_word(tag: Tag) -> None:
    if tag.word in WORDS or tag.word in REFUSED_STATEMENTS or tag.word in REFUSED_TAGS:
        return
    if tag.word in _LEVEL_WORDS:
        raise TagFaultError(f"“{tag.word}” phải viết liền sau dấu {{%", f"viết {{%{tag.body} %}}")
    hint = did_you_mean(tag.word, WORDS) or f"các từ dùng được: {', '.join(WORDS)}"
    raise TagFaultError(f"không có lệnh “{tag.word}”", hint)


def _source(tag: Tag) -> str:
    if tag.kind == "print":
        return f"{{{{ {tag.body} }}}}"
    if tag.word == "elif":
        return f"{{% {tag.body.removeprefix('el')} %}}{{% endif %}}"
    end = f"{{% end{tag.word} %}}" if opens(tag) else ""
    return f"{{% {tag.body} %}}{end}"
