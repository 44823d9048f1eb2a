"""What lasts from month to month: findings counted in months, and months that rest on a version since corrected."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recon.register import history
from recon.register.store import Store
from recon.register.values import Problem, Subject, Version
from recon.schemas.months import before

#: Subject and identity of a finding.
Lasting = tuple[Subject, str]
#: Months looked back.
FARTHEST = 36


@dataclass(frozen=True, slots=True)
class Resting:
    """A current version that was checked against a version of last month that does not count any more."""

    version: Version
    month: str  #: last month
    before: int  #: the version it was checked against
    after: int  #: the version that counts now


def open_findings(store: Store, month: str, until: datetime.date) -> set[Lasting]:
    """The open findings of the current versions of a month."""
    return {
        (version.subject, problem.about)
        for version in history.current(store, month, until)
        for problem in history.findings(store, version.file)
        if problem.open and problem.about
    }


def ages(store: Store, month: str, until: datetime.date) -> dict[Lasting, int]:
    """Each open finding of a month → for how many months in a row it has been there, this one included."""
    left = open_findings(store, month, until)
    months = dict.fromkeys(left, 1)
    for _ in range(FARTHEST):
        if not left:
            break
        month = before(month)
        left &= open_findings(store, month, until)
        for one in left:
            months[one] += 1
    return months


def over_months(store: Store, subject: Subject, about: str) -> Iterator[tuple[str, Problem | None]]:
    """Each month in which the report counts → the finding of this identity in it, None where there was none; latest first."""
    for month in history.months(store):
        for version in history.current(store, month):
            if version.subject == subject:
                same = (p for p in history.findings(store, version.file) if p.about == about)
                yield month, next(same, None)


def resting(store: Store, month: str, versions: Iterable[Version], until: datetime.date) -> Iterator[Resting]:
    """The versions of a month that rest on what was corrected since; files that are not in the history are left out."""
    last = before(month)
    numbers: dict[Subject, dict[str, tuple[int, bool]]] = {}
    for version in history.versions(store, last, until):
        numbers.setdefault(version.subject, {})[version.file.says] = version.number, version.current
    contents = history.contents(store, last, until)
    for version in versions:
        own = numbers.get(version.subject, {})
        rested = own.get(contents.get(version.file.rests_on, ""))
        now = next((number for number, current in own.values() if current), None)
        if version.current and rested is not None and now is not None and rested[0] != now:
            yield Resting(version, last, rested[0], now)
