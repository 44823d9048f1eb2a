"""A row read as a project that sums up the rows beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recon.kinds.causes.case import Case, Cause
from recon.kinds.causes.totals import _counted
from recon.kinds.causes.words import rows

#: Columns that must agree, so that it is no coincidence.
ENOUGH = 4


def find(case: Case) -> Iterator[Cause]:
    """A row without a code whose every amount is the sum of a run of rows right above or below it."""
    order = case.rows
    for place, row in enumerate(order):
        if case.text(row, "项目代码"):
            continue
        for run in _runs(order, place):
            if _sums(case, row, run):
                yield _counted(case, row, {}, rows(run))
                break


def _runs(order: Sequence[int], place: int) -> Iterator[Sequence[int]]:
    """Two or more rows right above it, then right below it."""
    for count in range(2, place + 1):
        yield order[place - count : place]
    for count in range(2, len(order) - place):
        yield order[place + 1 : place + 1 + count]


def _sums(case: Case, row: int, run: Sequence[int]) -> bool:
    """Whether every amount of a row is the sum of those of some others, and enough of them are something."""
    filled = 0
    for column in case.columns.values():
        value = column.get(row) or 0
        if value != sum(column.get(r) or 0 for r in run):
            return False
        filled += bool(value)
    return filled >= ENOUGH
