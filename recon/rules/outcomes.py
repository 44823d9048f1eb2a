"""Comparison → Outcome: the verdict, its level, and exact numbers in the measure's unit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from recon.figures import EXACT, natural
from recon.model import (
    INFINITY,
    WRITTEN,
    Coordinate,
    Figure,
    Interval,
    Level,
    Outcome,
    Side,
    Term,
    Verdict,
)
from recon.relations import Coefficient, Relation, size
from recon.rules import judging
from recon.rules.judging import gap, judge
from recon.rules.nodes import NOTHING, Exact, Node, scaled

if TYPE_CHECKING:
    from recon.rules.closure import Closed, Comparison


class Scribe:
    """Writes comparisons of a closed base down; what every outcome needs of a figure is worked out once."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        ranked = sorted(closed.nodes, key=natural)
        self.rank = {number: rank for rank, number in enumerate(ranked)}
        self.printed = {
            number: (decimal(node.point, closed.scale), _interval(node, closed.scale))
            for number, node in closed.nodes.items()
        }

    def outcomes(self, comparisons: Iterable[Comparison]) -> list[Outcome]:
        """An outcome for each distinct comparison."""
        with localcontext(EXACT):
            return [*{outcome.id: outcome for outcome in map(self.outcome, comparisons)}.values()]

    def ordered(self, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
        """Outcomes in the order of the figures they speak of, each once."""
        return tuple(sorted({outcome.id: outcome for outcome in outcomes}.values(), key=self.order))

    def order(self, outcome: Outcome) -> tuple[object, ...]:
        """The sort key of an outcome."""
        first = (outcome.right.terms or outcome.left.terms)[0].figure.id
        return self.rank[first], outcome.rule, outcome.coordinate, outcome.id

    def outcome(self, c: Comparison) -> Outcome:
        """The verdict on a comparison, with both sides in whole units."""
        judged = verdict(c)
        scale = 0 if c.relation.rule in WRITTEN else self.closed.scale
        left = self.side(c.left, scale, c.relation.formulas[0])
        right = self.side(c.right, scale, c.relation.formulas[1])
        return made(
            c.relation,
            judged,
            self.level(c, left, right),
            left,
            right,
            c.coordinate,
            self.closed.base.measures[c.coordinate.measure].unit.text,
            _identity(c, left, right),
            label=c.relation.label,
            missing=c.missing,
            difference=_difference(c, judged, scale),
        )

    def side(self, node: Node | None, scale: int, formula: str) -> Side:
        """One side with the prints it rests on, in the order of their numbers or as a formula names them."""
        if node is None:
            return NOTHING
        terms = [self.term(counts, part, part.figure, scale) for counts, part in node.terms() if part.figure]
        if not formula:
            terms.sort(key=lambda t: (-t.sign, self.rank[t.figure.id]))
        return Side(decimal(node.point, scale), _interval(node, scale), tuple(terms), formula)

    def term(self, counts: Coefficient, node: Node, figure: Figure, scale: int) -> Term:
        """A figure as it enters a side."""
        sign = 1 if counts > 0 else -1
        if self.closed.nodes[figure.id] is node and counts == sign:
            return Term(figure, sign, *self.printed[figure.id])
        weighted, factor = scaled(node, Fraction(size(counts))), size(counts) * 10 ** (self.closed.scale - scale)
        return Term(figure, sign, decimal(weighted.point, scale), _interval(weighted, scale), factor)

    def level(self, c: Comparison, left: Side, right: Side) -> Level:
        """Mismatches block within one document; between documents of different dates one may supersede."""
        if c.relation.level:
            return c.relation.level
        dates = self.closed.base.dates
        days = {dates.get(t.figure.source, "") for side in (left, right) for t in side.terms}
        return "核实性" if len(days) > 1 else "强制性"


def made(
    relation: Relation[Any],
    verdict: Verdict,
    level: Level,
    left: Side,
    right: Side,
    place: Coordinate,
    unit: str,
    identity: str,
    *,
    label: str = "",
    missing: tuple[str, ...] = (),
    difference: Decimal | None = None,
) -> Outcome:
    """The outcome of a relation, in ``unit``; ``level`` is that of a mismatch, ``identity`` what its id is made of.

    The difference is left − right unless given; that of an implied value or of one not verifiable is not a number.
    """
    away = left.value - right.value if difference is None else difference
    digest = hashlib.blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return Outcome(
        f"{relation.rule}-{digest}",
        relation.rule,
        verdict,
        judging.level(verdict, level),
        place,
        unit,
        left,
        right,
        relation.operator,
        away,
        left.interval.half_width + right.interval.half_width,
        label,
        missing,
    )


def _difference(c: Comparison, verdict: Verdict, scale: int) -> Decimal:
    """left − right: between the nearest values meant, or, for a bound that holds, the room left."""
    if c.right is None or verdict == "unverifiable":
        return Decimal("NaN")
    away = gap(c.left, c.right)
    return decimal(away or (c.left.point - c.right.point if c.relation.operator != "=" else 0), scale)


def verdict(c: Comparison) -> Verdict:
    """The verdict of a comparison."""
    if c.right is None:
        return "implied"
    if c.missing and c.relation.operator == "=":
        return "unverifiable"
    return c.verdict or judge(c.left, c.relation.operator, c.right, c.relation.reading)


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
    """The text behind an outcome's id, which stays the same when rows are shuffled or other figures are added."""
    where: Coordinate = c.coordinate
    return repr(
        (
            c.relation.rule,
            c.relation.operator,
            where.measure,
            where.item,
            where.period,
            where.region,
            *filter(None, [where.nature]),
            c.missing,
            c.relation.label,
            [(t.sign, t.figure.id) for t in left.terms],
            [(t.sign, t.figure.id) for t in right.terms],
            [str(end) for side in (left, right) for end in (side.interval.low, side.interval.high)],
            c.relation.formulas,
        )
    )
