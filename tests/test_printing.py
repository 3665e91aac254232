"""A keeper's template in a build: it may cite any figure, and what it would lose is said."""

from __future__ import annotations

import pathlib
from datetime import UTC, datetime

from sedp_docs.app.building import BuildOptions, Built, build_plan
from sedp_docs.read.docxtext import paragraph_texts
from sedp_docs.read.templates import template_bytes
from sedp_docs.write.pack import unzipped
from tests.docx_builder import zipped

SAMPLE = pathlib.Path(__file__).parent.parent / "samples" / "commune.yaml"
NOW = datetime(2024, 12, 5, 14, 12, tzinfo=UTC)


def built_with(paragraph: str, folder: pathlib.Path) -> Built:
    """Build khung-tddg by our template with one more paragraph at its top."""
    parts = unzipped(template_bytes("khung-tddg", "commune", "lao-cai"))
    added = f"<w:body><w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", added.encode(), 1)
    (folder / "mau").mkdir()
    (folder / "mau" / "khung-tddg.docx").write_bytes(zipped(parts))
    return build_plan(SAMPLE, BuildOptions(folder / "ra", only=("khung-tddg",), templates=folder / "mau"), NOW)


def test_a_template_may_cite_a_figure_that_ours_does_not_print(tmp_path: pathlib.Path) -> None:
    built = built_with('Lương thực {{ so("san_luong_luong_thuc.tang") }}.', tmp_path)
    assert [problem.id for problem in built.problems if problem.id.startswith(("TPL", "MAU"))] == ["TPL-10"]
    texts = [text for _, text in paragraph_texts((tmp_path / "ra" / "khung-tddg.docx").read_bytes())]
    assert texts[0] == "Lương thực tăng 3,5%."


def test_text_that_a_paragraph_tag_would_swallow_is_a_warning_of_the_build(tmp_path: pathlib.Path) -> None:
    end = "</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif %}"
    built = built_with("Câu này sẽ mất {%p if no_so_lieu %}" + end, tmp_path)
    assert "MAU-20" in {problem.id for problem in built.problems if problem.severity == "warning"}
