"""The command line: options → one call → exit code. Heavy imports stay inside the commands."""

from __future__ import annotations

import os
import tempfile
import traceback
from typing import NoReturn

import click

from recon import errors, lean, messages
from recon.cli import streams, words
from recon.cli.annotate import annotate
from recon.cli.common import EXIT_FINDINGS, EXIT_INTERNAL, EXIT_INTERRUPTED, EXIT_UNREADABLE
from recon.cli.form import form
from recon.cli.learn import learn
from recon.cli.match import match
from recon.cli.page import page
from recon.cli.register import register
from recon.cli.show import doctor, explain, text
from recon.cli.template import template
from recon.cli.validate import validate
from recon.cli.words import Group
from recon.version import __version__

#: In the order in which ``recon --help`` lists them.
COMMANDS = (validate, annotate, match, template, form, learn, register, page, explain, text, doctor)


def _spoken(context: click.Context, _: click.Parameter, lang: str | None) -> None:
    """A language given before the command is the command's, where that takes one."""
    if lang is not None:
        spoken = {"lang": lang}
        context.default_map = {
            command.name or "": dict.fromkeys(command.commands, spoken) if isinstance(command, click.Group) else spoken
            for command in COMMANDS
        }


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "RECON"})
@click.version_option(__version__, prog_name="recon", message="%(prog)s %(version)s", help="显示版本 / the version.")
@click.option(
    "--lang",
    type=click.Choice(messages.LANGUAGES),
    expose_value=False,
    callback=_spoken,
    is_eager=True,
    help="语言（zh 中文，en 英文），也可写在命令之后 / language, also behind the command.",
)
def app() -> None:
    """预算与投资计划核对工具 / reconcile budgets and investment plans.

    \b
    recon validate                 核对随附的规划指标 / check the plan that comes with it
    recon validate 报表.xlsx       核对一个文件 / check a file
    recon explain FOOT01           解释一个代码 / explain a code
    """


for command in COMMANDS:
    app.add_command(command)


def main() -> NoReturn:
    """The command as a process: run, and gone with its exit code."""
    lean.end(run())


def run() -> int:
    """Run the app, its exit code; whatever was not foreseen becomes a sentence and exit code 10."""
    lean.leave_out()
    guarded = streams.guard()
    errors.hush()
    try:
        code = _run()
    except KeyboardInterrupt:  # while it was being told what went wrong
        code = EXIT_INTERRUPTED
    if (trouble := streams.failed(guarded)) and code in (0, EXIT_FINDINGS):
        click.echo(messages.title("no_output", words.spoken(), detail=os.strerror(trouble)), err=True)
        code = EXIT_UNREADABLE
    return code


def _run() -> int:
    """Run the command of this process; its exit code."""
    try:
        status = app(standalone_mode=False)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except (click.Abort, KeyboardInterrupt):
        click.echo(messages.title("interrupted", words.spoken()), err=True)
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:
        _internal(error)
        return EXIT_INTERNAL
    return status if isinstance(status, int) else 0


def _internal(error: Exception) -> None:
    """Keep what the maintainers need, without any of the user's data, and say where."""
    with tempfile.NamedTemporaryFile("w", prefix="recon-", suffix=".txt", delete=False, encoding="utf-8") as log:
        log.write(f"recon {__version__}\n{''.join(traceback.format_tb(error.__traceback__))}{type(error)!r}\n")
    sentences = {
        lang: messages.title("internal", lang, kind=type(error).__name__, log=log.name) for lang in ("zh", "en")
    }
    click.echo("\n".join(sentences.values()), err=True)
