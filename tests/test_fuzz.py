"""Broken templates and plans, by the hundred: each is made or refused in good Vietnamese, in time, in little memory."""

from __future__ import annotations

import sys

import pytest

from sedp_docs.problems import Location, Problem, ReadError
from tools.fuzz import case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits on memory and time are the system's")

WELL = Problem("DL-08", "error", "“x” không phải là một con số", "viết một số", Location("kế hoạch.yaml", "dòng 7, cột 15"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["word", "yaml", "excel", "book"])
def test_five_hundred_broken_inputs_end_well(kind: str) -> None:
    from tools.fuzz.__main__ import verdicts

    found = list(verdicts(kind, 1, 500))
    assert [(number, each) for number, each in found if not each.good] == []
    kinds = [each.kind for _, each in found]
    assert kinds.count("made") > 20
    assert kinds.count("refused") > 20


def test_the_same_number_is_always_the_same_case() -> None:
    from tools.fuzz.__main__ import content

    assert content("word", 1, 7) == content("word", 1, 7)
    assert len({content(kind, seed, n) for kind in ("word", "yaml", "excel") for seed in (1, 2) for n in range(5)}) > 15


def test_a_finding_is_told_apart() -> None:
    def refusing() -> case.Outcome:
        raise ReadError("tệp hỏng", "mở lại bằng Word", Location("a.docx"), "ZIP-01")

    def failing() -> case.Outcome:
        raise KeyError("x")

    def greedy() -> case.Outcome:
        raise MemoryError

    def hidden() -> case.Outcome:
        try:
            raise MemoryError
        except MemoryError as error:
            raise ReadError("tệp hỏng", "mở lại bằng Word", Location("a.docx", "đoạn 1")) from error

    assert case.judge(lambda: (True, [WELL])).kind == "made"
    assert case.judge(lambda: (False, [WELL])).kind == "refused"
    assert case.judge(refusing).kind == "refused"
    assert [case.judge(run).kind for run in (failing, greedy, hidden)] == ["traceback", "memory", "memory"]


def test_memory_counts_only_when_the_case_took_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def peaks(*megabytes: float) -> None:
        monkeypatch.setattr(case, "_peak", iter(megabytes).__next__)

    def well() -> case.Outcome:
        return True, [WELL]

    peaks(100, 600)
    assert case.judge(well).kind == "memory"
    peaks(600, 600)
    assert case.judge(well).kind == "made"


def test_work_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> case.Outcome:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    monkeypatch.setattr(case, "SECONDS", 0.1)
    assert case.judge(endless).kind == "slow"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"message": "not a number"}, "Vietnamese"),
        ({"hint": ""}, "hint"),
        ({"location": Location("", "dòng 7")}, "file"),
        ({"location": Location("a.yaml")}, "place"),
        ({"message": "“a\nb” không phải là một con số"}, "one line"),
        ({"message": "“\ud800” không phải là một con số"}, "not printable"),
        ({"message": "ế" * 3_000}, "one line"),
    ],
)
def test_a_poor_message_is_a_finding(change: dict[str, object], said: str) -> None:
    from dataclasses import replace

    assert case.fault_of(WELL) == ""
    assert said in case.fault_of(replace(WELL, **change))  # type: ignore[arg-type]
