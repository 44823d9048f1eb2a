"""The fillings of one form and period by all units: who has reported, when it was due, what they add up to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recon import dates
from recon.defined.forms import Own
from recon.defined.values import SCALE, Source
from recon.definitions.model import Table, Unit
from recon.register import deadlines

#: 期限 with a day of the calendar, the first one after the period: 3月10日, 次年1月31日.
_DATE = re.compile(r"(\d{1,2})月(\d{1,2})日")
#: 期限: a day after the period, of the calendar or worked: 每月后5日, 次月8日, 季后10个工作日.
_DUE = re.compile(r"(?:后|次月|次季|次年|下月)\D{0,3}(\d{1,2})\s*(个工作日|工作日|个?日|天)?")
_END = re.compile(r"(\d{1,2})\s*(个工作日|工作日|日)")


@dataclass(frozen=True)
class Gathered:
    """``fillings``: unit → its filling and the name of its file; of several files of a unit the last one counts."""

    own: Own
    period: str
    fillings: Mapping[str, tuple[Source, str]]

    @property
    def units(self) -> list[Unit]:
        """The units that owe the form, and behind them those that reported without owing it."""
        owed = list(self.own.definition.units)
        names = {unit.name for unit in owed}
        return [*owed, *(Unit(name) for name in self.fillings if name not in names)]

    def below(self, unit: str) -> list[str]:
        """The units whose 上级 a unit is."""
        return self.own.definition.below(unit)

    @property
    def added(self) -> list[str]:
        """The units that are added up: those that reported and have none below them that did."""
        return [
            u.name
            for u in self.units
            if u.name in self.fillings and not any(b in self.fillings for b in self.below(u.name))
        ]

    def cells(self, table: Table, unit: str) -> Iterator[tuple[str, str, int]]:
        """Row, column and value (10^-SCALE) of the filled cells of fixed rows."""
        source, _ = self.fillings[unit]
        for row in table.rows:
            at = source.at(table.number, row.code)
            for column in table.amounts if at is not None else ():
                assert at is not None
                datum = source.datum(table.number, at, column.code)
                if datum is not None and datum.value is not None and table.applies(row.code, column.code):
                    yield row.code, column.code, datum.value

    def sums(self, table: Table, units: Iterable[str]) -> dict[tuple[str, str], int]:
        """Row and column → the exact sum over some units."""
        totals: dict[tuple[str, str], int] = {}
        for unit in units:
            for row, column, value in self.cells(table, unit):
                totals[row, column] = totals.get((row, column), 0) + value
        return totals


def due(unit: Unit, period: str) -> datetime.date | None:
    """The last day on which a unit is in time, as 期限 says; None where it says no day or the period has no end."""
    end = dates.last_day(period) or (f"{period}-12-31" if re.fullmatch(r"\d{4}", period) else None)
    if (named := _DATE.search(unit.due)) is not None:
        return _named(int(named[1]), int(named[2]), end)
    match = _DUE.search(unit.due) or _END.search(unit.due)
    if match is None:
        return datetime.date.fromisoformat(day) if (day := dates.day(unit.due)) else None
    if end is None:
        return None
    day_, count = datetime.date.fromisoformat(end), int(match[1])
    if "工作" not in (match[2] or ""):
        return day_ + datetime.timedelta(days=count)
    while count:
        day_ += deadlines.ONE_DAY
        worked = deadlines.working(day_)
        if worked is None:
            return None
        count -= worked
    return day_


def _named(month: int, day: int, end: str | None) -> datetime.date | None:
    """The first such day after the end of a period; None where there is none."""
    if end is None:
        return None
    last = datetime.date.fromisoformat(end)
    try:
        return next(d for y in (last.year, last.year + 1) if (d := datetime.date(y, month, day)) > last)
    except (ValueError, StopIteration):
        return None


__all__ = ["SCALE", "Gathered", "due"]
