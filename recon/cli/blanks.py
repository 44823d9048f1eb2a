"""One run of ``recon template``: blank forms of a kind are made and written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.cli.common import EXIT_UNREADABLE, check_output, definition_findings
from recon.cli.watched import watched

if TYPE_CHECKING:
    from recon.templates.layout import Form
    from recon.templates.order import Prepared

PLAN, UNIT = Path("plan"), "万元"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for, as typed: each field the option of its name."""

    kind: str | None
    definition: Path | None  #: ``--form``
    sender: str | None
    source: Path | None  #: ``--from``
    output: Path | None
    month: str | None
    year: str | None
    quarter: str | None
    library: str | None
    group: str | None
    indicators: bool
    document: str | None  #: ``--source``
    targets: Path
    network: str | None
    region: str | None
    unit: str
    projects: Path | None
    previous: Path | None
    annual: Path | None
    register: Path | None
    every: bool  #: ``--all``
    protect: bool
    force: bool
    lang: str

    @property
    def options(self) -> tuple[str, ...]:
        """The options given that not every kind of workbook takes."""
        given = {
            "--form": self.definition,
            "--sender": self.sender,
            "--from": self.source,
            "--month": self.month,
            "--year": self.year,
            "--quarter": self.quarter,
            "--library": self.library,
            "--group": self.group,
            "--network": self.network,
            "--region": self.region,
            "--projects": self.projects,
            "--previous": self.previous,
            "--annual": self.annual,
            "--register": self.register,
            "--all": self.every,
            "--protect": self.protect,
            "--unit": self.unit != UNIT,
            "--indicators": self.indicators,
            "--source": self.document,
            "--targets": self.targets != PLAN,
        }
        return tuple(option for option, value in given.items() if value)

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files read."""
        named = (self.source, self.definition, self.projects, self.previous, self.annual, self.register)
        return tuple(path for path in named if path is not None)

    @property
    def period(self) -> str:
        """The month, quarter or year."""
        return self.month or self.quarter or self.year or ""

    @property
    def written(self) -> Path:
        """The file or folder to write."""
        assert self.output is not None
        return self.output


def write(kind: str, asked: Request) -> None:
    """Make and write the workbooks of a kind; raises RefusedError and UnreadableError, before anything is written."""
    WRITERS.get(kind, _periodic)(kind, asked)


def _plan(_: str, asked: Request) -> None:
    """The workbook of the plan's figures, blank or laid out afresh."""
    from recon import templates
    from recon.outputs import workplace

    with workplace(asked.written) as made:
        templates.write("targets", made, source=asked.source, lang=asked.lang)
        _save([(asked.written, made.read_bytes())], asked)


def _register(_: str, asked: Request) -> None:
    """The office's register to begin with."""
    from recon.templates import register

    _save([(asked.written, register.make(asked.lang))], asked)


def _definition(_: str, asked: Request) -> None:
    """A blank form definition."""
    from recon.templates import definition

    _save([(asked.written, definition.make({}, asked.lang))], asked)


def _defined(_: str, asked: Request) -> None:
    """The forms of a definition; findings on the definition itself are printed."""
    from recon.templates.defined import asking
    from recon.templates.order import place

    assert asked.definition is not None
    order = asking.Order(
        asked.definition,
        asked.sender or "",
        asked.period,
        asked.previous,
        asked.every,
        asked.protect,
        asked.lang,
        asked.register,
    )
    definition_findings(asking.own(order).definition, asked.lang)
    files = [(place(name, asked.written, every=asked.every), data) for name, data in asking.workbooks(order)]
    _save(files, asked)


def _progress(_: str, asked: Request) -> None:
    """The progress form for the indicators of a targets workbook."""
    from recon import packaged
    from recon.templates import progress

    packed = asked.targets == PLAN and not asked.targets.exists()
    targets = packaged.targets() if packed else asked.targets
    wanted = progress.Asked(asked.month or "", targets, asked.document, asked.region, asked.protect, asked.lang)
    check_output((targets,), asked.written, asked.lang)
    _make([progress.form(wanted)], progress.file_name, asked)


def _monthly(_: str, asked: Request) -> None:
    """The monthly report of one network and region, or of all."""
    from recon.templates import monthly
    from recon.templates.order import Order, forms

    order = Order(
        asked.month or "",
        asked.network,
        asked.region,
        asked.unit,
        asked.projects,
        asked.previous,
        asked.annual,
        asked.every,
        asked.protect,
        asked.lang,
        asked.register,
    )
    prepared = forms(order)
    _make(prepared.forms, monthly.file_name, asked)
    _tell(prepared, asked.lang)


def _periodic(kind: str, asked: Request) -> None:
    """Annual plans, quarterly reports, libraries and what is declared like them."""
    from recon.templates import periodic

    wanted = periodic.Asked(
        kind,
        asked.period,
        asked.network,
        asked.region,
        asked.unit,
        asked.library,
        asked.group,
        asked.projects,
        asked.every,
        asked.protect,
        asked.lang,
    )
    _make(periodic.forms(wanted), periodic.file_name, asked)


#: Kind → what writes it; all others are periodic.
WRITERS: dict[str, Callable[[str, Request], None]] = {
    "targets": _plan,
    "register": _register,
    "definition": _definition,
    "form": _defined,
    "progress": _progress,
    "monthly": _monthly,
}


def _make(ordered: Sequence[Form], name: Callable[[Form], str], asked: Request) -> None:
    """Make every form before one is written, first those that would overwrite a file: the refusal comes at once."""
    from recon.templates.making import make
    from recon.templates.order import place, refuse_taken

    forms = {place(name(form), asked.written, every=asked.every): form for form in ordered}
    paths = sorted(forms, key=lambda path: not path.exists())
    taken = [path for path in paths if path.exists()]
    made: dict[Path, bytes] = {}
    each = ((path, make(forms[path])) for path in paths)
    for path, content in watched("forms", len(paths), each, asked.lang):
        made[path] = content
        if len(made) == len(taken) and not asked.force:
            refuse_taken(made.items())
    _save([(path, made[path]) for path in forms], asked)


def _save(files: Sequence[tuple[Path, bytes]], asked: Request) -> None:
    """Write files, none of them over one that was read; their number is printed where there may be many."""
    from recon.templates.order import save

    for (path, _), source in product(files, asked.inputs):
        check_output((source,), path, asked.lang)
    save(files, force=asked.force)
    if asked.every:
        click.echo(messages.form("made", asked.lang, count=len(files), path=asked.written))


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
