"""Routes to a total: a breakdown of a coordinate with its relation, what is known below it, and their sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from recon.hierarchy import DIMENSIONS, Group
from recon.model import Coordinate, Rule
from recon.relations import Coefficient, Relation, size
from recon.relations import total as form
from recon.rules.nodes import Node, scaled, total


@dataclass(frozen=True, slots=True)
class Route:
    """A breakdown of a coordinate: its relation, the values known below, and their sum."""

    relation: Relation[Coordinate]
    group: Group
    have: dict[str, Node]
    node: Node

    @property
    def missing(self) -> tuple[str, ...]:
        """The children without a value."""
        return tuple(name for name in self.group.children if name not in self.have)

    @property
    def bounds(self) -> bool:
        """Whether what is known below may be less than the total."""
        return not self.group.complete or len(self.relation.lefts) > len(self.have)

    @property
    def bound(self) -> Relation[Coordinate]:
        """The relation that the values present do not exceed the total."""
        summands = tuple(c for c in self.relation.lefts if c.names[self.group.dimension] in self.have)
        rule: Rule = "foot" if self.group.complete else "bound"
        return replace(self.relation, rule=rule, left=form(summands), operator="≤")

    def against(self, other: Route) -> Relation[Coordinate]:
        """The relation that two breakdowns of a total nobody printed come to the same."""
        label = f"{self.relation.label} / {other.relation.label}"
        return replace(self.relation, right=other.relation.left, label=label)


def relation(parent: Coordinate, group: Group, names: Iterable[str]) -> Relation[Coordinate]:
    """Σ children = parent along one dimension; ``names``: the children that count."""
    children = tuple(parent.moved(group.dimension, name) for name in names)
    label = group.name or DIMENSIONS[group.dimension]
    return Relation("foot", form(children), "=", form((parent,)), label=label)


def partial_sum(group: Group, have: dict[str, Node]) -> Node:
    """The sum of the children that have a value."""
    return total((1, have[name]) for name in group.children if name in have)


def apart(left: Node, right: Node) -> tuple[Node, str, Node]:
    """Two routes to one total without the prints that both take: what these are makes no difference."""
    counts: dict[str, Coefficient] = defaultdict(int)
    nodes: dict[str, Node] = {}
    for sign, side in ((1, left), (-1, right)):
        for counted, node in side.terms():
            assert node.figure is not None
            nodes[node.figure.id] = node
            counts[node.figure.id] += sign * counted
    sides = [
        total((1, scaled(nodes[name], Fraction(size(c)))) for name, c in counts.items() if c * sign > 0)
        for sign in (1, -1)
    ]
    return sides[0], "=", sides[1]


def distinct(computed: list[Route]) -> list[Route]:
    """Computed values that rest on the same prints are one value; the finest comes first.

    A route that adds up only totals nobody printed says nothing that another route of equal ``deep``,
    with the sums compared below, does not say: it would repeat their discrepancies at this level.
    """
    computed = sorted(computed, key=lambda one: (one.node.width, one.group.dimension, one.group.name))
    kept: dict[int, Route] = {}
    for one in computed:
        kept.setdefault(one.node.key, one)
    routes = sorted(kept.values(), key=lambda one: not _rests_on_prints(one.node))
    depths: set[int] = set()
    result = []
    for one in routes:
        if one.node.deep not in depths or _rests_on_prints(one.node):
            result.append(one)
        depths.add(one.node.deep)
    return result


def _rests_on_prints(node: Node) -> bool:
    """Whether some direct part is a print rather than a total computed below."""
    return any(part.figure is not None for _, part in node.parts)
