"""Which figures of a closed base are wrong: its outcomes as checks between prints, and what is known beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from recon.figures import Base, Line
from recon.localise import grades, ratios
from recon.localise.building import Built, built, constraint, in_units, unit
from recon.localise.faults import Located
from recon.localise.locate import Whole, located, wrong
from recon.localise.probe import Knowledge
from recon.localise.ratios import Ratio
from recon.localise.solver.numbers import PARTS, Number, whole
from recon.localise.solver.work import EFFORT
from recon.localise.strain import Check, Meant
from recon.localise.suspects import decimal
from recon.model import Figure, Outcome, Side
from recon.relations import Form, Relation
from recon.rules import relation
from recon.rules.closure import Closed
from recon.rules.expression import ExpressionError, names, odd_names
from recon.rules.linear import NotLinearError, Quotient, quotient
from recon.rules.nodes import Node


def localise(closed: Closed, outcomes: Sequence[Outcome], budget: int = EFFORT) -> Located:
    """All outcomes of a closed base in order, each mismatch that must be corrected with its suspects and hints.

    ``budget`` in steps for each connected component; beyond it, cells are ranked instead (``located``).
    """
    if not wrong(outcomes):
        return Located(list(outcomes))
    made = built(closed)
    prints = list(made.prints.values())
    plans = Plan(closed, made)
    found = located(lambda: _whole(plans, outcomes), outcomes, budget)
    return found._replace(outcomes=grades.read(ratios.read(found.outcomes, plans.ratios(outcomes), prints)))


def _whole(plan: Plan, outcomes: Sequence[Outcome]) -> Whole:
    checks = plan.checks(outcomes)
    asking = {n: n for n in wrong(outcomes) if checks[n] is not None}
    closed = plan.closed
    return Whole(plan.told.system(), checks, meant(closed, plan.told), asking, knowledge(closed, outcomes))


@dataclass(frozen=True)
class Plan:
    """A closed base and what its relations come to."""

    closed: Closed
    told: Built

    @cached_property
    def number(self) -> dict[str, int]:
        """Figures as they are numbered in the base."""
        return {f.id: n for n, f in enumerate(self.closed.base.figures)}

    @cached_property
    def odd(self) -> frozenset[str]:
        """Figure numbers that do not look like names."""
        return odd_names(self.number)

    def checks(self, outcomes: Iterable[Outcome]) -> list[Check | None]:
        """Each outcome as a relation between prints; None where it is none, or a product of figures."""
        return [self._check(o) for o in outcomes]

    def ratios(self, outcomes: Iterable[Outcome]) -> list[Ratio]:
        """The outcomes of lines that divide by figures."""
        return [one for o in outcomes if (one := self._ratio(o)) is not None]

    def _check(self, o: Outcome) -> Check | None:
        if (sides := self._sides(o)) is None:
            return None
        left, right = sides
        if one := self._ratio(o):
            return _near(self.closed, o, left, right, one)
        made = constraint(Relation(o.rule, left.above, o.operator, right.above), self.number.__getitem__)
        ordered = tuple(sorted(made.terms, key=lambda term: term[1]))
        return Check(ordered, made.operator, made.constant) if made.terms else None

    def _ratio(self, o: Outcome) -> Ratio | None:
        sides = self._sides(o) if o.left.formula else None
        if sides is None or all(side.linear for side in sides):
            return None
        return Ratio(o, sides, self.number, unit(self.closed), self.odd)

    def _sides(self, o: Outcome) -> tuple[Quotient, Quotient] | None:
        """Both sides over figures; None where there is nothing to search."""
        if o.rule == "partition" or o.verdict in ("implied", "unverifiable"):
            return None
        try:
            return (
                _fraction(o.left, self.odd, unit(self.closed)),
                _fraction(o.right, self.odd, unit(self.closed)),
            )
        except (NotLinearError, ExpressionError):
            return None


def _near(closed: Closed, o: Outcome, left: Quotient, right: Quotient, one: Ratio) -> Check:
    """A relation between fractions as it is near what is printed, to first order."""
    values = {f.id: Fraction(f.value) * unit(closed) for f in closed.base.figures}
    (point, slopes), (other, others) = (_slopes(side, values, unit(closed)) for side in (left, right))
    away = Form(tuple((c, n) for n, c in slopes.items())).plus(Form(tuple((c, n) for n, c in others.items())), -1)
    constant = sum((c * values[n] for c, n in away.terms), start=other - point)
    turn = -1 if o.operator in ("≥", ">") else 1
    terms = tuple((whole(turn * c), one.number[n]) for c, n in away.terms)
    return Check(terms, "=" if o.operator == "=" else "≤", whole(turn * constant), one.holds)


def _slopes(side: Quotient, values: Mapping[str, Fraction], unit: int) -> tuple[Fraction, dict[str, Fraction]]:
    """A fraction at the printed values, in the system's units, and how it changes with each figure."""
    above, below = (
        sum((c * values[n] for c, n in form.terms), start=Fraction(form.constant)) for form in (side.above, side.below)
    )
    if side.linear:
        return above / below, {n: Fraction(c) / below for c, n in side.above.terms}
    slopes: dict[str, Fraction] = defaultdict(Fraction)
    for c, n in side.above.terms:
        slopes[n] += unit * Fraction(c) / below
    for c, n in side.below.terms:
        slopes[n] -= unit * c * above / below**2
    return unit * above / below, slopes


def _fraction(side: Side, odd: frozenset[str], unit: int) -> Quotient:
    """A side of an outcome over its figures."""
    if not side.formula:
        return Quotient(Form(tuple((t.sign * t.factor, t.figure.id) for t in side.terms)))
    found, factors = quotient(side.formula, odd), {t.figure.id: t.factor for t in side.terms}
    below = found.below if found.linear else in_units(found.below, factors, unit)
    return Quotient(in_units(found.above, factors, unit), below)


def meant(closed: Closed, told: Built) -> list[Meant]:
    """What each print means, in the system's units, numbered as in the base."""
    return [_meant(told.nodes[f.id], told.prints[f.id].step, f) for f in closed.base.figures]


def _meant(node: Node, step: Number, figure: Figure) -> Meant:
    """``step``: the unit of the last place; a target's number is rounded to it although the target is not."""
    first, last = node.meant
    assert not isinstance(node.bias, float)
    rounded = figure.ulp or node.variance
    return Meant(first * PARTS, last * PARTS, step if rounded else 0, whole(node.bias * PARTS))


def knowledge(closed: Closed, outcomes: Sequence[Outcome]) -> Knowledge:
    """Implied values, and the lines of 勾稽 that are not linear."""
    number = {f.id: n for n, f in enumerate(closed.base.figures)}
    implied = []
    for o in outcomes:
        ends = o.left.interval
        if o.verdict == "implied" and ends.low.is_finite() and ends.high.is_finite():
            low, high = (Fraction(e) * unit(closed) for e in (ends.low, ends.high))
            implied.append((number[o.left.terms[0].figure.id], low, high))
    return Knowledge(implied=implied, sound=_sound(closed))


def _sound(closed: Closed) -> Callable[[int, Number], bool]:
    """Whether a figure may read so as far as lines of 勾稽 go that hold now and are not linear."""
    base, odd = closed.base, relation.odd_in(closed.base)
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in base.relations:
        if not relation.is_order(line) and not _linear(line, odd):
            with suppress(ExpressionError):
                for name in (*names(line.left, odd), *names(line.right, odd)):
                    lines[name].append(line)

    def breaks(base: Base, line: Line) -> bool:
        try:
            c = relation.compare(base, line, closed.scale, odd)
        except ExpressionError:
            return False
        return c.verdict == "mismatch"

    def sound(n: int, value: Number) -> bool:
        figure = base.figures[n]
        if figure.id not in lines:
            return True
        changed = replace(base, figures=(*base.figures[:n], _reading(closed, figure, value), *base.figures[n + 1 :]))
        return all(breaks(base, line) or not breaks(changed, line) for line in lines[figure.id])

    return sound


def _reading(closed: Closed, figure: Figure, value: Number) -> Figure:
    """The figure as if it were printed otherwise, to the same precision."""
    by = decimal(Fraction(value) / unit(closed)) - figure.value
    points = (figure.points[0] + by, figure.points[1] + by)
    ends = replace(figure.interval, low=figure.interval.low + by, high=figure.interval.high + by)
    return replace(figure, value=figure.value + by, points=points, interval=ends)


def _linear(line: Line, odd: frozenset[str]) -> bool:
    """Whether the search has a line in its system."""
    try:
        sides = quotient(line.left, odd), quotient(line.right, odd)
    except (NotLinearError, ExpressionError):
        return False
    return all(q.linear for q in sides)
