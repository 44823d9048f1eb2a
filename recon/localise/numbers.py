"""Exact arithmetic on ints that become Fractions only where they must: most systems here stay whole."""

from __future__ import annotations

from fractions import Fraction

Number = int | Fraction
#: What an open end keeps away from its value. It stands for "any positive amount, however small": sums of a few
#: thousand such ends over denominators of a hundred bits stay far below half a unit of any value that occurs.
EPSILON = Fraction(1, 1 << 512)


def whole(value: Number) -> Number:
    """The same number, as an int if it is one."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def divide(first: Number, second: Number) -> Number:
    """An exact quotient."""
    if isinstance(first, int) and isinstance(second, int):
        quotient, rest = divmod(first, second)
        return Fraction(first, second) if rest else quotient
    return whole(Fraction(first) / second)


def size(value: Number) -> Number:
    """The absolute value."""
    return -value if value < 0 else value
