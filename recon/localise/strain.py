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
from functools import cached_property
from math import lcm
from typing import Literal, NamedTuple

from recon.localise.solver.numbers import Number, whole
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
        fewer = instead if len(instead) <= len(counts) else counts
        terms = [(counts[t], t) for t in fewer if t in instead and t in counts]
        was, now = added(terms, self.at), added(terms, instead)
        low, high = sums.low - was.low + now.low, sums.high - was.high + now.high
        lowless, highless = (m - n + k for m, n, k in zip(sums[2:], was[2:], now[2:], strict=True))
        return Sum(low, high, lowless, highless).ends

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
        rest = self._read(others) | {told: (0, 0)}
        pieces = [
            (self._sums.counts(n)[told], *self._sums.ends(n, rest), self.checks[n].operator, whole(share * unit))
            for n, share in zip(near, shares, strict=True)
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


def _end(meant: Exact, bias: Number) -> Number | None:
    """An end of what a print means; None where there is none."""
    return None if isinstance(meant, float) else meant + bias


def _left(first: Number | None, last: Number | None, by: Number, operator: str) -> Number:
    """The distance of an interval, moved ``by``, from 0 (=), or how far it lies above (≤)."""
    if first is not None and first + by > 0:
        return first + by
    return last + by if operator == "=" and last is not None and last + by < 0 else 0
