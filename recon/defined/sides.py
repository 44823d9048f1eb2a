"""Both sides of a relation in one place: a linear form over cells, or an expression that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, NamedTuple

from recon.defined.conditions import Look, UnknownError, holds, value
from recon.defined.instances import Bound
from recon.defined.values import SCALE, Datum, factors, name
from recon.definitions.tree import (
    Choice,
    Expression,
    Function,
    Number,
    Product,
    Quotient,
    Range,
    Reference,
    Sum,
    Text,
)
from recon.relations import Coefficient, Form
from recon.rules.judging import rounded
from recon.rules.nodes import Node
from recon.rules.ratio import exact


class Side(NamedTuple):
    """A linear side: what each cell counts, and a constant in the unit of the first cell."""

    terms: tuple[tuple[Coefficient, Datum], ...]
    constant: Coefficient = 0
    asked: bool = True  #: at least one of its cells is one to fill in, or it names none


def linear(form: Form[Reference], look: Look) -> Side:
    """A linear form bound to cells; raises :class:`UnknownError` where a reference has none."""
    terms: list[tuple[Coefficient, Datum]] = []
    applies = not form.terms
    for coefficient, ref in form.terms:
        bound = look(ref)
        if bound is None or bound.text is not None:
            raise UnknownError
        applies |= bound.applies
        terms += [(coefficient, datum) for datum in bound.data]
    return Side(tuple(terms), form.constant, applies)


def in_one_unit(sides: Iterable[Side]) -> list[Side]:
    """The sides with every cell in the unit of the first one, where all measure the same kind of thing."""
    several = list(sides)
    data = [datum for side in several for _, datum in side.terms]
    if len({datum.unit for datum in data}) < 2:
        return several
    by = dict(zip((d.cell for d in data), factors([d.unit for d in data]), strict=True))
    return [
        side._replace(terms=tuple((c * by[d.cell] if by[d.cell] != 1 else c, d) for c, d in side.terms))
        for side in several
    ]


@dataclass
class Writer:
    """Writes an expression over the names of cells, and keeps the cells it names.

    MAX, MIN and a choice are written as the argument that counts, with a number of its own for the judge: it may be
    any of them as far as rounding goes.
    """

    look: Look
    blank_is_zero: bool
    cells: dict[str, Datum] = field(default_factory=dict)
    numbers: dict[str, Node] = field(default_factory=dict)

    def write(self, expression: Expression, *, judged: bool) -> str:
        """The expression; raises :class:`UnknownError` where it cannot be evaluated."""
        match expression:
            case Number():
                return _number(expression.value)
            case Reference():
                return self._cells(self.look(expression))
            case Range():
                return "(" + " + ".join(self._cells(self.look(one)) for one in expression.members) + ")"
            case Sum():
                return self._sum(expression, judged=judged)
            case Product():
                return f"{self._part(expression.first, judged)} × {self._part(expression.second, judged)}"
            case Quotient():
                return f"{self._part(expression.above, judged)} ÷ {self._part(expression.below, judged, below=True)}"
            case Function():
                return self._function(expression, judged=judged)
            case Choice():
                chosen = expression.then if holds(expression.condition, self.look) else expression.otherwise
                return self.write(chosen, judged=judged)
            case Text():
                raise UnknownError
        raise UnknownError

    def _sum(self, expression: Sum, *, judged: bool) -> str:
        pieces = []
        for n, (sign, term) in enumerate(expression.terms):
            text = self._part(term, judged) if isinstance(term, Sum | Choice) else self.write(term, judged=judged)
            pieces.append((" + " if sign > 0 else " − ") + text if n else ("" if sign > 0 else "0 − ") + text)
        return "".join(pieces)

    def _part(self, expression: Expression, judged: bool, *, below: bool = False) -> str:
        text = self.write(expression, judged=judged)
        plain = isinstance(expression, Number | Reference | Range) or (
            isinstance(expression, Product | Quotient) and not below
        )
        return text if plain and not text.startswith("0 −") else f"({text})"

    def _cells(self, bound: Bound | None) -> str:
        if bound is None or bound.text is not None or not bound.applies:
            raise UnknownError
        names = []
        for datum in bound.data:
            if datum.unread or (datum.blank and not self.blank_is_zero):
                raise UnknownError
            key = name(datum.cell)
            self.cells[key] = datum
            self.numbers[key] = node(datum)
            names.append(key)
        return names[0] if len(names) == 1 else "(" + " + ".join(names) + ")" if names else "0"

    def _function(self, expression: Function, *, judged: bool) -> str:
        texts = [self.write(one, judged=judged) for one in expression.arguments]
        points = [value(one, self.look) for one in expression.arguments]
        if expression.name == "ABS":
            active = f"({texts[0]})" if points[0] >= 0 else f"(0 − ({texts[0]}))"
        else:
            best = (max if expression.name == "MAX" else min)(range(len(points)), key=points.__getitem__)
            active = f"({texts[best]})"
        if not judged:
            return active
        nodes = [exact(text, self.numbers).node for text in texts]
        key = f"value{len(self.numbers)}"
        self.numbers[key] = _extreme(expression.name, nodes)
        return key


def _extreme(kind: str, nodes: list[Node]) -> Node:
    """The greatest or least of some numbers, or the size of one, as far as rounding tells."""
    if kind == "ABS":
        (one,) = nodes
        point, *ends = (max(end, -end) for end in (one.point, one.low, one.high))
        least = 0 if one.low <= 0 <= one.high else min(ends)
        return replace(one, point=point, meant=(point, point), low=least, high=max(ends), figure=None, parts=())
    pick: Callable[..., Any] = max if kind == "MAX" else min
    best: Node = pick(nodes, key=lambda one: one.point)
    low, high = pick(one.low for one in nodes), pick(one.high for one in nodes)
    return replace(best, low=low, high=high, figure=None, parts=())


def node(datum: Datum) -> Node:
    """A cell as the judge sees it, in whole units; a blank is nothing."""
    unit = 10**SCALE
    step = Fraction(datum.step, unit)
    return rounded(Fraction(datum.value or 0, unit), step, step * step)


def _number(exact_value: Fraction) -> str:
    """A number as an expression may hold it."""
    text = f"{exact_value.numerator}"
    if exact_value.denominator != 1:
        places = 0
        while (exact_value * 10**places).denominator != 1 and places < 15:
            places += 1
        scaled = exact_value * 10**places
        if scaled.denominator != 1:
            return f"({exact_value.numerator} ÷ {exact_value.denominator})"
        digits = str(abs(int(scaled))).rjust(places + 1, "0")
        text = f"{'-' if exact_value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return f"(0 − {text[1:]})" if text.startswith("-") else text
