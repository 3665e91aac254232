"""What the command line prints: problems, results, tables; the same as objects for `--json`."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sedp_docs.problems import SEVERITY_TITLES, Problem, Severity
from sedp_docs.text import capital, short_date

if TYPE_CHECKING:
    from sedp_docs.app.building import Built
    from sedp_docs.app.cases import Opened
    from sedp_docs.app.comparing import Comparison
    from sedp_docs.app.converting import Converted
    from sedp_docs.app.explaining import Explained
    from sedp_docs.app.listing import Lacking, Listed
    from sedp_docs.app.merging import MergeDone
    from sedp_docs.app.nextyear import MadeNextYear
    from sedp_docs.app.splitting import SplitDone
    from sedp_docs.app.starting import Started
    from sedp_docs.app.templating import Checked, ListedTemplate
    from sedp_docs.diff import Change
    from sedp_docs.write.folder import Kept, Saved

MANY_CHANGES = 40


def problem_line(problem: Problem) -> str:
    """Return "Lỗi: tệp, dòng 7, cột 15: what; what to do [id]"."""
    return f"{capital(SEVERITY_TITLES[problem.severity])}: {problem}"


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Return all problems, then how many of each kind."""
    lines = [problem_line(problem) for problem in problems]
    kinds: tuple[Severity, ...] = ("error", "warning", "info")
    counted = [(sum(p.severity == kind for p in problems), SEVERITY_TITLES[kind]) for kind in kinds]
    summary = ", ".join(f"{n} {title}" for n, title in counted if n)
    return [*lines, f"Tổng cộng: {summary}."] if summary else lines


def problems_json(problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the key `problems` of `--json`."""
    return {"problems": [problem.as_json() for problem in problems]}


def check_lines(opened: Sequence[Opened], copy: pathlib.Path | None = None) -> list[str]:
    """Return what `check` prints; `copy` is the workbook with notes, if one was written."""
    problems = [problem for each in opened for problem in each.problems]
    lines = [_years(each) for each in opened if each.case]
    lines += problem_lines(problems) or (["Không có lỗi."] if opened else [])
    return [*lines, f"Đã ghi {copy}, có chú thích ở từng ô và trang tính “Kết quả kiểm tra”."] if copy else lines


def check_json(problems: Sequence[Problem], copy: pathlib.Path | None) -> dict[str, Any]:
    """Return what `check --json` prints."""
    return {**problems_json(problems), "written": [str(copy)] if copy else []}


def _years(opened: Opened) -> str:
    assert opened.case is not None
    plan = opened.case.plan
    return f"{opened.path}: {plan.unit.full_name}, năm báo cáo {plan.report_year}, năm kế hoạch {plan.plan_year}"


def build_lines(built: Sequence[Built]) -> list[str]:
    """Return what `build` prints, source by source."""
    return [line for each in built for line in _built(each)]


def _built(built: Built) -> Iterator[str]:
    yield from problem_lines(built.problems)
    if built.saved is None:
        draft = "; thêm --draft để dựng bản nháp" if built.draftable else ""
        yield f"Chưa dựng được văn bản nào từ {built.source}: sửa các lỗi trên rồi chạy lại{draft}."
        return
    yield from _saved(built.folder, built.saved)
    if built.debts:
        yield f"Bản nháp còn thiếu {built.debts} số liệu; xem trang cuối, hoặc chạy: sedp-docs documents {built.source}"
    if built.drafted:
        yield f"Câu viết sẵn từ số liệu, cần đọc lại: {'; '.join(built.drafted)}"
    yield from _changed(built.changed)


def _saved(folder: pathlib.Path, saved: Saved) -> Iterator[str]:
    yield from (f"Đã ghi {folder / name}" for name in saved.written)
    yield from (f"Không đổi {folder / name}" for name in saved.unchanged)
    for kept in saved.kept:
        yield from _differences(kept)
    yield from (f"Đã xóa bản “(mới)” cũ {folder / name}" for name in saved.removed)
    for name, copy in saved.replaced.items():
        yield f"Đã ghi đè {folder / name}; bản đã sửa được giữ ở {copy}"


def _differences(kept: Kept) -> Iterator[str]:
    if kept.differences is not None:
        yield f"So sánh {kept.name} (đã có người sửa) với {kept.beside}:"
    if kept.differences == ():
        yield "  chữ trong hai bản giống nhau, chỉ khác cách trình bày"
    for difference in kept.differences or ():
        yield f"  {difference.place}: “{difference.old}” – bản mới: “{difference.new}”"


def _changed(changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield f"Số liệu thay đổi so với lần dựng trước ({len(changes)}):"
    for change in changes[:MANY_CHANGES]:
        where = "; ".join(part for part in (change.place, ", ".join(change.documents)) if part)
        yield f"  {change.what}: {change.old or '(không có)'} → {change.new or '(không có)'} ({where})"
    if len(changes) > MANY_CHANGES:
        yield f"  … và {len(changes) - MANY_CHANGES} thay đổi khác; xem đủ bằng --json"


def build_json(built: Sequence[Built]) -> dict[str, Any]:
    """Return what `build --json` prints."""
    saved = [(each.folder, each.saved) for each in built if each.saved]
    return {
        **problems_json([problem for each in built for problem in each.problems]),
        "written": [str(folder / name) for folder, each in saved for name in each.written],
        "kept": [str(folder / kept.name) for folder, each in saved for kept in each.kept],
        "changed": [change.as_json() for each in built for change in each.changed],
        "drafted": [section for each in built for section in each.drafted],
    }


def explain_lines(found: Explained) -> list[str]:
    """Return what `explain` prints: the figure, then what it comes from, indented."""
    if not found.lines:
        return problem_lines(found.problems)
    lines = []
    for line in found.lines:
        origin = f"= {line.formula}" if line.formula else line.place
        lines.append(f"{'  ' * line.depth}{line.label}: {line.text}  [{line.name}]  {origin}".rstrip())
    lines.append(f"Giá trị chính xác: {found.exact}")
    lines.append(f"In trong: {', '.join(found.documents) or 'chưa có tài liệu nào'}")
    return lines


def explain_json(found: Explained) -> dict[str, Any]:
    """Return what `explain --json` prints."""
    lines = [
        {"depth": x.depth, "name": x.name, "label": x.label, "text": x.text, "formula": x.formula, "place": x.place}
        for x in found.lines
    ]
    return {**problems_json(found.problems), "figures": lines, "exact": found.exact, "documents": list(found.documents)}


def diff_lines(found: Comparison, output: pathlib.Path | None) -> list[str]:
    """Return what `diff` prints: one change a line."""
    if found.new is None:
        return problem_lines(found.problems)
    lines = problem_lines(found.problems)
    lines += [f"{c.what}: {c.old} → {c.new} ({', '.join(c.documents)})" for c in found.changes]
    lines.append(f"Có {len(found.changes)} thay đổi." if found.changes else "Không có thay đổi.")
    return [*lines, f"Đã ghi {output}"] if output else lines


def diff_json(found: Comparison, output: pathlib.Path | None) -> dict[str, Any]:
    """Return what `diff --json` prints."""
    written = [str(output)] if output and found.new else []
    return {**problems_json(found.problems), "changed": [c.as_json() for c in found.changes], "written": written}


def documents_lines(listed: Listed) -> list[str]:
    """Return what `documents` prints: one document a line, what it lacks below it."""
    lines = problem_lines(listed.problems)
    for each in listed.documents:
        state = f"; thiếu {len(each.missing)} số liệu" if each.missing else ""
        how = "; theo yêu cầu" if each.on_request else ""
        lines.append(f"{each.form.id}: {each.title} ({', '.join(each.formats)}{how}){state}")
        lines.extend(_lacking(lack) for lack in each.missing)
    return lines


def _lacking(lack: Lacking) -> str:
    due = f", hạn {short_date(lack.debt.due)}" if lack.debt.due else ""
    return f"  {lack.debt.office}: {lack.debt.what}{due}{f' ({lack.place})' if lack.place else ''}"


def documents_json(listed: Listed) -> dict[str, Any]:
    """Return what `documents --json` prints."""
    return {**problems_json(listed.problems), "documents": [each.as_json() for each in listed.documents]}


def templates_lines(listed: Sequence[ListedTemplate]) -> list[str]:
    """Return what `templates list` prints: one template a line."""
    return [f"{each.id}: {each.title} ({each.file})" for each in listed]


def templates_json(listed: Sequence[ListedTemplate]) -> dict[str, Any]:
    """Return what `templates list --json` prints."""
    return {**problems_json(()), "templates": [each.as_json() for each in listed]}


def checked_lines(checked: Checked) -> list[str]:
    """Return what `templates check` prints."""
    lines = [f"{checked.path}: mẫu {checked.form.id}, {checked.form.title}"]
    lines += problem_lines(checked.problems) or ["Không có lỗi; in thử được."]
    return [*lines, f"Đã ghi {checked.copy}, lỗi ghi thành chú thích (comment)."] if checked.copy else lines


def checked_json(checked: Checked) -> dict[str, Any]:
    """Return what `templates check --json` prints."""
    return {**problems_json(checked.problems), "written": [str(checked.copy)] if checked.copy else []}


def next_year_lines(made: MadeNextYear) -> list[str]:
    """Return what `next-year` prints: what was done, one step a line, then the file."""
    if made.written is None:
        return problem_lines(made.problems)
    return [*(f"- {line}" for line in made.done), f"Đã ghi {made.written}; đọc lại danh sách trên trước khi nhập số."]


def next_year_json(made: MadeNextYear) -> dict[str, Any]:
    """Return what `next-year --json` prints."""
    return {**problems_json(made.problems), "written": [str(made.written)] if made.written else [], "done": list(made.done)}


def started_lines(started: Started) -> list[str]:
    """Return what `new` wrote, and the two years that people mix up."""
    plan = started.plan
    years = f"Năm báo cáo {plan.report_year}, năm kế hoạch {plan.plan_year}, quy trình {plan.procedure}"
    return [*(f"Đã ghi {path}" for path in started.written), years]


def started_json(started: Started) -> dict[str, Any]:
    """Return the object of `new --json`."""
    return {"problems": [], "written": [str(path) for path in started.written]}


def converted_lines(done: Converted, target: pathlib.Path) -> list[str]:
    """Return what `convert` did."""
    lines = problem_lines(done.problems)
    if done.written is None:
        return [*lines, f"Không ghi {target}: sửa các lỗi trên rồi chạy lại."]
    if done.same:
        return [*lines, f"{target} đã đúng như tệp nguồn, không sửa gì."]
    kept = [f"Bản cũ giữ ở {done.copy}"] if done.copy else []
    return [*lines, f"Đã ghi {done.written}", *kept]


def converted_json(done: Converted) -> dict[str, Any]:
    """Return the object of `convert --json`."""
    written = [str(done.written)] if done.written and not done.same else []
    kept = [str(done.copy)] if done.copy else []
    return {**problems_json(done.problems), "written": written, "kept": kept}


def split_lines(done: SplitDone) -> list[str]:
    """Return what `split` wrote, and who has no row."""
    lines = problem_lines(done.problems)
    if not done.done:
        return [*lines, "Chưa chia phiếu: sửa các lỗi trên rồi chạy lại."]
    lines += [f"Đã ghi {path}" for path in done.written]
    lines += [f"Không đổi {path}" for path in done.unchanged]
    lines += [f"Bản cũ giữ ở {path}" for path in done.copies]
    idle = f"Không có phiếu vì chưa phụ trách dòng nào: {', '.join(done.idle)}"
    return [*lines, idle] if done.idle else lines


def split_json(done: SplitDone) -> dict[str, Any]:
    """Return the object of `split --json`."""
    paths = {"written": done.written, "unchanged": done.unchanged, "kept": done.copies}
    return {
        **problems_json(done.problems),
        **{name: [str(path) for path in given] for name, given in paths.items()},
        "idle": done.idle,
    }


def merge_lines(done: MergeDone) -> list[str]:
    """Return what `merge` took of each slip, what it did not and why, and who still owes what."""
    lines = problem_lines(done.problems)
    if not done.done:
        return [*lines, f"Chưa nhận phiếu nào: sửa các lỗi trên của {done.source} rồi chạy lại."]
    lines += [
        f"{each.file}: {each.name}, nhận {each.taken} ô" if each.name else f"{each.file}: không nhận" for each in done.received
    ]
    if done.differing:
        lines.append(f"{done.differing} ô có số liệu chênh lệch, xem trang tính “Số liệu chênh lệch” (chenh_lech) để chọn số.")
    kept = f"; bản cũ giữ ở {done.copy}" if done.copy else ""
    lines.append(f"Đã ghi {done.written}{kept}" if done.written else f"Không có gì mới, {done.source} giữ nguyên.")
    owing = "; ".join(f"{name} {count} số" for name, count in done.owing.items())
    return [*lines, f"Còn nợ: {owing}. Xem: sedp-docs documents {done.source}" if owing else "Không còn thiếu số nào."]


def merge_json(done: MergeDone) -> dict[str, Any]:
    """Return the object of `merge --json`."""
    return {
        **problems_json(done.problems),
        "written": [str(done.written)] if done.written else [],
        "kept": [str(done.copy)] if done.copy else [],
        "received": [{"file": each.file, "unit": each.name, "taken": each.taken} for each in done.received],
        "discrepancies": done.differing,
        "owing": dict(done.owing),
    }
