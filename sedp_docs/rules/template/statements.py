"""What the tags of a template do: loops open names, prints need the right shape, everything else is followed as an expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes

from sedp_docs.catalog import Catalog
from sedp_docs.report.fields import Field
from sedp_docs.report.language import REFUSED_STATEMENTS
from sedp_docs.report.template import DOCUMENT
from sedp_docs.rules.template.expressions import Expressions
from sedp_docs.rules.template.parsing import TagFaultError, parsed
from sedp_docs.rules.template.structure import Fault, Structure, Use
from sedp_docs.rules.template.values import ANY, TEXT, Cited, Value, how_to_print, shape_title
from sedp_docs.text import nfc


def analysed(structure: Structure, fields: Field, catalog: Catalog) -> tuple[list[Cited], list[Fault]]:
    """Return all that the tags cite, and the faults of their expressions (by the ids of names.py and tags.py)."""
    reader = _Statements(fields, catalog)
    for use in structure.uses:
        reader.read(use)
    return reader.cited, list(reader.found.values())


class _Statements(Expressions):
    """Reads tags in the order of the template."""

    def read(self, use: Use) -> None:
        """Follow the names of one tag."""
        self.use = use
        if use.tag.level == "tc" or use.tag.kind == "note":
            return
        if use.tag.word in REFUSED_STATEMENTS:
            self.refuse(f"lệnh “{use.tag.word}”", "viết thẳng nội dung vào mẫu; chỉ dùng for, if, set")
            return
        try:
            node = parsed(use.tag)
        except TagFaultError as fault:
            self.fault(fault.rule, f"{use.said}: {fault.message}", fault.hint)
            return
        follow = _FOLLOW.get(type(node)) if node is not None else None
        try:
            if follow is not None:
                follow(self, node)
        except RecursionError:
            self.fault("MAU-16", f"{use.said}: biểu thức quá dài hoặc lồng quá sâu", "viết lại cho ngắn")

    def _asked(self, node: nodes.If) -> None:
        self.value(node.test)

    def _assignment(self, node: nodes.Assign) -> None:
        self._assign(node.target, self.value(node.node))

    def _assigned_text(self, node: nodes.AssignBlock) -> None:
        self._assign(node.target, TEXT)

    def _with(self, node: nodes.With) -> None:
        for target, given in zip(node.targets, node.values, strict=True):
            self._assign(target, self.value(given))

    def _filtered(self, node: nodes.FilterBlock) -> None:
        if isinstance(node.filter, nodes.Filter):
            self.filter_name(node.filter.name)

    def _loop(self, node: nodes.For) -> None:
        if node.recursive:
            self.refuse("vòng lặp đệ quy", "bỏ từ recursive")
        items = self.value(node.iter)
        if items.shape in ("chu", "doan", "ham", "nhom") and items.path:
            said = f"“{items.path}” là {shape_title(items)}, không lặp được"
            self.fault("MAU-04", said, "chỉ lặp qua danh sách, như bang.…, ghi_chu.…")
        item = items.item()
        targets = {nfc(node.target.name): item} if isinstance(node.target, nodes.Name) else {}
        if isinstance(node.target, nodes.Tuple):
            targets = {each.name: ANY for each in node.target.items if isinstance(each, nodes.Name)}
        self.loops[id(self.use)] = targets
        if node.test is not None:
            self.value(node.test, targets)

    def _assign(self, target: nodes.Node, value: Value) -> None:
        if isinstance(target, nodes.Name):
            self.assigned[self.use.paragraph.part, nfc(target.name), self.loops_around()[0]] = value
        elif isinstance(target, nodes.Tuple):
            for each in target.items:
                self._assign(each, ANY)

    def _printed(self, node: nodes.Output) -> None:
        for each in node.nodes:
            if not isinstance(each, nodes.TemplateData):
                self._print(self.value(each))

    def _print(self, value: Value) -> None:
        level, shown = self.use.tag.level, value.path or "giá trị này"
        if value.shape == "doan":
            self._print_block(value, level)
        elif level in ("p", "tr", "r") and value.field is not None:
            hint = f"viết {{{{ {self.use.tag.body} }}}} trong đoạn"
            self.fault("MAU-04", f"“{shown}” là {shape_title(value)}, không in bằng {{{{{level} … }}}}", hint)
        elif value.shape in ("danh_sach", "nhom", "ham"):
            self.fault("MAU-04", f"“{shown}” là {shape_title(value)}, không in thẳng được", how_to_print(value))

    def _print_block(self, value: Value, level: str) -> None:
        if level != "p":
            hint = f"viết {{{{p {value.path} }}}} trong một đoạn riêng"
            self.fault("MAU-04", f"“{value.path}” là cả đoạn văn, không in trong đoạn khác", hint)
        elif self.use.paragraph.part != DOCUMENT:
            said = f"“{value.path}” không in được ở đầu trang, chân trang, chú thích"
            self.fault("MAU-04", said, "đặt trong phần thân văn bản")
        if value.field and value.field.may_be_empty and not self._guarded(value.path):
            hint = f"đặt giữa {{%p if {value.path} %}} và {{%p endif %}}"
            self.fault("MAU-06", f"“{value.path}” không có khi số liệu dưới hai năm, lần dựng sẽ dừng", hint)

    def _guarded(self, path: str) -> bool:
        return any(block.word == "if" and path in block.opener.tag.body for block in self.use.blocks())


_FOLLOW: Mapping[type[nodes.Node], Callable[[_Statements, Any], None]] = {
    nodes.For: _Statements._loop,
    nodes.Output: _Statements._printed,
    nodes.If: _Statements._asked,
    nodes.Assign: _Statements._assignment,
    nodes.AssignBlock: _Statements._assigned_text,
    nodes.With: _Statements._with,
    nodes.FilterBlock: _Statements._filtered,
}
