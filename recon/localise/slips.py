"""The slips of a hand at a keyboard: what a cell would read had one of them not been made.

All work on the digits as printed. A slip that moves the decimal point moves the precision with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from recon.localise import digits
from recon.localise.solver.numbers import Number, divide
from recon.localise.solver.system import Print
from recon.localise.suspects import stands_for

#: What amounts are told in, in 元.
AMOUNTS = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
POINT = 3  #: places a decimal point is thought to slip
DIGITS = tuple((str(n), n) for n in range(10))


class Slip(NamedTuple):
    """What a cell would read without a slip, and the values that would stand for."""

    kind: str
    value: Number
    low: Number | None
    high: Number | None
    detail: str = ""  #: what the slip was: the digits, the unit


#: A slip without the values it would stand for: its kind, the value, how many places above the printed one its last
#: place is, and what the slip was.
Reading = tuple[str, Number, int, str]


def slips(told: Print) -> Iterator[Slip]:
    """All single slips that may have led to a print; none for a range or half-line."""
    if told.qualified or told.low is None or told.high is None or not told.value:
        return
    hand = _Hand(told)
    seen: set[tuple[bool, Number]] = set()
    for kind, value, places, detail in (
        *_swapped(hand),
        *_units(hand),
        *_points(hand),
        *_signs(hand),
        *_extra(hand),
        *_dropped(hand),
        *_digits(hand),
    ):
        key = kind == "unit", value  # a unit is told beside the decimal point that it looks like
        if value != told.value and key not in seen:
            seen.add(key)
            below, above = hand.room(places)
            if (value < 0) != (told.value < 0):
                below, above = above, below
            yield Slip(kind, value, value - below, value + above, detail)


class _Hand:
    """A print as it was typed: its digits without sign and point, and how far from a reading what it stands for lies."""

    def __init__(self, told: Print) -> None:
        low, high = stands_for(told, told.value)
        assert low is not None
        assert high is not None
        self.told = told
        self.text = str(abs(int(Fraction(told.value) / Fraction(told.step))))
        self.step = told.step if told.value > 0 else -told.step
        self.rooms: dict[int, tuple[Number, Number]] = {0: (told.value - low, high - told.value)}

    def room(self, places: int) -> tuple[Number, Number]:
        """How far below and above a reading its ends lie where its last place is so many places above the printed one."""
        if (known := self.rooms.get(places)) is None:
            below, above = self.rooms[0]
            known = self.rooms[places] = moved(below, places), moved(above, places)
        return known

    def moved(self, kind: str, places: int, detail: str) -> Reading:
        """The decimal point was elsewhere."""
        return kind, moved(self.told.value, places), places, detail

    def reads(self, kind: str, number: int, detail: str, places: int = 0) -> Reading:
        """The digits were others, the last so many places above the printed one."""
        value = number * self.step
        return kind, moved(value, places) if places else value, places, detail


def moved(value: Number, places: int) -> Number:
    """A number with its decimal point so many places to the right."""
    if not places:
        return value
    power: int = 10 ** abs(places)
    return value * power if places >= 0 else divide(value, power)


def _swapped(hand: _Hand) -> Iterator[Reading]:
    for other, were in digits.swapped(hand.text):
        yield hand.reads("swapped", int(other), were)


def _digits(hand: _Hand) -> Iterator[Reading]:
    for other, was in digits.other(hand.text):
        yield hand.reads("digit", int(other), was)


def _dropped(hand: _Hand) -> Iterator[Reading]:
    """A digit was left out: in the fraction the place is ten times finer."""
    decimals = hand.told.decimals
    text = hand.text.rjust(decimals + 1, "0")
    point = len(text) - decimals
    for n in range(len(text) + 1):
        longer, place = int(text[:n] + "0" + text[n:]), 10 ** (len(text) - n)
        for digit, more in DIGITS if n else DIGITS[1:]:
            if n <= point:
                yield hand.reads("dropped", longer + more * place, digit)
            if n >= point and decimals:
                yield hand.reads("dropped", longer + more * place, digit, -1)


def _extra(hand: _Hand) -> Iterator[Reading]:
    """A digit was typed once too often."""
    text = hand.text
    point = len(text) - hand.told.decimals
    for n in range(len(text)):
        shorter = text[:n] + text[n + 1 :]
        if shorter and (shorter[0] != "0" or hand.told.decimals):
            yield hand.reads("extra", int(shorter), text[n], 0 if n < point else 1)


def _points(hand: _Hand) -> Iterator[Reading]:
    for places in range(1, POINT + 1):
        for by in (places, -places):
            yield hand.moved("point", by, str(places))


def _signs(hand: _Hand) -> Iterator[Reading]:
    yield "sign", -hand.told.value, 0, ""


def _units(hand: _Hand) -> Iterator[Reading]:
    for name, places in other_units(hand.told.measured):
        yield hand.moved("unit", places, name)


def other_units(measured: str) -> Iterator[tuple[str, int]]:
    """Units a figure may have been meant in instead, and by how many decimal places it would be more."""
    if measured in AMOUNTS:
        yield from ((name, power - AMOUNTS[measured]) for name, power in AMOUNTS.items() if name != measured)
    elif measured.startswith("万"):
        yield measured[1:], -4
    else:
        yield f"万{measured}", 4
