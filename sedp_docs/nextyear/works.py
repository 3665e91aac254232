"""What will be done: projects that go on, activities that are left over, resources asked for anew."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sedp_docs.model import Plan
from sedp_docs.model.actions import Activity, Project, ProjectYear
from sedp_docs.nextyear.figures import Step

_ZERO = Decimal(0)


def turn_projects(plan: Plan) -> Step:
    """Turn projects: the plan of X adds to what was allocated, the plan of X+1 is the year's; finished ones go."""
    kept = [project for project in plan.projects if not _finished(project)]
    gone = [project for project in plan.projects if _finished(project)]
    projects = tuple(_turned(project, plan) for project in kept)
    moved = [new.code for old, new in zip(kept, projects, strict=True) if old.phase != new.phase]
    x, y = plan.report_year, plan.plan_year
    done = [
        (kept, f"{len(kept)} dự án được giữ: vốn năm {x} cộng vào lũy kế, kế hoạch năm {y} thành vốn năm nay"),
        (moved, f"{len(moved)} dự án đổi giai đoạn, kiểm tra lại: {_listed(moved)}"),
        (gone, f"{len(gone)} dự án hoàn thành, không còn vốn kế hoạch đã bỏ: {_listed(row.code for row in gone)}"),
        (plan.resources, f"{len(plan.resources)} nguồn lực: ước, dự kiến để trống; căn cứ, phương pháp được giữ, xem lại"),
    ]
    resources = tuple(row.model_copy(update={"estimate": None, "expected": None}) for row in plan.resources)
    return {"projects": projects, "resources": resources}, [line for rows, line in done if rows]


def _finished(project: Project) -> bool:
    return project.phase == "hoan_thanh" and not sum(project.next_year.values(), _ZERO)


def _turned(project: Project, plan: Plan) -> Project:
    allocated = project.allocated + ((project.year.plan if project.year else None) or _ZERO)
    year = ProjectYear.model_construct(plan=sum(project.next_year.values(), _ZERO)) if project.next_year else None
    return project.model_copy(
        update={
            "phase": _phase(project, plan.plan_year),
            "allocated": allocated,
            "year": year,
            "advance": _ZERO,
            "arrears": _ZERO,
            "next_year": {},
        }
    )


def _phase(project: Project, year: int) -> str:
    """Return the phase in the plan of the year after `year`, by the project's own years."""
    done = project.phase == "du_kien_hoan_thanh" or (project.phase == "khoi_cong_moi" and project.finish == year)
    if done and (project.finish or year) <= year:
        return "hoan_thanh"
    running = project.phase in ("khoi_cong_moi", "chuyen_tiep", "du_kien_hoan_thanh")
    if running:
        return "du_kien_hoan_thanh" if project.finish == year + 1 else "chuyen_tiep"
    return project.phase


def turn_activities(plan: Plan) -> Step:
    """Turn activities into candidates: those without funds or rejected, and those of list A that are not at their end.

    An activity of list A goes on when its project does, or without one when it runs to December. What costs money has no
    funds for the new year yet, so it stands in list B.
    """
    running = {project.code for project in plan.projects if _phase(project, plan.plan_year) != "hoan_thanh"}
    kept = [row for row in plan.activities if _goes_on(row, running)]
    left = [row for row in plan.activities if not _goes_on(row, running)]
    codes = {row.code for row in kept}
    monitoring = tuple(row for row in plan.monitoring if not row.activity or row.activity in codes)
    changed = {"activities": tuple(_candidate(row) for row in kept), "monitoring": monitoring}
    from_a = [row.code for row in kept if row.list_ == "A"]
    fundless = [row.code for row in kept if row.list_ == "A" and row.cost]
    lost = [row.code for row in left]
    dropped = len(plan.monitoring) - len(monitoring)
    done = [
        (kept, f"{len(kept)} hoạt động được giữ làm đề xuất: danh mục B, C và hoạt động danh mục A chưa xong; xếp lại ưu tiên, "
               "nguồn vốn, tháng thực hiện"),
        (from_a, f"{len(from_a)} hoạt động danh mục A làm đến tháng 12 hoặc thuộc dự án chưa xong: {_listed(from_a)}"),
        (fundless, f"{len(fundless)} hoạt động trong số đó cần kinh phí nên chuyển sang danh mục B: {_listed(fundless)}"),
        (left, f"{len(left)} hoạt động danh mục A xong trong năm đã bỏ, lấy lại nếu chưa xong: {_listed(lost)}"),
        (dropped, f"{dropped} dòng theo dõi của các hoạt động đã bỏ cũng bỏ"),
    ]  # fmt: skip
    return changed, [line for rows, line in done if rows]


def _goes_on(row: Activity, running: set[str]) -> bool:
    if row.list_ != "A":
        return True
    return row.project in running if row.project else row.to_month in (None, 12)


def _candidate(row: Activity) -> Activity:
    unranked = dict.fromkeys(("rank", "village_rank", "men_rank", "women_rank"))
    return row.model_copy(update={**unranked, "funding": {}, "list_": "B" if row.list_ == "A" and row.cost else row.list_})


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(codes)
