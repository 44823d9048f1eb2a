"""Loops with two lengths: a short one whenever the tests run, a long one by ``make soak``, which sets ``RECON_SOAK``.

``RECON_SOAK=n`` makes the long ones n times as long. A test marked ``soak`` runs there alone. What is drawn by chance
is a law (marker ``law``, see conftest): it must hold whatever is drawn, so ``RECON_SEED=n`` draws otherwise, and
``make seeds`` runs all laws fifty times, each time drawing anew.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

#: How many times over the long loops run; 0: the short ones do.
SOAK = int(os.environ.get("RECON_SOAK", "0"))
#: What is drawn: 0 as written in the tests, and anew by hypothesis each time; else by this number alone.
SEED = int(os.environ.get("RECON_SEED", "0"))


def times(short: int, long: int) -> int:
    """The length of a loop of a test that is marked :func:`longer`."""
    return long * SOAK if SOAK else short


def seed(written: int = 0) -> int:
    """The seed written in a test, moved by ``RECON_SEED``."""
    return written + SEED * 100_000


def seeds(count: int) -> range:
    """So many seeds."""
    return range(seed(), seed(count))


def pairwise(*factors: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Combinations in which every two values of different factors meet; by ``make soak`` all combinations."""
    values = [list(factor) for factor in factors]
    every = list(itertools.product(*(range(len(own)) for own in values)))
    chosen, missing = (every, set()) if SOAK else ([], {pair for one in every for pair in _pairs(one)})
    while missing:
        best = max(every, key=lambda one: len(missing.intersection(_pairs(one))))
        missing.difference_update(_pairs(best))
        chosen.append(best)
    return [tuple(own[n] for own, n in zip(values, one, strict=True)) for one in chosen]


def _pairs(places: tuple[int, ...]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every two of the numbered values of a combination."""
    return itertools.combinations(enumerate(places), 2)


def law(test: Callable[..., Any]) -> Callable[..., Any]:
    """A test that draws from :func:`seeds`: it must hold whatever is drawn."""
    marked: Callable[..., Any] = pytest.mark.law(test)
    return marked


def longer(test: Callable[..., Any]) -> Callable[..., Any]:
    """A test that runs by ``make soak`` too, with its loops at their long lengths."""
    return pytest.mark.soak(test) if SOAK else test


def examples(short: int, long: int, **other: Any) -> Callable[..., Any]:
    """Hypothesis settings of a law: so many examples, more of them by ``make soak``."""
    from hypothesis import settings

    return lambda test: longer(settings(max_examples=times(short, long), deadline=None, **other)(test))
