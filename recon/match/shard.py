"""Blocks of a network and region are independent: they are matched here, or for large libraries spread over processes.

A process takes a second or two to start and its rows have to be sent, so few rows are matched sooner here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from recon.batch import pool
from recon.match import block, decide
from recon.match.decide import Forbidden
from recon.match.result import Pair
from recon.match.rows import Rows, taken
from recon.plan import catalogue

#: Left rows, right rows, and which pairs of them must not be made: all that one block needs.
Shard = tuple[Rows, Rows, Forbidden]
Work = Callable[[Shard], list[Pair]]
#: How shards are worked on, given how many rows of the left side they have in all; results in their order.
Spread = Callable[[Work, Iterator[Shard], int], Iterable[list[Pair]]]
#: Rows of the left side to be matched by name from which on further processes come back.
WORTHWHILE = 50_000


def here(work: Work, shards: Iterator[Shard], rows: int) -> Iterable[list[Pair]]:
    """One after the other, in this process."""
    return map(work, shards)


def processes(count: int, worthwhile: int = WORTHWHILE) -> Spread:
    """In ``count`` processes of this machine where there are enough rows; the result is the same."""

    def spread(work: Work, shards: Iterator[Shard], rows: int) -> Iterable[list[Pair]]:
        return pool.spread(work, shards, count) if count > 1 and rows >= worthwhile else here(work, shards, rows)

    return spread


def named(
    left: Rows, mine: list[int], right: Rows, theirs: list[int], forbidden: Forbidden, spread: Spread
) -> list[Pair]:
    """Pairs by name within each network and region, in the order of the left side."""
    places = block.blocks(left, mine, right, theirs)
    places.sort(key=lambda block: -len(block[0]) * len(block[1]))  # the longest work first, so that all end together
    shards = (_shard(left, ours, right, others, forbidden) for ours, others in places)
    found: list[Pair] = []
    rows = sum(len(ours) for ours, _ in places)
    for (ours, others), pairs in zip(places, spread(solve, shards, rows), strict=True):
        found += [replace(p, left=ours[p.left], right=others[p.right]) for p in pairs]
    return sorted(found, key=lambda pair: pair.left)


def solve(shard: Shard) -> list[Pair]:
    """Match one shard; positions are the shard's own."""
    left, right, forbidden = shard
    with catalogue.held(left.library.lists):
        return _solved(left, right, forbidden)


def _solved(left: Rows, right: Rows, forbidden: Forbidden) -> list[Pair]:
    return decide.named(left, range(len(left.library)), right, range(len(right.library)), forbidden)


def _shard(left: Rows, ours: list[int], right: Rows, others: list[int], forbidden: Forbidden) -> Shard:
    mine, theirs = ({place: n for n, place in enumerate(side)} for side in (ours, others))
    apart = frozenset((mine[a], theirs[b]) for a, b in forbidden if a in mine and b in theirs)
    return taken(left, ours), taken(right, others), apart
