"""The table of changes between two rounds: from the plan as handed over before, with the reasons of the plan."""

from __future__ import annotations

import pathlib
from datetime import datetime

import docx
import pytest

from sedp_docs.app.cases import open_plan
from sedp_docs.app.prosing import new_prose
from sedp_docs.app.reports import reports_of
from sedp_docs.app.rounds import changes_since
from sedp_docs.diff import Change
from tests.dossier_plan import whole_plan
from tests.test_package import PLAN, TRINH, pack, problems

FIGURE = "so_thon_co_song_4g.kh_sau.trinh"
AGAIN = f"ho_so: {{ban_truoc: {TRINH}.yaml}}\n"


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Return the working folder with a plan whose dossier was handed over once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2024, 12, 15, 9, 30))  # noqa: DTZ001 - a planner's own clock
    (tmp_path / PLAN).write_text(whole_plan(), encoding="utf-8")
    assert pack().exit_code == 0
    return tmp_path


def second_round(reasons: str = "") -> pathlib.Path:
    """Write the plan of the second round: one figure and one section are new."""
    text = whole_plan(AGAIN + reasons).replace("kh_sau: {trinh: 9}", "kh_sau: {trinh: 8}")
    path = pathlib.Path(PLAN)
    path.write_text(text.replace("tiếp tục ổn định", "ổn định"), encoding="utf-8")
    return path


def changes(path: pathlib.Path) -> list[Change]:
    opened = open_plan(path, "trinh")
    assert opened.case is not None
    return changes_since(opened, opened.case, ["ke-hoach", "bieu-chi-tieu"])[0]


def test_without_a_round_before_there_are_no_changes(folder: pathlib.Path) -> None:
    assert changes(pathlib.Path(PLAN)) == []


def test_changes_are_told_from_the_plan_as_handed_over(folder: pathlib.Path) -> None:
    found = {each.key: each for each in changes(second_round())}
    assert (found[FIGURE].old, found[FIGURE].new) == ("9\u00a0thôn", "8\u00a0thôn")
    assert found["ke-hoach/I.III"].new == "Kinh tế - xã hội của xã ổn định."
    assert found["ke-hoach/I.III"].what == "Kế hoạch phát triển kinh tế - xã hội: Mục III Phần I, đoạn 1"


def test_reasons_are_printed_with_their_changes(folder: pathlib.Path) -> None:
    reasons = (
        f"sua_doi:\n  - {{muc: {FIGURE}, ly_do: Nhà mạng lùi tiến độ}}\n  - {{muc: ke-hoach/I.III, ly_do: Theo góp ý của Ban}}\n"
    )
    path = second_round(reasons)
    opened = open_plan(path, "trinh")
    assert opened.case is not None
    case = opened.case
    (report,) = reports_of(case, {}, ["giai-trinh"], edits=changes(path))
    rows = report.tables["sua_doi"].rows
    printed = {(row.cells["cu"].text, row.cells["moi"].text): row.cells["ly_do"].text for row in rows}
    assert printed["9\u00a0thôn", "8\u00a0thôn"] == "Nhà mạng lùi tiến độ"
    assert "Theo góp ý của Ban" in printed.values()
    assert [each["id"] for each in problems(pack("--json", target="lan-hai.zip")) if each["id"] in ("GOI-11", "GOI-12")] == []


def test_a_change_without_a_reason_is_a_warning_that_names_its_key(folder: pathlib.Path) -> None:
    second_round()
    found = [each for each in problems(pack("--json", target="lan-hai.zip")) if each["id"] == "GOI-11"]
    assert [each["severity"] for each in found] == ["warning"]
    assert "2 nội dung đã sửa so với bản trước chưa có lý do" in found[0]["message"]
    assert "so_thon_co_song_4g" in found[0]["message"]
    assert "ke-hoach/I.III" in found[0]["message"]


def test_a_reason_for_a_whole_code_covers_all_its_figures(folder: pathlib.Path) -> None:
    second_round("sua_doi:\n  - {muc: so_thon_co_song_4g, ly_do: Nhà mạng lùi tiến độ}\n  - {muc: ke-hoach, ly_do: Góp ý}\n")
    assert [each for each in problems(pack("--json", target="lan-hai.zip")) if each["id"] in ("GOI-11", "GOI-12")] == []


def test_a_reason_that_matches_no_change_is_a_warning_at_its_line(folder: pathlib.Path) -> None:
    second_round("sua_doi:\n  - {muc: so_thon_co_song_3g, ly_do: Nhầm mã}\n")
    found = [each for each in problems(pack("--json", target="lan-hai.zip")) if each["id"] == "GOI-12"]
    assert ["so_thon_co_song_3g" in each["message"] and each["place"].startswith("dòng ") for each in found] == [True]


@pytest.mark.parametrize(("name", "words"), [("khong-co.yaml", "không có tệp"), ("../ban.yaml", "không dùng được")])
def test_a_round_before_that_cannot_be_read_stops_at_its_line(folder: pathlib.Path, name: str, words: str) -> None:
    pathlib.Path(PLAN).write_text(whole_plan(f"ho_so: {{ban_truoc: {name}}}\n"), encoding="utf-8")
    result = pack("--json", target="lan-hai.zip")
    found = [each for each in problems(result) if each["severity"] == "error"]
    assert (result.exit_code, [words in each["message"] and each["place"] != "" for each in found]) == (1, [True])


def test_the_prose_of_the_round_before_is_its_own(folder: pathlib.Path) -> None:
    """A thuyet-minh.docx beside the plan is of the present round, though it lies beside the snapshot too."""
    path = pathlib.Path(PLAN)
    path.write_text(whole_plan(AGAIN), encoding="utf-8")
    case = open_plan(path).case
    assert case is not None
    new_prose(case.plan, path)
    document = docx.Document("thuyet-minh.docx")
    old = "Kinh tế - xã hội của xã tiếp tục ổn định."
    next(each for each in document.paragraphs if each.text == old).runs[0].text = "Kinh tế của xã khởi sắc."
    document.save("thuyet-minh.docx")
    assert [(each.old, each.new) for each in changes(path)] == [(old, "Kinh tế của xã khởi sắc.")]


def test_the_round_before_is_not_overwritten(folder: pathlib.Path) -> None:
    second_round()
    result = pack(target=TRINH)
    assert (result.exit_code, "bản trước mà ho_so, ban_truoc nêu sẽ bị ghi đè" in result.output) == (2, True)
    assert pack(target="lan-hai.zip").exit_code == 0


def test_what_follows_from_a_changed_figure_is_no_edit_of_its_own(folder: pathlib.Path) -> None:
    text = whole_plan(AGAIN).replace('["Nội dung mục II.IV."]', '["Phủ sóng {so_thon_co_song_4g.kh_sau}, thêm 2 trạm."]')
    pathlib.Path(PLAN).write_text(text.replace(AGAIN, ""), encoding="utf-8")
    assert pack().exit_code == 0
    after = text.replace("kh_sau: {trinh: 9}", "kh_sau: {trinh: 8}")
    pathlib.Path(PLAN).write_text(after, encoding="utf-8")
    assert [each.key for each in changes(pathlib.Path(PLAN))] == [FIGURE]
    pathlib.Path(PLAN).write_text(after.replace("thêm 2 trạm", "thêm 3 trạm"), encoding="utf-8")
    assert [each.key for each in changes(pathlib.Path(PLAN)) if each.kind == "van_ban"] == ["ke-hoach/II.IV"]
