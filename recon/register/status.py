"""Who has reported and who has not: what was owed, what came, the deadline and today → one row each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from recon.register.deadlines import Deadline
from recon.register.owed import Owed
from recon.register.values import Subject, Version

#: received in time; received late; missing after the deadline; not due yet; missing, the deadline being unknown
State = Literal["received", "late", "missing", "pending", "undated"]
STATES: tuple[State, ...] = ("received", "late", "missing", "pending", "undated")
#: States somebody is reminded of.
OVERDUE: tuple[State, ...] = ("missing", "late")


@dataclass(frozen=True, slots=True)
class Row:
    """One report owed and what became of it."""

    owed: Owed
    state: State
    days: int | None  #: calendar days after the deadline; None where it is unknown or nothing is due yet
    version: Version | None  #: the current one, or the last of those that tie
    first: datetime.date | None  #: when the first version was received


def rows(
    owed: Iterable[Owed], versions: Iterable[Version], deadline: Deadline, today: datetime.date
) -> tuple[Row, ...]:
    """A row for each report owed, in their order. In time is who sent a first version in time."""
    sent = _by_subject(versions)
    return tuple(_row(one, sent.get(one.subject, []), deadline.day, today) for one in owed)


def unasked(owed: Iterable[Owed], versions: Iterable[Version]) -> tuple[Version, ...]:
    """Current versions of reports that nobody owed."""
    asked = {one.subject for one in owed}
    return tuple(version for version in versions if version.current and version.subject not in asked)


def _by_subject(versions: Iterable[Version]) -> dict[Subject, list[Version]]:
    sent: dict[Subject, list[Version]] = {}
    for version in versions:
        sent.setdefault(version.subject, []).append(version)
    return sent


def _row(owed: Owed, sent: list[Version], due: datetime.date | None, today: datetime.date) -> Row:
    if not sent:
        return Row(owed, *_absent(due, today), None, None)
    first = min(version.received for version in sent)
    current = next((version for version in sent if version.current), sent[-1])
    days = None if due is None else max(0, (first - due).days)
    return Row(owed, "late" if days else "received", days, current, first)


def _absent(due: datetime.date | None, today: datetime.date) -> tuple[State, int | None]:
    if due is None:
        return "undated", None
    return ("missing", (today - due).days) if today > due else ("pending", None)


def units(rows: Iterable[Row], state: State) -> Iterator[tuple[Row, ...]]:
    """The rows in a state, gathered by the unit that owes them, in the order of its first row."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row.state == state:
            groups.setdefault((row.owed.sender, row.owed.contact, row.owed.phone), []).append(row)
    yield from (tuple(group) for group in groups.values())
