"""限额: a measure that must not exceed another at the same item (口径, 上限指标): 计划投资 ≤ 总投资."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from recon import units
from recon.hierarchy import Hierarchy
from recon.model import Coordinate
from recon.rules.closure import Closed, Comparison
from recon.rules.nodes import Node, scaled

PERIOD = 1  #: place of 时期 among the dimensions


def check(closed: Closed) -> Iterator[Comparison]:
    """Each item's value over its widest periods against each value of the bounding measure."""
    for measure in closed.base.measures.values():
        limit = closed.base.measures.get(measure.limit)
        factor = units.ratio(limit.unit, measure.unit) if limit else None
        if limit is None or factor is None:
            continue
        ceilings: dict[tuple[str, str], list[Node]] = defaultdict(list)
        for c, node in _widest(closed, limit.name):
            ceilings[c.item, c.region].append(scaled(node, factor))
        for c, node in _widest(closed, measure.name):
            for ceiling in ceilings[c.item, c.region]:
                yield Comparison("bound", c, node, "≤", ceiling, f"{measure.name} ≤ {limit.name}")


def _widest(closed: Closed, measure: str) -> Iterator[tuple[Coordinate, Node]]:
    """Values at periods that no wider period with a value contains."""
    places = {c: node for c, node in closed.values.items() if c.measure == measure}
    wider = _above(closed.base.hierarchy)
    for c, node in places.items():
        above = (Coordinate(measure, c.item, period, c.region) for period in wider.get(c.period, ()))
        if not any(place in places for place in above):
            yield c, node


def _above(hierarchy: Hierarchy) -> dict[str, set[str]]:
    """All periods above each period."""
    above: dict[str, set[str]] = defaultdict(set)
    edges = [e for e in hierarchy.edges if e.dimension == PERIOD]
    for edge in sorted(edges, key=lambda e: -hierarchy.heights[PERIOD][e.parent]):
        above[edge.child] |= {edge.parent} | above[edge.parent]
    return above
