"""分级: grades that must divide a range between them, without gap or overlap, each end in one grade only.

The grades are the children of a row of 层级; their measure's 类型 is 分级; each figure is a range (区间不含上端
and the like) or has one end (以上). A grade without a figure is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from recon.hierarchy import DIMENSIONS
from recon.model import Coordinate, Figure
from recon.relations import Reading, Relation, total
from recon.rules.closure import Closed, Comparison
from recon.rules.judging import sides
from recon.rules.nodes import Exact, Node

KIND = "分级"
Division = tuple[Coordinate, str]  #: coordinate of the whole, and name of the division


class End(NamedTuple):
    """An end of a grade: the number of its figure, and which of both."""

    figure: str
    upper: bool


def check(closed: Closed) -> Iterator[Comparison]:
    """Each grade's upper end against the lower end of the next; the outer ends against the whole's."""
    node = reader(closed)
    for place, relation in relations(closed):
        yield Comparison(relation, place, *sides(relation, node))


def relations(closed: Closed) -> Iterator[tuple[Coordinate, Relation[End]]]:
    """The relations between the ends of grades."""
    for measure in closed.base.measures.values():
        if measure.kind != KIND:
            continue
        printed = [f for f in closed.base.figures if f.coordinate.measure == measure.name]
        for (place, name), grades in _divided(closed, measure.name, printed):
            ordered = sorted(grades, key=lambda f: _ends(closed.nodes[f.id]))
            for lower, upper in pairwise(ordered):
                yield place, _relation(name, End(lower.id, True), "next", End(upper.id, False))
            for whole in (f for f in printed if f.coordinate == place):
                for outer, top in ((ordered[0], False), (ordered[-1], True)):
                    if not (_endless(closed, outer, top) and _endless(closed, whole, top)):
                        yield place, _relation(name, End(outer.id, top), "end", End(whole.id, top))


def reader(closed: Closed) -> Callable[[End], Node]:
    """An end as a point that is followed to its own cell, open if it does not belong to the grade.

    Where the grade has no end on that side, the grade itself.
    """

    def node(end: End) -> Node:
        own = closed.nodes[end.figure]
        figure = own.figure
        assert figure is not None
        value, out = (own.high, own.high_open) if end.upper else (own.low, own.low_open)
        if isinstance(value, float):
            return own
        if end.upper and figure.upper is not None:
            figure = replace(figure, printed=figure.upper[0], cell=figure.upper[1])
        return Node(value, (value, value), value, value, out, out, 0, own.key, own.deep, 0, figure)

    return node


def _divided(closed: Closed, measure: str, printed: list[Figure]) -> list[tuple[Division, list[Figure]]]:
    """The divisions of a range, with the grades that have a figure."""
    divided: dict[Division, list[Figure]] = defaultdict(list)
    above = closed.base.hierarchy.trees(measure).above
    for grade in printed:
        for dimension, name in enumerate(grade.coordinate.names):
            for group in above[dimension].get(name, ()):
                place = grade.coordinate.moved(dimension, group.parent)
                divided[place, group.name or DIMENSIONS[dimension]].append(grade)
    return sorted(divided.items(), key=lambda item: item[0])


def _relation(label: str, one: End, reading: Reading, other: End) -> Relation[End]:
    return Relation("partition", total((one,)), "=", total((other,)), label=label, reading=reading)


def _ends(node: Node) -> tuple[Exact, Exact]:
    return node.low, node.high


def _endless(closed: Closed, grade: Figure, top: bool) -> bool:
    return isinstance(_ends(closed.nodes[grade.id])[top], float)
