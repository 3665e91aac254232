"""Narrative: Markdown with figure citations into blocks. Pure; knows neither plans nor Word."""

from sedp_docs.prose.blocks import Align, Block, Grid, Image, Paragraph, Picture, Run, Text
from sedp_docs.prose.cite import MISSING_CLOSE, MISSING_OPEN, citations, escaped, expand, marked, unclosed
from sedp_docs.prose.markdown import images, parse
from sedp_docs.prose.subset import unsupported

__all__ = [
    "MISSING_CLOSE",
    "MISSING_OPEN",
    "Align",
    "Block",
    "Grid",
    "Image",
    "Paragraph",
    "Picture",
    "Run",
    "Text",
    "citations",
    "escaped",
    "expand",
    "images",
    "marked",
    "parse",
    "unclosed",
    "unsupported",
]
