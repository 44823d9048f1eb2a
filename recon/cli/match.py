"""``recon match``: two project libraries reconciled one to one."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import EXIT_FINDINGS, check_output, fails, format_option, lang_option, plan_in_force, saying
from recon.cli.streams import put
from recon.cli.words import Command
from recon.model import LEVELS

if TYPE_CHECKING:
    from recon.match.result import Result


@click.command(cls=Command)
@click.argument("left", type=click.Path(path_type=Path))
@click.argument("right", type=click.Path(path_type=Path))
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    help="对照表，或上次填好结论的比对工作簿 / decisions: a 对照表, or the last workbook with decisions filled in.",
)
@click.option(
    "--targets",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="带“名录”的指标库，其中“别名”为地区、单位的曾用名 / a plan whose 名录 tells former names of places and units (别名).",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="比对工作簿，默认写在左表旁的 <左表>_比对.xlsx，json 时不写 / workbook to write. [default: <left>_比对.xlsx beside the left file; with --format json none]",
)
@format_option
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS[::-1]),
    default=LEVELS[1],
    show_default=True,
    help="有达到此级别的不一致或待定项即返回 1 / exit 1 from this level on; what is undecided is 核实性.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="同时使用的进程数，按名称配对的项目满 5 万个才用，结果相同 / processes, used from 50,000 projects matched by name on; the result is the same.",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="写入工作簿的日期，默认今天 / date of the run. [default: today]",
)
@lang_option
def match(
    left: Path,
    right: Path,
    pairs: Path | None,
    targets: Path | None,
    output: Path | None,
    shape: str,
    fail_on: str,
    jobs: int,
    date: datetime.datetime | None,
    lang: str,
) -> None:
    """两个项目库（或项目库与月报）逐项比对 / reconcile two project libraries one to one.

    \b
    recon match 行业子库.xlsx 地方子库.xlsx                 写 行业子库_比对.xlsx / writes 行业子库_比对.xlsx
    recon match 行业子库.xlsx 地方子库.xlsx --pairs 上次比对.xlsx -o 本次比对.xlsx
    recon match 行业子库.xlsx 地方子库.xlsx --format json   供程序读取 / for programs
    退出码：0 没有需要决定的，1 有，2 用法错误，3 文件无法读取，10 内部错误 / exit codes: 0 nothing to decide, 1 something, 2 wrong usage, 3 unreadable, 10 internal error
    """
    given = tuple(path for path in (left, right, pairs) if path is not None)
    for path in given:
        check_output((path,), output, lang)
    if left.exists() and right.exists() and left.samefile(right):
        raise click.UsageError(messages.matching("same_file", lang, path=left))
    plan_in_force(targets, lang)
    with saying(left, lang):
        result = _match(left, right, pairs, targets, jobs, lang)
    wanted = _place(left, output) if output is not None or shape == "table" else None
    day = date.date() if date else datetime.date.today()
    _tell(result, shape, wanted or left, day, lang)
    if wanted is not None:
        with saying(wanted, lang):
            _write(result, wanted, given, day, lang, quiet=shape == "json")
    sys.exit(EXIT_FINDINGS if fails(result.worst(), fail_on) else 0)


def _match(left: Path, right: Path, pairs: Path | None, targets: Path | None, jobs: int, lang: str) -> Result:
    from recon.catalogue import in_force
    from recon.match import former, library, run, shard
    from recon.match import pairs as decisions
    from recon.plan import catalogue

    names = former.from_catalogue(in_force())
    if targets is not None and catalogue.read(targets) is None:  # an older 名录 has former names alone
        names = former.read(targets)
    one, other = (replace(library.read(path), former=names) for path in (left, right))
    decided = decisions.read(pairs) if pairs is not None else []
    try:
        return run.reconcile(one, other, decided, spread=shard.processes(jobs))
    except ImportError as error:
        raise click.UsageError(messages.matching("no_match", lang)) from error


def _place(left: Path, output: Path | None) -> Path:
    """The path of the workbook: as given, or beside the left file."""
    name = f"{left.stem}_比对.xlsx"
    if output is None:
        return left.with_name(name)
    return output / name if output.is_dir() else output


def _tell(result: Result, shape: str, path: Path, day: datetime.date, lang: str) -> None:
    from recon.match.reports import console, json
    from recon.match.reports.layout import plan

    layout = plan(result, lang, day, path)
    limit = console.NOTES if sys.stdout.isatty() else None
    if shape == "json":
        put(json.render(layout))
    else:
        click.echo(console.render(layout, limit), nl=False)


def _write(
    result: Result, wanted: Path, given: tuple[Path, ...], day: datetime.date, lang: str, *, quiet: bool
) -> None:
    """Write beside the wanted place and move there; a workbook that somebody may have filled in is left alone."""
    from recon.match import reports as writer
    from recon.outputs import Outputs, workplace

    with workplace(wanted) as made:
        writer.write(result, made, lang=lang, date=day, beside=wanted)
        path = Outputs({p.resolve() for p in given}).settle(made, wanted, lambda _: False)
    if path != wanted:
        click.echo(messages.title("kept", lang, path=wanted, other=path), err=True)
    if not quiet:
        click.echo(messages.matching("written", lang, path=path))
