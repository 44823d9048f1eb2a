"""Whether the condition of a relation holds in a place, by the numbers as printed; a blank is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from recon.defined.instances import Binder, Bound, Place
from recon.defined.values import SCALE, Datum
from recon.definitions import linear
from recon.definitions.tree import (
    Blank,
    Both,
    Choice,
    Comparison,
    Condition,
    Each,
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
from recon.tables import fold

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|Q[1-4])?")
Look = Callable[[Reference], Bound | None]


class UnknownError(Exception):
    """A reference that has no cell here, or a divisor that is zero."""


class UnsaidError(UnknownError):
    """A blank, or what is no date, where the order of dates is asked: that says nothing."""


def looker(binder: Binder, place: Place) -> Look:
    """The look-up of the references of a relation in a place, each bound once."""
    cache: dict[Reference, Bound | None] = {}

    def look(ref: Reference) -> Bound | None:
        if ref not in cache:
            cache[ref] = binder.bound(ref, place)
        return cache[ref]

    return look


def named(look: Look, nodes: object) -> tuple[Datum, ...]:
    """Every cell that some nodes name."""
    several = (look(ref) for ref in linear.references(nodes))
    return tuple(dict.fromkeys(datum for one in several if one is not None for datum in one.data))


def applies(bound: Bound | None) -> bool:
    """Whether there is a cell to fill in."""
    return bound is None or bound.applies


def holds(condition: Condition, look: Look) -> bool:
    """Whether a condition holds; raises :class:`UnknownError`."""
    match condition:
        case Comparison():
            return all(_compare(left, sign, right, look) for left, sign, right in condition.links)
        case Blank():
            return _empty(condition.reference, look) is not condition.filled
        case Each():
            several = [_compare(one, condition.sign, condition.value, look) for one in condition.references]
            return any(several) if condition.quantity == "any" else all(several)
        case Both():
            each = [holds(one, look) for one in condition.conditions]
            return all(each) if condition.word == "and" else any(each)
    raise UnknownError


def _empty(ref: Reference, look: Look) -> bool:
    bound = look(ref)
    if bound is None:
        raise UnknownError
    return not bound.text if bound.text is not None else all(d.blank for d in bound.data)


def _compare(left: Expression, sign: str, right: Expression, look: Look) -> bool:
    one, other = _word(left, look), _word(right, look)
    if one is not None and other is not None:
        return (one == other) is (sign == "=") if sign in ("=", "≠") else _ordered(one, other, sign)
    first, second = value(left, look), value(right, look)
    return {
        "=": first == second,
        "≠": first != second,
        "≥": first >= second,
        "≤": first <= second,
        ">": first > second,
        "<": first < second,
    }[sign]


def _ordered(first: str, second: str, sign: str) -> bool:
    """Whether two dates, written year first, stand in an order."""
    if not (_DATE.fullmatch(first) and _DATE.fullmatch(second)):
        raise UnsaidError
    return {"≥": first >= second, "≤": first <= second, ">": first > second, "<": first < second}[sign]


def _word(expression: Expression, look: Look) -> str | None:
    """The words of a text or of a column of words; None for numbers."""
    if isinstance(expression, Text):
        return fold(expression.value)
    if isinstance(expression, Reference):
        bound = look(expression)
        return bound.text if bound is not None else None
    if isinstance(expression, Number):
        return expression.text or str(expression.value)
    return None


def value(expression: Expression, look: Look) -> Fraction:
    """The value of an expression by the numbers as printed; raises :class:`UnknownError`."""
    match expression:
        case Number():
            return expression.value
        case Reference():
            return point(look(expression))
        case Range():
            return sum((point(look(one)) for one in expression.members), Fraction(0))
        case Sum():
            return sum((sign * value(term, look) for sign, term in expression.terms), Fraction(0))
        case Product():
            return value(expression.first, look) * value(expression.second, look)
        case Quotient():
            below = value(expression.below, look)
            if not below:
                raise UnknownError
            return value(expression.above, look) / below
        case Function():
            several = [value(one, look) for one in expression.arguments]
            return (
                max(several)
                if expression.name == "MAX"
                else min(several)
                if expression.name == "MIN"
                else abs(several[0])
            )
        case Choice():
            return value(expression.then if holds(expression.condition, look) else expression.otherwise, look)
        case Text():
            raise UnknownError
    raise UnknownError


def point(bound: Bound | None) -> Fraction:
    """The number of a cell, or the sum of several; a blank is nothing."""
    if bound is None or bound.text is not None:
        raise UnknownError
    return Fraction(sum(d.value or 0 for d in bound.data), 10**SCALE)
