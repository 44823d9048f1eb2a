"""Relations between the columns of a form's rows, evaluated on whole columns of scaled integers at once.

Passes are counted per relation; only what is not ``exact`` or ``rounding`` becomes an outcome of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any, cast

import numpy as np

from recon.grid import Grid
from recon.model import VERDICTS, Verdict
from recon.relations import Form, Relation
from recon.rules.judging import EXACT, IMPLIED, MISMATCH, NONE, ROUNDING, UNVERIFIABLE, judge_columns

#: Sums of at most this size are added up as machine integers; where they may be larger, as whole numbers of any size.
_SAFE = 2**61


@dataclass(frozen=True)
class Judged:
    """One relation over all rows: a verdict code per row (NONE: not asked there), aligned with ``rows``."""

    relation: Relation[str]
    rows: Any  #: row numbers
    verdicts: Any

    def counts(self) -> dict[str, int]:
        """Number of rows per verdict."""
        counted = np.bincount(self.verdicts, minlength=NONE + 1)
        return {verdict: int(counted[place]) for place, verdict in enumerate(VERDICTS)}

    def listed(self, *, strict: bool = False) -> list[tuple[int, Verdict]]:
        """Row and verdict of every row that is not equal, nor (unless ``strict``) plainly rounded."""
        passed = EXACT if strict else ROUNDING
        places = np.flatnonzero((self.verdicts > passed) & (self.verdicts < NONE))
        return [(int(self.rows[i]), cast(Verdict, VERDICTS[self.verdicts[i]])) for i in places]


def judge(relation: Relation[str], grid: Grid, month: str) -> Judged:
    """Evaluate one relation on every row of a grid of projects."""
    weighed = verdicts(relation, grid, grid.steps)
    return Judged(relation, grid.frame.index.to_numpy(), np.where(_asked(relation, grid, month), weighed, NONE))


def verdicts(relation: Relation[str], grid: Grid, steps: Callable[[str], Any], *, zero: bool = False) -> Any:
    """A verdict code for every row; ``steps``: the last places of a column's amounts.

    A blank cell is missing, never zero: with one missing its value is implied, with more the row is not
    verifiable, unless what is there already exceeds the total (foot) or the relation is a bound on it. With ``zero``
    it counts as nothing. Rows without any amount are not asked.
    """
    assert not isinstance(relation.left, str)
    away = _away(relation)
    difference = value(grid, away)
    places = [(abs(int(c)), _there(grid, label, steps(label))) for c, label in away.terms]
    exact = object if sum((weight * _largest(one)) ** 2 for weight, one in places) > _SAFE else np.int64
    widths = [weight * one.astype(exact, copy=False) for weight, one in places]
    width, squares = sum(widths), sum(one * one for one in widths)
    verdict = judge_columns(difference, relation.operator, width, squares)
    missing = _missing(grid, relation.lefts) + (right_missing := _missing(grid, relation.rights))
    if zero:
        pass
    elif relation.operator == "=":
        exceeds = (right_missing == 0) & (2 * difference > width) & _positive(grid, relation.left)
        waiting = np.where(missing == 1, IMPLIED, UNVERIFIABLE)
        verdict = np.where(missing == 0, verdict, np.where(exceeds, MISMATCH, waiting))
    else:
        verdict = np.where(missing > 0, NONE, verdict)
    return np.where(missing < len(relation.lefts) + len(relation.rights), verdict, NONE)


@lru_cache(maxsize=1000)
def _away(relation: Relation[str]) -> Form[str]:
    """left − right of a relation of linear forms, times what makes every coefficient whole."""
    assert not isinstance(relation.left, str)
    assert not isinstance(relation.right, str)
    away = relation.left.plus(relation.right, -1)
    return away.times(lcm(*(Fraction(c).denominator for c, _ in away.terms), Fraction(away.constant).denominator))


def value(grid: Grid, form: Form[str]) -> Any:
    """A form of whole coefficients over the columns that are there, per row; a blank adds nothing."""
    columns = [(int(weight), label) for weight, label in form.terms if label in grid.frame]
    constant = int(form.constant) * 10**grid.scale
    largest = sum(abs(weight) * grid.largest(label) for weight, label in columns)
    exact = object if largest + abs(constant) > _SAFE else np.int64
    total = np.full(len(grid.frame), constant, dtype=exact)
    for weight, label in columns:
        total += weight * grid.integers(label)[0].astype(exact, copy=False)
    return total


def _largest(column: Any) -> int:
    """The greatest size in a column; 1 at least."""
    return max(1, int(np.max(column, initial=0)), -int(np.min(column, initial=0)))


def _there(grid: Grid, label: str, steps: Any) -> Any:
    """The last places of the amounts of a column that are there."""
    return np.where(grid.integers(label)[1], 0, steps) if label in grid.frame else np.zeros(len(grid.frame), np.int64)


def _missing(grid: Grid, labels: tuple[str, ...]) -> Any:
    """The number of cells missing, per row."""
    missing = np.zeros(len(grid.frame), dtype=np.int64)
    for label in labels:
        missing += grid.integers(label)[1] if label in grid.frame else 1
    return missing


def _positive(grid: Grid, form: Form[str]) -> Any:
    """Rows in which some term is there and none is negative, so that what is missing cannot make up for an excess."""
    there = np.zeros(len(grid.frame), dtype=bool)
    negative = np.full(len(grid.frame), bool(form.constant))
    for weight, label in form.terms:
        if label in grid.frame:
            column, blank = grid.integers(label)
            there |= ~blank
            negative |= column < 0 if weight > 0 else column > 0
    return there & ~negative


def _asked(relation: Relation[str], grid: Grid, month: str) -> Any:
    """Rows in which the relation is meant to hold."""
    everywhere = np.ones(len(grid.frame), dtype=bool)
    if relation.when is None:
        return everywhere
    column, values = relation.when
    if column == "报告期":
        return everywhere if month[-2:] in values else ~everywhere
    return grid.frame[column].isin(values).to_numpy() if column in grid.frame else ~everywhere
