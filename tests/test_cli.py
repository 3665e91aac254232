"""The command line as transcripts: each file in tests/cli is a page of the tutorial, and is run as it stands.

A block ```yaml with a file name writes that file; in a block ```console a line "$ …" is run, what follows is its output, and
"[mã thoát n]" its exit code when it is not 0. `pytest --accept` writes the outputs anew.
"""

from __future__ import annotations

import json
import pathlib
import re
import shlex
import shutil
import zipfile
from datetime import datetime

import pytest
from click.testing import CliRunner

from sedp_docs.cli import main

CLI = pathlib.Path(__file__).parent / "cli"
EXAMPLES = pathlib.Path(__file__).parent.parent / "docs" / "vi-du"
BLOCK = re.compile(r"^```(yaml|console) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run(command: str) -> str:
    """Run one command line in this process; return its output as a reader sees it."""
    program, *arguments = shlex.split(command)
    if program == "cp":
        shutil.copy(*arguments)
        return ""
    if program == "sed":
        _, expression, file = arguments
        _, old, new, _ = expression.split("/")
        path = pathlib.Path(file)
        path.write_text(path.read_text(encoding="utf-8").replace(old, new.replace("\\n", "\n")), encoding="utf-8")
        return ""
    assert program == "sedp-docs"
    result = CliRunner().invoke(main, arguments, prog_name="sedp-docs")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    code = f"[mã thoát {result.exit_code}]\n" if result.exit_code else ""
    return result.output + code


def played(text: str) -> str:
    """Return a transcript with the outputs that its commands have now."""

    def play(block: re.Match[str]) -> str:
        kind, name, body = block.groups()
        if kind == "yaml":
            pathlib.Path(name).write_text(body, encoding="utf-8")
            return block.group()
        commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"$ {command}\n{run(command)}" for command in commands) + "```"

    return BLOCK.sub(play, text)


@pytest.mark.parametrize("page", sorted(path.name for path in CLI.glob("*.md")))
def test_the_tutorial_shows_what_happens(
    page: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    for example in EXAMPLES.glob("*.yaml"):
        shutil.copy(example, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2024, 12, 5, 14, 12))  # noqa: DTZ001 - a planner's own clock
    written = (CLI / page).read_text(encoding="utf-8")
    now = played(written)
    if request.config.getoption("--accept"):
        (CLI / page).write_text(now, encoding="utf-8")
        written = now
    assert now == written


def test_every_command_is_in_the_tutorial() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in CLI.glob("*.md"))
    assert [name for name in main.commands if f"$ sedp-docs {name}" not in pages] == [
        "schema"
    ]  # its output is long: see test_schema


def test_two_sources_of_one_name_are_refused(tmp_path: pathlib.Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(EXAMPLES / "xa-lao-cai.yaml", tmp_path / folder / "xa.yaml")
    both = [str(tmp_path / "a" / "xa.yaml"), str(tmp_path / "b" / "xa.yaml")]
    result = CliRunner().invoke(main, ["build", *both, "-o", str(tmp_path / "ra")])
    assert result.exit_code == 2
    assert "có hơn một tệp tên “xa”" in result.output
    assert not (tmp_path / "ra").exists()


def test_a_source_that_cannot_be_read_does_not_hide_the_others(tmp_path: pathlib.Path) -> None:
    shutil.copy(EXAMPLES / "xa-lao-cai.yaml", tmp_path)
    sources = [str(tmp_path / "khong-co.yaml"), str(tmp_path / "xa-lao-cai.yaml")]
    built = CliRunner().invoke(main, ["build", *sources, "-o", str(tmp_path / "ra"), "--json"])
    assert built.exit_code == 2
    assert len(json.loads(built.stdout)["written"]) == 15
    assert "không có tệp" in json.loads(built.stdout)["problems"][-1]["message"]
    checked = CliRunner().invoke(main, ["check", *sources])
    assert checked.exit_code == 2
    assert "xã Nậm Thoong" in checked.stdout
    assert "khong-co.yaml" in checked.stderr


def test_every_picture_that_cannot_be_used_is_told_at_its_line(tmp_path: pathlib.Path) -> None:
    text = (EXAMPLES / "xa-lao-cai.yaml").read_text(encoding="utf-8")
    prose = '["![Cầu](cau.png)", "![Kho](../kho.png)"]'
    text = text.replace('["Kinh tế - xã hội của xã tiếp tục ổn định."]', prose)
    (tmp_path / "xa.yaml").write_text(text, encoding="utf-8")
    for command in (["check"], ["build", "--draft", "-o", str(tmp_path / "ra")]):
        result = CliRunner().invoke(main, [command[0], str(tmp_path / "xa.yaml"), *command[1:]])
        assert result.exit_code == 1
        found = [line for line in result.output.splitlines() if "[HINH-" in line]
        assert ["dòng 79, cột 15" in found[0], "dòng 79, cột 34" in found[1]] == [True, True]


def test_the_table_of_changes_is_a_word_file_and_changes_have_places(tmp_path: pathlib.Path) -> None:
    old, new = tmp_path / "cu.yaml", tmp_path / "moi.yaml"
    text = (EXAMPLES / "xa-lao-cai.yaml").read_text(encoding="utf-8")
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace("ket_qua: {uoc: 7}", "ket_qua: {uoc: 6}"), encoding="utf-8")
    refused = CliRunner().invoke(main, ["diff", str(old), str(new), "-o", str(tmp_path / "thay-doi.txt")])
    assert (refused.exit_code, "đuôi .docx" in refused.output) == (2, True)
    changes = {
        each["ma"]: each
        for each in json.loads(CliRunner().invoke(main, ["diff", str(old), str(new), "--json"]).output)["changed"]
    }
    assert changes["so_thon_co_song_4g.uoc"]["o"].startswith("dòng ")


def test_the_schema_has_vietnamese_titles_for_editors() -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema"]).output)
    assert schema["properties"]["nam_ke_hoach"]["title"] == "Năm kế hoạch"
    assert schema["additionalProperties"] is False


def test_json_has_one_object_with_the_promised_keys(tmp_path: pathlib.Path) -> None:
    shutil.copy(EXAMPLES / "xa-lao-cai.yaml", tmp_path)
    source, folder = str(tmp_path / "xa-lao-cai.yaml"), str(tmp_path / "ra")
    built = json.loads(CliRunner().invoke(main, ["build", source, "-o", folder, "--json"]).output)
    assert {"problems", "written", "kept", "changed"} <= set(built)
    assert set(built["problems"][0]) == {"id", "severity", "file", "place", "message", "hint", "cite"}
    listed = json.loads(CliRunner().invoke(main, ["documents", source, "--json"]).output)
    assert set(listed["documents"][0]) == {"id", "title", "formats", "missing"}


def test_a_machine_without_vietnamese_names_or_room_says_so(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(EXAMPLES / "xa-lao-cai.yaml", tmp_path)
    for error, said in (
        (UnicodeEncodeError("ascii", "ớ", 0, 1, ""), "PYTHONUTF8=1"),
        (OSError(28, "No space"), "chỗ trống trên đĩa"),
    ):

        def fail(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("sedp_docs.cli_text.check_lines", fail)
        result = CliRunner().invoke(main, ["check", str(tmp_path / "xa-lao-cai.yaml")])
        assert (result.exit_code, said in result.stderr) == (2, True)


def test_the_lists_of_two_edited_files_say_whose_they_are(tmp_path: pathlib.Path) -> None:
    shutil.copy(EXAMPLES / "xa-lao-cai.yaml", tmp_path)
    build = ["build", str(tmp_path / "xa-lao-cai.yaml"), "-o", str(tmp_path / "ra")]
    CliRunner().invoke(main, build)
    edited = tmp_path / "ra" / "bieu-chi-tieu.docx"
    with zipfile.ZipFile(edited, "a") as package:
        package.comment = "đã sửa".encode()
    result = CliRunner().invoke(main, build)
    assert "So sánh bieu-chi-tieu.docx (đã có người sửa) với bieu-chi-tieu (mới).docx:" in result.output
