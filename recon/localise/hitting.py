"""The smallest sets that hit every conflict, and the search that asks for conflicts until the sets are repairs.

Implicit hitting sets (Moreno-Centeno and Karp, The Implicit Hitting Set Approach, Operations Research 61, 2013):
whatever repairs a system contains a member of every conflict, so a smallest set that hits all conflicts known is a
lower bound; if it repairs, it is a smallest repair; if not, the question yields another conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from recon.localise.simplex import OutOfTimeError

Set = frozenset[int]
KEPT = 100  #: long conflicts seen at once that are kept of each round
LONG = 200  #: members of a long conflict
MANY = 3000  #: sets asked about in a round


def smallest(conflicts: Sequence[Set], weight: Callable[[int], Fraction]) -> Iterator[Set]:
    """Every set of least weight that has a member in each conflict, in a fixed order."""
    needed = _irredundant(conflicts)
    best = _least(needed, weight, frozenset(), frozenset(), Fraction(0), None)
    if best is not None:
        yield from _all(needed, weight, frozenset(), frozenset(), best)


def _irredundant(conflicts: Sequence[Set]) -> list[Set]:
    """The conflicts that contain no other, the shortest first."""
    kept: list[Set] = []
    for conflict in sorted(set(conflicts), key=lambda c: (len(c), sorted(c))):
        if not any(other <= conflict for other in kept):
            kept.append(conflict)
    return kept


def _bound(open_: list[Set], weight: Callable[[int], Fraction]) -> Fraction:
    """What hitting these costs at least: conflicts without a common member each need one of their own."""
    used: set[int] = set()
    total = Fraction(0)
    for conflict in open_:
        if not conflict & used:
            used |= conflict
            total += min(map(weight, conflict))
    return total


def _open(conflicts: list[Set], chosen: Set, banned: Set) -> list[Set] | None:
    """What is still to be hit, by what may still be chosen, the narrowest first; None if that is impossible."""
    left = [c - banned for c in conflicts if not c & chosen]
    return sorted(left, key=lambda c: (len(c), sorted(c))) if all(left) else None


def _least(
    conflicts: list[Set],
    weight: Callable[[int], Fraction],
    chosen: Set,
    banned: Set,
    spent: Fraction,
    best: Fraction | None,
) -> Fraction | None:
    """The least weight of a hitting set, by branch and bound."""
    left = _open(conflicts, chosen, banned)
    if left is None:
        return best
    if not left:
        return spent if best is None else min(best, spent)
    if best is not None and spent + _bound(left, weight) >= best:
        return best
    for member in sorted(left[0], key=lambda m: (weight(m), -sum(m in c for c in left), m)):
        best = _least(conflicts, weight, chosen | {member}, banned, spent + weight(member), best)
        banned |= {member}
    return best


def _all(
    conflicts: list[Set], weight: Callable[[int], Fraction], chosen: Set, banned: Set, room: Fraction
) -> Iterator[Set]:
    left = _open(conflicts, chosen, banned)
    if left is None or _bound(left, weight) > room:
        return
    if not left:
        if not room:
            yield chosen
        return
    for member in sorted(left[0]):
        if weight(member) <= room:
            yield from _all(conflicts, weight, chosen | {member}, banned, room - weight(member))
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

    Stops at ``enough`` sets. An empty conflict means that nothing is a repair. If time runs out after the first
    repair, what was found so far is given as incomplete.
    """
    found = Repairs([], list(known), True)
    try:
        while _round(found, ask, weight, enough, hopeless):
            pass
    except OutOfTimeError:
        if not found.sets:
            raise
        found.complete = False
    return found


def _round(
    found: Repairs,
    ask: Callable[[Set], Set | None],
    weight: Callable[[int], Fraction],
    enough: int,
    hopeless: Callable[[Set], Set | None],
) -> bool:
    """Ask about the sets that hit all conflicts known; whether another round may find more."""
    new: list[Set] = []
    long: list[Set] = []
    before = set(found.sets)
    for count, candidate in enumerate(smallest(list(found.conflicts), weight)):
        if candidate in before or not all(candidate & conflict for conflict in new):
            continue
        conflict = hopeless(candidate)
        if conflict is not None and len(conflict) > LONG:
            long = long if len(long) >= KEPT else [*long, conflict]
        elif conflict is not None or (conflict := ask(candidate)) is not None:
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
