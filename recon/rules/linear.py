"""Expressions of sheet 勾稽 as linear forms, or as one linear form over another, where they are that."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from recon.relations import Form
from recon.rules.expression import Algebra, ExpressionError, parse

ONE: Form[str] = Form((), 1)


class NotLinearError(Exception):
    """A product of figures, or a fraction whose parts are not linear."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """``above`` ÷ ``below``; ``below`` is 1 where nothing is divided by figures."""

    above: Form[str]
    below: Form[str] = ONE

    @property
    def linear(self) -> bool:
        """Whether nothing is divided by figures."""
        return not self.below.terms


def quotient(text: str, odd: frozenset[str] = frozenset()) -> Quotient:
    """An expression as a fraction of linear forms; raises :class:`NotLinearError` and :class:`ExpressionError`."""
    quotient: Quotient = parse(text, Algebra(_constant, _name, _add, _multiply, _divide), odd)
    return quotient


def _constant(value: Fraction) -> Quotient:
    return Quotient(Form((), value))


def _name(word: str) -> Quotient:
    return Quotient(Form(((1, word),)))


def _add(first: Quotient, sign: int, second: Quotient) -> Quotient:
    if first.below == second.below:
        return Quotient(first.above.plus(second.above, sign), first.below)
    above = _product(first.above, second.below).plus(_product(second.above, first.below), sign)
    return Quotient(above, _product(first.below, second.below))


def _multiply(first: Quotient, second: Quotient) -> Quotient:
    above, below = _product(first.above, second.above), _product(first.below, second.below)
    if below.terms:
        return Quotient(above, below)
    return Quotient(above.times(1 / Fraction(below.constant)))


def _divide(first: Quotient, second: Quotient) -> Quotient:
    if not second.above.terms and not second.above.constant:
        raise ExpressionError("zero")
    return _multiply(first, Quotient(second.below, second.above))


def _product(first: Form[str], second: Form[str]) -> Form[str]:
    for factor, other in ((first, second), (second, first)):
        if not factor.terms:
            return other.times(factor.constant)
    raise NotLinearError
