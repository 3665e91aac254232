"""The same document by us, by stock docxtpl, and by the floor: the ready pieces joined and zipped, nothing else."""

from __future__ import annotations

import html
import io
from collections.abc import Callable

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from bench.jobs import Job
from sedp_docs.write.fill import fill, parts_for
from sedp_docs.write.pack import deflated, zipped
from sedp_docs.write.xml import text_xml

Maker = Callable[[], bytes]


def ours(job: Job) -> Maker:
    """Return the checked render of the ready context."""
    template = job.template
    parts = parts_for(template)
    context = job.context(parts)
    return lambda: fill(template, context, parts, job.properties)


def stock(job: Job) -> Maker:
    """Return docxtpl's own way with the same template and context."""
    context = job.context(parts_for(job.template))

    def make() -> bytes:
        document = DocxTemplate(io.BytesIO(job.content))
        document.render(context, Environment(undefined=StrictUndefined, autoescape=True), autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make


def floor(job: Job) -> Maker:
    """Return what remains without a template engine and without a check: escape the values, join, deflate, zip."""
    template = job.template
    context = job.context(parts_for(template))
    pieces = {}
    for part in template.text:
        state = part.template.new_context(dict(context))
        chunks = list(part.template.root_render_func(state))
        printed = set(map(id, state.printed))  # type: ignore[attr-defined]
        pieces[part.name] = [(_raw(chunk), True) if id(chunk) in printed else (chunk, False) for chunk in chunks]
    fixed = list(template.fixed.values())

    def make() -> bytes:
        entries = [
            deflated(name, "".join([html.escape(text, False) if value else text for text, value in found]).encode())
            for name, found in pieces.items()
        ]
        return zipped([*fixed, *entries])

    return make


def _raw(xml: str) -> str:
    text = html.unescape(xml)
    return text if text_xml(text) == xml else ""
