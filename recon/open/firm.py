"""Which misses of a relation are firm: it holds elsewhere, or one slip explains the miss; the rest is conjecture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from recon.open import slips
from recon.open.relations import Relation

#: Places that must hold, at least, and for each miss.
HOLD, PER_MISS = 3, 4
SIMILAR = 3.0  #: residuals within this factor of each other are of one size


class Miss(NamedTuple):
    """A place where a relation does not hold."""

    relation: Relation
    place: int
    slip: str  #: the slip that explains it, blank for none
    firm: bool


def misses(relations: Sequence[Relation]) -> list[Miss]:
    """Every miss, and whether it is firm."""
    off = _not_additive(relations)
    shared = _shared(relations)
    found = []
    carried = _carried(relations)
    for relation in relations:
        for place in relation.misses.tolist():
            sample = int(relation.samples[place])
            if (id(relation.table), relation.axis.name, sample) in off or relation.soft[place]:
                found.append(Miss(relation, place, "", False))
                continue
            slip = slips.explains(relation, place)
            found.append(Miss(relation, place, slip, _firm(relation, place, slip, shared, carried)))
    return found


def _firm(
    relation: Relation,
    place: int,
    slip: str,
    shared: set[tuple[int, int, int]],
    carried: set[tuple[int, int]],
) -> bool:
    own = [p for p in relation.misses.tolist() if (id(relation), p) not in carried]
    wrong = max(len(own), 1)
    holds = int((relation.holds & (relation.gains > 0)).sum())
    size = abs(float(relation.residuals[place]))
    others = np.abs(
        relation.residuals[[p for p in own if p != place and (id(relation), place) not in carried]]
    )
    others = others[others > relation.axis.noise.max()]
    similar = int(((others > size / SIMILAR) & (others < size * SIMILAR)).sum())
    if similar > max(0, holds // 20) and not slip:
        return False
    if slip and holds >= max(1, wrong):
        return True
    if (id(relation), place, 0) in shared and holds >= wrong:
        return True
    return holds >= HOLD and holds >= PER_MISS * wrong


def _carried(relations: Sequence[Relation]) -> set[tuple[int, int]]:
    """Misses at a total, by relation and place, that are those at its parts: one slip, carried on by a sum that holds."""
    sums: dict[tuple[int, str, int], list[Relation]] = defaultdict(list)
    for relation in relations:
        sums[id(relation.table), relation.axis.name, relation.pattern.total].append(relation)
    found = set()
    for relation in relations:
        missed = {int(relation.samples[p]): float(relation.residuals[p]) for p in relation.misses.tolist()}
        for place in relation.misses.tolist() if len(missed) > 1 else ():
            sample = int(relation.samples[place])
            for other in sums.get((id(relation.table), relation.axis.other, sample), ()):
                signs = other.pattern.signs or (1,) * len(other.pattern.parts)
                told = [s * missed[n] for s, n in zip(signs, other.pattern.parts, strict=True) if n in missed]
                if told and abs(sum(told) - missed[sample]) <= relation.rooms[place]:
                    found.add((id(relation), place))
    return found


def _shared(relations: Sequence[Relation]) -> set[tuple[int, int, int]]:
    """Misses of equal size in two relations that share a cell: that cell is wrong."""
    by_cell: dict[tuple[int, int, int], list[tuple[Relation, int, float]]] = defaultdict(list)
    for relation in relations:
        for place in relation.misses.tolist():
            total, parts = relation.cells(place)
            residual = float(relation.residuals[place])
            by_cell[id(relation.table), *total].append((relation, place, residual))
            for sign, cell in parts:
                by_cell[id(relation.table), *cell].append((relation, place, -sign * residual))
    found = set()
    for several in by_cell.values():
        for n, (relation, place, residual) in enumerate(several):
            for other, there, size in several[:n]:
                if other is not relation and abs(residual - size) <= max(
                    relation.rooms[place], other.rooms[there]
                ):
                    found |= {(id(relation), place, 0), (id(other), there, 0)}
    return found


def _not_additive(relations: Iterable[Relation]) -> set[tuple[int, str, int]]:
    """Samples in which most relations of a table miss: prices, averages, years."""
    counts: dict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0])
    for relation in relations:
        for place, sample in enumerate(relation.samples.tolist()):
            counts[id(relation.table), relation.axis.name, sample][int(relation.holds[place])] += 1
    return {key for key, (wrong, right) in counts.items() if wrong >= 2 and wrong > right}


def firm(found: Iterable[Miss]) -> Iterator[Miss]:
    """The firm ones."""
    return (miss for miss in found if miss.firm)
