"""How far single relations let a print move if all other prints are right: what refutes most suspects at once.

It is a proof with one or two relations, found without a solver: a lifted print for which one relation leaves no
value that another one allows cannot be the only one to blame.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from recon.localise.hitting import Set
from recon.localise.numbers import Number, divide
from recon.localise.simplex import OutOfTimeError
from recon.localise.strain import Checks
from recon.localise.system import System

Ends = tuple[Number | None, Number | None]


@dataclass(frozen=True)
class Rooms:
    """The checks of a component, each of which follows from its system, added up once."""

    system: System
    checks: Checks
    deadline: float = float("inf")
    _sums: dict[int, Ends] = field(default_factory=dict)

    def hopeless(self, freed: Set) -> Set | None:
        """A conflict that a set does not hit, where one is seen at once."""
        if time.perf_counter() > self.deadline:
            raise OutOfTimeError
        for n in sorted(freed):
            below, above = self._tightest(n, freed)
            if below[0] is not None and above[0] is not None and below[0] > above[0]:
                return (self._prints(below[1]) | self._prints(above[1])) - freed
        return None

    def outer(self, n: int, freed: Set) -> Ends:
        """The ends beyond which a lifted print's variable cannot lie; None: no relation says."""
        below, above = self._tightest(n, freed)
        return below[0], above[0]

    def _prints(self, k: int) -> Set:
        return frozenset(n for _, n in self.checks.checks[k].terms)

    def _tightest(self, n: int, freed: Set) -> tuple[tuple[Number | None, int], tuple[Number | None, int]]:
        """The highest low end and the lowest high end, each with the check that sets it."""
        below: tuple[Number | None, int] = (None, -1)
        above: tuple[Number | None, int] = (None, -1)
        others = freed - {n}
        for k in self.checks.touching.get(n, ()):
            if others and any(t in others for _, t in self.checks.checks[k].terms):
                continue
            low, high = self._room(k, n)
            if low is not None and (below[0] is None or low > below[0]):
                below = low, k
            if high is not None and (above[0] is None or high < above[0]):
                above = high, k
        return below, above

    def _room(self, k: int, n: int) -> Ends:
        """The values that a check leaves a print's variable."""
        check = self.checks.checks[k]
        (coefficient,) = (c for c, t in check.terms if t == n)
        low, high = self._sum(k)
        told = self.system.prints[n]
        first, last = (told.low, told.high) if coefficient > 0 else (told.high, told.low)
        rest_low = _less(low, coefficient, first)
        rest_high = _less(high, coefficient, last)
        ends = [
            None if rest_high is None or check.operator == "≤" else divide(-rest_high, coefficient),
            None if rest_low is None else divide(-rest_low, coefficient),
        ]
        return (ends[0], ends[1]) if coefficient > 0 else (ends[1], ends[0])

    def _sum(self, k: int) -> Ends:
        """The ends of Σ coefficient · print − constant."""
        if k not in self._sums:
            check = self.checks.checks[k]
            low: Number | None = -check.constant
            high: Number | None = -check.constant
            for c, n in check.terms:
                told = self.system.prints[n]
                first, last = (told.low, told.high) if c > 0 else (told.high, told.low)
                low = None if low is None or first is None else low + c * first
                high = None if high is None or last is None else high + c * last
            self._sums[k] = low, high
        return self._sums[k]


def _less(total: Number | None, coefficient: Number, end: Number | None) -> Number | None:
    """A sum without one of its terms; unknown where it has no end."""
    return None if total is None or end is None else total - coefficient * end
