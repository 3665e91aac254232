"""A Word template made ready: its tags compiled, its fixed parts deflated, once however many documents it prints.

docxtpl prepares the tags (`patch_xml`, called, never copied); the rest of docxtpl's work is not needed, because rendered
text goes straight into the zip.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from sedp_docs.problems import Location, TemplateError
from sedp_docs.report.language import syntax_words
from sedp_docs.text import nfc, shortened
from sedp_docs.write import normalise, opc
from sedp_docs.write.adopt import adopt, without_comments
from sedp_docs.write.pack import CONTENT_TYPES, Entry, deflated, unzipped
from sedp_docs.write.parts import DOCUMENT, Relation
from sedp_docs.write.sandbox import Environment, collect
from sedp_docs.write.tags import TagError, guard

FOOTNOTES, NUMBERING = "word/footnotes.xml", "word/numbering.xml"
RELATIONS = opc.relations_part(DOCUMENT)
GROWING = (CONTENT_TYPES, RELATIONS, FOOTNOTES, NUMBERING)
"""Parts that the additions of a document are merged into."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT_PARTS = re.compile(r"wordprocessingml\.(?:document\.main|template\.main|header|footer|footnotes|endnotes)\+xml$")
_NUMBER = re.compile(r"[0-9]{1,9}")
_UNFILLED = re.compile(r"(?:docProps|word/charts|word/diagrams|word/glossary)/.*\.xml$")
_WHOLE_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_ANY_TAG = re.compile(r"\{_?[{%#]|[}%]_\}")
_REFUSED = re.compile(r"\{[%{#]-?\s*(tc)\s|\{%-?\s*(colspan|cellbg|hm|vm)\b")
_NO_SUCH = re.compile(r"No (filter|test) named '([^']*)'")
_KEPT = 64
"""Prepared templates kept in memory."""
_PARAGRAPH = re.compile(r"<w:p([ >])")
_ENVIRONMENT = Environment()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered part: its XML, and the texts and the blocks (prose, charts) that its tags printed."""

    xml: str
    texts: Sequence[str] = ()
    blocks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part with tags: its compiled template, and its source with one paragraph a line, for messages."""

    name: str
    template: JinjaTemplate
    lines: tuple[str, ...]
    names: Mapping[str, int]
    """Names that its tags use and do not set themselves, with the line of the first use."""

    repeats_drawings: bool

    def render(self, context: Mapping[str, Any]) -> Rendered:
        """Return the part's XML and what its tags printed, in order.

        Raises:
            jinja2.TemplateError and whatever the template's own expressions raise; see `paragraph`.
        """
        state: Any = self.template.new_context(dict(context))
        return Rendered(collect(self.template.root_render_func(state)), state.printed, state.printed_blocks)

    def paragraph(self, error: BaseException) -> str:
        """Return the text of the paragraph whose tag raised `error`."""
        line, trace = getattr(error, "lineno", 0) or 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.template.filename:
                line = self.template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        found = paragraph_text(self.lines, line)
        return found if line > 1 or _ANY_TAG.search(found) else self._first_tag()

    def _first_tag(self) -> str:
        """Return the first paragraph with a tag: Jinja counts what it checks before its first line to no line."""
        return next((paragraph_text((line,), 1) for line in self.lines if _ANY_TAG.search(line)), "")

    def paragraph_at(self, frame: FrameType) -> str:
        """Return the text of the paragraph that a running frame is at, "" if it is not a frame of this part."""
        if frame.f_code.co_filename != self.template.filename:
            return ""
        # f_lineno is None at the jump that ends a round of a loop; the last line before it will do
        done = [line for start, _, line in frame.f_code.co_lines() if line is not None and start <= frame.f_lasti]
        return paragraph_text(self.lines, self.template.get_corresponding_lineno(done[-1] if done else 0))

    def first_use(self, name: str) -> str:
        """Return the text of the first paragraph that uses `name`."""
        return paragraph_text(self.lines, self.names.get(name, 0))


@dataclass(frozen=True, slots=True)
class Template:
    """A prepared template: parts that are rendered, parts that are written as they are, and its first free numbers."""

    name: str
    text: tuple[TextPart, ...]
    fixed: Mapping[str, Entry]
    growing: Mapping[str, str]
    types: Mapping[str, str]
    next_footnote: int
    next_list: int
    ordered: str
    """The `w:abstractNumId` behind style ListNumber, "" if there is none."""

    adopted: tuple[str, ...] = ()
    """Names of the styles that were missing and came from our own template."""


_prepared: dict[tuple[str, str], Template] = {}


def prepare(content: bytes, name: str, own: bytes = b"") -> Template:
    """Return the prepared template; kept in memory by its content.

    Args:
        content: a .docx that went through `read.preflight`.
        name: how messages call it ("ke-hoach.docx").
        own: our own template of the same document, which lends styles and parts that `content` lacks.

    Raises:
        TemplateError: a tag that cannot work, with its paragraph.
    """
    key = (hashlib.sha256(content + own).hexdigest(), name)
    if key not in _prepared:
        if len(_prepared) >= _KEPT:
            _prepared.clear()
        _prepared[key] = _prepare(unzipped(content), name, unzipped(own) if own else {})
    return _prepared[key]


def _prepare(parts: dict[str, bytes], name: str, own: Mapping[str, bytes]) -> Template:
    if DOCUMENT not in parts or CONTENT_TYPES not in parts:
        raise TemplateError("tệp mẫu không phải văn bản Word (.docx)", "lưu lại bằng Word, kiểu .docx", Location(name), "TPL-01")
    _refuse_unfilled(parts, name)
    types = _with_core(parts)
    _normalise(parts, types, name)
    adopted = adopt(parts, types, own, name) if own else ()
    text = tuple(_text_parts(parts, types, name))
    rendered = {part.name for part in text}
    growing = {part: _source(parts[part]) for part in GROWING if part in parts and part not in rendered}
    growing[CONTENT_TYPES] = opc.content_types_xml(types)
    growing[RELATIONS] = opc.relations_xml(parts.get(RELATIONS, b""))
    as_they_are = parts | {part: xml.encode() for part, xml in growing.items()}
    anew = rendered | {opc.CORE}
    return Template(
        name=name,
        text=text,
        fixed={part: deflated(part, content) for part, content in as_they_are.items() if part not in anew},
        growing=growing,
        types=types,
        next_footnote=1 + _highest(parts.get(FOOTNOTES), "footnote", "id"),
        next_list=1 + _highest(parts.get(NUMBERING), "num", "numId"),
        ordered=_ordered(parts),
        adopted=tuple(adopted),
    )


def _normalise(parts: dict[str, bytes], types: dict[str, str], name: str) -> None:
    """Undo what editing by hand left in the parts with text; ours have nothing of it and stay as they are."""
    without_comments(parts, types)
    for part in [part for part in sorted(parts) if _has_text(part, types) and not normalise.is_clean(parts[part])]:
        root = opc.parsed(parts[part])
        try:
            normalise.normalise(root)
        except normalise.BrokenTagError as error:
            raise template_error(name, part, _shortened(error.paragraph), str(error)) from error
        parts[part] = etree.tostring(root, encoding="UTF-8", standalone=True)


def _has_text(part: str, types: Mapping[str, str]) -> bool:
    kind = types.get(part, types.get("." + part.rpartition(".")[2].lower(), ""))
    return part == DOCUMENT or bool(_TEXT_PARTS.search(kind))


def _source(xml: bytes) -> str:
    return opc.DECLARATION + etree.tostring(opc.parsed(xml), encoding="unicode")


def _with_core(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the content types; make sure that the package lists `docProps/core.xml`, which is written anew each time."""
    types = opc.content_types(parts[CONTENT_TYPES])
    if opc.CORE not in parts:
        types[opc.CORE] = opc.CORE_TYPE
        package = opc.relations_part("")
        relation = Relation("rIdSedpCore", opc.CORE_RELATION, opc.CORE)
        parts[package] = opc.with_relations(opc.relations_xml(parts.get(package, b"")), [relation]).encode()
    return types


def _text_parts(parts: Mapping[str, bytes], types: Mapping[str, str], name: str) -> Iterator[TextPart]:
    for part in sorted(parts):
        if _has_text(part, types):
            root = opc.parsed(parts[part])
            words = "".join(str(text) for text in root.itertext(f"{{{_W}}}t"))
            if part == DOCUMENT or _ANY_TAG.search(words):
                _refuse_foreign(words, name, part)
                yield _compiled(part, etree.tostring(root, encoding="unicode"), name)


def _refuse_unfilled(parts: Mapping[str, bytes], name: str) -> None:
    """Refuse tags in charts and properties, which would come to the paper as they are."""
    for part in filter(_UNFILLED.match, parts):
        found = _WHOLE_TAG.search("".join(str(text) for text in opc.parsed(parts[part]).itertext()))
        if found:
            raise TemplateError(
                f"thẻ “{shortened(found.group(), 80)}” đứng ở phần mà sedp-docs không điền (biểu đồ, thuộc tính tệp)",
                "xóa thẻ này; biểu đồ có số liệu thì dùng {{p bieu_do.… }}", Location(name, part), "TPL-08",
            )  # fmt: skip


def _refuse_foreign(words: str, name: str, part: str) -> None:
    found = _REFUSED.search(words)
    if found:
        tag = found.group(1) or found.group(2)
        raise TemplateError(
            f"mẫu dùng thẻ “{tag}”, sedp-docs không hỗ trợ", "vẽ ô và cột cố định, lặp theo dòng với {%tr … %}",
            Location(name, part), "TPL-02",
        )  # fmt: skip


def _compiled(part: str, xml: str, name: str) -> TextPart:
    source = opc.DECLARATION + _PARAGRAPH.sub(r"\n<w:p\1", nfc(_patch(xml)))
    lines = tuple(source.split("\n"))
    try:
        tree = _ENVIRONMENT.parse(source)
        found = guard(tree)
        filename = f"<{name}:{part}>"
        code: Any = _ENVIRONMENT.compile(tree, part, filename)
    except (JinjaError, SyntaxError, RecursionError, MemoryError) as error:
        raise _syntax(error, lines, Location(name, part)) from error
    template = JinjaTemplate.from_code(_ENVIRONMENT, code, _ENVIRONMENT.make_globals(None))
    return TextPart(part, template, lines, found.names, found.repeats_drawings)


def _patch(xml: str) -> str:
    patch: Callable[[str], str] = DocxTemplate(io.BytesIO()).patch_xml
    return patch(xml)


def _syntax(error: Exception, lines: tuple[str, ...], where: Location) -> TemplateError:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else 1 + lines.index(max(lines, key=_tags_length))
    return template_error(where.file, where.place, paragraph_text(lines, line), reason(error))


def _tags_length(line: str) -> int:
    return sum(map(len, _WHOLE_TAG.findall(line)))


def reason(error: Exception) -> str:
    """Return in Vietnamese why a tag failed."""
    said = shortened(str(getattr(error, "message", None) or error), 300)
    absent = _NO_SUCH.match(said)
    if absent:
        return f"không có {'bộ lọc' if absent.group(1) == 'filter' else 'phép thử'} “{absent.group(2)}”"
    if isinstance(error, TagError | SecurityError | UndefinedError):
        return said
    if isinstance(error, RecursionError | MemoryError):
        return "biểu thức quá dài, lồng quá sâu hoặc cần quá nhiều bộ nhớ"
    if isinstance(error, TemplateSyntaxError):
        return syntax_words(said)
    return "biểu thức không tính được"


def template_error(name: str, part: str, paragraph: str, said: str) -> TemplateError:
    """Return the error for a tag in a paragraph of a template."""
    place = f"{part}, đoạn “{paragraph}”" if paragraph else part
    return TemplateError(f"thẻ trong mẫu bị lỗi: {said}", "sửa thẻ trong đoạn này của mẫu", Location(name, place), "TPL-03")


def paragraph_text(lines: tuple[str, ...], line: int) -> str:
    """Return the words of one line of the patched source, tags included, at most 120 characters."""
    xml = lines[line - 1] if 0 < line <= len(lines) else ""
    return _shortened(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", xml)).strip())


def _shortened(words: str) -> str:
    return words if len(words) <= 120 else words[:119] + "…"


def _highest(xml: bytes | None, element: str, attribute: str) -> int:
    found = opc.parsed(xml).iter(f"{{{_W}}}{element}") if xml else ()
    numbers = (e.get(f"{{{_W}}}{attribute}") or "" for e in found)
    return max((int(number) for number in numbers if _NUMBER.fullmatch(number)), default=0)


def _ordered(parts: Mapping[str, bytes]) -> str:
    """Return the abstract list that style ListNumber counts by: named in its level, or reached through the style."""
    if NUMBERING not in parts:
        return ""
    numbering = etree.XPathEvaluator(opc.parsed(parts[NUMBERING]), namespaces={"w": _W})
    named = numbering("string(w:abstractNum[w:lvl/w:pStyle/@w:val='ListNumber']/@w:abstractNumId)")
    if named or "word/styles.xml" not in parts:
        return str(named)
    styles = etree.XPathEvaluator(opc.parsed(parts["word/styles.xml"]), namespaces={"w": _W})
    number = styles("string(w:style[@w:styleId='ListNumber']/w:pPr/w:numPr/w:numId/@w:val)")
    return str(numbering("string(w:num[@w:numId=$n]/w:abstractNumId/@w:val)", n=number))
