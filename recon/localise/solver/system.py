"""A system of relations between values, of which some were printed: what has to hold, whatever kind it came from.

Variables are the true values, one for each thing that is measured; a print says that its variable lies in an
interval, and may be wrong at a cost; a relation is linear and always holds. A variable without a print is free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from recon.localise.solver.numbers import EPSILON, Number, divide
from recon.model import CellRef

T = TypeVar("T")


class Bound(NamedTuple):
    """What else a print says while it is right: another variable lies between these ends.

    ``moves``: they move along with the print where it is read otherwise; else nothing is known of them then.
    """

    variable: int
    low: Number | None
    high: Number | None
    moves: bool = False


class Print(NamedTuple):
    """A printed value: its variable lies between ``low`` and ``high`` (None: no end), unless the print is wrong.

    All numbers of a system are in one unit per variable; ends that are open are moved in by EPSILON.
    """

    figure: str
    cell: CellRef
    variable: int
    value: Number
    low: Number | None
    high: Number | None
    step: Number  #: unit of its last printed place, also where nothing was rounded
    unit: Fraction  #: what one of the system's units is in the unit that people read
    weight: Number = 1  #: what it costs to call it wrong
    qualified: bool = False  #: stands for a range or a half-line (约, 以上, a–b) rather than for a rounded value
    truncated: bool = False  #: stands for what lies beyond it, away from zero (截断)
    decimals: int = 0  #: printed decimals
    measured: str = ""  #: the unit it was printed in
    group: str = ""  #: prints that one slip may have hit together: a sheet, a part of a document
    also: tuple[Bound, ...] = ()
    several: bool = False  #: its variable is what it reads; what that stands for are others (``also``)

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """All that it says while it is right."""
        ends = (self.value, self.value) if self.several else (self.low, self.high)
        return (Bound(self.variable, *ends, True), *self.also)

    @property
    def about(self) -> tuple[Fraction, Fraction] | None:
        """The ends of what it stands for as parts of what it reads, where it reads 约; else None."""
        if not self.qualified or self.low is None or self.high is None or not self.low < self.value < self.high:
            return None
        return Fraction(self.low) / Fraction(self.value), Fraction(self.high) / Fraction(self.value)

    @property
    def variables(self) -> set[int]:
        """The variables that it speaks of."""
        return {bound.variable for bound in self.bounds} if self.also else {self.variable}

    def holds(self, values: Mapping[int, Number]) -> bool:
        """Whether the variables may have these values if the print is right."""
        return not self.off(values)

    def off(self, values: Mapping[int, Number]) -> Number:
        """How far the values lie outside what it says."""
        found: Number = 0
        for variable, low, high, _ in self.bounds if self.also else ((self.variable, self.low, self.high, True),):
            value = values[variable]
            found = max(found, low - value if low is not None else 0, value - high if high is not None else 0)
        return found

    def moved(self, variable: int, low: Number | None, high: Number | None) -> tuple[Number | None, Number | None]:
        """The ends of a variable where the print's own lies between other ends than it says."""
        if variable == self.variable and not self.several:
            return low, high
        by = _distance(self.low, low) if _distance(self.low, low) is not None else _distance(self.high, high)
        if variable == self.variable:
            return (None, None) if by is None else (self.value + by, self.value + by)
        bound = next(b for b in self.also if b.variable == variable)
        if by is None or not bound.moves:
            return None, None
        return (
            None if bound.low is None else bound.low + by,
            None if bound.high is None else bound.high + by,
        )


def _distance(first: Number | None, second: Number | None) -> Number | None:
    return None if first is None or second is None else second - first


Ends = tuple[Number | None, Number | None]  #: the least and the greatest value; None: no end


class Sum(NamedTuple):
    """Terms added up between their ends: the sums of the ends there are, and how many of each there are not."""

    low: Number
    high: Number
    lowless: int
    highless: int

    @property
    def ends(self) -> Ends:
        """The least and greatest value."""
        return None if self.lowless else self.low, None if self.highless else self.high


def added(terms: Iterable[tuple[Number, int]], at: Mapping[int, Ends] | Sequence[Ends], constant: Number = 0) -> Sum:
    """Σ coefficient · value − constant, where the values lie between ends (``at``, by what the terms name)."""
    low = high = -constant
    lowless = highless = 0
    for coefficient, name in terms:
        first, last = at[name]
        if coefficient < 0:
            first, last = last, first
        if first is None:
            lowless += 1
        else:
            low += coefficient * first
        if last is None:
            highless += 1
        else:
            high += coefficient * last
    return Sum(low, high, lowless, highless)


class Constraint(NamedTuple):
    """Σ coefficient · variable = or ≤ constant."""

    terms: tuple[tuple[Number, int], ...]
    operator: Literal["=", "≤"]
    constant: Number = 0

    @property
    def is_floor(self) -> bool:
        """Whether it says that a variable is not negative."""
        return len(self.terms) == 1 and self.operator == "≤" and not self.constant and self.terms[0][0] < 0

    def excess(self, values: Mapping[int, Number]) -> Number:
        """Σ coefficient · value − constant."""
        return sum((c * values[v] for c, v in self.terms), start=-self.constant)

    def holds(self, values: Mapping[int, Number]) -> bool:
        """Whether it holds between these values."""
        excess = self.excess(values)
        return not excess if self.operator == "=" else excess <= 0


@dataclass(frozen=True)
class System:
    """Prints and relations, and for each variable those that touch it.

    Relations of one variable are no relation between values: they bound it (``limits``) and touch nothing.
    """

    prints: tuple[Print, ...]
    constraints: tuple[Constraint, ...]

    @cached_property
    def on(self) -> dict[int, list[int]]:
        """Variable → its prints."""
        return _grouped((told.variable, n) for n, told in enumerate(self.prints))

    @cached_property
    def bounding(self) -> dict[int, list[tuple[int, Bound]]]:
        """Variable → the prints that bound it, its own and others."""
        return _grouped((bound.variable, (n, bound)) for n, told in enumerate(self.prints) for bound in told.bounds)

    @cached_property
    def touching(self) -> dict[int, list[int]]:
        """Variable → its constraints with others."""
        return _grouped((v, n) for n, c in enumerate(self.constraints) if len(c.terms) > 1 for _, v in c.terms)

    @cached_property
    def limits(self) -> dict[int, list[int]]:
        """Variable → constraints of it alone."""
        return _grouped((c.terms[0][1], n) for n, c in enumerate(self.constraints) if len(c.terms) == 1)

    def limited(self, variable: int) -> tuple[Number | None, Number | None]:
        """The ends that constraints of a variable alone put on it."""
        low: Number | None = None
        high: Number | None = None
        for n in self.limits.get(variable, ()):
            ((coefficient, _),) = self.constraints[n].terms
            end = divide(self.constraints[n].constant, coefficient)
            equal = self.constraints[n].operator == "="
            if (equal or coefficient < 0) and (low is None or end > low):
                low = end
            if (equal or coefficient > 0) and (high is None or end < high):
                high = end
        return low, high

    @property
    def floorless(self) -> System:
        """The system in which anything may be negative."""
        return System(self.prints, tuple(c for c in self.constraints if not c.is_floor))

    def part(self, variables: set[int]) -> tuple[System, dict[int, int]]:
        """The system of a component, and the new number of each of its prints."""
        prints = sorted({n for v in variables for n in self.on.get(v, ())})
        new = {n: place for place, n in enumerate(prints)}
        constraints = sorted({n for v in variables for n in (*self.touching.get(v, ()), *self.limits.get(v, ()))})
        if len(prints) == len(self.prints) and len(constraints) == len(self.constraints):
            return self, new
        return System(tuple(self.prints[n] for n in prints), tuple(self.constraints[n] for n in constraints)), new

    @cached_property
    def variables(self) -> frozenset[int]:
        """All variables that a print or a relation speaks of."""
        return frozenset(self.bounding).union(self.touching, self.limits)

    def spoken(self, prints: Iterable[int]) -> set[int]:
        """The variables that some prints speak of."""
        return {variable for n in prints for variable in self.prints[n].variables}

    def components(self, of: Iterable[int] | None = None) -> list[set[int]]:
        """The sets of variables that relations, or prints that speak of several, connect; those of some variables."""
        found: list[set[int]] = []
        seen: set[int] = set()
        for start in sorted(self.variables if of is None else set(of)):
            if start not in seen:
                found.append(self.connected([start]))
                seen |= found[-1]
        return sorted(found, key=min)

    def connected(self, variables: Iterable[int]) -> set[int]:
        """Some variables and all that relations, or prints that speak of several, connect with them."""
        reached, edge, asked = set(variables), list(variables), set[int]()
        while edge:
            variable = edge.pop()
            for m in self._speaking.get(variable, ()):
                new = self.prints[m].variables - reached
                reached |= new
                edge += new
            for n in self.touching.get(variable, ()):
                if n not in asked:
                    asked.add(n)
                    for _, w in self.constraints[n].terms:
                        if w not in reached:
                            reached.add(w)
                            edge.append(w)
        return reached

    @cached_property
    def _speaking(self) -> dict[int, list[int]]:
        """Variable → the prints that speak of it and of others."""
        return _grouped((v, n) for n, told in enumerate(self.prints) if told.also for v in told.variables)


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for variable, one in pairs:
        found[variable].append(one)
    return dict(found)


def end(value: Decimal | float | Number, is_open: bool, inwards: int) -> Number | None:
    """An interval's end as a bound: None where it is infinite, moved in where it is open."""
    if isinstance(value, float):
        return None
    exact: Number = Fraction(value) if isinstance(value, Decimal) else value
    return exact + inwards * EPSILON if is_open else exact


def floors(prints: Iterable[Print], kind: Callable[[Print], Hashable]) -> Iterator[Constraint]:
    """That nothing is negative where no print of its kind is."""
    several: dict[Hashable, list[Print]] = defaultdict(list)
    for told in prints:
        several[kind(told)].append(told)
    for alike in several.values():
        if all(told.value >= 0 for told in alike):
            yield from (Constraint(((-1, v),), "≤") for v in dict.fromkeys(told.variable for told in alike))


def links(prints: Iterable[Print]) -> Iterator[Constraint]:
    """What a print says of several variables is one reading: they stay as close together however it reads."""
    for told in prints:
        for other in told.also if told.several else ():
            if other.moves and other.low is not None:
                yield Constraint(((1, told.variable), (-1, other.variable)), "≤", told.value - other.low)
            if other.moves and other.high is not None:
                yield Constraint(((1, other.variable), (-1, told.variable)), "≤", other.high - told.value)


def useful(constraints: Iterable[Constraint], printed: set[int]) -> list[Constraint]:
    """Leave out, again and again, equations that a free variable of their own makes true whatever the rest is."""
    kept = dict(enumerate(constraints))
    free: dict[int, set[int]] = defaultdict(set)
    for n, constraint in kept.items():
        for _, variable in constraint.terms:
            if variable not in printed:
                free[variable].add(n)
    edge = [v for v, users in free.items() if len(users) == 1]
    while edge:
        for n in free[edge.pop()]:
            for variable in {v for _, v in kept.pop(n).terms if v not in printed}:
                free[variable].discard(n)
                if len(free[variable]) == 1:
                    edge.append(variable)
            break
    return list(kept.values())
