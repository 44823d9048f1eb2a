"""下限和上限: what an indicator with a direction sets — at least (以上, 不低于 …) or at most (不超过, 以下).

As a set of values "at least 85" meets "at least 95"; as targets they differ. Where targets are compared with
each other, what counts is the number set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from recon import numbers
from recon.figures import Base, interval
from recon.model import Figure
from recon.relations import Reading
from recon.rules.closure import Closed, leaf
from recon.rules.nodes import Node
from recon.schemas.targets import AT_LEAST, AT_MOST


def direction(figure: Figure) -> str:
    """``≥`` for at least, ``≤`` for at most, blank for a figure without direction."""
    return "≥" if figure.qualifier in AT_LEAST else "≤" if figure.qualifier in AT_MOST else ""


def alike(figures: Iterable[Figure]) -> bool:
    """Whether all figures have the same direction."""
    directions = {direction(figure) for figure in figures}
    return len(directions) == 1 and "" not in directions


def reader(closed: Closed, reading: Reading) -> Callable[[str], Node]:
    """What a print stands for, by its number, as a relation reads it."""
    figures = {f.id: f for f in closed.base.figures}

    def node(name: str) -> Node:
        return read(closed.base, figures[name], closed.scale, reading)

    return node


def read(base: Base, figure: Figure, scale: int, reading: Reading) -> Node:
    """What a print stands for: with ``number`` the number that a target with a direction sets."""
    return _number(base, figure, scale) if reading == "number" and direction(figure) else leaf(figure, scale)


def _number(base: Base, figure: Figure, scale: int) -> Node:
    """The number a figure sets, as a plain print of its digits."""
    reading = numbers.read(figure.printed)
    factor = Fraction(figure.value) / Fraction(reading.value) if reading.value else Fraction(1)
    rounding = base.measure(figure).rounding
    place = Decimal(1).scaleb(-reading.decimals)
    printed = interval(reading.value, place, rounding)

    def scaled(value: Decimal | int) -> Fraction:
        return Fraction(value) * factor * Fraction(10) ** scale

    point = scaled(reading.value)
    own = leaf(figure, scale)
    ulp: Decimal | int = 0 if rounding == "精确" else place
    return Node(
        point,
        (point, point),
        scaled(printed.low),
        scaled(printed.high),
        printed.low_open,
        printed.high_open,
        scaled(ulp) * scaled(ulp),
        own.key,
        own.deep,
        0,
        figure,
    )
