"""Expressions of sheet 勾稽 as linear forms, where they are linear: Σ coefficient · figure + constant."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from recon.rules.expression import Algebra, ExpressionError, parse

#: Coefficients by figure number; the constant stands under the empty name.
Form = dict[str, Fraction]


class NotLinearError(Exception):
    """A product of figures, or a division by one."""


def form(text: str, odd: frozenset[str] = frozenset()) -> Form:
    """The linear form of an expression; raises :class:`NotLinearError` and :class:`ExpressionError`."""
    found: Form = parse(
        text, Algebra(_constant, lambda word: {word: Fraction(1)}, _add, _multiply, _divide), odd
    )
    return found


def _constant(value: Fraction) -> Form:
    return {"": value}


def _add(first: Form, sign: int, second: Form) -> Form:
    return {
        name: first.get(name, Fraction(0)) + sign * second.get(name, Fraction(0))
        for name in {**first, **second}
    }


def _number(value: Mapping[str, Fraction]) -> Fraction | None:
    """The constant a form comes to, if it names no figure."""
    return None if set(value) - {""} else value.get("", Fraction(0))


def _multiply(first: Form, second: Form) -> Form:
    for factor, other in ((_number(second), first), (_number(first), second)):
        if factor is not None:
            return {name: factor * coefficient for name, coefficient in other.items()}
    raise NotLinearError


def _divide(first: Form, second: Form) -> Form:
    divisor = _number(second)
    if divisor is None:
        raise NotLinearError
    if not divisor:
        raise ExpressionError("zero")
    return {name: coefficient / divisor for name, coefficient in first.items()}
