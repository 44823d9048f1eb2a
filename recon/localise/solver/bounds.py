"""Bounds of variables, tightened relation by relation: which prints contradict each other where some are lifted.

Bound propagation with explanations, as constraint solvers do it (Ohrimenko, Stuckey and Codish, Propagation via Lazy
Clause Generation, Constraints 14, 2009). Printed variables keep the interval of their prints; only those that are
lifted, or were never printed, are tightened. A conflict found so is proven; that none is found proves nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from math import lcm
from typing import Any, NamedTuple, TypeVar

from recon.localise.solver.numbers import Number, divide, whole
from recon.localise.solver.system import System, added
from recon.localise.solver.work import Work

T = TypeVar("T")
Set = frozenset[int]
CLOSURE = 300  #: loose variables that are tightened together; beyond, no conclusion is drawn
PASSES = 12  #: how often a relation is looked at in one question
NO_PRINT = -1


class End(NamedTuple):
    """An end of a variable: its value, and the print that sets it, or the relation and the ends that imply it."""

    value: Number
    told: int = NO_PRINT
    row: int = -1
    at: int = -1  #: the variable it is an end of
    upper: bool = False  #: whether the greatest values of the other terms were used
    others: tuple[tuple[int, End], ...] = ()  #: the ends of its other loose variables


Ends = tuple[End | None, End | None]


class Row(NamedTuple):
    """A relation with the sums of the ends of its printed variables."""

    terms: dict[int, Number]
    equal: bool
    constant: Number
    low: Number
    high: Number
    lowless: int
    highless: int


Terms = dict[int, Number]
#: A sum of equations: each by its number, with what it is multiplied by.
Multiples = frozenset[tuple[int, Number]]


class Group(NamedTuple):
    """Prints that are lifted together, the relations they touch, and what these leave between all other prints."""

    prints: Set
    rows: Set
    left: tuple[Multiples, ...]

    @property
    def gap(self) -> Hashable:
        """What decides how a conflict near these prints may go on: groups of one gap can do the same."""
        return self.left[0] if len(self.left) == 1 else self.prints


class Kept(dict[int, T]):
    """Values by number, each made when it is first asked for."""

    def __init__(self, make: Callable[[int], T]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, n: int) -> T:
        value = self[n] = self.make(n)
        return value


class Bounds:
    """The bounds of a system's variables as printed, and the contradictions that follow when prints are lifted."""

    def __init__(self, system: System, work: Work | None = None) -> None:
        self.system = system
        self.work = work or Work()
        self.floors: dict[int, End] = {}
        self.ceilings: dict[int, End] = {}
        for variable in system.limits:
            low, high = system.limited(variable)
            if low is not None:
                self.floors[variable] = End(low)
            if high is not None:
                self.ceilings[variable] = End(high)
        self.ends: Mapping[int, Ends] = Kept(lambda v: self._printed(v, frozenset()))
        self.rows: Mapping[int, Row] = Kept(self._row)
        self._nearby: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
        self.searches: dict[frozenset[Set], Any] = {}  #: what has been found out of sets that hit some conflicts
        self.networks: dict[Set, Any] = {}  #: what broken relations come to as nodes of a network
        self._known: dict[Hashable, tuple[Set, ...]] = {}
        self._tight: dict[Set, tuple[Set, ...]] = {}
        self._common: dict[tuple[int, int], Set | AbstractSet[int]] = {}

    @cached_property
    def plain(self) -> Mapping[int, tuple[Number | None, Number | None]]:
        """The ends of the variables as prints say them, without reasons."""
        floors, ceilings = self.floors, self.ceilings
        found: dict[int, tuple[Number | None, Number | None]] = Kept(self._valued)
        for v, ((_, (_, low, high, _)), *others) in self.system.bounding.items():
            if not others and v not in ceilings and (v not in floors or (low is not None and low >= floors[v].value)):
                found[v] = low, high
        return found

    def _valued(self, variable: int) -> tuple[Number | None, Number | None]:
        low, high = self.ends[variable]
        return low.value if low else None, high.value if high else None

    def _printed(self, variable: int, lifted: Set) -> tuple[End | None, End | None]:
        """The ends that prints not lifted, and relations of this variable alone, put on it."""
        low, high = self.floors.get(variable), self.ceilings.get(variable)
        for n, told in self.system.bounding.get(variable, ()):
            if n in lifted:
                continue
            if told.low is not None and (low is None or told.low > low.value):
                low = End(told.low, n)
            if told.high is not None and (high is None or told.high < high.value):
                high = End(told.high, n)
        return low, high

    def _row(self, n: int) -> Row:
        constraint = self.system.constraints[n]
        terms: dict[int, Number] = {}
        for c, v in constraint.terms:
            terms[v] = terms.get(v, 0) + c
        sums = added(((c, v) for v, c in terms.items()), self.plain)
        return Row(terms, constraint.operator == "=", constraint.constant, *sums)

    @cached_property
    def contradictions(self) -> list[Set]:
        """Conflicts between the prints as they stand, each found from one relation, variable or free variable."""
        found = []
        several = {v for v, prints in self.system.bounding.items() if len(prints) > 1}
        for v in sorted(several | self.floors.keys() | self.ceilings.keys()):
            low, high = self.plain[v]
            if low is not None and high is not None and low > high:
                found.append(_reasons(self, filter(None, self.ends[v])))
        for n in self.broken:
            row = self.rows[n]
            found.append(self._broken(n, {}, upper=bool(row.lowless or row.low <= row.constant)))
        asked: set[int] = set()
        for variable in sorted(self.system.touching):
            if self._loose(variable) and variable not in asked:
                _, near = self.nearby(variable)
                asked |= near
                found += self._tightened(frozenset(), near)[0]
        return list(dict.fromkeys(found))

    @cached_property
    def broken(self) -> list[int]:
        """The relations that cannot hold between the prints as they stand."""
        return [n for n in range(len(self.system.constraints)) if self._breaks(n)]

    def _breaks(self, n: int) -> bool:
        constraint = self.system.constraints[n]
        if len(constraint.terms) == 1:
            return False
        low, high = added(constraint.terms, self.plain, constraint.constant).ends
        return (low is not None and low > 0) or (high is not None and high < 0 and constraint.operator == "=")

    @cached_property
    def costs(self) -> list[int]:
        """What calling each print wrong costs: its weight in a unit in which all are whole."""
        weights = {told.weight for told in self.system.prints}
        unit = lcm(*(weight.denominator for weight in weights))
        whole_ = {weight: int(weight * unit) for weight in weights}
        return [whole_[told.weight] for told in self.system.prints]

    def printed(self, r: int) -> Set:
        """The prints of a relation's variables."""
        return frozenset(n for v in self.rows[r].terms for n in self.system.on.get(v, ()))

    def _loose(self, variable: int) -> bool:
        return variable not in self.system.bounding

    @cached_property
    def _unprinted(self) -> frozenset[int]:
        return frozenset(self.system.touching).difference(self.system.bounding)

    def nearby(self, variable: int) -> tuple[frozenset[int], frozenset[int]]:
        """The relations of a variable and of the unprinted ones next to it, and these variables, itself included."""
        if not self._unprinted:
            return frozenset(self.system.touching.get(variable, ())), frozenset({variable})
        found = self._nearby.get(variable)
        if found is None:
            rows: set[int] = set()
            loose = {variable}
            edge = [variable]
            while edge:
                touching = self.system.touching.get(edge.pop(), ())
                new = [n for n in touching if n not in rows and len(self.rows[n].terms) > 1]
                rows.update(new)
                for n in new:
                    for v in self.rows[n].terms:
                        if v not in loose and self._loose(v):
                            loose.add(v)
                            edge.append(v)
            found = self._nearby[variable] = frozenset(rows), frozenset(loose)
        return found

    @cached_property
    def degree(self) -> int:
        """The most relations that lifting a print may change."""
        if all(not self._loose(v) for v in self.system.touching):
            plain = (self._width(told.variable) for told in self.system.prints if not told.also)
            other = (sum(map(self._width, told.variables)) for told in self.system.prints if told.also)
            return max((*plain, *other), default=1)
        return max((len(self.touches(n)) for n in range(len(self.system.prints))), default=1)

    def _width(self, variable: int) -> int:
        return len(self.system.touching.get(variable, ())) + (len(self.system.bounding[variable]) > 1)

    def touches(self, n: int) -> frozenset[int]:
        """The relations that lifting a print may change; prints of one variable touch through it (as ~variable)."""
        spoken = self.system.prints[n].variables
        shared = {~v for v in spoken if len(self.system.bounding[v]) > 1}
        return frozenset(shared).union(*(self.nearby(v)[0] for v in spoken))

    def conflicts(self, group: Group) -> tuple[Set, ...]:
        """Conflicts that follow near some lifted prints, which touch each other; all others are right."""
        apart = tuple(c for c in self._left(group) if c.isdisjoint(group.prints))
        return apart or self._by_ends(group.prints)

    def decided(self, group: Group) -> bool:
        """Whether what a group leaves speaks against it by itself, whatever prints it is made of.

        Not where a print beside a lifted one speaks, nor where ends had to be tightened to find a conflict.
        """
        on = (self.system.bounding[v] for v in self.system.spoken(group.prints))
        if any(n not in group.prints for told in on for n, _ in told):
            return False
        found = self._left(group)
        return bool(found) and all(c.isdisjoint(group.prints) for c in found)

    def _left(self, group: Group) -> tuple[Set, ...]:
        """Conflicts of the sums of equations that a group leaves."""
        found = self._known.get(group.gap)
        if found is None:
            found = self._known[group.gap] = tuple(c for y in group.left for c in self._summed(y))
        return found

    def _by_ends(self, lifted: Set) -> tuple[Set, ...]:
        found = self._tight.get(lifted)
        if found is None:
            found = self._tight[lifted] = tuple(dict.fromkeys(self._tightened(lifted, self._moved(lifted))[0]))
        return found

    def _moved(self, lifted: Set) -> frozenset[int]:
        """The variables that may move where some prints are lifted."""
        return frozenset[int]().union(*(self.nearby(v)[1] for v in self.system.spoken(lifted)))

    def group(self, prints: Iterable[int]) -> Group:
        """Some prints, which touch each other, as lifted together."""
        group = Group(frozenset(), frozenset(), ())
        for n in prints:
            group = self.joined((group,), n)
        return group

    def joined(self, groups: Iterable[Group], n: int) -> Group:
        """Groups of prints and one more print, which touches them all, as lifted together."""
        groups = tuple(groups)
        prints = frozenset({n}).union(*(g.prints for g in groups))
        several = [self.nearby(v) for v in sorted(self.system.prints[n].variables)]
        rows = frozenset[int]().union(*(rows for rows, _ in several))
        near = frozenset[int]().union(*(near for _, near in several))
        had = frozenset[int]().union(*(g.rows for g in groups))
        left: list[Terms] = [dict(y) for g in groups for y in g.left]
        left += [{r: 1} for r in sorted(rows - had) if self.rows[r].equal]
        for v in sorted(near):
            if prints.issuperset(m for m, _ in self.system.bounding.get(v, ())):
                left = self._without(v, left)
        return Group(prints, had | rows, tuple(frozenset(y.items()) for y in left))

    def _without(self, v: int, left: list[Terms]) -> list[Terms]:
        """Sums of equations, combined so that none contains a variable."""
        users = self.system.touching.get(v, ())
        with_it = []
        others = []
        for y in left:
            c = sum(y[r] * self.rows[r].terms[v] for r in users if r in y)
            if c:
                with_it.append((len(y), c, y))
            else:
                others.append(y)
        if not with_it:
            return left
        _, c, pivot = min(with_it, key=lambda one: one[0])
        for _, k, y in with_it:
            if y is not pivot:
                factor = divide(k, c)
                new = dict(y)
                for r, m in pivot.items():
                    now = whole(new.get(r, 0) - factor * m)
                    if now:
                        new[r] = now
                    else:
                        del new[r]
                first = new[min(new)]
                others.append(new if first == 1 else {r: divide(m, first) for r, m in new.items()})
        return others

    def _summed(self, multiples: Multiples) -> Iterator[Set]:
        """Conflicts that a sum of equations shows between the prints that are left in it."""
        y = dict(multiples)
        shared = self._shared(list(y))
        self.work.spend(10 + 5 * len(y) + 2 * len(shared))
        coefficients = {
            v: whole(sum(y[r] * self.rows[r].terms[v] for r in self.system.touching[v] if r in y)) for v in shared
        }
        constant = sum(m * self.rows[r].constant for r, m in y.items())
        for upper in (False, True):
            if self._misses(y, coefficients, constant, upper=upper):
                yield self._members(y, upper=upper)

    def _shared(self, rows: list[int]) -> set[int]:
        """The variables that are in two relations of some."""
        found: set[int] = set()
        for n, first in enumerate(rows):
            for second in rows[:n]:
                pair = (first, second) if first < second else (second, first)
                common = self._common.get(pair)
                if common is None:
                    common = self._common[pair] = self.rows[first].terms.keys() & self.rows[second].terms.keys()
                found |= common
        return found

    def _misses(self, y: Terms, shared: Mapping[int, Number], constant: Number, *, upper: bool) -> bool:
        """Whether a sum of equations lies below its constant at the most (``upper``), or above it at the least."""
        total: Number = 0
        endless = 0
        for r, m in y.items():
            row = self.rows[r]
            most = upper == (m > 0)
            total += m * (row.high if most else row.low)
            endless += row.highless if most else row.lowless
        for v, c in shared.items():
            for r in self.system.touching[v]:
                if r in y:
                    each = y[r] * self.rows[r].terms[v]
                    end = self.ends[v][upper == (each > 0)]
                    if end is None:
                        endless -= 1
                    else:
                        total -= each * end.value
            if c:
                end = self.ends[v][upper == (c > 0)]
                if end is None:
                    endless += 1
                else:
                    total += c * end.value
        return not endless and (total < constant if upper else total > constant)

    def _members(self, y: Terms, *, upper: bool) -> Set:
        """The prints whose ends a sum of equations adds up."""
        terms: Terms = {}
        for r, m in y.items():
            for v, c in self.rows[r].terms.items():
                terms[v] = terms.get(v, 0) + m * c
        self.work.spend(len(terms) // 20)
        ends = (self.ends[v][upper == (c > 0)] for v, c in terms.items() if c)
        return frozenset(e.told for e in ends if e is not None and e.told != NO_PRINT)

    def room(self, n: int, lifted: Set) -> tuple[Number | None, Number | None]:
        """The ends beyond which a lifted print's variable cannot lie; None: no relation says."""
        variable = self.system.prints[n].variable
        low, high = self._tightened(lifted, self._moved(lifted))[1].get(variable, (None, None))
        return low.value if low else None, high.value if high else None

    def _tightened(self, lifted: Set, near: frozenset[int]) -> tuple[list[Set], dict[int, Ends]]:
        """Tighten some variables until nothing changes; the contradictions met, and the ends."""
        if len(near) > CLOSURE:
            return [], {}
        ends: dict[int, Ends] = {v: self._printed(v, lifted) for v in near}
        conflicts: list[Set] = [
            _reasons(self, [low, high])
            for low, high in ends.values()
            if low is not None and high is not None and low.value > high.value
        ]
        loose: dict[int, list[int]] = {}
        for v in sorted(near):
            for n in self.system.touching.get(v, ()):
                if len(self.rows[n].terms) > 1:
                    loose.setdefault(n, []).append(v)
        queue = deque(loose)
        waiting, looked = set(queue), dict.fromkeys(loose, 0)
        self.work.spend(5 * len(loose) + 1)
        while queue:
            n = queue.popleft()
            waiting.discard(n)
            looked[n] += 1
            moved = self._look(n, loose[n], ends, conflicts)
            for v in moved:
                for other in self.system.touching.get(v, ()):
                    if other != n and other not in waiting and looked.get(other, PASSES) < PASSES:
                        waiting.add(other)
                        queue.append(other)
        return conflicts, ends

    def _look(self, n: int, loose: list[int], ends: dict[int, Ends], conflicts: list[Set]) -> list[int]:
        """Tighten the loose variables of one relation; those that moved."""
        row = self.rows[n]
        self.work.spend(3 + 3 * len(loose))
        low, high, lowless, highless = row.low, row.high, row.lowless, row.highless
        shares = []
        for v in loose:
            c = row.terms[v]
            was, now = self.ends[v], ends[v]
            if c < 0:
                was, now = was[::-1], now[::-1]
            if was[0] is None:
                lowless -= 1
            else:
                low -= c * was[0].value
            if was[1] is None:
                highless -= 1
            else:
                high -= c * was[1].value
            first = None if now[0] is None else c * now[0].value
            last = None if now[1] is None else c * now[1].value
            if first is None:
                lowless += 1
            else:
                low += first
            if last is None:
                highless += 1
            else:
                high += last
            shares.append((v, c, first, last))
        if not lowless and low > row.constant:
            conflicts.append(self._broken(n, {v: ends[v] for v in loose}, upper=False))
            return []
        if row.equal and not highless and high < row.constant:
            conflicts.append(self._broken(n, {v: ends[v] for v in loose}, upper=True))
            return []
        moved = []
        for v, c, first, last in shares:
            ceiling = floor = None
            if lowless == (first is None):
                ceiling = divide(row.constant - low + (first or 0), c)
            if row.equal and highless == (last is None):
                floor = divide(row.constant - high + (last or 0), c)
            if c < 0:
                ceiling, floor = floor, ceiling
            below, above = ends[v]
            changed = False
            if ceiling is not None and (above is None or ceiling < above.value):
                above = self._implied(n, v, ceiling, loose, ends, upper=c < 0)
                changed = True
            if floor is not None and (below is None or floor > below.value):
                below = self._implied(n, v, floor, loose, ends, upper=c > 0)
                changed = True
            if changed:
                if below is not None and above is not None and below.value > above.value:
                    conflicts.append(_reasons(self, [below, above]))
                    continue
                ends[v] = below, above
                moved.append(v)
        return moved

    def _implied(
        self,
        n: int,
        v: int,
        value: Number,
        loose: list[int],
        ends: dict[int, Ends],
        *,
        upper: bool,
    ) -> End:
        row = self.rows[n]
        others = []
        for w in loose:
            if w != v:
                end = ends[w][upper if row.terms[w] > 0 else not upper]
                assert end is not None
                others.append((w, end))
        return End(value, NO_PRINT, n, v, upper, tuple(others))

    def _broken(self, n: int, ends: dict[int, Ends], *, upper: bool) -> Set:
        used = []
        for v, c in self.rows[n].terms.items():
            end = ends.get(v, self.ends[v])[upper if c > 0 else not upper]
            assert end is not None
            used.append(end)
        return _reasons(self, used)


def _reasons(bounds: Bounds, ends: Iterable[End]) -> Set:
    """The prints that some ends rest on."""
    found: set[int] = set()
    seen: set[int] = set()
    edge = list(ends)
    while edge:
        end = edge.pop()
        if id(end) in seen:
            continue
        seen.add(id(end))
        if end.told != NO_PRINT:
            found.add(end.told)
        if end.row >= 0:
            loose = {end.at, *(v for v, _ in end.others)}
            edge += [other for _, other in end.others]
            for v, c in bounds.rows[end.row].terms.items():
                if v not in loose:
                    own = bounds.ends[v][end.upper if c > 0 else not end.upper]
                    assert own is not None
                    edge.append(own)
    return frozenset(found)
