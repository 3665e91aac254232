"""The dossier of a stage as a zip: its names, its manifest, what stops it, what people edited, and whether it was kept whole."""

from __future__ import annotations

import hashlib
import json
import pathlib
import re
from datetime import date, datetime
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from sedp_docs.app.givens import missing_papers
from sedp_docs.cli import main
from sedp_docs.dossier import Paper
from sedp_docs.read.docxtext import paragraph_texts
from tests.dossier_plan import unzipped, whole_plan, with_files

PLAN = "ke-hoach-xa.yaml"
TRINH = "ho-so-trinh.zip"


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Return the working folder: a planner's, on 15 December 2024, with a plan in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2024, 12, 15, 9, 30))  # noqa: DTZ001 - a planner's own clock
    (tmp_path / PLAN).write_text(whole_plan(), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def pack(*options: str, stage: str = "trinh", source: str = PLAN, target: str = TRINH) -> Result:
    return run("package", source, "--stage", stage, "-o", target, *options)


def files_of(path: pathlib.Path) -> dict[str, bytes]:
    return unzipped(path.read_bytes())


def manifest_of(path: pathlib.Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files_of(path)["manifest.json"])
    return found


def problems(result: Result) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(result.stdout)["problems"]
    return found


def test_a_dossier_holds_its_papers_under_fixed_names(folder: pathlib.Path) -> None:
    assert pack(stage="van-kien", target="van-kien.zip").exit_code == 0
    assert {"manifest.json", "01_ke-hoach_nt_2025.docx", "02_khung-ke-hoach_nt_2025.docx", "02_khung-ke-hoach_nt_2025.xlsx",
            "03_khung-tddg_nt_2025.docx", "03_khung-tddg_nt_2025.xlsx"} <= files_of(folder / "van-kien.zip").keys()  # fmt: skip
    assert pack().exit_code == 0
    names = list(files_of(folder / TRINH))
    assert {"03_ke-hoach_nt_2025.docx", "05a_bieu-chi-tieu_nt_2025.docx", "05a_bieu-chi-tieu_nt_2025.xlsx"} <= set(names)
    assert names[0] == "manifest.json"
    assert names[1:] == sorted(names[1:])


def test_the_manifest_says_whose_each_file_is_and_what_is_missing(folder: pathlib.Path) -> None:
    pack()
    manifest = manifest_of(folder / TRINH)
    content = files_of(folder / TRINH)
    assert [manifest[key] for key in ("unit", "year", "stage", "round", "draft")] == [
        "xã Nậm Thoong", 2025, "trinh", "trinh-hdnd", False,
    ]  # fmt: skip
    for each in manifest["files"]:
        data = content[each["name"]]
        assert (each["size"], each["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert {each["name"] for each in manifest["files"]} == content.keys() - {"manifest.json"}
    front = next(each for each in manifest["missing"] if each["id"] == "thong-bao-mttq")
    assert (front["owner"], front["due"]) == ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", "2024-12-13")
    snapshot = (folder / f"{TRINH}.yaml").read_bytes()
    assert manifest["data_sha256"] == hashlib.sha256(snapshot).hexdigest()


def test_a_missing_paper_of_others_is_a_warning_with_owner_day_and_delay(folder: pathlib.Path) -> None:
    found = [each for each in problems(pack("--json")) if "Mặt trận" in each["message"]]
    assert [each["severity"] for each in found] == ["warning"]
    assert "Ủy ban Mặt trận Tổ quốc Việt Nam xã soạn, hạn 13/12/2024, đã quá 2 ngày" in found[0]["message"]


def test_a_paper_that_the_procedure_leaves_to_nobody_else_must_be_there() -> None:
    paper = Paper("12b", "bao-cao-cu-tri", "Báo cáo cử tri", "Ủy ban nhân dân huyện", ours=False)
    severities = [
        each.severity for own in ({paper.id}, set()) for _, each in missing_papers([paper], [], own, date(2024, 12, 15), None)
    ]
    assert severities == ["error", "warning"]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2024, 12, 13), "soạn, hạn 13/12/2024;"),
        (date(2024, 12, 18), "soạn, hạn 13/12/2024, đã quá 5 ngày;"),
        (date(2024, 12, 19), "soạn, phải có trước ngày khai mạc 18/12/2024;"),
        (date(2026, 11, 24), "soạn, phải có trước ngày khai mạc 18/12/2024;"),
    ],
)
def test_days_are_counted_until_the_session_opens(today: date, said: str) -> None:
    paper = Paper("09", "bao-cao-tham-tra", "Báo cáo thẩm tra", "Ban", ours=False, due=date(2024, 12, 13))
    [(_, problem)] = missing_papers([paper], [], set(), today, date(2024, 12, 18))
    assert said in f"{problem.message};"


def test_the_same_data_give_the_same_bytes(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack()
    first = (folder / TRINH).read_bytes()
    monkeypatch.setattr("sedp_docs.clock.now", lambda: datetime(2025, 1, 2, 3, 4))  # noqa: DTZ001 - a planner's own clock
    again = pack("--json", target="lan-hai.zip")
    assert (folder / "lan-hai.zip").read_bytes() == first
    assert json.loads(again.stdout)["written"] == ["lan-hai.zip.yaml", "lan-hai.zip"]
    assert json.loads(pack("--json").stdout)["written"] == []


def test_a_unit_without_a_council_has_no_papers_of_the_council(folder: pathlib.Path) -> None:
    text = whole_plan().replace("co_hdnd: true", "co_hdnd: false")
    (folder / PLAN).write_text(text, encoding="utf-8")
    pack()
    manifest = manifest_of(folder / TRINH)
    ids = {each["id"] for each in (*manifest["files"], *manifest["missing"])}
    assert ids & {"to-trinh", "nghi-quyet", "bao-cao-tham-tra", "giai-trinh"} == set()
    assert {"ke-hoach", "bieu-chi-tieu"} <= ids


def test_a_section_without_prose_stops_a_dossier_but_not_a_draft(folder: pathlib.Path) -> None:
    (folder / PLAN).write_text(whole_plan().replace('    "II.IV": ["Nội dung mục II.IV."]\n', ""), encoding="utf-8")
    result = pack("--json")
    stopping = [each for each in problems(result) if each["severity"] == "error"]
    assert (result.exit_code, [each["id"] for each in stopping]) == (1, ["TM-05"])
    assert "II.IV" in stopping[0]["message"]
    assert not (folder / TRINH).exists()
    assert pack("--draft").exit_code == 0
    assert manifest_of(folder / TRINH)["draft"] is True


def test_after_the_vote_the_values_as_voted_are_needed(folder: pathlib.Path) -> None:
    result = pack(stage="giao")
    assert result.exit_code == 1
    assert "chưa có tỷ lệ hộ nghèo, kế hoạch năm 2025 (HĐND quyết nghị)" in result.output
    (folder / PLAN).write_text(whole_plan().replace("hdnd: null", "hdnd: 21.4"), encoding="utf-8")
    assert pack(stage="giao").exit_code == 0
    plan = next(data for name, data in files_of(folder / TRINH).items() if name.endswith("ke-hoach_nt_2025.docx"))
    assert "21,40" in " ".join(text for _, text in paragraph_texts(plan))


def test_the_plan_as_handed_over_lies_beside_the_zip_and_is_never_lost(folder: pathlib.Path) -> None:
    pack()
    first = (folder / f"{TRINH}.yaml").read_bytes()
    assert yaml.safe_load(first)["lan_lap"] == "trinh-hdnd"
    (folder / PLAN).write_text(whole_plan().replace("kh_sau: {trinh: 9}", "kh_sau: {trinh: 8}"), encoding="utf-8")
    done = json.loads(pack("--json").stdout)
    copies = [folder / name for name in done["kept"]]
    assert [path.name for path in copies] == [
        "ho-so-trinh.zip (bản cũ 2024-12-15 0930).yaml", "ho-so-trinh (bản cũ 2024-12-15 0930).zip",
    ]  # fmt: skip
    assert copies[0].read_bytes() == first
    assert run("package", "--verify", str(copies[1])).exit_code == 0


def test_a_file_that_is_no_dossier_of_ours_is_not_replaced(folder: pathlib.Path) -> None:
    (folder / TRINH).write_bytes(b"anh chup")
    result = pack()
    assert (result.exit_code, "không phải hồ sơ do lệnh package ghi" in result.output) == (2, True)
    assert (folder / TRINH).read_bytes() == b"anh chup"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.zip"], "chưa nêu hồ sơ của giai đoạn nào"),
        (["--stage", "nop", "-o", "a.zip"], "không có giai đoạn “nop”"),
        (["--stage", "trinh"], "chưa nêu tên tệp hồ sơ"),
        (["--stage", "trinh", "-o", "a.rar"], "hồ sơ là một tệp .zip"),
    ],
)
def test_a_request_that_cannot_be_run_says_what_to_write(folder: pathlib.Path, arguments: list[str], words: str) -> None:
    result = run("package", PLAN, *arguments)
    assert (result.exit_code, words in result.output) == (2, True)


def test_a_dossier_that_was_kept_whole_is_verified(folder: pathlib.Path) -> None:
    pack()
    result = run("package", "--verify", TRINH)
    assert (result.exit_code, "Hồ sơ nguyên vẹn" in result.output) == (0, True)


def test_verify_names_what_was_changed_added_and_lost(folder: pathlib.Path) -> None:
    pack()
    content = files_of(folder / TRINH)
    data = bytearray(content["05a_bieu-chi-tieu_nt_2025.xlsx"])
    data[len(data) // 2] ^= 1
    with_files(
        folder / TRINH, {"05a_bieu-chi-tieu_nt_2025.xlsx": bytes(data), "la.pdf": b"%PDF-", "03_ke-hoach_nt_2025.docx": None}
    )
    result = run("package", "--verify", TRINH, "--json")
    assert result.exit_code == 1
    assert [(each["place"], each["message"]) for each in problems(result)] == [
        ("05a_bieu-chi-tieu_nt_2025.xlsx", "tệp đã bị sửa sau khi lập hồ sơ"),
        ("la.pdf", "tệp không có trong danh mục của hồ sơ"),
        ("03_ke-hoach_nt_2025.docx", "tệp có trong danh mục nhưng không còn trong hồ sơ"),
    ]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"../thoat.docx": b"a"}, "tên phần “../thoat.docx” sai"),
        ({"manifest.json": b'{"format": 1}'}, "không có manifest.json của sedp-docs"),
        ({"manifest.json": b"[" * 100_000}, "không có manifest.json của sedp-docs"),
        ({"manifest.json": None}, "không có manifest.json của sedp-docs"),
        ({"bom.bin": b"\0" * 70_000_000}, "quá lớn"),
    ],
)
def test_verify_refuses_a_zip_that_is_no_dossier(folder: pathlib.Path, files: dict[str, bytes | None], words: str) -> None:
    pack()
    with_files(folder / TRINH, files)
    result = run("package", "--verify", TRINH)
    assert (result.exit_code, words in result.output) == (2, True), result.output


def test_verify_refuses_what_is_no_zip(folder: pathlib.Path) -> None:
    result = run("package", "--verify", PLAN)
    assert (result.exit_code, "không phải tệp .zip" in result.output) == (2, True)


def given(folder: pathlib.Path, name: str, content: bytes = b"%PDF-1.4\n%%EOF\n") -> Result:
    """Package with a paper of the Front in a file."""
    paper = f"van_ban_khac:\n  - {{ma: thong-bao-mttq, ten_loai: Thông báo, ngay: 2024-12-20, tep: {name}}}\n"
    (folder / PLAN).write_text(whole_plan(paper), encoding="utf-8")
    path = folder / name
    if path.is_relative_to(folder):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return pack("--json")


def test_a_paper_of_others_goes_in_as_it_came(folder: pathlib.Path) -> None:
    content = b"%PDF-1.4\nthong bao\n%%EOF\n"
    assert given(folder, "van-ban/mttq.pdf", content).exit_code == 0
    assert files_of(folder / TRINH)["12_thong-bao-mttq_nt_2025.pdf"] == content
    manifest = manifest_of(folder / TRINH)
    assert manifest["day"] == "2024-12-20"
    line = next(each for each in manifest["files"] if each["id"] == "thong-bao-mttq")
    assert (line["origin"], line["owner"]) == ("given", "Ủy ban Mặt trận Tổ quốc Việt Nam xã")
    assert "thong-bao-mttq" not in {each["id"] for each in manifest["missing"]}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("../mttq.pdf", b"", "không có “..”"),
        ("mttq.exe", b"MZ", "không phải .pdf, .docx hoặc .xlsx"),
        ("mttq.pdf", b"<html>", "không phải PDF"),
        ("mttq.docx", b"PK", "tệp hỏng"),
    ],
)
def test_a_paper_of_others_that_cannot_be_used_stops_at_its_line(
    folder: pathlib.Path, name: str, content: bytes, words: str
) -> None:
    result = given(folder, name, content)
    found = [each for each in problems(result) if each["severity"] == "error"]
    assert result.exit_code == 1
    assert len(found) == 1
    assert words in found[0]["message"] + found[0]["hint"]
    assert re.fullmatch(r"dòng \d+, cột \d+", found[0]["place"])
