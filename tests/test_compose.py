"""Blocks back into Markdown: what Word gives is what `parse` reads again."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sedp_docs.prose import Grid, Image, Paragraph, Run, Text, escaped, expand, parse, unclosed
from sedp_docs.prose.cite import kept
from sedp_docs.prose.compose import compose
from sedp_docs.prose.settle import settled

LINES = st.lists(
    st.sampled_from(
        ["- ", "+ ", "1. ", "2. ", "  ", "   ", "**", "*", "_", "a", "b ", "lúa", " 5%", "{ma.kh_sau}", "{{", "{", "}", "\n",
         "\n\n", "| a | b |\n| --- | --: |\n| c | d |\n", "|", "\\", "\\\n", "[^1]", "\n\n[^1]: ghi chú\n", "![h](a.png)",
         "&#32;", "&amp;", "<b>", "#", "`", "~~", ":", ".", "(x)", "1", "\u00a0"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def printed(markdown: str) -> Text:
    """Return what a text prints when a citation prints its name."""
    return parse(expand(markdown, lambda name: escaped(f"⟨{name}⟩")))


def again(text: Text) -> str:
    return "\n\n".join(chunk.markdown for chunk in compose(text))


def looks(text: Text) -> list[object]:
    """Return what is seen of a text: which bullets form one list is not."""
    lists: dict[int, int] = {}
    return [
        (b.kind, b.level, lists.setdefault(b.list_id, len(lists)) if b.kind == "ordered" else 0, b.runs)
        if isinstance(b, Paragraph) else b for b in settled(text).blocks
    ] + list(settled(text).notes)  # fmt: skip


def p(*runs: Run | str, kind: str = "text", level: int = 0, list_id: int = 0) -> Paragraph:
    return Paragraph(tuple(Run(r) if isinstance(r, str) else r for r in runs), kind, level, list_id)  # type: ignore[arg-type]


@pytest.mark.slow
@given(LINES)
@settings(max_examples=200, deadline=None)
def test_composing_a_parsed_text_gives_the_same_text(markdown: str) -> None:
    assume("\\{" not in markdown and not unclosed(markdown))
    text = parse(kept(markdown))
    assume(not any(isinstance(b, Paragraph) and b.runs and re.match(r"[-+*\d]", b.runs[0].text) for b in text.blocks))
    paragraphs = [block for block in text.blocks if isinstance(block, Paragraph)]
    assume(not any({a.kind, b.kind} == {"ordered"} and a.list_id != b.list_id for a, b in pairwise(paragraphs)))
    once = again(text)
    assert looks(printed(once)) == looks(printed(markdown))


WORDS = st.text("abđ *_-+1.[]&|<>{}\\`~#:!()\n", max_size=8)
RUNS = st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans()), min_size=1, max_size=4).map(tuple)
BLOCKS = st.lists(
    st.one_of(
        st.builds(Paragraph, RUNS),
        st.builds(Paragraph, RUNS, st.just("bullet"), st.integers(0, 3), st.just(1)),
        st.builds(Paragraph, RUNS, st.just("ordered"), st.integers(0, 3), st.integers(2, 4)),
        st.builds(lambda a, b: Grid((a, b), ((b, a),), ("trai", "giua")), RUNS, RUNS),
    ),
    max_size=6,
).map(tuple)


def shown(text: str) -> str:
    return expand(text, lambda name: f"⟨{name}⟩")


@pytest.mark.slow
@given(BLOCKS)
@settings(max_examples=200, deadline=None)
def test_nothing_that_was_written_is_lost_or_taken_for_markdown(blocks: tuple[Paragraph | Grid, ...]) -> None:
    read = printed(again(Text(blocks)))
    expected = "".join("".join(shown("".join(r.text for r in runs)).split()) for runs in _lines(blocks))
    found = "".join("".join("".join(r.text for r in runs).split()) for runs in _lines(read.blocks))
    if not any(isinstance(b, Paragraph) and b.kind == "ordered" for b in blocks):  # a list that cannot go on gets typed numbers
        assert found == expected


def _lines(blocks):  # type: ignore[no-untyped-def]
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        else:
            yield from block.header
            for row in block.rows:
                yield from row


@pytest.mark.parametrize(
    ("blocks", "markdown"),
    [
        ([p("Năm 2024 có 2 bão.")], "Năm 2024 có 2 bão."),
        ([p("a", Run("đậm ", bold=True), "và", Run(" nghiêng", italic=True))], "a**đậm** và *nghiêng*"),
        ([p("- không phải mục")], "\\- không phải mục"),
        ([p(Run("Trồng trọt:", bold=True), "tổng diện tích")], "**&#84;rồng trọt&#58;**&#116;ổng diện tích"),
        ([p("còn ", Run("{ty_le", bold=True), "_ho_ngheo} hộ")], "còn **{ty_le_ho_ngheo}** hộ"),
        ([p("a", kind="bullet"), p("b", kind="bullet", level=1), p("c", kind="bullet")], "- a\n  - b\n- c"),
        ([p("b", kind="bullet", level=1), p("c", kind="bullet", level=0)], "+ b\n- c"),
        ([p("a", kind="bullet"), p("b", kind="bullet", level=4)], "- a\n  - b"),
        ([p("a", kind="ordered", list_id=1), p("thêm"), p("b", kind="ordered", list_id=1)], "1. a\n\n   thêm\n\n2. b"),
        ([p("a", kind="ordered", list_id=1), p("x", kind="bullet"), p("b", kind="ordered", list_id=1)], "1. a\n   - x\n2. b"),
        ([p("a", kind="ordered", list_id=1), p("b", kind="ordered", list_id=2)], "1. a\n\n1\\. b"),
        ([Grid(((Run("Mục|x"),), (Run("SL"),)), (((Run("1\n2"),), (Run("3"),)),), ("trai", "phai"))],
         "| Mục\\|x | SL |\n| :--- | ---: |\n| 1&#10;2 | 3 |"),
        ([Image("hinh/cau.png", "Cầu treo")], "![Cầu treo](hinh/cau.png)"),
    ],
)  # fmt: skip
def test_markdown_is_what_a_person_would_write(blocks: list[Paragraph], markdown: str) -> None:
    assert again(Text(tuple(blocks))) == markdown
