"""``recon register … --year``: the year at a glance, and closing it."""

from __future__ import annotations

import datetime
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import EXIT_FINDINGS, check_output, saying

if TYPE_CHECKING:
    from recon.register.year import Year

_YEAR = re.compile(r"(19|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for."""

    file: Path
    year: str
    day: datetime.date
    output: Path | None
    close: bool
    lang: str


def show(asked: Asked, others: list[str]) -> None:
    """Write the year's workbook, say it in a line, close it where that was asked for and can be."""
    lang = asked.lang
    if others:
        raise click.UsageError(messages.register("only_month", lang, options=" ".join(others)))
    if not _YEAR.fullmatch(asked.year) or f"{asked.day:%Y-%m}" <= f"{asked.year}-01":
        raise click.UsageError(messages.register("bad_year", lang, found=asked.year))
    from recon.cli.register import placed

    path = placed(asked.file, asked.year, asked.output)
    check_output((asked.file,), path, lang)
    with saying(path, lang):
        year, refused = _gathered(asked)
        written = _write(year, path, lang)
    count = year.count(*(owed.subject for owed in year.owed))
    counts = {name: getattr(count, name) for name in count.__slots__}
    counts |= {"resting": len(year.resting), "year": asked.year}
    click.echo(messages.register("year_told", lang, **counts))
    click.echo(messages.register("year_written", lang, path=written))
    if asked.close:
        words = {**counts, "next": int(asked.year) + 1}
        click.echo(messages.register("close_refused" if refused else "close_done", lang, **words), err=refused)
    sys.exit(EXIT_FINDINGS if refused else 0)


def _gathered(asked: Asked) -> tuple[Year, bool]:
    """The year, and whether closing it was asked for and refused."""
    from recon import register as registers
    from recon.register import owed, year
    from recon.register.store import beside

    office = owed.read(asked.file)
    if not beside(asked.file).exists():
        click.echo(messages.register("no_history", asked.lang, path=beside(asked.file)), err=True)
    with registers.open(asked.file, create=False) as store:
        gathered = year.gather_year(office, store, asked.year, asked.day)
        if not asked.close:
            return gathered, False
        if not year.ready(gathered):
            return gathered, True
        year.close(store, gathered)
        return year.gather_year(office, store, asked.year, asked.day), False


def _write(year: Year, path: Path, lang: str) -> Path:
    """The workbook; an earlier one is replaced only if nobody has saved it since."""
    from recon.outputs import Outputs, workplace
    from recon.reports import seal
    from recon.reports.register import yearly

    with workplace(path) as made:
        yearly.write(year, made, lang=lang)
        return Outputs().settle(made, path, seal.unbroken)
