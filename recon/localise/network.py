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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import ceil, floor
from operator import itemgetter

from recon.localise.bounds import Bounds, Set
from recon.localise.numbers import Number, divide, whole
from recon.localise.work import Work

MOST = 32  #: broken relations that are divided into parts
MANY = 20_000  #: parts that may cancel; where there are more, chance makes them and nothing is concluded
NODE = 20  #: steps that looking at a part takes


@dataclass
class Network:
    """Some relations, each with the sign that makes it a node, of which some are broken."""

    bounds: Bounds
    broken: Sequence[int]
    signs: dict[int, Number]
    work: Work
    edges: dict[tuple[int, int], list[int]] = field(default_factory=dict)  #: two relations → prints in both
    beside: dict[int, set[int]] = field(default_factory=dict)  #: relation → those that share a print with it

    def __post_init__(self) -> None:
        system = self.bounds.system
        for variable in sorted({v for r in self.signs for v in self.bounds.rows[r].terms}):
            users = [r for r in system.touching[variable] if r in self.signs]
            if len(users) == 2:
                self.edges.setdefault((users[0], users[1]), []).extend(system.on[variable])
                self.beside.setdefault(users[0], set()).add(users[1])
                self.beside.setdefault(users[1], set()).add(users[0])

    @cached_property
    def covers(self) -> bool:
        """Whether every equation of the broken relations' prints is in it, and every such print in two of them."""
        rows, touching = self.bounds.rows, self.bounds.system.touching
        near = {v: [r for r in touching[v] if rows[r].equal] for b in self.broken for v in rows[b].terms}
        return all(len(users) == 2 and all(r in self.signs for r in users) for users in near.values())

    @cached_property
    def least(self) -> int:
        """How many prints at least are wrong; 0 where nothing is known."""
        return len(self.broken) - self._packed((1 << len(self.broken)) - 1, {}) if self.parts else 0

    @cached_property
    def parts(self) -> dict[int, tuple[frozenset[int], ...]]:
        """Sets of broken relations (bits) → the parts of a repair they may be: alone, or with a sound relation.

        Empty where there are too many to tell.
        """
        if not 0 < len(self.broken) <= MOST:
            return {}
        found: dict[int, tuple[frozenset[int], ...]] = {0: ()}
        for mask in self._near_zero():
            self.work.spend(NODE)
            rows = frozenset(b for n, b in enumerate(self.broken) if mask >> n & 1)
            if self._connected(rows) and self._cancel(rows):
                found[mask] = (rows,)
                continue
            around = sorted(set().union(*(self.beside.get(r, ()) for r in rows)) - set(self.broken))
            self.work.spend(NODE * len(around))
            low, high = (sum(self.ends[r][n] for r in rows) for n in (0, 1))
            helped = (rows | {r} for r in around if low + self.ends[r][0] <= 0 <= high + self.ends[r][1])
            if several := tuple(p for p in helped if self._connected(p) and self._cancel(p)):
                found[mask] = several
            if len(found) > MANY:
                return {}
        return found

    def _alone(self, mask: int) -> bool:
        """Whether some broken relations are a part without a sound one."""
        return mask in self.parts and len(self.parts[mask][0]) == mask.bit_count()

    @cached_property
    def _by_lowest(self) -> list[list[int]]:
        """The parts by the first relation in them."""
        found: list[list[int]] = [[] for _ in self.broken]
        for mask in self.parts:
            if mask:
                found[(mask & -mask).bit_length() - 1].append(mask)
        return found

    def _packed(self, left: int, known: dict[int, int]) -> int:
        """The most parts, apart from each other, that need no sound relation."""
        if not left:
            return 0
        if left not in known:
            self.work.spend(NODE)
            lowest = left & -left
            most = self._packed(left ^ lowest, known)
            for mask in self._by_lowest[lowest.bit_length() - 1]:
                if not mask & ~left and self._alone(mask):
                    most = max(most, 1 + self._packed(left ^ mask, known))
            known[left] = most
        return known[left]

    def sets(self) -> Iterator[Set]:
        """Every set of :attr:`least` prints that may repair the relations of a network that covers all of them."""
        yield from self._covered((1 << len(self.broken)) - 1, len(self.broken) - self.least, {}, frozenset())

    def _covered(self, left: int, alone: int, known: dict[int, int], prints: Set) -> Iterator[Set]:
        if not left:
            yield prints
            return
        self.work.spend(NODE)
        for mask in self._by_lowest[(left & -left).bit_length() - 1]:
            rest = alone - self._alone(mask)
            if not mask & ~left and self._most(left ^ mask, known) >= rest:
                for rows in self.parts[mask]:
                    for tree in self._trees(rows):
                        yield from self._covered(left ^ mask, rest, known, prints | tree)

    def _most(self, left: int, known: dict[int, int]) -> int:
        """The most parts without a sound relation where some relations are all divided into parts; −1: they cannot be."""
        if not left:
            return 0
        if left not in known:
            self.work.spend(NODE)
            most = -1
            for mask in self._by_lowest[(left & -left).bit_length() - 1]:
                if not mask & ~left and (more := self._most(left ^ mask, known)) >= 0:
                    most = max(most, more + self._alone(mask))
            known[left] = most
        return known[left]

    def _near_zero(self) -> Iterator[int]:
        """Sets of broken relations (bits) whose gaps may cancel, one sound relation helping."""
        sound = [ends for r, ends in self.ends.items() if r not in self.broken]
        spare = max((max(-low, high) for low, high in sound), default=0)
        ends = [self.ends[b] for b in self.broken]
        middle = len(ends) // 2
        first, second = _sums(ends[:middle]), _sums(ends[middle:])
        self.work.spend(len(first) + len(second))
        second.sort()
        widest = max(width for _, width, _ in second) + 2 * spare
        for centre, width, mask in first:
            start = bisect_left(second, -centre - width - widest, key=itemgetter(0))
            stop = bisect_right(second, -centre + width + widest, key=itemgetter(0))
            for other, more, mask_ in second[start:stop]:
                if abs(centre + other) <= width + more + 2 * spare and (mask or mask_):
                    yield mask | mask_ << middle

    @cached_property
    def ends(self) -> dict[int, tuple[int, int]]:
        """What may be left of each relation between the prints as they stand, rounded outwards."""
        found = {}
        for r, sign in self.signs.items():
            row = self.bounds.rows[r]
            ends = sign * (row.low - row.constant), sign * (row.high - row.constant)
            found[r] = floor(min(ends)), ceil(max(ends))
        return found

    def _cancel(self, rows: Iterable[int]) -> bool:
        """Whether the gaps of some relations cancel as far as roundings allow."""
        return self.bounds.meets({r: self.signs[r] for r in rows})

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
        system, cheapest = self.bounds.system, self.bounds.cheapest
        edges = [
            (a, b, n)
            for a, b in product(sorted(rows), repeat=2)
            for n in self.edges.get((a, b), ())
            if system.prints[n].weight == cheapest
        ]
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
            yield from self._grown(
                reached | {a, b}, rows, [e for e in edges if e not in closed], kept | {told}
            )


def _sums(ends: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Of all subsets of some intervals the sum as (twice its middle, its width, bits of its members)."""
    found = [(0, 0, 0)]
    for n, (low, high) in enumerate(ends):
        found += [(c + low + high, w + high - low, mask | 1 << n) for c, w, mask in found]
    return found


def network(bounds: Bounds, near: Set, work: Work) -> Network | None:
    """The network of the relations broken near some prints, and of those beside them that fit; None without any."""
    broken = [r for r in bounds.broken if _fits(bounds, r) and not near.isdisjoint(bounds.printed(r))]
    if not broken:
        return None
    key = frozenset(broken)
    found: Network = bounds.networks.get(key) or _made(bounds, broken, work)
    bounds.networks[key] = found
    return found


def _made(bounds: Bounds, broken: list[int], work: Work) -> Network:
    touching = bounds.system.touching
    signs: dict[int, Number] = {}
    parts: dict[int, set[int]] = {}
    beside = {q for r in broken for v in bounds.rows[r].terms for q in touching[v]}
    for r in (*broken, *sorted(beside.difference(broken))):
        if _fits(bounds, r):
            _take(bounds, r, signs, parts)
    return Network(bounds, [b for b in broken if b in signs], signs, work)


def _fits(bounds: Bounds, r: int) -> bool:
    """Whether a relation is an equation between cells that are printed once."""
    row = bounds.rows[r]
    if not row.equal or len(row.terms) == 1 or row.lowless or row.highless:
        return False
    bounding = bounds.system.bounding
    return all(len(bounding.get(v, ())) == 1 for v in row.terms)


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
