"""Numbers as the rules see them: a point meant, an interval possible, and the prints they rest on.

Interval comparison follows XBRL Calculations 1.1: half a unit of the last printed place on either
side, ends closed, consistent if the intervals meet; open ends (截断) are carried through sums.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from recon.model import Figure, Interval, Side
from recon.relations import Coefficient

#: An exact number: an integer in the run's common scale, a Fraction in explicit relations, or ±infinity.
Exact = int | Fraction | float
MODULUS = 1 << 128
#: The stated side where nothing is stated.
NOTHING = Side(Decimal("NaN"), Interval(Decimal("NaN"), Decimal("NaN")), ())


@dataclass(frozen=True, slots=True)
class Node:
    """A value at a coordinate, exact, in units of 10^-scale of its measure's unit.

    ``key`` is a fingerprint of the signed prints it rests on: it adds as the prints do, so equal keys
    mean equal sums of prints. ``deep`` is the key with every reported total replaced by its parts: two
    routes of equal ``deep`` differ only by equations that are compared elsewhere.
    """

    point: Exact  #: sum of printed values (lower ends for ranges)
    meant: tuple[Exact, Exact]  #: the values meant before rounding
    low: Exact
    high: Exact
    low_open: bool
    high_open: bool
    variance: Exact  #: Σ u² over the rounded prints (12 σ²)
    key: int
    deep: int
    bias: Exact = 0  #: how far the prints lie below the truth on average: half a unit each under 截断
    figure: Figure | None = None
    parts: tuple[tuple[Coefficient, Node], ...] = ()

    @property
    def width(self) -> Exact:
        """Length of the interval."""
        return self.high - self.low

    def terms(self, coefficient: Coefficient = 1) -> Iterator[tuple[Coefficient, Node]]:
        """The printed figures below, each with what it counts."""
        if self.figure is not None:
            yield coefficient, self
        for counts, part in self.parts:
            yield from part.terms(coefficient * counts)


def fingerprint(figure_id: str) -> int:
    """A 128-bit number for a figure; sums of such numbers collide with negligible chance."""
    return int.from_bytes(hashlib.blake2b(figure_id.encode("utf-8", "surrogatepass"), digest_size=16).digest())


def total(parts: Iterable[tuple[int, Node]]) -> Node:
    """The signed interval sum of nodes (sign −1 swaps the ends)."""
    parts = tuple(parts)
    point: Exact = 0
    first: Exact = 0
    last: Exact = 0
    low: Exact = 0
    high: Exact = 0
    low_open = high_open = False
    variance: Exact = 0
    bias: Exact = 0
    key = deep = 0
    for sign, node in parts:
        variance += node.variance
        if sign > 0:
            point += node.point
            first += node.meant[0]
            last += node.meant[1]
            low += node.low
            high += node.high
            low_open |= node.low_open
            high_open |= node.high_open
            bias += node.bias
            key += node.key
            deep += node.deep
        else:
            point -= node.point
            first -= node.meant[1]
            last -= node.meant[0]
            low -= node.high
            high -= node.low
            low_open |= node.high_open
            high_open |= node.low_open
            bias -= node.bias
            key -= node.key
            deep -= node.deep
    return Node(
        point,
        (first, last),
        low,
        high,
        low_open,
        high_open,
        variance,
        key % MODULUS,
        deep % MODULUS,
        bias,
        None,
        parts,
    )


def scaled(node: Node, factor: Decimal | Fraction) -> Node:
    """The node times ``factor`` (> 0): every number; what it is made of stays as it is."""
    by = Fraction(factor)
    if by == 1:
        return node

    def times(value: Exact) -> Exact:
        return value if isinstance(value, float) else value * by

    return replace(
        node,
        point=times(node.point),
        meant=(times(node.meant[0]), times(node.meant[1])),
        low=times(node.low),
        high=times(node.high),
        variance=times(node.variance) * by,
        bias=times(node.bias),
        figure=None,
        parts=((by, node),),
    )
