"""Which figures of a closed base are wrong: its outcomes as checks between prints, and what is known beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import itemgetter

from recon.localise import grades, ratios
from recon.localise.building import Built, built, constraint, ends, in_units, unit
from recon.localise.faults import Located
from recon.localise.locate import Whole, located, wrong
from recon.localise.probe import Knowledge
from recon.localise.ratios import Expressed, Ratio
from recon.localise.solver.numbers import PARTS, Number, whole
from recon.localise.solver.work import EFFORT
from recon.localise.strain import Check, Meant
from recon.model import Figure, Outcome, Side
from recon.relations import Form, Relation
from recon.rules.closure import Closed, leaf
from recon.rules.expression import ExpressionError, odd_names
from recon.rules.linear import NotLinearError, Quotient, quotient
from recon.rules.nodes import Node


def localise(closed: Closed, outcomes: Sequence[Outcome], budget: int = EFFORT) -> Located:
    """All outcomes of a closed base in order, each mismatch that must be corrected with its suspects and hints.

    ``budget`` in steps for each connected component; beyond it, cells are ranked instead (``located``).
    """
    if not wrong(outcomes):
        return Located(list(outcomes))
    plan = Plan(closed, outcomes)
    found = located(plan.whole, outcomes, budget)
    if any(o.suspects for o in found.outcomes):
        prints = list(plan.told.prints.values())
        found = found._replace(outcomes=ratios.read(found.outcomes, plan.ratios.values(), prints))
    return found._replace(outcomes=grades.read(found.outcomes))


@dataclass(frozen=True)
class Plan:
    """A closed base and what was judged of it."""

    closed: Closed
    outcomes: Sequence[Outcome]

    def whole(self) -> Whole:
        """What was printed and what has to hold."""
        checks = self.checks()
        asking = {n: n for n in wrong(self.outcomes) if checks[n] is not None}
        means = meant(self.closed, self.told)
        implied = [one for o in self.outcomes for one in _implied(self.closed, self.number, o)]
        return Whole(self.told.system(), checks, means, asking, Knowledge(implied=implied, sound=self.sound))

    @cached_property
    def told(self) -> Built:
        """The relations between variables, and what is printed."""
        return built(self.closed, self.outcomes)

    @cached_property
    def number(self) -> dict[str, int]:
        """Figures as they are numbered in the base."""
        return {f.id: n for n, f in enumerate(self.closed.base.figures)}

    @cached_property
    def odd(self) -> frozenset[str]:
        """Figure numbers that do not look like names."""
        return odd_names(self.number)

    @cached_property
    def sides(self) -> list[tuple[Quotient, Quotient] | None]:
        """Both sides of each outcome over figures; None where there is nothing to search."""
        return [_sides(o, self.odd, unit(self.closed)) for o in self.outcomes]

    @cached_property
    def ratios(self) -> dict[int, Ratio]:
        """The outcomes of lines that divide by figures, by their numbers."""
        return {
            n: Ratio(self.outcomes[n], self.number, unit(self.closed), self.odd, sides)
            for n, sides in enumerate(self.sides)
            if sides is not None and not all(side.linear for side in sides)
        }

    @cached_property
    def _held(self) -> dict[int, list[Expressed]]:
        """Figure → the lines of 勾稽 that name it, hold, and are not linear."""
        found: dict[int, list[Expressed]] = defaultdict(list)
        for n, (o, sides) in enumerate(zip(self.outcomes, self.sides, strict=True)):
            if o.rule == "relation" and o.verdict != "mismatch" and (sides is None or n in self.ratios):
                line = Expressed(o, self.number, unit(self.closed), self.odd)
                for name in line.terms:
                    found[self.number[name]].append(line)
        return found

    def sound(self, n: int, value: Number) -> bool:
        """Whether a figure may read so, to the same precision, as far as lines go that hold now and are not linear."""
        figure = self.closed.base.figures[n]
        low, high = ends(leaf(figure, self.closed.scale))
        by = value - Fraction(figure.value) * unit(self.closed)
        instead = {n: (None if low is None else low + by, None if high is None else high + by)}
        return all(line.holds(instead) for line in self._held.get(n, ()))

    def checks(self) -> list[Check | None]:
        """Each outcome as a relation between prints; None where it is none, or a product of figures."""
        return [self._check(n, o) for n, o in enumerate(self.outcomes)]

    def _check(self, n: int, o: Outcome) -> Check | None:
        if (sides := self.sides[n]) is None:
            return None
        left, right = sides
        if n in self.ratios:
            return _near(self.closed, o, left, right, self.ratios[n])
        made = constraint(Relation(o.rule, left.above, o.operator, right.above), self.number.__getitem__)
        ordered = tuple(sorted(made.terms, key=itemgetter(1)))
        return Check(ordered, made.operator, made.constant) if made.terms else None


def _sides(o: Outcome, odd: frozenset[str], unit: int) -> tuple[Quotient, Quotient] | None:
    if o.rule == "partition" or o.verdict in ("implied", "unverifiable"):
        return None
    try:
        return _fraction(o.left, odd, unit), _fraction(o.right, odd, unit)
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


def _implied(closed: Closed, number: Mapping[str, int], o: Outcome) -> Iterator[tuple[int, Number, Number]]:
    """The ends of an implied value, with the figure that names it."""
    low, high = o.left.interval.low, o.left.interval.high
    if o.verdict == "implied" and low.is_finite() and high.is_finite():
        yield number[o.left.terms[0].figure.id], Fraction(low) * unit(closed), Fraction(high) * unit(closed)
