"""What passed between the office and its reporters: letters and decisions, kept with the history, append-only."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import dataclass
from typing import Literal

from recon.register.store import Store
from recon.register.values import Subject

#: reminded: asked for a report that is missing; returned: sent back to be corrected or explained; accepted: it passed;
#: result: where a workbook made of it lies; closed: a year.
Kind = Literal["reminded", "returned", "accepted", "result", "closed"]


@dataclass(frozen=True, slots=True)
class Event:
    """One of them. ``about``: SHA-256 of the file it speaks of, blank where there is none."""

    date: datetime.date
    month: str
    network: str
    region: str
    kind: str
    about: str = ""
    text: str = ""
    author: str = ""

    @property
    def subject(self) -> Subject:
        """Network and region."""
        return self.network, self.region


def keep(store: Store, event: Event) -> bool:
    """Keep an event; False if the very same is there already."""
    key = (
        event.month,
        event.network,
        event.region,
        event.kind,
        event.about,
        event.date.isoformat(),
        event.text,
    )
    with store.writing():
        query = """SELECT 1 FROM events
            WHERE (month, network, region, kind, about, date, text) = (?, ?, ?, ?, ?, ?, ?)"""
        if store.db.execute(query, key).fetchone():
            return False
        store.db.execute(
            """INSERT INTO events (month, network, region, kind, about, date, text, author)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (*key, event.author),
        )
    return True


def events(store: Store, first: str, last: str = "", until: datetime.date = datetime.date.max) -> tuple[Event, ...]:
    """The events of the months from ``first`` to ``last`` (the same if blank), in the order they were kept."""
    query = "SELECT * FROM events WHERE month BETWEEN ? AND ? AND date <= ? ORDER BY date, id"
    return tuple(map(_event, store.rows(query, (first, last or first, until.isoformat()))))


def _event(row: sqlite3.Row) -> Event:
    texts = (str(row[name]) for name in ("month", "network", "region", "kind", "about", "text", "author"))
    return Event(datetime.date.fromisoformat(row["date"]), *texts)
