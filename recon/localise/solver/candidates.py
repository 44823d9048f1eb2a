"""The smallest sets of prints that may repair a system: a search whose every step is forced by a conflict.

Whatever repairs a system has a member of every conflict (Reiter, A Theory of Diagnosis from First Principles, 1987).
A set is grown print by print: an error of one size in a print leaves exactly the relations through it off by that
size, so that relations it cannot explain alone are conflicts in turn (``Bounds.conflicts``), of which one more member
must be wrong. Sets are sought in order of weight (iterative deepening, Korf 1985) below two lower bounds: conflicts
without a common member each need one of their own, and prints that are wrong together cover few conflicts each.
"""

from __future__ import annotations

from collections.abc import Generator, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import tee
from math import lcm
from typing import NamedTuple

from recon.localise.solver.bounds import Bounds, Group, Set
from recon.localise.solver.network import network
from recon.localise.solver.work import OutOfWorkError, Work

NODE = 40  #: steps that looking at a set takes


class Shares(NamedTuple):
    """What covering each conflict costs at least, in so many parts (``unit``) of a weight.

    ``apart``: by prints that touch none that is wrong already; ``beside``: by one that does, which is so for a
    conflict in ``near`` a relation that is touched.
    """

    unit: int
    apart: list[int]
    beside: list[int]
    near: dict[int, set[int]]


@dataclass
class Candidates:
    """The search for one place: ``conflicts`` known to be proven."""

    bounds: Bounds
    conflicts: list[Set]
    work: Work

    def __post_init__(self) -> None:
        self.conflicts = _irredundant(self.conflicts)
        self.touches: dict[int, frozenset[int]] = {}
        self.refuted: dict[Set, list[Set]] = {}  #: sets against which, as they stand, conflicts near them speak
        self.least = 0  #: what a set is known to weigh at least
        self._sets: Iterator[Set] | None = None
        self.costs = self.bounds.costs
        self.cheapest = min(self.costs, default=1)

    def cost(self, n: int) -> int:
        """What calling a print wrong costs: its weight as an integer."""
        return self.costs[n]

    @cached_property
    def hits(self) -> dict[int, list[int]]:
        """The conflicts that each print is a member of."""
        found: dict[int, list[int]] = {}
        for k, conflict in enumerate(self.conflicts):
            for n in conflict:
                found.setdefault(n, []).append(k)
        return found

    @cached_property
    def shares(self) -> Shares:
        """What covering each conflict costs at least.

        A print alone covers the conflicts it is in. If something speaks against it, it is wrong together with one that
        it touches; where each conflict is a relation of its own that all members touch, k prints that touch, each in
        at most d relations, cover at most k·d − (k − 1) conflicts.
        """
        several = {n: ks for n, ks in self.hits.items() if len(ks) > 1}
        alone = [Fraction(self.cheapest)] * len(self.conflicts)
        for n, ks in several.items():
            for k in ks:
                alone[k] = min(alone[k], Fraction(self.cost(n), len(ks)))
        apart = alone
        if self._of_own_relations():
            degree = max(self.bounds.degree, max(map(len, several.values()), default=1))
            joined = Fraction(2 * self.cheapest, max(2 * degree - 1, 2))
            apart = [joined] * len(self.conflicts)
            for n, ks in several.items():
                by = Fraction(self.cost(n), len(ks))
                if by < joined and not self.bounds.conflicts(self.bounds.group((n,))):
                    for k in ks:
                        apart[k] = min(apart[k], by)
        near: dict[int, set[int]] = {}
        for n, ks in several.items():
            for row in self.touching(n):
                near.setdefault(row, set()).update(k for k in ks if alone[k] < apart[k])
        unit = lcm(*(share.denominator for share in (*alone, *apart)))
        return Shares(unit, [int(x * unit) for x in apart], [int(x * unit) for x in alone], near)

    def _of_own_relations(self) -> bool:
        """Whether each conflict has a relation, and no other conflict the same, that all its members touch."""
        common = [frozenset.intersection(*map(self.touching, c)) for c in self.conflicts]
        used: set[int] = set()
        for rows in sorted(common, key=len):
            if (row := min(rows - used, default=None)) is None:
                return False
            used.add(row)
        return True

    def of_least_weight(self) -> Iterator[Set]:
        """Every set of least weight against which no conflict speaks, in a fixed order; none: there is no such set."""
        self._sets, given = tee(self._sets or self._searched())
        return given

    def _searched(self) -> Iterator[Set]:
        try:
            yield from self._by_weight() if all(self.conflicts) else ()
        except OutOfWorkError:
            self._sets = None  # what was found so far is not all
            raise

    def _by_weight(self) -> Iterator[Set]:
        nodes = network(self.bounds, frozenset().union(*self.conflicts), self.work)
        if nodes is not None and (beyond := nodes.least * self.cheapest) > self.least:
            found = False
            for candidate in filter(self.stands, nodes.sets() if nodes.covers else ()):
                found = True
                yield candidate
            if found:
                return
            self.least = beyond + nodes.covers
        while True:
            search = _Deepening(self, self.least)
            found = False
            for candidate in search.sets():
                found = True
                yield candidate
            if found or search.beyond is None:
                return
            self.least = search.beyond

    def stands(self, prints: Set) -> bool:
        """Whether no conflict speaks against some prints."""
        return all(prints & conflict for conflict in self.conflicts) and not any(
            self.bounds.conflicts(self.bounds.group(part)) for part in map(sorted, self.together(prints))
        )

    def instead(self, kept: Set, weight: int) -> Iterator[Set]:
        """Every set that contains some prints, and is no heavier than ``weight`` in all."""
        search = _Deepening(self, weight)
        open_ = frozenset(k for k, c in enumerate(self.conflicts) if not c & kept)
        yield from search.grow(tuple(map(self.bounds.group, self.together(kept))), open_, sum(map(self.cost, kept)))

    def touching(self, n: int) -> frozenset[int]:
        """The relations that lifting a print may change."""
        if n not in self.touches:
            self.touches[n] = self.bounds.touches(n)
        return self.touches[n]

    def parts(self, prints: Set) -> list[Set]:
        """A repair in parts that repair what they touch, each by itself."""
        alone = {n for n in prints if not self.bounds.conflicts(self.bounds.group((n,)))}
        parts = [frozenset({n}) for n in alone]
        for part in self.together(prints - alone):
            while self.bounds.conflicts(self.bounds.group(sorted(part))):
                rows = frozenset[int]().union(*map(self.touching, part))
                near = [p for p in parts if any(not rows.isdisjoint(self.touching(n)) for n in p)]
                if not near:
                    break
                parts = [p for p in parts if p not in near]
                part = part.union(*near)
            parts.append(part)
        return sorted(parts, key=sorted)

    def together(self, prints: Set) -> list[Set]:
        """The prints in parts that do not touch each other."""
        parts: list[tuple[set[int], set[int]]] = []
        for n in sorted(prints):
            members, rows = {n}, set(self.touching(n))
            apart = []
            for other in parts:
                if rows.isdisjoint(other[1]):
                    apart.append(other)
                else:
                    members |= other[0]
                    rows |= other[1]
            parts = [*apart, (members, rows)]
        return [frozenset(members) for members, _ in parts]


def candidates(bounds: Bounds, conflicts: Sequence[Set], work: Work) -> Candidates:
    """The search for the sets that hit some conflicts; the same one whenever these are asked about."""
    made = Candidates(bounds, [*conflicts], work)
    found: Candidates = bounds.searches.setdefault(frozenset(made.conflicts), made)
    return found


def _irredundant(conflicts: Sequence[Set]) -> list[Set]:
    """The conflicts that contain no other, the shortest first."""
    kept: list[Set] = []
    for conflict in sorted(set(conflicts), key=lambda c: (len(c), sorted(c))):
        if not any(other <= conflict for other in kept):
            kept.append(conflict)
    return kept


class _Deepening:
    """One round: all sets up to a limit of weight; ``beyond``: the least weight that was cut off."""

    def __init__(self, candidates: Candidates, limit: int) -> None:
        self.all = candidates
        self.limit = limit
        self.beyond: int | None = None
        self.seen: dict[Set, bool] = {}
        self.hopeless: set[tuple[frozenset[Hashable], Set, int]] = set()
        self.own: set[Set] = set()  #: sets below which some conflict is of their own prints, not of what they leave
        self.hits = candidates.hits
        self.cheapest = candidates.cheapest
        self.cost = candidates.cost

    def sets(self) -> Iterator[Set]:
        """The sets of this round."""
        everything = frozenset(range(len(self.all.conflicts)))
        yield from self.grow((), everything, 0)

    def _least(self, groups: Iterable[Group], left: Set) -> int:
        """The weight that covering what is left takes at least beside some groups of wrong prints."""
        shares = self.all.shares
        rows = frozenset[int]().union(*(self.all.touching(n) for g in groups for n in g.prints))
        beside = set[int]().union(*(shares.near.get(row, ()) for row in rows))
        return -(-sum((shares.beside if k in beside else shares.apart)[k] for k in left) // shares.unit)

    def _cut(self, weight: int) -> None:
        if self.beyond is None or weight < self.beyond:
            self.beyond = weight

    def grow(self, groups: tuple[Group, ...], open_: Set, spent: int) -> Generator[Set, None, bool]:
        """The sets that contain some groups of prints, which do not touch each other; whether there are any."""
        chosen = frozenset[int]().union(*(g.prints for g in groups))
        if chosen in self.seen:
            return self.seen[chosen]
        self.seen[chosen] = True
        self.all.work.spend(NODE + len(open_))
        state = self._state(groups), open_, spent
        found = False
        if state not in self.hopeless:
            local = [c for g in groups for c in self.all.bounds.conflicts(g)]
            if not open_ and not local:
                yield chosen
                return True
            if local:
                self.all.refuted[chosen] = local
            own = not all(map(self.all.bounds.decided, groups))
            for after, left, more in self._children(groups, open_, spent, local):
                found |= yield from self.grow(after, left, more)
                own |= frozenset[int]().union(*(g.prints for g in after)) in self.own
            if own:
                self.own.add(chosen)
            elif not found:
                self.hopeless.add(state)
        self.seen[chosen] = found
        return found

    def _state(self, groups: tuple[Group, ...]) -> frozenset[Hashable]:
        """What decides how groups may go on: what they leave, where that alone speaks against them."""
        bounds = self.all.bounds
        return frozenset((g.gap, g.rows) if bounds.decided(g) else g.prints for g in groups)

    def _children(
        self, groups: tuple[Group, ...], open_: Set, spent: int, local: list[Set]
    ) -> list[tuple[tuple[Group, ...], Set, int]]:
        """The next steps, those first that leave no conflict near, and hit the most."""
        steps = []
        for n in self._choice(groups, local, open_, spent):
            self.all.work.spend(NODE)
            after, left = self._with(groups, n, open_)
            more = spent + self.cost(n)
            if more + self._least(after, left) > self.limit:
                self._cut(self.limit + 1)
                continue
            if (self._state(after), left, more) in self.hopeless:
                continue
            steps.append((bool(self.all.bounds.conflicts(after[-1])), len(left), n, after, left, more))
        steps.sort(key=lambda step: step[:3])
        return [step[3:] for step in steps]

    def _choice(self, groups: tuple[Group, ...], local: list[Set], open_: Set, spent: int) -> list[int]:
        """The prints to try next, one of which any set within the limit contains."""
        share = self._least(groups, open_)
        if spent + share > self.limit:
            self._cut(spent + share)
            return []
        allowed: set[int] | None = None
        for backwards in (False, True):
            least, members, tight = self._packed(open_, local, spent, backwards)
            if least > self.limit:
                self._cut(least)
                return []
            if tight:
                allowed = members if allowed is None else allowed & members
        return self._choose(open_, local, allowed)

    def _choose(self, open_: Set, local: list[Set], allowed: set[int] | None) -> list[int]:
        """The members of one conflict that may still be chosen: of the conflict that leaves the fewest."""
        best: Set | None = None
        for conflict in local or [self.all.conflicts[k] for k in sorted(open_)]:
            left = conflict if allowed is None else conflict & allowed
            if best is None or len(left) < len(best):
                best = left
                if not left:
                    break
        ordered = sorted(best or (), key=lambda n: (-sum(k in open_ for k in self.hits.get(n, ())), n))
        if allowed is not None:
            self._cut(self.limit + 1)
        return ordered

    def _with(self, groups: tuple[Group, ...], n: int, open_: Set) -> tuple[tuple[Group, ...], Set]:
        """The groups with one more print, which may join some; and the conflicts then left."""
        rows = self.all.touching(n)
        joined = [g for g in groups if any(not rows.isdisjoint(self.all.touching(m)) for m in g.prints)]
        apart = [g for g in groups if g not in joined]
        return (*apart, self.all.bounds.joined(joined, n)), open_.difference(self.hits.get(n, ()))

    def _packed(self, open_: Set, local: list[Set], spent: int, backwards: bool) -> tuple[int, set[int], bool]:
        """What conflicts without a common member need at least, their members, and whether there is room for no other."""
        used: set[int] = set()
        total = spent
        conflicts = [*local, *(self.all.conflicts[k] for k in sorted(open_, reverse=backwards))]
        for conflict in conflicts if not backwards else reversed(conflicts):
            if used.isdisjoint(conflict):
                used |= conflict
                total += min((self.cost(n) for n in conflict), default=0)
        return total, used, total + self.cheapest > self.limit
