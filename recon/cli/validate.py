"""``recon validate``: check workbooks and write what does not add up."""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import EXIT_FINDINGS, EXIT_UNREADABLE, check_output, lang_option, saying
from recon.cli.results import Places, hand_out

if TYPE_CHECKING:
    from recon.batch.inputs import Inputs
    from recon.batch.pool import Runner
    from recon.batch.work import Done, Results
    from recon.model import Report

LEVELS = ("强制性", "核实性", "提示性")
#: Findings shown per file on a terminal; in a pipe and in files there is no limit.
SHOWN = 60
#: Files passed over that are named; of more, the number is told.
NAMED = 5


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="输出格式 / output format; json: nothing else on standard output.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(LEVELS), default=LEVELS[0], show_default=True,
              help="达到此级别即返回 1 / exit 1 from this level on.")  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path),
              help="差异工作簿（文件或文件夹）/ discrepancy workbook: a file, or a folder. "
                   "[default: <name>_差异.xlsx beside the input; of a folder, <folder>_审核 beside it; with --format json none]")  # fmt: skip
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="YYYY-MM-DD",
              help="写入工作簿的日期 / date of the run. [default: today]")  # fmt: skip
@click.option("--targets", type=click.Path(path_type=Path),
              help="指标库，用来核对月报的总额；plan 为随附的规划 / the plan's figures, to check a form's totals "
                   "against; plan: those that come with the program.")  # fmt: skip
@click.option("--previous", type=click.Path(path_type=Path, exists=True),
              help="上月报表（文件或文件夹），核对与上月的衔接 / last month's reports, a file or a folder, to roll "
                   "forward from.")  # fmt: skip
@click.option("--jobs", "-j", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="同时使用的进程数，结果相同 / processes; the result is the same for any number.")  # fmt: skip
@click.option("--scheduler", metavar="tcp://…",
              help="在 Dask 集群上运行，需要 recon[dask] / run on a Dask cluster; needs recon[dask].")  # fmt: skip
@click.option("--strict", is_flag=True, help="不容尾差 / rounding excuses nothing.")
@click.option("--password-file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="存有打开密码的文本文件 / text file that holds the password of encrypted workbooks.")  # fmt: skip
@lang_option
def validate(
    files: tuple[Path, ...],
    form: str,
    fail_on: str,
    output: Path | None,
    date: datetime.datetime | None,
    targets: Path | None,
    previous: Path | None,
    jobs: int,
    scheduler: str | None,
    strict: bool,
    password_file: Path | None,
    lang: str,
) -> None:
    """核对工作簿，写差异工作簿 / check workbooks and write what does not add up.

    \b
    recon validate                            随附的规划指标 / the packaged plan
    recon validate 月报.xlsx                  一份月报 / a monthly report
    recon validate 2021-03/ --previous 2021-02/ --targets plan --jobs 2
                                              全月的报表 / a month of reports
    recon validate 指标.xlsx -o 结果/         结果写入文件夹 / results into a folder
    recon validate 指标.xlsx --format json    供程序读取 / for programs
    退出码 / exit codes: 0 通过, 1 有问题, 2 用法错误, 3 文件无法读取, 10 内部错误
    """
    from recon import packaged
    from recon.batch import inputs, run
    from recon.kinds.options import Options
    from recon.model import Report
    from recon.reports import FORMATS

    asked = _inputs(files, lang)
    check_output(asked.paths, output, lang, many=asked.many)
    password = _password(password_file) if password_file else None
    if targets == Path("plan") and not targets.exists():
        targets = packaged.targets()
    options = Options(strict, targets, password, gather=asked.many)
    places = Places(asked, output, packaged=not files)
    runner, shared = _runner(jobs, scheduler, places, lang)
    with tempfile.TemporaryDirectory(prefix="recon-", dir=shared) as made:
        work = run.Run(
            asked.paths or (packaged.targets(),), options, inputs.expand([previous]).paths if previous else (),
            _results(Path(made), date, lang, asked) if output is not None or form == "table" else None,
            runner, place=shared,
        )  # fmt: skip
        done = run.execute(work, _watched)
        report = Report(run.reports(done))
        click.echo(FORMATS[form](report, lang, SHOWN if sys.stdout.isatty() else None), nl=False)
        if work.results is not None:
            with saying(output or Path(), lang):
                hand_out(done, places, lang, quiet=form == "json")
    sys.exit(exit_code(report, fail_on))


def _results(folder: Path, date: datetime.datetime | None, lang: str, asked: Inputs) -> Results:
    from recon.batch.work import Results

    return Results(folder, date.date() if date else datetime.date.today(), lang, sparing=asked.many)


def _runner(jobs: int, scheduler: str | None, places: Places, lang: str) -> tuple[Runner, Path | None]:
    """Where the files are checked, and the folder that everything running there can see."""
    from recon.batch import pool

    if scheduler is None:
        return pool.processes(jobs), None
    folder = places.folder or Path()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return pool.cluster(scheduler), folder.resolve()
    except ImportError as error:
        raise click.UsageError(messages.title("no_dask", lang)) from error


def _password(path: Path) -> str:
    """The first line of a password file, in UTF-8 or as a Chinese Windows writes it."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return text.strip("\r\n")


def _inputs(files: tuple[Path, ...], lang: str) -> Inputs:
    """The files meant; what was passed over is said, and a folder without any workbook is wrong usage."""
    from recon.batch import inputs

    found = inputs.expand(files)
    for reason, paths in found.skipped.items():
        names = "、".join(str(path) for path in paths[:NAMED])
        key = "skipped_more" if len(paths) > NAMED else "skipped"
        why = messages.title(f"skipped_{reason}", lang)
        click.echo(messages.title(key, lang, names=names, count=len(paths), why=why), err=True)
    if files and not found.paths:
        raise click.UsageError(messages.title("no_files", lang, path="、".join(map(str, files))))
    return found


def _watched(what: str, count: int, done: Iterator[Done]) -> Iterator[Done]:
    """A progress bar with its rate on standard error where several files are checked and someone is watching."""
    if count < 2 or not sys.stderr.isatty():
        yield from done
        return
    start, number = time.monotonic(), 0
    label = messages.title(f"watch_{what}", "zh")

    def rate(_: object) -> str:
        return f"{number / max(time.monotonic() - start, 1e-9):.1f}/s"

    bar = click.progressbar(length=count, label=label, show_pos=True, item_show_func=rate, file=sys.stderr)
    with bar:
        for one in done:
            number += 1
            bar.update(1, one)
            yield one


def exit_code(report: Report, fail_on: str) -> int:
    """The contract of exit codes; an unreadable file outweighs findings."""
    if any(file.error for file in report.files):
        return EXIT_UNREADABLE
    worst = report.worst()
    return EXIT_FINDINGS if worst and LEVELS.index(worst) <= LEVELS.index(fail_on) else 0
