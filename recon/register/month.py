"""One month of the register as of a day: everything that is written down about it, gathered once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recon.model import Decision
from recon.register import decisions, events, history, status
from recon.register.deadlines import Deadline, deadline
from recon.register.events import Event
from recon.register.owed import Office
from recon.register.persisting import Lasting, Resting, ages, resting
from recon.register.store import Store
from recon.register.values import Kept, Note, Problem, Version


@dataclass(frozen=True)
class Month:
    """What the office and the history say of a month."""

    office: Office
    month: str
    today: datetime.date
    deadline: Deadline
    rows: tuple[status.Row, ...]
    versions: tuple[Version, ...]
    unasked: tuple[Version, ...]
    strays: tuple[Kept, ...]
    problems: tuple[tuple[Kept, Problem], ...]  #: open findings of what is current, and of the month as a whole
    notes: tuple[tuple[Kept, Note], ...]  #: explanations of the same
    unfinished: bool  #: the last run was broken off
    events: tuple[Event, ...] = ()  #: letters and decisions of the month
    ages: Mapping[Lasting, int] = field(default_factory=dict)  #: open findings → months in a row
    resting: tuple[Resting, ...] = ()  #: versions checked against what was corrected since
    decisions: Mapping[str, Decision] = field(default_factory=dict)  #: on explanations, by what they are about

    @property
    def home(self) -> Path:
        """The folder that paths in the history start from."""
        return self.office.path.resolve().parent


def gather(office: Office, store: Store, month: str, today: datetime.date) -> Month:
    """The month as it stands on a day; runs of later days are left out."""
    due = deadline(month, office.overrides)
    versions = _ordered(history.versions(store, month, today), office)
    whole = history.whole(store, month, today)
    files = [version.file for version in versions if version.current or version.tied] + list(whole)
    return Month(
        office,
        month,
        today,
        due,
        status.rows(office.due(month), versions, due, today),
        versions,
        status.unasked(office.due(month), versions),
        history.strays(store, month, today),
        tuple((file, one) for file in files for one in history.findings(store, file) if one.open),
        tuple((file, one) for file in files for one in history.explanations(store, file)),
        history.unfinished(store, month, today),
        events.events(store, month, until=today),
        ages(store, month, today),
        tuple(resting(store, month, versions, today)),
        {one.about: one for one in decisions.latest(store)},
    )


def _ordered(versions: Iterable[Version], office: Office) -> tuple[Version, ...]:
    """Versions in the order of the office's list; what it does not name comes last."""
    places = {owed.subject: place for place, owed in enumerate(office.owed)}
    return tuple(sorted(versions, key=lambda version: places.get(version.subject, len(places))))
