"""Relations between the columns of a form's rows, evaluated on whole columns of scaled integers at once.

Passes are counted per relation; only what is not ``exact`` or ``rounding`` becomes an outcome of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from recon.grid import Grid
from recon.model import VERDICTS, Verdict
from recon.schemas.relations import RowRelation

EXACT, ROUNDING, WIDE, MISMATCH, IMPLIED, UNVERIFIABLE, NONE = range(7)


@dataclass(frozen=True)
class Judged:
    """One relation over all rows: a verdict code per row (NONE: not asked there), aligned with ``rows``."""

    relation: RowRelation
    rows: Any  #: row numbers
    verdicts: Any
    difference: Any  #: left − factor × right, in 10^-scale of the form's unit, times the factor's denominator

    def counts(self) -> dict[str, int]:
        """Number of rows per verdict."""
        found = np.bincount(self.verdicts, minlength=NONE + 1)
        return {verdict: int(found[place]) for place, verdict in enumerate(VERDICTS)}

    def listed(self, *, strict: bool = False) -> list[tuple[int, Verdict]]:
        """Row and verdict of every row that is not equal, nor (unless ``strict``) plainly rounded."""
        passed = EXACT if strict else ROUNDING
        places = np.flatnonzero((self.verdicts > passed) & (self.verdicts < NONE))
        return [(int(self.rows[i]), cast(Verdict, VERDICTS[self.verdicts[i]])) for i in places]


def judge(relation: RowRelation, grid: Grid, month: str) -> Judged:
    """Evaluate one relation on every row of a grid of projects.

    A blank cell is missing, never zero: with one missing its value is implied, with more the row is not
    verifiable, unless what is there already exceeds the total (foot) or the relation is a bound on it.
    """
    left, left_missing = _side(grid, relation.left)
    right, right_missing = _side(grid, relation.right)
    numerator, denominator = relation.factor.as_integer_ratio()
    difference = left * denominator - right * numerator
    unit = 10 ** (grid.scale - grid.decimals)
    weights = len(relation.left) * denominator + len(relation.right) * numerator
    squares = len(relation.left) * denominator**2 + len(relation.right) * numerator**2
    verdicts = _VERDICTS[relation.operator](difference, weights * unit, squares * unit * unit)
    missing = left_missing + right_missing
    if relation.operator == "=":
        exceeds = (right_missing == 0) & (2 * difference > weights * unit) & _positive(grid, relation.left)
        waiting = np.where(missing == 1, IMPLIED, UNVERIFIABLE)
        verdicts = np.where(missing == 0, verdicts, np.where(exceeds, MISMATCH, waiting))
    else:
        verdicts = np.where(missing > 0, NONE, verdicts)
    asked = _asked(relation, grid, month) & (missing < len(relation.left) + len(relation.right))
    return Judged(relation, grid.frame.index.to_numpy(), np.where(asked, verdicts, NONE), difference)


def _side(grid: Grid, labels: tuple[str, ...]) -> tuple[Any, Any]:
    """Sum of the columns that are there and the number of cells missing, per row."""
    total = np.zeros(len(grid.frame), dtype=np.int64)
    missing = np.zeros(len(grid.frame), dtype=np.int64)
    for label in labels:
        if label not in grid.frame:
            missing += 1
            continue
        blank = grid.frame[label].isna().to_numpy()
        total += grid.frame[label].fillna(0).to_numpy(dtype=np.int64)
        missing += blank
    return total, missing


def _positive(grid: Grid, labels: tuple[str, ...]) -> Any:
    """Rows in which no term is negative, so that what is missing cannot make up for an excess."""
    there = [grid.frame[label].fillna(0).to_numpy(dtype=np.int64) for label in labels if label in grid.frame]
    return np.all([column >= 0 for column in there], axis=0) if there else np.zeros(len(grid.frame), bool)


def _asked(relation: RowRelation, grid: Grid, month: str) -> Any:
    """Rows in which the relation is meant to hold."""
    everywhere = np.ones(len(grid.frame), dtype=bool)
    if relation.when is None:
        return everywhere
    column, values = relation.when
    if column == "报告期":
        return everywhere if month[-2:] in values else ~everywhere
    return grid.frame[column].isin(values).to_numpy() if column in grid.frame else ~everywhere


def _equal(difference: Any, width: int, squares: int) -> Any:
    """Intervals of half a unit a term meet if 2|d| ≤ Σ|weights|·u; 3σ is 4d² ≤ 3Σ(weight·u)²."""
    away = np.abs(difference)
    near = 4.0 * away.astype(float) ** 2 <= 3.0 * squares
    return np.where(away == 0, EXACT, np.where(2 * away > width, MISMATCH, np.where(near, ROUNDING, WIDE)))


def _at_most(difference: Any, width: int, squares: int) -> Any:
    return np.where(difference <= 0, EXACT, _equal(difference, width, squares))


def _at_least(difference: Any, width: int, squares: int) -> Any:
    return _at_most(-difference, width, squares)


_VERDICTS: dict[str, Callable[[Any, int, int], Any]] = {"=": _equal, "≤": _at_most, "≥": _at_least}
