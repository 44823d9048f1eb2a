"""The sides of a relation of a definition as linear forms over references, where they are."""

from __future__ import annotations

from fractions import Fraction

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
from recon.relations import Form


class NotLinearError(Exception):
    """A product or quotient of references, a function, or a choice."""


def form(expression: Expression) -> Form[Reference]:
    """An expression as a linear form; raises :class:`NotLinearError`."""
    match expression:
        case Reference():
            return Form(((1, expression),))
        case Range():
            return Form(tuple((1, one) for one in expression.members))
        case Number():
            return Form((), expression.value)
        case Sum():
            total: Form[Reference] = Form()
            for sign, term in expression.terms:
                total = joined(total, form(term), sign)
            return total
        case Product():
            first, second = form(expression.first), form(expression.second)
            if not first.terms:
                return second.times(Fraction(first.constant))
            if not second.terms:
                return first.times(Fraction(second.constant))
        case Quotient():
            above, below = form(expression.above), form(expression.below)
            if not below.terms and below.constant:
                return above.times(1 / Fraction(below.constant))
        case Function() | Choice() | Text():
            pass
    raise NotLinearError


def joined(first: Form[Reference], second: Form[Reference], sign: int) -> Form[Reference]:
    """The sum of two forms with the order of their terms kept; a reference named twice stays one term."""
    terms = {name: c for c, name in first.terms}
    for c, name in second.terms:
        terms[name] = terms.get(name, 0) + sign * c
    return Form(tuple((c, name) for name, c in terms.items() if c), first.constant + sign * second.constant)


def references(node: object) -> list[Reference]:
    """Every reference in an expression, a condition or a relation, in order."""
    listed: list[Reference] = []
    stack = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, Reference):
            listed.append(one)
            continue
        if isinstance(one, Range):
            stack += reversed(one.members)
            continue
        if isinstance(one, tuple | list):
            stack += reversed(one)
            continue
        names = getattr(type(one), "__slots__", ())
        if type(one).__module__.endswith("definitions.tree"):
            stack += reversed([getattr(one, name) for name in names if name not in ("ends", "span")])
    return list(dict.fromkeys(listed))


def ratio(expression: object) -> bool:
    """Whether something in it is divided by a reference."""
    if isinstance(expression, Quotient):
        return bool(references(expression.below)) or ratio(expression.above)
    if isinstance(expression, tuple | list):
        return any(map(ratio, expression))
    if type(expression).__module__.endswith("definitions.tree"):
        names = getattr(type(expression), "__slots__", ())
        return any(ratio(getattr(expression, name)) for name in names if name not in ("ends", "span"))
    return False
