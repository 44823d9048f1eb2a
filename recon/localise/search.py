"""From a component to its independent troubles: where relations break, and the smallest repairs of each place."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from recon.localise.guess import guess, references
from recon.localise.hitting import Repairs, Set, repairs
from recon.localise.numbers import Number
from recon.localise.region import OverlapError, Region
from recon.localise.rooms import Rooms
from recon.localise.system import System, contradictions

WHOLE = 1000  #: relations up to which all of a component may move when its values are sought
FEW = 20  #: relations, and the share of all, that may not hold between the printed values if these are to be kept
NEAR = Fraction(1, 2)  #: of a unit of the last place: what is tried to be mended rather than called wrong


@dataclass(frozen=True)
class Trouble:
    """A part of a component whose repairs do not depend on the rest, with all its smallest repairs.

    ``seeds``: numbers of the broken relations, as the caller counts them, that meet here.
    """

    seeds: tuple[int, ...]
    region: Region
    found: Repairs


@dataclass
class _Cluster:
    seeds: set[int]
    variables: set[int]
    conflicts: list[Set] = field(default_factory=list)

    def take(self, other: _Cluster) -> None:
        """Become one with another."""
        self.seeds |= other.seeds
        self.variables |= other.variables
        self.conflicts += other.conflicts


def witness(
    system: System, deadline: float, rooms: Rooms | None = None
) -> tuple[dict[int, Number], frozenset[int]]:
    """Values for all variables that satisfy every relation, and the prints that they make wrong: not the fewest.

    Both are empty where the relations contradict each other whatever the prints. ``rooms`` tell quickly which prints
    may be wrong.
    """
    values = references(system)
    strange = [c for c in system.constraints if not c.holds(values)]
    kept = len(strange) <= FEW + len(system.constraints) // FEW
    if not kept:
        values = guess(system, deadline - time.perf_counter())
        strange = [c for c in system.constraints if not c.holds(values)]
    off = {n: by for n, told in enumerate(system.prints) if (by := told.off(values))}
    freed = frozenset(n for n, by in off.items() if by > NEAR * system.prints[n].step)
    if len(system.constraints) <= WHOLE and not kept:
        seeds = system.variables
    else:
        seeds = system.spoken(n for n in off if n not in freed)
        seeds |= {v for c in strange for _, v in c.terms}
    region = Region(system, values, seeds, deadline=deadline)
    if rooms is not None and kept:
        freed |= _likely(system, rooms)
        region.grow(system.spoken(freed))
    while (conflict := region.conflict(freed)) is not None:
        if not conflict:
            return {}, frozenset()
        freed |= {
            min(
                conflict,
                key=lambda n: (
                    system.prints[n].weight,
                    len(system.touching.get(system.prints[n].variable, ())),
                    n,
                ),
            )
        }
    values = values | region.solution()
    return values, frozenset(n for n in freed if not system.prints[n].holds(values))


def _likely(system: System, rooms: Rooms) -> frozenset[int]:
    """A smallest set of prints to blame as far as single relations tell."""
    found = repairs(
        lambda _: None, lambda n: system.prints[n].weight, list(contradictions(system)), 1, rooms.hopeless
    )
    return found.sets[0] if found.sets else frozenset()


def troubles(
    system: System,
    values: dict[int, Number],
    wrong: Iterable[int],
    seeds: Sequence[set[int]],
    deadline: float,
    rooms: Rooms | None = None,
) -> list[Trouble]:
    """The smallest repairs of a component, place by place.

    ``values`` satisfy all relations and make the prints ``wrong`` wrong, or leave broken what lies in ``seeds``:
    the variables of each relation that somebody needs explained. ``rooms`` refute most sets without a solver.
    """
    clusters = [_Cluster({n}, set(variables)) for n, variables in enumerate(seeds)]
    clusters += [_Cluster(set(), system.spoken([n])) for n in wrong]
    for conflict in contradictions(system):
        clusters.append(_Cluster(set(), system.spoken(conflict), [conflict]))
    while True:
        clusters = _merged(clusters)
        taken: dict[tuple[str, int], int] = {}
        number = 0
        try:
            regions = []
            for number, cluster in enumerate(clusters):
                regions.append(Region(system, values, cluster.variables, deadline, number, taken))
            found = []
            for number, (cluster, region) in enumerate(zip(clusters, regions, strict=True)):  # noqa: B007 - see below
                if cluster.seeds:
                    found.append(_solve(cluster, region, system, rooms))
            return [
                trouble for trouble in found if any(trouble.found.sets)
            ]  # nothing to lift: told otherwise
        except OverlapError as overlap:
            clusters[overlap.other].take(clusters.pop(number))


def _solve(cluster: _Cluster, region: Region, system: System, rooms: Rooms | None) -> Trouble:
    def ask(freed: Set) -> Set | None:
        conflict = region.conflict(freed)
        if conflict is not None:
            cluster.conflicts.append(conflict)
        return conflict

    def weight(n: int) -> Fraction:
        return system.prints[n].weight

    found = repairs(ask, weight, cluster.conflicts, hopeless=rooms.hopeless if rooms else lambda _: None)
    return Trouble(tuple(sorted(cluster.seeds)), region, found)


def _merged(clusters: list[_Cluster]) -> list[_Cluster]:
    """Clusters that share a variable are one."""
    kept: list[_Cluster] = []
    owner: dict[int, _Cluster] = {}
    for cluster in clusters:
        touched = {id(owner[v]): owner[v] for v in cluster.variables if v in owner}
        for other in touched.values():
            cluster.take(other)
            kept = [k for k in kept if k is not other]
        kept.append(cluster)
        owner |= dict.fromkeys(cluster.variables, cluster)
    return kept
