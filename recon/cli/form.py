"""``recon form``: definitions of an office's own forms (表样) checked, compared, shown, and made from the forms of the product."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from recon import messages
from recon.cli.common import EXIT_FINDINGS, check_output, fail_on_option, fails, format_option, lang_option, saying
from recon.cli.streams import put
from recon.cli.words import Command, Group

_FILE = click.Path(path_type=Path)


def _spoken(context: click.Context, _: click.Parameter, lang: str | None) -> None:
    """A language given to the group is its commands'."""
    if lang is not None:
        context.default_map = {command: {"lang": lang} for command in form.commands}


@click.group(cls=Group)
@click.option(
    "--lang",
    type=click.Choice(messages.LANGUAGES),
    expose_value=False,
    callback=_spoken,
    help="语言（zh 中文，en 英文），也可写在命令之后 / language, also behind the command.",
)
def form() -> None:
    """表样：核对、比较、显示，由自带报表导出 / form definitions: check, compare, show, export.

    \b
    recon template --kind definition -o 表样.xlsx   空白表样 / a blank definition
    recon form check 表样.xlsx                      核对表样 / check it
    recon template --form 表样.xlsx -o 报表.xlsx    由表样生成报表 / a form made from it
    """


@form.command(cls=Command)
@click.argument("file", metavar="表样.xlsx", type=_FILE)
@format_option
@fail_on_option
@lang_option
def check(file: Path, shape: str, fail_on: str, lang: str) -> None:
    """核对表样：读不懂的关系、缺的列表、矛盾的关系 / check a definition.

    \b
    recon form check 表样.xlsx
    退出码：0 没有问题，1 有问题，3 文件无法读取 / exit codes: 0 nothing at or above --fail-on, 1 findings, 3 unreadable
    """
    from recon import engine
    from recon.definitions import read
    from recon.model import Report
    from recon.reports import FORMATS

    with saying(file, lang):
        read.load(file)
    report = Report((engine.validate_file(file),))
    text = FORMATS[shape](report, lang, None)
    put(text) if shape == "json" else click.echo(text, nl=False)
    sys.exit(EXIT_FINDINGS if fails(report.worst(), fail_on) else 0)


@form.command(cls=Command)
@click.argument("old", metavar="旧表样.xlsx", type=_FILE)
@click.argument("new", metavar="新表样.xlsx", type=_FILE)
@lang_option
def diff(old: Path, new: Path, lang: str) -> None:
    """两份表样的不同 / what differs between two definitions.

    \b
    recon form diff 表样2025.xlsx 表样2026.xlsx
    退出码：0 相同，1 不同，3 文件无法读取 / exit codes: 0 the same, 1 different, 3 unreadable
    """
    from recon.definitions import differences, read

    with saying(old, lang):
        before, after = read.load(old), read.load(new)
    changes = list(differences.between(before, after))
    for one in changes:
        what = f"{messages.defining(one.what, lang)}{' ' * (lang == 'en')}{messages.defining(f'part_{one.part}', lang)}"
        arrow = f" {messages.defining('arrow', lang)} " if one.before and one.after else ""
        click.echo(f"{what} {one.name}：{one.before}{arrow}{one.after}".rstrip("："))
    if not changes:
        click.echo(messages.defining("alike", lang))
    sys.exit(EXIT_FINDINGS if changes else 0)


@form.command(cls=Command)
@click.argument("file", metavar="表样.xlsx", type=_FILE)
@click.option(
    "--pandera",
    is_flag=True,
    help="打印由“栏”和“关系”建成的 pandera 模式 / print the pandera schema built from it.",
)
@lang_option
def show(file: Path, pandera: bool, lang: str) -> None:
    """显示表样是怎样读懂的 / show how a definition was understood.

    \b
    recon form show 表样.xlsx
    recon form show 表样.xlsx --pandera > schema.py
    """
    from recon.definitions import read, source

    with saying(file, lang):
        definition = read.load(file)
    put(source.text(definition) if pandera else source.outline(definition))


@form.command(cls=Command)
@click.argument("name", metavar="报表")
@click.option("--output", "-o", type=_FILE, required=True, help="输出文件 / file to write.")
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite files that exist.")
@lang_option
def export(name: str, output: Path, force: bool, lang: str) -> None:
    """把自带的报表导出为表样 / a form of the product as a definition.

    \b
    recon form export 月报 -o 表样.xlsx
    """
    from recon.templates import definition, exporting
    from recon.templates.order import save

    specs = exporting.by_name()
    if name not in specs:
        raise click.UsageError(messages.defining("no_form", lang, found=name, known="、".join(specs)))
    check_output((), output, lang)
    with saying(output, lang):
        rows, left = exporting.rows(specs[name])
        save([(output, definition.make(rows, lang))], force=force)
    click.echo(output)
    if left:
        click.echo("\n".join((messages.defining("left_behind", lang), *left)), err=True)
