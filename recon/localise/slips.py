"""The slips of a hand at a keyboard: what a cell would read had one of them not been made.

All work on the digits as printed. A slip that moves the decimal point moves the precision with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from recon.localise import digits
from recon.localise.numbers import Number, whole
from recon.localise.suspects import stands_for
from recon.localise.system import Print

#: What amounts are told in, in 元.
AMOUNTS = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
ONE = Fraction(1)
TENTH, TEN = Fraction(1, 10), Fraction(10)
POINT = 3  #: places a decimal point is thought to slip


@dataclass(frozen=True, slots=True)
class Slip:
    """What a cell would read without a slip, and the values that would stand for."""

    kind: str
    value: Number
    low: Number | None
    high: Number | None
    detail: str = ""  #: what the slip was: the digits, the unit


def slips(told: Print) -> Iterator[Slip]:
    """All single slips that may have led to a print; none for a range or half-line."""
    if told.qualified or told.low is None or told.high is None or not told.value:
        return
    seen: set[tuple[bool, Number]] = set()
    for slip in (*_swapped(told), *_units(told), *_points(told), *_signs(told), *_extra(told), *_dropped(told),
                 *_digits(told)):  # fmt: skip
        key = slip.kind == "unit", slip.value  # a unit is told beside the decimal point that it looks like
        if slip.value != told.value and key not in seen:
            seen.add(key)
            yield slip


def _text(told: Print) -> str:
    """The digits of a print without sign and point."""
    return str(abs(int(Fraction(told.value) / Fraction(told.step))))


def _reads(told: Print, kind: str, text: str, by: Fraction = ONE, detail: str = "") -> Slip:
    """A slip after which the digits were others, in a place ``by`` times the printed one."""
    value = int(text) * told.step if told.value > 0 else -int(text) * told.step
    return scaled(told, kind, value if by is ONE else _times(value, by), by, detail)


def _times(value: Number, by: Fraction) -> Number:
    """An exact product, by way of ints where that is possible."""
    if isinstance(value, int):
        product, rest = divmod(value * by.numerator, by.denominator)
        if not rest:
            return product
    return whole(value * by)


def scaled(told: Print, kind: str, value: Number, by: Fraction, detail: str = "") -> Slip:
    """A slip after which the value was another, its last place being ``by`` times the printed one."""
    low, high = stands_for(told, told.value)
    assert low is not None
    assert high is not None
    below, above = told.value - low, high - told.value
    if (value < 0) != (told.value < 0):
        below, above = above, below
    if by is ONE:
        return Slip(kind, value, value - below, value + above, detail)
    return Slip(kind, value, whole(value - _times(below, by)), whole(value + _times(above, by)), detail)


def _swapped(told: Print) -> Iterator[Slip]:
    for other, were in digits.swapped(_text(told)):
        yield _reads(told, "swapped", other, detail=were)


def _digits(told: Print) -> Iterator[Slip]:
    for other, was in digits.other(_text(told)):
        yield _reads(told, "digit", other, detail=was)


def _dropped(told: Print) -> Iterator[Slip]:
    """A digit was left out: in the fraction the place is ten times finer."""
    text = _text(told).rjust(told.decimals + 1, "0")
    point = len(text) - told.decimals
    for n in range(len(text) + 1):
        for digit in "0123456789":
            if n == 0 and digit == "0":
                continue
            longer = text[:n] + digit + text[n:]
            if n <= point:
                yield _reads(told, "dropped", longer, detail=digit)
            if n >= point and told.decimals:
                yield _reads(told, "dropped", longer, TENTH, digit)


def _extra(told: Print) -> Iterator[Slip]:
    """A digit was typed once too often."""
    text = _text(told)
    point = len(text) - told.decimals
    for n in range(len(text)):
        shorter = text[:n] + text[n + 1 :]
        if shorter and (shorter[0] != "0" or told.decimals):
            yield _reads(told, "extra", shorter, ONE if n < point else TEN, text[n])


def _points(told: Print) -> Iterator[Slip]:
    for places in range(1, POINT + 1):
        for by in (Fraction(10**places), Fraction(1, 10**places)):
            yield scaled(told, "point", _times(told.value, by), by, str(places))


def _signs(told: Print) -> Iterator[Slip]:
    yield scaled(told, "sign", -told.value, ONE)


def _units(told: Print) -> Iterator[Slip]:
    for name, by in other_units(told.measured):
        yield scaled(told, "unit", _times(told.value, by), by, name)


def other_units(measured: str) -> Iterator[tuple[str, Fraction]]:
    """Units a figure may have been meant in instead, and by how much it would be more."""
    if measured in AMOUNTS:
        for name, power in AMOUNTS.items():
            if name != measured:
                yield name, Fraction(10) ** (power - AMOUNTS[measured])
    elif measured.startswith("万"):
        yield measured[1:], Fraction(1, 10**4)
    else:
        yield f"万{measured}", Fraction(10**4)
