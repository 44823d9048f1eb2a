"""The command line: options → one call → exit code. Heavy imports stay inside the commands."""

from __future__ import annotations

import contextlib
import sys
import tempfile
import traceback

import click

from recon import __version__, lean, messages
from recon.cli.annotate import annotate
from recon.cli.common import EXIT_INTERNAL
from recon.cli.match import match
from recon.cli.register import register
from recon.cli.show import explain, text
from recon.cli.template import template
from recon.cli.validate import validate

#: In the order in which ``recon --help`` lists them.
COMMANDS = (validate, annotate, match, template, register, explain, text)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "RECON"})
@click.version_option(__version__, prog_name="recon")
def app() -> None:
    """预算与投资计划核对工具 / reconcile budgets and investment plans.

    \b
    recon validate                 核对随附的规划指标 / check the plan that comes with it
    recon validate 报表.xlsx       核对一个文件 / check a file
    recon explain FOOT01           解释一个代码 / explain a code
    """


for command in COMMANDS:
    app.add_command(command)


def main() -> None:
    """Run the app; whatever was not foreseen becomes a sentence and exit code 10."""
    lean.leave_out()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except Exception as error:
        with tempfile.NamedTemporaryFile(
            "w", prefix="recon-", suffix=".txt", delete=False, encoding="utf-8"
        ) as log:
            log.write(
                f"recon {__version__}\n{''.join(traceback.format_tb(error.__traceback__))}{type(error)!r}\n"
            )
        click.echo(messages.title("internal", "zh", kind=type(error).__name__, log=log.name), err=True)
        click.echo(messages.title("internal", "en", kind=type(error).__name__, log=log.name), err=True)
        sys.exit(EXIT_INTERNAL)
