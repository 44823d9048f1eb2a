"""``recon learn``: a form definition drafted from a table of an office's own."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from recon import messages
from recon.cli.common import check_output, lang_option, saying
from recon.cli.words import Command

_FILE = click.Path(path_type=Path)


@click.command(cls=Command)
@click.argument("file", metavar="样表.xlsx", type=_FILE)
@click.option("--output", "-o", type=_FILE, required=True, help="写成的表样 / the definition to write.")
@click.option(
    "--from",
    "base",
    type=_FILE,
    help="原有的表样：其中已确认、已停用的照旧，只补新找到的 / an earlier definition: what was decided in it stands, "
    "what is new is added.",
)
@click.option(
    "--explanations",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="“采用”栏填了否的差异工作簿，可重复；与样表同处的自动读取 / discrepancy workbooks in which relations were "
    "refused, repeatable; those beside the file are read anyway.",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="停用的日期，默认今天 / the day written where a relation is off. [default: today]",
)
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite files that exist.")
@lang_option
def learn(
    file: Path,
    output: Path,
    base: Path | None,
    explanations: tuple[Path, ...],
    date: datetime.datetime | None,
    force: bool,
    lang: str,
) -> None:
    """由本单位的表学成表样 / draft a form definition from a table of one's own.

    \b
    recon learn 样表.xlsx -o 表样.xlsx              找到的关系都是待确认 / every relation found waits for 待确认
    recon form check 表样.xlsx                      核对表样 / check it
    recon validate 下月.xlsx --form 表样.xlsx       清空“停用”的照此审核 / those whose 停用 was cleared are checked
    """
    for path in (file, *((base,) if base and not force else ())):
        check_output((path,), output, lang)
    write(file, output, base, explanations, date.date() if date else datetime.date.today(), lang, force=force)


def write(
    file: Path,
    output: Path,
    base: Path | None,
    explanations: tuple[Path, ...],
    day: datetime.date,
    lang: str,
    *,
    force: bool = False,
    quiet: bool = False,
) -> None:
    """Write the definition learnt from a file and say what is in it; exit code 3 where nothing can be learnt."""
    from recon import workbook
    from recon.explanations import sources
    from recon.kinds import open as kind
    from recon.open import adopted
    from recon.templates import definition, learning
    from recon.templates.order import save
    from recon.templates.refused import RefusedError

    with saying(output, lang):
        book = workbook.read(file)
        refused = adopted.refused(sources.books(file, explanations))
        off = messages.defining("learnt_refused", "zh", day=day.isoformat())
        onto = learning.base(base) if base else None
        learnt = learning.learnt(kind.recovered(book), refused, off, lang, onto)
        if not learnt.added and not onto:
            raise RefusedError("learnt_nothing", path=file)
        save([(output, definition.make(learnt.rows, lang))], force=force)
    click.echo(output, err=quiet)
    click.echo(messages.defining("learnt_added", lang, count=learnt.added), err=True)
    for one in learnt.unwritten:
        click.echo(messages.defining("learnt_unwritten", lang, pattern=one), err=True)
