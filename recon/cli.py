"""The command line: options → one call → exit code. Heavy imports stay inside the commands."""

from __future__ import annotations

import contextlib
import datetime
import re
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import __version__, messages

if TYPE_CHECKING:
    from recon.kinds.options import Options
    from recon.model import FileReport, Report
    from recon.outputs import Outputs
    from recon.templates.layout import Form
    from recon.templates.order import Order

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
@click.option("--targets", type=click.Path(path_type=Path),
              help="指标库，用来核对月报的总额；plan 为随附的规划 / the plan's figures, to check a form's totals "
                   "against; plan: those that come with the program.")  # fmt: skip
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
    _check_output(files, output, lang)
    password = _password(password_file) if password_file else None
    if targets == Path("plan") and not targets.exists():
        targets = packaged.targets()
    report = _validated(paths, Options(strict, targets, password))
    limit = SHOWN if sys.stdout.isatty() else None
    click.echo(FORMATS[form](report, lang, limit), nl=False)
    if output is not None or form == "table":
        day = date.date() if date else datetime.date.today()
        with _saying(output or Path(), lang):
            _hand_out(report, output, day, lang, packaged=not files, quiet=form == "json")
    sys.exit(exit_code(report, fail_on))


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


def _check_output(files: tuple[Path, ...], output: Path | None, lang: str) -> None:
    if output is None:
        return
    if not output.suffix and not output.exists():
        with _saying(output, lang):
            output.mkdir(parents=True)
    if (
        output.suffix
        and output.suffix.lower() not in (".xlsx", ".xlsm", ".xltx", ".xltm")
        and not output.is_dir()
    ):
        raise click.UsageError(messages.title("not_a_sheet", lang, path=output))
    if output.suffix and not output.parent.exists():
        with _saying(output, lang):
            output.parent.mkdir(parents=True)
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


def _write(file: FileReport, path: Path, day: datetime.date, lang: str, run: Outputs) -> Path:
    """The discrepancy workbook; one that holds review notes is left alone."""
    from recon.outputs import workplace
    from recon.reports import excel, reviews

    with workplace(path) as made:
        excel.write(file, made, lang=lang, date=day)
        return run.settle(made, path, reviews.disposable)


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


@app.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--clean", is_flag=True, help="清除标注 / take all marks away.")
@click.option("--output", "-o", type=click.Path(path_type=Path),
              help="输出文件 / file to write. [default: <name>_标注, with --clean <name>_清除]")  # fmt: skip
@lang_option
def annotate(file: Path, clean: bool, output: Path | None, lang: str) -> None:
    """在报送文件的副本上标出问题，其余不变 / mark the findings in a copy of the file, nothing else changed.

    \b
    recon annotate 月报.xlsx                 写 月报_标注.xlsx
    recon annotate 月报_标注.xlsx --clean    清除底色、批注和清单
    """
    from recon import engine
    from recon.outputs import Outputs, workplace
    from recon.reports import annotate as marks

    _check_output((file,), output, lang)
    path = output or file.parent / f"{file.stem}_{'清除' if clean else '标注'}{file.suffix}"
    with _saying(path, lang), workplace(path) as made:
        if clean:
            made = marks.clean(file, made)
        else:
            made = marks.write(engine.validate_file(file), file, made, lang=lang)
        written = Outputs().settle(made, path, lambda _: False)
    click.echo(messages.title("marked", lang, path=written))


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
    elif code:
        raise click.UsageError(
            messages.title("no_code", lang, code=code, codes=" ".join(sorted(pages.PAGES)))
        )
    else:
        for known, page in pages.PAGES.items():
            click.echo(f"{known:8} {messages.pick(page.title, lang)}")


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
@click.option("--kind", type=click.Choice(["targets", "monthly"]),
              help="表的种类 / kind of workbook. [default: monthly with --month, else targets]")  # fmt: skip
@click.option("--from", "source", type=click.Path(path_type=Path),
              help="沿用已有工作簿的数据，重新排版 / keep this workbook's rows, lay them out afresh.")  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), required=True, help="输出文件 / file to write."
)
@click.option("--month", metavar="YYYY-MM", help="月报的报告期 / month of the report.")
@click.option("--network", metavar="网别", help="七张网之一，如 路网 / one of the seven networks.")
@click.option("--region", metavar="地区", help="市（州）；牵头部门为 全省 / region; lead departments: 全省.")
@click.option("--unit", metavar="单位", default="万元", show_default=True,
              help="元、千元、万元、百万元、亿元 / unit of the amounts.")  # fmt: skip
@click.option("--projects", type=click.Path(path_type=Path),
              help="项目清单，预填项目；金额列未写单位的按 --unit / list of projects to fill in; "
                   "amounts whose head names no unit are in --unit.")  # fmt: skip
@click.option("--previous", type=click.Path(path_type=Path),
              help="上月报表，沿用项目并填上月末累计完成 / last month's report, carried over.")  # fmt: skip
@click.option("--all", "every", is_flag=True,
              help="生成全月各单位的表（91 个），-o 为文件夹 / every form of the month, into a folder.")  # fmt: skip
@click.option("--protect", is_flag=True, help="保护公式单元格，无密码 / protect formula cells, no password.")
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite files that exist.")
@lang_option
def template(
    kind: str | None, source: Path | None, output: Path, month: str | None, network: str | None,
    region: str | None, unit: str, projects: Path | None, previous: Path | None, every: bool, protect: bool,
    force: bool, lang: str,
) -> None:  # fmt: skip
    """生成空白表，或为已有数据重新排版 / make a blank form, or lay out existing rows.

    \b
    recon template --month 2021-03 --network 路网 --region 长春市 -o 月报.xlsx
    recon template --month 2021-04 --network 路网 --region 长春市 --previous 月报.xlsx -o 下月.xlsx
    recon template --month 2021-03 --all -o 月报/       全月 91 个表 / all 91 forms
    recon template -o 我的指标.xlsx                     空白规划指标 / a blank plan
    recon template --from 旧指标.xlsx -o 新指标.xlsx
    """
    given = {"--network": network, "--region": region, "--projects": projects, "--previous": previous,
             "--all": every, "--protect": protect, "--unit": unit != "万元"}  # fmt: skip
    used = [option for option, value in given.items() if value]
    _check_kind(kind or ("monthly" if month else "targets"), source, month, used, lang)
    inputs = tuple(path for path in (source, projects, previous) if path is not None)
    for path in inputs:
        _check_output((path,), output, lang)
    if month is None:
        with _saying(output, lang):
            from recon import templates
            from recon.outputs import workplace
            from recon.templates.order import save

            with workplace(output) as made:
                templates.write("targets", made, source=source, lang=lang)
                save([(output, made.read_bytes())], force=force)
        return
    with _saying(output, lang):
        from recon.templates.order import Order

        order = Order(month, network, region, unit, projects, previous, every, protect, lang)
        _write_forms(order, output, inputs, force=force)


def _check_kind(kind: str, source: Path | None, month: str | None, used: list[str], lang: str) -> None:
    """Options that belong to the other kind of workbook are wrong usage, not ignored."""
    if kind == "monthly" and month is None:
        raise click.UsageError(messages.form("no_month", lang))
    if kind == "monthly" and source is not None:
        raise click.UsageError(messages.form("only_targets", lang))
    if kind == "targets" and (month is not None or used):
        raise click.UsageError(messages.form("only_monthly", lang, options=" ".join(used or ["--month"])))


def _write_forms(order: Order, output: Path, inputs: tuple[Path, ...], *, force: bool) -> None:
    """Make every form first, so that nothing is written where one cannot be."""
    from itertools import product

    from recon.templates import monthly
    from recon.templates.order import forms, place, save

    ordered = forms(order)
    with _watched(ordered) as watched:
        files = [(place(form, output, every=order.every), monthly.make(form)) for form in watched]
    for path, source in product((path for path, _ in files), inputs):
        _check_output((source,), path, order.lang)
    save(files, force=force)
    if order.every:
        click.echo(messages.form("made", order.lang, count=len(files), path=output))


def _watched(forms: list[Form]) -> contextlib.AbstractContextManager[Iterable[Form]]:
    """The forms, with a progress bar on standard error when several and someone is watching."""
    if len(forms) == 1 or not sys.stderr.isatty():
        return contextlib.nullcontext(forms)
    return click.progressbar(forms, file=sys.stderr)


@contextlib.contextmanager
def _saying(output: Path, lang: str) -> Iterator[None]:
    """Turn what can go wrong while a form is made into its sentence and exit code."""
    from xlsxwriter.exceptions import FileCreateError

    from recon.errors import UnreadableError
    from recon.templates.refused import RefusedError

    try:
        yield
    except RefusedError as error:
        raise click.UsageError(error.sentence(lang)) from error
    except UnreadableError as error:
        click.echo(f"[{messages.word('强制性', lang)} {error.code}] {error.sentence(lang)}", err=True)
        sys.exit(EXIT_UNREADABLE)
    except (OSError, FileCreateError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        click.echo(messages.title("unwritable", lang, path=output, detail=detail), err=True)
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
