"""From a component to its independent troubles: where relations break, and the smallest repairs of each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from recon.localise.solver.bounds import Bounds, Set
from recon.localise.solver.candidates import NODE, Candidates, candidates
from recon.localise.solver.numbers import Number
from recon.localise.solver.region import OverlapError, Region
from recon.localise.solver.repairs import Repairs, repairs
from recon.localise.solver.system import System
from recon.localise.solver.trial import references, trial
from recon.localise.solver.work import OutOfWorkError, Work

T = TypeVar("T")

WHOLE = 1000  #: relations up to which all of a component may move when its values are sought
FEW = 20  #: relations, and the share of all, that may not hold between the printed values if these are to be kept
MEETING = 1_000_000  #: steps in which it is told which places have to do with each other
LONG = 40  #: variables of a relation beyond which not all of them need to move


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


class Witness(NamedTuple):
    """Values for all variables that satisfy every relation, and the prints that they make wrong: not the fewest."""

    values: dict[int, Number]
    wrong: Set
    region: Region  #: in which they were found


def witness(system: System, bounds: Bounds, work: Work) -> Witness | None:
    """Values that satisfy every relation; None where these contradict each other whatever the prints."""
    values = references(system)
    strange = [c for c in system.constraints if not c.holds(values)]
    kept = len(strange) <= FEW + len(system.constraints) // FEW
    large = len(system.constraints) > WHOLE
    if not kept and large:
        values = trial(system, work)
        strange = [c for c in system.constraints if not c.holds(values)]
    freed = next(candidates(bounds, bounds.contradictions, work).of_least_weight(), frozenset[int]())
    if large or kept:
        off = {n: by for n, told in enumerate(system.prints) if (by := told.off(values))}
        freed |= {n for n, by in off.items() if 2 * by > system.prints[n].step}  # less is tried to be mended
        seeds = system.spoken((*off, *freed))
        seeds = seeds.union(*(_near({v for _, v in c.terms}, seeds) for c in strange))
    else:
        seeds = set(system.variables)
    region = Region(system, values, seeds, work)
    while (conflict := region.conflict(freed)) is not None:
        if not conflict:
            return None
        freed |= {min(conflict, key=lambda n: (system.prints[n].weight, len(bounds.touches(n)), n))}
    values = values | region.solution()
    return Witness(values, frozenset(n for n in freed if not system.prints[n].holds(values)), region)


def settled(
    system: System,
    bounds: Bounds,
    known: Witness,
    seeds: Sequence[set[int]],
    work: Work,
    settle: Callable[[Trouble], T],
) -> list[T]:
    """What ``settle`` makes of the smallest repairs of a component, place by place; it may ask their regions further.

    ``seeds``: the variables of each relation that somebody needs explained.
    """
    off = system.spoken(known.wrong)
    clusters = [_Cluster({n}, _near(variables, off)) for n, variables in enumerate(seeds)]
    clusters += [_Cluster(set(), system.spoken([n])) for n in known.wrong]
    for conflict in bounds.contradictions:
        clusters.append(_Cluster(set(), _near(system.spoken(conflict), off), [conflict]))
    while True:
        clusters = _merged(clusters)
        taken: dict[tuple[str, int], int] = {}
        number = 0
        try:
            regions = []
            for number, cluster in enumerate(clusters):
                if len(clusters) == 1 and cluster.variables <= known.region.moving:
                    regions.append(known.region)
                else:
                    regions.append(Region(system, known.values, cluster.variables, work, number, taken))
            troubles: dict[int, Trouble] = {}
            for number, (cluster, region) in enumerate(zip(clusters, regions, strict=True)):
                if cluster.seeds:
                    troubles[number] = _solve(cluster, region, bounds, work)
            if meeting := _meeting(troubles, bounds, work):
                for one, other in meeting:
                    clusters[one].variables |= clusters[other].variables
                continue
            found: list[T] = []
            for number, trouble in troubles.items():  # noqa: B007 - see below
                if trouble.found.families:  # nothing to lift: told otherwise
                    found.append(settle(trouble))
            return found
        except OverlapError as overlap:
            clusters[overlap.other].take(clusters.pop(number))


def _meeting(troubles: Mapping[int, Trouble], bounds: Bounds, work: Work) -> set[tuple[int, int]]:
    """Places of which sets that do not repair may repair together: what speaks against one, the other lifts.

    Where they are too many to tell, none, and no place is said to have all its repairs.
    """
    near: dict[int, list[tuple[int, Set]]] = defaultdict(list)  #: print → sets that contain it, with their places
    for place, trouble in troubles.items():
        for tried in (*trouble.found.refuted, *(option for family in trouble.found.families for option in family)):
            for n in tried:
                near[n].append((place, tried))
    together = Candidates(bounds, [], work)
    found: set[tuple[int, int]] = set()
    try:
        with work.at_most(MEETING):
            for place, trouble in troubles.items():
                for refuted, conflicts in trouble.found.refuted.items():
                    for other, tried in (one for n in min(conflicts, key=len) for one in near.get(n, ())):
                        work.spend(NODE)
                        if place != other and (other, place) not in found and together.stands(refuted | tried):
                            found.add((place, other))
    except OutOfWorkError:
        for trouble in troubles.values():
            trouble.found.complete = False
    return found


def _near(variables: set[int], off: set[int]) -> set[int]:
    """Where to begin with a relation: at all its variables; of a long one at those that are off, the others being met
    when they are needed.
    """
    return set(variables) if len(variables) <= LONG else (variables & off or set(variables))


def _solve(cluster: _Cluster, region: Region, bounds: Bounds, work: Work) -> Trouble:
    def ask(freed: Set) -> Set | None:
        conflict = region.conflict(freed)
        if conflict is not None:
            cluster.conflicts.append(conflict)
        return conflict

    return Trouble(tuple(sorted(cluster.seeds)), region, repairs(ask, bounds, cluster.conflicts, work))


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
