"""A row read as a project that sums up the rows beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import add

from recon.causes.case import Case, Cause
from recon.causes.totals import _counted
from recon.causes.words import rows

#: Columns that must agree, so that it is no coincidence.
ENOUGH = 4
#: What the columns hold in one row, blanks being nothing.
Amounts = tuple[int, ...]


def find(case: Case) -> Iterator[Cause]:
    """A row without a code whose every amount is the sum of a run of rows right above or below it."""
    key = case.main.spec.key
    uncoded = [(place, row) for place, row in enumerate(case.rows) if key and not case.text(row, key)]
    if not uncoded:
        return
    amounts = [[column.get(row) or 0 for row in case.rows] for column in case.columns.values()]
    runs = Runs(list(zip(*amounts, strict=True)))
    for place, row in uncoded:
        if run := runs.summed(place):
            yield _counted(case, row, {}, rows(case.rows[run.start : run.stop]))


class Runs:
    """Runs of rows that a row beside them sums up, found by the sums from the top: a look-up for each row."""

    def __init__(self, rows: Sequence[Amounts]) -> None:
        self.rows = rows
        self.sums = [*accumulate(rows, _plus, initial=tuple(0 for _ in rows[0]))] if rows else []
        self.places: dict[Amounts, list[int]] = defaultdict(list)
        for place, sums in enumerate(self.sums):
            self.places[sums].append(place)

    def summed(self, place: int) -> range | None:
        """The shortest run of two or more right above a row that it sums up, else the shortest right below it."""
        own = self.rows[place]
        if sum(map(bool, own)) < ENOUGH:
            return None
        above = self.places.get(_plus(self.sums[place], tuple(-x for x in own)), [])
        if nearest := bisect_right(above, place - 2):
            return range(above[nearest - 1], place)
        below = self.places.get(_plus(self.sums[place + 1], own), [])
        nearest = bisect_left(below, place + 3)
        return range(place + 1, below[nearest]) if nearest < len(below) else None


def _plus(one: Amounts, other: Amounts) -> Amounts:
    return tuple(map(add, one, other))
