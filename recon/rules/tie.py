"""核对: one coordinate stated in two places must be the same, as far as rounding lets one see.

Two plain prints, and a number beside a bound (不超过, 以上), are compared as values. Two bounds of one direction
always have values in common, so the numbers they set are compared; so are those of documents of different dates, since
a later one that sets 95 % where an earlier one asked for 85 % or more revises it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from recon.model import Coordinate, Figure
from recon.relations import Reading, Relation, total
from recon.rules import threshold
from recon.rules.closure import Closed, Comparison
from recon.rules.judging import sides


def check(closed: Closed) -> Iterator[Comparison]:
    """Each pair of prints of one coordinate, in the order of their numbers."""
    for coordinate, relation in relations(closed):
        yield Comparison(relation, coordinate, *sides(relation, threshold.reader(closed, relation.reading)))


def relations(closed: Closed) -> Iterator[tuple[Coordinate, Relation[str]]]:
    """The relations between prints of one coordinate, by their numbers."""
    places: dict[Coordinate, list[Figure]] = defaultdict(list)
    for figure in closed.base.figures:
        places[figure.coordinate].append(figure)
    for coordinate, terms in places.items():
        for one, other in combinations(terms, 2):
            reading: Reading = "number" if _as_targets(closed, one, other) else "same"
            yield coordinate, Relation("tie", total((one.id,)), "=", total((other.id,)), reading=reading)


def _as_targets(closed: Closed, one: Figure, other: Figure) -> bool:
    """Whether two prints are compared by the number they set: two bounds of one direction, or a target and its revision."""
    if threshold.alike((one, other)):
        return True
    dates = {closed.base.dates.get(f.source, "") for f in (one, other)}
    return bool(threshold.direction(one) or threshold.direction(other)) and "" not in dates and len(dates) > 1
