"""核对: one coordinate told in two places must be told alike, as far as rounding lets one see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from recon.model import Coordinate
from recon.rules.closure import Closed, Comparison, leaf
from recon.rules.nodes import Node


def check(closed: Closed) -> Iterator[Comparison]:
    """Each pair of prints of one coordinate, in the order of their numbers."""
    places: dict[Coordinate, list[Node]] = defaultdict(list)
    for figure in closed.base.figures:
        node = closed.nodes[figure.id]
        if closed.base.measure(figure).rounding == "舍位平衡":
            node = leaf(figure, closed.scale)
        places[figure.coordinate].append(node)
    for coordinate, nodes in places.items():
        for first, second in combinations(nodes, 2):
            yield Comparison("tie", coordinate, first, "=", second)
