"""How far the prints are from adding up: Σ (residual/σ)² over the relations between them, exact.

The residual of a relation is what is left between the values its prints mean (0 where ranges overlap or a bound has
room), taken from the middle of what each print can stand for; σ² = Σu²/12 over its rounded terms (design, section
4). A relation without rounded terms must hold as it stands and adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Literal

from recon.localise.solver.numbers import Number, whole
from recon.localise.solver.system import Ends
from recon.rules.nodes import Exact


@dataclass(frozen=True, slots=True)
class Meant:
    """What a print means: its ends (equal for a plain figure) and its unit of last place, 0 if nothing was rounded.

    ``bias``: the middle of what it can stand for, seen from the print (截断: half a unit; else 0).
    """

    first: Exact
    last: Exact
    ulp: Number
    bias: Number = 0


@dataclass(frozen=True, slots=True)
class Check:
    """Σ coefficient · print = or ≤ constant, as a reader would add it up."""

    terms: tuple[tuple[Number, int], ...]
    operator: Literal["=", "≤"]
    constant: Number = 0
    exact: Callable[[Mapping[int, Ends]], bool] | None = (
        None  #: of a ratio, which the terms are only near what is printed: whether it holds between other ends
    )


@dataclass(frozen=True)
class Checks:
    """The relations of a component between its prints, numbered as in its system."""

    checks: tuple[Check, ...]
    meant: tuple[Meant, ...]

    @cached_property
    def touching(self) -> dict[int, list[int]]:
        """Print → the checks that it enters."""
        found: dict[int, list[int]] = defaultdict(list)
        for n, check in enumerate(self.checks):
            for _, told in check.terms:
                found[told].append(n)
        return dict(found)

    def residual(self, n: int, instead: Mapping[int, Number]) -> Exact:
        """What is left of a check, with some prints replaced by plain values; 0 if they can meet."""
        return _left(*self._ends(n, instead), self.checks[n].operator)

    def _ends(self, n: int, instead: Mapping[int, Number], without: int = -1) -> tuple[Exact, Exact]:
        """The ends of Σ coefficient · value meant − constant, one print left out."""
        first: Exact = -self.checks[n].constant
        last: Exact = first
        for coefficient, told in self.checks[n].terms:
            if told == without:
                continue
            meant = self.meant[told]
            low: Exact
            high: Exact
            if told in instead:
                low = coefficient * (instead[told] + meant.bias)
                high = low
            elif coefficient > 0:
                low, high = coefficient * (meant.first + meant.bias), coefficient * (meant.last + meant.bias)
            else:
                low, high = coefficient * (meant.last + meant.bias), coefficient * (meant.first + meant.bias)
            first += low
            last += high
        return first, last

    def curve(self, told: int, others: Mapping[int, Number]) -> Callable[[Number], Number]:
        """The strain of the checks near a print as a function of what it reads, some others reading as given.

        In a unit of its own, in which whole readings mostly have a whole strain.
        """
        _, strains = self._strains(told, others)
        return lambda reading: sum(strains(reading))

    def worst(self, told: int, others: Mapping[int, Number]) -> Callable[[Number], Fraction]:
        """The strain of the check near a print that is strained most, likewise, but in σ²."""
        unit, strains = self._strains(told, others)
        return lambda reading: Fraction(max(strains(reading), default=0)) / unit

    def _strains(self, told: int, others: Mapping[int, Number]) -> tuple[int, Callable[[Number], Iterator[Number]]]:
        """How many of its unit σ² is, and the strain of each check near a print."""
        near = [n for n in self.touching.get(told, ()) if self.variances[n]]
        shares = [Fraction(12) / self.variances[n] for n in near]
        unit = lcm(*(share.denominator for share in shares))
        pieces = []
        for n, share in zip(near, shares, strict=True):
            (coefficient,) = (c for c, t in self.checks[n].terms if t == told)
            pieces.append((coefficient, *self._ends(n, others, told), self.checks[n].operator, whole(share * unit)))
        bias = self.meant[told].bias

        def strains(reading: Number) -> Iterator[Number]:
            for coefficient, first, last, operator, weight in pieces:
                by = coefficient * (reading + bias)
                residual = _left(first + by, last + by, operator)
                assert not isinstance(residual, float)
                yield weight * residual * residual

        return unit, strains

    @cached_property
    def variances(self) -> list[Number]:
        """12 σ² of each check."""
        return [sum((c * self.meant[t].ulp) ** 2 for c, t in check.terms) for check in self.checks]

    def strain(self, which: Iterable[int], instead: Mapping[int, Number]) -> Fraction:
        """Σ (residual/σ)² over some checks."""
        total = Fraction(0)
        for n in which:
            if (variance := self.variances[n]) and (residual := self.residual(n, instead)):
                assert not isinstance(residual, float)
                total += Fraction(12 * residual * residual) / variance
        return total

    def near(self, prints: Iterable[int]) -> list[int]:
        """The checks that some of these prints enter."""
        return sorted({n for told in prints for n in self.touching.get(told, ())})


def _left(first: Exact, last: Exact, operator: str) -> Exact:
    """The distance of an interval from 0 (=), or how far it lies above (≤)."""
    if first > 0:
        return first
    return last if last < 0 and operator == "=" else 0
