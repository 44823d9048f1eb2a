"""Relations as the nodes of a network: how few prints can be wrong, and which, where each is in two relations at most.

In a table each cell is in its row's relation and in its column's. Let relations be nodes and prints edges; with the
right signs a change of a print takes from one node what it gives to the other. What is lifted falls into connected
parts, and the gaps of a part must cancel, since nothing lifted leaves it. A part of n nodes takes n − 1 prints at
least, so that b broken relations take b − p, where p is the most parts of broken relations, apart from each other,
whose gaps cancel. Parts are found by sums of halves (Horowitz and Sahni, Computing Partitions with Applications to
the Knapsack Problem, JACM 21, 1974). Relations that do not fit into the network are left out, which makes the least
weight too small at most, never too great.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor
from operator import itemgetter

from recon.localise.solver.bounds import Bounds, Set
from recon.localise.solver.numbers import Number, divide, size, whole
from recon.localise.solver.work import OutOfWorkError, Work

FEW = 2  #: broken relations up to which the search by conflicts is the quicker
MOST = 32  #: broken relations that are divided into parts
MANY = 50_000  #: sets of relations whose gaps may cancel; where there are more, chance makes them: nothing is concluded
REST = 12  #: broken relations that are in no such part, up to which it is asked which sound ones connect them
NODE = 20  #: steps that looking at a part takes

Mask = int  #: a set of broken relations, one bit for each


@dataclass
class Network:
    """Some relations, each with the sign that makes it a node, of which some are broken."""

    bounds: Bounds
    broken: Sequence[int]
    signs: dict[int, Number]
    work: Work
    edges: dict[tuple[int, int], list[int]] = field(default_factory=dict)  #: two relations → prints in both
    beside: dict[int, set[int]] = field(default_factory=dict)  #: relation → those that share a print with it
    inner: dict[tuple[int, int], Number] = field(default_factory=dict)  #: two relations → how wide these prints are

    def __post_init__(self) -> None:
        system, rows = self.bounds.system, self.bounds.rows
        for variable in sorted({v for r in self.signs for v in rows[r].terms}):
            users = [r for r in system.touching[variable] if r in self.signs]
            if len(users) == 2:
                first, second = users
                low, high = self.bounds.ends[variable]
                assert low is not None
                assert high is not None
                width = size(self.signs[first] * rows[first].terms[variable]) * (high.value - low.value)
                self.edges.setdefault((first, second), []).extend(system.on[variable])
                self.inner[first, second] = self.inner.get((first, second), 0) + width
                self.beside.setdefault(first, set()).add(second)
                self.beside.setdefault(second, set()).add(first)

    @cached_property
    def covers(self) -> bool:
        """Whether every equation of the broken relations' prints is in it, and every such print in two of them."""
        rows, touching = self.bounds.rows, self.bounds.system.touching
        near = (touching[v] for b in self.broken for v in rows[b].terms)
        equations = ([r for r in several if rows[r].equal] for several in near)
        return all(len(several) == 2 and self.signs.keys() >= set(several) for several in equations)

    @property
    def all(self) -> Mask:
        """All broken relations."""
        return (1 << len(self.broken)) - 1

    def rows(self, mask: Mask) -> frozenset[int]:
        """The relations of a set."""
        return frozenset(b for n, b in enumerate(self.broken) if mask >> n & 1)

    @cached_property
    def least(self) -> int:
        """How many prints at least are wrong; 0 where nothing is known."""
        return len(self.broken) - self._most(self.all) if self.parts is not None else 0

    @cached_property
    def parts(self) -> list[list[Mask]] | None:
        """The sets of broken relations that may be a part of a repair by themselves, by the first of each.

        None where there are too many to tell.
        """
        if len(self.broken) > MOST:
            return None
        found: list[list[Mask]] = [[] for _ in self.broken]
        place = {b: 1 << n for n, b in enumerate(self.broken)}
        near = [sum(place.get(r, 0) for r in self.beside.get(b, ())) for b in self.broken]
        for count, mask in enumerate(self._near_zero()):
            self.work.spend(1)
            if count == MANY:
                return None
            if _joined(mask, near) and self._stands(self.rows(mask)):
                found[_first(mask)].append(mask)
        return found

    @cached_property
    def _smallest(self) -> list[list[Mask]]:
        """The parts that contain no other: as many of them as of any others find room beside each other."""
        kept: list[Mask] = []
        for mask in sorted((m for several in self.parts or () for m in several), key=int.bit_count):
            if all(other & ~mask for other in kept):
                kept.append(mask)
        return [[m for m in kept if _first(m) == n] for n in range(len(self.broken))]

    @cached_property
    def _known(self) -> dict[Mask, int]:
        return {0: 0}

    def _most(self, left: Mask) -> int:
        """The most parts, apart from each other, among some relations."""
        if left not in self._known:
            self.work.spend(NODE)
            most = self._most(left & (left - 1))
            for mask in self._smallest[_first(left)]:
                if not mask & ~left:
                    most = max(most, 1 + self._most(left ^ mask))
            self._known[left] = most
        return self._known[left]

    def sets(self) -> Iterator[Set]:
        """Every set of :attr:`least` prints that may repair the relations of a network that covers all of them.

        OutOfWorkError where too many relations are in no part.
        """
        yield from self._divided(self.all, 0, len(self.broken) - self.least, frozenset())

    def _divided(self, left: Mask, rest: Mask, count: int, prints: Set) -> Iterator[Set]:
        """The sets that contain some prints, with so many more parts; ``rest``: relations in no part."""
        self.work.spend(NODE)
        if not left:
            yield from self._helped(rest, prints)
            return
        for mask in (self.parts or [])[_first(left)]:
            if not mask & ~left and self._most(left ^ mask) >= count - 1:
                for tree in self._trees(self.rows(mask)):
                    yield from self._divided(left ^ mask, rest, count - 1, prints | tree)
        lowest = left & -left
        if self._most(left ^ lowest) >= count:
            yield from self._divided(left ^ lowest, rest | lowest, count, prints)

    def _helped(self, rest: Mask, prints: Set) -> Iterator[Set]:
        """The sets in which relations that are in no part are connected with the help of one sound relation each time."""
        if not rest:
            yield prints
            return
        if rest.bit_count() > REST:
            raise OutOfWorkError
        lowest = rest & -rest
        others = rest ^ lowest
        more = others
        while True:  # every subset of the others
            part = self.rows(lowest | more)
            for r in sorted(set().union(*(self.beside.get(b, ()) for b in part)) - set(self.broken)):
                self.work.spend(NODE)
                if self._stands(part | {r}):
                    for tree in self._trees(part | {r}):
                        yield from self._helped(others ^ more, prints | tree)
            if not more:
                return
            more = (more - 1) & others

    def _near_zero(self) -> Iterator[Mask]:
        """Sets of broken relations whose gaps may cancel."""
        ends = [(floor(low), ceil(high)) for low, high in (self.ends[b] for b in self.broken)]
        middle = len(ends) // 2
        first, second = _sums(ends[:middle]), sorted(_sums(ends[middle:]))
        self.work.spend(len(first) + len(second))
        widest = max(width for _, width, _ in second)
        for centre, width, mask in first:
            start = bisect_left(second, -centre - width - widest, key=itemgetter(0))
            stop = bisect_right(second, -centre + width + widest, key=itemgetter(0))
            for other, more, mask_ in second[start:stop]:
                if abs(centre + other) <= width + more and (mask or mask_):
                    yield mask | mask_ << middle

    @cached_property
    def ends(self) -> dict[int, tuple[Number, Number]]:
        """What may be left of each relation between the prints as they stand."""
        found = {}
        for r, sign in self.signs.items():
            row = self.bounds.rows[r]
            ends = sign * (row.low - row.constant), sign * (row.high - row.constant)
            found[r] = min(ends), max(ends)
        return found

    def _stands(self, rows: frozenset[int]) -> bool:
        """Whether some relations may be a part of a repair: their gaps cancel, and prints connect them."""
        inner = sum(width for pair, width in self._between(rows))
        low, high = (sum(self.ends[r][n] for r in rows) for n in (0, 1))
        return low + inner <= 0 <= high - inner and self._connected(rows)

    def _between(self, rows: frozenset[int]) -> Iterator[tuple[tuple[int, int], Number]]:
        ordered = sorted(rows)
        for n, first in enumerate(ordered):
            for second in ordered[n + 1 :]:
                if (pair := (first, second)) in self.inner:
                    yield pair, self.inner[pair]

    def _connected(self, rows: frozenset[int]) -> bool:
        """Whether prints connect some relations."""
        reached: set[int] = set()
        edge = [min(rows)]
        while edge:
            r = edge.pop()
            if r not in reached:
                reached.add(r)
                edge += self.beside.get(r, set()) & rows
        return len(reached) == len(rows)

    def _trees(self, rows: frozenset[int]) -> Iterator[Set]:
        """The sets of prints that connect some relations, one fewer than there are relations."""
        costs = self.bounds.costs
        cheapest = min(costs)
        edges = [(*pair, n) for pair, _ in self._between(rows) for n in self.edges[pair] if costs[n] == cheapest]
        yield from self._grown(frozenset({min(rows)}), rows, edges, frozenset())

    def _grown(
        self, reached: frozenset[int], rows: frozenset[int], edges: list[tuple[int, int, int]], kept: Set
    ) -> Iterator[Set]:
        """The trees that contain some prints: by the first of the edges that lead on."""
        if len(reached) == len(rows):
            yield kept
            return
        self.work.spend(NODE)
        on = [e for e in edges if (e[0] in reached) != (e[1] in reached)]
        for n, (a, b, told) in enumerate(on):
            closed = set(on[:n])
            yield from self._grown(reached | {a, b}, rows, [e for e in edges if e not in closed], kept | {told})


def _first(mask: Mask) -> int:
    """The place of the first relation of a set."""
    return (mask & -mask).bit_length() - 1


def _joined(mask: Mask, near: Sequence[Mask]) -> bool:
    """Whether prints connect some relations; ``near``: which relations share a print with each."""
    reached, edge = 0, mask & -mask
    while edge:
        reached |= edge
        more = 0
        while edge:
            more |= near[_first(edge)]
            edge &= edge - 1
        edge = more & mask & ~reached
    return reached == mask


def _sums(ends: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Of all subsets of some intervals the sum as (twice its middle, its width, bits of its members)."""
    found = [(0, 0, 0)]
    for n, (low, high) in enumerate(ends):
        found += [(c + low + high, w + high - low, mask | 1 << n) for c, w, mask in found]
    return found


def network(bounds: Bounds, near: Set, work: Work) -> Network | None:
    """The network of the relations broken near some prints, and of those beside them that fit; None without any."""
    broken = [r for r in bounds.broken if _fits(bounds, r) and not near.isdisjoint(bounds.printed(r))]
    if not FEW < len(broken) <= MOST:
        return None
    key = frozenset(broken)
    found: Network = bounds.networks.get(key) or _made(bounds, broken, work)
    bounds.networks[key] = found
    return found


def _made(bounds: Bounds, broken: list[int], work: Work) -> Network:
    rows, touching = bounds.rows, bounds.system.touching
    near = {
        v: [q for q in touching[v] if bounds.system.constraints[q].operator == "="]
        for r in broken
        for v in rows[r].terms
    }
    paired = all(len(users) == 2 for users in near.values())  # else other equations do not make the network whole
    beside = {q for users in near.values() for q in users} if paired else set()
    signs: dict[int, Number] = {}
    parts: dict[int, set[int]] = {}
    for r in (*broken, *sorted(beside.difference(broken))):
        if _fits(bounds, r):
            _take(bounds, r, signs, parts)
    return Network(bounds, [b for b in broken if b in signs], signs, work)


def _fits(bounds: Bounds, r: int) -> bool:
    """Whether a relation is an equation between cells that are printed once, each print speaking of one value."""
    row = bounds.rows[r]
    if not row.equal or len(row.terms) == 1 or row.lowless or row.highless:
        return False
    several = (bounds.system.bounding.get(v, ()) for v in row.terms)
    return all(len(told) == 1 and not bounds.system.prints[told[0][0]].also for told in several)


def _take(bounds: Bounds, r: int, signs: dict[int, Number], parts: dict[int, set[int]]) -> None:
    """Add a relation as a node unless a cell would be in three, or its signs contradict each other."""
    wanted: dict[int, Number] = {}  #: the sign of this relation if that of another part stays; by that part
    for v, c in bounds.rows[r].terms.items():
        users = [q for q in bounds.system.touching[v] if q in signs]
        if len(users) > 1:
            return
        for q in users:
            sign = whole(divide(-signs[q] * bounds.rows[q].terms[v], c))
            if wanted.setdefault(id(parts[q]), sign) != sign:
                return
    joined = {r}
    signs[r] = 1
    for q in [q for q in signs if q != r and id(parts[q]) in wanted]:
        signs[q] = whole(divide(signs[q], wanted[id(parts[q])]))
        joined.add(q)
    for q in joined:
        parts[q] = joined
