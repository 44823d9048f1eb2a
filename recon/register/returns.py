"""What goes back to each reporter: reports to correct or to explain, reports that are missing, what was accepted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from recon.register import events, history
from recon.register.deadlines import ONE_DAY, Overrides, working
from recon.register.events import Event
from recon.register.month import Month
from recon.register.owed import Owed
from recon.register.status import Row
from recon.register.store import Store
from recon.register.values import Note, Problem, Version

#: Working days that a reporter has to send a corrected report.
WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class Returned:
    """One report that goes back, or that was accepted."""

    owed: Owed
    version: Version
    problems: tuple[Problem, ...]  #: to correct or to explain, the graver first
    explained: tuple[Problem, ...]  #: what an explanation lets stand
    between: tuple[Problem, ...]  #: where it and other reports of the month do not agree
    notes: tuple[Note, ...]  #: the explanations that were accepted
    marked: Path | None  #: the marked copy, where there is one
    ages: Mapping[str, int]  #: identity of a finding → months in a row
    times: int  #: how often a report on this has been sent back by now, this time included


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to one unit."""

    owed: Owed  #: whose name, contact, phone and address it goes by
    returned: tuple[Returned, ...]
    accepted: tuple[Returned, ...]
    missing: tuple[Row, ...]
    due: datetime.date | None  #: by when a corrected report is asked for; None where the calendar does not reach

    @property
    def sent(self) -> bool:
        """Whether there is anything to write about: acceptance alone is not."""
        return bool(self.returned or self.missing)

    def count(self, level: str) -> int:
        """The number of findings of a level that go back."""
        return sum(p.level == level for one in self.returned for p in (*one.problems, *one.between))


@dataclass(frozen=True)
class Round:
    """One round of returns of a month."""

    month: Month
    number: int  #: from 1
    due: datetime.date | None
    letters: tuple[Letter, ...]


def gather(month: Month, store: Store, due: datetime.date | None = None) -> Round:
    """The letters of a month as of its day; ``due``: by when, else WORKING_DAYS working days later."""
    due = due or _later(month.today, month.office.overrides)
    past = events.events(store, month.month, until=month.today)
    days = {event.date for event in past if event.kind in ("returned", "reminded")} | {month.today}
    units: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in month.rows:
        owed = row.owed
        units.setdefault((owed.sender, owed.contact, owed.phone, owed.email), []).append(row)
    letters = tuple(_letter(month, store, past, rows, due) for rows in units.values())
    return Round(month, len(days), due, letters)


def _later(day: datetime.date, overrides: Overrides) -> datetime.date | None:
    """The day some working days after another; None where nobody knows what is worked."""
    count = 0
    while count < WORKING_DAYS:
        day += ONE_DAY
        worked = working(day, overrides)
        if worked is None:
            return None
        count += worked
    return day


def _letter(month: Month, store: Store, past: Iterable[Event], rows: list[Row], due: datetime.date | None) -> Letter:
    past = tuple(past)
    returned = [_returned(month, store, past, row) for row in rows if row.version is not None]
    return Letter(
        rows[0].owed,
        tuple(one for one in returned if one.problems or one.between),
        tuple(one for one in returned if not one.problems and not one.between),
        tuple(row for row in rows if row.state == "missing"),
        due,
    )


def _returned(month: Month, store: Store, past: tuple[Event, ...], row: Row) -> Returned:
    assert row.version is not None
    file = row.version.file
    problems = history.findings(store, file)
    name = f"[{PurePosixPath(file.path).name}]"
    whole = (p for kept, p in month.problems if kept.kind == "month")
    between = tuple(p for p in whole if any(name in cell for cell in p.cells))
    mine = [event for event in past if event.subject == row.owed.subject]
    times = {event.date for event in mine if event.kind == "returned"} | {month.today}
    graver = sorted((p for p in problems if p.open), key=lambda p: p.level != "强制性")
    return Returned(
        row.owed,
        row.version,
        tuple(graver),
        tuple(p for p in problems if p.released),
        between,
        tuple(note for note in history.explanations(store, file) if not note.refused),
        _marked(month.home, file.sha256, mine),
        {about: age for (subject, about), age in month.ages.items() if subject == row.owed.subject},
        len(times),
    )


def _marked(home: Path, sha256: str, mine: Iterable[Event]) -> Path | None:
    """The path of the marked copy of a version, as the run that made it recorded; None where it is gone."""
    results = [event.text for event in mine if event.kind == "result" and event.about == sha256]
    return next((path for text in reversed(results) if (path := home / text).is_file()), None)


def record(store: Store, sent: Round) -> None:
    """Keep the round in the history: what was returned until when, asked for and accepted."""
    day, month = sent.month.today, sent.month.month
    for event in _events(sent, day, month):
        events.keep(store, event)


def _events(sent: Round, day: datetime.date, month: str) -> Iterator[Event]:
    until = sent.due.isoformat() if sent.due else ""
    for letter in sent.letters:
        for one in letter.returned:
            yield Event(day, month, *one.owed.subject, "returned", one.version.file.sha256, until)
        for row in letter.missing:
            yield Event(day, month, *row.owed.subject, "reminded")
    done = {(e.network, e.region, e.about) for e in sent.month.events if e.kind == "accepted"}
    for letter in sent.letters:
        for one in letter.accepted:
            if (*one.owed.subject, one.version.file.sha256) not in done:
                yield Event(day, month, *one.owed.subject, "accepted", one.version.file.sha256)
