"""Corrections, warnings and the export of ``recon register``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from recon import messages


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction: of which file in which register and month, why, by whom, on which day."""

    register: Path
    month: str
    file: str
    reason: str
    who: str
    day: datetime.date


def correct(asked: Asked, word: str, lang: str) -> None:
    """Record it and say so; a file that is not in the history is wrong usage. Raises UnreadableError."""
    from recon import register as registers
    from recon.register import corrections

    with registers.open(asked.register, create=False) as store:
        corrected = corrections.say(
            store,
            asked.month,
            asked.file,
            "void" if word == "void" else "confirm",
            asked.reason,
            asked.who,
            asked.day,
        )
    if not corrected:
        raise click.UsageError(messages.register("nothing_to_correct", lang, month=asked.month, file=asked.file))
    sentence = messages.register(f"event_{word}", lang)
    click.echo(messages.register("corrected", lang, word=sentence, paths="、".join(corrected)))


def without(paths: Sequence[Path], void: Sequence[Path], lang: str) -> tuple[Path, ...]:
    """The files less those declared void, which are named on standard error."""
    if names := [path.name for path in paths if path in void]:
        click.echo(messages.register("left_void", lang, paths="、".join(names)), err=True)
    return tuple(path for path in paths if path not in void)


def warn(register: Path, month: str, day: datetime.date, lang: str) -> None:
    """Say on standard error what speaks against the day. Raises UnreadableError."""
    from recon import register as registers
    from recon.register import safekeeping

    with registers.open(register, create=False) as store:
        impossible = list(safekeeping.impossible(store.db, month, day, datetime.date.today()))
    for key, other in impossible:
        click.echo(messages.register(key, lang, day=day.isoformat(), other=other), err=True)


def export(register: Path, path: Path, day: datetime.date, lang: str) -> None:
    """Write the whole history as a workbook; one that somebody has saved since is left alone. Raises OSError, UnreadableError."""
    from recon import register as registers
    from recon.outputs import Outputs, workplace
    from recon.reports import seal
    from recon.reports.register import export as writer

    with registers.open(register, create=False) as store, workplace(path) as made:
        writer.write(store, made, lang=lang, day=day)
        written = Outputs().settle(made, path, seal.unbroken)
    click.echo(messages.register("exported", lang, path=written))
