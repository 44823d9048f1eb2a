"""The command line: options → one call → exit code. Heavy imports stay inside the commands."""

from __future__ import annotations

import contextlib
import datetime
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import __version__, messages

if TYPE_CHECKING:
    from recon.model import FileReport, Report

LEVELS = ("强制性", "核实性", "提示性")
#: Findings shown per file on a terminal; in a pipe and in files there is no limit.
SHOWN = 60
EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_INTERNAL = 1, 3, 10

lang_option = click.option(
    "--lang", type=click.Choice(messages.LANGUAGES), default="zh", show_default=True,
    help="语言 / language of what is printed and written.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "RECON"})
@click.version_option(__version__, prog_name="recon")
def app() -> None:
    """预算与投资计划核对工具 / reconcile budgets and investment plans.

    \b
    recon validate                 核对随附的规划指标 / check the plan that comes with it
    recon validate 报表.xlsx       核对一个文件 / check a file
    recon explain FOOT01           解释一个代码 / explain a code
    """


@app.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="输出格式 / output format; json: nothing else on standard output.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(LEVELS), default=LEVELS[0], show_default=True,
              help="达到此级别即返回 1 / exit 1 from this level on.")  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path),
              help="差异工作簿（文件或文件夹）/ discrepancy workbook: a file, or a folder. "
                   "[default: <name>_差异.xlsx beside the input; with --format json none]")  # fmt: skip
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="YYYY-MM-DD",
              help="写入工作簿的日期 / date of the run. [default: today]")  # fmt: skip
@lang_option
def validate(
    files: tuple[Path, ...],
    form: str,
    fail_on: str,
    output: Path | None,
    date: datetime.datetime | None,
    lang: str,
) -> None:
    """核对工作簿，写差异工作簿 / check workbooks and write what does not add up.

    \b
    recon validate                            随附的规划指标 / the packaged plan
    recon validate 指标.xlsx -o 结果/         结果写入文件夹 / results into a folder
    recon validate 指标.xlsx --format json    供程序读取 / for programs
    退出码 / exit codes: 0 通过, 1 有问题, 2 用法错误, 3 文件无法读取, 10 内部错误
    """
    from recon import packaged
    from recon.reports import FORMATS

    paths = files or (packaged.targets(),)
    _check_output(files, output, lang)
    report = _validated(paths)
    limit = SHOWN if sys.stdout.isatty() else None
    click.echo(FORMATS[form](report, lang, limit), nl=False)
    if output is not None or form == "table":
        day = date.date() if date else datetime.date.today()
        for file in report.files:
            if file.error is None:
                _write(file, _place(file, output, packaged=not files), day, lang, quiet=form == "json")
    sys.exit(exit_code(report, fail_on))


def _validated(paths: tuple[Path, ...]) -> Report:
    """Check every file, with a progress bar on standard error when several and someone is watching."""
    from recon import engine

    if len(paths) == 1 or not sys.stderr.isatty():
        return engine.validate(paths)
    with click.progressbar(paths, file=sys.stderr) as bar:
        return engine.validate(bar)


def exit_code(report: Report, fail_on: str) -> int:
    """The contract of exit codes; an unreadable file outweighs findings."""
    if any(file.error for file in report.files):
        return EXIT_UNREADABLE
    worst = report.worst()
    return EXIT_FINDINGS if worst and LEVELS.index(worst) <= LEVELS.index(fail_on) else 0


def _check_output(files: tuple[Path, ...], output: Path | None, lang: str) -> None:
    if output is None:
        return
    if len(files) > 1 and not output.is_dir():
        raise click.UsageError(messages.title("one_output", lang))
    for file in files:
        if output.exists() and file.exists() and output.samefile(file):
            raise click.UsageError(messages.title("own_input", lang, path=file))


def _place(file: FileReport, output: Path | None, *, packaged: bool) -> Path:
    """Where the discrepancy workbook goes: beside the input unless told otherwise."""
    source = Path(file.path)
    name = f"{source.stem}_差异.xlsx"
    if output is None:
        return Path(name) if packaged else source.with_name(name)
    return output / name if output.is_dir() else output


def _write(file: FileReport, path: Path, day: datetime.date, lang: str, *, quiet: bool) -> None:
    from recon.reports import excel, reviews

    free = reviews.free_path(path)
    try:
        excel.write(file, free, lang=lang, date=day)
    except OSError as error:
        click.echo(messages.title("unwritable", lang, path=free, detail=error.strerror), err=True)
        sys.exit(EXIT_UNREADABLE)
    if free != path:
        click.echo(messages.title("kept", lang, path=path, other=free), err=True)
    if not quiet:
        click.echo(messages.title("written", lang, path=free))


@app.command()
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="全部代码 / every code, as the reference in docs.")
@lang_option
def explain(code: str | None, every: bool, lang: str) -> None:
    """解释一个代码：含义、依据、正反例、怎么办 / explain a code.

    \b
    recon explain FOOT01
    recon explain --all --lang en
    """
    from recon import pages

    if every:
        click.echo(pages.reference(lang), nl=False)
    elif code and code.upper() in pages.PAGES:
        click.echo(pages.render(code.upper(), lang), nl=False)
    else:
        raise click.UsageError(
            messages.title("no_code", lang, code=code or "", codes=" ".join(sorted(pages.PAGES)))
        )


@app.command()
@click.argument("file", type=click.Path(path_type=Path))
@lang_option
def text(file: Path, lang: str) -> None:
    """把工作簿显示为纯文本，供 git diff 使用 / a workbook as plain text, for git diffs.

    \b
    git config diff.recon.textconv "recon text"
    """
    from recon import plaintext, workbook
    from recon.errors import UnreadableError

    try:
        click.echo(plaintext.dump(workbook.read(file)), nl=False)
    except UnreadableError as error:
        click.echo(f"[{messages.word('强制性', lang)} {error.code}] {error.sentence(lang)}", err=True)
        sys.exit(EXIT_UNREADABLE)


@app.command()
@click.option("--kind", type=click.Choice(["targets"]), default="targets", show_default=True,
              help="表的种类 / kind of workbook.")  # fmt: skip
@click.option("--from", "source", type=click.Path(path_type=Path),
              help="沿用已有工作簿的数据，重新排版 / keep this workbook's rows, lay them out afresh.")  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), required=True, help="输出文件 / file to write."
)
@lang_option
def template(kind: str, source: Path | None, output: Path, lang: str) -> None:
    """生成空白表，或为已有数据重新排版 / make a blank form, or lay out existing rows.

    \b
    recon template -o 我的指标.xlsx
    recon template --from 旧指标.xlsx -o 新指标.xlsx
    """
    from recon import templates
    from recon.errors import UnreadableError

    if source is not None:
        _check_output((source,), output, lang)
    try:
        templates.write(kind, output, source=source, lang=lang)
    except UnreadableError as error:
        click.echo(f"[{messages.word('强制性', lang)} {error.code}] {error.sentence(lang)}", err=True)
        sys.exit(EXIT_UNREADABLE)
    except OSError as error:
        click.echo(messages.title("unwritable", lang, path=output, detail=error.strerror), err=True)
        sys.exit(EXIT_UNREADABLE)


def main() -> None:
    """Run the app; whatever was not foreseen becomes a sentence and exit code 10."""
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
