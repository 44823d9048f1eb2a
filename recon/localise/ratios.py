"""Lines of 勾稽 that divide by figures (a ÷ t × 100 = p): whether they hold between other readings, and what p would read.

The search has them in its system with the ends of p times t; what the figure on the other side would read follows
from the parts, and is worked out here by the judge's own arithmetic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from recon.localise.solver.numbers import Number, whole
from recon.localise.solver.system import Ends, Print
from recon.localise.suspects import decimal, readings, stands_for
from recon.model import Outcome, Suspect, SuspectSet, Term
from recon.rules import ratio, relation
from recon.rules.expression import ExpressionError
from recon.rules.linear import Quotient
from recon.rules.nodes import Exact, Node


@dataclass(frozen=True)
class Expressed:
    """An outcome of a line of expressions, and the figures of the base by number."""

    outcome: Outcome
    number: Mapping[str, int]
    unit: int  #: the system's units in one of a measure
    odd: frozenset[str]

    @property
    def terms(self) -> dict[str, Term]:
        """The figures in it."""
        return {t.figure.id: t for side in (self.outcome.left, self.outcome.right) for t in side.terms}

    def holds(self, instead: Mapping[int, Ends]) -> bool:
        """Whether it can hold where some prints stand for something else, in the system's numbers."""
        o = self.outcome
        try:
            nodes = {name: self._node(term, instead) for name, term in self.terms.items()}
            formulas = o.left.formula, o.right.formula
            return relation.weigh(formulas, o.operator, nodes, self.odd).verdict != "mismatch"
        except ExpressionError:
            return False

    def _node(self, term: Term, instead: Mapping[int, Ends]) -> Node:
        n = self.number[term.figure.id]
        if n not in instead:
            return _node(term)
        by = Fraction(term.factor) / self.unit
        low, high = (infinite if end is None else end * by for end, infinite in zip(instead[n], _FAR, strict=True))
        known = [Fraction(end) for end in (low, high) if not isinstance(end, float)]
        point = sum(known) / Fraction(len(known) or 1)
        return Node(point, (point, point), low, high, False, False, 0, 0, 0)


@dataclass(frozen=True)
class Ratio(Expressed):
    """An outcome of a line that divides by figures, with its two sides."""

    sides: tuple[Quotient, Quotient]

    @property
    def alone(self) -> str:
        """The figure that by itself is what is compared with the fraction; blank if there is none."""
        for one, other in (self.sides, self.sides[::-1]):
            if one.linear and len(one.above.terms) == 1 and not other.linear:
                return one.above.names[0]
        return ""

    def room(self, instead: Mapping[int, Ends]) -> tuple[Number | None, Number | None, Number]:
        """What the figure that stands alone may be, and what it is between the values meant, in the system's numbers."""
        o, at = self.outcome, 0 if self.sides[0].linear else 1
        nodes = {name: self._node(term, instead) for name, term in self.terms.items()}
        text, operator = (o.left.formula, o.right.formula)[1 - at], o.operator
        fraction = ratio.exact(text, nodes, self.odd).node
        counts, constant = self.sides[at].above.terms[0][0], self.sides[at].above.constant

        def of(value: Exact) -> Number | None:
            return None if isinstance(value, float) else whole((Fraction(value) * self.unit - constant) / counts)

        ends = [of(fraction.low), of(fraction.high)]
        rising = operator in (("≤", "<") if at == 0 else ("≥", ">"))  # the figure is at most the fraction
        if operator != "=":
            ends[0 if rising else 1] = None
        if counts < 0:
            ends.reverse()
        middle = of(fraction.point)
        assert middle is not None
        return ends[0], ends[1], middle


_FAR = (float("-inf"), float("inf"))


def _node(term: Term) -> Node:
    """A term as the judge sees it."""
    ends = term.interval
    low, high = (Fraction(e) if e.is_finite() else float(e) for e in (ends.low, ends.high))
    point = Fraction(term.value)
    return Node(point, (point, point), low, high, ends.low_open, ends.high_open, 0, 0, 0)


def read(outcomes: Sequence[Outcome], ratios: Iterable[Ratio], prints: Sequence[Print]) -> list[Outcome]:
    """The outcomes, with what a percentage among the suspects would read."""
    by: dict[str, list[Ratio]] = defaultdict(list)
    for one in ratios:
        if one.alone:
            by[one.alone].append(one)
    number = {p.figure: n for n, p in enumerate(prints)}
    return [
        replace(o, suspects=tuple(_set(one, by, prints, number) for one in _possible(o, by, prints, number)))
        if o.suspects and by
        else o
        for o in outcomes
    ]


def _possible(
    o: Outcome, by: Mapping[str, list[Ratio]], prints: Sequence[Print], number: Mapping[str, int]
) -> Sequence[SuspectSet]:
    """The sets of an outcome without those in which no percentage fits its parts; all of them where none would be left.

    The search knows nothing of a fraction of which the percentage is wrong as well as a part.
    """
    if o.located != "sets":
        return o.suspects
    return [one for one in o.suspects if not _refuted(one, by, prints, number)] or o.suspects


def _refuted(
    one: SuspectSet, by: Mapping[str, list[Ratio]], prints: Sequence[Print], number: Mapping[str, int]
) -> bool:
    """Whether what the parts may read leaves some percentage of a set nothing of what else it may read."""
    instead = {
        number[c.figure]: (_end(prints[number[c.figure]], c.low, 0), _end(prints[number[c.figure]], c.high, 1))
        for c in one.cells
        if c.figure not in by
    }
    for cell in one.cells:
        told = prints[number[cell.figure]]
        low, high = _end(told, cell.low, 0), _end(told, cell.high, 1)
        for ratio_ in by.get(cell.figure, ()):
            try:
                least, most, _ = ratio_.room(instead)
            except ExpressionError:
                continue
            if (low is not None and most is not None and most < low) or (
                high is not None and least is not None and least > high
            ):
                return True
    return False


def _end(told: Print, reading: Decimal, which: int) -> Number | None:
    """The least (0) or greatest (1) value that a cell stands for at an end of its readings; None for no end."""
    return stands_for(told, whole(Fraction(reading) / told.unit))[which] if reading.is_finite() else None


def _set(
    found: SuspectSet, by: Mapping[str, list[Ratio]], prints: Sequence[Print], number: Mapping[str, int]
) -> SuspectSet:
    if not any(cell.figure in by for cell in found.cells):
        return found
    instead = {
        number[c.figure]: stands_for(told := prints[number[c.figure]], whole(Fraction(c.suggested) / told.unit))
        for c in found.cells
        if c.figure not in by and c.suggested.is_finite()
    }
    cells = [_reading(c, by[c.figure], prints[number[c.figure]], instead) if c.figure in by else c for c in found.cells]
    # A percentage that still reads as printed needs no change once the others have theirs.
    changed = tuple(c for c in cells if c.figure not in by or c.suggested != c.printed)
    return replace(found, cells=changed or tuple(cells))


def _reading(cell: Suspect, ratios: Sequence[Ratio], told: Print, instead: Mapping[int, Ends]) -> Suspect:
    """A suspected percentage with the readings that its parts and all else leave it; as it is where they leave none."""
    low, high = (whole(Fraction(e) / told.unit) if e.is_finite() else None for e in (cell.low, cell.high))
    middle: Number = told.value
    for one in ratios:
        try:
            least, most, near = one.room(instead)
        except ExpressionError:
            return cell
        low = least if low is None or (least is not None and least > low) else low
        high = most if high is None or (most is not None and most < high) else high
        middle = near
    if low is not None and high is not None and low > high:
        return cell
    first, last = readings(told, low, high)
    step = Fraction(told.step)
    reading: Number = whole(round(Fraction(middle) / step) * step)
    reading = first if first is not None and reading < first else reading
    reading = last if last is not None and reading > last else reading
    written = [None if v is None else decimal(Fraction(v) * told.unit) for v in (first, last, reading)]
    return replace(
        cell,
        low=written[0] if written[0] is not None else cell.low,
        high=written[1] if written[1] is not None else cell.high,
        suggested=written[2] or cell.suggested,
    )
