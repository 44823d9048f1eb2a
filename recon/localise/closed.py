"""A closed figure base as systems: one variable for the true value at each coordinate.

Every print of a coordinate says where its true value lies; a complete hierarchy says that the parent's is the sum
of its children's, whether or not they were printed; what may not exceed what, and the linear lines of 勾稽, are
relations too. Where prints themselves must add up (舍位平衡) the value is the print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from recon import numbers, units
from recon.figures import Base, Relation
from recon.hierarchy import Group
from recon.localise.faults import Located
from recon.localise.locate import Whole, located, wrong
from recon.localise.numbers import EPSILON, PARTS, Number, whole
from recon.localise.prober import Knowledge
from recon.localise.strain import Check, Meant
from recon.localise.suspects import decimal
from recon.localise.system import Constraint, Print, System, end, floors, useful
from recon.localise.work import EFFORT
from recon.model import Coordinate, Figure, Outcome, Side
from recon.rules import bound, relation
from recon.rules.closure import Closed
from recon.rules.expression import ExpressionError, names, odd_names
from recon.rules.linear import NotLinearError, form
from recon.rules.nodes import Node, judge

Terms = tuple[tuple[Number, int], ...]


def localise(closed: Closed, outcomes: Sequence[Outcome], budget: int = EFFORT) -> Located:
    """All outcomes of a closed base in order, each mismatch that must be corrected with its suspects and hints.

    ``budget`` in steps for each connected component; beyond it, cells are ranked instead (``located``).
    """
    if not wrong(outcomes):
        return Located(list(outcomes))
    return located(lambda: _whole(closed, outcomes), outcomes, budget)


def _whole(closed: Closed, outcomes: Sequence[Outcome]) -> Whole:
    told = checks(closed, outcomes)
    asking = {n: n for n in wrong(outcomes) if told[n] is not None}
    return Whole(system(closed)[0], told, meant(closed), asking, knowledge(closed, outcomes))


def system(closed: Closed) -> tuple[System, dict[Coordinate, int]]:
    """The system of a base, and the variable of each coordinate; numbers in 1/PARTS of 10^-scale."""
    builder = _Builder(closed)
    base = {f.id: f for f in closed.base.figures}
    constraints = [*builder.sums(), *builder.limits(), *builder.lines()]
    prints, ties = builder.prints()
    kept = useful([*constraints, *ties], {p.variable for p in prints})
    kept += floors(prints, lambda told: base[told.figure].coordinate.measure)
    return System(tuple(prints), tuple(kept)), dict(builder.variables)


@dataclass
class _Builder:
    closed: Closed
    variables: dict[Coordinate, int] = field(default_factory=dict)
    extra: int = 0  #: variables that belong to a print rather than to a coordinate

    def at(self, coordinate: Coordinate) -> int:
        """The variable of a coordinate."""
        return self.variables.setdefault(coordinate, len(self.variables))

    def prints(self) -> tuple[list[Print], list[Constraint]]:
        """All prints, in the order of their figures; of 舍位平衡, coarser prints of a coordinate beside it."""
        places: dict[Coordinate, list[Figure]] = defaultdict(list)
        for figure in self.closed.base.figures:
            places[figure.coordinate].append(figure)
        prints: list[Print] = []
        ties: list[Constraint] = []
        for coordinate, figures in places.items():
            if len(figures) > 1 and self._forced(figures[0]):
                main = min(figures, key=lambda f: (bool(f.qualifier), f.ulp))
                prints.append(self._print(main, self.at(coordinate)))
                for other in figures:
                    if other is not main and other.qualifier:
                        prints.append(self._ranged(other, self.at(coordinate)))
                    elif other is not main:
                        variable = -1 - self.extra
                        self.extra += 1
                        prints.append(self._print(other, variable))
                        ties += self._near(self.at(coordinate), variable, main, other)
            else:
                prints += [self._print(f, self.at(coordinate)) for f in figures]
        order = {f.id: n for n, f in enumerate(self.closed.base.figures)}
        return sorted(prints, key=lambda p: order[p.figure]), ties

    def _ranged(self, figure: Figure, variable: int) -> Print:
        """A figure that stands for a range, although the others of its measure are points."""
        low, high = (
            None if e.is_infinite() else whole(self._number(e))
            for e in (figure.interval.low, figure.interval.high)
        )
        return replace(self._print(figure, variable), low=low, high=high)

    def _forced(self, figure: Figure) -> bool:
        return self.closed.base.measure(figure).rounding == "舍位平衡"

    def _near(self, first: int, second: int, main: Figure, other: Figure) -> Iterator[Constraint]:
        """Two prints of one coordinate under 舍位平衡 lie no farther apart than both may be forced."""
        room = sum((self._number(f.interval.high - f.value) for f in (main, other)), start=Fraction(0))
        yield Constraint(((1, first), (-1, second)), "≤", room)
        yield Constraint(((1, second), (-1, first)), "≤", room)

    def _number(self, value: Decimal) -> Fraction:
        return Fraction(value) * _unit(self.closed)

    def _print(self, figure: Figure, variable: int) -> Print:
        """A figure's print; of 舍位平衡 the point that sums hold between."""
        node = self.closed.nodes[figure.id]
        base = self.closed.base
        assert not isinstance(node.point, float)
        return Print(
            figure.id,
            figure.cell,
            variable,
            node.point * PARTS,
            end(node.low * PARTS, node.low_open, 1),
            end(node.high * PARTS, node.high_open, -1),
            whole(self._step(figure)),
            Fraction(1, _unit(self.closed)),
            Fraction(base.measure(figure).weight) * Fraction(base.weights.get(figure.source, 1)),
            bool(figure.qualifier),
            base.measure(figure).rounding == "截断" and not figure.qualifier,
            _decimals(figure),
            figure.unit,
            " ".join((*figure.part, base.measure(figure).unit.base)),
        )

    def _step(self, figure: Figure) -> Fraction:
        """The unit of the last place as printed, in the system's units."""
        factor = units.ratio(
            units.parse(figure.unit), self.closed.base.measure(figure).unit, counting=True
        ) or Decimal(1)
        places = 10 ** _decimals(figure)
        return self._number(figure.ulp) or Fraction(factor) * _unit(self.closed) / places

    def sums(self) -> Iterator[Constraint]:
        """parent = Σ children of complete breakdowns, Σ known children ≤ parent of others, known values or not."""
        values = self.closed.values
        for name, coordinates in _by_measure(values).items():
            if not self.closed.base.measures[name].additive:
                continue
            trees = self.closed.base.hierarchy.trees(name)
            seen: set[tuple[Coordinate, Group]] = set()
            for c in coordinates:
                for dimension, at in enumerate((c.item, c.period, c.region)):
                    for group in trees.above[dimension].get(at, ()):
                        parent = _moved(c, dimension, group.parent)
                        if (parent, group) not in seen:
                            seen.add((parent, group))
                            yield from self._group(parent, group)

    def _group(self, parent: Coordinate, group: Group) -> Iterator[Constraint]:
        children = [_moved(parent, group.dimension, name) for name in group.children]
        values = self.closed.values
        known = [c for c in children if c in values]
        if group.complete:
            yield Constraint(self._terms(parent, children), "=")
        if parent in values and len(known) < len(children) + (not group.complete):
            signed = any(values[c].point < 0 for c in (parent, *known))
            if not group.complete or not signed:
                terms = tuple((-c, v) for c, v in self._terms(parent, known))
                yield Constraint(terms, "≤")

    def _terms(self, parent: Coordinate, children: Iterable[Coordinate]) -> Terms:
        return ((1, self.at(parent)), *((-1, self.at(c)) for c in children))

    def limits(self) -> Iterator[Constraint]:
        """A measure that must not exceed another."""
        for c, ceiling, factor in bound.pairs(self.closed):
            yield Constraint(((1, self.at(c)), (-whole(Fraction(factor)), self.at(ceiling))), "≤")

    def lines(self) -> Iterator[Constraint]:
        """The lines of 勾稽 that are linear; others are no part of the system."""
        base = self.closed.base
        odd = odd_names(f.id for f in base.figures) if base.relations else frozenset()
        known = {f.id: f for f in base.figures}
        for line in base.relations:
            with suppress(ExpressionError, NotLinearError):
                if constraint := self._line(base, line, known, odd):
                    yield constraint

    def _line(
        self, base: Base, line: Relation, known: dict[str, Figure], odd: frozenset[str]
    ) -> Constraint | None:
        left, right = form(line.left, odd), form(line.right, odd)
        names = [n for n in {**left, **right} if n]
        if not names or any(n not in known for n in names):
            return None
        first = base.measure(known[names[0]]).unit
        ratios = {n: units.ratio(base.measure(known[n]).unit, first) for n in names}
        if any(ratio is None for ratio in ratios.values()):
            ratios = dict.fromkeys(names, Decimal(1))
        sign = -1 if line.operator in ("≥", ">") else 1
        coefficients: dict[int, Fraction] = defaultdict(Fraction)
        for name in names:
            variable = self.at(known[name].coordinate)
            share = left.get(name, Fraction(0)) - right.get(name, Fraction(0))
            coefficients[variable] += sign * share * Fraction(ratios[name] or 1)
        constant = sign * (right.get("", Fraction(0)) - left.get("", Fraction(0))) * _unit(self.closed)
        terms = tuple((whole(c), v) for v, c in coefficients.items() if c)
        strict = EPSILON if line.operator in ("<", ">") else 0
        return Constraint(terms, "=" if line.operator == "=" else "≤", whole(constant - strict))


def _decimals(figure: Figure) -> int:
    """Printed decimals of a figure."""
    return numbers.read(figure.printed).decimals


def _by_measure(coordinates: Iterable[Coordinate]) -> dict[str, list[Coordinate]]:
    found: dict[str, list[Coordinate]] = defaultdict(list)
    for c in coordinates:
        found[c.measure].append(c)
    return found


def _moved(c: Coordinate, dimension: int, name: str) -> Coordinate:
    """The coordinate with another name along one dimension."""
    names = [c.item, c.period, c.region]
    names[dimension] = name
    return Coordinate(c.measure, *names)


def checks(closed: Closed, outcomes: Iterable[Outcome]) -> list[Check | None]:
    """Each outcome as a relation between prints, numbered as in the base; None where it is none, or not linear."""
    number = {f.id: n for n, f in enumerate(closed.base.figures)}
    odd = odd_names(number)
    return [_check(closed, o, number, odd) for o in outcomes]


def _check(closed: Closed, o: Outcome, number: dict[str, int], odd: frozenset[str]) -> Check | None:
    if o.rule == "partition" or o.verdict in ("implied", "unverifiable"):
        return None
    if not o.right.terms and not o.right.formula:
        return None
    sign = -1 if o.operator in ("≥", ">") else 1
    terms: dict[int, Number] = defaultdict(int)
    constant = Fraction(0)
    for side, outcome_side in ((sign, o.left), (-sign, o.right)):
        coefficients: Mapping[str, Number]
        if outcome_side.formula:
            try:
                coefficients = _scaled(closed, outcome_side.formula, o, odd)
            except (NotLinearError, ExpressionError):
                return None
        else:
            coefficients = _plain(outcome_side)
        for name, coefficient in coefficients.items():
            if name:
                terms[number[name]] += side * coefficient
            else:
                constant -= side * coefficient * _unit(closed)
    told = tuple((whole(c), n) for n, c in sorted(terms.items()) if c)
    strict = EPSILON if o.operator in ("<", ">") else 0
    return Check(told, "=" if o.operator == "=" else "≤", whole(constant - strict)) if told else None


def _plain(side: Side) -> dict[str, Number]:
    """Coefficients of a side that is a sum; not 1 where a bounding measure has another unit."""
    found: dict[str, Number] = defaultdict(int)
    for term in side.terms:
        same = term.value == term.figure.value
        found[term.figure.id] += term.sign * (
            1 if same else Fraction(term.value) / Fraction(term.figure.value)
        )
    return found


def _scaled(closed: Closed, formula: str, o: Outcome, odd: frozenset[str]) -> dict[str, Fraction]:
    """Coefficients of one side of a line of 勾稽, each in the unit its figures are compared in."""
    found = form(formula, odd)
    figures = {t.figure.id: t.figure for side in (o.left, o.right) for t in side.terms}
    first = closed.base.measure((o.left.terms or o.right.terms)[0].figure).unit
    ratios = {n: units.ratio(closed.base.measure(f).unit, first) for n, f in figures.items()}
    if any(ratio is None for ratio in ratios.values()):
        return found
    return {n: c * Fraction(ratios[n] or 1) if n else c for n, c in found.items()}


def meant(closed: Closed) -> list[Meant]:
    """What each print means, in the system's units, numbered as in the base."""
    return [_meant(closed.nodes[f.id], _unit(closed), f) for f in closed.base.figures]


def _meant(node: Node, unit: int, figure: Figure) -> Meant:
    first, last = node.meant
    ulp = whole(Fraction(figure.ulp) * unit)
    assert not isinstance(node.bias, float)
    return Meant(first * PARTS, last * PARTS, ulp, whole(node.bias * PARTS))


def _unit(closed: Closed) -> int:
    """How many of the system's units a measure's unit is."""
    return int(10**closed.scale) * PARTS


def knowledge(closed: Closed, outcomes: Sequence[Outcome]) -> Knowledge:
    """Implied values, and the lines of 勾稽 that are not linear."""
    number = {f.id: n for n, f in enumerate(closed.base.figures)}
    implied = []
    for o in outcomes:
        ends = o.left.interval
        if o.verdict == "implied" and ends.low.is_finite() and ends.high.is_finite():
            low, high = (Fraction(e) * _unit(closed) for e in (ends.low, ends.high))
            implied.append((number[o.left.terms[0].figure.id], low, high))
    return Knowledge(implied=implied, sound=_sound(closed))


def _sound(closed: Closed) -> Callable[[int, Number], bool]:
    """Whether a figure may read so as far as lines of 勾稽 go that hold now and are not linear."""
    base, odd = closed.base, relation.odd_in(closed.base)
    lines: dict[str, list[Relation]] = defaultdict(list)
    for line in base.relations:
        if not relation.is_order(line) and not _linear(line, odd):
            with suppress(ExpressionError):
                for name in (*names(line.left, odd), *names(line.right, odd)):
                    lines[name].append(line)

    def breaks(base: Base, line: Relation) -> bool:
        try:
            c = relation.compare(base, line, closed.scale, odd)
        except ExpressionError:
            return False
        return c.right is not None and judge(c.left, c.operator, c.right) == "mismatch"

    def sound(n: int, value: Number) -> bool:
        figure = base.figures[n]
        if figure.id not in lines:
            return True
        changed = replace(
            base, figures=(*base.figures[:n], _reading(closed, figure, value), *base.figures[n + 1 :])
        )
        return all(breaks(base, line) or not breaks(changed, line) for line in lines[figure.id])

    return sound


def _reading(closed: Closed, figure: Figure, value: Number) -> Figure:
    """The figure as if it were printed otherwise, to the same precision."""
    by = decimal(Fraction(value) / _unit(closed)) - figure.value
    points = (figure.points[0] + by, figure.points[1] + by)
    ends = replace(figure.interval, low=figure.interval.low + by, high=figure.interval.high + by)
    return replace(figure, value=figure.value + by, points=points, interval=ends)


def _linear(line: Relation, odd: frozenset[str]) -> bool:
    try:
        form(line.left, odd), form(line.right, odd)
    except (NotLinearError, ExpressionError):
        return False
    return True
