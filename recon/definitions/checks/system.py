"""Linear equations in exact fractions, reduced one by one (Gauss–Jordan); each row knows the relations it was made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from recon.definitions.tree import Reference

Row = dict[Reference, Fraction]
#: Stands for the constant.
ONE = Reference("")
#: Terms put together, and bits of a number, beyond which the work is left off.
WORK, BITS = 300_000, 256


class WorkError(Exception):
    """More work than a definition that people write needs."""


@dataclass
class System:
    """Equations in reduced form: pivot → row, with the numbers of what each was made of."""

    rows: dict[Reference, Row] = field(default_factory=dict)
    made: dict[Reference, frozenset[str]] = field(default_factory=dict)
    #: name → pivots of the rows that hold it
    within: dict[Reference, set[Reference]] = field(default_factory=dict)
    work: int = 0

    def reduced(self, row: Row) -> tuple[Row, frozenset[str]]:
        """A row with every pivot put out of it, and the relations used; raises WorkError."""
        left, used = dict(row), frozenset[str]()
        for name in row:
            if name in self.rows and name in left:
                self.add(left, self.rows[name], -left[name])
                used |= self.made[name]
        return left, used

    def take(self, row: Row, made: frozenset[str]) -> list[Reference]:
        """Add a reduced row; the lines for which it and the rows it changed are solved. Raises WorkError."""
        pivot = next(name for name in row if name != ONE)
        factor = row[pivot]
        solved = {name: value / factor for name, value in row.items()}
        changed = sorted(self.within.get(pivot, ()), key=str)
        for other in changed:
            before = set(self.rows[other])
            self.add(self.rows[other], solved, -self.rows[other][pivot])
            self.made[other] |= made
            self._noted(other, before)
        self.rows[pivot], self.made[pivot] = solved, made
        self._noted(pivot, set())
        return [*changed, pivot]

    def add(self, row: Row, other: Row, factor: Fraction) -> None:
        """Add a multiple of a row to another."""
        self.spend(len(other))
        for name, value in other.items():
            total = row.get(name, Fraction(0)) + value * factor
            if total.numerator.bit_length() + total.denominator.bit_length() > BITS:
                raise WorkError
            if total:
                row[name] = total
            else:
                row.pop(name, None)

    def spend(self, terms: int) -> None:
        """Count work; raises WorkError where it is too much."""
        self.work += terms
        if self.work > WORK:
            raise WorkError

    def _noted(self, pivot: Reference, before: set[Reference]) -> None:
        now = set(self.rows[pivot])
        for name in before - now:
            self.within[name].discard(pivot)
        for name in now - before:
            self.within.setdefault(name, set()).add(pivot)
