"""A table's relations: patterns at home in a table, read as people read them, with every place where they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from recon.model import column_letters
from recon.open.axis import Axis
from recon.open.patterns import Pattern
from recon.open.tables import Table

#: Neighbouring parts from which a sum is written as from–to.
LONG = 4
#: Bits from which a place that holds counts for itself.
SURE = 3.0
#: How far off its parts a total may be and still be meant as their sum.
NEAR = 0.002


@dataclass(frozen=True)
class Relation:
    """A pattern in one table: ``samples`` where it is asked, whether it ``holds`` there, and by how much it misses."""

    table: Table
    axis: Axis
    pattern: Pattern
    samples: Any
    holds: Any
    residuals: Any  #: parts less total
    tolerances: Any
    gains: Any
    soft: Any  #: whether it holds by the steps in which the numbers are rounded

    @cached_property
    def misses(self) -> Any:
        """Places in ``samples`` where it does not hold."""
        return np.flatnonzero(~self.holds)

    def near(self, place: int) -> bool:
        """Whether a miss is so small that the total is meant as the sum of its parts all the same."""
        stated = abs(float(self.axis.values[self.pattern.total, self.samples[place]]))
        return abs(float(self.residuals[place])) <= max(NEAR * stated, 2 * float(self.tolerances[place]))

    @property
    def rule(self) -> Literal["foot", "roll_forward"]:
        """The rule that its outcomes are of."""
        return "roll_forward" if self.pattern.view in ("rolling", "running") else "foot"

    @property
    def text(self) -> str:
        """``D = B + C`` between columns, ``第9行 = 第4行 + 第8行`` between rows."""
        return self.pattern.wording or written(self.pattern)

    def cell(self, line: int, sample: int) -> tuple[int, int]:
        """Row and column, from 0, of a line at a sample."""
        line, sample = self.axis.place(line, sample)
        return (line, sample) if self.axis.name == "rows" else (sample, line)

    def cells(self, place: int) -> tuple[tuple[int, int], list[tuple[int, tuple[int, int]]]]:
        """The total's cell at a place in ``samples``, and sign and cell of each part."""
        sample = int(self.samples[place])
        signs = self.pattern.signs or (1,) * len(self.pattern.parts)
        parts = [
            (s, self.cell(line, sample))
            for s, line in zip(signs, self.pattern.parts, strict=True)
            if self.axis.place(line, sample)[1] >= 0
        ]
        return self.cell(self.pattern.total, sample), parts


def written(pattern: Pattern) -> str:
    """A pattern as a person would write it."""
    signs = pattern.signs or (1,) * len(pattern.parts)
    total = name(pattern.axis, pattern.total)
    lines = sorted(pattern.parts)
    if len(lines) >= LONG and set(signs) == {1} and lines[-1] - lines[0] + 1 == len(lines):
        if pattern.axis == "rows":
            return f"{total} = 第{lines[0] + 1}至{lines[-1] + 1}行之和"
        return f"{total} = SUM({name(pattern.axis, lines[0])}:{name(pattern.axis, lines[-1])})"
    terms = "".join(
        f" {'+' if sign > 0 else '−'} {name(pattern.axis, line)}"
        for sign, line in zip(signs, pattern.parts, strict=True)
    )
    return f"{total} ={terms.removeprefix(' +') if signs[0] > 0 else terms}"


def name(axis: str, line: int) -> str:
    """A line as people call it: 第9行, D."""
    return f"第{line + 1}行" if axis == "rows" else column_letters(line + 1)


def placed(axis: Axis, patterns: Sequence[Pattern], tables: Sequence[Table]) -> Iterator[Relation]:
    """Each pattern in each table in which it is at home, asked in every place of the table."""
    for pattern in patterns:
        for table in tables:
            if (relation := at(axis, pattern, table)) is not None:
                yield relation


def reached(axis: Axis, pattern: Pattern) -> Any:
    """Whether each sample belongs to a pattern: its stretch, and on either side as far as more holds than does not."""
    weighed = pattern.weighed
    stated = np.abs(axis.values[pattern.total])
    apart = np.abs(weighed.residuals)
    rounded = bool((weighed.hits & (apart > axis.noise * 4)).any())  # elsewhere, too, it holds by rounding only
    near = weighed.misses & (apart <= NEAR * stated) & rounded
    worth = np.where(weighed.hits, 1.0, np.where(near, 0.5, np.where(weighed.misses & ~axis.loose, -2.0, 0.0)))
    first = pattern.first - _reach(worth[: pattern.first][::-1])
    last = pattern.last + _reach(worth[pattern.last + 1 :])
    inside = np.zeros(len(worth), dtype=bool)
    inside[first : last + 1] = True
    return inside


def _reach(worth: Any) -> int:
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    return int(len(sums) - 1 - np.argmax(sums[::-1]))


def _ordered(pattern: Pattern) -> Pattern:
    """The pattern with its parts in the order of the sheet, what is taken off last."""
    signs = pattern.signs or (1,) * len(pattern.parts)
    ordered = sorted(zip(pattern.parts, signs, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return pattern.but(parts=tuple(p for p, _ in ordered), signs=tuple(s for _, s in ordered))


def at(axis: Axis, pattern: Pattern, table: Table) -> Relation | None:
    """A pattern in a table, asked in every place of it; None where it is not at home there."""
    lines = [axis.place(line, 0)[0] for line in (pattern.total, *pattern.parts)]
    if axis.name == "rows":
        if not (table.rows[0] <= min(lines) and max(lines) <= table.rows[-1]):
            return None
        inside = np.zeros(axis.values.shape[1], dtype=bool)
        inside[table.left : table.right + 1] = True
    else:
        if not (table.left <= min(lines) and max(lines) <= table.right):
            return None
        inside = np.zeros(axis.values.shape[1], dtype=bool)
        inside[table.rows[0] : table.rows[-1] + 1] = True
    weighed = pattern.weighed
    parts = list(pattern.parts)
    units = np.where(axis.filled[parts], axis.printed[parts], 0.0)
    tolerances = (units.sum(axis=0) + axis.printed[pattern.total]) / 2 * (1 + 1e-9) + axis.noise
    holds = np.abs(weighed.residuals) <= tolerances
    asked = inside & (weighed.hits | weighed.misses) & (weighed.hits | ~axis.loose)
    asked &= (axis.printed[pattern.total] > 0) & (axis.printed[parts] > 0).any(axis=0)  # numbers, not marks
    most = 1 if axis.totals[pattern.total] else 2
    if most * (asked & ~holds).sum() > max(2, (asked & holds).sum()):
        asked &= reached(axis, pattern) | (weighed.gains >= SURE)
    samples = np.flatnonzero(asked)
    if not len(samples) or not (weighed.hits[samples].any() or pattern.view in ("children", "twin", "scaled")):
        return None
    return Relation(
        table,
        axis,
        _ordered(pattern),
        samples,
        holds[samples],
        weighed.residuals[samples],
        tolerances[samples],
        weighed.gains[samples],
        weighed.hits[samples],
    )
