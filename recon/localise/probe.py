"""Trying other readings: which relations between prints would hold, exactly, and which would break."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from recon.localise.slips import Slip
from recon.localise.solver.numbers import Number, divide, size
from recon.localise.solver.system import Ends, Print, System
from recon.localise.strain import Checks, Sums
from recon.model import CellRef

FARTHER = 10  #: times the greatest number of a column that another reading may be
MANY = 3000  #: prints below a total that are looked at

Place = tuple[str, str, int]  #: a group of prints, a sheet and a column


@dataclass(frozen=True)
class Knowledge:
    """What a kind of workbook knows beyond the relations, by the number of a print.

    ``under``: what a total sums up although it is no print of its own, since formulas make it follow others;
    ``stale``: what a formula gives where its stored value differs; ``last``: what last month's report had in the same
    cell; ``sound``: whether a cell may read so as far as relations go that are not linear.
    """

    under: Mapping[int, Sequence[int]] = field(default_factory=dict)
    stale: Mapping[int, Number] = field(default_factory=dict)
    last: Mapping[int, Number] = field(default_factory=dict)
    implied: Sequence[tuple[int, Number, Number]] = ()  #: a print to name it by, and the ends of an implied value
    sound: Callable[[int, Number], bool] = lambda _n, _value: True
    ranges: Mapping[Place, tuple[Number, Number]] = field(default_factory=dict)  #: of columns: least, and greatest size


@dataclass(frozen=True)
class Probe:
    """The prints and the relations between them, with what holds as they stand."""

    system: System
    checks: Checks
    knowledge: Knowledge = field(default_factory=Knowledge)
    slips: dict[int, list[Slip]] = field(default_factory=dict)  #: of prints, as they were thought of
    _broken: dict[int, bool] = field(default_factory=dict)
    _doubted: dict[frozenset[int], frozenset[int]] = field(default_factory=dict)
    _sorted: dict[frozenset[int], list[tuple[Number, int]]] = field(default_factory=dict)

    @cached_property
    def at(self) -> dict[CellRef, int]:
        """The print in each cell."""
        return {told.cell: n for n, told in enumerate(self.system.prints)}

    @cached_property
    def gaps(self) -> dict[int, tuple[Number, Number]]:
        """The broken equations with the ends of what is left of each."""
        found = {}
        for k, check in enumerate(self.checks.checks):
            if check.operator == "=" and not check.exact and self.broken(k):
                low, high = self.span(k)
                if low is not None and high is not None:
                    found[k] = low, high
        return found

    @cached_property
    def strange(self) -> frozenset[int]:
        """The prints of the broken equations."""
        return frozenset(n for k in self.gaps for _, n in self.checks.checks[k].terms)

    def doubted(self, suspected: frozenset[int]) -> frozenset[int]:
        """Those of the broken equations' prints that are suspected."""
        if suspected not in self._doubted:
            self._doubted[suspected] = self.strange & suspected
        return self._doubted[suspected]

    def within(self, among: frozenset[int], low: Number | None, high: Number | None) -> list[int]:
        """Those of some prints, in order, whose value lies between two ends."""
        if among not in self._sorted:
            self._sorted[among] = sorted((self.system.prints[n].value, n) for n in among)
        ordered = self._sorted[among]
        first = 0 if low is None else bisect_left(ordered, low, key=itemgetter(0))
        last = len(ordered) if high is None else bisect_right(ordered, high, key=itemgetter(0))
        return sorted(n for _, n in ordered[first:last])

    @cached_property
    def _ordered(self) -> tuple[list[tuple[Number, int]], Number]:
        """The lower ends of all gaps turned round, in order, with their checks; and the width of the widest."""
        turned = sorted((-last, k) for k, (_, last) in self.gaps.items())
        return turned, max((last - first for first, last in self.gaps.values()), default=0)

    def opposite(self, low: Number, high: Number) -> list[int]:
        """The broken equations, in order, whose gap turned round meets an interval."""
        turned, widest = self._ordered
        first = bisect_left(turned, low - widest, key=itemgetter(0))
        last = bisect_right(turned, high, key=itemgetter(0))
        return sorted(k for _, k in turned[first:last] if -self.gaps[k][0] >= low)

    def above(self, n: int) -> set[int]:
        """The prints that follow from one: the totals it enters, theirs, and so on up."""
        reached: set[int] = set()
        edge = [n]
        while edge:
            m = edge.pop()
            for k in self.checks.touching.get(m, ()):
                total = self.total(k)
                if self.checks.checks[k].operator == "=" and total != m and total not in reached:
                    reached.add(total)
                    edge.append(total)
        return reached

    def plausible(self, n: int, value: Number) -> bool:
        """Whether a reading has a sign and a size that the prints of its group and its column have."""
        told = self.system.prints[n]
        least, most = self.ranges[told.group, told.cell.sheet, told.cell.column]
        return value >= min(0, least) and size(value) <= max(FARTHER * most, size(told.value))

    @cached_property
    def ranges(self) -> dict[Place, tuple[Number, Number]]:
        """The least value and the greatest size of the prints of each group and column."""
        found = dict(self.knowledge.ranges)
        for told in self.system.prints:
            key = told.group, told.cell.sheet, told.cell.column
            least, most = found.get(key, (told.value, size(told.value)))
            found[key] = min(least, told.value), max(most, size(told.value))
        return found

    def neighbours(self, told: Print) -> Iterator[int]:
        """The prints one row or column away."""
        for row, column in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            n = self.at.get(CellRef(told.cell.sheet, told.cell.row + row, told.cell.column + column))
            if n is not None:
                yield n

    def below(self, total: int) -> list[int]:
        """The prints that a total is the sum of, theirs, and so on down."""
        reached: dict[int, None] = dict.fromkeys(self.knowledge.under.get(total, ()))
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
            if check.operator == "=" and len(check.terms) > 2 and not check.exact:
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
        return self._sums.at[n]

    @cached_property
    def _sums(self) -> Sums:
        """Of what the prints stand for."""
        return Sums(self.checks.checks, [(told.low, told.high) for told in self.system.prints])

    def span(self, k: int, instead: Mapping[int, Ends] | None = None) -> Ends:
        """The least and greatest value of Σ coefficient · print − constant of a check; prints may stand for others."""
        return self._sums.ends(k, instead)

    def holds(self, k: int, instead: Mapping[int, Ends] | None = None) -> bool:
        """Whether a check can hold, prints standing for something else."""
        if exact := self.checks.checks[k].exact:
            return exact(instead or {})
        low, high = self.span(k, instead)
        upper = self.checks.checks[k].operator == "≤"
        return (low is None or low <= 0) and (upper or high is None or high >= 0)

    def counting(self, k: int, more: Number, prints: Iterable[int]) -> Iterator[int]:
        """Those of some prints with which a check can hold, each counting ``more`` times beside what it does."""
        low, high = self.span(k)
        if self.checks.checks[k].exact:
            return
        upper = self.checks.checks[k].operator == "≤"
        for n in prints:
            first, last = self.ends(n) if more > 0 else self.ends(n)[::-1]
            least = None if low is None or first is None else low + more * first
            most = None if high is None or last is None else high + more * last
            if (least is None or least <= 0) and (upper or most is None or most >= 0):
                yield n

    def broken(self, k: int) -> bool:
        """Whether a check cannot hold as printed."""
        if k not in self._broken:
            self._broken[k] = not self.holds(k)
        return self._broken[k]

    def mended(self, instead: Mapping[int, Ends]) -> int:
        """How many broken checks would hold; −1 if one that holds would break."""
        count = 0
        for k in self.checks.near(instead):
            holds = self.holds(k, instead)
            if not holds and not self.broken(k):
                return -1
            count += holds and self.broken(k)
        return count

    def room(self, k: int, n: int) -> tuple[Ends, Number]:
        """The values a print's variable could have to let a check hold, and how wide they and the print are."""
        if self.checks.checks[k].exact:
            return (None, None), self.system.prints[n].step  # every value is tried
        coefficient = self._sums.counts(k)[n]
        low, high = self.span(k, {n: (0, 0)})
        ends = [None if e is None else divide(-e, coefficient) for e in (high, low)]
        if coefficient < 0:
            ends.reverse()
        told = self.system.prints[n]
        own = told.high - told.low if told.low is not None and told.high is not None else 0
        width = ends[1] - ends[0] if ends[0] is not None and ends[1] is not None else 0
        return (ends[0], ends[1]), max(told.step, width + own)
