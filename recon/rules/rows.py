"""Relations between the columns of a form's rows, evaluated on whole columns of scaled integers at once.

Passes are counted per relation; only what is not ``exact`` or ``rounding`` becomes an outcome of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, cast

import numpy as np

from recon.grid import Grid
from recon.model import VERDICTS, Verdict
from recon.relations import Form, Relation
from recon.rules.judging import EXACT, IMPLIED, MISMATCH, NONE, ROUNDING, UNVERIFIABLE, judge_columns


@dataclass(frozen=True)
class Judged:
    """One relation over all rows: a verdict code per row (NONE: not asked there), aligned with ``rows``."""

    relation: Relation[str]
    rows: Any  #: row numbers
    verdicts: Any

    def counts(self) -> dict[str, int]:
        """Number of rows per verdict."""
        found = np.bincount(self.verdicts, minlength=NONE + 1)
        return {verdict: int(found[place]) for place, verdict in enumerate(VERDICTS)}

    def listed(self, *, strict: bool = False) -> list[tuple[int, Verdict]]:
        """Row and verdict of every row that is not equal, nor (unless ``strict``) plainly rounded."""
        passed = EXACT if strict else ROUNDING
        places = np.flatnonzero((self.verdicts > passed) & (self.verdicts < NONE))
        return [(int(self.rows[i]), cast(Verdict, VERDICTS[self.verdicts[i]])) for i in places]


def judge(relation: Relation[str], grid: Grid, month: str) -> Judged:
    """Evaluate one relation on every row of a grid of projects.

    A blank cell is missing, never zero: with one missing its value is implied, with more the row is not
    verifiable, unless what is there already exceeds the total (foot) or the relation is a bound on it.
    """
    left, right = relation.left, relation.right
    assert not isinstance(left, str)
    assert not isinstance(right, str)
    away = left.plus(right, -1)
    parts = lcm(*(Fraction(c).denominator for c, _ in away.terms), Fraction(away.constant).denominator)
    weights = [int(c * parts) for c, _ in away.terms]
    difference = _sum(grid, away.times(parts))
    steps = [abs(w) * grid.steps(label) for w, (_, label) in zip(weights, away.terms, strict=True)]
    width, squares = sum(steps), sum(step * step for step in steps)
    verdicts = judge_columns(difference, relation.operator, width, squares)
    missing = _missing(grid, relation.lefts) + (right_missing := _missing(grid, relation.rights))
    if relation.operator == "=":
        exceeds = (right_missing == 0) & (2 * difference > width) & _positive(grid, relation.lefts)
        waiting = np.where(missing == 1, IMPLIED, UNVERIFIABLE)
        verdicts = np.where(missing == 0, verdicts, np.where(exceeds, MISMATCH, waiting))
    else:
        verdicts = np.where(missing > 0, NONE, verdicts)
    asked = _asked(relation, grid, month) & (missing < len(relation.lefts) + len(relation.rights))
    return Judged(relation, grid.frame.index.to_numpy(), np.where(asked, verdicts, NONE))


def _sum(grid: Grid, form: Form[str]) -> Any:
    """A form of whole coefficients over the columns that are there, per row; a blank adds nothing."""
    total = np.full(len(grid.frame), int(form.constant) * 10**grid.scale, dtype=np.int64)
    for weight, label in form.terms:
        if label in grid.frame:
            total += int(weight) * grid.integers(label)[0]
    return total


def _missing(grid: Grid, labels: tuple[str, ...]) -> Any:
    """The number of cells missing, per row."""
    missing = np.zeros(len(grid.frame), dtype=np.int64)
    for label in labels:
        missing += grid.integers(label)[1] if label in grid.frame else 1
    return missing


def _positive(grid: Grid, labels: tuple[str, ...]) -> Any:
    """Rows in which no term is negative, so that what is missing cannot make up for an excess."""
    there = [grid.integers(label)[0] for label in labels if label in grid.frame]
    return np.all([column >= 0 for column in there], axis=0) if there else np.zeros(len(grid.frame), bool)


def _asked(relation: Relation[str], grid: Grid, month: str) -> Any:
    """Rows in which the relation is meant to hold."""
    everywhere = np.ones(len(grid.frame), dtype=bool)
    if relation.when is None:
        return everywhere
    column, values = relation.when
    if column == "报告期":
        return everywhere if month[-2:] in values else ~everywhere
    return grid.frame[column].isin(values).to_numpy() if column in grid.frame else ~everywhere
