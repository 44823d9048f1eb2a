"""分级: grades that must divide a range between them, without gap or overlap, each end in one grade only.

The grades are the children of a row of 层级; their measure's 类型 is 分级; each figure is a range (区间不含上端
and the like) or has one end (以上). A grade without a figure is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from recon.hierarchy import DIMENSIONS
from recon.model import Coordinate, Figure
from recon.relations import Form, Relation
from recon.rules.closure import Closed, Comparison, leaf
from recon.rules.nodes import Node

KIND = "分级"


@dataclass(frozen=True, slots=True)
class _Grade:
    """A grade with its ends, and whether each belongs to it."""

    figure: Figure
    node: Node


def check(closed: Closed) -> Iterator[Comparison]:
    """Each grade's upper end against the lower end of the next; the outer ends against the whole's."""
    for measure in closed.base.measures.values():
        if measure.kind != KIND:
            continue
        printed = [f for f in closed.base.figures if f.coordinate.measure == measure.name]
        for place, name, grades in _divided(closed, measure.name, printed):
            ordered = sorted(grades, key=lambda g: (g.node.low, g.node.high))
            for lower, upper in pairwise(ordered):
                yield _meeting(place, name, lower, upper)
            for whole in (g for g in _grades(closed, printed) if g.figure.coordinate == place):
                yield from _filling(place, name, whole, ordered)


def _divided(
    closed: Closed, measure: str, printed: list[Figure]
) -> Iterator[tuple[Coordinate, str, list[_Grade]]]:
    """Coordinate of the whole, name of the division, and the grades that have a figure."""
    found: dict[tuple[Coordinate, str], list[_Grade]] = defaultdict(list)
    above = closed.base.hierarchy.trees(measure).above
    for grade in _grades(closed, printed):
        c = grade.figure.coordinate
        for dimension, name in enumerate(c.names):
            for group in above[dimension].get(name, ()):
                place = c.moved(dimension, group.parent)
                found[place, group.name or DIMENSIONS[dimension]].append(grade)
    for (place_of_whole, label), grades in sorted(found.items(), key=lambda item: item[0]):
        yield place_of_whole, label, grades


def _grades(closed: Closed, printed: list[Figure]) -> Iterator[_Grade]:
    for figure in printed:
        yield _Grade(figure, leaf(figure, closed.scale))


def _meeting(place: Coordinate, label: str, lower: _Grade, upper: _Grade) -> Comparison:
    """The lower grade must end where the upper one begins, and that point belong to one of them."""
    a, b = lower.node, upper.node
    sound = a.high == b.low and a.high_open != b.low_open
    return _comparison(place, label, (_end(lower, high=True), _end(upper, high=False)), sound=sound)


def _filling(place: Coordinate, label: str, whole: _Grade, ordered: list[_Grade]) -> Iterator[Comparison]:
    """The lowest grade must begin, and the highest end, where the whole does; without an end, neither has one."""
    all_, first, last = whole.node, ordered[0], ordered[-1]
    low = (first.node.low, first.node.low_open) == (all_.low, all_.low_open)
    high = (last.node.high, last.node.high_open) == (all_.high, all_.high_open)
    if not (low and isinstance(all_.low, float)):
        yield _comparison(place, label, (_end(first, high=False), _end(whole, high=False)), sound=low)
    if not (high and isinstance(all_.high, float)):
        yield _comparison(place, label, (_end(last, high=True), _end(whole, high=True)), sound=high)


def _comparison(place: Coordinate, label: str, ends: tuple[Node, Node], *, sound: bool) -> Comparison:
    relation: Relation[str] = Relation("partition", Form(), "=", Form(), label=label)
    return Comparison(relation, place, *ends, verdict="exact" if sound else "mismatch")


def _end(grade: _Grade, *, high: bool) -> Node:
    """An end of a grade as a point that is followed to its own cell; open if it does not belong to the grade.

    Where the grade has no end on that side, the grade itself.
    """
    own, figure = grade.node, grade.figure
    value, out = (own.high, own.high_open) if high else (own.low, own.low_open)
    if isinstance(value, float):
        return own
    if high and figure.upper is not None:
        figure = replace(figure, printed=figure.upper[0], cell=figure.upper[1])
    return Node(value, (value, value), value, value, out, out, 0, own.key, own.deep, 0, figure)
