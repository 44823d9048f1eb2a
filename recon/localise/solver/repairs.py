"""The smallest repairs of one place: candidates that no conflict refutes, each proven by an exact question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import islice, product
from math import prod

from recon.localise.solver.bounds import Bounds, Set
from recon.localise.solver.candidates import Candidates, candidates
from recon.localise.solver.work import OutOfWorkError, Work

ENOUGH = 250  #: sets that are listed one by one; beyond, what each slip could be instead is sought singly
MORE = 1_000_000  #: steps after the first repair in which all others are looked for
ASKING = 1000  #: steps that an exact question takes at least


@dataclass
class Repairs:
    """All smallest repairs: one option of each family, in any combination. ``conflicts`` prove that none is smaller."""

    families: list[list[Set]]
    conflicts: list[Set]
    complete: bool  #: whether every set of this weight is among them
    refuted: dict[
        Set, list[Set]
    ]  #: sets of no more weight that do not repair, each with conflicts that it does not hit

    @property
    def sets(self) -> list[Set]:
        """The repairs, at most :data:`ENOUGH` of them."""
        return [frozenset().union(*several) for several in islice(product(*self.families), ENOUGH)]


def repairs(ask: Callable[[Set], Set | None], bounds: Bounds, conflicts: Sequence[Set], work: Work) -> Repairs:
    """Every smallest set for which ``ask`` gives None; otherwise it gives a conflict that the set does not hit.

    No family: nothing repairs it (a conflict without members). If the work allowed runs out after the first repair,
    what was found so far is given as incomplete; before it, OutOfWorkError is raised.
    """
    known, asked = list(conflicts), dict[Set, list[Set]]()
    while True:
        search = candidates(bounds, known, work)
        sets, new, complete = _round(search, ask, work)
        asked |= {candidate: [conflict] for candidate, conflict in new.items()}
        known += new.values()
        if sets or not new or not all(new.values()):
            break
    families = factored(sets, search) if complete else _singly(sets, search, ask, work)
    return Repairs(families, known, complete, search.refuted | asked)


def _round(
    candidates: Candidates, ask: Callable[[Set], Set | None], work: Work
) -> tuple[list[Set], dict[Set, Set], bool]:
    """The candidates that are repairs, the others with conflicts that refute them, and whether all were asked about."""
    sets: list[Set] = []
    new: dict[Set, Set] = {}
    more = ExitStack()
    try:
        for candidate in candidates.of_least_weight():
            if not all(candidate & conflict for conflict in new.values()):
                continue
            work.spend(ASKING)
            conflict = ask(candidate)
            if conflict is None:
                if not sets:
                    more.enter_context(work.at_most(MORE))
                sets.append(candidate)
            else:
                new[candidate] = conflict
            if len(sets) >= ENOUGH:
                return sets, new, False
            if new and not sets:
                break
    except OutOfWorkError:
        if not sets:
            raise
        return sets, new, False
    finally:
        more.close()
    return sets, new, True


def factored(sets: Sequence[Set], candidates: Candidates) -> list[list[Set]]:
    """Families whose products are exactly ``sets``: one option of each family, in any combination, and nothing else.

    Prints that are wrong together, and those that could be wrong instead, belong to one family. Where that does not
    come out even, all is one.
    """
    if not sets:
        return []
    blocks = sorted(_blocks(sets, candidates), key=min)
    families = [sorted({s & members for s in sets}, key=sorted) for members in blocks]
    return families if prod(map(len, families)) == len(sets) else [list(sets)]


def _blocks(sets: Sequence[Set], candidates: Candidates) -> list[Set]:
    owner: dict[int, int] = {}

    def find(n: int) -> int:
        while owner.setdefault(n, n) != n:
            n = owner[n]
        return n

    instead: dict[Set, int] = {}
    for one in sets:
        for part in candidates.parts(one):
            first = min(part)
            for n in part:
                owner[find(n)] = find(first)
            other = instead.setdefault(one - part, first)
            owner[find(first)] = find(other)
    blocks: dict[int, set[int]] = {}
    for n in sorted(owner):
        blocks.setdefault(find(n), set()).add(n)
    return [frozenset(members) for members in blocks.values()]


def _singly(
    sets: Sequence[Set], candidates: Candidates, ask: Callable[[Set], Set | None], work: Work
) -> list[list[Set]]:
    """For each part of the first repair what it could be instead, all other parts being as they are."""
    first = sets[0]
    weight = sum(map(candidates.cost, first))
    families = []
    for part in candidates.parts(first):
        options = [part]
        with suppress(OutOfWorkError), work.at_most(MORE // 4):
            for other in candidates.instead(first - part, weight):
                option = other - (first - part)
                if option != part and ask(other) is None:
                    options.append(option)
                if len(options) >= ENOUGH:
                    break
        families.append(sorted(options, key=sorted))
    return families
