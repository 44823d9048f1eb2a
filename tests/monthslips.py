"""Slips of a whole report, planted in the example month, and what the files and the month say of them."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from examples import reports, write
from examples.bench import class_sum, paste, subtotal, summed
from examples.draw import Chance
from examples.lists import PROVINCE, REGIONS
from examples.progress import MONTHS
from examples.reports import Draft, Subject
from recon import engine, month, units
from recon.model import FileReport, Finding
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.schemas.lists import UNITS
from recon.templates.columns import Row
from recon.templates.layout import Layout, total
from tests.forms import AMOUNTS

THEN, NOW = MONTHS[-2:]
MOVING = ("上月末累计完成", "本月完成", "本年累计完成", "开工以来累计完成")
#: What a slip changes: reports of this month by subject.
Spoilt = Mapping[Subject, Draft]


@dataclass(frozen=True)
class Slip:
    """A slip planted: the reports it changes, and the codes of which one says what it is."""

    drafts: Spoilt
    codes: tuple[str, ...]
    previous: bool = True  #: whether last month's reports are at hand


class Office:
    """Some networks of the example month, sound, with last month's; each file is written and checked once.

    Of the regions all, or some; the lead departments' reports tell all of them.
    """

    def __init__(self, folder: Path, networks: tuple[str, ...], regions: Iterable[str] = REGIONS) -> None:
        self.folder, self.networks = folder, networks
        places = {PROVINCE, *regions}
        self.now, self.then = (
            {s: draft for s, draft in reports.month(name).items() if s[0] in networks and s[1] in places}
            for name in (NOW, THEN)
        )

    @cached_property
    def shelf(self) -> PreviousReports:
        """Last month's reports."""
        shelf = PreviousReports(self.folder / "shelf")
        shelf.folder.mkdir()
        shelf.fill(self.checked(draft, previous=False) for draft in self.then.values())
        return shelf

    def checked(self, draft: Draft, *, previous: bool, part: str = "") -> FileReport:
        """The check of a report."""
        path = self.folder / part / draft.month / draft.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write.content(draft))
        return engine.validate_file(path, Options(gather=True, previous=self.shelf if previous else None))

    @cached_property
    def sound(self) -> dict[tuple[Subject, bool], FileReport]:
        """The checks of all sound reports, with last month's and without."""
        return {
            (s, previous): self.checked(draft, previous=previous)
            for previous in (True, False)
            for s, draft in self.now.items()
        }

    def said(self, spoilt: Spoilt, *, previous: bool) -> list[Finding]:
        """What the files and the month say, one line each."""
        files = {s: self.sound[s, previous] for s in self.now}
        files |= {s: self.checked(d, previous=previous, part="spoilt") for s, d in spoilt.items()}
        whole = month.check(tuple(files.values()), self.folder)
        return [*(f for one in files.values() for f in one.findings), *whole.findings]

    def news(self, slip: Slip) -> list[Finding]:
        """What is said of a slip and was not said without it."""
        known = Counter(map(line, self.said({}, previous=slip.previous)))
        found = []
        for finding in self.said(slip.drafts, previous=slip.previous):
            known[line(finding)] -= 1
            if known[line(finding)] < 0:
                found.append(finding)
        return found

    def copy(self, subject: Subject) -> Draft:
        """A report of this month, to be spoilt."""
        return copy.deepcopy(self.now[subject])


def line(finding: Finding) -> tuple[object, ...]:
    """A finding by what it is about."""
    if finding.code == "LAG01":
        return finding.code, finding.words["name"]
    return finding.code, finding.cell, tuple(sorted(finding.words.items()))


Plant = Callable[[Office, Subject, Chance], Iterator[Slip]]


def amounts(row: Row, by: Decimal) -> None:
    """All amounts of a row times a factor."""
    for label in AMOUNTS:
        value = row.get(label)
        if isinstance(value, Decimal):
            row[label] = value * by


def name(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """A project under another name, in one report."""
    for previous in (True, False):
        draft = office.copy(subject)
        row = chance.choice(draft.rows)
        row["项目名称"] = str(row["项目名称"])[:-2] + "改扩建"
        yield Slip({subject: draft}, ("SAME01",) if previous else ("VIEW02",), previous)


def plan(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """Another plan of the year, in one report."""
    for previous in (True, False):
        draft = office.copy(subject)
        planned = [r for r in draft.rows if r["本年计划"]]
        if not planned:
            return
        row = chance.choice(planned)
        row["本年计划"] = Decimal(str(row["本年计划"])) * 2
        yield Slip({subject: draft}, ("KEPT01",) if previous else ("VIEW01",), previous)


def unit(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """All amounts of a report in another unit than its cover says."""
    for previous in (True, False):
        others = [name for name in UNITS if name != office.now[subject].unit]
        for other in (chance.choice(others), chance.choice(others)):
            draft = office.copy(subject)
            by = units.ratio(units.parse(draft.unit), units.parse(other))
            assert by is not None
            for row in draft.rows:
                amounts(row, by)
            yield Slip({subject: draft}, ("SLIP02", "VIEW03"), previous)


def cover(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """Another unit on the cover than the amounts are in."""
    for previous in (True, False):
        draft = office.copy(subject)
        draft.unit = "元" if draft.unit != "元" else "万元"
        yield Slip({subject: draft}, ("SLIP02", "VIEW03"), previous)


def moved(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """The projects of another unit under this one's cover, and under its region."""
    others = [s for s in office.now if s[0] == subject[0] and s[1] not in (subject[1], PROVINCE)]
    for previous in (True, False):
        other = chance.choice(others)
        draft = office.copy(subject)
        draft.rows = copy.deepcopy(office.now[other].rows)
        draft.unit = office.now[other].unit
        for row in draft.rows:
            if previous and subject[1] != PROVINCE:
                row["地区"] = subject[1]
        yield Slip({subject: draft}, ("MOVE02", "GONE02", "GAP03"), previous)


def changed(office: Office, subject: Subject, labels: Iterable[str]) -> bool:
    """Whether some sum of a report is another than last month."""
    last, now = office.then[subject], office.now[subject]
    return any(total(tuple(last.rows), label) != total(tuple(now.rows), label) for label in labels)


def stale(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """Last month's report under this month's name: with the month changed, and as it was; nothing where nothing was done since."""
    last = office.then[subject]
    if not changed(office, subject, AMOUNTS):
        return
    for previous in (True, False):
        draft = office.copy(subject)
        draft.rows = copy.deepcopy(last.rows)
        yield Slip({subject: draft}, ("SLIP06",) if previous else ("VIEW05",), previous)


def rows(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """The amounts of all projects one row further down."""
    for previous in (True, False):
        draft = office.copy(subject)
        listed = [row for block in Layout(draft.form).blocks for row in block.projects]
        before = [dict(row) for row in listed]
        for n, row in enumerate(listed):
            row.update({x: before[n - 1][x] for x in AMOUNTS if x in row})
        yield Slip({subject: draft}, ("SLIP04", "VIEW04"), previous)


def classes(draft: Draft) -> list[str]:
    """The classes that have projects, and blank for all."""
    return [*dict.fromkeys(str(row["类别"]) for row in draft.rows), ""]


def overview(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """Last month's table 2 left standing: all its columns, and those that move."""
    for labels in (AMOUNTS, MOVING):
        if not changed(office, subject, labels):
            continue  # last month's table is this month's
        draft = office.copy(subject)
        last = office.then[subject]
        for kind in classes(draft):
            for label in labels:
                value = class_sum(last, kind, label) if kind else total(tuple(last.rows), label)
                paste(draft, summed(draft, kind, label), value)
        yield Slip({subject: draft}, ("SLIP10",), chance.below(2) == 0)


def short(office: Office, subject: Subject, chance: Chance) -> Iterator[Slip]:
    """A 小计 that leaves out a project; 合计, and table 2, by the 小计 or by the projects."""
    for whole, second in ((True, True), (True, False), (False, False)):
        draft = office.copy(subject)
        many = [k for k, n in Counter(str(row["类别"]) for row in draft.rows).items() if n > 1]
        if not many:
            return
        kind = chance.choice(many)
        out = chance.choice([row for row in draft.rows if row["类别"] == kind])
        for label in AMOUNTS:
            value = out.get(label)
            less = value if isinstance(value, Decimal) else Decimal(0)
            own, every = class_sum(draft, kind, label), total(tuple(draft.rows), label)
            paste(draft, subtotal(draft, kind, label), own - less)
            paste(draft, subtotal(draft, "", label), every - less if whole else every)
            paste(draft, summed(draft, kind, label), own - less if second else own)
            paste(draft, summed(draft, "", label), every - less if second else every)
        yield Slip({subject: draft}, ("SLIP08",), chance.below(2) == 0)


KINDS: tuple[Plant, ...] = (name, plan, unit, cover, moved, stale, rows, overview, short)


def planted(office: Office, subjects: Iterable[Subject], seed: str) -> Iterator[tuple[str, Subject, Slip]]:
    """Every kind in every one of some reports."""
    for kind in KINDS:
        for subject in subjects:
            for slip in kind(office, subject, Chance(seed, kind.__name__, *subject)):
                yield kind.__name__, subject, slip
