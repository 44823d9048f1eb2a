"""What workbook and terminal both say of a month."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from recon import messages
from recon.register.deadlines import Deadline
from recon.register.owed import Owed
from recon.register.status import Row


def deadline(due: Deadline, lang: str) -> str:
    """The deadline and the working days it was counted by, or why it is unknown."""
    if due.day is None:
        assert due.unknown is not None
        return messages.register(due.reason, lang, year=due.unknown.year, day=due.unknown.isoformat())
    weekday = messages.register("weekdays", lang).split("|")[due.day.weekday()]
    counted = "、".join(messages.register("month_day", lang, month=d.month, day=d.day) for d in due.counted)
    return messages.register("due_day", lang, day=due.day.isoformat(), weekday=weekday, counted=counted)


def long_day(day: datetime.date, lang: str) -> str:
    """A day as letters write it."""
    return messages.register("long_day", lang, year=day.year, month=day.month, day=day.day)


def long_month(month: str, lang: str) -> str:
    """A month as letters write it."""
    year, number = map(int, month.split("-"))
    return messages.register("long_month", lang, year=year, month=number)


def reports(rows: Sequence[Row]) -> str:
    """Reports owed in words, as :func:`named`."""
    return named([row.owed for row in rows])


def named(owed: Sequence[Owed]) -> str:
    """Reports in words: 甲市：一网、二网, or 一网：甲市、乙市, whichever names fewer things twice."""
    by_region: dict[str, list[str]] = {}
    by_network: dict[str, list[str]] = {}
    for one in owed:
        by_region.setdefault(one.region, []).append(one.network)
        by_network.setdefault(one.network, []).append(one.region)
    shorter = min(by_region, by_network, key=len)
    return "；".join(f"{name}：{'、'.join(others)}" for name, others in shorter.items())


def longest(rows: Sequence[Row]) -> int:
    """The most days that one of the rows is late."""
    return max(row.days or 0 for row in rows)
