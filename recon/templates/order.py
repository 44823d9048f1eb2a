"""From what a person asks for to forms, and from forms to files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from recon.batch import inputs, received, runners
from recon.batch.work import Job
from recon.catalogue import in_force
from recon.errors import UnreadableError
from recon.model import CellRef, FileReport
from recon.options import Options
from recon.schemas.lists import UNITS
from recon.schemas.months import before
from recon.templates import carry, listed, listing, yearly
from recon.templates.columns import Row
from recon.templates.layout import DOUBT, Form
from recon.templates.monthly import coordinates
from recon.templates.refused import RefusedError

_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
#: Processes that check last month's reports at most.
PROCESSES = 4


@dataclass(frozen=True)
class Order:
    """What was asked for, as typed; ``every`` is the whole month, in which network and region only narrow."""

    month: str
    network: str | None = None
    region: str | None = None
    unit: str = "万元"
    projects: Path | None = None
    previous: Path | None = None
    annual: Path | None = None
    every: bool = False
    protect: bool = False
    lang: str = "zh"
    register: Path | None = None  #: the office's list: with ``every`` only what is owed is made


def check(order: Order) -> None:
    """Raise RefusedError, naming the choices, for what cannot be meant."""
    if not _MONTH.fullmatch(order.month):
        raise RefusedError("bad_month", found=order.month)
    allowed = {"network": tuple(in_force().networks), "region": in_force().places, "unit": tuple(UNITS)}
    for option, choices in allowed.items():
        value = getattr(order, option)
        if value is None and not order.every:
            raise RefusedError("missing_option", option=option, choices="、".join(choices))
        if value is not None and value not in choices:
            raise RefusedError("bad_option", option=option, found=value, choices="、".join(choices))
    if order.previous and order.previous.is_dir() != order.every:
        raise RefusedError("previous_all", path=order.previous)


class Prepared(NamedTuple):
    """The forms of an order, and what they could not be given."""

    forms: list[Form]
    blank: tuple[Form, ...] = ()  #: of a whole month, those without a report of last month to carry over
    unread: tuple[UnreadableError, ...] = ()  #: files of last month that could not be read
    doubted: tuple[tuple[Form, int], ...] = ()  #: with a report of last month in question: how many values are marked


def forms(order: Order) -> Prepared:
    """The forms of an order, in the order of networks and regions; raises RefusedError and UnreadableError."""
    check(order)
    rows: list[Row] = []
    if order.projects:
        rows = list(carry.placed(order.projects, listing.read(order.projects, order.unit)))
    office = listed.read(order.register) if order.register else None
    owed = listed.due(office, order.month) if office else {}
    reports, unread = _reports(order)
    checked = _checked(order, reports)
    questioned = listed.questioned(order.register, before(order.month)) if order.register else {}
    made = [
        Form(
            network,
            region,
            order.month,
            order.unit,
            _projects(
                order,
                rows,
                network,
                region,
                reports.get((network, region)),
                _doubts(checked.get((network, region)), questioned),
            ),
            order.lang,
            order.protect,
            fields=listed.cover(owed.get((network, region)), _cover(reports.get((network, region)))),
        )
        for network, region in coordinates()
        if order.network in (None, network) and order.region in (None, region)
        if not (order.every and office) or (network, region) in owed
    ]
    lacking = [form for form in made if order.previous and (form.network, form.region) not in reports]
    doubted = tuple(
        (form, _count(form))
        for form in made
        if (report := checked.get((form.network, form.region)))
        and (report.verdict != "pass" or report.sha256 in questioned)
    )
    return Prepared(made, tuple(lacking), tuple(unread), doubted)


def _checked(order: Order, reports: dict[tuple[str, str], Path]) -> dict[tuple[str, str], FileReport]:
    """The reports carried over, checked: what was in question must not be carried without a word."""
    wanted = {
        subject: path
        for subject, path in reports.items()
        if order.network in (None, subject[0]) and order.region in (None, subject[1])
    }
    jobs = [Job(n, path, Options(gather=True)) for n, path in enumerate(wanted.values())]
    done = runners.processes(min(os.cpu_count() or 1, PROCESSES))(jobs)
    return {subject: one.report for subject, one in zip(wanted, done, strict=True)}


def _doubts(checked: FileReport | None, recorded: dict[str, tuple[CellRef, ...]]) -> carry.Doubts:
    """The doubts of a report: its own open findings, and those that the register keeps of it."""
    return carry.doubts(checked, recorded.get(checked.sha256, ())) if checked else {}


def _cover(path: Path | None) -> dict[str, str]:
    return carry.cover(path) if path is not None else {}


def _count(form: Form) -> int:
    """How many values of a form are marked as in question."""
    return sum(len(str(row[DOUBT]).split("、")) for row in form.projects if DOUBT in row)


def _reports(order: Order) -> tuple[dict[tuple[str, str], Path], list[UnreadableError]]:
    """Last month's reports by network and region; a file named by itself is for whatever was asked."""
    if order.previous is None:
        return {}, []
    if not order.every:
        assert order.network
        assert order.region
        return {(order.network, order.region): order.previous}, []
    named = inputs.expand([order.previous])
    days = received.read(named.folders, named.paths).days
    subjects, unread = carry.subjects(named.paths, before(order.month), days)
    if not subjects:
        raise RefusedError("previous_none", path=order.previous, month=before(order.month))
    return subjects, unread


def _projects(
    order: Order, rows: list[Row], network: str, region: str, path: Path | None, doubts: carry.Doubts
) -> tuple[Row, ...]:
    """The projects of one form: the list's, with what last month says of them, then last month's others."""
    carried: list[Row] = []
    if path is not None:
        carried = carry.previous(path, network, region, order.month, order.unit, doubts)
    merged = carry.merged(chosen(rows, network, region), carried)
    if order.annual is None:
        return tuple(merged)
    planned = yearly.rows(order.annual, network, region, order.month[:4], order.unit)
    if merged:
        return tuple(yearly.filled(merged, planned))
    return chosen(carry.placed(order.annual, planned), network, region)


def chosen(rows: Iterable[Row], network: str, region: str) -> tuple[Row, ...]:
    """The projects of a network in a region; a lead department's form has those of all regions."""
    return tuple(r for r in rows if r["网别"] == network and region in (in_force().whole, r["地区"]))


def place(name: str, output: Path, *, every: bool) -> Path:
    """The path of a form's file: in ``output`` where that is a folder."""
    return output / name if every or output.is_dir() else output


def refuse_taken(files: Iterable[tuple[Path, bytes]]) -> None:
    """Raise RefusedError where a file that differs would be lost."""
    taken = [path for path, content in files if path.exists() and path.read_bytes() != content]
    if taken:
        raise RefusedError("exists", paths="、".join(str(path) for path in taken[:3]), count=len(taken))


def save(files: Sequence[tuple[Path, bytes]], *, force: bool) -> None:
    """Write files; raises RefusedError, before anything is written, where one that differs would be lost."""
    if not force:
        refuse_taken(files)
    for path, content in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
