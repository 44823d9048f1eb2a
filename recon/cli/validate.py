"""``recon validate``: check workbooks and write what does not add up."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import (
    check_output,
    definition_findings,
    fail_on_option,
    first_line,
    lang_option,
    plan_in_force,
    saying,
)
from recon.cli.words import Command

if TYPE_CHECKING:
    from recon.batch.inputs import Inputs

#: What ``--received`` offers.
RUN_DATE, FILE_TIME = "登记日期", "文件时间"
#: Files passed over that are named; of more, the number is told.
NAMED = 5


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "line", "json"]),
    default="table",
    show_default=True,
    help="输出格式：line 每个文件一行结论；json 时标准输出只有 JSON / output format; line: a verdict for each file; json: nothing else on standard output.",
)
@fail_on_option
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="差异工作簿（文件或文件夹），默认写在输入旁的 <文件名>_差异.xlsx，文件夹则为旁边的 <文件夹>_审核，json 时不写 / discrepancy workbook: a file, or a folder. "
    "[default: <name>_差异.xlsx beside the input; of a folder, <folder>_审核 beside it; with --format json none]",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="写入工作簿的日期，默认今天 / date of the run. [default: today]",
)
@click.option(
    "--targets",
    type=click.Path(path_type=Path),
    help="指标库，用来核对月报的总额；plan 为随附的规划 / the plan's figures, to check a form's totals "
    "against; plan: those that come with the program.",
)
@click.option(
    "--form",
    "defined",
    type=click.Path(path_type=Path),
    multiple=True,
    help="表样，可重复；不给时用报表所在文件夹里名称含“表样”的工作簿 / form definitions, repeatable. [default: "
    "workbooks with 表样 in their name in the folder of the submissions]",
)
@click.option(
    "--explanations",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="写有审核说明的差异工作簿、标注副本或其文件夹，可重复；与报表同处的自动读取 / workbooks or folders "
    "in which explanations were written, repeatable; those beside a file are read anyway.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="上月报表（文件或文件夹），核对与上月的衔接 / last month's reports, a file or a folder, to roll forward from.",
)
@click.option(
    "--annual",
    type=click.Path(path_type=Path, exists=True),
    help="年度投资计划（文件或文件夹），核对本年计划 / annual plans, a file or a folder, to check 本年计划 against.",
)
@click.option(
    "--register",
    "kept",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="登记簿，记入旁边的 .sqlite / the office's register; what came is kept in the .sqlite beside it.",
)
@click.option(
    "--received",
    type=click.Choice([RUN_DATE, FILE_TIME]),
    default=RUN_DATE,
    show_default=True,
    help="收到日期从何而来：登记日期，或文件的修改时间；文件夹中的 received.csv（文件,收到日期）优先 / the day a file was received: that of "
    "the run, or its file time; a received.csv (file,received) in the folder comes first.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="同时使用的进程数，结果相同 / processes; the result is the same for any number.",
)
@click.option(
    "--scheduler",
    metavar="tcp://…",
    help="在 Dask 集群上运行，需要 recon[dask] / run on a Dask cluster; needs recon[dask].",
)
@click.option(
    "--open",
    "shown",
    is_flag=True,
    help="用表格软件打开标注副本 / open the marked copies in the program for spreadsheets.",
)
@click.option("--strict", is_flag=True, help="不容尾差 / rounding excuses nothing.")
@click.option(
    "--eager",
    is_flag=True,
    help="自由表中仅属推测的也列出（提示性） / in tables of no known form, tell conjectures, too.",
)
@click.option(
    "--learn",
    "learnt",
    type=click.Path(path_type=Path),
    metavar="表样.xlsx",
    help="把一份自由表中找到的关系写成表样，都是待确认 / write the relations found in one table of no known form as a definition, "
    "each to be confirmed.",
)
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="存有打开密码的文本文件 / text file that holds the password of encrypted workbooks.",
)
@lang_option
def validate(
    files: tuple[Path, ...],
    form: str,
    fail_on: str,
    output: Path | None,
    date: datetime.datetime | None,
    targets: Path | None,
    defined: tuple[Path, ...],
    explanations: tuple[Path, ...],
    previous: Path | None,
    annual: Path | None,
    kept: Path | None,
    received: str,
    jobs: int,
    scheduler: str | None,
    shown: bool,
    strict: bool,
    eager: bool,
    learnt: Path | None,
    password_file: Path | None,
    lang: str,
) -> None:
    """核对工作簿，写差异工作簿 / check workbooks and write what does not add up.

    \b
    recon validate                            随附的规划指标 / the packaged plan
    recon validate 月报.xlsx                  一份月报 / a monthly report
    recon validate 任意.xlsx                  任何有数字的表 / any workbook with tables
    recon validate 2021-03/ --previous 2021-02/ --targets plan --jobs 2
                                              全月的报表 / a month of reports
    recon validate 指标.xlsx -o 结果/         结果写入文件夹 / results into a folder
    recon validate 指标.xlsx --format json    供程序读取 / for programs
    退出码：0 通过或待核实，1 有问题，2 用法错误，3 文件无法读取，10 内部错误 / exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, 3 unreadable, 10 internal error
    """
    from recon.cli.checking import Request, run_request

    plan_in_force(targets, lang, lenient=True)
    given = _inputs(files, lang)
    if learnt is not None:
        check_output(given.paths, learnt, lang)
        if given.many or len(given.paths) != 1:
            raise click.UsageError(messages.title("learn_one", lang))
    definitions = _definitions(given, defined, lang)
    inputs = _without(given, definitions)
    check_output(inputs.paths, output, lang, many=inputs.many)
    request = Request(
        inputs=inputs,
        packaged=not files,
        format=form,
        output=output,
        day=date.date() if date else datetime.date.today(),
        targets=_plan(targets),
        definitions=definitions,
        explanations=explanations,
        previous=_expanded(previous),
        annual=_expanded(annual),
        figures=annual if annual and annual.is_file() else None,
        register=kept,
        by_file_time=received == FILE_TIME,
        jobs=jobs,
        scheduler=scheduler,
        open=shown,
        strict=strict,
        eager=eager,
        learn=learnt,
        password=first_line(password_file) if password_file else None,
        fail_on=fail_on,
        lang=lang,
    )
    sys.exit(run_request(request))


def _plan(targets: Path | None) -> Path | None:
    """The targets workbook meant; ``plan`` is the packaged one unless a file is called so."""
    from recon import packaged

    return packaged.targets() if targets == Path("plan") and not targets.exists() else targets


def _expanded(path: Path | None) -> Inputs | None:
    """The workbooks of a file or a folder."""
    from recon.batch import inputs

    return inputs.expand([path]) if path else None


def _definitions(asked: Inputs, named: tuple[Path, ...], lang: str) -> tuple[Path, ...]:
    """The form definitions meant: those named, else those in the folders of the submissions; faults are reported."""
    from recon.batch import inputs

    if named:
        from recon.defined import fillings

        with saying(Path(), lang):
            for own in fillings.forms(named):
                definition_findings(own.definition, lang)
        return named
    folders = dict.fromkeys((*asked.folders, *(path.parent for path in asked.paths)))
    paths = tuple(path for folder in folders for path in inputs.definitions(folder))
    reported = {path.resolve() for path in asked.paths}
    return tuple(path for path in paths if _usable(path, lang, reported=path.resolve() in reported))


def _usable(path: Path, lang: str, *, reported: bool) -> bool:
    """Whether a workbook called 表样 beside the submissions declares a table; one that does not costs only itself.

    What is wrong with it is said here, unless it is checked and ``reported`` as one of the submissions.
    """
    from recon.defined import fillings
    from recon.errors import UnreadableError

    try:
        definition = fillings.forms((path,))[0].definition
    except UnreadableError as error:
        if not reported:
            click.echo(error.sentence(lang), err=True)
        return False
    if definition.tables or not reported:
        definition_findings(definition, lang, needed=False)
    return bool(definition.tables)


def _without(asked: Inputs, definitions: tuple[Path, ...]) -> Inputs:
    """The inputs without the definitions among a folder's files."""
    theirs = {path.resolve() for path in definitions}
    kept = tuple(path for path in asked.paths if path.resolve() not in theirs)
    return dataclasses.replace(asked, paths=kept) if asked.many else asked


def _inputs(files: tuple[Path, ...], lang: str) -> Inputs:
    """The files meant; what was passed over is reported, and a folder without any workbook is wrong usage."""
    from recon.batch import inputs

    expanded = inputs.expand(files)
    for reason, paths in expanded.skipped.items():
        names = "、".join(str(path) for path in paths[:NAMED])
        key = "skipped_more" if len(paths) > NAMED else "skipped"
        why = messages.title(f"skipped_{reason}", lang)
        click.echo(messages.title(key, lang, names=names, count=len(paths), why=why), err=True)
    if files and not expanded.paths:
        raise click.UsageError(messages.title("no_files", lang, path="、".join(map(str, files))))
    return expanded
