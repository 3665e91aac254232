"""The use cases `templates`: what is told about a file as a whole, and that a clean check means a build that works."""

from __future__ import annotations

import json
import pathlib

import pytest
from click.testing import CliRunner, Result

from sedp_docs.app.building import BuildOptions, build_plan
from sedp_docs.app.templating import check_template_file, export_template, list_templates
from sedp_docs.cli import main
from sedp_docs.clock import now
from sedp_docs.problems import ReadError
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.sample import sample_report
from sedp_docs.write.word import prepare, render
from tests.docx_builder import docx, p, part, table
from tests.test_cli import EXAMPLES

CATALOG = load_catalog("lao-cai", "commune")
HEAD = p("{{ van_ban.kem_theo }}{% if no_so_lieu %}{% endif %}")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["templates", *arguments])


def ids(path: pathlib.Path) -> set[str]:
    return {problem.id for problem in check_template_file(path, "commune", "lao-cai").problems}


@pytest.mark.parametrize("listed", list_templates("commune", "lao-cai"), ids=lambda listed: listed.id)
def test_an_exported_template_is_clean(listed: object, tmp_path: pathlib.Path) -> None:
    id = getattr(listed, "id", "")
    export_template(id, "commune", "lao-cai", tmp_path / "ten-khac.docx")
    assert (tmp_path / "ten-khac.docx").read_bytes() == template_bytes(id, "commune", "lao-cai")
    assert check_template_file(tmp_path / "ten-khac.docx", "commune", "lao-cai").problems == []


def test_the_form_is_known_by_the_name_when_the_file_does_not_say(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(HEAD))
    assert check_template_file(path, "commune", "lao-cai").form.id == "thay-doi"
    with pytest.raises(ReadError, match="không rõ tệp này là mẫu"):
        check_template_file(path.rename(tmp_path / "gi-day.docx"), "commune", "lao-cai")


def test_a_template_without_a_fault_is_tried(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(HEAD + p("{{ nam_x - nam_y }}")))
    (tried,) = [problem for problem in check_template_file(path, "commune", "lao-cai").problems if problem.severity == "error"]
    assert tried.id == "TPL-03"
    assert "nam_x - nam_y" in tried.location.place


def test_it_is_tried_with_empty_lists_too(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(HEAD + p("{{ (bang.thay_doi | first).cu }}")))
    assert "TPL-03" in ids(path)


def test_figures_that_a_template_cites_have_a_value_when_it_is_tried(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(HEAD + p('{{ so("ty_le_bhyt.uoc") }} {{ so("trau.uoc") }}')))
    assert "TPL-03" not in ids(path)
    assert "MAU-03" in ids(path)


def test_an_edited_template_that_passes_builds(tmp_path: pathlib.Path) -> None:
    """A keeper's own frame: fewer columns, an added sentence, curly quotation marks."""
    folder = tmp_path / "mau"
    folder.mkdir()
    loop = ("{%tr for d in bang.tddg_chi_tieu %}",), ("{{ d.stt }}", "{{ d.chi_tieu }}"), ("{%tr endfor %}",)
    body = (
        HEAD
        + p("Xã {{ don_vi.ten }}, năm {{ nam_y }} {% if don_vi.loai == “xã” %}(xã){% endif %}")
        + table(("STT", "Chỉ tiêu"), *loop)
    )
    path = folder / "khung-tddg.docx"
    path.write_bytes(docx(body))
    assert [p for p in check_template_file(path, "commune", "lao-cai").problems if p.severity == "error"] == []
    options = BuildOptions(folder=tmp_path / "ra", only=("khung-tddg",), draft=True, templates=folder)
    built = build_plan(EXAMPLES / "xa-lao-cai.yaml", options, now())
    assert built.saved is not None
    assert (tmp_path / "ra" / "khung-tddg.docx").exists()


def test_a_section_that_ends_beside_a_tag_is_kept(tmp_path: pathlib.Path) -> None:
    """LibreOffice moves the end of a section into the paragraph before, here {%p endif %}."""
    ended = p("{%p endif %}").replace("<w:p>", '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr>')
    body = HEAD + p("{%p if nam_x %}") + p("a") + ended + p("b")
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(body))
    assert "MAU-20" not in ids(path)
    printed = part(render(sample_report(CATALOG.forms["thay-doi"], CATALOG, (), full=True), prepare(docx(body), "x")))
    assert printed.index(">a<") < printed.index('w:w="16838"') < printed.index(">b<")


def test_exit_codes_and_json(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "thay-doi.docx"
    path.write_bytes(docx(HEAD))
    assert run("check", str(path)).exit_code == 0
    path.write_bytes(docx(p("{{ nam_z }}")))
    copy = tmp_path / "loi.docx"
    result = run("check", str(path), "--json", "--annotate", str(copy))
    said = json.loads(result.output)
    assert (result.exit_code, said["written"]) == (1, [str(copy)])
    assert {"id", "severity", "file", "place", "message", "hint", "cite"} == set(said["problems"][0])
    path.write_bytes(b"x")
    assert run("check", str(path)).exit_code == 2
    assert run("check", str(path), "--level", "lang").exit_code == 2
    assert set(json.loads(run("list", "--json").output)["templates"][0]) == {"id", "title", "file"}
    assert json.loads(run("export", "thay-doi", "-o", str(tmp_path / "x.docx"), "--json").output)["written"] == [
        str(tmp_path / "x.docx")
    ]
