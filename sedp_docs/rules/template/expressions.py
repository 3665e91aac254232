"""What the expression of a tag cites: every name followed through loops to the declared fields, with its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from sedp_docs.catalog import Catalog
from sedp_docs.report.fields import ROW_KINDS, Field, figure_name
from sedp_docs.report.language import ALL_FILTERS, FUNCTIONS, LOOP, TESTS
from sedp_docs.rules.template.structure import Fault, Use
from sedp_docs.rules.template.values import ANY, TEXT, Cited, Value, constants, instead, joined, shape_title
from sedp_docs.text import did_you_mean, nearest, nfc, shortened

_SAME = frozenset({"list", "rejectattr", "reverse", "selectattr", "sort"})
"""Filters that return the list that they are given."""


@dataclass
class Expressions:
    """Follows the names of one tag after the other; what is cited and what is wrong is kept, in order."""

    fields: Field
    catalog: Catalog
    cited: list[Cited] = field(default_factory=list)
    found: dict[tuple[str, int, str], Fault] = field(default_factory=dict)
    quiet: int = 0
    loops: dict[int, dict[str, Value]] = field(default_factory=dict)
    assigned: dict[tuple[str, str, int], Value] = field(default_factory=dict)
    """What {% set %} named, by part, name and the loop around it (0: none), outside of which the name is gone."""

    use: Use = field(init=False)

    def fault(self, rule: str, message: str, hint: str) -> None:
        """Note a fault of the tag that is being read, once."""
        if not self.quiet:
            key = (rule, id(self.use.paragraph), message)
            self.found.setdefault(key, Fault(rule, self.use.paragraph, message, hint))

    def refuse(self, what: str, hint: str) -> Value:
        """Note something that the renderer does not do."""
        self.fault("MAU-17", f"{self.use.said}: sedp-docs không làm {what}", hint)
        return ANY

    def value(self, node: nodes.Node, more: Mapping[str, Value] | None = None) -> Value:
        """Return what an expression gives, noting what it cites and what is wrong with it."""
        for kind, read in _READ:
            if isinstance(node, kind):
                return read(self, node, more or {})
        for child in node.iter_child_nodes():
            self.value(child, more)
        return TEXT if isinstance(node, nodes.Concat | nodes.Compare | nodes.TemplateData) else ANY

    def _name(self, node: nodes.Name, more: Mapping[str, Value]) -> Value:
        name = nfc(node.name)
        for scope in (more, *(self.loops.get(id(block.opener), {}) for block in self.use.loops())):
            if name in scope:
                return scope[name]
        loops = self.loops_around()
        for loop in loops:
            if (self.use.paragraph.part, name, loop) in self.assigned:
                return self.assigned[self.use.paragraph.part, name, loop]
        if name == "loop" and any(self.use.loops()):
            return Value(Field("loop", "vòng lặp", "nhom", tuple(Field(each, "") for each in sorted(LOOP))), "loop")
        declared = self.fields.field(name)
        if declared is None:
            self._unknown(name, [each.name for each in self.fields.fields])
            return ANY
        self._cite(name)
        return Value(declared, name)

    def loops_around(self) -> list[int]:
        """Return the loops that a tag stands in, innermost first, and 0 for the part as a whole."""
        return [*(id(block) for block in self.use.blocks() if block.word == "for"), 0]

    def _unknown(self, path: str, known: list[str], what: str = "trường") -> None:
        hint = did_you_mean(path, known) or f"dùng được: {shortened(', '.join(known), 160)}"
        self.fault("MAU-01", f"{self.use.said}: không có {what} “{path}”", hint)

    def _cite(self, path: str) -> None:
        self.cited.append(Cited(path, self.use))

    def _attribute(self, node: nodes.Getattr, more: Mapping[str, Value]) -> Value:
        return self._part(self.value(node.node, more), nfc(node.attr))

    def _item(self, node: nodes.Getitem, more: Mapping[str, Value]) -> Value:
        if isinstance(node.arg, nodes.Slice):
            return self.refuse("phép cắt [a:b]", "in cả danh sách, hoặc dùng first, last")
        whole = self.value(node.node, more)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._part(whole, nfc(node.arg.value))
        self.value(node.arg, more)
        return whole.item() if whole.shape == "danh_sach" else ANY

    def _part(self, whole: Value, name: str) -> Value:
        """Return a field of a group; one that is not there is an unknown field, column, section or table."""
        if whole.field is None:
            return ANY
        path = joined(whole.path, name)
        if whole.shape != "nhom":
            return self.refuse(f"“.{name}” ở {shape_title(whole)}", instead(whole, name))
        found = whole.field.field(name)
        if found is None:
            self._no_part(whole, name, path)
            return ANY
        if whole.path != "loop":
            self._cite(path)
        return Value(found, path)

    def _no_part(self, whole: Value, name: str, path: str) -> None:
        known = [each.name for each in whole.field.fields] if whole.field else []
        if whole.path in ("bang", "ghi_chu") and name in self.catalog.tables:
            hint = f"mẫu này có: {', '.join(known)}" if known else "mẫu này không in bảng nào"
            self.fault("MAU-01", f"{self.use.said}: bảng “{name}” không thuộc mẫu này", hint)
            return
        what = {"muc": "mục", "bang": "bảng", "ghi_chu": "bảng", "bieu_do": "biểu đồ"}.get(whole.path, "")
        if whole.path.startswith("bang.") and whole.path.endswith("[]"):
            what = f"cột “{name}” trong bảng “{whole.path[5:-2]}”"
            hint = did_you_mean(name, known) or f"các cột: {', '.join(known)}"
            self.fault("MAU-01", f"{self.use.said}: không có {what}", hint)
            return
        near = ", ".join(joined(whole.path, each) for each in nearest(name, known))
        hint = f"có phải là {near}?" if near else f"dùng được: {', '.join(known)}"
        self.fault("MAU-01", f"{self.use.said}: không có {what or 'trường'} “{name if what else path}”", hint)

    def _call(self, node: nodes.Call, more: Mapping[str, Value]) -> Value:
        for each in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.value(each, more)
        called = node.node
        if isinstance(called, nodes.Name) and called.name in FUNCTIONS:
            return ANY
        if isinstance(called, nodes.Name) and called.name == "so":
            return self._figure(node)
        if isinstance(called, nodes.Getattr):
            return self._method(called, more)
        self.value(called, more)
        return self.refuse("lời gọi hàm này", 'chỉ gọi được so("…")')

    def _method(self, called: nodes.Getattr, more: Mapping[str, Value]) -> Value:
        if isinstance(called.node, nodes.Name) and called.node.name == "loop" and called.attr in ("cycle", "changed"):
            return ANY
        self.value(called.node, more)
        instead = f"viết “| {called.attr}”" if called.attr in ALL_FILTERS else f"dùng bộ lọc: {', '.join(ALL_FILTERS)}"
        return self.refuse(f"“.{called.attr}()”", instead)

    def _figure(self, node: nodes.Call) -> Value:
        """Judge the name in so(…) by its form; a name that is computed cannot be judged."""
        self._cite("so")
        argument = node.args[0] if node.args else None
        if len(node.args) != 1 or node.kwargs:
            self.fault("MAU-02", f"{self.use.said}: so(…) cần đúng một tên số liệu", 'viết so("ma.kh_sau")')
        elif isinstance(argument, nodes.Const):
            self._cite(f"so:{nfc(str(argument.value))}")
            self._figure_name(nfc(str(argument.value)))
        return TEXT

    def _figure_name(self, name: str) -> None:
        found = figure_name(name, self.catalog)
        near = f"có phải là {', '.join(found.near)}?" if found.near else ""
        if not found.well_formed:
            self.fault("MAU-02", f"“{name}” không đúng dạng tên số liệu", near or 'dạng đúng: "ma", "ma.kh_sau", "ma.2023"')
        elif not found.known:
            why = near or "bỏ qua nếu đây là mã của riêng kế hoạch, như vật nuôi, khoản thu chi"
            self.fault("MAU-03", f"“{name}”: mã này không có trong danh mục chỉ tiêu", why)

    def _filter(self, node: nodes.Filter, more: Mapping[str, Value]) -> Value:
        self.filter_name(node.name)
        given = self._lenient(node.node, more) if node.name in ("default", "d") and node.node else None
        value = given or (self.value(node.node, more) if node.node is not None else ANY)
        for each in node.args:
            self.value(each, more)
        if node.name in _SAME:
            return value
        if node.name in ("first", "last"):
            return value.item()
        return ANY if node.name in ("items", "default", "d") else TEXT

    def filter_name(self, name: str) -> None:
        """Refuse a filter that we do not have."""
        if name not in ALL_FILTERS:
            self.refuse(f"bộ lọc “{name}”", did_you_mean(name, ALL_FILTERS) or f"dùng được: {', '.join(ALL_FILTERS)}")

    def _lenient(self, node: nodes.Expr, more: Mapping[str, Value]) -> Value:
        """Follow an expression that need not exist: nothing in it is a fault."""
        self.quiet += 1
        value = self.value(node, more)
        self.quiet -= 1
        return value

    def _test(self, node: nodes.Test, more: Mapping[str, Value]) -> Value:
        if node.name not in TESTS:
            self.refuse(f"phép thử “{node.name}”", did_you_mean(node.name, TESTS) or f"dùng được: {', '.join(TESTS)}")
        if node.name in ("defined", "undefined"):
            self._lenient(node.node, more)
        else:
            self.value(node.node, more)
        for each in node.args:
            self.value(each, more)
        return TEXT

    def _choice(self, node: nodes.CondExpr, more: Mapping[str, Value]) -> Value:
        self.value(node.test, more)
        first = self.value(node.expr1, more)
        second = self.value(node.expr2, more) if node.expr2 is not None else first
        return first if first.shape == second.shape else ANY

    def _compared(self, node: nodes.Compare, more: Mapping[str, Value]) -> Value:
        value = self.value(node.expr, more)
        for operand in node.ops:
            self.value(operand.expr, more)
            if value.path.startswith("bang.") and value.path.endswith("[].loai"):
                self._row_kind(operand.expr)
        return TEXT

    def _row_kind(self, node: nodes.Expr) -> None:
        for each in constants(node):
            if each not in ROW_KINDS:
                hint = did_you_mean(str(each), ROW_KINDS) or f"các loại dòng: {', '.join(ROW_KINDS)}"
                self.fault("MAU-05", f"{self.use.said}: không có loại dòng “{each}”, nhánh này không bao giờ in", hint)


_READ: tuple[tuple[type[nodes.Node], Callable[[Expressions, Any, Mapping[str, Value]], Value]], ...] = (
    (nodes.Name, Expressions._name), (nodes.Getattr, Expressions._attribute), (nodes.Getitem, Expressions._item),
    (nodes.Call, Expressions._call), (nodes.Filter, Expressions._filter), (nodes.Test, Expressions._test),
    (nodes.CondExpr, Expressions._choice), (nodes.Compare, Expressions._compared),
)  # fmt: skip
