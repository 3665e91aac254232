"""A YAML file of a plan brought up to date in place: only what changed is rewritten, the rest stays byte for byte.

Each value knows from its marks where it stands in the text; a change is a span of text and what takes its place.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from sedp_docs.model import Plan
from sedp_docs.text import nfc
from sedp_docs.write.yamltext import entry_lines, flow, item_lines, written_tree

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""A PyYAML built without libyaml is only slower."""
_ABSENT = object()


def edited(text: str, before: Plan, after: Plan) -> str:
    """Return the text of a plan file with the values of another plan.

    Comments, order, quotes and layout stay wherever nothing changed; rows are matched by their code, rows without one by
    their order. The result is to be read again and compared: a layout that is not followed here comes out wrong.

    Args:
        text: the file, free of anchors and tags, without a byte order mark.
        before: the plan that was read from it.
        after: the plan that it is to hold.

    Raises:
        ValueError: a layout that is not followed here, such as lines that end with a carriage return alone.
    """
    old, new = written_tree(before), written_tree(after)
    if old == new:
        return text
    editor = _Editor(text)
    root = yaml.compose(editor.text, Loader=_Loader)
    assert isinstance(root, yaml.MappingNode)
    editor.mapping(root, old, new)
    return editor.result()


@dataclass(frozen=True)
class _Slot:
    """The place of a value: it begins at `start` with a key or a dash, `mark` is behind the colon or dash.

    `lines` writes another value behind the mark; `in_braces`: inside { } or [ ].
    """

    node: yaml.Node
    start: int
    mark: int
    lines: Callable[[Any], list[str]]
    in_braces: bool


class _Editor:
    """The changes to one text; a method that returns False changed nothing: the whole value is to be written anew."""

    def __init__(self, text: str) -> None:
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text if text.endswith("\n") else text + self.newline
        self._edits: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """Return the text with all changes made."""
        out, done = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            out += [self.text[done:start], new.replace("\n", self.newline)]
            done = end
        return "".join([*out, self.text[done:]])

    def mapping(self, node: yaml.MappingNode, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
        """Change the entries of a mapping, take out those that are gone, add new ones behind their neighbour."""
        slots = {nfc(key.value): self._entry(key, value, bool(node.flow_style)) for key, value in node.value}
        was, keys = {str(key): value for key, value in old.items()}, {str(key): key for key in new}
        gone = [name for name in slots if name in was and name not in keys]
        if len(gone) == len(slots) or (gone and node.flow_style):
            return False
        for name in slots.keys() & keys.keys():
            self._change(slots[name], was.get(name, _ABSENT), new[keys[name]])
        self._remove_entries(slots, gone)
        behind = list(slots)[-1]
        for name, key in keys.items():
            if name in slots:
                behind = name
            else:
                self._add_entry(slots[behind], key, new[key], node.value[0][0].start_mark.column)
        return True

    def sequence(self, node: yaml.SequenceNode, old: Sequence[Any], new: Sequence[Any]) -> bool:
        """Change the items of a list; rows with a code are the same row wherever the code is the same."""
        if not node.value or len(node.value) != len(old) or (node.flow_style and len(old) != len(new)):
            return False
        slots = [self._item(item, bool(node.flow_style)) for item in node.value]
        if node.flow_style:
            for slot, before, after in zip(slots, old, new, strict=True):
                self._change(slot, before, after)
            return True
        matcher = difflib.SequenceMatcher(None, [_identity(row) for row in old], [_identity(row) for row in new], autojunk=False)
        for tag, i, i_end, j, j_end in matcher.get_opcodes():
            same = min(i_end - i, j_end - j) if tag == "equal" or not _coded(old[i:i_end]) else 0
            for k in range(same):
                self._change(slots[i + k], old[i + k], new[j + k])
            for slot in slots[i + same : i_end]:
                self._put(self._line_start(slot.start), self._line_after(self._end(slot.node)), "")
            self._add_items(slots, i + same, new[j + same : j_end])
        return True

    def _change(self, slot: _Slot, old: Any, new: Any) -> None:
        if old != new and not self._inside(slot.node, old, new):
            self._replace(slot, new)

    def _inside(self, node: yaml.Node, old: Any, new: Any) -> bool:
        """Change what is inside a group; False when it must be written anew as a whole."""
        if isinstance(node, yaml.MappingNode) and isinstance(old, dict) and isinstance(new, dict):
            return self.mapping(node, old, new)
        lists = isinstance(old, list) and isinstance(new, list)
        return isinstance(node, yaml.SequenceNode) and lists and self.sequence(node, old, new)

    def _replace(self, slot: _Slot, new: Any) -> None:
        lines = [" " + flow(new)] if slot.in_braces else slot.lines(new)
        node, end = slot.node, self._end(slot.node)
        if len(lines) > 1:
            self._put(slot.mark, self._line_end(end), "\n".join(lines))
        elif node.start_mark.index == end or "\n" in self.text[slot.mark : node.start_mark.index] or _in_block(node):
            self._put(slot.mark, end, lines[0])
        else:
            self._put(node.start_mark.index, end, lines[0].lstrip())

    def _entry(self, key: yaml.Node, value: yaml.Node, in_braces: bool) -> _Slot:
        def lines(new: Any) -> list[str]:
            first, *rest = entry_lines("k", new, key.start_mark.column)
            return [first.lstrip().removeprefix("k:"), *rest]

        mark = self.text.index(":", key.end_mark.index) + 1
        return _Slot(value, key.start_mark.index, mark, lines, in_braces)

    def _item(self, item: yaml.Node, in_braces: bool) -> _Slot:
        start = item.start_mark.index if in_braces else self.text.rindex("-", 0, item.start_mark.index)

        def lines(new: Any) -> list[str]:
            first, *rest = item_lines(new, start - self._line_start(start), braces=_braces(item))
            return [first.lstrip().removeprefix("-"), *rest]

        return _Slot(item, start, start if in_braces else start + 1, lines, in_braces)

    def _remove_entries(self, slots: Mapping[str, _Slot], gone: Sequence[str]) -> None:
        """Take out lines; what stands first, maybe behind the dash of its row, makes room for the first that stays."""
        stays = next(i for i, name in enumerate(slots) if name not in gone)
        ordered = list(slots.values())
        if stays:
            self._put(ordered[0].start, ordered[stays].start, "")
        for name, slot in list(slots.items())[stays:]:
            if name in gone:
                self._put(self._line_start(slot.start), self._line_after(self._end(slot.node)), "")

    def _add_entry(self, behind: _Slot, key: Any, value: Any, column: int) -> None:
        end = self._end(behind.node)
        if behind.in_braces:
            self._put(end, end, f", {flow({key: value})[1:-1]}")
            return
        gap = "\n" if column == 0 and isinstance(value, (dict, list)) else ""
        self._insert(self._line_after(end), gap + "\n".join(entry_lines(key, value, column)) + "\n")

    def _add_items(self, slots: Sequence[_Slot], at: int, rows: Sequence[Any]) -> None:
        """Write rows before the row `at` of the file, where the row before it ends."""
        near = slots[max(at - 1, 0)]
        place = self._line_after(self._end(near.node)) if at else self._line_start(near.start)
        indent = near.start - self._line_start(near.start)
        for row in rows:
            self._insert(place, "\n".join(item_lines(row, indent, braces=_braces(near.node))) + "\n")

    def _insert(self, place: int, new: str) -> None:
        self._put(place, place, new)

    def _put(self, start: int, end: int, new: str) -> None:
        self._edits.append((start, end, new))

    def _end(self, node: yaml.Node) -> int:
        """Return where the last sign of a value ends; YAML's own mark of a block is behind the comments that follow it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end: int = node.end_mark.index
        while _in_block(node) and self.text[end - 1].isspace():
            end -= 1
        return end

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        end = self.text.index("\n", place)
        return end - 1 if self.text[end - 1] == "\r" else end

    def _line_after(self, place: int) -> int:
        return self.text.index("\n", place) + 1


def _in_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def _braces(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and bool(node.flow_style)


def _identity(row: Any) -> str:
    return str(row["ma"]) if isinstance(row, dict) and "ma" in row else repr(row)


def _coded(rows: Sequence[Any]) -> bool:
    return any(isinstance(row, dict) and "ma" in row for row in rows)
