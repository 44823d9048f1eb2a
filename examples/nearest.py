"""The whole numbers nearest to some targets that satisfy linear relations: a mixed-integer program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

Cell = TypeVar("Cell")
#: How far from the nearest solution may be, as a share: any near one will do.
GAP = 0.02
#: Below this share of its target a value costs so much more: one nought is worse than many halves.
SMALL, STEEP = 0.1, 21


@dataclass(frozen=True)
class Affine(Generic[Cell]):
    """Cells, each with what it counts, and a constant."""

    terms: Mapping[Cell, Fraction]
    constant: Fraction

    @classmethod
    def total(cls, parts: Iterable[tuple[int, Affine[Cell]]]) -> Affine[Cell]:
        """The sum of some, each with its sign."""
        found: Affine[Cell] = cls({}, Fraction(0))
        for sign, part in parts:
            found = found.plus(part, sign)
        return found

    def plus(self, other: Affine[Cell], by: int = 1) -> Affine[Cell]:
        """This and another one ``by`` times."""
        terms = dict(self.terms)
        for cell, c in other.terms.items():
            terms[cell] = terms.get(cell, Fraction(0)) + by * c
        return Affine({cell: c for cell, c in terms.items() if c}, self.constant + by * other.constant)

    def times(self, by: Fraction) -> Affine[Cell]:
        """All of it ``by`` times."""
        return Affine({cell: c * by for cell, c in self.terms.items()}, self.constant * by)


@dataclass(frozen=True)
class Row(Generic[Cell]):
    """``low ≤ terms ≤ high``; None: no end."""

    terms: Mapping[Cell, Fraction]
    low: Fraction | None
    high: Fraction | None
    strict: bool = False  #: one unit away from its end


def row(away: Affine[Cell], sign: str, slack: Fraction) -> Row[Cell]:
    """That ``away`` is 0, or on the side that a sign asks for; ``slack`` is what an equation may be off by."""
    rest = -away.constant
    if sign == "=":
        return Row(away.terms, rest - slack, rest + slack)
    if sign in ("≥", ">", "≠"):
        return Row(away.terms, rest, None, sign != "≥")
    return Row(away.terms, None, rest, sign == "<")


def solved(
    cells: Mapping[Cell, int],
    targets: Mapping[Cell, Fraction],
    rows: Iterable[Row[Cell]],
    fixed: Mapping[Cell, Fraction],
) -> dict[Cell, Fraction] | None:
    """Values of cells (with their decimals) that satisfy the rows, those with a target near it; None where there are none.

    None is negative, where that can be; those with a target never are.
    """
    several = [one for one in rows if one.terms]
    return _solved(cells, targets, several, fixed, 0.0) or _solved(cells, targets, several, fixed, -float("inf"))


def _solved(
    cells: Mapping[Cell, int],
    targets: Mapping[Cell, Fraction],
    rows: list[Row[Cell]],
    fixed: Mapping[Cell, Fraction],
    least: float,
) -> dict[Cell, Fraction] | None:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import lil_array

    order = {cell: n for n, cell in enumerate(cells)}
    aimed = [cell for cell in cells if cell in targets and cell not in fixed]
    size, inf = len(order) + len(aimed), np.inf
    low, high = np.full(size, least), np.full(size, inf)
    low[len(order) :] = 0
    for cell in aimed:
        low[order[cell]] = 0
    for cell, value in fixed.items():
        if cell in order:
            low[order[cell]] = high[order[cell]] = float(value * 10 ** cells[cell])
    matrix: Any = lil_array((len(rows) + 3 * len(aimed), size))
    below, above = np.full(matrix.shape[0], -inf), np.full(matrix.shape[0], inf)
    for n, one in enumerate(rows):
        finest = max(cells[cell] for cell in one.terms)
        for cell, c in one.terms.items():
            matrix[n, order[cell]] = float(c * 10 ** (finest - cells[cell]))
        if one.low is not None:
            below[n] = float(one.low * 10**finest) + one.strict
        if one.high is not None:
            above[n] = float(one.high * 10**finest) - one.strict
    cost = np.zeros(size)
    for n, cell in enumerate(aimed):
        target = float(targets[cell] * 10 ** cells[cell])
        away, at = len(order) + n, len(rows) + 3 * n
        for line, c in enumerate((Fraction(-1), Fraction(1), Fraction(STEEP))):
            matrix[at + line, order[cell]], matrix[at + line, away] = c, 1
        below[at : at + 3] = -target, target, target * (1 + (STEEP - 1) * SMALL)
        cost[away] = 1 / max(target, 1.0)
    whole = np.zeros(size)
    whole[: len(order)] = 1
    found = milp(
        cost,
        integrality=whole,
        bounds=Bounds(low, high),
        constraints=LinearConstraint(matrix.tocsr(), below, above),
        options={"mip_rel_gap": GAP, "node_limit": 2000},
    )
    if found.x is None:
        return None
    return {cell: Fraction(round(found.x[n]), 10 ** cells[cell]) for cell, n in order.items()}
