"""YAML as nodes: every value keeps its text and its place, and nothing of YAML's magic gets through.

PyYAML's C composer gives nodes with marks; tags, anchors, aliases, merge keys and duplicate keys are refused, scalars
stay text (`Raw`) until the model types them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from sedp_docs import limits
from sedp_docs.model.values import Raw
from sedp_docs.problems import Location, Path, Problem, Sources
from sedp_docs.text import bad_character, nfc

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a PyYAML built without libyaml is only slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_NULLS = {"", "~", "null", "Null", "NULL"}
_STANDARD_TAG = "tag:yaml.org,2002:"


@dataclass
class Tree:
    """A plan file as plain dicts, lists and `Raw` texts, with the place of each and the problems found.

    `titles` are what a workbook calls its values; in YAML they go by their keys.
    """

    data: Any = None
    places: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    file: str = ""
    titles: dict[Path, str] = field(default_factory=dict)

    @property
    def sources(self) -> Sources:
        """Return the places as `Sources`."""
        return Sources(self.file, self.places, self.titles)


def read_yaml(content: bytes, file: str) -> Tree:
    """Read a YAML file; never raises for its content: all faults are in `Tree.problems`."""
    tree = Tree(file=file)
    text = _decode(content, tree)
    if text is not None and not _dangerous(text, tree):
        _compose(text, tree)
    return tree


def _fault(tree: Tree, id: str, mark: Any, message: str, hint: str, severity: Any = "error") -> None:
    place = f"dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
    tree.problems.append(Problem(id, severity, message, hint, Location(tree.file, place)))


def _decode(content: bytes, tree: Tree) -> str | None:
    if len(content) > limits.YAML_BYTES:
        _fault(tree, "YAML-01", None, f"tệp lớn hơn {limits.YAML_BYTES // 1_000_000} MB", "tách bớt dữ liệu ra tệp khác")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        tree.problems.append(
            Problem(
                "YAML-02", "error", "tệp không phải mã UTF-8", "lưu lại tệp với mã UTF-8", Location(tree.file, f"dòng {line}")
            )
        )
        return None
    return text


def _dangerous(text: str, tree: Tree) -> bool:
    for at, line in enumerate(text.split("\n") if bad_character(text) else (), 1):
        found = bad_character(line)
        if found:
            place = f"dòng {at}, cột {line.index(chr(int(found[2:], 16))) + 1}"
            tree.problems.append(Problem("YAML-03", "error", *_unprintable(found), Location(tree.file, place)))
    return bool(tree.problems)


def _unprintable(found: str) -> tuple[str, str]:
    return f"có ký tự không in được {found}", "xóa ký tự này"


def _compose(text: str, tree: Tree) -> None:
    try:
        node = _nodes(text, tree)
    except _TooDeepError:
        return
    except yaml.MarkedYAMLError as error:
        _syntax_fault(error, tree)
        return
    except (yaml.YAMLError, ValueError):
        _fault(tree, "YAML-05", None, "tệp không đúng cú pháp YAML", "xem lại các dấu ngoặc, dấu hai chấm và thụt dòng")
        return
    if node is not None:
        tree.data = _Builder(tree).build(node, ())
    elif not tree.problems:
        _fault(tree, "YAML-06", None, "tệp không có dữ liệu", "xem docs/dinh-dang.md để biết các khóa cần có")


class _TooDeepError(Exception):
    """The data is nested deeper than we follow; the fault was told."""


def _nodes(text: str, tree: Tree) -> yaml.Node | None:
    """Compose nodes from the parser's events, without recursion, telling each anchor, alias and tag.

    PyYAML's own composer would resolve them without a trace, and needs a second run over the text.
    """
    open_: list[yaml.CollectionNode] = []
    root: yaml.Node | None = None
    told: set[str] = set()
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.NodeEvent):
            node = _node(event, tree, told)
            if open_:
                open_[-1].value.append(node)
            root = root or node
            if isinstance(node, yaml.CollectionNode):
                open_.append(node)
                _bound_depth(len(open_), node, tree)
        elif isinstance(event, yaml.CollectionEndEvent):
            _close(open_.pop(), event)
        elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
            second: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=second)
    return root


def _bound_depth(depth: int, node: yaml.CollectionNode, tree: Tree) -> None:
    if depth > limits.YAML_DEPTH:
        message = f"dữ liệu lồng quá {limits.YAML_DEPTH} cấp"
        _fault(tree, "YAML-04", node.start_mark, message, "bỏ bớt các ngoặc và cấp thụt dòng lồng nhau")
        raise _TooDeepError


def _node(event: Any, tree: Tree, told: set[str]) -> yaml.Node:
    begin, end = event.start_mark, event.end_mark
    if event.anchor or getattr(event, "tag", None):
        _tell_signs(event, tree, told)
    if isinstance(event, yaml.ScalarEvent):
        return yaml.ScalarNode("", event.value, begin, end, event.style)
    if isinstance(event, yaml.SequenceStartEvent):
        return yaml.SequenceNode("", [], begin, end, event.flow_style)
    if isinstance(event, yaml.MappingStartEvent):
        return yaml.MappingNode("", [], begin, end, event.flow_style)
    return yaml.ScalarNode("", "", begin, end)  # an alias: told, and read as nothing


def _close(node: yaml.CollectionNode, event: Any) -> None:
    node.end_mark = event.end_mark
    if isinstance(node, yaml.MappingNode):
        node.value = list(zip(node.value[::2], node.value[1::2], strict=True))


def _tell_signs(event: yaml.NodeEvent, tree: Tree, told: set[str]) -> None:
    for id, sign in _signs(event):
        if sign not in told:
            message, hint = _SIGN_WORDS[id]
            _fault(tree, id, event.start_mark, message.format(sign), hint)
        told.add(sign)


_SIGN_WORDS = {
    "YAML-07": (
        "không dùng “{}” (neo, bí danh) trong tệp kế hoạch",
        "viết lại giá trị ở từng chỗ; nếu là chữ thì đặt cả giá trị trong dấu nháy kép",
    ),
    "YAML-08": (
        "không dùng thẻ “{}” trong tệp kế hoạch",
        "bỏ phần bắt đầu bằng dấu !; nếu là chữ thì đặt cả giá trị trong dấu nháy kép",
    ),
}


def _signs(event: yaml.Event) -> Iterator[tuple[str, str]]:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor:
        yield "YAML-07", ("*" if isinstance(event, yaml.AliasEvent) else "&") + anchor
    if tag:
        yield "YAML-08", tag.replace(_STANDARD_TAG, "!!")


_SYNTAX = (
    ("tab character", "có dấu Tab ở đầu dòng", "thụt dòng bằng dấu cách"),
    (
        "found character that cannot start",
        "giá trị bắt đầu bằng ký tự đặc biệt hoặc dấu Tab",
        "đặt giá trị trong dấu nháy kép; thụt dòng bằng dấu cách",
    ),
    (
        "mapping values are not allowed",
        "có dấu hai chấm ở chỗ không đúng",
        "đặt cả giá trị trong dấu nháy kép, hoặc xem lại thụt dòng",
    ),
    (
        "could not find expected ':'",
        "thiếu dấu hai chấm sau tên khóa, hoặc tên khóa quá dài",
        "thêm dấu “:” và một dấu cách sau tên khóa",
    ),
    ("found unexpected end of stream", "dấu nháy mở ở đây chưa đóng", "đóng dấu nháy"),
    ("found unexpected document indicator", "dấu nháy mở ở đây chưa đóng", "đóng dấu nháy"),
    (
        "did not find expected ',' or ']'",
        "danh sách trong ngoặc vuông mở ở đây chưa đóng hoặc thiếu dấu phẩy",
        "xem lại dấu [ ] và dấu phẩy",
    ),
    (
        "did not find expected ',' or '}'",
        "nhóm trong ngoặc nhọn mở ở đây chưa đóng hoặc thiếu dấu phẩy",
        "xem lại dấu { } và dấu phẩy",
    ),
    ("but found another document", "tệp có nhiều hơn một tài liệu YAML (dấu ---)", "giữ lại một tài liệu trong mỗi tệp"),
    ("hexdecimal", "dấu \\ trong dấu nháy kép không đúng", "thay dấu nháy kép bằng dấu nháy đơn, hoặc viết hai dấu \\\\"),
    ("escape", "dấu \\ trong dấu nháy kép không đúng", "thay dấu nháy kép bằng dấu nháy đơn, hoặc viết hai dấu \\\\"),
    (
        "did not find expected '-' indicator",
        "thụt dòng không thẳng hàng với các mục trên",
        "thụt dòng bằng các mục cùng danh sách",
    ),
    (
        "did not find expected key",
        "thụt dòng không thẳng hàng, hoặc thừa dấu ngoặc, dấu nháy",
        "thụt dòng bằng các khóa cùng nhóm",
    ),
    ("undefined tag handle", "giá trị bắt đầu bằng dấu !", "bỏ phần bắt đầu bằng dấu !, hoặc đặt cả giá trị trong dấu nháy kép"),
)


def _syntax_fault(error: yaml.MarkedYAMLError, tree: Tree) -> None:
    said = str(error.problem or "")
    opened = error.context_mark if "',' or" in said or "unexpected" in said else None
    generic = ("tệp không đúng cú pháp YAML ở đây", "xem lại dấu ngoặc, dấu nháy, dấu hai chấm và thụt dòng")
    words = next(((message, hint) for part, message, hint in _SYNTAX if part in said), generic)
    _fault(tree, "YAML-05", opened or error.problem_mark or error.context_mark, *words)


class _Builder:
    """Turns nodes into plain data, with the place of each."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def build(self, node: yaml.Node, path: Path) -> Any:
        self.tree.places[path] = f"dòng {node.start_mark.line + 1}, cột {node.start_mark.column + 1}"
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if not node.style and node.value in _NULLS:
            return None
        if len(node.value) > limits.VALUE_CHARACTERS:
            _fault(
                self.tree, "YAML-09", node.start_mark, f"giá trị dài quá {limits.VALUE_CHARACTERS} ký tự", "chia thành nhiều đoạn"
            )
            return None
        return Raw(self._printable(node), quoted=bool(node.style))

    def _printable(self, node: yaml.ScalarNode) -> str:
        """Return the text in NFC; an escape may have brought in what the file itself could not hold."""
        if node.value.isascii() and node.value.isprintable():
            return str(node.value)
        found = bad_character(node.value)
        if found:
            _fault(self.tree, "YAML-03", node.start_mark, *_unprintable(found))
        return nfc(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, value in self._keys(node):
            if key in out:
                _fault(self.tree, "YAML-10", value.start_mark, f"khóa “{key}” viết hai lần", "giữ lại một lần")
                continue
            out[key] = self.build(value, (*path, key))
        return out

    def _keys(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        before: yaml.Node | None = None
        lone: list[str] = []
        for key, value in node.value:
            if node.flow_style and _is_lone(key, value):
                lone.append(key.value)
                self._lone_key(before, key, lone)
                continue
            if self._usable(key):
                yield self._printable(key), value
            before, lone = value, []

    def _usable(self, key: yaml.Node) -> bool:
        if not isinstance(key, yaml.ScalarNode):
            _fault(
                self.tree, "YAML-11", key.start_mark, "tên khóa phải là một chữ hoặc một số", "xem lại dấu ngoặc và dấu hai chấm"
            )
        elif key.value == "<<" and not key.style:
            _fault(
                self.tree,
                "YAML-07",
                key.start_mark,
                "không dùng << (gộp khóa) trong tệp kế hoạch",
                "viết lại các khóa ở từng chỗ",
            )
        elif key.value.startswith("\u00a0"):
            _fault(self.tree, "YAML-11", key.start_mark, "dòng thụt bằng dấu cách cứng (U+00A0)", "thay bằng dấu cách thường")
        else:
            return True
        return False

    def _lone_key(self, before: yaml.Node | None, key: yaml.ScalarNode, lone: list[str]) -> None:
        """Report a key in braces without a value: `{giao: 15,0}` is giao: 15 and a key 0 (docs/dinh-dang.md)."""
        if isinstance(before, yaml.ScalarNode) and all(re.fullmatch(r"[-+]?\d[\d.]*", part) for part in (before.value, *lone)):
            if len(lone) == 1:
                whole, written = before.value.replace(".", ""), f"{before.value},{lone[0]}"
                hint = f'viết {whole}.{lone[0]} hoặc "{whole},{lone[0]}" nếu là số {whole},{lone[0]}'
                _fault(self.tree, "YAML-12", before.start_mark, f"“{written}” trong ngoặc nhọn bị đọc thành hai khóa", hint)
            return
        _fault(self.tree, "YAML-12", key.start_mark, f"“{key.value}” trong ngoặc nhọn không có dấu hai chấm và giá trị",
               "viết “khóa: giá trị”; giá trị có dấu phẩy thì đặt trong dấu nháy kép")  # fmt: skip


def _is_lone(key: yaml.Node, value: yaml.Node) -> bool:
    """Tell whether a key in braces stands without a colon, as a comma inside a value makes it."""
    scalars = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    return scalars and value.start_mark.index == key.end_mark.index
