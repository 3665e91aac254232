"""The command line: options, one call into `app`, problems and results in Vietnamese, the exit code.

0 done (warnings included) · 1 it was read and has errors · 2 it could not be read or run.
"""

from __future__ import annotations

import json
import pathlib
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sedp_docs import __version__
from sedp_docs.cli_group import Group
from sedp_docs.problems import ReadError, SedpError

if TYPE_CHECKING:
    from sedp_docs.model import LevelId

Done = TypeVar("Done")
PATH = click.Path(path_type=pathlib.Path, readable=False)
"""Any path: what cannot be read or written is told in Vietnamese by whoever opens it."""
SOURCE = click.argument("source", metavar="TỆP", type=PATH)
JSON = click.option("--json", "as_json", is_flag=True, help="Xuất kết quả dạng JSON.")
LEVEL = click.option("--level", default="commune", metavar="CẤP", help="Cấp: tinh, huyen, xa, thon (mặc định xa).")
PROFILE = click.option("--profile", default="lao-cai", metavar="QUY_TRÌNH", help="Quy trình (mặc định lao-cai).")


@click.group(cls=Group, subcommand_metavar="LỆNH …", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sedp-docs", message="%(prog)s %(version)s", help="Hiện phiên bản.")
def main() -> None:
    """Từ một tệp số liệu đến bộ văn bản kế hoạch phát triển kinh tế - xã hội."""


@main.command()
@click.argument("level", metavar="CẤP")
@PROFILE
@click.option("--year", metavar="NĂM", type=int, help="Năm kế hoạch (mặc định năm sau).")
@click.option("--prose", is_flag=True, help="Ghi thêm thuyet-minh.docx cạnh tệp, có sẵn các đề mục.")
@click.option("-o", "--output", metavar="TỆP", required=True, type=PATH, help="Tệp ghi ra: .xlsx hoặc .yaml.")
@JSON
def new(level: str, profile: str, year: int | None, prose: bool, output: pathlib.Path, as_json: bool) -> None:
    """Tạo tệp kế hoạch mới: sổ số liệu Excel có hướng dẫn, hoặc YAML."""
    from sedp_docs import cli_text
    from sedp_docs.app.starting import new_plan
    from sedp_docs.clock import now

    started = new_plan(_level(level), profile, year or now().year + 1, output, prose=prose)
    _show(as_json, cli_text.started_json(started), lambda: cli_text.started_lines(started))


@main.command()
@SOURCE
@click.argument("target", metavar="ĐÍCH", type=PATH)
@JSON
def convert(source: pathlib.Path, target: pathlib.Path, as_json: bool) -> None:
    """Chuyển tệp kế hoạch giữa YAML và sổ Excel; tệp đích đã có thì chỉ sửa chỗ khác nhau."""
    from sedp_docs import cli_text
    from sedp_docs.app.converting import convert as convert_plan
    from sedp_docs.clock import now

    done = convert_plan(source, target, now())
    _show(as_json, cli_text.converted_json(done), lambda: cli_text.converted_lines(done, target))
    sys.exit(0 if done.written else 1)


@main.command()
@SOURCE
@click.option("-o", "--output", metavar="THƯ_MỤC", required=True, type=PATH, help="Thư mục ghi phiếu.")
@click.option("--unit", "units", metavar="MÃ", multiple=True, help="Chỉ phiếu của cơ quan, thôn có mã này; dùng được nhiều lần.")
@click.option("--force", is_flag=True, help="Ghi đè phiếu đã có; giữ lại một bản sao kèm ngày giờ.")
@JSON
def split(source: pathlib.Path, output: pathlib.Path, units: Sequence[str], force: bool, as_json: bool) -> None:
    """Chia phiếu số liệu cho từng cơ quan, thôn: sổ Excel nhỏ và biểu Word để in."""
    from sedp_docs import cli_text
    from sedp_docs.app.splitting import split as split_plan
    from sedp_docs.clock import now

    done = split_plan(source, output, units, force=force, now=now())
    _show(as_json, cli_text.split_json(done), lambda: cli_text.split_lines(done))
    sys.exit(0 if done.done else 1)


@main.command()
@SOURCE
@click.argument("slips", metavar="PHIẾU…", nargs=-1, required=True, type=PATH)
@JSON
def merge(source: pathlib.Path, slips: Sequence[pathlib.Path], as_json: bool) -> None:
    """Nhận phiếu đã điền vào tệp kế hoạch; giữ lại bản cũ kèm ngày giờ."""
    from sedp_docs import cli_text
    from sedp_docs.app.merging import merge as merge_slips
    from sedp_docs.clock import now
    from sedp_docs.problems import has_errors

    done = merge_slips(source, slips, now())
    _show(as_json, cli_text.merge_json(done), lambda: cli_text.merge_lines(done))
    sys.exit(0 if done.done and not has_errors(done.problems) else 1)


@main.command()
@click.argument("sources", metavar="TỆP…", nargs=-1, required=True, type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="THƯ_MỤC",
    type=PATH,
    help="Thư mục kết quả (mặc định out/<tên tệp>/).",
)
@click.option("--only", metavar="MÃ", multiple=True, help="Chỉ dựng tài liệu có mã này; dùng được nhiều lần.")
@click.option("--draft", is_flag=True, help="Bản nháp: số liệu còn thiếu in màu vàng, trang cuối ghi danh sách còn thiếu.")
@click.option("--pdf", is_flag=True, help="Xuất thêm PDF (cần LibreOffice).")
@click.option(
    "--templates",
    metavar="THƯ_MỤC",
    type=PATH,
    help="Thư mục mẫu Word đã sửa: <mã tài liệu>.docx trong đó dùng thay mẫu gốc.",
)
@click.option("--unit", default="", metavar="MÃ", help="Với biểu điền tay: chỉ in bản của thôn, cơ quan có mã này.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có người sửa; giữ lại một bản sao kèm ngày giờ.")
@JSON
def build(sources: Sequence[pathlib.Path], output: pathlib.Path | None, as_json: bool, **chosen: Any) -> None:
    """Dựng các văn bản cần có ở lần lập của kế hoạch."""
    from sedp_docs import cli_text
    from sedp_docs.app.building import BuildOptions, Built, build_plan
    from sedp_docs.clock import now

    def one(source: pathlib.Path) -> Built:
        folder = output / source.stem if output and len(sources) > 1 else output
        options = BuildOptions(folder, **chosen)
        return build_plan(source, options, now())

    _refuse_twins(sources)
    built, failed = _each(sources, one)
    _show(as_json, cli_text.build_json(built), lambda: cli_text.build_lines(built), failed)
    sys.exit(2 if failed else 0 if all(each.saved for each in built) else 1)


@main.command()
@click.argument("sources", metavar="TỆP…", nargs=-1, required=True, type=PATH)
@click.option("--annotate", metavar="BẢN_SAO.xlsx", type=PATH, help="Ghi bản sao của sổ số liệu, có chú thích ở từng ô.")
@JSON
def check(sources: Sequence[pathlib.Path], annotate: pathlib.Path | None, as_json: bool) -> None:
    """Kiểm tra số liệu của tệp kế hoạch."""
    from sedp_docs import cli_text
    from sedp_docs.app.cases import open_plan
    from sedp_docs.problems import has_errors

    if annotate:
        from sedp_docs.app.annotating import annotate_copy, refuse_copy

        refuse_copy(sources, annotate)
    opened, failed = _each(sources, open_plan)
    problems = [problem for each in opened for problem in each.problems]
    written = annotate if annotate and opened and annotate_copy(opened[0], annotate) else None
    _show(as_json, cli_text.check_json(problems, written), lambda: cli_text.check_lines(opened, written), failed)
    sys.exit(2 if failed else 1 if has_errors(problems) else 0)


@main.command()
@SOURCE
@click.argument("figure", metavar="SỐ_LIỆU")
@JSON
def explain(source: pathlib.Path, figure: str, as_json: bool) -> None:
    """Giải thích một con số: tính từ đâu, ghi ở dòng nào, in trong tài liệu nào."""
    from sedp_docs import cli_text
    from sedp_docs.app.explaining import explain_figure

    found = explain_figure(source, figure)
    _show(as_json, cli_text.explain_json(found), lambda: cli_text.explain_lines(found))
    sys.exit(0 if found.lines else 1)


@main.command()
@click.argument("old", metavar="CŨ", type=PATH)
@click.argument("new", metavar="MỚI", type=PATH)
@click.option("-o", "--output", metavar="TỆP.docx", type=PATH, help="Ghi bảng thay đổi ra tệp Word.")
@JSON
def diff(old: pathlib.Path, new: pathlib.Path, output: pathlib.Path | None, as_json: bool) -> None:
    """So sánh hai phiên bản của một kế hoạch: mục, số cũ, số mới, nơi in."""
    from sedp_docs import cli_text
    from sedp_docs.app.comparing import compare, write_changes

    if output and output.suffix.lower() != ".docx":
        raise ReadError(f"bảng thay đổi là tệp Word, không ghi được vào “{output}”", "đặt tên tệp có đuôi .docx")
    found = compare(old, new)
    if output and found.new:
        write_changes(found, output)
    _show(as_json, cli_text.diff_json(found, output), lambda: cli_text.diff_lines(found, output))
    sys.exit(0 if found.new else 1)


@main.command()
@click.argument("source", metavar="TỆP", type=PATH)
@click.option("--stage", metavar="GIAI_ĐOẠN", help="Hồ sơ nào: van-kien, trinh, giao.")
@click.option("--draft", is_flag=True, help="Bản nháp: mỗi trang ghi DỰ THẢO, số liệu còn thiếu in màu vàng.")
@click.option("--pdf", is_flag=True, help="Xuất thêm PDF của từng văn bản và một tệp PDF của cả hồ sơ (cần LibreOffice).")
@click.option("-o", "--output", metavar="TỆP.zip", type=PATH, help="Tệp hồ sơ ghi ra.")
@click.option("--verify", is_flag=True, help="Kiểm tra một hồ sơ .zip đã lập còn nguyên vẹn không.")
@JSON
def package(source: pathlib.Path, stage: str | None, output: pathlib.Path | None, verify: bool, **chosen: Any) -> None:
    """Lập hồ sơ của một giai đoạn thành một tệp .zip; hoặc kiểm tra một hồ sơ đã lập."""
    from sedp_docs import cli_dossier

    data, lines, code = cli_dossier.verified(source) if verify else cli_dossier.packed(source, stage, output, chosen)
    _show(chosen["as_json"], data, lines)
    sys.exit(code)


@main.command()
@click.argument("source", metavar="[TỆP]", required=False, type=PATH)
@LEVEL
@PROFILE
@JSON
def documents(source: pathlib.Path | None, level: str, profile: str, as_json: bool) -> None:
    """Liệt kê tài liệu: mã, tên, dạng tệp; còn thiếu số liệu gì, của đơn vị nào, hạn nào."""
    from sedp_docs import cli_text
    from sedp_docs.app.listing import list_documents

    listed = list_documents(source, _level(level), profile)
    _show(as_json, cli_text.documents_json(listed), lambda: cli_text.documents_lines(listed))
    sys.exit(1 if listed.problems else 0)


@main.group(cls=Group, subcommand_metavar="LỆNH …")
def templates() -> None:
    """Mẫu Word: liệt kê, xuất ra để sửa, kiểm tra mẫu đã sửa."""


@templates.command("list")
@LEVEL
@PROFILE
@JSON
def templates_list(level: str, profile: str, as_json: bool) -> None:
    """Liệt kê các mẫu: mã, tên, tên tệp."""
    from sedp_docs import cli_text
    from sedp_docs.app.templating import list_templates

    listed = list_templates(_level(level), profile)
    _show(as_json, cli_text.templates_json(listed), lambda: cli_text.templates_lines(listed))


@templates.command("export")
@click.argument("id", metavar="MÃ")
@LEVEL
@PROFILE
@click.option("-o", "--output", metavar="TỆP.docx", required=True, type=PATH, help="Tệp ghi ra.")
@JSON
def templates_export(id: str, level: str, profile: str, output: pathlib.Path, as_json: bool) -> None:
    """Xuất một mẫu ra tệp Word để sửa; không ghi đè tệp đã có."""
    from sedp_docs.app.templating import export_template

    export_template(id, _level(level), profile, output)
    _show(as_json, {"problems": [], "written": [str(output)]}, lambda: [f"Đã ghi {output}"])


@templates.command("check")
@click.argument("file", metavar="TỆP.docx", type=PATH)
@click.option("--annotate", metavar="BẢN_SAO.docx", type=PATH, help="Ghi bản sao có chú thích ở từng chỗ.")
@LEVEL
@PROFILE
@JSON
def templates_check(file: pathlib.Path, annotate: pathlib.Path | None, level: str, profile: str, as_json: bool) -> None:
    """Kiểm tra một mẫu Word đã sửa: thẻ, trường, đề mục, bảng, kiểu."""
    from sedp_docs import cli_text
    from sedp_docs.app.templating import check_template_file
    from sedp_docs.problems import has_errors

    checked = check_template_file(file, _level(level), profile, annotate)
    _show(as_json, cli_text.checked_json(checked), lambda: cli_text.checked_lines(checked))
    sys.exit(1 if has_errors(checked.problems) else 0)


@main.command("next-year")
@SOURCE
@click.option(
    "-o", "--output", metavar="TỆP", required=True, type=PATH, help="Kế hoạch năm sau, .xlsx hoặc .yaml; không ghi đè tệp đã có."
)
@JSON
def next_year(source: pathlib.Path, output: pathlib.Path, as_json: bool) -> None:
    """Lập tệp kế hoạch năm sau từ kế hoạch năm nay, kèm danh sách việc đã làm."""
    from sedp_docs import cli_text
    from sedp_docs.app.nextyear import make_next_year

    made = make_next_year(source, output)
    _show(as_json, cli_text.next_year_json(made), lambda: cli_text.next_year_lines(made))
    sys.exit(0 if made.written else 1)


@main.command()
@SOURCE
@click.option("-o", "--output", metavar="TỆP.ics", type=PATH, help="Ghi lịch ra tệp .ics, mở bằng Outlook, điện thoại.")
@click.option("--docx", "word", is_flag=True, help="Ghi thêm bảng Word, cạnh tệp .ics hoặc lich-<tên tệp>.docx.")
@click.option("--all", "every_level", is_flag=True, help="Thêm thời hạn của các cấp khác trong quy trình.")
@JSON
def calendar(source: pathlib.Path, output: pathlib.Path | None, word: bool, every_level: bool, as_json: bool) -> None:
    """Lịch của quy trình cho năm báo cáo: hạn nào, việc gì, ai làm; đánh dấu việc muộn, việc sắp đến hạn."""
    from sedp_docs.app.scheduling import make_calendar
    from sedp_docs.cli_calendar import calendar_json, calendar_lines
    from sedp_docs.clock import now

    made = make_calendar(source, output, now(), word=word, every_level=every_level)
    _show(as_json, calendar_json(made), lambda: calendar_lines(made))
    sys.exit(0 if made.done else 1)


def _level(level: str) -> LevelId:
    from sedp_docs.model import LEVEL_NAMES

    if level not in LEVEL_NAMES:
        raise ReadError(f"không có cấp “{level}”", "chọn một trong: tinh, huyen, xa, thon")
    return LEVEL_NAMES[level]


@main.command()
def schema() -> None:
    """Xuất JSON Schema của tệp kế hoạch, để trình soạn thảo gợi ý và kiểm tra."""
    from sedp_docs.model.schema import plan_schema

    click.echo(json.dumps(plan_schema(), ensure_ascii=False, indent=2))


def _refuse_twins(sources: Sequence[pathlib.Path]) -> None:
    """Refuse sources that would be built into one folder, where the second would overwrite the first."""
    stems = [source.stem.casefold() for source in sources]
    for source in sources:
        if stems.count(source.stem.casefold()) > 1:
            what = f"có hơn một tệp tên “{source.stem}”, văn bản sẽ ghi vào cùng một thư mục"
            raise ReadError(what, "đổi tên tệp, hoặc dựng riêng từng tệp với -o khác nhau")


def _each(sources: Sequence[pathlib.Path], work: Callable[[pathlib.Path], Done]) -> tuple[list[Done], list[SedpError]]:
    """Do the work for every source; one that cannot be read does not keep the others from being done."""
    done: list[Done] = []
    failed: list[SedpError] = []
    for source in sources:
        try:
            done.append(work(source))
        except SedpError as error:
            failed.append(error)
    return done, failed


def _show(as_json: bool, data: dict[str, Any], lines: Callable[[], Sequence[str]], failed: Sequence[SedpError] = ()) -> None:
    for error in failed:
        if as_json:
            data["problems"].append(error.problem.as_json())
        else:
            click.echo(f"Lỗi: {error.problem}", err=True)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in lines():
        click.echo(line)
