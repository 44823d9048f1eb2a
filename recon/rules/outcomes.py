"""Comparison → Outcome: the verdict, its level, and exact numbers in the measure's unit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import cast

from recon.figures import EXACT, natural
from recon.model import INFINITY, Coordinate, Interval, Level, Outcome, Rule, Side, Term, Verdict
from recon.rules.closure import Closed, Comparison
from recon.rules.nodes import Exact, Node, gap, judge

NOTHING = Side(Decimal("NaN"), Interval(Decimal("NaN"), Decimal("NaN")), ())


def outcomes(closed: Closed, comparisons: Iterable[Comparison]) -> list[Outcome]:
    """All outcomes, in the order of the figures they speak of."""
    with localcontext(EXACT):
        found = [_outcome(closed, c) for c in comparisons]
    return sorted(found, key=_order)


def _order(outcome: Outcome) -> tuple[object, ...]:
    first = (outcome.right.terms or outcome.left.terms)[0].figure.id
    return natural(first), outcome.rule, outcome.coordinate, outcome.id


def _outcome(closed: Closed, c: Comparison) -> Outcome:
    verdict = _verdict(c)
    scale = 0 if c.rule == "relation" else closed.scale
    left, right = _side(c.left, scale, c.formulas[0]), _side(c.right, scale, c.formulas[1])
    if c.rule == "foot" and c.right is not None and c.left.figure is None and not left.terms:
        left = NOTHING
    difference = gap(c.left, c.right) if c.right is not None and verdict != "unverifiable" else None
    if difference == 0 and c.operator != "=" and c.right is not None:
        difference = c.left.point - c.right.point
    return Outcome(
        _identity(c, left, right),
        cast(Rule, c.rule),
        verdict,
        _level(closed, c, verdict, left, right),
        c.coordinate,
        closed.base.measures[c.coordinate.measure].unit.text,
        left,
        right,
        "≤" if c.operator == "≤" else "≥" if c.operator == "≥" else "=",
        Decimal("NaN") if difference is None else decimal(difference, scale),
        left.interval.half_width + right.interval.half_width,
        c.label,
        c.missing,
    )


def _verdict(c: Comparison) -> Verdict:
    if c.right is None:
        return "implied"
    if c.missing and c.operator == "=":
        return "unverifiable"
    return judge(c.left, c.operator, c.right)


def _level(closed: Closed, c: Comparison, verdict: Verdict, left: Side, right: Side) -> Level:
    """Mismatches block within one document; between documents of different dates one may supersede."""
    if verdict == "rounding_wide":
        return "核实性"
    if verdict != "mismatch":
        return "提示性"
    if c.level:
        return cast(Level, c.level)
    dates = {closed.base.dates.get(t.figure.source, "") for side in (left, right) for t in side.terms}
    return "核实性" if len(dates) > 1 else "强制性"


def _side(node: Node | None, scale: int, formula: str) -> Side:
    if node is None:
        return NOTHING
    terms = [
        Term(part.figure, sign, decimal(part.point, scale), _interval(part, scale))
        for sign, part in node.terms()
        if part.figure is not None
    ]
    if not formula:
        terms.sort(key=lambda t: (-t.sign, natural(t.figure.id)))
    return Side(decimal(node.point, scale), _interval(node, scale), tuple(terms), formula)


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
        [str(left.interval.low), str(left.interval.high)],
    ))  # fmt: skip
    return f"{c.rule}-{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}"
