"""A template that we did not ship is rendered in a process that can be killed: whatever it does, it ends, with a message."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache

import pytest

from sedp_docs.limits import RenderLimits
from sedp_docs.problems import OutputError, SedpError, TemplateError
from sedp_docs.read.templates import template_bytes
from sedp_docs.report.build import build_report
from sedp_docs.report.types import Report
from sedp_docs.write import worker as module
from sedp_docs.write.word import prepare, render
from sedp_docs.write.worker import Job, Printed, Worker
from tests.conftest import HEAD
from tests.docx_builder import docx, p, table, texts
from tests.plan_builder import plan_from

SMALL = RenderLimits(seconds=2.0, memory=500_000_000, output=2_000_000)
GRACE = 2.0
"""Seconds from the limit to the message: the kill, and a machine that is busy with other tests."""


@cache
def report() -> Report:
    built = plan_from(HEAD)
    return build_report(built.plan, built.catalog, built.figures, built.catalog.forms["bieu-chi-tieu"], {})


@cache
def own() -> bytes:
    return template_bytes("bieu-chi-tieu", "commune", "lao-cai")


def job(template: bytes, name: str = "mau/bieu-chi-tieu.docx") -> Job:
    return Job(name, template, own(), report(), {})


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(SMALL) as each:
        yield each


def process(worker: Worker) -> subprocess.Popen[bytes]:
    assert worker._process is not None
    return worker._process


# --- what it does -----------------------------------------------------------------------------------------------------


def test_it_prints_the_same_bytes_as_here(worker: Worker) -> None:
    here = render(report(), prepare(own(), "bieu-chi-tieu.docx"))
    assert worker.render(job(own())).docx == here


def test_one_process_prints_many_documents(worker: Worker) -> None:
    first = worker.render(job(docx(p("Năm {{ nam_y }}"))))
    before = process(worker).pid
    second = worker.render(job(docx(p("{{ don_vi.ten_day_du }}"))))
    assert (texts(first.docx), texts(second.docx)) == (["Năm 2025"], ["xã Nậm Thoong"])
    assert process(worker).pid == before


def test_a_fault_of_the_template_is_told_as_here(worker: Worker) -> None:
    with pytest.raises(TemplateError) as refused:
        worker.render(job(docx(p("Đoạn một") + p("Xã {{ don_vi.tenn }}"))))
    assert "có phải là ten" in str(refused.value.problem)
    assert "mau/bieu-chi-tieu.docx, word/document.xml, đoạn “Xã {{ don_vi.tenn }}”" in str(refused.value.problem)


def test_after_a_fault_the_next_document_is_printed(worker: Worker) -> None:
    with pytest.raises(TemplateError):
        worker.render(job(docx(p("{{ khong_co }}"))))
    assert texts(worker.render(job(docx(p("{{ nam_y }}")))).docx) == ["2025"]


def test_the_process_has_no_environment_and_an_empty_folder_that_goes_with_it() -> None:
    with Worker(SMALL) as each:
        each.render(job(docx(p("{{ nam_y }}"))))
        assert each._folder is not None
        folder, pid = pathlib.Path(each._folder.name), process(each).pid
        assert list(folder.iterdir()) == []
        if sys.platform == "linux":
            assert pathlib.Path(f"/proc/{pid}/environ").read_bytes() in (b"", b"LC_CTYPE=C.UTF-8\0")
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system are read from /proc or by resource")
@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("open('x', 'w')", "PermissionError"),
        ("__import__('socket').socket()", "PermissionError"),
        ("__import__('subprocess').run(['true'])", "PermissionError"),
        ("__import__('os').remove('x')", "PermissionError"),
        ("b'a' * 600_000_000", "MemoryError"),
    ],
)
def test_the_confined_process_itself_can_do_no_harm(tmp_path: pathlib.Path, code: str, refusal: str) -> None:
    program = f"import subprocess, socket, os\nfrom sedp_docs.write.confine import confine\nconfine(500_000_000)\n{code}"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    assert done.stderr.strip().splitlines()[-1].startswith(refusal)
    assert list(tmp_path.iterdir()) == []


# --- what can go wrong with the process -------------------------------------------------------------------------------


def test_a_process_that_is_killed_from_outside_is_a_message_and_the_next_works() -> None:
    with Worker(SMALL) as each:
        each.render(job(docx(p("{{ nam_y }}"))))
        process(each).kill()
        process(each).wait()
        with pytest.raises(TemplateError, match="dừng đột ngột"):
            each.render(job(docx(p("{{ nam_y }}"))))
        assert texts(each.render(job(docx(p("{{ nam_y }}")))).docx) == ["2025"]


def test_a_process_that_does_not_start_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/khong/co/python")
    with Worker(SMALL) as each, pytest.raises(OutputError, match="không khởi động được"):
        each.render(job(own()))


def test_an_answer_that_lies_about_its_length_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    liar = "import sys, struct, time; o = sys.stdout.buffer; o.write(struct.pack('>cQ', b'R', 0)); o.write(b'D' + b'\\xff' * 8)"
    monkeypatch.setattr(module, "_BOOT", f"{liar}; o.flush(); time.sleep(60)")
    with Worker(SMALL) as each, pytest.raises(TemplateError, match="dừng đột ngột"):
        each.render(job(own()))


def test_a_document_that_is_too_large_is_a_message() -> None:
    with Worker(RenderLimits(output=2_000)) as each, pytest.raises(TemplateError, match=r"lớn hơn 0\.002 MB"):
        each.render(job(own()))


# --- runaways ---------------------------------------------------------------------------------------------------------

NESTED = "{% for a in range(20000) %}{% for b in range(20000) %}{% for c in range(20000) %}x{% endfor %}{% endfor %}{% endfor %}"


def doubled(kind: str, how: str, then: str, times: int = 40) -> str:
    return f"{{% set n = namespace(v={kind}) %}}{{% for i in range({times}) %}}{{% set n.v = {how} %}}{{% endfor %}}{then}"


def long_and_equal(what: str) -> str:
    """Two long lists that are equal but not the same, compared in loops that the budget of iterations allows."""
    make = "{% set m = range(20000)|list %}{% set n = range(20000)|list %}{% for i in range(200) %}{% for j in range(1000) %}"
    return f"{make}{{% if {what} %}}{{% endif %}}{{% endfor %}}{{% endfor %}}"


SHARED = doubled("[1]", "[n.v, n.v]", "{% set m = n.v %}") + doubled("[1]", "[n.v, n.v]", "")
"""Two values of 2**40 leaves each, made of 40 lists."""
TUPLES = doubled("(1, 1)", "(n.v, n.v)", "")

RUNAWAYS = {
    "nested ranges": NESTED,
    "a range too long": "{% for a in range(10**9) %}x{% endfor %}",
    "a list of a long range": "{{ range(1000000000)|list|length }}",
    "many rows": "{% for a in range(20000) %}{% for b in range(20000) %}{{ a * b }}{% endfor %}{% endfor %}",
    "text times number": "{{ 'a' * 10**9 }}",
    "text times literal": "{{ 'a' * 1000000000 }}",
    "list times number": "{{ ([0] * 1000000000)|length }}",
    "number times text": "{{ 1000000000 * 'a' }}",
    "power of power": "{{ 9**9**9 }}",
    "format width by %": "{{ '%0999999999d' % 1 }}",
    "format width by method": "{{ '{:>999999999}'.format(1) }}",
    "ljust": "{{ 'a'.ljust(1000000000) }}",
    "center": "{{ 'a'|center(1000000000) }}",
    "indent": "{{ 'a'|indent(1000000000) }}",
    "replace": "{{ 'aaaa'.replace('a', 'aaaaaaaaaa') }}",
    "text doubled with ~": doubled("'ab'", "n.v ~ n.v", "{{ n.v }}"),
    "text doubled with +": doubled("'ab'", "n.v + n.v", "{{ n.v }}"),
    "list doubled": doubled("[1]", "n.v + n.v", "{{ n.v|length }}"),
    "number doubled": doubled("1", "n.v + n.v", "{{ n.v }}", 20000),
    "number squared": doubled("9", "n.v * n.v", "{{ n.v }}"),
    "joined": "{% set s = 'a' %}{{ range(20000)|join(range(20000)|join('aaaaaaaaaa')) }}",
    "sorted again and again": "{% for a in range(20000) %}{% for b in range(20000)|sort %}{% endfor %}{% endfor %}",
    "reversed again and again": "{% for a in range(20000) %}{{ range(20000)|reverse|list|length }}{% endfor %}",
    "long lists compared": long_and_equal("m == n"),
    "long lists ordered": long_and_equal("m < n"),
    "shared lists compared": SHARED + "{% if m == n.v %}x{% endif %}",
    "shared lists ordered": SHARED + "{% if m < n.v %}x{% endif %}",
    "shared lists found": SHARED + "{% if m in [n.v] %}x{% endif %}",
    "shared lists as text with ~": SHARED + "{{ m ~ '' }}",
    "shared lists as text with upper": SHARED + "{{ m|upper }}",
    "shared lists as text with trim": SHARED + "{{ m|trim }}",
    "shared lists as text with join": SHARED + "{{ [m]|join(',') }}",
    "shared tuples as key": TUPLES + "{% set d = {n.v: 1} %}x",
    "shared tuples sorted": TUPLES + "{% set m = n.v %}" + TUPLES + "{{ [m, n.v]|sort|length }}",
    "a list in a list in a list": doubled("[1]", "[n.v]", "{{ n.v ~ '' }}", 20000),
    "deep brackets": "{{ " + "(" * 20000 + "1" + ")" * 20000 + " }}",
    "deep negation": "{{ " + "not " * 20000 + "1 }}",
    "deep lists": "{{ " + "[" * 20000 + "]" * 20000 + " }}",
    "a long sum": "{{ " + "1 + " * 50000 + "1 }}",
    "a long chain of filters": "{{ 'a'" + "|upper" * 20000 + " }}",
    "deep conditions": "{% if nam_y %}" * 3000 + "{% endif %}" * 3000,
    "deep loops": "{% for i in range(2) %}" * 60 + "{% endfor %}" * 60,
    "a figure with an endless name": "{{ so('" + "dien_tich_" * 3000 + "') }}",
    "a field with an endless name": "{{ " + "dien_tich_" * 20000 + " }}",
    "a macro that calls itself": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "a loop that calls itself": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
}


@pytest.mark.slow
@pytest.mark.parametrize("text", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_ends_within_the_limit_with_a_message(worker: Worker, text: str) -> None:
    assert_ends(worker, docx(p("Đoạn đầu") + p(f"Đoạn hai {text}")))


def assert_ends(worker: Worker, template: bytes) -> SedpError:
    """Render a template that cannot be rendered, and look at how it ends."""
    worker.limits = SMALL
    worker._started()
    begun = time.monotonic()
    with pytest.raises(SedpError) as refused:
        worker.render(job(template))
    assert time.monotonic() - begun < SMALL.seconds + GRACE
    assert str(refused.value.problem).startswith("mau/bieu-chi-tieu.docx")
    assert refused.value.problem.hint
    return refused.value


@pytest.mark.slow
def test_a_runaway_that_lets_python_run_is_told_with_its_paragraph(worker: Worker) -> None:
    error = assert_ends(worker, docx(p("Đoạn đầu") + p(f"Đoạn hai {long_and_equal('m == n')}") + p("Đoạn cuối")))
    assert "giới hạn 2 giây" in str(error)
    assert "word/document.xml, đoạn “Đoạn hai" in error.problem.location.place


@pytest.mark.slow
def test_a_runaway_that_does_not_is_killed_and_told_with_what_it_was_at(worker: Worker) -> None:
    error = assert_ends(worker, docx(p(SHARED + "{% if m == n.v %}x{% endif %}")))
    assert "giới hạn 2 giây" in str(error)
    assert error.problem.location.place == "lúc in tài liệu"


ROW = tuple("ô có chữ" for _ in range(12))
GIANTS = {
    "a table that is gigantic": docx("".join(table(*[ROW] * 40) for _ in range(1000))),
    "a gigantic table in a loop": docx(p("{%p for i in range(20000) %}") + table(*[ROW] * 400) + p("{%p endfor %}")),
    "a million paragraphs": docx(p("chữ") * 1_000_000),
    "a hundred thousand tags": docx(p("{{ nam_y }}") * 100_000),
    "a tag in a hundred thousand runs": docx(p("{{ ", *["nam_y + "] * 100_000, "nam_y }}")),
    "a paragraph of braces": docx(p("{" * 1_000_000)),
}


@pytest.mark.slow
@pytest.mark.parametrize("template", GIANTS.values(), ids=GIANTS)
def test_a_gigantic_template_ends_within_the_limit(worker: Worker, template: bytes) -> None:
    assert_ends(worker, template)


@pytest.mark.slow
def test_a_parent_stays_small_while_its_worker_grows() -> None:
    """The parent of a worker that takes all it may: what it holds is the template and a message."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Worker(SMALL) as each:
        assert_ends(each, docx(p(SHARED + "{{ m ~ '' }}")))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_no_thread_is_left_behind(worker: Worker) -> None:
    count = threading.active_count()
    printed: Printed = worker.render(job(docx(p("{{ nam_y }}"))))
    assert printed.docx
    assert threading.active_count() == count
