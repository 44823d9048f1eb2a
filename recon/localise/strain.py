"""How far the prints are from adding up: Σ (residual/σ)² over the relations between them, exact.

The residual of a relation is what is left between the values its prints mean (0 where ranges overlap or a bound has
room), taken from the middle of what each print can stand for; σ² = Σu²/12 over its rounded terms (design, section
4). A relation without rounded terms must hold as it stands and adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm
from typing import Literal, NamedTuple

from recon.localise.solver.numbers import Number
from recon.localise.solver.system import Ends, Sum, added
from recon.rules.nodes import Exact


class Meant(NamedTuple):
    """What a print means: its ends (equal for a plain figure) and its unit of last place, 0 if nothing was rounded.

    ``bias``: the middle of what it can stand for, seen from the print (截断: half a unit; else 0).
    """

    first: Exact
    last: Exact
    ulp: Number
    bias: Number = 0


class Check(NamedTuple):
    """Σ coefficient · print = or ≤ constant, as a reader would add it up."""

    terms: tuple[tuple[Number, int], ...]
    operator: Literal["=", "≤"]
    constant: Number = 0
    exact: Callable[[Mapping[int, Ends]], bool] | None = (
        None  #: of a ratio, which the terms are only near what is printed: whether it holds between other ends
    )


class Sums:
    """Σ coefficient · value − constant of checks between what their prints can be: as it stands, and some being other."""

    def __init__(self, checks: Sequence[Check], ends: Sequence[Ends]) -> None:
        self.checks = checks
        self.at = ends  #: of each print
        self._whole: dict[int, Sum] = {}
        self._counts: dict[int, Mapping[int, Number]] = {}

    def ends(self, n: int, instead: Mapping[int, Ends] | None = None) -> Ends:
        """The least and the greatest value of a check, some prints lying between other ends."""
        if n not in self._whole:
            self._whole[n] = added(self.checks[n].terms, self.at, self.checks[n].constant)
        sums = self._whole[n]
        if not instead:
            return sums.ends
        counts = self.counts(n)
        low, high, lowless, highless = sums
        for t in instead if len(instead) <= len(counts) else counts:
            if (c := counts.get(t)) is not None and t in instead:
                (was_low, was_high), (now_low, now_high) = self.at[t], instead[t]
                if c < 0:
                    was_low, was_high, now_low, now_high = was_high, was_low, now_high, now_low
                lowless += (now_low is None) - (was_low is None)
                highless += (now_high is None) - (was_high is None)
                low += c * ((now_low or 0) - (was_low or 0))
                high += c * ((now_high or 0) - (was_high or 0))
        return None if lowless else low, None if highless else high

    def counts(self, n: int) -> Mapping[int, Number]:
        """What each print counts in a check."""
        if n not in self._counts:
            self._counts[n] = {t: c for c, t in self.checks[n].terms}
        return self._counts[n]


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

    @cached_property
    def _sums(self) -> Sums:
        """Of what the prints mean."""
        return Sums(self.checks, [(_end(m.first, m.bias), _end(m.last, m.bias)) for m in self.meant])

    def _read(self, instead: Mapping[int, Number]) -> dict[int, Ends]:
        """What some prints would mean if they read so."""
        return {told: (reading + self.meant[told].bias,) * 2 for told, reading in instead.items()}

    def curve(self, told: int, others: Mapping[int, Number]) -> Callable[[Number], Number]:
        """The strain of the checks near a print as a function of what it reads, some others reading as given.

        In a unit of its own, in which whole readings mostly have a whole strain.
        """
        _, strains = self.strains(told, others)
        return lambda reading: sum(strains(reading))

    def worst(self, told: int, others: Mapping[int, Number]) -> Callable[[Number], Fraction]:
        """The strain of the check near a print that is strained most, likewise, but in σ²."""
        unit, strains = self.strains(told, others)
        return lambda reading: Fraction(max(strains(reading), default=0)) / unit

    def strains(self, told: int, others: Mapping[int, Number]) -> tuple[int, Callable[[Number], Iterator[Number]]]:
        """How many of its unit σ² is, and the strain of each check near a print by what it reads, others as given."""
        near = [n for n in self.touching.get(told, ()) if self.variances[n]]
        unit, weights = _weights(*(self.variances[n] for n in near))
        rest = self._read(others) | {told: (0, 0)}
        pieces = [
            (self._sums.counts(n)[told], *self._sums.ends(n, rest), self.checks[n].operator, weight)
            for n, weight in zip(near, weights, strict=True)
        ]
        bias = self.meant[told].bias

        def strains(reading: Number) -> Iterator[Number]:
            for coefficient, first, last, operator, weight in pieces:
                residual = _left(first, last, coefficient * (reading + bias), operator)
                yield weight * residual * residual

        return unit, strains

    @cached_property
    def variances(self) -> list[Number]:
        """12 σ² of each check."""
        return [sum((c * self.meant[t].ulp) ** 2 for c, t in check.terms) for check in self.checks]

    def strain(self, which: Iterable[int], instead: Mapping[int, Number]) -> Fraction:
        """Σ (residual/σ)² over some checks, some prints reading otherwise."""
        total, read = Fraction(0), self._read(instead)
        for n in which:
            if variance := self.variances[n]:
                residual = _left(*self._sums.ends(n, read), 0, self.checks[n].operator)
                total += Fraction(12 * residual * residual) / variance if residual else 0
        return total

    def near(self, prints: Iterable[int]) -> list[int]:
        """The checks that some of these prints enter."""
        return sorted({n for told in prints for n in self.touching.get(told, ())})


@lru_cache(maxsize=1000)
def _weights(*variances: Number) -> tuple[int, list[int]]:
    """A unit in which 1/σ² of some checks is whole, and what it is."""
    shares = [Fraction(12) / variance for variance in variances]
    unit = lcm(*(share.denominator for share in shares))
    return unit, [int(share * unit) for share in shares]


def _end(meant: Exact, bias: Number) -> Number | None:
    """An end of what a print means; None where there is none."""
    return None if isinstance(meant, float) else meant + bias


def _left(first: Number | None, last: Number | None, by: Number, operator: str) -> Number:
    """The distance of an interval, moved ``by``, from 0 (=), or how far it lies above (≤)."""
    if first is not None and first + by > 0:
        return first + by
    return last + by if operator == "=" and last is not None and last + by < 0 else 0
