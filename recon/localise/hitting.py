"""The smallest sets that hit every conflict, and the search that asks for conflicts until the sets are repairs.

Implicit hitting sets (Moreno-Centeno and Karp, The Implicit Hitting Set Approach, Operations Research 61, 2013):
whatever repairs a system contains a member of every conflict, so a smallest set that hits all conflicts known is a
lower bound; if it repairs, it is a smallest repair; if not, the question yields another conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from recon.localise.simplex import OutOfTimeError

Set = frozenset[int]
KEPT = 100  #: long conflicts seen at once that are kept of each round
LONG = 200  #: members of a long conflict
MANY = 3000  #: sets asked about in a round
MOST = 300_000  #: conflicts looked at in all
ASKING = 1000  #: what asking costs, in conflicts looked at


@dataclass
class Work:
    """What may still be done, in conflicts looked at: a limit that is the same on every machine."""

    left: int

    def spend(self, amount: int) -> None:
        """Raise OutOfTimeError once nothing is left."""
        self.left -= amount
        if self.left < 0:
            raise OutOfTimeError


def smallest(
    conflicts: Sequence[Set], weight: Callable[[int], Fraction], work: Work | None = None
) -> Iterator[Set]:
    """Every set of least weight that has a member in each conflict, in a fixed order."""
    needed = _irredundant(conflicts)
    search = _Search(needed, weight, work or Work(MOST))
    best = search.least(frozenset(), frozenset(), Fraction(0), None)
    if best is not None:
        yield from search.all(frozenset(), frozenset(), best)


def _irredundant(conflicts: Sequence[Set]) -> list[Set]:
    """The conflicts that contain no other, the shortest first."""
    kept: list[Set] = []
    for conflict in sorted(set(conflicts), key=lambda c: (len(c), sorted(c))):
        if not any(other <= conflict for other in kept):
            kept.append(conflict)
    return kept


@dataclass(frozen=True)
class _Search:
    """Branch and bound over the members of conflicts."""

    conflicts: list[Set]
    weight: Callable[[int], Fraction]
    work: Work

    def bound(self, open_: list[Set]) -> Fraction:
        """What hitting these costs at least: conflicts without a common member each need one of their own."""
        used: set[int] = set()
        total = Fraction(0)
        for conflict in open_:
            if used.isdisjoint(conflict):
                used |= conflict
                total += self.lightest(conflict)
        return total

    def lightest(self, conflict: Set) -> Fraction:
        """The least weight of a member; of a long conflict that of all members there are."""
        return min(map(self.weight, conflict)) if len(conflict) <= LONG else self.floor

    @cached_property
    def floor(self) -> Fraction:
        """The least weight of any member."""
        return min((self.weight(m) for m in {m for c in self.conflicts for m in c}), default=Fraction(0))

    def open(self, chosen: Set, banned: Set) -> list[Set] | None:
        """What is still to be hit, by what may still be chosen, the narrowest first; None if that is impossible."""
        self.work.spend(1 + len(self.conflicts))
        left = [c - banned for c in self.conflicts if not c & chosen]
        return sorted(left, key=len) if all(left) else None

    def least(self, chosen: Set, banned: Set, spent: Fraction, best: Fraction | None) -> Fraction | None:
        """The least weight of a hitting set."""
        left = self.open(chosen, banned)
        if left is None:
            return best
        if not left:
            return spent if best is None else min(best, spent)
        if best is not None and spent + self.bound(left) >= best:
            return best
        for member in sorted(left[0], key=lambda m: (self.weight(m), -sum(m in c for c in left), m)):
            best = self.least(chosen | {member}, banned, spent + self.weight(member), best)
            banned |= {member}
        return best

    def all(self, chosen: Set, banned: Set, room: Fraction) -> Iterator[Set]:
        """Every hitting set of that weight."""
        left = self.open(chosen, banned)
        if left is None or self.bound(left) > room:
            return
        if not left:
            if not room:
                yield chosen
            return
        for member in sorted(left[0]):
            if self.weight(member) <= room:
                yield from self.all(chosen | {member}, banned, room - self.weight(member))
            banned |= {member}


@dataclass
class Repairs:
    """All smallest repairs found, and the conflicts that prove that nothing smaller is one."""

    sets: list[Set]
    conflicts: list[Set]
    complete: bool  #: whether every set of this weight was asked about


def repairs(
    ask: Callable[[Set], Set | None],
    weight: Callable[[int], Fraction],
    known: Sequence[Set] = (),
    enough: int = 250,
    hopeless: Callable[[Set], Set | None] = lambda _: None,
) -> Repairs:
    """Every smallest set for which ``ask`` gives None; otherwise it gives a conflict that the set does not hit.

    ``hopeless`` gives such a conflict where one is seen at once, or None; of the long ones (a sum of thousands)
    only a few are kept of each round.

    Stops at ``enough`` sets. An empty conflict means that nothing is a repair. If time or the work allowed runs out
    after the first repair, what was found so far is given as incomplete; before it, OutOfTimeError is raised.
    """
    found = Repairs([], list(known), True)
    work = Work(MOST)
    try:
        while _round(found, ask, weight, enough, hopeless, work):
            pass
    except OutOfTimeError:
        if not found.sets:
            raise
        found.complete = False
    return found


def _asked(ask: Callable[[Set], Set | None], candidate: Set, work: Work) -> Set | None:
    work.spend(ASKING)
    return ask(candidate)


def _round(
    found: Repairs,
    ask: Callable[[Set], Set | None],
    weight: Callable[[int], Fraction],
    enough: int,
    hopeless: Callable[[Set], Set | None],
    work: Work,
) -> bool:
    """Ask about the sets that hit all conflicts known; whether another round may find more."""
    new: list[Set] = []
    long: list[Set] = []
    before = set(found.sets)
    for count, candidate in enumerate(smallest(list(found.conflicts), weight, work)):
        if candidate in before or not all(candidate & conflict for conflict in new):
            continue
        work.spend(len(new))
        conflict = hopeless(candidate)
        if conflict is not None and len(conflict) > LONG:
            long = long if len(long) >= KEPT else [*long, conflict]
        elif conflict is not None or (conflict := _asked(ask, candidate, work)) is not None:
            new.append(conflict)
            if not conflict:
                return False
        else:
            found.sets.append(candidate)
            if len(found.sets) >= enough:
                found.complete = False
                return False
        if count >= MANY and (new or long):
            found.conflicts += [*new, *long]
            return True
    found.conflicts += new if found.sets else [*new, *long]
    return not found.sets
