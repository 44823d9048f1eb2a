"""Comparison → Outcome: the verdict, its level, and exact numbers in the measure's unit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import cast

from recon.figures import EXACT, natural
from recon.model import (
    INFINITY,
    WRITTEN,
    Coordinate,
    Figure,
    Interval,
    Level,
    Operator,
    Outcome,
    Rule,
    Side,
    Term,
    Verdict,
)  # fmt: skip
from recon.rules.closure import Closed, Comparison
from recon.rules.nodes import NOTHING, Exact, Node, gap, judge


def outcomes(closed: Closed, comparisons: Iterable[Comparison]) -> list[Outcome]:
    """All outcomes, in the order of the figures they speak of."""
    with localcontext(EXACT):
        scribe = _Scribe(closed)
        found = {outcome.id: outcome for outcome in map(scribe.outcome, comparisons)}
        return sorted(found.values(), key=scribe.order)


class _Scribe:
    """Writes comparisons down; what every outcome needs of a figure is worked out once."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        ranked = sorted(closed.nodes, key=natural)
        self.rank = {number: rank for rank, number in enumerate(ranked)}
        self.printed = {
            number: (decimal(node.point, closed.scale), _interval(node, closed.scale))
            for number, node in closed.nodes.items()
        }

    def order(self, outcome: Outcome) -> tuple[object, ...]:
        """Where an outcome stands among all."""
        first = (outcome.right.terms or outcome.left.terms)[0].figure.id
        return self.rank[first], outcome.rule, outcome.coordinate, outcome.id

    def outcome(self, c: Comparison) -> Outcome:
        """The verdict on a comparison, with both sides in whole units."""
        verdict = _verdict(c)
        scale = 0 if c.rule in WRITTEN else self.closed.scale
        left = self.side(c.left, scale, c.formulas[0])
        right = self.side(c.right, scale, c.formulas[1])
        return Outcome(
            _identity(c, left, right),
            cast(Rule, c.rule),
            verdict,
            self.level(c, verdict, left, right),
            c.coordinate,
            self.closed.base.measures[c.coordinate.measure].unit.text,
            left,
            right,
            cast(Operator, c.operator),
            _difference(c, verdict, scale),
            left.interval.half_width + right.interval.half_width,
            c.label,
            c.missing,
        )

    def side(self, node: Node | None, scale: int, formula: str) -> Side:
        """One side with the prints it rests on, in the order of their numbers or as a formula names them."""
        if node is None:
            return NOTHING
        terms = [self.term(sign, part, part.figure, scale) for sign, part in node.terms() if part.figure]
        if not formula:
            terms.sort(key=lambda t: (-t.sign, self.rank[t.figure.id]))
        return Side(decimal(node.point, scale), _interval(node, scale), tuple(terms), formula)

    def term(self, sign: int, node: Node, figure: Figure, scale: int) -> Term:
        """A figure as it enters a side."""
        if self.closed.nodes[figure.id] is node:
            return Term(figure, sign, *self.printed[figure.id])
        return Term(figure, sign, decimal(node.point, scale), _interval(node, scale))

    def level(self, c: Comparison, verdict: Verdict, left: Side, right: Side) -> Level:
        """Mismatches block within one document; between documents of different dates one may supersede."""
        if verdict == "rounding_wide":
            return "核实性"
        if verdict != "mismatch":
            return "提示性"
        if c.level:
            return cast(Level, c.level)
        dates = self.closed.base.dates
        told = {dates.get(t.figure.source, "") for side in (left, right) for t in side.terms}
        return "核实性" if len(told) > 1 else "强制性"


def _difference(c: Comparison, verdict: Verdict, scale: int) -> Decimal:
    """left − right: between the nearest values meant, or, for a bound that holds, the room left."""
    if c.right is None or verdict == "unverifiable":
        return Decimal("NaN")
    away = gap(c.left, c.right)
    return decimal(away or (c.left.point - c.right.point if c.operator != "=" else 0), scale)


def _verdict(c: Comparison) -> Verdict:
    if c.right is None:
        return "implied"
    if c.missing and c.operator == "=":
        return "unverifiable"
    if c.verdict:
        return cast(Verdict, c.verdict)
    return judge(c.left, c.operator, c.right)


def _interval(node: Node, scale: int) -> Interval:
    return Interval(decimal(node.low, scale), decimal(node.high, scale), node.low_open, node.high_open)


def decimal(value: Exact, scale: int) -> Decimal:
    """An exact number as Decimal in whole units; a fraction without end is given to 12 places."""
    if isinstance(value, float):
        return INFINITY if value > 0 else -INFINITY
    if isinstance(value, int):
        return Decimal(value).scaleb(-scale)
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(quotient) != value:
        quotient = quotient.quantize(Decimal("1E-12"))
    return quotient.scaleb(-scale)


def _identity(c: Comparison, left: Side, right: Side) -> str:
    """A short name that stays the same when rows are shuffled or other figures are added."""
    where: Coordinate = c.coordinate
    text = repr((
        c.rule, c.operator, where.measure, where.item, where.period, where.region, c.missing, c.label,
        [(t.sign, t.figure.id) for t in left.terms], [(t.sign, t.figure.id) for t in right.terms],
        [str(end) for side in (left, right) for end in (side.interval.low, side.interval.high)], c.formulas,
    ))  # fmt: skip
    return f"{c.rule}-{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}"
