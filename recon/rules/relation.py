"""勾稽关系: the explicit lines of sheet 勾稽, evaluated on intervals.

Where all figures of a line measure the same kind of thing (亿元 and 万元, 公里 and 米), they are scaled
to the unit of the first one on the left; numbers in the line are in that unit. Otherwise each figure
keeps its measure's unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from recon import units
from recon.figures import Base, Relation
from recon.model import Figure, Finding
from recon.rules.closure import Closed, Comparison
from recon.rules.expression import ExpressionError, Value, evaluate, names
from recon.rules.nodes import Node, scaled


def check(closed: Closed) -> Iterator[Comparison]:
    """Each line that can be evaluated, in order."""
    figures = {f.id: f for f in closed.base.figures}
    for line in closed.base.relations:
        try:
            yield _compare(closed, line, figures)
        except ExpressionError:
            continue  # lint() names the cell


def lint(base: Base) -> Iterator[Finding]:
    """Lines that cannot be evaluated: the cell, and why."""
    known = {f.id for f in base.figures}
    for line in base.relations:
        for text, cell in ((line.left, line.left_cell), (line.right, line.right_cell)):
            try:
                unknown = [name for name in names(text) if name not in known]
                if unknown:
                    raise ExpressionError("unknown", "、".join(dict.fromkeys(unknown)))
                evaluate(text, lambda _: _ONE)
            except ExpressionError as error:
                words = {"relation": line.id, "key": error.key, "found": error.word, "expression": text}
                yield Finding("EXPR01", "强制性", (cell,), words)


_ONE = Node(1, (1, 1), 1, 1, False, False, 0, 0, 0)


def _compare(closed: Closed, line: Relation, figures: dict[str, Figure]) -> Comparison:
    mentioned = [figures[name] for text in (line.left, line.right) for name in names(text) if name in figures]
    if not mentioned:
        raise ExpressionError("unknown")
    ratios = _ratios(closed.base, mentioned)

    def lookup(name: str) -> Node:
        if name not in figures:
            raise ExpressionError("unknown", name)
        node = scaled(closed.nodes[name], Fraction(1, 10**closed.scale))
        return scaled(node, ratios[name])

    left, right = evaluate(line.left, lookup), evaluate(line.right, lookup)
    label = f"{line.id} {line.note}".strip()
    place = mentioned[0].coordinate
    return Comparison(
        "relation",
        place,
        _node(left, figures, lookup),
        line.operator,
        _node(right, figures, lookup),
        label,
        (),
        line.level,
        (line.left, line.right),
    )


def _node(value: Value, figures: dict[str, Figure], lookup: Callable[[str], Node]) -> Node:
    """The value with the figures as written for its parts, so that each can be followed to its cell."""
    parts = tuple((sign, replace(lookup(name), figure=figures[name])) for sign, name in value.used)
    return replace(value.node, figure=None, parts=parts)


def _ratios(base: Base, mentioned: list[Figure]) -> dict[str, Fraction]:
    """What to multiply each figure by, so that all are in one unit where they can be."""
    first = base.measure(mentioned[0]).unit
    ratios: dict[str, Decimal | None] = {f.id: units.ratio(base.measure(f).unit, first) for f in mentioned}
    if any(ratio is None for ratio in ratios.values()):
        return dict.fromkeys(ratios, Fraction(1))
    return {name: Fraction(ratio) for name, ratio in ratios.items() if ratio is not None}
