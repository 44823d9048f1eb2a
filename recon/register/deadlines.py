"""When a report is due: so many working days after its month or quarter has ended, by the Chinese calendar.

How many the plan says (报送工作日). Holidays and make-up days are those of
the State Council's notices as package chinesecalendar holds them; what the office says of a day comes first. A
year that neither knows makes the deadline unknown: the notices cannot be foreseen, so nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from recon.catalogue import in_force

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"(\d{4})Q([1-4])")
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Overrides:
    """The office's days: of single days whether they are worked; ``years`` whose list of days is whole."""

    days: Mapping[datetime.date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a report is in time; ``day`` is None where the calendar does not reach."""

    period: str  #: 2021-03 or 2021Q1
    day: datetime.date | None
    counted: tuple[datetime.date, ...]  #: the working days counted, in order
    unknown: datetime.date | None = None  #: the first day of which nobody knows whether it is worked

    @property
    def reason(self) -> str:
        """Why there is no deadline, a key of :data:`recon.messages.REGISTER`; blank where there is one."""
        return "no_calendar" if self.unknown else ""


NONE = Overrides()


def deadline(period: str, overrides: Overrides = NONE) -> Deadline:
    """The deadline of a month (2021-03) or quarter (2021Q1); raises ValueError for anything else."""
    day = last_day(period)
    counted: list[datetime.date] = []
    while len(counted) < in_force().number("报送工作日"):
        day += ONE_DAY
        worked = working(day, overrides)
        if worked is None:
            return Deadline(period, None, tuple(counted), day)
        if worked:
            counted.append(day)
    return Deadline(period, day, tuple(counted))


def last_day(period: str) -> datetime.date:
    """The last day of a month or quarter; raises ValueError for what is neither."""
    month, quarter = _MONTH.fullmatch(period), _QUARTER.fullmatch(period)
    if not (match := month or quarter):
        raise ValueError(period)
    number = int(match[2]) * (1 if month else 3)
    year, after = int(match[1]) + number // 12, number % 12 + 1
    return datetime.date(year, after, 1) - ONE_DAY


def working(day: datetime.date, overrides: Overrides = NONE) -> bool | None:
    """Whether a day is worked; None where neither the office nor the calendar knows its year."""
    if day in overrides.days:
        return overrides.days[day]
    if day.year in overrides.years:
        return day.weekday() < 5
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))  # type: ignore[no-untyped-call]
    except NotImplementedError:
        return None
