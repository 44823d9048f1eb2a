"""``recon template``: workbooks to fill in."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from recon import messages
from recon.cli.blanks import Request, write
from recon.cli.common import check_output, lang_option, plan_in_force, saying
from recon.cli.words import Command

#: Kind → the option it needs, an example of it, and the others it takes.
KINDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "targets": ("", "", ("--from",)),
    "monthly": (
        "--month",
        "2021-03",
        (
            "--network",
            "--region",
            "--unit",
            "--projects",
            "--previous",
            "--annual",
            "--register",
            "--all",
            "--protect",
            "--targets",
        ),
    ),
    "annual": (
        "--year",
        "2021",
        ("--network", "--region", "--unit", "--projects", "--all", "--protect", "--targets"),
    ),
    "quarterly": ("--quarter", "2021Q1", ("--group", "--all", "--protect", "--targets")),
    "library": (
        "--library",
        "地方子库",
        ("--month", "--network", "--region", "--unit", "--projects", "--protect", "--targets"),
    ),
    "progress": ("--month", "2024-06", ("--indicators", "--source", "--region", "--targets", "--protect")),
    "register": ("", "", ("--targets",)),
    "definition": ("", "", ()),
    "form": (
        "--form",
        "表样.xlsx",
        ("--sender", "--month", "--year", "--quarter", "--previous", "--register", "--all", "--protect"),
    ),
}
#: Kind → the option that shows it where ``--kind`` is not given, in this order.
SHOWN_BY = (
    ("form", "--form"),
    ("progress", "--indicators"),
    *((kind, KINDS[kind][0]) for kind in ("library", "monthly", "annual", "quarterly")),
)


@click.command(cls=Command)
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    help="表的种类，默认由 --indicators、--library、--month、--year、--quarter 看出，否则为规划指标 / kind of workbook. [default: by --indicators, --library, --month, --year or --quarter, else "
    "targets]",
)
@click.option(
    "--form",
    "definition",
    type=click.Path(path_type=Path),
    help="表样：按本单位自己的表样生成 / a form definition: the form it defines.",
)
@click.option(
    "--sender", metavar="单位名", help="按表样生成时的填报单位 / the unit that fills in a form by definition."
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="沿用已有工作簿的数据，重新排版 / keep this workbook's rows, lay them out afresh.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="输出文件，必填；与 --all 同用时为文件夹，默认为报告期 / file to write. [required; with --all a folder, default: the month]",
)
@click.option("--month", metavar="YYYY-MM", help="月报、项目库的报告期 / month of the report or library.")
@click.option("--year", metavar="YYYY", help="年度投资计划的年度 / year of the annual plan.")
@click.option("--quarter", metavar="YYYYQn", help="季报的季度，如 2021Q1 / quarter of the report.")
@click.option("--library", metavar="库别", help="省库、行业子库、地方子库 / which project library.")
@click.option(
    "--group",
    metavar="工作组",
    help="季报的工作组；不给为全部 / working group of the quarterly report. [default: all]",
)
@click.option("--indicators", is_flag=True, help="指标进展表 / the progress form for indicators.")
@click.option(
    "--source",
    "document",
    metavar="来源编号",
    help="指标进展表的来源文件，如 S6；不给为全部 / document of the indicators. [default: all]",
)
@click.option(
    "--targets",
    type=click.Path(path_type=Path),
    default=Path("plan"),
    help="指标库，名单（名录）和指标取自它；plan 为随附的，也是默认 / the plan: lists (名录) and indicators are taken from "
    "it; plan: the one that comes with the program. [default: plan]",
)
@click.option("--network", metavar="网别", help="规划的网别之一 / one of the plan's networks.")
@click.option("--region", metavar="地区", help="市（州）；牵头部门为 全省 / region; lead departments: 全省.")
@click.option(
    "--unit",
    metavar="单位",
    default="万元",
    show_default=True,
    help="元、千元、万元、百万元、亿元 / unit of the amounts.",
)
@click.option(
    "--projects",
    type=click.Path(path_type=Path),
    help="项目清单，预填项目；金额列未写单位的按 --unit / list of projects to fill in; "
    "amounts whose head names no unit are in --unit.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="上月报表，沿用项目并填上月末累计完成；与 --all 同用时为文件夹 / last month's report, carried over; with "
    "--all the folder of last month's reports.",
)
@click.option(
    "--annual",
    type=click.Path(path_type=Path),
    help="年度投资计划，填本年计划 / annual plan, fills 本年计划.",
)
@click.option(
    "--register",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="登记簿，填入单位名称、负责人、联系人和电话；与 --all 同用时只生成当月应报的 / the office's register: unit names, heads, "
    "contacts and phones; with --all only what is owed for the month is made.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="生成各单位的表，-o 为文件夹 / the forms of all units, into a folder.",
)
@click.option("--protect", is_flag=True, help="保护公式单元格，无密码 / protect formula cells, no password.")
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite files that exist.")
@lang_option
def template(**options: Any) -> None:
    """生成空白表，或为已有数据重新排版 / make a blank form, or lay out existing rows.

    \b
    recon template --month 2021-03 --network ‹网别2› --region ‹地区1› -o 月报.xlsx
    recon template --month 2021-04 --network ‹网别2› --region ‹地区1› --previous 月报.xlsx -o 下月.xlsx
    recon template --month 2021-03 --all -o 月报/       全月各单位的表 / the forms of all units
    recon template --all --month 2021-04 --previous 2021-03/ --register 登记簿.xlsx -o 2021-04/
    recon template --year 2021 --network ‹网别2› --region 全省 -o 年度计划.xlsx
    recon template --quarter 2021Q1 --group ‹工作组1› -o 季报.xlsx
    recon template --library 地方子库 --region ‹地区1› -o 项目库.xlsx
    recon template --indicators --source S6 --month 2021-06 -o 指标进展表.xlsx
    recon template -o 我的指标.xlsx                     空白规划指标 / a blank plan
    recon template --from 旧指标.xlsx -o 新指标.xlsx
    recon template --form 表样.xlsx -o 空白表.xlsx      按自己的表样 / a form of one's own
    recon template --form 表样.xlsx --month 2024-06 --all -o 2024-06/
    recon template --kind register -o 登记簿.xlsx       汇总单位的登记簿 / the office's register
    recon template --kind definition -o 表样.xlsx       空白表样 / a blank form definition
    """
    asked = Request(**options)
    used = asked.options
    kind = asked.kind or next((kind for kind, option in SHOWN_BY if option in used), "targets")
    output = asked.output or (Path(asked.month) if kind == "monthly" and asked.every and asked.month else None)
    if output is None:
        raise click.UsageError(messages.form("no_output", asked.lang))
    _check_kind(kind, used, asked.lang)
    plan_in_force(asked.targets, asked.lang)
    for path in asked.inputs:
        check_output((path,), output, asked.lang)
    with saying(output, asked.lang):
        write(kind, dataclasses.replace(asked, output=output))


def _check_kind(kind: str, used: Sequence[str], lang: str) -> None:
    """Options that belong to another kind of workbook are wrong usage, not ignored; what a kind needs is asked for."""
    needed, example, others = KINDS[kind]
    wrong = [option for option in used if option not in (needed, *others)]
    if wrong and "--from" in wrong:
        raise click.UsageError(messages.form("only_targets", lang))
    if wrong and kind in ("targets", "register", "definition"):
        raise click.UsageError(messages.form("only_forms", lang, options=" ".join(wrong)))
    if needed and needed not in used:
        raise click.UsageError(messages.form("needs", lang, kind=kind, option=needed, example=example))
    if wrong:
        allowed = " ".join((needed, *others))
        raise click.UsageError(messages.form("not_for", lang, options=" ".join(wrong), kind=kind, allowed=allowed))
