"""``recon validate``: check workbooks and write what does not add up."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import EXIT_FINDINGS, EXIT_UNREADABLE, check_output, lang_option, saying

if TYPE_CHECKING:
    from recon.kinds.options import Options
    from recon.model import FileReport, Report
    from recon.outputs import Outputs

LEVELS = ("强制性", "核实性", "提示性")
#: Findings shown per file on a terminal; in a pipe and in files there is no limit.
SHOWN = 60


@click.command()
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
@click.option("--targets", type=click.Path(path_type=Path),
              help="指标库，用来核对月报的总额；plan 为随附的规划 / the plan's figures, to check a form's totals "
                   "against; plan: those that come with the program.")  # fmt: skip
@click.option("--explanations", "told", type=click.Path(path_type=Path, exists=True), multiple=True,
              help="写有审核说明的差异工作簿、标注副本或其文件夹，可重复；与报表同处的自动读取 / workbooks or folders "
                   "in which explanations were written, repeatable; those beside a file are read anyway.")  # fmt: skip
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
    told: tuple[Path, ...],
    strict: bool,
    password_file: Path | None,
    lang: str,
) -> None:
    """核对工作簿，写差异工作簿 / check workbooks and write what does not add up.

    \b
    recon validate                            随附的规划指标 / the packaged plan
    recon validate 月报.xlsx                  一份月报 / a monthly report
    recon validate 指标.xlsx -o 结果/         结果写入文件夹 / results into a folder
    recon validate 指标.xlsx --format json    供程序读取 / for programs
    退出码 / exit codes: 0 通过, 1 有问题, 2 用法错误, 3 文件无法读取, 10 内部错误
    """
    from recon import packaged
    from recon.kinds.options import Options
    from recon.reports import FORMATS

    files = _inputs(files, lang)
    paths = files or (packaged.targets(),)
    check_output(files, output, lang)
    password = _password(password_file) if password_file else None
    if targets == Path("plan") and not targets.exists():
        targets = packaged.targets()
    told = (*told, *_results(output, packaged=not files))
    report = _validated(paths, Options(strict, targets, password, explanations=told))
    limit = SHOWN if sys.stdout.isatty() else None
    click.echo(FORMATS[form](report, lang, limit), nl=False)
    if output is not None or form == "table":
        day = date.date() if date else datetime.date.today()
        with saying(output or Path(), lang):
            _hand_out(report, output, day, lang, packaged=not files, quiet=form == "json")
    sys.exit(exit_code(report, fail_on))


def _results(output: Path | None, *, packaged: bool) -> tuple[Path, ...]:
    """The folder of earlier results, which are read for explanations; none where it is the inputs' own."""
    if output is None:
        return (Path(),) if packaged else ()
    return (output if output.is_dir() else output.parent,)


def _password(path: Path) -> str:
    """The first line of a password file, in UTF-8 or as a Chinese Windows writes it."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return text.strip("\r\n")


def _inputs(files: tuple[Path, ...], lang: str) -> tuple[Path, ...]:
    """Each file once, without lock files and, where a folder's files are given, without what we wrote there."""
    given: list[Path] = []
    for path in files:
        if path.resolve() not in {known.resolve() for known in given}:
            given.append(path)
    names = {path.name for path in given}
    ours = [path for path in given if _is_ours(path, names)]
    if len(ours) == len(given):
        return tuple(given)  # asked for by name, so meant
    if ours:
        click.echo(messages.title("skipped", lang, names="、".join(str(path) for path in ours)), err=True)
    return tuple(path for path in given if path not in ours)


def _is_ours(path: Path, names: set[str]) -> bool:
    """A lock file, a discrepancy workbook, or the marked copy of another file given."""
    found = re.fullmatch(r"(.+)_(差异|标注)(\(\d+\))?", path.stem)
    if path.name.startswith(("~$", ".~lock")):
        return True
    return bool(found) and (found[2] == "差异" or any(Path(n).stem == found[1] for n in names))  # type: ignore[index]


def _validated(paths: tuple[Path, ...], options: Options) -> Report:
    """Check every file, with a progress bar on standard error when several and someone is watching."""
    from recon import engine

    if len(paths) == 1 or not sys.stderr.isatty():
        return engine.validate(paths, options)
    with click.progressbar(paths, file=sys.stderr) as bar:
        return engine.validate(bar, options)


def exit_code(report: Report, fail_on: str) -> int:
    """The contract of exit codes; an unreadable file outweighs findings."""
    if any(file.error for file in report.files):
        return EXIT_UNREADABLE
    worst = report.worst()
    return EXIT_FINDINGS if worst and LEVELS.index(worst) <= LEVELS.index(fail_on) else 0


def _place(file: FileReport, output: Path | None, *, packaged: bool) -> Path:
    """Where the discrepancy workbook goes: beside the input unless told otherwise."""
    source = Path(file.path)
    name = f"{source.stem}_差异.xlsx"
    if output is None:
        return Path(name) if packaged else source.with_name(name)
    return output / name if output.is_dir() else output


def _write(file: FileReport, path: Path, day: datetime.date, lang: str, run: Outputs) -> Path:
    """The discrepancy workbook; one that holds review notes is left alone."""
    from recon.outputs import workplace
    from recon.reports import excel, explained, reviews

    carried = frozenset(explained.texts(file))
    with workplace(path) as made:
        excel.write(file, made, lang=lang, date=day)
        return run.settle(made, path, lambda there: reviews.disposable(there, carried))


def _mark(file: FileReport, output: Path | None, lang: str, run: Outputs) -> Path:
    """The officer's own file with marks, beside the discrepancy workbook; an earlier one is left alone."""
    from recon.outputs import workplace
    from recon.reports import annotate

    source = Path(file.path)
    folder = output if output is not None and output.is_dir() else (output or source).parent
    path = folder / f"{source.stem}_标注{source.suffix}"
    with workplace(path) as made:
        return run.settle(annotate.write(file, source, made, lang=lang), path, lambda _: False)


def _hand_out(
    report: Report, output: Path | None, day: datetime.date, lang: str, *, packaged: bool, quiet: bool
) -> None:
    """Write what goes with each file that could be read, and say where it is."""
    from recon.outputs import Outputs

    run = Outputs({Path(file.path).resolve() for file in report.files})
    for file in report.files:
        if file.error is not None:
            continue
        wanted = _place(file, output, packaged=packaged)
        made = {"written": _write(file, wanted, day, lang, run)}
        if made["written"] != wanted:
            click.echo(messages.title("kept", lang, path=wanted, other=made["written"]), err=True)
        if file.kind != "targets" and file.findings:
            made["marked"] = _mark(file, output, lang, run)
        for key, path in made.items():
            if not quiet:
                click.echo(messages.title(key, lang, path=path))
