"""Chance that is the same everywhere: numbers drawn from names, and amounts shared out without remainder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
SEED = "761"


def draw(below: int, *key: object) -> int:
    """A number from 0 to ``below`` − 1 that depends on the key alone."""
    digest = hashlib.blake2b(repr((SEED, *key)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % below


def between(low: int, high: int, *key: object) -> int:
    """A number from ``low`` to ``high``, both possible."""
    return low + draw(high - low + 1, *key)


def shuffled(items: Iterable[T], *key: object) -> list[T]:
    """The items in an order that depends on the key alone."""
    numbered = list(enumerate(items))
    return [item for _, item in sorted(numbered, key=lambda pair: draw(1 << 60, *key, pair[0]))]


def share(total: int, weights: Sequence[int], caps: Sequence[int] | None = None) -> list[int]:
    """``total`` shared out by weight in whole units, by largest remainder; none gets more than its cap.

    Raises ValueError where the caps cannot hold the total.
    """
    caps = list(caps) if caps is not None else [total] * len(weights)
    given = [0] * len(weights)
    rest, open_ = total, [n for n, weight in enumerate(weights) if weight > 0]
    while open_ and (full := _full(rest, weights, caps, open_)):
        for n in full:
            given[n] = caps[n]
            rest -= caps[n]
        open_ = [n for n in open_ if n not in full]
    if not open_:
        if rest:
            raise ValueError(f"{rest} of {total} left over")
        return given
    whole = sum(weights[n] for n in open_)
    for n in open_:
        given[n] = rest * weights[n] // whole
    over = rest - sum(given[n] for n in open_)
    by_remainder = sorted(open_, key=lambda n: (-(rest * weights[n] % whole), n))
    for n in [n for n in by_remainder if given[n] < caps[n]][:over]:
        given[n] += 1
    return given


def _full(rest: int, weights: Sequence[int], caps: Sequence[int], open_: list[int]) -> set[int]:
    """Those whose share would exceed their cap."""
    whole = sum(weights[n] for n in open_)
    return {n for n in open_ if rest * weights[n] > caps[n] * whole}


def fit(weights: Sequence[int], groups: Sequence[tuple[Sequence[str], dict[str, int]]], rounds: int = 60) -> list[int]:
    """Weights scaled until the sums by each grouping are near its totals (iterative proportional fitting)."""
    scaled = [weight * 10**6 for weight in weights]
    for _ in range(rounds):
        for names, totals in groups:
            sums = dict.fromkeys(totals, 0)
            for name, value in zip(names, scaled, strict=True):
                sums[name] += value
            scaled = [
                max(value * totals[name] * 10**6 // sums[name], 1) for name, value in zip(names, scaled, strict=True)
            ]
    return scaled


class Chance:
    """A stream of draws that depends on its key alone."""

    def __init__(self, *key: object) -> None:
        self._key, self._drawn = key, 0

    def below(self, number: int) -> int:
        """A number from 0 to ``number`` − 1."""
        self._drawn += 1
        return draw(number, *self._key, self._drawn)

    def choice(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]
