"""Which pairs of rows are worth comparing: of like names within a network and region, found without comparing all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from recon.match.rows import Rows

#: Least likeness of names that are compared further, and how many of each row's likest are kept, ties included.
FLOOR, LIKEST = 60, 6
CHUNK = 4_000_000  #: cells of a table of likeness held at once
#: A larger table is not filled: names are compared with those that hold one of their rarest pairs of characters, of
#: which a name has up to RAREST, and which stand in at most COMMON names of the other side.
DENSE, RAREST, COMMON = 1_000_000, 6, 300

#: Rows of one kind; more of them say nothing about any two.
MANY = 20

Pairs = list[tuple[int, int]]
Block = tuple[list[int], list[int]]


def blocks(left: Rows, mine: Iterable[int], right: Rows, theirs: Iterable[int]) -> list[Block]:
    """Positions by network and region, those that have both sides."""
    return joined(((left.groups[a], a) for a in mine), ((right.groups[b], b) for b in theirs))


def gated(left: Rows, mine: Iterable[int], right: Rows, theirs: Iterable[int]) -> list[Block]:
    """Positions by the numbers and places of their names: only these can be the same."""

    def key(rows: Rows, place: int) -> Hashable:
        name = rows.name(place)
        return name.numbers, tuple(sorted(name.places))

    return joined(((key(left, a), a) for a in mine), ((key(right, b), b) for b in theirs))


def within(left: Rows, mine: Iterable[int], right: Rows, theirs: Iterable[int]) -> Pairs:
    """Pairs that likeness does not find: equal bodies of which only one says where it is, and those in another order.

    Bodies that stand more often than :data:`MANY` times say nothing.
    """

    def key(rows: Rows, place: int) -> Hashable:
        name = rows.name(place)
        return name.numbers, "".join(sorted(name.body))

    equal = joined(((key(left, a), a) for a in mine), ((key(right, b), b) for b in theirs))
    return [
        (a, b)
        for ours, others in equal
        if max(len(ours), len(others)) <= MANY
        for a in ours
        for b in others
        if bool((one := left.name(a)).places) != bool((other := right.name(b)).places) or one.body != other.body
    ]


def namesakes(left: Rows, mine: Iterable[int], right: Rows, theirs: Iterable[int]) -> Pairs:
    """Pairs of equal names in one network, whatever their regions."""

    def key(rows: Rows, place: int) -> Hashable:
        return rows.groups[place][0], rows.name(place).body, rows.name(place).numbers

    equal = joined(((key(left, a), a) for a in mine), ((key(right, b), b) for b in theirs))
    return [(a, b) for ours, others in equal for a in ours for b in others]


def joined(mine: Iterable[tuple[Hashable, int]], theirs: Iterable[tuple[Hashable, int]]) -> list[Block]:
    """Positions of both sides by a key, for the keys that both sides have."""
    sides: tuple[dict[Hashable, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, keyed in zip(sides, (mine, theirs), strict=True):
        for key, place in keyed:
            side[key].append(place)
    return [(sides[0][key], sides[1][key]) for key in sides[0] if key in sides[1]]


def like(left: Rows, mine: Sequence[int], right: Rows, theirs: Sequence[int], floor: int = FLOOR) -> Pairs:
    """Pairs of names at least ``floor`` alike that are among the likest of either row."""
    one = [left.name(a).core for a in mine]
    other = [right.name(b).core for b in theirs]
    found = {(a, b) for a, b in likest(one, other, floor)} | {(a, b) for b, a in likest(other, one, floor)}
    return [(mine[a], theirs[b]) for a, b in sorted(found)]


def likest(one: list[str], other: list[str], floor: int, most: int = LIKEST) -> Iterator[tuple[int, int]]:
    """For each of ``one`` its likest of ``other``, as indices; as many as are as like as the last of ``most``."""
    if len(one) * len(other) > DENSE:
        yield from _by_parts(one, other, floor, most)
        return
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    lengths = np.array([len(text) for text in other], dtype=np.int32)
    step = max(CHUNK // max(len(other), 1), 1)
    for start in range(0, len(one), step):
        some = one[start : start + step]
        sizes = np.array([len(text) for text in some], dtype=np.int32)[:, None] + lengths
        apart = cdist(some, other, scorer=Indel.distance, dtype=np.int32)
        points = (sizes - apart) * 100 // np.maximum(sizes, 1)
        if points.shape[1] > most:
            last = np.partition(points, -most, axis=1)[:, -most][:, None]
            points[points < last] = -1
        rows, columns = np.nonzero(points >= floor)
        yield from zip((rows + start).tolist(), columns.tolist(), strict=True)


def _by_parts(one: list[str], other: list[str], floor: int, most: int) -> Iterator[tuple[int, int]]:
    """:func:`likest` among the names that share a rare pair of characters."""
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    holders: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(other):
        for part in set(_parts(text)):
            holders[part].append(place)
    lengths = np.array([len(text) for text in other], dtype=np.int32)
    for place, text in enumerate(one):
        rare = sorted((len(holders[p]), p) for p in set(_parts(text)) if p in holders)[:RAREST]
        near = sorted({o for count, part in rare if count <= COMMON for o in holders[part]})
        if not near:
            continue
        apart = cdist([text], [other[o] for o in near], scorer=Indel.distance, dtype=np.int32)[0]
        sizes = lengths[near] + len(text)
        points = (sizes - apart) * 100 // np.maximum(sizes, 1)
        if len(points) > most:
            points[points < np.partition(points, -most)[-most]] = -1
        yield from ((place, near[n]) for n in np.nonzero(points >= floor)[0].tolist())


def _parts(text: str) -> list[str]:
    """The pairs of characters of a name; of a single one, itself."""
    return [text[n : n + 2] for n in range(len(text) - 1)] or [text]
