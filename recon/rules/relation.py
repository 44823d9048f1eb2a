"""勾稽关系: the explicit lines of sheet 勾稽, evaluated on intervals.

Where all figures of a line measure the same kind of thing (亿元 and 万元, 公里 and 米), they are scaled
to the unit of the first one on the left; numbers in the line are in that unit. Otherwise each figure
keeps its measure's unit. In an inequality between figures that all have one direction (all 以上, or all
不超过) the numbers they set are compared, since as sets of values such figures always agree.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, cast

from recon import units
from recon.figures import Base, Line
from recon.model import Figure, Finding, Operator, Rule, Verdict
from recon.relations import Reading, Relation
from recon.rules import ratio, threshold
from recon.rules.closure import Closed, Comparison, scale_of
from recon.rules.expression import ExpressionError, Value, names, odd_names
from recon.rules.judging import ZERO, judge
from recon.rules.nodes import Node, scaled

SIGNS = re.compile(r"([<>≤≥=＜＞＝])")
_FOLD = {"＜": "<", "＞": ">", "＝": "="}


def check(closed: Closed) -> Iterator[Comparison]:
    """Each line that can be evaluated, in order; chains and strict orders are :mod:`recon.rules.order`'s."""
    yield from judged(closed, "relation")


def judged(closed: Closed, rule: str) -> Iterator[Comparison]:
    """The lines of a rule, and the neighbouring pairs of its chains, that can be evaluated."""
    figures, odd = _by_number(closed.base), odd_in(closed.base)
    for line, own in every(closed.base):
        if own == rule:
            with suppress(ExpressionError):  # lint() names the cell
                yield compare(closed.base, line, figures, closed.scale, odd, own)


def every(base: Base) -> Iterator[tuple[Line, Literal["relation", "order"]]]:
    """All lines, chains as their neighbouring pairs, each with its rule."""
    for line in base.relations:
        for link in links(line):
            yield link, "order" if is_order(line) else "relation"


def _by_number(base: Base) -> dict[str, Figure]:
    return {figure.id: figure for figure in base.figures}


def odd_in(base: Base) -> frozenset[str]:
    """The figure numbers that do not look like names, where there are lines to read."""
    return odd_names(f.id for f in base.figures) if base.relations else frozenset()


def is_order(line: Line) -> bool:
    """Whether a line says that something rises or falls, or links more than two expressions."""
    return line.operator in ("<", ">") or SIGNS.search(line.right) is not None


def links(line: Line) -> Iterator[Line]:
    """A chain as its neighbouring pairs: F1 < | F2 < F3 is F1 < F2 and F2 < F3; other lines as they are."""
    words = SIGNS.split(line.right)
    expressions, signs = [line.left, *words[::2]], [line.operator, *words[1::2]]
    for left, sign, right in zip(expressions, signs, expressions[1:], strict=False):
        yield replace(line, left=left.strip(), operator=_FOLD.get(sign, sign), right=right.strip())


def lint(base: Base) -> Iterator[Finding]:
    """Lines that cannot be evaluated: the cell, and why."""
    figures, scale, odd = _by_number(base), scale_of(base), odd_in(base)
    named = figures.keys() | base.measures.keys()  # a law is told of what is no measure, either
    for line in base.relations:
        try:
            for link in links(line):
                for text in (link.left, link.right):
                    _used_names(text, named, odd)
                compare(base, link, figures, scale, odd)
        except ExpressionError as error:
            on_right = error.expression != line.left
            words = {
                "relation": line.id,
                "key": error.key,
                "found": error.word,
                "expression": error.expression,
            }
            yield Finding("EXPR01", "强制性", (line.right_cell if on_right else line.left_cell,), words)


def compare(
    base: Base,
    line: Line,
    figures: Mapping[str, Figure],
    scale: int,
    odd: frozenset[str],
    rule: Literal["relation", "order"] = "relation",
) -> Comparison:
    """Evaluate both sides of a line over ``figures`` by their numbers; raises :class:`ExpressionError`."""
    relation, factors = stated(base, line, figures, odd, rule)
    nodes = {
        name: scaled(threshold.read(base, figures[name], scale, relation.reading), factor / 10**scale)
        for name, factor in factors.items()
    }
    weighed = weigh(relation.formulas, relation.operator, nodes, odd)
    place = figures[next(iter(factors))].coordinate
    return Comparison(relation, place, _node(weighed.left, nodes), _node(weighed.right, nodes), verdict=weighed.verdict)


class Weighed(NamedTuple):
    """Both sides of a line, and what it comes to."""

    left: Value
    right: Value
    verdict: Verdict


def weigh(formulas: tuple[str, str], operator: str, nodes: Mapping[str, Node], odd: frozenset[str]) -> Weighed:
    """Evaluate and judge both sides of a line; raises :class:`ExpressionError`.

    Where a figure stands on both sides, what is judged is their difference, in which it is one and the same number.
    """
    left, right = (ratio.exact(text, nodes, odd) for text in formulas)
    if not {name for _, name in left.used} & {name for _, name in right.used}:
        return Weighed(left, right, judge(left.node, operator, right.node))
    difference = ratio.exact(f"({formulas[0]}) − ({formulas[1]})", nodes, odd).node
    return Weighed(left, right, judge(difference, operator, ZERO))


def stated(
    base: Base, line: Line, by_number: Mapping[str, Figure], odd: frozenset[str], rule: Rule = "relation"
) -> tuple[Relation[str], dict[str, Fraction]]:
    """A line as a relation between figures, and what each figure is multiplied by to be in the unit of the first."""
    mentioned = [name for text in (line.left, line.right) for name in _used_names(text, by_number, odd)]
    if not mentioned:
        raise ExpressionError("nothing", expression=line.left)
    figures = [by_number[name] for name in mentioned]
    reading: Reading = "number" if line.operator != "=" and threshold.alike(figures) else "value"
    label = f"{line.id} {line.note}".strip()
    relation: Relation[str] = Relation(
        rule,
        line.left,
        cast(Operator, line.operator),
        line.right,
        line.level,
        line.id,
        label,
        reading=reading,
    )
    return relation, _ratios(base, figures)


def _used_names(text: str, numbers: Container[str], odd: frozenset[str]) -> list[str]:
    """The figure numbers of an expression; one that is not known is an error."""
    used = list(names(text, odd))
    if unknown := [name for name in used if name not in numbers]:
        raise ExpressionError("unknown", "、".join(dict.fromkeys(unknown)), text)
    return used


def _node(value: Value, nodes: dict[str, Node]) -> Node:
    """The value with the figures as written for its parts, so that each can be followed to its cell."""
    return replace(value.node, figure=None, parts=tuple((sign, nodes[name]) for sign, name in value.used))


def _ratios(base: Base, mentioned: list[Figure]) -> dict[str, Fraction]:
    """The factor of each figure, so that all are in one unit where they can be."""
    first = base.measure(mentioned[0]).unit
    ratios: dict[str, Decimal | None] = {f.id: units.ratio(base.measure(f).unit, first) for f in mentioned}
    if any(ratio is None for ratio in ratios.values()):
        return dict.fromkeys(ratios, Fraction(1))
    return {name: Fraction(ratio) for name, ratio in ratios.items() if ratio is not None}
