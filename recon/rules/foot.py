"""合计: a total against its parts, along items, periods or regions, wherever a hierarchy says so."""

from __future__ import annotations

from collections.abc import Iterator

from recon.rules.closure import Closed, Comparison


def check(closed: Closed) -> Iterator[Comparison]:
    """The sums met on the walk: totals, implied values, and the bounds of incomplete breakdowns."""
    yield from closed.sums
