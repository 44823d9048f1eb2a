"""Exact arithmetic on ints that become Fractions only where they must: most systems here stay whole."""

from __future__ import annotations

from fractions import Fraction

Number = int | Fraction
#: Systems are stated in parts this small of what their prints need, so that values between them are whole, too.
PARTS = 10**4
CAP = 1e15  #: what is farther off says nothing to a float
#: What an open end keeps away from its value. It stands for "any positive amount, however small": sums of a few
#: thousand such ends over denominators of a hundred bits stay far below half a unit of any value that occurs.
EPSILON = Fraction(1, 1 << 512)


def whole(value: Number) -> Number:
    """The same number, as an int if it is one."""
    return value if type(value) is int or value.denominator != 1 else value.numerator


def divide(first: Number, second: Number) -> Number:
    """An exact quotient."""
    if type(first) is int and type(second) is int:
        quotient, rest = divmod(first, second)
        return Fraction(first, second) if rest else quotient
    return whole(Fraction(first) / second)


def size(value: Number) -> Number:
    """The absolute value."""
    return -value if value < 0 else value


def floating(value: Number) -> float:
    """A number of a system as a float of the size its prints have."""
    return max(-CAP, min(CAP, float(value / PARTS)))


def counted(value: float, parts: int) -> Number:
    """The number of a system nearest to a float, to so many parts of its unit."""
    return whole(Fraction(round(value * PARTS * parts), parts))
