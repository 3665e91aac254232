"""Where the tags of a template stand: text inside `w:t`, blocks between elements, and nowhere else.

Walks the parsed template in the order of the document and wraps what needs a charge or a check at run time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from sedp_docs.text import shortened
from sedp_docs.write.sandbox import WALKS

_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.Block: "block",
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.Slice: "[a:b]",
}
_OPEN_TAG = re.compile(r"<(/?)([^\s/>]+)[^>]*?(/?)>$")
_LEAVES = {"w:instrText", "w:delText", "w:delInstrText"}


class TagError(TemplateSyntaxError):
    """A tag that Jinja understands but we refuse; its message is Vietnamese and says why."""


@dataclass
class Found:
    """What a template does: names that it takes from its context, with line; whether a loop repeats a drawing."""

    names: dict[str, int] = field(default_factory=dict)
    repeats_drawings: bool = False


def guard(tree: nodes.Template) -> Found:
    """Check and rewrite a parsed template; names that it asks for with `is defined` are not wanted.

    Raises:
        TagError: a tag or statement that we do not run.
    """
    guardian = _Guardian()
    guardian.visit(tree)
    own = guardian.own | {"loop", "range", "namespace"}
    names = {name: line for name, line in guardian.found.names.items() if name not in own}
    return Found(names, guardian.found.repeats_drawings)


class _Guardian(NodeTransformer):
    def __init__(self) -> None:
        self.found = Found()
        self.own: set[str] = set()
        self._before = ""
        self._fixed = 0
        self._inside_loop = 0

    def generic_visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        if type(node) in _REFUSED:
            raise TagError(f"sedp-docs không hỗ trợ “{_REFUSED[type(node)]}” trong mẫu", node.lineno)
        if isinstance(node, nodes.Stmt) and not isinstance(node, nodes.Output):
            self._place(node)
        return super().generic_visit(node, *args, **kwargs)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja's name
        children: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self._read(child.data)
                children.append(child)
            else:
                children.append(self._printed(child))
        node.nodes = children
        return node

    def _printed(self, child: nodes.Expr) -> nodes.Expr:
        inside = self._place(child)
        expression: nodes.Expr = self.visit(child)
        return expression if inside else _filter(expression, "_block")

    def _read(self, data: str) -> None:
        self._before = (self._before + data)[-4000:] if "<" not in data else _tail(self._before + data)
        self._fixed += len(data)
        self.found.repeats_drawings |= bool(self._inside_loop) and "<wp:docPr" in data

    def _place(self, node: nodes.Node) -> bool:
        """Tell whether a tag stands in a `w:t`; refuse one in an attribute, a field code or the like."""
        text = self._before
        start = text.rfind("<")
        if start < 0:
            return False
        found = _OPEN_TAG.match(text[start : text.find(">", start) + 1])
        if found is None:
            raise TagError("thẻ đứng trong thuộc tính, không phải trong chữ", node.lineno)
        closing, name, empty = found.groups()
        if not closing and not empty and (name in _LEAVES or not name.startswith("w:")):
            raise TagError("thẻ đứng trong mã trường hoặc hình vẽ, không phải trong chữ", node.lineno)
        return name == "w:t" and not closing and not empty

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        if node.recursive:
            raise TagError("sedp-docs không hỗ trợ vòng lặp đệ quy", node.lineno)
        self._inside_loop += 1
        before = self._fixed
        self.generic_visit(node)
        self._inside_loop -= 1
        node.iter = _filter(node.iter, "_steps", nodes.Const(self._fixed - before, lineno=node.lineno))
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja's name
        if node.ctx == "load":
            self.found.names.setdefault(node.name, node.lineno)
        else:
            self.own.add(node.name)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if node.name in ("defined", "undefined") and isinstance(node.node, nodes.Name):
            self.own.add(node.node.name)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "_joined")

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - Jinja's name
        if node.name.startswith("_"):
            raise TagError(f"không có bộ lọc “{shortened(node.name)}”", node.lineno)
        self.generic_visit(node)
        if node.name in WALKS and node.node is not None:
            node.node = _filter(node.node, "_charged")
        return node

    def visit_Operand(self, node: nodes.Operand) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if node.op in ("in", "notin"):
            node.expr = _filter(node.expr, "_charged")
        return node


def _filter(node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, list(args), [], None, None, lineno=node.lineno)


def _tail(text: str) -> str:
    return text[text.rfind("<") :]
