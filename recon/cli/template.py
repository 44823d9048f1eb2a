"""``recon template``: workbooks to fill in."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import check_output, lang_option, saying

if TYPE_CHECKING:
    from recon.templates.layout import Form
    from recon.templates.order import Order


@click.command()
@click.option("--kind", type=click.Choice(["targets", "monthly", "register"]),
              help="表的种类 / kind of workbook. [default: monthly with --month, else targets]")  # fmt: skip
@click.option("--from", "source", type=click.Path(path_type=Path),
              help="沿用已有工作簿的数据，重新排版 / keep this workbook's rows, lay them out afresh.")  # fmt: skip
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="输出文件 / file to write. [required; with --all a folder, default: the month]",
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
              help="上月报表，沿用项目并填上月末累计完成；与 --all 同用时为文件夹 / last month's report, carried over; with "
                   "--all the folder of last month's reports.")  # fmt: skip
@click.option("--all", "every", is_flag=True,
              help="生成全月各单位的表（91 个），-o 为文件夹 / every form of the month, into a folder.")  # fmt: skip
@click.option("--protect", is_flag=True, help="保护公式单元格，无密码 / protect formula cells, no password.")
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite files that exist.")
@lang_option
def template(
    kind: str | None, source: Path | None, output: Path | None, month: str | None, network: str | None,
    region: str | None, unit: str, projects: Path | None, previous: Path | None, every: bool, protect: bool,
    force: bool, lang: str,
) -> None:  # fmt: skip
    """生成空白表，或为已有数据重新排版 / make a blank form, or lay out existing rows.

    \b
    recon template --month 2021-03 --network 路网 --region 长春市 -o 月报.xlsx
    recon template --month 2021-04 --network 路网 --region 长春市 --previous 月报.xlsx -o 下月.xlsx
    recon template --month 2021-03 --all -o 月报/       全月 91 个表 / all 91 forms
    recon template --all --month 2021-04 --previous 2021-03/ -o 2021-04/
    recon template -o 我的指标.xlsx                     空白规划指标 / a blank plan
    recon template --from 旧指标.xlsx -o 新指标.xlsx
    recon template --kind register -o 登记簿.xlsx       汇总单位的登记簿 / the office's register
    """
    given = {"--network": network, "--region": region, "--projects": projects, "--previous": previous,
             "--all": every, "--protect": protect, "--unit": unit != "万元"}  # fmt: skip
    used = [option for option, value in given.items() if value]
    output = output or (Path(month) if every and month else None)
    if output is None:
        raise click.UsageError(messages.form("no_output", lang))
    _check_kind(kind or ("monthly" if month else "targets"), source, month, used, lang)
    inputs = tuple(path for path in (source, projects, previous) if path is not None)
    for path in inputs:
        check_output((path,), output, lang)
    if kind == "register":
        _write_register(output, lang, force=force)
    elif month is None:
        with saying(output, lang):
            from recon import templates
            from recon.outputs import workplace
            from recon.templates.order import save

            with workplace(output) as made:
                templates.write("targets", made, source=source, lang=lang)
                save([(output, made.read_bytes())], force=force)
    else:
        with saying(output, lang):
            from recon.templates.order import Order

            order = Order(month, network, region, unit, projects, previous, every, protect, lang)
            _write_forms(order, output, inputs, force=force)


def _write_register(output: Path, lang: str, *, force: bool) -> None:
    """The office's register to begin with."""
    with saying(output, lang):
        from recon.templates import register
        from recon.templates.order import save

        save([(output, register.make(lang))], force=force)


def _check_kind(kind: str, source: Path | None, month: str | None, used: list[str], lang: str) -> None:
    """Options that belong to the other kind of workbook are wrong usage, not ignored."""
    if kind == "monthly" and month is None:
        raise click.UsageError(messages.form("no_month", lang))
    if kind in ("monthly", "register") and source is not None:
        raise click.UsageError(messages.form("only_targets", lang))
    if kind in ("targets", "register") and (month is not None or used):
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
        check_output((source,), path, order.lang)
    save(files, force=force)
    if order.every:
        click.echo(messages.form("made", order.lang, count=len(files), path=output))


def _watched(forms: list[Form]) -> contextlib.AbstractContextManager[Iterable[Form]]:
    """The forms, with a progress bar on standard error when several and someone is watching."""
    if len(forms) == 1 or not sys.stderr.isatty():
        return contextlib.nullcontext(forms)
    return click.progressbar(forms, file=sys.stderr)
