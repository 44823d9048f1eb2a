"""A year of the register as of a day: its months, what lasts, what rests on corrections, and whether it is closed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from recon.register import events
from recon.register.events import Event
from recon.register.month import Month, gather
from recon.register.owed import Office, Owed
from recon.register.persisting import Resting
from recon.register.status import Row
from recon.register.store import Store
from recon.register.values import Kept, Problem, Subject
from recon.schemas.months import before


@dataclass(frozen=True, slots=True)
class Count:
    """How one report, or all of a unit, fared in a year."""

    owed: int
    in_time: int
    late: int
    missing: int
    again: int  #: versions beside the first
    returned: int
    problems: int  #: open findings of the current versions


@dataclass(frozen=True, slots=True)
class Lasting:
    """A finding that is open in the last month that has it."""

    file: Kept
    month: str
    problem: Problem
    months: int
    since: str


@dataclass(frozen=True)
class Year:
    """What the office and the history say of a year."""

    office: Office
    year: str
    today: datetime.date
    months: tuple[Month, ...]
    closed: datetime.date | None

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """Every report owed in any month, once, in the order of the office's list."""
        by_subject: dict[Subject, Owed] = {}
        for month in self.months:
            for row in month.rows:
                by_subject[row.owed.subject] = row.owed
        return tuple(by_subject.values())

    @cached_property
    def rows(self) -> dict[Subject, dict[str, Row]]:
        """Subject → month → what became of the report."""
        by_subject: dict[Subject, dict[str, Row]] = {}
        for month in self.months:
            for row in month.rows:
                by_subject.setdefault(row.owed.subject, {})[month.month] = row
        return by_subject

    def count(self, *subjects: Subject) -> Count:
        """The year in numbers for some reports."""
        rows = [row for subject in subjects for row in self.rows.get(subject, {}).values()]
        wanted = set(subjects)
        sent = [v for month in self.months for v in month.versions if v.subject in wanted]
        returned = [e for month in self.months for e in month.events if e.kind == "returned" and e.subject in wanted]
        return Count(
            len(rows),
            sum(row.state == "received" for row in rows),
            sum(row.state == "late" for row in rows),
            sum(row.state == "missing" for row in rows),
            sum(v.number > 1 for v in sent),
            len({(e.date, e.month, e.subject) for e in returned}),
            sum(1 for month in self.months for kept, _ in month.problems if kept.subject in wanted),
        )

    @cached_property
    def lasting(self) -> tuple[Lasting, ...]:
        """The open findings of each report's last month, those that have been there longest first."""
        latest: dict[Subject, Month] = {}
        for month in self.months:
            for version in month.versions:
                latest[version.subject] = month
        listed = []
        for month in self.months:
            for kept, problem in month.problems:
                age = month.ages.get((kept.subject, problem.about), 1)
                if latest.get(kept.subject) is month and age > 1:
                    listed.append(Lasting(kept, month.month, problem, age, _back(month.month, age - 1)))
        return tuple(sorted(listed, key=lambda one: -one.months))

    @property
    def resting(self) -> tuple[Resting, ...]:
        """Reports that rest on what was corrected since, month by month."""
        return tuple(one for month in self.months for one in month.resting)


def gather_year(office: Office, store: Store, year: str, today: datetime.date) -> Year:
    """The year as it stands on a day: its months up to the one before that day's."""
    names = [f"{year}-{number:02d}" for number in range(1, 13)]
    past = [name for name in names if name < f"{today:%Y-%m}"]
    closed = [e.date for e in events.events(store, names[-1], until=today) if e.kind == "closed"]
    months = tuple(gather(office, store, name, today) for name in past)
    return Year(office, year, today, months, min(closed, default=None))


def close(store: Store, year: Year) -> None:
    """Keep that a year is closed; closing it again changes nothing."""
    if year.closed is None:
        events.keep(store, Event(year.today, f"{year.year}-12", "", "", "closed"))


def ready(year: Year) -> bool:
    """Whether nothing of a year is missing, open or to be checked again."""
    count = year.count(*(owed.subject for owed in year.owed))
    return len(year.months) == 12 and not (count.missing or count.problems or year.resting)


def _back(month: str, count: int) -> str:
    for _ in range(count):
        month = before(month)
    return month
