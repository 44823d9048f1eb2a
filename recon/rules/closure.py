"""Close the figures under their hierarchies: computed totals, to a fixed point, each equation once.

One walk from the leaves up per measure: a coordinate is visited when everything below it, along every
dimension, has been visited (its height is the sum of the heights of its names), so that the fixed point
is reached in one pass whose cost is proportional to the number of figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from recon.figures import Base, Measure
from recon.hierarchy import Group, Hierarchy, Trees
from recon.model import Coordinate, Figure, Verdict
from recon.relations import Relation
from recon.rules import routes
from recon.rules.judging import below as may_be_at_most
from recon.rules.judging import judge
from recon.rules.nodes import MODULUS, Exact, Node, fingerprint, total
from recon.rules.routes import Route

Place = tuple[str, str, str, str]  #: item, period, region, nature


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation with its two sides as known, to be judged.

    ``right`` is None for an implied value, which is then at ``coordinate``; ``missing`` names absent children.
    """

    relation: Relation[Any]
    coordinate: Coordinate
    left: Node
    right: Node | None
    missing: tuple[str, ...] = ()
    verdict: Verdict | Literal[""] = ""  #: where the rule itself gives it


@dataclass(frozen=True)
class Closed:
    """A figure base with the value known at each coordinate and the comparisons the walk met."""

    base: Base
    scale: int  #: node values are integers in units of 10^-scale of the measure's unit
    nodes: dict[str, Node]  #: each figure's own node, by 编号
    values: dict[Coordinate, Node]  #: best value per coordinate, reported or computed
    sums: tuple[Comparison, ...]
    relations: tuple[Relation[Coordinate], ...]  #: the sums that must hold between true values, known or not


def close(base: Base) -> Closed:
    """Walk every additive measure: first within each source part, then with the finest value known."""
    scale = scale_of(base)
    values: dict[Coordinate, Node] = {}
    sums: list[Comparison] = []
    relations: list[Relation[Coordinate]] = []
    nodes = {f.id: leaf(f, scale, base.measure(f).rounding == "舍位平衡") for f in base.figures}
    for figures in _by(base.figures, lambda f: f.coordinate.measure).values():
        measure = base.measure(figures[0])
        walk = _Walk(measure, base.hierarchy, nodes)
        walk.stated = {f.coordinate.names for f in figures}
        parts = _by(figures, lambda f: f.part)
        if len(parts) > 1 and measure.additive:
            for part in parts.values():
                sums += [
                    c
                    for c in walk.run(_compared(part, measure))[0]
                    if c.relation.rule == "foot" and c.right is not None and not c.missing
                ]
        walk.relations.clear()
        comparisons, by_coordinate = walk.run(_compared(figures, measure))
        sums += comparisons
        relations += walk.relations
        values.update(by_coordinate)
    return Closed(base, scale, nodes, values, tuple(sums), tuple(relations))


def _compared(figures: list[Figure], measure: Measure) -> list[Figure]:
    """The prints that sums are compared with."""
    if measure.rounding != "舍位平衡":
        return figures
    coarse = {name for same in _by(figures, lambda f: f.coordinate).values() for name in beside_finer(same)}
    return [f for f in figures if f.id not in coarse]


def beside_finer(same: Iterable[Figure]) -> set[str]:
    """The plain prints of a coordinate of 舍位平衡 that has finer ones: sums hold between those."""
    plain = [f for f in same if not f.qualifier]
    finest = min((f.ulp for f in plain), default=None)
    return {f.id for f in plain if f.ulp != finest}


def leaf(figure: Figure, scale: int, as_point: bool = False) -> Node:
    """The node of a printed figure; ``as_point`` where sums hold between the prints (舍位平衡)."""
    ten = 10**scale
    ends = figure.points if as_point else (figure.interval.low, figure.interval.high)
    key = fingerprint(figure.id)
    return Node(
        _exact(figure.value, ten),
        (_exact(figure.points[0], ten), _exact(figure.points[1], ten)),
        _exact(ends[0], ten),
        _exact(ends[1], ten),
        figure.interval.low_open,
        figure.interval.high_open,
        0 if as_point else _exact(figure.ulp, ten) ** 2,
        key,
        key,
        0 if as_point else _bias(figure, ten),
        figure,
    )


def _bias(figure: Figure, ten: int) -> Exact:
    """The middle of what a plain print can stand for, seen from the print: 0 unless it was truncated."""
    if not figure.ulp:
        return 0
    twice = _exact(figure.interval.low + figure.interval.high - 2 * figure.value, ten)
    return Fraction(twice) / 2 if twice else 0


def _exact(value: Decimal, ten: int) -> Exact:
    """A Decimal as an integer of the common scale; infinities stay."""
    if not value.is_finite():
        return float(value)
    numerator, denominator = value.as_integer_ratio()
    return numerator * ten // denominator


def scale_of(base: Base) -> int:
    """Decimals that hold every value, end and unit of last place exactly."""
    numbers = (n for f in base.figures for n in (f.value, *f.points, f.interval.low, f.interval.high, f.ulp))
    exponents = (n.as_tuple().exponent for n in numbers if n.is_finite())
    return max((-e for e in exponents if isinstance(e, int)), default=0)


def _by(figures: Iterable[Figure], key: Callable[[Figure], Hashable]) -> dict[Hashable, list[Figure]]:
    groups: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return groups


@dataclass
class _Walk:
    """The walks of one measure; equations met in an earlier walk are not met again."""

    measure: Measure
    hierarchy: Hierarchy
    nodes: dict[str, Node]
    seen: set[tuple[int, str]] = field(default_factory=set)  #: equations told, with the verdict they got
    stated: set[Place] = field(default_factory=set)  #: places that some part of the documents states
    relations: list[Relation[Coordinate]] = field(default_factory=list)  #: those met on the last walk
    trees: Trees = field(init=False)

    def __post_init__(self) -> None:
        self.trees = self.hierarchy.trees(self.measure.name)

    def run(self, figures: list[Figure]) -> tuple[list[Comparison], dict[Coordinate, Node]]:
        """Visit all coordinates from the lowest up; return the comparisons and the best values."""
        reported: dict[Place, list[Node]] = defaultdict(list)
        for figure in figures:
            reported[figure.coordinate.names].append(self.nodes[figure.id])
        queue: dict[int, set[Place]] = defaultdict(set)
        for place in reported:
            queue[self._height(place)].add(place)
        below: dict[Place, dict[Group, dict[str, Node]]] = defaultdict(dict)
        values: dict[Place, Node] = {}
        listed: list[Comparison] = []
        height = 0
        while queue:
            for place in sorted(queue.pop(height, ())):
                here = below.pop(place, {})
                node, comparisons = self._visit(place, reported.get(place, []), here)
                listed += comparisons
                if node is None:
                    continue
                values[place] = node
                if self.measure.additive:
                    for above in self._offer(place, node, below):
                        queue[self._height(above)].add(above)
            height += 1
        return listed, {Coordinate(self.measure.name, *place): node for place, node in values.items()}

    def _height(self, place: Place) -> int:
        return sum(h.get(name, 0) for h, name in zip(self.hierarchy.heights, place, strict=True))

    def _offer(self, place: Place, node: Node, below: dict[Place, dict[Group, dict[str, Node]]]) -> Iterator[Place]:
        """Hand a value to every parent it belongs to."""
        for dimension, name in enumerate(place):
            for group in self.trees.above[dimension].get(name, ()):
                names = [*place]
                names[dimension] = group.parent
                above = names[0], names[1], names[2], names[3]
                below[above].setdefault(group, {})[name] = node
                yield above

    def _visit(
        self, place: Place, reported: list[Node], below: dict[Group, dict[str, Node]]
    ) -> tuple[Node | None, list[Comparison]]:
        coordinate = Coordinate(self.measure.name, *place)
        computed: list[Route] = []
        partial: list[Route] = []
        for group, have in below.items():
            counted = [name for name in group.children if name in have or not self.measure.zero]
            one = Route(routes.relation(coordinate, group, counted), group, have, routes.partial_sum(group, have))
            (computed if group.complete and len(counted) == len(have) else partial).append(one)
        best = (
            merge(reported)
            if reported
            else min((one.node for one in routes.distinct(computed)), key=lambda n: n.width, default=None)
        )
        self.relations += self._relations([*computed, *partial], best)
        computed = routes.distinct(computed)
        if best is not None and computed and best.deep != computed[0].node.deep:
            best = replace(best, deep=computed[0].node.deep)
        comparisons = [*self._sums(coordinate, reported, computed)]
        if best is not None:
            comparisons += self._partials(coordinate, best, partial)
        return best, comparisons

    def _relations(self, sums: list[Route], best: Node | None) -> Iterator[Relation[Coordinate]]:
        """The relations of each breakdown: that its values add up, that those present do not exceed the total."""
        for one in sums:
            if one.group.complete:
                yield one.relation
            if best is not None and one.bounds and not (one.group.complete and _signed([best, *one.have.values()])):
                yield one.bound

    def _sums(self, coordinate: Coordinate, reported: list[Node], computed: list[Route]) -> Iterator[Comparison]:
        """Each computed value against each reported one; against each other only where none is reported."""
        stated = coordinate.names in self.stated
        for i, one in enumerate(computed):
            pairs = [(node, one.relation) for node in reported]
            others = pairs or [
                (other.node, one.against(other))
                for other in computed[i + 1 :]
                if other.node.deep != one.node.deep and not stated
            ]
            for other, relation in others:
                difference = (one.node.key - other.key) % MODULUS
                verdict = judge(one.node, "=", other) if pairs else judge(*routes.apart(one.node, other))
                equation = (min(difference, MODULUS - difference), verdict)
                if equation not in self.seen:
                    self.seen.add(equation)
                    yield Comparison(relation, coordinate, one.node, other, verdict="" if pairs else verdict)

    def _partials(self, coordinate: Coordinate, best: Node, partial: list[Route]) -> Iterator[Comparison]:
        """Incomplete breakdowns: a bound; with one child missing, the value it must have."""
        for one in partial:
            if not one.group.complete:
                yield Comparison(one.bound, coordinate, one.node, best)
            elif may_be_at_most(one.node, best) or _signed([best, *one.have.values()]):
                yield self._implied(coordinate, best, one)
            else:
                yield Comparison(one.bound, coordinate, one.node, best, one.missing)

    def _implied(self, coordinate: Coordinate, best: Node, one: Route) -> Comparison:
        rest = total([(1, best), (-1, one.node)])
        endless = isinstance(rest.low, float) and isinstance(rest.high, float)  # then nothing follows
        if len(one.missing) > 1 or endless:
            return Comparison(one.relation, coordinate, one.node, best, one.missing)
        place = coordinate.moved(one.group.dimension, one.missing[0])
        return Comparison(one.relation, place, rest, None, one.missing)


def _signed(nodes: Iterable[Node]) -> bool:
    """Whether some value at hand is negative, so that a missing one may be, too."""
    return any(node.point < 0 for node in nodes)


def merge(reported: list[Node]) -> Node:
    """The finest print, within the intersection of all prints of the coordinate when that is not empty.

    A range that is meant ("52624 or more") ends where another print ends it ("at most 52629").
    """
    if len(reported) == 1:
        return reported[0]
    finest = min(reported, key=lambda n: n.width)
    low, low_open = max((n.low, n.low_open) for n in reported)
    high, closed = min((n.high, not n.high_open) for n in reported)
    if low > high or (low == high and (low_open or not closed)):
        return finest
    meant = max(finest.meant[0], low), min(finest.meant[1], high)
    if finest.meant[0] == finest.meant[1] or meant[0] > meant[1]:
        meant = finest.meant
    return replace(finest, meant=meant, low=low, high=high, low_open=low_open, high_open=not closed)
