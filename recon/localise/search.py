"""From a component to its independent troubles: where relations break, and the smallest repairs of each place."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from recon.localise.guess import guess
from recon.localise.hitting import Repairs, Set, repairs
from recon.localise.numbers import Number
from recon.localise.region import OverlapError, Region
from recon.localise.system import System, contradictions


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


def witness(system: System, deadline: float) -> tuple[dict[int, Number], frozenset[int]]:
    """Values for all variables that satisfy every relation, and the prints that they make wrong: not the fewest.

    Both are empty where the relations contradict each other whatever the prints.
    """
    values = guess(system, deadline - time.perf_counter())
    freed = frozenset(n for n, told in enumerate(system.prints) if not told.holds(values[told.variable]))
    broken = {v for c in system.constraints if not c.holds(values) for _, v in c.terms}
    if broken:
        region = Region(system, values, broken, deadline=deadline)
        while (conflict := region.conflict(freed)) is not None:
            if not conflict:
                return {}, frozenset()
            freed |= {min(conflict, key=lambda n: (system.prints[n].weight, -len(system.touching[system.prints[n].variable]), n))}
        values = values | region.solution()
    return values, frozenset(n for n in freed if not system.prints[n].holds(values[system.prints[n].variable]))


def troubles(
    system: System,
    values: dict[int, Number],
    wrong: Iterable[int],
    seeds: Sequence[set[int]],
    deadline: float,
) -> list[Trouble]:
    """The smallest repairs of a component, place by place.

    ``values`` satisfy all relations and make the prints ``wrong`` wrong, or leave broken what lies in ``seeds``:
    the variables of each relation that somebody needs explained.
    """
    clusters = [_Cluster({n}, set(variables)) for n, variables in enumerate(seeds)]
    clusters += [_Cluster(set(), {system.prints[n].variable}) for n in wrong]
    for conflict in contradictions(system):
        clusters.append(_Cluster(set(), {system.prints[n].variable for n in conflict}, [conflict]))
    solved: list[Trouble | None] = []
    while True:
        clusters = _merged(clusters)
        solved = []
        taken: dict[tuple[str, int], int] = {}
        try:
            for number, cluster in enumerate(clusters):
                region = Region(system, values, cluster.variables, taken, deadline)
                solved.append(_solve(cluster, region, system) if cluster.seeds else None)
                taken |= {("v", v): number for v in region.moving}
                taken |= {("c", c): number for c in region.rows}
        except OverlapError as overlap:
            other, this = clusters[overlap.other], clusters[len(solved)]
            other.seeds |= this.seeds
            other.variables |= this.variables
            other.conflicts += this.conflicts
            del clusters[len(solved)]
            continue
        return [trouble for trouble in solved if trouble is not None and trouble.found.sets]


def _solve(cluster: _Cluster, region: Region, system: System) -> Trouble:
    def ask(freed: Set) -> Set | None:
        conflict = region.conflict(freed)
        if conflict is not None:
            cluster.conflicts.append(conflict)
        return conflict

    def weight(n: int) -> Fraction:
        return system.prints[n].weight

    found = repairs(ask, weight, cluster.conflicts)
    return Trouble(tuple(sorted(cluster.seeds)), region, found)


def _merged(clusters: list[_Cluster]) -> list[_Cluster]:
    """Clusters that share a variable are one."""
    kept: list[_Cluster] = []
    owner: dict[int, _Cluster] = {}
    for cluster in clusters:
        touched = {id(owner[v]): owner[v] for v in cluster.variables if v in owner}
        for other in touched.values():
            cluster = _Cluster(
                other.seeds | cluster.seeds,
                other.variables | cluster.variables,
                other.conflicts + cluster.conflicts,
            )
            kept = [k for k in kept if k is not other]
        kept.append(cluster)
        owner |= dict.fromkeys(cluster.variables, cluster)
    return kept
