"""Loops with two lengths: a short one whenever the tests run, a long one by ``make soak``, which sets ``RECON_SOAK``.

``RECON_SOAK=n`` makes the long ones n times as long. A test marked ``soak`` runs there alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

#: How many times over the long loops run; 0: the short ones do.
SOAK = int(os.environ.get("RECON_SOAK", "0"))


def times(short: int, long: int) -> int:
    """The length of a loop of a test that is marked :func:`longer`."""
    return long * SOAK if SOAK else short


def longer(test: Callable[..., Any]) -> Callable[..., Any]:
    """A test that runs by ``make soak`` too, with its loops at their long lengths."""
    return pytest.mark.soak(test) if SOAK else test


def examples(short: int, long: int, **other: Any) -> Callable[..., Any]:
    """Hypothesis settings of a law: so many examples, more of them by ``make soak``."""
    return lambda test: longer(settings(max_examples=times(short, long), deadline=None, **other)(test))
