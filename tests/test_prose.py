"""Prose: what a planner types is what is printed, as paragraphs, lists, tables, notes and pictures."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sedp_docs.prose import (
    MISSING_CLOSE,
    MISSING_OPEN,
    Block,
    Grid,
    Image,
    Paragraph,
    Run,
    Text,
    citations,
    escaped,
    expand,
    images,
    marked,
    parse,
    unsupported,
)
from sedp_docs.prose import markdown as markdown_module
from sedp_docs.text import bad_character

LETTERS = "abcđêơưỹẫ ĂÂĐÊÔƠƯ0129%,;:?/()“”–'\"@$≥{}\u00a0\n"
PRINTABLE = st.text().filter(lambda text: not bad_character(text))


def said(text: Text) -> str:
    """Return what a text prints, a line for each paragraph; list marks are added by Word."""
    return "\n".join(words(block) for block in text.blocks)


def words(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.runs)


def items(markdown: str) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, words(b)) for b in parse(markdown).blocks if isinstance(b, Paragraph)]


def test_paragraphs_are_apart_by_a_blank_line_and_lines_join() -> None:
    assert said(parse("Kinh tế xã\ntiếp tục ổn định.\n\nĐời sống được nâng lên.")) == (
        "Kinh tế xã tiếp tục ổn định.\nĐời sống được nâng lên."
    )


def test_two_spaces_or_a_backslash_break_a_line() -> None:
    assert said(parse("Dòng một  \ndòng hai\\\ndòng ba")) == "Dòng một\ndòng hai\ndòng ba"


def test_bold_and_italic_become_runs() -> None:
    (block,) = parse("Sản lượng **lúa** và *ngô, **sắn***.").blocks
    assert isinstance(block, Paragraph)
    assert block.runs == (
        Run("Sản lượng "),
        Run("lúa", bold=True),
        Run(" và "),
        Run("ngô, ", italic=True),
        Run("sắn", bold=True, italic=True),
        Run("."),
    )


def test_dashes_and_pluses_are_the_two_levels_of_vietnamese_papers() -> None:
    found = items("- Trồng trọt\n  - lúa xuân\n+ Lúa mùa\n- Chăn nuôi")
    assert found == [
        ("bullet", 0, "Trồng trọt"),
        ("bullet", 1, "lúa xuân"),
        ("bullet", 1, "Lúa mùa"),
        ("bullet", 0, "Chăn nuôi"),
    ]


def test_each_ordered_list_is_a_list_of_its_own() -> None:
    blocks = parse("1. Một\n2. Hai\n\nXen giữa.\n\n1. Lại một").blocks
    ids = [block.list_id for block in blocks if isinstance(block, Paragraph) and block.kind == "ordered"]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    "typed",
    [
        "2024. Năm bản lề của kế hoạch",
        "3. Tổ chức thực hiện",
        "1) Về kinh tế",
        "a) Về xã hội",
        "-5,2% so với năm trước",
        "-",
        "+",
        "1.",
        "12.345 tấn",
        "> 5 triệu đồng",
        "# Đề mục",
        "R&D; AT&T",
        "---",
        "Tên tệp ma_so_lieu và 5 * 3",
        "[Mẫu](https://example.vn)",
        "<b>đậm</b>",
        "`ma_lenh`",
        "[^1] không có nội dung",
        "Xem ![hình](cau.png) bên",
    ],
)
def test_what_is_no_list_and_no_subset_is_printed_as_typed(typed: str) -> None:
    assert [(kind, text) for kind, _, text in items(typed)] == [("text", typed)]


def test_a_number_that_word_would_change_stays_text() -> None:
    assert items("1. Một\n5. Năm\n2. Hai") == [("ordered", 0, "Một"), ("text", 0, "5. Năm"), ("ordered", 0, "Hai")]
    assert [kind for kind, _, _ in items("1. Một\n1. Hai\n1. Ba")] == ["ordered"] * 3


def test_a_list_deeper_than_words_nine_levels_keeps_its_text() -> None:
    deep = "\n".join("  " * level + f"- bậc {level}" for level in range(14))
    printed = said(parse(deep))
    assert all(f"bậc {level}" in printed for level in range(14))


def test_a_table_has_a_header_alignment_and_full_rows() -> None:
    (grid,) = parse("| Cây | Diện tích | Vụ |\n|:---|---:|:-:|\n| Lúa | **330** | xuân |\n| Ngô |").blocks
    assert grid == Grid(
        header=((Run("Cây"),), (Run("Diện tích"),), (Run("Vụ"),)),
        rows=(((Run("Lúa"),), (Run("330", bold=True),), (Run("xuân"),)), ((Run("Ngô"),), (), ())),
        aligns=("trai", "phai", "giua"),
    )


def test_cells_beyond_the_header_are_not_lost() -> None:
    (grid,) = parse("| A | B |\n|---|---|\n| 1 | 2 | 3 | **4** |").blocks
    assert isinstance(grid, Grid)
    assert grid.rows == (((Run("1"),), (Run("2 | 3 | "), Run("4", bold=True))),)


def test_footnotes_are_numbered_as_they_are_cited() -> None:
    text = parse("Lúa[^b], ngô[^a].\n\n[^a]: Nguồn: *thống kê*.\n[^b]: Nguồn: khuyến nông.")
    assert text.notes == ((Run("Nguồn: khuyến nông."),), (Run("Nguồn: "), Run("thống kê", italic=True), Run(".")))
    (block,) = text.blocks
    assert isinstance(block, Paragraph)
    assert [run.note for run in block.runs] == [0, 1, 0, 2, 0]


def test_a_footnote_that_nothing_cites_is_printed_as_text() -> None:
    assert "[^9]: Nguồn cũ" in said(parse("Lúa.\n\n[^9]: Nguồn cũ"))


def test_a_footnote_may_hold_paragraphs_and_a_list_but_no_footnote() -> None:
    (note,) = parse("Lúa[^1].\n\n[^1]: Một[^2].\n\n    Hai:\n\n    - ba\n\n[^2]: Bốn").notes
    assert "".join(run.text for run in note) == "Một[^2].\nHai:\nba"


def test_a_picture_stands_alone_and_may_have_any_file_name() -> None:
    source = "Xem hình.\n\n![Cầu tràn thôn Nậm Thoong](hình ảnh/cầu (1).jpg)\n![](so_do_2.png)"
    assert parse(source).blocks[1:] == (Image("hình ảnh/cầu (1).jpg", "Cầu tràn thôn Nậm Thoong"), Image("so_do_2.png", ""))
    assert images(source) == ["hình ảnh/cầu (1).jpg", "so_do_2.png"]


def test_missing_values_are_marked_also_inside_bold() -> None:
    gap = MISSING_OPEN + escaped("[chưa có: Lao động, hạn 24/5/2024]") + MISSING_CLOSE
    (block,) = parse(f"Còn **{gap}** hộ").blocks
    assert isinstance(block, Paragraph)
    assert block.runs == (
        Run("Còn "),
        Run("[chưa có: Lao động, hạn 24/5/2024]", bold=True, missing=True),
        Run(" hộ"),
    )
    assert marked(f"Hình {MISSING_OPEN}[chưa có]{MISSING_CLOSE}") == (Run("Hình "), Run("[chưa có]", missing=True))


def test_citations_are_found_and_replaced_and_a_double_brace_prints_one() -> None:
    source = "Tỷ lệ {ho_ngheo.kh}, tập {{1; 2}"
    assert citations(source) == ["ho_ngheo.kh"]
    assert said(parse(expand(source, lambda name: escaped(f"<{name}>")))) == "Tỷ lệ <ho_ngheo.kh>, tập {1; 2}"


@pytest.mark.parametrize("source", ["{x}. Kết quả", "{x}\n\nHai", "- {x}. Kết quả", "{x}{x}. a"])
def test_a_number_from_the_data_opens_no_list(source: str) -> None:
    printed = said(parse(expand(source, lambda _: escaped("12"))))
    assert printed == source.removeprefix("- ").replace("{x}", "12").replace("\n\n", "\n")


@given(PRINTABLE)
@example("- một")
@example("1. x")
@example("a_b*c*|d")
@example("  [^1]: x\n    mã\n\n")
@example("&amp;\\&#38;")
@example("![a](b)")
@example("|a|b|\n|-|-|\n")
def test_any_value_survives_escaping(value: str) -> None:
    lines = value.replace("\r\n", "\n")
    for end in "\r\v\f\x85\u2028\u2029":
        lines = lines.replace(end, "\n")
    for before, after in (("", ""), ("Tên ", " là"), ("- ", "")):
        text = parse(before + escaped(value) + after)
        assert said(text) == before.removeprefix("- ") + lines + after or (not lines and not before.strip("- "))


@given(st.text(LETTERS))
def test_text_without_markdown_is_printed_as_it_is(typed: str) -> None:
    assert said(parse(typed)).split() == typed.split()


@given(
    st.lists(st.sampled_from(["Lúa", " ", "\n", "\n\n", "\t", "  a", "5,2%", "{", "[x]", "#", ">", "`", "\u00a0", "1.5", "(-)"]))
)
def test_the_fast_way_gives_what_the_parser_gives(pieces: list[str]) -> None:
    typed = "".join(pieces)
    if markdown_module._NOT_PLAIN.search(typed):
        return
    tokens = markdown_module._parser().parse(typed, {})
    assert markdown_module._plain(typed) == markdown_module._Reader(typed).read(tokens)


@given(
    st.lists(
        st.sampled_from(["Lúa", "-", "+ ", "1. ", "\n", "\n\n", "    ", "**", "_", "|", "|-|", "[^1]", "[^1]: ", "![a](b)", "> "])
    )
)
def test_no_letter_is_ever_lost(pieces: list[str]) -> None:
    text = parse("".join(pieces))
    printed = repr(text.blocks) + repr(text.notes)
    assert printed.count("Lúa") >= pieces.count("Lúa")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("# Đề mục", "đề mục"),
        ("Trên\n\n---\n\nDưới", "đường kẻ ngang"),
        ("> trích", "trích dẫn"),
        ("chạy `lệnh`", "mã"),
        ("~~bỏ~~", "gạch ngang"),
        ("<b>đậm</b>", "HTML"),
        ("[Mẫu](https://example.vn)", "liên kết"),
        ("Xem ![hình](cau.png) bên", "hình nằm lẫn"),
        ("Lúa^[nguồn]", "viết liền"),
        ("Lúa[^1]", "chưa có nội dung"),
        ("Lúa\n\n[^1]: nguồn", "không được dẫn"),
        ("Lúa[^1]\n\n[^1]: a\n\n[^1]: b", "hai lần"),
    ],
)
def test_what_is_beyond_the_subset_is_named(typed: str, named: str) -> None:
    (name,) = unsupported(typed)
    assert named in name


def test_ordinary_prose_gives_no_warning() -> None:
    prose = "Tăng {a.tang}; **lúa** < 5% & ngô > 3[^1]:\n\n- một\n+ hai\n\n1. ba\n\n"
    source = prose + "|A|B|\n|-|-|\n|1|2|\n\n- ![Cầu](c.png)\n\n[^1]: Nguồn"
    assert unsupported(source) == []


@pytest.mark.parametrize("piece", ["[", "[^1", "*", "- ", "**a ", "_a*", "&#", "> ", "[^1]: ", "![](", "<a ", "- - ", "~~a", "`"])
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    typed = "[^1]: x\n\n" + piece * (20_000 // len(piece))
    start = time.process_time()
    parse(typed)
    unsupported(typed)
    assert time.process_time() - start < 3
