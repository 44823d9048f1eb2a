"""Expressions of sheet 勾稽 as linear forms, where they are linear."""

from __future__ import annotations

from fractions import Fraction

from recon.relations import Form
from recon.rules.expression import Algebra, ExpressionError, parse


class NotLinearError(Exception):
    """A product of figures, or a division by one."""


def form(text: str, odd: frozenset[str] = frozenset()) -> Form[str]:
    """The linear form of an expression; raises :class:`NotLinearError` and :class:`ExpressionError`."""
    found: Form[str] = parse(text, Algebra(_constant, _name, _add, _multiply, _divide), odd)
    return found


def _constant(value: Fraction) -> Form[str]:
    return Form((), value)


def _name(word: str) -> Form[str]:
    return Form(((1, word),))


def _add(first: Form[str], sign: int, second: Form[str]) -> Form[str]:
    return first.plus(second, sign)


def _multiply(first: Form[str], second: Form[str]) -> Form[str]:
    for factor, other in ((first, second), (second, first)):
        if not factor.terms:
            return other.times(factor.constant)
    raise NotLinearError


def _divide(first: Form[str], second: Form[str]) -> Form[str]:
    if second.terms:
        raise NotLinearError
    if not second.constant:
        raise ExpressionError("zero")
    return first.times(1 / Fraction(second.constant))
