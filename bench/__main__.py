"""`make bench`, or `python -m bench job sample …`: every measurement beside its goal, peers in the same run.

Ratios bind; ms are this machine's.
"""

from __future__ import annotations

import dataclasses
import json
import pathlib
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bench import jobs, measure, peers
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.write.excel import to_xlsx
from sedp_docs.write.fill import parts_for

ROUNDS = 15
PLAN_LINES = 5_000


@dataclass(frozen=True)
class Line:
    """One goal: what was measured, must and stretch, and whether more is better."""

    what: str
    value: float
    must: float
    stretch: float
    unit: str
    detail: str
    more: bool = False

    def verdict(self) -> str:
        """Return "stretch", "must" or "MISSED"."""
        sign = -1 if self.more else 1
        if sign * self.value <= sign * self.stretch:
            return "stretch"
        return "must" if sign * self.value <= sign * self.must else "MISSED"


def warm(job: jobs.Job, plain: str) -> Iterator[Line]:
    """Rows 1, 3 and 4: the checked render against docxtpl and the floor."""
    makers = {"ours": (peers.ours(job), 5), "docxtpl": (peers.stock(job), 1), "floor": (peers.floor(job), 5)}
    ms = measure.interleaved(makers, ROUNDS)
    seen = ", ".join(f"{name} {value:.1f} ms" for name, value in ms.items())
    yield Line(f"{plain}: times faster than docxtpl", ms["docxtpl"] / ms["ours"], 8, 12, "x", seen, more=True)
    yield Line(f"{plain}: times the floor", ms["ours"] / ms["floor"], 2.5, 1.8, "x", seen)


def pipeline() -> Iterator[Line]:
    """Row 4: from the typed plan to bytes, against docxtpl's render alone."""
    from sedp_docs.app.cases import open_plan
    from sedp_docs.app.reports import report_of
    from sedp_docs.write import word

    opened = open_plan(jobs.SAMPLE)
    case = opened.case
    assert case is not None
    job = jobs.sample()
    pictures = opened.pictures

    def whole() -> bytes:
        report = report_of(case, opened.debts, case.catalog.forms["ke-hoach"])
        return word.render(dataclasses.replace(report, charts={}), job.template, pictures)

    ms = measure.interleaved({"plan to Word": (whole, 2), "docxtpl": (peers.stock(job), 1)}, ROUNDS)
    detail = ", ".join(f"{name} {value:.1f} ms" for name, value in ms.items())
    faster = ms["docxtpl"] / ms["plan to Word"]
    yield Line("sample, plan to Word: times faster than docxtpl's render", faster, 4, 6, "x", detail, more=True)


def cold() -> Iterator[Line]:
    """Rows 9 and 10 as replaced: whole processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        _stock_job(folder)
        plan = folder / "plan.yaml"
        plan.write_text(long_plan(), encoding="utf-8")
        main = "from sedp_docs.cli import main; main()"
        ms = measure.processes(
            {
                "one report": ["-m", "bench.child", "ours", str(folder / "a.docx")],
                "docxtpl": ["-m", "bench.child", "stock", str(folder / "context.json"), str(folder / "b.docx")],
                "import click": ["-c", "import click"],
                "--help": ["-c", main, "--help"],
                "check": ["-c", main, "check", str(plan)],
            },
            7,
        )
    seen = ", ".join(f"{name} {value:.0f} ms" for name, value in ms.items())
    yield Line("cold, YAML to one report: times docxtpl's cold", ms["one report"] / ms["docxtpl"], 2, 1, "x", seen)
    yield Line("--help: times `import click`", ms["--help"] / ms["import click"], 4, 2, "x", seen)
    yield Line(f"check of {PLAN_LINES} lines", ms["check"], 300, 200, "ms", seen)


def _stock_job(folder: pathlib.Path) -> None:
    """Write what docxtpl needs to make the sample's report: the ready context and the template."""
    job = jobs.sample()
    context = job.context(parts_for(job.template))
    context["so"] = {}
    (folder / "context.json").write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")
    (folder / "context.docx").write_bytes(job.content)


def builds() -> Iterator[Line]:
    """The command `build`, whole processes: from the planner's workbook, from YAML; docxtpl from a context that is ready."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        _stock_job(folder)
        book = folder / "plan.xlsx"
        book.write_bytes(to_xlsx(jobs.planners_book()))
        build = ["-m", "bench.child", "build"]
        ms = measure.processes(
            {
                "report from the workbook": [*build, str(book), "--only", "ke-hoach"],
                "report from YAML": [*build, str(jobs.SAMPLE), "--only", "ke-hoach"],
                "docxtpl": ["-m", "bench.child", "stock", str(folder / "context.json"), str(folder / "b.docx")],
                "all 7 files from the workbook": [*build, str(book)],
                "all 7 files from YAML": [*build, str(jobs.SAMPLE)],
            },
            7,
        )
    seen = ", ".join(f"{name} {value:.0f} ms" for name, value in ms.items())
    against = ms["report from the workbook"] / ms["docxtpl"]
    yield Line("cold, build of the report from the workbook: times docxtpl's", against, 2, 1, "x", seen)
    against = ms["all 7 files from the workbook"] / ms["all 7 files from YAML"]
    yield Line("cold, whole build: from the workbook against from YAML", against, 1.2, 1, "x", "")


def dossiers() -> Iterator[Line]:
    """The dossiers for the council of a commune, a district and a province, whole processes."""
    for level in ("commune", "district", "province"):
        yield from _dossier(level)


def _dossier(level: str) -> Iterator[Line]:
    """All papers of a sample's dossier by us, and the Word files among them by docxtpl."""
    plan = jobs.SAMPLE.with_stem(level)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        count = jobs.write_dossier_contexts(plan, folder / "stock")
        package = ["-m", "bench.child", "package", str(plan), str(folder / "a.zip")]
        ms = measure.processes(
            {
                "ours": package,
                "with PDF": [*package, "--pdf"],
                "docxtpl": ["-m", "bench.child", "stock-all", str(folder / "stock")],
            },
            5,
        )
    seen = ", ".join(f"{name} {value:.0f} ms" for name, value in ms.items())
    against = ms["ours"] / ms["docxtpl"]
    yield Line(f"cold, dossier of a {level}, {count} papers: times docxtpl's Word files", against, 2, 1, "x", seen)
    yield Line(f"cold, dossier of a {level} with PDF of each and of all", ms["with PDF"] / 1000, 15, 8, "s", "")


def communes() -> Iterator[Line]:
    """The plans of a province's communes, by a pool of processes."""
    from bench.communes import COUNT, build_all

    run = build_all()
    detail = f"{run.seconds:.0f} s in {run.processes} processes, {run.files} files"
    yield Line(f"{COUNT} communes: s each, per process", run.seconds * run.processes / COUNT, 1.5, 0.8, "s", detail)
    yield Line(f"{COUNT} communes: peak of one process", run.peak_mb, 160, 115, "MB", "")


def sources() -> Iterator[Line]:
    """Row 15, and the planner's workbook: YAML with the place of every value, and the workbook from memory into a file."""
    content = long_plan().encode()
    makers = {"ours": (lambda: read_yaml(content, "a.yaml"), 1),
              "CSafeLoader": (lambda: yaml.load(content, yaml.CSafeLoader), 1)}  # fmt: skip
    ms = measure.interleaved(makers, ROUNDS)
    seen = ", ".join(f"{name} {value:.0f} ms" for name, value in ms.items())
    yield Line(f"YAML of {PLAN_LINES} lines with places: times CSafeLoader", ms["ours"] / ms["CSafeLoader"], 1.5, 1.1, "x", seen)
    book = jobs.planners_book()
    makers = {"ours": (lambda: to_xlsx(book), 1), "openpyxl": (lambda: peers.with_openpyxl(book), 1),
              "laying it out": (jobs.planners_book, 1)}  # fmt: skip
    ms = measure.interleaved(makers, ROUNDS)
    seen = ", ".join(f"{name} {value:.0f} ms" for name, value in ms.items())
    faster = ms["openpyxl"] / ms["ours"]
    yield Line("the planner's workbook written: times faster than openpyxl", faster, 1.8, 5, "x", seen, more=True)


def long_plan() -> str:
    """Return the sample's plan stretched by further opinions to `PLAN_LINES` lines."""
    before, opinions, after = re.split(
        r"(?<=^y_kien:\n)|(?=^thuyet_minh:)", jobs.SAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    lacking = PLAN_LINES - (before + opinions + after).count("\n")
    return before + opinions * (1 + lacking // opinions.count("\n")) + after


def memory() -> Iterator[Line]:
    """Row 11."""
    early, late = measure.answer("memory")
    yield Line("resident after 1,000 reports", late, 80, 60, "MB", f"after 100: {early:.1f} MB")
    yield Line("growth from the 100th to the 1,000th", late - early, 5, 1, "MB", "")


def tables() -> Iterator[Line]:
    """Row 12."""
    (short, _), (long, peak) = measure.answer("table", "1000"), measure.answer("table", "10000")
    yield Line("10,000 rows against 1,000, per row", long / short, 1.5, 1.2, "x", f"{short:.4f} and {long:.4f} ms a row")
    yield Line("peak with 10,000 rows", peak, 160, 115, "MB", "")


def excel() -> Iterator[Line]:
    """A workbook of 2,000 rows and 12 columns, through the door into memory; openpyxl gives each cell's type as we do."""
    content = jobs.workbook(2_000)
    makers = {
        "ours": (lambda: read_workbook(content, "a.xlsx"), 3),
        "openpyxl": (lambda: peers.openpyxl_cells(content), 1),
        "openpyxl, values only": (lambda: peers.openpyxl_values(content), 1),
    }
    ms = measure.interleaved(makers, ROUNDS)
    seen = ", ".join(f"{name} {value:.1f} ms" for name, value in ms.items())
    what = "Excel read 2,000 rows: times faster than openpyxl read_only"
    yield Line(what, ms["openpyxl"] / ms["ours"], 5, 7, "x", seen, more=True)


def annexes() -> Iterator[Line]:
    """The annex of 2,000 rows, laid out as a workbook, into an Excel file; only ours finds how tall rows must be."""
    from sedp_docs.write.annex import annex_book

    report = jobs.long_annex(2_000)
    book = annex_book(report)
    makers = {"ours": (lambda: to_xlsx(book), 1), "openpyxl": (lambda: peers.with_openpyxl(book), 1),
              "laying it out": (lambda: annex_book(report), 1)}  # fmt: skip
    ms = measure.interleaved(makers, ROUNDS)
    seen = ", ".join(f"{name} {value:.0f} ms" for name, value in ms.items())
    faster = ms["openpyxl"] / ms["ours"]
    yield Line("Excel annex of 2,000 rows: times faster than openpyxl", faster, 1.8, 5, "x", seen, more=True)


def main() -> None:
    """Print all lines as they come."""
    sections = {
        "job": lambda: warm(jobs.job_a(), "job A"),
        "sample": lambda: warm(jobs.sample(), "sample"),
        "pipeline": pipeline,
        "excel": excel,
        "annexes": annexes,
        "tables": tables,
        "memory": memory,
        "cold": cold,
        "sources": sources,
        "builds": builds,
        "dossiers": dossiers,
        "communes": communes,
    }
    chosen = sys.argv[1:] or list(sections)
    print(f"{'what':<58}{'value':>10}  {'must':>6} {'stretch':>8}  verdict")
    for name in chosen:
        for line in sections[name]():
            sign = ">=" if line.more else "<="
            goals = f"{sign}{line.must:>5g} {sign}{line.stretch:>6g}"
            print(f"{line.what:<58}{line.value:>7.2f} {line.unit:<2}  {goals}  {line.verdict()}", flush=True)
            if line.detail:
                print(f"    {line.detail}")


if __name__ == "__main__":
    main()
