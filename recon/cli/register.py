"""``recon register``: the register of a month, who is late or missing, reminders ready to send."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli import correcting
from recon.cli.common import EXIT_FINDINGS, check_output, lang_option, plan_in_force, plan_option, saying
from recon.cli.words import Command

if TYPE_CHECKING:
    from recon.register.month import Month

_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
#: What ``--fail-on`` offers → states that make the exit code 1.
FAIL_ON = {"未报": ("missing",), "迟报": ("missing", "late")}


@click.command(cls=Command)
@click.argument("file", metavar="登记簿.xlsx", type=click.Path(path_type=Path))
@click.option("--month", metavar="YYYY-MM", help="报告期 / month of the reports.")
@click.option(
    "--year",
    metavar="YYYY",
    help="全年总览，写 <登记簿>_<年>.xlsx / the year at a glance, into <name>_<year>.xlsx.",
)
@click.option("--close", is_flag=True, help="与 --year 同用：年度结账 / with --year: close the year.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="登记日期，只计到这一天，默认今天 / as of this day. [default: today]",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="输出文件，默认登记簿旁的 <登记簿>_<报告期>.xlsx / file to write. [default: <name>_<month>.xlsx beside the register]",
)
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    help="有未报（或迟报）的即返回 1，默认不返回 / exit 1 where reports are missing (or late). [default: never]",
)
@click.option(
    "--return",
    "letters",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="退回/",
    help="写退回和催报：每个单位一个文件夹（标注副本、退回函、邮件），另有清单，并记入往来 / write what goes back: a folder for each unit "
    "(marked copies, letter, mail) and a list, kept in the history.",
)
@click.option(
    "--due",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="退回的报回期限，默认三个工作日后 / by when to send again. [default: three working days later]",
)
@click.option(
    "--void",
    "void",
    metavar="文件",
    help="作废登记历史中的一份文件（只加记录，不删除） / declare a recorded file void; nothing is deleted.",
)
@click.option("--confirm", "confirm", metavar="文件", help="恢复作废的文件 / take that back.")
@click.option("--reason", default="", help="作废或恢复的原因 / why.")
@click.option("--by", "who", default="", help="由谁决定 / who decided.")
@click.option(
    "--export",
    "exported",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="历史.xlsx",
    help="把登记历史全部导出为工作簿 / the whole history as a workbook.",
)
@plan_option
@lang_option
def register(
    file: Path,
    month: str | None,
    year: str | None,
    close: bool,
    date: datetime.datetime | None,
    output: Path | None,
    fail_on: str | None,
    letters: Path | None,
    due: datetime.datetime | None,
    void: str | None,
    confirm: str | None,
    reason: str,
    who: str,
    exported: Path | None,
    targets: Path | None,
    lang: str,
) -> None:
    """月报登记簿：谁已报、谁未报、催报单 / the register of a month: who has reported, who has not, reminders.

    \b
    recon template --kind register -o 登记簿.xlsx                      先生成名单 / the list, once
    recon register 登记簿.xlsx --month 2021-03                         写 登记簿_2021-03.xlsx / writes 登记簿_2021-03.xlsx
    recon register 登记簿.xlsx --month 2021-03 --date 2021-04-12 --fail-on 未报
    recon register 登记簿.xlsx --month 2021-03 --return 退回/           退回函、催报函和清单 / letters to the units
    recon register 登记簿.xlsx --year 2021                             写 登记簿_2021.xlsx，--close 结账 / the year; --close closes it
    退出码：0，1 名单有误或 --fail-on，2 用法错误，3 文件无法读取 / exit codes: 0, 1 faults in the list or --fail-on, 2 wrong usage, 3 unreadable
    """
    day = date.date() if date else datetime.date.today()
    plan_in_force(targets, lang)
    if year is not None:
        from recon.cli import year as yearly

        given = {"--month": month, "--return": letters, "--due": due, "--fail-on": fail_on}
        yearly.show(yearly.Asked(file, year, day, output, close, lang), [k for k, v in given.items() if v])
        return
    if month is None or close:
        raise click.UsageError(messages.register("month_or_year", lang))
    if not _MONTH.fullmatch(month):
        raise click.UsageError(messages.register("bad_month", lang, found=month))
    if (void or confirm) and not (reason and who):
        raise click.UsageError(messages.register("unsigned", lang))
    path = placed(file, month, output)
    check_output((file,), path, lang)
    with saying(path, lang):
        for word, meant in (("void", void), ("confirm", confirm)):
            if meant is not None:
                correcting.correct(correcting.Asked(file, month, meant, reason, who, day), word, lang)
        correcting.warn(file, month, day, lang)
        if exported is not None:
            correcting.export(file, exported, day, lang)
        sentence = _return(file, month, day, letters, due.date() if due else None, lang) if letters else ""
        gathered = _gathered(file, month, day, lang)
        written = _write(gathered, path, lang)
    _tell(gathered, lang)
    if sentence:
        click.echo(sentence)
    if written != path:
        click.echo(messages.register("kept", lang, path=path, other=written), err=True)
    click.echo(messages.register("written", lang, path=written))
    sys.exit(_exit_code(gathered, fail_on))


def placed(file: Path, period: str, output: Path | None) -> Path:
    """The path of the workbook of a month or year."""
    path = output or file.with_name(f"{file.stem}_{period}.xlsx")
    return path / f"{file.stem}_{period}.xlsx" if path.is_dir() or not path.suffix else path


def _gathered(file: Path, month: str, day: datetime.date, lang: str) -> Month:
    """The month from the office's workbook and the history beside it, which is not made here."""
    from recon import register as registers
    from recon.register import decisions, owed
    from recon.register.month import gather
    from recon.register.store import beside

    office = owed.read(file)
    if not beside(file).exists():
        click.echo(messages.register("no_history", lang, path=beside(file)), err=True)
    decided = decisions.written(file)
    with registers.open(file, create=bool(decided) and beside(file).exists()) as store:
        if decided and beside(file).exists():
            decisions.keep(store, decided, month, day)
        return gather(office, store, month, day)


def _return(file: Path, month: str, day: datetime.date, folder: Path, due: datetime.date | None, lang: str) -> str:
    """Write what goes back and keep it in the history; returns what there is to say."""
    from recon import register as registers
    from recon.cli import returning
    from recon.register import owed, returns
    from recon.register.month import gather
    from recon.register.store import beside

    office = owed.read(file)
    with registers.open(file, create=beside(file).exists()) as store:
        sent = returns.gather(gather(office, store, month, day), store, due)
        listed = returning.write(sent, folder, lang)
        if listed is None:
            return messages.register("returns_nothing", lang, month=month)
        if beside(file).exists():
            returns.record(store, sent)
    count = sum(letter.sent for letter in sent.letters)
    return messages.register("returned_to", lang, path=listed.parent, count=count, list=listed.name)


def _write(month: Month, path: Path, lang: str) -> Path:
    """The workbook; an earlier one is replaced only if nobody has saved it since."""
    from recon.outputs import Outputs, workplace
    from recon.reports import register as writer
    from recon.reports import seal

    with workplace(path) as made:
        writer.write(month, made, lang=lang, beside=path.parent)
        return Outputs().settle(made, path, seal.unbroken)


def _tell(month: Month, lang: str) -> None:
    from recon.reports.register import console

    click.echo(console.render(month, lang), nl=False)


def _exit_code(month: Month, fail_on: str | None) -> int:
    """1 for faults in the office's own list, and for states that were asked about."""
    states = FAIL_ON[fail_on] if fail_on else ()
    wrong = any(finding.level == "强制性" for finding in month.office.findings)
    return EXIT_FINDINGS if wrong or any(row.state in states for row in month.rows) else 0
