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


class Slip(NamedTuple):
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
    hand = _Hand(told)
    seen: set[tuple[bool, Number]] = set()
    for slip in (
        *_swapped(hand),
        *_units(hand),
        *_points(hand),
        *_signs(hand),
        *_extra(hand),
        *_dropped(hand),
        *_digits(hand),
    ):
        key = slip.kind == "unit", slip.value  # a unit is told beside the decimal point that it looks like
        if slip.value != told.value and key not in seen:
            seen.add(key)
            yield slip


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

    def slip(self, kind: str, value: Number, places: int = 0, detail: str = "") -> Slip:
        """A slip after which the value was another, its last place being so many places above the printed one."""
        below, above = self.room(places)
        if (value < 0) != (self.told.value < 0):
            below, above = above, below
        return Slip(kind, value, value - below, value + above, detail)

    def moved(self, kind: str, places: int, detail: str = "") -> Slip:
        """A slip after which the decimal point was elsewhere."""
        return self.slip(kind, moved(self.told.value, places), places, detail)

    def reads(self, kind: str, text: str, places: int = 0, detail: str = "") -> Slip:
        """A slip after which the digits were others, the last so many places above the printed one."""
        return self.slip(kind, moved(int(text) * self.step, places), places, detail)


def moved(value: Number, places: int) -> Number:
    """A number with its decimal point so many places to the right."""
    if not places:
        return value
    power: int = 10 ** abs(places)
    return value * power if places >= 0 else divide(value, power)


def _swapped(hand: _Hand) -> Iterator[Slip]:
    for other, were in digits.swapped(hand.text):
        yield hand.reads("swapped", other, detail=were)


def _digits(hand: _Hand) -> Iterator[Slip]:
    for other, was in digits.other(hand.text):
        yield hand.reads("digit", other, detail=was)


def _dropped(hand: _Hand) -> Iterator[Slip]:
    """A digit was left out: in the fraction the place is ten times finer."""
    decimals = hand.told.decimals
    text = hand.text.rjust(decimals + 1, "0")
    point = len(text) - decimals
    for n in range(len(text) + 1):
        for digit in "0123456789":
            if n == 0 and digit == "0":
                continue
            longer = text[:n] + digit + text[n:]
            if n <= point:
                yield hand.reads("dropped", longer, detail=digit)
            if n >= point and decimals:
                yield hand.reads("dropped", longer, -1, digit)


def _extra(hand: _Hand) -> Iterator[Slip]:
    """A digit was typed once too often."""
    text = hand.text
    point = len(text) - hand.told.decimals
    for n in range(len(text)):
        shorter = text[:n] + text[n + 1 :]
        if shorter and (shorter[0] != "0" or hand.told.decimals):
            yield hand.reads("extra", shorter, 0 if n < point else 1, text[n])


def _points(hand: _Hand) -> Iterator[Slip]:
    for places in range(1, POINT + 1):
        for by in (places, -places):
            yield hand.moved("point", by, str(places))


def _signs(hand: _Hand) -> Iterator[Slip]:
    yield hand.slip("sign", -hand.told.value)


def _units(hand: _Hand) -> Iterator[Slip]:
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
