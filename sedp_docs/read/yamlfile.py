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

from sedp_docs.model.values import Raw
from sedp_docs.problems import Location, Path, Problem, Sources
from sedp_docs.read import limits
from sedp_docs.text import bad_character, nfc

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a PyYAML built without libyaml is only slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_NULLS = {"", "~", "null", "Null", "NULL"}
_STANDARD_TAG = "tag:yaml.org,2002:"


@dataclass
class Tree:
    """A YAML file as plain dicts, lists and `Raw` texts, with the place of each and the problems found."""

    data: Any = None
    places: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    file: str = ""

    @property
    def sources(self) -> Sources:
        """Return the places as `Sources`."""
        return Sources(self.file, self.places)


def read_yaml(content: bytes, file: str) -> Tree:
    """Read a YAML file; never raises for its content: all faults are in `Tree.problems`."""
    tree = Tree(file=file)
    text = _decode(content, tree)
    if text is not None and not _dangerous(text, tree):
        _compose(text, tree)
    return tree


def _fault(tree: Tree, id: str, mark: yaml.Mark | None, message: str, hint: str, severity: Any = "error") -> None:
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
            Problem("YAML-02", "error", "tệp không phải mã UTF-8", "lưu lại tệp với mã UTF-8", Location(tree.file, f"dòng {line}"))
        )
        return None
    return text


def _dangerous(text: str, tree: Tree) -> bool:
    found = bad_character(text)
    if found:
        at = next(i for i, line in enumerate(text.split("\n"), 1) if bad_character(line))
        tree.problems.append(
            Problem("YAML-03", "error", f"có ký tự không in được {found}", "xóa ký tự này", Location(tree.file, f"dòng {at}"))
        )
        return True
    if _too_deep(text):
        _fault(tree, "YAML-04", None, f"dữ liệu lồng quá {limits.YAML_DEPTH} cấp", "bỏ bớt các ngoặc và cấp thụt dòng lồng nhau")
        return True
    return False


def _too_deep(text: str) -> bool:
    """Bound the depth before the composer recurses: flow brackets, block dashes and indentation."""
    depth = deepest = 0
    for c in re.findall(r"[\[{\]}]", text):
        depth += 1 if c in "[{" else -1
        deepest = max(deepest, depth)
    dashes = max((len(m) for m in re.findall(r"(?m)^[ ]*((?:- |\? )+)", text)), default=0) // 2
    indents = max((len(m) for m in re.findall(r"(?m)^( *)\S", text)), default=0)
    return deepest > limits.YAML_DEPTH or dashes > limits.YAML_DEPTH or indents > limits.YAML_DEPTH * 8


def _compose(text: str, tree: Tree) -> None:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        _fault(tree, "YAML-05", error.problem_mark or error.context_mark, *_syntax_message(error))
        return
    except (yaml.YAMLError, RecursionError, ValueError):
        _fault(tree, "YAML-05", None, "tệp không đúng cú pháp YAML", "xem lại các dấu ngoặc, dấu hai chấm và thụt dòng")
        return
    finally:
        loader.dispose()
    if node is None:
        _fault(tree, "YAML-06", None, "tệp không có dữ liệu", "xem docs/dinh-dang.md để biết các khóa cần có")
        return
    _find_aliases(text, tree)
    tree.data = _Builder(tree).build(node, ())


def _syntax_message(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    said = str(error.problem or "")
    table = (
        ("found undefined alias", "dấu * (alias) không được dùng trong tệp kế hoạch", "viết lại giá trị, hoặc đặt trong dấu nháy"),
        ("found character '\\t'", "có dấu Tab ở đầu dòng", "thụt dòng bằng dấu cách"),
        ("found character that cannot start", "giá trị bắt đầu bằng ký tự đặc biệt", "đặt giá trị trong dấu nháy kép"),
        ("mapping values are not allowed", "có dấu hai chấm ở chỗ không đúng", "đặt cả giá trị trong dấu nháy kép, hoặc xem lại thụt dòng"),
        ("could not find expected ':'", "thiếu dấu hai chấm sau tên khóa", "thêm dấu “:” và một dấu cách sau tên khóa"),
        ("found unexpected end of stream", "tệp kết thúc khi giá trị chưa đóng", "đóng dấu nháy hoặc ngoặc còn mở"),
        ("did not find expected ',' or ']'", "danh sách trong ngoặc vuông chưa đóng hoặc thiếu dấu phẩy", "xem lại dấu [ ] và dấu phẩy"),
        ("did not find expected ',' or '}'", "nhóm trong ngoặc nhọn chưa đóng hoặc thiếu dấu phẩy", "xem lại dấu { } và dấu phẩy"),
        ("expected a single document", "tệp có nhiều hơn một tài liệu YAML (dấu ---)", "giữ lại một tài liệu trong mỗi tệp"),
    )
    for words, message, hint in table:
        if words in said:
            return message, hint
    return "tệp không đúng cú pháp YAML ở đây", "xem lại dấu ngoặc, dấu nháy, dấu hai chấm và thụt dòng"


def _find_aliases(text: str, tree: Tree) -> None:
    """Report anchors and aliases, which the composer resolves without a trace."""
    for event in yaml.parse(text, Loader=_Loader):
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            _fault(tree, "YAML-07", event.start_mark, f"không dùng {sign}{anchor} (neo, bí danh) trong tệp kế hoạch",
                   "viết lại giá trị ở từng chỗ")  # fmt: skip


class _Builder:
    """Turns nodes into plain data, once per node: an alias that repeats a node is refused, so no bomb can grow."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: Path) -> Any:
        self.tree.places[path] = f"dòng {node.start_mark.line + 1}, cột {node.start_mark.column + 1}"
        if id(node) in self.seen:
            return None
        self.seen.add(id(node))
        if len(path) > limits.YAML_DEPTH:
            _fault(self.tree, "YAML-04", node.start_mark, f"dữ liệu lồng quá {limits.YAML_DEPTH} cấp", "bỏ bớt cấp lồng nhau")
            return None
        self._refuse_tag(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node)

    def _refuse_tag(self, node: yaml.Node) -> None:
        standard = node.tag.startswith(_STANDARD_TAG) and not node.tag.removeprefix(_STANDARD_TAG).startswith("python")
        odd = node.tag.removeprefix(_STANDARD_TAG) in ("binary", "omap", "pairs", "set")
        if not standard or odd:
            _fault(self.tree, "YAML-08", node.start_mark, f"không dùng thẻ {node.tag} trong tệp kế hoạch", "bỏ thẻ (phần bắt đầu bằng !)")

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        quoted = node.style in ("'", '"', "|", ">")
        if not quoted and node.value in _NULLS:
            return None
        if len(node.value) > limits.VALUE_CHARACTERS:
            _fault(self.tree, "YAML-09", node.start_mark, f"giá trị dài quá {limits.VALUE_CHARACTERS} ký tự", "chia thành nhiều đoạn")
            return None
        return Raw(nfc(node.value), quoted)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, value in self._keys(node):
            if key in out:
                _fault(self.tree, "YAML-10", value.start_mark, f"khóa “{key}” viết hai lần", "giữ lại một lần")
                continue
            out[key] = self.build(value, (*path, key))
        return out

    def _keys(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        before: yaml.ScalarNode | None = None
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                _fault(self.tree, "YAML-11", key.start_mark, "tên khóa phải là một chữ hoặc một số", "xem lại dấu ngoặc và dấu hai chấm")
            elif key.value == "<<" and not key.style:
                _fault(self.tree, "YAML-07", key.start_mark, "không dùng << (gộp khóa) trong tệp kế hoạch", "viết lại các khóa ở từng chỗ")
            elif not self._comma_in_number(key, value, before):
                yield nfc(key.value), value
            before = value if isinstance(value, yaml.ScalarNode) else None

    def _comma_in_number(self, key: yaml.ScalarNode, value: yaml.Node, before: yaml.ScalarNode | None) -> bool:
        """Catch `{giao: 15,0}`, which YAML reads as giao: 15 and an empty key 0 (product page, "Numbers")."""
        empty = isinstance(value, yaml.ScalarNode) and value.value == "" and not value.style
        torn = empty and before is not None and re.fullmatch(r"\d+", key.value) and re.fullmatch(r"[-+]?\d+", before.value)
        if not torn or before is None:
            return False
        read = f"{before.value},{key.value}"
        _fault(self.tree, "YAML-12", before.start_mark, f"“{read}” trong ngoặc nhọn bị đọc thành hai khóa",
               f'viết {before.value}.{key.value} hoặc "{read}" nếu là số {read}')  # fmt: skip
        return True
