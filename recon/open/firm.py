"""Which misses of a relation are firm: it holds elsewhere, or one slip explains the miss; the rest is conjecture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from recon.open import slips
from recon.open.discover import REST
from recon.open.relations import Relation

#: Places that must hold, at least, and for each miss.
HOLD, PER_MISS = 3, 4
PER_FAMILY = 4
#: What all numbers of a place are multiples of, in units, for them to be rounded; places that hold exactly against it.
ROUND, EXACT = 10, 10
#: Misses of a relation up to which numbers are looked for that changed places.
EXCHANGED = 8
SIMILAR = 3.0  #: residuals within this factor of each other are of one size

#: (table, axis, family) → places that hold, and that do not.
Families = Mapping[tuple[int, str, str], tuple[int, int]]


class Miss(NamedTuple):
    """A place where a relation does not hold."""

    relation: Relation
    place: int
    slip: str  #: the slip that explains it, blank for none
    firm: bool


def misses(relations: Sequence[Relation], related: Families | None = None) -> list[Miss]:
    """Every miss, and whether it is firm; ``related``: what holds in tables like these, if that is known."""
    shared = _shared(relations)
    off = _not_additive(relations, shared)
    missed = []
    carried = _carried(relations)
    families = families_of(relations) if related is None else related
    for relation in relations:
        exchanged = set(_exchanged(relation))
        for place in relation.misses.tolist():
            sample = int(relation.samples[place])
            if (id(relation.table), relation.axis.name, sample) in off or relation.soft[place]:
                missed.append(Miss(relation, place, "", False))
                continue
            slip = slips.explains(relation, place) or ("exchanged" if place in exchanged else "")
            stated_twice = (
                id(relation),
                place,
                0,
            ) in shared  # by two sums that share a cell: no average does that
            averaged = not slip and not stated_twice and _averaged(relation, place)
            if _rounded(relation, place) or averaged or _missing(relation, place):
                missed.append(Miss(relation, place, slip, False))
                continue
            missed.append(
                Miss(
                    relation,
                    place,
                    slip,
                    _firm(relation, place, slip, shared, carried) or _related(relation, place, slip, families),
                )
            )
    return missed


def _firm(
    relation: Relation,
    place: int,
    slip: str,
    shared: set[tuple[int, int, int]],
    carried: set[tuple[int, int]],
) -> bool:
    own = [p for p in relation.misses.tolist() if (id(relation), p) not in carried]
    wrong = max(len(own), 1)
    holds = int((relation.holds & (relation.gains > 0)).sum()) + relation.pattern.vouched
    size = abs(float(relation.residuals[place]))
    others = np.abs(relation.residuals[[p for p in own if p != place and (id(relation), place) not in carried]])
    others = others[others > relation.axis.noise.max()]
    similar = int(((others > size / SIMILAR) & (others < size * SIMILAR)).sum())
    if similar > max(0, holds // 20) and not slip:
        return False
    if slip and holds >= max(1, wrong):
        return True
    if (id(relation), place, 0) in shared and holds >= wrong:
        return True
    return holds >= HOLD and holds >= PER_MISS * wrong


def _exchanged(relation: Relation) -> Iterator[int]:
    """Pairs of misses of opposite size that go when two numbers of one line change places."""
    axis, missed = relation.axis, relation.misses.tolist()
    lines = [relation.pattern.total, *relation.pattern.parts]
    signs = np.array([-1, *(relation.pattern.signs or (1,) * len(relation.pattern.parts))])
    for n, p in enumerate(missed if len(missed) <= EXCHANGED else ()):
        for q in missed[:n]:
            size, room = float(relation.residuals[p]), float(relation.tolerances[p] + relation.tolerances[q])
            if abs(size + float(relation.residuals[q])) <= room < abs(size):
                apart = axis.values[lines, relation.samples[p]] - axis.values[lines, relation.samples[q]]
                if (np.abs(signs * apart - size) <= room).any():
                    yield p
                    yield q


def _rounded(relation: Relation, place: int) -> bool:
    """Whether rounding may explain a miss where few other places are exact: by the decimals of each number as typed, or
    by what all of them are multiples of."""
    axis, sample = relation.axis, int(relation.samples[place])
    if int((relation.holds & (np.abs(relation.residuals) <= relation.axis.noise.max())).sum()) >= EXACT:
        return False
    total, parts = relation.cells(place)
    typed = [int(relation.table.board.decimals[cell]) for cell in (total, *(cell for _, cell in parts))]
    if abs(float(relation.residuals[place])) <= sum(10.0**-n for n in typed if n >= 0) / 2 * (1 + 1e-9):
        return True
    lines = [relation.pattern.total, *relation.pattern.parts]
    values, units = np.abs(axis.values[lines, sample]), axis.printed[lines, sample]
    counted = (units > 0) & (values > 0)
    whole = np.rint(values[counted] / units[counted].min())
    if counted.sum() < 3 or whole.max() >= 2**53:
        return False
    step = float(np.gcd.reduce(whole.astype(np.int64))) * float(units[counted].min())
    return (
        step >= ROUND * float(units[counted].min())
        and abs(float(relation.residuals[place])) <= step * np.sqrt(counted.sum()) * 0.87
    )


def _averaged(relation: Relation, place: int) -> bool:
    """Whether parts of one sign come to more than twice the total: a sample of averages, prices or shares."""
    axis, sample = relation.axis, int(relation.samples[place])
    parts, stated = (
        axis.values[list(relation.pattern.parts), sample],
        float(axis.values[relation.pattern.total, sample]),
    )
    return (
        -1 not in relation.pattern.signs
        and bool((parts * stated >= 0).all())
        and float(np.abs(parts).sum()) > 2 * abs(stated)
    )


def _missing(relation: Relation, place: int) -> bool:
    """Whether a blank among the parts may be what is missing: nowhere does the relation hold with blanks in it."""
    axis, sample = relation.axis, int(relation.samples[place])
    blank = ~axis.filled[list(relation.pattern.parts)][:, relation.samples]
    stated = float(axis.values[relation.pattern.total, sample])
    if not blank[:, place].any() or float(relation.residuals[place]) * stated > 0:
        return False
    return int((blank.any(axis=0) & relation.holds & (relation.gains > 0)).sum()) < HOLD


def families_of(relations: Iterable[Relation], group: Mapping[int, int] | None = None) -> Families:
    """Of totals that one reading of depth declares in a table: in how many places they hold, and in how many not.

    ``group``: table → number of the group of tables that count together.
    """
    several = list(relations)
    carried = _carried(several)
    counts: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for relation in several:
        if relation.pattern.family:
            count = counts[_family(relation, group)]
            count[0] += int((relation.holds & (relation.gains > 0)).sum())
            count[1] += sum(
                (id(relation), p) not in carried and not _rounded(relation, p) for p in relation.misses.tolist()
            )
    return {
        _family(r, None): (counts[_family(r, group)][0], counts[_family(r, group)][1])
        for r in several
        if r.pattern.family
    }


def _family(relation: Relation, group: Mapping[int, int] | None) -> tuple[int, str, str]:
    table = id(relation.table)
    return group.get(table, table) if group else table, relation.axis.name, relation.pattern.family


def _related(relation: Relation, place: int, slip: str, families: Families) -> bool:
    """Whether other totals of the same reading hold, and what is missing is no rest that is not listed."""
    held, missed = families.get(_family(relation, None), (0, 0))
    residual = float(relation.residuals[place])
    stated = float(relation.axis.values[relation.pattern.total, relation.samples[place]])
    whole = residual * stated > 0 or abs(residual) <= REST * abs(stated) or bool(slip)
    return whole and held >= HOLD and held >= PER_FAMILY * missed


def _carried(relations: Sequence[Relation]) -> set[tuple[int, int]]:
    """Misses at a total, by relation and place, that are those at its parts: one slip, carried on by a sum that holds."""
    sums: dict[tuple[int, str, int], list[Relation]] = defaultdict(list)
    for relation in relations:
        sums[id(relation.table), relation.axis.name, relation.pattern.total].append(relation)
    carried = set(_running(relations))
    for relation in relations:
        missed = {int(relation.samples[p]): float(relation.residuals[p]) for p in relation.misses.tolist()}
        for place in relation.misses.tolist() if len(missed) > 1 else ():
            sample = int(relation.samples[place])
            for other in sums.get((id(relation.table), relation.axis.other, sample), ()):
                signs = other.pattern.signs or (1,) * len(other.pattern.parts)
                moved = [s * missed[n] for s, n in zip(signs, other.pattern.parts, strict=True) if n in missed]
                if moved and abs(sum(moved) - missed[sample]) <= relation.tolerances[place]:
                    carried.add((id(relation), place))
    return carried


def _running(relations: Iterable[Relation]) -> Iterator[tuple[int, int]]:
    """Misses of a running line at the place behind the one whose own number is off: the next place starts from it."""
    for relation in relations:
        if relation.axis.shift is not None:
            totals = {relation.cells(p)[0]: p for p in relation.misses.tolist()}
            for place in relation.misses.tolist():
                before = next((totals[cell] for _, cell in relation.cells(place)[1] if cell in totals), None)
                if before is not None and abs(
                    float(relation.residuals[place]) + float(relation.residuals[before])
                ) <= float(relation.tolerances[place]):
                    yield id(relation), place


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
    shared = set()
    for several in by_cell.values():
        for n, (relation, place, residual) in enumerate(several):
            for other, there, size in several[:n]:
                if abs(residual - size) <= max(relation.tolerances[place], other.tolerances[there]):
                    shared |= {(id(relation), place, 0), (id(other), there, 0)}
    return shared


def _not_additive(relations: Iterable[Relation], shared: set[tuple[int, int, int]]) -> set[tuple[int, str, int]]:
    """Samples in which most relations of a table miss: prices, averages, years; what one cell causes counts once."""
    right: Counter[tuple[int, str, int]] = Counter()
    wrong: dict[tuple[int, str, int], set[object]] = defaultdict(set)
    for relation in relations:
        for place, sample in enumerate(relation.samples.tolist()):
            key = id(relation.table), relation.axis.name, sample
            if relation.holds[place]:
                right[key] += 1
            elif (id(relation), place, 0) in shared:
                wrong[key].add(float(f"{abs(float(relation.residuals[place])):.9g}"))
            else:
                wrong[key].add((id(relation), place))
    return {key for key, causes in wrong.items() if len(causes) >= 2 and len(causes) > right[key]}


def firm(misses: Iterable[Miss]) -> Iterator[Miss]:
    """The firm ones."""
    return (miss for miss in misses if miss.firm)
