"""Jinja for templates that strangers may have drawn: plain data only, no way to code, files or endless work.

Loops are charged against a budget before they run and there is neither recursion nor import, so every template ends.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NoReturn, cast

from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Undefined, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Namespace, missing, pass_context
from markupsafe import Markup

from sedp_docs import limits
from sedp_docs.report import language
from sedp_docs.text import did_you_mean, shortened
from sedp_docs.write.xml import Xml, text_xml

WALKS = frozenset({"items", "list", "rejectattr", "reverse", "selectattr", "sort"})
"""Filters that walk through all they are given: charged (see `charged`)."""
_SIZED = (list, tuple, dict, str, range)


class Figures:
    """`so`: the text of a figure by its name, the only thing of ours that a template may call."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __call__(self, name: str) -> str:
        """Return the text of figure `name`; an unknown name is an error with the nearest names."""
        text = self._texts.get(name)
        if text is None:
            raise SecurityError(_unknown("số liệu", name, self._texts))
        return text


_PLAIN = frozenset({str, int, bool, Decimal, date, type(None), Xml, Figures})


class Unknown(StrictUndefined):
    """A name that is nowhere: every use of it is an error, told in Vietnamese."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        known = self._undefined_obj if type(self._undefined_obj) is dict else ()
        return self._undefined_hint or _unknown("trường", str(self._undefined_name), known)


def _unknown(what: str, name: str, known: Iterable[object]) -> str:
    near = did_you_mean(name, [key for key in known if isinstance(key, str)])
    return f"không có {what} “{shortened(name)}”" + (f", {near}" if near else "")


def admitted(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return a context that holds plain data only (texts, whole numbers, Decimal, dates, lists, dicts, Xml, Figures).

    Names are compared in NFC: keys in another form come out in it.

    Raises:
        TypeError: something else, with its place; a fault of the program, never of the user.
    """
    data = dict(context)
    if _plain(data, ""):
        return data
    normal: dict[str, Any] = _nfc_names(data)
    return normal


def _plain(value: Any, path: str) -> bool:
    """Refuse what is not plain data; tell whether every key is in NFC."""
    kind, normal = type(value), True
    if kind is dict:
        names = "".join(value)
        normal = names.isascii() or unicodedata.is_normalized("NFC", names)
        for key, item in value.items():
            if type(item) is not str:
                normal &= _plain(item, f"{path}.{key}")
    elif kind is list or kind is tuple:
        for item in value:
            if type(item) is not str:
                normal &= _plain(item, path)
    elif kind not in _PLAIN:
        raise TypeError(f"{path}: {kind.__name__} is not plain data")
    return normal


def _nfc_names(value: Any) -> Any:
    if type(value) is dict:
        return {unicodedata.normalize("NFC", key): _nfc_names(item) for key, item in value.items()}
    return [_nfc_names(item) for item in value] if type(value) is list else value


class DocumentContext(Context):
    """The state of one rendering: the texts and blocks printed so far, in order, and how much work is left."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.printed: list[str] = []
        self.printed_blocks: list[str] = []
        self.work = limits.TEMPLATE_WORK

    def text(self, value: object) -> str:
        """Return what `{{ value }}` prints, as XML, and note it for the check of the finished document."""
        if type(value) is str and len(value) < limits.TEMPLATE_TEXT_CHARACTERS:
            self.printed.append(value)
            return text_xml(value)
        xml = self.inner(value)
        if type(value) is Markup:
            self.printed_blocks.append(xml)
        else:
            self.printed.append(str(value))
        return xml

    def inner(self, value: object) -> str:
        """Return what `{{ value }}` prints inside of a `{% set %}` block."""
        kind = type(value)
        if kind is str:
            xml = text_xml(value)  # type: ignore[arg-type]
        elif kind is Markup or kind is int:
            xml = str(value)
        else:
            _unprintable(value)
        if len(xml) > limits.TEMPLATE_TEXT_CHARACTERS:
            self.spend(len(xml))
        return xml

    def spend(self, work: int) -> None:
        """Charge work before it is done."""
        self.work -= work
        if self.work < 0:
            raise SecurityError("mẫu lặp quá nhiều, tài liệu sẽ quá lớn")


def _unprintable(value: object) -> NoReturn:
    if isinstance(value, Undefined):
        str(value)
    if type(value) is Xml:
        raise SecurityError("giá trị này là cả đoạn văn: viết {{p … }} trong một đoạn riêng")
    raise SecurityError(f"không in được giá trị kiểu {type(value).__name__}; chỉ in chữ và số đếm")


@pass_context
def steps(context: DocumentContext, items: Any, fixed: int) -> Any:
    """Return the items of a loop, charged for `fixed` characters of text each."""
    if not isinstance(items, _SIZED):
        items = list(items)
    context.spend(len(items) * (fixed + limits.TEMPLATE_STEP))
    return items


@pass_context
def joined(context: DocumentContext, pieces: list[Any]) -> str:
    """Return `a ~ b`, charged."""
    if any(type(piece) is Xml for piece in pieces):
        raise SecurityError("không nối được cả đoạn văn với chữ")
    text = (markup_join if any(type(piece) is Markup for piece in pieces) else str_join)(pieces)
    context.spend(len(text))
    return cast(str, _short(text))


@pass_context
def join(context: DocumentContext, items: Iterable[Any], separator: str = "") -> str:
    """Jinja's `join`, charged."""
    found = list(items)
    context.spend(len(found) * (len(separator) + limits.TEMPLATE_STEP))
    between = [piece for item in found for piece in (separator, item)][1:]
    return joined(context, between)


@pass_context
def charged(context: DocumentContext, items: Any) -> Any:
    """Return `items`, charged for a walk through all of them."""
    context.spend(len(items) if isinstance(items, _SIZED) else limits.TEMPLATE_STEP)
    return items


def block(value: object) -> Markup:
    """Return what a tag that stands between paragraphs, rows or runs prints: blocks of ours only."""
    if type(value) is Xml or type(value) is Markup:
        return Markup(value)  # noqa: S704 - made by the writers, or by the template from escaped text
    if isinstance(value, Undefined):
        str(value)
    raise SecurityError("chỉ thuyết minh và biểu đồ dùng được {{p … }}; giá trị thường viết {{ … }} trong đoạn")


def _short(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > limits.TEMPLATE_TEXT_CHARACTERS:
        raise SecurityError("biểu thức cho kết quả quá dài")
    return value


def _range(*args: int) -> range:
    numbers = range(*args)
    if len(numbers) > limits.TEMPLATE_RANGE_ITEMS:
        raise SecurityError(f"range quá dài, nhiều nhất {limits.TEMPLATE_RANGE_ITEMS}")
    return numbers


class _Generator(CodeGenerator):
    """Prints through the context, so that text is escaped once, in one place, and noted."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        text = node.data.replace("\n<w:p", "<w:p")
        for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
            text = text.replace(written, meant)
        return text

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("context.text(" if frame.buffer is None else "context.inner(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox with doors closed: names lead to items of dicts and lists, to nothing of Python."""

    code_generator_class = _Generator
    context_class = DocumentContext
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=Unknown, autoescape=True, optimized=False, cache_size=0)
        self.globals = {"range": _range, "namespace": Namespace}
        self.filters = {name: FILTERS[name] for name in language.FILTERS}
        self.filters |= {"join": join, "_steps": steps, "_joined": joined, "_charged": charged, "_block": block}
        self.tests = {name: TESTS[name] for name in language.TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an item of a dict, a field of `loop` or of a namespace; nothing else has attributes."""
        if type(obj) is dict:
            value = obj.get(attribute, missing)
            return self.undefined(obj=obj, name=attribute) if value is missing else value
        return self._attribute(obj, attribute)

    def _attribute(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Undefined):
            str(obj)
        if attribute.startswith("_"):
            raise SecurityError(f"không được dùng “.{attribute}” trong mẫu")
        if type(obj) is Namespace or (type(obj) is LoopContext and attribute in language.LOOP):
            return getattr(obj, attribute)
        raise SecurityError(f"không được dùng “.{attribute}” ở giá trị kiểu {type(obj).__name__}")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a dict, list or text."""
        if isinstance(obj, Undefined):
            str(obj)
        if type(obj) not in _SIZED:
            return self._attribute(obj, str(argument))
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow `so`, `range`, `namespace`, `loop.cycle` and `loop.changed`."""
        if isinstance(obj, Undefined):
            str(obj)
        if obj is _range or obj is Namespace or type(obj) is Figures or type(getattr(obj, "__self__", None)) is LoopContext:
            return True
        raise SecurityError(f"giá trị kiểu {type(obj).__name__} không gọi được như hàm")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Keep `+` short and the growing operators for small numbers."""
        if operator == "+":
            return _short(left + right)
        small = all(isinstance(side, int | Decimal) and -(10**12) < side < 10**12 for side in (left, right))
        if operator == "**" or not small:
            raise SecurityError(f"phép “{operator}” chỉ dùng cho số nhỏ")
        return left * right if operator == "*" else left % right


def collect(stream: Iterator[str]) -> str:
    """Join what a compiled template prints, stopping when it grows too long."""
    done: list[str] = []
    left = limits.TEMPLATE_WORK
    while batch := list(islice(stream, 1000)):
        left -= sum(map(len, batch))
        if left < 0:
            raise SecurityError("tài liệu quá lớn")
        done += batch
    return "".join(done)
