"""勾稽关系: the explicit lines of sheet 勾稽, evaluated on intervals.

Where all figures of a line measure the same kind of thing (亿元 and 万元, 公里 and 米), they are scaled
to the unit of the first one on the left; numbers in the line are in that unit. Otherwise each figure
keeps its measure's unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from recon import units
from recon.figures import Base, Relation
from recon.model import Figure, Finding
from recon.rules.closure import Closed, Comparison, leaf, scale_of
from recon.rules.expression import ExpressionError, Value, evaluate, names, odd_names
from recon.rules.nodes import Node, scaled


def check(closed: Closed) -> Iterator[Comparison]:
    """Each line that can be evaluated, in order."""
    odd = odd_names(f.id for f in closed.base.figures) if closed.base.relations else frozenset()
    for line in closed.base.relations:
        with suppress(ExpressionError):  # lint() names the cell
            yield compare(closed.base, line, closed.scale, odd)


def lint(base: Base) -> Iterator[Finding]:
    """Lines that cannot be evaluated: the cell, and why."""
    scale = scale_of(base)
    odd = odd_names(f.id for f in base.figures) if base.relations else frozenset()
    for line in base.relations:
        try:
            compare(base, line, scale, odd)
        except ExpressionError as error:
            on_right = error.expression == line.right
            words = {
                "relation": line.id,
                "key": error.key,
                "found": error.word,
                "expression": error.expression,
            }
            yield Finding("EXPR01", "强制性", (line.right_cell if on_right else line.left_cell,), words)


def compare(base: Base, line: Relation, scale: int, odd: frozenset[str]) -> Comparison:
    """Evaluate both sides of a line; raises :class:`ExpressionError`."""
    known = {f.id: f for f in base.figures}
    mentioned = [name for text in (line.left, line.right) for name in _known(text, known, odd)]
    if not mentioned:
        raise ExpressionError("nothing", expression=line.left)
    ratios = _ratios(base, [known[name] for name in mentioned])
    nodes = {name: scaled(leaf(known[name], scale), ratios[name] / 10**scale) for name in mentioned}
    left, right = (_node(evaluate(text, nodes.__getitem__, odd), nodes) for text in (line.left, line.right))
    place = known[mentioned[0]].coordinate
    label, formulas = f"{line.id} {line.note}".strip(), (line.left, line.right)
    return Comparison("relation", place, left, line.operator, right, label, (), line.level, formulas)


def _known(text: str, known: dict[str, Figure], odd: frozenset[str]) -> list[str]:
    """The figure numbers of an expression; one that is not known is an error."""
    found = list(names(text, odd))
    if unknown := [name for name in found if name not in known]:
        raise ExpressionError("unknown", "、".join(dict.fromkeys(unknown)), text)
    return found


def _node(value: Value, nodes: dict[str, Node]) -> Node:
    """The value with the figures as written for its parts, so that each can be followed to its cell."""
    return replace(value.node, figure=None, parts=tuple((sign, nodes[name]) for sign, name in value.used))


def _ratios(base: Base, mentioned: list[Figure]) -> dict[str, Fraction]:
    """What to multiply each figure by, so that all are in one unit where they can be."""
    first = base.measure(mentioned[0]).unit
    ratios: dict[str, Decimal | None] = {f.id: units.ratio(base.measure(f).unit, first) for f in mentioned}
    if any(ratio is None for ratio in ratios.values()):
        return dict.fromkeys(ratios, Fraction(1))
    return {name: Fraction(ratio) for name, ratio in ratios.items() if ratio is not None}
