"""A closed figure base as a system: what was judged, with a variable for each true value that it speaks of.

A coordinate has one variable for its true value. Where prints themselves must add up (舍位平衡) the print has one of its
own, and so has the number that a target with a direction sets; a print bounds all that it speaks of. A ratio is linear
as long as the figure it is compared with is believed: a ÷ t × 100 = p leaves 100·a − p·t no more room than the ends of p.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from recon import numbers, units
from recon.localise.solver.numbers import EPSILON, PARTS, Number, whole
from recon.localise.solver.system import Bound, Constraint, Print, System, end, floors, links, useful
from recon.model import Coordinate, Figure, Outcome
from recon.relations import Coefficient, Form, K, Relation
from recon.rules import bound, relation, threshold, tie
from recon.rules.closure import Closed, beside_finer, leaf
from recon.rules.expression import ExpressionError
from recon.rules.judging import side
from recon.rules.linear import NotLinearError, Quotient, quotient
from recon.rules.nodes import Exact, Node, scaled

#: What a variable stands for: ("value", coordinate), ("print" | "number" | "reading", figure number), ("sum", coordinate, part),
#: ("room", line, end, figure number).
Key = tuple[Hashable, ...]
Part = tuple[str, str]


@dataclass(frozen=True)
class Built:
    """What the relations of a base come to between variables, each with its constraints, and what is printed."""

    pairs: list[tuple[Relation[Any], list[Constraint]]]
    prints: dict[str, Print]  #: by figure number
    nodes: dict[str, Node]  #: what each print is suspected for, by figure number

    def system(self) -> System:
        """All of it; numbers in 1/PARTS of 10^-scale."""
        prints = tuple(self.prints.values())
        constraints = [constraint for _, several in self.pairs for constraint in several]
        constraints += links(prints)
        kept = useful(constraints, {v for p in prints for v in p.variables})
        return System(prints, (*kept, *floors(prints, self._measure)))

    def _measure(self, told: Print) -> str:
        figure = self.nodes[told.figure].figure
        return figure.coordinate.measure if figure else ""

    def constraints(self, relation: Relation[Any]) -> list[Constraint]:
        """Those of one relation."""
        return [constraint for one, several in self.pairs if one == relation for constraint in several]

    def equations(self) -> list[Constraint]:
        """Those between totals and their parts."""
        return [c for one, several in self.pairs if one.rule == "foot" and one.operator == "=" for c in several]


def built(closed: Closed, outcomes: Iterable[Outcome]) -> Built:
    """The relations that were judged, in the order of the rules, and the prints in the order of their numbers."""
    lines = {(o.rule, o.label, o.left.formula, o.operator, o.right.formula) for o in outcomes if o.left.formula}
    builder = _Builder(closed, lines)
    pairs = [*builder.sums(), *builder.ties(), *builder.lines()]
    spoken = {figure.id: list(builder.spoken(figure)) for figure in closed.base.figures}
    prints = {figure.id: builder.print(figure, spoken[figure.id]) for figure in closed.base.figures}
    nodes = {number: first for number, ((_, first), *_) in spoken.items()}
    return Built(pairs, prints, nodes)


def unit(closed: Closed) -> int:
    """How many of the system's units a measure's unit is."""
    return int(10**closed.scale) * PARTS


def constraint(relation: Relation[K], at: Callable[[K], int]) -> Constraint:
    """A linear relation between variables; the total of a sum stands first."""
    away = relation.difference(at)
    told = [(whole(c), v) for c, v in away.terms]
    alone = next((s for s in (-1, 1) if sum(c * s > 0 for c, _ in told) == 1), 0)
    told.sort(key=lambda term: term[0] * alone <= 0)
    operator: Literal["=", "≤"] = "=" if relation.operator == "=" else "≤"
    return Constraint(tuple(told), operator, whole(-away.constant - (EPSILON if relation.strict else 0)))


def in_units(form: Form[str], factors: Mapping[str, Coefficient], unit: int) -> Form[str]:
    """A form whose constant is in units of the system, over figures that are in units of their own."""
    return Form(tuple((c * factors[name], name) for c, name in form.terms), form.constant * unit)


@dataclass
class _Builder:
    closed: Closed
    evaluated: AbstractSet[tuple[str, ...]]  #: the lines of 勾稽 that could be: rule, label, sides and operator
    variables: dict[Key, int] = field(default_factory=dict)
    also: dict[str, list[Bound]] = field(default_factory=lambda: defaultdict(list))  #: by figure number
    numbers: set[str] = field(default_factory=set)  #: figures of which the number they set is compared
    valued: set[Coordinate] = field(default_factory=set)  #: coordinates whose true value some line names

    def __post_init__(self) -> None:
        self.unit = unit(self.closed)
        self.part = Fraction(1, self.unit)
        self.steps: dict[Hashable, Number] = {}
        self.weights: dict[tuple[Decimal, Decimal | None], Number] = {}
        self.figures = {f.id: f for f in self.closed.base.figures}
        self.places: dict[Coordinate, list[Figure]] = defaultdict(list)
        for figure in self.closed.base.figures:
            self.places[figure.coordinate].append(figure)
        parts = dict.fromkeys(f.part for f in self.closed.base.figures)
        self.scopes: tuple[Part | None, ...] = (None, *parts) if len(parts) > 1 else (None,)

    def variable(self, *key: Hashable) -> int:
        """The variable of a key."""
        return self.variables.setdefault(key, len(self.variables))

    def at(self, coordinate: Coordinate, part: Part | None = None) -> int:
        """The variable that sums, of one source part or of all, have for a coordinate."""
        if not self.forced(coordinate):
            return self.variable("value", coordinate)
        told = self.compared(coordinate, part)
        return self.variable("print", self.taken(told).id) if told else self.variable("sum", coordinate, part)

    def forced(self, coordinate: Coordinate) -> bool:
        """Whether sums hold between the prints (舍位平衡)."""
        return self.closed.base.measures[coordinate.measure].rounding == "舍位平衡"

    def compared(self, coordinate: Coordinate, part: Part | None) -> list[Figure]:
        """The prints that sums of a part, or of all, are compared with."""
        told = [f for f in self.places.get(coordinate, ()) if part in (None, f.part)]
        coarse = beside_finer(told)
        return [f for f in told if f.id not in coarse]

    def taken(self, figures: list[Figure]) -> Figure:
        """The one among them that enters sums."""
        return min(figures, key=lambda f: self.closed.nodes[f.id].width)

    def of(self, name: str, reading: str) -> int:
        """The variable that a line or a tie has for a figure."""
        figure = self.figures[name]
        if reading == "number" and threshold.direction(figure):
            self.numbers.add(name)
            return self.variable("number", name)
        self.valued.add(figure.coordinate)
        return self.variable("value", figure.coordinate)

    def sums(self) -> Iterator[tuple[Relation[Any], list[Constraint]]]:
        """What adds up, and what must not exceed what."""
        for one in (*self.closed.relations, *bound.relations(self.closed)):
            if not self.forced(one.rights[0]) or one.rule != "foot" or one.operator != "=":
                yield one, [constraint(one, self.at)]
            else:
                yield one, [made for part in self.scopes for made in self._forced(one, part)]

    def _forced(self, one: Relation[Any], part: Part | None) -> Iterator[Constraint]:
        """Of 舍位平衡 a sum between the prints of a part, or of all, for each print of the total."""
        total = one.rights[0]
        stated = [self.variable("print", f.id) for f in self.compared(total, part)]
        for own in stated or [self.at(total, part)]:
            at = {name: self.at(name, part) for name in one.lefts} | {total: own}
            yield constraint(one, at.__getitem__)

    def ties(self) -> Iterator[tuple[Relation[Any], list[Constraint]]]:
        """Two targets of one direction set one number; that two prints have one true value needs no saying."""
        for _, one in tie.relations(self.closed):
            if one.reading == "number":
                yield one, [constraint(one, lambda name: self.of(name, "number"))]

    def lines(self) -> Iterator[tuple[Relation[Any], list[Constraint]]]:
        """The lines of 勾稽 that are linear, or ratios."""
        base, odd = self.closed.base, relation.odd_in(self.closed.base)
        for n, (line, rule) in enumerate(relation.every(base)):
            with suppress(ExpressionError, NotLinearError):
                stated, factors = relation.stated(base, line, self.figures, odd, rule)
                if (
                    rule,
                    stated.label,
                    line.left,
                    stated.operator,
                    line.right,
                ) in self.evaluated:  # else it says nothing
                    yield stated, self._line(n, stated, factors, odd)

    def _line(
        self, n: int, stated: Relation[str], factors: Mapping[str, Fraction], odd: frozenset[str]
    ) -> list[Constraint]:
        left, right = (quotient(text, odd) for text in stated.formulas)
        if left.linear and right.linear:
            sides = [in_units(q.above, factors, self.unit) for q in (left, right)]
            linear = replace(stated, left=sides[0], right=sides[1])
            return [constraint(linear, lambda name: self.of(name, stated.reading))]
        return [*self._ratio(n, stated, left, right, factors)]

    def _ratio(
        self, n: int, stated: Relation[str], left: Quotient, right: Quotient, factors: Mapping[str, Fraction]
    ) -> Iterator[Constraint]:
        """above ÷ below against a number, or one figure: its ends times what is below are ends of what is above."""
        operator = stated.operator
        if left.linear:
            left, right = right, left
            operator = {"≤": "≥", "≥": "≤", "<": ">", ">": "<"}.get(operator, operator)  # type: ignore[assignment]
        if not right.linear or len(right.above.terms) > 1:
            raise NotLinearError
        guards = self._guards(right, stated.reading)
        alike = {name: factors[guards[0]] for name in guards if name}  # of one measure
        node = self._node(stated, {**factors, **alike})
        below = side(left.below, node)
        sign = 1 if below.low > 0 else -1
        above, under = (in_units(f, factors, self.unit).times(sign) for f in (left.above, left.below))
        yield constraint(Relation("bound", under, "≥", Form()), lambda name: self.of(name, stated.reading))
        for guard in guards:
            other = side(Form(tuple((c, guard) for c, _ in right.above.terms), right.above.constant), node)
            for limit, is_open, turn in ((other.low, other.low_open, 1), (other.high, other.high_open, -1)):
                if isinstance(limit, float) or operator in (("≤", "<") if turn > 0 else ("≥", ">")):
                    continue
                room = above.plus(under.times(whole(Fraction(limit))), -1).times(turn)
                strict = is_open or operator in ("<", ">")
                yield self._room(n, turn, room, guard, strict=strict, reading=stated.reading)

    def _guards(self, stated: Quotient, reading: str) -> list[str]:
        """The figure that is compared with a fraction and the other prints of its coordinate, which say as much."""
        if not stated.above.terms:
            return [""]
        (name,) = stated.above.names
        if reading != "value":
            return [name]
        return [name, *(f.id for f in self.places[self.figures[name].coordinate] if f.id != name)]

    def _room(self, n: int, turn: int, room: Form[str], guard: str, *, strict: bool, reading: str) -> Constraint:
        """That a form is not below zero: always, or as long as the print ``guard`` is right."""
        if not guard:
            told = Relation("bound", room, ">" if strict else "≥", Form())
            return constraint(told, lambda name: self.of(name, reading))
        left = self.variable("room", n, turn, guard)
        self.also[guard].append(Bound(left, EPSILON if strict else 0, None))
        terms = tuple((whole(c), v) for c, v in room.renamed(lambda name: self.of(name, reading)).terms)
        return Constraint(((-1, left), *terms), "=", whole(-room.constant))

    def _node(self, stated: Relation[str], factors: Mapping[str, Fraction]) -> Callable[[str], Node]:
        closed = self.closed

        def node(name: str) -> Node:
            told = threshold.read(closed.base, self.figures[name], closed.scale, stated.reading)
            return scaled(told, factors[name] / 10**closed.scale)

        return node

    def print(self, figure: Figure, spoken: Sequence[tuple[Key, Node]]) -> Print:
        """A figure's print with all that it bounds; asked after the relations."""
        measure, weights = self.closed.base.measure(figure), self.closed.base.weights
        (main, node), *others = spoken
        plain = main[0] == "number"
        assert not isinstance(node.point, float)
        decimals = numbers.read(figure.printed).decimals
        return Print(
            figure.id,
            figure.cell,
            self.variable("reading", figure.id) if others else self.variable(*main),
            whole(node.point * PARTS),
            *ends(node),
            self._step(figure, decimals),
            self.part,
            self._weight(measure.weight, weights.get(figure.source)),
            bool(figure.qualifier) and not plain,
            measure.rounding == "截断" and (plain or not figure.qualifier),
            decimals,
            figure.unit,
            " ".join((*figure.part, measure.unit.base)),
            self._also(figure, spoken) if others or figure.id in self.also else (),
            bool(others),
        )

    def _also(self, figure: Figure, spoken: Sequence[tuple[Key, Node]]) -> tuple[Bound, ...]:
        """What a print bounds beside what it is suspected for."""
        several = spoken if len(spoken) > 1 else ()
        others = (Bound(self.variable(*key), *ends(told), True) for key, told in several)
        return (*others, *self.also.get(figure.id, ()))

    def spoken(self, figure: Figure) -> Iterator[tuple[Key, Node]]:
        """What a print speaks of, with what it says: first what it is suspected for."""
        closed, c = self.closed, figure.coordinate
        if figure.id in self.numbers:
            yield ("number", figure.id), threshold.read(closed.base, figure, closed.scale, "number")
        if closed.base.measure(figure).rounding != "舍位平衡":
            yield ("value", c), closed.nodes[figure.id]
            return
        yield ("print", figure.id), closed.nodes[figure.id]
        if len(self.places[c]) > 1 or c in self.valued:
            yield ("value", c), leaf(figure, closed.scale)

    def _weight(self, measure: Decimal, source: Decimal | None) -> Number:
        """What calling a figure wrong costs; the same few numbers again and again."""
        if (measure, source) not in self.weights:
            self.weights[measure, source] = whole(Fraction(measure) * Fraction(1 if source is None else source))
        return self.weights[measure, source]

    def _step(self, figure: Figure, decimals: int) -> Number:
        """The unit of the last place as printed, in the system's units; the same few again and again."""
        key = figure.ulp or (figure.unit, figure.coordinate.measure, decimals)
        if key not in self.steps:
            own, measure = units.parse(figure.unit), self.closed.base.measure(figure)
            last = Decimal(units.ratio(own, measure.unit, counting=True) or 1).scaleb(-decimals)
            self.steps[key] = whole(Fraction(figure.ulp or last) * self.unit)
        return self.steps[key]


def ends(node: Node) -> tuple[Number | None, Number | None]:
    """The ends of what a node stands for, in the system's units."""
    return end(_parts(node.low), node.low_open, 1), end(_parts(node.high), node.high_open, -1)


def _parts(value: Exact) -> Exact:
    return value if isinstance(value, float) else whole(value * PARTS)
