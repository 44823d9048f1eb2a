"""限额: a measure that must not exceed another at the same item (口径, 上限指标): 计划投资 ≤ 总投资."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from recon import units
from recon.hierarchy import Hierarchy
from recon.model import Coordinate
from recon.relations import Relation, total
from recon.rules.closure import Closed, Comparison
from recon.rules.judging import sides

PERIOD = 1  #: place of 时期 among the dimensions


def check(closed: Closed) -> Iterator[Comparison]:
    """Each item's value over its widest periods against each value of the bounding measure."""
    for relation in relations(closed):
        yield Comparison(relation, relation.lefts[0], *sides(relation, closed.values.__getitem__))


def relations(closed: Closed) -> Iterator[Relation[Coordinate]]:
    """The bounds, each in the unit of its first figure."""
    for measure in closed.base.measures.values():
        limit = closed.base.measures.get(measure.limit)
        factor = units.ratio(limit.unit, measure.unit) if limit else None
        if limit is None or factor is None:
            continue
        ceilings: dict[tuple[str, str, str], list[Coordinate]] = defaultdict(list)
        for c in _widest(closed, limit.name):
            ceilings[c.item, c.region, c.nature].append(c)
        for c in _widest(closed, measure.name):
            for ceiling in ceilings[c.item, c.region, c.nature]:
                label = f"{c.measure} ≤ {ceiling.measure}"
                yield Relation("bound", total((c,)), "≤", total((ceiling,), factor), label=label)


def _widest(closed: Closed, measure: str) -> Iterator[Coordinate]:
    """Values at periods that no wider period with a value contains."""
    places = dict.fromkeys(c for c in closed.values if c.measure == measure)
    wider = _above(closed.base.hierarchy)
    for c in places:
        above = (c.moved(PERIOD, period) for period in wider.get(c.period, ()))
        if not any(place in places for place in above):
            yield c


def _above(hierarchy: Hierarchy) -> dict[str, set[str]]:
    """All periods above each period."""
    above: dict[str, set[str]] = defaultdict(set)
    edges = [e for e in hierarchy.edges if e.dimension == PERIOD]
    for edge in sorted(edges, key=lambda e: -hierarchy.heights[PERIOD][e.parent]):
        above[edge.child] |= {edge.parent} | above[edge.parent]
    return above
