"""click in Vietnamese: help pages, usage errors, and the one kind of failure that stops a command."""

from __future__ import annotations

import gc
import io
import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from sedp_docs.problems import Problem, SedpError
from sedp_docs.text import did_you_mean


class Command(click.Command):
    """A command whose help page is Vietnamese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line "Cách dùng: …"."""
        pieces = [piece.replace("[OPTIONS]", "[TÙY CHỌN]") for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Vietnamese heading."""
        records = [
            record for each in self.get_params(ctx) if isinstance(each, click.Option) and (record := each.get_help_record(ctx))
        ]
        with formatter.section("Tùy chọn"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option -h with a Vietnamese text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện trang hướng dẫn này."
        return option


class Group(Command, click.Group):
    """The commands; a `SedpError` or a wrong call is a sentence and exit code 2, never a traceback."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands with their first sentence."""
        super().format_options(ctx, formatter)
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in commands])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; see the class for what it does with failures."""
        kwargs["standalone_mode"] = False
        _speak_vietnamese()
        gc.set_threshold(200_000)  # a command is short: most collections would find nothing
        try:
            code = super().main(*args, **kwargs)
        except SedpError as error:
            _show(error.problem)
            code = 2
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.message)
            code = 0
        except click.ClickException as error:
            click.echo(f"Lỗi: {usage_text(error)}", err=True)
            code = 2
        except UnicodeEncodeError:
            click.echo("Lỗi: máy không dùng được tên tệp có dấu; đặt biến môi trường PYTHONUTF8=1 rồi chạy lại", err=True)
            code = 2
        except OSError:
            click.echo("Lỗi: không in được kết quả ra nơi nhận; xem lại chỗ trống trên đĩa rồi chạy lại", err=True)
            code = 2
        except (click.Abort, KeyboardInterrupt):
            click.echo("Đã dừng theo yêu cầu.", err=True)
            code = 2
        sys.exit(code if isinstance(code, int) else 0)


def _speak_vietnamese() -> None:
    """Let a console that lacks Vietnamese letters show what it can instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _show(problem: Problem) -> None:
    if "--json" in sys.argv:
        click.echo(json.dumps({"problems": [problem.as_json()]}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"Lỗi: {problem}", err=True)


def usage_text(error: click.ClickException) -> str:
    """Return what is wrong with a call, and what to do, in Vietnamese."""
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "sedp-docs"
    help_line = f"xem: {path} --help"
    if isinstance(error, click.NoSuchOption):
        return f"không có tùy chọn “{error.option_name}”; {_near(error.option_name, error.possibilities or ())}{help_line}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "tham số"
        return f"thiếu {name}; {help_line}"
    if isinstance(error, click.BadOptionUsage):
        fault = "không nhận giá trị" if "does not take" in error.message else "thiếu giá trị"
        return f"tùy chọn “{error.option_name}” {fault}; {help_line}"
    if isinstance(error, click.BadParameter):
        return f"giá trị không dùng được: {error.message}; {help_line}"
    return f"{_call_fault(error.message)}; {help_line}"


def _call_fault(message: str) -> str:
    """Return what is wrong with the words of a call, from click's English message."""
    words, extra = message.split("'"), message.partition("(")[2].rstrip(")")
    if message.startswith("No such command") and len(words) > 1:
        return f"không có lệnh “{words[1]}”"
    if message.startswith("Got unexpected extra argument"):
        return f"thừa “{extra}” ở cuối lệnh"
    return f"lệnh viết chưa đúng ({message})"


def _near(name: str, known: Sequence[str]) -> str:
    hint = did_you_mean(name, known)
    return f"{hint} " if hint else ""
