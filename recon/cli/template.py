"""``recon template``: workbooks to fill in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import (
    EXIT_UNREADABLE,
    check_output,
    definition_findings,
    lang_option,
    plan_in_force,
    saying,
)
from recon.cli.watched import watched
from recon.cli.words import Command

if TYPE_CHECKING:
    from recon.templates.layout import Form
    from recon.templates.order import Prepared

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


@click.command(cls=Command)
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    help="表的种类，默认由 --indicators、--library、--month、--year、--quarter 看出，否则为规划指标 / kind of workbook. [default: by --indicators, --library, --month, --year or --quarter, else "
    "targets]",
)
@click.option(
    "--form",
    "defined",
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
    "office",
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
def template(
    kind: str | None,
    defined: Path | None,
    sender: str | None,
    source: Path | None,
    output: Path | None,
    month: str | None,
    year: str | None,
    quarter: str | None,
    library: str | None,
    group: str | None,
    indicators: bool,
    document: str | None,
    targets: Path,
    network: str | None,
    region: str | None,
    unit: str,
    projects: Path | None,
    previous: Path | None,
    annual: Path | None,
    office: Path | None,
    every: bool,
    protect: bool,
    force: bool,
    lang: str,
) -> None:
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
    given = {
        "--form": defined,
        "--sender": sender,
        "--from": source,
        "--month": month,
        "--year": year,
        "--quarter": quarter,
        "--library": library,
        "--group": group,
        "--network": network,
        "--region": region,
        "--projects": projects,
        "--previous": previous,
        "--annual": annual,
        "--register": office,
        "--all": every,
        "--protect": protect,
        "--unit": unit != "万元",
        "--indicators": indicators,
        "--source": document,
        "--targets": targets != Path("plan"),
    }
    used = [option for option, value in given.items() if value]
    kind = (
        kind
        or ("form" if defined else None)
        or ("progress" if indicators else None)
        or next((k for k in ("library", "monthly", "annual", "quarterly") if KINDS[k][0] in used), "targets")
    )
    output = output or (Path(month) if kind == "monthly" and every and month else None)
    if output is None:
        raise click.UsageError(messages.form("no_output", lang))
    _check_kind(kind, used, lang)
    plan_in_force(targets, lang)
    inputs = tuple(path for path in (source, projects, previous, annual, office) if path is not None)
    for path in inputs:
        check_output((path,), output, lang)
    with saying(output, lang):
        if kind == "targets":
            _write_plan(output, source, lang, force=force)
        elif kind == "register":
            _write_register(output, lang, force=force)
        elif kind == "definition":
            _write_definition(output, lang, force=force)
        elif kind == "form":
            assert defined is not None
            period = month or quarter or year or ""
            _write_defined(
                output,
                defined,
                sender or "",
                period,
                previous,
                office,
                lang,
                every=every,
                protect=protect,
                force=force,
            )
        elif kind == "progress":
            _write_progress(output, month or "", targets, document, region, protect, lang, force=force)
        elif kind == "monthly":
            from recon.templates import monthly
            from recon.templates.order import Order, forms

            order = Order(month or "", network, region, unit, projects, previous, annual, every, protect, lang, office)
            prepared = forms(order)
            _write_forms(prepared.forms, monthly.file_name, output, inputs, every=every, force=force)
            _tell(prepared, lang)
        else:
            from recon.templates import periodic

            period = month or quarter or year or ""
            asked = periodic.Asked(kind, period, network, region, unit, library, group, projects, every, protect, lang)
            _write_forms(periodic.forms(asked), periodic.file_name, output, inputs, every=every, force=force)


def _write_progress(
    output: Path,
    month: str,
    targets: Path,
    source: str | None,
    region: str | None,
    protect: bool,
    lang: str,
    *,
    force: bool,
) -> None:
    """The progress form for the indicators of a targets workbook."""
    from recon import packaged
    from recon.templates import progress

    if targets == Path("plan") and not targets.exists():
        targets = packaged.targets()
    form = progress.form(progress.Asked(month, targets, source, region, protect, lang))
    _write_forms([form], progress.file_name, output, (targets,), every=False, force=force)


def _write_defined(
    output: Path,
    defined: Path,
    sender: str,
    period: str,
    previous: Path | None,
    office: Path | None,
    lang: str,
    *,
    every: bool,
    protect: bool,
    force: bool,
) -> None:
    """The forms of a definition; what is wrong with the definition itself is told."""
    from recon.templates.defined import asking
    from recon.templates.order import place, save

    order = asking.Order(defined, sender, period, previous, every, protect, lang, office)
    definition_findings(asking.own(order).definition, lang)
    files = [(place(name, output, every=every), data) for name, data in asking.workbooks(order)]
    for path, source in ((path, source) for path, _ in files for source in (defined, previous, office) if source):
        check_output((source,), path, lang)
    save(files, force=force)
    if every:
        click.echo(messages.form("made", lang, count=len(files), path=output))


def _write_register(output: Path, lang: str, *, force: bool) -> None:
    """The office's register to begin with."""
    from recon.templates import register
    from recon.templates.order import save

    save([(output, register.make(lang))], force=force)


def _write_definition(output: Path, lang: str, *, force: bool) -> None:
    """A blank form definition."""
    from recon.templates import definition
    from recon.templates.order import save

    save([(output, definition.make({}, lang))], force=force)


def _check_kind(kind: str, used: list[str], lang: str) -> None:
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


def _write_plan(output: Path, source: Path | None, lang: str, *, force: bool) -> None:
    """The workbook of the plan's figures, blank or laid out afresh."""
    from recon import templates
    from recon.outputs import workplace
    from recon.templates.order import save

    with workplace(output) as made:
        templates.write("targets", made, source=source, lang=lang)
        save([(output, made.read_bytes())], force=force)


def _write_forms(
    ordered: list[Form],
    name: Callable[[Form], str],
    output: Path,
    inputs: tuple[Path, ...],
    *,
    every: bool,
    force: bool,
) -> None:
    """Make every form first, so that nothing is written where one cannot be."""
    from itertools import product

    from recon.templates.making import make
    from recon.templates.order import place, save

    lang = ordered[0].lang
    made = ((place(name(form), output, every=every), make(form)) for form in ordered)
    files = list(watched("forms", len(ordered), made, lang))
    for path, source in product((path for path, _ in files), inputs):
        check_output((source,), path, lang)
    save(files, force=force)
    if every:
        click.echo(messages.form("made", lang, count=len(files), path=output))


def _tell(prepared: Prepared, lang: str) -> None:
    """Which forms of a month have nothing carried over, and why; exit code 3 where a file could not be read."""
    for error in prepared.unread:
        click.echo(f"[{messages.word('强制性', lang)} {error.code}] {error.sentence(lang)}", err=True)
    if prepared.blank:
        names = "、".join(f"{form.network}·{form.region}" for form in prepared.blank)
        click.echo(messages.form("no_last", lang, count=len(prepared.blank), names=names), err=True)
    if prepared.doubted:
        names = "、".join(f"{form.network}·{form.region}" for form, _ in prepared.doubted)
        cells = sum(count for _, count in prepared.doubted)
        words = {"count": len(prepared.doubted), "names": names, "cells": cells}
        click.echo(messages.form("carried_doubts", lang, **words), err=True)
    if prepared.unread:
        sys.exit(EXIT_UNREADABLE)
