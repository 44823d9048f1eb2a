"""Blocks of a network and region are independent: they are matched here, or spread over processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from recon.batch import pool
from recon.match import block, decide
from recon.match.decide import Forbidden
from recon.match.result import Pair
from recon.match.rows import Rows, taken

#: Left rows, right rows, and which pairs of them must not be made: all that one block needs.
Shard = tuple[Rows, Rows, Forbidden]
Spread = Callable[[Callable[[Shard], list[Pair]], list[Shard]], Iterable[list[Pair]]]


def here(work: Callable[[Shard], list[Pair]], shards: list[Shard]) -> Iterable[list[Pair]]:
    """One after the other, in this process."""
    return map(work, shards)


def processes(count: int) -> Spread:
    """In ``count`` processes of this machine; the result is the same."""
    return lambda work, shards: pool.spread(work, shards, count) if count > 1 else map(work, shards)


def named(
    left: Rows, mine: list[int], right: Rows, theirs: list[int], forbidden: Forbidden, spread: Spread
) -> list[Pair]:
    """Pairs by name within each network and region, in the order of the left side."""
    places = block.blocks(left, mine, right, theirs)
    shards = [_shard(left, ours, right, others, forbidden) for ours, others in places]
    found: list[Pair] = []
    for (ours, others), pairs in zip(places, spread(solve, shards), strict=True):
        found += [replace(p, left=ours[p.left], right=others[p.right]) for p in pairs]
    return sorted(found, key=lambda pair: pair.left)


def solve(shard: Shard) -> list[Pair]:
    """Match one shard; positions are the shard's own."""
    left, right, forbidden = shard
    return decide.named(left, range(len(left.library)), right, range(len(right.library)), forbidden)


def _shard(left: Rows, ours: list[int], right: Rows, others: list[int], forbidden: Forbidden) -> Shard:
    mine, theirs = ({place: n for n, place in enumerate(side)} for side in (ours, others))
    apart = frozenset((mine[a], theirs[b]) for a, b in forbidden if a in mine and b in theirs)
    return taken(left, ours), taken(right, others), apart
