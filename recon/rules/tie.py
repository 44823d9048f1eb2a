"""核对: one coordinate told in two places must be told alike, as far as rounding lets one see.

Between documents, targets with a direction are compared by the number they set: a later document that asks for
95 % or more where an earlier one asked for 85 % or more revises it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from recon.model import Coordinate, Figure
from recon.rules import threshold
from recon.rules.closure import Closed, Comparison, leaf
from recon.rules.nodes import Node


def check(closed: Closed) -> Iterator[Comparison]:
    """Each pair of prints of one coordinate, in the order of their numbers."""
    places: dict[Coordinate, list[tuple[Figure, Node]]] = defaultdict(list)
    for figure in closed.base.figures:
        node = closed.nodes[figure.id]
        if closed.base.measure(figure).rounding == "舍位平衡":
            node = leaf(figure, closed.scale)
        places[figure.coordinate].append((figure, node))
    for coordinate, told in places.items():
        for (one, first), (other, second) in combinations(told, 2):
            if one.source != other.source and (threshold.direction(one) or threshold.direction(other)):
                first, second = (threshold.node(closed.base, f, closed.scale) for f in (one, other))
            yield Comparison("tie", coordinate, first, "=", second)
