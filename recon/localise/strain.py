"""How far the prints are from adding up: Σ (residual/σ)² over the relations between them, exact.

The residual of a relation is what is left between the values its prints mean (0 where ranges overlap or a bound has
room), taken from the middle of what each print can stand for; σ² = Σu²/12 over its rounded terms (design, section
4). A relation without rounded terms must hold as it stands and adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from recon.localise.numbers import Number


@dataclass(frozen=True, slots=True)
class Meant:
    """What a print means: its ends (equal for a plain figure) and its unit of last place, 0 if nothing was rounded.

    ``bias``: the middle of what it can stand for, seen from the print (截断: half a unit; else 0).
    """

    first: Number
    last: Number
    ulp: Number
    bias: Number = 0


@dataclass(frozen=True, slots=True)
class Check:
    """Σ coefficient · print = or ≤ constant, as a reader would add it up."""

    terms: tuple[tuple[Number, int], ...]
    operator: Literal["=", "≤"]
    constant: Number = 0


@dataclass(frozen=True)
class Checks:
    """The relations of a component between its prints, numbered as in its system."""

    checks: tuple[Check, ...]
    meant: tuple[Meant, ...]
    touching: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        touching: dict[int, list[int]] = defaultdict(list)
        for n, check in enumerate(self.checks):
            for _, told in check.terms:
                touching[told].append(n)
        object.__setattr__(self, "touching", dict(touching))

    def residual(self, n: int, instead: Mapping[int, Number]) -> Fraction:
        """What is left of a check, with some prints replaced by plain values; 0 if they can meet."""
        check = self.checks[n]
        first = last = -Fraction(check.constant)
        for coefficient, told in check.terms:
            meant = self.meant[told]
            low, high = (instead[told], instead[told]) if told in instead else (meant.first, meant.last)
            ends = coefficient * (low + meant.bias), coefficient * (high + meant.bias)
            first += min(ends)
            last += max(ends)
        if first > 0:
            return first
        return last if last < 0 and check.operator == "=" else Fraction(0)

    def variance(self, n: int) -> Fraction:
        """σ² of a check."""
        return sum((Fraction(c * self.meant[t].ulp) ** 2 for c, t in self.checks[n].terms), Fraction(0)) / 12

    def strain(self, which: Iterable[int], instead: Mapping[int, Number]) -> Fraction:
        """Σ (residual/σ)² over some checks."""
        total = Fraction(0)
        for n in which:
            if variance := self.variance(n):
                total += self.residual(n, instead) ** 2 / variance
        return total

    def near(self, prints: Iterable[int]) -> list[int]:
        """The checks that some of these prints enter."""
        return sorted({n for told in prints for n in self.touching.get(told, ())})
