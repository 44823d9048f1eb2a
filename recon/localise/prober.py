"""Trying other readings: which relations between prints would hold, exactly, and which would break."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from recon.localise.numbers import Number
from recon.localise.strain import Check, Checks
from recon.localise.system import Print, System
from recon.model import CellRef

Ends = tuple[Number | None, Number | None]
MANY = 3000  #: prints below a total that are looked at


@dataclass(frozen=True)
class Knowledge:
    """What a kind of workbook knows beyond the relations, by the number of a print.

    ``stale``: what a formula gives where its stored value differs; ``last``: what last month's report had in the same
    cell; ``sound``: whether a cell may read so as far as relations go that are not linear.
    """

    stale: Mapping[int, Number] = field(default_factory=dict)
    last: Mapping[int, Number] = field(default_factory=dict)
    implied: Sequence[
        tuple[int, Number, Number]
    ] = ()  #: a print to name it by, and the ends of an implied value
    sound: Callable[[int, Number], bool] = lambda _n, _value: True


@dataclass(frozen=True)
class Prober:
    """The prints and the relations between them, with what holds as they stand."""

    system: System
    checks: Checks
    knowledge: Knowledge = field(default_factory=Knowledge)
    _broken: dict[int, bool] = field(default_factory=dict)

    @cached_property
    def at(self) -> dict[CellRef, int]:
        """The print in each cell."""
        return {told.cell: n for n, told in enumerate(self.system.prints)}

    @cached_property
    def gaps(self) -> dict[int, tuple[Number, Number]]:
        """The broken equations with the ends of what is left of each."""
        found = {}
        for k, check in enumerate(self.checks.checks):
            if check.operator == "=" and self.broken(k):
                low, high = self.span(check, {})
                if low is not None and high is not None:
                    found[k] = low, high
        return found

    def neighbours(self, told: Print) -> Iterator[int]:
        """The prints one row or column away."""
        for row, column in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            n = self.at.get(CellRef(told.cell.sheet, told.cell.row + row, told.cell.column + column))
            if n is not None:
                yield n

    def below(self, total: int) -> list[int]:
        """The prints that a total is the sum of, theirs, and so on down."""
        reached: dict[int, None] = {}
        edge = [total]
        while edge and len(reached) < MANY:
            for k in self.sums.get(edge.pop(), ()):
                for _, n in self.checks.checks[k].terms:
                    if n != total and n not in reached:
                        reached[n] = None
                        edge.append(n)
        return list(reached)

    @cached_property
    def sums(self) -> dict[int, list[int]]:
        """For each print the checks in which it is the sum of at least two others."""
        found: dict[int, list[int]] = {}
        for k, check in enumerate(self.checks.checks):
            if check.operator == "=" and len(check.terms) > 2:
                found.setdefault(self.total(k), []).append(k)
        return found

    def total(self, k: int) -> int:
        """The print that a check is about: its only one with the other sign, or its last."""
        terms = self.checks.checks[k].terms
        for sign in (-1, 1):
            alone = [n for c, n in terms if c * sign > 0]
            if len(alone) == 1:
                return alone[0]
        return terms[-1][1]

    def ends(self, n: int) -> Ends:
        """What a print stands for."""
        told = self.system.prints[n]
        return told.low, told.high

    def span(self, check: Check, instead: Mapping[int, Ends]) -> Ends:
        """The least and greatest value of Σ coefficient · print − constant."""
        low: Number | None = -check.constant
        high: Number | None = -check.constant
        for coefficient, n in check.terms:
            first, last = instead[n] if n in instead else self.ends(n)
            if coefficient < 0:
                first, last = last, first
            low = None if low is None or first is None else low + coefficient * first
            high = None if high is None or last is None else high + coefficient * last
        return low, high

    def holds(self, check: Check, instead: Mapping[int, Ends] | None = None) -> bool:
        """Whether a check can hold, some prints standing for something else."""
        low, high = self.span(check, instead or {})
        return (low is None or low <= 0) and (check.operator == "≤" or high is None or high >= 0)

    def broken(self, k: int) -> bool:
        """Whether a check cannot hold as printed."""
        if k not in self._broken:
            self._broken[k] = not self.holds(self.checks.checks[k])
        return self._broken[k]

    def mended(self, instead: Mapping[int, Ends]) -> int:
        """How many broken checks would hold; −1 if one that holds would break."""
        count = 0
        for k in self.checks.near(instead):
            holds = self.holds(self.checks.checks[k], instead)
            if not holds and not self.broken(k):
                return -1
            count += holds and self.broken(k)
        return count

    def room(self, check: Check, n: int) -> tuple[Ends, Number]:
        """The values a print's variable could have to let a check hold, and how wide they and the print are."""
        coefficient = sum(c for c, t in check.terms if t == n)
        others = Check(tuple((c, t) for c, t in check.terms if t != n), "=", check.constant)
        low, high = self.span(others, {})
        ends = [None if e is None else Fraction(-e) / coefficient for e in (high, low)]
        if coefficient < 0:
            ends.reverse()
        told = self.system.prints[n]
        own = told.high - told.low if told.low is not None and told.high is not None else 0
        width = ends[1] - ends[0] if ends[0] is not None and ends[1] is not None else Fraction(0)
        return (ends[0], ends[1]), max(told.step, width + own)
